#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <pacelane/base/export.h>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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
    /// Finds a feature's weight: scores are made of many features, many times.
    class Weights {
    public:
        void set(std::string_view feature, double weight);
        double of(std::string_view feature) const;

    private:
        std::size_t slot_of(std::string_view feature) const;

        std::vector<std::pair<std::string, double>> slots_;  // open addressing; a power of two, half empty
        std::size_t used_ = 0;
    };
    std::map<std::string, Weights, std::less<>> weights_;
};

}  // namespace pacelane::sources
