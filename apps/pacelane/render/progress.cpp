#include "render/progress.h"

#include "render/terminal.h"

#include <chrono>
#include <cstdio>
#include <pacelane/base/text.h>
#include <pacelane/language/language.h>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>

namespace pacelane::cli {

namespace {

using Steady = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kRefresh{200};
constexpr const char* kClear = "\r\033[K";

void to_terminal(const std::string& text) {
    std::fwrite(text.data(), 1, text.size(), stderr);
    std::fflush(stderr);
}

/// The terminal is one for the whole process, and so is who may write to it.
std::mutex& terminal_mutex() {
    static std::mutex mutex;
    return mutex;
}

}  // namespace

struct Progress::Line {
    std::string what;
    std::string detail;
    Steady::time_point started = Steady::now();
    bool ended = false;
    std::condition_variable wake;
    std::thread refresher;

    static inline Line* shown = nullptr;

    // With terminal_mutex() held.
    void draw() const {
        auto text = what;
        if (!detail.empty()) text += ": " + detail;
        const auto seconds =
            std::chrono::duration_cast<std::chrono::seconds>(Steady::now() - started).count();
        if (seconds > 0) text += fmt::format(" ({} s)", seconds);
        const auto width = terminal_width(STDERR_FILENO);
        to_terminal(kClear + language::cut_to_columns(printable(text), width > 1 ? width - 1 : 1));
    }

    void refresh() {
        std::unique_lock lock(terminal_mutex());
        while (!wake.wait_for(lock, kRefresh, [this] { return ended; }))
            draw();
    }
};

Progress::Progress(Application& application, std::string what) {
    if (!obeys_codes(STDERR_FILENO) || application.globals.quiet ||
        application.log().format() == LogFormat::json)
        return;
    line_ = std::make_unique<Line>();
    line_->what = std::move(what);
    {
        const std::lock_guard lock(terminal_mutex());
        Line::shown = line_.get();
        line_->draw();
    }
    try {
        line_->refresher = std::thread([line = line_.get()] { line->refresh(); });
    } catch (const std::system_error&) {
        // No more threads are available: the line stays as it is, and the work continues.
    }
}

Progress::~Progress() {
    if (!line_) return;
    {
        const std::lock_guard lock(terminal_mutex());
        line_->ended = true;
        Line::shown = nullptr;
        to_terminal(kClear);
    }
    line_->wake.notify_one();
    if (line_->refresher.joinable()) line_->refresher.join();
}

void Progress::detail(std::string text) {
    if (!line_) return;
    const std::lock_guard lock(terminal_mutex());
    line_->detail = std::move(text);
}

void write_beside_progress(const std::function<void()>& write) {
    const std::lock_guard lock(terminal_mutex());
    if (!Progress::Line::shown) return write();
    to_terminal(kClear);
    write();
    std::fflush(stdout);
    Progress::Line::shown->draw();
}

}  // namespace pacelane::cli
