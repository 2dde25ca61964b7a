#pragma once

#include "reading.h"

/// What Kindle keeps of what was marked in books: title, place and words, between rows of "=".
namespace pacelane::context::detail {

bool looks_like_clippings(const FileBody& source);
/// What was marked is a quotation of the book's writer, a note on it the user's own.
Reading read_clippings(const FileBody& source);

}  // namespace pacelane::context::detail
