// Tables in minutes: "Owner | Task | Due".
#include "detail/minutes.h"

#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>

namespace pacelane::analysis::detail {

std::vector<std::string_view> cells_of(std::string_view row) {
    std::vector<std::string_view> cells;
    for (const auto cell : split(row, '|'))
        cells.push_back(trim(cell));
    return cells;
}

namespace {

// "Decisão / Conclusão", "Responsável(is)", "Owner (team)": any part of a column's name tells what it holds.
bool names_column(std::string_view cell, const PhraseList& phrases) {
    cell = cell.substr(0, cell.find('('));
    for (const auto part : split(cell, '/')) {
        const auto words = words_of(part);
        if (!words.empty() && phrases.at(words, 0) == words.size()) return true;
    }
    return false;
}

}  // namespace

Columns columns_of(const std::vector<std::string_view>& cells) {
    const auto& pack = language::any_language();
    Columns columns;
    int known = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto is = [&](const PhraseList& phrases) { return names_column(cells[i], phrases); };
        // The history of a document's versions tells what was done.
        if (is(pack.history_columns)) return {};
        const int column = static_cast<int>(i);
        int* place = nullptr;
        if (is(pack.number_columns) || cells[i] == "#")
            place = &columns.number;
        else if (is(pack.decision_columns))
            place = &columns.decision;
        else if (is(pack.kind_columns))
            place = &columns.kind;
        else if (is(pack.owner_columns))
            place = &columns.who;
        else if (is(pack.task_columns))
            place = &columns.what;
        else if (is(pack.due_columns))
            place = &columns.due;
        else if (is(pack.status_columns))
            place = &columns.status;
        if (place == nullptr || *place >= 0) continue;
        *place = column;
        if (place != &columns.number && place != &columns.kind) ++known;
    }
    columns.header = known >= 2 || columns.decision >= 0 || (known == 1 && cells.size() == 1);
    return columns;
}

bool is_of_kind(std::string_view row, const Columns& columns, const PhraseList& labels) {
    const auto cells = cells_of(row);
    if (columns.kind < 0 || static_cast<std::size_t>(columns.kind) >= cells.size()) return false;
    const auto words = words_of(cells[static_cast<std::size_t>(columns.kind)]);
    return !words.empty() && labels.at(words, 0) == words.size();
}

Columns TableReader::read(const std::vector<KnownPassage>& passages, std::size_t row) {
    const auto& passage = passages[row].passage;
    const bool goes_on =
        in_table_ && last_ + 1 == row && passages[last_].passage.headings == passage.headings;
    in_table_ = true;
    last_ = row;
    if (!passage.columns.empty()) {
        std::vector<std::string_view> cells(passage.columns.begin(), passage.columns.end());
        columns_ = columns_of(cells);
        columns_.foreign = !columns_.header;
        columns_.header = false;
        return columns_;
    }
    // Without columns it is a header, or a row of a table that has none.
    const bool heads = row + 1 < passages.size() &&
                       passages[row + 1].passage.kind == context::PassageKind::table_row &&
                       !passages[row + 1].passage.columns.empty();
    if (heads || !goes_on) {
        columns_ = columns_of(cells_of(passage.text));
        const bool header = heads || columns_.header;
        if (!columns_.header) columns_ = Columns{};
        auto answer = columns_;
        answer.header = header;
        columns_.header = false;
        return answer;
    }
    return columns_;
}

}  // namespace pacelane::analysis::detail
