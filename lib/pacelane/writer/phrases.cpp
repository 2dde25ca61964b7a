#include <pacelane/writer/detail/phrases.h>

namespace pacelane::writer::detail {

std::string_view phrase(Phrase phrase, Language language) {
    const bool english = language == Language::english;
    switch (phrase) {
        case Phrase::what_we_decided:
            return english ? "What we decided" : "O que decidimos";
        case Phrase::also_worth_knowing:
            return english ? "Also worth knowing" : "Vale saber também";
        case Phrase::in_short:
            return english ? "In short" : "Em resumo";
        case Phrase::the_details:
            return english ? "The details" : "Os detalhes";
    }
    return {};
}

std::string attribution(std::string_view speaker, Language language) {
    const std::string name(speaker);
    return language == Language::english ? "As " + name + " put it:" : "Nas palavras de " + name + ":";
}

}  // namespace pacelane::writer::detail
