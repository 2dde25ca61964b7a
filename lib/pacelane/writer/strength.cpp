#include <algorithm>
#include <cctype>
#include <pacelane/language/language_pack.h>
#include <pacelane/writer/detail/filters.h>
#include <pacelane/writer/detail/strength.h>

namespace pacelane::writer::detail {

namespace {

using Tokens = std::vector<language::Token>;

using language::WordSet;

int count(const Tokens& tokens, const WordSet& words) {
    return static_cast<int>(std::count_if(tokens.begin(), tokens.end(), [&](const language::Token& token) {
        return words.contains(token.folded);
    }));
}

bool opens_with(const Tokens& tokens, const WordSet& words) {
    return !tokens.empty() && words.contains(tokens.front().folded);
}

int generalities(const Tokens& tokens, const language::LanguagePack& pack) {
    return std::min(3, count(tokens, pack.general_words));
}

/// Words whose sense lies outside the sentence, or may.
double references(const Tokens& tokens, const language::LanguagePack& pack) {
    const double n = count(tokens, pack.leaning_words);
    return opens_with(tokens, pack.subjectless_openers) ? n + 2 : n;
}

bool has_percentage_or_change(std::string_view text, const language::LanguagePack& pack) {
    return text.find('%') != std::string_view::npos || pack.change_joints.in(language::words_of(text));
}

}  // namespace

double hook_strength(const DraftSentence& sentence, Language language, std::span<const std::string> names) {
    const auto tokens = language::tokenize(sentence.text, language);
    double score = 0;
    int numbers = 0;
    const auto& pack = language.pack();
    const auto month = [&](std::size_t i) {
        return i < tokens.size() && pack.months.value_of(language::key_of(tokens[i].folded)).has_value();
    };
    int dates = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (!tokens[i].number) continue;
        ++numbers;
        // "until 17:41" counts nothing either.
        const auto end = tokens[i].end, begin = tokens[i].begin;
        const bool hour =
            tokens[i].folded.find(':') != std::string::npos ||
            (end + 1 < sentence.text.size() && sentence.text[end] == ':' && sentence.text[end + 1] != ' ') ||
            (begin > 1 && sentence.text[begin - 1] == ':');
        const bool dated =
            hour || month(i + 1) || (i > 0 && month(i - 1)) ||
            (i + 2 < tokens.size() && pack.date_fillers.has(tokens[i + 1].folded) && month(i + 2));
        if (dated) ++dates;
    }
    if (numbers > dates) score += 1.2;
    if (numbers - dates >= 2 && has_percentage_or_change(sentence.text, pack)) score += 0.8;
    if (numbers > 4) score -= 0.8;
    score -= 0.2 * dates;
    score += 0.6 * std::min(2, count(tokens, pack.contrast_words));
    score += 0.7 * std::min(2, count(tokens, pack.lesson_words));
    if (opens_with(tokens, pack.indefinite_openers)) score += 0.8 + 0.3 * generalities(tokens, pack);
    if (count(tokens, pack.own_words) > 0) score += 0.4;
    if (sentence.characters >= 45 && sentence.characters <= 150) score += 0.8;
    if (sentence.characters < 30) score -= 0.8;
    if (sentence.characters > 170) score -= 0.5;
    const auto has = [&](std::string_view mark) { return sentence.text.find(mark) != std::string::npos; };
    if (has("(")) score -= 0.8;
    if (has("\"") || has("“")) score -= 0.5;
    if (has(";")) score -= 0.3;
    if (sentence.text.back() == '?') score -= 0.6;
    if (std::count(sentence.text.begin(), sentence.text.end(), ',') > 2) score -= 0.4;
    score -= 0.9 * std::min(2.0, static_cast<double>(count(tokens, pack.hedges)));
    score -= 0.5 * std::min(3.0, references(tokens, pack));
    if (mentions(sentence.text, names)) score -= 0.8;
    if (is_tied_to_a_day(sentence.text, language)) score -= 0.8;
    // "After the launch, …" leans on a story that the reader has not heard yet.
    if (opens_with(tokens, pack.story_openers)) score -= 0.8;
    return score;
}

double lesson_strength(const DraftSentence& sentence, Language language) {
    const auto tokens = language::tokenize(sentence.text, language);
    const auto& pack = language.pack();
    double score = 0.6 * generalities(tokens, pack) + 0.7 * std::min(2, count(tokens, pack.lesson_words)) +
                   0.4 * std::min(2, count(tokens, pack.contrast_words));
    if (opens_with(tokens, pack.indefinite_openers)) score += 1.0;
    const bool numbers = std::any_of(tokens.begin(), tokens.end(), [&](const auto& token) {
        return token.number || pack.small_numbers.value_of(language::key_of(token.folded)).value_or(0) > 1;
    });
    score += numbers ? -1.0 : 0.8;
    score -= 0.9 * std::min(2.0, static_cast<double>(count(tokens, pack.hedges))) +
             0.4 * std::min(3.0, references(tokens, pack));
    if (opens_with(tokens, pack.own_subjects)) score -= 0.5;  // what was done, rather than what holds
    if (sentence.characters > 180) score -= 0.6;
    if (sentence.characters < 35) score -= 0.5;
    if (sentence.text.back() == '?' || sentence.text.find('(') != std::string::npos) score -= 1.0;
    return score;
}

std::vector<std::vector<std::string>> definite_opening(std::string_view text, Language language) {
    const auto& pack = language.pack();
    const auto tokens = language::tokenize(text, language);
    std::vector<std::vector<std::string>> nouns;
    for (std::size_t i = 0; i < tokens.size() && i < 6; ++i) {
        if (!pack.definite_articles.contains(tokens[i].folded)) continue;
        // "the worst", "the only": there is but one.
        if (i + 1 < tokens.size() && (pack.sole_words.contains(tokens[i + 1].folded) ||
                                      !pack.sole_endings.of(tokens[i + 1].folded, 3).empty()))
            continue;
        std::vector<std::string> stems;
        for (std::size_t j = i + 1; j < tokens.size() && j < i + 4 && stems.size() < 2; ++j) {
            if (tokens[j].stopword) break;
            // A name needs no introduction.
            const std::string_view written = text.substr(tokens[j].begin, tokens[j].end - tokens[j].begin);
            if (!tokens[j].number && written == language::capitalize(written)) break;
            if (!tokens[j].number) stems.push_back(tokens[j].stem);
        }
        if (!stems.empty()) nouns.push_back(std::move(stems));
    }
    return nouns;
}

}  // namespace pacelane::writer::detail
