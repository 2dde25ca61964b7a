#include "watch/watch.h"

#include "watch/looker.h"
#include "watch/terminal.h"
#include "watch/terminal_codes.h"
#include "watch/text.h"
#include "watch/wake.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <pacelane/base/error.h>
#include <poll.h>
#include <unistd.h>

namespace pacelane::monitor_program {

namespace {

using Steady = std::chrono::steady_clock;
constexpr std::chrono::milliseconds kRefresh{2000};

bool wants_color(const Options& options) {
    const char* refused = std::getenv("NO_COLOR");
    return options.color == "always" || (options.color != "never" && !(refused && *refused));
}

class Watch {
public:
    explicit Watch(const Options& options)
        : runs_(options),
          terminal_(std::make_unique<Terminal>(wants_color(options))),
          looker_(options, [this] { wake_.ring(); }) {
        model_.read_only = options.read_only;
        runs_.on_change = [this] { wake_.ring(); };
        tell(terminal_->size());
        look();
    }

    ~Watch() {
        terminal_.reset();
        std::string titles;
        for (const auto& run : runs_.list())
            if (run.running) titles += (titles.empty() ? "" : ", ") + run.title;
        if (titles.empty()) return;
        // Who does not want to wait for it presses Ctrl-C.
        ::signal(SIGINT, SIG_DFL);
        std::fprintf(stderr, "Stopping what runs still: %s …\n", safe(titles).c_str());
    }
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

    void go_on_until_left() {
        while (!left_) {
            terminal_->draw(view(model_));
            pollfd waiting[] = {{STDIN_FILENO, POLLIN, 0}, {wake_.descriptor(), POLLIN, 0}};
            ::poll(waiting, 2, wait_for());
            if ((waiting[0].revents & (POLLHUP | POLLERR | POLLNVAL)) != 0) return;  // the terminal is gone
            for (const char signal : wake_.take())
                obey(signal);
            while (const auto key = terminal_->key())
                tell(*key);
            if (const auto looked = looker_.take()) tell(*looked);
            if (const auto version = runs_.version(); version != seen_) {
                seen_ = version;
                tell(RunsChanged{runs_.list()});
            }
            if (!model_.paused && Steady::now() >= next_look_ && !looker_.is_looking()) look();
        }
    }

private:
    int wait_for() const {
        if (model_.paused || looker_.is_looking()) return -1;
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(next_look_ - Steady::now());
        return static_cast<int>(std::max<std::chrono::milliseconds::rep>(left.count(), 0));
    }

    void look() {
        const bool opened = !model_.sheets.empty();
        looker_.ask(opened ? model_.sheets.back().kind : SheetKind::help,
                    opened ? model_.sheets.back().id : "");
        next_look_ = Steady::now() + kRefresh;
    }

    void obey(char signal) {
        switch (signal) {
            case SIGINT:
            case SIGTERM:
            case SIGHUP:
            case SIGQUIT:
                left_ = true;
                break;
            case SIGTSTP:
                terminal_->suspend();
                [[fallthrough]];
            case SIGWINCH:
                tell(terminal_->size());
                break;
            case SIGCONT:
                terminal_->take_back();
                tell(terminal_->size());
                break;
            default:
                break;
        }
    }

    void tell(const Event& event) {
        for (const auto& effect : update(model_, event)) {
            if (std::holds_alternative<Quit>(effect)) left_ = true;
            if (std::holds_alternative<LookNow>(effect)) look();
            if (std::holds_alternative<Redraw>(effect)) terminal_->redraw();
            if (const auto* wanted = std::get_if<Begin>(&effect)) begin(*wanted);
        }
    }

    void begin(const Begin& wanted) {
        Began began{{}, wanted.trigger.title, wanted.user, false, {}};
        try {
            const auto begun = runs_.begin(wanted.trigger);
            began.id = begun.id;
            began.was_running = begun.was_running;
        } catch (const Error& error) {
            began.trouble = error.what();
        }
        tell(began);
    }

    Wake wake_;
    Runs runs_;
    std::unique_ptr<Terminal> terminal_;
    Looker looker_;
    Model model_;
    std::uint64_t seen_ = 0;
    Steady::time_point next_look_;
    bool left_ = false;
};

}  // namespace

int watch(const Options& options) {
    require_terminal();
    use_utf8();
    Watch watch(options);
    watch.go_on_until_left();
    return 0;
}

}  // namespace pacelane::monitor_program
