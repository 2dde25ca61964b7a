// What a draft is filed under: the person's pillars, and the names and subjects that it keeps coming back to.
#include <algorithm>
#include <cctype>
#include <pacelane/writer/detail/title.h>
#include <set>

namespace pacelane::writer::detail {

namespace {

using language::Language;

bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

/// "unit testing" → "#UnitTesting", "SQLite" → "#SQLite"; empty when it makes no tag.
std::string tag_of(std::string_view phrase, Language language) {
    std::string out;
    int content = 0, words = 0;
    for (const auto& token : language::tokenize(phrase, language)) {
        if (token.number) return {};
        ++words;
        if (!token.stopword) ++content;
        std::string word;
        for (const char c : phrase.substr(token.begin, token.end - token.begin)) {
            // "node.js" is no longer itself without its dot.
            if (c == '.' || c == '/' || c == '_') return {};
            if (c != '-' && c != '\'') word += c;
        }
        // "macOS" is written so.
        const bool inner = std::any_of(word.begin(), word.end(), is_upper);
        out += inner ? word : language::capitalize(word);
    }
    const auto length = language::character_count(out);
    if (content == 0 || words > 3 || length < 3 || length > 24) return {};
    return "#" + out;
}

std::string text_of(const Piece& piece) {
    std::string text;
    for (std::size_t i = 0; i < piece.blocks.size(); ++i) {
        for (const auto& sentence : piece.sentences(i))
            text += sentence.text + ' ';
        text += "\n\n";
    }
    return text;
}

/// What the piece says apart from code: names of functions are no subjects.
std::string prose_of(const Piece& piece) {
    std::string text;
    for (std::size_t i = 0; i < piece.blocks.size(); ++i) {
        const auto& passage = piece.passage(i);
        if (passage.kind == context::PassageKind::code) continue;
        const std::string_view written = passage.markup.empty() ? passage.text : passage.markup;
        for (std::size_t at = 0; at < written.size();) {
            const auto open = std::min(written.find('`', at), written.size());
            text += written.substr(at, open - at);
            const auto close = written.find('`', open + 1);
            at = close == std::string_view::npos ? written.size() : close + 1;
        }
        text += "\n\n";
    }
    return text;
}

/// How the text spells a word, when that is a name's spelling: with a capital that opens no sentence.
std::string name_spelling(std::string_view text, std::string_view word) {
    const auto folded = language::fold(word);
    bool fresh = true;  // a sentence begins
    int names = 0, plain = 0;
    std::string spelling;
    for (std::size_t i = 0; i < text.size();) {
        const auto end = std::min(text.find_first_of(" \n", i), text.size());
        auto token = text.substr(i, end - i);
        const bool closes =
            !token.empty() && std::string_view(".!?:").find(token.back()) != std::string_view::npos;
        while (!token.empty() && std::string_view(".,;:!?()\"").find(token.back()) != std::string_view::npos)
            token.remove_suffix(1);
        while (!token.empty() && (token.front() == '(' || token.front() == '"'))
            token.remove_prefix(1);
        if (!token.empty() && language::fold(token) == folded) {
            const bool inner = std::any_of(token.begin() + 1, token.end(), is_upper);
            if (inner || (is_upper(token.front()) && !fresh)) {
                ++names;
                spelling = token;
            } else if (!is_upper(token.front())) {
                ++plain;
            }
        }
        if (end > i) fresh = closes;
        if (end < text.size() && text[end] == '\n') fresh = true;
        i = end + 1;
    }
    return names >= 2 && names > plain ? spelling : std::string();
}

/// "C#" and "Notepad++" are not themselves as tags.
bool is_plain_name(std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return static_cast<unsigned char>(c) >= 0x80 || c == ' ' || c == '-' ||
               std::isalnum(static_cast<unsigned char>(c)) != 0;
    });
}

}  // namespace

int touched(const Piece& piece, const std::vector<std::string>& pillars) {
    if (pillars.empty()) return 0;
    const auto language = piece.reading->language;
    std::set<std::string> stems;
    for (const auto& text : {text_of(piece), piece.reading->document->title})
        for (const auto& token : language::tokenize(text, language))
            stems.insert(token.stem);
    int count = 0;
    for (const auto& pillar : pillars) {
        bool all = true, any = false;
        for (const auto& token : language::tokenize(pillar, language)) {
            if (token.stopword) continue;
            any = true;
            all = all && stems.contains(token.stem);
        }
        count += all && any ? 1 : 0;
    }
    return count;
}

std::vector<std::string> choose_hashtags(const Piece& piece, const std::vector<std::string>& pillars,
                                         std::size_t most) {
    std::vector<std::string> tags;
    const auto language = piece.reading->language;
    const auto add = [&](std::string_view phrase) {
        const auto tag = tag_of(phrase, language);
        const auto same = [&](const std::string& other) {
            return language::fold(other) == language::fold(tag);
        };
        if (tags.size() < most && !tag.empty() && std::none_of(tags.begin(), tags.end(), same))
            tags.push_back(tag);
    };
    for (const auto& pillar : pillars)
        if (touched(piece, {pillar}) > 0) add(pillar);
    // Few phrases of a text are tags that anybody follows; what its title names, or its folder, may be one.
    const auto& document = *piece.reading->document;
    if (is_plain_name(piece.reading->topic)) add(piece.reading->topic);
    if (!has_own_title(document)) return tags;
    const std::string text = prose_of(piece);
    for (const auto& token : language::tokenize(document.title, language))
        if (!token.stopword && !token.number)
            if (const auto name = name_spelling(text, token.folded); is_plain_name(name)) add(name);
    return tags;
}

}  // namespace pacelane::writer::detail
