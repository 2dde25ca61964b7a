// Keys, passwords, addresses and numbers of persons, by their form.
#include <algorithm>
#include <array>
#include <cctype>
#include <pacelane/base/text.h>
#include <pacelane/language/detail/secrets.h>
#include <pacelane/language/language_pack.h>

namespace pacelane::language {

namespace {

using namespace std::string_view_literals;

bool is_alpha(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

std::size_t digits_in(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_digit));
}

bool separates(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

constexpr auto kAround = [] {
    std::array<bool, 256> table{};
    for (const char c : "\"'`()[]{}<>,;:!?.*"sv)
        table[static_cast<unsigned char>(c)] = true;
    return table;
}();

// The text's pieces between white space, without punctuation around them.
template <typename Function>
bool any_piece(std::string_view text, Function&& function) {
    for (std::size_t i = 0; i < text.size();) {
        while (i < text.size() && separates(text[i]))
            ++i;
        const auto begin = i;
        while (i < text.size() && !separates(text[i]))
            ++i;
        auto piece = text.substr(begin, i - begin);
        while (!piece.empty() && kAround[static_cast<unsigned char>(piece.front())])
            piece.remove_prefix(1);
        while (!piece.empty() && kAround[static_cast<unsigned char>(piece.back())])
            piece.remove_suffix(1);
        if (!piece.empty() && function(piece)) return true;
    }
    return false;
}

// "ana@example.org"; no "git@host:path", "package@4.2".
bool is_mail(std::string_view piece) {
    const auto at = piece.find('@');
    if (at == std::string_view::npos || at == 0 || piece.substr(0, at) == "git") return false;
    const auto host = piece.substr(at + 1);
    const auto stop = host.rfind('.');
    return stop != std::string_view::npos && stop > 0 && host.size() - stop > 2 &&
           host.find_first_of(":/@") == std::string_view::npos &&
           std::all_of(host.begin() + static_cast<std::ptrdiff_t>(stop) + 1, host.end(), is_alpha);
}

// What services begin their keys with.
bool has_key_prefix(std::string_view piece) {
    static constexpr std::array prefixes{"sk-"sv,  "sk_live"sv,     "sk_test"sv, "ghp_"sv,
                                         "gho_"sv, "github_pat_"sv, "xoxb-"sv,   "xoxp-"sv,
                                         "AKIA"sv, "AIza"sv,        "eyJ"sv,     "glpat-"sv,
                                         "npm_"sv, "rk_live"sv,     "whsec_"sv,  "-----BEGIN"sv};
    return std::any_of(prefixes.begin(), prefixes.end(), [&](std::string_view prefix) {
        return piece.starts_with(prefix) && piece.size() >= prefix.size() + 8;
    });
}

// What only a machine would write: a known prefix, or many letters and digits in no order of words.
bool is_key(std::string_view piece) {
    if (has_key_prefix(piece)) return true;
    if (piece.size() < 20) return false;
    std::size_t digits = 0, letters = 0, changes = 0;
    for (std::size_t i = 0; i < piece.size(); ++i) {
        const char c = piece[i];
        if (is_digit(c))
            ++digits;
        else if (is_alpha(c))
            ++letters;
        else if (c != '-' && c != '_' && c != '+' && c != '/' && c != '=')
            return false;
        if (i > 0 && is_digit(c) != is_digit(piece[i - 1])) ++changes;
    }
    return digits >= 4 && letters >= 4 && changes >= 5;
}

bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

// Whether what begins at `at` is written like `form`, in which 0 is any digit, and ends there.
bool has_form(std::string_view text, std::size_t at, std::string_view form) {
    if (text.size() - at < form.size()) return false;
    for (std::size_t n = 0; n < form.size(); ++n)
        if (form[n] == '0' ? !is_digit(text[at + n]) : text[at + n] != form[n]) return false;
    const auto end = at + form.size();
    return end == text.size() || !std::isalnum(static_cast<unsigned char>(text[end]));
}

// "SE45 5000 0000 0583 9825 7466", with or without the spaces.
bool is_iban(std::string_view text) {
    if (text.size() < 15 || !is_upper(text[0]) || !is_upper(text[1]) || !is_digit(text[2]) ||
        !is_digit(text[3]))
        return false;
    std::size_t length = 0, digits = 0, run = 0;
    for (const char c : text) {
        if (is_digit(c) || is_upper(c)) {
            ++length;
            ++run;
            digits += is_digit(c) ? 1 : 0;
        } else if (c == ' ' && run == 4) {
            run = 0;
        } else {
            break;
        }
    }
    return length >= 15 && length <= 34 && digits >= 12;
}

// Numbers by which a state or a bank knows a person: Swedish ones, those of US social security, accounts.
bool has_register_number(std::string_view text) {
    static constexpr std::array forms{"000000-0000"sv, "000000+0000"sv, "00000000-0000"sv, "000-00-0000"sv};
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i > 0 && (std::isalnum(static_cast<unsigned char>(text[i - 1])) || text[i - 1] == '-')) continue;
        if (is_iban(text.substr(i))) return true;
        if (std::any_of(forms.begin(), forms.end(),
                        [&](std::string_view form) { return has_form(text, i, form); }))
            return true;
    }
    return false;
}

// Digits in groups: "+46 70 123 45 67", "(11) 98765-4321", "529.982.247-25", "4111 1111 1111 1111".
bool has_personal_number(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const bool begins = is_digit(text[i]) || ((text[i] == '+' || text[i] == '(') && i + 1 < text.size() &&
                                                  is_digit(text[i + 1]));
        if (!begins) {
            ++i;
            continue;
        }
        // "2004-01-25 00:00:00"
        if (has_form(text, i, "0000-00-00")) {
            i += 10;
            continue;
        }
        std::size_t end = i, groups = 0, digits = 0, longest = 0, run = 0;
        bool dashes = false, stops = false;
        for (; end < text.size(); ++end) {
            const char c = text[end];
            if (is_digit(c)) {
                ++digits;
                if (run++ == 0) ++groups;
                longest = std::max(longest, run);
                continue;
            }
            const bool joins = c == ' ' || c == '-' || c == '.' || c == '(' || c == ')' || c == '/' ||
                               (c == '+' && end == i);
            if (!joins) break;
            const bool two = run == 0 && end > i && c != '(' && text[end - 1] != ')';
            if (two && end > i + 1) break;
            dashes = dashes || c == '-';
            stops = stops || (c == '.' && end + 1 < text.size() && is_digit(text[end + 1]));
            run = 0;
        }
        const auto written = text.substr(i, end - i);
        // A date has its year first or last, and eight digits at most.
        const bool phone =
            (written.front() == '+' && digits >= 8) ||
            (written.front() == '(' && digits >= 9 && digits <= 13) ||
            (digits >= 10 && digits <= 13 && groups >= 2 && groups <= 6 && longest <= 5 && dashes) ||
            (digits >= 8 && digits <= 9 && groups == 2 && longest <= 5 && dashes && !stops &&
             written.find(' ') == std::string_view::npos) ||
            // With the zero that is dialled before the area.
            (written.front() == '0' && digits >= 9 && digits <= 11 && groups <= 5 && !stops);
        const bool document = stops && dashes && (digits == 11 || digits == 14);
        const bool card = digits == 16 && groups == 4 && longest == 4;
        if (phone || document || card) return true;
        i = std::max(end, i + 1);
    }
    return false;
}

// "hunter2", "lingon-2024!", "4711": none of the words.
bool is_mixed(std::string_view value) {
    if (value.find_first_of("!@#$%^&*_") != std::string_view::npos) return true;
    return digits_in(value) >= 4 ||
           (digits_in(value) > 0 && value.size() >= 4 && std::any_of(value.begin(), value.end(), is_alpha));
}

// What is said of passwords in general after "the password is": "required", "armazenada", "a secret".
bool tells_of_password(std::string_view word) {
    const auto& lists = any_language();
    return lists.password_remarks.has(word) || !lists.password_remark_endings.of(word, 2).empty();
}

// What passwords are joined with: "password manager", "PIN pad".
bool is_about_password(std::string_view word) {
    return tells_of_password(word) || any_language().password_companions.has(word);
}

bool has_password(std::string_view text, const Words& words) {
    const auto& lists = any_language();
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (!lists.password_names.at(words, i)) continue;
        const bool plain = lists.plain_passwords.at(words, i) > 0;  // even a plain word may be one
        for (std::size_t k = i; k + 1 < words.size() && k < i + (plain ? 12 : 5); ++k) {
            const auto gap = text.substr(words[k].end, words[k + 1].begin - words[k].end);
            if (gap.find_first_of(".;?") != std::string_view::npos) break;
            const bool given =
                gap.find(':') != std::string_view::npos || gap.find('=') != std::string_view::npos;
            const auto rest = text.substr(words[k].end);
            const auto begin = rest.find_first_not_of(" :=\"'`*(");
            if (begin == std::string_view::npos) continue;
            const auto value = rest.substr(begin, rest.find_first_of(" \t\n,", begin) - begin);
            // "the password is …", "senha do banco: …"
            if (given || lists.copulas.at(words, k)) {
                if (is_mixed(value)) return true;
                if (plain && k < i + 5 && (given || !tells_of_password(words[k + 1].key))) return true;
            }
            // "the PIN 4711", "uses the password swordfish."
            if (k == i && plain && digits_in(value) >= 4) return true;
            if (k == i && plain && i > 0 && k + 2 == words.size() && !is_about_password(words[k + 1].key) &&
                gap.find_first_not_of(" \"'`") == std::string_view::npos)
                return true;
        }
    }
    return false;
}

// "Water (Account# 3136155304)", "policy no. 88-120-44", "Serial Number: GLQBS22": by what something is known
// as one's own.
bool has_account(std::string_view text, const Words& words) {
    const auto& lists = any_language();
    constexpr std::size_t kNear = 4;  // words
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto length = lists.account_words.at(words, i);
        if (length == 0) continue;
        for (std::size_t k = i + length; k < std::min(words.size(), i + length + kNear); ++k) {
            const auto gap = text.substr(words[k - 1].end, words[k].begin - words[k - 1].end);
            if (gap.find_first_of(";?!\n") != std::string_view::npos) break;
            const auto begin = words[k].begin;
            const auto piece =
                text.substr(begin, std::min(text.find_first_of(" \t\n,;)(", begin), text.size()) - begin);
            if (digits_in(piece) >= 6 ||
                (digits_in(piece) >= 2 && piece.size() >= 6 && is_upper(piece.front()) &&
                 std::none_of(piece.begin(), piece.end(), [](char c) { return c >= 'a' && c <= 'z'; })))
                return true;
        }
    }
    return false;
}

// "14 Market Street", "Rua das Flores, 120", "Storgatan 12".
bool has_street(std::string_view text, const Words& words) {
    const auto& lists = any_language();
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto written = text.substr(words[i].begin, words[i].end - words[i].begin);
        if (lists.streets_after.at(words, i) && words[i].capital && i >= 2 && words[i - 1].capital)
            for (std::size_t k = 1; k <= 3 && k <= i; ++k)
                if (is_digit(written.empty() ? 'x' : words[i - k].key.front())) return true;
        if (lists.streets_before.at(words, i) && words[i].capital && i + 1 < words.size())
            for (std::size_t k = i + 1; k < std::min(words.size(), i + 6); ++k)
                if (is_digit(words[k].key.front())) return true;
        if (words[i].capital && !lists.street_endings.of(words[i].key).empty() && i + 1 < words.size() &&
            is_digit(words[i + 1].key.front()))
            return true;
    }
    return false;
}

bool is_link(std::string_view piece) {
    return piece.find("://") != std::string_view::npos;
}

std::string without_links(std::string_view text) {
    std::string out(text);
    for (auto at = out.find("://"); at != std::string::npos; at = out.find("://", at)) {
        const auto end = std::min(out.find_first_of(" \t\n", at), out.size());
        out.replace(at, end - at, " ");
    }
    return out;
}

}  // namespace

bool holds_secret(std::string_view text, const Words& words) {
    constexpr std::size_t kShortestKey = 11;  // of those that begin with a known prefix
    if (any_piece(text, [](std::string_view piece) {
            // Most pieces are words: no address of people or machines, and too short for a key.
            if (piece.size() < kShortestKey && std::none_of(piece.begin(), piece.end(), [](char c) {
                    return c == '.' || c == ':' || c == '@';
                }))
                return false;
            return is_mail(piece) || is_private_address(piece) || (!is_link(piece) && is_key(piece));
        }))
        return true;
    // What a link holds was looked at; its digits and words are nobody's number or street.
    if (is_link(text)) {
        const std::string outside = without_links(text);
        return holds_secret(outside, words_of(outside));
    }
    const bool digits = std::any_of(text.begin(), text.end(), is_digit);
    return (digits && (has_personal_number(text) || has_register_number(text) || has_street(text, words))) ||
           has_password(text, words) || has_account(text, words);
}

namespace {

// "PW: Vq7RmT2xKb9": letters of both sizes among digits, as programs make passwords; examples are words.
bool is_random(std::string_view value) {
    constexpr std::size_t kLeast = 10, kEach = 2;
    const auto count = [&](auto&& is) {
        return static_cast<std::size_t>(std::count_if(value.begin(), value.end(), is));
    };
    return value.size() >= kLeast && digits_in(value) >= kEach && count(is_upper) >= kEach &&
           count([](char c) { return c >= 'a' && c <= 'z'; }) >= kEach &&
           value.find_first_of("(){}<>$./\\%[]") == std::string_view::npos;
}

// A name of passwords with such a value beside it.
bool assigns_password(std::string_view code, const Words& words) {
    const auto& lists = any_language();
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        const auto count = lists.password_names.at(words, i);
        if (count == 0 || i + count >= words.size()) continue;
        const auto end = words[i + count - 1].end;
        const auto begin = code.find_first_not_of(" \t\"':=", end);
        if (begin == std::string_view::npos) continue;
        if (code.substr(end, begin - end).find_first_of(":=") == std::string_view::npos) continue;
        if (is_random(code.substr(begin, code.find_first_of(" \t\n\"',;", begin) - begin))) return true;
    }
    return false;
}

}  // namespace

bool holds_credential(std::string_view code) {
    if (code.find("PRIVATE KEY-----") != std::string_view::npos) return true;
    for (std::size_t i = 0; i < code.size();) {
        const auto begin = code.find_first_not_of(" \t\n\"'`=:,;()[]{}<>", i);
        if (begin == std::string_view::npos) break;
        i = std::min(code.find_first_of(" \t\n\"'`=:,;()[]{}<>", begin), code.size());
        // "sk-your-key-here" has no digits.
        const auto piece = code.substr(begin, i - begin);
        if (has_key_prefix(piece) && piece.size() >= 20 && digits_in(piece) >= 2) return true;
    }
    const auto words = words_of(code);
    return has_account(code, words) || assigns_password(code, words);
}

}  // namespace pacelane::language
