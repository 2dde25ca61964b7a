// The program that reads the formats that need libraries of their own, shut in. Started by pacelane, with a
// socket as its standard input and output; what they say to each other is in context/reader_protocol.h.
#include "shut_in.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <new>
#include <pacelane/base/error.h>
#include <pacelane/base/json.h>
#include <pacelane/base/version.h>
#include <pacelane/context/document_json.h>
#include <pacelane/context/reader_protocol.h>
#include <pacelane/formats/formats.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

namespace {

using namespace pacelane;

/// False at the end of the requests.
bool take_bytes(char* to, std::size_t size) {
    while (size > 0) {
        const auto count = ::read(STDIN_FILENO, to, size);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        to += count;
        size -= static_cast<std::size_t>(count);
    }
    return true;
}

bool take_frame(std::string& bytes, std::size_t longest) {
    char head[4];
    if (!take_bytes(head, sizeof head)) return false;
    const auto size = context::frame_size({head, sizeof head});
    if (size > longest) return false;
    bytes.resize(size);
    return take_bytes(bytes.data(), size);
}

bool send_bytes(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto count = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

bool send_frame(std::string_view bytes) {
    return send_bytes(context::frame_head(bytes.size())) && send_bytes(bytes);
}

void tell_part(int part) {
    send_frame(to_text(Json{{"part", part}}));
}

std::string answer_to(const Json& asked, std::string& bytes, std::string_view companion) {
    std::string path;
    try {
        path = asked.at("path").get<std::string>();
        const auto format = context::format(asked.at("format").get<std::string>());
        const auto folder = context::document_kind(asked.at("folder").get<std::string>());
        if (!format || !folder) throw Error(ErrorKind::bad_input, "the request names no such format");
        const auto broke_on = asked.value("broke_on", std::vector<int>{});
        const auto document =
            formats::read(*format, {path, bytes, *folder, context::kLimits, companion, broke_on, tell_part});
        std::string().swap(bytes);
        return to_text(Json{{"document", context::to_json(document)}});
    } catch (const std::bad_alloc&) {
        return R"({"error":"it takes more memory than a file may; split it"})";
    } catch (const std::exception& error) {
        return to_text(Json{{"error", error.what()}});
    }
}

int serve() {
    std::string request, bytes, companion;
    constexpr std::size_t longest_request = 64 * 1024;
    while (take_frame(request, longest_request) && take_frame(bytes, context::kLimits.file_bytes)) {
        Json asked;
        try {
            asked = parse_json(request, "the request");
        } catch (const std::exception& error) {
            if (!send_frame(to_text(Json{{"error", error.what()}}))) break;
            continue;
        }
        companion.clear();
        if (asked.value("companion", false) && !take_frame(companion, context::kLimits.file_bytes)) break;
        if (!send_frame(answer_to(asked, bytes, companion))) break;
    }
    return 0;
}

}  // namespace

int main() {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    struct stat input {};
    if (::fstat(STDIN_FILENO, &input) != 0 || !S_ISSOCK(input.st_mode)) {
        std::fputs(
            "pacelane-reader reads PDF, office documents, mail … for pacelane, which starts it. It is of no "
            "use by "
            "itself.\n",
            stderr);
        return 2;
    }
    Json hello{{"reader", version()}, {"formats", Json::array()}};
    try {
        formats::prepare();
        for (const auto& reader : formats::readers())
            hello["formats"].push_back(context::name(reader.format));
        if (const auto problem =
                reader::shut_in(context::kReaderLimits.cpu_seconds, context::kReaderLimits.memory_bytes);
            !problem.empty())
            hello["problem"] = problem;
    } catch (const std::exception& error) {
        hello["problem"] = error.what();
    }
    const bool usable = !hello.contains("problem");
    if (!send_frame(to_text(hello)) || !usable) ::_exit(1);
    // Nothing is to be cleaned up, and what might try would be refused.
    ::_exit(serve());
}
