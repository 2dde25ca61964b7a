#include "detail/readers.h"

#include "detail/fenced_lines.h"
#include "detail/transcript_export.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>

namespace pacelane::context::detail {

namespace {

/// Text in no format that says what it is may still look like Markdown.
bool looks_like_markdown(std::string_view text) {
    constexpr int enough = 200;  // lines
    for (int lines = 0; !text.empty() && lines < enough; ++lines) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const auto line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        for (const std::string_view mark : {"# ", "## ", "### ", "```"})
            if (line.starts_with(mark)) return true;
    }
    return false;
}

bool is_webvtt(const FileBody& body, std::string_view extension) {
    return extension == "vtt" || looks_like_webvtt(body.text);
}
bool is_srt(const FileBody& body, std::string_view extension) {
    return extension == "srt" || looks_like_srt(body.text);
}
/// Whether the file, or what of a Markdown note is no code, is recognised.
template <class Looks>
bool besides_code(const FileBody& body, std::string_view extension, const Looks& looks) {
    if (!looks(body)) return false;
    if (!is_markdown(extension)) return true;
    const auto text = without_fenced_code(body.text);
    auto note = body;
    note.text = text;
    return text == body.text || looks(note);
}
bool is_chat(const FileBody& body, std::string_view extension) {
    return besides_code(body, extension, looks_like_chat);
}
bool is_nameless_chat(const FileBody& body, std::string_view) {
    return looks_like_nameless_chat(body);
}
bool is_speaker_text(const FileBody& body, std::string_view extension) {
    // Minutes and notes in Markdown are Markdown; only turns with times give a recording or a chat away.
    const bool only_timed = is_markdown(extension) && body.kind != DocumentKind::transcript;
    return besides_code(body, extension,
                        [&](const FileBody& part) { return looks_like_speaker_text(part, only_timed); });
}
bool is_markdown_text(const FileBody& body, std::string_view extension) {
    return is_markdown(extension) ||
           (extension != "txt" && extension != "text" && looks_like_markdown(body.text));
}
bool is_org(const FileBody&, std::string_view extension) {
    return extension == "org";
}
bool is_lyrics(const FileBody& body, std::string_view extension) {
    return extension == "lrc" || (!is_markdown(extension) && looks_like_lyrics(body.text));
}
bool is_any(const FileBody&, std::string_view) {
    return true;
}

/// Readers that need no title.
template <Reading (*read)(const FileBody&)>
Reading untitled(const FileBody& body, std::string_view) {
    return read(body);
}

bool is_transcript_json(const FileBody& body, std::string_view extension) {
    // Text in brackets is more common than a transcript without its extension.
    return extension == "json" || ((body.text.starts_with('{') || body.text.starts_with('[')) &&
                                   may_be_transcript_json(body.text.substr(0, 64 * 1024)));
}
bool is_transcript_tsv(const FileBody& body, std::string_view extension) {
    return extension == "tsv" || (!is_markdown(extension) && looks_like_transcript_tsv(body.text));
}

bool is_sms_backup(const FileBody& body, std::string_view extension) {
    return extension == "xml" && looks_like_sms_backup(body.text);
}

constexpr std::array kReaders{
    Reader{Format::chat, is_sms_backup, untitled<read_sms_backup>},
    Reader{Format::transcript_json, is_transcript_json, untitled<read_transcript_json>},
    Reader{Format::transcript_tsv, is_transcript_tsv, untitled<read_transcript_tsv>},
    Reader{Format::webvtt, is_webvtt, untitled<read_webvtt>},
    Reader{Format::srt, is_srt, untitled<read_srt>},
    Reader{Format::org, is_org, read_org},
    Reader{Format::lyrics, is_lyrics, untitled<read_lyrics>},
    Reader{Format::chat, is_chat, untitled<read_chat>},
    Reader{Format::chat, is_nameless_chat, untitled<read_nameless_chat>},
    Reader{Format::speaker_text, is_speaker_text, untitled<read_speaker_text>},
    Reader{Format::markdown, is_markdown_text, read_markdown},
    Reader{Format::text, is_any, read_plain_text},
};

}  // namespace

bool is_markdown(std::string_view extension) {
    for (const std::string_view one : {"md", "markdown", "mdown", "mkd", "mkdn", "mdx", "qmd", "rmd"})
        if (extension == one) return true;
    return false;
}

std::span<const Reader> readers() {
    return kReaders;
}

}  // namespace pacelane::context::detail
