#include "character_sets.h"

#include <array>
#include <cerrno>
#include <iconv.h>
#include <map>
#include <pacelane/base/text.h>

namespace pacelane::formats {

namespace {

using namespace std::string_view_literals;

/// As iconv calls them. Those of one line are the same: the first is the wider one.
struct NamedSet {
    std::string_view written;
    const char* iconv;
};
constexpr std::array sets{
    NamedSet{"iso-8859-1", "WINDOWS-1252"},
    NamedSet{"latin1", "WINDOWS-1252"},
    NamedSet{"windows-1252", "WINDOWS-1252"},
    NamedSet{"cp1252", "WINDOWS-1252"},
    NamedSet{"iso-8859-2", "ISO-8859-2"},
    NamedSet{"iso-8859-3", "ISO-8859-3"},
    NamedSet{"iso-8859-4", "ISO-8859-4"},
    NamedSet{"iso-8859-5", "ISO-8859-5"},
    NamedSet{"iso-8859-6", "ISO-8859-6"},
    NamedSet{"iso-8859-7", "ISO-8859-7"},
    NamedSet{"iso-8859-8", "ISO-8859-8"},
    NamedSet{"iso-8859-8-i", "ISO-8859-8"},
    NamedSet{"iso-8859-9", "WINDOWS-1254"},
    NamedSet{"iso-8859-10", "ISO-8859-10"},
    NamedSet{"iso-8859-13", "ISO-8859-13"},
    NamedSet{"iso-8859-14", "ISO-8859-14"},
    NamedSet{"iso-8859-15", "ISO-8859-15"},
    NamedSet{"iso-8859-16", "ISO-8859-16"},
    NamedSet{"windows-1250", "WINDOWS-1250"},
    NamedSet{"windows-1251", "WINDOWS-1251"},
    NamedSet{"cp1251", "WINDOWS-1251"},
    NamedSet{"windows-1253", "WINDOWS-1253"},
    NamedSet{"windows-1254", "WINDOWS-1254"},
    NamedSet{"windows-1255", "WINDOWS-1255"},
    NamedSet{"windows-1256", "WINDOWS-1256"},
    NamedSet{"windows-1257", "WINDOWS-1257"},
    NamedSet{"windows-1258", "WINDOWS-1258"},
    NamedSet{"windows-874", "CP874"},
    NamedSet{"tis-620", "CP874"},
    NamedSet{"koi8-r", "KOI8-R"},
    NamedSet{"koi8-u", "KOI8-U"},
    NamedSet{"ibm850", "IBM850"},
    NamedSet{"cp850", "IBM850"},
    NamedSet{"ibm437", "IBM437"},
    NamedSet{"macintosh", "MACINTOSH"},
    NamedSet{"shift_jis", "CP932"},
    NamedSet{"windows-31j", "CP932"},
    NamedSet{"iso-2022-jp", "ISO-2022-JP-3"},
    NamedSet{"euc-jp", "EUC-JP-MS"},
    NamedSet{"gb2312", "GB18030"},
    NamedSet{"gbk", "GB18030"},
    NamedSet{"gb18030", "GB18030"},
    NamedSet{"hz-gb-2312", "HZ"},
    NamedSet{"big5", "BIG5-HKSCS"},
    NamedSet{"euc-kr", "UHC"},
    NamedSet{"ks_c_5601-1987", "UHC"},
    NamedSet{"iso-2022-kr", "ISO-2022-KR"},
    NamedSet{"utf-7", "UTF-7"},
    NamedSet{"utf-16", "UTF-16"},
    NamedSet{"utf-16le", "UTF-16LE"},
    NamedSet{"utf-16be", "UTF-16BE"},
    NamedSet{"utf-32", "UTF-32"},
};

const iconv_t no_converter = reinterpret_cast<iconv_t>(-1);  // NOLINT: as iconv_open answers

/// Open converters, by iconv's names; they stay open, so that what they need stays loaded.
struct Converters : std::map<std::string_view, iconv_t> {
    Converters() = default;
    Converters(const Converters&) = delete;
    Converters& operator=(const Converters&) = delete;
    ~Converters() {
        for (const auto& [name, open] : *this)
            if (open != no_converter) ::iconv_close(open);
    }
};
Converters& converters() {
    static Converters all;
    return all;
}

iconv_t converter(const char* name) {
    auto [entry, added] = converters().try_emplace(name, no_converter);
    if (added) entry->second = ::iconv_open("UTF-8", name);
    return entry->second;
}

}  // namespace

void prepare_character_sets() {
    for (const auto& set : sets)
        converter(set.iconv);
    // What headers are decoded by asks for some under other names.
    for (const char* const name : {"iso-8859-1", "us-ascii", "utf-8"})
        converter(name);
}

std::string as_utf8(std::string_view bytes, std::string_view character_set, bool& known) {
    const auto name = ascii_lower(trim(character_set));
    known = true;
    // encoding.h reads these, and repairs what is not what it says.
    if (name.empty() || name == "utf-8" || name == "utf8" || name == "us-ascii" || name == "ascii")
        return std::string(bytes);
    // Programs that write UTF-8 and call it Latin-1 are many; text in Latin-1 that is good UTF-8 is none.
    const bool western =
        name == "iso-8859-1" || name == "windows-1252" || name == "latin1" || name == "cp1252";
    if (western && is_utf8(bytes)) return std::string(bytes);
    const char* set = nullptr;
    for (const auto& one : sets)
        if (one.written == name) set = one.iconv;
    const auto conversion = set ? converter(set) : no_converter;
    if (conversion == no_converter) {
        known = false;
        return std::string(bytes);
    }
    ::iconv(conversion, nullptr, nullptr, nullptr, nullptr);
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 2);
    std::array<char, 4096> buffer{};
    auto* from = const_cast<char*>(bytes.data());  // NOLINT: iconv does not write to it
    std::size_t left = bytes.size();
    while (true) {
        char* to = buffer.data();
        std::size_t room = buffer.size();
        const auto done = ::iconv(conversion, &from, &left, &to, &room);
        const int why = errno;
        out.append(buffer.data(), buffer.size() - room);
        if (done != static_cast<std::size_t>(-1)) break;
        if (why == E2BIG) continue;
        // A byte that is no character, or a character that is cut off.
        out += "\xEF\xBF\xBD";
        if (left <= 1) break;
        ++from;
        --left;
    }
    return out;
}

}  // namespace pacelane::formats
