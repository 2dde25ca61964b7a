#include "detail/dissent.h"

#include <algorithm>
#include <pacelane/language/language_pack.h>

namespace pacelane::analysis::detail {

namespace {

std::size_t skip_all(const PhraseList& list, const Words& words, std::size_t at) {
    for (auto count = list.at(words, at); count > 0; count = list.at(words, at))
        at += count;
    return at;
}

// "Objections or concerns", "objeções relevantes": where they end; `at` where there are none.
std::size_t after_nouns(const Words& words, std::size_t at, const LanguagePack& pack) {
    const auto noun = skip_all(pack.dissent_modifiers, words, at);
    const auto count = pack.dissent_nouns.at(words, noun);
    if (count == 0) return at;
    const auto end = skip_all(pack.dissent_modifiers, words, noun + count);
    // What joins two nouns is a modifier, too, and is left where nothing comes after it.
    const auto more = pack.dissent_nouns.at(words, end);
    return more > 0 ? end + more : std::min(end, words.size());
}

}  // namespace

std::size_t tells_no_dissent(const Words& words, std::size_t at, const LanguagePack& pack) {
    if (const auto denial = pack.dissent_denials.at(words, at); denial > 0) {
        const auto from = at + denial;
        if (const auto end = after_nouns(words, from, pack); end > from) return end - at;
    }
    const auto nobody = pack.nobodies.at(words, at);
    if (nobody == 0) return 0;
    // A verb may itself carry a noun: "nobody voiced", "nobody voiced any concerns".
    std::size_t end = at;
    for (auto from = at + nobody;;) {
        if (const auto act = pack.dissent_acts.at(words, from); act > 0) end = std::max(end, from + act);
        if (from > at + nobody)
            if (const auto last = after_nouns(words, from, pack); last > from) end = std::max(end, last);
        const auto carrier = pack.dissent_carriers.at(words, from);
        if (carrier == 0) return end - at;
        from += carrier;
    }
}

std::size_t tells_quiet(const Words& words, std::size_t at, const LanguagePack& pack) {
    return std::max(pack.silences.at(words, at), tells_no_dissent(words, at, pack));
}

bool waits_for_dissent(std::string_view text, const Words& words, std::size_t at, std::size_t count,
                       const LanguagePack& pack) {
    constexpr std::size_t kReach = 6;  // words
    const bool exception = pack.exceptions.at(words, at) > 0;
    for (auto i = at + count; i < std::min(words.size(), at + count + kReach); ++i) {
        if (tells_no_dissent(words, i, pack) > 0) return true;
        if (exception && (pack.dissent_nouns.at(words, i) > 0 || pack.dissent_acts.at(words, i) > 0))
            return true;
        if (gap_after(text, words, i).find_first_of(",;:.!(") != std::string_view::npos) return false;
    }
    return false;
}

}  // namespace pacelane::analysis::detail
