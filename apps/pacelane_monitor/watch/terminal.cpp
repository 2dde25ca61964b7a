// ncurses' macros take names like `move`, so this file is the only one that includes it.
#include "watch/terminal.h"

#include "watch/terminal_codes.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cwchar>
#include <pacelane/base/error.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <fmt/format.h>

#define NCURSES_NOMACROS 1
#define NCURSES_WIDECHAR 1
#include <curses.h>

namespace pacelane::monitor_program {

namespace {

short pair_of(Color color) {
    return static_cast<short>(color);
}

attr_t attributes_of(const Look& look) {
    return (look.bold ? A_BOLD : A_NORMAL) | (look.dim ? A_DIM : A_NORMAL) |
           (look.reverse ? A_REVERSE : A_NORMAL);
}

std::wstring wide(const std::string& text) {
    std::wstring all;
    std::mbstate_t state{};
    for (std::size_t at = 0; at < text.size();) {
        wchar_t one = 0;
        const auto count = std::mbrtowc(&one, text.data() + at, text.size() - at, &state);
        if (count == 0 || count > text.size()) {
            state = {};
            all += L'?';
            ++at;
            continue;
        }
        all += one;
        at += count;
    }
    return all;
}

Key key_of(int status, wint_t code) {
    if (status == KEY_CODE_YES) {
        switch (code) {
            case KEY_UP:
                return {Special::up};
            case KEY_DOWN:
                return {Special::down};
            case KEY_LEFT:
                return {Special::left};
            case KEY_RIGHT:
                return {Special::right};
            case KEY_PPAGE:
                return {Special::page_up};
            case KEY_NPAGE:
                return {Special::page_down};
            case KEY_HOME:
                return {Special::home};
            case KEY_END:
                return {Special::end};
            case KEY_ENTER:
                return {Special::enter};
            case KEY_BACKSPACE:
                return {Special::backspace};
            case KEY_BTAB:
                return {Special::back_tab};
            default:
                return {};
        }
    }
    switch (code) {
        case '\n':
        case '\r':
            return {Special::enter};
        case '\t':
            return {Special::tab};
        case 0x1b:
            return {Special::escape};
        case 0x08:
        case 0x7f:
            return {Special::backspace};
        case 0x0c:
            return {Special::redraw};
        case 0x06:
            return {Special::page_down};  // Ctrl-F
        case 0x02:
            return {Special::page_up};  // Ctrl-B
        default:
            return {Special::none, static_cast<char32_t>(code)};
    }
}

}  // namespace

struct Terminal::Handles {
    SCREEN* screen = nullptr;
    bool in_color = false;
};

Terminal::Terminal(bool in_color) : handles_(std::make_unique<Handles>()) {
    remember_terminal();
    ::set_escdelay(25);
    handles_->screen = ::newterm(nullptr, stdout, stdin);
    if (!handles_->screen)
        throw Error(ErrorKind::usage, "the terminal cannot be used; 'pacelane status' works without");
    survive_crashes();
    ::cbreak();
    ::noecho();
    ::nonl();
    ::keypad(stdscr, TRUE);
    ::nodelay(stdscr, TRUE);
    ::curs_set(0);
    if (in_color && ::has_colors()) {
        ::start_color();
        ::use_default_colors();
        ::init_pair(pair_of(Color::good), COLOR_GREEN, -1);
        ::init_pair(pair_of(Color::warning), COLOR_YELLOW, -1);
        ::init_pair(pair_of(Color::bad), COLOR_RED, -1);
        ::init_pair(pair_of(Color::key), COLOR_CYAN, -1);
        handles_->in_color = true;
    }
}

Terminal::~Terminal() {
    forget_crashes();
    ::endwin();
    ::delscreen(handles_->screen);
}

void Terminal::draw(const Screen& screen) {
    ::werase(stdscr);
    int line_number = 0;
    for (const auto& line : screen.lines) {
        if (::wmove(stdscr, line_number++, 0) == ERR) break;
        for (const auto& piece : line) {
            ::wattr_set(stdscr, attributes_of(piece.look),
                        handles_->in_color ? pair_of(piece.look.color) : short{0}, nullptr);
            const auto text = wide(piece.text);
            ::waddnwstr(stdscr, text.data(), static_cast<int>(text.size()));
        }
    }
    ::wattr_set(stdscr, A_NORMAL, 0, nullptr);
    if (screen.cursor_line >= 0) ::wmove(stdscr, screen.cursor_line, screen.cursor_column);
    ::curs_set(screen.cursor_line >= 0 ? 1 : 0);
    ::wrefresh(stdscr);
}

std::optional<Key> Terminal::key() {
    wint_t code = 0;
    const int status = ::wget_wch(stdscr, &code);
    if (status == ERR) return std::nullopt;
    return key_of(status, code);
}

Resized Terminal::size() {
    winsize size{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0 &&
        ::is_term_resized(size.ws_row, size.ws_col))
        ::resizeterm(size.ws_row, size.ws_col);
    return {static_cast<std::size_t>(::getmaxx(stdscr)), static_cast<std::size_t>(::getmaxy(stdscr))};
}

void Terminal::redraw() {
    ::clearok(::curscr, TRUE);
}

void Terminal::suspend() {
    ::endwin();
    struct sigaction standard {
    }, ours{};
    standard.sa_handler = SIG_DFL;
    ::sigaction(SIGTSTP, &standard, &ours);
    ::raise(SIGTSTP);
    ::sigaction(SIGTSTP, &ours, nullptr);
    take_back();
}

void Terminal::take_back() {
    ::reset_prog_mode();
    ::wrefresh(::curscr);
    redraw();
}

}  // namespace pacelane::monitor_program
