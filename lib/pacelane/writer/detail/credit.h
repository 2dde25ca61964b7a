#pragma once

#include <optional>
#include <pacelane/writer/detail/piece.h>
#include <pacelane/writer/writer.h>
#include <string>

/// What a note draws on, said in its draft.
namespace pacelane::writer::detail {

/// "From [The shelf](https://example.org/x)", of "Source: [The shelf](https://example.org/x)".
struct Credit {
    std::string markdown;
    std::string plain;
    Claim claim;
};
/// Of the one text that the note names so, in a line that is none of the piece; nothing where it names none
/// or several.
std::optional<Credit> credit_of(const Piece& piece);
/// Whether the note names several such texts, or one with who wrote it: "Source: The shelf by Olu Ade".
bool digests_others(const sources::Reading& reading);

}  // namespace pacelane::writer::detail
