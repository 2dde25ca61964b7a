// Words as written and the lists that recognise them.
#include <pacelane/language/language_pack.h>
#include <pacelane/language/word_lists.h>
#include <string>

#include <doctest/doctest.h>

using namespace pacelane::language;

TEST_SUITE_BEGIN("unit/language");

TEST_CASE("a word's key has no case, no diacritics and one kind of apostrophe") {
    CHECK(key_of("Próximos passos:") == "proximos passos");
    CHECK(key_of("we’re DONE") == "we're done");
    CHECK(key_of("we're done") == "we're done");
    CHECK(key_of("at 14:30, v1.2 — 1,000") == "at 14:30 v1.2 1,000");
    CHECK(key_of("»«—…").empty());
}

TEST_CASE("words know their capital and whether something begins at them") {
    const auto words = words_of("Then Émile said: “Ships today.” Not Łódź");
    REQUIRE(words.size() == 7);
    CHECK(words[0].opens);
    CHECK(words[1].capital);
    CHECK_FALSE(words[1].opens);
    CHECK(words[3].opens);
    CHECK(words[5].opens);
    CHECK(words[6].capital);
}

TEST_CASE("a wording is found as whole words, the longest first") {
    const std::vector<std::string> sorted{"agreed", "we", "we decided", "we decided to"};
    const auto tables = make_tables(sorted, true);
    const PhraseList list(
        {tables.block.data(), tables.ends.data(), static_cast<std::uint32_t>(sorted.size())},
        tables.slots.data(), static_cast<std::uint32_t>(tables.slots.size() - 1), tables.longest);
    const auto words = words_of("Then we decided to wait; weak agreedness");
    CHECK(list.at(words, 0) == 0);
    CHECK(list.at(words, 1) == 3);
    const auto found = list.find(words);
    REQUIRE(found);
    CHECK(found->at == 1);
    CHECK(found->end() == 4);
    CHECK_FALSE(list.find(words, 2));
    CHECK(list.has("we"));
    CHECK_FALSE(list.has("we decided to wait"));
    CHECK_FALSE(list.has(""));
    CHECK(list.at(words_of("we"), 0) == 1);
    CHECK_FALSE(PhraseList().in(words));
}

TEST_CASE("a wording is filled by its places") {
    const Wording wording("As {name} put it on {day}:");
    CHECK(wording.with({{"day", "Monday"}, {"name", "Ana {x}"}}) == "As Ana {x} put it on Monday:");
    CHECK(Wording("no place").with({}) == "no place");
}

TEST_CASE("every language has a code, tags that find it and a stemmer") {
    REQUIRE_FALSE(languages().empty());
    CHECK(languages().front() == Language());
    for (const auto language : languages()) {
        CHECK(from_code(code(language)) == language);
        CHECK_FALSE(language.pack().stop_words.empty());
        CHECK_NOTHROW(stem("a", language));
        // What one language has, the sum of all has.
        for (const auto word : language.pack().stop_words)
            CHECK(any_language().stop_words.contains(word));
    }
}

TEST_CASE("a language goes by its names and by the codes of other regions") {
    const auto portuguese = from_code("pt-BR");
    for (const auto* name : {"Português", "portuguese (Brazil)", "pt_PT", "PT"})
        CHECK(from_name(name) == portuguese);
    CHECK(from_name("en-GB") == from_code("en"));
    CHECK_FALSE(from_name("klingon"));
}

TEST_SUITE_END();
