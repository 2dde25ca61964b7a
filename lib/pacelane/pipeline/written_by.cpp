#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/context/detail/labels.h>
#include <pacelane/pipeline/written_by.h>

namespace pacelane::pipeline {

namespace {

/// "Prado, Rui" → "Rui Prado".
std::string in_order(std::string_view name) {
    const std::size_t comma = name.find(", ");
    if (comma == std::string_view::npos || name.find(',', comma + 1) != std::string_view::npos)
        return std::string(trim(name));
    return std::string(trim(name.substr(comma + 2))) + " " + std::string(trim(name.substr(0, comma)));
}

bool is_somebody(std::string_view name) {
    return name.find(' ') != std::string_view::npos &&
           context::detail::name_shape(name) == context::detail::NameShape::strong;
}

}  // namespace

std::string name_writer(context::Document& document, const context::Self& user) {
    if (document.kind != context::DocumentKind::knowledge) return {};
    std::string writer;
    for (const auto& author : document.authors) {
        const auto name = in_order(author);
        if (user.is(name, {}, {})) return {};
        if (writer.empty() && is_somebody(name)) writer = name;
    }
    const auto is_own = [](const context::Passage& passage) {
        return passage.speaker.empty() && passage.kind != context::PassageKind::turn &&
               context::is_own_writing(passage);
    };
    if (writer.empty()) {
        // Of notes only those have authors that a clipper saved, and a site or a pen name is nobody's name.
        if (!document.authors.empty() && !context::is_outside(document.format))
            for (auto& passage : document.passages)
                if (is_own(passage)) passage.quoted = true;
        return {};
    }
    bool named = false;
    for (auto& passage : document.passages)
        if (is_own(passage)) {
            passage.speaker = writer;
            named = true;
        }
    return named ? writer : std::string();
}

}  // namespace pacelane::pipeline
