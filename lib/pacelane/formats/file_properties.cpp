#include "detail/file_properties.h"

#include "detail/flow.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/context/detail/document_date.h>
#include <pacelane/language/language.h>
#include <pacelane/language/language_pack.h>

namespace pacelane::formats::detail {

bool is_generic_title(std::string_view title) {
    const auto folded = language::fold(trim(title), true);
    // "Microsoft Word - minutes"
    if (language::any_language().empty_titles.contains(
            std::string_view(folded).substr(0, folded.find(" - "))))
        return true;
    for (const std::string_view ending :
         {".doc", ".docx", ".odt", ".tex", ".dvi", ".indd", ".pptx", ".ppt", ".rtf", ".pdf", ".qxd", ".html"})
        if (folded.ends_with(ending)) return true;
    return folded.empty();
}

std::optional<Date> date_of(std::string_view text) {
    text = trim(text);
    // What libraries' templates were made on says nothing of the file.
    for (const std::string_view made : {"2013-12-23T23:15:00", "2013-01-27T09:14:16"})
        if (text.starts_with(made)) return std::nullopt;
    const auto plausible = [](std::optional<Date> date) -> std::optional<Date> {
        if (!date || static_cast<int>(date->year()) < 1990) return std::nullopt;  // a clock that was not set
        return date;
    };
    if (text.size() >= 10)
        if (const auto date = parse_date(text.substr(0, 10))) return plausible(date);
    return plausible(context::detail::find_date(text, std::nullopt));
}

std::vector<std::string> authors_of(std::string_view text) {
    std::vector<std::string> authors;
    while (!text.empty()) {
        const auto end = std::min(text.find(';'), text.size());
        const auto name = trim(text.substr(0, end));
        const auto folded = language::fold(name, true);
        const bool program = folded.empty() || language::any_language().empty_authors.contains(folded) ||
                             folded.find("microsoft") != std::string::npos ||
                             folded.find("apache") != std::string::npos;
        if (!program && name.size() <= 100) authors.emplace_back(clean(name));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return authors;
}

}  // namespace pacelane::formats::detail
