// What is kept of documents changes no result.
#include "material.h"

#include <map>
#include <pacelane/base/json.h>
#include <pacelane/writer/suggestion.h>

#include <doctest/doctest.h>

using namespace material;
using pacelane::add_days;

namespace {

constexpr std::string_view kDrills = R"(# Nine drills a year are enough

We restore a backup nine times a year, and each drill starts with an empty machine. A drill that begins with a machine
that somebody prepared proves nothing, because the preparation is the part that fails.

The first drill took eleven hours. Most of them went into finding the key of the archive, which one person had kept in
a drawer. We keep the key in two places now, and the drill of last month took 95 minutes from the first page to the last
check.

I write down every command of a drill while it runs. The list of commands has become the manual, and nobody needed to
write the manual for it.
)";
constexpr std::string_view kWeek = R"(# What the new cache did this week

This week the cache answers nine of ten requests, because we made its keys shorter. The database had been busy with the
same forty rows all day, and nobody had looked at which rows they were.

The keys had held the name of the machine that asked. Two machines never shared an answer, so each of them filled a cache
of its own, and the caches were too small to keep anything for an hour.

I measured the share of hits before and after, with the same requests from a file. The share went from 31 to 90 percent,
and the slowest request takes 40 milliseconds instead of 700.
)";
constexpr std::string_view kColleague = R"(# How we hand the rota over

The rota changes hands on Monday at ten, with both people in one call. The one who leaves tells what is still open, and
the one who comes repeats it in their own words before the call ends.

Jonas is struggling with the rota and missed the deadline of the report twice. We moved his week to December.
)";
constexpr std::string_view kMinutes = R"(# Weekly

Attendees: Maya Lindqvist, Jonas Weber

## Decisions

- We decided to keep the cache for another quarter.
)";

// What was said stays the same; whom "Jonas" and "the rota" stand for comes from other meetings.
constexpr std::string_view kPlanning = R"(# Planning, 2026-11-10

Attendees: Maya Lindqvist, Petra Novak

## Discussion

- How do we move the archive to the second disk?
- Agreed to keep the archive on one disk until the budget is signed.
- Jonas to write the page about restoring a single table by Friday.
- Say hello to the room link before you join the call, as always.

## Actions

- Petra: order two disks for the archive by 2026-11-20
- Maya: answer the auditors about the nightly copy
)";
constexpr std::string_view kRetro = R"(# Retro, 2026-11-17

Attendees: Maya Lindqvist, Jonas Weber

## Decisions

- We decided to archive to two disks from December on.

## Notes

- Jonas will write the page about restoring a single table.
- Say hello to the room link before you join the call, as always.
- Who pays for the third disk of the archive?
)";

KnownDocument revised(KnownDocument document) {
    document.revision = "of " + document.path;
    return document;
}

Input three_notes() {
    auto input = input_of({revised(note("notes/colleague.md", kColleague)),
                           revised(note("notes/drills.md", kDrills)), revised(note("notes/week.md", kWeek))});
    input.content_types = {"linkedin_post", "blog_post", "newsletter", "social_media"};
    for (auto& document : input.documents)
        document.date = day("2026-11-16");
    return input;
}

/// All that an analysis tells, but for what it would keep.
std::string told(const Result& result) {
    auto json = pacelane::Json::array({to_json(result.knowledge), to_json(result.meetings), result.reason});
    for (const auto& suggestion : result.suggestions)
        json.push_back(to_json(suggestion));
    for (const auto& candidate : result.candidates) {
        json.push_back({candidate.title, candidate.content_type, candidate.path, candidate.score,
                        candidate.why_not, candidate.body});
        for (const auto& [name, value] : candidate.features)
            json.push_back({name, value});
    }
    return pacelane::to_text(json);
}

/// Analyses as the days go by, and keeps what is to be kept.
struct Kept {
    std::map<std::string, KeptYield> yields;
    std::size_t made = 0;

    std::string analyze(Input input) {
        input.yields = yields;
        const auto result = pacelane::analysis::analyze(input);
        made = result.yields.size();
        for (const auto& [id, yield] : result.yields)
            yields[id] = yield;
        return told(result);
    }
};

std::string from_scratch(const Input& input) {
    return told(analyze(input));
}

}  // namespace

TEST_SUITE("what is kept of documents") {
    TEST_CASE("what another note says of its writer scores kept trials anew, and makes nothing else anew") {
        Kept kept;
        auto input = three_notes();
        const auto first = kept.analyze(input);
        input.documents.push_back(revised(
            note("notes/cache.md", "# Cache\n\nThe cache holds two gigabytes. Its keys are short.\n")));
        input.documents.back().date = day("2026-11-16");
        const auto second = kept.analyze(input);
        CHECK(second != first);
        CHECK(second == from_scratch(input));
        CHECK(kept.made == 1);
    }
    TEST_CASE("a later day's analysis is the same as from scratch, and makes anew what the day changes") {
        Kept kept;
        auto input = three_notes();
        const auto first = kept.analyze(input);
        CHECK(first == from_scratch(input));
        REQUIRE(kept.made == 3);
        std::size_t anew = 0;
        for (int n = 1; n < 14; ++n) {
            input.date = add_days(day("2026-11-19"), n);
            for (auto& document : input.documents)
                document.is_new = false;
            REQUIRE(kept.analyze(input) == from_scratch(input));
            anew += kept.made;
        }
        CHECK(anew == 1);  // the note of a week, when the week was over
    }

    TEST_CASE("nothing is made anew while nothing changed") {
        Kept kept;
        const auto input = three_notes();
        kept.analyze(input);
        kept.analyze(input);
        CHECK(kept.made == 0);
    }

    TEST_CASE("a document that changed is made anew, and it alone") {
        Kept kept;
        auto input = three_notes();
        kept.analyze(input);
        input.documents[1] = revised(note("notes/drills.md", kWeek));
        input.documents[1].revision = "another";
        CHECK(kept.analyze(input) == from_scratch(input));
        CHECK(kept.made == 1);
    }

    TEST_CASE("a name that a meeting brings makes anew what speaks of them") {
        Kept kept;
        auto input = three_notes();
        const auto before = kept.analyze(input);
        input.documents.push_back(revised(minutes(kMinutes)));
        const auto after = kept.analyze(input);
        CHECK(after == from_scratch(input));
        CHECK(kept.made == 2);  // the minutes and the note that names Jonas
    }

    TEST_CASE("what meetings decide, hand out and ask is kept with each of them") {
        const auto meeting = [](const char* path, std::string_view text, const char* date) {
            auto document = revised(minutes(text, path));
            document.date = day(date);
            return document;
        };
        Kept kept;
        auto input = input_of({meeting("meetings/planning.md", kPlanning, "2026-11-10")});
        const auto first = kept.analyze(input);
        CHECK(first == from_scratch(input));
        for (const char* const found :
             {"keep the archive on one disk", "order two disks", "move the archive"})
            CHECK_MESSAGE(first.find(found) != std::string::npos, found);
        kept.analyze(input);
        CHECK(kept.made == 0);
        // Jonas is known by his full name now, and the question is open no more.
        input.documents.push_back(meeting("meetings/retro.md", kRetro, "2026-11-17"));
        CHECK(kept.analyze(input) == from_scratch(input));
        CHECK(kept.made == 2);
        // What stands in all of them is nobody's news.
        for (const char* const path : {"meetings/1.md", "meetings/2.md", "meetings/3.md"}) {
            input.documents.push_back(meeting(path, kRetro, "2026-11-18"));
            CHECK(kept.analyze(input) == from_scratch(input));
        }
        kept.analyze(input);
        CHECK(kept.made == 0);
        const auto whole = kept.yields.at("meetings/planning.md").content;
        const auto expected = from_scratch(input);
        for (std::size_t size = 0; size < whole.size(); size += 37) {
            Kept damaged = kept;
            damaged.yields.at("meetings/planning.md").content.resize(size);
            REQUIRE(damaged.analyze(input) == expected);
        }
    }

    TEST_CASE("what other documents say as well makes anew where it stands") {
        Kept kept;
        auto input = three_notes();
        kept.analyze(input);
        std::size_t added = 0;
        for (const char* const path :
             {"notes/p.md", "notes/q.md", "notes/r.md", "notes/s.md", "notes/t.md"}) {
            const std::string paragraph(kDrills.substr(kDrills.find("I write down")));
            input.documents.push_back(revised(note(path, "# " + std::string(path) + "\n\n" + paragraph)));
            kept.analyze(input);
            ++added;
        }
        CHECK(kept.analyze(input) == from_scratch(input));
        CHECK(kept.made == 0);
        Kept apart;
        apart.analyze(three_notes());
        const auto after = apart.analyze(input);
        CHECK(after == from_scratch(input));
        CHECK(apart.made == added + 1);  // and the note that said it first
    }

    TEST_CASE("other settings of the person make all of it anew") {
        const auto change = [](auto&& set) {
            Kept kept;
            auto input = three_notes();
            kept.analyze(input);
            set(input.person);
            CHECK(kept.analyze(input) == from_scratch(input));
            return kept.made;
        };
        CHECK(change([](Person& person) { person.aliases = {"jonas"}; }) == 3);
        CHECK(change([](Person& person) { person.pillars = {"restore drills"}; }) == 3);
        CHECK(change([](Person& person) { person.language = Language::portuguese; }) == 3);
        CHECK(change([](Person& person) { person.name = "Jonas Weber"; }) == 3);
        CHECK(change([](Person&) {}) == 0);
    }

    TEST_CASE("a form that was not asked for before is tried") {
        Kept kept;
        auto input = three_notes();
        input.content_types = {"linkedin_post"};
        kept.analyze(input);
        input.content_types = {"blog_post", "linkedin_post"};
        CHECK(kept.analyze(input) == from_scratch(input));
        CHECK(kept.made == 3);
    }

    TEST_CASE("what is damaged, or of another version, is made anew") {
        const auto input = three_notes();
        Kept kept;
        kept.analyze(input);
        const auto whole = kept.yields.at("notes/drills.md");
        const auto expected = from_scratch(input);
        for (std::size_t size = 0; size < whole.content.size(); size += 7) {
            Kept damaged = kept;
            damaged.yields.at("notes/drills.md").content.resize(size);
            REQUIRE(damaged.analyze(input) == expected);
            REQUIRE(damaged.made == 1);
            REQUIRE(damaged.yields.at("notes/drills.md").content == whole.content);
        }
        kept.yields.at("notes/drills.md").version = "of yesterday";
        kept.analyze(input);
        CHECK(kept.made == 1);
    }

    TEST_CASE("nothing is kept of a document whose revision is unknown") {
        CHECK(analyze(input_of({note("notes/drills.md", kDrills)})).yields.empty());
    }
}
