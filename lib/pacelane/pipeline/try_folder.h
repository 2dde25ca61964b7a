#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <pacelane/base/export.h>
#include <pacelane/pipeline/context_sync.h>
#include <pacelane/store/store.h>
#include <string>
#include <vector>

namespace pacelane::pipeline {

struct TryOptions {
    std::string folder;                ///< absolute
    std::string name;                  ///< the person's; empty: nobody's words in transcripts are theirs
    std::string timezone = "UTC";      ///< IANA; decides what today is
    std::vector<std::string> forms;    ///< ids of content forms; empty: all
    std::vector<std::string> exclude;  ///< by .gitignore's rules
    std::size_t drafts = 1;            ///< at most; at least one
};

struct TriedFolder {
    struct Draft {
        writer::Suggestion suggestion;
        writer::Draft draft;
    };
    SyncReport sync;
    std::size_t documents = 0;
    analysis::Overview overview;
    std::map<std::string, std::size_t> languages;  ///< documents, by code
    std::vector<std::string> people;               ///< of minutes and transcripts, without the person
    std::optional<Date> first, last;               ///< of the documents that say their date
    std::vector<Draft> drafts;                     ///< best first
    std::string reason;                            ///< why there is none; else empty
};

/// What the pipeline would make of the folder's documents, which are read as `context sync` reads them.
/// Stores nothing: the database is in memory. Throws Error(failed) when the folder cannot be read.
PACELANE_API TriedFolder try_folder(const TryOptions& options, const Clock& clock,
                                    const SyncObserver& observer = {});

}  // namespace pacelane::pipeline
