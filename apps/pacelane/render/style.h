#pragma once

#include "application.h"

#include <string>
#include <string_view>

namespace pacelane::cli {

enum class Style { bold, dim, red, green, yellow };

/// Puts colour around text when stdout is a terminal (or --color always) and NO_COLOR is not set.
class Painter {
public:
    explicit Painter(const Globals& globals);
    std::string operator()(Style style, std::string_view text) const;
    /// A state of an analysis or a draft in its colour.
    std::string state(std::string_view state) const;

private:
    bool on_ = false;
};

}  // namespace pacelane::cli
