#pragma once

#include "mail_lines.h"

#include <pacelane/context/detail/reading.h>
#include <string>
#include <string_view>
#include <vector>

/// The text of a message: which of its lines are whose words.
namespace pacelane::formats {

/// Whose message it is.
struct MailVoice {
    std::string speaker;   ///< who wrote it
    std::string answered;  ///< who wrote what it answers, when that is known from elsewhere
    bool quoted = false;   ///< passed on within somebody else's message
    std::vector<std::string> headings;
};

/// Adds what the lines say: the author's own words; what they quote, with whose words those are; messages
/// that were passed on or stand below the answer. Greetings, closings with the name below, signatures and the
/// footers of mailing lists are left out, and told.
void add_mail_text(const std::vector<MailLine>& lines, const MailVoice& voice,
                   context::detail::Reading& reading);

/// A subject without "Re:", "Fwd:", "AW:", "[list]" before it.
std::string plain_subject(std::string_view subject);

}  // namespace pacelane::formats
