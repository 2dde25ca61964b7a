#include "detail/inline_markdown.h"

#include "detail/encoding.h"
#include "detail/markdown_parser.h"

#include <new>
#include <pacelane/base/detail/character_set.h>
#include <pacelane/base/text.h>

namespace pacelane::context::detail {

namespace {

/// What md4c finds in one line.
struct InlineWords {
    std::string text;
    int struck = 0;
    bool failed = false;

    void add(MD_TEXTTYPE type, std::string_view part) {
        if (struck > 0 || type == MD_TEXT_NULLCHAR) return;
        if (type == MD_TEXT_ENTITY)
            text += decode_entities(part);
        else
            text += part;
    }
};

/// No exception may pass through the C parser.
template <class Step>
int guarded(void* self, Step&& step) {
    auto& words = *static_cast<InlineWords*>(self);
    try {
        step(words);
    } catch (const std::bad_alloc&) {
        words.failed = true;
    }
    return words.failed ? 1 : 0;
}

/// How many bytes of the text, which begins with '<', are a reference of Discord's: who or what is meant
/// stands in its database.
std::size_t reference_bytes(std::string_view text) {
    constexpr std::size_t longest = 64;
    const auto close = text.substr(0, longest).find('>');
    if (close == std::string_view::npos || close < 4) return 0;
    auto inner = text.substr(1, close - 1);
    const bool known = inner.front() == '@' || inner.front() == '#' || inner.front() == ':' ||
                       inner.starts_with("a:") || inner.starts_with("t:");
    if (!known || inner.find(' ') != std::string_view::npos) return 0;
    if (inner.starts_with("t:")) return is_digit(inner[2]) ? close + 1 : 0;
    // The number of a person, a role, a channel or a picture is long.
    constexpr std::size_t fewest = 15;
    const auto number = inner.substr(inner.find_last_not_of("0123456789") + 1);
    return number.size() >= fewest ? close + 1 : 0;
}

}  // namespace

std::string without_stray_marks(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool stray = text.substr(i).starts_with("**") || text.substr(i).starts_with("~~");
        const auto is_word = [&](std::size_t at) {
            return at < text.size() && text[at] != ' ' && text[at] != '*' && text[at] != '.' &&
                   text[at] != ':';
        };
        if (!stray || (i > 0 && is_word(i - 1) && is_word(i + 2))) {
            out += text[i];
            if (stray) out += text[++i];
        } else {
            ++i;
        }
    }
    return out;
}

std::string inline_words(std::string_view line) {
    static constexpr pacelane::detail::CharacterSet marks("*_`~[&\\");
    if (marks.first_in(line) == std::string_view::npos) return std::string{line};
    MD_PARSER parser{};
    parser.flags = MD_FLAG_STRIKETHROUGH | MD_FLAG_NOHTML;
    parser.enter_block = [](MD_BLOCKTYPE, void*, void*) { return 0; };
    parser.leave_block = [](MD_BLOCKTYPE, void*, void*) { return 0; };
    parser.enter_span = [](MD_SPANTYPE type, void*, void* self) {
        return guarded(self, [&](InlineWords& words) { words.struck += type == MD_SPAN_DEL ? 1 : 0; });
    };
    parser.leave_span = [](MD_SPANTYPE type, void*, void* self) {
        return guarded(self, [&](InlineWords& words) { words.struck -= type == MD_SPAN_DEL ? 1 : 0; });
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* self) {
        return guarded(self, [&](InlineWords& words) { words.add(type, {text, size}); });
    };
    // A stop before it, so that no line begins a list, a heading or a quotation.
    const std::string guard = "." + std::string{line};
    InlineWords words;
    const int result = markdown_parser()(guard.data(), static_cast<MD_SIZE>(guard.size()), &parser, &words);
    if (words.failed || result != 0) throw std::bad_alloc{};
    auto text = without_stray_marks(words.text);
    if (text.starts_with('.')) text.erase(0, 1);
    return text;
}

std::string message_words(std::string_view line) {
    static constexpr pacelane::detail::CharacterSet marks("<|");
    if (marks.first_in(line) == std::string_view::npos) return inline_words(line);
    std::string plain;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const auto reference = line[i] == '<' ? reference_bytes(line.substr(i)) : 0;
        if (reference > 0)
            i += reference - 1;
        else if (line.substr(i).starts_with("||") &&
                 (i == 0 || line[i - 1] != ' ' || i + 2 == line.size() || line[i + 2] != ' '))
            ++i;
        else
            plain += line[i];
    }
    return inline_words(trim(plain));
}

}  // namespace pacelane::context::detail
