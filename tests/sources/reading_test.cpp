#include <algorithm>
#include <pacelane/sources/reading.h>
#include <pacelane/sources/time_words.h>
#include <pacelane/sources/way_back.h>

#include <doctest/doctest.h>

using namespace pacelane;
using sources::Origin;
using sources::Reason;

namespace {

sources::KnownDocument document(std::string_view text,
                                context::DocumentKind kind = context::DocumentKind::knowledge,
                                const std::string& path = "notes/a.md") {
    return sources::known_document(context::parse_document(path, text, kind), path);
}

sources::Person maya() {
    sources::Person person;
    person.handle = "maya";
    person.name = "Maya Lindqvist";
    return person;
}

struct Read {
    explicit Read(sources::KnownDocument from)
        : known(std::move(from)),
          reading(sources::read(known, sources::Cast(maya(), {known}), std::nullopt)) {}
    Reason reason(std::size_t i) const { return reading.blocks.at(i).reason; }
    Origin origin(std::size_t i) const { return reading.blocks.at(i).origin; }
    sources::KnownDocument known;
    sources::Reading reading;
};

}  // namespace

TEST_SUITE("words that lead back in a note") {
    TEST_CASE("go where the sentence names what it means") {
        const language::Language english;
        CHECK(sources::without_way_back("I chose another way than the Oak Bench mentioned above.", english) ==
              "I chose another way than the Oak Bench.");
        CHECK(sources::without_way_back("As I said above, the glue needs a night.", english) ==
              "The glue needs a night.");
        CHECK(sources::without_way_back("Como mencionado acima, a cola precisa de uma noite.",
                                        *language::from_code("pt-BR")) == "A cola precisa de uma noite.");
        CHECK(sources::without_way_back("Elegí otro camino que el Banco Nogal mencionado arriba.",
                                        *language::from_code("es")) ==
              "Elegí otro camino que el Banco Nogal.");
    }
    TEST_CASE("stay where nobody would know what is meant") {
        const language::Language english;
        for (const char* text :
             {"I chose another way than the one mentioned above.", "The way mentioned above is slower.",
              "Boxes mentioned above are full.", "Glue is as strong as I said above."})
            CHECK(sources::without_way_back(text, english) == text);
    }
}

TEST_SUITE("the kind of a text") {
    TEST_CASE("is minutes only where somebody met") {
        std::string lists;
        for (int week = 1; week <= 6; ++week)
            lists += "## Topic " + std::to_string(week) +
                     "\n\n- Shelf: a board on two feet\n- Box: holds nine jars and a label\n  - Label: says "
                     "whose it "
                     "is\n- Row: boxes side by side, read from the left\n\n";
        const auto minutes = static_cast<std::size_t>(sources::TextKind::minutes);
        CHECK(Read(document("# Week 3\n\n" + lists)).reading.shares[minutes] == 0);
        CHECK(Read(document("# Week 3\n\nAttendees: Maya Lindqvist, Rui Prado\n\n" + lists))
                  .reading.shares[minutes] > 0);
        CHECK(Read(document("# Week 3\n\n" + lists, context::DocumentKind::meeting)).reading.shares[minutes] >
              0.5);
    }
}

TEST_SUITE("a reading as deep as drafts need it") {
    sources::Reading told(const sources::KnownDocument& known, sources::Depth depth) {
        return sources::read(known, sources::Cast(maya(), {known}), std::nullopt, depth);
    }

    TEST_CASE("has no sentences of minutes, and tells the same of whose and how private they are") {
        const auto minutes = document(
            "# Shelf weekly\n\nPresent: Maya Lindqvist, Rui Prado\n\n## Boxes\n\nThe boxes move on "
            "Friday.\n\n"
            "## Pay\n\nRui's salary goes up in May. His password is ninepins4.\n",
            context::DocumentKind::meeting);
        const auto whole = told(minutes, sources::Depth::whole), brief = told(minutes, sources::Depth::told);
        CHECK(brief.kind == whole.kind);
        CHECK(brief.language == whole.language);
        CHECK(brief.is_private == whole.is_private);
        REQUIRE(brief.blocks.size() == whole.blocks.size());
        for (std::size_t i = 0; i < brief.blocks.size(); ++i) {
            CHECK(brief.blocks[i].origin == whole.blocks[i].origin);
            CHECK((brief.blocks[i].reason == Reason::private_matter) ==
                  (whole.blocks[i].reason == Reason::private_matter));
        }
        CHECK_FALSE(whole.blocks.front().sentences.empty());
        CHECK(brief.blocks.front().sentences.empty());
    }

    TEST_CASE("has those of a talk in which the person speaks") {
        const auto talk = [&](const std::string& name) {
            return document("Rui Prado: Who counts the boxes on Monday?\n\n" + name +
                                ": I count them before the shop opens.\n\nRui Prado: Good.\n",
                            context::DocumentKind::transcript, "talks/a.txt");
        };
        const auto own = told(talk("Maya Lindqvist"), sources::Depth::told);
        REQUIRE(own.blocks.size() == 3);
        CHECK_FALSE(own.blocks[0].sentences.empty());
        CHECK_FALSE(own.blocks[1].sentences.empty());
        for (const auto& block : told(talk("Ines Falk"), sources::Depth::told).blocks)
            CHECK(block.sentences.empty());
    }
}

TEST_SUITE("a note without capitals") {
    TEST_CASE("is prose as any other") {
        const Read read(
            document("# the shelf\n\ni moved the boxes to a new shelf on monday. it took me two hours.\n\n"
                     "nobody has asked me for a box since then. i find mine before the coffee is cold.\n"));
        REQUIRE(read.reading.blocks.size() == 2);
        for (std::size_t i = 0; i < 2; ++i) {
            CHECK(read.reason(i) == Reason::none);
            REQUIRE(read.reading.blocks[i].sentences.size() == 2);
            CHECK(read.reading.blocks[i].sentences.front().complete);
            CHECK(read.reading.blocks[i].sentences.front().alone);
        }
        // One paragraph that begins small among others goes on from something.
        const Read mixed(document(
            "# The shelf\n\nI moved the boxes to a new shelf on Monday.\n\nand then i found mine before the "
            "coffee was cold.\n\nNobody has asked me for a box since then, and I like it.\n"));
        CHECK(mixed.reason(1) == Reason::fragment);
    }
}

TEST_SUITE("lines that stand in many notes") {
    TEST_CASE("are nobody's telling, but where they lead to what each note shows") {
        const std::string line = "This prints:\n\n";
        const auto reason_in = [&](const std::string& first, const std::string& others) {
            std::vector<sources::KnownDocument> notes;
            for (const char* path : {"notes/a.md", "notes/b.md", "notes/c.md"})
                notes.push_back(document("I count the boxes.\n\n" + line +
                                             (notes.empty() ? first : others + std::string(path) + "\n```\n"),
                                         context::DocumentKind::knowledge, path));
            return sources::read(notes[0], sources::Cast(maya(), notes), std::nullopt).blocks.at(1).reason;
        };
        CHECK(reason_in("```\nforty\n```\n", "```\n") == Reason::none);
        CHECK(reason_in("Forty, as I have told my colleagues in May.\n", "```\n") == Reason::boilerplate);
    }
}

TEST_SUITE("words that point away") {
    TEST_CASE("are told by where they point, in each language") {
        struct Case {
            const char* language;
            std::string text;
            bool back, on, picture, elsewhere;
        };
        for (const auto& one :
             {Case{"en", "The worker of the example above waits for ever when nobody answers.", true, false,
                   false, false},
              Case{"en", "The worker waits for ever when nobody answers, as in the list above.", true, false,
                   false, false},
              Case{"en", "The oven stays above 200 degrees for as long as the door is closed.", false, false,
                   false, false},
              Case{"en", "Each of the steps has a name, which you find in the list below.", false, true,
                   false, false},
              Case{"en", "In this screenshot the worker waits for an answer that never comes.", false, false,
                   true, false},
              Case{"en", "The worker that we wrote in the previous lesson waits for ever.", false, false,
                   false, true},
              Case{"pt-BR", "O processo espera para sempre quando ninguém responde, como no código acima.",
                   true, false, false, false},
              Case{"pt-BR",
                   "A temperatura do forno fica acima de duzentos graus quando a porta está fechada.", false,
                   false, false, false},
              Case{"pt-BR", "Nesta aula o processo que escrevemos na aula anterior espera para sempre.",
                   false, false, false, true},
              Case{"es", "El proceso espera para siempre cuando nadie responde, como en el código de arriba.",
                   true, false, false, false},
              Case{"es", "El proceso que escribimos en el capítulo anterior espera para siempre.", false,
                   false, false, true}}) {
            CAPTURE(one.text);
            auto known = document(one.text);
            known.language = language::from_code(one.language);
            const Read note(known);
            const auto& block = note.reading.blocks.at(0);
            CHECK(block.points_back == one.back);
            CHECK(block.points_on == one.on);
            CHECK(block.points_to_picture == one.picture);
            CHECK(block.points_elsewhere == one.elsewhere);
            CHECK(block.points_out == (one.back || one.on || one.picture || one.elsewhere));
        }
    }
}

TEST_SUITE("what may be told") {
    TEST_CASE("prose of the person may, code and pictures only where Markdown goes, tasks never") {
        const Read note(
            document("# Queues\n\nA queue loses nothing when the worker dies before it answers.\n\n"
                     "```sh\npacelane queue list\n```\n\n- [ ] ask about the timeout\n\n"
                     "> Make it work, make it right.\n"));
        CHECK(note.reason(0) == Reason::none);
        CHECK(note.origin(0) == Origin::own_prose);
        CHECK(note.reason(1) == Reason::shown);
        CHECK(note.reason(2) == Reason::task);
        CHECK(note.reason(3) == Reason::quotation);
    }

    TEST_CASE("of talk only the person's own turns are theirs") {
        const Read talk(
            document("WEBVTT\n\n00:00:01.000 --> 00:00:05.000\n<v Maya Lindqvist>We moved the nightly job "
                     "to the replica and the alarms stopped.\n\n00:00:06.000 --> 00:00:09.000\n"
                     "<v Jonas Berg>That took us three weeks of arguing about it.\n",
                     context::DocumentKind::transcript, "transcripts/call.vtt"));
        CHECK(talk.origin(0) == Origin::own_speech);
        CHECK(talk.reason(0) == Reason::none);
        CHECK(talk.reason(1) == Reason::others_words);
        CHECK(talk.reading.kind == sources::TextKind::talk);
    }

    TEST_CASE("the owner of a phone is called Me where they have no name") {
        const auto chat = [](const std::string& other, std::string_view path) {
            return document(
                "[2026-11-11 09:02] Rui Prado: The nightly job broke on the replica again.\n"
                "[2026-11-11 09:04] Me: I moved the retries into the queue, and it runs.\n"
                "[2026-11-11 09:05] " +
                    other + ": That took us three weeks of arguing about it.\n",
                context::DocumentKind::knowledge, std::string(path));
        };
        const Read mine(chat("Rui Prado", "notes/chat.txt"));
        CHECK(mine.origin(0) == Origin::others);
        CHECK(mine.origin(1) == Origin::own_speech);
        // Where the person speaks by name, Me is somebody else.
        const Read shared(chat("Maya Lindqvist", "notes/chat.txt"));
        CHECK(shared.origin(1) == Origin::others);
        CHECK(shared.origin(2) == Origin::own_speech);
        // In a note that is no chat it is a word.
        CHECK(Read(document("# Jokes\n\nMe: I sleep early tonight, and nothing will stop me.\n")).origin(0) !=
              Origin::own_speech);
    }

    TEST_CASE("a section of sources is for nobody") {
        const Read note(
            document("# On naming\n\nA name that lies costs more than a long one does.\n\n"
                     "## References\n\nMost of this comes from a talk that I heard in May.\n"));
        CHECK(note.reason(0) == Reason::none);
        CHECK(note.reason(1) == Reason::section);
        CHECK(note.reading.sections.at(1).left_out);
    }

    TEST_CASE("with a private sentence goes its section") {
        const Read note(document(
            "# Year\n\nThe garden taught me patience this spring.\n\n## Money\n\n"
            "I moved my savings account to another bank.\n\nThe form took twenty minutes to fill in.\n"));
        CHECK(note.reason(0) == Reason::none);
        CHECK(note.reason(1) == Reason::private_matter);
        CHECK(note.reason(2) == Reason::section);
    }

    TEST_CASE("a note about somebody, a letter to one and what was said of one's work are nobody else's") {
        const std::string text =
            "The shelf by name was drawn on a napkin at lunch, and it held for ten winters.\n";
        const auto is_private = [&](const std::string& title, const std::string& opening = {}) {
            return Read(document("# " + title + "\n\n" + opening + text)).reading.is_private;
        };
        CHECK(is_private("Jonas Weber"));
        CHECK(is_private("Feedback"));
        CHECK(is_private("Feedback 2025 autumn"));
        CHECK(is_private("Feedback Jonas"));
        CHECK(is_private("The shelf", "Hi Jonas! I hope that your holiday was long.\n\n"));
        CHECK_FALSE(is_private("The shelf"));
        CHECK_FALSE(is_private("Feedback loops"));
        CHECK_FALSE(is_private("Jonas Weber and the shelf by name"));
        CHECK_FALSE(is_private("The shelf", "Hello World! This is the first note of our archive.\n\n"));
    }

    TEST_CASE("of a long talk the turns around a private one go, not all of it") {
        const auto talk = [](int turns, const std::vector<int>& secret) {
            std::string text = "# A talk about archives\n\n## Transcript\n\n";
            for (int i = 0; i < turns; ++i) {
                const bool told = std::find(secret.begin(), secret.end(), i) == secret.end();
                text += "**Jonas Weber:** And how did the next winter go for you in that room?\n\n";
                text +=
                    std::string("**Maya Lindqvist:** ") +
                    (told ? "We sorted the boxes of that winter by the names of the people who packed them."
                          : "My salary was cut by a third, and I looked for other work that winter.") +
                    "\n\n";
            }
            return Read(document(text, context::DocumentKind::transcript, "transcripts/archives.md"));
        };
        const auto long_one = talk(12, {4});
        CHECK_FALSE(long_one.reading.is_private);
        CHECK(long_one.reason(1) == Reason::none);
        CHECK(long_one.reason(7) == Reason::section);
        CHECK(long_one.reason(9) == Reason::private_matter);
        CHECK(long_one.reason(11) == Reason::section);
        CHECK(long_one.reason(13) == Reason::none);
        // One turn in ten is talk about private matters.
        CHECK(talk(12, {2, 5, 8}).reading.is_private);
        CHECK_FALSE(talk(40, {2, 15, 28}).reading.is_private);
    }

    TEST_CASE("a block that leans on what stands before it says so") {
        const Read note(
            document("The build took an hour.\n\nThat made people skip the tests.\n\n"
                     "Third, the cache was cold every morning.\n\nOur tests run in four minutes now.\n"));
        CHECK_FALSE(note.reading.blocks.at(0).leans_back);
        CHECK(note.reading.blocks.at(1).leans_back);
        CHECK(note.reading.blocks.at(2).leans_back);
        CHECK_FALSE(note.reading.blocks.at(3).leans_back);
    }

    TEST_CASE("in Portuguese a sentence that begins with its verb leans on nothing, one with \"e\" does") {
        const Read note(
            document("---\nlang: pt\n---\nÉ preciso testar a cópia antes de confiar nela.\n\n"
                     "E a cópia nova ficou pronta em nove minutos.\n\n"
                     "Então a cópia nova ficou pronta em nove minutos.\n\n"
                     "Está provado que a cópia nova fica pronta em nove minutos.\n\n"
                     "Esta ficou pronta em nove minutos.\n"));
        CHECK_FALSE(note.reading.blocks.at(0).leans_back);
        CHECK(note.reading.blocks.at(1).leans_back);
        CHECK(note.reading.blocks.at(2).leans_back);
        CHECK_FALSE(note.reading.blocks.at(3).leans_back);
        CHECK(note.reading.blocks.at(4).leans_back);
    }

    // Without its accent the pronoun "él" is the article "el", with which every second Spanish sentence
    // begins.
    TEST_CASE("a Spanish sentence that begins with the article leans on nothing") {
        const Read note(
            document("---\nlang: es\n---\nEl barco de la noche sale cada veinte minutos en verano.\n\n"
                     "Él llega tarde siempre que llueve mucho en la costa.\n"));
        CHECK_FALSE(note.reading.blocks.at(0).leans_back);
        CHECK(note.reading.blocks.at(0).sentences.at(0).alone);
        CHECK_FALSE(note.reading.blocks.at(1).sentences.at(0).alone);
    }

    TEST_CASE("what is said of a day is true around the day of its note") {
        const Read dated(
            document("---\ndate: 2026-11-02\n---\nWe ship the new parser next week, with a flag.\n"));
        REQUIRE(dated.reading.blocks.at(0).true_until);
        CHECK(*dated.reading.blocks.at(0).true_until == *parse_date("2026-11-09"));
        const Read always(document("A parser with a flag can be switched off at night.\n"));
        CHECK_FALSE(always.reading.blocks.at(0).true_until);
    }

    TEST_CASE("without a date, news of a day are never true, and what places a story in time is part of it") {
        CHECK(Read(document("The vendor just released a new parser.\n")).reading.blocks.at(0).true_until);
        CHECK(Read(document("We meet the vendor this week.\n")).reading.blocks.at(0).true_until);
        CHECK_FALSE(Read(document("We had 31 callbacks last year, and wrote each on a card.\n"))
                        .reading.blocks.at(0)
                        .true_until);
        CHECK_FALSE(Read(document("The reminder says \"See you tomorrow at two\" and nobody answers it.\n"))
                        .reading.blocks.at(0)
                        .true_until);
    }

    TEST_CASE("an unfinished note is no prose") {
        const Read note(document("The retry loop needs a limit, TODO find the number.\n"));
        CHECK(note.reason(0) == Reason::working_note);
        CHECK(
            Read(document("The retry loop needs a limit (and a number, which I will ask for.\n")).reason(0) ==
            Reason::working_note);
    }

    TEST_CASE("a letter with places to fill in is for anybody, and code with such places is none") {
        for (const char* letter : {"Hey recruiter_name, I saw the position_name that you posted in May, and "
                                   "I would like to talk.\n",
                                   "Dear [Name], I write to you because we met at [Company] in the spring.\n",
                                   "Olá, [nome], eu vi que você trabalha na [empresa] e gostaria de "
                                   "conversar sobre a vaga de maio.\n",
                                   "Hola, [nombre], yo vi que usted trabaja en [empresa] y me gustaría "
                                   "hablar con usted en mayo.\n"}) {
            INFO(letter);
            CHECK(Read(document(letter)).reason(0) == Reason::working_note);
        }
        for (const char* text :
             {"I named the columns first_name and company_name, because both stood in the old table.\n",
              "I met Maria at [a company](https://example.org) in May, and she gave you her name.\n"}) {
            INFO(text);
            CHECK(Read(document(text)).reason(0) != Reason::working_note);
        }
    }

    TEST_CASE("one bracket that was forgotten in a whole paragraph is a slip") {
        const std::string slip =
            "I moved the boxes (see my note on shelves so that everybody who comes in the morning finds the "
            "name of the "
            "box before the coffee is cold. It took me two days.\n";
        CHECK(Read(document(slip)).reason(0) == Reason::none);
        // A quotation that goes on is somebody else's.
        CHECK(Read(document("\"" + slip)).reason(0) == Reason::working_note);
    }

    TEST_CASE(
        "brackets and marks within code, and those of a list or a smile, are no sign of unfinished work") {
        for (const char* text :
             {"I set `rows=\"1` and left `[[` as it was, because the parser (of 2019) takes both.\n",
              "There are two ways, and I took a) because it was there :-) and b) was not.\n",
              "I changed the page (a small one) and the form (by hand), and nothing broke (yet) for me.\n"})
            CHECK(Read(document(text)).reason(0) == Reason::none);
    }
}

TEST_SUITE("the day in a sentence") {
    TEST_CASE("goes where the sentence reads on without it") {
        const language::Language english;
        CHECK(sources::without_day("Today I learned how a lock is taken.", english) ==
              "I learned how a lock is taken.");
        CHECK(sources::without_day("I found a faster way today.", english) == "I found a faster way.");
        CHECK(sources::without_day("I figured it out today using a debugger.", english) ==
              "I figured it out using a debugger.");
    }
    TEST_CASE("stays where it means these times") {
        for (const auto& [code, text] : {std::pair{"es", "Hoy en día nadie mira el reloj."},
                                         std::pair{"pt-BR", "Hoje em dia ninguém olha o relógio."}}) {
            CHECK(sources::without_day(text, *language::from_code(code)) == text);
            CHECK(
                Read(document(std::string("---\nlang: ") + code + "\ndate: 2020-01-01\n---\n" + text + "\n"))
                    .reading.blocks.at(0)
                    .true_until > parse_date("2090-01-01"));
        }
    }
    TEST_CASE("stays where it is a noun or the subject") {
        const language::Language english;
        for (const char* text : {"Today is a good day to stop.", "Today's build is green.",
                                 "That is enough for today.", "Today and tomorrow are free."})
            CHECK(sources::without_day(text, english) == text);
    }
}

TEST_SUITE("the kind of a text") {
    TEST_CASE("has shares that add up to one") {
        const Read note(document("# A\n\nThe river froze early and the ferry stopped for a month.\n"));
        double sum = 0;
        for (const auto share : note.reading.shares)
            sum += share;
        CHECK(sum == doctest::Approx(1));
    }
    TEST_CASE("tells links from prose") {
        std::string links = "# Reading list\n\n";
        for (int i = 0; i < 12; ++i)
            links += "- [A page about gardens](https://example.org/" + std::to_string(i) + ")\n";
        const Read list(document(links));
        CHECK(list.reading.kind == sources::TextKind::link_list);
        const Read prose(
            document("# Why ferries stop\n\nA ferry stops when the ice is too thick for the boat and too "
                     "thin for a car, because "
                     "no captain breaks a road that others walk on. The towns on both shores know the weeks "
                     "in which nothing "
                     "moves, and they fill their cellars before the first frost.\n\nThe bridge changed less "
                     "than people had "
                     "expected. It carries the lorries and the school bus, and the old path over the ice is "
                     "still the shorter "
                     "one for whoever lives at the end of the bay.\n"));
        CHECK(prose.reading.kind == sources::TextKind::prose);
        CHECK(prose.reading.worth > list.reading.worth);
    }
}
