#pragma once

#include "yields.h"

#include <pacelane/writer/recap.h>
#include <set>
#include <vector>

/// What came out of the meetings of the last days, for those who want it told.
namespace pacelane::analysis::detail {

class Recaps {
public:
    /// Empty unless Person::recaps.
    Recaps(const Input& input, Yields& yields, const writer::Setting& setting);

    /// Adds the recaps to the trials of a form: to posts by their place, to a letter the latest one that is
    /// neither used nor told.
    void join(std::vector<writer::Trial>& trials, Yields& yields, const writer::Setting& setting,
              const ContentForm& form, const std::set<std::size_t>& used) const;
    /// Index of the document of a piece that is a recap.
    std::size_t document(const writer::PieceRef& piece) const;
    /// Meetings of the week that hold too little for strangers.
    std::size_t left_out() const { return left_out_; }

private:
    struct Recap {
        std::size_t document = 0;
        std::vector<writer::RecapLine> lines;
    };
    std::vector<Recap> recaps_;  // latest first
    std::vector<std::string> ids_;
    std::size_t left_out_ = 0;
};

}  // namespace pacelane::analysis::detail
