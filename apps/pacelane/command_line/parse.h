#pragma once

#include "command_line/command.h"

#include <pacelane/base/error.h>
#include <string>
#include <utility>
#include <vector>

namespace pacelane::cli {

/// What the words of one command line say, by the definition of the commands. Reading takes three steps, so
/// that help can be had whatever else is wrong, and the options for every command apply to the report of a
/// mistake. The commands must outlive it. Only its source file knows the parser behind it, CLI11.
///
/// Options stand anywhere after the command that takes them; those of the outermost one anywhere at all.
/// After the first "--" every word is an argument.
class CommandLine {
public:
    /// `words`: without the program's name. Throws nothing for a wrong line: the other steps do.
    CommandLine(const Command& root, const std::vector<std::string>& words);

    /// The innermost command that the line names.
    const Command& command() const { return *command_; }
    /// Whether there is nothing but options for every command.
    bool is_bare() const { return !command_->parent() && words_.empty() && mistake_.empty(); }
    /// Sets the options of the outermost command: first the flags, then the others. Throws Error(usage).
    void take_global_options() const;
    /// Sets everything else. Throws Error(usage) for the first mistake: an unknown command or option, a wrong
    /// value, one too many or too few.
    void take_the_rest() const;

private:
    struct Given {
        const Command* command;
        const Option* option;
        std::vector<std::string> values;  ///< none for a flag
    };
    struct Word {
        std::string text;
        bool is_option = false;     ///< looks like one, and no command on the way takes it
        bool after_dashes = false;  ///< stands after "--"
    };
    [[noreturn]] void refuse_option(const std::string& word) const;
    [[noreturn]] void refuse_argument(const Word& word) const;
    void take_arguments() const;

    const Command* command_;
    std::vector<Given> given_;
    std::vector<Word> words_;  ///< what is neither a command nor an option with its value, in order
    std::string mistake_;      ///< found while the line was taken apart
};

}  // namespace pacelane::cli
