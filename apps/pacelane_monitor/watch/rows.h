#pragma once

#include "watch/model.h"

namespace pacelane::monitor_program {

struct Column {
    std::string title;
    std::size_t least = 4;      ///< narrower than that it is left out …
    int rank = 0;               ///< … those with the highest rank first; rank 0 never
    bool to_the_right = false;  ///< numbers
    bool stretches = false;     ///< takes the room that is left
};

/// A line of a list, and what can be done with it.
struct Row {
    std::string id;
    std::vector<Piece> cells;      ///< one a column
    std::string user;              ///< handle; empty: it is nobody's
    std::optional<Failed> failed;  ///< what a retry opens again
    bool is_active = false;        ///< of a schedule
    bool is_at_rest = false;       ///< of a schedule: paused, so that it can be resumed
    SheetKind opens = SheetKind::row;
    std::string opens_id;
};

struct Table {
    std::vector<Column> columns;
    std::vector<Row> rows;  ///< those that match
    std::size_t total = 0;  ///< that were loaded
    std::int64_t of = 0;    ///< that there are in the database; 0: not known
};

const char* name_of(Tab tab);
/// The list of a tab, filtered.
Table table_of(const Model& model, Tab tab);
/// All of its rows, whatever the filter.
Table table_of(const Data& data, Tab tab);

/// "3 s", "5 min", "2 h", "4 d".
std::string age(double seconds);
/// The colour of a state.
Look look_of(const std::string& state);
/// "2026-11-19 08:00" of RFC 3339; empty stays empty.
std::string minute_of(const std::string& rfc3339);

}  // namespace pacelane::monitor_program
