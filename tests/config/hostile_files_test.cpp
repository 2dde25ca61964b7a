#include "helpers.h"

#include <algorithm>
#include <chrono>

using namespace pacelane;
using namespace pacelane::config;

namespace {

std::string repeated(std::string_view unit, std::size_t size) {
    std::string text;
    while (text.size() < size)
        text += unit;
    return text;
}

constexpr std::size_t kTenMegabytes = 10'000'000;

}  // namespace

TEST_SUITE("files that are not workspace files") {
    TEST_CASE("a syntax error is one problem, with its place") {
        CHECK(problems("users:\n  - handle: [maya\n") ==
              "pacelane.yaml:3:1: not valid YAML: end of sequence flow not found");
        CHECK(contains(problems("users:\n\t- handle: maya\n"), "pacelane.yaml:2:2: not valid YAML: "));
        CHECK(contains(problems("users: *nobody\n"), "pacelane.yaml:1:8: not valid YAML: "));
    }

    TEST_CASE("a second document is not silently dropped") {
        CHECK(problems("users: [{handle: a}]\n---\nusers: [{handle: b}]\n") ==
              "pacelane.yaml:3:1: a second document ('---'); a workspace file is one");
    }

    TEST_CASE("control characters are found, even those that end the parser's reading") {
        CHECK(problems("users:\n  - handle: a\n    name: b\x04\n") ==
              "pacelane.yaml:3:12: control character 0x04; this is no YAML text");
        CHECK(contains(problems(std::string_view("a\0b", 3)), ":1:2: control character 0x00"));
    }

    TEST_CASE("what is not UTF-8 is found") {
        for (const auto* bytes :
             {"\xff", "\xc3", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82", "\x80"}) {
            CAPTURE(bytes);
            CHECK(
                contains(problems("# é\nname: " + std::string(bytes)), "pacelane.yaml:2:7: not UTF-8 text"));
        }
        CHECK(problems("users: [{handle: a, name: 'é€🙂\xf4\x8f\xbf\xbd'}]").empty());
    }

    TEST_CASE("ten megabytes of garbage are an error, not a crash") {
        std::string noise(kTenMegabytes, '\0');
        unsigned state = 1;
        for (char& c : noise)
            c = static_cast<char>((state = state * 1664525u + 1013904223u) >> 24);
        CHECK_FALSE(problems(noise).empty());
        for (char& c : noise)
            c = static_cast<char>(32 + static_cast<unsigned char>(c) % 95);
        CHECK_FALSE(problems(noise).empty());
    }

    TEST_CASE("nesting without end is an error, not a crash") {
        for (const auto* unit : {"[", "{", "- ", "? ", ": "}) {
            CAPTURE(unit);
            CHECK(contains(problems(repeated(unit, 100'000)), "nested too deeply"));
        }
    }

    TEST_CASE("the first thousand of countless mistakes are reported") {
        std::string yaml;
        for (int i = 0; i < 5000; ++i)
            yaml += "key" + std::to_string(i) + ": x\n";
        const auto found = problems(yaml);
        CHECK(std::count(found.begin(), found.end(), '\n') == 1000);
        CHECK(found.ends_with("pacelane.yaml: and 4001 more"));
    }

    TEST_CASE("aliases that multiply are stopped") {
        std::string yaml = "users:\n";
        std::string pillars = "&p [";
        for (int i = 0; i < 1000; ++i)
            pillars += "x,";
        yaml += "  - {handle: u0, pillars: " + pillars + "]}\n";
        for (int i = 1; i < 2000; ++i)
            yaml += "  - {handle: u" + std::to_string(i) + ", pillars: *p}\n";
        CHECK(contains(problems(yaml), "multiply to too many values"));
    }

    TEST_CASE("aliases of aliases do not hang the reader") {
        std::string yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
        for (int i = 1; i < 30; ++i) {
            const auto before = "*a" + std::to_string(i - 1);
            yaml += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
            for (int j = 0; j < 10; ++j)
                yaml += before + ", ";
            yaml += "]\n";
        }
        yaml += "users: *a29\n";
        CHECK(contains(problems(yaml), "expected a mapping"));
    }

    TEST_CASE("a value that contains itself does not hang the reader") {
        CHECK_FALSE(problems("users: &u [*u, *u]\n").empty());
        CHECK_FALSE(problems("&u users: &v {users: *v}\n").empty());
    }

    TEST_CASE("a large honest file is read") {
        std::string yaml = "users:\n";
        for (int i = 0; i < 5000; ++i) {
            const auto name = "user" + std::to_string(i);
            yaml += "  - handle: " + name + "\n    pillars: [a, b, c]\n    context: {knowledge: [" + name +
                    "/**/*]}\n    schedules:\n      - {frequency: weekly, selected_days: [mon, thu]}\n";
        }
        CHECK(parse_workspace(yaml, "p.yaml").users.size() == 5000);
    }
}
