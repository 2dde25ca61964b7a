#include "helpers.h"

#include <chrono>

using namespace pacelane;
using namespace pacelane::context;

namespace {
Document read_within(std::string_view bytes, const Limits& limits, std::string_view path = "notes/a.md") {
    return parse_document(path, bytes, DocumentKind::knowledge, limits);
}
}  // namespace

TEST_SUITE("limits") {
    TEST_CASE("a file larger than the limit is refused by name") {
        Limits limits;
        limits.file_bytes = 1000;
        CHECK_THROWS_WITH_AS(read_within(repeated("a", 1001), limits),
                             "notes/a.md: the file is larger than 0 MiB; split it", Error);
        CHECK(read_within(repeated("a", 1000), limits).passages.size() == 1);
    }
    TEST_CASE("a large file is read, with a warning") {
        Limits limits;
        limits.large_file_bytes = 10;
        const auto document = read_within("We keep a note a day.", limits);
        CHECK(texts(document) == Texts{"We keep a note a day."});
        REQUIRE(document.warnings.size() == 1);
        CHECK(contains(document.warnings[0], "a large file"));
        CHECK(read_within("We keep.", limits).warnings.empty());
    }
    TEST_CASE("a line longer than the limit is left out, the others are read") {
        Limits limits;
        limits.line_bytes = 2048;
        const auto document =
            read_within("Before.\n\n" + repeated("iVBORw0KGgo", 300) + "\n\nAfter.\n", limits);
        CHECK(texts(document) == Texts{"Before.", "After."});
        CHECK(document.warnings == Texts{"line 3: longer than 2 KiB, and left out: no text, but data"});
        CHECK(document.passages[1].line == 5);
        CHECK_THROWS_AS(read_within(repeated("a", 5000), limits), Error);
    }
    TEST_CASE("hostile files of every format cost bounded time") {
        const auto started = std::chrono::steady_clock::now();
        const std::vector<std::pair<std::string_view, std::string>> files{
            {"a.md", repeated("> ", 200'000) + "x"},
            {"a.md", repeated("- ", 200'000) + "x"},
            {"a.md", repeated("[", 300'000)},
            {"a.md", repeated("See [[a]] (see [[b]] ", 40'000)},
            {"a.md", repeated("*a ", 100'000)},
            {"a.md", repeated("<!--", 100'000)},
            {"a.md", repeated("`", 300'000)},
            {"a.md", repeated("[b] ", 100'000) + repeated("x ", 20'000) + "[/b]"},
            {"a.md", repeated("{% quote %}\n", 50'000) + repeated("x ", 60'000) + "{% endquote %}"},
            {"a.md", repeated("words\nls-type:: annotation\n", 50'000)},
            {"a.md", repeated("@startuml\n", 100'000)},
            {"a.md", repeated(";base64,", 100'000)},
            {"a.md", repeated("<!--\n-->\n", 100'000)},
            {"a.md", repeated("| a | b |\n", 50'000)},
            {"a.md", repeated("```{note}\n", 50'000)},
            {"a.mdx", "import A from 'a'\n\n" + repeated("{\n", 50'000)},
            {"a.txt", ".. note:: a\n.. note:: b\n" + repeated("== ==\n", 50'000)},
            {"a.txt", ".. note:: a\n.. note:: b\n" + repeated("a::\n\n b\n", 50'000)},
            {"a.txt", "== A\n\n:toc:\n" + repeated("----\n", 50'000)},
            {"a.txt", repeated("wor-\nds a) b\n", 100'000)},
            {"a.txt", repeated("  - a\n", 100'000)},
            {"a.txt", repeated("a: ", 200'000)},
            {"a.txt", repeated("\n\n", 300'000) + "x"},
            {"a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n" + repeated("<", 300'000)},
            {"a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n" + repeated("<v a>", 60'000)},
            {"a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n" + repeated(">> a ", 60'000)},
            {"a.vtt", "WEBVTT\n\n" + repeated("00:01.000 --> 00:02.000\na\n", 20'000)},
            {"a.srt", "1\n00:00:01,000 --> 00:00:02,000\n" + repeated("[(", 150'000)},
            {"a.srt", "1\n00:00:01,000 --> 00:00:02,000\n" + repeated("♪", 100'000)},
            {"a.json", R"({"segments":[{"start":1,"text":")" + repeated("a", 500'000) + R"("}]})"},
            {"a.json", R"({"segments":[)" + repeated(R"({"start":1.0,"text":"a"},)", 20'000)},
            {"a.json",
             R"({"segments":[{"start":1.0,"text":"a","words":[)" + repeated(R"({"word":"a"},)", 40'000)},
        };
        for (const auto& [path, bytes] : files) {
            for (const auto kind : {DocumentKind::knowledge, DocumentKind::transcript}) {
                try {
                    const auto document = parse_document(path, bytes, kind);
                    CHECK(document.warnings.size() <= kLimits.warnings + 1);
                } catch (const Error& error) {
                    CHECK(error.kind() == ErrorKind::bad_input);
                }
            }
        }
        // Seconds without optimization; quadratic work would take minutes.
        CHECK(std::chrono::steady_clock::now() - started < std::chrono::seconds(120));
    }
}
