#include "detail/quoted_words.h"

#include "detail/metadata.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <utility>
#include <vector>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

// All folded: lower case, no diacritics.

/// Language models by the names that people paste with their answers.
constexpr std::array model_names{
    "chatgpt"sv, "gpt-3"sv,    "gpt-3.5"sv, "gpt-4"sv,     "gpt-4o"sv,         "gpt-5"sv,      "gpt"sv,
    "claude"sv,  "gemini"sv,   "bard"sv,    "copilot"sv,   "github copilot"sv, "perplexity"sv, "llama"sv,
    "mistral"sv, "deepseek"sv, "grok"sv,    "bing chat"sv, "le chat"sv};
/// "As a customer, I want …".
struct StoryForm {
    std::string_view opening;
    std::string_view wish;
};
constexpr auto story_forms = std::to_array<StoryForm>({
    {"as a ", "i want"},       {"as a ", "i need"},       {"as a ", "i would like"},
    {"as a ", "i'd like"},     {"as a ", "i can "},       {"as a ", "i should be able"},
    {"as an ", "i want"},      {"as an ", "i need"},      {"as an ", "i would like"},
    {"as an ", "i'd like"},    {"as an ", "i can "},      {"as an ", "i should be able"},
    {"as the ", "i want"},     {"as the ", "i need"},     {"como ", "quero"},
    {"como ", "gostaria"},     {"como ", "preciso"},      {"como ", "quiero"},
    {"como ", "necesito"},     {"como ", "desejo"},       {"eu, como ", "quero"},
    {"eu como ", "quero"},     {"als ", "mochte ich"},    {"als ", "will ich"},
    {"als ", "wil ik"},        {"en tant qu", "je veux"}, {"en tant qu", "je souhaite"},
    {"en tant qu", "je peux"}, {"come ", "voglio"},       {"come ", "vorrei"},
});

const language::LanguagePack& words() {
    return language::any_language();
}

template <typename Words>
bool among(std::string_view word, const Words& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

std::string folded(std::string_view text) {
    return language::fold(trim(text), true);
}

std::string_view bare(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t*_#-~>\"");
    if (begin == std::string_view::npos) return {};
    text.remove_prefix(begin);
    return text.substr(0, text.find_last_not_of(" \t*_:~-\"") + 1);
}

/// "Ana Souza ana@example.org" → "Ana Souza".
std::string without_address(std::string_view name) {
    name = bare(name);
    const std::size_t space = name.rfind(' ');
    if (space != std::string_view::npos && name.find('@', space) != std::string_view::npos)
        name = bare(name.substr(0, space));
    return std::string{name};
}

/// "— Ana Souza, in her talk" → "Ana Souza".
std::string attribution(std::string_view line) {
    line = trim(line);
    bool dash = false;
    for (const auto mark : {"—"sv, "–"sv, "―"sv, "--"sv, "~"sv, "- "sv}) {
        if (!line.starts_with(mark)) continue;
        line = trim(line.substr(mark.size()));
        dash = true;
        break;
    }
    constexpr std::size_t longest = 80;
    if (!dash || line.empty() || line.size() > longest) return {};
    std::string_view name = line.substr(0, line.find_first_of(",(;"));
    name = bare(name);
    if (name.empty() || std::count(name.begin(), name.end(), ' ') > 4) return {};
    const auto first = static_cast<unsigned char>(name.front());
    if (!(first >= 'A' && first <= 'Z') && first < 0x80 && first != '@') return {};
    if (name.find_first_of(".!?:") != std::string_view::npos && !name.ends_with('.') &&
        name.find(". ") == std::string_view::npos)
        return {};
    return std::string{name};
}

/// "Ana Souza wrote:", "On 3 May 2026, Ana Souza <ana@example.org> wrote:" → "Ana Souza".
std::optional<std::string> who_wrote(std::string_view line) {
    line = trim(line);
    constexpr std::size_t longest = 200;
    if (!line.ends_with(':') || line.size() > longest) return std::nullopt;
    line.remove_suffix(1);
    const std::string low = folded(line);
    for (const auto word : words().wrote_words) {
        // "Am 3. Mai schrieb Ana:" has the name after it.
        const std::size_t at = low.find(word);
        if (at == std::string::npos || (at > 0 && low[at - 1] != ' ')) continue;
        const bool last = at + word.size() == low.size();
        if (!last && !words().verbs_before_names.contains(word)) continue;
        // Folding may change lengths; the name is found by its spaces.
        std::string_view name = line;
        if (last) {
            const auto spaces = std::count(word.begin(), word.end(), ' ') + 1;
            for (auto i = spaces; i > 0; --i) {
                const std::size_t space = name.find_last_of(' ');
                if (space == std::string_view::npos) return std::nullopt;
                name = trim(name.substr(0, space));
            }
        } else {
            std::size_t words = static_cast<std::size_t>(std::count(
                                    low.begin(), low.begin() + static_cast<std::ptrdiff_t>(at), ' ')) +
                                1;
            while (words-- > 0) {
                const std::size_t space = name.find(' ');
                if (space == std::string_view::npos) return std::nullopt;
                name = trim(name.substr(space));
            }
        }
        if (const std::size_t mail = name.find_first_of("<("); mail != std::string_view::npos && mail > 0)
            name = trim(name.substr(0, mail));
        while (name.ends_with(',') || name.ends_with(']') || name.ends_with(' '))
            name.remove_suffix(1);
        // "On Mon, 3 May 2026 at 10:11, Ana Souza".
        if (const std::size_t comma = name.rfind(", "); comma != std::string_view::npos)
            name = name.substr(comma + 2);
        if (const std::size_t digit = name.find_last_of("0123456789"); digit != std::string_view::npos)
            name = trim(name.substr(std::min(name.find(' ', digit), name.size())));
        for (const auto little : {"PM "sv, "AM "sv, "Uhr "sv}) {
            if (name.starts_with(little)) name.remove_prefix(little.size());
        }
        name = bare(name);
        // "The docs say:" and "I wrote:" name nobody.
        const bool nobody = words().nobodys_pronouns.contains(folded(name)) ||
                            name.find("://") != std::string_view::npos ||
                            std::count(name.begin(), name.end(), ' ') > 5;
        return nobody ? std::string{} : without_address(name);
    }
    return std::nullopt;
}

bool is_forward_mark(std::string_view line) {
    const bool ruled =
        trim(line).starts_with("--") || trim(line).ends_with(':') || trim(line).starts_with("__");
    return ruled && words().forward_marks.contains(folded(bare(line)));
}

std::string mail_field(std::string_view line) {
    const std::size_t colon = line.substr(0, 40).find(':');
    return colon == std::string_view::npos ? std::string{} : folded(bare(line.substr(0, colon)));
}

/// "From: Ana Souza <ana@…>", with other fields of a message below it.
std::optional<std::string> mail_head(const std::vector<PassageText::SourceLine>& lines, std::size_t at) {
    if (!words().from_fields.contains(mail_field(lines[at].text))) return std::nullopt;
    std::size_t fields = 0;
    for (std::size_t i = at + 1; i < lines.size() && i < at + 6; ++i) {
        if (words().mail_fields.contains(mail_field(lines[i].text))) ++fields;
    }
    if (fields < 2) return std::nullopt;
    std::string_view name = lines[at].text;
    name.remove_prefix(name.find(':') + 1);
    if (const std::size_t mail = name.find_first_of("<[(");
        mail != std::string_view::npos && !trim(name.substr(0, mail)).empty())
        name = name.substr(0, mail);
    return without_address(name);
}

enum class ChatSide { none, answer, prompt };
struct ChatLabel {
    ChatSide side = ChatSide::none;
    bool certain = false;  ///< names a model
    bool alone = false;    ///< nothing follows the label
    std::string_view who;
};

/// "ChatGPT said:", "**User**", "Assistant: …".
ChatLabel chat_label(std::string_view line, bool heading) {
    line = trim(line);
    const std::size_t colon = line.substr(0, 40).find(':');
    if (colon == std::string_view::npos && !heading) return {};
    std::string_view who = bare(line.substr(0, colon));
    if (who.empty() || who.size() > 30) return {};
    ChatLabel label;
    label.alone = colon == std::string_view::npos || trim(line.substr(colon + 1)).empty();
    label.who = who;
    const std::string low = folded(who);
    std::vector<std::string_view> endings{""};
    endings.insert(endings.end(), words().says_words.begin(), words().says_words.end());
    for (const auto says : endings) {
        if (!low.ends_with(says)) continue;
        const auto name = std::string_view{low}.substr(0, low.size() - says.size());
        // A model's name may be a heading about it; "ChatGPT said" is not.
        const bool said = !says.empty() || !heading;
        if (among(name, model_names)) {
            label.side = ChatSide::answer;
            label.certain = said;
        } else if (words().answer_labels.contains(name)) {
            label.side = ChatSide::answer;
        } else if (words().prompt_labels.contains(name)) {
            label.side = ChatSide::prompt;
        } else {
            continue;
        }
        label.who = who.substr(0, who.size() - std::min(who.size(), says.size()));
        return label;
    }
    return {};
}

/// The role in a user story; empty when it is none.
std::string story_role(std::string_view text) {
    constexpr std::size_t head = 160;
    text = trim(text);
    while (!text.empty() && (text.front() == '*' || text.front() == '"' || text.front() == '_'))
        text.remove_prefix(1);
    // "US01 - As a customer …", "Story: as a …".
    for (const auto mark : {": "sv, " - "sv, " – "sv, " | "sv}) {
        const std::size_t at = text.substr(0, 24).find(mark);
        if (at != std::string_view::npos) text = trim(text.substr(at + mark.size()));
    }
    // Most texts open otherwise, and need not be folded for it.
    const auto opens = [&](const StoryForm& form) {
        const auto first = static_cast<unsigned char>(text.front());
        return first >= 0x80 || (first | 0x20U) == static_cast<unsigned char>(form.opening.front());
    };
    if (text.empty() || std::none_of(story_forms.begin(), story_forms.end(), opens)) return {};
    const std::string low = folded(shortened(text, head));
    for (const auto& form : story_forms) {
        if (!low.starts_with(form.opening)) continue;
        const std::size_t wish = low.find(form.wish, form.opening.size());
        if (wish == std::string::npos || wish > 100) continue;
        std::string role = low.substr(form.opening.size(), wish - form.opening.size());
        if (role.find_first_of(".;!?") != std::string::npos) continue;
        for (const auto article : {"um "sv, "uma "sv, "un "sv, "una "sv, "e "sv, "’"sv, "'"sv})
            if (role.starts_with(article)) role.erase(0, article.size());
        while (!role.empty() &&
               (role.back() == ' ' || role.back() == ',' || role.back() == '*' || role.back() == '_'))
            role.pop_back();
        if (role.ends_with(" eu")) role.resize(role.size() - 3);
        while (!role.empty() && (role.back() == ' ' || role.back() == ','))
            role.pop_back();
        return role;
    }
    return {};
}

class QuotedWords {
public:
    explicit QuotedWords(Reading& reading) : pieces_(reading.pieces) {}

    void mark() {
        stories();
        mail();
        chats();
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
