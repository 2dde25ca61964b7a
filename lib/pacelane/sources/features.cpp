// What the kind of a document is told from.
#include "detail/features.h"

#include "detail/wordings.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <set>

namespace pacelane::sources::detail {

namespace {

using context::Passage;
using context::PassageKind;

std::size_t count_words(std::string_view text) {
    std::size_t words = 0;
    bool inside = false;
    for (const char c : text) {
        const bool space = c == ' ' || c == '\n' || c == '\t';
        if (!space && !inside) ++words;
        inside = !space;
    }
    return words;
}

bool is_digit_at(std::string_view text, std::size_t i) {
    return i < text.size() && std::isdigit(static_cast<unsigned char>(text[i])) != 0;
}

/// "2026-11-17", "17/11/2026", "17.11.": at its start.
bool opens_with_date(std::string_view text) {
    text = trim(text);
    while (text.starts_with('[') || text.starts_with('(') || text.starts_with('*'))
        text.remove_prefix(1);
    std::size_t i = 0;
    int groups = 0;
    while (is_digit_at(text, i)) {
        std::size_t digits = 0;
        while (is_digit_at(text, i)) {
            ++i;
            ++digits;
        }
        if (digits > 4) return false;
        ++groups;
        if (i >= text.size() || std::string_view("-/.").find(text[i]) == std::string_view::npos) break;
        ++i;
    }
    if (groups >= 3) return true;
    return false;
}

bool opens_with_time(std::string_view text) {
    text = trim(text);
    while (text.starts_with('[') || text.starts_with('(') || text.starts_with('*'))
        text.remove_prefix(1);
    const std::size_t colon = text.find_first_of(":h");
    return colon != std::string_view::npos && colon >= 1 && colon <= 2 && is_digit_at(text, 0) &&
           is_digit_at(text, colon - 1) && is_digit_at(text, colon + 1) && is_digit_at(text, colon + 2);
}

/// "Name: value" of few words.
bool is_field(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon > 40) return false;
    return count_words(text.substr(0, colon)) <= 4 && count_words(text.substr(colon + 1)) <= 12 &&
           text.find('\n') == std::string_view::npos && colon + 1 < text.size() && text[colon + 1] == ' ';
}

bool is_tags(std::string_view text) {
    std::size_t tags = 0, words = 0;
    for (const auto word : split(text, ' ')) {
        if (trim(word).empty()) continue;
        ++words;
        if (word.starts_with('#') || word.starts_with("[[")) ++tags;
    }
    return words > 0 && (tags == words || words == 1);
}

double share(double part, double whole) {
    return whole > 0 ? part / whole : 0;
}

}  // namespace

double link_share(const Passage& passage) {
    const std::string_view markup = passage.markup;
    std::size_t linked = 0;
    for (std::size_t at = markup.find("]("); at != std::string_view::npos; at = markup.find("](", at + 1)) {
        // Back to its opening bracket.
        int depth = 1;
        std::size_t open = at;
        while (open > 0 && depth > 0) {
            --open;
            if (markup[open] == ']') ++depth;
            if (markup[open] == '[') --depth;
        }
        linked += count_words(markup.substr(open + 1, at - open - 1));
    }
    for (const auto word : split(passage.text, ' '))
        if (word.starts_with("http://") || word.starts_with("https://")) ++linked;
    return std::min(1.0, share(static_cast<double>(linked), static_cast<double>(count_words(passage.text))));
}

KindFeatures features_of(const Reading& reading) {
    KindFeatures f;
    double words = 0, prose = 0, fragments = 0, quoted = 0, turns = 0, numbers = 0, links = 0;
    double blocks = 0, items = 0, long_items = 0, numbered = 0, tasks = 0, code_blocks = 0, paragraphs = 0,
           code_spans = 0;
    double rows = 0, link_blocks = 0, tag_blocks = 0, fields = 0, dated = 0, timed = 0, lines = 0,
           code_lines = 0;
    double item_words = 0, short_items = 0;
    double sentences = 0, first_person = 0, imperative = 0, questions = 0, openings = 0;
    const auto& persons = reading.language.pack().first_persons;
    const auto& document = *reading.document;
    std::set<std::vector<std::string>> headings;
    for (const auto& block : reading.blocks) {
        const Passage& p = reading.passage(block);
        ++blocks;
        const double height = 1.0 + std::max(0, p.line_end - p.line);
        lines += height;
        const double count = block.words;
        words += count;
        if (headings.insert(p.headings).second && !p.headings.empty()) {
            ++openings;
            if (opens_with_date(p.headings.back())) ++dated;
        }
        if (p.markup.find('`') != std::string::npos) ++code_spans;
        if (p.markup.find("](") != std::string::npos || p.text.find("http") != std::string::npos) ++links;
        switch (p.kind) {
            case PassageKind::paragraph:
                ++paragraphs;
                (block.is_prose ? prose : fragments) += count;
                break;
            case PassageKind::list_item:
                ++items;
                item_words += count;
                if (count <= 4) ++short_items;
                if (block.is_prose) ++long_items;
                if (p.number > 0) ++numbered;
                if (p.checked) ++tasks;
                break;
            case PassageKind::table_row:
                ++rows;
                break;
            case PassageKind::quote:
                quoted += count;
                break;
            case PassageKind::code:
                ++code_blocks;
                code_lines += height;
                continue;
            case PassageKind::turn:
                turns += count;
                break;
            case PassageKind::image:
                continue;
        }
        if (p.quoted && p.kind != PassageKind::quote) quoted += count;
        if (block.link_share > 0.5) ++link_blocks;
        if (p.kind != PassageKind::table_row && is_tags(p.text)) ++tag_blocks;
        if (is_field(p.text)) ++fields;
        if (opens_with_date(p.text)) ++dated;
        if (opens_with_time(p.text)) ++timed;
        for (const auto& s : block.sentences) {
            ++sentences;
            if (s.question) ++questions;
            const auto written = language::words_of(s.text);
            if (persons.in(written)) ++first_person;
            for (const auto& word : written)
                if (std::isdigit(static_cast<unsigned char>(word.key.front())) != 0) ++numbers;
            if (!written.empty() && !s.alone && s.complete) ++imperative;
        }
    }
    f.words = std::log10(1 + words);
    f.prose = share(prose, words);
    f.fragments = share(fragments, words);
    f.items = share(items, blocks);
    f.long_items = share(long_items, items);
    f.numbered = share(numbered, items);
    f.tasks = share(tasks, items);
    f.code = share(code_lines, lines);
    f.code_blocks = std::min(1.0, share(code_blocks, paragraphs));
    f.inline_code = share(code_spans, blocks);
    f.table_rows = share(rows, blocks);
    f.link_blocks = share(link_blocks, blocks);
    f.links = std::min(1.0, share(20 * links, words));
    f.tags = share(tag_blocks, blocks);
    f.fields = share(fields, blocks);
    f.dated = std::min(1.0, share(dated, std::max(1.0, openings)));
    f.timed = share(timed, blocks);
    f.numbers = share(numbers, words);
    f.first_person = share(first_person, sentences);
    f.imperative = share(imperative, sentences);
    f.questions = share(questions, sentences);
    f.turns = share(turns, words);
    f.quoted = share(quoted, words);
    f.headings = share(openings, blocks);
    f.dated_title = opens_with_date(document.title) ? 1 : 0;
    f.blocks = std::log10(1 + blocks);
    f.item_words = share(item_words, items) / 20;
    f.paragraph_words = share(prose + fragments, paragraphs) / 60;
    f.short_items = share(short_items, items);
    f.meeting = document.kind == context::DocumentKind::meeting ? 1 : 0;
    f.chat = document.format == context::Format::chat ? 1 : 0;
    return f;
}

}  // namespace pacelane::sources::detail
