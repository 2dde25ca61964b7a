// What a sentence has to offer, by its wording.
#include "detail/evidence_pool.h"

#include <algorithm>
#include <cctype>
#include <pacelane/base/text.h>

namespace pacelane::analysis::detail {

namespace {

// An amount: not a year, a date, a time, a version or an ordinal.
bool is_amount(const Words& words, std::size_t i, std::string_view text, const LanguagePack& pack) {
    const auto& key = words[i].key;
    if (!is_digit(key.front())) return false;
    if (key.find_first_of(":/-") != std::string::npos) return false;
    if (std::count(key.begin(), key.end(), '.') > 1) return false;
    const auto last = key.back();
    if (key.size() > 1 && last == 'h' && is_digit(key[key.size() - 2])) return false;  // "14h"
    const auto gap = gap_after(text, words, i);
    const bool percent = gap.starts_with('%') || gap.starts_with(" %");
    if (percent) return true;
    if (key.size() == 4 && (key.starts_with("19") || key.starts_with("20")) &&
        std::all_of(key.begin(), key.end(), is_digit))
        return false;
    if (i > 0 && (pack.months.has(words[i - 1].key) || pack.day_nouns.has(words[i - 1].key) ||
                  pack.numbered_nouns.has(words[i - 1].key)))
        return false;
    const auto month = i + 1 + pack.date_joints.at(words, i + 1);
    return month >= words.size() || !pack.months.has(words[month].key);
}

bool balanced(std::string_view text) {
    const auto count = [&](std::string_view mark) {
        std::size_t n = 0;
        for (std::size_t at = 0; (at = text.find(mark, at)) != std::string_view::npos; at += mark.size())
            ++n;
        return n;
    };
    return count("(") == count(")") && count("[") == count("]") && count("\"") % 2 == 0 &&
           count("`") % 2 == 0 && count("\xE2\x80\x9C") == count("\xE2\x80\x9D") &&
           count("\xC2\xAB") == count("\xC2\xBB");
}

}  // namespace

Features features_of(std::string_view text, const Words& words, const LanguagePack& pack) {
    Features features;
    for (std::size_t i = 0; i < words.size(); ++i)
        if (is_amount(words, i, text, pack)) ++features.numbers;
    if (pack.number_words.in(words)) ++features.numbers;
    // "from 214 to 31", "de 19% para 11%": two amounts and a word of movement between or before them.
    bool movement = false;
    for (std::size_t i = 0; i + 3 < words.size() && !movement; ++i) {
        if (!pack.from_words.contains(words[i].key)) continue;
        for (std::size_t k = i + 2; k < std::min(words.size(), i + 7); ++k)
            if (pack.to_words.contains(words[k].key) && k + 1 < words.size() &&
                is_digit(words[k + 1].key.front()))
                movement = true;
    }
    features.change = features.numbers > 0 && (movement || pack.change_wordings.in(words));
    features.cause = pack.cause_wordings.in(words);
    features.lesson = pack.lesson_wordings.in(words);
    features.contrast = pack.contrast_wordings.in(words);
    features.decision = tells_decision(text, words, pack);
    features.hedge = pack.doubt_wordings.in(words);
    features.incident = pack.incident_words.in(words);
    return features;
}

double strength_of(const Features& features, int words, bool alone, bool question) {
    double strength = 0.16;
    if (features.numbers > 0) strength += 0.16;
    if (features.numbers > 1) strength += 0.06;
    if (features.change) strength += 0.16;
    if (features.cause) strength += 0.12;
    if (features.lesson) strength += 0.16;
    if (features.contrast) strength += 0.10;
    if (features.decision) strength += features.cause ? 0.14 : 0.08;
    if (alone) strength += 0.08;
    if (words >= 9 && words <= 28) strength += 0.08;
    if (words > 36 || words < 6) strength -= 0.08;
    if (features.hedge) strength -= 0.14;
    if (question) strength -= 0.16;
    return std::clamp(strength, 0.0, 1.0);
}

bool is_printable(std::string_view text, const Words& words, const LanguagePack& pack) {
    if (words.size() < 4 || words.size() > 48) return false;
    const auto first = static_cast<unsigned char>(text.front());
    if (first >= 'a' && first <= 'z') return false;  // jotted down, or cut off
    for (const std::string_view mark :
         {"->",  "=>",  "\xE2\x86\x92", "\xE2\x86\x90", "\xE2\x87\x92", "??",   "[[",
          "]]",  "{{",  " | ",          "[ ]",          "[x]",          "<",    "::",
          "!!!", " = ", "http://",      "https://",     "www.",         "TODO", "\xE2\x80\xA6?"})
        if (text.find(mark) != std::string_view::npos) return false;
    if (text.ends_with("...") || text.ends_with("\xE2\x80\xA6") || text.ends_with(':')) return false;
    // An address: something@something.
    for (auto at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1))
        if (at > 0 && text[at - 1] != ' ' && at + 1 < text.size() && text[at + 1] != ' ') return false;
    if (!balanced(text)) return false;
    if (pack.unfinished_marks.in(words) || pack.pointing_words.in(words)) return false;
    const auto front = pack.note_openings.at(words, 0);
    if (front > 0) {
        // "Check the pager first" is advice, "Check: …" and "Check with Bia" are notes.
        if (pack.note_openings_alone.starts(words)) return false;
        if (front < words.size() && trim(gap_after(text, words, front - 1)).starts_with(':')) return false;
    }
    return true;
}

bool leans_back(std::string_view text, const Words& words, const LanguagePack& pack) {
    const bool leans = pack.leaning_openings.open(text, words) || pack.recalling_openings.starts(words);
    if (leans && !pack.complete_openings.starts(words)) return true;
    // "73 of them …", "The best of the six …"
    for (std::size_t i = 1; i < words.size() && i < 4; ++i)
        if (pack.counted_wholes.at(words, i) > 0) return true;
    return false;
}

bool is_small_talk(const Words& words, const LanguagePack& pack) {
    return pack.small_talk.in(words);
}

}  // namespace pacelane::analysis::detail
