#include "detail/subjects.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <pacelane/base/text.h>
#include <unordered_map>

namespace pacelane::analysis::detail {

namespace {

// A document with more to tell than this is several subjects, if its sections have telling headings.
constexpr std::size_t kLargeDocument = 40;
constexpr std::size_t kTopicsTried = 40;

struct Builder {
    const Corpus& corpus;
    const EvidencePool& material;
    Language language;
    std::vector<Subject> subjects;
    std::vector<bool> claimed;  // items at the core of a subject with a title
    std::set<StemId> thematic;  // stems of the strongest topics

    const Evidence& item(std::size_t i) const { return material.items[i]; }

    std::size_t whole(const std::vector<std::size_t>& items) const {
        return static_cast<std::size_t>(std::count_if(items.begin(), items.end(), [&](std::size_t i) {
            return item(i).complete && !item(i).question;
        }));
    }

    void sort_by_value(std::vector<std::size_t>& items) const {
        std::stable_sort(items.begin(), items.end(), [&](std::size_t a, std::size_t b) {
            const auto rank = [&](const Evidence& e) { return e.value() + (e.is_new ? 0.1 : 0.0); };
            return rank(item(a)) > rank(item(b));
        });
    }

    std::set<std::string> key_of_title(std::string_view title) const {
        std::set<std::string> key;
        for (const auto& token : language::tokenize(title, language))
            if (!token.stopword && !token.number && token.stem.size() >= 2) key.insert(token.stem);
        // "Why the first deploy …": only what names the subject, unless hardly anything would be left.
        std::set<std::string> telling;
        for (const auto& stem : key)
            if (!is_generic_stem(stem, language)) telling.insert(stem);
        return telling.size() >= 2 ? telling : key;
    }

    bool titled(Subject::Kind kind, std::size_t d, int section, std::string_view title,
                std::vector<std::size_t> core) {
        if (whole(core) < kLeastSentences || !is_informative(title, language)) return false;
        Subject subject;
        subject.kind = kind;
        subject.document = d;
        subject.section = section;
        subject.language = language;
        subject.topic = clean_title(title);
        subject.key = key_of_title(subject.topic);
        if (subject.key.empty()) return false;
        for (const auto i : core)
            claimed[i] = true;
        sort_by_value(core);
        subject.core = std::move(core);
        subjects.push_back(std::move(subject));
        return true;
    }

    void document(std::size_t d) {
        const auto& info = corpus.info(d);
        if (info.meeting || info.language != language) return;
        const auto begin = material.first_of_document[d];
        const auto end = material.first_of_document[d + 1];
        std::vector<std::size_t> all;
        std::map<int, std::vector<std::size_t>> by_section;
        for (auto i = begin; i < end; ++i) {
            all.push_back(i);
            by_section[item(i).section].push_back(i);
        }
        const auto& known = corpus.input().documents[d];
        const bool has_title =
            !known.title_from_name && titled(Subject::Kind::document, d, -1, known.title, all);
        if (has_title && all.size() <= kLargeDocument) return;
        for (auto& [section, items] : by_section) {
            if (section < 0 || (has_title && items.size() < 6)) continue;
            titled(Subject::Kind::section, d, section,
                   material.sections[d][static_cast<std::size_t>(section)], std::move(items));
        }
    }

    // A title for what has none: a decision, a telling heading, a short strong sentence, the phrase itself.
    std::string title_for(const FoundTopic& topic, const std::vector<std::size_t>& core) const {
        const auto short_text = [&](const Evidence& e, std::size_t most) -> std::string {
            std::string text(strip(e.text, "."));
            return language::character_count(text) <= most ? language::capitalize(text) : std::string();
        };
        const Evidence* decision = nullptr;
        for (const auto i : core)
            if (item(i).origin == Evidence::Origin::decision && !item(i).dated &&
                !short_text(item(i), 110).empty() &&
                (decision == nullptr || item(i).strength > decision->strength))
                decision = &item(i);
        if (decision != nullptr) {
            auto text = short_text(*decision, 110);
            return holds_phrase(decision->stems, topic.stems)
                       ? text
                       : language::capitalize(topic.text) + ": " + text;
        }
        for (const auto i : core) {
            const auto& e = item(i);
            if (e.section < 0) continue;
            const auto& heading = material.sections[e.document][static_cast<std::size_t>(e.section)];
            if (is_informative(heading, language)) return clean_title(heading);
        }
        for (const bool names_it : {true, false})
            for (const auto i : core) {
                const bool fits = item(i).alone && !item(i).question && item(i).features.concrete() &&
                                  holds_phrase(item(i).stems, topic.stems) == names_it;
                if (!fits) continue;
                if (auto text = short_text(item(i), 90); !text.empty()) return text;
            }
        return topic.words > 1 ? language::capitalize(topic.text) : std::string();
    }

    void phrase(const FoundTopic& topic,
                const std::unordered_map<StemId, std::vector<std::size_t>>& postings) {
        if (topic.language != language || topic.stems.empty()) return;
        const auto found = postings.find(topic.stems.front());
        if (found == postings.end()) return;
        std::vector<std::size_t> core;
        std::size_t elsewhere = 0;
        for (const auto i : found->second) {
            if (!holds_phrase(item(i).stems, topic.stems)) continue;
            if (claimed[i]) {
                ++elsewhere;
            } else {
                core.push_back(i);
            }
        }
        // What is told under a title is the title's subject.
        if (core.empty() || elsewhere >= core.size()) return;
        // A paragraph about something does not name it in each sentence.
        std::vector<std::size_t> wider = core;
        for (const auto i : core) {
            if (item(i).origin == Evidence::Origin::decision) continue;
            for (const int step : {-1, 1}) {
                for (auto k = static_cast<std::ptrdiff_t>(i) + step;
                     k >= 0 && k < static_cast<std::ptrdiff_t>(material.items.size()); k += step) {
                    const auto& other = item(static_cast<std::size_t>(k));
                    if (other.document != item(i).document || other.passage != item(i).passage) break;
                    wider.push_back(static_cast<std::size_t>(k));
                }
            }
        }
        std::sort(wider.begin(), wider.end());
        wider.erase(std::unique(wider.begin(), wider.end()), wider.end());
        if (whole(wider) < kLeastSentences) return;
        sort_by_value(wider);
        Subject subject;
        subject.kind = Subject::Kind::phrase;
        subject.topic = title_for(topic, wider);
        if (subject.topic.empty()) return;
        // Without a title, it takes more to be a subject: that the sentences say something worth telling.
        const auto telling = std::count_if(wider.begin(), wider.end(), [&](std::size_t i) {
            return item(i).complete && !item(i).question && !item(i).dated && item(i).strength >= 0.3;
        });
        if (telling < static_cast<std::ptrdiff_t>(kLeastSentences)) return;
        for (const auto& stem : topic.stems)
            subject.key.insert(corpus.stem(stem));
        subject.language = language;
        subject.document = item(wider.front()).document;
        subject.section = item(wider.front()).section;
        // One sentence belongs to one subject only, the first that takes it.
        for (const auto i : wider)
            claimed[i] = true;
        subject.core = std::move(wider);
        subjects.push_back(std::move(subject));
    }

    void find_support(Subject& subject,
                      const std::unordered_map<StemId, std::vector<std::size_t>>& postings) const {
        // The words the subject is told in: said again and again, and not everywhere. A word of this document
        // alone leads nowhere.
        std::unordered_map<StemId, int> uses;
        for (const auto i : subject.core)
            for (const auto stem : item(i).stems)
                ++uses[stem];
        std::vector<std::pair<double, StemId>> strongest;
        for (const auto& [stem, times] : uses) {
            const bool in_key = subject.key.contains(corpus.stem(stem));
            if ((times < 2 && !in_key) || corpus.document_frequency(stem) < 2 ||
                is_generic_stem(corpus.stem(stem), language))
                continue;
            strongest.emplace_back((in_key ? 1.6 : 1.0) * (1 + std::log(times)) * corpus.rarity(stem), stem);
        }
        std::sort(strongest.begin(), strongest.end(), [](const auto& a, const auto& b) {
            return a.first != b.first ? a.first > b.first : a.second < b.second;
        });
        if (strongest.size() > 12) strongest.resize(12);
        double top = 0;
        for (std::size_t k = 0; k < std::min<std::size_t>(4, strongest.size()); ++k)
            top += strongest[k].first;
        if (top <= 0) return;
        struct Near {
            double score = 0;
            int shared = 0;
            bool anchored = false;
        };
        std::unordered_map<std::size_t, Near> near;
        for (std::size_t k = 0; k < strongest.size(); ++k) {
            const auto found = postings.find(strongest[k].second);
            if (found == postings.end() || found->second.size() > 1000) continue;
            const auto stem = strongest[k].second;
            const bool anchor = subject.key.contains(corpus.stem(stem)) || (k < 3 && uses[stem] >= 4) ||
                                (uses[stem] >= 3 && thematic.contains(stem));
            for (const auto i : found->second) {
                auto& one = near[i];
                one.score += strongest[k].first;
                ++one.shared;
                one.anchored = one.anchored || anchor;
            }
        }
        std::vector<std::pair<double, std::size_t>> ranked;
        for (const auto& [i, one] : near) {
            if (one.shared < 2 || !one.anchored || item(i).question) continue;
            if (item(i).document == subject.document && subject.kind != Subject::Kind::phrase) continue;
            if (subject.kind == Subject::Kind::phrase &&
                std::find(subject.core.begin(), subject.core.end(), i) != subject.core.end())
                continue;
            const double closeness = std::min(1.0, one.score / top);
            const bool decided = item(i).origin == Evidence::Origin::decision;
            if (closeness < (decided ? 0.38 : 0.5)) continue;
            ranked.emplace_back(closeness * (0.6 + 0.4 * item(i).value()) + (decided ? 0.08 : 0.0), i);
        }
        std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
            return a.first != b.first ? a.first > b.first : a.second < b.second;
        });
        if (ranked.size() > 12) ranked.resize(12);
        for (const auto& [score, i] : ranked)
            subject.support.push_back(i);
    }

    void measure(Subject& subject) const {
        std::set<std::pair<std::uint32_t, std::uint32_t>> fresh;
        std::vector<double> values;
        const auto count = [&](std::size_t i) {
            subject.documents.insert(item(i).document);
            if (item(i).is_new) fresh.insert({item(i).document, item(i).passage});
            if (item(i).complete && !item(i).question) ++subject.sentences;
        };
        for (const auto i : subject.core) {
            count(i);
            values.push_back(item(i).value());
            if (item(i).alone && !item(i).question) subject.best = std::max(subject.best, item(i).value());
        }
        subject.new_core_passages = static_cast<int>(fresh.size());
        for (const auto i : subject.support)
            count(i);
        subject.new_passages = static_cast<int>(fresh.size());
        std::sort(values.rbegin(), values.rend());
        const auto best = std::min<std::size_t>(5, values.size());
        for (std::size_t k = 0; k < best; ++k)
            subject.quality += values[k] / static_cast<double>(best);
        for (const auto d : subject.documents)
            if (corpus.info(d).meeting) ++subject.meetings;

        std::unordered_map<StemId, int> uses;
        for (const auto i : subject.core)
            for (const auto stem : item(i).stems)
                ++uses[stem];
        for (const auto& pillar : corpus.input().person.pillars) {
            std::vector<std::string> stems;
            for (const auto& token : language::tokenize(pillar, language))
                if (!token.stopword) stems.push_back(token.stem);
            const bool in_key =
                !stems.empty() && std::all_of(stems.begin(), stems.end(),
                                              [&](const auto& stem) { return subject.key.contains(stem); });
            const auto ids = corpus.known_stems(stems);
            const bool in_text = !stems.empty() && ids.size() == stems.size() &&
                                 std::all_of(ids.begin(), ids.end(), [&](StemId id) {
                                     const auto found = uses.find(id);
                                     return found != uses.end() && found->second >= 2;
                                 });
            if (in_key || in_text) subject.pillars.push_back(pillar);
        }

        const double amount = std::min(1.0, static_cast<double>(subject.sentences) / 12);
        const double novelty =
            subject.new_core_passages == 0 ? 0 : 0.5 + 0.1 * std::min(5, subject.new_core_passages);
        const double recurrence = std::min(1.0, static_cast<double>(subject.documents.size() - 1) / 3);
        const double told =
            subject.kind == Subject::Kind::phrase ? 0 : 0.08;  // somebody cared to give it a title
        // What was written reads better than what was said or decided.
        const auto written = std::count_if(subject.core.begin(), subject.core.end(), [&](std::size_t i) {
            return item(i).origin == Evidence::Origin::written;
        });
        const double spoken = 1 - static_cast<double>(written) /
                                      static_cast<double>(std::max<std::size_t>(1, subject.core.size()));
        double recency = 0;
        if (const auto& date = corpus.input().documents[subject.document].date)
            recency = std::exp(-std::max(0, days_between(*date, corpus.input().date)) / 180.0);
        subject.score = 0.35 * subject.quality + 0.18 * amount + 0.2 * novelty + 0.12 * recurrence +
                        (subject.pillars.empty() ? 0 : 0.1) + 0.05 * recency + told - 0.15 * spoken;
    }
};

}  // namespace

std::string Subject::topic_key() const {
    const std::vector<std::string> parts(key.begin(), key.end());
    return join(parts, " ");
}

std::set<std::string> parse_topic_key(std::string_view key) {
    std::set<std::string> stems;
    for (const auto part : split(key, ' '))
        if (!part.empty()) stems.emplace(part);
    return stems;
}

bool same_subject(const std::set<std::string>& a, const std::set<std::string>& b) {
    if (a == b) return true;
    const auto shared = static_cast<std::size_t>(
        std::count_if(a.begin(), a.end(), [&](const auto& stem) { return b.contains(stem); }));
    return shared >= 2 &&
           static_cast<double>(shared) >= 0.6 * static_cast<double>(std::min(a.size(), b.size()));
}

std::vector<Subject> find_subjects(const Corpus& corpus, const EvidencePool& material, Language language,
                                   const std::vector<FoundTopic>& topics) {
    Builder builder{corpus, material, language, {}, std::vector<bool>(material.items.size(), false), {}};
    for (std::size_t t = 0; t < std::min<std::size_t>(25, topics.size()); ++t)
        builder.thematic.insert(topics[t].stems.begin(), topics[t].stems.end());
    for (std::size_t d = 0; d < corpus.infos().size(); ++d)
        builder.document(d);
    std::unordered_map<StemId, std::vector<std::size_t>> postings;
    for (std::size_t i = 0; i < material.items.size(); ++i) {
        const auto& item = material.items[i];
        if (corpus.info(item.document).language != language) continue;
        for (const auto stem : item.stems) {
            auto& list = postings[stem];
            if (list.empty() || list.back() != i) list.push_back(i);
        }
    }
    for (std::size_t t = 0; t < std::min(kTopicsTried, topics.size()); ++t)
        builder.phrase(topics[t], postings);
    for (auto& subject : builder.subjects) {
        builder.find_support(subject, postings);
        builder.measure(subject);
    }
    std::stable_sort(builder.subjects.begin(), builder.subjects.end(),
                     [](const Subject& a, const Subject& b) { return a.score > b.score; });
    return std::move(builder.subjects);
}

std::vector<std::size_t> choose_evidence(const Subject& subject, const EvidencePool& material, bool broad) {
    constexpr std::size_t kMost = 12;
    constexpr int kOfOnePassage = 3;
    const std::size_t most_support = std::min<std::size_t>(broad ? 6 : 4, subject.support.size());
    std::vector<std::size_t> chosen;
    std::map<std::pair<std::uint32_t, std::uint32_t>, int> of_passage;
    const auto take = [&](std::size_t i) {
        const auto& item = material.items[i];
        if (of_passage[{item.document, item.passage}] >= kOfOnePassage) return false;
        for (const auto other : chosen)
            if (jaccard(material.items[other].stems, item.stems) > 0.7) return false;
        ++of_passage[{item.document, item.passage}];
        chosen.push_back(i);
        return true;
    };
    const auto sentences_first = [&](bool questions) {
        for (const auto i : subject.core) {
            if (chosen.size() >= kMost - most_support) break;
            if (material.items[i].question == questions) take(i);
        }
    };
    sentences_first(false);
    if (chosen.size() < 4) sentences_first(true);
    std::size_t supporting = 0;
    for (const auto i : subject.support) {
        if (supporting == most_support || supporting + 1 > chosen.size() + supporting / 2) break;
        if (take(i)) ++supporting;
    }
    return chosen;
}

}  // namespace pacelane::analysis::detail
