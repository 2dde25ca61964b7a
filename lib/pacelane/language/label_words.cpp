#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/label_words.h>
#include <pacelane/language/language_pack.h>
#include <string>

namespace pacelane::language {

namespace {

const PhraseList& list_of(LabelKind kind) {
    const auto& pack = any_language();
    static constexpr PhraseList none;
    switch (kind) {
        case LabelKind::decision:
            return pack.decision_labels;
        case LabelKind::action:
            return pack.action_labels;
        case LabelKind::issue:
            return pack.issue_labels;
        case LabelKind::record:
            return pack.record_labels;
        case LabelKind::field:
            return pack.field_labels;
        case LabelKind::word:
            return pack.speech_labels;
        case LabelKind::none:
            break;
    }
    return none;
}

// The first kind that has the label counts.
LabelKind kind_of(std::string_view key) {
    for (const auto kind : {LabelKind::decision, LabelKind::action, LabelKind::issue, LabelKind::record,
                            LabelKind::field, LabelKind::word})
        if (list_of(kind).has(key)) return kind;
    return LabelKind::none;
}

constexpr std::string_view kNumber = "0123456789 .";  // behind a label: "Step 1"

// Whether a label may begin so; most lines that are asked for do not.
bool may_open(std::string_view text) {
    const auto words = words_of(text, 1);
    if (words.empty()) return false;
    const std::string_view first = words.front().key;
    const auto plain = first.substr(0, first.find_last_not_of(kNumber) + 1);
    const auto kinds = {LabelKind::decision, LabelKind::action, LabelKind::issue,
                        LabelKind::record,   LabelKind::field,  LabelKind::word};
    return std::any_of(kinds.begin(), kinds.end(), [&](LabelKind kind) {
        return list_of(kind).opens_with(first) ||
               (plain.size() < first.size() && list_of(kind).opens_with(plain));
    });
}

LabelKind find(std::string_view label) {
    std::string key = key_of(label);
    if (const auto kind = kind_of(key); kind == LabelKind::word) {
        // Marco is a man; the month is "março".
        return any_language().label_names.contains(fold(trim(label))) ? LabelKind::none : kind;
    } else if (kind != LabelKind::none) {
        return kind;
    }
    // "Step 1", "Decision #2"
    key.erase(key.find_last_not_of(kNumber) + 1);
    const auto kind = kind_of(key);
    // "Room 4" speaks.
    return kind <= LabelKind::record ? kind : LabelKind::none;
}

bool opens_owner(std::string_view rest) {
    const char first = rest.front();
    return first == '(' || first == '@' || first == '[' || (first >= 'A' && first <= 'Z') ||
           static_cast<unsigned char>(first) >= 0xC3;
}

}  // namespace

LabelKind label_kind(std::string_view label) {
    constexpr std::string_view around = " \t*_[]:!";
    const std::size_t begin = label.find_first_not_of(around);
    if (begin == std::string_view::npos) return LabelKind::none;
    label = label.substr(begin, label.find_last_not_of(around) - begin + 1);
    if (!may_open(label)) return LabelKind::none;
    if (const auto kind = find(label); kind != LabelKind::none) return kind;
    // A decision's or task's mark may be followed by whose it is: "TODO Maya", "Action (Maya)", "AI(jonas)".
    for (std::size_t at = label.find_first_of(" (", 1); at != std::string_view::npos;
         at = label.find_first_of(" (", at + 1)) {
        const auto rest = trim(label.substr(at));
        if (rest.empty() || !opens_owner(rest)) continue;
        const auto kind = find(trim(label.substr(0, at)));
        if (kind == LabelKind::decision || kind == LabelKind::action) return kind;
        if (kind == LabelKind::record && rest.front() == '(') return kind;
    }
    return LabelKind::none;
}

const PhraseList& label_words(LabelKind kind) {
    return list_of(kind);
}

bool is_leading_noun(std::string_view word) {
    return any_language().leading_nouns.has(word);
}

}  // namespace pacelane::language
