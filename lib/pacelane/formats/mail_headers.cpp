#include "mail_headers.h"

#include "data_limits.h"
#include "mail_people.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/context/detail/encoding.h>
#include <utility>

namespace pacelane::formats {

std::string mail_text_of(const char* text) {
    if (!text) return {};
    return context::detail::decode(text).text;
}

std::string mail_header(GMimeObject* object, const char* name) {
    auto text = mail_text_of(g_mime_object_get_header(object, name));
    std::replace(text.begin(), text.end(), '\n', ' ');
    return std::string(trim(text));
}

void add_mail_people(InternetAddressList* list, std::vector<std::string>& people, int depth) {
    constexpr int deepest = 4;
    const int count = list && depth < deepest ? internet_address_list_length(list) : 0;
    for (int i = 0; i < count && people.size() < kDataLimits.mail_people; ++i) {
        auto* address = internet_address_list_get_address(list, i);
        if (INTERNET_ADDRESS_IS_GROUP(address)) {
            add_mail_people(internet_address_group_get_members(INTERNET_ADDRESS_GROUP(address)), people,
                            depth + 1);
            continue;
        }
        if (!INTERNET_ADDRESS_IS_MAILBOX(address)) continue;
        auto person =
            person_of(mail_text_of(internet_address_get_name(address)),
                      mail_text_of(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address))));
        std::replace(person.begin(), person.end(), '\n', ' ');
        if (!person.empty()) people.push_back(std::move(person));
    }
}

std::optional<Date> mail_date(GMimeMessage* message) {
    auto* date = g_mime_message_get_date(message);
    if (!date) return std::nullopt;
    const std::chrono::year_month_day day{
        std::chrono::year(g_date_time_get_year(date)),
        std::chrono::month(static_cast<unsigned>(g_date_time_get_month(date))),
        std::chrono::day(static_cast<unsigned>(g_date_time_get_day_of_month(date)))};
    // A clock that was never set.
    const bool likely =
        day.ok() && day.year() >= std::chrono::year(1971) && day.year() <= std::chrono::year(2200);
    return likely ? std::optional(day) : std::nullopt;
}

}  // namespace pacelane::formats
