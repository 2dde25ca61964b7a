#include "memory_index.h"

#include <pacelane/retrieval/ranking.h>
#include <pacelane/retrieval/terms.h>

#include <doctest/doctest.h>

using namespace pacelane;
using namespace pacelane::retrieval;
using language::Language;

namespace {

using Stems = std::vector<std::string>;

Stems stems(std::string_view text, Language language = Language::english) {
    Stems all;
    for (const auto& term : terms_of(text, language))
        all.push_back(term.stem);
    return all;
}

std::vector<Stems> words(std::string_view text, Language preferred) {
    return query_of(text, preferred).words;
}

Stems found(std::string_view query, const std::string& text, Language language = Language::english) {
    Stems parts;
    for (const auto& span : matches(query_of(query, language), text, language))
        parts.push_back(text.substr(span.begin, span.end - span.begin));
    return parts;
}

}  // namespace

TEST_SUITE("the terms of a text") {
    TEST_CASE("are its stems, in order, without function words") {
        CHECK(stems("Deploying: we deployed, they deploy.") == Stems{"deploy", "deploy", "deploy"});
        CHECK(stems("the and of it").empty());
        CHECK(stems("o de que para", Language::portuguese).empty());
        CHECK(stems("").empty());
    }

    TEST_CASE("are the same with and without accents, in either case") {
        CHECK(stems("Migração", Language::portuguese) == stems("MIGRACAO", Language::portuguese));
    }

    TEST_CASE("of a compound word are those of its parts") {
        CHECK(stems("boundary-layer") == stems("boundary layer"));
        CHECK(stems("pacelane.yaml") == stems("pacelane yaml"));
        CHECK(stems("retry_policy") == stems("retry policy"));
        CHECK(stems("well\u2010known\u2011facts") == stems("known facts"));
    }

    TEST_CASE("of a compound word with a part that says nothing alone are itself as well") {
        CHECK(stems("v1.2") == Stems{"v1.2", "v1"});
        CHECK(stems("e-mail") == Stems{"e-mail", "mail"});
        CHECK(stems("2026-11-19") == Stems{"2026-11-19", "2026", "11", "19"});
    }

    TEST_CASE("stand where their words do") {
        const auto terms = terms_of("A boundary-layer", Language::english);
        REQUIRE(terms.size() == 2);
        CHECK(terms[1].where.begin == 11);
        CHECK(terms[1].where.end == 16);
    }

    TEST_CASE("of bytes that are no text are those of what is") {
        CHECK(stems("\xff\xfe queue \xc3") == Stems{"queue"});
        CHECK(stems("-._,: --- ...").empty());
    }
}

TEST_SUITE("a query") {
    TEST_CASE("has the function words and stems of one language, its own") {
        CHECK(words("what are the problems of queues", Language::portuguese) ==
              std::vector<Stems>{{"problem"}, {"queue"}});
        CHECK(query_of("what are the problems of queues", Language::portuguese).language ==
              Language::english);
        CHECK(query_of("o que é a fila e qual foi o problema", Language::english).language ==
              Language::portuguese);
    }

    TEST_CASE("is in the user's language when its function words say so or leave it open") {
        CHECK(query_of("the lantern", Language::english).language == Language::english);
        CHECK(query_of("tempo de espera", Language::portuguese).words.size() == 2);
    }

    TEST_CASE("without function words has the stems of every language, each word once") {
        const auto query = query_of("migração", Language::english);
        CHECK_FALSE(query.language);
        REQUIRE(query.words.size() == 1);
        CHECK(std::find(query.words[0].begin(), query.words[0].end(),
                        language::stem("migração", Language::portuguese)) != query.words[0].end());
    }

    TEST_CASE("has each word once, and knows which follow each other") {
        const auto query = query_of("the flaky tests of the flaky queue", Language::english);
        CHECK(query.words.size() == 3);
        CHECK(query.pairs == std::vector<std::pair<std::size_t, std::size_t>>{{0, 1}, {0, 2}, {1, 0}});
    }

    TEST_CASE("in another language than the notes finds what they have of its words") {
        MemoryIndex index(Language::portuguese);
        index.add({"A migração demorou."});
        CHECK(search("what is the migração", Language::english, index, 5).hits.size() == 1);
    }
}

TEST_SUITE("what was found") {
    TEST_CASE("is the words of the query in any form") {
        CHECK(found("flaky test", "Testing a flaky test: tests flake.") ==
              Stems{"Testing", "flaky", "test", "tests"});
    }

    TEST_CASE("is a compound word as a whole where it is one in the query, else the part") {
        CHECK(found("v1.2", "Since v1.2 it works.") == Stems{"v1.2"});
        CHECK(found("layer", "The boundary-layer grows.") == Stems{"layer"});
    }

    TEST_CASE("is nothing where no word of the query is") {
        CHECK(found("queue", "Nothing here.").empty());
        CHECK(found("", "Nothing here.").empty());
    }
}
