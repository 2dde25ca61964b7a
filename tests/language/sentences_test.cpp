#include <pacelane/language/language.h>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace pacelane::language;
using Parts = std::vector<std::string>;

namespace {

Parts split(std::string_view text, Language language = Language::english) {
    Parts found;
    for (const auto& span : sentences(text, language))
        found.emplace_back(text.substr(span.begin, span.end - span.begin));
    return found;
}

// The sentences are marked with "|" between them.
void check(std::string marked, Language language = Language::english) {
    Parts expected(1);
    std::string text;
    for (const char c : marked) {
        if (c == '|') {
            expected.emplace_back();
            text += ' ';
        } else {
            expected.back() += c;
            text += c;
        }
    }
    CHECK(split(text, language) == expected);
}

}  // namespace

TEST_CASE("sentences end at full stops, question and exclamation marks") {
    check("We shipped it.|Did it work?|Yes!|It did.");
}

TEST_CASE("sentences have no white space around them") {
    CHECK(split("  One.  \n Two. \n") == Parts{"One.", "Two."});
}

TEST_CASE("nothing has no sentences") {
    CHECK(split("").empty());
    CHECK(split(" \n\n\t").empty());
}

TEST_CASE("the last sentence needs no full stop") {
    check("One.|And then");
}

TEST_CASE("abbreviations do not end a sentence") {
    check("Use a queue, e.g. Kafka, i.e. The log.|Done.");
    check("Dr. Lima met Mr. Ek vs. Mrs. Ode.|Fine.");
    check("It took approx. 5 days.");
}

TEST_CASE("Portuguese abbreviations do not end a sentence") {
    check("A Sra. Lima e o Dr. Ek vieram.|Foi bom.", Language::portuguese);
    check("Use uma fila, p.ex. Kafka.|Veja o nº. 5 e o art. 7.", Language::portuguese);
    check("Espere no máx. 5 minutos.|Depois siga.", Language::portuguese);
    check("Em out. 2024 mudou.", Language::portuguese);
}

TEST_CASE("etc., Inc. and p.m. end a sentence only when a new one follows") {
    check("Logs, traces, etc. are kept.");
    check("Logs, traces, etc.|We keep them.");
    check("It began at 3 p.m. and ended.|We met Acme Inc.|They left.");
}

TEST_CASE("No. and fig. go on before a number and end otherwise") {
    check("See No. 5 and fig. 3.|He said no.|Then he left.");
    check("It was due Oct. 5 at noon.|It came in Oct.|Then it broke.");
}

TEST_CASE("St. and Av. belong to the name after them") {
    check("She lives in St. Louis now.|It is on Main St.|The rest moved.");
}

TEST_CASE("ms is a title, but milliseconds after a number") {
    check("Ms. Ode came.|It took 5 ms.|Then it ended.");
}

TEST_CASE("initials do not end a sentence") {
    check("J. Ek wrote it.|J. R. R. Tolkien and J.-P. Ode read it.");
    check("É. Silva veio.|A equipe gostou.", Language::portuguese);
    check("The U.S. Army left.");
}

TEST_CASE("a single letter ends a sentence when a function word follows") {
    check("We took plan B.|It worked.");
    check("So did I.|Ana agreed.");
}

TEST_CASE("decimals, versions, file names and URLs are not cut") {
    check("It rose 3.5 times in v1.2.3 of pacelane.yaml.|See https://a.io/x?y=1.z now.|Edit .env first.");
}

TEST_CASE("the number of a list item belongs to the item") {
    check("1. Start the server.|2. Wait.");
    check("It grew in 2024.|Then it fell.");
}

TEST_CASE("an ellipsis ends a sentence only when a new one follows") {
    check("Well... maybe.|Well…|Then no.");
    check("Well . . . we go.");
}

TEST_CASE("closing quotes and brackets belong to the sentence") {
    check("He said “no.”|(She agreed.)|«Sim.»|\"Fine.\"|Good.");
}

TEST_CASE("a quotation goes on in its sentence") {
    check("\"Stop!\" he said.|“Why?” she asked.");
}

TEST_CASE("after a full stop a sentence begins with no lower-case letter") {
    check("It was approx.ok. and so on.");
    check("It works. ótimo.", Language::portuguese);
    check("It works.|“Ótimo.”|(Sim.)|5 vezes.", Language::portuguese);
}

TEST_CASE("where nobody writes capitals a full stop ends a sentence all the same") {
    check("it works.|it is slow, e.g. at night.|i use v1.2 of it.");
    check("funciona.|é lento à noite, etc. e tal.", Language::portuguese);
    check("it works, etc. and so on.");
    check("it works. so far.|It is slow.");
}

TEST_CASE("after ! and ? anything may begin") {
    check("Really?|yes.|Wow!|ok.");
}

TEST_CASE("a blank line ends a sentence, a single line break does not") {
    CHECK(split("A heading\n\nOne sentence\nin two lines.") ==
          Parts{"A heading", "One sentence\nin two lines."});
    CHECK(split("Mail Dr.\r\n \r\nEnd") == Parts{"Mail Dr.", "End"});
}

TEST_CASE("invalid bytes are kept and do no harm") {
    CHECK(split("a\xff. \xc3. B\xe2\x80") == Parts{"a\xff.", "\xc3.", "B\xe2\x80"});
}

TEST_CASE("sentences cover every character that is no white space") {
    const std::string text = "One. two... “Three!” (four.)\n\nDr. 5. J. K. \xff. etc. — x";
    std::size_t at = 0;
    for (const auto& span : sentences(text, Language::english)) {
        CHECK(text.substr(at, span.begin - at).find_first_not_of(" \n") == std::string::npos);
        CHECK(span.begin < span.end);
        at = span.end;
    }
    CHECK(at == text.size());
}

TEST_CASE("a sentence whose verbs all stand in a side clause is a fragment") {
    for (const auto* text :
         {"Rollback without a build, Tomás, before checkout may join.", "A dashboard that nobody reads.",
          "The graph, which was wrong.", "Nothing new here, because nobody had looked."}) {
        CAPTURE(text);
        CHECK_FALSE(is_complete(text, Language::english));
    }
    for (const auto* text :
         {"The change that broke checkout was small.", "Before the outage we measured nothing.",
          "If a test fails twice, it moves to quarantine.", "When nobody owns a test, nobody fixes it.",
          "Delete the alert that nobody acted on.", "The change, which was small, broke checkout.",
          "A canary that cries wolf teaches people to override it.", "We decided that the rollback skips it.",
          "Nothing about that day was normal.", "What surprised us was the time."}) {
        CAPTURE(text);
        CHECK(is_complete(text, Language::english));
    }
    CHECK_FALSE(is_complete("Um painel que ninguém abre na segunda.", Language::portuguese));
    CHECK(is_complete("A equipe que cuida do painel decidiu parar.", Language::portuguese));
    CHECK(is_complete("Se o número piorou, o dono explica.", Language::portuguese));
    CHECK(is_complete("Um dono fez mais do que qualquer gráfico.", Language::portuguese));
}

TEST_CASE("a sentence with missing words is one sentence, and not whole") {
    const std::string text = "We moved the […] to the new cluster. It was fast.";
    const auto found = sentences(text, Language::english);
    REQUIRE(found.size() == 2);
    CHECK_FALSE(is_complete(text.substr(found[0].begin, found[0].end - found[0].begin), Language::english));
    CHECK_FALSE(is_complete("Movemos a fila […] para o novo servidor.", Language::portuguese));
    CHECK(is_complete("We moved the queue to the new cluster.", Language::english));
}

TEST_CASE("what was noted without who did it cannot open a paragraph") {
    for (const auto* text : {"Removed the checklist and asked one question.",
                             "Talked to five users about it.", "Started 1 September on two wards and grew."})
        CHECK_FALSE(stands_alone(text, Language::english));
    CHECK_FALSE(stands_alone("73 quarantined in six weeks: 41 fixed, 19 deleted.", Language::english));
    CHECK(stands_alone("73 flaky tests caused nearly all the noise.", Language::english));
    CHECK_FALSE(stands_alone("12 corrigidos na semana, e o resto está em aberto.", Language::portuguese));
    // Nobody is named of whom it is said.
    CHECK_FALSE(stands_alone("Definitely seems like a plan that works.", Language::english));
    CHECK_FALSE(stands_alone("Looks like nobody counted the boxes.", Language::english));
    CHECK(stands_alone("Friendly tests catch what a reviewer misses.", Language::english));
    CHECK(stands_alone("Automated tests catch what a reviewer misses.", Language::english));
    CHECK(stands_alone("Based on the numbers, we stopped the pilot.", Language::english));
    CHECK_FALSE(stands_alone("Now each item has an owner.", Language::english));
    CHECK_FALSE(stands_alone("Agora cada item tem um nome do lado.", Language::portuguese));
    CHECK(stands_alone("A venda subiu 6% em oito semanas.", Language::portuguese));
}
