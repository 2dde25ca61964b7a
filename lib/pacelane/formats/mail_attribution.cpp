#include "mail_attribution.h"

#include "mail_people.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/context/detail/labels.h>
#include <pacelane/context/detail/quoted_marks.h>
#include <pacelane/language/language_pack.h>
#include <utility>

namespace pacelane::formats {

namespace {

constexpr std::string_view kAroundAddress = " <>()[]\"";

/// "ana@example.org", wherever it stands in the line.
std::string_view address_in(std::string_view text) {
    const std::size_t at = text.find('@');
    if (at == std::string_view::npos) return {};
    const std::size_t begin = text.find_last_of(kAroundAddress, at) + 1;  // 0 when there is none
    return text.substr(begin, std::min(text.find_first_of(kAroundAddress, at), text.size()) - begin);
}

/// How many numbers the line has outside of its address: of "3.11.2026, 10:11" five.
std::size_t numbers_of(std::string_view text) {
    const auto address = address_in(text);
    const auto before = address.empty() ? text : text.substr(0, text.find(address));
    const auto after = address.empty() ? std::string_view{} : text.substr(before.size() + address.size());
    std::size_t numbers = 0;
    for (const auto part : {before, after})
        for (std::size_t i = 0; i < part.size(); ++i)
            numbers += is_digit(part[i]) && (i == 0 || !is_digit(part[i - 1])) ? 1 : 0;
    return numbers;
}

/// "10:11" within a line.
bool has_clock(std::string_view text) {
    for (std::size_t i = 1; i + 2 < text.size(); ++i)
        if (text[i] == ':' && is_digit(text[i - 1]) && is_digit(text[i + 1]) && is_digit(text[i + 2]))
            return true;
    return false;
}

bool is_verb(std::string_view words) {
    return language::any_language().wrote_words.contains(language::fold(trim(words), true));
}

/// "2026-11-03 10:11 GMT+01:00 Ana Souza <ana@example.org>:", "* Ana Souza <ana@…> [2026-11-03]:".
std::string before_address(std::string_view text) {
    const std::size_t at = text.find('@');
    const std::size_t open = text.find_last_of("<(", at);
    if (at == std::string_view::npos || open == std::string_view::npos || open == 0) return {};
    std::string_view name = text.substr(0, open);
    if (const std::size_t digit = name.find_last_of("0123456789"); digit != std::string_view::npos) {
        const std::size_t space = name.find(' ', digit);
        name = space == std::string_view::npos ? std::string_view{} : name.substr(space);
    }
    const auto from = name.find_first_not_of(" *,\"'-");
    if (from == std::string_view::npos) return {};
    name = name.substr(from);
    // "…, 3:32 PM +0300 from Ana Souza <ana@…>:"
    const std::size_t space = name.find(' ');
    if (space != std::string_view::npos &&
        language::any_language().from_fields.contains(language::fold(name.substr(0, space), true)))
        name = name.substr(space + 1);
    return person_of(name, address_in(text));
}

/// "Ana Souza <ana@example.org> writes:": a name, its address and the verb, and nothing else. Programs write
/// that, with no date as well. `alone`: nothing stands above the line that it could belong to.
bool names_sender(std::string_view joined, bool alone) {
    const std::size_t at = joined.find('@');
    if (at == std::string_view::npos) return false;
    const std::size_t begin = joined.find_last_of(kAroundAddress, at) + 1;  // 0 when there is none
    const std::size_t end = joined.find_first_of(kAroundAddress, at);
    if (end == std::string_view::npos) return false;
    auto verb = joined.substr(end);
    verb.remove_prefix(std::min(verb.find_first_not_of(" >)],\""), verb.size()));
    if (verb.ends_with(':')) verb = trim(verb.substr(0, verb.size() - 1));
    if (!verb.empty() && !is_verb(verb)) return false;
    auto name = joined.substr(0, begin);
    if (verb.empty()) {  // "Quoting Ana Souza <ana@example.org>:"
        const std::size_t space = name.find(' ');
        if (space == std::string_view::npos) return false;
        name = name.substr(space);
    }
    const std::size_t first = name.find_first_not_of(" *,\"'<([");
    if (first == std::string_view::npos) return alone;
    name = name.substr(first, name.find_last_not_of(" *,\"'<([") + 1 - first);
    return context::detail::name_shape(name) != context::detail::NameShape::none;
}

/// When, who and the address, and nothing else: "3.11.2026, 09:02, Ana Souza <ana@…>:". A day has three
/// numbers or two, a clock two; no sentence that ends so holds them all.
bool tells_when_and_who(std::string_view joined, bool alone) {
    constexpr std::size_t fewest = 4;
    return alone && joined.ends_with(">:") && numbers_of(joined) >= fewest;
}

/// The line without its colon or rule; empty when it ends in nothing of an attribution.
std::string_view without_end(std::string_view text) {
    text = trim(text);
    if (text.ends_with("：")) return text.substr(0, text.size() - std::string_view("：").size());
    if (text.ends_with(':')) return text.substr(0, text.size() - 1);
    // Zoho: "---- On … Ana Souza <ana@…> wrote ---"
    if (const std::size_t last = text.find_last_not_of('-');
        text.ends_with("---") && last != std::string_view::npos && text[last] == ' ')
        return trim(text.substr(0, last));
    // "On Tue, 3 Nov 2026 09:02:43 +0100 Ana Souza <ana@…> wrote"
    const std::size_t end = text.rfind('>');
    const bool verb = end != std::string_view::npos && text.find('@') < end && is_verb(text.substr(end + 1));
    return verb && has_clock(text) ? text : std::string_view{};
}

/// "On Tue, 3 Nov 2026," above "Ana Souza <ana@…> wrote:".
bool begins_date(const MailLine& line) {
    constexpr std::size_t longest = 60;
    const auto text = trim(line.text);
    return text.size() <= longest && text.ends_with(',') && numbers_of(text) > 0;
}

}  // namespace

std::optional<MailAttribution> mail_attribution(const std::vector<MailLine>& lines, std::size_t at,
                                                bool quote_follows) {
    const auto& last = lines[at];
    const auto text = without_end(last.text);
    if (text.empty()) return std::nullopt;
    constexpr std::size_t most_lines = 4;
    std::optional<MailAttribution> found;
    std::string joined;
    for (std::size_t n = 0; n < most_lines && n <= at; ++n) {
        const auto& line = lines[at - n];
        if (is_blank(line) || line.quote != last.quote) break;
        joined = n == 0 ? std::string(text) + ":" : std::string(trim(line.text)) + " " + joined;
        // "<ana@example.com>wrote:"
        if (const std::size_t end = joined.rfind('>'); end != std::string::npos && end + 1 < joined.size() &&
                                                       joined[end + 1] >= 'a' && joined[end + 1] <= 'z')
            joined.insert(end + 1, " ");
        // The address began on the line above.
        if (const std::size_t end = joined.find('>'); end != std::string::npos && end < joined.find('<'))
            continue;
        const bool alone = n == at || is_blank(lines[at - n - 1]);
        const bool dated = numbers_of(joined) > 0;
        const bool addressed = joined.find('@') != std::string::npos;
        auto wrote = context::detail::who_wrote(joined);
        const bool by_date = !wrote && tells_when_and_who(joined, alone);
        if (by_date || (!wrote && addressed && dated && quote_follows &&
                        (joined.ends_with(">:") || joined.ends_with("]:"))))
            wrote = before_address(joined);
        // Without a quotation below it, only what a program writes is believed: when, who and wrote, or
        // the address with who.
        const bool certain =
            by_date ||
            (dated &&
             (addressed || (quote_follows ? joined.find(", ") != std::string::npos : has_clock(joined)))) ||
            names_sender(joined, alone);
        if (!wrote || !(certain || (n == 0 && quote_follows))) continue;
        found = MailAttribution{person_of(*wrote), n};
        if (found->person.empty() && addressed) found->person = person_of({}, address_in(joined));
        if (certain) break;
    }
    while (found && found->above + 1 < most_lines && found->above < at &&
           lines[at - found->above - 1].quote == last.quote && begins_date(lines[at - found->above - 1]))
        ++found->above;
    return found;
}

}  // namespace pacelane::formats
