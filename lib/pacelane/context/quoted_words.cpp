#include "detail/quoted_words.h"

#include "detail/quoted_marks.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <utility>
#include <vector>

namespace pacelane::context::detail {

namespace {

class QuotedWords {
public:
    explicit QuotedWords(Reading& reading) : pieces_(reading.pieces) {}

    void mark() {
        stories();
        mail();
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

    void stories() {
        for (auto& piece : pieces_) {
            if (!is_words(piece) && piece.passage.kind != PassageKind::table_row) continue;
            std::string_view text = piece.words.text();
            if (piece.passage.kind == PassageKind::table_row) {
                // Any cell of a table of stories.
                for (const auto cell : split(text, '|')) {
                    if (const auto role = story_role(cell); !role.empty()) quote(piece, role);
                }
            } else if (const auto role = story_role(text); !role.empty()) {
                quote(piece, role);
            }
        }
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

    void chats() {
        bool prompts = false;
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
        if (!certain && !(prompts && answers)) return;
        std::string speaker;
        bool in_chat = false;
        bool in_quotation = false;  // the answer stands in a quotation, and ends with it
        std::vector<std::string> headings;
        for (std::size_t i = 0; i < pieces_.size(); ++i) {
            auto& piece = pieces_[i];
            if (in_quotation && !piece.passage.quoted) in_chat = in_quotation = false;
            const auto& path = piece.passage.headings;
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
            const auto label = label_of(piece);
            if (label.side != ChatSide::none && (label.certain || (prompts && answers) || certain)) {
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
            std::size_t end = begin;
            while (end < pieces_.size() && pieces_[end].passage.quoted &&
                   pieces_[end].passage.speaker.empty())
                ++end;
            const std::string speaker = quotation_speaker(begin, end);
            for (std::size_t i = begin; i < end; ++i)
                quote(pieces_[i], speaker);
            begin = end - 1;
        }
    }

    std::string quotation_speaker(std::size_t begin, std::size_t end) {
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
};

}  // namespace

void mark_quoted_words(Reading& reading) {
    QuotedWords{reading}.mark();
}

}  // namespace pacelane::context::detail
