#pragma once

#include <memory>
#include <pacelane/base/export.h>
#include <string_view>

namespace pacelane::queue {

/// Which messages a read wants: those that contain a JSON value, as Postgres' `message @> value` has it; `{}`
/// wants all. It is parsed once and then tested against many messages. See json_contains.
class PACELANE_API Condition {
public:
    /// Throws Error(bad_input) unless `json` is JSON.
    explicit Condition(std::string_view json);
    ~Condition();
    Condition(Condition&&) noexcept;
    bool matches_all() const;
    /// Throws Error(bad_input) if the message is not JSON.
    bool holds_for(std::string_view message) const;

    struct Tree;

private:
    std::unique_ptr<Tree> tree_;
};

/// Does the JSON document `whole` contain `part`, as Postgres' `whole @> part` has it? Every key of `part` is
/// there, at every depth, with an equal or containing value; an array contains another when each element of
/// the other is contained in one of its own, in any order; an array at the top contains a bare scalar that is
/// one of its elements. Numbers are compared by their exact decimal value.
/// Throws Error(bad_input) if one is not JSON.
PACELANE_API bool json_contains(std::string_view whole, std::string_view part);

}  // namespace pacelane::queue
