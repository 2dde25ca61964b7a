#include "render/draft.h"

#include "render/table.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/context/document.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::cli {

namespace {

constexpr std::size_t kWidth = 96;

Json metadata_of(const store::Generation& draft) {
    auto metadata = parse_json(draft.metadata, "content_metadata");
    return metadata.is_object() ? metadata : Json::object();
}

/// A body at the terminal's width. Code and tables stay as they are, for whoever copies them from here.
std::string body_text(const std::string& body) {
    std::string text;
    bool code = false;
    for (const auto line : split(body, '\n')) {
        const auto blanks = std::min(line.find_first_not_of(' '), line.size());
        const auto words = line.substr(blanks);
        const bool fence = words.starts_with("```") || words.starts_with("~~~");
        if (code || fence || words.starts_with('|')) {
            text += std::string(line) + "\n";
        } else {
            const auto lines = wrapped(std::string(words), kWidth - std::min(blanks, kWidth / 2));
            for (const auto part : split(lines, '\n'))
                text += (part.empty() ? "" : std::string(blanks, ' ')) + std::string(part) + "\n";
        }
        code = code != fence;
    }
    return text;
}

std::string variants_text(const Json& metadata, const Painter& paint) {
    std::string text;
    if (!metadata.contains("variants")) return text;
    for (const auto& variant : metadata["variants"]) {
        const auto network = printable(variant.value("network", ""));
        const auto& posts = variant["posts"];
        if (posts.empty()) {
            text += fmt::format("\n{}\n", paint(Style::bold, fmt::format("For {}: left out; {}", network,
                                                                         variant.value("left_out", ""))));
            continue;
        }
        text += fmt::format("\n{}\n",
                            paint(Style::bold, posts.size() == 1 ? fmt::format("For {}", network)
                                                                 : fmt::format("For {}: a thread", network)));
        for (std::size_t i = 0; i < posts.size(); ++i) {
            const auto place =
                posts.size() == 1 ? std::string() : fmt::format("{}/{}, ", i + 1, posts.size());
            text += "\n" + wrapped(posts[i].get<std::string>(), kWidth) + "\n" +
                    paint(Style::dim, fmt::format("({}{} of {} characters)", place,
                                                  variant["characters"][i].get<std::size_t>(),
                                                  variant.value("character_limit", 0))) +
                    "\n";
        }
    }
    return text;
}

}  // namespace

Json draft_json(const store::Generation& draft) {
    const auto or_null = [](const std::string& text) { return text.empty() ? Json() : Json(text); };
    return {{"id", draft.id},
            {"context_analysis_id", draft.analysis_id},
            {"user", draft.user_handle},
            {"analysis_date", draft.analysis_date},
            {"content_type", draft.content_type},
            {"generation_status", draft.status},
            {"content_title", or_null(draft.title)},
            {"content_body", or_null(draft.body)},
            {"content_metadata", metadata_of(draft)},
            {"error_message", or_null(draft.error)},
            {"created_at", draft.created_at},
            {"completed_at", or_null(draft.completed_at)}};
}

std::string draft_text(const store::Generation& draft, const Painter& paint, std::string caption) {
    if (caption.empty())
        caption = fmt::format("{} · {} · {} · {}", draft.content_type, draft.user_handle, draft.analysis_date,
                              draft.id);
    auto text = fmt::format("{}\n{}\n", paint(Style::bold, draft.title), paint(Style::dim, caption));
    const bool withdrawn = draft.status == "withdrawn";
    if (withdrawn) text += fmt::format("\nWithdrawn: {}\n", printable(draft.error));
    if (draft.status != "completed" && !(withdrawn && !draft.body.empty())) {
        text +=
            fmt::format("\nNot written: {}{}\n", draft.status, draft.error.empty() ? "" : ": " + draft.error);
        return text;
    }
    const auto metadata = metadata_of(draft);
    for (const auto* field : {"subject", "preview", "summary", "slug"})
        if (metadata.contains(field) && metadata[field].is_string())
            text +=
                paint(Style::dim, fmt::format("{}: {}", field, metadata[field].get<std::string>())) + "\n";
    text += "\n" + body_text(draft.body);
    text += variants_text(metadata, paint);
    if (metadata.contains("checks")) {
        const auto& checks = metadata["checks"];
        text += "\n" +
                paint(Style::dim,
                      fmt::format("{} words, {} of {} characters, {:.0f} % of its statements grounded",
                                  metadata.value("word_count", 0), checks.value("characters", 0),
                                  checks.value("character_limit", 0),
                                  100.0 * checks.value("grounded_share", 0.0))) +
                "\n";
    }
    if (metadata.contains("sources") && !metadata["sources"].empty()) {
        text += "\n" + paint(Style::bold, "Sources") + "\n";
        for (const auto& source : metadata["sources"]) {
            text += fmt::format("  {} ({})\n", printable(source.value("title", "")),
                                printable(source.value("path", "")));
            if (!source.contains("claims")) continue;
            for (const auto& claim : source["claims"])
                text += paint(Style::dim, fmt::format("    {}: {}",
                                                      printable(context::position_text(
                                                          claim.value("place", ""), claim.value("line", 0))),
                                                      shortened(claim.value("quote", ""), kWidth - 16))) +
                        "\n";
        }
    }
    return text;
}

Json draft_change_json(const store::DraftChange& draft) {
    return {{"id", draft.id},
            {"content_type", draft.content_type},
            {"content_title", draft.title},
            {"withdrawn_reason", draft.reason.empty() ? Json() : Json(draft.reason)}};
}

std::string draft_change_text(const std::string& user, const store::DraftChange& draft) {
    const auto what =
        fmt::format("user '{}', {} {}, \"{}\"", user, draft.content_type, draft.id, draft.title);
    return draft.reason.empty() ? fmt::format("{}: is back; what it rests on is there again", what)
                                : fmt::format("{}: withdrawn: {}", what, printable(draft.reason));
}

}  // namespace pacelane::cli
