#pragma once

#include "labels.h"

#include <string_view>

namespace pacelane::context::detail {

/// Sets speaker and shape by the label; false when it names nobody.
bool set_speaker(SpokenLine& line, std::string_view label);

/// "MAYA — text", as plays and many interviews have it.
bool parse_dash(std::string_view text, SpokenLine& line);
/// "O SR. PRESIDENTE (Rui Prado. Bloco/PX - SP) - Declaro aberta a sessão.", as Brazil's Senate writes it.
bool parse_address(std::string_view text, SpokenLine& line);
/// Whether the line begins with a title whose labels may end in a full stop.
bool opens_with_title(std::string_view text);
/// Where the full stop of such a label stands; 0: there is none.
std::size_t stopped_label(std::string_view text);
/// "M. le président. La séance est levée.", as the French parliament writes it.
bool parse_stopped(std::string_view text, SpokenLine& line);
/// "Maya<TAB>text".
bool parse_tab(std::string_view text, SpokenLine& line);

}  // namespace pacelane::context::detail
