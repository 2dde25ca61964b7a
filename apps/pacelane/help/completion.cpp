#include "help/completion.h"

#include "command_line/command.h"

#include <pacelane/base/text.h>
#include <vector>

#include <fmt/format.h>

namespace pacelane::cli {

namespace {

// What completes a value: "" nothing, "file", "folder", "=a b c" fixed values, else a kind of `complete`.
using Source = std::string;

/// What the scripts need to know of a command.
struct Entry {
    struct Flag {
        std::vector<std::string> names;  ///< "-u", "--user"
        std::string description;
        bool takes_value = false;
        Source source;
    };
    struct Argument {
        Source source;
        bool repeated = false;
    };
    std::string path;                                           ///< "pacelane queue send"
    std::vector<std::pair<std::string, std::string>> commands;  ///< names and descriptions
    std::vector<Flag> options;
    std::vector<Argument> arguments;
};

Source source_of(const Option& option, const Command& command) {
    const auto path = command.path();
    if (!option.values().empty()) return "=" + join(option.values(), " ");
    const auto name = option.value_name();
    if (name == "FILE" || name == "PATH") return "file";
    if (name == "FOLDER" || name == "DIR") return "folder";
    if (name == "COMMAND" && path == "pacelane help") {
        std::vector<std::string> names;
        for (const auto* sub : command.root().subcommands())
            names.push_back(sub->name());
        return "=" + join(names, " ");
    }
    if (name == "USER") return "users";
    if (name == "QUEUE") return "queues";
    if (name == "ID|USER") return "schedules";
    if (name != "ID") return "";
    if (option.has_long_name("schedule")) return "schedules";
    if (option.has_long_name("analysis")) return "analyses";
    if (option.has_long_name("generation") || path == "pacelane content" ||
        path.starts_with("pacelane content "))
        return "generations";
    return "";
}

void collect(const Command& command, std::vector<Entry>& all) {
    const auto path = command.path();
    Entry entry{path, {}, {}, {}};
    for (const auto* argument : command.arguments())
        entry.arguments.push_back({source_of(*argument, command), argument->is_repeated()});
    for (const auto* option : command.options()) {
        Entry::Flag one{{}, option->help(), !option->is_flag(), source_of(*option, command)};
        for (const auto& name : option->short_names())
            one.names.push_back("-" + name);
        for (const auto& name : option->long_names())
            one.names.push_back("--" + name);
        entry.options.push_back(std::move(one));
    }
    for (const auto* sub : command.subcommands())
        entry.commands.emplace_back(sub->name(), sub->help());
    all.push_back(std::move(entry));
    for (const auto* sub : command.subcommands())
        collect(*sub, all);
}

// In single quotes, for bash, zsh and fish alike.
std::string shell_quoted(std::string_view text, bool fish = false) {
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'')
            out += fish ? "\\'" : "'\\''";
        else if (c == '\\' && fish)
            out += "\\\\";
        else
            out += c;
    }
    return out + "'";
}

// bash and zsh read the same tables: functions that print what there is at a place of the tree.
std::string tables(const std::vector<Entry>& all) {
    std::string commands, options, values, arguments, paths;
    for (const auto& command : all) {
        const auto path = shell_quoted(command.path);
        if (command.path != "pacelane") paths += (paths.empty() ? "" : "|") + path;
        if (!command.commands.empty()) {
            commands += "    " + path + ") printf '%s\\n'";
            for (const auto& [name, text] : command.commands)
                commands += " \\\n      " + shell_quoted(name + ":" + text);
            commands += " ;;\n";
        }
        options += "    " + path + ") printf '%s\\n'";
        for (const auto& option : command.options) {
            for (const auto& name : option.names)
                options += " \\\n      " + shell_quoted(name + ":" + option.description);
            if (!option.takes_value) continue;
            for (const auto& name : option.names)
                values +=
                    fmt::format("    {}) printf '%s\\n' {} ;;\n", shell_quoted(command.path + " " + name),
                                shell_quoted(option.source.empty() ? "none" : option.source));
        }
        options += " ;;\n";
        std::size_t place = 0;
        for (const auto& argument : command.arguments) {
            ++place;
            if (!argument.source.empty())
                arguments += fmt::format(
                    "    {}{}) printf '%s\\n' {} ;;\n",
                    shell_quoted(fmt::format("{} {}", command.path,
                                             argument.repeated ? std::string() : std::to_string(place))),
                    argument.repeated ? "*" : "", shell_quoted(argument.source));
        }
    }
    return fmt::format(R"sh(_pacelane_is_command() {{
  case "$1" in
    {}) return 0 ;;
  esac
  return 1
}}
_pacelane_commands() {{
  case "$1" in
{}  esac
}}
_pacelane_options() {{
  case "$1" in
{}  esac
}}
# What completes the value of an option; nothing when it takes none.
_pacelane_value() {{
  case "$1 $2" in
{}    *) [ "$1" = pacelane ] || _pacelane_value pacelane "$2" ;;
  esac
}}
_pacelane_argument() {{
  case "$1 $2" in
{}  esac
}}
)sh",
                       paths, commands, options, values, arguments);
}

// Goes through the words before the one that is completed; sets command, place, taking (the option whose
// value comes now) and context (the options that say which database).
constexpr std::string_view kWalk = R"sh(_pacelane_walk() {
  local word source
  command=pacelane place=1 taking='' context=()
  for word in "$@"; do
    if [ "$word" = = ] && [ -n "$taking" ]; then continue; fi
    if [ -n "$taking" ]; then
      case "$taking" in --db|--config) context+=("$taking" "$word") ;; esac
      taking=''
    elif [ "$word" = -- ]; then
      place=99
    else
      case "$word" in
        --db=*|--config=*) context+=("$word") ;;
        --*=*) ;;
        -*)
          source=$(_pacelane_value "$command" "$word")
          [ -z "$source" ] || taking=$word ;;
        *)
          if _pacelane_is_command "$command $word"; then command="$command $word"
          else place=$((place + 1)); fi ;;
      esac
    fi
  done
}
)sh";

constexpr std::string_view kBash = R"sh(_pacelane() {
  local command place taking context source current=${COMP_WORDS[COMP_CWORD]} line
  COMPREPLY=()
  [ "$current" != = ] || current=''
  _pacelane_walk "${COMP_WORDS[@]:1:COMP_CWORD-1}"
  if [ -n "$taking" ]; then
    source=$(_pacelane_value "$command" "$taking")
  elif [[ $current == -* ]]; then
    while IFS= read -r line; do
      [[ ${line%%:*} != "$current"* ]] || COMPREPLY+=("${line%%:*}")
    done < <(_pacelane_options "$command"; [ "$command" = pacelane ] || _pacelane_options pacelane)
    return
  else
    while IFS= read -r line; do
      [[ -z $line || ${line%%:*} != "$current"* ]] || COMPREPLY+=("${line%%:*}")
    done < <(_pacelane_commands "$command")
    source=$(_pacelane_argument "$command" "$place")
  fi
  case "$source" in
    ''|none) ;;
    file) while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$current"); compopt -o filenames 2>/dev/null ;;
    folder) while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -d -- "$current"); compopt -o filenames 2>/dev/null ;;
    =*) while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -W "${source#=}" -- "$current") ;;
    *)
      while IFS= read -r line; do
        COMPREPLY+=("${line%%$'\t'*}")
      done < <("${COMP_WORDS[0]}" "${context[@]}" complete "$source" "$current" 2>/dev/null) ;;
  esac
}
complete -F _pacelane pacelane
)sh";

constexpr std::string_view kZsh = R"sh(_pacelane() {
  local command place taking source line
  local -a context found
  _pacelane_walk "${(@)words[2,CURRENT-1]}"
  if [[ -n $taking ]]; then
    source=$(_pacelane_value "$command" "$taking")
  elif [[ ${words[CURRENT]} == -* ]]; then
    found=(${(f)"$(_pacelane_options "$command"; [[ $command == pacelane ]] || _pacelane_options pacelane)"})
    _describe -o option found
    return
  else
    found=(${(f)"$(_pacelane_commands "$command")"})
    (( ! $#found )) || _describe command found
    source=$(_pacelane_argument "$command" "$place")
  fi
  case "$source" in
    (''|none) ;;
    (file) _files ;;
    (folder) _files -/ ;;
    ('='*) compadd -- ${=source#=} ;;
    (*)
      found=()
      for line in ${(f)"$("${words[1]}" "${context[@]}" complete "$source" "${words[CURRENT]}" 2>/dev/null)"}; do
        found+=("${line%%$'\t'*}:${line#*$'\t'}")
      done
      _describe "$source" found ;;
  esac
}
if [ "$funcstack[1]" = _pacelane ]; then _pacelane "$@"; else compdef _pacelane pacelane; fi
)sh";

std::string fish(const std::vector<Entry>& all) {
    std::string paths, valued, lines;
    for (const auto& command : all) {
        if (command.path != "pacelane") paths += " " + shell_quoted(command.path, true);
        const auto here = "complete -c pacelane -n " +
                          shell_quoted("__pacelane_at " + shell_quoted(command.path, true), true);
        const auto values_of = [](const Source& source) -> std::string {
            if (source.starts_with('=')) return " -a " + shell_quoted(source.substr(1), true);
            if (source.empty() || source == "file") return "";
            if (source == "folder") return " -a '(__fish_complete_directories)'";
            return " -a " + shell_quoted("(__pacelane_complete " + source + ")", true);
        };
        for (const auto& [name, text] : command.commands)
            lines += fmt::format("{} -a {} -d {}\n", here, name, shell_quoted(text, true));
        for (const auto& option : command.options) {
            // The options for every command are completed wherever one is.
            auto line = command.path == "pacelane" ? "complete -c pacelane" : here;
            for (const auto& name : option.names) {
                line += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
                if (option.takes_value) valued += " " + shell_quoted(name, true);
            }
            if (option.takes_value)
                line += (option.source == "file" ? " -r -F" : " -x") + values_of(option.source);
            lines += line + " -d " + shell_quoted(option.description, true) + "\n";
        }
        for (std::size_t n = 0; n < command.arguments.size(); ++n) {
            const auto& argument = command.arguments[n];
            if (argument.source.empty()) continue;
            const auto where =
                shell_quoted(fmt::format("__pacelane_at {} {}{}", shell_quoted(command.path, true), n + 1,
                                         argument.repeated ? " more" : ""),
                             true);
            lines += fmt::format("complete -c pacelane -n {}{}{}\n", where,
                                 argument.source == "file" ? " -F" : "", values_of(argument.source));
        }
    }
    return fmt::format(R"sh(set -g __pacelane_paths{}
set -g __pacelane_valued{}
# Whether the words before the cursor name this command, and (if given) this argument of it comes next.
function __pacelane_at
    set -l path pacelane
    set -l place 1
    set -l taking ''
    for word in (commandline -opc)[2..-1]
        if test -n "$taking"
            set taking ''
        else if string match -q -- '-*' $word
            if contains -- $word $__pacelane_valued
                set taking $word
            end
        else if contains -- "$path $word" $__pacelane_paths
            set path "$path $word"
        else
            set place (math $place + 1)
        end
    end
    test "$path" = "$argv[1]"; or return 1
    test (count $argv) -eq 1; and return 0
    test $place -eq $argv[2]; and return 0
    test (count $argv) -eq 3 -a $place -ge $argv[2]
end
function __pacelane_complete
    set -l words (commandline -opc)
    set -l context
    for n in (seq 2 (count $words))
        switch $words[$n]
            case --db --config
                if test $n -lt (count $words)
                    set context $context $words[$n] $words[(math $n + 1)]
                end
            case '--db=*' '--config=*'
                set context $context $words[$n]
        end
    end
    $words[1] $context complete $argv[1] (commandline -ct | string replace -r '^--[^=]*=' '') 2>/dev/null
end
complete -c pacelane -f
{})sh",
                       paths, valued, lines);
}

}  // namespace

std::string completion_script(const Command& app, std::string_view shell) {
    std::vector<Entry> all;
    collect(app, all);
    const std::string note = "# Made by \"pacelane completion\" from what --help shows.\n";
    if (shell == "fish") return note + fish(all);
    if (shell == "zsh")
        return "#compdef pacelane\n" + note + tables(all) + std::string(kWalk) + std::string(kZsh);
    return note + tables(all) + std::string(kWalk) + std::string(kBash);
}

}  // namespace pacelane::cli
