#pragma once

#include <pacelane/base/export.h>
#include <string>
#include <string_view>
#include <vector>

/// Patterns of file names. Names and patterns are compared in NFC, so that "é" in one character and "é" in
/// two are the same.
namespace pacelane::pipeline {

/// A pattern of a relative path: `*` and `?` within one name, `[a-z]` sets, `**` any number of names.
class PACELANE_API Glob {
public:
    enum class Escapes { none, backslash };
    explicit Glob(std::string_view pattern, Escapes escapes = Escapes::none);

    /// How far a path has come: an element for each part of the pattern that may be next, and one for its
    /// end.
    using Progress = std::vector<bool>;
    Progress start() const;
    /// After one more name, which is in NFC.
    Progress after(const Progress& progress, std::string_view name) const;
    /// Whether all of the pattern is matched.
    static bool is_matched(const Progress& progress) { return progress.back(); }
    /// Whether a longer path may match.
    static bool may_go_on(const Progress& progress);

private:
    void skip_double_stars(Progress& progress) const;

    std::vector<std::string> parts_;
    Escapes escapes_;
};

/// Whether a relative path matches a pattern.
PACELANE_API bool matches_glob(std::string_view path, std::string_view pattern);
/// The same for one name and one part of a pattern, in NFC both.
PACELANE_API bool matches_name(std::string_view name, std::string_view pattern,
                               Glob::Escapes escapes = Glob::Escapes::none);

/// The name in NFC.
PACELANE_API std::string composed(std::string_view name);
/// The names between the slashes of a path, without empty ones and ".".
PACELANE_API std::vector<std::string_view> path_names(std::string_view path);

}  // namespace pacelane::pipeline
