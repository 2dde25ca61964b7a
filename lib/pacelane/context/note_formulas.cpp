// Formulas in notes.
#include "detail/note_scanner.h"

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

/// Whether what stands between two dollars is a formula, no price.
bool is_formula(std::string_view inner) {
    if (inner.empty() || inner.front() == ' ' || inner.back() == ' ' ||
        inner.find('`') != std::string_view::npos)
        return false;
    if (inner.find_first_of("\\^_={}") != std::string_view::npos) return true;
    return inner.size() <= 12 && is_ascii_letter(inner.front()) && inner.find(' ') == std::string_view::npos;
}

}  // namespace

bool read_formula(NoteScanner& note) {
    const auto here = note.rest();
    const bool display = here.starts_with("$$");
    const std::string_view mark = display ? "$$"sv : "$"sv;
    const std::size_t close = note.find_near(mark, note.at + mark.size());
    if (close == std::string_view::npos) {
        note.put(mark);
        note.advance(mark.size());
        return true;
    }
    const auto inner = here.substr(mark.size(), close - note.at - mark.size());
    const bool digit_after = close + 1 < note.text.size() && is_digit(note.text[close + 1]);
    if (display ? trim(inner).empty() || inner.find('`') != std::string_view::npos
                : digit_after || !is_formula(inner)) {
        note.put(mark);
        note.advance(mark.size());
        return true;
    }
    note.put('`');
    note.put(kFormula);
    const std::size_t end = close + mark.size();
    while (note.at < end) {
        note.put(note.text[note.at]);
        note.advance(1);
    }
    note.put('`');
    return true;
}

}  // namespace pacelane::context::detail
