// The rules of .gitignore.
#include <pacelane/pipeline/exclude_rules.h>

namespace pacelane::pipeline {

namespace {

bool matches(const Glob& glob, std::string_view path) {
    auto progress = glob.start();
    for (const auto name : path_names(path))
        progress = glob.after(progress, name);
    return Glob::is_matched(progress);
}

// Without spaces at the end, unless a backslash stands before them.
std::string_view without_trailing_spaces(std::string_view text) {
    while (text.ends_with(' ') && !text.ends_with("\\ "))
        text.remove_suffix(1);
    return text;
}

}  // namespace

ExcludeRules::ExcludeRules(const std::vector<std::string>& patterns) {
    for (const auto& written : patterns) {
        auto text = without_trailing_spaces(written);
        if (text.empty() || text.front() == '#') continue;
        const bool takes_back = text.front() == '!';
        if (takes_back) text.remove_prefix(1);
        const bool folders_only = text.ends_with('/');
        while (text.ends_with('/'))
            text.remove_suffix(1);
        if (text.empty()) continue;
        std::string pattern(text);
        if (text.find('/') == std::string_view::npos) pattern = "**/" + pattern;
        // "a/**" is what is below a, not a itself.
        if (pattern.ends_with("/**")) pattern += "/*";
        rules_.push_back({written, Glob(pattern, Glob::Escapes::backslash), takes_back, folders_only});
    }
}

const std::string* ExcludeRules::excluding(std::string_view path, bool is_folder) const {
    for (auto rule = rules_.rbegin(); rule != rules_.rend(); ++rule)
        if ((is_folder || !rule->folders_only) && matches(rule->glob, path))
            return rule->takes_back ? nullptr : &rule->pattern;
    return nullptr;
}

const std::string* ExcludeRules::excluding_any(std::string_view path, bool is_folder) const {
    for (auto end = path.find('/'); end != std::string_view::npos; end = path.find('/', end + 1))
        if (const auto* pattern = excluding(path.substr(0, end), true)) return pattern;
    return excluding(path, is_folder);
}

}  // namespace pacelane::pipeline
