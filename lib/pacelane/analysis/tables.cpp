// Tables in minutes: "Owner | Task | Due".
#include "detail/minutes.h"

#include <pacelane/base/text.h>

namespace pacelane::analysis::detail {

std::vector<std::string_view> cells_of(std::string_view row) {
    std::vector<std::string_view> cells;
    for (const auto cell : split(row, '|'))
        cells.push_back(trim(cell));
    return cells;
}

Columns columns_of(const std::vector<std::string_view>& cells) {
    static const Phrases who(
        "owner|owners|who|owned by|action owner|action by|champion|point "
        "person|poc|encarregado|encarregada|assignee|assigned to|responsible|responsible "
        "person|lead|name|person|dri|responsavel|responsaveis|quem|dono|dona|pessoa");
    static const Phrases what(
        "task|tasks|what|action|actions|action item|action items|item|todo|to do|description|next "
        "step|deliverable|tarefa|tarefas|o que|o que fazer|acao|"
        "acoes|atividade|descricao|entrega|proximo passo|pendencia");
    static const Phrases due(
        "due|due date|when|deadline|by|by when|date|target|target date|prazo|quando|ate|ate quando|data|data "
        "limite|entrega ate");
    static const Phrases status("status|state|done|done?|situacao|estado|feito|concluido");
    static const Phrases number("no|n|nº|n.|num|number|nr|id|item no|numero|#");
    static const Phrases decision("decision|decisions|decided|decisao|decisoes|o que decidimos");
    // The history of a document's versions tells what was done.
    static const Phrases history(
        "version|versao|revision|revisao|rev|author|authors|autor|autores|revisor|revisores|commit");
    Columns columns;
    int known = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto words = words_of(cells[i]);
        const auto is = [&](const Phrases& phrases) {
            return !words.empty() && phrases.at(words, 0) == words.size();
        };
        if (is(history)) return {};
        const int column = static_cast<int>(i);
        int* place = nullptr;
        if (is(number) || cells[i] == "#")
            place = &columns.number;
        else if (is(decision))
            place = &columns.decision;
        else if (is(who))
            place = &columns.who;
        else if (is(what))
            place = &columns.what;
        else if (is(due))
            place = &columns.due;
        else if (is(status))
            place = &columns.status;
        if (place == nullptr || *place >= 0) continue;
        *place = column;
        if (place != &columns.number) ++known;
    }
    columns.header = known >= 2 || columns.decision >= 0 || (known == 1 && cells.size() == 1);
    return columns;
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
