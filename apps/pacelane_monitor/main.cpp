// The faces of the monitor that need a network or a terminal library, apart from `pacelane` so that its short
// commands do not have to load these. `pacelane status --serve` and `status --watch` become this program.
#include "options.h"
#include "watch/watch.h"
#include "web/serve.h"

#include <cstdio>
#include <exception>
#include <pacelane/base/error.h>

int main(int argc, char** argv) {
    using namespace pacelane;
    try {
        const auto options = monitor_program::parse_options({argv + (argc > 0 ? 1 : 0), argv + argc});
        return options.face == "serve" ? monitor_program::serve(options) : monitor_program::watch(options);
    } catch (const Error& error) {
        std::fprintf(stderr, "pacelane: %s\n", error.what());
        return error.exit_code();
    } catch (const std::exception& error) {
        std::fprintf(stderr, "pacelane: %s\n", error.what());
        return 1;
    }
}
