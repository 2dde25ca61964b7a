#include "commands/commands.h"

#include <cstdio>
#include <pacelane/base/error.h>

namespace pacelane::cli {

namespace {

using Add = void (*)(Command&, Application&);
constexpr Add kCommands[] = {add_try,    add_init,    add_migrate,  add_schedule, add_enqueue, add_analyze,
                             add_write,  add_status,  add_content,  add_context,  add_user,    add_queue,
                             add_doctor, add_config,  add_backup,   add_restore,  add_prune,   add_completion,
                             add_help,   add_version, add_complete, add_manual};

}  // namespace

void add_commands(Command& app, Application& application) {
    for (const auto add : kCommands)
        add(app, application);
}

std::string standard_input() {
    std::string text;
    char buffer[65536];
    std::size_t count = 0;
    do {
        count = std::fread(buffer, 1, sizeof buffer, stdin);
        text.append(buffer, count);
        // Less than asked for is the end: to read once more would want a second Ctrl-D at a terminal.
    } while (count == sizeof buffer);
    if (std::ferror(stdin)) throw Error(ErrorKind::failed, "the standard input cannot be read");
    return text;
}

}  // namespace pacelane::cli
