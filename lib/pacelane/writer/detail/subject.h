#pragma once

#include <cstddef>
#include <pacelane/base/content_form.h>
#include <pacelane/writer/detail/speech.h>
#include <pacelane/writer/detail/title.h>
#include <string>
#include <string_view>

/// Strangers have seen neither the note's title nor the folder that it lies in: where a draft names its
/// subject nowhere, one of these does.
namespace pacelane::writer::detail {

/// "Simple load testing with Locust: Using the command line" for a section, "Notepad++: Use F4 to close
/// documents" for a note in a folder of that name; within `most` characters.
void name_subject(Title& title, const Piece& piece, std::size_t most);
/// The note's title, for a post without one that does not say what its note is about; else nothing. Without
/// it nobody understands the post.
std::string subject_line(const Piece& piece, std::string_view body, const ContentForm& form);
/// What goes with a colon before the first word of a post that has no title, when it does not name its topic.
std::string topic_of_post(const Piece& piece, std::string_view body, const ContentForm& form);

}  // namespace pacelane::writer::detail
