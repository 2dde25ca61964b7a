#pragma once

#include "watch/model.h"

#include <memory>

namespace pacelane::monitor_program {

/// The terminal, through ncurses, while it shows the monitor. Whatever ends the program, also a crash, gives
/// it back as it was. One at a time.
class Terminal {
public:
    /// Throws Error(usage) when ncurses does not know the terminal.
    explicit Terminal(bool in_color);
    ~Terminal();
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;

    /// Changes what differs from what is shown.
    void draw(const Screen& screen);
    /// The next key that was pressed; nullopt when none waits.
    std::optional<Key> key();
    /// How large it is now.
    Resized size();
    /// Draws all anew with the next draw().
    void redraw();
    /// Gives the terminal to the shell until the program is continued.
    void suspend();
    /// After somebody else had the terminal.
    void take_back();

private:
    struct Handles;
    std::unique_ptr<Handles> handles_;
};

}  // namespace pacelane::monitor_program
