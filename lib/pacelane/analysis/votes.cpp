#include "detail/votes.h"

#include "detail/words.h"

#include <algorithm>
#include <optional>
#include <pacelane/base/text.h>
#include <set>
#include <string>

namespace pacelane::analysis::detail {

namespace {

constexpr std::size_t kVotesFollowWithin = 60;  // passages; talk stands between the votes

std::size_t proposal_label(std::string_view line) {
    static const Phrases labels(
        "proposed|proposal|proposed resolution|proposed decision|motion|proposta|proposta de "
        "resolucao|proposta de decisao|mocao|moção");
    const auto words = words_of(line.substr(0, 120));
    const auto count = labels.at(words, 0);
    if (count == 0 || count >= words.size() || words[0].begin > 3) return 0;
    return trim(gap_after(line, words, count - 1)).starts_with(':') ? words[count].begin : 0;
}

enum class Vote { none, in_favor, against };

Vote vote_of(std::string_view line) {
    line = strip(line, "*_`\"(");
    for (const std::string_view sign : {"+1", "+ 1"})
        if (line.starts_with(sign) && (line.size() == sign.size() || !is_digit(line[sign.size()])))
            return Vote::in_favor;
    for (const std::string_view sign : {"-1", "- 1",
                                        "\xE2\x88\x92"
                                        "1"})
        if (line.starts_with(sign) && (line.size() == sign.size() || !is_digit(line[sign.size()])))
            return Vote::against;
    return Vote::none;
}

struct Poll {
    Adopted proposal;
    std::size_t opened_at = 0;
    std::set<std::string> in_favor;
    bool against = false;
};

bool announces_subject(std::string_view line) {
    static const Phrases labels("topic|subtopic|agenda|topico|assunto|pauta|item");
    const auto words = words_of(line.substr(0, 60));
    return !words.empty() && labels.at(words, 0) == 1 && trim(gap_after(line, words, 0)).starts_with(':');
}

}  // namespace

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
            if (const auto label = proposal_label(line); label > 0) {
                close();
                poll = Poll{{p, line.substr(label)}, p, {}, false};
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
    return adopted;
}

}  // namespace pacelane::analysis::detail
