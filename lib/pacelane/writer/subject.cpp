// What a draft is about, said where the draft itself does not.
#include <algorithm>
#include <cctype>
#include <pacelane/base/text.h>
#include <pacelane/writer/detail/subject.h>

namespace pacelane::writer::detail {

namespace {

using language::Language;

constexpr std::size_t kLongestNamed = 100;  // characters of a title with its subject

bool is_upper(char c) {
    return std::isupper(static_cast<unsigned char>(c)) != 0;
}

/// "Locust" in "Simple load testing with Locust": the stems of words that are written as names are. Where a
/// title has capitals everywhere, only those with one inside: "PostgreSQL" in "Connect To A PostgreSQL
/// Database".
std::set<std::string> names_in(std::string_view title, Language language) {
    constexpr double kAllCapitals = 0.6;  // of the words that tell something
    std::set<std::string> names, capitalized;
    std::size_t telling = 0;
    for (const auto& token : language::tokenize(title, language)) {
        if (token.stopword || token.number || token.stem.size() < 2) continue;
        const auto word = title.substr(token.begin, token.end - token.begin);
        bool inner = false;  // "Side-Effect" has none
        for (std::size_t i = 1; i < word.size(); ++i)
            inner = inner || (is_upper(word[i]) && word[i - 1] != '-');
        if (token.begin > 0) {
            ++telling;
            if (is_upper(word.front())) capitalized.insert(token.stem);
        }
        if (inner) names.insert(token.stem);
    }
    if (telling < 2 || static_cast<double>(capitalized.size()) <= kAllCapitals * static_cast<double>(telling))
        names.merge(capitalized);
    return names;
}

/// Whether most of them are not said.
bool is_unsaid(const std::set<std::string>& names, const Said& said) {
    const auto missing = std::count_if(names.begin(), names.end(),
                                       [&](const std::string& stem) { return !said.contains(stem); });
    return 2 * static_cast<std::size_t>(missing) > names.size();
}

/// All that is printed of the piece, but for its code.
Said said_in(const Piece& piece) {
    Said said(piece.reading->language);
    for (std::size_t i = 0; i < piece.blocks.size(); ++i) {
        const auto& passage = piece.passage(i);
        if (passage.kind != context::PassageKind::code) said.add(passage.text);
        // What all of it stands under is not printed.
        for (auto h = piece.headings.size(); h < passage.headings.size(); ++h)
            said.add(passage.headings[h]);
    }
    return said;
}

bool is_written(const Piece& piece) {
    return piece.reading->document->kind == context::DocumentKind::knowledge && !is_speech(piece);
}

/// The note's title, where it names what none of these words does.
std::string unnamed_title(const Piece& piece, const Said& said) {
    const auto& document = *piece.reading->document;
    if (!has_own_title(document)) return {};
    auto title = clean_title(document.title);
    const auto names = names_in(title, piece.reading->language);
    return is_generic(title) || !is_unsaid(names, said) ? std::string() : title;
}

/// The topic of the note's folder, where neither these words nor the title name anything.
std::string unnamed_topic(const Piece& piece, std::string_view title, const Said& said) {
    const auto& reading = *piece.reading;
    if (!names_in(title, reading.language).empty() ||
        !names_in(reading.document->title, reading.language).empty())
        return {};
    const auto stems = telling_stems(reading.topic, reading.language);
    return std::all_of(stems.begin(), stems.end(),
                       [&](const std::string& stem) { return !said.contains(stem); })
               ? reading.topic
               : std::string();
}

/// A title of one or two words, "mermaid", of which these say none: all of it is the subject.
std::string unnamed_entry(const Piece& piece, const Said& said) {
    if (tells_days(*piece.reading)) return {};  // "October"
    constexpr std::size_t kWords = 2;
    const auto& document = *piece.reading->document;
    auto title = clean_title(document.title);
    const auto tokens = language::tokenize(title, piece.reading->language);
    const bool plain = std::none_of(tokens.begin(), tokens.end(), [&](const language::Token& token) {
        return token.number || token.stopword || said.contains(token.stem);
    });
    return plain && !tokens.empty() && tokens.size() <= kWords && has_own_title(document) &&
                   !is_generic(title)
               ? title
               : std::string();
}

}  // namespace

void name_subject(Title& title, const Piece& piece, std::size_t most) {
    if (!is_written(piece) || title.is_sentence || !title.is_told || !title.subject.empty()) return;
    auto said = said_in(piece);
    said.add(title.text);
    const auto put_before = [&](const std::string& subject) {
        auto named = subject + ": " + title.text;
        if (subject.empty() || language::character_count(named) > std::min(most, kLongestNamed)) return false;
        title.text = std::move(named);
        title.subject = subject;
        return true;
    };
    if (!put_before(unnamed_title(piece, said)) && !put_before(unnamed_topic(piece, title.text, said)))
        put_before(unnamed_entry(piece, said));
}

std::string subject_line(const Piece& piece, std::string_view body, const ContentForm& form) {
    const auto& document = *piece.reading->document;
    if (form.title_in_body || !is_written(piece) || !has_own_title(document)) return {};
    const auto language = piece.reading->language;
    auto title = unnamed_title(piece, said_in(piece));
    if (title.empty()) {
        title = clean_title(document.title);
        Said said(language);
        said.add(body);
        const auto about = telling_stems(title, language);
        const auto missing = std::count_if(about.begin(), about.end(),
                                           [&](const std::string& stem) { return !said.contains(stem); });
        if (about.size() < 2 || 2 * static_cast<std::size_t>(missing) <= about.size()) return {};
    }
    return language::character_count(title) <= form.title_length ? title : std::string();
}

std::string topic_of_post(const Piece& piece, std::string_view body, const ContentForm& form) {
    if (!is_written(piece)) return {};
    Said said(piece.reading->language);
    said.add(body);
    auto topic = unnamed_topic(piece, {}, said);
    if (topic.empty()) topic = unnamed_entry(piece, said);
    return !topic.empty() && language::length_in(form, topic + ": " + std::string(body)).fits()
               ? topic
               : std::string();
}

}  // namespace pacelane::writer::detail
