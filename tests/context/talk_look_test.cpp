// Talk without names of speakers, among the notes. The texts are written for these tests.
#include "helpers.h"

using namespace pacelane;
using namespace pacelane::context;

namespace {

/// As many paragraphs as make a long note, `lines` in turn.
std::string long_talk(const std::vector<std::string_view>& lines) {
    std::string text;
    for (int i = 0; i < 72; ++i) {
        text += lines[static_cast<std::size_t>(i) % lines.size()];
        text += i % 4 == 3 ? "\n\n" : " ";
    }
    return text;
}

const std::string kEpisode =
    long_talk({"So the kiln was hot and nobody had looked at the gauge.", "Right.",
               "And we had three people in the shop that day, which is a lot for a Tuesday.",
               "How long did it take to cool?", "Well, it took the whole night.",
               "The next morning half of the bowls had cracks that you could see.",
               "Yeah, I remember the blue ones.", "They had stood too close to the door."});

}  // namespace

TEST_SUITE("talk look") {
    TEST_CASE("a talk that was typed as it was spoken is a transcript, and the reason says why") {
        for (const std::string_view path : {"notes/episode-12.md", "notes/episode-12.txt"}) {
            CAPTURE(path);
            const auto document = knowledge(kEpisode, path);
            CHECK(document.kind == DocumentKind::transcript);
            CHECK(document.kind_reason ==
                  "45 of 72 sentences begin as people speak, and 9 say nothing by themselves");
        }
        CHECK(knowledge("# Episode 12\n\n" + kEpisode).kind == DocumentKind::transcript);
    }
    TEST_CASE("the same in Portuguese and in Spanish") {
        const auto portuguese = long_talk(
            {"Então, o forno estava quente e ninguém tinha olhado o relógio.", "É.",
             "E a gente tinha três pessoas na loja naquele dia.", "Quanto tempo demorou para esfriar?",
             "Bom, demorou a noite inteira.", "De manhã metade das tigelas tinha rachado perto da borda."});
        CHECK(knowledge(portuguese).kind == DocumentKind::transcript);
        const auto spanish =
            long_talk({"Bueno, el horno estaba caliente y nadie había mirado el reloj.", "Claro.",
                       "Y teníamos a tres personas en la tienda ese día.", "¿Cuánto tardó en enfriarse?",
                       "Pues tardó toda la noche.", "Por la mañana la mitad de los cuencos tenía grietas."});
        CHECK(knowledge(spanish).kind == DocumentKind::transcript);
    }
    TEST_CASE("who writes is no speaker: articles, short notes, notes with lists or code") {
        const auto article = long_talk(
            {"The kiln was hot and nobody had looked at the gauge.", "But the door was shut.",
             "We had three people in the shop that day, which is a lot for a Tuesday.",
             "It took the whole night to cool.", "The next morning half of the bowls had cracks.",
             "I threw them away.", "They had stood too close to the door.", "What would you have done?"});
        CHECK(knowledge(article).kind == DocumentKind::knowledge);
        CHECK(knowledge(kEpisode.substr(0, 1500)).kind == DocumentKind::knowledge);
        CHECK(knowledge(kEpisode + "\n\n- clay\n- glaze\n- wax\n- sponges\n").kind ==
              DocumentKind::knowledge);
        // "And", "but" and "so" alone are a manner of writing.
        const auto chained = long_talk({"So the kiln was hot and nobody had looked at the gauge.",
                                        "And we had three people in the shop that day.",
                                        "But it took the whole night to cool.", "The bowls had cracks."});
        CHECK(knowledge(chained).kind == DocumentKind::knowledge);
    }
}
