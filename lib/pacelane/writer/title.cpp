#include <algorithm>
#include <cctype>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <pacelane/writer/detail/related.h>
#include <pacelane/writer/detail/render.h>
#include <pacelane/writer/detail/speech.h>
#include <pacelane/writer/detail/title.h>
#include <set>

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
    // "3 ways to …" and "2024 in review" keep their number; "3. Ways", "2026-11-17 Ways" and the number of a
    // note, which is its time, do not.
    constexpr std::size_t kNoteNumber = 8;  // digits
    const auto number = text.substr(0, i);
    if (number.find_first_of("-/.)") == std::string_view::npos && number.size() < kNoteNumber) return 0;
    while (i < text.size() && (text[i] == ' ' || text[i] == '-' || text[i] == ':'))
        ++i;
    if (text.substr(i).starts_with("– ") || text.substr(i).starts_with("— ")) i += 4;
    return i;
}

/// "8 Containers start and stop", as a file's name puts notes in their order.
std::string without_number(std::string title) {
    const auto end = title.find_first_not_of("0123456789");
    if (end > 0 && end <= 3 && end != std::string::npos && title[end] == ' ') title.erase(0, end + 1);
    return title;
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

/// "What went badly": none of its words is said in what stands below it, nor in the document's title, so that
/// alone it says nothing.
bool is_unsaid(std::string_view heading, const Piece& piece) {
    const auto language = piece.reading->language;
    Said said(language);
    said.add(piece.reading->document->title);
    for (std::size_t i = 0; i < piece.blocks.size(); ++i)
        said.add(piece.passage(i).text);
    const auto stems = telling_stems(heading, language);
    return std::none_of(stems.begin(), stems.end(), [&](const auto& stem) { return said.contains(stem); });
}

/// "Notes/home-server.md": "home server".
std::string name_of(std::string_view path) {
    path.remove_prefix(path.rfind('/') + 1);
    std::string name(path.substr(0, path.rfind('.')));
    const bool spaced = name.find(' ') != std::string::npos;
    if (!spaced)
        std::replace_if(
            name.begin(), name.end(), [](char c) { return c == '-' || c == '_'; }, ' ');
    return name;
}

/// "CoreDNS", "Zigbee2": with a capital or a digit within it.
bool is_name(std::string_view word) {
    return std::any_of(word.begin() + (word.empty() ? 0 : 1), word.end(), [](char c) {
        return std::isupper(static_cast<unsigned char>(c)) != 0 ||
               std::isdigit(static_cast<unsigned char>(c)) != 0;
    });
}

/// "Docker", as a file is called for what it is about; "2026-11-17" and "fix-login" are no subjects.
bool is_subject(std::string_view name) {
    return name.find(' ') == std::string_view::npos &&
           std::isupper(static_cast<unsigned char>(name.front())) != 0;
}

/// The part of a long sentence before a remark: "It runs from memory (which I had read of)".
std::string_view before_remark(std::string_view sentence) {
    constexpr std::size_t kLeast = 30;  // characters
    for (const std::string_view mark : {" (", " – ", " — ", "; ", ": "})
        if (const auto at = sentence.find(mark); at != std::string_view::npos && at >= kLeast)
            sentence = sentence.substr(0, at);
    return sentence;
}

/// "Mon 16", "November 2026".
bool names_day(std::string_view text, Language language) {
    const auto words = language::words_of(text);
    const bool number = std::any_of(words.begin(), words.end(), [](const language::Word& word) {
        return std::isdigit(static_cast<unsigned char>(word.key.front())) != 0;
    });
    for (std::size_t i = 0; number && i < words.size(); ++i)
        if (language.pack().months.match(words, i) || language.pack().weekdays.match(words, i)) return true;
    return false;
}

/// "Heat pump: Installation": a section that is a piece, by the name of its note and its own.
std::optional<Title> section_title(const Piece& piece, const std::string& own, const std::string& heading,
                                   std::size_t most) {
    const auto& document = *piece.reading->document;
    const auto language = piece.reading->language;
    // A longer title is a sentence by itself, and a day has no subject.
    constexpr std::size_t kMostWords = 5;
    if (own.empty() || is_generic(own) || !(has_own_title(document) || is_subject(own)) ||
        language::words_of(own).size() > kMostWords || own.find_first_of(":,") != std::string::npos ||
        is_diary(*piece.reading) || names_day(own, language) || names_day(heading, language))
        return std::nullopt;
    const auto words = language::words_of(heading);
    const bool says_what_is_done = language::any_language().work_headings.at(words, 0) == words.size();
    if (words.empty() || heading.ends_with('?') || (is_generic(heading) && !says_what_is_done))
        return std::nullopt;
    const auto subject = telling_stems(own, language);
    const auto about = telling_stems(heading, language);
    if (!says_what_is_done && std::all_of(about.begin(), about.end(),
                                          [&](const std::string& stem) { return subject.contains(stem); }))
        return std::nullopt;
    // "Workbench" above "New workbench": the heading names it itself.
    const bool named = !subject.empty() && std::all_of(subject.begin(), subject.end(), [&](const auto& stem) {
        return about.contains(stem);
    });
    auto text = named ? language::capitalize(heading) : language::capitalize(own) + ": " + heading;
    if (language::character_count(text) > most) return std::nullopt;
    return Title{.text = std::move(text),
                 .source = source_of(piece, piece.block(0), piece.headings.back()),
                 .subject = language::capitalize(own)};
}

bool has_template_heading(const Piece& piece) {
    if (piece.reading->is_template) return true;
    for (const auto& section : piece.reading->sections)
        if (section.repeated && section.headings == piece.headings) return true;
    return false;
}

}  // namespace

bool has_own_title(const sources::KnownDocument& document) {
    const std::string_view path = document.path;
    const auto name = path.substr(path.rfind('/') + 1);
    return !document.title_from_name || name.find(' ') != std::string_view::npos;
}

std::set<std::string> telling_stems(std::string_view text, Language language) {
    std::set<std::string> stems;
    for (auto& token : language::tokenize(text, language))
        if (!token.stopword && !token.number && token.stem.size() > 1) stems.insert(std::move(token.stem));
    return stems;
}

bool is_generic(std::string_view heading) {
    const auto words = language::words_of(heading);
    const auto& lists = language::any_language();
    if (words.empty()) return true;
    return lists.generic_headings.at(words, 0) == words.size() ||
           lists.page_titles.at(words, 0) == words.size() ||
           lists.aside_headings.at(words, 0) == words.size();
}

/// "DRAFT: ", "[WIP] ": how many bytes of the start say how far the text is.
std::size_t state_mark(std::string_view title) {
    constexpr std::size_t kLongest = 24;
    const auto end = title.substr(0, kLongest).find_first_of(":])");
    if (end == std::string_view::npos || end + 1 >= title.size() || title[end + 1] != ' ') return 0;
    const bool bracketed = title.front() == '[' || title.front() == '(';
    if (bracketed == (title[end] == ':')) return 0;
    const auto mark = trim(title.substr(bracketed ? 1 : 0, end - (bracketed ? 1 : 0)));
    return language::any_language().state_marks.contains(language::fold(mark, true)) ? end + 2 : 0;
}

std::string clean_title(std::string_view title) {
    title = trim(title);
    title.remove_prefix(state_mark(title));
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
    const auto& first = piece.block(0);
    if (is_speech(piece))
        if (auto sentence = title_of_speech(piece, most)) return std::move(*sentence);
    const auto at = [&](std::string_view quote) { return source_of(piece, first, quote); };
    // A note that opens with "# General" is called by its file's name.
    const bool generic = has_own_title(document) && is_generic(clean_title(document.title));
    const bool from_name = !has_own_title(document) || generic;
    const std::string title = generic ? name_of(document.path) : document.title;
    const auto own =
        from_name || document.title_from_name ? without_number(clean_title(title)) : clean_title(title);
    const bool from_start = piece.blocks.front() == 0 || piece.begins_text;
    const auto first_sentence = [&](bool cut = false) -> std::optional<Title> {
        if (first.sentences.empty()) return std::nullopt;
        const auto& sentence = first.sentences.front();
        if (!sentence.alone || sentence.question) return std::nullopt;
        std::string text = sentence.text;
        if (cut && language::character_count(text) > most) text = before_remark(text);
        if (language::character_count(text) > most) return std::nullopt;
        while (text.ends_with('.'))
            text.pop_back();
        return Title{.text = text, .source = at(piece.passage(0).text), .is_sentence = true};
    };
    if (!piece.headings.empty() && !has_template_heading(piece) && !is_day(piece.headings.back(), language)) {
        const auto heading = clean_title(piece.headings.back());
        const bool whole =
            fits(heading) && !is_generic(heading) && language::tokenize(heading, language).size() >= 3;
        // "Context", "Could this be faster?" say what they are about below the document's title only.
        const bool points = language.pack().demonstratives.in(language::words_of(heading));
        const bool has_own = !from_name && fits(own);
        if (!whole && !points && !from_start && !piece.whole)
            if (auto named = section_title(piece, own, heading, most)) return std::move(*named);
        if (has_own && (!whole || points || is_unsaid(heading, piece))) {
            if (auto sentence = first_sentence(); sentence && !from_start) return std::move(*sentence);
            return {.text = own, .source = at(title)};
        }
        if (whole) return {.text = language::capitalize(heading), .source = at(piece.headings.back())};
    }
    if (auto sentence = first_sentence(); sentence && !from_start && piece.headings.empty())
        return std::move(*sentence);
    if (!from_name && fits(own) && (piece.whole || piece.headings.empty()))
        return {.text = own, .source = at(title)};
    if (auto sentence = first_sentence(true)) return std::move(*sentence);
    // A file's name, when its words tell something, and of a whole note the one word that it is about: a file
    // called "Website" or "Pricing" says too little, "CoreDNS" and "Zigbee2" name something.
    const bool names_subject = piece.whole && !is_generic(own) && telling_words(own, language) == 1 &&
                               (!from_name || is_name(own)) && language::character_count(own) <= most;
    if ((fits(own) && language::tokenize(own, language).size() >= (piece.whole ? 2 : 3)) || names_subject)
        return {.text = language::capitalize(own), .source = at(title)};
    if (!own.empty())
        return {.text = language::capitalize(own.substr(0, 200)), .source = at(title), .is_told = false};
    return {.text = first.sentences.empty() ? std::string(language.pack().untitled.text())
                                            : first.sentences.front().text.substr(0, 90),
            .source = at(piece.passage(0).text),
            .is_sentence = true,
            .is_told = false};
}

}  // namespace pacelane::writer::detail
