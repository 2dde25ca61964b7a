// What documents yield, kept from one analysis to the next.
#include <algorithm>
#include <pacelane/store/sqlite/detail/sqlite_store.h>

#include <fmt/format.h>

namespace pacelane::store {

namespace {

/// So many are written at a time, for other writers to have their turn.
constexpr std::size_t kBatch = 200;

}  // namespace

std::map<std::string, analysis::KeptYield> SqliteStore::yields(const User& user) {
    std::map<std::string, analysis::KeptYield> kept;
    auto query = connection_.prepare(
        "SELECT d.id, y.revision, y.version, y.content FROM document_yields y JOIN documents d USING "
        "(document_key) WHERE y.user_key = ?");
    query.with(user_key(user.id));
    while (query.step())
        kept.emplace(query.text(0),
                     analysis::KeptYield{query.text(1), query.text(2), std::string(query.bytes(3))});
    return kept;
}

void SqliteStore::keep_yields(const User& user,
                              const std::vector<std::pair<std::string, analysis::KeptYield>>& yields) {
    for (std::size_t begin = 0; begin < yields.size(); begin += kBatch)
        connection_.transaction([&] {
            // Not of a document that was removed or read again meanwhile.
            auto put = connection_.prepare(fmt::format(
                "INSERT INTO document_yields (document_key, user_key, revision, version, content) SELECT "
                "d.document_key, u.user_key, ?3, ?4, ?5 FROM documents d JOIN users u ON u.id = d.user_id "
                "WHERE d.id = ?1 AND d.user_id = ?2 AND {} = ?3 ON CONFLICT (document_key) DO UPDATE SET "
                "revision = excluded.revision, version = excluded.version, content = excluded.content",
                kDocumentRevision));
            for (auto i = begin; i < std::min(yields.size(), begin + kBatch); ++i) {
                const auto& [id, yield] = yields[i];
                put.with(id, user.id, yield.revision, yield.version);
                put.bind_bytes(5, yield.content);
                put.run();
            }
        });
}

}  // namespace pacelane::store
