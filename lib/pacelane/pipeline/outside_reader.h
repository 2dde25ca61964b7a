#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <pacelane/base/export.h>
#include <pacelane/context/document.h>
#include <pacelane/context/reader_protocol.h>
#include <string>
#include <string_view>
#include <vector>

namespace pacelane::pipeline {

/// The package that holds pacelane-reader.
inline constexpr std::string_view kReaderPackage = "pacelane-formats";

/// Where pacelane-reader is: beside this program, or where it is installed; empty when it is nowhere.
PACELANE_API std::string find_reader();

/// "12 files (9 pdf, 3 docx) wait for the package pacelane-formats", the most first.
PACELANE_API std::string waiting_text(const std::map<std::string, int>& files_by_format);

/// Reads files of outside formats through pacelane-reader: a process that is shut in, started when it is
/// first needed and kept for the next file. What it answers is not believed but checked. For one thread, and
/// one user.
class PACELANE_API OutsideReader {
public:
    explicit OutsideReader(std::string program = find_reader(),
                           const context::ReaderLimits& limits = context::kReaderLimits);
    ~OutsideReader();
    OutsideReader(const OutsideReader&) = delete;
    OutsideReader& operator=(const OutsideReader&) = delete;

    /// Whether there is a program that could be started. Starts nothing.
    bool is_installed() const { return !program_.empty(); }
    /// Why no file can be read; empty when one can. Starts the program.
    std::string problem();
    /// The formats that the program reads; it is started if it does not run.
    std::vector<std::string> formats();

    /// `companion`: the bytes of a file that goes with it (companion_of). Throws Error(bad_input), naming the
    /// path, when the file cannot be read, also because the reader
    /// crashed on it or took too long; Error(failed) when it is not the file's fault: the reader is missing,
    /// does not start, is of another version.
    context::Document read(std::string_view path, std::string_view bytes, context::Format format,
                           context::DocumentKind folder, std::string_view companion = {});

private:
    struct Process;
    void start();

    std::string program_;
    context::ReaderLimits limits_;
    std::unique_ptr<Process> process_;
};

}  // namespace pacelane::pipeline
