#include <pacelane/pipeline/conflict_copies.h>
#include <pacelane/pipeline/why_read.h>

#include <fmt/format.h>

namespace pacelane::pipeline {

std::string why_read(const store::StoredFile* known, const store::NewDocument& document) {
    if (!known) return "read: a new file";
    if (tells_of_older_version(known->error)) return "read: no newer version of it is there any more";
    if (known->content_hash.empty()) return "read: could not be read before";
    if (known->kind != document.file.kind)
        return fmt::format("read again: now of another kind, {}, before {}",
                           context::name(document.file.kind), context::name(known->kind));
    if (known->content_hash != document.file.content_hash) return "read again: its content changed";
    if (known->reader_version == store::kNamesChanged) return "read again: the user's names changed";
    return fmt::format("read again: by newer readers (version {}, before {})", context::kReaderVersion,
                       known->reader_version);
}

std::string older_version_text(std::string_view path, std::string_view newest) {
    const auto names = copy_names(path);
    if (!names.empty() && names.front().backup)
        return fmt::format("is an older version of {}, kept by an editor: only the file itself is used",
                           newest);
    return fmt::format(
        "is an older version of {}, made by a synchronization conflict: only the newer one is used; "
        "merge them and delete one",
        newest);
}
bool tells_of_older_version(std::string_view error) {
    return error.starts_with("is an older version of ");
}

}  // namespace pacelane::pipeline
