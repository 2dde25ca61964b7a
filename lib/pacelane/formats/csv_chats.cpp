/// Tables to which messengers and forums export what people wrote.
#include "csv_chats.h"

#include "chat_turns.h"
#include "json.h"
#include "json_value.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <pacelane/context/detail/chat_lines.h>
#include <pacelane/language/language.h>

#include <fmt/format.h>

namespace pacelane::formats {

namespace {

using namespace std::string_view_literals;

/// Columns by their names, folded; of names separated by '|' the first that holds something.
struct TableLayout {
    std::string_view program;
    std::string_view needs;  ///< columns that only this program's tables have together, separated by '|'
    std::string_view text;
    std::string_view author;  ///< empty: all is of whoever asked for the export
    std::string_view time;
    std::string_view thread;  ///< what is the same in all messages of a conversation
    std::string_view title;   ///< of the conversation
    std::string_view sent;    ///< the column that says whether the owner wrote it, and what it says then
    std::string_view sent_value;
    bool posts = false;  ///< for all to read, in Markdown, and not messages
};

/// What the owner of an account is called in a table that never names them.
constexpr auto kOwner = "Me"sv;

constexpr std::array layouts{
    // LinkedIn, "Get a copy of your data": messages.csv, the newest first
    TableLayout{"LinkedIn", "conversation id|from|to|date|content", "content", "from", "date",
                "conversation id", "conversation title", "", ""},
    // iMazing: Messages, WhatsApp
    TableLayout{"a phone", "chat session|message date|type|sender name|text", "text", "sender name|sender id",
                "message date", "chat session", "chat session", "type", "outgoing"},
    // Tyrrrz/DiscordChatExporter
    TableLayout{"Discord", "authorid|author|date|content", "content", "author", "date", "", "", "", ""},
    // Discord's own archive, messages/*/messages.csv: one's own alone
    TableLayout{"Discord", "id|timestamp|contents|attachments", "contents", "", "timestamp", "", "", "", ""},
    // Discourse, "Download my posts": user_archive.csv
    TableLayout{"Discourse", "topic_name|post_raw|created_at", "post_raw", "", "created_at", "topic_name",
                "topic_name", "", "", true},
};

class Columns {
public:
    explicit Columns(const std::vector<std::string>& names) {
        for (std::size_t i = 0; i < names.size(); ++i)
            places_.emplace(language::fold(trim(names[i])), i);
    }
    bool has(std::string_view names) const {
        const auto all = split(names, '|');
        return std::all_of(all.begin(), all.end(),
                           [&](auto name) { return places_.contains(std::string(name)); });
    }
    std::string of(const CsvRow& row, std::string_view names) const {
        for (const auto name : split(names, '|')) {
            const auto place = places_.find(std::string(name));
            if (place == places_.end() || place->second >= row.cells.size()) continue;
            if (auto text = clean_text(row.cells[place->second]); !trim(text).empty()) return text;
        }
        return {};
    }

private:
    std::map<std::string, std::size_t> places_;
};

const TableLayout* layout_of(const Columns& columns) {
    const auto found = std::find_if(layouts.begin(), layouts.end(),
                                    [&](const auto& layout) { return columns.has(layout.needs); });
    return found == layouts.end() ? nullptr : &*found;
}

/// One's own posts: each below its topic, and what it quotes is quoted.
void read_posts(const TableLayout& layout, const Columns& columns, const std::vector<CsvRow>& rows,
                Found& found) {
    std::size_t posts = 0;
    std::optional<Instant> last;
    for (std::size_t i = 1; i < rows.size() && !found.reading.cut_short; ++i) {
        const auto text = columns.of(rows[i], layout.text);
        if (text.empty()) continue;
        WrittenText written;
        written.text = text;
        written.markdown = true;
        written.line = rows[i].line;
        if (auto topic = columns.of(rows[i], layout.title); !topic.empty())
            written.headings.push_back(context::detail::shortened(topic, 200));
        add_written(written, found.reading);
        ++posts;
        if (const auto at = moment_of(columns.of(rows[i], layout.time)); at && (!last || *last < *at))
            last = at;
    }
    found.reading.kind_reason =
        fmt::format("{} {} of {}", posts, posts == 1 ? "post" : "posts", layout.program);
    if (last) found.reading.date = std::chrono::floor<std::chrono::days>(*last);
}

void read_messages(const TableLayout& layout, const Columns& columns, const std::vector<CsvRow>& rows,
                   Found& found) {
    // One conversation after the other, each in the order of time.
    std::vector<std::string> order;
    std::map<std::string, std::vector<const CsvRow*>> threads;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        auto thread = layout.thread.empty() ? std::string() : columns.of(rows[i], layout.thread);
        auto& messages = threads[thread];
        if (messages.empty()) order.push_back(std::move(thread));
        messages.push_back(&rows[i]);
    }
    ChatTurns turns(layout.program, found.reading);
    for (const auto& thread : order) {
        auto& messages = threads[thread];
        const auto time = [&](const CsvRow* row) { return columns.of(*row, layout.time); };
        // As programs write times, those of one table are in order as texts.
        if (time(messages.front()) > time(messages.back())) std::reverse(messages.begin(), messages.end());
        turns.begin(context::detail::shortened(columns.of(*messages.front(), layout.title), 200));
        for (const auto* row : messages) {
            const auto text = columns.of(*row, layout.text);
            if (trim(text).empty() || context::detail::is_wordless(text)) {
                turns.add_wordless(row->line);
                continue;
            }
            const bool sent =
                layout.author.empty() ||
                (!layout.sent.empty() && language::fold(columns.of(*row, layout.sent)) == layout.sent_value);
            const bool html = text.find("</p>") != std::string::npos || text.find("<br") != std::string::npos;
            turns.add({sent ? std::string(kOwner) : columns.of(*row, layout.author),
                       {},
                       time(row),
                       html ? chat_words_of_html(text, row->line) : chat_words(text),
                       row->line});
        }
    }
    turns.finish();
}

}  // namespace

bool is_csv_chat(const std::vector<std::string>& columns) {
    return layout_of(Columns(columns)) != nullptr;
}

bool read_csv_chat(const std::vector<CsvRow>& rows, Found& found) {
    if (rows.empty()) return false;
    const Columns columns(rows.front().cells);
    const auto* layout = layout_of(columns);
    if (!layout) return false;
    if (layout->posts)
        read_posts(*layout, columns, rows, found);
    else
        read_messages(*layout, columns, rows, found);
    if (found.reading.pieces.empty()) throw Error(ErrorKind::bad_input, "holds messages, and none has words");
    return true;
}

}  // namespace pacelane::formats
