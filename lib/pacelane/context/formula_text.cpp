#include "detail/formula_text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace pacelane::context::detail {

std::string plain_formula(std::string_view tex) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 19> characters{
        {{"\\%", "%"},
         {"\\$", "$"},
         {"\\&", "&"},
         {"\\#", "#"},
         {"\\_", "_"},
         {"\\,", " "},
         {"\\;", " "},
         {"\\times", "×"},
         {"\\cdot", "·"},
         {"\\approx", "≈"},
         {"\\geq", "≥"},
         {"\\leq", "≤"},
         {"\\ge", "≥"},
         {"\\le", "≤"},
         {"\\neq", "≠"},
         {"\\pm", "±"},
         {"\\rightarrow", "→"},
         {"\\to", "→"},
         {"\\infty", "∞"}}};
    std::string plain;
    while (!tex.empty()) {
        const auto found = std::find_if(characters.begin(), characters.end(), [&](const auto& one) {
            // "\\le" is not the beginning of "\\left".
            const auto next = tex.substr(0, one.first.size() + 1);
            return tex.starts_with(one.first) &&
                   (next.size() == one.first.size() ||
                    !std::isalpha(static_cast<unsigned char>(one.first.back())) ||
                    !std::isalpha(static_cast<unsigned char>(next.back())));
        });
        if (found == characters.end()) {
            plain += tex.front();
            tex.remove_prefix(1);
        } else {
            plain += found->second;
            tex.remove_prefix(found->first.size());
        }
    }
    return plain;
}

}  // namespace pacelane::context::detail
