// An advertisement that a host reads aloud: nobody's view, though the host says it.
#include "detail/adverts.h"

#include <algorithm>
#include <cctype>
#include <pacelane/language/language_pack.h>

namespace pacelane::sources::detail {

namespace {

bool is_letter(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

/// "example.com/show": what is sold in a talk has an address of its own for those who listen. A site alone
/// may be what the talk is about.
bool says_address(std::string_view text) {
    for (auto slash = text.find('/'); slash != std::string_view::npos; slash = text.find('/', slash + 1)) {
        if (slash + 1 >= text.size() || !is_letter(text[slash + 1])) continue;
        auto begin = slash;
        while (begin > 0 && is_letter(text[begin - 1]))
            --begin;
        const auto zone = slash - begin;
        if (zone >= 2 && begin >= 3 && text[begin - 1] == '.' &&
            std::isalnum(static_cast<unsigned char>(text[begin - 2])) != 0)
            return true;
    }
    return false;
}

bool advertises(const Block& block, const language::LanguagePack& pack) {
    return std::any_of(block.sentences.begin(), block.sentences.end(), [&](const Sentence& sentence) {
        return says_address(sentence.text) && pack.advert_calls.in(language::words_of(sentence.text));
    });
}

}  // namespace

void leave_out_adverts(Reading& reading) {
    constexpr std::size_t kAdvert = 3;  // turns before and after the address
    const auto& pack = reading.language.pack();
    const auto is_own = [&](std::size_t i) { return reading.blocks[i].origin == Origin::own_speech; };
    const auto leave_out = [&](std::size_t i) {
        if (reading.blocks[i].reason == Reason::none || reading.blocks[i].reason == Reason::fragment)
            reading.blocks[i].reason = Reason::talk_to_room;
    };
    for (std::size_t i = 0; i < reading.blocks.size(); ++i) {
        if (!is_own(i) || !advertises(reading.blocks[i], pack)) continue;
        leave_out(i);
        for (auto at = i; at > 0 && i - at < kAdvert && is_own(at - 1); --at)
            leave_out(at - 1);
        for (auto at = i + 1; at < reading.blocks.size() && at <= i + kAdvert && is_own(at); ++at)
            leave_out(at);
    }
}

}  // namespace pacelane::sources::detail
