#pragma once

#include <pacelane/base/export.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// JSON as text: checked and cut into its parts without ever making a double of a number, so that every value
/// stays as it was sent. What is accepted is what Postgres' jsonb accepts, but for nesting and size: see
/// docs/decisions/0005.
namespace pacelane::queue {

/// The tokens of one JSON document, in order. Each is checked as it is reached.
class PACELANE_API JsonScanner {
public:
    enum class Kind {
        begin_object,
        end_object,
        begin_array,
        end_array,
        key,
        string,
        number,
        literal,  ///< true, false or null
        end,      ///< the document is over; nothing but white space follows
    };
    struct Token {
        Kind kind = Kind::end;
        std::string_view text;  ///< as it stands in the document, strings and keys with their quotes
    };
    /// Deeper nesting is refused, as SQLite's own JSON functions do; Postgres takes some 6,000 levels.
    static constexpr std::size_t kDeepest = 1000;

    /// `what` names the document in errors: "the message".
    JsonScanner(std::string_view text, std::string_view what) : text_(text), what_(what) {}
    /// Throws Error(bad_input), with the byte's number from 1, where the text is not JSON.
    Token next();

private:
    enum class State { value, first_key_or_end, first_value_or_end, comma_or_end, done };
    [[noreturn]] void fail(std::string_view why, std::size_t at) const;
    void skip_blanks();
    Token key();
    Token value();
    std::string_view string();
    std::string_view number();
    std::string_view literal();
    Token open(Kind kind);
    Token close(char bracket);
    void after_value() { state_ = open_.empty() ? State::done : State::comma_or_end; }

    std::string_view text_;
    std::string_view what_;
    std::size_t at_ = 0;
    State state_ = State::value;
    std::string open_;  // the closing brackets that are due
};

/// Throws Error(bad_input) unless `text` is one JSON document: "the message is not valid JSON at byte 12: …".
PACELANE_API void check_json(std::string_view text, std::string_view what);

/// The elements of a JSON array, each as it stands in the text; Error(bad_input) if it is none.
PACELANE_API std::vector<std::string_view> json_elements(std::string_view array, std::string_view what);
/// The members of a JSON object: the name without escapes, the value as it stands in the text;
/// Error(bad_input) if it is none.
PACELANE_API std::vector<std::pair<std::string, std::string_view>> json_members(std::string_view object,
                                                                                std::string_view what);
/// What a JSON string token says, without its quotes and escapes, as UTF-8.
PACELANE_API std::string json_unescaped(std::string_view token);
/// The text as a JSON string, with quotes and escapes.
PACELANE_API std::string json_quoted(std::string_view text);

}  // namespace pacelane::queue
