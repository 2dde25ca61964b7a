// One document, as it was read and is stored.
#include "commands/context.h"
#include "render/style.h"
#include "render/table.h"
#include "render/terminal.h"

#include <pacelane/base/text.h>
#include <pacelane/pipeline/context_files.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::cli {

namespace {

Json text_or_null(const std::string& text) {
    return text.empty() ? Json() : Json(text);
}

Json json_of(const store::StoredDocument& document) {
    const auto& summary = document.summary;
    Json passages = Json::array();
    for (const auto& passage : document.passages)
        passages.push_back(passage_json(passage));
    return {{"id", summary.id},
            {"user", summary.user_handle},
            {"path", summary.path},
            {"kind", summary.kind},
            {"kind_reason", summary.kind_reason},
            {"format", summary.format},
            {"title", summary.title},
            {"title_from_name", document.title_from_name},
            {"language", text_or_null(summary.language)},
            {"date", text_or_null(summary.date)},
            {"published", summary.published},
            {"url", text_or_null(summary.url)},
            {"participants", document.participants},
            {"omitted", document.omitted},
            {"warnings", summary.warnings},
            {"error_message", text_or_null(summary.error)},
            {"changed_at", summary.changed_at},
            {"passages", passages}};
}

/// The text with what tells its kind, as Markdown writes it.
std::string marked(const context::Passage& passage) {
    using context::PassageKind;
    switch (passage.kind) {
        case PassageKind::list_item: {
            const std::string indent(2 * static_cast<std::size_t>(std::max(0, passage.depth)), ' ');
            const auto mark = passage.number > 0 ? fmt::format("{}.", passage.number) : std::string("-");
            const auto* box = !passage.checked ? "" : *passage.checked ? " [x]" : " [ ]";
            return fmt::format("{}{}{} {}", indent, mark, box, passage.text);
        }
        case PassageKind::quote:
            return "> " + passage.text;
        case PassageKind::image:
            return "[picture] " + passage.text;
        case PassageKind::table_row:
            return "| " + passage.text;
        default:
            return passage.text;
    }
}

std::string lines_of(const context::Passage& passage, std::size_t width) {
    auto text = marked(passage);
    if (!passage.speaker.empty()) text = passage.speaker + ": " + text;
    return passage.kind == context::PassageKind::code ? text : wrapped(text, width);
}

void print(Application& application, const store::StoredDocument& document) {
    // The line, or the place of a format without lines.
    std::size_t widest = 6;
    constexpr std::size_t kWidestPlace = 24;
    for (const auto& passage : document.passages)
        widest = std::max(widest, std::min(passage.place.size(), kWidestPlace));
    const auto indent = widest + 2;
    const Painter paint(application.globals);
    const auto& summary = document.summary;
    Table facts;
    const auto fact = [&](const char* name, const std::string& value) {
        if (!value.empty()) facts.add({name, value});
    };
    fact("user", summary.user_handle);
    fact("kind", summary.kind_reason.empty() ? summary.kind : summary.kind + ": " + summary.kind_reason);
    fact("format", summary.format);
    fact("title", summary.title + (document.title_from_name ? " (from the file's name)" : ""));
    fact("language", summary.language.empty() ? "not known" : summary.language);
    fact("date", summary.date.empty() ? "not known" : summary.date);
    fact("participants", join(document.participants, ", "));
    if (summary.published) fact("published", summary.url.empty() ? "yes" : "at " + summary.url);
    fact("read", short_time(summary.changed_at));
    fact("id", summary.id);
    fact("problem", summary.error);
    std::string text = paint(Style::bold, summary.path) + "\n" + facts.text(2);
    for (const auto& [heading, lines] :
         {std::pair("left out", &document.omitted), std::pair("warnings", &summary.warnings)}) {
        if (!lines->empty()) text += "\n" + paint(Style::bold, heading) + "\n";
        for (const auto& line : *lines)
            text += "  " + printable(line) + "\n";
    }
    std::vector<std::string> headings;
    const auto width = text_width() - indent;
    for (const auto& passage : document.passages) {
        if (passage.headings != headings) {
            headings = passage.headings;
            if (!headings.empty())
                text += fmt::format("\n{:{}}{}\n", "", indent, paint(Style::bold, join(headings, " › ")));
        } else if (passage.ordinal == 0) {
            text += "\n";
        }
        auto gutter = passage.place.empty()
                          ? fmt::format("{:>{}}  ", passage.line, widest)
                          : fmt::format("{:>{}}  ", shortened(passage.place, widest), widest);
        const auto lines = lines_of(passage, width);
        for (const auto line : split(lines, '\n')) {
            text += fmt::format("{}{}\n", paint(Style::dim, gutter), line);
            gutter = std::string(indent, ' ');
        }
    }
    application.print(text);
}

}  // namespace

Json passage_json(const context::Passage& passage) {
    return {{"ordinal", passage.ordinal},
            {"kind", context::name(passage.kind)},
            {"line", passage.line},
            {"line_end", passage.line_end},
            {"place", text_or_null(passage.place)},
            {"headings", passage.headings},
            {"speaker", text_or_null(passage.speaker)},
            {"quoted", passage.quoted},
            {"checked", passage.checked ? Json(*passage.checked) : Json()},
            {"start_ms", passage.start_ms ? Json(*passage.start_ms) : Json()},
            {"end_ms", passage.end_ms ? Json(*passage.end_ms) : Json()},
            {"code_language", text_or_null(passage.code_language)},
            {"text", passage.text},
            {"markup", text_or_null(passage.markup)}};
}

void add_context_show(Command& context, Application& application) {
    struct ContextShowFlags {
        std::string user;
        std::string document;
    };
    auto flags = std::make_shared<ContextShowFlags>();
    auto& command = context.subcommand("show", "Show one document as it was read and is stored");
    command
        .argument("document", flags->document,
                  "Its path as 'context list' shows it, or the beginning of its id")
        .required()
        .type_name("DOCUMENT");
    command.option("-u,--user", flags->user, "Whose document it is").type_name("USER");
    command.footer(
        "Each passage stands behind the line of the file that it begins at, or its page, slide or sheet. "
        "'context explain FILE' tells how "
        "the "
        "file would be read now.");
    command.callback([&application, flags] {
        const auto store = application.open_store();
        const auto document = store->document(flags->user.empty() ? "" : store->user(flags->user).id,
                                              pipeline::told_name(flags->document));
        if (application.globals.json) return application.print_json(json_of(document));
        print(application, document);
    });
}

}  // namespace pacelane::cli
