#include "detail/cues.h"
#include "detail/encoding.h"
#include "detail/labels.h"

#include <algorithm>
#include <array>
#include <optional>
#include <pacelane/base/text.h>
#include <pacelane/language/detail/utf8.h>
#include <pacelane/language/language.h>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

/// The caption_tags of WebVTT, and those of HTML that captions are written with. `<` before any other word is
/// a character.
constexpr std::array caption_tags{"c"sv,    "i"sv,      "b"sv,   "u"sv,    "v"sv,    "ruby"sv, "rt"sv,
                                  "lang"sv, "font"sv,   "br"sv,  "span"sv, "div"sv,  "p"sv,    "em"sv,
                                  "s"sv,    "strong"sv, "big"sv, "sub"sv,  "sup"sv,  "rp"sv,   "small"sv,
                                  "tt"sv,   "del"sv,    "ins"sv, "mark"sv, "code"sv, "a"sv,    "q"sv};

bool is_tag_letter(char c) {
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'z';
}

struct CaptionTag {
    std::string_view name;        // "v", "/v", "br"
    std::string_view annotation;  // the name of a voice
    std::string_view inside;      // all between < and >
    std::size_t size = 0;
};

/// What stands between `<` and `>` at the front of the text, when it could be a tag.
std::optional<CaptionTag> tag_at(std::string_view text) {
    constexpr std::size_t longest = 500;
    const std::size_t close = text.substr(0, longest).find('>');
    if (close == std::string_view::npos || text.substr(1, close - 1).find('<') != std::string_view::npos)
        return std::nullopt;
    CaptionTag tag;
    tag.inside = text.substr(1, close - 1);
    tag.size = close + 1;
    std::size_t end = tag.inside.starts_with('/') ? 1 : 0;
    while (end < tag.inside.size() && is_tag_letter(tag.inside[end]))
        ++end;
    tag.name = tag.inside.substr(0, end);
    auto rest = tag.inside.substr(end);
    if (!rest.empty() && rest.front() != '.' && rest.front() != ' ' && rest.front() != '\t' &&
        rest.front() != '/') {
        tag.name = {};
    }
    // The classes of a tag: <v.loud.first Maya>.
    if (rest.starts_with('.')) rest = rest.substr(std::min(rest.find_first_of(" \t"), rest.size()));
    tag.annotation = trim(rest);
    return tag;
}

bool is_caption_tag(std::string_view name) {
    const std::string lower = ascii_lower(name.starts_with('/') ? name.substr(1) : name);
    return std::find(caption_tags.begin(), caption_tags.end(), lower) != caption_tags.end();
}

/// "<00:00:01.500>": when the next words are said; "<>" and "</>" are nothing.
bool is_time_or_nothing(std::string_view inside) {
    if (inside.empty() || inside == "/") return true;
    return take_clock(inside) && inside.empty();
}

/// The size of "{\an8}" or of MicroDVD's "{y:i}" at the front of the text; 0 when there is none.
std::size_t style_size(std::string_view text) {
    if (text.size() < 3 || text.front() != '{') return 0;
    const bool style = text[1] == '\\' || (is_tag_letter(text[1]) && text[2] == ':');
    const std::size_t close = text.substr(0, 200).find('}');
    return style && close != std::string_view::npos ? close + 1 : 0;
}

/// Whether a lower-case letter opens the text: a sentence that goes on.
bool opens_lower(std::string_view text) {
    if (text.empty()) return false;
    const auto first = text.substr(0, language::utf8_at(text, 0).size);
    return !first.empty() && language::capitalize(first) != first;
}

/// Takes a mark of another speaker off the front: ">>", "- ", "-Yes", "— Yes".
bool take_change(std::string_view& words) {
    if (words.starts_with(">>")) {
        words = trim(words.substr(std::min(words.find_first_not_of('>'), words.size())));
        return true;
    }
    if (words.starts_with('-')) {
        const auto rest = words.substr(1);
        // "--" breaks a sentence off, "-5" is a number.
        if (rest.empty() || rest.front() == '-' || is_digit(rest.front())) return false;
        words = trim(rest);
        return true;
    }
    for (const auto dash : {"–"sv, "—"sv}) {
        if (!words.starts_with(dash)) continue;
        const auto rest = trim(words.substr(dash.size()));
        if (rest.empty() || is_digit(rest.front()) || opens_lower(rest)) return false;
        words = rest;
        return true;
    }
    return false;
}

/// Where ">>" stands within a line, for another speaker: "okay. >> Sure."
std::size_t next_change(std::string_view words) {
    for (std::size_t at = 1; (at = words.find(">>", at)) != std::string_view::npos; ++at) {
        const char before = words[at - 1];
        const bool after_space = before == ' ' || before == '.' || before == '?' || before == '!';
        const std::size_t after = std::min(words.find_first_not_of('>', at), words.size());
        if (after_space && after < words.size() && words[after] == ' ') return at;
    }
    return std::string_view::npos;
}

void add_cue_words(std::string_view marked_up, int line, const std::string& voice, Cue& cue) {
    const std::string decoded = decode_entities(marked_up);
    std::string_view rest = trim(decoded);
    while (!rest.empty()) {
        const std::size_t cut = next_change(rest);
        std::string_view words = trim(rest.substr(0, cut));
        rest = cut == std::string_view::npos ? std::string_view{} : trim(rest.substr(cut));
        CueLine said;
        said.line = line;
        said.speaker = voice;
        said.new_speaker = take_change(words);
        if (words.empty()) continue;
        said.text = std::string{words};
        cue.lines.push_back(std::move(said));
    }
}

}  // namespace

void add_cue_text(std::string_view text, int line, std::string& voice, Cue& cue) {
    std::string words;
    std::string here;  // "<Maya> Hello": the label of this line alone
    const auto flush = [&] {
        add_cue_words(words, line, here.empty() ? voice : here, cue);
        words.clear();
    };
    while (!text.empty()) {
        const std::size_t open = text.find_first_of("<{");
        words += text.substr(0, open);
        if (open == std::string_view::npos) break;
        text.remove_prefix(open);
        if (text.front() == '{') {
            const std::size_t style = style_size(text);
            if (style == 0) words += '{';
            text.remove_prefix(std::max<std::size_t>(style, 1));
            continue;
        }
        const auto tag = tag_at(text);
        if (tag && is_caption_tag(tag->name)) {
            const std::string name = ascii_lower(tag->name);
            if (name == "v" || name == "/v") {
                flush();
                voice = name == "v" ? decode_entities(tag->annotation) : std::string{};
            } else if (name == "br") {
                words += ' ';
            }
        } else if (tag && (is_time_or_nothing(tag->inside) || is_sound(tag->inside, false))) {
            if (is_unheard(tag->inside)) words += language::kGap;
        } else if (tag && trim(words).empty() && name_shape(trim(tag->inside)) == NameShape::strong) {
            here = readable_name(trim(tag->inside));
        } else {
            words += '<';
            text.remove_prefix(1);
            continue;
        }
        text.remove_prefix(tag->size);
    }
    flush();
}

}  // namespace pacelane::context::detail
