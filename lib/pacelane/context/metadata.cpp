#include "detail/metadata.h"

#include "detail/attendees.h"
#include "detail/document_date.h"
#include "detail/labels.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <pacelane/context/people.h>
#include <pacelane/language/language_pack.h>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

std::string_view without(std::string_view text, std::string_view ends) {
    const std::size_t begin = text.find_first_not_of(ends);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(ends) - begin + 1);
}

/// "Maya Lindqvist (host) – platform" → "Maya Lindqvist".
std::string bare_name(std::string_view part) {
    std::string name;
    int depth = 0;
    for (const char c : part) {
        if (c == '(' || c == '[' || c == '<') {
            ++depth;
        } else if (c == ')' || c == ']' || c == '>') {
            depth = std::max(0, depth - 1);
        } else if (depth == 0) {
            name += c;
        }
    }
    for (const auto separator : {" - "sv, " – "sv, " — "sv, " @"sv}) {
        if (const std::size_t at = name.find(separator); at != std::string::npos) name.resize(at);
    }
    return std::string{without(name, " \t*_@.:-")};
}

bool is_name(std::string_view name) {
    if (name.empty() || name.size() > 60) return false;
    if (std::count(name.begin(), name.end(), ' ') > 4) return false;
    const auto first = static_cast<unsigned char>(name.front());
    if (!(first >= 0x80 || (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z'))) return false;
    // "the numbers" is no name, "maya" is one.
    if (first >= 'a' && first <= 'z' && name.find(' ') != std::string_view::npos) return false;
    return name.find_first_of("/\\=?!:;{}#$%|\"") == std::string_view::npos;
}

/// Commas within brackets do not separate: "Maya (design, research), Bia".
std::vector<std::string_view> parts_of_list(std::string_view list) {
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    int depth = 0;
    const auto cut = [&](std::size_t end, std::size_t skip) {
        parts.push_back(list.substr(begin, end - begin));
        begin = end + skip;
    };
    for (std::size_t i = 0; i < list.size(); ++i) {
        const char c = list[i];
        if (c == '(' || c == '[') ++depth;
        if (c == ')' || c == ']') depth = std::max(0, depth - 1);
        if (depth > 0 || i < begin) continue;
        if (c == ',' || c == ';' || c == '\n' || c == '|') {
            cut(i, 1);
            continue;
        }
        if (c != ' ') continue;
        for (const auto word : language::any_language().name_joints) {
            if (list.substr(i).starts_with(word)) {
                cut(i, word.size() - 1);
                break;
            }
        }
    }
    cut(list.size(), 0);
    return parts;
}

/// "👥 1. Participants": without the emoji and the number that a form sets before its headings.
std::string_view without_ornaments(std::string_view label) {
    constexpr std::string_view kMarks = " \t*_:#-";
    label = without(label, kMarks);
    // Emoji have three or four bytes in UTF-8 and are no letters of a language that has a pack.
    while (!label.empty() && static_cast<unsigned char>(label.front()) >= 0xE2) {
        std::size_t end = 1;
        while (end < label.size() && (static_cast<unsigned char>(label[end]) & 0xC0U) == 0x80U)
            ++end;
        label = without(label.substr(end), kMarks);
    }
    const auto digits = label.find_first_not_of("0123456789");
    if (digits != std::string_view::npos && digits > 0 && digits <= 2 && label[digits] == '.')
        label = without(label.substr(digits + 1), kMarks);
    return label;
}

std::string folded_label(std::string_view label) {
    return language::fold(without_ornaments(label), true);
}

/// "Front end: Ana, Rui Prado": the names behind a group, where all are written as names are.
std::vector<std::string> names_of_group(std::string_view text) {
    constexpr std::size_t kLongestGroup = 40;
    const auto colon = text.substr(0, kLongestGroup).find(": ");
    if (colon == std::string_view::npos) return {};
    auto names = names_in(text.substr(colon + 2));
    const bool all = std::all_of(names.begin(), names.end(), [](const auto& name) {
        const auto shape = name_shape(name);
        return shape != NameShape::none && shape != NameShape::odd && language::capitalize(name) == name;
    });
    return all ? names : std::vector<std::string>();
}

/// "Ana Prado ana@example.org", "Ana Prado <mailto:ana@example.org>" without the address.
std::string_view without_address(std::string_view part) {
    for (auto space = part.rfind(' '); space != std::string_view::npos; space = part.rfind(' ')) {
        const auto at = part.find('@', space);
        // "Ana Prado @ana" has a handle.
        if (at == std::string_view::npos || at == space + 1 || part.find('.', at) == std::string_view::npos)
            break;
        part = trim(part.substr(0, space));
    }
    return part;
}

/// Whether the list's item stands in a part of who attended: "Present", and "Board" below it.
bool is_below_participants(const Passage& passage) {
    return passage.kind == PassageKind::list_item && passage.headings.size() > 1 &&
           std::any_of(passage.headings.begin(), passage.headings.end() - 1, announces_participants);
}

}  // namespace

std::optional<MetadataLine> metadata_line(std::string_view line) {
    line = trim(line);
    const std::size_t colon = line.substr(0, 48).find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const std::string label = folded_label(line.substr(0, colon));
    const std::string_view value = without(line.substr(colon + 1), " \t*_");
    if (language::any_language().participant_labels.contains(label))
        return MetadataLine{MetadataKind::participants, value};
    if (value.size() > 100) return std::nullopt;
    if (language::any_language().date_labels.contains(label)) return MetadataLine{MetadataKind::date, value};
    if (language::any_language().meeting_labels.contains(label))
        return MetadataLine{MetadataKind::other, value};
    return std::nullopt;
}

bool is_field(std::string_view line) {
    if (!metadata_line(line)) return false;
    // Who presents or moderates may speak as well, under that name.
    const auto colon = line.find(':');
    if (!language::any_language().meeting_roles.contains(folded_label(line.substr(0, colon)))) return true;
    const std::string_view value = without(line.substr(colon + 1), " \t*_");
    if (value.empty()) return false;
    const auto names = names_in(value);
    return !names.empty() && !ends_sentence(value) &&
           std::all_of(names.begin(), names.end(),
                       [](const auto& one) { return name_shape(one) == NameShape::strong; });
}

std::vector<std::string_view> name_parts(std::string_view list) {
    return parts_of_list(list);
}

bool announces_participants(std::string_view heading) {
    return heading.size() <= 48 &&
           language::any_language().participant_labels.contains(folded_label(heading));
}

std::vector<std::string> names_in(std::string_view list) {
    std::vector<std::string> names;
    if (list.size() > 4000) return names;
    for (auto part : parts_of_list(list)) {
        part = trim(part);
        for (const auto joint : language::any_language().name_joints)
            if (part.starts_with(joint.substr(1))) {
                part.remove_prefix(joint.size() - 1);
                break;
            }
        std::string name = bare_name(without_address(part));
        if (name.empty()) continue;
        if (!is_name(name)) return {};
        const std::string folded = language::fold(name, true);
        if (language::any_language().everybody.contains(folded)) continue;
        names.push_back(std::move(name));
    }
    return names;
}

void add_name(std::vector<std::string>& names, std::string_view name) {
    const std::string folded = language::fold(name, true);
    if (folded.empty() || is_nobody(name)) return;
    for (auto& known : names) {
        const std::string other = language::fold(known, true);
        if (other == folded || other.starts_with(folded + " ")) return;
        if (folded.starts_with(other + " ") && other.find(' ') == std::string::npos) {
            known = std::string{name};
            return;
        }
    }
    constexpr std::size_t most = 500;  // a crowd, and the cost of comparing
    if (names.size() < most) names.emplace_back(name);
}

/// "Host: We moved the job": what stands behind the role is no name.
static bool is_said_in_role(std::string_view line) {
    const auto colon = line.find(':');
    if (!language::any_language().meeting_roles.contains(folded_label(line.substr(0, colon)))) return false;
    const auto names = names_in(without(line.substr(colon + 1), " \t*_"));
    return names.empty() || std::any_of(names.begin(), names.end(),
                                        [](const auto& one) { return name_shape(one) == NameShape::none; });
}

/// "maya.lindqvist@example.org" → "Maya Lindqvist".
static std::string name_of_address(std::string_view address) {
    std::string name;
    for (const auto part : split(address.substr(0, address.find('@')), '.'))
        if (!part.empty()) name += (name.empty() ? "" : " ") + language::capitalize(part);
    return name;
}

/// Granola: "Wed, 11 Nov 26 · maya@example.org, rui@example.org, +2" below the title.
static bool take_dated_head(std::string_view line, Reading& reading) {
    const auto mark = line.find(" · ");
    if (mark == std::string_view::npos || line.find('@', mark) == std::string_view::npos) return false;
    const auto when = trim(line.substr(0, mark));
    auto date = date_alone(when);
    // "26" is a year where it stands last.
    if (!date && when.size() > 3 && when[when.size() - 3] == ' ')
        date = date_alone(std::string(when.substr(0, when.size() - 2)) + "20" +
                          std::string(when.substr(when.size() - 2)));
    if (!date) return false;
    std::vector<std::string> names;
    for (auto part : parts_of_list(line.substr(mark + " · "sv.size()))) {
        part = trim(part);
        if (part.starts_with('+')) continue;
        auto name = part.find('@') == std::string_view::npos ? bare_name(part) : name_of_address(part);
        if (name.empty()) return false;
        names.push_back(std::move(name));
    }
    if (!reading.date) reading.date = date;
    for (const auto& name : names)
        add_name(reading.participants, name);
    return true;
}

void take_metadata(Piece& piece, DocumentKind kind, Reading& reading) {
    Passage& passage = piece.passage;
    PassageText& words = piece.words;
    if (passage.kind != PassageKind::paragraph && passage.kind != PassageKind::list_item) return;
    const bool removable = kind != DocumentKind::knowledge;
    const auto& headings = passage.headings;
    const bool announced = (!headings.empty() && announces_participants(headings.back())) ||
                           (!passage.lead_in.empty() && announces_participants(passage.lead_in));
    const bool grouped = !announced && !passage.checked && is_below_participants(passage);
    if (announced || grouped) {
        auto names = names_in(words.text());
        if (announced && names.empty() && passage.kind == PassageKind::list_item)
            names = names_of_group(words.text());
        if (grouped && !std::all_of(names.begin(), names.end(),
                                    [](const auto& one) { return name_shape(one) == NameShape::strong; }))
            names.clear();
        // "Tick who came.": an instruction of the form.
        const bool instructs =
            ends_sentence(words.text()) && std::any_of(names.begin(), names.end(), [](const auto& one) {
                return name_shape(one) == NameShape::odd || name_shape(one) == NameShape::none;
            });
        if (!names.empty() && !instructs) {
            // In a form with boxes those came who are ticked.
            if (passage.checked.value_or(true))
                for (const auto& person : names)
                    add_name(reading.participants, person);
            for (auto& alias : aliases_in(words.text()))
                reading.aliases.push_back(std::move(alias));
            if (removable) words.clear();
            return;
        }
    }
    const bool short_text = words.text().size() <= 400 && passage.kind == PassageKind::paragraph;
    if (words.text().find(':') == std::string::npos && !short_text) return;
    if (removable && words.text().ends_with(':') && announces_participants(words.text())) {
        words.clear();
        return;
    }

    const auto lines = words.source_lines();
    PassageText kept;
    bool removed = false;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (short_text && reading.pieces.empty() && take_dated_head(lines[i].text, reading)) {
            reading.omit(lines[i].line, lines[i].line, "the date and who was there");
            words.clear();
            return;
        }
        const auto metadata = metadata_line(lines[i].text);
        if (const auto date = date_alone(lines[i].text); date && removable && short_text) {
            if (!reading.date) reading.date = date;
            removed = true;
            continue;
        }
        if (!metadata || metadata->value.empty() || is_said_in_role(lines[i].text)) {
            kept.space();
            kept.append(lines[i].text, lines[i].line);
            continue;
        }
        bool understood = true;
        // "Presenter: Rui Prado (RP)" tells whose the initials are, too.
        for (auto& alias : aliases_in(metadata->value))
            reading.aliases.push_back(std::move(alias));
        if (metadata->kind == MetadataKind::participants) {
            std::string list{metadata->value};
            std::size_t last = i;
            while (list.ends_with(',') && last + 1 < lines.size()) {
                list += ' ';
                list += lines[++last].text;
            }
            const auto names = names_in(list);
            understood = !names.empty();
            for (const auto& person : names)
                add_name(reading.participants, person);
            if (understood) i = last;
        } else if (metadata->kind == MetadataKind::date) {
            const auto date = find_date(metadata->value, language::detect(words.text()));
            understood = date.has_value();
            if (date && !reading.date) reading.date = date;
        }
        if (understood) {
            removed = true;
        } else {
            kept.space();
            kept.append(lines[i].text, lines[i].line);
        }
    }
    if (removable && removed) words = std::move(kept);
}

}  // namespace pacelane::context::detail
