// What the compiler of language packs says of a file that is wrong.
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace {

namespace fs = std::filesystem;

/// A folder with a copy of the English pack.
struct Packs {
    fs::path folder = fs::temp_directory_path() / fmt::format("pacelane-packs-{}", ::getpid());
    std::string english;

    Packs() {
        fs::create_directories(folder);
        std::ifstream file(fs::path(PACELANE_SOURCE_DIR) / "lib/pacelane/language/data/en.yaml");
        english.assign(std::istreambuf_iterator<char>(file), {});
        REQUIRE_FALSE(english.empty());
    }
    ~Packs() { fs::remove_all(folder); }

    struct Outcome {
        int status = -1;
        std::string errors;
    };
    Outcome compile(const std::string& text) const {
        std::ofstream(folder / "en.yaml") << text;
        const auto command =
            fmt::format("cd {0} && {1} . en.yaml 2>&1", folder.string(), PACELANE_PACK_COMPILER);
        Outcome outcome;
        auto* pipe = ::popen(command.c_str(), "r");
        REQUIRE(pipe != nullptr);
        std::array<char, 4096> buffer{};
        for (std::size_t got; (got = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
            outcome.errors.append(buffer.data(), got);
        outcome.status = WEXITSTATUS(::pclose(pipe));
        return outcome;
    }
};

}  // namespace

TEST_SUITE_BEGIN("unit/language");

TEST_CASE("the compiler of packs names file, line, key and remedy") {
    const Packs packs;
    REQUIRE(packs.compile(packs.english).status == 0);
    CHECK(fs::exists(packs.folder / "pack_en.cpp"));

    const auto fails = [&](const std::string& from, const std::string& to, const std::string& message) {
        CAPTURE(message);
        auto text = packs.english;
        const auto at = text.find(from);
        REQUIRE(at != std::string::npos);
        text.replace(at, from.size(), to);
        const auto outcome = packs.compile(text);
        CHECK(outcome.status == 65);
        CHECK_MESSAGE(outcome.errors.find(message) != std::string::npos, outcome.errors);
    };
    fails("code: en\n", "code: xx\n", "en.yaml:2: code: is not the file's name; write \"en\"");
    fails("stemmer: english\n", "", "stemmer: is missing; give the name of Snowball's stemmer");
    fails(
        "stop_words:", "stopwords:", "stopwords: is no list of pack_lists.def; did you mean \"stop_words\"?");
    fails("stop_words:", "stopwords:", "en.yaml:1: stop_words: is missing; add the list, [] for none");
    fails(" about,", " About,", "\"About\" is not as looked up; write \"about\"");
    fails(" about,", " about, about,", "\"about\" stands twice; delete one");
    fails(" about,", " all about,", "\"all about\" is more than a word; move it to a list of phrases");
    fails(" about,", " \"\",", "has an entry that is no text");
    fails("stemmer: english\n", "stemmer: english\nstemmer: english\n", "en.yaml:6: stemmer: stands twice");
    fails("code: en\n", "code: [en\n", "mend the YAML");
}

TEST_SUITE_END();
