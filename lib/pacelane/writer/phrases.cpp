#include <pacelane/language/language_pack.h>
#include <pacelane/writer/detail/phrases.h>

namespace pacelane::writer::detail {

std::string_view phrase(Phrase phrase, Language language) {
    const auto& pack = language.pack();
    switch (phrase) {
        case Phrase::what_we_decided:
            return pack.decided_heading.text();
        case Phrase::also_worth_knowing:
            return pack.more_heading.text();
        case Phrase::in_short:
            return pack.short_heading.text();
        case Phrase::the_details:
            return pack.details_heading.text();
    }
    return {};
}

std::string attribution(std::string_view speaker, Language language) {
    return language.pack().attribution.with({{"name", speaker}});
}

}  // namespace pacelane::writer::detail
