// What concerns others or the writer alone and stays out of public drafts, by its wording.
#include <algorithm>
#include <bitset>
#include <initializer_list>
#include <pacelane/base/text.h>
#include <pacelane/language/detail/secrets.h>
#include <pacelane/language/language_pack.h>
#include <pacelane/language/privacy_filter.h>

namespace pacelane::language {

namespace {

/// Whether words may hold a wording of any of several lists, told by hashes: seldom wrong, and never where
/// one is there. Most sentences hold none, and of these one look at each word says so.
class Triggers {
public:
    explicit Triggers(std::initializer_list<const PhraseList*> lists) {
        for (const auto* list : lists)
            for (const auto phrase : *list) {
                const auto first = phrase.find(' ');
                auto hash = hash_of(phrase.substr(0, first));
                if (first != std::string_view::npos) {
                    const auto rest = phrase.substr(first + 1);
                    hash = joined(hash, hash_of(rest.substr(0, rest.find(' '))));
                }
                bits_.set(hash % kBits);
            }
    }
    bool in(const Words& words) const {
        for (std::size_t i = 0; i < words.size(); ++i)
            if (bits_.test(words[i].hash % kBits) ||
                (i + 1 < words.size() && bits_.test(joined(words[i].hash, words[i + 1].hash) % kBits)))
                return true;
        return false;
    }

private:
    static constexpr std::size_t kBits = 1U << 17;
    static std::uint32_t joined(std::uint32_t first, std::uint32_t second) {
        return (first * 0x9E3779B1U) ^ second;
    }

    std::bitset<kBits> bits_;
};

bool is_number(const Word& word) {
    return word.key.front() >= '0' && word.key.front() <= '9';
}

/// Who the text speaks of.
struct Persons {
    bool named = false;    // one of the people, or a capital where none need be
    bool pronoun = false;  // "she"
    bool ela = false;      // "ela": in Portuguese things are, as well
    bool kin = false;
    bool titled = false;  // "Mrs. Albright"
    bool patient = false;
    bool company = false;  // a capital, no date, no acronym
};

// "jonas's" of "jonas"
bool is_genitive(std::string_view key, std::string_view name) {
    return key.size() == name.size() + 2 && key.ends_with("'s") && key.starts_with(name);
}

bool is_name_at(const Words& words, std::size_t at, const Words& name) {
    if (at + name.size() > words.size()) return false;
    for (std::size_t k = 0; k < name.size(); ++k) {
        const auto& key = words[at + k].key;
        const bool owns = k + 1 == name.size() && is_genitive(key, name[k].key);
        if (key != name[k].key && !owns) return false;
    }
    return true;
}

Persons persons_in(std::string_view text, const Words& words, const Names& names) {
    const auto& lists = any_language();
    Persons persons;
    persons.pronoun = lists.person_pronouns.in(words);
    persons.ela = lists.gender_pronouns.in(words);
    persons.kin = lists.relatives.in(words);
    persons.patient = lists.patients.in(words);
    persons.named = lists.colleagues.in(words);
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (names.at(words, i)) persons.named = true;
        if (lists.titles.at(words, i) && words[i].capital && i + 1 < words.size() && words[i + 1].capital)
            persons.titled = true;
        if (!words[i].capital || words[i].opens || lists.capital_words.at(words, i)) continue;
        const auto written = text.substr(words[i].begin, words[i].end - words[i].begin);
        const bool acronym =
            std::none_of(written.begin(), written.end(), [](char c) { return c >= 'a' && c <= 'z'; });
        if (!acronym) persons.named = persons.company = true;
    }
    return persons;
}

bool is_marked(const Words& words) {
    return any_language().private_marks.in(words);
}

bool is_for_machines(const Words& words) {
    const auto& lists = any_language();
    if (lists.machine_orders.in(words)) return true;
    // "Ignore all earlier instructions", however it is put.
    constexpr std::size_t kBetween = 4;
    for (std::size_t i = 0; i < words.size(); ++i)
        if (lists.dismissals.at(words, i))
            for (std::size_t k = i + 1; k < words.size() && k <= i + kBetween; ++k)
                if (lists.dismissed_orders.at(words, k)) return true;
    return false;
}

template <typename Who>
bool is_pay(const Words& words, std::string_view text, Who&& who) {
    const auto& lists = any_language();
    if (lists.pay_matters.in(words)) return true;
    if (!lists.pay_words.in(words)) return false;
    const Persons& persons = who();
    const bool amount = text.find('$') != std::string_view::npos ||
                        text.find("€") != std::string_view::npos ||
                        text.find("£") != std::string_view::npos || lists.currencies.in(words);
    const bool person = persons.named || persons.pronoun || persons.ela;
    return person && amount;
}

template <typename Who>
bool is_health(const Words& words, Who&& who) {
    const auto& lists = any_language();
    if (lists.health_matters.in(words)) return true;
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        // One in a bed can be told from the others, and so can one of an age.
        if (lists.sickbeds.has(words[i]) && is_number(words[i + 1])) return true;
        if (is_number(words[i]) && !lists.age_endings.of(words[i].key).empty() &&
            lists.patient_words.in(words))
            return true;
        const bool aged = is_number(words[i]) && lists.years.has(words[i + 1]);
        if (aged && who().patient) return true;
    }
    if (lists.health_words.in(words)) {
        const Persons& persons = who();
        if (persons.named || persons.pronoun || persons.ela || persons.kin || persons.patient ||
            persons.titled)
            return true;
    }
    return lists.patient_words.in(words) && who().titled;
}

template <typename Who>
bool is_conflict(const Words& words, Who&& who) {
    const auto& lists = any_language();
    if (lists.conflict_matters.in(words)) return true;
    return lists.conflict_words.in(words) && (who().named || who().pronoun || who().kin);
}

template <typename Who>
bool is_performance(const Words& words, Who&& who) {
    const auto& lists = any_language();
    if (lists.performance_matters.in(words)) return true;
    return lists.performance_words.in(words) && (who().named || who().pronoun);
}

// "Mortgage: 2,140 a month", "Savings - 18k"
bool is_account_line(const Words& words, std::string_view text) {
    const auto count = any_language().account_labels.at(words, 0);
    if (count == 0 || count >= words.size()) return false;
    const auto mark = trim(text.substr(words[count - 1].end, words[count].begin - words[count - 1].end));
    if (!mark.starts_with(':') && !mark.starts_with('-') && !mark.starts_with('=')) return false;
    return std::any_of(words.begin() + static_cast<std::ptrdiff_t>(count), words.end(), is_number);
}

bool is_own_affair(const Words& words, std::string_view text) {
    return any_language().own_affairs.in(words) || is_account_line(words, text);
}

template <typename Who>
bool is_customer(const Words& words, Who&& who) {
    const auto& lists = any_language();
    if (!lists.customer_matters.in(words) || lists.technical_contracts.in(words)) return false;
    if (who().company) return true;
    return words.size() > 1 && words[0].capital && !words[0].key.ends_with("s") &&
           !lists.nobody_named.at(words, 0) && lists.customer_acts.at(words, 1);
}

/// Whether one of the lists below may say something; all of the questions above, but for secrets, begin with
/// one of these.
bool may_concern(const Words& words) {
    static const Triggers triggers = [] {
        const auto& lists = any_language();
        return Triggers{&lists.private_marks,
                        &lists.machine_orders,
                        &lists.dismissals,
                        &lists.pay_matters,
                        &lists.pay_words,
                        &lists.health_matters,
                        &lists.sickbeds,
                        &lists.years,
                        &lists.health_words,
                        &lists.patient_words,
                        &lists.conflict_matters,
                        &lists.conflict_words,
                        &lists.performance_matters,
                        &lists.performance_words,
                        &lists.customer_matters,
                        &lists.own_affairs,
                        &lists.account_labels};
    }();
    return triggers.in(words);
}

}  // namespace

std::string_view name(Concern concern) {
    switch (concern) {
        case Concern::secret:
            return "secret";
        case Concern::marked:
            return "marked";
        case Concern::pay:
            return "pay";
        case Concern::health:
            return "health";
        case Concern::conflict:
            return "conflict";
        case Concern::performance:
            return "performance";
        case Concern::customer:
            return "customer";
        case Concern::affairs:
            return "affairs";
        case Concern::machine:
            return "machine";
    }
    return {};
}

Names::Names(std::span<const std::string> names) {
    for (const auto& name : names)
        if (auto words = words_of(name); !words.empty())
            by_first_word_[words.front().hash].push_back(std::move(words));
}

bool Names::at(const Words& words, std::size_t at) const {
    if (by_first_word_.empty() || !words[at].capital) return false;
    const auto stands = [&](std::uint32_t first) {
        const auto found = by_first_word_.find(first);
        return found != by_first_word_.end() &&
               std::any_of(found->second.begin(), found->second.end(),
                           [&](const Words& name) { return is_name_at(words, at, name); });
    };
    if (stands(words[at].hash)) return true;
    // "Jonas's"
    const std::string_view key = words[at].key;
    return key.ends_with("'s") && stands(hash_of(key.substr(0, key.size() - 2)));
}

std::optional<Concern> concern(std::string_view text, const Names& people) {
    return concern(text, words_of(text), people);
}

std::optional<Concern> concern(std::string_view text, const Words& words, const Names& people) {
    if (words.empty()) return std::nullopt;
    if (holds_secret(text, words)) return Concern::secret;
    if (!may_concern(words)) return std::nullopt;
    if (is_marked(words)) return Concern::marked;
    if (is_for_machines(words)) return Concern::machine;
    // Who is spoken of is looked for only where it matters.
    std::optional<Persons> found;
    const auto persons = [&]() -> const Persons& {
        if (!found) found = persons_in(text, words, people);
        return *found;
    };
    if (is_pay(words, text, persons)) return Concern::pay;
    if (is_health(words, persons)) return Concern::health;
    if (is_conflict(words, persons)) return Concern::conflict;
    if (is_performance(words, persons)) return Concern::performance;
    if (is_customer(words, persons)) return Concern::customer;
    if (is_own_affair(words, text)) return Concern::affairs;
    return std::nullopt;
}

/// Whether the word says when, or whom: "2025", "autumn", "Julian".
static bool names_period_or_person(const Words& words, std::size_t i, const LanguagePack& lists) {
    const auto& key = words[i].key;
    const bool number = std::all_of(key.begin(), key.end(), [](char c) { return c >= '0' && c <= '9'; });
    return number || lists.review_periods.at(words, i) > 0 || lists.months.match(words, i) ||
           (words[i].capital && lists.given_names.contains(key));
}

bool is_private_title(std::string_view title) {
    const auto words = words_of(title);
    if (words.empty()) return false;
    const auto& lists = any_language();
    if (is_marked(words)) return true;
    // "Health checks", "Personal finance apps": some count only where the heading says nothing else.
    for (std::size_t i = 0; i < words.size(); ++i)
        if (const auto count = lists.private_titles.at(words, i); count > 0) {
            if (lists.private_titles_alone.at(words, i) == 0) return true;
            // "Feedback 2025 autumn", "Feedback Julian"
            bool alone = true;
            for (std::size_t k = 0; k < words.size() && alone; ++k)
                alone = (k >= i && k < i + count) || names_period_or_person(words, k, lists);
            if (alone) return true;
        }
    return false;
}

bool is_name_of_person(std::string_view text) {
    constexpr std::size_t kLongest = 3;  // words
    const auto words = words_of(text);
    if (words.empty() || words.size() > kLongest || !any_language().given_names.contains(words.front().key))
        return false;
    // "Alan Turing", and no "Grace Period (draft)".
    return std::all_of(words.begin(), words.end(), [](const Word& word) { return word.capital; }) &&
           text.find_first_of(":,;()!?&/0123456789") == std::string_view::npos;
}

bool addresses(std::string_view text, const Words& words, const Names& people) {
    const auto gap = [&](std::size_t from, std::size_t to) { return trim(text.substr(from, to - from)); };
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (!people.at(words, i)) continue;
        std::size_t last = i;
        while (last + 1 < words.size() && words[last + 1].capital &&
               gap(words[last].end, words[last + 1].begin).empty())
            ++last;
        const bool starts = i == 0 || gap(words[i - 1].end, words[i].begin) == ",";
        const bool ended = last + 1 == words.size();
        const auto after = gap(words[last].end, ended ? text.size() : words[last + 1].begin);
        // "Jonas, Priya and I": one of several.
        const bool several = (!ended && words[last + 1].capital) || (i > 0 && words[i - 1].capital && i > 1);
        if (several) continue;
        if (i == 0 && after == ",") return true;
        if (i > 0 && starts && (after.starts_with(",") || (ended && !after.empty()))) return true;
    }
    return false;
}

}  // namespace pacelane::language
