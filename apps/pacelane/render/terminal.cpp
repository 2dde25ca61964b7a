#include "render/terminal.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <iostream>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <pacelane/config/settings.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <fmt/format.h>

namespace pacelane::cli {

std::size_t terminal_width(int descriptor) {
    constexpr std::size_t kUnknown = 80, kWidest = 10'000;
    const auto columns = config::process_environment("COLUMNS");
    std::size_t width = 0;
    const auto* end = columns.data() + columns.size();
    const auto [stop, fault] = std::from_chars(columns.data(), end, width);
    if (fault == std::errc() && stop == end && width > 0 && width <= kWidest) return width;
    winsize size{};
    if (::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
    return kUnknown;
}

std::size_t text_width() {
    return std::clamp<std::size_t>(terminal_width(STDOUT_FILENO), 40, 100);
}

bool is_terminal(int descriptor) {
    return ::isatty(descriptor) == 1;
}

void confirm(std::string_view question) {
    if (!is_terminal(STDIN_FILENO)) return;
    fmt::print(stderr, "{} [y/N] ", printable(question));
    std::string answer;
    std::getline(std::cin, answer);
    if (answer != "y" && answer != "Y" && answer != "yes")
        throw Error(ErrorKind::failed, "nothing was changed; answer y, or give --yes");
}

bool obeys_codes(int descriptor) {
    return is_terminal(descriptor) && config::process_environment("TERM") != "dumb";
}

}  // namespace pacelane::cli
