#pragma once

#include "mail_text.h"

namespace pacelane::formats {

/// Takes off what frames a letter: its greeting, the closing with the name below, the signature, what a
/// telephone or a mailing list adds. What goes is told in `reading.omitted`.
void trim_letter(std::vector<MailLine>& lines, std::string_view writer, context::detail::Reading& reading);

}  // namespace pacelane::formats
