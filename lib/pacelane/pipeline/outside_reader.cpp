#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <pacelane/base/error.h>
#include <pacelane/base/json.h>
#include <pacelane/base/text.h>
#include <pacelane/base/version.h>
#include <pacelane/context/document_json.h>
#include <pacelane/pipeline/child.h>
#include <pacelane/pipeline/outside_reader.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::pipeline {

namespace fs = std::filesystem;

namespace {

using std::chrono::milliseconds;
using SteadyClock = std::chrono::steady_clock;

/// The reader is gone, or does not answer in time.
struct Lost {
    std::string why;
    bool killed_from_outside = false;
    bool broke_off = false;
};

}  // namespace

struct OutsideReader::Process {
    explicit Process(const std::string& program) {
        int ends[2];
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
            throw Error(ErrorKind::failed,
                        fmt::format("pacelane-reader cannot be started: {}", std::strerror(errno)));
        socket_ = ends[0];
        Child::Command command;
        command.arguments = {program};
        command.environment = {"LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin"};
        command.input = command.output = ends[1];
        try {
            child_ = std::make_unique<Child>(command);
        } catch (...) {
            ::close(ends[0]);
            ::close(ends[1]);
            throw;
        }
        ::close(ends[1]);
    }
    ~Process() { ::close(socket_); }
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    /// From now on so much CPU may be used, and so long waited.
    void begin(milliseconds cpu, milliseconds by_the_clock) {
        cpu_at_begin_ = child_->cpu_time();
        cpu_until_part = milliseconds{0};
        part = 0;
        end_of_cpu_ = cpu_at_begin_ + cpu;
        end_ = SteadyClock::now() + by_the_clock;
    }

    void send(std::string_view bytes) {
        while (!bytes.empty()) {
            wait_for(POLLOUT);
            const auto count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
            if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
            if (count < 0) gone();
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
    }
    void send_frame(std::string_view bytes) {
        send(context::frame_head(bytes.size()));
        send(bytes);
    }
    std::string take(std::size_t size) {
        std::string bytes;
        std::array<char, 65536> part;
        while (bytes.size() < size) {
            wait_for(POLLIN);
            const auto count =
                ::recv(socket_, part.data(), std::min(part.size(), size - bytes.size()), MSG_DONTWAIT);
            if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
            if (count <= 0) gone();
            bytes.append(part.data(), static_cast<std::size_t>(count));
        }
        return bytes;
    }
    std::string take_frame(std::size_t longest) {
        const auto size = context::frame_size(take(4));
        if (size > longest) {
            child_->kill();
            throw Lost{fmt::format("it holds more text than is read, over {} MiB; split it",
                                   longest / (1024 * 1024))};
        }
        return take(size);
    }

    /// The frame with what became of the file; `part` is the one that was begun last.
    std::string take_answer(std::size_t longest) {
        for (;;) {
            auto text = take_frame(longest);
            constexpr std::size_t longest_part = 32;
            constexpr std::string_view mark = R"({"part":)";
            if (text.size() > longest_part || !text.starts_with(mark)) return text;
            part = std::max(0, std::atoi(text.c_str() + mark.size()));
            cpu_until_part = child_->cpu_time() - cpu_at_begin_;
        }
    }

    int part = 0;
    milliseconds cpu_until_part{0};  ///< for the file
    std::vector<std::string> formats;
    milliseconds worked{0};
    std::size_t files = 0;

private:
    void wait_for(short what) {
        for (;;) {
            // It cannot use CPU faster than time goes by: after what is left of both it is looked at again.
            const auto left = std::min(std::chrono::duration_cast<milliseconds>(end_ - SteadyClock::now()),
                                       end_of_cpu_ - child_->cpu_time());
            struct pollfd socket {
                socket_, what, 0
            };
            const int ready = left.count() <= 0 ? 0 : ::poll(&socket, 1, static_cast<int>(left.count()));
            if (ready > 0) return;
            if (ready < 0 && errno == EINTR) continue;
            if (left.count() > 0) continue;
            child_->kill();
            throw Lost{"the reader took too long over it and was stopped"};
        }
    }
    [[noreturn]] void gone() {
        // Its end of the socket is closed: it ends, or is made to.
        if (!child_->wait(milliseconds(2000))) child_->kill();
        const auto failure = child_->failure();
        throw Lost{
            fmt::format("the reader broke off on it ({})", failure.empty() ? "without a reason" : failure),
            child_->was_killed(), true};
    }

    int socket_ = -1;
    std::unique_ptr<Child> child_;
    SteadyClock::time_point end_{};
    milliseconds cpu_at_begin_{};
    milliseconds end_of_cpu_{};
};

std::string find_reader() {
    std::error_code failure;
    const auto self = fs::read_symlink("/proc/self/exe", failure).parent_path();
    for (const auto& folder :
         {self, self / ".." / "libexec" / "pacelane", fs::path("/usr/libexec/pacelane")}) {
        const auto candidate = (folder / "pacelane-reader").lexically_normal();
        if (fs::is_regular_file(candidate, failure) && ::access(candidate.c_str(), X_OK) == 0)
            return candidate.string();
    }
    return "";
}

std::string waiting_text(const std::map<std::string, int>& files_by_format) {
    std::vector<std::pair<int, std::string>> counts;
    counts.reserve(files_by_format.size());
    int all = 0;
    for (const auto& [format, count] : files_by_format) {
        counts.emplace_back(-count, format);
        all += count;
    }
    std::sort(counts.begin(), counts.end());
    std::vector<std::string> parts;
    parts.reserve(counts.size());
    for (const auto& [count, format] : counts)
        parts.push_back(fmt::format("{} {}", -count, format));
    return fmt::format("{} {} ({}) {} for the package {}", all, all == 1 ? "file" : "files",
                       join(parts, ", "), all == 1 ? "waits" : "wait", kReaderPackage);
}

OutsideReader::OutsideReader(std::string program, const context::ReaderLimits& limits)
    : program_(std::move(program)), limits_(limits) {}
OutsideReader::~OutsideReader() = default;

void OutsideReader::start() {
    if (process_) return;
    if (program_.empty())
        throw Error(ErrorKind::failed,
                    fmt::format("pacelane-reader is not installed; it is in the package {}", kReaderPackage));
    auto process = std::make_unique<Process>(program_);
    process->begin(limits_.start, limits_.start);
    try {
        constexpr std::size_t longest = 64 * 1024;
        const auto hello = parse_json(process->take_frame(longest), "pacelane-reader's greeting");
        if (!hello.is_object() || !hello.contains("reader") || !hello["reader"].is_string())
            throw Error(ErrorKind::failed, fmt::format("{} is no pacelane-reader", program_));
        if (hello["reader"].get<std::string>() != version())
            throw Error(
                ErrorKind::failed,
                fmt::format("{} is of another version than this program, {}; install the same of both",
                            program_, version()));
        if (const auto why = hello.find("problem"); why != hello.end() && why->is_string())
            throw Error(ErrorKind::failed,
                        fmt::format("pacelane-reader cannot shut itself in, so it reads nothing: {}",
                                    why->get<std::string>().substr(0, 500)));
        if (const auto formats = hello.find("formats"); formats != hello.end() && formats->is_array())
            for (const auto& format : *formats)
                if (format.is_string() && context::format(format.get_ref<const std::string&>()))
                    process->formats.push_back(format.get<std::string>());
    } catch (const Lost& lost) {
        throw Error(ErrorKind::failed, fmt::format("pacelane-reader does not start: {}", lost.why));
    } catch (const Error& error) {
        throw Error(ErrorKind::failed, error.what());
    }
    process_ = std::move(process);
}

std::string OutsideReader::problem() {
    try {
        start();
        return "";
    } catch (const Error& error) {
        return error.what();
    }
}

std::vector<std::string> OutsideReader::formats() {
    start();
    return process_->formats;
}

context::Document OutsideReader::read(std::string_view path, std::string_view bytes, context::Format format,
                                      context::DocumentKind folder, std::string_view companion) {
    const auto refuse = [&](std::string_view why) {
        throw Error(ErrorKind::bad_input, fmt::format("{}: {}", path, why));
    };
    Json request{{"broke_on", Json::array()},
                 {"path", path},
                 {"format", context::name(format)},
                 {"folder", context::name(folder)},
                 {"companion", !companion.empty()}};
    bool again = true;
    // All attempts together have the time of one.
    auto cpu_left = limits_.cpu_for(bytes.size());
    const auto end = SteadyClock::now() + limits_.per_file_by_the_clock;
    for (;;) {
        start();
        const auto& known = process_->formats;
        if (std::find(known.begin(), known.end(), context::name(format)) == known.end())
            throw Error(ErrorKind::unavailable,
                        fmt::format("{}: {} is not read by this version", path, context::name(format)));
        const auto began = SteadyClock::now();
        std::string text;
        try {
            process_->begin(cpu_left, std::chrono::duration_cast<milliseconds>(end - began));
            process_->send_frame(to_text(request));
            process_->send_frame(bytes);
            if (!companion.empty()) process_->send_frame(companion);
            text = process_->take_answer(limits_.answer_bytes);
        } catch (const Lost& lost) {
            const int part = process_->part;
            cpu_left -= process_->cpu_until_part;
            process_.reset();
            // Somebody killed it (out of memory, a person): no fault of the file's, unless it comes twice.
            if (lost.killed_from_outside && again) {
                again = false;
                continue;
            }
            // What one part of it does to a library costs that part.
            auto& broke_on = request["broke_on"];
            if (lost.broke_off && !lost.killed_from_outside && part > 0 &&
                broke_on.size() < limits_.breaks_per_file) {
                broke_on.push_back(part);
                continue;
            }
            refuse(lost.why);
        }
        process_->worked += std::chrono::duration_cast<milliseconds>(SteadyClock::now() - began);
        if (++process_->files >= limits_.files_per_process || process_->worked >= limits_.per_process)
            process_.reset();
        try {
            const auto answer = parse_json(text, "pacelane-reader's answer");
            if (answer.is_object() && answer.contains("document"))
                return context::document_from_json(answer["document"], format);
            if (!answer.is_object() || !answer.contains("error") || !answer["error"].is_string())
                throw Error(ErrorKind::bad_input,
                            "pacelane-reader's answer: is neither a document nor an error");
            auto why = answer["error"].get<std::string>();
            if (why.starts_with(std::string(path) + ": ")) why.erase(0, path.size() + 2);
            std::replace_if(
                why.begin(), why.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
            constexpr std::size_t longest = 1000;
            auto cut = std::min(longest, why.size());
            while (cut > 0 && cut < why.size() && (static_cast<unsigned char>(why[cut]) & 0xC0) == 0x80)
                --cut;
            refuse(why.substr(0, cut));
        } catch (const Error& error) {
            if (std::string_view(error.what()).starts_with(path)) throw;
            process_.reset();  // what answers so is not asked again
            refuse(error.what());
        }
    }
}

}  // namespace pacelane::pipeline
