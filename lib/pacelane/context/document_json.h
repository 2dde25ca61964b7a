#pragma once

#include <pacelane/base/export.h>
#include <pacelane/base/json.h>
#include <pacelane/context/document.h>

/// Documents as pacelane-reader hands them over.
namespace pacelane::context {

PACELANE_API Json to_json(const Document& document);
/// What a program says that may have been taken over by a file: nothing of it is believed. Throws
/// Error(bad_input) that names the field when a field is missing, of another type, too long or out of range,
/// a text holds control characters, or the passages are not numbered in order.
PACELANE_API Document document_from_json(const Json& json, Format expected, const Limits& limits = kLimits);

}  // namespace pacelane::context
