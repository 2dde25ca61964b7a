#pragma once

#include "command_line/option.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pacelane::cli {

/// A command with its options, arguments and subcommands: the program itself is the outermost. One without a
/// callback needs a subcommand. Objects stay where they are, so references to them hold as long as the
/// outermost command. Not for several threads.
class Command {
public:
    Command(std::string name, std::string help) : name_(std::move(name)), help_(std::move(help)) {}
    Command(const Command&) = delete;
    Command& operator=(const Command&) = delete;

    // The definition.
    Command& subcommand(std::string name, std::string help);
    /// `names`: "-u,--user". See Option for the types of `target`.
    template <class T>
    Option& option(std::string_view names, T& target, std::string help) {
        return add(names, &target, std::move(help));
    }
    /// `target` becomes true when the flag is given.
    Option& flag(std::string_view names, bool& target, std::string help) {
        return add(names, &target, std::move(help));
    }
    /// Arguments are filled in the order of their definition; a vector takes all that follow.
    template <class T>
    Option& argument(std::string_view name, T& target, std::string help) {
        return add(name, &target, std::move(help));
    }
    /// What help says after the options: paragraphs, which are wrapped, and lines that start with a blank,
    /// which are not; the examples last, below a line "Examples:".
    Command& footer(std::string text);
    /// Help, pages and completions do not show it.
    Command& hidden();
    Command& callback(std::function<void()> work);

    // What help, pages and completions show.
    const std::string& name() const { return name_; }
    const std::string& help() const { return help_; }
    const std::string& footer() const { return footer_; }
    bool is_hidden() const { return hidden_; }
    /// Whether the command does something itself, without a subcommand.
    bool is_runnable() const { return work_ != nullptr; }
    const Command* parent() const { return parent_; }
    const Command& root() const { return parent_ ? parent_->root() : *this; }
    /// "pacelane queue send".
    std::string path() const;
    std::vector<const Option*> options() const;       ///< flags too
    std::vector<const Option*> arguments() const;     ///< what is given without a name
    std::vector<const Command*> subcommands() const;  ///< but for the hidden
    const std::vector<std::unique_ptr<Command>>& all_subcommands() const { return subcommands_; }
    /// The subcommand of that name, hidden or not; nullptr if there is none.
    const Command* find(std::string_view name) const;
    /// The option of that name, "--user" or "-u", of this command or one above it; nullptr if there is none.
    const Option* find_option(std::string_view name) const;

    void run() const { work_(); }

private:
    Option& add(std::string_view names, Option::Target target, std::string help);

    std::string name_;
    std::string help_;
    std::string footer_;
    bool hidden_ = false;
    std::function<void()> work_;
    const Command* parent_ = nullptr;
    std::vector<std::unique_ptr<Option>> options_;
    std::vector<std::unique_ptr<Command>> subcommands_;
};

}  // namespace pacelane::cli
