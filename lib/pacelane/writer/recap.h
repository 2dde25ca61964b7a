#pragma once

#include <pacelane/writer/writer.h>

/// What came out of a meeting: short lists of lines of its minutes, each with its source.
namespace pacelane::writer {

/// Fewer lines are no recap.
inline constexpr std::size_t kLeastRecapLines = 3;

/// Whether a meeting of this title, with these people, may be told of at all: the person was there, as far as
/// its list of those present says, and neither is private.
PACELANE_API bool may_be_recapped(const sources::Reading& reading, const sources::Cast& cast,
                                  const Setting& setting);
/// Those of the lines that strangers understand and that are nobody else's business, in their order by part,
/// as they are printed.
PACELANE_API std::vector<RecapLine> tellable(const sources::Reading& reading, const sources::Cast& cast,
                                             const Setting& setting, const std::vector<RecapLine>& lines);
/// A post of these lines; nothing when they are too few, none tells of a decision or a change, the form is
/// another, or the text is too long. Its score is not learned: see docs/models.md.
PACELANE_API std::optional<Trial> recap_trial(const sources::Reading& reading,
                                              const std::vector<RecapLine>& lines, const Setting& setting,
                                              const ContentForm& form);
/// The same as the last of the short pieces of a letter. False, and nothing done, when there is no recap or
/// no room.
PACELANE_API bool add_recap(Draft& letter, const sources::Reading& reading,
                            const std::vector<RecapLine>& lines, const Setting& setting,
                            const ContentForm& form);

}  // namespace pacelane::writer
