#pragma once

#include <pacelane/context/document.h>
#include <pacelane/sqlite/connection.h>
#include <pacelane/store/sqlite/detail/sqlite_store.h>
#include <string_view>

namespace pacelane::store {

/// The columns of a passage in a query.
inline constexpr std::string_view kPassageColumns =
    "p.ordinal, p.kind, p.headings, p.lead_in, p.checked, p.list, p.depth, p.speaker, p.start_ms, p.end_ms, "
    "p.line, "
    "p.line_end, p.text, p.quoted, p.markup, p.code_language, p.columns, p.number, p.place";
inline constexpr int kPassageColumnCount = 19;
inline constexpr int kPassageHeadings = 2;

/// The passage in these columns, `first` being the first of them; its headings are known.
inline context::Passage passage_of(const sqlite::Query& row, int first,
                                   const std::vector<std::string>& headings) {
    context::Passage passage;
    passage.ordinal = static_cast<int>(row.integer(first));
    passage.kind = context::passage_kind(row.view(first + 1)).value_or(context::PassageKind::paragraph);
    passage.headings = headings;
    passage.lead_in = row.text(first + 3);
    if (!row.is_null(first + 4)) passage.checked = row.integer(first + 4) != 0;
    passage.list = static_cast<int>(row.integer(first + 5));
    passage.depth = static_cast<int>(row.integer(first + 6));
    passage.speaker = row.text(first + 7);
    passage.start_ms = row.optional_integer(first + 8);
    passage.end_ms = row.optional_integer(first + 9);
    passage.line = static_cast<int>(row.integer(first + 10));
    passage.line_end = static_cast<int>(row.integer(first + 11));
    passage.text = row.text(first + 12);
    passage.quoted = row.integer(first + 13) != 0;
    passage.markup = row.text(first + 14);
    passage.code_language = row.text(first + 15);
    passage.columns = strings_of(row.view(first + 16));
    passage.number = static_cast<int>(row.integer(first + 17));
    passage.place = row.text(first + 18);
    return passage;
}
inline context::Passage passage_of(const sqlite::Query& row, int first) {
    return passage_of(row, first, strings_of(row.view(first + kPassageHeadings)));
}

}  // namespace pacelane::store
