#include "helpers.h"

#include <pacelane/queue/json_text.h>

#include <nlohmann/json.hpp>

namespace pacelane::queue {

namespace {

bool accepts(std::string_view text) {
    try {
        check_json(text, "it");
        return true;
    } catch (const Error&) {
        return false;
    }
}

}  // namespace

TEST_CASE("JSON is what RFC 8259 says") {
    for (const auto* text :
         {"null", " true ", "0", "-0", "1.10", "1e5", "1E+5", "-0.5e-3", "\"\"", "\"\\u00e9\\n\\/\"", "[]",
          "{}", "[1,[2,{\"a\":null}]]", "{\"a\":1,\"a\":2}", "\"\xC3\xA9\xF0\x9F\x98\x80\"",
          "\"\\ud83d\\ude00\"", "\t[\r\n1 , 2]\n", "\"\x7F\""})
        CHECK_MESSAGE(accepts(text), text);
    for (const auto* text : {"",
                             " ",
                             "nul",
                             "True",
                             "01",
                             "-",
                             "1.",
                             ".5",
                             "1e",
                             "+1",
                             "NaN",
                             "0x10",
                             "'a'",
                             "\"a",
                             "\"\\x\"",
                             "\"\\u12g4\"",
                             "\"\n\"",
                             "[1,]",
                             "[1 2]",
                             "[",
                             "]",
                             "{\"a\"}",
                             "{\"a\":}",
                             "{a:1}",
                             "{\"a\":1,}",
                             "{\"a\":1]",
                             "[1}",
                             "1 2",
                             "// x\n1",
                             "\"\xFF\"",
                             "\"\xC0\x80\"",
                             "\"\xED\xA0\x80\"",
                             "\xEF\xBB\xBF{}"})
        CHECK_MESSAGE(!accepts(text), text);
}

TEST_CASE("JSON that jsonb refuses is refused: NUL, half surrogate pairs, numbers out of range") {
    for (const auto* text : {R"("\u0000")", R"("\ud83d")", R"("\ude00")", R"("\ud83dx")", "1e200000",
                             "1e-20000", "1e99999999999999999999"})
        CHECK_MESSAGE(!accepts(text), text);
    CHECK(accepts("1e400"));
    CHECK(accepts("1e131071"));
    const auto zeros = [](std::size_t count) { return std::string(count, '0'); };
    for (const auto& text : {std::string("0.1e131072"), std::string("0e999999"), std::string("0e1073741822"),
                             std::string("1e-16383"), std::string("-99e131070"), std::string("0.0e-16382"),
                             "1" + zeros(131071), "0." + zeros(16383)})
        CHECK_MESSAGE(accepts(text), text.substr(0, 40));
    for (const auto& text : {std::string("10e131071"), std::string("1e131072"), std::string("1.5e-16383"),
                             std::string("0e-16384"), std::string("0e1073741823"),
                             std::string("0e-1073741823"), "1" + zeros(131072), "0." + zeros(16384)})
        CHECK_MESSAGE(!accepts(text), text.substr(0, 40));
}

TEST_CASE("the judgement is that of another reader, for mutations of a document") {
    const std::string seed = R"({"a":[1,-2.5e3,"x\u00e9\"",true,null],"b":{"c":{}},"d":""})";
    std::uint32_t random = 7;
    int accepted = 0;
    for (int round = 0; round < 20000; ++round) {
        auto text = seed;
        for (int n = 0; n < 2; ++n) {
            random = random * 1664525U + 1013904223U;
            const auto at = (random >> 8) % text.size();
            constexpr std::string_view kBytes = "{}[]\",:0129.eE+-\\utfn \x01\xC3\xA9";
            const char byte = kBytes[(random >> 20) % kBytes.size()];
            if ((random & 1U) != 0U)
                text[at] = byte;
            else
                text.insert(at, 1, byte);
        }
        // The other reader takes \u0000, and no numbers beyond a double's.
        if (text.find("\\u0000") != std::string::npos) continue;
        const bool ours = accepts(text);
        CHECK_MESSAGE(ours == nlohmann::json::accept(text), text);
        accepted += ours ? 1 : 0;
    }
    CHECK(accepted > 500);
}

TEST_CASE("the error names the document, the byte and what was expected") {
    CHECK(refusal([] { check_json("{\"a\" 1}", "the message"); }) ==
          "the message is not valid JSON at byte 6: expected ':' after a name");
    CHECK(refusal([] { check_json("", "the message"); }) ==
          "the message is not valid JSON at byte 1: it is empty");
}

TEST_CASE("nesting is limited, so that no document can exhaust the stack") {
    CHECK(accepts(std::string(1000, '[') + std::string(1000, ']')));
    CHECK_FALSE(accepts(std::string(1001, '[') + std::string(1001, ']')));
}

TEST_CASE("arrays and objects are cut into the texts of their parts, which stay as they are") {
    CHECK(json_elements(" [1.10, {\"a\" : [ ]},\"x,]\" , 12345678901234567890]", "it") ==
          std::vector<std::string_view>{"1.10", "{\"a\" : [ ]}", "\"x,]\"", "12345678901234567890"});
    CHECK(json_elements("[]", "it").empty());
    const auto members = json_members(R"({"a\u0062": 1.0, "c": {"d": 2}})", "it");
    REQUIRE(members.size() == 2);
    CHECK(members[0].first == "ab");
    CHECK(members[0].second == "1.0");
    CHECK(members[1].second == "{\"d\": 2}");
    CHECK(refusal([] { json_elements("{}", "the batch"); }) == "the batch is not a JSON array");
    CHECK(refusal([] { json_members("[]", "the line"); }) == "the line is not a JSON object");
    refusal([] { json_elements("[1] 2", "it"); });
}

}  // namespace pacelane::queue
