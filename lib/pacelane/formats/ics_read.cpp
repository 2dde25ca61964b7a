#include "ics_read.h"

#include "data_limits.h"

#include <algorithm>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <string>

namespace pacelane::formats {

IcsComponents ics_components(std::string_view text) {
    icalerror_set_errors_are_fatal(false);
    const std::string copy(text);
    return IcsComponents(icalparser_parse_string(copy.c_str()));
}

std::vector<int> ics_event_lines(std::string_view text) {
    std::vector<int> lines;
    int depth = 0;
    int line = 1;
    for (; !text.empty(); ++line) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const auto one = ascii_lower(trim(text.substr(0, std::min<std::size_t>(end, 40))));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (one.starts_with("begin:")) {
            if (++depth > kDataLimits.calendar_depth)
                throw Error(ErrorKind::bad_input, "has components deeper within each other than is read");
            if (one == "begin:vevent") lines.push_back(line);
        } else if (one.starts_with("end:")) {
            depth = std::max(0, depth - 1);
        }
    }
    return lines;
}

}  // namespace pacelane::formats
