#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

/// Which of many texts say most of what all of them are about.
namespace pacelane::analysis::detail {

/// LexRank (Erkan and Radev, 2004) over cosines of weighted stems. Its matrix is never made: time and room
/// are those of the texts.
class LexRank {
public:
    /// A text's stems; the same numbers mean the same stem.
    explicit LexRank(const std::vector<std::vector<std::uint32_t>>& texts);
    /// Of each text; the highest is 1.
    const std::vector<double>& ranks() const { return ranks_; }
    /// Cosine, 0–1.
    double likeness(std::size_t a, std::size_t b) const;

private:
    struct Term {
        std::uint32_t stem = 0;
        double weight = 0;
    };
    using Vector = std::vector<Term>;  // by stem, of length 1

    void rank(std::size_t stems);

    std::vector<Vector> vectors_;
    std::vector<double> ranks_;
};

}  // namespace pacelane::analysis::detail
