// Mail as programs send it. Each text was written for these tests; the layout is that of the program named.
#include "mail.h"

using namespace pacelane;
using namespace pacelane::formats;
using context::Format;
using context::PassageKind;

TEST_SUITE("mail") {
    TEST_CASE("the sender speaks, the subject is the title, and its people take part") {
        const auto document = eml(mail("The cache is cold after each release.\n"));
        CHECK(told(document) == Lines{"Maya Lindqvist: The cache is cold after each release."});
        CHECK(document.title == "The cache");
        CHECK(document.date == std::chrono::year(2026) / 11 / 3);
        CHECK(document.participants == Lines{"Maya Lindqvist", "Ana Souza"});
        CHECK(document.passages[0].line == 7);
    }
    TEST_CASE("Gmail: what stands below 'On …, … wrote:' is the other's, also when the line is broken") {
        CHECK(told(eml(
                  mail("It warms up by itself.\n\nOn Tue, Nov 3, 2026 at 9:02 AM Ana Souza with a long name\n"
                       "<ana@example.com> wrote:\n\n> The cache is cold.\n>\n> > Is it cold?\n"))) ==
              Lines{"Maya Lindqvist: It warms up by itself.",
                    "[Ana Souza with a long name: The cache is cold.]", "[: Is it cold?]"});
        CHECK(told(eml(
                  mail("Aquece sozinho.\n\nEm ter., 3 de nov. de 2026 às 09:02, Ana Souza <ana@example.com>\n"
                       "escreveu:\n\n> O cache está frio.\n"))) ==
              Lines{"Maya Lindqvist: Aquece sozinho.", "[Ana Souza: O cache está frio.]"});
        CHECK(told(eml(
                  mail("Se calienta solo.\n\nEl mar, 3 nov 2026 a las 9:02, Ana Souza (<ana@example.com>)\n"
                       "escribió:\n\n> La caché está fría.\n"))) ==
              Lines{"Maya Lindqvist: Se calienta solo.", "[Ana Souza: La caché está fría.]"});
    }
    TEST_CASE("Thunderbird and Apple Mail: answers between the lines stay the sender's") {
        CHECK(told(eml(mail("On 11/3/26 09:02, Ana Souza wrote:\n> The cache is cold.\nIt is not.\n"
                            "> Should we warm it?\nYes, by a job.\n"))) ==
              Lines{"[Ana Souza: The cache is cold.]", "Maya Lindqvist: It is not.",
                    "[Ana Souza: Should we warm it?]", "Maya Lindqvist: Yes, by a job."});
        CHECK(told(eml(mail("Agreed.\n\n> On Nov 3, 2026, at 09:02, Ana Souza <ana@example.com> wrote:\n> \n"
                            "> The cache is cold.\n>> Who says so?\n"))) ==
              Lines{"Maya Lindqvist: Agreed.", "[Ana Souza: The cache is cold.]", "[: Who says so?]"});
    }
    TEST_CASE("Outlook: the message below the answer is its sender's, in several languages") {
        for (const std::string_view head :
             {"From: Ana Souza <ana@example.com>\nSent: Tuesday, November 3, 2026 9:02 AM\nTo: Maya "
              "Lindqvist "
              "<maya@example.org>\nSubject: The cache\n",
              "________________________________\nDe: Ana Souza <ana@example.com>\nEnviado: terça-feira, 3 de "
              "novembro de 2026 "
              "09:02\nPara: Maya Lindqvist <maya@example.org>\nAssunto: O cache\n",
              "De: Ana Souza <ana@example.com>\nEnviado el: martes, 3 de noviembre de 2026 9:02\nPara: Maya "
              "Lindqvist\n"
              "Asunto: La caché\n",
              "Von: Ana Souza <ana@example.com>\nGesendet: Dienstag, 3. November 2026 09:02\nAn: Maya "
              "Lindqvist\n"
              "Betreff: Der Cache\n",
              "-----Original Message-----\nFrom: Ana Souza [mailto:ana@example.com]\nSent: Tuesday, November "
              "3, 2026 9:02 "
              "AM\nTo: Maya Lindqvist; Rui Prado\nSubject: The cache\n",
              "*From:* Ana Souza <ana@example.com>\n*Sent:* Tuesday, November 3, 2026 9:02 AM\n*To:* Maya "
              "Lindqvist\n"
              "*Subject:* The cache\n"}) {
            CAPTURE(head);
            CHECK(told(eml(
                      mail("It warms up by itself.\n\n" + std::string(head) + "\nThe cache is cold.\n"))) ==
                  Lines{"Maya Lindqvist: It warms up by itself.", "[Ana Souza: The cache is cold.]"});
        }
    }
    TEST_CASE("Outlook Express: the mark and the head end in a space, and are no flowed text") {
        CHECK(told(eml(mail(
                  "It warms up.\n\n----- Original Message ----- \nFrom: \"Ana Souza\" <ana@example.com>\nTo: "
                  "<maya@example.org>\nSent: Tuesday, November 03, 2026 9:02 AM\nSubject: The cache\n\n\nThe "
                  "cache "
                  "is cold.\n",
                  "Content-Type: text/plain; charset=utf-8; format=flowed\n"))) ==
              Lines{"Maya Lindqvist: It warms up.", "[Ana Souza: The cache is cold.]"});
    }
    TEST_CASE("who wrote is told before the verb and when behind it, and in other ways of mail programs") {
        for (const std::string_view line :
             {"Ana Souza <ana@example.com> wrote on 03.11.2026 09:02:12:",
              "Ana Souza <ana@example.com> escreveu no dia terça, 3/11/2026 à(s)\n09:02:",
              "Ana Souza <ana@example.com> escribió el mar, 3 nov 2026, 9:02:",
              "Ana Souza <ana@example.com> schrieb am Di., 3. Nov. 2026,\n09:02:",
              "Am Dienstag, 3. November 2026, 09:02:00 MEZ hat Ana Souza <ana@example.com> Folgendes "
              "geschrieben:",
              "Le 03/11/2026 à 09:02, Ana Souza a écrit :", "Quoting Ana Souza <ana@example.com>:",
              "In article <12ab@example.com>, Ana Souza wrote:",
              "---- On Tue, 03 Nov 2026 09:02:00 +0100 Ana Souza <ana@example.com> wrote ---"}) {
            INFO(line);
            CHECK(told(eml(
                      mail("It warms up by itself.\n\n" + std::string(line) + "\n> The cache is cold.\n"))) ==
                  Lines{"Maya Lindqvist: It warms up by itself.", "[Ana Souza: The cache is cold.]"});
        }
        // Her own sentence, which a list follows.
        const auto own = told(eml(mail("Ana wrote on page 12:\n\nThe cache is cold.\n")));
        REQUIRE(own.size() == 2);
        CHECK(own[0] == "Maya Lindqvist: Ana wrote on page 12:");
    }
    TEST_CASE("Gmail, some years ago: no space before 'wrote'") {
        CHECK(told(eml(mail("It warms up.\n\nOn Tue, Nov 3, 2026 at 9:02 AM, Ana Souza "
                            "<ana@example.com>wrote:\n\n> The cache "
                            "is cold.\n"))) ==
              Lines{"Maya Lindqvist: It warms up.", "[Ana Souza: The cache is cold.]"});
    }
    TEST_CASE("an attribution without marks below it needs what only programs write") {
        CHECK(told(eml(mail(
                  "It warms up.\n\nOn Tuesday, November 3, 2026 at 09:02:11 AM, Ana Souza <ana@example.com> "
                  "wrote:\n\nThe cache is cold.\n"))) ==
              Lines{"Maya Lindqvist: It warms up.", "[Ana Souza: The cache is cold.]"});
        CHECK(told(eml(mail("In 2024, as Rui said:\n\nThe cache is cold.\n"))) ==
              Lines{"Maya Lindqvist: In 2024, as Rui said:", "Maya Lindqvist: The cache is cold."});
    }
    TEST_CASE(
        "an address beside the name of who wrote is enough, without a date and without marks below it") {
        for (const std::string_view line :
             {"Ana Souza <ana@example.com> writes:", "Ana Souza\n<ana@example.com> wrote:",
              "\"Ana Souza\" <ana@example.com> escreve:", "Ana Souza (ana@example.com) escribe:",
              "Ana Souza <ana@example.com> a écrit :", "Ana Souza <ana@example.com> schreibt:",
              "Citando Ana Souza <ana@example.com>:", "ana.souza@example.com writes:"}) {
            INFO(line);
            CHECK(told(eml(mail("It warms up.\n\n" + std::string(line) + "\n\nThe cache is cold.\n"))) ==
                  Lines{"Maya Lindqvist: It warms up.", "[Ana Souza: The cache is cold.]"});
        }
        // Sentences of her own, of which one names an address.
        for (const std::string_view line : {"As the report that went to ana@example.com says:",
                                            "What ana@example.com asks for in short:", "Ana writes:"}) {
            INFO(line);
            CHECK(told(eml(mail(std::string(line) + "\n\nThe cache is cold.\n"))) ==
                  Lines{"Maya Lindqvist: " + std::string(line), "Maya Lindqvist: The cache is cold."});
        }
    }
    TEST_CASE("Emacs: initials before each quoted line are marks, one line of that look is none") {
        CHECK(told(eml(
                  mail(">>>>> \"AS\" == Ana Souza <ana@example.com> writes:\n\n    AS> The cache is\n    AS> "
                       "cold.\n\nIt warms up.\n"))) ==
              Lines{"[Ana Souza: The cache is cold.]", "Maya Lindqvist: It warms up."});
        CHECK(told(eml(mail("Ana Souza <ana@example.com> writes:\n\nAna> The cache is\nAna> cold.\nAna> > Is "
                            "it?\n\nIt warms up.\n"))) ==
              Lines{"[Ana Souza: The cache is cold.]", "[: Is it?]", "Maya Lindqvist: It warms up."});
        CHECK(told(eml(mail("I typed this:\n\nREPL> 1 + 1\n"))).back() == "Maya Lindqvist: REPL> 1 + 1");
    }
    TEST_CASE("a message that was passed on is its sender's") {
        CHECK(
            told(eml(mail(
                "Worth a look.\n\n---------- Forwarded message ---------\nFrom: Ana Souza <ana@example.com>\n"
                "Date: Tue, Nov 3, 2026 at 9:02 AM\nSubject: The cache\nTo: <maya@example.org>\n\n\n"
                "The cache is cold.\n"))) ==
            Lines{"Maya Lindqvist: Worth a look.", "[Ana Souza: The cache is cold.]"});
        CHECK(told(eml(mail("Worth a look.\n\nBegin forwarded message:\n\nFrom: Ana Souza <ana@example.com>\n"
                            "Subject: The cache\nDate: 3 November 2026 at 09:02:11 CET\nTo: Maya\n\nThe "
                            "cache is cold.\n"))) ==
              Lines{"Maya Lindqvist: Worth a look.", "[Ana Souza: The cache is cold.]"});
    }
    TEST_CASE(
        "a message attached as a message is its sender's, and other attachments are named and left out") {
        const auto document = eml(mail(
            "This is a multi-part message in MIME format.\n--b\nContent-Type: text/plain; "
            "charset=utf-8\n\nWorth a look.\n--b\n"
            "Content-Type: message/rfc822\n\nFrom: Ana Souza <ana@example.com>\nSubject: The cache\nDate: "
            "Tue, 3 Nov 2026 "
            "09:02:00 +0000\n\nThe cache is cold.\n--b\nContent-Type: application/pdf; name=\"plan.pdf\"\n"
            "Content-Disposition: attachment; filename=\"plan.pdf\"\nContent-Transfer-Encoding: "
            "base64\n\nJVBERi0xLjQK\n--b--\n",
            "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n"));
        CHECK(told(document) == Lines{"Maya Lindqvist: Worth a look.", "[Ana Souza: The cache is cold.]"});
        CHECK(holds(document.omitted, "an attachment: plan.pdf (application/pdf, 1 KiB)"));
    }
    TEST_CASE("greeting, closing, name, signature and footer are left out, and told") {
        const auto document =
            eml(mail("Hi Ana,\n\nThe cache is cold.\n\nThanks for the plan, which I like.\n\nBest "
                     "regards,\nMaya\n\n-- \nMaya Lindqvist\n"
                     "Platform engineer\n+46 70 000 00 00\n"));
        CHECK(told(document) == Lines{"Maya Lindqvist: The cache is cold.",
                                      "Maya Lindqvist: Thanks for the plan, which I like."});
        CHECK(holds(document.omitted, "line 7: a greeting"));
        CHECK(holds(document.omitted, "lines 13-14: a closing and a signature"));
        CHECK(holds(document.omitted, "lines 16-19: a signature"));
        for (const std::string_view ending :
             {"Abraços, Maya\n", "Abs,\nMaya\n", "Saludos,\n\nMaya Lindqvist\nPlataforma\n", "Maya\n",
              "- Maya\n", "Sent from my iPhone\n", "Enviado do meu iPhone\n", "Enviado desde mi iPhone\n",
              "_______________________________________________\nplatform mailing "
              "list\nplatform@lists.example.org\n"
              "https://lists.example.org/platform\n"}) {
            CAPTURE(ending);
            CHECK(told(eml(mail("The cache is cold.\n\n" + std::string(ending)))) ==
                  Lines{"Maya Lindqvist: The cache is cold."});
        }
        CHECK(told(eml(mail("The cache is cold.\n\nBest,\nMaya\n\nPS: It is still cold.\n"))) ==
              Lines{"Maya Lindqvist: The cache is cold.", "Maya Lindqvist: PS: It is still cold."});
        CHECK(told(eml(mail("Thanks, Ana\n"))) == Lines{"Maya Lindqvist: Thanks, Ana"});
    }
    TEST_CASE("what a company's mail server adds is left out and told, and the signature above it found") {
        const std::string words = "The counter has two people now.\n\n";
        for (const std::string notice :
             {"CONFIDENTIALITY NOTICE: what you read here is for you alone.\n",
              "This e-mail and any attachments are confidential and meant for the\nintended recipient only. "
              "Tell us if it came to you.\n\nPlease consider the environment before printing this.\n",
              "If you have received this message in error, delete it.\n",
              "Esta mensagem pode conter dados sigilosos; se você não é o destinatário,\napague-a.\n\nAntes "
              "de "
              "imprimir, pense no papel.\n",
              "AVISO LEGAL: lo que aquí se lee es para usted.\n",
              "Este mensaje y sus adjuntos son confidenciales.\n"}) {
            CAPTURE(notice);
            const auto document = eml(mail(words + "Kind regards,\n\nMaya Lindqvist\nPlatform\n" + notice));
            CHECK(told(document) == Lines{"Maya Lindqvist: The counter has two people now."});
            CHECK(holds(document.omitted, "a mail server adds"));
        }
        CHECK(told(eml(mail("CAUTION: This email originated from outside of the company.\n\n" + words))) ==
              Lines{"Maya Lindqvist: The counter has two people now."});
        // Who writes about messages, or of secrets, says so.
        for (const std::string said :
             {"We keep each message until somebody has read it.", "This message broke the queue for a day.",
              "What is confidential stays on paper."}) {
            CAPTURE(said);
            CHECK(told(eml(mail(words + said + "\n"))).size() == 2);
        }
    }
    TEST_CASE("what a newsletter offers above and below its text is left out, and told") {
        const std::string words = "The counter has two people now.\n\n";
        for (const std::string ending :
             {"Unsubscribe\n", "Unsubscribe | Manage preferences\n\nThe Quay, 4 Harbour Street\n",
              "You are receiving this email because you are a member.\nUnsubscribe here: "
              "https://example.org/u/1\n",
              "© 2026 The Quay\n", "Cancelar inscrição\n", "Darse de baja | Ver en el navegador\n"}) {
            CAPTURE(ending);
            const auto document = eml(mail("View this email in your browser\n\n" + words + ending));
            CHECK(told(document) == Lines{"Maya Lindqvist: The counter has two people now."});
            CHECK(holds(document.omitted, "what a newsletter ends with"));
        }
        // Who asks for it, or writes of it, says so.
        for (const std::string said :
             {"Unsubscribe me from the list of the crane.", "We lost the button to unsubscribe."}) {
            CAPTURE(said);
            CHECK(told(eml(mail(words + said + "\n"))).size() == 2);
        }
        CHECK(told(eml(mail("Unsubscribe\n"))).size() == 1);
    }
    TEST_CASE("a greeting may ask how it goes") {
        for (const std::string greeting :
             {"Hi Tiago, how are you?", "Oi Tiago, tudo bem?", "Hola Tiago, ¿qué tal?"}) {
            CAPTURE(greeting);
            CHECK(told(eml(mail(greeting + "\n\nThe counter has two people now.\n"))) ==
                  Lines{"Maya Lindqvist: The counter has two people now."});
        }
        CHECK(told(eml(mail("Hi Tiago, who moved it?\n\nThe counter has two people now.\n"))).size() == 2);
    }
    TEST_CASE("a long dash opens a signature; what code says of sending is code") {
        CHECK(told(eml(mail("It warms up.\n\n———\nMaya Lindqvist\nPlatform\n"))) ==
              Lines{"Maya Lindqvist: It warms up."});
        const auto told_of_code =
            told(eml(mail("The mailer is short:\n\nsend() {\n  // Sent from my mailer\n}\n\nRead it.\n")));
        CHECK(told_of_code.back() == "Maya Lindqvist: Read it.");
    }
    TEST_CASE("a short line by itself is a sentence, no heading") {
        CHECK(told(eml(mail("Sounds good\n\nI will warm the cache.\n"))) ==
              Lines{"Maya Lindqvist: Sounds good", "Maya Lindqvist: I will warm the cache."});
    }
    TEST_CASE("flowed text is joined, quotations in it too (RFC 3676)") {
        CHECK(told(eml(mail("> The cache \n> is cold.\nIt warms \nup.\n-- \nMaya\n",
                            "Content-Type: text/plain; charset=utf-8; format=flowed\n"))) ==
              Lines{"[: The cache is cold.]", "Maya Lindqvist: It warms up."});
    }
    TEST_CASE("encodings and character sets are read, and lines are the file's") {
        const auto quoted =
            eml(mail("O cache est=E1 fri=\no. Ele aquece.\n\nDepois disso, segue.\n",
                     "Content-Type: text/plain; charset=ISO-8859-1\nContent-Transfer-Encoding: "
                     "quoted-printable\n"));
        CHECK(told(quoted) == Lines{"Maya Lindqvist: O cache está frio. Ele aquece.",
                                    "Maya Lindqvist: Depois disso, segue."});
        CHECK(quoted.passages[0].line == 8);
        CHECK(quoted.passages[1].line == 11);
        CHECK(told(eml(mail("7eXf+iDi7vDu5OXyIQ==\n",
                            "Content-Type: text/plain; charset=koi8-r\nContent-Transfer-Encoding: "
                            "base64\n")))
                  .size() == 1);
        CHECK(eml("From: =?UTF-8?Q?Jos=C3=A9_Luis?= <jose@example.org>\nSubject: "
                  "=?ISO-8859-1?B?UmV1bmnjbw==?=\n"
                  "Date: Tue, 3 Nov 2026 10:11:12 +0100\n\nHabla de la caché.\n")
                  .title == "Reunião");
    }
    TEST_CASE("UTF-8 that is called Latin-1 is UTF-8") {
        CHECK(told(eml(mail("O cache está frio.\n", "Content-Type: text/plain; charset=ISO-8859-1\n"))) ==
              Lines{"Maya Lindqvist: O cache está frio."});
    }
    TEST_CASE("HTML alone: quotations, lists and what is hidden are told apart") {
        CHECK(
            told(eml(mail(
                "<html><head><style>p { color: red }</style></head><body><div "
                "style=\"display:none\">Preview</div>"
                "<div dir=\"ltr\">It warms up &amp; stays warm:<ul><li>by a job</li><li>by "
                "use</li></ul></div><br>"
                "<div class=\"gmail_quote\"><div dir=\"ltr\" class=\"gmail_attr\">On Tue, Nov 3, 2026 at "
                "9:02 AM Ana Souza "
                "&lt;<a href=\"mailto:ana@example.com\">ana@example.com</a>&gt; wrote:<br></div><blockquote "
                "class=\"gmail_quote\"><div>The cache is cold.</div></blockquote></div></body></html>\n",
                "Content-Type: text/html; charset=utf-8\n"))) ==
            Lines{"Maya Lindqvist: It warms up & stays warm:", "Maya Lindqvist: by a job",
                  "Maya Lindqvist: by use", "[Ana Souza: The cache is cold.]"});
        CHECK(told(eml(mail("<html><body><p class=MsoNormal>It warms up by itself.<o:p></o:p></p><p "
                            "class=MsoNormal>&nbsp;</p><div "
                            "style='border:none;border-top:solid #E1E1E1 1.0pt'><p "
                            "class=MsoNormal><b>From:</b> Ana Souza "
                            "&lt;ana@example.com&gt; <br><b>Sent:</b> Tuesday, November 3, 2026 9:02 "
                            "AM<br><b>To:</b> Maya<br>"
                            "<b>Subject:</b> The cache</p></div><p class=MsoNormal>The cache is "
                            "cold.</p></body></html>\n",
                            "Content-Type: text/html; charset=utf-8\n"))) ==
              Lines{"Maya Lindqvist: It warms up by itself.", "[Ana Souza: The cache is cold.]"});
    }
    TEST_CASE("of two alternatives the plain text is read") {
        CHECK(told(eml(mail("--b\nContent-Type: text/plain; charset=utf-8\n\nThe cache is "
                            "cold.\n--b\nContent-Type: text/html; "
                            "charset=utf-8\n\n<p>The <b>cache</b> is cold.</p>\n--b--\n",
                            "Content-Type: multipart/alternative; boundary=b\n"))) ==
              Lines{"Maya Lindqvist: The cache is cold."});
    }
    TEST_CASE("a sender who is known by a first name only gets the name that the address tells") {
        const auto document =
            eml("From: Maya <maya.ferreira@example.org>\nTo: x@example.org\nSubject: Hello\n\nThe cache is "
                "cold.\n");
        CHECK(told(document) == Lines{"Maya Ferreira: The cache is cold."});
        CHECK(told(eml("From: \"'Ana Souza' via Team\" <team@example.org>\nSubject: Hello\n\nThe cache is "
                       "cold.\n")) == Lines{"Ana Souza: The cache is cold."});
        CHECK(told(eml("From: \"Souza, Ana\" <as@example.org>\nSubject: Hello\n\nThe cache is cold.\n")) ==
              Lines{"Ana Souza: The cache is cold."});
    }
    TEST_CASE("words without a sender are nobody's, and so not the user's") {
        CHECK(told(eml("Subject: Hello\nDate: Tue, 3 Nov 2026 10:11:12 +0100\n\nThe cache is cold.\n")) ==
              Lines{"Unknown: The cache is cold."});
    }
    TEST_CASE("what is encrypted, private or no mail is refused by name") {
        CHECK(
            refusal_of(Format::eml,
                       mail("--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b\nContent-Type: "
                            "application/octet-stream\n\nx\n--b--\n",
                            "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; "
                            "boundary=b\n")) == "a/file: is encrypted: its words cannot be read");
        CHECK(refusal_of(Format::eml, mail("I am ill.\n", "Sensitivity: Personal\n")) ==
              "a/file: its sender marked it as private or confidential; nothing of it is read");
        CHECK(refusal_of(Format::eml, "no mail at all") ==
              "a/file: is no mail: it has neither a sender nor a date nor a subject");
        CHECK(refusal_of(Format::eml, mail("\n")) == "a/file: has no text");
    }
    TEST_CASE("PGP's armour goes, what it signs stays") {
        CHECK(told(eml(mail("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nThe cache is "
                            "cold.\n-----BEGIN PGP SIGNATURE-----\n"
                            "\niQEzBAEBCAAdFiEE\n-----END PGP SIGNATURE-----\n"))) ==
              Lines{"Maya Lindqvist: The cache is cold."});
    }
    TEST_CASE("parts deep within each other cost bounded work") {
        std::string deep;
        for (int i = 0; i < 2000; ++i)
            deep += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\n\n--b" +
                    std::to_string(i) + "\n";
        const auto refused = refusal_of(
            Format::eml, mail("--b\n" + deep + "\nx", "Content-Type: multipart/mixed; boundary=b\n"));
        CHECK(refused.starts_with("a/file: "));
        std::string html;
        for (int i = 0; i < 100'000; ++i)
            html += "<div>";
        CHECK(refusal_of(Format::eml, mail(html + "x", "Content-Type: text/html\n")) ==
              "a/file: has no text");
    }
}

TEST_SUITE("mail folders") {
    const std::string thread =
        "From ana@example.com Tue Nov  3 09:02:00 2026\nFrom: Ana Souza <ana@example.com>\nTo: Maya "
        "Lindqvist "
        "<maya@example.org>\nSubject: The cache\nDate: Tue, 3 Nov 2026 09:02:00 +0000\nMessage-ID: "
        "<1@example.com>\n\n"
        "The cache is cold.\n>From here on it warms up.\n\n"
        "From maya@example.org Tue Nov  3 10:11:12 2026\nFrom: Maya Lindqvist <maya@example.org>\nTo: Ana "
        "Souza "
        "<ana@example.com>\nSubject: Re: The cache\nIn-Reply-To: <1@example.com>\nDate: Wed, 4 Nov 2026 "
        "10:11:12 "
        "+0000\nMessage-ID: <2@example.org>\n\n> The cache is cold.\n\nWe warm it by a job.\n\n";

    TEST_CASE("a thread is its messages in order, each by its sender") {
        const auto document = read_text(Format::mbox, thread, "mail/cache.mbox");
        CHECK(told(document) == Lines{"Ana Souza: The cache is cold. From here on it warms up.",
                                      "[Ana Souza: The cache is cold.]",
                                      "Maya Lindqvist: We warm it by a job."});
        CHECK(document.title == "The cache");
        CHECK(document.date == std::chrono::year(2026) / 11 / 4);
        CHECK(document.passages[0].place == "message 1");
        CHECK(document.passages[2].place == "message 2");
        CHECK(document.passages[2].line == 21);
        CHECK(document.kind_reason == "2 messages of a mail folder");
    }
    TEST_CASE("messages about several things stand below their subjects") {
        const auto document = read_text(
            Format::mbox, thread +
                              "From rui@example.com Tue Nov  3 09:02:00 2026\nFrom: Rui <rui@example.com>\n"
                              "Subject: [team] Fwd: Lunch\nTo: a@example.org\n\nWho comes along?\n");
        CHECK(document.passages[0].headings == Lines{"The cache"});
        CHECK(document.passages.back().headings == Lines{"Lunch"});
    }
    TEST_CASE("what Thunderbird only marked as deleted is not read") {
        const auto document = read_text(Format::mbox,
                                        "From - Tue Nov  3 09:02:00 2026\nX-Mozilla-Status: 0009\nFrom: Ana "
                                        "<ana@example.com>\nSubject: Gone\n\n"
                                        "It is gone.\n\n" +
                                            thread);
        CHECK_FALSE(holds(told(document), "gone"));
        CHECK(holds(document.omitted, "1 message that the mail program had deleted"));
    }
    TEST_CASE("a private message of a folder is left out, and told") {
        const auto document = read_text(
            Format::mbox, thread +
                              "From a@example.com Tue Nov  3 09:02:00 2026\nFrom: A B <a@example.com>\n"
                              "Subject: Ill\nSensitivity: Private\n\nI am ill.\n");
        CHECK_FALSE(holds(told(document), "ill"));
        CHECK(holds(document.omitted, "marked as private"));
    }
    TEST_CASE("rubbish is refused by name") {
        CHECK(refusal_of(Format::mbox, "no mail") == "a/file: holds no message in the form of an MBOX");
        CHECK(refusal_of(Format::mbox, "From x\n\n\n") == "a/file: holds no message in the form of an MBOX");
    }
}
