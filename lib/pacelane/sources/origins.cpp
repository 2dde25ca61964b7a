#include "detail/origins.h"

#include "detail/cast.h"
#include "detail/wordings.h"

#include <algorithm>
#include <pacelane/language/language_pack.h>

namespace pacelane::sources::detail {

using context::DocumentKind;
using context::Passage;
using context::PassageKind;

Origins::Origins(const KnownDocument& document, const Cast& cast, const language::Language& language)
    : document_(document), cast_(cast), language_(language), people_(people_of(document)) {
    is_monologue_ = is_monologue();
}

/// A recording without names of speakers in which only the person can speak: one that is called a memo,
/// or says that they alone took part.
bool Origins::is_monologue() const {
    if (document_.kind != DocumentKind::transcript || document_.passages.empty() ||
        std::any_of(document_.passages.begin(), document_.passages.end(),
                    [](const KnownPassage& known) { return !known.passage.speaker.empty(); }))
        return false;
    if (!document_.participants.empty())
        return std::all_of(document_.participants.begin(), document_.participants.end(),
                           [&](const std::string& name) { return is_author(name); });
    // "voice-memo_3.txt"
    auto name = document_.title + ' ' + document_.path;
    std::replace_if(
        name.begin(), name.end(),
        [](char c) { return c == '-' || c == '_' || c == '.' || (c >= '0' && c <= '9'); }, ' ');
    return language::any_language().memo_words.in(language::words_of(name));
}

/// Few speak in a talk, and each many times.
bool Origins::is_author(std::string_view name) const {
    const auto [known, is_new] = authors_.try_emplace(name);
    if (is_new) known->second = is_person(name, document_, people_, cast_);
    return known->second;
}

/// An item of a list that stands in a quotation: beside it stands a paragraph of the same.
bool Origins::is_in_quotation(std::size_t i) const {
    const auto belongs = [&](std::size_t k) {
        return passage(k).quoted && passage(k).speaker.empty() && passage(k).headings == passage(i).headings;
    };
    if (passage(i).kind != PassageKind::list_item || !belongs(i)) return false;
    for (auto k = i; k > 0 && belongs(k - 1); --k)
        if (passage(k - 1).kind == PassageKind::quote) return true;
    for (auto k = i + 1; k < document_.passages.size() && belongs(k); ++k)
        if (passage(k).kind == PassageKind::quote) return true;
    return false;
}

/// "Output:", "Then:", "or": the same few words lead in many notes to what is shown next, which differs.
bool Origins::joins(std::size_t i) const {
    constexpr std::size_t kMostWords = 6, kMostBare = 2;
    if (i + 1 >= document_.passages.size()) return false;
    const auto& own = passage(i);
    const auto& next = passage(i + 1);
    const auto words = language::words_of(own.text).size();
    return own.kind == PassageKind::paragraph && next.kind == PassageKind::code &&
           next.headings == own.headings && words <= kMostWords &&
           (words <= kMostBare || leads_in(own.text, language_)) &&
           !cast_.repeated_texts.contains(document_.passages[i + 1].hash);
}

Origin Origins::of(std::size_t i) const {
    const Passage& p = passage(i);
    if (p.kind == PassageKind::code || p.kind == PassageKind::image) return Origin::shown;
    if (is_monologue_ && (p.kind == PassageKind::turn || p.kind == PassageKind::paragraph) && !p.quoted)
        return Origin::own_speech;
    if (p.kind == PassageKind::turn) return is_author(p.speaker) ? Origin::own_speech : Origin::others;
    if (p.kind == PassageKind::quote || is_in_quotation(i)) return Origin::quotation;
    if (p.quoted) return Origin::others;
    if (!p.speaker.empty() && !is_author(p.speaker)) return Origin::others;
    if (p.checked) return Origin::task;
    if (p.kind == PassageKind::table_row) return Origin::reference;
    if (cast_.repeated_texts.contains(document_.passages[i].hash) && !joins(i)) return Origin::boilerplate;
    return Origin::own_prose;
}

}  // namespace pacelane::sources::detail
