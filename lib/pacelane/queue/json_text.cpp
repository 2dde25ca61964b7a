#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <pacelane/queue/json_text.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::queue {

namespace {

// What Postgres' numeric can hold; see docs/decisions/0005.
constexpr std::int64_t kDigitsBeforePoint = 131072;
constexpr std::int64_t kDigitsAfterPoint = 16383;
constexpr std::int64_t kExponents = 1073741823;  // below that, either sign

// Whether a number is one that numeric holds. `digits` is what stands before the exponent.
bool is_in_range(std::string_view digits, std::int64_t exponent) {
    if (exponent >= kExponents || exponent <= -kExponents) return false;
    if (digits.starts_with('-')) digits.remove_prefix(1);
    const auto point = std::min(digits.find('.'), digits.size());
    const auto fraction = static_cast<std::int64_t>(digits.size() - std::min(point + 1, digits.size()));
    if (fraction - exponent > kDigitsAfterPoint) return false;
    const auto first = digits.find_first_not_of("0.");
    if (first == std::string_view::npos) return true;  // zero
    // Where the first digit that counts stands: 1 is the place before the point.
    const auto place = static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first) + (first > point);
    return place + exponent <= kDigitsBeforePoint;
}

// The bytes of a string that mean just themselves.
constexpr auto kPlain = [] {
    std::array<bool, 256> plain{};
    for (unsigned c = 0x20; c < 0x80; ++c)
        plain[c] = c != '"' && c != '\\';
    return plain;
}();

// The end of the plain bytes from `at` on. Eight at a time, as each message that is sent is read like this.
std::size_t plain_end(std::string_view text, std::size_t at) {
    constexpr std::uint64_t kOnes = 0x0101010101010101U;
    constexpr std::uint64_t kHigh = 0x8080808080808080U;
    const auto has_zero = [](std::uint64_t bytes) { return (bytes - kOnes) & ~bytes & kHigh; };
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, text.data() + at, 8);
        const auto control = (bytes - kOnes * 0x20) & ~bytes & kHigh;
        if ((bytes & kHigh) | control | has_zero(bytes ^ (kOnes * '"')) | has_zero(bytes ^ (kOnes * '\\')))
            break;
    }
    while (at < text.size() && kPlain[static_cast<unsigned char>(text[at])])
        ++at;
    return at;
}

// The value of four hexadecimal digits, or -1.
int hex4(std::string_view text, std::size_t at) {
    if (at + 4 > text.size()) return -1;
    int value = 0;
    for (std::size_t i = at; i < at + 4; ++i) {
        const char c = text[i];
        const int digit = is_digit(c)            ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0) return -1;
        value = value * 16 + digit;
    }
    return value;
}

}  // namespace

void JsonScanner::fail(std::string_view why, std::size_t at) const {
    throw Error(ErrorKind::bad_input, fmt::format("{} is not valid JSON at byte {}: {}", what_, at + 1, why));
}

void JsonScanner::skip_blanks() {
    while (at_ < text_.size() &&
           (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t'))
        ++at_;
}

JsonScanner::Token JsonScanner::next() {
    skip_blanks();
    if (state_ == State::done) {
        if (at_ < text_.size()) fail("text follows the end of the document", at_);
        return {Kind::end, text_.substr(at_)};
    }
    if (at_ == text_.size()) fail(at_ == 0 ? "it is empty" : "it ends too early", at_);
    const char c = text_[at_];
    switch (state_) {
        case State::comma_or_end:
            if (c == open_.back()) return close(c);
            if (c != ',') fail(fmt::format("expected ',' or '{}'", open_.back()), at_);
            ++at_;
            skip_blanks();
            if (at_ == text_.size()) fail("it ends too early", at_);
            if (open_.back() == '}') return key();
            return value();
        case State::first_key_or_end:
            if (c == '}') return close(c);
            return key();
        case State::first_value_or_end:
            if (c == ']') return close(c);
            return value();
        default:
            return value();
    }
}

JsonScanner::Token JsonScanner::key() {
    if (text_[at_] != '"') fail("expected a name in double quotes", at_);
    const auto name = string();
    skip_blanks();
    if (at_ == text_.size() || text_[at_] != ':') fail("expected ':' after a name", at_);
    ++at_;
    state_ = State::value;
    return {Kind::key, name};
}

JsonScanner::Token JsonScanner::value() {
    const char c = text_[at_];
    if (c == '{') return open(Kind::begin_object);
    if (c == '[') return open(Kind::begin_array);
    Token token;
    if (c == '"')
        token = {Kind::string, string()};
    else if (c == '-' || is_digit(c))
        token = {Kind::number, number()};
    else
        token = {Kind::literal, literal()};
    after_value();
    return token;
}

JsonScanner::Token JsonScanner::open(Kind kind) {
    if (open_.size() == kDeepest) fail(fmt::format("nested deeper than {} levels", kDeepest), at_);
    const bool object = kind == Kind::begin_object;
    open_ += object ? '}' : ']';
    state_ = object ? State::first_key_or_end : State::first_value_or_end;
    return {kind, text_.substr(at_++, 1)};
}

JsonScanner::Token JsonScanner::close(char bracket) {
    open_.pop_back();
    after_value();
    return {bracket == '}' ? Kind::end_object : Kind::end_array, text_.substr(at_++, 1)};
}

std::string_view JsonScanner::string() {
    const std::size_t begin = at_++;
    while (true) {
        at_ = plain_end(text_, at_);
        if (at_ == text_.size()) fail("a string is not closed", begin);
        const auto c = static_cast<unsigned char>(text_[at_]);
        if (c == '"') {
            ++at_;
            return text_.substr(begin, at_ - begin);
        }
        if (c < 0x20) fail("a control character in a string; write it as an escape, such as \\n", at_);
        if (c != '\\') {
            const auto length = utf8_length(text_, at_);
            if (length == 0) fail("a string is not UTF-8", at_);
            at_ += length;
        } else if (at_ + 1 < text_.size() && text_[at_ + 1] == 'u') {
            const int unit = hex4(text_, at_ + 2);
            if (unit < 0) fail("\\u needs four hexadecimal digits", at_);
            if (unit == 0) fail("\\u0000 cannot be stored", at_);
            if (unit >= 0xDC00 && unit <= 0xDFFF) fail("half of a surrogate pair", at_);
            at_ += 6;
            if (unit < 0xD800 || unit > 0xDBFF) continue;
            const int low = text_.substr(at_, 2) == "\\u" ? hex4(text_, at_ + 2) : -1;
            if (low < 0xDC00 || low > 0xDFFF) fail("half of a surrogate pair", at_ - 6);
            at_ += 6;
        } else {
            if (at_ + 1 == text_.size() ||
                std::string_view("\"\\/bfnrt").find(text_[at_ + 1]) == std::string_view::npos)
                fail("an unknown escape in a string", at_);
            at_ += 2;
        }
    }
}

std::string_view JsonScanner::number() {
    const std::size_t begin = at_;
    const auto peek = [&] { return at_ < text_.size() ? text_[at_] : '\0'; };
    const auto digits = [&] {
        if (!is_digit(peek())) fail("a number lacks a digit", at_);
        while (is_digit(peek()))
            ++at_;
    };
    if (peek() == '-') ++at_;
    if (peek() == '0') {
        ++at_;
        if (is_digit(peek())) fail("a number starts with 0", begin);
    } else {
        digits();
    }
    if (peek() == '.') {
        ++at_;
        digits();
    }
    const auto end = at_;
    std::int64_t exponent = 0;
    if (peek() == 'e' || peek() == 'E') {
        ++at_;
        const bool negative = peek() == '-';
        if (negative || peek() == '+') ++at_;
        const auto first = at_;
        digits();
        for (auto i = first; i < at_ && exponent < kExponents; ++i)
            exponent = exponent * 10 + (text_[i] - '0');
        if (negative) exponent = -exponent;
    }
    if ((end - begin > static_cast<std::size_t>(kDigitsAfterPoint) || exponent != 0) &&
        !is_in_range(text_.substr(begin, end - begin), exponent))
        fail(fmt::format("a number out of range: more than {} digits before the decimal point or {} after it",
                         kDigitsBeforePoint, kDigitsAfterPoint),
             begin);
    return text_.substr(begin, at_ - begin);
}

std::string_view JsonScanner::literal() {
    for (const std::string_view word : {"true", "false", "null"}) {
        if (text_.substr(at_, word.size()) != word) continue;
        at_ += word.size();
        return text_.substr(at_ - word.size(), word.size());
    }
    fail("expected a value: an object, an array, a string in double quotes, a number, true, false or null",
         at_);
}

void check_json(std::string_view text, std::string_view what) {
    JsonScanner scanner(text, what);
    while (scanner.next().kind != JsonScanner::Kind::end) {
    }
}

namespace {

using Kind = JsonScanner::Kind;

// The text of the value that starts with `token`, to its end.
std::string_view whole_value(JsonScanner& scanner, const JsonScanner::Token& token) {
    std::size_t depth = 0;
    auto last = token;
    while (true) {
        if (last.kind == Kind::begin_object || last.kind == Kind::begin_array) ++depth;
        if (last.kind == Kind::end_object || last.kind == Kind::end_array) --depth;
        if (depth == 0) break;
        last = scanner.next();
    }
    const auto* end = last.text.data() + last.text.size();
    return {token.text.data(), static_cast<std::size_t>(end - token.text.data())};
}

JsonScanner opened(std::string_view text, std::string_view what, Kind kind, std::string_view expected) {
    JsonScanner scanner(text, what);
    if (scanner.next().kind != kind)
        throw Error(ErrorKind::bad_input, fmt::format("{} is not a JSON {}", what, expected));
    return scanner;
}

}  // namespace

std::vector<std::string_view> json_elements(std::string_view array, std::string_view what) {
    auto scanner = opened(array, what, Kind::begin_array, "array");
    std::vector<std::string_view> elements;
    for (auto token = scanner.next(); token.kind != Kind::end_array; token = scanner.next())
        elements.push_back(whole_value(scanner, token));
    scanner.next();  // nothing may follow
    return elements;
}

std::vector<std::pair<std::string, std::string_view>> json_members(std::string_view object,
                                                                   std::string_view what) {
    auto scanner = opened(object, what, Kind::begin_object, "object");
    std::vector<std::pair<std::string, std::string_view>> members;
    for (auto token = scanner.next(); token.kind != Kind::end_object; token = scanner.next()) {
        auto name = json_unescaped(token.text);
        members.emplace_back(std::move(name), whole_value(scanner, scanner.next()));
    }
    scanner.next();
    return members;
}

std::string json_unescaped(std::string_view token) {
    if (token.find('\\') == std::string_view::npos) return std::string(token.substr(1, token.size() - 2));
    return nlohmann::json::parse(token).get<std::string>();
}

std::string json_quoted(std::string_view text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace pacelane::queue
