#include "detail/told.h"

#include "detail/proposals.h"
#include "detail/words.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

namespace pacelane::analysis::detail {

namespace {

/// Sentences of fewer words are no news and no repetition.
constexpr std::size_t kFewestTold = 5;
/// So many of the words of two sentences are in both, and they are one sentence of which a word was mended.
constexpr double kSameSentence = 0.6;

using WordHashes = std::vector<std::uint16_t>;  // sorted, each once

// FNV-1a, folded: small, and the same on every machine.
std::uint16_t hash_of(std::string_view word) {
    std::uint32_t hash = 2166136261u;
    for (const char c : word)
        hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
    return static_cast<std::uint16_t>((hash >> 16) ^ hash);
}

WordHashes hashes_of(std::string_view sentence) {
    WordHashes hashes;
    for (const auto& word : words_of(sentence))
        hashes.push_back(hash_of(word.key));
    if (hashes.size() < kFewestTold) return {};
    std::sort(hashes.begin(), hashes.end());
    hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
    return hashes;
}

std::string printed(const WordHashes& hashes) {
    std::string text;
    for (const auto hash : hashes)
        text += fmt::format("{:04x}", hash);
    return text;
}

WordHashes parsed(std::string_view fingerprint) {
    WordHashes hashes;
    for (; fingerprint.size() >= 4; fingerprint.remove_prefix(4)) {
        unsigned hash = 0;
        for (const char c : fingerprint.substr(0, 4))
            hash = 16 * hash + static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10);
        hashes.push_back(static_cast<std::uint16_t>(hash));
    }
    return hashes;
}

bool is_same(const WordHashes& a, const WordHashes& b) {
    std::size_t both = 0;
    for (std::size_t i = 0, k = 0; i < a.size() && k < b.size();) {
        both += a[i] == b[k] ? 1 : 0;
        const bool next_i = a[i] <= b[k], next_k = b[k] <= a[i];
        i += next_i ? 1 : 0;
        k += next_k ? 1 : 0;
    }
    return static_cast<double>(both) >= kSameSentence * static_cast<double>(a.size() + b.size() - both);
}

/// Finds a sentence among those told without comparing it with each.
class ToldSentences {
public:
    void add(WordHashes sentence) {
        if (sentence.empty()) return;
        for (const auto word : sentence) {
            of_word_[word].push_back(sentences_.size());
            ++uses_[word];
        }
        sentences_.push_back(std::move(sentence));
    }
    bool empty() const { return sentences_.empty(); }

    bool has(WordHashes sentence) const {
        if (sentence.empty()) return false;
        // Most sentences have too few words in common with all of these together.
        const auto known = std::count_if(sentence.begin(), sentence.end(),
                                         [&](std::uint16_t word) { return uses_[word] > 0; });
        if (static_cast<double>(known) < kSameSentence * static_cast<double>(sentence.size())) return false;
        auto rarest = sentence;
        std::sort(rarest.begin(), rarest.end(),
                  [&](std::uint16_t a, std::uint16_t b) { return uses_[a] < uses_[b]; });
        // The same sentence lacks no more than these of its words: it has one of them.
        const auto enough =
            static_cast<std::size_t>((1 - kSameSentence) * static_cast<double>(rarest.size())) + 1;
        for (std::size_t i = 0; i < std::min(enough, rarest.size()); ++i)
            if (const auto found = of_word_.find(rarest[i]); found != of_word_.end())
                for (const auto candidate : found->second)
                    if (is_same(sentence, sentences_[candidate])) return true;
        return false;
    }

private:
    std::vector<WordHashes> sentences_;
    std::vector<std::uint32_t> uses_ = std::vector<std::uint32_t>(1U << 16);  // by word
    std::unordered_map<std::uint16_t, std::vector<std::size_t>> of_word_;
};

bool still_counts(const PastSuggestion& past, const Input& input) {
    const auto& after = input.limits.repeat_after;
    return !after || days_between(past.date, input.date) < *after;
}

}  // namespace

std::vector<std::string> fingerprints(const std::vector<writer::PieceRef>& pieces, Yields& yields) {
    std::vector<std::string> all;
    for (const auto& piece : pieces)
        for (std::size_t d = 0; d < yields.size(); ++d) {
            if (yields.document(d).id != piece.document_id) continue;
            const auto& reading = yields.reading(d);
            for (const auto& block : reading.blocks) {
                const auto ordinal = reading.passage(block).ordinal;
                if (std::find(piece.passages.begin(), piece.passages.end(), ordinal) == piece.passages.end())
                    continue;
                for (const auto& sentence : block.sentences)
                    if (auto print = printed(hashes_of(sentence.text)); !print.empty())
                        all.push_back(std::move(print));
            }
        }
    return all;
}

std::set<std::string> told_hashes(const Input& input) {
    std::set<std::string> told;
    for (const auto& past : input.past)
        if (still_counts(past, input)) told.insert(past.evidence.begin(), past.evidence.end());
    // What stands in three documents ("npm install") is no subject: whoever told one of them has not told the
    // others. Two may be copies of each other.
    constexpr std::size_t kAnywhere = 3;
    std::unordered_map<std::string_view, std::size_t> documents;
    for (const auto& document : input.documents) {
        std::set<std::string_view> here;
        for (const auto& known : document.passages)
            if (const auto found = told.find(known.hash); found != told.end()) here.insert(*found);
        for (const auto hash : here)
            ++documents[hash];
    }
    std::vector<std::string> anywhere;
    for (const auto& [hash, count] : documents)
        if (count >= kAnywhere) anywhere.emplace_back(hash);
    for (const auto& hash : anywhere)
        told.erase(hash);
    return told;
}

double value_of(const writer::Trial& trial, std::string_view name) {
    for (const auto& [feature, value] : trial.features)
        if (feature == name) return value;
    return 0;
}

bool is_below_threshold(const writer::Trial& trial, const Input& input) {
    // All that came to a note since it was told is news, and the person's own like the rest of it: the score,
    // which has not met its kind, need not say so as surely.
    constexpr double kNews = 0.1;
    if (writer::is_talk(trial)) return trial.score < input.talk_threshold;
    const bool news = value_of(trial, "follows_told") > 0 && value_of(trial, "all_told") > 0;
    return trial.score < input.threshold - (news ? kNews : 0);
}

std::set<std::string> told_passages(const Input& input, Yields& yields) {
    auto told = told_hashes(input);
    ToldSentences sentences;
    for (const auto& past : input.past)
        if (still_counts(past, input))
            for (const auto& print : past.sentences)
                sentences.add(parsed(print));
    if (sentences.empty()) return told;
    std::unordered_set<const KnownPassage*> met;     // most are in many trials
    std::unordered_set<std::string_view> looked_at;  // passages, by hash
    const writer::Setting setting{input.person, input.date, {}, yields.told_before(), yields.telling_share()};
    for (const auto* form : yields.forms())
        for (const auto& trial : yields.tried(*form, setting)) {
            // A newsletter takes short pieces that would be no draft by themselves.
            if (is_below_threshold(trial, input) && !form->fields.subject_and_preview) continue;
            const auto language = yields.summary(trial.document).language;
            for (const auto& piece : trial.draft.pieces)
                for (const auto ordinal : piece.passages) {
                    const auto* known = yields.passage(trial.document, ordinal);
                    if (known == nullptr || !met.insert(known).second || told.contains(known->hash) ||
                        !looked_at.insert(known->hash).second)
                        continue;
                    const std::string_view text = known->passage.text;
                    for (const auto& span : language::sentences(text, language))
                        if (sentences.has(hashes_of(text.substr(span.begin, span.end - span.begin)))) {
                            told.insert(known->hash);
                            break;
                        }
                }
        }
    return told;
}

Allowance allowance(const Input& input) {
    Allowance allowed{std::numeric_limits<std::size_t>::max(), {}};
    const auto& limits = input.limits;
    // The dates on which something was proposed that counts for a limit of so many days.
    const auto proposed = [&](int days) {
        std::vector<Date> dates;
        for (const auto& past : input.past)
            if (const int ago = days_between(past.date, input.date); ago >= 0 && ago < days)
                dates.push_back(past.date);
        std::sort(dates.begin(), dates.end());
        return dates;
    };
    const auto apply = [&](const std::optional<int>& most, int days, const char* name) {
        if (!most) return;
        const auto dates = proposed(days);
        const auto limit = static_cast<std::size_t>(*most);
        const auto left = limit > dates.size() ? limit - dates.size() : 0;
        if (left >= allowed.drafts) return;
        allowed.drafts = left;
        allowed.limit = fmt::format("{}: {} allows no more", name, limit);
        if (!dates.empty())
            allowed.limit += fmt::format(
                " before {}",
                format_date(add_days(dates[dates.size() > limit ? dates.size() - limit : 0], days)));
        if (!dates.empty())
            allowed.limit += fmt::format(" ({} proposed in the last {})", count(dates.size(), "was", "were"),
                                         days == 1 ? "day" : fmt::format("{} days", days));
    };
    apply(limits.max_per_day, 1, "max_per_day");
    apply(limits.max_per_week, 7, "max_per_week");
    return allowed;
}

}  // namespace pacelane::analysis::detail
