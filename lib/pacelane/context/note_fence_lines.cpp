// What fences hold: code, questions of plugins, and text.
#include "detail/front_matter_fields.h"
#include "detail/note_fences.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <string>

#include <fmt/format.h>

namespace pacelane::context::detail {

bool is_directive_option(std::string_view content) {
    return content.size() > 2 && content.front() == ':' && content.find(':', 1) != std::string_view::npos &&
           content.substr(0, content.find(':', 1)).find(' ') == std::string_view::npos;
}

std::string drawing_end(std::string_view content) {
    using namespace std::string_view_literals;
    constexpr std::array kinds{"uml"sv,  "mindmap"sv, "wbs"sv,   "gantt"sv, "json"sv,
                               "yaml"sv, "salt"sv,    "ditaa"sv, "dot"sv};
    constexpr auto mark = "@start"sv;
    if (!content.starts_with(mark)) return {};
    const auto kind = content.substr(mark.size());
    const bool known = std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
    return known ? fmt::format("@end{}", kind) : std::string{};
}

void NoteFences::open_fence(const FenceMark& fence, std::string_view line, bool in_list) {
    fence_ = fence;
    // Set in from no list, it would open code without a fence, or none: the parser counts from the
    // margin.
    const std::size_t indent = indent_of(line);
    fence_indent_ = !in_list && indent >= 4 ? indent : 0;
    line = less_indent(line, fence_indent_);
    const std::string language = ascii_lower(first_word(fence.info));
    const auto directive = directive_fence(fence.info);
    const bool prose = language.starts_with("ad-") || directive.kind == DirectiveFence::Kind::prose ||
                       directive.kind == DirectiveFence::Kind::quote;
    query_fence_ = is_query_language(language) || directive.kind == DirectiveFence::Kind::hidden;
    options_ = directive.kind != DirectiveFence::Kind::none;
    if (query_fence_) {
        skip_from_here(options_ ? std::string{"a directive"}
                                : fmt::format("a query of the {} plugin", language));
    } else if (prose) {
        prose_fences_.push_back(
            {fence.mark, fence.length, fence_indent_, directive.kind == DirectiveFence::Kind::quote, true});
        fence_ = {};
        put({});
        if (options_) put_title(directive.rest);
        blank_ = blank_or_code_ = true;
    } else if (directive.kind == DirectiveFence::Kind::code) {
        put(fmt::format("{}{}", line.substr(0, line.find('{')), first_word(directive.rest)), true);
    } else {
        put(line, true);
    }
}

void NoteFences::open_drawing() {
    put({});
    put("```plantuml", true);
    fence_ = {'@', 3, {}};
    query_fence_ = options_ = false;
    fence_indent_ = 0;
}

bool NoteFences::in_prose_fence(std::string_view& line) {
    if (prose_fences_.empty()) return false;
    auto& prose = prose_fences_.back();
    bool item = false;
    const auto content = trim(line.substr(container_prefix(line, item)));
    const auto mark = fence_mark(content);
    if (mark && mark->mark == prose.mark && mark->length >= prose.length && mark->info.empty()) {
        prose_fences_.pop_back();
        options_ = false;
        put({});
        blank_ = blank_or_code_ = true;
        return true;
    }
    line = less_indent(line, prose.indent);
    if (prose.at_head) {
        const auto field = matter_line(content);
        const std::string key = field ? matter_key(field->key) : std::string{};
        if (options_ && is_directive_option(content)) return true;
        if (key == "title") put_title(field->value);
        if (key == "title" || key == "collapse" || key == "icon" || key == "color") return true;
        prose.at_head = options_ = false;
    }
    if (prose.quote) put(fmt::format("> {}", line));
    return prose.quote;
}

void NoteFences::fenced(std::string_view line) {
    line = less_indent(line, fence_indent_);
    bool item = false;
    const auto content = trim(line.substr(container_prefix(line, item)));
    const auto mark = fence_mark(content);
    const bool closes = fence_.mark == '@' ? content.starts_with("@end")
                                           : mark && mark->mark == fence_.mark &&
                                                 mark->length >= fence_.length && mark->info.empty();
    if (options_ && !closes) {
        if (is_directive_option(content)) {
            if (query_fence_) skipped_to_ = number_;
            return;
        }
        options_ = false;
    }
    if (fence_.mark == '@') {
        put(closes ? "```" : line, true);
    } else if (query_fence_) {
        skipped_to_ = number_;
    } else if (const auto code = without_code_marks(line)) {
        put(*code, true);
    }
    if (closes) {
        fence_ = {};
        blank_or_code_ = true;
    }
}

void NoteFences::leave_fences() {
    if (in_fence() && !query_fence_)
        put(fence_.mark == '@' ? "```" : std::string(fence_.length, fence_.mark), true);
    fence_ = {};
    prose_fences_.clear();
}

}  // namespace pacelane::context::detail
