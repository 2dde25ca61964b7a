#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <pacelane/base/error.h>
#include <pacelane/base/hash.h>
#include <pacelane/base/text.h>
#include <pacelane/context/document.h>
#include <pacelane/pipeline/child.h>
#include <pacelane/pipeline/transcriber.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

namespace pacelane::pipeline {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLargestTranscript = context::kLimits.file_bytes;

/// A file in memory that a program writes to.
class Caught {
public:
    explicit Caught(const char* name) : descriptor_(::memfd_create(name, MFD_CLOEXEC)) {
        if (descriptor_ < 0)
            throw Error(ErrorKind::failed,
                        fmt::format("no room for what the transcriber prints: {}", std::strerror(errno)));
    }
    ~Caught() { ::close(descriptor_); }
    Caught(const Caught&) = delete;
    Caught& operator=(const Caught&) = delete;

    int descriptor() const { return descriptor_; }
    std::size_t size() const {
        struct stat status {};
        return ::fstat(descriptor_, &status) == 0 ? static_cast<std::size_t>(status.st_size) : 0;
    }
    std::string text() const {
        std::string text(std::min(size(), kLargestTranscript), '\0');
        const auto count = ::pread(descriptor_, text.data(), text.size(), 0);
        text.resize(count < 0 ? 0 : static_cast<std::size_t>(count));
        return text;
    }

private:
    int descriptor_;
};

/// A folder for what the program writes; gone with the object.
class OutputFolder {
public:
    OutputFolder() {
        auto name = (fs::temp_directory_path() / "pacelane-transcript-XXXXXX").string();
        if (!::mkdtemp(name.data()))
            throw Error(ErrorKind::failed,
                        fmt::format("no folder for the transcriber's output: {}", std::strerror(errno)));
        path_ = name;
    }
    ~OutputFolder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    OutputFolder(const OutputFolder&) = delete;
    OutputFolder& operator=(const OutputFolder&) = delete;

    std::string output() const { return path_ + "/transcript"; }

    /// The file that says most of those that were written: who speaks and when, when, words.
    std::string written() const {
        constexpr std::array<std::string_view, 5> endings{".json", ".vtt", ".srt", ".tsv", ".txt"};
        const auto rank = [&](const fs::path& path) {
            return std::find(endings.begin(), endings.end(), ascii_lower(path.extension().string())) -
                   endings.begin();
        };
        std::vector<std::pair<std::ptrdiff_t, std::string>> files;
        std::error_code failure;
        for (const auto& entry : fs::recursive_directory_iterator(path_, failure)) {
            if (entry.is_symlink(failure) || !entry.is_regular_file(failure)) continue;
            const auto size = entry.file_size(failure);
            if (failure || size == 0 || size > kLargestTranscript) continue;
            files.emplace_back(rank(entry.path()), entry.path().string());
        }
        std::sort(files.begin(), files.end());
        for (const auto& [rank, path] : files) {
            std::ifstream stream(path, std::ios::binary);
            std::string text{std::istreambuf_iterator<char>(stream), {}};
            // JSON that holds no transcript (settings, statistics) is passed over.
            if (context::is_readable(rank == 0   ? "a.json"
                                     : rank == 3 ? "a.tsv"
                                                 : "a.txt",
                                     text) &&
                !trim(text).empty())
                return text;
        }
        return "";
    }

private:
    std::string path_;
};

std::string with_values(std::string argument, std::string_view mark, const std::string& value) {
    for (auto at = argument.find(mark); at != std::string::npos; at = argument.find(mark, at + value.size()))
        argument.replace(at, mark.size(), value);
    return argument;
}

/// The last line with words: where programs say why they end.
std::string last_line(const std::string& text) {
    std::string_view last;
    for (const auto line : split(text, '\n'))
        if (!trim(line).empty()) last = trim(line);
    constexpr std::size_t longest = 300;
    return printable(last.substr(0, longest));
}

}  // namespace

std::string Transcriber::hash() const {
    std::string all;
    for (const auto& argument : command)
        all += argument + '\0';
    return sha256_hex(all);
}

Transcribed transcribe(const Transcriber& transcriber, const std::string& recording) {
    const OutputFolder folder;
    const Caught printed("transcript"), errors("errors");
    Child::Command command;
    for (const auto& argument : transcriber.command)
        command.arguments.push_back(
            with_values(with_values(argument, "{output}", folder.output()), "{file}", recording));
    for (char** variable = environ; *variable; ++variable)
        command.environment.emplace_back(*variable);
    command.output = printed.descriptor();
    command.errors = errors.descriptor();
    const auto& name = transcriber.command.front();
    const auto failed = [&](const std::string& why) {
        return Transcribed{{"", fmt::format("the transcriber '{}' {}", name, why)}, false};
    };

    Child child(command);
    const auto end = std::chrono::steady_clock::now() + transcriber.timeout;
    while (!child.wait(std::chrono::milliseconds(200))) {
        if (std::chrono::steady_clock::now() >= end)
            return failed(
                fmt::format("took longer than {} s and was stopped; transcriber_timeout gives it more",
                            transcriber.timeout.count()));
        if (std::max(printed.size(), errors.size()) > kLargestTranscript)
            return failed(
                fmt::format("printed more than {} MiB and was stopped", kLargestTranscript / (1024 * 1024)));
    }
    if (const auto failure = child.failure(); !failure.empty()) {
        const auto said = last_line(errors.text());
        auto result = failed(fmt::format("ended with {}{}", failure, said.empty() ? "" : ": " + said));
        result.try_again = child.was_killed();
        return result;
    }
    auto transcript = folder.written();
    if (transcript.empty()) transcript = printed.text();
    if (trim(transcript).empty())
        return failed(
            "wrote no transcript: it is read from what it prints, or from {output} if that is among its "
            "arguments");
    if (!context::is_readable("a.txt", transcript)) return failed("wrote something that is no text");
    return {{std::move(transcript), ""}, false};
}

}  // namespace pacelane::pipeline
