#pragma once

#include <optional>
#include <string_view>

namespace pacelane::context::detail {

/// What a field of front matter is for, by its key.
enum class MatterUse {
    none,  // known, and of no use here
    title,
    date,
    published,
    created,
    changed,
    language,
    tags,
    aliases,
    participants,
    speakers,
    authors,
    canonical,
    permalink,
    url,
    original,
    draft,
    publish,
    is_private,
    status,
};

/// Of a key as matter_key has it; nothing of one that is not known.
std::optional<MatterUse> matter_use(std::string_view key);

}  // namespace pacelane::context::detail
