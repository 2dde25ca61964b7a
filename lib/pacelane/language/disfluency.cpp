// From speech as it was spoken to speech as one would print it.
#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/language.h>
#include <string>
#include <unordered_set>
#include <vector>

namespace pacelane::language {

namespace {

using WordTable = std::unordered_set<std::string_view>;

/// A word with the punctuation around it.
struct Piece {
    std::string text;    ///< as it stands
    std::string word;    ///< folded, without punctuation
    std::string before;  ///< opening punctuation
    std::string after;   ///< closing punctuation
};

// Noises, in any place.
const WordTable& english_noise() {
    static const WordTable all = {"um",  "umm", "uh", "uhh", "uhm", "erm", "er",
                                  "hmm", "hm",  "mm", "mhm", "ehm", "huh", "uh-huh"};
    return all;
}
const WordTable& portuguese_noise() {
    static const WordTable all = {"ahn", "hã", "hum",  "hmm",  "ãh",   "ãhn", "éh",
                                  "ahm", "hm", "humm", "uhum", "aham", "ééé", "éé"};
    return all;
}

using Phrase = std::vector<std::string_view>;
// Fillers where commas (or the sentence's ends) set them off.
const std::vector<Phrase>& english_asides() {
    static const std::vector<Phrase> all = {{"you", "know", "what", "i", "mean"},
                                            {"you", "know"},
                                            {"i", "mean"},
                                            {"like"},
                                            {"sort", "of"},
                                            {"kind", "of"},
                                            {"i", "guess"},
                                            {"basically"},
                                            {"actually"},
                                            {"honestly"},
                                            {"right"},
                                            {"yeah"},
                                            {"okay"},
                                            {"ok"},
                                            {"well"},
                                            {"anyway"}};
    return all;
}
const std::vector<Phrase>& portuguese_asides() {
    static const std::vector<Phrase> all = {{"né"},
                                            {"tipo"},
                                            {"tipo", "assim"},
                                            {"assim"},
                                            {"sabe"},
                                            {"entende"},
                                            {"entendeu"},
                                            {"tá"},
                                            {"viu"},
                                            {"sei", "lá"},
                                            {"digamos", "assim"},
                                            {"vamos", "dizer"},
                                            {"quer", "dizer"},
                                            {"é"},
                                            {"bom"},
                                            {"olha"},
                                            {"então"}};
    return all;
}
// WordTable with which a speaker starts while still thinking.
const WordTable& english_lead() {
    static const WordTable all = {"so", "well", "okay",   "ok", "yeah", "yes",  "yep",    "right", "alright",
                                  "oh", "ah",   "anyway", "no", "sure", "look", "listen", "and",   "but"};
    return all;
}
const WordTable& portuguese_lead() {
    static const WordTable all = {"então", "bom",   "olha", "tá",  "ah",    "ok",     "okay",
                                  "é",     "assim", "tipo", "sim", "certo", "beleza", "gente",
                                  "pois",  "não",   "e",    "mas", "aí",    "bem",    "ó"};
    return all;
}
// WordTable that change the meaning of a leading "so" without a comma.
const WordTable& after_so() {
    static const WordTable all = {"far",  "much", "many", "long", "little", "few", "that",
                                  "what", "is",   "are",  "do",   "does",   "did"};
    return all;
}
// Doubled on purpose.
const WordTable& doubled() {
    static const WordTable all = {"had", "very", "really", "muito", "muita",
                                  "bye", "ha",   "mais",   "long",  "far"};
    return all;
}
// WordTable that say nothing by themselves.
const WordTable& empty() {
    static const WordTable all = {"yeah", "yes",   "yep", "okay", "ok",  "right",  "so",    "well",
                                  "sure", "oh",    "ah",  "no",   "mm",  "anyway", "cool",  "sim",
                                  "tá",   "então", "bom", "é",    "né",  "beleza", "certo", "aham",
                                  "uhum", "ok",    "e",   "and",  "but", "mas"};
    return all;
}

bool is_letter_byte(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= 'a' && byte <= 'z');
}

// Multi-byte punctuation that would pass for letters by its bytes.
constexpr std::string_view kWidePunctuation[] = {"…", "—", "–", "“", "”", "«", "»", "‘"};

bool take_wide_front(std::string& word, std::string& taken) {
    for (const auto mark : kWidePunctuation)
        if (word.starts_with(mark)) {
            taken += mark;
            word.erase(0, mark.size());
            return true;
        }
    return false;
}

bool take_wide_back(std::string& word, std::string& taken) {
    for (const auto mark : kWidePunctuation)
        if (word.ends_with(mark)) {
            taken.insert(0, mark);
            word.erase(word.size() - mark.size());
            return true;
        }
    return false;
}

Piece piece_of(std::string_view text) {
    Piece piece;
    piece.text = std::string(text);
    std::string word = piece.text;
    while (!word.empty()) {
        if (take_wide_front(word, piece.before)) continue;
        if (is_letter_byte(word.front())) break;
        piece.before += word.front();
        word.erase(0, 1);
    }
    while (!word.empty()) {
        if (take_wide_back(word, piece.after)) continue;
        if (is_letter_byte(word.back())) break;
        piece.after.insert(0, 1, word.back());
        word.pop_back();
    }
    piece.word = fold(word);
    return piece;
}

std::vector<Piece> pieces_of(std::string_view sentence) {
    std::vector<Piece> pieces;
    std::string current;
    const auto flush = [&] {
        if (!current.empty()) pieces.push_back(piece_of(current));
        current.clear();
    };
    for (const char c : sentence) {
        if (c == ' ' || c == '\n' || c == '\t' || c == '\r')
            flush();
        else
            current += c;
    }
    flush();
    return pieces;
}

bool sets_off(const Piece& piece) {
    return piece.after.find_first_of(",.;:?!-") != std::string::npos ||
           piece.after.find("…") != std::string::npos || piece.after.find("—") != std::string::npos ||
           piece.after.find("–") != std::string::npos || piece.word.empty();
}

bool ends_sentence(const std::string& punctuation) {
    return punctuation.find_first_of(".?!") != std::string::npos ||
           punctuation.find("…") != std::string::npos;
}

// Removes pieces [from, to); the end of the sentence, if it was among them, moves to the piece before.
void drop(std::vector<Piece>& pieces, std::size_t from, std::size_t to) {
    const auto end = pieces[to - 1].after;
    if (from > 0 && ends_sentence(end) && to == pieces.size()) {
        auto& last = pieces[from - 1];
        // "…, right?" was no question: what stays is the statement before it.
        const auto comma = last.after.find(',');
        if (comma != std::string::npos) last.after.erase(comma, 1);
        if (!ends_sentence(last.after)) last.after += ".";
    }
    pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(from),
                 pieces.begin() + static_cast<std::ptrdiff_t>(to));
}

void drop_noise(std::vector<Piece>& pieces, Language language) {
    const auto& noise = language == Language::english ? english_noise() : portuguese_noise();
    for (std::size_t i = 0; i < pieces.size();) {
        const bool pause = language == Language::portuguese && pieces[i].word == "é" &&
                           (pieces[i].after.starts_with("…") || pieces[i].after.starts_with("..."));
        if (noise.contains(pieces[i].word) || pause ||
            (pieces[i].word.empty() && pieces[i].text.find_first_of("\"()") == std::string::npos &&
             !ends_sentence(pieces[i].text)))
            drop(pieces, i, i + 1);
        else
            ++i;
    }
}

bool matches(const std::vector<Piece>& pieces, std::size_t at, const Phrase& phrase) {
    if (at + phrase.size() > pieces.size()) return false;
    for (std::size_t i = 0; i < phrase.size(); ++i) {
        if (pieces[at + i].word != phrase[i]) return false;
        // Punctuation inside the phrase: two words that merely meet.
        if (i + 1 < phrase.size() && !pieces[at + i].after.empty()) return false;
    }
    return true;
}

void drop_asides(std::vector<Piece>& pieces, Language language) {
    const auto& asides = language == Language::english ? english_asides() : portuguese_asides();
    bool changed = true;
    while (changed) {
        changed = false;
        for (std::size_t i = 0; i < pieces.size() && !changed; ++i) {
            const bool opened = i == 0 || sets_off(pieces[i - 1]);
            if (!opened) continue;
            for (const auto& phrase : asides) {
                if (!matches(pieces, i, phrase) || !sets_off(pieces[i + phrase.size() - 1])) continue;
                if (i == 0 && phrase.size() == pieces.size()) continue;
                // A full stop between two sentences stays where it is.
                if (ends_sentence(pieces[i + phrase.size() - 1].after) && i + phrase.size() < pieces.size())
                    continue;
                drop(pieces, i, i + phrase.size());
                changed = true;
                break;
            }
        }
    }
}

void drop_lead(std::vector<Piece>& pieces, Language language) {
    const bool english = language == Language::english;
    const auto& lead = english ? english_lead() : portuguese_lead();
    while (pieces.size() > 1 && lead.contains(pieces.front().word)) {
        const auto& first = pieces.front();
        const bool comma = sets_off(first) && first.after.find('?') == std::string::npos;
        const bool bare_so =
            english && first.word == "so" && first.after.empty() && !after_so().contains(pieces[1].word);
        // "Okay so …", "Yeah so …": the next word is one of the kind itself, set off or a bare "so".
        const bool chained = first.after.empty() && lead.contains(pieces[1].word) && first.word != "no" &&
                             first.word != "não" && first.word != "and" && first.word != "e" &&
                             first.word != "é" && (sets_off(pieces[1]) || pieces[1].word == "so");
        if (!comma && !bare_so && !chained) return;
        pieces.erase(pieces.begin());
    }
}

void drop_repeats(std::vector<Piece>& pieces) {
    constexpr std::size_t kLongestRepeat = 3;
    for (std::size_t length = kLongestRepeat; length >= 1; --length) {
        for (std::size_t i = 0; i + 2 * length <= pieces.size();) {
            bool same = true;
            for (std::size_t k = 0; k < length && same; ++k) {
                const auto& first = pieces[i + k];
                same = !first.word.empty() && first.word == pieces[i + length + k].word &&
                       !ends_sentence(first.after) && first.after.find_first_of(";:)\"") == std::string::npos;
            }
            if (same && !(length == 1 && (doubled().contains(pieces[i].word) || pieces[i].word[0] < 'A')))
                pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(i),
                             pieces.begin() + static_cast<std::ptrdiff_t>(i + length));
            else
                ++i;
        }
    }
}

std::string joined(const std::vector<Piece>& pieces) {
    std::string text;
    for (const auto& piece : pieces) {
        if (!text.empty()) text += ' ';
        // `after` may have changed since the piece was read.
        text += piece.text.substr(0, piece.text.size() - piece_of(piece.text).after.size()) + piece.after;
    }
    // What removal leaves behind: ", ." and the like.
    static constexpr std::pair<std::string_view, std::string_view> kMends[] = {
        {" ,", ","}, {" .", "."}, {" ?", "?"}, {" !", "!"}, {",,", ","},
        {",.", "."}, {",?", "?"}, {"—.", "."}, {"..?", "?"}};
    for (const auto& [wrong, right] : kMends)
        for (auto at = text.find(wrong); at != std::string::npos; at = text.find(wrong, at))
            text.replace(at, wrong.size(), right);
    return text;
}

}  // namespace

std::string remove_disfluencies(std::string_view sentence, Language language) {
    auto pieces = pieces_of(sentence);
    // Far longer than anything spoken in one breath: no sentence, and not worth quadratic time.
    constexpr std::size_t kLongest = 2000;
    if (pieces.size() > kLongest) return std::string(trim(sentence));
    drop_noise(pieces, language);
    drop_lead(pieces, language);
    drop_asides(pieces, language);
    drop_repeats(pieces);
    drop_lead(pieces, language);
    const bool says_something = std::any_of(pieces.begin(), pieces.end(), [](const Piece& p) {
        return !p.word.empty() && !empty().contains(p.word);
    });
    if (!says_something) return {};
    auto text = joined(pieces);
    const auto start = text.find_first_not_of(" ,;.-");
    if (start == std::string::npos) return {};
    text.erase(0, start);
    return capitalize(text);
}

}  // namespace pacelane::language
