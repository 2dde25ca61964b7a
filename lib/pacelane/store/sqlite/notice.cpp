// Who tells of the pipeline's health, so that nobody is told twice.
#include <array>
#include <pacelane/store/sqlite/detail/sqlite_store.h>

namespace pacelane::store {

namespace {

constexpr std::array<std::string_view, 3> kHealthNames = {"ok", "warning", "critical"};

std::string_view name_of(Health health) {
    return kHealthNames.at(static_cast<std::size_t>(health));
}

std::optional<Health> health_of(std::string_view name) {
    for (std::size_t n = 0; n < kHealthNames.size(); ++n)
        if (kHealthNames.at(n) == name) return static_cast<Health>(n);
    return std::nullopt;
}

}  // namespace

std::optional<Health> SqliteStore::claim_notice(Health health, Instant deadline) {
    const auto is_news = [&](Health told) {
        return health > told || (health == Health::ok && told != Health::ok);
    };
    // Nearly always there is nothing to tell: that is found out without the lock that others write with.
    const auto row = [&] {
        auto query =
            connection_.prepare("SELECT told, claimed, claimed_until FROM monitor_notice WHERE id = 1");
        struct {
            Health told = Health::ok;
            std::optional<Health> claimed;
            std::optional<Instant> until;
        } found;
        if (!query.step()) return found;
        found.told = health_of(query.view(0)).value_or(Health::ok);
        if (!query.is_null(1)) found.claimed = health_of(query.view(1));
        if (!query.is_null(2)) found.until = parse_instant(query.view(2));
        return found;
    };
    if (!is_news(row().told)) return std::nullopt;
    return connection_.transaction([&]() -> std::optional<Health> {
        const auto now = row();
        if (!is_news(now.told)) return std::nullopt;
        // Somebody is about to tell this, or worse.
        if (now.claimed && now.until && *now.until > clock_.now() &&
            (*now.claimed == health || (health != Health::ok && *now.claimed > health)))
            return std::nullopt;
        connection_
            .prepare(
                "INSERT INTO monitor_notice (id, told, claimed, claimed_until) VALUES (1, ?1, ?2, ?3) ON "
                "CONFLICT (id) DO UPDATE SET claimed = ?2, claimed_until = ?3")
            .with(name_of(now.told), name_of(health), format_instant(deadline))
            .run();
        return now.told;
    });
}

void SqliteStore::settle_notice(Health health, bool told) {
    connection_.transaction([&] {
        connection_
            .prepare(
                "UPDATE monitor_notice SET told = iif(?2, claimed, told), claimed = NULL, claimed_until = "
                "NULL WHERE id = 1 AND claimed = ?1")
            .with(name_of(health), told)
            .run();
    });
}

}  // namespace pacelane::store
