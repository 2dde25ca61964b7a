#include <algorithm>
#include <cstdlib>
#include <map>
#include <pacelane/base/error.h>
#include <pacelane/queue/containment.h>
#include <pacelane/queue/json_text.h>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace pacelane::queue {

namespace {

using Kind = JsonScanner::Kind;

// "1.10", "11e-1" and "1.1" all become "11e-1".
std::string canonical_number(std::string_view text) {
    std::string digits;
    long long exponent = 0;
    bool negative = false;
    bool fraction = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '-') {
            negative = true;
        } else if (c == '.') {
            fraction = true;
        } else if (c == 'e' || c == 'E') {
            exponent += std::strtoll(std::string(text.substr(i + 1)).c_str(), nullptr, 10);
            break;
        } else {
            digits += c;
            if (fraction) --exponent;
        }
    }
    while (digits.size() > 1 && digits.back() == '0') {
        digits.pop_back();
        ++exponent;
    }
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
    if (digits.empty()) return "0";
    return fmt::format("{}{}e{}", negative ? "-" : "", digits, exponent);
}

}  // namespace

// Not nlohmann's: a double would take 12345678901234567890 and 12345678901234567891 for the same number.
struct Condition::Tree {
    enum class Type { object, array, string, number, literal };
    Type type = Type::literal;
    std::string scalar;  ///< a string without escapes, a number in its canonical form, or a literal
    std::map<std::string, Tree> members;
    std::vector<Tree> elements;
};

namespace {

using Tree = Condition::Tree;

Tree scalar_of(const JsonScanner::Token& token) {
    switch (token.kind) {
        case Kind::string:
            return {Tree::Type::string, json_unescaped(token.text), {}, {}};
        case Kind::number:
            return {Tree::Type::number, canonical_number(token.text), {}, {}};
        default:
            return {Tree::Type::literal, std::string(token.text), {}, {}};
    }
}

// Recursion is as deep as the document, which JsonScanner limits.
Tree tree_of(JsonScanner& scanner, const JsonScanner::Token& first) {
    if (first.kind == Kind::begin_object) {
        Tree object{Tree::Type::object, {}, {}, {}};
        for (auto token = scanner.next(); token.kind != Kind::end_object; token = scanner.next()) {
            auto name = json_unescaped(token.text);
            // Of duplicate names, the last one counts.
            object.members.insert_or_assign(std::move(name), tree_of(scanner, scanner.next()));
        }
        return object;
    }
    if (first.kind == Kind::begin_array) {
        Tree array{Tree::Type::array, {}, {}, {}};
        for (auto token = scanner.next(); token.kind != Kind::end_array; token = scanner.next())
            array.elements.push_back(tree_of(scanner, token));
        return array;
    }
    return scalar_of(first);
}

Tree read(std::string_view json, std::string_view what) {
    JsonScanner scanner(json, what);
    auto tree = tree_of(scanner, scanner.next());
    scanner.next();  // nothing may follow
    return tree;
}

bool contains(const Tree& whole, const Tree& part) {
    if (whole.type != part.type) return false;
    switch (part.type) {
        case Tree::Type::object:
            return std::all_of(part.members.begin(), part.members.end(), [&](const auto& member) {
                const auto found = whole.members.find(member.first);
                return found != whole.members.end() && contains(found->second, member.second);
            });
        case Tree::Type::array:
            return std::all_of(part.elements.begin(), part.elements.end(), [&](const Tree& wanted) {
                return std::any_of(whole.elements.begin(), whole.elements.end(),
                                   [&](const Tree& element) { return contains(element, wanted); });
            });
        default:
            return whole.scalar == part.scalar;
    }
}

bool contains_at_top(const Tree& whole, const Tree& part) {
    const bool bare = part.type != Tree::Type::object && part.type != Tree::Type::array;
    if (whole.type == Tree::Type::array && bare)
        return std::any_of(whole.elements.begin(), whole.elements.end(),
                           [&](const Tree& element) { return contains(element, part); });
    return contains(whole, part);
}

}  // namespace

Condition::Condition(std::string_view json) : tree_(std::make_unique<Tree>(read(json, "the condition"))) {}

Condition::Condition(Condition&&) noexcept = default;
Condition::~Condition() = default;

bool Condition::matches_all() const {
    return tree_->type == Tree::Type::object && tree_->members.empty();
}

bool Condition::holds_for(std::string_view message) const {
    return matches_all() || contains_at_top(read(message, "the message"), *tree_);
}

bool json_contains(std::string_view whole, std::string_view part) {
    return contains_at_top(read(whole, "the document"), read(part, "the part"));
}

}  // namespace pacelane::queue
