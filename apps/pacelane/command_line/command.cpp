#include "command_line/command.h"

#include <algorithm>

namespace pacelane::cli {

Command& Command::subcommand(std::string name, std::string help) {
    subcommands_.push_back(std::make_unique<Command>(std::move(name), std::move(help)));
    subcommands_.back()->parent_ = this;
    return *subcommands_.back();
}

Option& Command::add(std::string_view names, Option::Target target, std::string help) {
    options_.push_back(std::make_unique<Option>(names, target, std::move(help)));
    return *options_.back();
}

Command& Command::footer(std::string text) {
    footer_ = std::move(text);
    return *this;
}

Command& Command::hidden() {
    hidden_ = true;
    return *this;
}

Command& Command::callback(std::function<void()> work) {
    work_ = std::move(work);
    return *this;
}

std::string Command::path() const {
    return parent_ ? parent_->path() + " " + name_ : name_;
}

std::vector<const Option*> Command::options() const {
    std::vector<const Option*> found;
    for (const auto& option : options_)
        if (!option->is_argument()) found.push_back(option.get());
    return found;
}

std::vector<const Option*> Command::arguments() const {
    std::vector<const Option*> found;
    for (const auto& option : options_)
        if (option->is_argument()) found.push_back(option.get());
    return found;
}

std::vector<const Command*> Command::subcommands() const {
    std::vector<const Command*> found;
    for (const auto& command : subcommands_)
        if (!command->hidden_) found.push_back(command.get());
    return found;
}

const Command* Command::find(std::string_view name) const {
    const auto found = std::find_if(subcommands_.begin(), subcommands_.end(),
                                    [&](const auto& command) { return command->name_ == name; });
    return found == subcommands_.end() ? nullptr : found->get();
}

const Option* Command::find_option(std::string_view name) const {
    for (const auto& option : options_) {
        const auto& names = name.starts_with("--") ? option->long_names() : option->short_names();
        const auto bare = name.substr(name.starts_with("--") ? 2 : 1);
        if (!option->is_argument() && std::find(names.begin(), names.end(), bare) != names.end())
            return option.get();
    }
    return parent_ ? parent_->find_option(name) : nullptr;
}

}  // namespace pacelane::cli
