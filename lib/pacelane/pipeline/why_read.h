#pragma once

#include <pacelane/store/store.h>
#include <string>
#include <string_view>

/// What is told of a file that a sync reads, or leaves out for a newer version of it.
namespace pacelane::pipeline {

/// Why a file is read that is not as it was when it was last seen (`known`), or was never seen (nullptr).
std::string why_read(const store::StoredFile* known, const store::NewDocument& document);

/// Of the file at `path`, for which `newest` is used.
std::string older_version_text(std::string_view path, std::string_view newest);
/// Whether a file's error is such a text.
bool tells_of_older_version(std::string_view error);

}  // namespace pacelane::pipeline
