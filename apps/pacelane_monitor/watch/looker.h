#pragma once

#include "options.h"
#include "watch/model.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace pacelane::monitor_program {

/// Looks at the database in a thread of its own, so that one that is busy keeps nobody from scrolling. Each
/// look opens it anew: it may have been removed, replaced or migrated meanwhile.
class Looker {
public:
    /// `ready` is called from the thread when take() has something.
    Looker(const Options& options, std::function<void()> ready);
    ~Looker();
    Looker(const Looker&) = delete;
    Looker& operator=(const Looker&) = delete;

    /// Asks for one more look, also at what is opened: an analysis or a draft. The last one who asks wins.
    void ask(SheetKind kind, std::string id);
    bool is_looking() const;
    std::optional<Looked> take();

private:
    void run();
    Looked look(SheetKind kind, const std::string& id) const;

    const Options options_;
    const std::function<void()> ready_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    bool stopping_ = false, wanted_ = false, looking_ = false;
    SheetKind kind_ = SheetKind::help;
    std::string id_;
    std::optional<Looked> found_;
    std::thread thread_;
};

}  // namespace pacelane::monitor_program
