// A sentence as it was said, as the sentences that an editor of transcripts would print.
#include "detail/given_up.h"

#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <pacelane/language/words.h>

namespace pacelane::language {

using detail::is_quoted_evenly;

namespace {

constexpr std::size_t kLongBreath = 34;  // words
constexpr std::size_t kLeastHalf = 8;    // words of a part that stands by itself

/// The two sentences that stand before and behind a comma and a word that joins them, where each is whole.
std::pair<std::string, std::string> cut_at(std::string_view text, const Words& words, std::size_t joint,
                                           Language language) {
    const auto& pack = language.pack();
    const auto before = trim(text.substr(0, words[joint].begin));
    if (!before.ends_with(',')) return {};
    const auto count = pack.run_on_joints.at(words, joint);
    auto next = joint + count;
    if (count == 0 || next >= words.size() || pack.run_on_subjects.at(words, next) == 0) return {};
    // "and so we …": "So we …"
    auto begin = joint;
    if (pack.and_words.contains(words[joint].key)) ++begin;
    std::string first = std::string(before.substr(0, before.size() - 1)) + '.';
    std::string second = capitalize(text.substr(words[begin].begin));
    // What opens with "if" or "when" may not be over.
    if (pack.subordinators.contains(words.front().key) || !is_quoted_evenly(first) ||
        !is_complete(first, language) || !is_complete(second, language))
        return {};
    return {std::move(first), std::move(second)};
}

void add_parts(std::vector<std::string>& parts, std::string text, Language language) {
    const auto words = words_of(text);
    if (words.size() >= kLongBreath)
        for (std::size_t joint = kLeastHalf; joint + kLeastHalf < words.size(); ++joint) {
            if (language.pack().run_on_joints.at(words, joint) == 0) continue;
            auto [first, second] = cut_at(text, words, joint, language);
            if (first.empty()) continue;
            parts.push_back(std::move(first));
            add_parts(parts, std::move(second), language);
            return;
        }
    parts.push_back(std::move(text));
}

}  // namespace

std::vector<std::string> as_printed(std::string_view sentence, Language language) {
    auto text = remove_disfluencies(sentence, language);
    const auto& tags = language.pack().speech_tags;
    const auto words = words_of(text);
    if (words.empty() || tags.at(words, 0) == words.size()) return {};
    std::vector<std::string> parts;
    for (auto& part : detail::without_given_up(std::move(text), language))
        add_parts(parts, std::move(part), language);
    return parts;
}

}  // namespace pacelane::language
