#include "helpers.h"

#include <pacelane/queue/containment.h>

namespace pacelane::queue {

TEST_CASE("containment is that of jsonb's @>") {
    struct Case {
        const char* whole;
        const char* part;
        bool contains;
    };
    for (const auto& each : std::initializer_list<Case>{
             {R"({"a":1,"b":2})", R"({"b":2})", true},
             {R"({"a":1})", "{}", true},
             {R"({"a":1})", R"({"a":2})", false},
             {R"({"a":1})", R"({"a":"1"})", false},
             {R"({"a":{"b":{"c":1,"d":2}}})", R"({"a":{"b":{"d":2}}})", true},
             {R"({"a":{"b":1}})", R"({"b":1})", false},
             {R"({"a":null})", R"({"a":null})", true},
             {R"({})", R"({"a":null})", false},
             {"[1,2,3]", "[3,1]", true},
             {"[1,2]", "[1,1,2,2]", true},
             {"[1,2]", "[3]", false},
             {"[1,2]", "[]", true},
             {"[[1,2]]", "[[2]]", true},
             {"[1,[2]]", "[2]", false},
             {R"([{"a":1,"b":2}])", R"([{"b":2}])", true},
             {R"({"tags":["x","y"]})", R"({"tags":["y"]})", true},
             {R"({"tags":["x","y"]})", R"({"tags":"y"})", false},
             {R"(["foo","bar"])", R"("bar")", true},
             {R"("bar")", R"(["bar"])", false},
             {R"([["bar"]])", R"("bar")", false},
             {R"([1])", "{}", false},
             {R"("a")", R"("a")", true},
             {R"({"a\u0062":"\u00e9"})", "{\"ab\":\"\xC3\xA9\"}", true},
             {R"({"a":1,"a":2})", R"({"a":1})", false},
             {R"({"a":1,"a":2})", R"({"a":2})", true},
             {"1", "[]", false},
             {"1", "[1]", false},
             {"[]", "[]", true},
             {"[]", "{}", false},
             {"[1.0]", "10e-1", true},
             {"[[1]]", "1", false},
             {"null", "null", true},
             {"[null]", "null", true},
             {"[[],1]", "[[]]", true},
             {"[1]", "[[]]", false},
             {"[{}]", "[{}]", true},
             {R"({"a":[1]})", R"({"a":1})", false},
             {R"({"a":[]})", R"({"a":{}})", false},
         })
        CHECK_MESSAGE(json_contains(each.whole, each.part) == each.contains,
                      each.whole << " @> " << each.part);
}

TEST_CASE("numbers are compared by their exact decimal value") {
    CHECK(json_contains(R"({"n":1.10})", R"({"n":11e-1})"));
    CHECK(json_contains(R"({"n":100})", R"({"n":1E2})"));
    CHECK(json_contains(R"({"n":-0})", R"({"n":0.00})"));
    CHECK(json_contains(R"({"n":1e400})", R"({"n":10e399})"));
    CHECK_FALSE(json_contains(R"({"n":12345678901234567890})", R"({"n":12345678901234567891})"));
    CHECK_FALSE(json_contains(R"({"n":0.1})", R"({"n":0.1000000000000000000001})"));
    CHECK_FALSE(json_contains(R"({"n":1})", R"({"n":-1})"));
}

TEST_CASE("a condition is any JSON value; the empty object wants all, as in pgmq") {
    refusal([] { Condition("{"); });
    CHECK(Condition(R"({"a":1})").holds_for(R"({"a":1,"b":2})"));
    CHECK_FALSE(Condition(R"({"a":1})").holds_for("[1]"));
    CHECK(Condition("{}").holds_for("[1]"));
    CHECK(Condition("1").holds_for("[1]"));
    CHECK(Condition("[]").holds_for("[1]"));
    CHECK_FALSE(Condition("[]").holds_for("1"));
}

}  // namespace pacelane::queue
