#include "detail/votes.h"

#include "detail/words.h"

#include <algorithm>
#include <optional>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <set>
#include <string>

namespace pacelane::analysis::detail {

namespace {

constexpr std::size_t kVotesFollowWithin = 60;  // passages; talk stands between the votes

// Where a proposal begins in what somebody wrote: at the start, after a full stop, or anywhere in capitals,
// as several lines of one person may be read as one.
std::optional<std::size_t> proposal_in(std::string_view line, const Words& words, std::size_t from) {
    for (std::size_t i = from; i < words.size(); ++i) {
        const auto count = language::any_language().proposal_labels.at(words, i);
        if (count == 0 || i + count >= words.size()) continue;
        if (!trim(gap_after(line, words, i + count - 1)).starts_with(':')) continue;
        const auto written = line.substr(words[i].begin, words[i].end - words[i].begin);
        const bool capitals =
            std::none_of(written.begin(), written.end(), [](char c) { return c >= 'a' && c <= 'z'; });
        const bool opens =
            i == 0 || gap_after(line, words, i - 1).find_first_of(".!?;") != std::string_view::npos;
        if (capitals || opens) return i + count;
    }
    return std::nullopt;
}

enum class Vote { none, in_favor, against };

// The last "+1" or "-1" of what somebody wrote.
Vote vote_of(std::string_view line) {
    auto vote = Vote::none;
    for (std::size_t at = line.find_first_of("+-"); at != std::string_view::npos;
         at = line.find_first_of("+-", at + 1)) {
        const bool starts =
            at == 0 || std::string_view(" \t*_`\"(").find(line[at - 1]) != std::string_view::npos;
        const auto digits = line.find_first_not_of(' ', at + 1);
        if (!starts || digits == std::string_view::npos || line[digits] != '1') continue;
        const auto next = digits + 1;
        const bool longer = next < line.size() && line[next] >= '1' && line[next] <= '9';
        if (!longer) vote = line[at] == '+' ? Vote::in_favor : Vote::against;
    }
    return vote;
}

struct Poll {
    Adopted proposal;
    std::size_t opened_at = 0;
    std::set<std::string> in_favor;
    bool against = false;
};

// "Rod: +1", one item or line of a roll call.
bool is_single_vote(std::string_view text) {
    const auto words = words_of(text);
    return words.size() >= 2 && words.size() <= 5 && text.size() < 60 && vote_of(text) != Vote::none;
}

// Votes noted one below the other: their subject stands before them, or is the heading.
void add_roll_calls(const std::vector<KnownPassage>& passages, std::vector<Adopted>& adopted) {
    for (std::size_t p = 0; p < passages.size(); ++p) {
        std::size_t end = p, in_favor = 0, against = 0;
        for (; end < passages.size() && passages[end].passage.kind != context::PassageKind::turn &&
               is_single_vote(passages[end].passage.text) &&
               passages[end].passage.headings == passages[p].passage.headings;
             ++end)
            ++(vote_of(passages[end].passage.text) == Vote::in_favor ? in_favor : against);
        if (end == p) continue;
        if (in_favor >= 3 && against == 0) {
            const auto& headings = passages[p].passage.headings;
            const bool told = p > 0 && passages[p - 1].passage.headings == headings &&
                              words_of(passages[p - 1].passage.text).size() >= 4;
            if (told)
                adopted.push_back({p - 1, trim(passages[p - 1].passage.text)});
            else if (!headings.empty())
                adopted.push_back({p, headings.back()});
        }
        p = end - 1;
    }
}

}  // namespace

bool announces_subject(std::string_view line) {
    const auto& labels = language::any_language().subject_labels;
    const auto words = words_of(line.substr(0, 60));
    const auto count = labels.at(words, 0);
    return count > 0 && trim(gap_after(line, words, count - 1)).starts_with(':');
}

std::vector<Adopted> adopted_proposals(const Corpus& corpus, std::size_t document) {
    std::vector<Adopted> adopted;
    std::optional<Poll> poll;
    const auto close = [&] {
        if (poll && poll->in_favor.size() >= 2 && !poll->against) adopted.push_back(poll->proposal);
        poll.reset();
    };
    const auto& passages = corpus.input().documents[document].passages;
    for (std::size_t p = 0; p < passages.size(); ++p) {
        const auto& passage = passages[p].passage;
        if (passage.quoted || passage.kind == context::PassageKind::code) continue;
        const bool elsewhere = poll && (p - poll->opened_at > kVotesFollowWithin ||
                                        passage.headings != passages[poll->opened_at].passage.headings);
        if (elsewhere) close();
        for (const auto part : split(passage.text, '\n')) {
            const auto line = trim(part);
            if (line.empty()) continue;
            // Most lines have no label at all.
            const auto words = line.find(':') == std::string_view::npos ? Words() : words_of(line);
            if (auto label = proposal_in(line, words, 0)) {
                close();
                while (const auto next = proposal_in(line, words, *label))
                    label = next;
                auto text = line.substr(words[*label].begin);
                if (const auto vote = text.find(" +1"); vote != std::string_view::npos)
                    text = text.substr(0, vote);
                poll = Poll{{p, trim(text)}, p, {}, false};
                if (vote_of(line) == Vote::in_favor) poll->in_favor.insert(passage.speaker);
                continue;
            }
            if (!poll) continue;
            if (announces_subject(line)) {
                close();
                break;
            }
            const auto vote = vote_of(line);
            // A list of votes may name who voted in each item, or nobody.
            const auto voter = passage.speaker.empty() ? std::to_string(p) : passage.speaker;
            if (vote == Vote::in_favor) poll->in_favor.insert(voter);
            if (vote == Vote::against) poll->against = true;
        }
    }
    close();
    add_roll_calls(passages, adopted);
    std::stable_sort(adopted.begin(), adopted.end(),
                     [](const Adopted& a, const Adopted& b) { return a.passage < b.passage; });
    return adopted;
}

}  // namespace pacelane::analysis::detail
