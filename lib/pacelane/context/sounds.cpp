// What captions tell besides words: "[Music]", "(applause)", "♪".
#include "detail/cues.h"

#include <algorithm>
#include <array>
#include <pacelane/base/detail/character_set.h>
#include <pacelane/base/text.h>
#include <pacelane/language/language.h>
#include <unordered_set>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

// Words that captions use for sounds only.
constexpr std::string_view sounds_alone =
    // English
    "music|laugh|laughs|laughing|laughter|chuckle|chuckles|chuckling|giggle|giggles|giggling|applause|"
    "applauds|applauding|clapping|cheering|crosstalk|inaudible|unintelligible|indistinct|pause|sighs|"
    "sighing|coughs|coughing|sniffles|sniffs|sneezes|gasps|beep|beeping|bleep|blank_audio|whistling|humming|"
    "groans|yawns|murmuring|exhales|inhales|throat|unk|"
    // Portuguese
    "música|risos|riso|risada|risadas|gargalhadas|gargalhada|rindo|ri|aplausos|aplauso|palmas|inaudível|"
    "ininteligível|incompreensível|silêncio|pausa|suspiro|suspira|suspiros|tosse|tossindo|"
    // Spanish
    "risa|risas|carcajadas|ríe|ríen|inaudible|ininteligible|tose|murmullos|vítores|"
    // French
    "musique|rire|rires|rit|applaudissements|applaudissement|brouhaha|soupir|soupirs|toux|inintelligible|"
    // German
    "musik|lachen|lacht|gelächter|applaus|beifall|klatschen|unverständlich|seufzt|seufzen|hustet|jubel|"
    // Italian
    "musica|risata|risate|ridono|applausi|applauso|incomprensibile|sospiro|sospira|tossisce|"
    // Dutch
    "muziek|gelach|onverstaanbaar|zucht|hoest|gejuich|"
    // Swedish, Danish, Norwegian
    "skratt|skrattar|applåder|ohörbart|suckar|hostar|griner|klappsalver|"
    // Polish, Czech, Turkish, Indonesian
    "muzyka|śmiech|oklaski|brawa|niezrozumiałe|hudba|smích|potlesk|müzik|alkış|kahkaha|gülüşme|tawa|"
    // Russian, Ukrainian
    "музыка|музика|смех|сміх|аплодисменты|оплески|неразборчиво|вздох|кашель|"
    // Chinese, Japanese, Korean
    "音乐|音樂|笑声|笑聲|掌声|掌聲|鼓掌|音楽|拍手|笑い|笑い声|歓声|음악|웃음|박수|환호|"
    // Arabic, Hebrew, Hindi
    "موسيقى|ضحك|تصفيق|מוזיקה|צחוק|מחיאות|संगीत|हंसी|तालियां";

// Words that tell a sound when they stand alone in square brackets, and are words like any other elsewhere.
constexpr std::string_view square_sounds =
    "blank|audio|sound|foreign|static|silence|noise|noises|clap|claps|cheer|cheers|typing|clicking|ringing|"
    "rings|buzzing|whistles|hums|singing|sings|screaming|knocking|knocks|footsteps|chatter|whispering|chime|"
    "chimes|overlapping|breathing|pauses|gasp|sigh|cough|ruído|ruídos|barulho|vozes|conversas|voces|bruit|"
    "bruits|geräusch|geräusche|stille|husten|rauschen|rumore|rumori|stilte|tystnad|cisza|тишина|шум|無音|笑";

// Words that may stand beside them.
constexpr std::string_view beside =
    "the|a|and|in|of|with|from|by|loud|loudly|soft|softly|light|lightly|quiet|quietly|nervous|nervously|"
    "background|audience|crowd|both|all|everyone|everybody|group|voice|voices|speaker|speakers|people|"
    "playing|"
    "plays|continues|ends|starts|stops|fades|faint|faintly|upbeat|dramatic|gentle|intro|outro|theme|clears|"
    "phone|bell|keyboard|over|speaking|speech|language|talking|multiple|long|brief|short|no|na|de|da|do|e|ao|"
    "fundo|plateia|público|todos|todas|alta|baixa|y|en|el|la|del|fondo|et|dans|le|les|und|im|hintergrund|"
    "publikum|allgemeine|allgemeines|och|sobrepostas|tepuk|tangan|כפיים";

std::unordered_set<std::string> sound_words(std::string_view list) {
    std::unordered_set<std::string> words;
    for (const auto word : split(list, '|'))
        words.insert(language::fold(word, true));
    return words;
}

bool is_music_note(std::string_view text) {
    return text.starts_with("♪") || text.starts_with("♫") || text.starts_with("♬") || text.starts_with("♩");
}

std::size_t notes_in(std::string_view text) {
    if (text.find("♪"sv.front()) == std::string_view::npos) return 0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!is_music_note(text.substr(i))) continue;
        if (i < 3 || !is_music_note(text.substr(i - 3))) ++count;  // "♪♪" is one
        i += 2;
    }
    return count;
}

bool holds_letter(std::string_view folded) {
    return std::any_of(folded.begin(), folded.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    });
}

/// "[DOOR SLAMS]": shouted, and no abbreviation that somebody uses.
bool is_shouted_sound(std::string_view words) {
    return words.size() >= 6 && words.size() <= 40 &&
           std::any_of(words.begin(), words.end(), [](char c) { return c >= 'A' && c <= 'Z'; }) &&
           std::none_of(words.begin(), words.end(),
                        [](char c) { return (c >= 'a' && c <= 'z') || is_digit(c); });
}

/// Whether nothing of the text is a sound, and no space of it too much: so are most lines.
bool is_plain(std::string_view text) {
    static constexpr pacelane::detail::CharacterSet signs(" [(\xE2");
    for (std::size_t i = signs.first_in(text); i < text.size(); i = signs.first_in(text, i + 1)) {
        if (text[i] != ' ') return false;
        const char next = i + 1 < text.size() ? text[i + 1] : ' ';
        if (next == ' ' || next == '.' || next == ',') return false;
    }
    return true;
}

/// The text without sounds; `in_song` is whether a song goes on, before and after.
std::string spoken_part(std::string_view text, bool& in_song) {
    if (const auto words = trim(text); !in_song && is_plain(words)) return std::string{words};
    std::string out;
    bool after_note = false;
    for (std::size_t i = 0; i < text.size();) {
        if (is_music_note(text.substr(i))) {
            if (!after_note) in_song = !in_song;
            after_note = true;
            i += "♪"sv.size();
            continue;
        }
        const char c = text[i];
        after_note = false;
        if (c == '[' || c == '(') {
            const std::size_t close = text.substr(i, 80).find(c == '[' ? ']' : ')');
            // "[MAYA]: …" is a label.
            if (close != std::string_view::npos && is_sound(text.substr(i + 1, close - 1), c == '[') &&
                !text.substr(i + close + 1).starts_with(':')) {
                i += close + 1;
                continue;
            }
        }
        if (!in_song) out += c;
        ++i;
    }
    std::string tidy;
    const std::string_view spoken = trim(out);
    for (std::size_t i = 0; i < spoken.size(); ++i) {
        const char c = spoken[i];
        if (c == ' ' && !tidy.empty() && tidy.back() == ' ') continue;
        // The stop of a sentence, not that of ".txt".
        const bool stop = (c == '.' || c == ',') && (i + 1 == spoken.size() || spoken[i + 1] == ' ');
        if (stop && !tidy.empty() && tidy.back() == ' ') tidy.pop_back();
        tidy += c;
    }
    return tidy;
}

}  // namespace

bool is_sound(std::string_view words, bool square) {
    static const auto clear = sound_words(sounds_alone);
    static const auto vague = sound_words(square_sounds);
    static const auto neighbours = sound_words(beside);
    const std::string folded = language::fold(trim(words), true);
    if (folded.size() > 60) return false;
    // "[ __ ]" is a word that was bleeped out.
    if (!holds_letter(folded)) return folded.find_first_not_of(" _.-*") == std::string::npos;
    std::size_t count = 0;
    std::size_t sounding = 0;
    std::size_t perhaps = 0;
    std::size_t strange = 0;
    for (std::size_t begin = 0; begin < folded.size();) {
        const std::size_t end = std::min(folded.find_first_of(" ,./;-|", begin), folded.size());
        const std::string word = folded.substr(begin, end - begin);
        begin = end + 1;
        if (word.empty()) continue;
        ++count;
        if (clear.contains(word)) {
            ++sounding;
        } else if (square && vague.contains(word)) {
            ++perhaps;
        } else if (!neighbours.contains(word)) {
            ++strange;
        }
    }
    if (sounding > 0) return strange == 0 || (square && count <= 6);
    return (perhaps > 0 && strange == 0 && count <= 4) || (square && is_shouted_sound(trim(words)));
}

std::string without_sounds(std::string_view text) {
    bool in_song = false;
    return spoken_part(text, in_song);
}

void drop_sounds(Cue& cue) {
    bool in_song = false;
    for (std::size_t i = 0; i < cue.lines.size(); ++i) {
        auto& line = cue.lines[i];
        bool after = in_song;
        std::string kept = spoken_part(line.text, after);
        // A song goes on to the next line only if it ends there.
        const bool ends_below =
            after && std::any_of(cue.lines.begin() + static_cast<std::ptrdiff_t>(i) + 1, cue.lines.end(),
                                 [](const CueLine& below) { return notes_in(below.text) % 2 == 1; });
        in_song = ends_below;
        line.text = std::move(kept);
    }
    std::erase_if(cue.lines, [](const CueLine& line) { return line.text.empty() && line.speaker.empty(); });
}

}  // namespace pacelane::context::detail
