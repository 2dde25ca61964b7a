#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <pacelane/analysis/analysis.h>
#include <pacelane/base/time.h>
#include <string>
#include <utility>
#include <vector>

/// A user's documents: as a sync hands them over, and as they are stored, listed and found.
namespace pacelane::store {

/// In the place of a reader's version: the user's names have changed since the document was read.
inline constexpr int kNamesChanged = -1;

/// A file as the store last saw it.
struct StoredFile {
    context::DocumentKind kind = context::DocumentKind::knowledge;  ///< as its folder suggests
    std::string content_hash;  ///< SHA-256 of the bytes; empty when they could not be had
    std::int64_t size_bytes = 0;
    std::int64_t modified_ns = 0;
    int reader_version = context::kReaderVersion;  ///< of the readers that read it
    std::string error;                             ///< why it could not be read
};

struct NewDocument {
    std::string path;  ///< relative to the workspace's folder
    StoredFile file;
    context::Document content;  ///< empty when the file has an error
};

/// What a sync found, to be stored as a whole. Paths are relative to the workspace's folder.
struct DocumentChanges {
    struct Note {
        std::string path;
        std::string text;
    };
    /// Moved files, from where to where: the document stays the same one. Done first.
    std::vector<std::pair<std::string, std::string>> renamed;
    std::vector<NewDocument> put;
    std::vector<std::pair<std::string, StoredFile>> touched;  ///< only size and time changed
    /// Files that cannot be had now, and why: what was read from them stays.
    std::vector<Note> out_of_reach;
    std::vector<Note> removed;  ///< and why, as it is told of the drafts that rest on them

    bool empty() const {
        return renamed.empty() && put.empty() && touched.empty() && out_of_reach.empty() && removed.empty();
    }
};

struct DocumentSummary {
    std::string id;
    std::string user_handle;
    std::string path;
    std::string kind;
    std::string kind_reason;
    std::string format;
    std::string title;
    std::string language;
    std::string date;
    std::int64_t passages = 0;
    std::string error;
    std::vector<std::string> warnings;
    std::string changed_at;
    bool published = false;
    std::string url;  ///< where it is published; may be empty
};

/// A file of a user's context that is no document.
struct OtherFile {
    std::string path;
    std::string kind;        ///< as its folder suggests
    std::string format;      ///< "pdf" …, "audio", "video"
    std::string what;        ///< for people: why it is no document
    std::string transcript;  ///< of a recording: the path of its transcript; else empty
    std::string user_handle{};
    bool operator==(const OtherFile&) const = default;
};

/// What a transcriber made of a recording.
struct Transcription {
    std::string transcript;  ///< as it wrote it
    std::string error;       ///< why there is none
};

struct SearchHit {
    double score = 0;
    std::string document_id;
    std::string title;
    std::string path;
    std::string kind;
    std::string format;
    std::string date;  ///< may be empty
    context::Passage passage;
    std::vector<language::Span> matches;  ///< where words of the query stand in the passage's text, in bytes
};

/// A document as it was read.
struct StoredDocument {
    DocumentSummary summary;
    bool title_from_name = false;
    std::vector<std::string> participants;
    std::vector<std::string> omitted;  ///< what was not read on purpose
    std::vector<context::Passage> passages;
};

}  // namespace pacelane::store
