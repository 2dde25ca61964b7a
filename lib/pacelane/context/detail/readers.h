#pragma once

#include "reading.h"

#include <span>
#include <string_view>

/// The readers of the single formats: each a file of its own.
namespace pacelane::context::detail {

struct Reader {
    Format format;
    /// Whether it reads this file. The readers are asked in order; `extension` is in lower case, without the
    /// dot.
    bool (*recognizes)(const FileBody& body, std::string_view extension);
    /// `title` is the front matter's, empty when it has none.
    Reading (*read)(const FileBody& body, std::string_view title);
};
/// In the order in which they are asked; the last one recognizes every text.
std::span<const Reader> readers();

/// Markdown by the extension.
bool is_markdown(std::string_view extension);

Reading read_markdown(const FileBody& body, std::string_view title);
Reading read_plain_text(const FileBody& body, std::string_view title);
Reading read_org(const FileBody& body, std::string_view title);
Reading read_lyrics(const FileBody& body);
Reading read_chat(const FileBody& body);
Reading read_nameless_chat(const FileBody& body);
/// The messages of a phone in XML.
Reading read_sms_backup(const FileBody& body);
Reading read_speaker_text(const FileBody& body);
Reading read_webvtt(const FileBody& body);
Reading read_srt(const FileBody& body);

/// Whether the text is the export of a chat, or one that was copied.
bool looks_like_chat(const FileBody& body);
/// Whether it was copied off a screen on which no message has a name.
bool looks_like_nameless_chat(const FileBody& body);
/// Whether the text is XML with the messages of a phone.
bool looks_like_sms_backup(std::string_view text);
/// Whether the text is a transcript with speaker labels. Knowledge needs more evidence than a transcript;
/// with `only_timed`, labels without a time are none.
bool looks_like_speaker_text(const FileBody& body, bool only_timed = false);
/// Whether the text starts with an SRT cue.
bool looks_like_srt(std::string_view text);
bool looks_like_webvtt(std::string_view text);
/// Whether most lines of the text have times as lyrics do: "[00:12.30] words".
bool looks_like_lyrics(std::string_view text);

}  // namespace pacelane::context::detail
