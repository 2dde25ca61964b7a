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
    if (writer.empty()) return {};
    bool named = false;
    using context::PassageKind;
    for (auto& passage : document.passages)
        if (passage.speaker.empty() && passage.kind != PassageKind::turn &&
            passage.kind != PassageKind::quote && passage.kind != PassageKind::code &&
            passage.kind != PassageKind::image && !passage.quoted) {
            passage.speaker = writer;
            named = true;
        }
    return named ? writer : std::string();
}

}  // namespace pacelane::pipeline
