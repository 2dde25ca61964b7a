#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <pacelane/base/export.h>
#include <pacelane/pipeline/outside_reader.h>
#include <pacelane/pipeline/transcriber.h>
#include <pacelane/store/store.h>
#include <string>
#include <vector>

namespace pacelane::pipeline {

struct SyncReport {
    struct Problem {
        std::string path;
        std::string message;
    };
    int added = 0;
    int changed = 0;  ///< or read by older readers, or as another kind: read again
    int renamed = 0;  ///< the same content at another path: the same document
    int unchanged = 0;
    int removed = 0;
    int skipped = 0;  ///< files of a format that is not read
    /// Those of them that could be saved in one that is, by the ends of their names, "doc".
    std::map<std::string, int> skipped_documents;
    int excluded = 0;                    ///< files and folders that a pattern means and `exclude` leaves out
    int marked_private = 0;              ///< notes that their front matter or `private:` keeps out
    std::map<std::string, int> waiting;  ///< files that wait for pacelane-reader, by format
    std::string reader_problem;          ///< why pacelane-reader, which is installed, cannot be used
    /// Documents read by this call that somebody else wrote, as their properties say, by that name.
    std::map<std::string, int> by_others;
    int recordings = 0;
    int without_transcript = 0;       ///< of the recordings
    int transcribed = 0;              ///< by this call
    int transcriber_failures = 0;     ///< recordings that it could not make one of, in this call
    std::string transcriber_problem;  ///< why the transcriber cannot be used
    int not_read = 0;                 ///< looked at, new or changed, and found unreadable
    std::vector<Problem> unreadable;  ///< found unreadable by this call; recorded, and no reason to stop
    /// Files and folders that a pattern means and that cannot be read now, also those told before. What was
    /// read from them stays.
    std::vector<Problem> out_of_reach;
    std::vector<Problem> warnings;  ///< of the documents read by this call
    std::vector<Problem> large;  ///< those of them that cost more than a note does: perhaps no text of theirs
    /// Why a file was read, or passed over though its name or time called for a look; not of unchanged ones.
    std::vector<Problem> decisions;
    std::vector<store::DraftChange> drafts;  ///< withdrawn, or back
};

/// Called before each file: how many of how many are done, and the path of the next.
using SyncObserver = std::function<void(std::size_t done, std::size_t all, const std::string& path)>;

struct SyncOptions {
    std::string reader = find_reader();  ///< pacelane-reader; empty: there is none
    Transcriber transcriber;             ///< none: recordings are only listed
    bool transcribe_again = false;       ///< also what it failed on before
};

/// Brings what changed in the user's context folders into the store. A file whose size and time are as before
/// is not opened; one whose content is as before is not parsed, unless older readers read it
/// (context::kReaderVersion). `at` is the time that new passages are stamped with.
PACELANE_API SyncReport sync_context(store::Store& store, const store::User& user, Instant at,
                                     const SyncObserver& observer = {}, const SyncOptions& options = {});

}  // namespace pacelane::pipeline
