#include <algorithm>
#include <array>
#include <cctype>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <pacelane/language/privacy_filter.h>
#include <pacelane/language/words.h>
#include <pacelane/writer/detail/drafting.h>
#include <pacelane/writer/recap.h>
#include <set>

#include <fmt/format.h>

namespace pacelane::writer {

namespace {

using namespace detail;
using sources::Block;
using sources::Reading;
using sources::Reason;

constexpr std::size_t kMostLines = 4;  // of a part
constexpr std::size_t kLongestLine = 280;
constexpr std::size_t kLeastWords = 5;
constexpr std::size_t kLeastTelling = 3;
/// No recap was graded yet. It stands where silence ends, so that anything which is known to be better comes
/// first.
constexpr double kUngraded = 0.35;

bool is_letter(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0;
}
bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// "#123", "PROJ-12", "a1b2c3d", "!45", an address, a handle, a file's path: says nothing to strangers.
bool holds_reference(std::string_view text) {
    for (const auto mark : {"://", "www.", "@", "[[", "](", "`", "???", "_"})
        if (text.find(mark) != std::string_view::npos) return true;
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        if ((text[i] == '#' || text[i] == '!') && is_digit(text[i + 1])) return true;
        if (text[i] == '-' && i >= 2 && is_upper(text[i - 1]) && is_upper(text[i - 2]) &&
            is_digit(text[i + 1]))
            return true;
        if (text[i] == '/' && i > 0 && is_letter(text[i - 1]) && is_letter(text[i + 1])) return true;
    }
    for (const auto word : split(text, ' ')) {
        const bool hex = std::all_of(word.begin(), word.end(),
                                     [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); });
        const auto digits = std::count_if(word.begin(), word.end(), is_digit);
        // A number that is no amount: of an issue, of a change, of a case.
        if (hex && word.size() >= 7 && digits > 0) return true;
    }
    const auto words = language::words_of(text);
    for (std::size_t i = 1; i < words.size(); ++i)
        if (is_digit(text[words[i].begin]) && words[i - 1].key == "pr") return true;
    return false;
}

/// `others`: who else is known. In many documents that is many words, too many for a title.
bool names_somebody(std::string_view text, const Reading& reading, const sources::Cast& cast,
                    const std::vector<std::string>& others) {
    std::set<std::string> names;
    const auto learn = [&](std::string_view name) {
        for (auto& word : context::name_words(name))
            if (word.size() > 1) names.insert(std::move(word));
    };
    for (const auto& name : others)
        learn(name);
    for (const auto& name : reading.document->participants)
        learn(name);
    learn(cast.self.name);
    for (const auto& word : language::words_of(text)) {
        if (!word.capital) continue;
        auto key = word.key;
        if (key.ends_with("'s")) key.resize(key.size() - 2);
        if (names.contains(key)) return true;
    }
    return false;
}

const Block* block_of(const Reading& reading, int ordinal) {
    for (const auto& block : reading.blocks)
        if (reading.passage(block).ordinal == ordinal) return &block;
    return nullptr;
}

bool is_balanced(std::string_view text) {
    return std::count(text.begin(), text.end(), '(') == std::count(text.begin(), text.end(), ')') &&
           std::count(text.begin(), text.end(), '[') == std::count(text.begin(), text.end(), ']') &&
           std::count(text.begin(), text.end(), '"') % 2 == 0;
}

/// Whether it needs what was said before it.
bool leans(std::string_view text, const Block& block, const Reading& reading) {
    const auto& pack = reading.language.pack();
    if (pack.demonstratives.in(language::words_of(text)) || pack.second_persons.in(language::words_of(text)))
        return true;
    // "Quem paga …?" asks; only in a statement would it lean.
    if (text.ends_with('?')) return block.leans_back;
    const auto opening = language::fold(text.substr(0, 24));
    return std::any_of(block.sentences.begin(), block.sentences.end(), [&](const sources::Sentence& s) {
        return !s.alone && !s.text.empty() && language::fold(s.text).starts_with(opening);
    });
}

/// Private by its own words, by a heading above it, or by what stands in its section.
bool is_private(std::size_t b, const Reading& reading, const sources::Cast& cast) {
    const auto is_kept = [&](std::string_view text) {
        return cast.private_words.in(text) || language::concern(text, cast.other_names).has_value();
    };
    const auto& passage = reading.passage(reading.blocks[b]);
    for (const auto& heading : passage.headings)
        if (language::is_private_title(heading) || is_kept(heading)) return true;
    if (cast.private_words.in(passage.markup) || is_kept(passage.text)) return true;
    for (const auto& section : reading.sections) {
        if (b < section.first || b >= section.end || section.headings.empty()) continue;
        for (auto i = section.first; i < section.end; ++i)
            if (reading.blocks[i].reason == Reason::private_matter ||
                is_kept(reading.passage(reading.blocks[i]).text))
                return true;
    }
    return false;
}

/// Nothing when strangers would not understand the line, or it is not for them.
std::optional<std::string> printed(const RecapLine& line, const Reading& reading, const sources::Cast& cast,
                                   const Setting& setting) {
    std::size_t b = 0;
    while (b < reading.blocks.size() && reading.passage(reading.blocks[b]).ordinal != line.passage)
        ++b;
    if (b == reading.blocks.size()) return std::nullopt;
    const auto& block = reading.blocks[b];
    static constexpr std::array kNever{Reason::private_matter, Reason::boilerplate, Reason::working_note,
                                       Reason::other_language};
    if (std::find(kNever.begin(), kNever.end(), block.reason) != kNever.end()) return std::nullopt;
    if (block.true_until && *block.true_until < setting.today) return std::nullopt;
    auto text = std::string(trim(line.text));
    while (text.ends_with(';') || text.ends_with(','))
        text.pop_back();
    if (text.size() > kLongestLine || text.find('\n') != std::string::npos || text.ends_with(':') ||
        !is_balanced(text))
        return std::nullopt;
    const auto tokens = language::tokenize(text, reading.language);
    const auto telling = static_cast<std::size_t>(
        std::count_if(tokens.begin(), tokens.end(), [](const auto& t) { return !t.stopword && !t.number; }));
    if (tokens.size() < kLeastWords || telling < kLeastTelling) return std::nullopt;
    if (holds_reference(text) || leans(text, block, reading)) return std::nullopt;
    if (is_private(b, reading, cast) || names_somebody(text, reading, cast, cast.others)) return std::nullopt;
    text = language::capitalize(text);
    if (std::string_view(".?!").find(text.back()) == std::string_view::npos && !text.ends_with("…"))
        text += '.';
    return text;
}

std::string meeting_of(const Reading& reading) {
    return clean_title(reading.document->title);
}

bool tells_day(std::string_view title) {
    return std::count_if(title.begin(), title.end(), is_digit) >= 4;
}

std::string opening_of(const Reading& reading) {
    const auto& pack = reading.language.pack();
    const auto meeting = meeting_of(reading);
    const auto& document = *reading.document;
    if (tells_day(meeting) || !document.date) return pack.recap_opening.with({{"meeting", meeting}});
    return pack.recap_opening_dated.with({{"meeting", meeting}, {"date", format_date(*document.date)}});
}

std::string_view lead_in(RecapPart part, const language::LanguagePack& pack) {
    if (part == RecapPart::decided) return pack.recap_decided.text();
    return part == RecapPart::changed ? pack.recap_changed.text() : pack.recap_open.text();
}

std::string body_of(const Reading& reading, const std::vector<RecapLine>& lines, Markup markup) {
    const bool markdown = markup == Markup::markdown;
    auto body = markdown ? escape_markdown(opening_of(reading)) : opening_of(reading);
    std::optional<RecapPart> part;
    for (const auto& line : lines) {
        if (part != line.part)
            body += fmt::format("\n\n{0}{1}{0}{2}", markdown ? "**" : "",
                                lead_in(line.part, reading.language.pack()), markdown ? "\n\n" : ":\n");
        else
            body += '\n';
        part = line.part;
        body += markdown ? "- " + escape_markdown(line.text) : "• " + line.text;
    }
    return body;
}

sources::Source source_of(const Reading& reading, const context::Passage* passage, std::string_view quote) {
    const auto& document = *reading.document;
    sources::Source source;
    source.document_id = document.id;
    source.title = document.title;
    source.path = document.path;
    source.quote = quote;
    if (passage != nullptr) {
        source.passage = passage->ordinal;
        source.line = passage->line;
        source.speaker = passage->speaker;
        source.place = passage->place;
    } else {
        source.line = 1;
    }
    return source;
}

std::vector<Claim> claims_of(const Reading& reading, const std::vector<RecapLine>& lines) {
    std::vector<Claim> claims{claim_of(
        meeting_of(reading), source_of(reading, nullptr, reading.document->title), reading.language)};
    for (const auto& line : lines)
        if (const auto* block = block_of(reading, line.passage))
            claims.push_back(claim_of(
                line.text, source_of(reading, &reading.passage(*block), reading.passage(*block).text),
                reading.language));
    return claims;
}

PieceRef ref_of(const Reading& reading, const std::vector<RecapLine>& lines) {
    PieceRef ref;
    ref.document_id = reading.document->id;
    ref.lines = lines;
    std::set<int> ordinals;
    for (const auto& line : lines)
        ordinals.insert(line.passage);
    for (const auto& block : reading.blocks)
        if (ordinals.contains(reading.passage(block).ordinal)) {
            ref.passages.push_back(reading.passage(block).ordinal);
            ref.hashes.push_back(reading.known(block).hash);
        }
    return ref;
}

bool is_enough(const std::vector<RecapLine>& lines) {
    return lines.size() >= kLeastRecapLines && lines.front().part != RecapPart::open;
}

}  // namespace

bool may_be_recapped(const Reading& reading, const sources::Cast& cast, const Setting& setting) {
    const auto& document = *reading.document;
    const auto language = setting.person.language;
    if (document.kind != context::DocumentKind::meeting || reading.is_private) return false;
    if (language && !(*language == reading.language)) return false;
    if (language::is_private_title(document.title) || cast.private_words.in(document.title) ||
        holds_reference(document.title) || language::concern(document.title, cast.other_names) ||
        names_somebody(document.title, reading, cast, {}))
        return false;
    // "Notes", "2026-11-17" do not tell which meeting it was.
    if (document.title_from_name || language::words_of(meeting_of(reading)).size() < 2) return false;
    if (document.participants.empty()) return true;
    context::People there;
    for (const auto& name : document.participants)
        there.add(name);
    return std::any_of(document.participants.begin(), document.participants.end(),
                       [&](const auto& name) { return cast.self.is(name, there, cast.everybody); });
}

std::vector<RecapLine> tellable(const Reading& reading, const sources::Cast& cast, const Setting& setting,
                                const std::vector<RecapLine>& lines) {
    std::vector<RecapLine> told;
    std::set<std::string> seen;
    for (const auto part : {RecapPart::decided, RecapPart::changed, RecapPart::open}) {
        std::size_t of_part = 0;
        for (const auto& line : lines) {
            if (line.part != part || of_part == kMostLines) continue;
            auto text = printed(line, reading, cast, setting);
            if (!text || !seen.insert(language::fold(*text)).second) continue;
            told.push_back({part, line.passage, std::move(*text)});
            ++of_part;
        }
    }
    return told;
}

std::optional<Trial> recap_trial(const Reading& reading, const std::vector<RecapLine>& lines,
                                 const Setting& setting, const ContentForm& general) {
    // A page and a social post tell one thing; a letter is made of runs, and takes a recap along.
    if (!is_enough(lines) || general.markup != Markup::plain || !general.title_in_body) return std::nullopt;
    const auto form = form_for(general, setting.person.networks);
    Trial trial;
    auto& draft = trial.draft;
    draft.content_type = form.id;
    draft.language = reading.language;
    draft.title = meeting_of(reading);
    draft.body = body_of(reading, lines, form.markup);
    draft.claims = claims_of(reading, lines);
    draft.pieces = {ref_of(reading, lines)};
    measure(draft, form);
    if (draft.characters > draft.character_limit) return std::nullopt;
    trial.score = kUngraded;
    for (const auto& line : lines)
        trial.sentences.push_back(language::fold(line.text));
    return trial;
}

bool add_recap(Draft& letter, const Reading& reading, const std::vector<RecapLine>& lines,
               const Setting& setting, const ContentForm& general) {
    if (!is_enough(lines) || !(letter.language == reading.language)) return false;
    const auto form = form_for(general, setting.person.networks);
    auto longer = letter;
    longer.body += fmt::format("\n### {}\n\n{}\n", escape_markdown(meeting_of(reading)),
                               body_of(reading, lines, Markup::markdown));
    for (auto& claim : claims_of(reading, lines))
        longer.claims.push_back(std::move(claim));
    longer.pieces.push_back(ref_of(reading, lines));
    measure(longer, form);
    if (longer.characters > longer.character_limit) return false;
    letter = std::move(longer);
    return true;
}

}  // namespace pacelane::writer
