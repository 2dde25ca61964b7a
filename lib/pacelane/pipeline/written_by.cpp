#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/context/detail/labels.h>
#include <pacelane/language/language.h>
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

/// Whether a name in a note may be the user's own in another form: with the same family name, or their
/// handle.
bool may_be_own(std::string_view author, const context::Self& user) {
    const auto words_of = [](std::string_view text) {
        std::vector<std::string> words;
        for (const auto& word : language::words_of(text))
            words.push_back(word.key);
        return words;
    };
    const auto theirs = words_of(author), mine = words_of(user.name), handle = words_of(user.handle);
    if (theirs.empty()) return false;
    if (!mine.empty() && theirs.back() == mine.back()) return true;
    std::string joined;
    for (const auto& word : theirs)
        joined += word;
    return std::any_of(handle.begin(), handle.end(), [&](const std::string& word) {
        return word == joined || std::find(theirs.begin(), theirs.end(), word) != theirs.end();
    });
}

}  // namespace

std::string name_writer(context::Document& document, const context::Self& user) {
    if (document.kind != context::DocumentKind::knowledge) return {};
    const bool is_note = !context::is_outside(document.format);
    // Where nobody said who the user is, the notes are theirs.
    if (is_note && user.name.empty()) return {};
    std::string writer;
    for (const auto& author : document.authors) {
        const auto name = in_order(author);
        if (user.is(name, {}, {}) || (is_note && may_be_own(name, user))) return {};
        if (writer.empty() && is_somebody(name)) writer = name;
    }
    const auto is_own = [](const context::Passage& passage) {
        return passage.speaker.empty() && passage.kind != context::PassageKind::turn &&
               context::is_own_writing(passage);
    };
    if (writer.empty()) {
        // Of notes only those have authors that a clipper saved, and a site or a pen name is nobody's name.
        if (!document.authors.empty() && is_note)
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
