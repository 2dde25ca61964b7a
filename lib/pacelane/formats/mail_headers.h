#pragma once

#include <gmime/gmime.h>
#include <optional>
#include <pacelane/base/time.h>
#include <string>
#include <vector>

/// The fields of a message, decoded.
namespace pacelane::formats {

/// UTF-8 (NFC) of what GMime gives; empty for nullptr.
std::string mail_text_of(const char* text);
/// A field as one line; empty when the message has none.
std::string mail_header(GMimeObject* object, const char* name);
/// Adds the people of an address list, groups opened.
void add_mail_people(InternetAddressList* list, std::vector<std::string>& people, int depth = 0);
/// The day on the sender's clock; nothing when that was never set.
std::optional<Date> mail_date(GMimeMessage* message);

}  // namespace pacelane::formats
