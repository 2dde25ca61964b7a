// Drafts of what a person said in a talk.
#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/writer/writer.h>

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace pacelane;

namespace {

/// The drafts of a talk in which Maya speaks, best first.
std::vector<writer::Trial> tried_talk(std::string_view text, std::string_view form = "linkedin_post") {
    sources::Person person;
    person.handle = "maya";
    person.name = "Maya Lindqvist";
    const writer::Setting setting{person, *parse_date("2026-11-19"), {}};
    const std::string path = "transcripts/shelves.md";
    std::vector<sources::KnownDocument> documents{sources::known_document(
        context::parse_document(path, text, context::DocumentKind::transcript), path)};
    const sources::Cast cast(person, documents);
    const std::vector<sources::Reading> readings{sources::read(documents[0], cast, std::nullopt)};
    return writer::trials(readings, setting, content_form(form));
}

/// The bodies of all of them, one after the other.
std::string all_told(std::string_view text) {
    std::string told;
    for (const auto& trial : tried_talk(text))
        told += trial.draft.body + "\n---\n";
    return told;
}

bool tells(std::string_view text, std::string_view what) {
    return text.find(what) != std::string_view::npos;
}

constexpr const char* kClaim =
    "An archive is read by people who know a name and not by people who know a year. We sorted every box by "
    "the year for ten long winters, because the rooms had been filled in that order. Nobody found anything "
    "without me.";
constexpr const char* kRest =
    "Then a carpenter asked me who opens the boxes, and I had no answer for him. We counted for a month and "
    "every single visitor came with a name. Sorting by name took us one weekend in May.";
constexpr const char* kElse = "**Jonas Weber:** How did you sort the boxes before that happened?\n\n";

std::string talk_of(std::string_view between, std::string_view before = "") {
    return fmt::format(
        "{}**Maya Lindqvist:** {}{}\n\n{}**Maya Lindqvist:** {}\n\n"
        "**Jonas Weber:** That is a long time for an archive of this size, I have to say.\n",
        kElse, before, kClaim, between, kRest);
}

}  // namespace

TEST_SUITE("drafts of talk") {
    TEST_CASE("are worth more when they tell a story of the speaker's own past") {
        const auto score_of = [](std::string_view opening) {
            const auto found = tried_talk(talk_of("", fmt::format("{} ", opening)));
            double score = 0;
            for (const auto& trial : found)
                if (tells(trial.draft.body, opening)) score = std::max(score, trial.score);
            return score;
        };
        const auto story = score_of("When I was in Porto, the archive of the city had three rooms for maps.");
        const auto other =
            score_of("Since I was in Porto, the archive of the city had three rooms for maps.");
        CHECK(other > 0);
        CHECK(story > other + 0.05);
    }

    TEST_CASE("go on over an interjection, and never over what somebody else says") {
        for (const char* short_word : {"Yeah.", "That's right.", "Mm-hm."}) {
            INFO(short_word);
            bool both = false;
            for (const auto& trial :
                 tried_talk(talk_of(fmt::format("**Jonas Weber:** {}\n\n", short_word)))) {
                both = both || (tells(trial.draft.body, "An archive is read by people") &&
                                tells(trial.draft.body, "one weekend in May"));
                CHECK_FALSE(tells(trial.draft.body, short_word));
            }
            CHECK(both);
        }
        // Each of two who listen says a word.
        CHECK(tells(all_told(talk_of("**Jonas Weber:** Yeah.\n\n**Ana Prado:** Right.\n\n")),
                    "Nobody found anything without me.\n\nThen a carpenter"));
        for (const char* turn : {"We count the boxes at our place each spring, too.", "Who counted?"}) {
            INFO(turn);
            for (const auto& trial : tried_talk(talk_of(fmt::format("**Jonas Weber:** {}\n\n", turn))))
                CHECK(tells(trial.draft.body, "An archive is read") !=
                      tells(trial.draft.body, "one weekend in May"));
        }
    }

    TEST_CASE("hold nothing that is said of those who are there, or of the talk") {
        for (const char* sentence : {"Jonas told us how he does it at his place.",
                                     "To come back to Weber's point, it is a lot of work.",
                                     "As we said on this show, nobody likes to count.",
                                     "In the next segment we hear how the boxes were counted.",
                                     "You did such a good job of showing the old shelves to all of us.",
                                     "What do you think of the carpenter?"}) {
            INFO(sentence);
            const auto told = all_told(talk_of("**Jonas Weber:** Yeah.\n\n", std::string(sentence) + ' '));
            CHECK_FALSE(tells(told, sentence));
            CHECK(tells(told, "An archive is read by people"));
        }
    }

    TEST_CASE("hold nothing of an advertisement that is read in the talk") {
        const auto with = [](std::string_view call) {
            return all_told(fmt::format("{}**Maya Lindqvist:** {} {}\n\n**Maya Lindqvist:** {}\n\n", kElse,
                                        kClaim, kRest, call));
        };
        CHECK(with("Labels are printed in a minute there. Try it for free at labels.example/maya.").empty());
        CHECK(with("Visit our friends at labels.example/maya and print one.").empty());
        // A site that the talk is about, and an address that nobody is sent to.
        CHECK(tells(with("We visit the archive, and its site is labels.example."), "An archive is read by"));
        CHECK(tells(with("The list of it lies on labels.example/boxes since the spring."),
                    "An archive is read by"));
    }

    TEST_CASE("are rather proposed where they say what holds in general") {
        const auto score_of = [](const std::string& opening) {
            double score = 0;
            for (const auto& trial : tried_talk(talk_of("", opening + ' ')))
                if (tells(trial.draft.body, opening)) score = std::max(score, trial.score);
            return score;
        };
        const auto told =
            score_of("The person who sorts an archive by the year reads a list of names first.");
        CHECK(told > 0);
        CHECK(score_of("The person who sorts an archive by the year should read a list of names first.") >
              told);
    }

    TEST_CASE("leave out the sentence that was true on its day only, and not its turn") {
        const auto told = all_told(
            fmt::format("{}**Maya Lindqvist:** {} {}\n\n**Maya Lindqvist:** The shelf arrives tomorrow.\n",
                        kElse, kClaim, kRest));
        CHECK(tells(told, "An archive is read by people"));
        CHECK_FALSE(tells(told, "tomorrow"));
    }

    TEST_CASE("say enough to make a point") {
        const auto has_point = [](std::string_view said) {
            const auto found =
                tried_talk(fmt::format("{}**Maya Lindqvist:** {}\n\n", kElse, said), "social_media");
            REQUIRE_FALSE(found.empty());
            return std::any_of(found.begin(), found.end(),
                               [](const writer::Trial& trial) { return writer::lacks(trial).empty(); });
        };
        CHECK_FALSE(
            has_point("An archive is read by people who know a name and not by people who know a year."));
        CHECK(has_point(
            "An archive is read by people who know a name and not by people who know a year. We sorted "
            "every box by the year for ten long winters, because the rooms had been filled in that order."));
    }

    TEST_CASE("may open with a 'you' that means anybody") {
        const auto with = [](std::string_view opening) {
            return tried_talk(
                fmt::format("{}**Maya Lindqvist:** {} {} {}\n\n", kElse, opening, kClaim, kRest));
        };
        const auto anybody =
            with("If you sort an archive by the year, you are the only one who can read it.");
        REQUIRE_FALSE(anybody.empty());
        bool opened = false;
        for (const auto& trial : anybody)
            opened = opened || trial.draft.body.starts_with("If you sort an archive by the year");
        CHECK(opened);
        for (const auto& trial : with("Your archive on the second floor was sorted by the year as well."))
            CHECK_FALSE(tells(trial.draft.body, "Your archive on the second floor"));
    }

    TEST_CASE("may point to what their first sentence names itself, not to what was said before it") {
        const auto may_open = [](std::string_view opening) {
            const auto found =
                tried_talk(fmt::format("{}**Maya Lindqvist:** {} {} {}\n\n", kElse, opening, kClaim, kRest));
            return std::any_of(found.begin(), found.end(), [&](const writer::Trial& trial) {
                return trial.draft.body.starts_with(opening) &&
                       writer::lacks(trial) != "its opening points to what was said before it";
            });
        };
        CHECK(may_open("Visitors of an archive know a single name, and they ask for it at the door."));
        CHECK_FALSE(may_open("Most visitors know those names by heart and ask for them at the front door."));
        // Who "she" is was said before, unless the sentence says it.
        CHECK_FALSE(may_open("I ask her first when I look for a box in an archive that is not mine."));
        CHECK(may_open("I ask the archivist for the key because she knows every box in the archive."));
    }

    TEST_CASE("have a sentence of theirs for a title, where one is short and stands alone") {
        const auto found = tried_talk(talk_of("**Jonas Weber:** Yeah.\n\n"));
        REQUIRE_FALSE(found.empty());
        CHECK(tells(found.front().draft.body, found.front().draft.title));
        CHECK(found.front().draft.title != "Shelves");
        // That whose words come back, and not the first that is short.
        const auto point =
            tried_talk(fmt::format("{}**Maya Lindqvist:** {} A carpenter brought new shelves in spring. "
                                   "Visitors of an archive know a "
                                   "name. {}\n\n",
                                   kElse, kClaim, kRest));
        REQUIRE_FALSE(point.empty());
        CHECK(tells(point.front().draft.title, "name"));
    }

    TEST_CASE("begin where their run does, if that will do") {
        std::string first, later;
        const std::string text =
            "An archive sorted by year serves only its keeper, because visitors know names and no years. "
            "Sorting "
            "boxes by name took our museum one weekend, because every box carries labels with names. "
            "Visitors "
            "find their box without a keeper, because shelves with labels follow the alphabet. Museum "
            "keepers who "
            "sort boxes by name answer fewer visitors, because visitors read labels before asking keepers. "
            "Boxes "
            "without labels stay beside the door, because keepers read letters inside boxes before writing "
            "labels. Museum visitors bring names, because families hand down names and no labels. Shelves "
            "without letters hide boxes, because visitors follow letters "
            "along shelves before asking keepers for boxes. Museum shelves with letters need no keepers, "
            "because "
            "letters lead families along shelves.";
        for (const auto& trial : tried_talk(fmt::format("{}**Maya Lindqvist:** {}\n\n", kElse, text))) {
            auto& lack = tells(trial.draft.body, "An archive sorted") ? first : later;
            lack += std::string(writer::lacks(trial)) + '|';
        }
        CHECK(first == "|");
        REQUIRE_FALSE(later.empty());
        CHECK(tells(later, "it leaves out how its run begins"));
        CHECK_FALSE(later.starts_with('|'));
    }

    TEST_CASE("are not titled by half a sentence") {
        // None of these has a short sentence that stands alone.
        const auto title_of = [](const std::string& opening) {
            const auto found = tried_talk(fmt::format(
                "{}**Maya Lindqvist:** {} If they wait for more than a minute before an empty "
                "counter, they go home, and the whole paper catalogue has lost another reader. If "
                "somebody sits at the counter all day, even without a single answer for them, "
                "they stay, and they come back with their friends.\n\n",
                kElse, opening));
            for (const auto& trial : found)
                if (trial.draft.body.starts_with(opening)) return trial.draft.title;
            return std::string();
        };
        CHECK(title_of(
                  "Visitors of a reading room look for a friendly face at the counter, because the shelves "
                  "behind it frighten everybody who has never worked among them.") ==
              "Visitors of a reading room look for a friendly face at the counter");
        CHECK(
            title_of("Somebody who opens our paper catalogue without any idea of how its shelves were sorted "
                     "long ago looks for a friendly face near the door before anything else.") ==
            "Paper catalogue");
        CHECK(
            title_of(
                "If you have to look after a paper catalogue, and the visitors ask for what was sorted long "
                "ago under letters that nobody in the house can explain, the counter needs a face.") !=
            "If you have to look after a paper catalogue");
    }

    TEST_CASE("are scored by what speaks for talk") {
        const auto found = tried_talk(talk_of("**Jonas Weber:** Yeah.\n\n"));
        REQUIRE_FALSE(found.empty());
        bool known = false;
        for (const auto& feature : found.front().features)
            known = known || feature.first == "talk_open_claim";
        CHECK(known);
    }
}
