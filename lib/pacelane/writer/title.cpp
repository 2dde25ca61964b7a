#include <algorithm>
#include <cctype>
#include <pacelane/base/text.h>
#include <pacelane/language/language.h>
#include <pacelane/writer/detail/render.h>
#include <pacelane/writer/detail/title.h>

namespace pacelane::writer::detail {

namespace {

using language::Language;

/// Words that say something: no function words, no numbers.
std::size_t telling_words(std::string_view text, Language language) {
    const auto tokens = language::tokenize(text, language);
    return static_cast<std::size_t>(
        std::count_if(tokens.begin(), tokens.end(), [](const language::Token& token) {
            return !token.stopword && !token.number && token.stem.size() > 1;
        }));
}

/// "2026-11-17 – ", "3. ", "[DRAFT] ": how many bytes of the start say nothing.
std::size_t numbering(std::string_view text) {
    std::size_t i = 0;
    bool digit = false;
    while (i < text.size() && (std::isdigit(static_cast<unsigned char>(text[i])) != 0 ||
                               (digit && std::string_view("-/.)").find(text[i]) != std::string_view::npos))) {
        digit = digit || std::isdigit(static_cast<unsigned char>(text[i])) != 0;
        ++i;
    }
    if (digit && i < text.size() && text[i] == ':') ++i;
    if (!digit || i >= text.size() || text[i] != ' ') return 0;
    // "3 ways to …" and "2024 in review" keep their number; "3. Ways", "2026-11-17 Ways" do not.
    const auto number = text.substr(0, i);
    if (number.find_first_of("-/.)") == std::string_view::npos) return 0;
    while (i < text.size() && (text[i] == ' ' || text[i] == '-' || text[i] == ':'))
        ++i;
    if (text.substr(i).starts_with("– ") || text.substr(i).starts_with("— ")) i += 4;
    return i;
}

std::string_view without_pictures(std::string_view text) {
    while (!text.empty()) {
        const auto byte = static_cast<unsigned char>(text.front());
        if (byte < 0xE2) break;
        if (byte == 0xE2 && text.size() > 1 && static_cast<unsigned char>(text[1]) < 0x86)
            break;                              // quotes, dashes
        if (byte > 0xE2 && byte < 0xEF) break;  // letters
        text.remove_prefix(std::min(text.size(), static_cast<std::size_t>(byte >= 0xF0 ? 4 : 3)));
        text = trim(text);
    }
    return text;
}

std::string tag_of(std::string_view phrase, Language language) {
    std::string out;
    int content = 0, words = 0;
    for (const auto& token : language::tokenize(phrase, language)) {
        if (token.number) return {};
        ++words;
        if (!token.stopword) ++content;
        std::string word;
        bool upper = true;
        for (const char c : phrase.substr(token.begin, token.end - token.begin)) {
            if (c == '-' || c == '\'' || c == '.' || c == '/' || c == '_') {
                upper = true;
                continue;
            }
            word += c;
            upper = false;
        }
        (void)upper;
        out += language::capitalize(word);
    }
    const auto length = language::character_count(out);
    if (content == 0 || words > 3 || length < 3 || length > 30) return {};
    return "#" + out;
}

std::string text_of(const Piece& piece) {
    std::string text;
    for (std::size_t i = 0; i < piece.blocks.size(); ++i) {
        for (const auto& sentence : piece.block(i).sentences)
            text += sentence.text + ' ';
        text += "\n\n";
    }
    return text;
}

}  // namespace

std::string clean_title(std::string_view title) {
    title = trim(title);
    title.remove_prefix(numbering(title));
    title = trim(without_pictures(trim(title)));
    while (!title.empty() && std::string_view(":.#*_ ").find(title.back()) != std::string_view::npos &&
           !title.ends_with("..."))
        title.remove_suffix(1);
    return std::string(title);
}

Title choose_title(const Piece& piece, std::size_t most) {
    const auto& document = *piece.reading->document;
    const auto language = piece.reading->language;
    const auto fits = [&](std::string_view text) {
        return !text.empty() && language::character_count(text) <= most &&
               telling_words(text, language) >= 2 && text.find('\n') == std::string_view::npos;
    };
    Title title;
    const auto& first = piece.block(0);
    const auto at = [&](std::string_view quote) { return source_of(piece, first, quote); };
    const auto own = clean_title(document.title);
    if (!piece.headings.empty()) {
        const auto heading = clean_title(piece.headings.back());
        if (fits(heading) && language::tokenize(heading, language).size() >= 3)
            return {language::capitalize(heading), at(piece.headings.back()), false, true};
        const auto both = own + ": " + heading;
        if (!document.title_from_name && fits(own) && fits(both))
            return {both, at(document.title + ' ' + piece.headings.back()), false, true};
    }
    if (!document.title_from_name && fits(own) && (piece.whole || piece.headings.empty()))
        return {own, at(document.title), false, true};
    for (const auto& sentence : first.sentences) {
        if (sentence.alone && !sentence.question && language::character_count(sentence.text) <= most) {
            std::string text = sentence.text;
            while (text.ends_with('.'))
                text.pop_back();
            return {text, at(piece.passage(0).text), &sentence == &first.sentences.front(), true};
        }
        break;
    }
    // A file's name, when its words tell something.
    if (fits(own) && language::tokenize(own, language).size() >= 3)
        return {language::capitalize(own), at(document.title), false, true};
    if (!own.empty()) return {language::capitalize(own.substr(0, 200)), at(document.title), false, false};
    return {first.sentences.empty() ? std::string("Untitled") : first.sentences.front().text.substr(0, 90),
            at(piece.passage(0).text), true, false};
}

int touched(const Piece& piece, const std::vector<std::string>& pillars) {
    if (pillars.empty()) return 0;
    const auto language = piece.reading->language;
    std::vector<std::string> stems;
    const auto collect = [&](std::string_view text) {
        for (const auto& token : language::tokenize(text, language))
            stems.push_back(token.stem);
    };
    collect(text_of(piece));
    collect(piece.reading->document->title);
    std::sort(stems.begin(), stems.end());
    int count = 0;
    for (const auto& pillar : pillars) {
        bool all = true, any = false;
        for (const auto& token : language::tokenize(pillar, language)) {
            if (token.stopword) continue;
            any = true;
            all = all && std::binary_search(stems.begin(), stems.end(), token.stem);
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
        if (tags.size() < most && !tag.empty() && std::find(tags.begin(), tags.end(), tag) == tags.end())
            tags.push_back(tag);
    };
    for (const auto& pillar : pillars)
        if (touched(piece, {pillar}) > 0) add(pillar);
    // A phrase of two words that the piece says twice, or its title once more, names its subject.
    const std::string text = text_of(piece) + "\n\n" + piece.reading->document->title;
    const std::string_view view = text;
    for (const auto& phrase : language::keyphrases({&view, 1}, language, 8)) {
        const bool several = phrase.stems.size() >= 2;
        if ((several && phrase.occurrences >= 2) || phrase.occurrences >= 4) add(phrase.text);
    }
    return tags;
}

}  // namespace pacelane::writer::detail
