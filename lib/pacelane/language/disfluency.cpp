// From speech as it was spoken to speech as one would print it.
#include <algorithm>
#include <pacelane/base/detail/memo.h>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <pacelane/language/words.h>
#include <string>
#include <vector>

namespace pacelane::language {

namespace {

/// A word with the punctuation around it.
struct Piece {
    std::string_view text;   ///< as it stands
    std::string word;        ///< folded, without punctuation
    std::string after;       ///< closing punctuation
    std::size_t stop = 0;    ///< where the closing punctuation of `text` begins
    std::uint32_t hash = 0;  ///< hash_of(word)
};

bool is_letter_byte(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= 'a' && byte <= 'z');
}

// Multi-byte punctuation that would pass for letters by its bytes.
constexpr std::string_view kWidePunctuation[] = {"¿", "¡", "…", "—", "–", "“", "”", "«", "»", "‘"};

bool is_wide(char c) {
    return static_cast<unsigned char>(c) >= 0x80;
}

bool take_wide_front(std::string_view& word) {
    for (const auto mark : kWidePunctuation)
        if (word.starts_with(mark)) {
            word.remove_prefix(mark.size());
            return true;
        }
    return false;
}

bool take_wide_back(std::string_view& word) {
    for (const auto mark : kWidePunctuation)
        if (word.ends_with(mark)) {
            word.remove_suffix(mark.size());
            return true;
        }
    return false;
}

/// The word in lower case with straight apostrophes, and its hash.
void set_word(Piece& piece, std::string_view word) {
    piece.word.resize(word.size());
    WordHash hash;
    bool wide = false;
    auto* out = piece.word.data();
    for (const char c : word) {
        const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        wide = wide || is_wide(c);
        hash.add(lower);
        *out++ = lower;
    }
    piece.hash = hash.value();
    if (!wide) return;
    piece.word = straight_apostrophes(fold(word));
    piece.hash = hash_of(piece.word);
}

Piece piece_of(std::string_view text) {
    Piece piece;
    piece.text = text;
    auto word = text;
    while (!word.empty()) {
        if (is_wide(word.front()) && take_wide_front(word)) continue;
        if (is_letter_byte(word.front())) break;
        word.remove_prefix(1);
    }
    while (!word.empty()) {
        if (is_wide(word.back()) && take_wide_back(word)) continue;
        if (is_letter_byte(word.back())) break;
        word.remove_suffix(1);
    }
    // Nothing but punctuation opens, and closes nothing.
    piece.stop =
        word.empty() ? text.size() : static_cast<std::size_t>(word.data() - text.data()) + word.size();
    piece.after = text.substr(piece.stop);
    set_word(piece, word);
    return piece;
}

/// "i-it's", "t-the": a word of grammar that was begun twice, without its first start. "T-test" is a word.
std::string_view without_false_start(std::string_view text) {
    constexpr std::size_t kStart = 2;  // bytes, with the dash
    if (text.size() < 2 * kStart || text[1] != '-') return text;
    const auto rest = text.substr(kStart);
    const auto first = fold(text.substr(0, 1)), second = fold(rest.substr(0, 1));
    const auto word = straight_apostrophes(fold(rest.substr(0, rest.find_last_not_of(",.;:?!") + 1)));
    return first == second && any_language().stop_words.contains(word) ? rest : text;
}

std::vector<Piece> pieces_of(std::string_view sentence) {
    std::vector<Piece> pieces;
    constexpr std::size_t kShortWord = 5;  // with the space behind it
    pieces.reserve(sentence.size() / kShortWord + 1);
    const auto is_space = [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; };
    for (std::size_t i = 0; i < sentence.size();) {
        const auto begin = i;
        while (i < sentence.size() && !is_space(sentence[i]))
            ++i;
        if (i > begin) pieces.push_back(piece_of(without_false_start(sentence.substr(begin, i - begin))));
        ++i;
    }
    return pieces;
}

bool sets_off(const Piece& piece) {
    return piece.after.find_first_of(",.;:?!-") != std::string::npos ||
           piece.after.find("…") != std::string::npos || piece.after.find("—") != std::string::npos ||
           piece.after.find("–") != std::string::npos || piece.word.empty();
}

bool ends_sentence(std::string_view punctuation) {
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

bool is_dash(const Piece& piece) {
    return piece.text == "-" || piece.text == "--" || piece.text == "–" || piece.text == "—";
}

/// "you have -- you have to ask", "the client – the customer": what is said again behind the dash goes.
void drop_restarts(std::vector<Piece>& pieces) {
    constexpr std::size_t kFarthest = 6, kLongest = 3;  // words
    for (std::size_t dash = 1; dash + 1 < pieces.size(); ++dash) {
        if (!is_dash(pieces[dash])) continue;
        for (std::size_t length = std::min(kLongest, pieces.size() - dash - 1); length >= 1; --length) {
            // One short word is said twice by chance: "the line – the other line".
            if (length == 1 && pieces[dash + 1].word.size() < 2) break;
            std::size_t found = 0;
            const auto farthest = length == 1 ? std::size_t{2} : kFarthest;
            for (std::size_t back = length; back <= std::min(farthest, dash) && found == 0; ++back) {
                bool same = true;
                for (std::size_t k = 0; k < length && same; ++k) {
                    const auto& before = pieces[dash - back + k];
                    same = !before.word.empty() && before.word == pieces[dash + 1 + k].word &&
                           before.after.empty();
                }
                if (same) found = back;
            }
            if (found == 0) continue;
            const auto from = dash - found;
            pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(from),
                         pieces.begin() + static_cast<std::ptrdiff_t>(dash) + 1);
            dash = from;
            break;
        }
    }
}

/// "it's kind of hard", but "a kind of test".
void drop_filler_phrases(std::vector<Piece>& pieces, Language language) {
    const auto& pack = language.pack();
    for (std::size_t i = 1; i < pieces.size(); ++i) {
        const auto& before = pieces[i - 1];
        const auto found = pack.filler_phrases.match_in(
            pieces.size(), i, [&](std::size_t k) -> std::string_view { return pieces[k].word; },
            pieces[i].hash);
        if (!found || i + found->count >= pieces.size() || pack.filler_holders.contains(before.word) ||
            !is_stopword(before.word, language))
            continue;
        const auto end = i + found->count;
        const bool clean = std::all_of(pieces.begin() + static_cast<std::ptrdiff_t>(i),
                                       pieces.begin() + static_cast<std::ptrdiff_t>(end),
                                       [](const Piece& piece) { return piece.after.empty(); });
        if (clean) drop(pieces, i, end);
    }
}

/// "the tests and things, …", "it sleeps or something."
void drop_tails(std::vector<Piece>& pieces, Language language) {
    const auto& tails = language.pack().tail_fillers;
    for (std::size_t i = 2; i < pieces.size(); ++i) {
        const auto found = tails.match_in(
            pieces.size(), i, [&](std::size_t k) -> std::string_view { return pieces[k].word; },
            pieces[i].hash);
        if (!found) continue;
        const auto end = i + found->count;
        const bool inside_clean = std::all_of(pieces.begin() + static_cast<std::ptrdiff_t>(i),
                                              pieces.begin() + static_cast<std::ptrdiff_t>(end) - 1,
                                              [](const Piece& piece) { return piece.after.empty(); });
        auto& last = pieces[i - 1];
        const auto& mark = pieces[end - 1].after;
        if (!inside_clean || mark.empty() ||
            std::string_view(",.;").find(mark.front()) == std::string_view::npos ||
            !(last.after.empty() || last.after == ","))
            continue;
        last.after = mark;
        pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(i),
                     pieces.begin() + static_cast<std::ptrdiff_t>(end));
    }
}

void drop_noise(std::vector<Piece>& pieces, Language language) {
    const auto& pack = language.pack();
    for (std::size_t i = 0; i < pieces.size();) {
        const bool pause = pack.drawn_fillers.contains(pieces[i].word, pieces[i].hash) &&
                           (pieces[i].after.starts_with("…") || pieces[i].after.starts_with("..."));
        // At the end it says that the sentence broke off.
        const bool behind = i > 0;
        if (pack.fillers.contains(pieces[i].word, pieces[i].hash) || pause ||
            (pieces[i].word.empty() && pieces[i].text.find_first_of("\"()") == std::string::npos &&
             !ends_sentence(pieces[i].text) && !(behind && is_dash(pieces[i]))))
            drop(pieces, i, i + 1);
        else
            ++i;
    }
}

// How many words the longest aside that starts at `at` has; 0 when none does.
std::size_t aside_at(const std::vector<Piece>& pieces, std::size_t at, const SpelledPhrases& asides) {
    // Up to the first punctuation: beyond it are words that merely meet.
    std::size_t end = at;
    while (end < pieces.size() && (end == at || pieces[end - 1].after.empty()))
        ++end;
    const auto found = asides.match_in(
        end, at, [&](std::size_t i) -> std::string_view { return pieces[i].word; }, pieces[at].hash);
    return found ? found->count : 0;
}

void drop_asides(std::vector<Piece>& pieces, Language language) {
    for (std::size_t i = 0; i < pieces.size();) {
        const bool opened = i == 0 || sets_off(pieces[i - 1]);
        const auto count = opened ? aside_at(pieces, i, language.pack().asides) : 0;
        const bool set_off = count > 0 && sets_off(pieces[i + count - 1]);
        // What is all there is stays, and so does a full stop between two sentences.
        if (!set_off || (i == 0 && count == pieces.size()) ||
            (ends_sentence(pieces[i + count - 1].after) && i + count < pieces.size())) {
            ++i;
            continue;
        }
        drop(pieces, i, i + count);
        i = 0;
    }
}

void drop_lead(std::vector<Piece>& pieces, Language language) {
    const auto& pack = language.pack();
    const auto& lead = pack.lead_words;
    while (pieces.size() > 1 && lead.contains(pieces.front().word)) {
        const auto& first = pieces.front();
        const bool comma = sets_off(first) && first.after.find('?') == std::string::npos;
        const bool bare = pack.bare_leads.contains(first.word) && first.after.empty() &&
                          !pack.bare_lead_companions.contains(pieces[1].word);
        // "Okay so …", "Yeah so …": the next word is one of the kind itself, set off or a bare "so".
        const bool chained = first.after.empty() && lead.contains(pieces[1].word) &&
                             !pack.unchained_leads.contains(first.word) &&
                             (sets_off(pieces[1]) || pack.bare_leads.contains(pieces[1].word));
        if (!comma && !bare && !chained) return;
        pieces.erase(pieces.begin());
    }
}

void drop_repeats(std::vector<Piece>& pieces, Language language) {
    constexpr std::size_t kLongestRepeat = 3;
    for (std::size_t length = kLongestRepeat; length >= 1; --length) {
        for (std::size_t i = 0; i + 2 * length <= pieces.size();) {
            bool same = true;
            for (std::size_t k = 0; k < length && same; ++k) {
                const auto& first = pieces[i + k];
                same = !first.word.empty() && first.word == pieces[i + length + k].word &&
                       !ends_sentence(first.after) && first.after.find_first_of(";:)\"") == std::string::npos;
            }
            if (same && !(length == 1 && (language.pack().doubled_words.contains(pieces[i].word) ||
                                          pieces[i].word[0] < 'A')))
                pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(i),
                             pieces.begin() + static_cast<std::ptrdiff_t>(i + length));
            else
                ++i;
        }
    }
}

/// Whether one of the marks of a clause stands behind another one or a space.
bool may_need_mending(std::string_view text) {
    const auto is_mark = [](char c) { return c == ',' || c == '.' || c == '?' || c == '!'; };
    for (std::size_t i = 1; i < text.size(); ++i)
        if (is_mark(text[i]) &&
            (text[i - 1] == ' ' || text[i - 1] == ',' || text[i - 1] == '.' || is_wide(text[i - 1])))
            return true;
    return false;
}

std::string joined(const std::vector<Piece>& pieces) {
    std::string text;
    for (const auto& piece : pieces) {
        if (!text.empty()) text += ' ';
        if (piece.text == "-") {
            text += "–";
            continue;
        }
        // `after` may have changed since the piece was read.
        text += piece.text.substr(0, piece.stop);
        text += piece.after;
    }
    if (!may_need_mending(text)) return text;
    // What removal leaves behind: ", ." and the like.
    static constexpr std::pair<std::string_view, std::string_view> kMends[] = {
        {" ,", ","}, {" .", "."}, {" ?", "?"}, {" !", "!"},   {",,", ","},
        {",.", "."}, {",?", "?"}, {"—.", "."}, {"...?", "?"}, {"..?", "?"}};
    for (const auto& [wrong, right] : kMends)
        for (auto at = text.find(wrong); at != std::string::npos; at = text.find(wrong, at))
            text.replace(at, wrong.size(), right);
    return text;
}

}  // namespace

namespace {

std::string without_disfluencies(std::string_view sentence, Language language) {
    auto pieces = pieces_of(sentence);
    // Far longer than anything spoken in one breath: no sentence, and not worth quadratic time.
    constexpr std::size_t kLongest = 2000;
    if (pieces.size() > kLongest) return std::string(trim(sentence));
    drop_noise(pieces, language);
    drop_lead(pieces, language);
    drop_asides(pieces, language);
    drop_filler_phrases(pieces, language);
    drop_tails(pieces, language);
    drop_restarts(pieces);
    drop_repeats(pieces, language);
    drop_lead(pieces, language);
    const bool says_something = std::any_of(pieces.begin(), pieces.end(), [&](const Piece& p) {
        return !p.word.empty() && !language.pack().empty_words.contains(p.word);
    });
    if (!says_something) return {};
    auto text = joined(pieces);
    const auto start = text.find_first_not_of(" ,;.-");
    if (start == std::string::npos) return {};
    text.erase(0, start);
    return capitalize(text);
}

}  // namespace

std::string remove_disfluencies(std::string_view sentence, Language language) {
    // A talk is read once for what may be told of it and once for what it is about.
    constexpr std::size_t kSentences = 4096, kLongest = 400;  // bytes
    thread_local std::vector<pacelane::detail::Memo<std::string, kSentences, kLongest>> known(
        languages().size());
    return known[language.index()].of(sentence, [&] { return without_disfluencies(sentence, language); });
}

}  // namespace pacelane::language
