#pragma once

#include <cstddef>
#include <pacelane/base/content_form.h>
#include <pacelane/base/export.h>
#include <string>
#include <string_view>
#include <vector>

namespace pacelane::monitor {

/// What a platform's feed shows of a text before its reader asks for more.
struct Fold {
    bool on_phone = false;
    std::size_t lines = 0;
    std::size_t width = 0;  ///< about so many characters a line
    std::size_t about = 0;  ///< characters in all
    std::string shown;      ///< ends with "…" when the text goes on
};

/// A text beside what one platform takes.
struct PlatformLength {
    std::string_view platform;  ///< "linkedin"; "length" for a limit of our own
    const LengthLimit* limit = nullptr;
    std::size_t count = 0;  ///< as the platform counts
    std::vector<Fold> folds;
    bool fits() const { return count <= limit->most; }
};

/// Of each platform of the form.
PACELANE_API std::vector<PlatformLength> platform_lengths(const ContentForm& form, std::string_view text);

}  // namespace pacelane::monitor
