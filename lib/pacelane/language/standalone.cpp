// Which sentences are whole, and which of them can open a paragraph.
#include <algorithm>
#include <optional>
#include <pacelane/base/detail/memo.h>
#include <pacelane/base/text.h>
#include <pacelane/language/detail/verbs.h>
#include <pacelane/language/language_pack.h>
#include <string>
#include <vector>

namespace pacelane::language {

namespace {

/// What is asked of a sentence for each form that it may be told in.
struct Judgements {
    std::optional<bool> complete, experience, oneself, surely;
};

template <typename Make>
bool remembered(std::string_view sentence, Language language, std::optional<bool> Judgements::*which,
                Make&& make) {
    constexpr std::size_t kLongest = 400;  // bytes
    thread_local std::vector<pacelane::detail::Memo<Judgements, 2048, kLongest>> known(languages().size());
    return *known[language.index()].part(sentence, which, [&] { return std::optional<bool>(make()); });
}

/// Of the sentence that was asked for last: the questions about one come one after the other.
const std::vector<Token>& tokens_of(std::string_view text, Language language) {
    thread_local std::string last;
    thread_local Language last_language;
    thread_local std::vector<Token> tokens;
    if (tokens.empty() || last != text || last_language != language) {
        tokens.clear();
        last = text;
        last_language = language;
        tokens = tokenize(text, language);
    }
    return tokens;
}

bool is_subject(const Token& token, const LanguagePack& pack) {
    return !token.stopword || pack.subject_pronouns.contains(token.folded);
}

/// For each word, whether it is a finite verb there.
std::vector<bool> finite_verbs(const std::vector<Token>& tokens, Language language) {
    const auto& pack = language.pack();
    std::vector<bool> verbs(tokens.size());
    bool subject = false;  // any word before that is no function word, or a pronoun
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const auto& word = tokens[i].folded;
        // "a build", "the cut": nouns.
        const bool noun = i > 0 && pack.articles.contains(tokens[i - 1].folded);
        verbs[i] = !noun && is_finite_verb(word, language, subject);
        // "lists every feature": before an article, the word in -s is no plural.
        if (!noun && subject && i + 1 < tokens.size() && !pack.object_verb_endings.of(word, 3).empty() &&
            !word.ends_with("ss") &&
            (pack.articles.contains(tokens[i + 1].folded) ||
             pack.object_words.contains(tokens[i + 1].folded)))
            verbs[i] = true;
        subject = subject || is_subject(tokens[i], pack);
    }
    return verbs;
}

/// Whether a finite verb stands outside "before checkout may join", "que ninguém abre" and the like. Where a
/// clause ends without a comma is a guess: the first verb near its opening is taken for its own.
bool has_main_verb(std::string_view text, const std::vector<Token>& tokens, Language language) {
    const auto verbs = finite_verbs(tokens, language);
    if (std::find(verbs.begin(), verbs.end(), true) == verbs.end()) return false;
    // A request ("Delete what nobody reads.") and a question have their verb first, or its clause.
    if (text.ends_with('?')) return true;
    const auto& pack = language.pack();
    if (pack.commands_in_base_form && is_finite_verb(tokens.front().folded, language, true)) return true;
    const auto comma_before = [&](std::size_t i) {
        const auto gap = text.substr(tokens[i - 1].end, tokens[i].begin - tokens[i - 1].end);
        return gap.find_first_of(",;:(") != std::string_view::npos ||
               gap.find("—") != std::string_view::npos || gap.find("–") != std::string_view::npos;
    };
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (!pack.subordinators.contains(tokens[i].folded)) {
            if (verbs[i]) return true;
            continue;
        }
        const auto& word = tokens[i].folded;
        const bool set_off = i > 0 && comma_before(i);
        if (i == 0 || set_off) {
            // "Before the outage, we …" has its own comma; the clause goes up to it.
            if (i == 0 && pack.open_clauses.contains(word)) continue;
            std::size_t next = i + 1;
            while (next < tokens.size() && !comma_before(next))
                ++next;
            if (next < tokens.size()) {
                if (i == 0 && tokens.size() - next >= 3) return true;  // a main clause cannot but follow
                i = next - 1;
                continue;
            }
            if (set_off) return false;
        } else if (pack.prepositions_too.contains(word) ||
                   (pack.determiners_too.contains(word) && tokens[i - 1].stopword) ||
                   pack.comparisons.match_in(
                       i + 1, i - 1, [&](std::size_t k) -> std::string_view { return tokens[k].folded; })) {
            continue;  // "before" a noun, "that" of "about that day", "se" of "se paga"
        }
        int content = 0;
        for (std::size_t k = i + 1; k < tokens.size() && content < 2; ++k) {
            if (verbs[k]) {
                // "may have been": one verb.
                while (k + 1 < tokens.size() && verbs[k + 1])
                    ++k;
                i = k;
                break;
            }
            if (!tokens[k].stopword) ++content;
        }
    }
    return false;
}

bool is_past(std::string_view word, const LanguagePack& pack) {
    constexpr std::size_t kStem = 3;  // bytes
    return pack.past_verbs.contains(word) ||
           (!pack.past_endings.of(word, kStem).empty() && pack.present_endings.of(word).empty());
}

/// "Removed the checklist.", "Talked to five users.": noted down without who did it. "Automated tests catch
/// it." is not. "73 quarantined in six weeks." does not say of what.
bool is_telegraphic(const std::vector<Token>& tokens, std::string_view text, Language language) {
    if (tokens.size() < 2 || text.ends_with('?')) return false;
    const auto& pack = language.pack();
    if (tokens[0].number)
        return is_past(tokens[1].folded, pack) &&
               (tokens.size() == 2 || tokens[2].stopword || tokens[2].number);
    if (!pack.subject_needed || !is_past(tokens[0].folded, pack)) return false;
    if (!tokens[1].stopword && !tokens[1].number) return false;
    // "Based on that, we …": the main clause comes after a comma.
    for (std::size_t i = 2; i < tokens.size(); ++i)
        if (text.substr(tokens[i - 1].end, tokens[i].begin - tokens[i - 1].end).starts_with(',') &&
            pack.clause_subjects.contains(tokens[i].folded))
            return false;
    return true;
}

bool starts_whole(std::string_view text) {
    static constexpr std::string_view kOpeners[] = {"\"", "'", "“", "‘", "«", "(", "¿", "¡"};
    bool stripped = true;
    while (stripped) {
        stripped = false;
        for (const auto opener : kOpeners)
            if (text.starts_with(opener)) {
                text.remove_prefix(opener.size());
                stripped = true;
            }
    }
    if (text.empty()) return false;
    const auto first = static_cast<unsigned char>(text.front());
    if (first < 0x80) return (first >= 'A' && first <= 'Z') || (first >= '0' && first <= '9');
    // Beyond ASCII: upper case when folding changes it.
    std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    const auto letter = text.substr(0, std::min(length, text.size()));
    return fold(letter) != letter;
}

bool ends_whole(std::string_view text) {
    static constexpr std::string_view kClosers[] = {"\"", "'", "”", "’", "»", ")", "]"};
    bool stripped = true;
    while (stripped) {
        stripped = false;
        for (const auto closer : kClosers)
            if (text.ends_with(closer)) {
                text.remove_suffix(closer.size());
                stripped = true;
            }
    }
    if (text.ends_with("..") || text.ends_with("…")) return false;
    return text.ends_with('.') || text.ends_with('!') || text.ends_with('?');
}

/// At which words the writer speaks of themselves; not at the I of "i.e." and of "Type I".
std::vector<bool> own_voices(const Words& words, const LanguagePack& pack) {
    std::vector<bool> own(words.size());
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (const auto other = pack.no_own_voice.at(words, i); other > 0)
            i += other - 1;
        else
            own[i] = pack.own_voice.at(words, i) > 0;
    }
    return own;
}

/// "Construímos", "llegamos": the ending says who.
bool ending_says_we(const Word& word, const LanguagePack& pack) {
    constexpr std::size_t kVerbStem = 2;  // bytes
    return !pack.first_person_endings.of(word.key, kVerbStem).empty() &&
           !pack.no_first_persons.contains(word.key);
}

/// "Liguei", "probé", which without its accent asks somebody to try.
bool has_own_verb(std::string_view text, Language language) {
    constexpr std::size_t kStem = 2;  // bytes
    const auto& pack = language.pack();
    if (pack.own_verbs.empty() && pack.own_verb_endings.empty()) return false;
    const auto tokens = tokenize(text, language);
    return std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) {
        const auto& word = token.folded;
        if (pack.own_verbs.contains(word)) return true;
        if (pack.own_verb_endings.of(word, kStem).empty() || pack.no_own_verbs.contains(word)) return false;
        // "Andrei" is a name, "ligarei" is yet to come.
        const auto written = text.substr(token.begin, token.end - token.begin);
        const bool name =
            token.begin > tokens.front().begin && written.front() >= 'A' && written.front() <= 'Z';
        return !name && pack.no_own_verb_endings.of(word).empty();
    });
}

/// "We have since moved."
bool we_did(const Words& words, const LanguagePack& pack) {
    constexpr std::size_t kNear = 3;
    for (std::size_t i = 0; i < words.size(); ++i)
        if (pack.first_persons.at(words, i) > 0)
            for (auto k = i + 1; k < std::min(words.size(), i + 1 + kNear); ++k)
                if (is_past(words[k].key, pack)) return true;
    return false;
}

/// What is quoted is said by somebody else, or an example.
std::string without_quoted(std::string_view text) {
    std::string out(text);
    for (const auto& [open, close] :
         {std::pair<std::string_view, std::string_view>{"\"", "\""}, {"“", "”"}, {"«", "»"}}) {
        for (auto at = out.find(open); at != std::string::npos; at = out.find(open, at + 1)) {
            const auto end = out.find(close, at + open.size());
            if (end == std::string::npos) break;
            out.replace(at, end + close.size() - at, ",");
        }
    }
    return out;
}

bool told_of_experience(std::string_view sentence, Language language) {
    const auto& pack = language.pack();
    const auto words = words_of(sentence);
    const auto own = own_voices(words, pack);
    if (std::find(own.begin(), own.end(), true) != own.end() || has_own_verb(sentence, language)) return true;
    return std::any_of(words.begin(), words.end(),
                       [&](const Word& word) { return ending_says_we(word, pack); }) ||
           we_did(words, pack);
}

bool told_of_oneself(std::string_view sentence, Language language) {
    const auto& pack = language.pack();
    if (trim(sentence).ends_with('?')) return false;
    constexpr std::size_t kNear = 2;  // "I just can", "I will"
    const auto own = without_quoted(sentence);
    if (has_own_verb(own, language)) return true;
    const auto words = words_of(own);
    const auto voices = own_voices(words, pack);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool we = ending_says_we(words[i], pack) && pack.plural_leads.at(words, i) == 0;
        if (!we && (!voices[i] || pack.plural_leads.at(words, i) > 0)) continue;
        if (i > 0 && pack.asking_words.at(words, i - 1) > 0) continue;
        bool planned = false;
        for (auto k = i; k < std::min(words.size(), i + 1 + kNear); ++k)
            planned = planned || pack.plan_words.at(words, k) > 0;
        if (!planned) return true;
    }
    return we_did(words, pack);
}

bool surely_told_of_oneself(std::string_view sentence, Language language) {
    const auto& pack = language.pack();
    constexpr std::size_t kVerbStem = 3;  // bytes
    const auto own = without_quoted(sentence);
    if (has_own_verb(own, language)) return true;
    const auto words = words_of(own);
    const auto voices = own_voices(words, pack);
    bool we = false, happened = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (voices[i] && pack.plural_leads.at(words, i) == 0) return true;
        we = we || ending_says_we(words[i], pack);
        happened = happened || pack.happened_verbs.contains(words[i].key) ||
                   !pack.happened_endings.of(words[i].key, kVerbStem).empty();
    }
    return we && happened;
}

}  // namespace

bool is_complete(std::string_view sentence, Language language) {
    const auto text = trim(sentence);
    if (!starts_whole(text) || !ends_whole(text) || text.find(kGap) != std::string_view::npos) return false;
    return remembered(text, language, &Judgements::complete, [&] {
        const auto& tokens = tokens_of(text, language);
        if (tokens.size() < 4 || language.pack().pointers.contains(tokens.front().folded)) return false;
        return has_main_verb(text, tokens, language);
    });
}

bool stands_alone(std::string_view sentence, Language language) {
    const auto text = trim(sentence);
    if (!is_complete(text, language) || text.starts_with('(')) return false;
    const auto& tokens = tokens_of(text, language);
    if (is_telegraphic(tokens, text, language)) return false;
    const auto& pack = language.pack();
    // "Definitely seems right."
    const std::size_t first = pack.subject_needed && tokens.front().folded.ends_with("ly") ? 1 : 0;
    return !pack.references.contains(tokens.front().folded) &&
           !pack.reference_openings.match_in(
               tokens.size(), first, [&](std::size_t i) -> std::string_view { return tokens[i].folded; });
}

bool tells_experience(std::string_view sentence, Language language) {
    return remembered(sentence, language, &Judgements::experience,
                      [&] { return told_of_experience(sentence, language); });
}

bool tells_of_oneself(std::string_view sentence, Language language) {
    return remembered(sentence, language, &Judgements::oneself,
                      [&] { return told_of_oneself(sentence, language); });
}

bool surely_tells_of_oneself(std::string_view sentence, Language language) {
    if (language.pack().subject_needed) return tells_of_oneself(sentence, language);
    return remembered(sentence, language, &Judgements::surely,
                      [&] { return surely_told_of_oneself(sentence, language); });
}

}  // namespace pacelane::language
