#include "detail/export_layouts.h"

#include <pacelane/base/text.h>

namespace pacelane::context::detail {

bool is_listed(std::string_view list, std::string_view name) {
    for (const auto one : split(list, '|'))
        if (one == name) return true;
    return false;
}

bool is_asked_for(std::string_view name) {
    for (const auto& layout : layouts)
        for (const auto list : {layout.text, layout.start, layout.end, layout.speaker})
            for (const auto one : split(list, '|'))
                if (one == name || (one.size() > name.size() && one.ends_with(name) &&
                                    one[one.size() - name.size() - 1] == '.'))
                    return true;
    return name == "title" || name == "word" || name == "punctuated_word" || name == "value";
}

}  // namespace pacelane::context::detail
