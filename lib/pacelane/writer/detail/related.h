#pragma once

#include <cstddef>
#include <map>
#include <pacelane/writer/detail/piece.h>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// Whether pieces of several notes are about one subject, so that a letter can tell them together.
namespace pacelane::writer::detail {

/// What a piece is about.
struct Subject {
    std::map<std::string, double>
        words;  ///< stems that tell something, and how often; the title's count more
    std::set<std::string> title;
    std::string_view folder;    ///< that its document stands in; empty outside one
    std::vector<bool> pillars;  ///< which of the person's it touches
};
Subject subject_of(const Piece& piece, const std::vector<std::string>& pillars);

/// Compares subjects; how much a word tells is learned from all that are compared.
class Subjects {
public:
    explicit Subjects(std::vector<Subject> all);
    /// 0 to 1.
    double likeness(std::size_t a, std::size_t b) const;
    bool related(std::size_t a, std::size_t b) const;

private:
    std::vector<Subject> all_;
};

/// A day's entry of a diary, or entries by day or hour, as dates in its name or at their openings tell.
bool is_diary(const sources::Reading& reading);

}  // namespace pacelane::writer::detail
