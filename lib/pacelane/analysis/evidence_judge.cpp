// Whether a sentence may be told, and how well worth telling it is.
#include "detail/due_date.h"
#include "detail/evidence_pool.h"

#include <algorithm>
#include <pacelane/language/privacy_filter.h>

namespace pacelane::analysis::detail {

namespace {

// The words that were taken out after the first that stayed.
std::size_t fillers_within(std::string_view quote, std::string_view text, Language language) {
    const auto spoken = language::tokenize(quote, language), kept = language::tokenize(text, language);
    if (kept.empty()) return 0;
    std::size_t first = 0;
    while (first < spoken.size() && spoken[first].folded != kept.front().folded)
        ++first;
    const auto left = spoken.size() - first;
    return left > kept.size() ? left - kept.size() : 0;
}

}  // namespace

Judge::Judge(const Corpus& corpus) : corpus_(corpus) {
    std::vector<std::string> names;
    for (const auto& name : corpus.people().all_names())
        if (!corpus.people().is_author(name)) names.push_back(name);
    names_ = language::Names(names);
}

bool Judge::is_withheld(const context::Passage& passage) const {
    if (std::any_of(passage.headings.begin(), passage.headings.end(), language::is_private_title))
        return true;
    const auto concern = language::concern(passage.text, names_);
    return concern && *concern != language::Concern::secret;
}

std::optional<Evidence> Judge::judge(const Sentence& s, bool said, bool lacks_stop) const {
    const auto d = s.document;
    const auto language = corpus_.info(d).language;
    const auto& pack = *corpus_.info(d).pack;
    Evidence item;
    item.sentence = &s;
    item.said = said;
    item.lacks_stop = lacks_stop;
    const auto text = item.text();
    const auto words = words_of(text);
    if (!is_printable(text, words, pack)) return std::nullopt;
    if (language::concern(text, words, names_) || language::addresses(text, words, names_))
        return std::nullopt;
    if (!language::is_complete(text, language)) return std::nullopt;
    item.question = ends_with_question(text);
    if (said && (item.question || words.size() < 7 || is_small_talk(words, pack))) return std::nullopt;
    item.alone = !leans_back(text, words, pack) && language::stands_alone(text, language);
    bool names_somebody = false, names_another = false;
    for (std::size_t i = 0; i < words.size() && !names_another; ++i) {
        const auto named = corpus_.people().named_at(words, i, d);
        if (named.words == 0) continue;
        names_somebody = true;
        names_another = !corpus_.people().is_author(named.name, d);
    }
    // "He" is somebody only if the sentence says who.
    if (item.alone && pack.person_pronouns.in(words) && !names_somebody) item.alone = false;
    // Items of a list are read one by one.
    if (!item.alone && !said && corpus_.passage(s).kind == context::PassageKind::list_item)
        return std::nullopt;
    item.features = features_of(text, words, pack);
    item.words = static_cast<int>(words.size());
    item.strength = strength_of(item.features, item.words, item.alone, item.question);
    if (said && find_due(words, pack, std::nullopt)) item.strength = std::max(0.0, item.strength - 0.12);
    // What a colleague thought or did is theirs to tell.
    if (names_another) item.strength = std::max(0.0, item.strength - 0.08);
    // Speech reads less well than what was written, and needs its setting.
    if (said) {
        if (!item.alone) return std::nullopt;
        item.strength *= 0.8;
        // More than a filler or two within it: it was thought while it was said.
        if (fillers_within(s.raw, text, language) > 2) return std::nullopt;
    }
    return item;
}

}  // namespace pacelane::analysis::detail
