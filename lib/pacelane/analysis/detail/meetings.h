#pragma once

#include "minutes.h"

#include <vector>

/// Who met, who talked how much, who works with whom.
namespace pacelane::analysis::detail {

/// One entry a meeting, in the order given, with its participants by share.
std::vector<MeetingContext::Meeting> describe_meetings(const Corpus& corpus,
                                                       const std::vector<std::size_t>& meetings);
/// Over all meetings, by share. A transcript and the minutes of one meeting count as one.
std::vector<Participant> all_participants(const Corpus& corpus, const std::vector<std::size_t>& meetings,
                                          const std::vector<MeetingContext::Meeting>& described);
std::vector<Collaboration> find_collaboration(const Corpus& corpus, const std::vector<std::size_t>& meetings,
                                              const std::vector<MeetingContext::Meeting>& described,
                                              const std::vector<FoundAction>& actions);
/// The occasion of each meeting: equal for the minutes and the transcript of one and the same.
std::vector<std::size_t> occasions(const Corpus& corpus, const std::vector<std::size_t>& meetings);

}  // namespace pacelane::analysis::detail
