#include "detail/due_date.h"

#include <array>
#include <charconv>
#include <pacelane/base/text.h>
#include <string>

namespace pacelane::analysis::detail {

namespace {

namespace chr = std::chrono;
using language::Language;

struct Reader {
    std::string_view text;
    const Words& words;
    Language language;
    std::optional<Date> said_on;

    std::string_view key(std::size_t i) const {
        return i < words.size() ? std::string_view(words[i].key) : std::string_view();
    }
};

// A date phrase that starts at some word.
struct Phrase {
    std::size_t count = 0;  // words; 0: there is none
    std::optional<Date> date;
};

std::optional<int> number(std::string_view key) {
    int value = 0;
    const auto* end = key.data() + key.size();
    const auto result = std::from_chars(key.data(), end, value);
    if (result.ec != std::errc() || value < 0) return std::nullopt;
    const std::string_view rest(result.ptr, static_cast<std::size_t>(end - result.ptr));
    if (!rest.empty() && rest != "st" && rest != "nd" && rest != "rd" && rest != "th" && rest != "\xC2\xBA" &&
        rest != "o")
        return std::nullopt;
    return value;
}

std::optional<int> small_number(std::string_view key) {
    static constexpr std::array<std::array<std::string_view, 4>, 6> names{{{"one", "a", "um", "uma"},
                                                                           {"two", "dois", "duas", ""},
                                                                           {"three", "tres", "", ""},
                                                                           {"four", "quatro", "", ""},
                                                                           {"five", "cinco", "", ""},
                                                                           {"six", "seis", "", ""}}};
    for (std::size_t i = 0; i < names.size(); ++i)
        for (const auto name : names[i])
            if (!name.empty() && name == key) return static_cast<int>(i) + 1;
    const auto value = number(key);
    return value && *value > 0 && *value < 100 ? value : std::nullopt;
}

// ISO: Monday is 1.
std::optional<int> weekday(std::string_view key) {
    if (key.ends_with("-feira")) key.remove_suffix(6);
    static constexpr std::array<std::array<std::string_view, 5>, 7> names{
        {{"monday", "mon", "segunda", "seg", ""},
         {"tuesday", "tue", "terca", "ter", "tues"},
         {"wednesday", "wed", "quarta", "qua", ""},
         {"thursday", "thu", "quinta", "qui", "thurs"},
         {"friday", "fri", "sexta", "sex", ""},
         {"saturday", "sat", "sabado", "sab", ""},
         {"sunday", "sun", "domingo", "dom", ""}}};
    for (std::size_t i = 0; i < names.size(); ++i)
        for (const auto name : names[i])
            if (!name.empty() && name == key) return static_cast<int>(i) + 1;
    return std::nullopt;
}

std::optional<unsigned> month(std::string_view key) {
    static constexpr std::array<std::array<std::string_view, 4>, 12> names{
        {{"january", "jan", "janeiro", ""},
         {"february", "feb", "fevereiro", "fev"},
         {"march", "mar", "marco", ""},
         {"april", "apr", "abril", "abr"},
         {"may", "maio", "mai", ""},
         {"june", "jun", "junho", ""},
         {"july", "jul", "julho", ""},
         {"august", "aug", "agosto", "ago"},
         {"september", "sep", "setembro", "sept"},
         {"october", "oct", "outubro", "out"},
         {"november", "nov", "novembro", ""},
         {"december", "dec", "dezembro", "dez"}}};
    for (unsigned i = 0; i < names.size(); ++i)
        for (const auto name : names[i])
            if (!name.empty() && name == key) return i + 1;
    return std::nullopt;
}

std::optional<Date> checked(int year, int month_number, int day) {
    const Date date{chr::year(year), chr::month(static_cast<unsigned>(month_number)),
                    chr::day(static_cast<unsigned>(day))};
    return date.ok() ? std::optional(date) : std::nullopt;
}

// The year that puts the day nearest to when it was said; mostly it lies ahead.
std::optional<Date> near(std::optional<Date> said_on, int month_number, int day) {
    if (!said_on) return std::nullopt;
    const int year = static_cast<int>(said_on->year());
    for (const int candidate : {year, year + 1, year - 1}) {
        const auto date = checked(candidate, month_number, day);
        if (!date) continue;
        const int distance = days_between(*said_on, *date);
        if (distance >= -60 && distance <= 305) return date;
    }
    return std::nullopt;
}

int iso_weekday(Date date) {
    return static_cast<int>(weekday_of(date).iso_encoding());
}

Date last_of_month(Date date) {
    return Date(chr::year_month_day_last(date.year(), chr::month_day_last(date.month())));
}

// After the day itself: on a Thursday, "by Thursday" is in a week.
Date next_weekday(Date from, int day) {
    const int ahead = (day - iso_weekday(from) + 7) % 7;
    return add_days(from, ahead == 0 ? 7 : ahead);
}

Date in_next_week(Date from, int day) {
    return add_days(from, 7 - iso_weekday(from) + day);
}

// The end of a working week; said at the weekend it is the one that comes.
Date end_of_week(Date from) {
    const int today = iso_weekday(from);
    return today <= 5 ? add_days(from, 5 - today) : add_days(from, 12 - today);
}

template <typename Move>
std::optional<Date> moved(const std::optional<Date>& said_on, Move move) {
    return said_on ? std::optional<Date>(move(*said_on)) : std::nullopt;
}

// "24/11", "24/11/2026", "11/24", "24.11."
Phrase slashed(const Reader& in, std::size_t i) {
    const auto key = in.key(i);
    const char separator = key.find('/') != std::string_view::npos ? '/' : '.';
    const auto parts = split(key, separator);
    if (parts.size() < 2 || parts.size() > 3) return {};
    if (separator == '.' && parts.size() != 3) return {};  // "1.5" is a number
    std::array<int, 3> values{};
    for (std::size_t p = 0; p < parts.size(); ++p) {
        const auto value = number(parts[p]);
        if (!value || parts[p].empty() || parts[p].size() > 4) return {};
        values[p] = *value;
    }
    int day = values[0];
    int month_number = values[1];
    const bool ambiguous = day <= 12 && month_number <= 12 && day != month_number;
    if (in.language == Language::english && month_number > 12) std::swap(day, month_number);
    if (month_number < 1 || month_number > 12 || day < 1 || day > 31) return {};
    // Whether an English 05/11 is in May or November depends on who wrote it.
    if (in.language == Language::english && ambiguous && separator == '/') return {1, std::nullopt};
    if (parts.size() == 3) {
        const int year = values[2] < 100 ? 2000 + values[2] : values[2];
        const auto date = checked(year, month_number, day);
        return date ? Phrase{1, date} : Phrase{};
    }
    return {1, near(in.said_on, month_number, day)};
}

Phrase with_year(const Reader& in, std::size_t i, std::size_t count, unsigned month_number, int day) {
    std::size_t at = i + count;
    if (in.key(at) == "de") ++at;
    const auto year = number(in.key(at));
    if (year && *year >= 1990 && *year < 2200)
        if (const auto date = checked(*year, static_cast<int>(month_number), day)) return {at + 1 - i, date};
    return {count, near(in.said_on, static_cast<int>(month_number), day)};
}

// "Nov 24", "November 24th, 2026", "24 Nov", "24 de novembro", "the 24th", "dia 24"
Phrase named_month(const Reader& in, std::size_t i) {
    if (const auto m = month(in.key(i)); m && in.language == Language::english) {
        const auto day = number(in.key(i + 1));
        if (day && *day >= 1 && *day <= 31) return with_year(in, i, 2, *m, *day);
        return {};
    }
    std::size_t first = i;
    if (in.key(first) == "the" || in.key(first) == "dia") ++first;
    const auto day = number(in.key(first));
    if (!day || *day < 1 || *day > 31) return {};
    std::size_t second = first + 1;
    if (in.key(second) == "de" || in.key(second) == "of") ++second;
    if (const auto m = month(in.key(second))) return with_year(in, i, second + 1 - i, *m, *day);
    const bool ordinal = first > i && (in.key(i) == "dia" || in.key(first).size() > 2);
    if (!ordinal || !in.said_on) return {};
    // The day of this month, or the next when it is over.
    auto when = checked(static_cast<int>(in.said_on->year()),
                        static_cast<int>(static_cast<unsigned>(in.said_on->month())), *day);
    if (!when || days_between(*in.said_on, *when) < 0) {
        const auto following = add_days(last_of_month(*in.said_on), 1);
        when = checked(static_cast<int>(following.year()),
                       static_cast<int>(static_cast<unsigned>(following.month())), *day);
    }
    return when ? Phrase{first + 1 - i, when} : Phrase{};
}

Phrase named_weekday(const Reader& in, std::size_t i) {
    const auto said_on = in.said_on;
    std::size_t at = i;
    bool next = false;
    static const Phrases modifiers(
        "eod|cob|end of day|next|this|coming|this coming|proxima|proximo|na proxima|no "
        "proximo|esta|este|nesta|neste|essa|nessa");
    if (const auto count = modifiers.at(in.words, at); count > 0) {
        next = in.key(at) == "next";
        at += count;
    }
    const auto day = weekday(in.key(at));
    if (!day) return {};
    const auto name = in.key(at);
    // Short forms are also words ("sex", "sat", "sun", "dom", "mar"): only in the language and with a capital
    // or a preposition.
    if (name.size() <= 4 && name != "mon" && name != "tue" && name != "wed" && name != "thu" &&
        name != "fri" && !in.words[at].capital)
        return {};
    // "segunda" and "terça", "quarta" are ordinals too: "a segunda etapa", "quarta parte".
    ++at;
    if (in.key(at) == "feira") ++at;
    if (in.language == Language::portuguese && in.key(at) == "que" && (in.key(at + 1) == "vem")) {
        next = true;
        at += 2;
    }
    static const Phrases week_after(
        "next week|of next week|da semana que vem|semana que vem|da proxima semana");
    if (const auto count = week_after.at(in.words, at); count > 0) {
        next = true;
        at += count;
    }
    static const Phrases ordinal_nouns(
        "etapa|parte|vez|versao|fase|linha|opcao|rodada|semana|reuniao|tentativa|coisa|pergunta|consulta|"
        "clinica|via|mao");
    if (in.language == Language::portuguese && ordinal_nouns.at(in.words, at) > 0) return {};
    static const Phrases day_parts(
        "morning|afternoon|evening|noon|night|eod|end of day|at noon|a tarde|de manha|a noite|ao "
        "meio-dia|cedo|fim do dia|no fim do dia");
    at += day_parts.at(in.words, at);
    // "Friday, Nov 20": the date says it better.
    if (const auto exact = named_month(in, at); exact.count > 0 && exact.date)
        return {at + exact.count - i, exact.date};
    if (const auto exact = slashed(in, at); exact.count > 0 && exact.date)
        return {at + exact.count - i, exact.date};
    return {at - i, moved(said_on, [&](Date from) {
                return next ? in_next_week(from, *day) : next_weekday(from, *day);
            })};
}

Phrase relative(const Reader& in, std::size_t i) {
    const auto said_on = in.said_on;
    struct Fixed {
        Phrases phrases;
        Date (*move)(Date);
    };
    static const std::array fixed{
        Fixed{Phrases("today|tonight|eod|end of day|end of the day|end of today|this afternoon|hoje|fim do "
                      "dia|final do dia|o fim do dia|o final do dia|hoje a tarde|ainda hoje"),
              [](Date from) { return from; }},
        Fixed{Phrases("tomorrow|tomorrow morning|tomorrow afternoon|tomorrow evening|amanha|amanha "
                      "cedo|amanha de manha|amanha a tarde"),
              [](Date from) { return add_days(from, 1); }},
        Fixed{Phrases("the day after tomorrow|day after tomorrow|depois de amanha"),
              [](Date from) { return add_days(from, 2); }},
        Fixed{
            Phrases("end of week|end of the week|the end of the week|the end of this week|end of this "
                    "week|this week|eow|cob this week|fim da semana|final da semana|o fim da semana|o final "
                    "da semana|esta semana|essa semana|nesta semana|ainda esta semana|ainda essa semana"),
            end_of_week},
        Fixed{Phrases("next week|end of next week|the end of next week|early next week|semana que vem|a "
                      "semana que vem|proxima semana|a proxima semana|na proxima semana|fim da semana que "
                      "vem|o fim da semana que vem"),
              [](Date from) { return in_next_week(from, 5); }},
        Fixed{Phrases("end of month|end of the month|the end of the month|end of this month|the end of this "
                      "month|eom|month end|this month|fim do mes|final do mes|o fim do mes|o final do "
                      "mes|este mes|esse mes"),
              last_of_month},
        Fixed{Phrases("next month|the end of next month|end of next month|mes que vem|o mes que vem|proximo "
                      "mes|o proximo mes"),
              [](Date from) { return last_of_month(add_days(last_of_month(from), 1)); }},
        Fixed{Phrases("end of quarter|end of the quarter|the end of the quarter|eoq|fim do trimestre|o fim "
                      "do trimestre|final do trimestre"),
              [](Date from) {
                  const unsigned quarter_end = (static_cast<unsigned>(from.month()) + 2) / 3 * 3;
                  return last_of_month(Date(from.year(), chr::month(quarter_end), chr::day(1)));
              }},
        Fixed{Phrases("end of year|end of the year|the end of the year|eoy|year end|fim do ano|o fim do "
                      "ano|final do ano"),
              [](Date from) { return Date(from.year(), chr::December, chr::day(31)); }}};
    Phrase best;
    for (const auto& one : fixed) {
        const auto count = one.phrases.at(in.words, i);
        if (count > best.count) best = {count, moved(said_on, one.move)};
    }
    if (best.count > 0) return best;

    // "in two weeks", "within 3 days", "em duas semanas", "daqui a dez dias"
    std::size_t at = i;
    if (in.key(at) == "in" || in.key(at) == "within" || in.key(at) == "em") {
        ++at;
    } else if (in.key(at) == "daqui" && in.key(at + 1) == "a") {
        at += 2;
    } else {
        return {};
    }
    const auto count = small_number(in.key(at));
    const auto unit = in.key(at + 1);
    if (!count) return {};
    static const Phrases days("day|days|dia|dias");
    static const Phrases weeks("week|weeks|week's|weeks'|semana|semanas");
    if (days.has(unit))
        return {at + 2 - i, moved(said_on, [&](Date from) { return add_days(from, *count); })};
    if (weeks.has(unit))
        return {at + 2 - i, moved(said_on, [&](Date from) { return add_days(from, 7 * *count); })};
    return {};
}

// An event stands for a date that is not known.
Phrase event(const Reader& in, std::size_t i) {
    static const Phrases events(
        "the next meeting|next meeting|our next meeting|the next sync|next sync|the next standup|the next "
        "retro|the next review|the launch|launch|"
        "the release|the next release|next release|the next sprint|next sprint|the end of the sprint|end of "
        "sprint|end of the sprint|the offsite|the demo|"
        "a proxima reuniao|proxima reuniao|a reuniao|o lancamento|a proxima sprint|o fim da sprint|fim da "
        "sprint|o primeiro envio|primeiro envio|a entrega|a demo");
    return {events.at(in.words, i), std::nullopt};
}

Phrase date_at(const Reader& in, std::size_t i) {
    if (i >= in.words.size()) return {};
    if (const auto iso = parse_date(in.key(i))) return {1, iso};
    if (const auto phrase = slashed(in, i); phrase.count > 0) return phrase;
    if (in.key(i) == "dia")
        if (const auto phrase = slashed(in, i + 1); phrase.count > 0) return {phrase.count + 1, phrase.date};
    if (const auto phrase = named_weekday(in, i); phrase.count > 0) return phrase;
    if (const auto phrase = named_month(in, i); phrase.count > 0) return phrase;
    return relative(in, i);
}

}  // namespace

std::optional<Due> find_due(std::string_view text, const Words& words, Language language,
                            std::optional<Date> said_on) {
    const Reader in{text, words, language, said_on};
    static const Phrases certain(
        "by|before|until|till|no later than|due|due by|due on|ate|ate o|ate a|ate dia|ate o dia|ate no|antes "
        "de|antes do|antes da|a ser entregue em|a ser entregue no|a ser entregue ate|entrega|entrega "
        "em|entrega no|prazo|para o dia|ate as|ate segunda");
    static const Phrases loose(
        "on|for|this|at|na|no|nesta|neste|em|para|pra|para a|pra a|para o|pro|la pra|ja na");
    std::optional<Due> found;
    for (std::size_t i = 0; i < words.size(); ++i) {
        Due due;
        std::size_t at = i;
        Phrase phrase;
        for (auto count = certain.at(words, i); count > 0 && phrase.count == 0; --count) {
            phrase = date_at(in, i + count);
            if (phrase.count == 0) phrase = event(in, i + count);
            if (phrase.count > 0) at = i + count;
        }
        due.prepositioned = phrase.count > 0;
        if (phrase.count == 0) {
            phrase = date_at(in, i);
            at = i;
            // "a segunda libera o horário" is no Monday: such a day needs "até", "na", "-feira" or to stand
            // alone.
            const bool may_be_ordinal = language == Language::portuguese && phrase.count == 1 &&
                                        words.size() > 2 && weekday(words[i].key) &&
                                        !words[i].key.ends_with("-feira");
            if (may_be_ordinal) continue;
            // "2/3" alone is a share.
            if (phrase.count == 1 && language == Language::english && words[i].key.size() <= 3 &&
                words[i].key.find('/') != std::string::npos)
                continue;
        }
        if (phrase.count == 0) {
            const auto count = loose.at(words, i);
            if (count == 0) continue;
            phrase = date_at(in, i + count);
            at = i + count;
            if (phrase.count == 0) continue;
        }
        due.begin = words[i].begin;
        due.end = words[at + phrase.count - 1].end;
        due.date = phrase.date;
        // "by Friday" counts more than a day mentioned later on.
        if (!found || due.prepositioned || !found->prepositioned) found = due;
        i = at + phrase.count - 1;
    }
    return found;
}

std::optional<Date> resolve_due(std::string_view text, Language language, std::optional<Date> said_on) {
    const auto words = words_of(text);
    const auto due = find_due(text, words, language, said_on);
    return due ? due->date : std::nullopt;
}

}  // namespace pacelane::analysis::detail
