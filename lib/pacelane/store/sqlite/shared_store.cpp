#include <mutex>
#include <pacelane/sqlite/group_commit.h>
#include <pacelane/store/sqlite/detail/sqlite_store.h>

namespace pacelane::store {

namespace {

/// The one store through which all threads do their short writes.
struct Shared {
    Shared(const std::string& path, const Clock& clock, const OpenOptions& options)
        : store(path, clock, options), group(store.connection()) {}
    SqliteStore store;
    sqlite::GroupCommit group;
};

class SharedStore final : public SqliteStore {
public:
    SharedStore(std::shared_ptr<Shared> shared, const std::string& path, const Clock& clock,
                const OpenOptions& options)
        : SqliteStore(path, clock, options), shared_(std::move(shared)) {}

    Leased<AnalysisJob> lease_analysis(const queue::RetryPolicy& policy,
                                       std::string_view analysis_id) override {
        return run([&](Store& store) { return store.lease_analysis(policy, analysis_id); });
    }
    bool complete_analysis(const AnalysisJob& job, const analysis::Result& result) override {
        return run([&](Store& store) { return store.complete_analysis(job, result); });
    }
    queue::Failure fail_analysis(const Job& job, const queue::Cause& cause,
                                 const queue::RetryPolicy& policy) override {
        return run([&](Store& store) { return store.fail_analysis(job, cause, policy); });
    }
    bool extend_analysis(const queue::Lease& lease, std::chrono::seconds visibility) override {
        return run([&](Store& store) { return store.extend_analysis(lease, visibility); });
    }
    Leased<GenerationJob> lease_generation(const queue::RetryPolicy& policy,
                                           std::string_view analysis_id) override {
        return run([&](Store& store) { return store.lease_generation(policy, analysis_id); });
    }
    Leased<GenerationJob> lease_draft(const queue::RetryPolicy& policy,
                                      std::string_view generation_id) override {
        return run([&](Store& store) { return store.lease_draft(policy, generation_id); });
    }
    bool complete_generation(const GenerationJob& job, const writer::Draft& draft) override {
        return run([&](Store& store) { return store.complete_generation(job, draft); });
    }
    queue::Failure fail_generation(const Job& job, const queue::Cause& cause,
                                   const queue::RetryPolicy& policy) override {
        return run([&](Store& store) { return store.fail_generation(job, cause, policy); });
    }
    bool extend_generation(const queue::Lease& lease, std::chrono::seconds visibility) override {
        return run([&](Store& store) { return store.extend_generation(lease, visibility); });
    }

private:
    template <class Work>
    auto run(Work&& work) -> std::invoke_result_t<Work, Store&> {
        std::optional<std::invoke_result_t<Work, Store&>> result;
        shared_->group.run([&] { result.emplace(work(shared_->store)); });
        return std::move(*result);
    }

    std::shared_ptr<Shared> shared_;
};

}  // namespace

std::function<std::unique_ptr<Store>()> shared_sqlite(const std::string& path, const Clock& clock,
                                                      const OpenOptions& options) {
    auto shared = std::make_shared<Shared>(path, clock, options);
    return [shared = std::move(shared), path, &clock, options]() -> std::unique_ptr<Store> {
        return std::make_unique<SharedStore>(shared, path, clock, options);
    };
}

}  // namespace pacelane::store
