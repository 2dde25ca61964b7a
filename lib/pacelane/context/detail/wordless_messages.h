#pragma once

#include "reading.h"

namespace pacelane::context::detail {

/// Messages of a chat in which nobody says anything (media, deleted, who joined): counted, and told at the
/// end.
class WordlessMessages {
public:
    void add(int line);
    void tell(Reading& reading) const;

private:
    std::size_t count_ = 0;
    int first_ = 1;
    int last_ = 1;
};

}  // namespace pacelane::context::detail
