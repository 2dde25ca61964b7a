#include "detail/topics.h"

#include "detail/document_phrases.h"
#include "detail/meetings.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace pacelane::analysis::detail {

namespace {

/// A single word that by its ending does something or was done: "escrever", "liberado", "shipped".
bool is_verb_form(std::string_view key, Language language) {
    const auto& pack = language.pack();
    constexpr std::size_t kShortest = 5;
    return key.size() >= kShortest && !pack.verb_like_nouns.has(key) &&
           !pack.verb_form_endings.of(key).empty();
}

/// In how many sentences a subject that is called so must stand; 0: it is none.
std::size_t fewest_uses(const std::string& text, const std::set<std::string>& name_keys, Language language) {
    const auto words = words_of(text);
    if (words.empty()) return 0;
    // "oito clínicas", "three teams": an amount of something is no subject.
    const auto& amounts = language.pack().amount_words;
    if (amounts.has(words.front().key) || amounts.has(words.back().key)) return 0;
    if (words.size() == 1 &&
        (is_verb_form(words.front().key, language) || language.pack().topic_stopwords.has(words.front().key)))
        return 0;
    int telling = 0;
    for (const auto& word : words) {
        const bool possessive = word.key.ends_with("'s");
        if (name_keys.contains(possessive ? word.key.substr(0, word.key.size() - 2) : word.key)) return 0;
        const auto written = text.substr(word.begin, word.end - word.begin);
        const bool weak = is_generic_word(word.key, language) || language.pack().weak_words.has(word.key) ||
                          word.key.size() < 3;
        if (!weak && !language::is_stopword(written, language)) ++telling;
    }
    if (telling == 0) return 0;
    // One word alone must be used often to be a subject.
    if (words.size() > 1) return 2;
    return words[0].key.size() >= 4 ? 3 : 0;
}

bool holds_all(const std::vector<StemId>& stems, const std::vector<StemId>& some) {
    return std::all_of(some.begin(), some.end(), [&](StemId stem) {
        return std::find(stems.begin(), stems.end(), stem) != stems.end();
    });
}

/// Whether it stands in the same few lines again and again: who writes, what the collection is.
bool is_repeated_line(const Corpus& corpus, const std::vector<std::size_t>& sentences) {
    constexpr std::size_t kFew = 4;
    if (sentences.size() < kFew) return false;
    std::unordered_set<std::string_view> lines;
    for (const auto i : sentences) {
        lines.insert(corpus.sentences()[i].raw);
        if (2 * lines.size() > sentences.size()) return false;
    }
    return true;
}

// The sentence that shows best what is said about the topic: of readable length, near the beginning.
const Sentence* best_of(const Corpus& corpus, const std::vector<std::size_t>& sentences,
                        std::size_t document) {
    const Sentence* best = nullptr;
    int best_rank = -1;
    for (const auto index : sentences) {
        const auto& s = corpus.sentences()[index];
        if (s.document != document || corpus.passage(s).kind == context::PassageKind::table_row) continue;
        const auto section = corpus.section(s);
        int rank = s.words >= 7 && s.words <= 40 ? 2 : 0;
        if (section == Section::agenda || section == Section::people || section == Section::reference)
            rank -= 1;
        if (section == Section::decisions) rank += 2;
        if (corpus.known(s).is_new) rank += 1;
        if (rank > best_rank) {
            best = &s;
            best_rank = rank;
        }
    }
    return best;
}

}  // namespace

SentenceIndex::SentenceIndex(const Corpus& corpus) : corpus_(corpus), first_(corpus.stem_count() + 1) {
    const auto& sentences = corpus.sentences();
    // Counted first, so that all lie in one list.
    constexpr auto kNone = static_cast<std::size_t>(-1);
    std::vector<std::size_t> last(corpus.stem_count(), kNone);
    const auto each = [&](auto&& visit) {
        std::fill(last.begin(), last.end(), kNone);
        for (std::size_t i = 0; i < sentences.size(); ++i)
            for (const auto stem : sentences[i].stems)
                if (std::exchange(last[stem], i) != i) visit(stem, i);
    };
    each([&](StemId stem, std::size_t) { ++first_[stem + 1]; });
    for (std::size_t stem = 1; stem < first_.size(); ++stem)
        first_[stem] += first_[stem - 1];
    postings_.resize(first_.back());
    auto next = first_;
    each([&](StemId stem, std::size_t i) { postings_[next[stem]++] = static_cast<std::uint32_t>(i); });
}

std::span<const std::uint32_t> SentenceIndex::holders(StemId stem) const {
    if (stem + 1 >= first_.size()) return {};
    return std::span(postings_).subspan(first_[stem], first_[stem + 1] - first_[stem]);
}

bool holds_phrase(std::span<const StemId> stems, std::span<const StemId> phrase) {
    return !phrase.empty() &&
           std::search(stems.begin(), stems.end(), phrase.begin(), phrase.end()) != stems.end();
}

std::vector<std::size_t> SentenceIndex::find(const std::vector<StemId>& phrase) const {
    std::vector<std::size_t> found;
    if (phrase.empty()) return found;
    const auto rarest = *std::min_element(phrase.begin(), phrase.end(), [&](StemId a, StemId b) {
        return holders(a).size() < holders(b).size();
    });
    for (const auto index : holders(rarest))
        if (phrase.size() == 1 || holds_phrase(corpus_.sentences()[index].stems, phrase))
            found.push_back(index);
    return found;
}

std::vector<FoundTopic> find_topics(const Corpus& corpus, Yields& yields, const SentenceIndex& index,
                                    const std::vector<std::size_t>& documents, std::size_t limit) {
    std::set<std::string> name_keys;
    for (const auto& name : corpus.people().all_names())
        for (const auto& word : words_of(name))
            name_keys.insert(word.key);

    /// What documents are about, by the code of the language and stems.
    struct Subject {
        Language language;
        std::vector<std::string> stems;
        std::map<std::string, double> spellings;
        double share = 0;  // of the attention of all documents
        int key_of = 0;    // of how many documents it is a key phrase
    };
    std::unordered_map<std::string, Subject> found;
    for (const auto d : documents) {
        if (corpus.info(d).empty || corpus.info(d).is_private) continue;
        for (const auto& phrase : phrases_of_document(corpus, yields, d)) {
            const auto language = corpus.info(d).language;
            std::string key(language::code(language));
            for (const auto& stem : phrase.stems)
                key.append(1, '\0').append(stem);
            const auto [at, is_new] = found.try_emplace(std::move(key));
            auto& subject = at->second;
            if (is_new) {
                subject.language = language;
                subject.stems = phrase.stems;
            }
            subject.spellings[phrase.text] += phrase.share;
            subject.share += phrase.share;
            ++subject.key_of;
        }
    }
    const auto spelling = [](const Subject& subject) -> const std::string& {
        return std::max_element(subject.spellings.begin(), subject.spellings.end(),
                                [](const auto& a, const auto& b) { return a.second < b.second; })
            ->first;
    };

    // One document of a few may have a subject of its own; of many, a subject comes back.
    constexpr std::size_t kMany = 10;
    std::vector<const Subject*> subjects;
    for (const auto& [key, subject] : found)
        if (documents.size() < kMany || subject.key_of >= 2) subjects.push_back(&subject);
    std::sort(subjects.begin(), subjects.end(), [](const Subject* a, const Subject* b) {
        const auto first = language::code(a->language), second = language::code(b->language);
        return first != second ? first < second : a->stems < b->stems;
    });

    std::vector<bool> among(corpus.input().documents.size());
    for (const auto d : documents)
        among[d] = true;
    std::vector<FoundTopic> topics;
    for (const auto* one : subjects) {
        const auto& subject = *one;
        const auto language = subject.language;
        FoundTopic topic;
        topic.text = spelling(subject);
        topic.language = language;
        const auto fewest = fewest_uses(topic.text, name_keys, language);
        if (fewest == 0) continue;
        topic.stems = corpus.known_stems(subject.stems);
        topic.words = static_cast<int>(words_of(topic.text).size());
        for (const auto i : index.find(topic.stems)) {  // of one document after the other
            const auto& s = corpus.sentences()[i];
            if (!among[s.document]) continue;
            if (corpus.info(s.document).meeting && is_apparatus(corpus.section(s))) continue;
            topic.sentences.push_back(i);
            if (topic.documents.empty() || topic.documents.back() != s.document)
                topic.documents.push_back(s.document);
            if (corpus.known(s).is_new) topic.is_new = true;
        }
        if (topic.sentences.size() < fewest || is_repeated_line(corpus, topic.sentences)) continue;
        // A word that is in every document and a key to few of them says nothing of any.
        const double telling =
            subject.key_of / static_cast<double>(std::max<std::size_t>(1, topic.documents.size()));
        topic.weight = subject.share * std::sqrt(std::min(1.0, telling)) * (topic.is_new ? 1.2 : 1.0);
        topics.push_back(std::move(topic));
    }
    std::stable_sort(topics.begin(), topics.end(),
                     [](const FoundTopic& a, const FoundTopic& b) { return a.weight > b.weight; });
    // "Soil sensors" after "sensors", or before, is the same subject again.
    std::vector<FoundTopic> kept;
    for (auto& topic : topics) {
        if (kept.size() == limit) break;
        const bool again = std::any_of(kept.begin(), kept.end(), [&](const FoundTopic& stronger) {
            return stronger.language == topic.language &&
                   (holds_all(topic.stems, stronger.stems) || holds_all(stronger.stems, topic.stems));
        });
        if (!again) kept.push_back(std::move(topic));
    }
    if (!kept.empty() && kept.front().weight > 0) {
        const double most = kept.front().weight;
        for (auto& topic : kept)
            topic.weight /= most;
    }
    return kept;
}

std::vector<Topic> to_topics(const Corpus& corpus, const std::vector<FoundTopic>& found, std::size_t limit) {
    constexpr std::size_t kSources = 4;
    std::vector<Topic> topics;
    for (const auto& one : found) {
        if (topics.size() == limit) break;
        Topic topic;
        topic.text = one.text;
        topic.weight = one.weight;
        topic.documents = static_cast<int>(one.documents.size());
        topic.is_new = one.is_new;
        // The latest documents first, as far as they have a date.
        auto documents = one.documents;
        std::stable_sort(documents.begin(), documents.end(), [&](std::size_t a, std::size_t b) {
            return corpus.input().documents[b].date < corpus.input().documents[a].date;
        });
        for (const auto d : documents) {
            if (topic.sources.size() == kSources) break;
            if (const auto* s = best_of(corpus, one.sentences, d)) topic.sources.push_back(corpus.source(*s));
        }
        topics.push_back(std::move(topic));
    }
    return topics;
}

std::vector<Theme> to_themes(const Corpus& corpus, const std::vector<FoundTopic>& found,
                             const std::vector<std::size_t>& meetings) {
    constexpr std::size_t kMost = 12;
    std::vector<Theme> themes;
    const auto occasion = [&] {
        std::map<std::size_t, std::size_t> of;
        const auto numbers = occasions(corpus, meetings);
        for (std::size_t m = 0; m < meetings.size(); ++m)
            of[meetings[m]] = numbers[m];
        return of;
    }();
    for (const auto& topic : found) {
        if (themes.size() == kMost) break;
        std::set<std::size_t> seen;
        Theme theme;
        // `meetings` has the latest first.
        for (const auto d : meetings) {
            if (!std::binary_search(topic.documents.begin(), topic.documents.end(), d)) continue;
            if (!seen.insert(occasion.at(d)).second) continue;
            if (const auto* s = best_of(corpus, topic.sentences, d))
                theme.sources.push_back(corpus.source(*s));
        }
        if (seen.size() < 2) continue;
        theme.text = topic.text;
        theme.meetings = static_cast<int>(seen.size());
        if (theme.sources.size() > 6) theme.sources.resize(6);
        themes.push_back(std::move(theme));
    }
    std::stable_sort(themes.begin(), themes.end(),
                     [](const Theme& a, const Theme& b) { return a.meetings > b.meetings; });
    return themes;
}

}  // namespace pacelane::analysis::detail
