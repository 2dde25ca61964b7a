#pragma once

#include <map>
#include <optional>
#include <pacelane/config/detail/problems.h>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <yaml-cpp/yaml.h>

/// YAML nodes as the reader wants them: of the right kind, with a place and a name for messages.
namespace pacelane::config {

/// The aliases of a file multiply to more values than its length can explain.
struct TooManyValues {
    YAML::Mark at;
};

/// Where mistakes are noted, and how much there is still to read.
struct Checker {
    Problems problems;
    std::size_t values_left;

    /// Counts a value. Throws TooManyValues.
    void visit(const YAML::Mark& at) {
        if (values_left-- == 0) throw TooManyValues{at};
    }
};

/// A value and what it is called in messages, e.g. "preferred_time".
struct Value {
    YAML::Node node;
    YAML::Mark at;  ///< where it starts; of an empty value, where its key is
    std::string name;
};

/// A mapping whose keys are among those that are known; all others are reported.
class Mapping {
public:
    /// `what` names the mapping in messages: "a user". Reports a value that is no mapping, and is then empty.
    Mapping(Checker& checker, const Value& value, std::string_view what,
            std::span<const std::string_view> known_keys);

    bool valid() const { return valid_; }
    const YAML::Mark& at() const { return at_; }
    /// The value of a key; nullptr if it is absent or empty (null).
    const Value* find(std::string_view key) const;
    /// The same for a key that may be present and empty.
    const Value* find_even_empty(std::string_view key) const;

private:
    void add(Checker& checker, const YAML::Node& key, const YAML::Node& value, std::string_view what,
             std::span<const std::string_view> known_keys);

    bool valid_ = false;
    YAML::Mark at_;
    std::map<std::string, Value, std::less<>> values_;
};

/// A single value's text; nullopt for an absent one (nullptr) and, reported, for a list or mapping.
std::optional<std::string> text(Checker& checker, const Value* value);
/// A list's items; none for an absent one and, reported, for what is no list.
std::vector<Value> items(Checker& checker, const Value* value);
/// Items that are texts, or a single text for a list of one. Others are reported and left out.
struct Text {
    std::string text;
    YAML::Mark at;
};
std::vector<Text> texts(Checker& checker, const Value* value);

}  // namespace pacelane::config
