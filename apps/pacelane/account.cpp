#include "account.h"

#include <algorithm>
#include <cctype>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <pacelane/base/text.h>
#include <pacelane/config/settings.h>
#include <pacelane/config/workspace_template.h>
#include <pwd.h>
#include <unistd.h>

namespace pacelane::cli {

namespace fs = std::filesystem;

Account account() {
    Account account;
    if (const auto* entry = ::getpwuid(::geteuid())) {
        account.login = entry->pw_name ? entry->pw_name : "";
        // The full name is what comes before the first comma: "Maya Lindqvist,Room 12,…".
        const std::string_view gecos = entry->pw_gecos ? entry->pw_gecos : "";
        account.name = trim(split(gecos, ',').front());
    }
    if (account.login.empty()) account.login = config::process_environment("USER");
    return account;
}

std::string machine_time_zone() {
    std::string etc_timezone;
    std::ifstream file("/etc/timezone");
    std::getline(file, etc_timezone);
    std::error_code no_link;
    const auto localtime = fs::read_symlink("/etc/localtime", no_link).string();
    return config::guess_time_zone(config::process_environment("TZ"), etc_timezone, localtime)
        .value_or("UTC");
}

std::string shell_word(const std::string& word) {
    const auto plain = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) || std::strchr("/._-+", c);
    };
    if (!word.empty() && std::all_of(word.begin(), word.end(), plain)) return word;
    std::string text = "'";
    for (const char c : word)
        text += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return text + "'";
}

}  // namespace pacelane::cli
