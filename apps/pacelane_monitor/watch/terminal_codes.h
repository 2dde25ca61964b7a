#pragma once

namespace pacelane::monitor_program {

/// Throws Error(usage), with what helps, when standard input and output are no terminal that can be drawn on.
void require_terminal();

// After a crash the terminal is as it was: the handler may call next to nothing, so all is made ready before.
/// Before ncurses changes the terminal.
void remember_terminal();
/// Once ncurses knows it.
void survive_crashes();
void forget_crashes();

}  // namespace pacelane::monitor_program
