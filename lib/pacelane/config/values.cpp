#include <algorithm>
#include <pacelane/config/detail/values.h>

#include <fmt/format.h>

namespace pacelane::config {

namespace {

constexpr std::string_view kSingle = "a single value";
constexpr std::string_view kList = "a list (lines of '- …')";

std::string_view kind_of(const YAML::Node& node) {
    if (node.IsMap()) return "a mapping";
    if (node.IsSequence()) return "a list";
    if (node.IsScalar()) return "a single value";
    return "nothing";
}

void wrong_kind(Checker& checker, const Value& value, std::string_view expected) {
    checker.problems.add(value.at,
                         fmt::format("{}: expected {}, found {}", value.name, expected, kind_of(value.node)));
}

Value item(const Value& list, const YAML::Node& node, std::size_t number) {
    // An empty item's own mark is that of what comes next.
    return {node, node.IsNull() ? list.at : node.Mark(), fmt::format("entry {} of {}", number, list.name)};
}

}  // namespace

Mapping::Mapping(Checker& checker, const Value& value, std::string_view what,
                 std::span<const std::string_view> known_keys)
    : at_(value.at) {
    checker.visit(value.at);
    valid_ = value.node.IsMap();
    if (!valid_) {
        wrong_kind(checker, value, "a mapping (lines of 'key: value')");
        return;
    }
    for (const auto& pair : value.node) {
        checker.visit(value.at);
        add(checker, pair.first, pair.second, what, known_keys);
    }
}

void Mapping::add(Checker& checker, const YAML::Node& key, const YAML::Node& value, std::string_view what,
                  std::span<const std::string_view> known_keys) {
    const auto at = key.IsNull() ? at_ : key.Mark();
    if (!key.IsScalar())
        return checker.problems.add(
            at, fmt::format("{}: expected a word as the key, found {}", what, kind_of(key)));
    const auto& name = key.Scalar();
    if (name == "<<")
        return checker.problems.add(
            at, "merge keys ('<<') are not read; give the values here, or alias them one by one");
    const auto [entry, is_new] =
        values_.try_emplace(name, Value{value, value.IsNull() ? at : value.Mark(), name});
    if (!is_new)
        return checker.problems.add(at, fmt::format("duplicate key {} in {}", in_quotes(name), what));
    if (std::find(known_keys.begin(), known_keys.end(), name) == known_keys.end())
        checker.problems.add(
            at, fmt::format("unknown key {} in {} ({})", in_quotes(name), what, hint(name, known_keys)));
}

const Value* Mapping::find_even_empty(std::string_view key) const {
    const auto found = values_.find(key);
    return found == values_.end() ? nullptr : &found->second;
}

const Value* Mapping::find(std::string_view key) const {
    const auto* value = find_even_empty(key);
    return value && value->node.IsNull() ? nullptr : value;
}

std::optional<std::string> text(Checker& checker, const Value* value) {
    if (!value) return std::nullopt;
    checker.visit(value->at);
    if (!value->node.IsScalar()) {
        wrong_kind(checker, *value, kSingle);
        return std::nullopt;
    }
    return value->node.Scalar();
}

std::vector<Value> items(Checker& checker, const Value* value) {
    std::vector<Value> items;
    if (!value) return items;
    if (!value->node.IsSequence()) {
        wrong_kind(checker, *value, kList);
        return items;
    }
    for (const auto& node : value->node) {
        checker.visit(value->at);
        items.push_back(item(*value, node, items.size() + 1));
    }
    return items;
}

std::vector<Text> texts(Checker& checker, const Value* value) {
    std::vector<Text> texts;
    if (!value) return texts;
    if (value->node.IsScalar()) {
        checker.visit(value->at);
        texts.push_back({value->node.Scalar(), value->at});
        return texts;
    }
    if (!value->node.IsSequence()) {
        wrong_kind(checker, *value, kList);
        return texts;
    }
    std::size_t number = 0;
    for (const auto& node : value->node) {
        checker.visit(value->at);
        ++number;
        if (node.IsScalar()) {
            texts.push_back({node.Scalar(), node.Mark()});
        } else {
            wrong_kind(checker, item(*value, node, number), kSingle);
        }
    }
    return texts;
}

}  // namespace pacelane::config
