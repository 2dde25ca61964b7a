#pragma once

#include <pacelane/base/export.h>
#include <pacelane/language/word_lists.h>
#include <string_view>

/// The words before a colon that are no speaker. One table, for the readers and for the analysis.
namespace pacelane::language {

enum class LabelKind {
    none,      ///< none of these: it may be a name
    decision,  ///< "Decision:", "RESOLVED:", "Deliberação:"
    action,    ///< "Action:", "TODO:", "Encaminhamento:"
    issue,     ///< "Question:", "Risk:", "Dúvida:"
    record,    ///< another mark of a minute taker: "Note:", "Topic:", "Resumo:"
    field,     ///< tells of the document: "Date:", "Local:", "Scribe:"
    word,      ///< a word of speech: "Yes:", "So:", "Monday:", "Porque:"
};

/// What a label is, by its words: "Decisão 2", "TODO Maya", "AI(jonas)", "[RESOLVED]" count as well.
PACELANE_API LabelKind label_kind(std::string_view label);
/// The words of one kind, of all languages.
PACELANE_API const PhraseList& label_words(LabelKind kind);
/// Whether the word, folded, often ends a label that leads into a sentence: "Quick question: …", "My point:
/// …", "Três opções: …".
PACELANE_API bool is_leading_noun(std::string_view word);

}  // namespace pacelane::language
