// One reader of an outside format, PACELANE_FUZZ_FORMAT. An office document is a zip, in which changed bytes
// only break the checksums: what is fuzzed is the XML of its main part, which is put into a zip here.
#include "fuzz.h"

#include <pacelane/formats/formats.h>
#include <zip.h>

using namespace pacelane;

namespace {

#define PACELANE_TEXT_OF(word) #word
#define PACELANE_NAME(word) PACELANE_TEXT_OF(word)
constexpr std::string_view kFormat = PACELANE_NAME(PACELANE_FUZZ_FORMAT);

void put(zip_t* archive, const char* name, std::string_view bytes) {
    auto* source = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
    const auto index = zip_file_add(archive, name, source, 0);
    if (index >= 0)
        zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
    else
        zip_source_free(source);  // a name that is there already
}

/// The parts of the document, which a line "=== name" parts in the input.
std::string zipped(std::string_view input) {
    constexpr std::string_view mark = "=== ";
    zip_error_t error;
    zip_error_init(&error);
    auto* source = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(source);
    auto* archive = zip_open_from_source(source, ZIP_TRUNCATE, &error);
    std::vector<std::string> names;
    names.reserve(16);
    while (archive && input.starts_with(mark) && names.size() < 16) {
        const auto end = std::min(input.find('\n'), input.size());
        names.emplace_back(input.substr(mark.size(), end - mark.size()));
        input.remove_prefix(std::min(end + 1, input.size()));
        const auto next = std::min(input.find("\n=== "), input.size());
        put(archive, names.back().c_str(), input.substr(0, next));
        input.remove_prefix(std::min(next + 1, input.size()));
    }
    std::string bytes;
    if (archive && zip_close(archive) == 0 && zip_source_open(source) == 0) {
        zip_source_seek(source, 0, SEEK_END);
        const auto size = zip_source_tell(source);
        zip_source_seek(source, 0, SEEK_SET);
        bytes.resize(static_cast<std::size_t>(std::max<zip_int64_t>(0, size)));
        zip_source_read(source, bytes.data(), bytes.size());
        zip_source_close(source);
    } else if (archive) {
        zip_discard(archive);
    }
    zip_source_free(source);
    zip_error_fini(&error);
    return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
    formats::prepare();
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const auto input = fuzz::view(data + 1, size - 1);
    const std::string zip = input.starts_with("=== ") ? zipped(input) : std::string();
    const auto format = *context::format(kFormat);
    const std::string path = "a." + std::string(kFormat);
    try {
        fuzz::check(formats::read(format, {path, zip.empty() ? input : zip, fuzz::kind_of(data[0])}));
    } catch (const Error& error) {
        fuzz::require(error.kind() == ErrorKind::bad_input);
        fuzz::require(std::string_view(error.what()).starts_with(path));
    }
    return 0;
}
