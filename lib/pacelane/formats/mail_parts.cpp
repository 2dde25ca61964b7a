#include "mail_parts.h"

#include <pacelane/base/text.h>

namespace pacelane::formats {

std::vector<int> FileLines::from(int first, std::string_view text) {
    std::vector<int> all(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1);
    for (auto& one : all)
        one = first++;
    return all;
}

std::vector<int> FileLines::of_part(GMimePart* part, int first) const {
    if (g_mime_part_get_content_encoding(part) != GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE) return {first};
    const auto* stream = g_mime_data_wrapper_get_stream(g_mime_part_get_content(part));
    const auto size = static_cast<gint64>(bytes_.size());
    const auto begin = std::clamp<gint64>(stream->bound_start, 0, size);
    const auto end = stream->bound_end < 0 ? size : std::clamp<gint64>(stream->bound_end, begin, size);
    auto raw = bytes_.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
    std::vector<int> all{first};
    for (int line = first; !raw.empty(); ++line) {
        const std::size_t stop = std::min(raw.find('\n'), raw.size());
        if (!trim(raw.substr(0, stop)).ends_with('=')) all.push_back(line + 1);
        raw.remove_prefix(std::min(stop + 1, raw.size()));
    }
    return all;
}

GMimeObject* mail_alternative(GMimeMultipart* multipart, int count) {
    GMimeObject* plain = nullptr;
    GMimeObject* rich = nullptr;
    for (int i = 0; i < count; ++i) {
        auto* part = g_mime_multipart_get_part(multipart, i);
        auto* type = g_mime_object_get_content_type(part);
        if (g_mime_content_type_is_type(type, "text", "plain")) {
            if (!plain) plain = part;
        } else if (g_mime_content_type_is_type(type, "text", "html") || GMIME_IS_MULTIPART(part)) {
            if (!rich) rich = part;
        }
    }
    if (!plain) return rich ? rich : g_mime_multipart_get_part(multipart, 0);
    if (!rich) return plain;
    const auto words = [](std::string_view text) { return std::count(text.begin(), text.end(), ' '); };
    const auto text = mail_content(GMIME_PART(plain));
    constexpr std::ptrdiff_t few = 12;
    if (trim(text).empty()) return rich;
    return words(text) < few && mail_part_size(rich) > 40 * text.size() + 2000 &&
                   text.find("://") != std::string::npos
               ? rich
               : plain;
}

bool is_mail_calendar(GMimeObject* part) {
    if (!GMIME_IS_PART(part)) return false;
    auto* type = g_mime_object_get_content_type(part);
    const auto* name = g_mime_part_get_filename(GMIME_PART(part));
    return g_mime_content_type_is_type(type, "text", "calendar") ||
           g_mime_content_type_is_type(type, "application", "ics") ||
           (name && ascii_lower(name).ends_with(".ics"));
}

std::size_t mail_part_size(GMimeObject* part) {
    if (!GMIME_IS_PART(part)) return 0;
    auto* content = g_mime_part_get_content(GMIME_PART(part));
    const auto length = content ? g_mime_stream_length(g_mime_data_wrapper_get_stream(content)) : 0;
    return length > 0 ? static_cast<std::size_t>(length) : 0;
}

std::string mail_content(GMimePart* part) {
    auto* content = g_mime_part_get_content(part);
    if (!content) return {};
    const Ref<GMimeStream> out(g_mime_stream_mem_new());
    g_mime_data_wrapper_write_to_stream(content, out.get());
    const auto* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(out.get()));
    return {reinterpret_cast<const char*>(bytes->data), bytes->len};  // NOLINT: bytes of a text
}

}  // namespace pacelane::formats
