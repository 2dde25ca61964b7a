#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <yaml-cpp/mark.h>

namespace pacelane::config {

/// Collects what is wrong with a file, and puts it in the file's order.
class Problems {
public:
    /// `source` is the file's text, which must outlive this; `path` is how messages name it.
    Problems(std::string_view source, std::string path) : source_(source), path_(std::move(path)) {}

    void add(const YAML::Mark& at, std::string text);
    void warn(const YAML::Mark& at, std::string text);
    bool empty() const { return problems_.empty(); }
    std::size_t count() const { return problems_.size() + left_out_; }

    /// "FILE:LINE:COLUMN: text", sorted; lines and columns count characters from 1.
    std::vector<std::string> problems() const;
    std::vector<std::string> warnings() const { return lines(warnings_); }

private:
    struct Item {
        int line;    // from 0
        int column;  // from 0, in bytes
        std::string text;
        auto operator<=>(const Item&) const = default;
    };
    std::vector<std::string> lines(std::vector<Item> items) const;

    std::string_view source_;
    std::string path_;
    std::vector<Item> problems_;
    std::vector<Item> warnings_;
    std::size_t left_out_ = 0;
};

/// A letter of ASCII, a digit, or one of . _ -
constexpr bool is_handle_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
}
/// The text in single quotes, on one line and of a length that suits a message.
std::string in_quotes(std::string_view text);
/// "did you mean monday?", or "known: monday, tuesday, …".
std::string hint(std::string_view text, std::span<const std::string_view> candidates);

}  // namespace pacelane::config
