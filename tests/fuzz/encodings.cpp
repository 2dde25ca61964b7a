// From bytes to text: what comes out is UTF-8 with "\n" line ends.
#include "fuzz.h"

#include <pacelane/context/detail/encoding.h>
#include <pacelane/language/language.h>

using namespace pacelane;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = fuzz::view(data, size);
    context::detail::is_binary(bytes);
    const auto decoded = context::detail::decode(bytes, 200);
    fuzz::require(fuzz::is_utf8(decoded.text));
    fuzz::require(decoded.text.find_first_of(std::string_view{"\0\r\x7F", 3}) == std::string::npos);
    fuzz::require(language::normalize(decoded.text) == decoded.text);
    fuzz::require(fuzz::is_utf8(context::detail::decode_entities(decoded.text)));
    const auto normal = language::normalize(bytes);
    fuzz::require(fuzz::is_utf8(normal) && language::normalize(normal) == normal);
    fuzz::require(fuzz::is_utf8(language::fold(bytes, true)) && fuzz::is_utf8(language::capitalize(normal)));
    language::character_count(bytes);
    return 0;
}
