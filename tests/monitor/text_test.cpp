#include "helpers.h"

#include <pacelane/base/text.h>
#include <pacelane/language/language.h>
#include <pacelane/monitor/text.h>
#include <pacelane/monitor/words.h>

#include <doctest/doctest.h>

using namespace pacelane;
using namespace pacelane::monitor;

namespace {

std::size_t longest_line(const std::string& text) {
    std::size_t longest = 0;
    for (const auto line : split(text, '\n'))
        longest = std::max(longest, language::column_count(line));
    return longest;
}

}  // namespace

TEST_SUITE("text") {
    TEST_CASE("fits its width, whatever the names, titles and errors") {
        for (const std::size_t width : {72, 80, 120})
            CHECK(longest_line(text(busy_pipeline(), {width, {}})) <= width);
        CHECK(longest_line(text({}, {})) <= 80);
    }
    TEST_CASE("fits its width where characters take two columns, and long handles leave room") {
        auto snapshot = busy_pipeline();
        for (auto& one : snapshot.latest_generations)
            one.title =
                "週刊ニュースレターを書くときに気をつけていることと、その理由を三つだけ挙げておきたい話";
        for (auto& one : snapshot.latest_analyses)
            one.topics = {"会議の議事録をどう残すか", "締め切りのある仕事の進め方について考えたこと"};
        for (auto& one : snapshot.errors) {
            one.user_handle = std::string(60, 'q');
            one.message =
                "フォルダ「下書き」が見つかりません。マウントされているか確認してください。設定ファイルの"
                "パスも見直してください。";
        }
        const auto all = text(snapshot);
        CHECK(longest_line(all) <= 80);
        CHECK(has(all, "週刊ニュースレター"));
        CHECK_FALSE(has(all, std::string(20, 'q')));
        CHECK(has(all, "ださい。\n"));  // broken anywhere, as there are no blanks
    }
    TEST_CASE("says what waits, what is in work, what failed and what comes next") {
        const auto all = text(busy_pipeline());
        CHECK(has(all, "1,234,567"));
        CHECK(has(all, "~30,000"));
        CHECK(has(all, "10 min"));
        CHECK(has(all, "1,000,000 completed"));
        CHECK(has(all, "takes 0.42 s, at worst 12.3 s"));
        CHECK(has(all, "2026-11-23 08:00 CET  maya  weekly on monday, thursday"));
        CHECK(has(all, "paused"));
        CHECK(has(all, "attempt 5: the folder /home/maya/notes is not mounted: nothing"));
        CHECK(has(all, "019a9e3e-0000-7000-8000-000000000002"));
        CHECK(has(all, "and 3 more ('pacelane status errors')"));
        CHECK(has(all, "Scheduler on, last tick 2026-11-19 11:55 (UTC)"));
    }
    TEST_CASE("why an analysis has nothing is told on several lines, not cut") {
        auto snapshot = busy_pipeline();
        auto& one = snapshot.latest_analyses.at(0);
        one.status = "completed";
        one.error =
            "Nothing to write about in six documents: three of them\nmake no draft good enough to "
            "propose, and the others are minutes";
        const auto all = text(snapshot);
        CHECK(has(all,
                  "    Nothing to write about in six documents: three of them make no draft good\n    "
                  "enough to propose, and the others are minutes\n"));
        for (int n = 0; n < 100; ++n)
            one.error += " zzzz";
        const auto cut = text(snapshot);
        CHECK(cut.substr(cut.rfind("zzzz"), 20).find("…\n") != std::string::npos);
        CHECK(cut.size() < all.size() + 120);
    }
    TEST_CASE("says that the scheduler is off, and how to switch it on") {
        auto snapshot = busy_pipeline();
        snapshot.scheduler.enabled = false;
        CHECK(has(text(snapshot), "Scheduler switched off"));
        CHECK(has(text(snapshot), "pacelane schedule enable"));
    }
    TEST_CASE("colour changes no column") {
        TextOptions coloured;
        coloured.paint = [](Tone, std::string_view part) { return "<" + std::string(part) + ">"; };
        auto painted = text(busy_pipeline(), coloured);
        std::erase(painted, '<');
        std::erase(painted, '>');
        // What is padded on the right may end in blanks of its own.
        CHECK(painted.size() >= text(busy_pipeline()).size());
        CHECK(has(painted, "1,000,000 completed"));
    }
    TEST_CASE("bars are as high as their values beside the largest") {
        CHECK(sparkline({0, 1, 4, 8}) == "▁▃▅█");
        CHECK(sparkline({0, 0}) == "▁▁");
        CHECK(sparkline({1, 1'000'000}) == "▂█");
        CHECK(sparkline({}) == "");
    }
    TEST_CASE("figures in words") {
        CHECK(age_in_words(119) == "119 s");
        CHECK(age_in_words(3600) == "60 min");
        CHECK(age_in_words(86400 * 3) == "3 days");
        CHECK(duration_in_words(0.004) == "0.00 s");
        CHECK(duration_in_words(600) == "10 min");
        CHECK(grouped(-1234) == "-1,234");
        CHECK(grouped(999) == "999");
        CHECK(counted(1, "analysis", "analyses") == "1 analysis");
        CHECK(counted(2000, "draft") == "2,000 drafts");
        CHECK(fitted("a\nb\x1b[31m", 20) == "a b\\x1b[31m");
        CHECK(fitted("äöüß", 3) == "äö…");
        CHECK(fitted("日本語", 5) == "日本…");
        CHECK(fitted("日本語", 4) == "日…");
    }
}
