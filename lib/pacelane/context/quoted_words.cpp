#include "detail/quoted_words.h"

#include "detail/labels.h"
#include "detail/picture_credits.h"
#include "detail/quoted_blocks.h"
#include "detail/quoted_marks.h"

#include <algorithm>
#include <array>
#include <map>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace pacelane::context::detail {

namespace {

class QuotedWords {
public:
    explicit QuotedWords(Reading& reading) : pieces_(reading.pieces), title_(reading.title) {}

    void mark() {
        stories();
        highlights();
        mail();
        chat_lines();
        chats();
        sections();
        quotations();
        std::erase_if(pieces_, [](const Piece& piece) { return piece.words.empty(); });
    }

private:
    static bool is_words(const Piece& piece) {
        return piece.passage.kind == PassageKind::paragraph || piece.passage.kind == PassageKind::list_item ||
               piece.passage.kind == PassageKind::quote;
    }
    static void quote(Piece& piece, std::string_view speaker) {
        piece.passage.quoted = true;
        if (piece.passage.speaker.empty()) piece.passage.speaker = shortened(speaker, 100);
    }
    /// Whether the piece stands below the same headings, or deeper ones.
    static bool is_below(const Piece& piece, const std::vector<std::string>& headings) {
        return piece.passage.headings.size() >= headings.size() &&
               std::equal(headings.begin(), headings.end(), piece.passage.headings.begin());
    }

    /// "… words of a book. (Location 123)", as Readwise exports what was marked in one.
    void highlights() {
        for (auto& piece : pieces_) {
            const std::string& text = piece.words.text();
            const std::size_t open = text.rfind('(');
            if (!is_words(piece) || !text.ends_with(')') || open == std::string::npos || open == 0) continue;
            const std::string mark = language::fold(std::string_view{text}.substr(open + 1), true);
            const auto& marks = language::any_language().highlight_marks;
            if (std::any_of(marks.begin(), marks.end(), [&](auto one) { return mark.starts_with(one); }))
                quote(piece, {});
        }
    }

    void stories() {
        for (std::size_t i = 0; i < pieces_.size(); ++i) {
            auto& piece = pieces_[i];
            const std::string& text = piece.words.text();
            if (piece.passage.kind == PassageKind::table_row) {
                table_story(piece);
            } else if (!is_words(piece)) {
                continue;
            } else if (const auto role = story_role(text); !role.empty()) {
                quote(piece, role);
            } else if (i + 1 < pieces_.size() && is_words(pieces_[i + 1]) &&
                       story_part(text) == StoryPart::role) {
                // "As a customer" / "I want to pay" / "so that …", an item each.
                const auto whole = story_role(text + " " + pieces_[i + 1].words.text());
                if (whole.empty()) continue;
                for (; i < pieces_.size() && is_words(pieces_[i]); ++i) {
                    const bool first = &pieces_[i] == &piece;
                    if (!first && story_part(pieces_[i].words.text()) == StoryPart::none) break;
                    quote(pieces_[i], whole);
                }
                --i;
            }
        }
    }

    /// "As a …", "I want to:" above a column.
    static std::string_view story_column(std::string_view column) {
        column = trim(column);
        for (const std::string_view mark : {"…", "...", ":", "*", "…"})
            if (column.ends_with(mark)) column = trim(column.substr(0, column.size() - mark.size()));
        return column;
    }

    /// Any cell of a table of stories, or a story over its columns: "As a | I want | so that".
    static void table_story(Piece& piece) {
        const auto cells = split(piece.words.text(), '|');
        for (const auto cell : cells)
            if (const auto role = story_role(cell); !role.empty()) quote(piece, role);
        const auto& columns = piece.passage.columns;
        for (std::size_t c = 0; c + 1 < columns.size() && c < cells.size(); ++c)
            if (!story_role(fmt::format("{} x, {} ", story_column(columns[c]), story_column(columns[c + 1])))
                     .empty())
                quote(piece, trim(cells[c]));
    }

    /// Cuts the piece before the line; what was before it stays the author's.
    void cut_before(std::size_t index, std::size_t line) {
        const auto lines = pieces_[index].words.source_lines();
        PassageText before;
        PassageText after;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            auto& part = i < line ? before : after;
            part.space();
            part.append(lines[i].text, lines[i].line);
        }
        Piece rest{pieces_[index].passage, std::move(after)};
        rest.passage.markup.clear();
        pieces_[index].words = std::move(before);
        pieces_[index].passage.markup.clear();
        pieces_.insert(pieces_.begin() + static_cast<std::ptrdiff_t>(index) + 1, std::move(rest));
    }

    void mail() {
        constexpr std::size_t most_cuts = 1000;
        std::size_t cuts = 0;
        for (std::size_t i = 0; i < pieces_.size(); ++i) {
            if (!is_words(pieces_[i]) || pieces_[i].passage.quoted) continue;
            const auto lines = pieces_[i].words.source_lines();
            for (std::size_t l = 0; l < lines.size(); ++l) {
                const bool forward = is_forward_mark(lines[l].text);
                auto from = mail_head(lines, l);
                if (!forward && !from) continue;
                if (l > 0) {
                    if (++cuts > most_cuts) return;
                    cut_before(i++, l);
                }
                if (!from && l + 1 < lines.size()) from = mail_head(lines, l + 1);
                i = quote_section(i, from.value_or(""));
                break;
            }
        }
    }

    /// From the piece to the end of its section, all of one speaker unless a message's head names another.
    std::size_t quote_section(std::size_t index, std::string speaker) {
        const auto headings = pieces_[index].passage.headings;
        std::size_t i = index;
        for (; i < pieces_.size() && pieces_[i].passage.headings == headings; ++i) {
            const auto lines = pieces_[i].words.source_lines();
            for (std::size_t l = 0; l < lines.size() && l < 3; ++l) {
                if (const auto from = mail_head(lines, l)) speaker = *from;
            }
            quote(pieces_[i], speaker);
        }
        return i - 1;
    }

    /// "User: words" in a row is a dialogue, which is read elsewhere; here labels stand alone or name a
    /// model.
    static ChatLabel label_of(const Piece& piece) {
        const auto label = is_words(piece) ? chat_label(piece.words.text(), false) : ChatLabel{};
        return label.alone || label.certain ? label : ChatLabel{};
    }
    /// "Prompt: …" and, some pieces on, "Response: …": nobody is called so.
    bool holds_prompts() const {
        const auto is_prompt = [](const Piece& piece) {
            if (!is_words(piece)) return false;
            const auto label = chat_label(piece.words.text(), false);
            return label.side == ChatSide::prompt && language::fold(label.who).starts_with("prompt");
        };
        const auto first = std::find_if(pieces_.begin(), pieces_.end(), is_prompt);
        return std::any_of(first, pieces_.end(), [](const Piece& piece) {
            return is_words(piece) && chat_label(piece.words.text(), false).side == ChatSide::answer;
        });
    }

    /// Who speaks by the label before the words, if it is no side of a chat with a model.
    static std::string voice_of(const Piece& piece) {
        if (!is_words(piece) || piece.words.text().find(": ") == std::string::npos) return {};
        const auto spoken = spoken_line(piece.words.text());
        if (!spoken || spoken->header || spoken->shape != NameShape::strong) return {};
        if (chat_label(piece.words.text(), false).side != ChatSide::none) return {};
        return language::fold(spoken->speaker);
    }
    /// People who speak beside a model, at least twice each: "Gemini: …" is then one voice among others.
    std::set<std::string> other_voices() const {
        std::map<std::string, int> counts;
        for (const auto& piece : pieces_)
            if (auto voice = voice_of(piece); !voice.empty()) ++counts[voice];
        std::set<std::string> voices;
        for (const auto& [voice, count] : counts)
            if (count >= 2) voices.insert(voice);
        return voices.size() >= 2 ? voices : std::set<std::string>{};
    }

    /// "user: …" and "assistant: …", a line each of one paragraph.
    void chat_lines() {
        std::vector<Piece> all;
        all.reserve(pieces_.size());
        for (auto& piece : pieces_) {
            const bool own = piece.passage.kind == PassageKind::paragraph && !piece.passage.quoted;
            const auto lines = own ? piece.words.source_lines() : std::vector<PassageText::SourceLine>{};
            const auto has = [&](ChatSide side) {
                return std::any_of(lines.begin(), lines.end(), [&](const auto& line) {
                    return chat_label(line.text, false).side == side;
                });
            };
            if (lines.size() < 2 || chat_label(lines.front().text, false).side == ChatSide::none ||
                !has(ChatSide::prompt) || !has(ChatSide::answer)) {
                all.push_back(std::move(piece));
                continue;
            }
            for (const auto& line : lines) {
                const auto label = chat_label(line.text, false);
                if (label.side != ChatSide::none) {
                    all.push_back({piece.passage, {}});
                    all.back().passage.markup.clear();
                    quote(all.back(), label.who);
                }
                all.back().words.space();
                all.back().words.append(label.side == ChatSide::none
                                            ? line.text
                                            : trim(line.text.substr(line.text.find(':') + 1)),
                                        line.line);
            }
        }
        pieces_ = std::move(all);
    }

    void chats() {
        bool prompts = !title_.empty() && chat_label(title_, true).side == ChatSide::prompt;
        const bool titled = prompts;
        bool answers = false;
        bool certain = false;
        for (const auto& piece : pieces_) {
            const auto note = [&](const ChatLabel& label) {
                prompts = prompts || label.side == ChatSide::prompt;
                answers = answers || label.side == ChatSide::answer;
                certain = certain || (label.side == ChatSide::answer && label.certain);
            };
            if (is_words(piece)) note(label_of(piece));
            if (!piece.passage.headings.empty()) note(chat_label(piece.passage.headings.back(), true));
        }
        const bool prompted = holds_prompts();
        if (!certain && !(prompts && answers) && !prompted) return;
        const auto voices = other_voices();
        std::string speaker;
        // Below a title such as "Prompt" stands one, up to the first heading.
        bool below_title = titled && certain;
        bool in_chat = below_title;
        if (below_title) speaker = chat_label(title_, true).who;
        bool in_quotation = false;  // the answer stands in a quotation, and ends with it
        std::vector<std::string> headings;
        for (std::size_t i = 0; i < pieces_.size(); ++i) {
            auto& piece = pieces_[i];
            if (in_quotation && !piece.passage.quoted) in_chat = in_quotation = false;
            const auto& path = piece.passage.headings;
            if (below_title && !path.empty()) below_title = in_chat = false;
            const bool same_section = path == headings || (in_chat && is_below(piece, headings));
            if (!same_section) {
                in_chat = false;
                headings = path;
                const auto label = path.empty() ? ChatLabel{} : chat_label(path.back(), true);
                if (label.side != ChatSide::none && (label.certain || prompts)) {
                    in_chat = true;
                    speaker = label.who;
                }
            }
            if (in_chat && voices.contains(voice_of(piece))) in_chat = false;
            const auto label =
                prompted && is_words(piece) ? chat_label(piece.words.text(), false) : label_of(piece);
            if (label.side != ChatSide::none &&
                (label.certain || (prompts && answers) || certain || prompted)) {
                in_chat = true;
                speaker = label.who;
                if (label.alone) {
                    in_quotation = i + 1 < pieces_.size() && pieces_[i + 1].passage.quoted;
                    piece.words.clear();
                    if (in_quotation) quote(pieces_[++i], speaker);
                    continue;
                }
            }
            if (in_chat) quote(piece, speaker);
        }
    }

    /// What stands below a heading that says that it is quoted: "## Quote".
    void sections() {
        const auto says_so = [](const std::string& heading) {
            return language::any_language().quotation_headings.contains(language::key_of(heading));
        };
        std::vector<std::string> headings;
        bool is_quoted = false;
        for (auto& piece : pieces_) {
            if (piece.passage.headings != headings) {
                headings = piece.passage.headings;
                is_quoted = std::any_of(headings.begin(), headings.end(), says_so);
            }
            if (is_quoted && is_words(piece)) piece.passage.quoted = true;
        }
    }

    /// Whose quotations are, by the line that says so: at their end, after them, or before them.
    void quotations() {
        for (std::size_t begin = 0; begin < pieces_.size(); ++begin) {
            if (!pieces_[begin].passage.quoted || !pieces_[begin].passage.speaker.empty()) continue;
            // A name may stand before the words, as the title of a callout.
            std::string before;
            if (begin + 1 < pieces_.size() && pieces_[begin + 1].passage.kind == PassageKind::quote &&
                pieces_[begin].passage.kind == PassageKind::quote && ends_in_name(pieces_[begin]) &&
                pieces_[begin].words.source_lines().size() == 1) {
                before = attribution(pieces_[begin].words.text());
                pieces_[begin++].words.clear();
            }
            std::size_t end = begin;
            // A line that names somebody ends theirs.
            while (end < pieces_.size() && pieces_[end].passage.quoted &&
                   pieces_[end].passage.speaker.empty() && (end == begin || !ends_in_name(pieces_[end - 1])))
                ++end;
            const std::string speaker = quotation_speaker(begin, end);
            for (std::size_t i = begin; i < end; ++i)
                quote(pieces_[i], speaker.empty() ? before : speaker);
            begin = end - 1;
        }
    }

    static bool ends_in_name(const Piece& piece) {
        const auto lines = piece.words.source_lines();
        return piece.passage.kind == PassageKind::quote && !lines.empty() &&
               !attribution(lines.back().text).empty();
    }

    std::string quotation_speaker(std::size_t begin, std::size_t end) {
        // Apple's Mail: "> On 11 Nov 2026, at 09:02, Ana Souza wrote:" within the quotation.
        if (const auto opening = pieces_[begin].words.source_lines();
            !opening.empty() && pieces_[begin].passage.kind == PassageKind::quote) {
            if (auto name = who_wrote(opening.front().text); name && !name->empty()) {
                PassageText kept;
                for (std::size_t i = 1; i < opening.size(); ++i) {
                    kept.space();
                    kept.append(opening[i].text, opening[i].line);
                }
                pieces_[begin].words = std::move(kept);
                pieces_[begin].passage.markup.clear();
                return *name;
            }
        }
        auto& last = pieces_[end - 1];
        const auto lines = last.words.source_lines();
        if (!lines.empty() && last.passage.kind == PassageKind::quote) {
            if (auto name = attribution(lines.back().text); !name.empty()) {
                PassageText kept;
                for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
                    kept.space();
                    kept.append(lines[i].text, lines[i].line);
                }
                last.words = std::move(kept);
                last.passage.markup.clear();
                return name;
            }
        }
        if (end < pieces_.size() && pieces_[end].passage.kind == PassageKind::paragraph) {
            const std::string& after = pieces_[end].words.text();
            if (auto name = attribution(after); !name.empty()) {
                pieces_[end].words.clear();
                return name;
            }
        }
        if (begin > 0 && is_words(pieces_[begin - 1])) {
            const auto before = pieces_[begin - 1].words.source_lines();
            if (!before.empty()) {
                if (auto name = who_wrote(before.back().text)) return *name;
                // A mail program breaks the line: "On 3 May … Ana Souza" / "<ana@…> wrote:".
                if (auto name = who_wrote(pieces_[begin - 1].words.text())) return *name;
            }
        }
        return {};
    }

    std::vector<Piece>& pieces_;
    std::string title_;
};

}  // namespace

void mark_quoted_words(Reading& reading) {
    mark_quoted_blocks(reading);
    QuotedWords{reading}.mark();
    mark_picture_credits(reading);
}

}  // namespace pacelane::context::detail
