#pragma once

#include <cstddef>
#include <functional>
#include <pacelane/base/export.h>
#include <pacelane/store/snapshot.h>
#include <string>
#include <string_view>

namespace pacelane::monitor {

/// What a part of the text is, for its colour.
enum class Tone { plain, heading, good, bad, waiting, faint };
/// The tone of a state such as "completed".
PACELANE_API Tone tone_of(std::string_view state);

struct TextOptions {
    std::size_t width = 80;  ///< characters; no line is longer, from 72 on
    /// Puts colour around a text that is measured already; none: as it is.
    std::function<std::string(Tone, std::string_view)> paint;
};

/// What an error is about: "2026-11-19", "2026-11-19 linkedin_post" or a path.
PACELANE_API std::string subject_of(const store::ErrorEntry& error);
/// The snapshot for a person at a terminal.
PACELANE_API std::string text(const store::Snapshot& snapshot, const TextOptions& options = {});
/// One bar a value, as high as it is beside the largest: "▁▃█". Zero is a blank line: "▁".
PACELANE_API std::string sparkline(const std::vector<std::int64_t>& values);

}  // namespace pacelane::monitor
