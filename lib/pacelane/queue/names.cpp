#include <algorithm>
#include <map>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <pacelane/language/language.h>
#include <pacelane/queue/detail/table.h>
#include <pacelane/queue/names.h>
#include <vector>

#include <fmt/format.h>

namespace pacelane::queue {

namespace {

constexpr std::ptrdiff_t kLongestName = 47;  // as in pgmq

struct Renaming {
    std::string name;
    std::string from, to;  // table suffixes
    std::string interim() const { return "\x01" + from; }
};

void rename_tables(sqlite::Connection& connection, const std::string& from, const std::string& to) {
    for (const auto* part : {"q_", "a_"})
        connection.execute(
            fmt::format("ALTER TABLE \"{0}{1}\" RENAME TO \"{0}{2}\"", part, escaped(from), escaped(to)));
}

}  // namespace

std::string checked_suffix(std::string_view queue) {
    const auto refuse = [&](std::string_view why) {
        throw Error(ErrorKind::bad_input, fmt::format("queue name '{}': {}", queue, why));
    };
    if (queue.empty()) refuse("is empty");
    // Two such names could become one when their case is folded.
    if (!is_utf8(queue)) refuse("is not UTF-8");
    const auto characters =
        std::count_if(queue.begin(), queue.end(), [](char c) { return (c & 0xC0) != 0x80; });
    if (characters > kLongestName) refuse("is longer than 47 characters");
    if (queue.find_first_of("$;'") != std::string_view::npos || queue.find("--") != std::string_view::npos)
        refuse("may not contain $, ;, ' or --");
    if (queue.find('\0') != std::string_view::npos) refuse("may not contain NUL");
    return language::fold(queue);
}

std::string escaped(std::string suffix) {
    for (std::size_t at = 0; (at = suffix.find('"', at)) != std::string::npos; at += 2)
        suffix.insert(at, 1, '"');
    return suffix;
}

std::string index_statements(const std::string& suffix) {
    return fmt::format(
        "CREATE INDEX \"qr_{0}\" ON \"q_{0}\" (msg_id) WHERE hidden = 0;"
        "CREATE INDEX \"qh_{0}\" ON \"q_{0}\" (vt) WHERE hidden = 1;",
        escaped(suffix));
}

void check_queue_name(std::string_view queue) {
    checked_suffix(queue);
}

bool same_queue(std::string_view a, std::string_view b) {
    return checked_suffix(a) == checked_suffix(b);
}

void migrate_names(sqlite::Connection& connection) {
    std::vector<Renaming> queues;
    std::map<std::string, std::string> name_of;
    {
        auto query = connection.prepare("SELECT queue_name, table_suffix FROM queues ORDER BY created_at, 1");
        while (query.step()) {
            Renaming queue{query.text(0), query.text(1), checked_suffix(query.text(0))};
            const auto [other, is_new] = name_of.emplace(queue.to, queue.name);
            if (!is_new)
                throw Error(
                    ErrorKind::configuration,
                    fmt::format(
                        "queues '{0}' and '{1}' differ only in upper and lower case and would become one "
                        "queue; give one of them another name and migrate again: sqlite3 '{2}' \"UPDATE "
                        "queues SET queue_name = 'NEW_NAME' WHERE queue_name = '{1}'\"",
                        other->second, queue.name, connection.path()));
            queues.push_back(std::move(queue));
        }
    }
    for (const auto& queue : queues)
        for (const auto* part : {"ready", "hidden"})
            connection.execute(fmt::format("DROP INDEX IF EXISTS \"q_{}_{}\"", escaped(queue.from), part));
    // By way of a name that no queue has: one's new name may be another's old one.
    std::erase_if(queues, [&](const Renaming& queue) {
        // Of the pipeline's own, the migration's SQL has made the indexes.
        if (queue.from == queue.to) {
            if (!connection.prepare("SELECT 1 FROM sqlite_master WHERE type = 'index' AND name = 'qr_' || ?")
                     .with(queue.to)
                     .step())
                connection.execute(index_statements(queue.to));
            return true;
        }
        rename_tables(connection, queue.from, queue.interim());
        connection.prepare("UPDATE queues SET table_suffix = ? WHERE table_suffix = ?")
            .with(queue.interim(), queue.from)
            .run();
        return false;
    });
    for (const auto& queue : queues) {
        rename_tables(connection, queue.interim(), queue.to);
        connection.prepare("UPDATE queues SET table_suffix = ? WHERE table_suffix = ?")
            .with(queue.to, queue.interim())
            .run();
        connection.execute(index_statements(queue.to));
    }
}

}  // namespace pacelane::queue
