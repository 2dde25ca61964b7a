// Speech as an editor of transcripts prints it.
#include <pacelane/language/language.h>

#include <doctest/doctest.h>

using namespace pacelane::language;

namespace {

using Printed = std::vector<std::string>;

const auto kEnglish = *from_code("en");
const auto kPortuguese = *from_code("pt-BR");
const auto kRecorded = *from_code("es");

}  // namespace

TEST_SUITE("speech as it is printed") {
    TEST_CASE("loses sentences that only fill a pause") {
        CHECK(as_printed("You know what I mean?", kEnglish).empty());
        CHECK(as_printed("I don't know.", kEnglish).empty());
        CHECK(as_printed("Sei lá.", kPortuguese).empty());
        CHECK(as_printed("¿Me entiendes?", kRecorded).empty());
        CHECK(as_printed("I don't know of a cheaper shelf.", kEnglish) ==
              Printed{"I don't know of a cheaper shelf."});
    }

    TEST_CASE("loses the number of a reason that a speaker counts off") {
        CHECK(as_printed("One, the labels fade in the sun.", kEnglish) ==
              Printed{"The labels fade in the sun."});
        CHECK(as_printed("Segundo, a lista ficou na gaveta.", kPortuguese) ==
              Printed{"A lista ficou na gaveta."});
        CHECK(as_printed("One label fades in the sun.", kEnglish) == Printed{"One label fades in the sun."});
    }

    TEST_CASE("loses 'kind of' where it says nothing") {
        CHECK(as_printed("It's kind of hard to read the old labels.", kEnglish) ==
              Printed{"It's hard to read the old labels."});
        CHECK(as_printed("We needed a kind of shelf that nobody sells.", kEnglish) ==
              Printed{"We needed a kind of shelf that nobody sells."});
        CHECK(as_printed("O quadro era meio que ilegível para todos nós.", kPortuguese) ==
              Printed{"O quadro era ilegível para todos nós."});
    }

    TEST_CASE("loses what is begun twice") {
        CHECK(as_printed("You have to -- you have to ask the people who open the box.", kEnglish) ==
              Printed{"You have to ask the people who open the box."});
        CHECK(as_printed("It's only -- we keep the boxes by the name of who packed them.", kEnglish) ==
              Printed{"We keep the boxes by the name of who packed them."});
        CHECK(as_printed("We keep i-it by the name, but t-the t-test was long.", kEnglish) ==
              Printed{"We keep it by the name, but the t-test was long."});
        // A dash that joins stays.
        CHECK(as_printed("There is one rule - the name goes first.", kEnglish) ==
              Printed{"There is one rule – the name goes first."});
        // A pause for thought.
        CHECK(as_printed("We sort the boxes by the name of who packed them, but -- the name was gone.",
                         kEnglish) ==
              Printed{"We sort the boxes by the name of who packed them, but the name was gone."});
    }

    TEST_CASE("loses a clause that was given up behind one that was whole") {
        CHECK(as_printed(
                  "We keep the boxes by name, which gives you all sorts of -- if you have a list, it takes "
                  "a minute.",
                  kEnglish) ==
              Printed{"We keep the boxes by name.", "If you have a list, it takes a minute."});
        CHECK(as_printed("A gente tem uma lista de todas as caixas, o que dá uma -- as pessoas têm a lista "
                         "no depósito.",
                         kPortuguese) ==
              Printed{"A gente tem uma lista de todas as caixas.", "As pessoas têm a lista no depósito."});
        // What may have been over is left as it is, for all to see, and so is a clause that waited for it.
        for (const std::string kept :
             {"We sort the boxes by name, which the people like -- it takes a minute for each of them.",
              "When we sorted the boxes, there was a -- it takes a minute for each of them.",
              "She said \"sort the boxes, and the --\" it was over by then for all of us."})
            CHECK(as_printed(kept, kEnglish) == Printed{kept});
    }

    TEST_CASE("ends with a stop where a sentence only trails off") {
        CHECK(as_printed("We keep the boxes by name...", kEnglish) == Printed{"We keep the boxes by name."});
        CHECK(as_printed("We sort the boxes by…", kEnglish) == Printed{"We sort the boxes by…"});
        CHECK(as_printed("It can be worth the trouble if you...", kEnglish) ==
              Printed{"It can be worth the trouble."});
        CHECK(as_printed("I'm not sure what the --", kEnglish).empty());
        CHECK(as_printed("Did you say \"sort them all...?\"", kEnglish) ==
              Printed{"Did you say \"sort them all?\""});
        CHECK(as_printed("Ordenamos las cajas por nombre...", kRecorded) ==
              Printed{"Ordenamos las cajas por nombre."});
    }

    TEST_CASE("is cut where one breath holds several sentences") {
        CHECK(as_printed("We had three rooms full of boxes that nobody had opened since the spring, and we "
                         "sorted all of them by the year, but nobody who came to us knew the year of the "
                         "box that they wanted.",
                         kEnglish) ==
              Printed{"We had three rooms full of boxes that nobody had opened since the spring.",
                      "We sorted all of them by the year, but nobody who came to us knew the year of the box "
                      "that they wanted."});
        // A short one stays whole, and so does what opens with a condition.
        CHECK(as_printed("We had three rooms, and we sorted them.", kEnglish) ==
              Printed{"We had three rooms, and we sorted them."});
        const std::string condition =
            "If a colleague asks for a box that she packed herself three or four years ago, and she tells "
            "you "
            "her name, and you find her name on the shelf, you need nothing else.";
        CHECK(as_printed(condition, kEnglish) == Printed{condition});
    }
}
