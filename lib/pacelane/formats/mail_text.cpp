#include "mail_text.h"

#include "mail_attribution.h"
#include "mail_marks.h"
#include "mail_people.h"
#include "mail_signature.h"

#include <algorithm>
#include <optional>
#include <pacelane/base/text.h>
#include <pacelane/context/detail/labels.h>
#include <pacelane/context/detail/quoted_marks.h>
#include <pacelane/context/detail/readers.h>
#include <pacelane/language/language_pack.h>
#include <utility>

namespace pacelane::formats {

namespace {

using context::PassageKind;
using context::detail::Piece;
using context::detail::Reading;

/// Whose words a run of lines holds.
struct MailSegment {
    std::string speaker;
    bool quoted = false;
    std::size_t depth = 0;
    std::vector<MailLine> lines;
};

/// The head of a message within another: "From: …", "Sent: …", in any order.
struct InnerHead {
    std::string name;
    std::size_t end = 0;  // the line after it
};

std::optional<InnerHead> inner_head(const std::vector<MailLine>& lines, std::size_t at) {
    const auto& lists = language::any_language();
    constexpr std::size_t longest = 30;
    constexpr std::size_t fewest = 3;
    if (!is_head_field(lines[at].text)) return std::nullopt;
    InnerHead head;
    bool named = false;
    std::size_t fields = 0;
    for (std::size_t i = at; i < lines.size() && i < at + longest; ++i) {
        if (is_blank(lines[i]) || lines[i].quote != lines[at].quote) break;
        const auto field = context::detail::mail_field(lines[i].text);
        if (lists.from_fields.contains(field) || lists.mail_fields.contains(field)) {
            ++fields;
            head.end = i + 1;
            if (!named && lists.from_fields.contains(field)) {
                std::string value(trim(std::string_view(lines[i].text).substr(lines[i].text.find(':') + 1)));
                // A long address stands on the next line.
                if (value.empty() && i + 1 < lines.size()) value = lines[i + 1].text;
                head.name = person_of(value);
                named = true;
            }
        } else if (i > head.end + 2) {
            break;
        }
    }
    if (!named || fields < fewest) return std::nullopt;
    // The last field's people may go on below it.
    while (head.end < lines.size() && lines[head.end].quote == lines[at].quote &&
           !is_blank(lines[head.end]) && lines[head.end].text.find('@') != std::string::npos &&
           head.end < at + longest)
        ++head.end;
    return head;
}

/// Walks over a message's lines and cuts it into segments.
class MailCutter {
public:
    MailCutter(const std::vector<MailLine>& lines, const MailVoice& voice) : lines_(lines) {
        base_ = voice.speaker;
        base_quoted_ = voice.quoted;
        if (!voice.answered.empty()) speakers_.push_back(voice.answered);
    }

    std::vector<MailSegment> cut() {
        for (std::size_t i = 0; i < lines_.size();) {
            if (take_attribution(i) || take_inner_message(i)) continue;
            put(lines_[i++]);
        }
        return std::move(segments_);
    }

private:
    std::string speaker_at(std::size_t depth) const {
        if (depth == 0) return base_;
        return depth <= speakers_.size() ? speakers_[depth - 1] : std::string{};
    }
    /// Of deeper quotations nobody knows yet whose they are.
    void set_speaker(std::size_t depth, std::string name) {
        if (depth == 0) {
            base_ = std::move(name);
            base_quoted_ = true;
            speakers_.clear();
            return;
        }
        speakers_.resize(depth);
        speakers_[depth - 1] = std::move(name);
    }

    void put(const MailLine& line) {
        // A blank line may have lost its marks.
        if (is_blank(line) && !segments_.empty()) {
            segments_.back().lines.push_back(line);
            return;
        }
        const auto speaker = speaker_at(line.quote);
        const bool quoted = base_quoted_ || line.quote > 0;
        if (segments_.empty() || fresh_ || segments_.back().depth != line.quote ||
            segments_.back().speaker != speaker || segments_.back().quoted != quoted)
            segments_.push_back({speaker, quoted, line.quote, {}});
        fresh_ = false;
        segments_.back().lines.push_back(line);
    }

    std::size_t next_words(std::size_t i) const {
        while (i < lines_.size() && is_blank(lines_[i]))
            ++i;
        return i;
    }

    /// "On 3 November 2026, Ana Souza <ana@…> wrote:" at `i`, perhaps begun on the lines before: those are
    /// taken back.
    bool take_attribution(std::size_t& i) {
        if (is_blank(lines_[i])) return false;
        const std::size_t depth = lines_[i].quote;
        const std::size_t next = next_words(i + 1);
        const bool quote_follows = next < lines_.size() && lines_[next].quote > depth;
        const auto found = mail_attribution(lines_, i, quote_follows);
        if (!found || (!quote_follows && next >= lines_.size())) return false;
        drop_last(found->above, depth);
        set_speaker(quote_follows ? depth + 1 : depth, found->person);
        fresh_ = true;
        ++i;
        return true;
    }

    void drop_last(std::size_t count, std::size_t depth) {
        while (count-- > 0 && !segments_.empty() && segments_.back().depth == depth) {
            segments_.back().lines.pop_back();
            if (segments_.back().lines.empty()) segments_.pop_back();
        }
    }

    /// A message below the answer, or one that was passed on: its mark or its head at `i`.
    bool take_inner_message(std::size_t& i) {
        if (is_blank(lines_[i])) return false;
        std::size_t at = i;
        const std::size_t depth = lines_[i].quote;
        const bool mark = context::detail::is_forward_mark(lines_[i].text);
        const auto is_rule = [](std::string_view line) {
            constexpr std::size_t shortest = 10;
            return line.size() >= shortest && line.find_first_not_of("_-") == std::string_view::npos;
        };
        if (mark || is_rule(trim(lines_[i].text))) at = next_words(i + 1);
        if (at >= lines_.size() || lines_[at].quote != depth) {
            if (!mark) return false;
            set_speaker(depth, {});
            i = at;
            return true;
        }
        const auto head = inner_head(lines_, at);
        if (!head && !mark) return false;
        set_speaker(depth, head ? head->name : std::string{});
        fresh_ = true;
        i = head ? head->end : at;
        return true;
    }

    const std::vector<MailLine>& lines_;
    std::vector<MailSegment> segments_;
    std::string base_;
    bool base_quoted_ = false;
    bool fresh_ = false;                 // what comes next is of another message than what came before
    std::vector<std::string> speakers_;  // of what is quoted once, twice …
};

int next_list(const Reading& reading) {
    int next = 0;
    for (const auto& piece : reading.pieces)
        next = std::max(next, piece.passage.list + 1);
    return next;
}

void add_segment(const MailSegment& segment, const MailVoice& voice, int& list, Reading& reading) {
    std::string text;
    for (const auto& line : segment.lines) {
        text += line.text;
        text += '\n';
    }
    context::detail::FileBody body;
    body.text = text;
    body.letter = true;
    // A title is given, so that the first heading stays one.
    auto found = context::detail::read_plain_text(body, "-");
    int most = list;
    for (auto& piece : found.pieces) {
        for (auto& mark : piece.words.marks())
            mark.line = segment
                            .lines[std::min<std::size_t>(static_cast<std::size_t>(std::max(mark.line, 1)),
                                                         segment.lines.size()) -
                                   1]
                            .line;
        auto& passage = piece.passage;
        passage.headings.insert(passage.headings.begin(), voice.headings.begin(), voice.headings.end());
        if (passage.list >= 0) {
            passage.list += list;
            most = std::max(most, passage.list + 1);
        }
        if (segment.quoted) {
            passage.quoted = true;
            if (segment.depth > 0 && passage.kind == PassageKind::paragraph)
                passage.kind = PassageKind::quote;
        }
        if (passage.speaker.empty()) passage.speaker = segment.speaker;
        reading.add(std::move(piece));
    }
    list = most;
    if (!segment.quoted)
        for (auto& tag : found.tags)
            reading.add_tag(tag);
}

}  // namespace

void add_mail_text(const std::vector<MailLine>& lines, const MailVoice& voice, Reading& reading) {
    int list = next_list(reading);
    for (auto& segment : MailCutter(lines, voice).cut()) {
        if (segment.depth == 0) trim_letter(segment.lines, segment.speaker, reading);
        add_segment(segment, voice, list, reading);
    }
}

std::string plain_subject(std::string_view subject) {
    const auto& lists = language::any_language();
    subject = trim(subject);
    for (bool again = true; again;) {
        again = false;
        const std::size_t colon = subject.substr(0, 12).find(':');
        if (colon != std::string_view::npos) {
            // "Re[2]:", "RE :"
            auto mark = trim(subject.substr(0, colon));
            mark = mark.substr(0, mark.find_first_of("[("));
            if (lists.reply_marks.contains(language::fold(mark, true))) {
                subject = trim(subject.substr(colon + 1));
                again = true;
            }
        }
        // "[team] …": a list's name, unless nothing follows.
        const std::size_t close = subject.starts_with('[') ? subject.find(']') : std::string_view::npos;
        constexpr std::size_t longest = 40;
        if (close != std::string_view::npos && close < longest && !trim(subject.substr(close + 1)).empty()) {
            subject = trim(subject.substr(close + 1));
            again = true;
        }
    }
    return std::string(subject);
}

}  // namespace pacelane::formats
