// Lines of a form that tells whose they are, or what their text is.
#include <pacelane/base/text.h>
#include <pacelane/writer/detail/lines.h>
#include <string_view>
#include <utility>

namespace pacelane::writer::detail {

bool is_change(const context::Passage& passage, const language::LanguagePack& pack) {
    constexpr std::size_t kLongestLabel = 60;  // bytes
    if (passage.kind != context::PassageKind::list_item) return false;
    if (!passage.headings.empty()) {
        const auto heading = language::words_of(passage.headings.back());
        if (!heading.empty() && pack.change_openings.at(heading, 0) == heading.size()) return true;
    }
    if (pack.change_openings.starts(language::words_of(passage.text))) return true;
    const auto colon = passage.text.find(':');
    return colon < kLongestLabel &&
           pack.change_openings.starts(language::words_of(std::string_view(passage.text).substr(colon + 1)));
}

bool is_saying(const context::Passage& passage) {
    constexpr std::size_t kMostNames = 5, kLeastSaid = 5;  // words
    if (passage.kind == context::PassageKind::code) return false;
    const std::string_view text = passage.text;
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return false;
    const auto names = language::words_of(text.substr(0, colon));
    if (names.empty() || names.size() > kMostNames || !names.front().capital) return false;
    const auto said = trim(text.substr(colon + 1));
    for (const auto& [open, close] :
         {std::pair<std::string_view, std::string_view>{"\"", "\""}, {"“", "”"}, {"«", "»"}})
        if (said.starts_with(open) && said.size() > open.size() && said.ends_with(close))
            return language::words_of(said).size() >= kLeastSaid &&
                   (passage.markup.starts_with("**") || passage.markup.starts_with("__") ||
                    language::any_language().given_names.contains(names.front().key));
    return false;
}

}  // namespace pacelane::writer::detail
