#include <chrono>
#include <pacelane/language/language.h>
#include <pacelane/language/vocabulary.h>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

using namespace pacelane::language;
using FoldedWords = std::vector<std::string>;

namespace {

FoldedWords words(std::string_view text, Language language = Language::english) {
    FoldedWords found;
    for (const auto& token : tokenize(text, language))
        found.push_back(token.folded);
    return found;
}

}  // namespace

TEST_CASE("a language has a code") {
    CHECK(code(Language::english) == "en");
    CHECK(code(Language::portuguese) == "pt-BR");
}

TEST_CASE("codes are read in any case") {
    CHECK(from_code("EN-us") == Language::english);
    CHECK(from_code("en") == Language::english);
    for (const auto* known : {"pt", "pt-br", "PT_BR"})
        CHECK(from_code(known) == Language::portuguese);
}

TEST_CASE("any other code is no language") {
    for (const auto* unknown : {"", "de", "english", "en-GB", "pt-PT", "en-", "pt-BR "})
        CHECK_FALSE(from_code(unknown));
}

TEST_CASE("words keep their inner apostrophes, hyphens and dots") {
    CHECK(words("Don't e-mail v1.2, please.") == FoldedWords{"don't", "e-mail", "v1.2", "please"});
    CHECK(words("non\u2011stop") == FoldedWords{"non\u2011stop"});
}

TEST_CASE("marks around a word are no part of it") {
    CHECK(words("'quoted' -- (and) …end.") == FoldedWords{"quoted", "and", "end"});
}

TEST_CASE("offsets are bytes of the text") {
    const std::string text = "É não!";
    const auto tokens = tokenize(text, Language::portuguese);
    REQUIRE(tokens.size() == 2);
    CHECK(text.substr(tokens[1].begin, tokens[1].end - tokens[1].begin) == "não");
}

TEST_CASE("folded words are composed") {
    CHECK(words("NA\u0303O", Language::portuguese) == FoldedWords{"não"});
}

TEST_CASE("a word that starts with a digit is a number") {
    const auto tokens = tokenize("1,000 3rd v2", Language::english);
    REQUIRE(tokens.size() == 3);
    CHECK(tokens[0].number);
    CHECK(tokens[1].number);
    CHECK_FALSE(tokens[2].number);
}

TEST_CASE("invalid bytes separate words") {
    CHECK(words("one\xfftwo \xc3") == FoldedWords{"one", "two"});
}

TEST_CASE("forms of a word share a stem") {
    CHECK(stem("Deploying", Language::english) == stem("deployed", Language::english));
    CHECK(stem("publicações", Language::portuguese) == stem("publicação", Language::portuguese));
}

TEST_CASE("a stem has no diacritics") {
    CHECK(stem("café", Language::english) == "cafe");
    CHECK(stem("pé", Language::portuguese) == "pe");
}

TEST_CASE("a stem does not depend on which apostrophe was typed") {
    CHECK(stem("team’s", Language::english) == stem("team's", Language::english));
}

TEST_CASE("stem takes any bytes") {
    CHECK(stem("", Language::english).empty());
    CHECK_NOTHROW(stem("\xff\xc3", Language::portuguese));
}

TEST_CASE("function words are stopwords in their language") {
    for (const auto* word : {"The", "because", "we've", "would", "themselves", "mightn't"})
        CHECK_MESSAGE(is_stopword(word, Language::english), word);
    for (const auto* word : {"Não", "porque", "naquele", "vocês", "estivesse", "às"})
        CHECK_MESSAGE(is_stopword(word, Language::portuguese), word);
}

TEST_CASE("contractions are stopwords whichever apostrophe") {
    CHECK(is_stopword("Don’t", Language::english));
    CHECK(is_stopword("she’ll", Language::english));
}

TEST_CASE("words with a meaning are no stopwords") {
    CHECK_FALSE(is_stopword("deploy", Language::english));
    CHECK_FALSE(is_stopword("equipe", Language::portuguese));
    CHECK_FALSE(is_stopword("não", Language::english));
}

TEST_CASE("tokens agree with stem and is_stopword") {
    for (const auto& token : tokenize("The team’s alerts weren't tuned", Language::english)) {
        CHECK(token.stem == stem(token.folded, Language::english));
        CHECK(token.stopword == is_stopword(token.folded, Language::english));
    }
}

TEST_CASE("a run of letters without end is no word, and takes no time") {
    const auto start = std::chrono::steady_clock::now();
    CHECK(tokenize(std::string(2'000'000, 'a'), Language::english).empty());
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
}

TEST_CASE("threads may stem at the same time") {
    const auto expected = stem("deployments", Language::english);
    std::vector<int> wrong(4, 0);
    std::vector<std::thread> threads;
    for (int& count : wrong)
        threads.emplace_back([&] {
            for (int i = 0; i < 500; ++i)
                if (stem("deployments", Language::english) != expected) ++count;
        });
    for (auto& thread : threads)
        thread.join();
    CHECK(wrong == std::vector<int>(4, 0));
}

TEST_SUITE("the words of a document") {
    TEST_CASE("are those of its texts, each numbered once") {
        Vocabulary vocabulary(Language::english);
        std::size_t all = 0;
        for (const std::string_view text : {"The ferries run, and Ferries don\xE2\x80\x99t wait.",
                                            "3 ferries RUN at the caf\xC3\xA9; the end of v1.2"}) {
            const auto tokens = tokenize(text, Language::english);
            const auto uses = vocabulary.read(text);
            REQUIRE(uses.size() == tokens.size());
            for (std::size_t i = 0; i < uses.size(); ++i) {
                CHECK(uses[i].begin == tokens[i].begin);
                CHECK(uses[i].end == tokens[i].end);
                CHECK(uses[i].number == tokens[i].number);
                CHECK(vocabulary[uses[i].word].folded == tokens[i].folded);
                CHECK(vocabulary[uses[i].word].stem == tokens[i].stem);
                CHECK(vocabulary[uses[i].word].stopword == tokens[i].stopword);
            }
            all += uses.size();
        }
        // "the", "ferries" and "run" came back.
        CHECK(vocabulary.size() + 5 == all);
    }
}
