// Whose words: every label begins a turn, in every layout; prose with a colon begins none.
#include "helpers.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

using namespace pacelane;
using namespace pacelane::context;

namespace {

// What people are called in recordings: by the forms that meeting software and transcribers write.
constexpr std::array kLabels{
    // scripts
    "田中 太郎", "王伟", "김민준", "محمد علي", "שרה כהן", "अनिल कुमार", "Олег Петров", "Νίκος Παππάς",
    "สมชาย ใจดี", "Nguyễn Văn An", "Łukasz Żak", "João d'Ávila", "山田花子（開発）",
    // case and length
    "sam okafor", "maya_b", "OLU ADEYEMI", "dEBBIE", "Ana Beatriz Maria da Silva Santos de Oliveira Prado",
    "Jean-Luc O'Neil-Berg", "J. R. Moss", "M.L.", "ML", "X", "Dr. Petra Vogt", "Prof. Dr. Nina Berg",
    // emoji and signs
    "Olu 🚀", "🦊", "Rui ★", "~ Nev", "@rui", "Bia 👩🏽‍💻 (dev)",
    // devices, rooms, phones, addresses
    "Petra's iPhone", "Petra’s iPad (2)", "iPhone von Jonas", "Galaxy S21", "Room 4B", "Meeting Room Oslo",
    "Sala 3", "+1 (555) 010-0000", "+55 11 9****-0000", "15550100000", "Call-in User 2",
    "rui.prado@example.org",
    // companies and roles
    "Rui Prado | Example Ltd", "Rui Prado - Example Ltd", "Rui Prado (Example Ltd)", "Rui Prado, CTO",
    "Head of Sales", "Moderator", "INTERVIEWER", "The Captain", "Rui Prado (he/him)", "Prado, Rui",
    "Rui Prado [Guest]",
    // several people, numbers
    "Ana & Rui", "Ana and Rui", "Ana, Rui & Bia", "Speaker 1", "SPEAKER_00", "Unknown Speaker",
    "Participant #3", "P1"};

struct Layout {
    std::string_view name;
    std::string_view turn;     // {0}: label, {1}: minute, {2}: text
    std::string_view between;  // turns
};
constexpr std::array kLayouts{
    Layout{"inline", "{0}: {2}\n", ""},
    Layout{"inline, blank lines between", "{0}: {2}\n\n", ""},
    Layout{"full-width colon", "{0}：{2}\n", ""},
    Layout{"time before", "[00:0{1}:23] {0}: {2}\n", ""},
    Layout{"time behind", "{0} (00:0{1}:23): {2}\n", ""},
    Layout{"header", "{0}  0{1}:23\n{2}\n\n", ""},
    Layout{"header, time before", "00:0{1}:23 - {0}\n{2}\n\n", ""},
    Layout{"bold", "**{0}:** {2}\n\n", ""},
    Layout{"bold with a time", "**{0}** [00:0{1}:23]: {2}\n\n", ""},
    Layout{"chevrons", ">> {0}: {2}\n", ""},
    Layout{"name, time and words below each other", "{0}\n00:0{1}:23\n{2}\n\n", ""},
    Layout{"name above", "{0}:\n{2}\n\n", ""},
};

std::string file_in(const Layout& layout, std::string_view label) {
    constexpr std::array maya{"We moved the restore drill to staging.", "Restores take eleven minutes now.",
                              "Every restore is checked by row counts.",
                              "A drill that fails opens a ticket."};
    constexpr std::array rui{"My group runs the drill by hand.", "Nobody reads the tickets on Fridays."};
    std::string text;
    int minute = 0;
    const auto turn = [&](std::string_view who, std::string_view words) {
        text += fmt::format(fmt::runtime(layout.turn), who, minute++, words);
    };
    turn("Maya Lindqvist", maya[0]);
    turn("Jonas Berg", rui[0]);
    turn("Maya Lindqvist", maya[1]);
    turn(label, "I deleted the wrong volume.");
    turn("Maya Lindqvist", maya[2]);
    turn("Jonas Berg", rui[1]);
    turn("Maya Lindqvist", maya[3]);
    return text;
}

}  // namespace

TEST_SUITE("speaker labels") {
    TEST_CASE("every label begins a turn in every layout, and the next speaker's turn is clean") {
        for (const auto& layout : kLayouts) {
            for (const std::string_view label : kLabels) {
                CAPTURE(layout.name);
                CAPTURE(label);
                const auto document = transcript(file_in(layout, label));
                bool found = false;
                for (const auto& passage : document.passages) {
                    const bool theirs = contains(passage.text, "wrong volume");
                    found = found || theirs;
                    const bool known = passage.speaker == "Maya Lindqvist" || passage.speaker == "Jonas Berg";
                    CHECK_FALSE((theirs && known));
                    if (theirs) CHECK(passage.text == "I deleted the wrong volume.");
                    if (known) CHECK_FALSE(contains(passage.text, label));
                }
                CHECK(found);
                CHECK(std::count_if(
                          document.passages.begin(), document.passages.end(),
                          [](const auto& passage) { return passage.speaker == "Maya Lindqvist"; }) == 4);
            }
        }
    }
    TEST_CASE("names are told without role, company, pronouns and device marks") {
        const auto speaker = [](std::string_view label) {
            for (const auto& passage : transcript(file_in(kLayouts[0], label)).passages)
                if (contains(passage.text, "wrong volume")) return passage.speaker;
            return std::string("nobody");
        };
        CHECK(speaker("Rui Prado | Example Ltd") == "Rui Prado");
        CHECK(speaker("Rui Prado - Example Ltd") == "Rui Prado");
        CHECK(speaker("Rui Prado (he/him)") == "Rui Prado");
        CHECK(speaker("Rui Prado [Guest]") == "Rui Prado");
        CHECK(speaker("OLU ADEYEMI") == "Olu Adeyemi");
        CHECK(speaker("田中 太郎") == "田中 太郎");
        CHECK(speaker("Petra's iPhone") == "Petra's iPhone");
        CHECK(speaker("+1 (555) 010-0000") == "+1 (555) 010-0000");
        CHECK(speaker("Ana & Rui") == "Ana & Rui");
        CHECK(speaker("sam okafor") == "sam okafor");
    }
    TEST_CASE("prose with a colon stays in the turn") {
        for (const std::string_view prose : {"The question is: do we keep it?",
                                             "One thing: it was slow.",
                                             "My point is this: nobody reads it.",
                                             "Here's the thing: it works.",
                                             "Quick question: who pays for it?",
                                             "Three options: keep, sell or drop.",
                                             "So: what now?",
                                             "Bottom line: we ship.",
                                             "And I said to him: no.",
                                             "What I mean: less is more.",
                                             "Why: because it broke.",
                                             "The reason is simple: money.",
                                             "Yes: of course.",
                                             "Great news: it is done.",
                                             "It was at 10:30: too late.",
                                             "See https://example.org/a: that one.",
                                             "A pergunta é: quem paga?",
                                             "O problema: ninguém lê.",
                                             "Uma coisa: ficou lento.",
                                             "Resumindo o que eu disse: não.",
                                             "We have two of them, big ones: a and b.",
                                             "I don't know: maybe.",
                                             "Let me say this: no."}) {
            CAPTURE(prose);
            const auto document =
                transcript(fmt::format("Maya Lindqvist: We moved it to staging.\n{}\nJonas Berg: Good.\nMaya "
                                       "Lindqvist: Fine.\n\n{}\n\nJonas "
                                       "Berg: Yes.\n",
                                       prose, prose));
            CHECK(said(document) ==
                  Texts{fmt::format("Maya Lindqvist: We moved it to staging. {}", prose), "Jonas Berg: Good.",
                        fmt::format("Maya Lindqvist: Fine.\n\n{}", prose), "Jonas Berg: Yes."});
        }
    }
    TEST_CASE("a wrapped line that opens with a word and a colon goes on with the sentence") {
        const auto document = transcript(
            "Maya Lindqvist: We looked at three stores, and for the one that we have in\n"
            "production: it is slow, and nobody wants to run another of the kind that\n"
            "Redis: an open source store, is. That is all that I have to say about it.\n\n"
            "Jonas Berg: I see what you mean, and I would like to look at the figures of\n"
            "last week again.\n\nMaya Lindqvist: Sure.\n");
        CHECK(said(document).size() == 3);
    }
    TEST_CASE("marks of decisions, tasks and topics are no speakers in any language") {
        for (const std::string_view mark : {"RESOLVED",    "RESOLUTION",     "DECIDED",
                                            "DECISION",    "Decision 2",     "DECIDIDO",
                                            "Deliberação", "ACTION",         "AI",
                                            "AI(jonas)",   "TODO",           "TODO Maya",
                                            "Action item", "Nota",           "Risk",
                                            "Risco",       "Topic",          "Agreed",
                                            "Combinado",   "Encaminhamento", "Próximos passos",
                                            "PROPOSED",    "Summary",        "Pendência",
                                            "Note"}) {
            CAPTURE(mark);
            const auto document = transcript(
                fmt::format("Maya: We drop it.\n{}: Drop the cache on Friday.\nRui: Good.\nMaya: Done.\n"
                            "{}: Keep the queue.\nRui: Yes.\n",
                            mark, mark));
            for (const auto& passage : document.passages) {
                CHECK((passage.speaker.empty() || passage.speaker == "Maya" || passage.speaker == "Rui"));
                if (contains(passage.text, "Drop the cache")) CHECK(passage.speaker.empty());
            }
        }
    }
    TEST_CASE("a moderator speaks; who moderates is a field") {
        CHECK(
            said(transcript("Moderator: Maya Lindqvist\n\nModerator: Welcome to the panel, all of you.\nRui: "
                            "Hi.\nModerator: Rui, you begin.\nRui: Yes.\n"))
                .front() == "Moderator: Welcome to the panel, all of you.");
    }
    TEST_CASE("titles whose labels end in a full stop") {
        // The minutes of the French parliament
        const std::string minutes =
            "Mme la présidente. La parole est à M. Rui Prado.\n\n"
            "M. Rui Prado. Madame la présidente, j'ai cassé l'export. Je le regrette.\n\n"
            "(Applaudissements.)\n\n"
            "Mme Ana Souza, rapporteure. Je demande qu'il soit réparé cette semaine.\n\n"
            "M. le ministre de l'économie. Nous le réparons demain.\n\n"
            "Mme la présidente. La séance est levée.\n";
        const Texts expected{"Mme la présidente: La parole est à M. Rui Prado.",
                             "Rui Prado: Madame la présidente, j'ai cassé l'export. Je le regrette.",
                             "Ana Souza: Je demande qu'il soit réparé cette semaine.",
                             "M. le ministre de l'économie: Nous le réparons demain.",
                             "Mme la présidente: La séance est levée."};
        CHECK(said(transcript(minutes)) == expected);
        // A story about such people has no labels.
        const auto story = knowledge(
            "M. le ministre a visité la salle. Il a tout vu.\n\nM. Prado a cassé l'export. Nous le "
            "réparons.\n\n"
            "Mme Souza, hier, a écrit un test. Elle dort mieux.\n");
        for (const auto& passage : story.passages)
            CHECK(passage.speaker.empty());
    }
}
