#pragma once

#include <memory>
#include <pacelane/base/export.h>
#include <string_view>

namespace pacelane::queue {

/// Does the JSON document `whole` contain `part`, as Postgres' `whole @> part` has it? Every key of `part` is
/// there, at every depth, with an equal or containing value; an array contains another when each element of
/// the other is contained in one of its own, in any order; an array at the top contains a bare scalar that is
/// one of its elements. Numbers are compared by their exact decimal value. False when `whole` is not JSON.
/// A Condition is read once and then held against many messages.
class PACELANE_API Condition {
public:
    /// Throws Error(bad_input) unless `json` is a JSON object, as pgmq has it.
    explicit Condition(std::string_view json);
    ~Condition();
    Condition(Condition&&) noexcept;
    bool holds_for(std::string_view message) const;

private:
    struct Tree;
    std::unique_ptr<Tree> tree_;
};

/// The same for two documents; throws Error(bad_input) if one is not JSON.
PACELANE_API bool json_contains(std::string_view whole, std::string_view part);

}  // namespace pacelane::queue
