#include <pacelane/store/migrations.h>
#include <pacelane/store/sqlite/detail/sqlite_store.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::store {

const SqliteStore::JobKind SqliteStore::kAnalyses = {
    kAnalysisQueue, "pacing_context_analysis", "analysis_status", "processing",
    "SELECT a.id, a.analysis_status, coalesce(a.error_message, ''), a.id, u.handle, a.analysis_date FROM "
    "pacing_context_analysis a JOIN users u ON u.id = a.user_id "
    "WHERE a.user_id = ?1 ->> 'user_id' AND a.analysis_date = ?1 ->> 'analysis_date'"};
const SqliteStore::JobKind SqliteStore::kGenerations = {
    kSuggestionQueue, "pacing_content_generation", "generation_status", "generating",
    "SELECT g.id, g.generation_status, coalesce(g.error_message, ''), g.context_analysis_id, u.handle, "
    "g.content_type FROM pacing_content_generation g JOIN users u ON u.id = g.user_id "
    "WHERE g.id = ?1 ->> 'generation_id'"};

std::string json_of(const std::vector<std::string>& strings) {
    return to_text(Json(strings));
}

namespace {

/// `["a","b"]`, as json_of() writes most lists, without a parser: false when it is written otherwise.
bool split_plain(std::string_view json, std::vector<std::string>& strings) {
    if (!json.starts_with('[') || json.find('\\') != std::string_view::npos) return false;
    json.remove_prefix(1);
    for (;;) {
        if (!json.starts_with('"')) return false;
        const auto end = json.find('"', 1);
        if (end == std::string_view::npos || end + 1 == json.size()) return false;
        strings.emplace_back(json.substr(1, end - 1));
        const char next = json[end + 1];
        json.remove_prefix(end + 2);
        if (next == ']') return json.empty();
        if (next != ',') return false;
    }
}

}  // namespace

std::vector<std::string> strings_of(std::string_view json) {
    std::vector<std::string> strings;
    if (json == "[]" || split_plain(json, strings)) return strings;
    strings.clear();
    const auto list = parse_json(json, "a stored list");
    const auto refuse = [] { throw Error(ErrorKind::bad_input, "a stored list: not a list of strings"); };
    if (!list.is_array()) refuse();
    for (const auto& item : list) {
        if (!item.is_string()) refuse();
        strings.push_back(item.get<std::string>());
    }
    return strings;
}

SqliteStore::SqliteStore(const std::string& path, const Clock& clock, const OpenOptions& options)
    : clock_(clock),
      connection_(path, sqlite::Options{.create = false,
                                        .read_only = options.read_only,
                                        .busy_timeout = options.busy_timeout,
                                        .durability = options.durability}),
      queues_(connection_, clock) {
    require_current_schema(connection_);
}

std::int64_t SqliteStore::user_key(std::string_view user_id) {
    auto query = connection_.prepare("SELECT user_key FROM users WHERE id = ?");
    if (!query.with(user_id).step())
        throw Error(ErrorKind::bad_input, fmt::format("user {} is no longer in the database", user_id));
    return query.integer(0);
}

void SqliteStore::rehearse(const std::function<void()>& work) {
    struct Undo {};
    try {
        connection_.transaction([&] {
            work();
            throw Undo{};
        });
    } catch (const Undo&) {
    }
}

std::unique_ptr<Store> open_sqlite(const std::string& path, const Clock& clock, const OpenOptions& options) {
    return std::make_unique<SqliteStore>(path, clock, options);
}

std::unique_ptr<Store> open_in_memory(const Clock& clock) {
    auto store = std::unique_ptr<SqliteStore>(new SqliteStore(clock));
    create_schema(store->connection(), clock);
    return store;
}

}  // namespace pacelane::store
