#include <fstream>
#include <pacelane/base/error.h>
#include <pacelane/base/hash.h>
#include <pacelane/base/text.h>
#include <pacelane/pipeline/context_files.h>
#include <pacelane/pipeline/context_sync.h>

#include <fmt/format.h>

namespace pacelane::pipeline {

namespace {

constexpr std::int64_t kLargestFile = 64 * 1024 * 1024;  // bytes
constexpr std::size_t kHead = 4096;                      // bytes that tell a format

// A file of another kind is passed over; one that should be readable by its name and is not, its owner wants
// to know of.
bool claims_to_be_text(std::string_view path) {
    const auto lower = ascii_lower(path);
    for (const auto ending : {".md", ".markdown", ".txt", ".vtt", ".srt"})
        if (lower.ends_with(ending)) return true;
    return false;
}

std::string read_bytes(const std::string& path, std::size_t limit) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw Error(ErrorKind::bad_input, "cannot be opened; check its permissions");
    std::string bytes(limit, '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(limit));
    if (file.bad()) throw Error(ErrorKind::bad_input, "cannot be read");
    bytes.resize(static_cast<std::size_t>(file.gcount()));
    return bytes;
}

// Why a file is read that is not as it was when it was last seen, or was never seen.
std::string why_read(const store::StoredFile* known, const store::NewDocument& document) {
    if (!known) return "read: a new file";
    if (known->content_hash.empty()) return "read: could not be read before";
    if (known->kind != document.file.kind)
        return fmt::format("read again: now of another kind, {}, before {}",
                           context::name(document.file.kind), context::name(known->kind));
    if (known->content_hash != document.file.content_hash) return "read again: its content changed";
    return fmt::format("read again: by newer readers (version {}, before {})", context::kReaderVersion,
                       known->reader_version);
}

}  // namespace

SyncReport sync_context(store::Store& store, const store::User& user, Instant at,
                        const SyncObserver& observer) {
    SyncReport report;
    auto stored = store.stored_files(user.id);
    const auto files = context_files(user);
    std::size_t done = 0;
    for (const auto& file : files) {
        if (observer) observer(done++, files.size(), file.path);
        const auto known = stored.find(file.path);
        const bool is_new = known == stored.end();
        const bool same_reading = !is_new && known->second.kind == file.kind &&
                                  known->second.reader_version == context::kReaderVersion;
        const bool same_file = same_reading && known->second.size_bytes == file.size_bytes &&
                               known->second.modified_ns == file.modified_ns;
        const auto keep = [&] {
            ++report.unchanged;
            stored.erase(known);
        };
        // One that could not be opened is tried again: to be given permission does not change a file.
        if (same_file && !known->second.content_hash.empty()) {
            keep();
            continue;
        }
        store::NewDocument document;
        document.path = file.path;
        document.file.kind = file.kind;
        document.file.size_bytes = file.size_bytes;
        document.file.modified_ns = file.modified_ns;
        try {
            if (!context::detect_format(file.path, read_bytes(file.absolute, kHead)) &&
                !claims_to_be_text(file.path)) {
                ++report.skipped;
                report.decisions.push_back({file.path, "passed over: of a format that is not read"});
                continue;  // and if it was a document before, it goes with the removed ones
            }
            if (file.size_bytes > kLargestFile)
                throw Error(ErrorKind::bad_input,
                            fmt::format("is larger than {} MiB; split it", kLargestFile / (1024 * 1024)));
            const auto bytes = read_bytes(file.absolute, static_cast<std::size_t>(file.size_bytes));
            document.file.content_hash = sha256_hex(bytes);
            if (same_reading && known->second.content_hash == document.file.content_hash) {
                store.touch_document(user, file.path, document.file);
                report.decisions.push_back(
                    {file.path, "not read again: its time changed, its content did not"});
                keep();
                continue;
            }
            document.content = context::parse_document(file.path, bytes, file.kind);
            for (const auto& warning : document.content.warnings)
                report.warnings.push_back({file.path, warning});
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::bad_input) throw;
            if (same_file && known->second.error == error.what()) {
                keep();
                continue;
            }
            document.file.error = error.what();
            report.unreadable.push_back({file.path, error.what()});
        }
        if (document.file.error.empty())
            report.decisions.push_back({file.path, why_read(is_new ? nullptr : &known->second, document)});
        store.put_document(user, document, at);
        ++(is_new ? report.added : report.changed);
        if (!is_new) stored.erase(known);
    }
    for (const auto& [path, file] : stored) {
        report.decisions.push_back({path, "removed: no longer there, or no longer named"});
        store.remove_document(user, path);
        ++report.removed;
    }
    return report;
}

}  // namespace pacelane::pipeline
