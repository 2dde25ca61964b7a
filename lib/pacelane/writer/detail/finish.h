#pragma once

#include <optional>
#include <pacelane/writer/detail/body.h>
#include <string>
#include <vector>

/// What goes around a body: title, hashtags, claims.
namespace pacelane::writer::detail {

struct Title {
    std::string text;
    analysis::Source source;
};

/// The title that says the point in about `limit` characters. `shown_above`: it will stand above the body,
/// and so must not say what a sentence of it says again.
Title choose_title(const Request& request, const Plan& plan, const Composition& composition,
                   std::size_t limit, bool shown_above);
/// Takes out of the body the sentences that say no more than the title above it, where the rest reads on.
void drop_echo(const Plan& plan, std::string_view title, Body& body);

/// Up to `most`, from what the draft says and the pillars that it touches; with '#', in CamelCase.
std::vector<std::string> choose_hashtags(const Request& request, const Plan& plan,
                                         const Composition& composition, std::size_t most);

/// The body's statements with their sources: sentences, and headings in the source's words.
std::vector<Claim> claims_of(const Plan& plan, const Body& body, bool markdown);
Claim claim_of(std::string text, analysis::Source source, Language language);

/// One or two sentences of the body that tell what it says.
std::string summarize(const Plan& plan, const Body& body);
/// A whole sentence of the body, at most 140 characters, other than the subject.
std::string choose_preview(const Plan& plan, const Body& body, std::string_view subject);

/// No heading over nothing, no label over nothing.
void drop_bare_headings(Body& body);
/// Leaves out whole blocks, the last ones first, until the body fits the form, with its room for hashtags;
/// never the opening.
void fit(Body& body, const ContentForm& form);
/// Throws Error(bad_input) saying what is missing, unless there is enough for an honest draft.
void require_enough(const Request& request, const Plan& plan, const Composition& composition);

}  // namespace pacelane::writer::detail
