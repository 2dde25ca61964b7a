#pragma once

#include <string_view>

/// What the lines of a page's comments tell besides words: when, how many, by whom.
namespace pacelane::context::detail {

/// "Nov 11, 2026", "on 11/11/2026 at 9:02", "2 hours ago", "3h": nothing else.
bool is_when(std::string_view text);
/// Without the marks that no reader sees (Bluesky sets them around a handle).
std::string_view without_marks(std::string_view text);
/// Without what a page sets behind: "… | parent | next [–]", "… · 3 comments", "… • edited".
std::string_view first_part(std::string_view line, bool& more);
/// "5d", "3 years ago", "Há 3 anos": nothing else.
bool is_age(std::string_view text);
/// "Answered 3 years ago", "Updated 4y".
bool is_stamped_age(std::string_view text);
bool is_day(std::string_view text);
bool is_full_name(std::string_view text);
/// "12.4K views", "12,4 mil visualizações", "View 41 upvotes": what a site counts below a post.
bool is_count(std::string_view line);
std::string_view without_dot(std::string_view line);
/// "1st", "2nd", "3rd+", "2º": how near somebody is.
bool is_degree(std::string_view line);
/// "rui_prado", "olu", "Maya_Lindqvist": the first word of a sentence is none.
bool is_handle(std::string_view word);

}  // namespace pacelane::context::detail
