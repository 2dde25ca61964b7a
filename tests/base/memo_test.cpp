#include <optional>
#include <pacelane/base/detail/character_set.h>
#include <pacelane/base/detail/memo.h>

#include <doctest/doctest.h>

using pacelane::detail::CharacterSet;
using pacelane::detail::Memo;

TEST_SUITE("memo") {
    TEST_CASE("a value is made once as long as no other text takes its place") {
        Memo<std::string, 64> memo;
        int made = 0;
        const auto upper = [&](std::string_view text) {
            return memo.of(text, [&] {
                ++made;
                return std::string(text) + "!";
            });
        };
        CHECK(upper("maya") == "maya!");
        CHECK(upper("maya") == "maya!");
        CHECK(made == 1);
        CHECK(upper("") == "!");
        CHECK(upper("") == "!");
        CHECK(made == 2);
    }

    TEST_CASE("texts in one place are not mixed up") {
        Memo<std::string, 1> memo;
        for (const std::string_view text : {"a", "b", "a", "", "b"})
            CHECK(memo.of(text, [&] { return std::string(text); }) == text);
    }

    TEST_CASE("a long text is not kept") {
        Memo<std::string, 1> memo;
        const std::string text(1000, 'x');
        memo.of("a", [] { return std::string("short"); });
        CHECK(memo.of(text, [] { return std::string("first"); }) == "first");
        CHECK(memo.of(text, [] { return std::string("second"); }) == "second");
        CHECK(memo.of("a", [] { return std::string("other"); }) == "short");
    }

    TEST_CASE("a value that could not be made is not there the next time") {
        Memo<std::string, 1> memo;
        const auto fails = []() -> std::string { throw std::runtime_error("no"); };
        CHECK_THROWS(memo.of("a", fails));
        CHECK(memo.of("a", [] { return std::string("made"); }) == "made");
    }

    TEST_CASE("parts of a value are made one by one, and by one another") {
        struct Value {
            std::optional<int> size, twice;
        };
        Memo<Value, 1, 8> memo;
        int made = 0;
        const auto size = [&](std::string_view text) {
            return *memo.part(text, &Value::size, [&] {
                ++made;
                return std::optional<int>(static_cast<int>(text.size()));
            });
        };
        const auto twice = [&](std::string_view text) {
            return *memo.part(text, &Value::twice, [&] {
                ++made;
                return std::optional<int>(2 * size(text));
            });
        };
        CHECK(twice("abc") == 6);
        CHECK(twice("abc") == 6);
        CHECK(size("abc") == 3);
        CHECK(made == 2);
        // Another text takes the place with all its parts, also while a part is made.
        const auto over = [&] {
            return *memo.part("abcd", &Value::size, [&] { return std::optional<int>(size("ab") + 2); });
        };
        CHECK(over() == 4);
        CHECK(size("abcd") == 4);
        CHECK(made == 3);
        CHECK(twice("abcd") == 8);
        CHECK(size("longer than that") == 16);
        CHECK(size("longer than that") == 16);
        CHECK(made == 6);
        CHECK_THROWS(memo.part("new", &Value::size, []() -> std::optional<int> { throw 1; }));
        CHECK(size("new") == 3);
        CHECK(made == 7);
    }
}

TEST_SUITE("character_set") {
    TEST_CASE("the first byte of a set is found as string_view finds it") {
        constexpr std::string_view set(":\0\xEF", 3);
        constexpr CharacterSet bytes(set);
        for (const std::string_view text :
             {std::string_view(""), std::string_view("abc"), std::string_view("ab:c:"),
              std::string_view("x\xEF"), std::string_view("a\0b", 3)})
            for (std::size_t from = 0; from < 5; ++from)
                CHECK(bytes.first_in(text, from) == text.find_first_of(set, from));
    }
}
