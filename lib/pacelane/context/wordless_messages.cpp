#include "detail/wordless_messages.h"

#include <algorithm>

#include <fmt/format.h>

namespace pacelane::context::detail {

void WordlessMessages::add(int line) {
    if (count_++ == 0) first_ = line;
    // A chat whose newest message comes first is read from its end.
    last_ = std::max(first_, line);
}

void WordlessMessages::tell(Reading& reading) const {
    if (count_ == 0) return;
    reading.omit(first_, last_,
                 fmt::format("{} {} without words (media, deleted, who joined or left)", count_,
                             count_ == 1 ? "message" : "messages"));
}

}  // namespace pacelane::context::detail
