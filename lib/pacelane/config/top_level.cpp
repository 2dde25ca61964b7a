// The top level of a workspace file without its users.
#include <algorithm>
#include <pacelane/config/detail/top_level.h>

namespace pacelane::config {

namespace {

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}

// Takes the first line off the text, without its end.
std::string_view take_line(std::string_view& text) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

std::size_t indentation(std::string_view line) {
    return std::min(line.find_first_not_of(' '), line.size());
}

bool has_content(std::string_view line) {
    const auto first = std::find_if_not(line.begin(), line.end(), is_blank);
    return first != line.end() && *first != '#';
}

bool has_lone_carriage_return(std::string_view text) {
    for (auto at = text.find('\r'); at != std::string_view::npos; at = text.find('\r', at + 1))
        if (at + 1 == text.size() || text[at + 1] != '\n') return true;
    return false;
}

// Whether a line without its indentation is `users:`, with or without a value after it.
bool names_users(std::string_view line) {
    const auto take = [&](std::string_view word) {
        const bool found = line.starts_with(word);
        if (found) line.remove_prefix(word.size());
        return found;
    };
    if (!take("users") && !take("'users'") && !take("\"users\"")) return false;
    while (!line.empty() && is_blank(line.front()))
        line.remove_prefix(1);
    return take(":") && (line.empty() || is_blank(line.front()));
}

// Whether a line without its indentation, that is indented as little as the key, belongs to the key's value:
// an item of a list, or the end of a list in brackets.
bool goes_on(std::string_view line) {
    if (line.front() == ']' || line.front() == '}') return true;
    return line.front() == '-' && (line.size() == 1 || is_blank(line[1]));
}

}  // namespace

std::optional<WithoutUsers> without_users(std::string_view yaml) {
    if (has_lone_carriage_return(yaml)) return std::nullopt;  // a line break in YAML, and none here
    WithoutUsers found;
    std::optional<std::size_t> margin;  // how far the top level is indented
    bool is_cut = false;
    bool in_users = false;
    auto rest = yaml;
    for (int number = 0; !rest.empty(); ++number) {
        const auto* const start = rest.data();
        const auto line = take_line(rest);
        // Nearly all lines of a long file are such: of a user, and indented.
        const bool is_inside = in_users && *margin == 0 && line.starts_with(' ');
        if (!is_inside && has_content(line)) {
            const auto indented = indentation(line);
            if (!margin && line.front() != '%' && !line.starts_with("---")) margin = indented;
            if (margin && indented <= *margin) {
                const auto content = line.substr(indented);
                if (indented == *margin && names_users(content)) {
                    if (is_cut) return std::nullopt;
                    is_cut = in_users = true;
                    found.users_line = number;
                } else if (in_users) {
                    in_users = goes_on(content);
                }
            }
        }
        if (in_users)
            ++found.cut;
        else
            found.text.append(start, rest.data());
    }
    if (!is_cut) return std::nullopt;
    return found;
}

}  // namespace pacelane::config
