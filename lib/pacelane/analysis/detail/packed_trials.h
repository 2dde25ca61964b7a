#pragma once

#include <pacelane/writer/writer.h>
#include <string>
#include <string_view>
#include <vector>

/// The drafts that were tried of a document, in few bytes. What is read throws Unpacker::Damaged.
namespace pacelane::analysis::detail {

/// Not their texts, which the document gives again. The names of features that are not in `names` are added.
std::string packed_trials(const std::vector<writer::Trial>& trials, std::vector<std::string_view>& names);
std::vector<writer::Trial> unpacked_trials(std::string_view bytes,
                                           const std::vector<std::string_view>& names);

std::string packed_names(const std::vector<std::string_view>& names);
/// Valid for as long as the program runs.
std::vector<std::string_view> unpacked_names(std::string_view bytes);

}  // namespace pacelane::analysis::detail
