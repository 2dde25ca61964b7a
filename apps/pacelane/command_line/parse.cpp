#include "command_line/parse.h"

#include <algorithm>
#include <memory>
#include <pacelane/base/text.h>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace pacelane::cli {

namespace {

/// CLI11 takes the line apart: commands, and options with the text of their values. The words that are left
/// over are not told apart there in a way that others can see, hence the class of our own.
class Parser : public CLI::App {
public:
    explicit Parser(const std::string& name) : CLI::App("", name) {
        set_help_flag();
        allow_extras();
        fallthrough();
        require_subcommand(0, 1);
    }
    const CLI::App::missing_t& left_over() const { return missing_; }
};

struct Pair {
    const Command* command;
    const Option* option;
    CLI::Option* parsed;
};

/// Only the subcommands that the line may name are made: to make all takes longer than a short command's
/// work.
void define(Parser& parser, const Command& command, const std::vector<std::string>& words,
            std::vector<Pair>& pairs) {
    for (const auto* option : command.options()) {
        auto* parsed = option->is_flag() ? parser.add_flag(option->names())->disable_flag_override()
                                         : parser.add_option(option->names(), CLI::callback_t());
        parsed->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        pairs.push_back({&command, option, parsed});
    }
    for (const auto& sub : command.all_subcommands()) {
        if (std::find(words.begin(), words.end(), sub->name()) == words.end()) continue;
        auto below = std::make_shared<Parser>(sub->name());
        define(*below, *sub, words, pairs);
        parser.add_subcommand(below);
    }
}

/// CLI11 ends a subcommand at this word, and says so nowhere.
constexpr std::string_view kTerminator = "++";

}  // namespace

CommandLine::CommandLine(const Command& root, const std::vector<std::string>& words) : command_(&root) {
    const auto dashes = std::find(words.begin(), words.end(), "--");
    const std::string kept_apart(1, '\0');  // no word of a command line holds it
    std::vector<std::string> head;
    for (auto word = words.begin(); word != dashes; ++word) {
        // To CLI11 "--if=" says that the value is the next word.
        if (word->starts_with("--") && word->find('=') == word->size() - 1) {
            head.push_back(word->substr(0, word->size() - 1));
            head.emplace_back();
        } else {
            head.push_back(*word == kTerminator ? kept_apart : *word);
        }
    }
    Parser parser(root.name());
    std::vector<Pair> pairs;
    define(parser, root, head, pairs);
    try {
        parser.parse(std::vector<std::string>(head.rbegin(), head.rend()));
    } catch (const CLI::ParseError& error) {
        const std::string text = error.what();
        // The message starts with the option's name, with or without dashes.
        auto name = text.substr(0, text.find_first_of(": "));
        name.erase(0, name.find_first_not_of('-'));
        const auto wrong = std::find_if(pairs.begin(), pairs.end(), [&](const Pair& pair) {
            return name == pair.parsed->get_single_name();
        });
        mistake_ = wrong == pairs.end()
                       ? text
                       : fmt::format("{} {}", wrong->option->shown_name(),
                                     wrong->option->is_flag() ? "takes no value" : "needs a value after it");
    }
    for (const CLI::App* app = &parser; !app->get_subcommands().empty();) {
        app = app->get_subcommands().front();
        command_ = command_->find(app->get_name());
    }
    const auto restored = [&](const std::string& word) {
        return word == kept_apart ? std::string(kTerminator) : word;
    };
    for (const auto& [command, option, parsed] : pairs) {
        if (parsed->count() == 0) continue;
        Given given{command, option, {}};
        for (const auto& text : parsed->results())
            if (!option->is_flag()) given.values.push_back(restored(text));
        given_.push_back(std::move(given));
    }
    // "--user $USER --json" with USER unset: the next option is no value.
    for (const auto& [command, option, values] : given_)
        for (const auto& value : values)
            if (mistake_.empty() && value.starts_with('-') && command_->find_option(value) &&
                std::find(head.begin(), head.end(), value) != head.end())
                mistake_ = fmt::format(
                    "{0} needs a value after it; '{1}' is an option ({0}={1} takes it as a value)",
                    option->shown_name(), value);
    for (const auto& [kind, text] : parser.left_over())
        words_.push_back({restored(text), kind != CLI::detail::Classifier::NONE, false});
    for (auto word = dashes; word != words.end(); ++word)
        if (word != dashes) words_.push_back({*word, false, true});
}

void CommandLine::take_global_options() const {
    for (const bool flags : {true, false})
        for (const auto& [command, option, values] : given_)
            if (!command->parent() && option->is_flag() == flags) option->set(values);
}

void CommandLine::refuse_option(const std::string& word) const {
    const bool is_long = word.starts_with("--");
    const auto name = is_long ? word.substr(0, word.find('=')) : word.substr(0, 2);
    if (command_->find_option(name))
        throw Error(ErrorKind::usage,
                    fmt::format("option '{}' belongs to '{}' and must stand after these words", name,
                                command_->path()));
    std::vector<std::string> known;
    for (const auto* command = command_; command; command = command->parent())
        for (const auto* option : command->options())
            for (const auto& one : option->long_names())
                known.push_back("--" + one);
    const auto shown = is_long ? name : word;
    // "-json" is "--json" with a dash missing.
    auto hint = did_you_mean(is_long ? name : "-" + word, known);
    if (!is_long && command_->find_option("-" + word)) hint = fmt::format(" (did you mean '-{}'?)", word);
    if (hint.empty() && !command_->arguments().empty())
        hint = "; an argument that begins with '-' must stand after '--'";
    throw Error(ErrorKind::usage, fmt::format("unknown option '{}'{}", shown, hint));
}

void CommandLine::refuse_argument(const Word& word) const {
    if (word.text.empty())
        throw Error(ErrorKind::usage,
                    "unexpected empty argument (is the variable that it comes from not set?)");
    const auto commands = command_->subcommands();
    if (!commands.empty() && !word.after_dashes) {
        std::vector<std::string> names;
        for (const auto* command : commands)
            names.push_back(command->name());
        throw Error(ErrorKind::usage,
                    fmt::format("unknown command '{}'{}", word.text, did_you_mean(word.text, names)));
    }
    if (word.after_dashes)
        throw Error(ErrorKind::usage,
                    fmt::format("unexpected argument '{}': after '--' every word is an argument; options and "
                                "commands must "
                                "stand before it",
                                word.text));
    throw Error(ErrorKind::usage, fmt::format("unexpected argument '{}'", word.text));
}

void CommandLine::take_arguments() const {
    auto word = words_.begin();
    for (const auto* argument : command_->arguments()) {
        std::vector<std::string> values;
        for (; word != words_.end() && (values.empty() || argument->is_repeated()); ++word)
            values.push_back(word->text);
        if (!values.empty())
            argument->set(values);
        else if (argument->is_required())
            throw Error(ErrorKind::usage, argument->shown_name() + " is required");
    }
    if (word != words_.end()) refuse_argument(*word);
}

void CommandLine::take_the_rest() const {
    for (const auto& word : words_)
        if (word.is_option) refuse_option(word.text);
    if (!mistake_.empty()) throw Error(ErrorKind::usage, mistake_);
    for (const auto& [command, option, values] : given_) {
        if (!command->parent()) continue;
        if (command != command_)
            throw Error(ErrorKind::usage,
                        fmt::format("option '{}' belongs to '{}', not to '{}'", option->shown_name(),
                                    command->path(), command_->path()));
        option->set(values);
    }
    take_arguments();
    if (!command_->is_runnable()) {
        std::vector<std::string> names;
        for (const auto* sub : command_->subcommands())
            names.push_back(sub->name());
        throw Error(ErrorKind::usage,
                    fmt::format("'{}' needs a subcommand: {}", command_->path(), join(names, ", ")));
    }
    for (const auto* option : command_->options()) {
        const bool is_given = std::any_of(given_.begin(), given_.end(),
                                          [&](const Given& given) { return given.option == option; });
        if (option->is_required() && !is_given)
            throw Error(ErrorKind::usage, option->shown_name() + " is required");
    }
}

}  // namespace pacelane::cli
