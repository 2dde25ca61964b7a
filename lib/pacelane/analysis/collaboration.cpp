#include "detail/meetings.h"

#include <algorithm>
#include <map>
#include <pacelane/base/text.h>
#include <set>

namespace pacelane::analysis::detail {

namespace {

// In an assembly everybody meets everybody, and it says nothing.
constexpr std::size_t kLargestMeeting = 25;
constexpr std::size_t kMostPairs = 100;

struct Pair {
    std::set<std::size_t> attended;
    int exchanges = 0;
};

}  // namespace

std::vector<Collaboration> find_collaboration(const Corpus& corpus, const std::vector<std::size_t>& meetings,
                                              const std::vector<MeetingContext::Meeting>& described,
                                              const std::vector<FoundAction>& actions) {
    const auto occasion = occasions(corpus, meetings);
    std::map<std::pair<std::string, std::string>, Pair> pairs;
    const auto pair_of = [&](const std::string& a, const std::string& b) -> Pair& {
        return a < b ? pairs[{a, b}] : pairs[{b, a}];
    };
    for (std::size_t m = 0; m < meetings.size(); ++m) {
        const auto& present = described[m].participants;
        if (present.size() <= kLargestMeeting)
            for (std::size_t i = 0; i < present.size(); ++i)
                for (std::size_t k = i + 1; k < present.size(); ++k)
                    pair_of(present[i].name, present[k].name).attended.insert(occasion[m]);
        std::string last;
        std::string_view written;  // by whom the turn before was said
        for (const auto& known : corpus.input().documents[meetings[m]].passages) {
            const auto& passage = known.passage;
            if (passage.kind != context::PassageKind::turn || passage.speaker.empty()) continue;
            // Who goes on speaks with nobody.
            if (passage.speaker == written) continue;
            written = passage.speaker;
            std::string speaker = is_anonymous(passage.speaker)
                                      ? std::string()
                                      : corpus.people().canonical(passage.speaker, meetings[m]);
            if (!speaker.empty() && !last.empty() && speaker != last) ++pair_of(speaker, last).exchanges;
            last = std::move(speaker);
        }
    }
    for (const auto& action : actions)
        if (!action.giver.empty() && !action.item.who.empty() && action.giver != action.item.who &&
            action.item.who.find(',') == std::string::npos)
            ++pair_of(action.giver, action.item.who).exchanges;

    std::vector<Collaboration> result;
    result.reserve(pairs.size());
    for (const auto& [names, pair] : pairs)
        result.push_back({names.first, names.second, static_cast<int>(pair.attended.size()), pair.exchanges});
    std::stable_sort(result.begin(), result.end(), [](const Collaboration& a, const Collaboration& b) {
        if (a.exchanges != b.exchanges) return a.exchanges > b.exchanges;
        return a.meetings > b.meetings;
    });
    if (result.size() > kMostPairs) result.resize(kMostPairs);
    return result;
}

}  // namespace pacelane::analysis::detail
