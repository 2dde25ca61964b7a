#pragma once

#include <string>
#include <vector>

/// What the order of labels tells of a text.
namespace pacelane::context::detail {

struct LabelUse {
    const std::vector<std::string>* headings;  ///< of the section
    std::string label;                         ///< folded
};

/// The fields of a form ("Headers: … Body: … Response: …") follow each other in one order, entry after entry.
/// Three people do not talk so.
bool is_form(const std::vector<LabelUse>& labels);
/// In talk a voice comes back after another's within one section; the labels of a reference stand once in
/// each. At least half of the labels must be of sections with such a return.
bool voices_come_back(const std::vector<LabelUse>& labels);

}  // namespace pacelane::context::detail
