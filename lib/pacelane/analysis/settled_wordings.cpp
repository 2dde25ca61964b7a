#include "detail/settled_wordings.h"

#include "detail/dissent.h"

#include <algorithm>
#include <cctype>
#include <pacelane/language/language_pack.h>

namespace pacelane::analysis::detail {

namespace {

// A participle of the list at this place, in whatever form its language gives it.
std::size_t participle_at(const PhraseList& participles, const Words& words, std::size_t at,
                          const LanguagePack& pack) {
    if (at >= words.size()) return 0;
    if (pack.settled_endings.empty()) return participles.at(words, at);
    const auto ending = pack.settled_endings.of(words[at].key, 3);
    const std::string_view base(words[at].key.data(), words[at].key.size() - ending.size());
    return !ending.empty() && participles.has(base) ? 1 : 0;
}

}  // namespace

bool parts(std::string_view gap) {
    return gap.find_first_of(",;:.!(") != std::string_view::npos ||
           gap.find(" - ") != std::string_view::npos || gap.find("\xE2\x80\x93") != std::string_view::npos ||
           gap.find("\xE2\x80\x94") != std::string_view::npos;
}

bool is_amount(const Word& word) {
    return std::isdigit(static_cast<unsigned char>(word.key[0])) != 0;
}

std::size_t tells_future(const Words& words, std::size_t i, const LanguagePack& pack) {
    if (const auto ending = pack.group_future_endings.of(words[i].key, 3); !ending.empty()) {
        auto in_base = words;
        in_base[i].key.resize(words[i].key.size() - ending.size());
        in_base[i].hash = language::hash_of(in_base[i].key);
        if (const auto verb = pack.settling_verbs.at(in_base, i); verb > 0) return verb;
    }
    auto at = i + pack.group_futures.at(words, i);
    if (at == i) {
        const auto group = pack.deciding_groups.at(words, i);
        const auto future = group > 0 ? pack.future_marks.at(words, i + group) : 0;
        if (future == 0) return 0;
        at += group + future;
    }
    for (auto count = pack.future_adverbs.at(words, at); count > 0; count = pack.future_adverbs.at(words, at))
        at += count;
    const auto verb = pack.settling_verbs.at(words, at);
    return verb > 0 && at + verb < words.size() ? at + verb - i : 0;
}

std::size_t tells_settled(const Words& words, std::size_t i, const LanguagePack& pack) {
    if (const auto future = pack.passive_futures.at(words, i); future > 0)
        if (const auto count = participle_at(pack.settled_participles, words, i + future, pack); count > 0)
            return future + count;
    // Not "the form that was approved".
    const bool of_another =
        i > 0 && (pack.relative_words.has(words[i - 1].key) || pack.clause_joints.contains(words[i - 1].key));
    // Where participles are news as often, what was decided is known to the meeting: "The plan was …".
    const bool news = pack.passive_auxiliaries.empty() && !pack.definite_articles.contains(words[0].key);
    if (const auto past = of_another || news ? 0 : pack.past_passives.at(words, i); past > 0)
        if (const auto count = participle_at(pack.resolved_participles, words, i + past, pack); count > 0)
            return past + count;
    // "The board rejected …", where the past is spelled like the participle; "we rejected …" may be a story.
    const auto group = pack.settled_endings.empty() && !pack.subject_pronouns.contains(words[i].key)
                           ? pack.deciding_groups.at(words, i)
                           : 0;
    if (const auto count = group > 0 && i == 0 ? pack.resolved_participles.at(words, group) : 0; count > 0)
        return group + count;
    return 0;
}

std::size_t tells_moved(const Words& words, std::size_t i, const LanguagePack& pack) {
    const bool moved = pack.moved_things.at(words, 0) > 0 ||
                       (pack.articles.contains(words[0].key) && pack.moved_things.at(words, 1) > 0);
    const auto past = moved ? pack.past_passives.at(words, i) : 0;
    const auto count = past > 0 ? participle_at(pack.resolved_participles, words, i + past, pack) : 0;
    return count > 0 ? past + count : 0;
}

std::size_t tells_without_verb(std::string_view text, const Words& words, std::size_t i,
                               const LanguagePack& pack) {
    constexpr std::size_t kSubject = 6, kNote = 14;  // words
    if (i == 0 || i > kSubject || words.size() > kNote) return 0;
    const auto count = participle_at(pack.resolved_participles, words, i, pack);
    if (count == 0 || parts(text.substr(0, words[i].begin))) return 0;
    const Words before(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(i));
    if (pack.past_passives.in(before) || std::any_of(before.begin(), before.end(), [&](const Word& word) {
            return pack.subject_pronouns.contains(word.key);
        }))
        return 0;
    const auto end = i + count;
    const bool ends = end == words.size() || parts(gap_after(text, words, end - 1)) || is_amount(words[end]);
    return ends || pack.after_resolved.at(words, end) > 0 ? count : 0;
}

bool is_of_resolved(const Words& words, const LanguagePack& pack) {
    constexpr std::size_t kLongest = 4;  // words
    if (words.size() < 2 || words.size() > kLongest) return false;
    if (std::any_of(words.begin(), words.end(),
                    [&](const Word& word) { return pack.stop_words.contains(word.key); }))
        return false;
    const auto last = words.size() - 1;
    return participle_at(pack.resolved_participles, words, last, pack) == 1 ||
           participle_at(pack.resolved_participles, words, 0, pack) == 1;
}

std::size_t tells_lazy_consensus(std::string_view text, const Words& words, std::size_t i,
                                 const LanguagePack& pack) {
    constexpr std::size_t kClause = 24;  // words
    const auto future = std::max({pack.bare_futures.contains(words[i].key) ? std::size_t{1} : 0,
                                  pack.noted_promises.at(words, i), pack.outcome_openings.at(words, i),
                                  pack.group_futures.at(words, i)});
    if (future == 0) return 0;
    for (auto at = i + future + 1; at < std::min(words.size(), i + kClause); ++at)
        if (const auto count = pack.exceptions.at(words, at);
            count > 0 && waits_for_dissent(text, words, at, count, pack))
            return at + count - i;
    return 0;
}

std::size_t tells_put_off(const Words& words, std::size_t i, const LanguagePack& pack) {
    constexpr std::size_t kNote = 16, kObject = 4;  // words
    const auto verb = words.size() <= kNote ? pack.put_off_verbs.at(words, i) : 0;
    if (verb == 0) return 0;
    // "We had to wait until …", "it was skipped until …", "people wait until …" tell what happened.
    const auto meets = [&] {
        for (auto at = i + verb; at < words.size(); ++at)
            if (language::any_language().meeting_title_words.contains(words[at].key)) return true;
        return false;
    };
    // "These were rolled over to the next meeting"
    const bool told = i > 0 && pack.past_passives.at(words, i - 1) > 0 && pack.rolled_over.at(words, i) > 0;
    if (told && !meets()) return 0;
    if (i > 0 && !told &&
        (pack.subject_pronouns.contains(words[i - 1].key) ||
         pack.infinitive_marks.contains(words[i - 1].key) || pack.past_passives.at(words, i - 1) > 0))
        return 0;
    // "Tabled for 5 November", "moved to Monday"
    const auto names_day = [&](std::size_t at) {
        if (at < words.size() && pack.articles.contains(words[at].key)) ++at;
        const auto day = at < words.size() && is_amount(words[at]) ? at + 1 : at;
        return day < words.size() && (pack.months.match(words, day) || pack.weekdays.match(words, day));
    };
    for (auto at = i + verb; at < std::min(words.size(), i + verb + kObject); ++at)
        if (const auto to = pack.put_off_to.at(words, at); to > 0 && names_day(at + to))
            return at + to + 1 - i;
    for (auto at = i + verb; at < std::min(words.size(), i + verb + kObject); ++at)
        if (const auto occasion = pack.put_off_occasions.at(words, at); occasion > 0)
            return at + occasion - i;
    return 0;
}

std::size_t tells_tally(std::string_view text, const Words& words, std::size_t i, const LanguagePack& pack) {
    if (!is_amount(words[i])) return 0;
    const auto joint = pack.vote_joints.at(words, i + 1);
    const auto second = i + 1 + joint;
    if (i > 0 && second < words.size() && is_amount(words[second])) {
        const auto between = text.substr(words[i].end, words[second].begin - words[i].end);
        const bool dash = between == "-" || between == "\xE2\x80\x93";
        const bool voted = pack.decision_participles.at(words, i - 1) == 1;
        if (joint > 1 || (voted && (joint > 0 || dash))) return second + 1 - i;
    }
    const auto in_favor = pack.votes_for.at(words, i + 1);
    if (in_favor == 0) return 0;
    for (auto at = i + 1 + in_favor; at < std::min(words.size(), i + in_favor + 4); ++at)
        if (const auto against = is_amount(words[at]) ? pack.votes_against.at(words, at + 1) : 0; against > 0)
            return at + 1 + against - i;
    return 0;
}

std::size_t tells_counted(std::string_view text, const Words& words, std::size_t i,
                          const LanguagePack& pack) {
    constexpr std::size_t kBetween = 8;  // words that tell which people
    // All of them: not "two people are fine with it".
    const bool all = i > 0 && (pack.definite_articles.contains(words[i - 1].key) ||
                               pack.deciding_groups.at(words, i - 1) == 1);
    if (!all || !is_amount(words[i]) || pack.counted_people.at(words, i + 1) == 0) return 0;
    const auto after = i + 1 + pack.counted_people.at(words, i + 1);
    for (auto at = after; at < std::min(words.size(), after + kBetween); ++at) {
        if (parts(gap_after(text, words, at - 1))) return 0;
        const auto copula = pack.agreeing_copulas.at(words, at);
        const auto state = copula > 0 ? pack.agreeing_states.at(words, at + copula) : 0;
        if (state > 0) return at + copula + state - i;
    }
    return 0;
}

}  // namespace pacelane::analysis::detail
