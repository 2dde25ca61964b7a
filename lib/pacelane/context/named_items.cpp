// Items and lines of minutes that note what an attendee said: "Maya: the drill failed", "Maya, it failed
// again".
#include "detail/attendees.h"
#include "detail/label_parts.h"
#include "detail/labels.h"
#include "detail/metadata.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>
#include <pacelane/base/text.h>
#include <pacelane/context/people.h>
#include <pacelane/language/label_words.h>
#include <pacelane/language/language_pack.h>
#include <set>

namespace pacelane::context::detail {

namespace {

/// What stands behind the name, by which it is a label.
enum class NameMark { colon, dash, comma };

struct NamedItem {
    std::string_view name;
    std::string_view words;
    NameMark mark;
};

std::optional<NamedItem> named_item(std::string_view text) {
    constexpr std::size_t longest = 40;
    constexpr std::pair<std::string_view, NameMark> kMarks[] = {
        {": ", NameMark::colon},  {" - ", NameMark::dash}, {" – ", NameMark::dash},
        {" -> ", NameMark::dash}, {" → ", NameMark::dash}, {", ", NameMark::comma}};
    std::optional<NamedItem> first;
    for (const auto& [mark, kind] : kMarks) {
        const std::size_t at = text.substr(0, longest).find(mark);
        if (at == 0 || at == std::string_view::npos || (first && first->name.size() <= at)) continue;
        first = NamedItem{text.substr(0, at), trim(text.substr(at + mark.size())), kind};
    }
    if (!first || first->words.empty()) return std::nullopt;
    return first;
}

/// "Maya, Rui to review" lists people; "Maya, we should wait" tells what she said.
bool goes_on(std::string_view words) {
    const auto first = words.substr(0, words.find_first_of(" ,"));
    if (language::any_language().name_followers.contains(first)) return false;
    return std::islower(static_cast<unsigned char>(words.front())) != 0 ||
           language::any_language().capital_subjects.contains(
               language::fold(language::straight_apostrophes(first)));
}

/// Whom a line of minutes names before the mark, if it is one of the attendees.
std::optional<std::string> named_in_line(std::string_view line, const People& attendees, NameMark mark) {
    const auto item = named_item(line);
    if (!item || item->mark != mark) return std::nullopt;
    if (language::label_kind(item->name) != language::LabelKind::none) return std::nullopt;
    return attendees.find(item->name);
}

/// Whether the label stands within the text in lower case, as no name does: "Owner: …", "the owner".
bool is_word_of(const Reading& reading, std::string_view label) {
    const std::string word = language::fold(label);
    if (word == label) return false;  // a script without capitals tells nothing
    // (A handle is lower case: "@maya", "maya-l", "example.org/maya".)
    const auto letter = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80 ||
               std::string_view("@/-_").find(c) != std::string_view::npos;
    };
    return std::any_of(reading.pieces.begin(), reading.pieces.end(), [&](const Piece& piece) {
        const std::string& text = piece.words.text();
        for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1))
            if ((at == 0 || !letter(text[at - 1])) &&
                (at + word.size() == text.size() || !letter(text[at + word.size()])))
                return true;
        return false;
    });
}

/// Names before a colon or a dash in items, where no list tells who attends: at least three, in talk. There a
/// voice comes back after another's within a section; fields come once, or always in one order.
std::vector<std::string> recurring_names(const Reading& reading) {
    constexpr std::size_t fewest_voices = 3, most_voices = 60;
    constexpr std::size_t fewest_items = 3;
    std::map<std::string, std::size_t> items, returns;  // by the label as it is written
    std::vector<std::string> section;
    std::set<std::string> heard;
    std::string last;
    for (const auto& piece : reading.pieces) {
        const auto& passage = piece.passage;
        if (passage.kind != PassageKind::list_item || passage.quoted || !passage.speaker.empty()) continue;
        const auto item = named_item(piece.words.text());
        if (!item || item->mark == NameMark::comma || name_shape(item->name) != NameShape::strong ||
            std::count(item->name.begin(), item->name.end(), ' ') > 2 || is_nobody(item->name) ||
            is_several(item->name) || language::label_kind(item->name) != language::LabelKind::none)
            continue;
        if (passage.headings != section) {
            section = passage.headings;
            heard.clear();
            last.clear();
        }
        const std::string name{item->name};
        ++items[name];
        if (name != last && !heard.insert(name).second) ++returns[name];
        last = name;
    }
    std::vector<std::string> names;
    for (const auto& [name, count] : items)
        if (count >= fewest_items && returns.contains(name)) names.push_back(name);
    // Each is looked for in all of the text.
    if (names.size() > most_voices) return {};
    std::erase_if(names, [&](const std::string& name) { return is_word_of(reading, name); });
    if (names.size() < fewest_voices) return {};
    return names;
}

/// "All: agreed", "Somebody Else: no": a line of others than those who are known to attend.
bool opens_otherwise(std::string_view line) {
    const auto cut = before_colon(line);
    if (!cut || cut->text.empty()) return false;
    // "Decision: …" is the minutes' own.
    switch (language::label_kind(cut->label)) {
        case language::LabelKind::decision:
        case language::LabelKind::action:
        case language::LabelKind::issue:
        case language::LabelKind::record:
            return true;
        default:
            break;
    }
    return is_nobody(cut->label) || (name_shape(cut->label) == NameShape::strong &&
                                     language::label_kind(cut->label) == language::LabelKind::none);
}

/// Names above lists of their own ("- Maya:" above what she did), where no list tells who attends: most of
/// the labels that stand so must be common given names, or have "I" below them, as "Backend:" and "Risks:"
/// have not.
std::vector<std::string> names_above_lists(const Reading& reading) {
    constexpr std::size_t fewest = 2, most_words = 3;
    std::vector<std::string> names;
    std::size_t labels = 0, voices = 0;
    // Whether one of the items below tells of its own writer.
    const auto tells_of_self = [&](std::size_t i) {
        const int depth = reading.pieces[i].passage.depth;
        const bool item = reading.pieces[i].passage.kind == PassageKind::list_item;
        for (++i; i < reading.pieces.size(); ++i) {
            const auto& piece = reading.pieces[i];
            if (piece.passage.kind != PassageKind::list_item || (item && piece.passage.depth <= depth)) break;
            if (language::any_language().own_voice.in(language::words_of(piece.words.text()))) return true;
        }
        return false;
    };
    for (std::size_t i = 0; i + 1 < reading.pieces.size(); ++i) {
        const auto& passage = reading.pieces[i].passage;
        const auto& next = reading.pieces[i + 1].passage;
        const bool item = passage.kind == PassageKind::list_item;
        if (passage.quoted || !passage.speaker.empty() || next.kind != PassageKind::list_item ||
            (!item && passage.kind != PassageKind::paragraph) || (item && next.depth != passage.depth + 1))
            continue;
        std::string_view name = trim(reading.pieces[i].words.text());
        if (!name.ends_with(':')) continue;
        name.remove_suffix(1);
        ++labels;
        if (name_shape(name) != NameShape::strong || is_nobody(name) || is_several(name) ||
            language::label_kind(name) != language::LabelKind::none)
            continue;
        const auto words = name_words(name);
        if (words.empty() || words.size() > most_words) continue;
        if (language::any_language().given_names.contains(words.front()) || tells_of_self(i)) ++voices;
        names.emplace_back(name);
    }
    return voices >= fewest && voices * 2 >= labels ? names : std::vector<std::string>{};
}

/// Of a paragraph, a line that opens with an attendee's name is theirs.
void name_lines(Reading& reading, const People& attendees) {
    std::vector<Piece> all;
    all.reserve(reading.pieces.size());
    for (auto& piece : reading.pieces) {
        const bool paragraph = piece.passage.kind == PassageKind::paragraph && !piece.passage.quoted &&
                               piece.passage.speaker.empty() &&
                               (piece.words.text().find(": ") != std::string::npos ||
                                piece.words.text().find(" - ") != std::string::npos ||
                                piece.words.text().find(" – ") != std::string::npos);
        const auto lines = paragraph ? piece.words.source_lines() : std::vector<PassageText::SourceLine>{};
        // One line with a dash may tell of somebody; two are what each said.
        const auto dashes = std::count_if(lines.begin(), lines.end(), [&](const auto& line) {
            return named_in_line(line.text, attendees, NameMark::dash).has_value();
        });
        const auto name_in = [&](std::string_view line) {
            auto name = named_in_line(line, attendees, NameMark::colon);
            return name || dashes < 2 ? name : named_in_line(line, attendees, NameMark::dash);
        };
        const auto names = [&](const auto& line) { return name_in(line.text).has_value(); };
        if (std::none_of(lines.begin(), lines.end(), names)) {
            all.push_back(std::move(piece));
            continue;
        }
        Piece part{piece.passage, {}};
        const bool one = lines.size() == 1;
        if (!one) part.passage.markup.clear();  // it is that of the whole
        for (const auto& line : lines) {
            auto speaker = name_in(line.text);
            if (!speaker && !part.passage.speaker.empty() && opens_otherwise(line.text)) speaker.emplace();
            if (speaker) {
                if (!part.words.empty()) all.push_back(part);
                part.words.clear();
                part.passage.speaker = std::move(*speaker);
            }
            part.words.space();
            part.words.append(line.text, line.line);
        }
        all.push_back(std::move(part));
    }
    reading.pieces = std::move(all);
}

/// Among items that open with names and marks, one whose mark was left out: "Maya we should wait". A verb
/// after the name would tell of Maya instead.
void name_reports(Reading& reading, const People& attendees) {
    const auto named = std::count_if(reading.pieces.begin(), reading.pieces.end(), [](const Piece& piece) {
        return piece.passage.kind == PassageKind::list_item && !piece.passage.speaker.empty();
    });
    constexpr std::ptrdiff_t fewest = 3;
    if (named < fewest) return;
    for (auto& piece : reading.pieces) {
        auto& passage = piece.passage;
        if (passage.kind != PassageKind::list_item || passage.quoted || !passage.speaker.empty()) continue;
        const std::string_view text = piece.words.text();
        const auto space = text.find(' ');
        if (space == std::string_view::npos) continue;
        const auto rest = text.substr(space + 1);
        const auto next =
            language::fold(language::straight_apostrophes(rest.substr(0, rest.find_first_of(" ,"))));
        if (!language::any_language().report_openings.contains(next)) continue;
        if (language::label_kind(text.substr(0, space)) != language::LabelKind::none) continue;
        if (const auto speaker = attendees.find(text.substr(0, space))) passage.speaker = *speaker;
    }
}

/// Where most items of a section open with an attendee's name, one that opens with another name is that
/// one's, though no list has it.
void name_guests(Reading& reading) {
    constexpr std::size_t fewest = 3;
    struct Count {
        std::size_t items = 0, named = 0;
    };
    std::map<std::vector<std::string>, Count> sections;
    const auto is_item = [](const Piece& piece) {
        return piece.passage.kind == PassageKind::list_item && !piece.passage.quoted &&
               piece.passage.depth == 0;
    };
    for (const auto& piece : reading.pieces) {
        if (!is_item(piece)) continue;
        auto& count = sections[piece.passage.headings];
        ++count.items;
        if (!piece.passage.speaker.empty()) ++count.named;
    }
    for (auto& piece : reading.pieces) {
        if (!is_item(piece) || !piece.passage.speaker.empty()) continue;
        const auto& count = sections[piece.passage.headings];
        if (count.named < fewest || count.named * 100 < count.items * 60) continue;
        const auto cut = before_colon(piece.words.text());
        if (!cut || cut->text.empty()) continue;
        // "Cache: still cold" is about a thing: it takes a given name, or a script without capitals.
        const auto named = named_by(cut->label);
        const auto words = name_words(named.speaker);
        if (named.shape == NameShape::none || is_nobody(named.speaker) || words.empty()) continue;
        const bool capitals = language::fold(named.speaker) != named.speaker;
        const bool ascii = static_cast<unsigned char>(named.speaker.front()) < 0x80;
        if (capitals || ascii ? !capitals || !language::any_language().given_names.contains(words.front())
                              : named.shape == NameShape::weak)
            continue;
        piece.passage.speaker = named.speaker;
    }
}

/// Whom a line names that holds nothing else: "Maya:", "**Maya Lindqvist**".
std::optional<std::string> named_alone(std::string_view line, const People& attendees) {
    constexpr std::size_t longest = 60;
    while (line.ends_with(':') || line.ends_with('*') || line.ends_with(' '))
        line.remove_suffix(1);
    if (line.empty() || line.size() > longest || line.find(": ") != std::string_view::npos ||
        language::label_kind(line) != language::LabelKind::none)
        return std::nullopt;
    return attendees.find(line);
}

/// What stands below a name is that one's: items below an item, a list below a line, a section.
void name_parts_below(Reading& reading, const People& attendees) {
    std::vector<std::pair<int, std::string>> above;  // items that name somebody, by their depth
    for (std::size_t i = 0; i < reading.pieces.size(); ++i) {
        auto& piece = reading.pieces[i];
        auto& passage = piece.passage;
        const auto* const next = i + 1 < reading.pieces.size() ? &reading.pieces[i + 1].passage : nullptr;
        const bool item = passage.kind == PassageKind::list_item;
        if (!item) above.clear();
        if (passage.quoted || (!item && passage.kind != PassageKind::paragraph)) continue;
        while (!above.empty() && above.back().first >= passage.depth)
            above.pop_back();
        // A name with nothing below it was not spoken: it is one of a list.
        const bool heads = next && next->kind == PassageKind::list_item && next->depth > passage.depth;
        const auto alone = item ? named_alone(piece.words.text(), attendees) : std::nullopt;
        if (alone && !heads) continue;
        if (alone && passage.speaker.empty()) passage.speaker = *alone;
        // "Decision: …" below what somebody said is the minutes' own.
        const auto cut = before_colon(piece.words.text());
        if (cut && language::label_kind(cut->label) != language::LabelKind::none) continue;
        if (item && passage.speaker.empty()) {
            if (!above.empty())
                passage.speaker = above.back().second;
            else if (!passage.lead_in.empty())
                passage.speaker = named_alone(passage.lead_in, attendees).value_or("");
        }
        if (passage.speaker.empty() && !passage.headings.empty())
            passage.speaker = named_alone(passage.headings.back(), attendees).value_or("");
        // Below what somebody said ("Maya: how many?") may stand the answer of another.
        if (item && !passage.speaker.empty() &&
            (piece.words.text().ends_with(':') || alone ||
             (!above.empty() && above.back().second == passage.speaker && passage.depth > 0)))
            above.emplace_back(passage.depth, passage.speaker);
    }
}

}  // namespace

void name_items(Reading& reading) {
    for (const auto& name : recurring_names(reading))
        add_name(reading.participants, name);
    for (const auto& name : names_above_lists(reading))
        add_name(reading.participants, name);
    People attendees;
    for (const auto& name : reading.participants)
        attendees.add(name);
    for (const auto& [alias, name] : reading.aliases)
        attendees.add_alias(alias, name);
    if (attendees.empty()) return;
    name_lines(reading, attendees);
    for (auto& piece : reading.pieces) {
        auto& passage = piece.passage;
        if (passage.kind != PassageKind::list_item || passage.quoted || !passage.speaker.empty()) continue;
        const auto item = named_item(piece.words.text());
        if (!item || language::label_kind(item->name) != language::LabelKind::none) continue;
        if (item->mark == NameMark::comma && !goes_on(item->words)) continue;
        if (const auto speaker = attendees.find(item->name)) passage.speaker = *speaker;
    }
    name_reports(reading, attendees);
    name_guests(reading);
    name_parts_below(reading, attendees);
}

}  // namespace pacelane::context::detail
