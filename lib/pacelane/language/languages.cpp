// The languages that there are packs for.
#include <array>
#include <pacelane/base/text.h>
#include <pacelane/language/detail/packs.h>
#include <pacelane/language/language_pack.h>

namespace pacelane::language {

struct LanguageList {
    static constexpr std::size_t kMost = 64;
    std::array<Language, kMost> all{};
    constexpr LanguageList() {
        for (std::size_t i = 0; i < kMost; ++i)
            all[i] = Language(static_cast<std::uint8_t>(i));
    }
};

namespace {
constexpr LanguageList kLanguages;
}

const Language Language::portuguese = *from_code("pt-BR");

const LanguagePack& Language::pack() const {
    return *detail::packs()[index_];
}

std::span<const Language> languages() {
    return std::span(kLanguages.all).first(detail::packs().size());
}

std::string_view code(Language language) {
    return language.pack().code;
}

std::string codes() {
    std::string text;
    for (const auto language : languages()) {
        const bool last = language == languages().back();
        text.append(text.empty() ? "" : last ? " or " : ", ").append(code(language));
    }
    return text;
}

std::optional<Language> from_code(std::string_view code) {
    const auto lower = ascii_lower(code);
    for (const auto language : languages())
        if (language.pack().tags.contains(lower)) return language;
    return std::nullopt;
}

std::optional<Language> from_name(std::string_view name) {
    const auto folded = fold(trim(name));
    const auto first = std::string_view(folded).substr(0, folded.find_first_of("-_ (,"));
    for (const auto language : languages())
        if (language.pack().names.contains(first)) return language;
    return from_code(first);
}

const LanguagePack& any_language() {
    return detail::any_pack();
}

}  // namespace pacelane::language
