#include "detail/label_order.h"

#include <algorithm>
#include <map>
#include <set>

namespace pacelane::context::detail {

bool is_form(const std::vector<LabelUse>& labels) {
    std::map<std::string, std::map<std::string, std::size_t>> followers;
    for (std::size_t i = 1; i < labels.size(); ++i)
        ++followers[labels[i - 1].label][labels[i].label];
    const std::size_t steps = labels.empty() ? 0 : labels.size() - 1;
    std::size_t usual = 0;
    for (const auto& [label, next] : followers)
        usual += std::max_element(next.begin(), next.end(), [](const auto& a, const auto& b) {
                     return a.second < b.second;
                 })->second;
    return followers.size() >= 3 && steps >= 2 * followers.size() && usual * 100 >= steps * 80;
}

bool voices_come_back(const std::vector<LabelUse>& labels) {
    std::size_t in_talk = 0;
    for (std::size_t begin = 0; begin < labels.size();) {
        std::set<std::string> heard;
        bool back = false;
        std::size_t end = begin;
        for (; end < labels.size() && *labels[end].headings == *labels[begin].headings; ++end) {
            back = back || (heard.contains(labels[end].label) && labels[end - 1].label != labels[end].label);
            heard.insert(labels[end].label);
        }
        if (back) in_talk += end - begin;
        begin = end;
    }
    return in_talk * 2 >= labels.size();
}

}  // namespace pacelane::context::detail
