// Lines that say whose words follow, or came before.
#include "detail/quoted_marks.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <utility>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

// All folded: lower case, no diacritics.

/// Language models by the names that people paste with their answers.
constexpr std::array model_names{
    "chatgpt"sv, "gpt-3"sv,    "gpt-3.5"sv, "gpt-4"sv,     "gpt-4o"sv,         "gpt-5"sv,      "gpt"sv,
    "claude"sv,  "gemini"sv,   "bard"sv,    "copilot"sv,   "github copilot"sv, "perplexity"sv, "llama"sv,
    "mistral"sv, "deepseek"sv, "grok"sv,    "bing chat"sv, "le chat"sv,        "granola"sv};

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

/// How the third part of a story opens, where it stands on a line of its own.
constexpr std::array story_reasons{"so that "sv, "so i "sv,  "in order to "sv, "para que "sv,
                                   "para "sv,    "damit "sv, "zodat "sv,       "afin "sv};

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

/// Whether who wrote comes before the verb and when behind it: "Ana Souza <ana@…> wrote on 3.11.2026 09:14".
bool tells_time_after(std::string_view before, std::string_view after) {
    constexpr auto digits = "0123456789";
    const bool addressed = before.find('@') != std::string_view::npos;
    const auto name = before.substr(0, before.find_first_of("<(["));
    if (name.empty() || name.find_first_of(digits) != std::string_view::npos) return false;
    if (!after.starts_with(' ') || after.find_first_of(digits) == std::string_view::npos) return false;
    const std::size_t colon = after.find(':');
    const bool clock = colon != std::string_view::npos && colon > 0 && colon + 1 < after.size() &&
                       after.find_first_of(digits, colon - 1) == colon - 1 &&
                       after.find_first_of(digits, colon + 1) == colon + 1;
    return addressed || clock;
}

std::string_view first_words(std::string_view text, std::ptrdiff_t count) {
    std::size_t end = 0;
    for (; count > 0 && end != std::string_view::npos; --count)
        end = text.find(' ', end == 0 ? 0 : end + 1);
    return trim(text.substr(0, end));
}

}  // namespace

bool names_model(std::string_view line) {
    return among(std::string_view(folded(bare(line))), model_names);
}

std::string mail_field(std::string_view line) {
    const std::size_t colon = line.substr(0, 40).find(':');
    return colon == std::string_view::npos ? std::string{} : folded(bare(line.substr(0, colon)));
}

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

namespace {

/// Where the address begins behind a name: "<", or a bracket that is none within a word, as in "à(s) 09:12".
std::size_t address_mark(std::string_view name) {
    std::size_t at = name.find_first_of("<(");
    while (at != std::string_view::npos && name[at] == '(' && at > 0 && name[at - 1] != ' ' &&
           name.substr(at, name.find(')', at) - at).find('@') == std::string_view::npos)
        at = name.find_first_of("<(", at + 1);
    return at;
}

}  // namespace

std::optional<std::string> who_wrote(std::string_view line) {
    line = trim(line);
    constexpr std::size_t longest = 200;
    if (!line.ends_with(':') || line.size() > longest) return std::nullopt;
    line = trim(line.substr(0, line.size() - 1));  // in French a space stands before the colon
    const std::string low = folded(line);
    for (const auto word : words().wrote_words) {
        // "Am 3. Mai schrieb Ana:" has the name after it.
        const std::size_t at = low.find(word);
        if (at == std::string::npos || (at > 0 && low[at - 1] != ' ')) continue;
        const auto before = std::string_view{low}.substr(0, at);
        const auto after = std::string_view{low}.substr(at + word.size());
        const bool last = after.empty();
        const bool time_follows = tells_time_after(before, after);
        if (!last && !time_follows && !words().verbs_before_names.contains(word)) continue;
        // Folding may change lengths; the name is found by its spaces.
        std::string_view name = line;
        if (last) {
            const auto spaces = std::count(word.begin(), word.end(), ' ') + 1;
            for (auto i = spaces; i > 0; --i) {
                const std::size_t space = name.find_last_of(' ');
                if (space == std::string_view::npos) return std::nullopt;
                name = trim(name.substr(0, space));
            }
        } else if (time_follows) {
            name = first_words(name, std::count(before.begin(), before.end(), ' '));
        } else {
            auto words =
                std::count(before.begin(), before.end(), ' ') + std::count(word.begin(), word.end(), ' ') + 1;
            while (words-- > 0) {
                const std::size_t space = name.find(' ');
                if (space == std::string_view::npos) return std::nullopt;
                name = trim(name.substr(space));
            }
        }
        // "In article <…>, Ana Souza" of newsgroups has the name behind it.
        if (const std::size_t number = name.find(">, "); number != std::string_view::npos)
            name = name.substr(number + 3);
        if (const std::size_t mail = address_mark(name); mail != std::string_view::npos && mail > 0)
            name = trim(name.substr(0, mail));
        while (name.ends_with(',') || name.ends_with(']') || name.ends_with(' '))
            name.remove_suffix(1);
        // "On Mon, 3 May 2026 at 10:11, Ana Souza".
        if (const std::size_t comma = name.rfind(", "); comma != std::string_view::npos)
            name = name.substr(comma + 2);
        if (const std::size_t digit = name.find_last_of("0123456789"); digit != std::string_view::npos)
            name = trim(name.substr(std::min(name.find(' ', digit), name.size())));
        for (const auto little : {"PM"sv, "AM"sv, "pm"sv, "am"sv, "Uhr"sv, "MEZ"sv, "MESZ"sv, "CET"sv,
                                  "CEST"sv, "UTC"sv, "GMT"sv, "hat"sv, "użytkownik"sv, "пользователь"sv}) {
            if (name == little || (name.starts_with(little) && name[little.size()] == ' '))
                name = trim(name.substr(little.size()));
        }
        name = bare(name);
        // "The docs say:" and "I wrote:" name nobody.
        // "As Ana Souza once wrote:" is a sentence.
        const std::string who = without_address(name);
        const std::size_t space = who.rfind(' ');
        const bool sentence = space != std::string::npos && who[space + 1] >= 'a' && who[space + 1] <= 'z' &&
                              words().stop_words.contains(folded(who.substr(0, who.find(' '))));
        const bool nobody = sentence || words().nobodys_pronouns.contains(folded(name)) ||
                            name.find("://") != std::string_view::npos ||
                            std::count(name.begin(), name.end(), ' ') > 5;
        return nobody ? std::string{} : who;
    }
    return std::nullopt;
}

bool is_forward_mark(std::string_view line) {
    const bool ruled =
        trim(line).starts_with("--") || trim(line).ends_with(':') || trim(line).starts_with("__");
    return ruled && words().forward_marks.contains(folded(bare(line)));
}

std::optional<std::string> mail_head(const std::vector<PassageText::SourceLine>& lines, std::size_t at) {
    constexpr std::size_t most = 6;
    // In digests the date stands first.
    std::size_t from = lines.size();
    std::size_t fields = 0;
    for (std::size_t i = at; i < std::min(lines.size(), at + most); ++i) {
        const auto field = mail_field(lines[i].text);
        if (from == lines.size() && words().from_fields.contains(field)) {
            from = i;
        } else if (words().mail_fields.contains(field)) {
            ++fields;
        } else if (i == at || from == lines.size()) {
            return std::nullopt;
        }
    }
    if (fields < 2 || from == lines.size()) return std::nullopt;
    std::string_view name = lines[from].text;
    name.remove_prefix(name.find(':') + 1);
    if (const std::size_t mail = name.find_first_of("<[(");
        mail != std::string_view::npos && !trim(name.substr(0, mail)).empty())
        name = name.substr(0, mail);
    return without_address(name);
}

namespace {

/// Without the emoji that a text opens with: "🤖 Assistant".
std::string_view without_signs(std::string_view text) {
    const auto is_sign = [](std::string_view rest) {
        return rest.starts_with("\xF0") || rest.starts_with("\xE2") || rest.starts_with("\xEF\xB8\x8F");
    };
    while (is_sign(text)) {
        std::size_t size = 1;
        while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U)
            ++size;
        text = trim(text.substr(size));
    }
    return text;
}

}  // namespace

ChatLabel chat_label(std::string_view line, bool heading) {
    line = without_signs(trim(line));
    // "Claude (2026-11-11 09:02)", as exports write it.
    const std::size_t open = line.rfind(" (");
    const auto inside = open == std::string_view::npos ? std::string{} : folded(bare(line.substr(open + 2)));
    // "Answer (GPT-4)"
    const bool of_model =
        line.ends_with(')') && among(std::string_view(inside).substr(0, inside.size() - 1), model_names);
    const bool timed = line.ends_with(')') && open != std::string_view::npos && line.size() < 60 &&
                       line.find_first_of("0123456789", open) != std::string_view::npos;
    if (timed) line = trim(line.substr(0, open));
    const std::size_t colon = line.substr(0, 40).find(':');
    if (colon == std::string_view::npos && !heading && !timed) return {};
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
            label.certain = of_model;
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

StoryPart story_part(std::string_view text) {
    constexpr std::size_t longest_role = 60;
    const std::string low = folded(shortened(bare(text), 80));
    for (const auto reason : story_reasons)
        if (low.starts_with(reason)) return StoryPart::wish;
    for (const auto& form : story_forms) {
        if (low.starts_with(form.wish)) return StoryPart::wish;
        if (low.starts_with(form.opening) && text.size() <= longest_role &&
            low.find_first_of(".;!?") == std::string::npos)
            return StoryPart::role;
    }
    return StoryPart::none;
}

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
        if (wish > 100) continue;
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

}  // namespace pacelane::context::detail
