#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// What lists show of analyses, drafts and errors, and what was removed.
namespace pacelane::store {

struct AnalysisSummary {
    std::string id;
    std::string user_handle;
    std::string analysis_date;
    std::string status;
    std::string error;  ///< of a failure; for a completed one why it has no suggestions
    std::int64_t suggestions = 0;
    std::string created_at;
    std::string started_at;
    std::string completed_at;
    std::vector<std::string> topics;     ///< of its suggestions
    std::int64_t attempts = 0;           ///< so many were started since it was enqueued
    std::optional<double> duration_sec;  ///< of the last attempt; while it is in work, up to now
};

struct GenerationSummary {
    std::string id;
    std::string analysis_id;
    std::string user_handle;
    std::string analysis_date;
    std::string content_type;
    std::string title;
    std::string status;  ///< generation_status, or "withdrawn"
    std::string error;   ///< of a withdrawn one, why
    std::string created_at;
    std::string started_at;
    std::string completed_at;
    std::int64_t attempts = 0;           ///< so many were started since it was enqueued
    std::optional<double> duration_sec;  ///< of the last attempt; while it is in work, up to now
};

struct Generation : GenerationSummary {
    std::string body;
    std::string metadata;  ///< JSON
};

struct ErrorEntry {
    std::string stage;  ///< "analyze", "write" or "context"
    std::string id;     ///< analysis, generation or document
    std::string user_handle;
    std::string what;  ///< analysis date, content type or path
    std::string status;
    std::string message;
    std::string at;
    // Of the analysis, or the draft's analysis; empty of a document.
    std::string analysis_id;
    std::string analysis_date;
};

struct Filter {
    std::string user_id;  ///< empty: all
    std::string status;   ///< empty: all
    std::size_t limit = 20;
};

/// How many rows, by table.
using RowCounts = std::map<std::string, std::int64_t>;

struct Forgotten {
    RowCounts removed;
    RowCounts remaining;  ///< counted again afterwards, in the same tables: all zero
};

struct Pruned {
    std::map<std::string, std::int64_t> archived_messages;  ///< by queue
    std::int64_t drafts = 0;
    std::int64_t analyses_removed = 0;
    std::int64_t analyses_reduced = 0;  ///< to what was suggested when, so that it is not suggested again
    std::int64_t freed_bytes = 0;       ///< given back to the file system
};

}  // namespace pacelane::store
