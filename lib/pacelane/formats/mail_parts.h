#pragma once

#include <algorithm>
#include <gmime/gmime.h>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// The parts that a message is made of: their bytes, and the file's lines on which they stand.
namespace pacelane::formats {

struct Unref {
    void operator()(gpointer object) const { g_object_unref(object); }
};
template <typename Object>
using Ref = std::unique_ptr<Object, Unref>;

/// Where the lines of the file begin.
class FileLines {
public:
    explicit FileLines(std::string_view bytes) : bytes_(bytes) {
        for (std::size_t at = bytes.find('\n'); at != std::string_view::npos; at = bytes.find('\n', at + 1))
            starts_.push_back(at + 1);
    }
    int at(gint64 offset) const {
        if (offset < 0) return 1;
        const auto after = std::upper_bound(starts_.begin(), starts_.end(), static_cast<std::size_t>(offset));
        return static_cast<int>(after - starts_.begin()) + 1;
    }

    /// The numbers of the lines of a text that begins on line `first` and stands in the file as it is.
    static std::vector<int> from(int first, std::string_view text);
    /// Which lines of the file the lines of an encoded text stand on: in quoted-printable, a line that ends
    /// in "=" goes on.
    std::vector<int> of_part(GMimePart* part, int first) const;

private:
    std::string_view bytes_;
    std::vector<std::size_t> starts_;
};

/// Of alternatives the plain text, unless it only says that there is HTML.
GMimeObject* mail_alternative(GMimeMultipart* multipart, int count);
/// Whether it calls itself a calendar: an invitation, or its copy as a file.
bool is_mail_calendar(GMimeObject* part);
/// As it stands in the file. bytes
std::size_t mail_part_size(GMimeObject* part);
/// Decoded, in its own character set.
std::string mail_content(GMimePart* part);

}  // namespace pacelane::formats
