#pragma once

#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <pacelane/base/export.h>
#include <pacelane/sqlite/connection.h>
#include <vector>

namespace pacelane::sqlite {

/// Lets many threads write through one connection and share its commits: while one commit waits for the disk,
/// the next threads' work gathers, and one of them commits it all at once. Thread-safe.
class PACELANE_API GroupCommit {
public:
    /// The connection must outlive this; nobody else may use it, but for work that is run here.
    explicit GroupCommit(Connection& connection) : connection_(connection) {}
    GroupCommit(const GroupCommit&) = delete;
    GroupCommit& operator=(const GroupCommit&) = delete;

    /// Runs `work`, on whichever thread leads, and returns when it is committed. What it throws is thrown
    /// here, with just its part undone; if the commit fails, every participant gets that error.
    void run(const std::function<void()>& work);

private:
    struct Part {
        const std::function<void()>* work;
        std::exception_ptr error;
        bool done = false;
    };
    void commit(const std::vector<Part*>& parts);

    Connection& connection_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Part*> waiting_;
    bool led_ = false;
};

}  // namespace pacelane::sqlite
