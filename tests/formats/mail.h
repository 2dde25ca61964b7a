#pragma once

#include "read.h"

/// Messages for the tests of mail.
namespace pacelane::formats {

/// A message in plain text by Maya, to Ana.
inline std::string mail(std::string_view body,
                        std::string_view fields = "Content-Type: text/plain; charset=utf-8\n") {
    return "From: Maya Lindqvist <maya@example.org>\nTo: Ana Souza <ana@example.com>\nSubject: Re: The "
           "cache\n"
           "Date: Tue, 3 Nov 2026 10:11:12 +0100\n" +
           std::string(fields) + "\n" + std::string(body);
}
inline context::Document eml(std::string_view bytes) {
    return read_text(context::Format::eml, bytes, "mail/the-cache.eml");
}

}  // namespace pacelane::formats
