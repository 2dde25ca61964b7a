#pragma once

#include <pacelane/base/export.h>
#include <pacelane/context/document.h>
#include <pacelane/context/people.h>
#include <string>

namespace pacelane::pipeline {

/// A document that somebody else wrote, by its properties, and that names no speaker itself: its words are
/// that person's, and so not the user's. Somebody is a name of two words; "Admin" says nothing. A document of
/// several is the user's when one of them is the user. Notes of meetings and transcripts stay as they are:
/// who writes them down speaks for nobody. Returns whose the words became; empty when they stay as they are.
PACELANE_API std::string name_writer(context::Document& document, const context::Self& user);

}  // namespace pacelane::pipeline
