#include "detail/due_date.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <string>

namespace pacelane::analysis::detail {

namespace {

namespace chr = std::chrono;
std::optional<int> number(std::string_view key, const LanguagePack& pack) {
    int value = 0;
    const auto* end = key.data() + key.size();
    const auto result = std::from_chars(key.data(), end, value);
    if (result.ec != std::errc() || value < 0) return std::nullopt;
    const std::string_view rest(result.ptr, static_cast<std::size_t>(end - result.ptr));
    if (!rest.empty() && pack.ordinal_endings.of(rest, 0) != rest) return std::nullopt;
    return value;
}

std::optional<int> small_number(std::string_view key, const LanguagePack& pack) {
    if (const auto named = pack.small_numbers.value_of(key)) return static_cast<int>(*named);
    const auto value = number(key, pack);
    return value && *value > 0 && *value < 100 ? value : std::nullopt;
}

struct Reader {
    const Words& words;
    const LanguagePack& pack;
    std::optional<Date> said_on;

    std::string_view key(std::size_t i) const {
        return i < words.size() ? std::string_view(words[i].key) : std::string_view();
    }
    std::optional<unsigned> month(std::size_t i) const {
        const auto value = pack.months.value_of(key(i));
        return value ? std::optional(static_cast<unsigned>(*value)) : std::nullopt;
    }
    /// The number of a day.
    std::optional<int> day(std::size_t i) const {
        const auto value = number(key(i), pack);
        return value && *value >= 1 && *value <= 31 ? value : std::nullopt;
    }
};

// A date phrase that starts at some word.
struct Phrase {
    std::size_t count = 0;  // words; 0: there is none
    std::optional<Date> date;
};

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
    if (key.find(separator) == std::string_view::npos) return {};
    const auto parts = split(key, separator);
    if (parts.size() < 2 || parts.size() > 3) return {};
    if (separator == '.' && parts.size() != 3) return {};  // "1.5" is a number
    std::array<int, 3> values{};
    for (std::size_t p = 0; p < parts.size(); ++p) {
        const auto value = number(parts[p], in.pack);
        if (!value || parts[p].empty() || parts[p].size() > 4) return {};
        values[p] = *value;
    }
    int day = values[0];
    int month_number = values[1];
    const bool ambiguous = day <= 12 && month_number <= 12 && day != month_number;
    if (!in.pack.day_first && month_number > 12) std::swap(day, month_number);
    if (month_number < 1 || month_number > 12 || day < 1 || day > 31) return {};
    // Whether an English 05/11 is in May or November depends on who wrote it.
    if (!in.pack.day_first && ambiguous && separator == '/') return {1, std::nullopt};
    if (parts.size() == 3) {
        const int year = values[2] < 100 ? 2000 + values[2] : values[2];
        const auto date = checked(year, month_number, day);
        return date ? Phrase{1, date} : Phrase{};
    }
    return {1, near(in.said_on, month_number, day)};
}

Phrase with_year(const Reader& in, std::size_t i, std::size_t count, unsigned month_number, int day) {
    std::size_t at = i + count;
    at += in.pack.date_joints.at(in.words, at);
    const auto year = number(in.key(at), in.pack);
    if (year && *year >= 1990 && *year < 2200)
        if (const auto date = checked(*year, static_cast<int>(month_number), day)) return {at + 1 - i, date};
    return {count, near(in.said_on, static_cast<int>(month_number), day)};
}

// "Nov 24", "November 24th, 2026", "24 Nov", "24 de novembro", "the 24th", "dia 24"
Phrase named_month(const Reader& in, std::size_t i) {
    if (const auto month = in.month(i); month && in.pack.month_before_day) {
        if (const auto day = in.day(i + 1)) return with_year(in, i, 2, *month, *day);
        return {};
    }
    const auto noun = in.pack.day_nouns.at(in.words, i);
    const auto article = noun > 0 ? 0 : in.pack.day_articles.at(in.words, i);
    const std::size_t first = i + noun + article;
    const auto day = in.day(first);
    if (!day) return {};
    const std::size_t second = first + 1 + in.pack.date_joints.at(in.words, first + 1);
    if (const auto month = in.month(second)) return with_year(in, i, second + 1 - i, *month, *day);
    const bool ordinal = noun > 0 || (article > 0 && in.key(first).size() > 2);
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
    const auto& pack = in.pack;
    std::size_t at = i + pack.weekday_modifiers.at(in.words, i);
    bool next = false;
    if (const auto count = pack.next_week_modifiers.at(in.words, at); count > 0) {
        next = true;
        at += count;
    }
    const auto named = pack.weekdays.match(in.words, at);
    if (!named) return {};
    const int day = static_cast<int>(pack.weekdays.value(*named));
    if (pack.weekdays_too.has(in.key(at)) && !in.words[at].capital) return {};
    at += named->count;
    if (const auto count = pack.next_week_endings.at(in.words, at); count > 0) {
        next = true;
        at += count;
    }
    // "A segunda etapa", "quarta parte"
    if (named->count == 1 && pack.ordinal_weekdays.has(in.key(at - 1)) &&
        pack.ordinal_nouns.at(in.words, at) > 0)
        return {};
    at += pack.weekday_endings.at(in.words, at);
    // "Friday, Nov 20": the date says it better.
    if (const auto exact = named_month(in, at); exact.count > 0 && exact.date)
        return {at + exact.count - i, exact.date};
    if (const auto exact = slashed(in, at); exact.count > 0 && exact.date)
        return {at + exact.count - i, exact.date};
    return {at - i, moved(in.said_on, [&](Date from) {
                return next ? in_next_week(from, day) : next_weekday(from, day);
            })};
}

Phrase relative(const Reader& in, std::size_t i) {
    const auto& pack = in.pack;
    Phrase best;
    if (const auto day = pack.day_distances.match(in.words, i))
        best = {day->count, moved(in.said_on, [&](Date from) {
                    return add_days(from, static_cast<int>(pack.day_distances.value(*day)));
                })};
    struct Span {
        PhraseList LanguagePack::*phrases;
        Date (*move)(Date);
    };
    static constexpr std::array spans{
        Span{&LanguagePack::week_ends, end_of_week},
        Span{&LanguagePack::next_weeks, [](Date from) { return in_next_week(from, 5); }},
        Span{&LanguagePack::month_ends, last_of_month},
        Span{&LanguagePack::next_months,
             [](Date from) { return last_of_month(add_days(last_of_month(from), 1)); }},
        Span{&LanguagePack::quarter_ends,
             [](Date from) {
                 const unsigned quarter_end = (static_cast<unsigned>(from.month()) + 2) / 3 * 3;
                 return last_of_month(Date(from.year(), chr::month(quarter_end), chr::day(1)));
             }},
        Span{&LanguagePack::year_ends,
             [](Date from) { return Date(from.year(), chr::December, chr::day(31)); }}};
    for (const auto& span : spans) {
        const auto count = (pack.*span.phrases).at(in.words, i);
        if (count > best.count) best = {count, moved(in.said_on, span.move)};
    }
    if (best.count > 0) return best;

    // "in two weeks", "within 3 days", "em duas semanas", "daqui a dez dias"
    const auto opening = pack.in_a_time.at(in.words, i);
    if (opening == 0) return {};
    const std::size_t at = i + opening;
    const auto count = small_number(in.key(at), pack);
    if (!count) return {};
    const auto unit = [&](const PhraseList& units) { return units.at(in.words, at + 1); };
    if (const auto words = unit(pack.day_units); words > 0)
        return {at + 1 + words - i, moved(in.said_on, [&](Date from) { return add_days(from, *count); })};
    if (const auto words = unit(pack.week_units); words > 0)
        return {at + 1 + words - i, moved(in.said_on, [&](Date from) { return add_days(from, 7 * *count); })};
    if (const auto words = unit(pack.month_units); words > 0)
        return {at + 1 + words - i, moved(in.said_on, [&](Date from) {
                    const auto later = from + chr::months(*count);
                    return later.ok() ? later : last_of_month(Date(later.year(), later.month(), chr::day(1)));
                })};
    return {};
}

Phrase date_at(const Reader& in, std::size_t i) {
    if (i >= in.words.size()) return {};
    if (const auto iso = parse_date(in.key(i))) return {1, iso};
    if (const auto phrase = slashed(in, i); phrase.count > 0) return phrase;
    if (const auto noun = in.pack.day_nouns.at(in.words, i); noun > 0)
        if (const auto phrase = slashed(in, i + noun); phrase.count > 0)
            return {phrase.count + noun, phrase.date};
    if (const auto phrase = named_weekday(in, i); phrase.count > 0) return phrase;
    if (const auto phrase = named_month(in, i); phrase.count > 0) return phrase;
    return relative(in, i);
}

bool has_digit(std::string_view key) {
    return std::any_of(key.begin(), key.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Whether a date, or what leads to one, may begin with the word.
bool may_open(const Word& word, const LanguagePack& pack) {
    static constexpr std::array openings{
        &LanguagePack::due_prepositions, &LanguagePack::day_prepositions,  &LanguagePack::day_nouns,
        &LanguagePack::day_articles,     &LanguagePack::weekday_modifiers, &LanguagePack::next_week_modifiers,
        &LanguagePack::in_a_time,        &LanguagePack::week_ends,         &LanguagePack::next_weeks,
        &LanguagePack::month_ends,       &LanguagePack::next_months,       &LanguagePack::quarter_ends,
        &LanguagePack::year_ends};
    return pack.weekdays.may_open_with(word) || pack.months.may_open_with(word) ||
           pack.day_distances.may_open_with(word) ||
           std::any_of(openings.begin(), openings.end(),
                       [&](const auto list) { return (pack.*list).may_open_with(word); }) ||
           has_digit(word.key);
}

}  // namespace

std::optional<Due> find_due(const Words& words, const LanguagePack& pack, std::optional<Date> said_on) {
    const Reader in{words, pack, said_on};
    std::optional<Due> found;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (!may_open(words[i], pack)) continue;
        Due due;
        std::size_t at = i;
        Phrase phrase;
        for (auto count = pack.due_prepositions.at(words, i); count > 0 && phrase.count == 0; --count) {
            phrase = date_at(in, i + count);
            // An event stands for a date that is not known.
            if (phrase.count == 0) phrase = {pack.due_events.at(words, i + count), std::nullopt};
            if (phrase.count > 0) at = i + count;
        }
        due.prepositioned = phrase.count > 0;
        if (phrase.count == 0) {
            phrase = date_at(in, i);
            at = i;
            // "a segunda libera o horário" is no Monday: such a day needs "até", "na", "-feira" or to stand
            // alone.
            if (phrase.count == 1 && words.size() > 2 && pack.ordinal_weekdays.has(words[i].key)) continue;
            // "2/3" alone is a share, but where the day comes first.
            if (phrase.count == 1 && !pack.day_first && words[i].key.size() <= 3 &&
                words[i].key.find('/') != std::string::npos)
                continue;
        }
        if (phrase.count == 0) {
            const auto count = pack.day_prepositions.at(words, i);
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

std::optional<Date> resolve_due(std::string_view text, const LanguagePack& pack,
                                std::optional<Date> said_on) {
    const auto words = words_of(text);
    const auto due = find_due(words, pack, said_on);
    return due ? due->date : std::nullopt;
}

}  // namespace pacelane::analysis::detail
