#pragma once

#include "words.h"

#include <optional>
#include <string_view>

/// The wordings by which a decision is told.
namespace pacelane::analysis::detail {

/// Who tells: people who talk, where only the plain wordings count, or whoever took the minutes.
enum class Voice { speech, note };

/// The words of the sentence that tell of a decision made there and then; nothing when there are none. Not
/// what was decided before ("as soon as we decided"), may be decided ("if we decided") or is asked.
std::optional<PhraseList::Match> decision_wording(std::string_view text, const Words& words, Voice voice,
                                                  const LanguagePack& pack);

/// "Let's remove the block": what a group ends on, decided only where it is the last word on a subject.
bool is_exhortation(std::string_view text, const Words& words, const LanguagePack& pack);

/// "Any objections?"
bool asks_for_objections(std::string_view text, const Words& words, const LanguagePack& pack);
/// "No", "None voiced": nothing is said against it.
bool tells_silence(std::string_view text, const Words& words, const LanguagePack& pack);
/// "Planning to cancel …", "Ok to start …", "Close as a duplicate", "Will leave it as it is": how a subject
/// ends, where the line stands below it and is nobody's own.
bool tells_outcome(std::string_view text, const Words& words, const LanguagePack& pack);

/// "not decided yet", "postponed", "ainda vamos definir": the sentence leaves it open.
bool leaves_open(const Words& words, const LanguagePack& pack);

/// "Personas definidas", "The following were chosen": what comes next was decided.
bool announces_decided(const Words& words, const LanguagePack& pack);

/// "Leave it on the agenda", "remove the label": housekeeping of the meeting itself.
bool is_housekeeping(const Words& words, const LanguagePack& pack);
/// "Leave on the agenda until Ana is back", "discussed, so we can remove the tag": what the group does with
/// its own agenda. A decision of the meeting, and nothing for others.
bool decides_on_agenda(std::string_view text, const Words& words, const LanguagePack& pack);

/// "TSC", "WG": in minutes it stands for a group.
bool is_abbreviation(std::string_view text, const Word& word);

}  // namespace pacelane::analysis::detail
