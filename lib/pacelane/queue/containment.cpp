#include <algorithm>
#include <cstdlib>
#include <optional>
#include <pacelane/base/error.h>
#include <pacelane/queue/containment.h>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::queue {

namespace {

// A document whose numbers are their exact decimal values, as text in the binary type, which no JSON text
// makes: a double would take 12345678901234567890 and 12345678901234567891 for the same number.
using Tree = nlohmann::json;

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

class Reader : public nlohmann::json_sax<Tree> {
public:
    Tree root;

    bool null() override { return put(nullptr); }
    bool boolean(bool value) override { return put(value); }
    bool number_integer(number_integer_t value) override { return number(std::to_string(value)); }
    bool number_unsigned(number_unsigned_t value) override { return number(std::to_string(value)); }
    bool number_float(number_float_t, const string_t& text) override { return number(text); }
    bool string(string_t& value) override { return put(value); }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(Tree::object()); }
    bool key(string_t& name) override {
        open_.back().second = name;
        return true;
    }
    bool end_object() override { return close(); }
    bool start_array(std::size_t) override { return open(Tree::array()); }
    bool end_array() override { return close(); }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
        return false;
    }

private:
    bool number(std::string_view text) {
        const auto canonical = canonical_number(text);
        return put(Tree::binary({canonical.begin(), canonical.end()}));
    }
    bool open(Tree container) {
        open_.emplace_back(std::move(container), std::string());
        return true;
    }
    bool close() {
        auto value = std::move(open_.back().first);
        open_.pop_back();
        return put(std::move(value));
    }
    bool put(Tree value) {
        if (open_.empty()) {
            root = std::move(value);
        } else if (auto& [container, key] = open_.back(); container.is_array()) {
            container.push_back(std::move(value));
        } else {
            container[key] = std::move(value);  // of duplicate keys, the last one counts
        }
        return true;
    }
    std::vector<std::pair<Tree, std::string>> open_;
};

std::optional<Tree> read(std::string_view json) {
    Reader reader;
    if (!Tree::sax_parse(json, &reader)) return std::nullopt;
    return std::move(reader.root);
}

bool contains(const Tree& whole, const Tree& part) {
    if (part.is_object()) {
        if (!whole.is_object()) return false;
        return std::all_of(part.items().begin(), part.items().end(), [&](const auto& item) {
            const auto found = whole.find(item.key());
            return found != whole.end() && contains(*found, item.value());
        });
    }
    if (part.is_array()) {
        if (!whole.is_array()) return false;
        return std::all_of(part.begin(), part.end(), [&](const Tree& wanted) {
            return std::any_of(whole.begin(), whole.end(),
                               [&](const Tree& element) { return contains(element, wanted); });
        });
    }
    return whole == part;
}

bool contains_at_top(const Tree& whole, const Tree& part) {
    if (whole.is_array() && part.is_primitive())
        return std::find(whole.begin(), whole.end(), part) != whole.end();
    return contains(whole, part);
}

Tree read_or_throw(std::string_view json, std::string_view what) {
    auto tree = read(json);
    if (!tree) throw Error(ErrorKind::bad_input, fmt::format("{} is not valid JSON: {}", what, json));
    return std::move(*tree);
}

}  // namespace

struct Condition::Tree {
    nlohmann::json json;
};

Condition::Condition(std::string_view json) {
    auto tree = read_or_throw(json, "the condition");
    if (!tree.is_object())
        throw Error(
            ErrorKind::bad_input,
            fmt::format("the condition is not a JSON object, such as {{\"type\":\"mail\"}}: {}", json));
    tree_ = std::make_unique<Tree>(Tree{std::move(tree)});
}

Condition::Condition(Condition&&) noexcept = default;
Condition::~Condition() = default;

bool Condition::holds_for(std::string_view message) const {
    const auto tree = read(message);
    return tree && contains(*tree, tree_->json);
}

bool json_contains(std::string_view whole, std::string_view part) {
    return contains_at_top(read_or_throw(whole, "the document"), read_or_throw(part, "the part"));
}

}  // namespace pacelane::queue
