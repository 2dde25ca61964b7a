// Whether somebody tells of what they did.
#include <pacelane/language/language.h>
#include <string>

#include <doctest/doctest.h>

using namespace pacelane::language;

namespace {

Language of(std::string_view wanted) {
    for (const auto language : languages())
        if (code(language) == wanted) return language;
    return Language();
}

}  // namespace

TEST_SUITE("who tells of themselves") {
    TEST_CASE("does so of what they did and have, not of what could be done") {
        const auto english = of("en");
        for (const char* told : {"I moved the shelf in May.", "We have since sorted them by name.",
                                 "That is how I keep my boxes."}) {
            INFO(told);
            CHECK(tells_of_oneself(told, english));
        }
        for (const char* other :
             {"For the next box I will need a label.", "Should I sort them by name?",
              "If I put a box there, it stays.", "The label says \"I am heavy\" to whoever lifts it.",
              "A shelf holds what we can carry.", "The shelf holds nine boxes."}) {
            INFO(other);
            CHECK_FALSE(tells_of_oneself(other, english));
        }
        // The same letter is no person.
        for (const char* letter :
             {"Most boxes (i.e., the wooden ones) hold nine jars.",
              "The shelf waits for I/O more than for its lamp.", "A label for i in the list is red."}) {
            INFO(letter);
            CHECK_FALSE(tells_of_oneself(letter, english));
            CHECK_FALSE(tells_experience(letter, english));
        }
        // It is the looser of the two.
        CHECK(tells_experience("For the next box I will need a label.", english));
    }

    TEST_CASE("is asked of each language for itself, however often") {
        const auto english = of("en"), spanish = of("es");
        const std::string own = "Probé la caja nueva en el taller.";
        // Too long to be remembered.
        const std::string longer = own + ' ' + std::string(500, 'a') + '.';
        for (int i = 0; i < 2; ++i)
            for (const auto& text : {own, longer, "  " + own}) {
                INFO(text);
                CHECK(tells_of_oneself(text, spanish));
                CHECK(surely_tells_of_oneself(text, spanish));
                CHECK(tells_experience(text, spanish));
                CHECK_FALSE(tells_of_oneself(text, english));
                CHECK_FALSE(tells_experience(text, english));
            }
        for (int i = 0; i < 2; ++i) {
            CHECK(is_complete("She moved the shelf in May.", english));
            CHECK_FALSE(is_complete("She moved the shelf in May", english));
            CHECK_FALSE(is_complete("A shelf of the old kind.", english));
        }
    }

    TEST_CASE("is told from others by an accent") {
        const auto spanish = of("es");
        for (const char* told :
             {"Probé la caja nueva.", "Ya sé dónde está la caja.", "Ayer cambié las etiquetas.",
              "El lunes llevé la caja al taller.", "En marzo perdí la llave."}) {
            INFO(told);
            CHECK(tells_of_oneself(told, spanish));
            CHECK(tells_experience(told, spanish));
        }
        for (const char* other :
             {"La caja se guarda en el estante.", "Pruebe la caja nueva y deje la otra.",
              "El uso de etiquetas es bajo.", "Aquí hay café, y José barre así.",
              "Poné la caja abajo y elegí una etiqueta.", "La caja que llegaré a abrir está allí."}) {
            INFO(other);
            CHECK_FALSE(tells_of_oneself(other, spanish));
            CHECK_FALSE(tells_experience(other, spanish));
        }
        const auto portuguese = of("pt-BR");
        for (const char* told : {"Antes de fechar, liguei para as três lojas.", "Tirei as caixas do chão.",
                                 "Na terça devolvi a chave."}) {
            INFO(told);
            CHECK(tells_of_oneself(told, portuguese));
        }
        for (const char* other : {"A lei diz que o rei fecha a porta.", "Depois o Andrei fecha a porta.",
                                  "Um dia mostrarei as caixas."}) {
            INFO(other);
            CHECK_FALSE(tells_of_oneself(other, portuguese));
        }
    }

    TEST_CASE("is not a textbook that leads its reader") {
        CHECK_FALSE(tells_of_oneself("Con esta regla podemos ordenar las cajas.", of("es")));
        CHECK(tells_of_oneself("En mayo llegamos a mil cajas.", of("es")));
        CHECK_FALSE(tells_of_oneself("Com esta regra podemos ordenar as caixas.", of("pt-BR")));
        CHECK(tells_of_oneself("Construímos a estante em maio.", of("pt-BR")));
        CHECK(tells_of_oneself("Eu troquei as etiquetas ontem.", of("pt-BR")));
    }

    TEST_CASE("do so for certain where a textbook would not say it") {
        const auto portuguese = of("pt-BR"), spanish = of("es");
        for (const char* told :
             {"Minha estante ficou cheia.", "Removemos as caixas e o corredor ficou livre.",
              "Em maio migramos o catálogo inteiro."}) {
            INFO(told);
            CHECK(surely_tells_of_oneself(told, portuguese));
        }
        for (const char* other :
             {"Adicionamos a etiqueta na caixa e fechamos a tampa.", "A estante faz uso de trilhos.",
              "É preciso etiquetar cada caixa.", "Podemos ordenar as caixas por nome."}) {
            INFO(other);
            CHECK_FALSE(surely_tells_of_oneself(other, portuguese));
        }
        CHECK(surely_tells_of_oneself("Quitamos las cajas y los pasillos quedaban libres.", spanish));
        CHECK(surely_tells_of_oneself("Probé la caja nueva.", spanish));
        CHECK_FALSE(surely_tells_of_oneself("Abrimos la caja y pegamos la etiqueta.", spanish));
        // Where a pronoun tells who it was, there is nothing to doubt.
        CHECK(surely_tells_of_oneself("I moved the shelf in May.", of("en")));
    }
}
