#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <pacelane/base/time.h>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace pacelane::cli {

/// One option, flag or argument of a command: its names, its help, what values it takes, and the variable
/// that they go to. Every value of every command passes set() or set_given(), so the rules hold for all:
/// - An empty value is wrong usage (mostly it is an unset shell variable), unless may_be_empty() allows it.
/// - Numbers are decimal digits, with '-' where the range allows it; a number that the variable cannot hold
/// is
///   refused.
/// Not for several threads.
class Option {
public:
    /// Where values go. The variable must outlive the parsing of the command line.
    using Target =
        std::variant<bool*, std::string*, std::optional<std::string>*, int*, std::int64_t*, std::size_t*,
                     std::optional<int>*, std::optional<std::int64_t>*, std::optional<std::chrono::seconds>*,
                     std::optional<Date>*, std::vector<std::string>*, std::vector<std::int64_t>*>;

    /// `names`: "-u,--user" for an option or a flag, "queue" for an argument.
    Option(std::string_view names, Target target, std::string help);

    // What a command says of the option.
    Option& required();
    /// What the value is called in help: "USER".
    Option& type_name(std::string name);
    Option& one_of(std::vector<std::string> values);
    /// The least and the greatest number that is taken.
    Option& range(std::int64_t least, std::int64_t most);
    /// A number from 1.
    Option& positive();
    /// A number from 0.
    Option& non_negative();
    /// Help shows the variable's present value as the default.
    Option& default_shown();
    /// One value may hold several, with this between them.
    Option& delimiter(char separator);
    Option& may_be_empty();
    /// Of several values, all but the first may be empty: the words of a command.
    Option& later_may_be_empty();
    /// Help lists it apart, below this heading.
    Option& group(std::string heading);

    // What help, manual pages and completions show.
    const std::vector<std::string>& short_names() const { return short_names_; }  ///< without "-"
    const std::vector<std::string>& long_names() const { return long_names_; }    ///< without "--"
    /// As a usage line has them: "-u,--user"; empty for an argument.
    std::string names() const;
    bool has_long_name(std::string_view name) const;
    /// For messages: "--user", "-n", or the argument as help shows it, "QUEUE".
    std::string shown_name() const;
    const std::string& help() const { return help_; }
    const std::string& heading() const { return heading_; }
    /// What the value is called: the type_name, else "N" or "VALUE"; empty for a flag.
    std::string value_name() const;
    /// " One of: full, normal." or " From 1 to 64.", or nothing.
    std::string constraint() const;
    /// The help with all that follows from the definition: constraint, "Required.", default.
    std::string full_help() const;
    const std::vector<std::string>& values() const { return values_; }
    bool is_argument() const { return long_names_.empty() && short_names_.empty(); }
    bool is_flag() const { return std::holds_alternative<bool*>(target_); }
    bool is_required() const { return required_; }
    bool is_repeated() const;

    // Of a command line.
    /// Takes the values that were given, at least one (a flag: none). Throws Error(usage) that names the
    /// option.
    void set(const std::vector<std::string>& texts) const;

private:
    [[noreturn]] void refuse(std::string_view what) const;
    void check(const std::string& text, bool may_be_empty) const;
    std::int64_t number(const std::string& text, std::int64_t least, std::int64_t most) const;
    std::string default_text() const;

    std::vector<std::string> short_names_;
    std::vector<std::string> long_names_;
    std::string argument_;
    Target target_;
    std::string help_;
    std::string type_name_;
    std::string heading_ = "Options";
    std::string default_;
    std::vector<std::string> values_;
    std::optional<std::int64_t> least_, most_;
    char delimiter_ = 0;
    bool required_ = false;
    bool first_may_be_empty_ = false;
    bool later_may_be_empty_ = false;
};

/// "90s", "15m", "12h", "7d" or "2w"; nullopt for anything else.
std::optional<std::chrono::seconds> parse_duration(std::string_view text);
/// " (did you mean '--json'?)", or nothing when none of the known words is near.
std::string did_you_mean(std::string_view text, const std::vector<std::string>& known);

}  // namespace pacelane::cli
