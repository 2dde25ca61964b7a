#pragma once

#include "reading.h"

/// Turns within a document that is written, not recorded: minutes of who said what, a pasted dialogue or
/// chat.
namespace pacelane::context::detail {

/// Paragraphs that are pieces of a pasted chat become quoted turns, one a message.
void take_pasted_chats(Reading& reading);
/// Paragraphs that open with a speaker's label become turns: all, when the document is a dialogue; else those
/// that stand together as a pasted one, marked as quoted. `hint` is the folder's kind.
void take_labelled_turns(Reading& reading, DocumentKind hint, bool by_program = false);

}  // namespace pacelane::context::detail
