// Chats: WhatsApp, Telegram, Signal, Slack, Teams, Discord, Zoom, IRC. Each message is a turn.
#include "detail/chat_lines.h"
#include "detail/chat_look.h"
#include "detail/inline_markdown.h"
#include "detail/labels.h"
#include "detail/metadata.h"
#include "detail/readers.h"
#include "detail/wordless_messages.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

constexpr std::int64_t ms_a_day = 86'400'000;

/// The day's number and what the program that wrote the chat is called.
std::string_view program_of(const ChatLook& look, const ChatLine& first) {
    switch (look.style()) {
        case ChatStyle::stamped:
            if (first.stamp.has_date() && (first.bracketed || first.stamp.year > 0)) return "WhatsApp chat";
            return "chat";
        case ChatStyle::from_to:
            return "Zoom chat";
        case ChatStyle::nick:
            return "chat log";
        default:
            return "chat";
    }
}

class ChatReader {
public:
    ChatReader(const FileBody& body, Reading& reading)
        : lines_(lines_of(body)), look_(look_at_chat(lines_)), reading_(reading) {}

    void read() {
        const ChatStyle style = look_.style();
        const bool above = has_text_below(style);
        std::string_view program = "chat";
        std::size_t messages = 0;
        for (std::size_t i = 0; i < lines_.size() && !reading_.cut_short; ++i) {
            const auto line = chat_line(lines_, i);
            const bool begins = line && (line->style == style || (above && has_text_below(line->style)) ||
                                         (style == ChatStyle::nick && line->style == ChatStyle::stamped));
            if (!begins) {
                if (style == ChatStyle::stamp_over && is_aside(i)) continue;
                if (!is_preview(i)) more(lines_[i]);
                continue;
            }
            if (messages == 0) program = program_of(look_, *line);
            if (!line->sender.empty()) ++messages;
            const std::size_t next = i + line->lines;
            begin(*line, lines_[i].number, next < lines_.size() && !chat_line(lines_, next));
            i = next - 1;
        }
        flush();
        wordless_.tell(reading_);
        reading_.kind = DocumentKind::transcript;
        reading_.kind_reason =
            fmt::format("{} of its {} lines begin messages of a {}", messages, look_.content, program);
        if (last_day_) reading_.date = last_day_;
    }

private:
    /// Teams, copied: "the words by Maya Lindqvist" above Maya's name, the time and the words.
    bool is_preview(std::size_t i) const {
        const auto next = i + 1 < lines_.size() ? chat_line(lines_, i + 1) : std::nullopt;
        if (!next || next->style != ChatStyle::name_above || next->sender.empty()) return false;
        auto text = trim(lines_[i].text);
        const std::size_t below = i + 1 + next->lines;
        if (!text.ends_with(next->sender) || below >= lines_.size()) return false;
        text = trim(text.substr(0, text.size() - next->sender.size()));
        const auto words = trim(lines_[below].text);
        return !words.empty() && text.starts_with(words.substr(0, std::min<std::size_t>(words.size(), 60)));
    }
    /// imessage-exporter: an answer, indented below what it answers, stands again in its place; what the
    /// program tells ("Nov 11, 2026  9:02:42 AM Rui named the conversation") stands behind a time.
    bool is_aside(std::size_t i) {
        const std::string_view raw = lines_[i].text;
        auto text = trim(raw);
        if (text.empty()) return in_answer_;
        const auto stamp = take_stamp(text);
        const bool dated = stamp && stamp->has_date();
        const bool indented = raw.starts_with("    ");
        in_answer_ = indented && (in_answer_ || dated);
        if (in_answer_) return true;
        const bool alone = (i == 0 || trim(lines_[i - 1].text).empty()) &&
                           (i + 1 == lines_.size() || trim(lines_[i + 1].text).empty());
        if (!dated || !alone || trim(text).empty()) return false;
        flush();
        open_ = false;
        wordless_.add(lines_[i].number);
        return true;
    }
    void begin(const ChatLine& line, int number, bool more_follow) {
        flush();
        quoted_lines_ = preview_follows_ = in_answer_ = false;
        versions_ = 0;
        const auto text = without_edit_mark(line.text);
        set_time(line.stamp);
        open_ = true;
        in_section_ = ruled_ = false;
        apart_ = in_quotation_ = false;
        if (line.sender.empty() ||
            (is_wordless(line.text) && !has_text_below(line.style) && !line.text.empty())) {
            // "IMG-1.jpg (file attached)" may have a caption below it.
            open_ = !line.sender.empty();
            if (open_) {
                piece_.passage.kind = PassageKind::turn;
                piece_.passage.speaker = speaker_of(line.sender);
            }
            wordless_.add(number);
            return;
        }
        piece_.passage.kind = PassageKind::turn;
        piece_.passage.speaker = speaker_of(line.sender);
        nick_ = std::string(line.sender);
        if (text.empty()) {
            if (!line.text.empty()) wordless_.add(number);
            return;
        }
        // LINE sets a message of several lines between quotation marks.
        quoted_lines_ = line.tabbed && text.starts_with('"') && !text.substr(1).ends_with('"') && more_follow;
        if (quoted_lines_) return say(text.substr(1), number);
        // Zoom: 'Reacted to "…" with 👍'
        if (line.style == ChatStyle::from_to && is_chat_furniture(text)) return wordless_.add(number);
        if (line.style == ChatStyle::nick && read_scribed(text, number)) return;
        say(text, number);
    }

    /// A line that goes on with a message, or stands before the first.
    void more(const Line& line) {
        const auto text = trim(skip_unseen(line.text));
        if (text.empty()) {
            in_section_ = false;
            return;
        }
        // DiscordChatExporter: "{Attachments}", "{Reactions}", "{Embed}" above what nobody wrote.
        if (text.starts_with('{') && text.ends_with('}') && text.find(' ') == std::string_view::npos)
            in_section_ = true;
        if (language::any_language().chat_sections.contains(language::fold(text, true))) in_section_ = true;
        if (in_section_) return wordless_.add(line.number);
        if (text.find_first_not_of('=') == std::string_view::npos) ruled_ = !ruled_;
        if (look_.dated * 2 < look_.all()) {
            if (const auto day = lone_day(text)) return set_day(*day);
        }
        if (std::exchange(preview_follows_, false)) return wordless_.add(line.number);
        if (ruled_ || is_chat_furniture(text)) {
            preview_follows_ = open_ && piece_.words.empty() && text.ends_with(':');
            return;
        }
        if (!open_) {
            if (piece_.passage.kind != PassageKind::turn && !any_) {
                // What stands above the first message, such as the channel's name.
                if (reading_.title.empty() && text.size() <= 100) reading_.title = shortened(text, 200);
            } else {
                wordless_.add(line.number);
            }
            return;
        }
        if (quotes_post(text)) return;
        if (is_wordless(line.text)) return wordless_.add(line.number);
        static constexpr auto forwarded = "[Forwarded from "sv;
        if (text.starts_with(forwarded) && text.ends_with(']')) {
            piece_.passage.speaker =
                speaker_of(text.substr(forwarded.size(), text.size() - forwarded.size() - 1));
            piece_.passage.quoted = true;
            return;
        }
        if (is_version(text, line.number)) return;
        if (is_change(text, line.number)) return;
        if (in_quotation_) return quote(text, line.number);
        if (text.starts_with('>') || text.starts_with("│ ")) return quote(text, line.number);
        if (apart_) {
            flush();
            piece_.passage.kind = PassageKind::turn;
            piece_.passage.speaker = quoting_;
            apart_ = false;
        }
        piece_.words.paragraph_break();
        const bool last = quoted_lines_ && text.ends_with('"');
        if (last) quoted_lines_ = false;
        say(without_edit_mark(last ? text.substr(0, text.size() - 1) : text), line.number);
    }

    /// sigtop: "| Version: 2", "| Sent: …", "|", "| text", the newest first.
    bool is_version(std::string_view text, int number) {
        if (!text.starts_with('|')) return false;
        text = trim(text.substr(1));
        const auto field = field_name(text);
        if (field == "Version") ++versions_;
        if (versions_ == 0) return false;
        const bool of_program = field == "Version" || field == "Sent" || text.empty();
        if (versions_ > 1)
            wordless_.add(number);
        else if (!of_program)
            say(text, number);
        return true;
    }
    /// "Edited 14 seconds later: text": it takes the place of what stood before.
    bool is_change(std::string_view text, int number) {
        for (const auto frame : language::any_language().chat_change_frames) {
            const auto gap = frame.find('*');
            if (gap == std::string_view::npos || !text.starts_with(frame.substr(0, gap))) continue;
            constexpr std::size_t longest = 60;
            const auto rest = frame.substr(gap + 1);
            const auto at = text.substr(0, longest).find(rest);
            if (at == std::string_view::npos) continue;
            piece_.words.clear();
            say(text.substr(at + rest.size()), number);
            return true;
        }
        return false;
    }

    /// A reply quotes what it answers.
    void quote(std::string_view text, int number) {
        if (!apart_) {
            quoting_ = piece_.passage.speaker;
            flush();
            piece_.passage.kind = PassageKind::quote;
            piece_.passage.quoted = true;
            apart_ = true;
        }
        const auto begin = text.find_first_not_of("> ");
        if (text.starts_with("│ "))
            text = trim(text.substr("│ "sv.size()));
        else
            text = begin == std::string_view::npos ? std::string_view{} : text.substr(begin);
        // sigtop: "> From: Rui (+1555…)", "> Sent: …" above the quotation
        if (const auto field = field_name(text); !field.empty() && piece_.words.empty()) {
            constexpr std::string_view from = "From: ";
            if (text.starts_with(from))
                piece_.passage.speaker = speaker_of(text.substr(from.size(), text.rfind(" (") - from.size()));
            if (field == "From" || field == "Sent") return;
        }
        piece_.words.space();
        piece_.words.append(message_words(text), number);
    }

    /// Discourse: '[quote="maya, post:1, topic:44"]' above what is answered, "[/quote]" below it.
    bool quotes_post(std::string_view text) {
        static constexpr auto opens = "[quote"sv;
        if (text == "[/quote]") return std::exchange(in_quotation_, false);
        if (!text.starts_with(opens) || !text.ends_with(']')) return false;
        auto who = text.substr(opens.size(), text.size() - opens.size() - 1);
        const auto from = who.find_first_not_of("=\"");
        who = from == std::string_view::npos ? std::string_view{} : who.substr(from);
        in_quotation_ = true;
        if (!apart_) quoting_ = piece_.passage.speaker;
        flush();
        piece_.passage.kind = PassageKind::quote;
        piece_.passage.quoted = true;
        piece_.passage.speaker = speaker_of(trim(who.substr(0, who.find_first_of(",\""))));
        apart_ = true;
        return true;
    }

    /// W3C's logs: the scribe writes down what others say, "Maya: …", and goes on with "…".
    bool read_scribed(std::string_view text, int number) {
        const auto colon = text.find(':');
        const std::string command = language::fold(trim(text.substr(0, colon)));
        if (command == "scribe" || command == "scribenick" || text.starts_with("scribe+")) {
            const auto who =
                trim(text.substr(std::min(text.size(), text.starts_with("scribe+") ? 7 : colon + 1)));
            scribe_ = language::fold(who.empty() ? nick_ : std::string(who));
            scribed_.clear();
            return false;
        }
        if (scribe_.empty() || language::fold(nick_) != scribe_) return false;
        const bool goes_on = text.starts_with("...") || text.starts_with("…");
        if (goes_on && !scribed_.empty()) {
            piece_.passage.speaker = scribed_;
            while (text.starts_with('.') || text.starts_with("…"))
                text = trim(text.substr(text.front() == '.' ? 1 : "…"sv.size()));
            say(text, number);
            return true;
        }
        const auto spoken = spoken_line(text);
        if (!spoken || spoken->speaker.empty() || spoken->timed || spoken->form != LabelForm::inline_ ||
            spoken->text.empty() || spoken->shape == NameShape::odd)
            return false;
        scribed_ = spoken->speaker;
        piece_.passage.speaker = scribed_;
        say(spoken->text, number);
        return true;
    }

    void say(std::string_view text, int number) {
        any_ = true;
        piece_.words.append(message_words(text), number, time_);
    }

    void set_day(const Stamp& stamp) {
        if (const auto day = date_of(stamp, look_.month_first())) {
            if (!first_day_) first_day_ = day;
            last_day_ = day;
        }
    }

    void set_time(const Stamp& stamp) {
        set_day(stamp);
        time_.reset();
        if (!stamp.has_time) return;
        const int days = first_day_ && last_day_ ? std::max(0, days_between(*first_day_, *last_day_)) : 0;
        time_ = days * ms_a_day + stamp.ms;
    }

    void flush() {
        Piece piece = std::exchange(piece_, {});
        if (piece.words.empty()) return;
        if (!piece.passage.speaker.empty() && !piece.passage.quoted)
            add_name(reading_.participants, piece.passage.speaker);
        reading_.add(std::move(piece));
    }

    std::vector<Line> lines_;
    ChatLook look_;
    Reading& reading_;
    Piece piece_;
    std::string nick_;
    std::string quoting_;
    std::string scribe_;
    std::string scribed_;
    std::optional<Date> first_day_;
    std::optional<Date> last_day_;
    std::optional<std::int64_t> time_;  // since midnight of the first day
    WordlessMessages wordless_;
    int versions_ = 0;  // of a message that was changed
    bool in_answer_ = false;
    bool open_ = false;
    bool apart_ = false;         // a quotation within the message
    bool in_quotation_ = false;  // of another post
    bool any_ = false;
    bool in_section_ = false;
    bool quoted_lines_ = false;     // a quotation mark closes the message
    bool preview_follows_ = false;  // the next line shows what is answered
    bool ruled_ = false;            // between two rules: what an exporter tells of the chat
};

}  // namespace

bool looks_like_chat(const FileBody& body) {
    // The start tells.
    FileBody start = body;
    start.text = body.text.substr(0, 128 * 1024);
    const auto lines = lines_of(start);
    if (!holds_messages(lines)) return false;
    const auto look = look_at_chat(lines);
    // A chat that somebody pasted below words of their own is a piece of a note.
    if (body.kind == DocumentKind::knowledge && look.prose_before > 0) return false;
    return is_chat_dialogue(look) && !look.is_recording();
}

Reading read_chat(const FileBody& body) {
    Reading reading;
    ChatReader{body, reading}.read();
    return reading;
}

}  // namespace pacelane::context::detail
