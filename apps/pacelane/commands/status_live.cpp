#include "commands/status_live.h"

#include "monitor_program.h"

#include <filesystem>
#include <pacelane/base/error.h>

#include <fmt/format.h>

namespace pacelane::cli {

std::shared_ptr<LiveMonitor> live_monitor_options(Command& status) {
    auto live = std::make_shared<LiveMonitor>();
    status
        .option("--serve", live->serve,
                "Serve the monitor to browsers and scripts at this address, until interrupted")
        .type_name("ADDRESS:PORT");
    status
        .option("--token-file", live->token_file,
                "With --serve: the file with the token that people log in with; needed for any address but "
                "this machine's own")
        .type_name("FILE");
    status
        .option("--public-url", live->public_url,
                "With --serve: the address that browsers use, where a proxy stands in front")
        .type_name("URL");
    status.flag("--read-only", live->read_only, "With --serve: only look, no buttons");
    return live;
}

bool become_live_monitor(Application& application, const LiveMonitor& live) {
    if (!live.serve) {
        for (const auto& [name, given] : {std::pair("--token-file", !live.token_file.empty()),
                                          {"--public-url", !live.public_url.empty()},
                                          {"--read-only", live.read_only}})
            if (given) throw Error(ErrorKind::usage, fmt::format("{} needs --serve", name));
        return false;
    }
    std::vector<std::string> words{"serve", "--listen", *live.serve};
    if (!live.token_file.empty())
        words.insert(words.end(), {"--token-file",
                                   std::filesystem::absolute(live.token_file).lexically_normal().string()});
    if (!live.public_url.empty()) words.insert(words.end(), {"--public-url", live.public_url});
    if (live.read_only) words.push_back("--read-only");
    become_monitor(application, std::move(words));
}

}  // namespace pacelane::cli
