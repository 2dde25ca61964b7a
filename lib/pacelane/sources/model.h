#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <pacelane/base/export.h>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

/// Linear models over named features, trained by scripts of tests/quality; docs/models.md has their cards.
namespace pacelane::sources {

/// A table: the first line names the outputs, each further line a feature and its weight for each of them.
/// The feature "bias" is always 1; one that a caller does not give is 0. Lines that open with # are remarks.
class PACELANE_API Model {
public:
    /// Throws Error(bad_input) when the table has a hole.
    explicit Model(std::string_view table);
    double score(std::string_view output,
                 std::span<const std::pair<std::string_view, double>> features) const;

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    using Weights = std::unordered_map<std::string, double, Hash, std::equal_to<>>;
    std::map<std::string, Weights, std::less<>> weights_;
};

}  // namespace pacelane::sources
