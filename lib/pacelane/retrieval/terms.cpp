#include <algorithm>
#include <map>
#include <pacelane/base/text.h>
#include <pacelane/retrieval/terms.h>
#include <set>

namespace pacelane::retrieval {

namespace {

constexpr std::size_t kShortestPart = 2;  // characters of a part that is looked for by itself

/// How many bytes join two parts of a word here: - . _ , : or a hyphen of Unicode's; 0: none do.
std::size_t joint(std::string_view text, std::size_t at) {
    if (std::string_view("-._,:").find(text[at]) != std::string_view::npos) return 1;
    const auto rest = text.substr(at, 3);
    return rest == "\u2010" || rest == "\u2011" ? 3 : 0;
}

std::vector<language::Span> parts_of(std::string_view text, const language::Token& word) {
    std::vector<language::Span> parts;
    auto begin = word.begin;
    for (auto at = word.begin; at < word.end;) {
        const auto length = joint(text, at);
        if (length == 0) {
            ++at;
            continue;
        }
        if (at > begin) parts.push_back({begin, at});
        begin = at += length;
    }
    if (word.end > begin) parts.push_back({begin, word.end});
    return parts;
}

bool is_long_enough(std::string_view part) {
    return part.size() > 4 * kShortestPart || language::character_count(part) >= kShortestPart;
}

bool has_digit(std::string_view part) {
    return std::any_of(part.begin(), part.end(), is_digit);
}

void append_compound(std::string_view text, language::Language language, language::Token& word,
                     std::vector<Term>& terms) {
    const auto parts = parts_of(text, word);
    if (parts.empty()) return;
    const auto part_text = [&](const language::Span& part) {
        return text.substr(part.begin, part.end - part.begin);
    };
    const bool whole = parts.size() < 2 || std::any_of(parts.begin(), parts.end(), [&](const auto& part) {
                           return has_digit(part_text(part)) || !is_long_enough(part_text(part));
                       });
    if (whole && !word.stem.empty()) terms.push_back({std::move(word.stem), {word.begin, word.end}});
    if (parts.size() < 2) return;
    for (const auto& part : parts) {
        if (!is_long_enough(part_text(part))) continue;
        for (auto& token : language::tokenize(part_text(part), language))
            if (!token.stopword && !token.stem.empty()) terms.push_back({std::move(token.stem), part});
    }
}

/// The words of a query with the places where they stand, each place once.
using Places = std::map<std::pair<std::size_t, std::size_t>, std::vector<std::string>>;

Query query_from(const Places& places, std::optional<language::Language> language) {
    Query query;
    query.language = language;
    std::map<std::vector<std::string>, std::size_t> numbers;
    std::set<std::pair<std::size_t, std::size_t>> pairs;
    std::optional<std::size_t> before;
    for (const auto& [place, stems] : places) {
        const auto [found, is_new] = numbers.emplace(stems, query.words.size());
        if (is_new) query.words.push_back(stems);
        if (before && *before != found->second) pairs.emplace(*before, found->second);
        before = found->second;
    }
    query.pairs.assign(pairs.begin(), pairs.end());
    return query;
}

/// Of each language, how many of the text's words are function words of its own.
std::vector<int> function_words(std::string_view text) {
    std::vector<int> counts(language::languages().size());
    for (const auto language : language::languages())
        for (const auto& token : language::tokenize(text, language))
            counts[language.index()] += token.stopword ? 1 : 0;
    return counts;
}

}  // namespace

std::vector<Term> terms_of(std::string_view text, language::Language language) {
    std::vector<Term> terms;
    auto words = language::tokenize(text, language);
    terms.reserve(words.size());
    for (auto& word : words) {
        if (word.stopword) continue;
        bool compound = false;
        for (auto at = word.begin; at < word.end && !compound; ++at)
            compound = joint(text, at) > 0;
        if (compound)
            append_compound(text, language, word, terms);
        else if (!word.stem.empty())
            terms.push_back({std::move(word.stem), {word.begin, word.end}});
    }
    return terms;
}

Query query_of(std::string_view text, language::Language preferred) {
    const auto counts = function_words(text);
    const auto best = std::max_element(counts.begin(), counts.end());
    const auto as_many = std::count(counts.begin(), counts.end(), *best);
    auto language = language::languages()[static_cast<std::size_t>(best - counts.begin())];
    // One such word may be a word like any other to whoever writes another language ("sea", "come").
    int enough = 2;
    if (counts[preferred.index()] == *best) {
        language = preferred;
        if (as_many == 1) enough = 1;
    } else if (as_many > 1) {
        return query_in_all_languages(text, preferred);
    }
    if (*best < enough) return query_in_all_languages(text, preferred);
    Places places;
    for (auto& term : terms_of(text, language))
        places[{term.where.begin, term.where.end}].push_back(std::move(term.stem));
    return query_from(places, language);
}

Query query_in_all_languages(std::string_view text, language::Language preferred) {
    Places places;
    for (auto& term : terms_of(text, preferred))
        places[{term.where.begin, term.where.end}].push_back(std::move(term.stem));
    const bool only_function_words = places.empty();
    for (const auto language : language::languages()) {
        if (language == preferred) continue;
        for (auto& term : terms_of(text, language)) {
            const std::pair place(term.where.begin, term.where.end);
            if (!only_function_words && !places.contains(place)) continue;
            auto& stems = places[place];
            if (std::find(stems.begin(), stems.end(), term.stem) == stems.end())
                stems.push_back(std::move(term.stem));
        }
    }
    return query_from(places, std::nullopt);
}

std::vector<language::Span> matches(const Query& query, std::string_view text, language::Language language) {
    std::set<std::string_view> stems;
    for (const auto& word : query.words)
        stems.insert(word.begin(), word.end());
    std::vector<language::Span> found;
    for (const auto& term : terms_of(text, language)) {
        if (!stems.contains(term.stem)) continue;
        if (!found.empty() && term.where.begin < found.back().end)
            found.back().end = std::max(found.back().end, term.where.end);  // a part of what was found whole
        else
            found.push_back(term.where);
    }
    return found;
}

}  // namespace pacelane::retrieval
