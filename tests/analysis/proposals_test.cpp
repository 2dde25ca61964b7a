#include "material.h"

#include <doctest/doctest.h>

using namespace material;

TEST_SUITE("proposing") {
    TEST_CASE("makes one suggestion a form, each of another note") {
        auto input = input_of({note("notes/alerts.md", kAlertDiet), note("notes/restore.md", kRestoreHowTo)});
        input.content_types = {"linkedin_post", "blog_post"};
        const auto result = analyze(input);
        REQUIRE(result.suggestions.size() == 2);
        CHECK(result.suggestions[0].content_type == "linkedin_post");
        CHECK(result.suggestions[1].content_type == "blog_post");
        CHECK(result.suggestions[0].pieces.front().document_id !=
              result.suggestions[1].pieces.front().document_id);
        for (const auto& suggestion : result.suggestions) {
            CHECK(suggestion.confidence > 0);
            CHECK(suggestion.confidence <= 1);
            CHECK_FALSE(suggestion.reasoning.empty());
            CHECK_FALSE(suggestion.related_context.empty());
            CHECK(suggestion.pieces.front().hashes.size() == suggestion.pieces.front().passages.size());
        }
    }

    TEST_CASE("does not tell again in any form what was told in the last sixty days") {
        auto input = input_of({note("notes/alerts.md", kAlertDiet)});
        input.content_types = {"blog_post"};
        const auto first = analyze(input);
        REQUIRE(first.suggestions.size() == 1);
        input.past = {past_of(input, first.suggestions[0], "2026-11-10")};
        input.content_types = {"linkedin_post", "blog_post", "social_media"};
        const auto again = analyze(input);
        CHECK(again.suggestions.empty());
        CHECK(again.reason.find("told in the last 60 days") != std::string::npos);
        input.past[0].date = day("2026-08-01");
        CHECK_FALSE(analyze(input).suggestions.empty());
    }

    TEST_CASE("takes no note for told because of a command that stands in any of them") {
        const std::string command = "\n\n```sh\nbox --list --print\n```\n";
        auto input = input_of({note("notes/alerts.md", kAlertDiet + command),
                               note("notes/restore.md", kRestoreHowTo + command),
                               note("notes/boxes.md", "# Boxes\n\nThey stand in the hall.\n" + command)});
        input.content_types = {"blog_post"};
        const auto first = analyze(input);
        REQUIRE(first.suggestions.size() == 1);
        input.past = {past_of(input, first.suggestions[0], "2026-11-18")};
        const auto next = analyze(input);
        REQUIRE(next.suggestions.size() == 1);
        CHECK(next.suggestions[0].pieces.front().document_id !=
              first.suggestions[0].pieces.front().document_id);
    }

    TEST_CASE("tells again after as many days as the person chose, or never") {
        auto input = input_of({note("notes/alerts.md", kAlertDiet)});
        const auto first = analyze(input);
        REQUIRE(first.suggestions.size() == 1);
        input.past = {past_of(input, first.suggestions[0], "2026-11-01")};
        input.limits.repeat_after = 18;
        CHECK_FALSE(analyze(input).suggestions.empty());
        input.limits.repeat_after = 19;
        CHECK(analyze(input).reason.find("told in the last 19 days") != std::string::npos);
        input.past[0].date = day("1999-01-01");
        CHECK_FALSE(analyze(input).suggestions.empty());
        input.limits.repeat_after.reset();
        CHECK(analyze(input).reason.find("1 was told already") != std::string::npos);
    }

    TEST_CASE("tells what came to a note since it was told, and that alone") {
        auto input = input_of({note("notes/alerts.md", kAlertDiet)});
        const auto first = analyze(input);
        REQUIRE(first.suggestions.size() == 1);
        input.past = {past_of(input, first.suggestions[0], "2026-11-10")};
        const std::string added =
            "A second rota starts in January. The new rota answers every page within six minutes. We keep "
            "two "
            "rotas at night from then on. The second rota costs forty hours a month.";
        input.documents = {note("notes/alerts.md", std::string(kAlertDiet) + "\n\n" + added + "\n")};
        input.content_types = {"linkedin_post", "blog_post", "newsletter", "social_media"};
        const auto again = analyze(input);
        REQUIRE(again.suggestions.size() == 1);
        CHECK(again.suggestions[0].content_type == "social_media");
        REQUIRE(again.suggestions[0].pieces.front().passages.size() == 1);
        CHECK(again.suggestions[0].related_context.front().quote == "A second rota starts in January.");
        // It is news: the score need not be as sure of it.
        input.threshold = kThreshold;
        CHECK(analyze(input).suggestions.size() == 1);
        input.threshold = 0.02;
        // Two words are no news.
        input.documents = {
            note("notes/alerts.md", std::string(kAlertDiet) + "\n\nWe will see what comes of it.\n")};
        CHECK(analyze(input).suggestions.empty());
    }

    TEST_CASE("takes a note of which a word is mended, or paragraphs are cut anew, for the same note") {
        auto input = input_of({note("notes/alerts.md", kAlertDiet)});
        const auto first = analyze(input);
        REQUIRE(first.suggestions.size() == 1);
        input.past = {past_of(input, first.suggestions[0], "2026-11-10")};
        // In every paragraph, so that the hash of each is another.
        std::string mended = kAlertDiet;
        for (const auto* word : {"ignored", "acted", "noise", "courage"})
            mended.replace(mended.find(word), std::string_view(word).size(), "xx");
        input.documents = {note("notes/alerts.md", mended)};
        CHECK(analyze(input).suggestions.empty());
        std::string cut = kAlertDiet;
        for (std::size_t at = 0; (at = cut.find(". ", at)) != std::string::npos; at += 3)
            cut.replace(at, 2, ".\n\n");
        input.documents = {note("notes/alerts.md", cut)};
        CHECK(analyze(input).suggestions.empty());
        // Nor does a copy of it under another name.
        input.documents = {note("notes/copy of alerts.md", mended)};
        CHECK(analyze(input).suggestions.empty());
    }

    TEST_CASE("tells what is new of a note by itself") {
        auto input = input_of({note("notes/alerts.md", kAlertDiet)});
        input.content_types = {"linkedin_post", "social_media"};
        const auto first = analyze(input);
        REQUIRE_FALSE(first.suggestions.empty());
        for (const auto& suggestion : first.suggestions)
            input.past.push_back(past_of(input, suggestion, "2026-11-10"));
        CHECK(analyze(input).suggestions.empty());
        input.documents = {note("notes/alerts.md", std::string(kAlertDiet) + R"(
## In May

In May two teams wrote runbooks for the first time, and I asked for one page at most. I had expected that nobody would open
a runbook at night, and I was wrong.

An engineer on call found the cause of a slow database in four minutes instead of forty. We measured the minutes to the
first action for six weeks, and the median fell from 22 to 5. A short page that is read beats a long one that is complete.
)")};
        const auto again = analyze(input);
        REQUIRE(again.suggestions.size() == 1);
        CHECK(again.suggestions[0].pieces[0].passages.size() == 2);
        CHECK(again.suggestions[0].key_points[0].starts_with("In May two teams"));
    }

    TEST_CASE("proposes no more drafts a day or a week than the person wants, and says so") {
        auto input = input_of({note("notes/alerts.md", kAlertDiet), note("notes/restore.md", kRestoreHowTo)});
        input.content_types = {"linkedin_post", "blog_post"};
        REQUIRE(analyze(input).suggestions.size() == 2);
        input.limits.max_per_day = 1;
        const auto one = analyze(input);
        CHECK(one.suggestions.size() == 1);
        CHECK(one.reason == "There is more to write about, but max_per_day: 1 allows no more.");
        input.past = {{"gardens", "blog_post", input.date, {}}};
        const auto none = analyze(input);
        CHECK(none.suggestions.empty());
        CHECK(none.reason ==
              "There is something to write about, but max_per_day: 1 allows no more before "
              "2026-11-20 (1 was proposed in the last day).");
        input.limits.max_per_day.reset();
        input.limits.max_per_week = 2;
        input.past = {{"gardens", "blog_post", day("2026-11-13"), {}},
                      {"bees", "blog_post", day("2026-11-15"), {}},
                      {"trees", "blog_post", day("2026-11-12"), {}}};
        CHECK(analyze(input).reason.find(
                  "max_per_week: 2 allows no more before 2026-11-20 (2 were proposed") != std::string::npos);
        // What a clock told that ran ahead is not of this week.
        input.past[1].date = day("2031-01-01");
        CHECK(analyze(input).suggestions.size() == 1);
    }

    TEST_CASE("tells what was said in the form that tells all of it") {
        auto input = input_of({talk(
            "Jonas: How did you sort the boxes before that happened?\n"
            "Maya Lindqvist: An archive is read by people who know a name and not by people who know a year. "
            "We sorted every box by the year for ten long winters, because the rooms had been filled in that "
            "order. Nobody found a box without me. Then a carpenter asked me who opens the boxes, and I had "
            "no "
            "answer for him. We counted for a month and every single visitor came with a name. Sorting the "
            "boxes by name took us one weekend in May, and I have not been asked since.\n"
            "Jonas: That is a long time.\n")});
        input.content_types = {"social_media"};
        const auto alone = analyze(input);
        REQUIRE(alone.suggestions.size() == 1);
        // Its few lines are the beginning of the longer post.
        input.content_types = {"social_media", "linkedin_post"};
        const auto both = analyze(input);
        REQUIRE(both.suggestions.size() == 1);
        CHECK(both.suggestions[0].content_type == "linkedin_post");
        CHECK(std::any_of(both.candidates.begin(), both.candidates.end(), [](const Candidate& candidate) {
            return candidate.content_type == "social_media" &&
                   candidate.why_not == "another form fits it better";
        }));
        // Its points are of what it tells.
        for (const auto& point : alone.suggestions[0].key_points)
            CHECK(point.find("carpenter") == std::string::npos);
    }

    TEST_CASE("leaves out what is private by the person's words, in drafts and in insights") {
        auto input = input_of({note("notes/alerts.md", kAlertDiet)});
        input.content_types = {"linkedin_post", "blog_post", "social_media"};
        const auto said_somewhere = [](const Result& result) {
            for (const auto& insight : result.knowledge.insights)
                if (insight.text.find("214") != std::string::npos) return true;
            for (const auto& candidate : result.candidates)
                if (candidate.body.find("deleted every alert") != std::string::npos) return true;
            return false;
        };
        CHECK(said_somewhere(analyze(input)));
        input.person.private_matter = {"notes/other/**", "ALERTS"};
        CHECK_FALSE(said_somewhere(analyze(input)));
    }

    TEST_CASE("says why there is nothing") {
        CHECK(analyze(input_of({})).reason.find("no documents yet") != std::string::npos);
        std::string links = "# Reading\n\n";
        for (int i = 0; i < 12; ++i)
            links += "- [A page about gardens](https://example.org/" + std::to_string(i) + ")\n";
        const auto result = analyze(input_of({note("notes/links.md", links)}));
        CHECK(result.suggestions.empty());
        CHECK(result.reason.find("lists of links") != std::string::npos);
    }

    TEST_CASE("trusts a note more among notes that tell of their writer's own doing") {
        // Each differs: what several notes say word for word is nobody's telling.
        const auto own = [](const std::string& name) {
            return "# Cache " + name + "\n\nI tried the cache " + name +
                   " on Monday, and it failed twice. I found out that the size of " + name +
                   " was set by guess. Then I moved the limit of " + name + " to two gigabytes.\n";
        };
        const auto textbook = [](const std::string& name) {
            return "# Cache " + name + "\n\nThe cache " + name +
                   " is a store that keeps copies. Each entry of " + name +
                   " is found by its key, and the oldest leaves first.\n";
        };
        const auto score_among = [](int others, const auto& text) {
            std::vector<KnownDocument> notes{note("notes/alerts.md", kAlertDiet)};
            for (int i = 0; i < others; ++i)
                notes.push_back(note("notes/other-" + std::to_string(i) + ".md",
                                     text(std::string(1, static_cast<char>('K' + i)))));
            const auto result = analyze(input_of(std::move(notes)));
            double best = 0;
            for (const auto& candidate : result.candidates)
                if (candidate.path == "notes/alerts.md") best = std::max(best, candidate.score);
            return best;
        };
        const double alone = score_among(0, own);
        CHECK(score_among(8, own) > alone);
        CHECK(score_among(8, textbook) < alone);
    }

    TEST_CASE("shows what was tried, also what was not good enough") {
        auto input = input_of({note("notes/alerts.md", kAlertDiet)});
        const auto result = analyze(input);
        REQUIRE_FALSE(result.candidates.empty());
        for (const auto& candidate : result.candidates) {
            CHECK(candidate.path == "notes/alerts.md");
            CHECK_FALSE(candidate.features.empty());
        }
    }

    TEST_CASE("writes in the language that the person chose") {
        auto input = input_of({note("notes/alerts.md", kAlertDiet)});
        input.person.language = Language::portuguese;
        const auto result = analyze(input);
        CHECK(result.suggestions.empty());
        CHECK(result.reason.find("not in the language of the drafts") != std::string::npos);
    }
}
