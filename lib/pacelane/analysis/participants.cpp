#include "detail/meetings.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace pacelane::analysis::detail {

namespace {

void sort_by_share(std::vector<Participant>& participants) {
    std::sort(participants.begin(), participants.end(), [](const Participant& a, const Participant& b) {
        if (a.words != b.words) return a.words > b.words;
        if (a.meetings != b.meetings) return a.meetings > b.meetings;
        return a.name < b.name;
    });
}

}  // namespace

std::vector<MeetingContext::Meeting> describe_meetings(const Corpus& corpus,
                                                       const std::vector<std::size_t>& meetings) {
    std::vector<MeetingContext::Meeting> described;
    for (const auto d : meetings) {
        const auto& document = corpus.input().documents[d];
        const auto& info = corpus.info(d);
        std::map<std::string, Participant> by_name;
        const auto of = [&](std::string_view name) -> Participant* {
            if (name.empty() || is_anonymous(name)) return nullptr;
            auto canonical = corpus.people().canonical(name, d);
            if (canonical.empty()) return nullptr;
            auto& participant = by_name[canonical];
            participant.name = std::move(canonical);
            participant.meetings = 1;
            return &participant;
        };
        for (const auto& name : document.participants)
            of(name);
        std::unordered_map<std::string_view, Participant*> speakers;  // few, who speak many times
        int spoken = 0;
        for (std::size_t p = 0; p < document.passages.size(); ++p) {
            const auto& passage = document.passages[p].passage;
            if (passage.kind != context::PassageKind::turn) continue;
            int words = 0;
            for (auto i = info.first_of_passage[p]; i < info.first_of_passage[p + 1]; ++i)
                words += corpus.sentences()[i].words;
            spoken += words;
            const auto [speaker, is_new] = speakers.try_emplace(passage.speaker);
            if (is_new) speaker->second = of(passage.speaker);
            if (auto* participant = speaker->second) {
                participant->turns += 1;
                participant->words += words;
            }
        }
        MeetingContext::Meeting meeting;
        meeting.document_id = document.id;
        meeting.path = document.path;
        meeting.title = document.title;
        meeting.date = document.date;
        meeting.is_new = document.is_new;
        for (auto& [name, participant] : by_name) {
            if (spoken > 0) participant.share = static_cast<double>(participant.words) / spoken;
            meeting.participants.push_back(participant);
        }
        sort_by_share(meeting.participants);
        described.push_back(std::move(meeting));
    }
    return described;
}

std::vector<std::size_t> occasions(const Corpus& corpus, const std::vector<std::size_t>& meetings) {
    // A transcript of a day that has minutes, too, with a person in common, records the same meeting.
    const auto& documents = corpus.input().documents;
    std::vector<std::size_t> occasion(meetings.size());
    std::map<std::string, std::vector<std::size_t>> by_day;
    for (std::size_t m = 0; m < meetings.size(); ++m) {
        occasion[m] = m;
        const auto& document = documents[meetings[m]];
        if (!document.date) continue;
        auto& same_day = by_day[format_date(*document.date)];
        for (const auto other : same_day) {
            const auto& earlier = documents[meetings[other]];
            if (earlier.kind == document.kind || occasion[other] != other) continue;
            std::set<std::string> names;
            for (const auto& name : earlier.participants)
                names.insert(corpus.people().canonical(name, meetings[other]));
            const auto shared = std::count_if(
                document.participants.begin(), document.participants.end(), [&](const std::string& name) {
                    return names.contains(corpus.people().canonical(name, meetings[m]));
                });
            if (shared >= 2 || earlier.title == document.title) {
                occasion[m] = other;
                break;
            }
        }
        same_day.push_back(m);
    }
    return occasion;
}

std::vector<Participant> all_participants(const Corpus& corpus, const std::vector<std::size_t>& meetings,
                                          const std::vector<MeetingContext::Meeting>& described) {
    const auto occasion = occasions(corpus, meetings);
    std::map<std::string, Participant> by_name;
    std::map<std::string, std::set<std::size_t>> attended;
    double spoken = 0;
    for (std::size_t m = 0; m < described.size(); ++m) {
        for (const auto& one : described[m].participants) {
            auto& all = by_name[one.name];
            all.name = one.name;
            all.turns += one.turns;
            all.words += one.words;
            attended[one.name].insert(occasion[m]);
        }
        const auto& info = corpus.info(meetings[m]);
        for (auto i = info.first_sentence; i < info.end_sentence; ++i) {
            const auto& sentence = corpus.sentences()[i];
            if (corpus.passage(sentence).kind == context::PassageKind::turn) spoken += sentence.words;
        }
    }
    std::vector<Participant> participants;
    for (auto& [name, participant] : by_name) {
        participant.meetings = static_cast<int>(attended[name].size());
        if (spoken > 0) participant.share = participant.words / spoken;
        participants.push_back(std::move(participant));
    }
    sort_by_share(participants);
    return participants;
}

}  // namespace pacelane::analysis::detail
