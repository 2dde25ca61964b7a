// The passages that fit a query best.
#include "commands/context.h"
#include "render/snippet.h"
#include "render/style.h"
#include "render/table.h"
#include "render/terminal.h"

#include <algorithm>
#include <map>
#include <optional>
#include <pacelane/base/text.h>
#include <pacelane/retrieval/terms.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::cli {

namespace {

struct ContextSearchFlags {
    std::string user;
    std::string query;
    std::size_t count = 5;
    std::size_t neighbours = 0;
};

/// The passages before and after a hit, in its document.
class Neighbours {
public:
    Neighbours(store::Store& store, const store::User& user, std::size_t reach)
        : store_(store), user_(user), reach_(static_cast<int>(reach)) {}

    std::vector<const context::Passage*> of(const store::SearchHit& hit) {
        std::vector<const context::Passage*> near;
        if (reach_ == 0) return near;
        const auto [found, is_new] = documents_.try_emplace(hit.document_id);
        if (is_new) found->second = store_.document(user_.id, hit.document_id);
        for (const auto& passage : found->second.passages)
            if (passage.ordinal != hit.passage.ordinal &&
                std::abs(passage.ordinal - hit.passage.ordinal) <= reach_)
                near.push_back(&passage);
        return near;
    }

private:
    store::Store& store_;
    const store::User& user_;
    int reach_;
    std::map<std::string, store::StoredDocument> documents_;
};

/// "notes/a.md:12", "papers/b.pdf, page 3".
std::string source_of(const store::SearchHit& hit) {
    return hit.passage.place.empty() ? fmt::format("{}:{}", hit.path, hit.passage.line)
                                     : fmt::format("{}, {}", hit.path, hit.passage.place);
}

Json json_of(const store::SearchHit& hit, const std::vector<const context::Passage*>& neighbours,
             bool with_neighbours) {
    Json found = Json::array(), near = Json::array();
    const auto spans = in_characters(hit.passage.text, hit.matches);
    for (std::size_t i = 0; i < spans.size(); ++i)
        found.push_back({{"start", spans[i].begin},
                         {"end", spans[i].end},
                         {"text", hit.passage.text.substr(hit.matches[i].begin,
                                                          hit.matches[i].end - hit.matches[i].begin)}});
    auto json = passage_json(hit.passage);
    json["score"] = hit.score;
    json["document_id"] = hit.document_id;
    json["title"] = hit.title;
    json["path"] = hit.path;
    json["source"] = source_of(hit);
    json["document_kind"] = hit.kind;
    json["format"] = hit.format;
    json["date"] = hit.date.empty() ? Json() : Json(hit.date);
    json["matches"] = found;
    if (with_neighbours) {
        for (const auto* passage : neighbours)
            near.push_back(passage_json(*passage));
        json["neighbours"] = near;
    }
    return json;
}

/// "Priya: text", broken into indented lines.
std::string said(const std::string& speaker, const std::string& text, std::optional<Style> style,
                 const Painter& paint) {
    constexpr std::size_t kIndent = 2;
    const auto lines = wrapped(speaker.empty() ? text : speaker + ": " + text, text_width() - kIndent);
    std::string out;
    for (const auto line : split(lines, '\n'))
        out += fmt::format("{:{}}{}\n", "", kIndent, style ? paint(*style, line) : std::string(line));
    return out;
}

void print(Application& application, const store::SearchHit& hit,
           const std::vector<const context::Passage*>& neighbours) {
    constexpr std::size_t kWidth = 400, kNeighbourWidth = 160;
    const Painter paint(application.globals);
    std::vector<std::string> where{hit.title};
    for (const auto& heading : hit.passage.headings)
        where.push_back(heading);
    std::string text =
        fmt::format("{}  {}{}\n", paint(Style::bold, source_of(hit)), hit.date.empty() ? "" : hit.date + "  ",
                    paint(Style::dim, join(where, " › ")));
    const auto neighbour = [&](const context::Passage& passage) {
        text += said(passage.speaker, shortened(passage.text, kNeighbourWidth), Style::dim, paint);
    };
    for (const auto* passage : neighbours)
        if (passage->ordinal < hit.passage.ordinal) neighbour(*passage);
    text += said(hit.passage.speaker, snippet(hit.passage.text, hit.matches, kWidth, paint), {}, paint);
    for (const auto* passage : neighbours)
        if (passage->ordinal > hit.passage.ordinal) neighbour(*passage);
    application.print(text + "\n");
}

/// Why nothing was found, and what to do about it.
std::string why_nothing(store::Store& store, const store::User& user, const std::string& query) {
    const auto documents = store.documents(user.id);
    if (documents.empty())
        return fmt::format("User '{}' has no documents; 'pacelane context sync' brings them in.",
                           user.handle);
    const auto language = language::from_code(user.language).value_or(language::Language{});
    if (retrieval::query_of(query, language).words.empty())
        return fmt::format("'{}' has no word to look for: give one that tells what it is about.", query);
    return fmt::format(
        "Nothing found: none of the words is in the {} of user '{}'. Try other words for it, or bring in "
        "what "
        "changed with 'pacelane context sync'.",
        counted(documents.size(), "document"), user.handle);
}

void search(Application& application, const ContextSearchFlags& flags) {
    const auto store = application.open_store();
    const auto user = store->user(flags.user);
    const auto hits = store->search(user, flags.query, flags.count);
    Neighbours neighbours(*store, user, flags.neighbours);
    if (application.globals.json) {
        Json json = Json::array();
        for (const auto& hit : hits)
            json.push_back(json_of(hit, neighbours.of(hit), flags.neighbours > 0));
        return application.print_json(json);
    }
    if (hits.empty()) return application.note(why_nothing(*store, user, flags.query));
    for (const auto& hit : hits)
        print(application, hit, neighbours.of(hit));
}

}  // namespace

void add_context_search(Command& context, Application& application) {
    auto flags = std::make_shared<ContextSearchFlags>();
    auto& command = context.subcommand("search", "Find the passages that fit best");
    command.option("-u,--user", flags->user, "Whose").required().type_name("USER");
    command.argument("query", flags->query, "Words to look for, or a question").required().type_name("QUERY");
    command.option("-n", flags->count, "How many").range(1, 1000).default_shown();
    command.option("-C,--context", flags->neighbours, "Show so many passages before and after each as well")
        .range(0, 100)
        .type_name("N")
        .default_shown();
    command.footer(
        "The best come first, each with its file and line, the document's date and title, and who said it. "
        "Words "
        "are found in all their forms, the parts of compound words too. What was found is bold on a "
        "terminal, "
        "between asterisks elsewhere, and in JSON `matches`, counted in characters of `text`.");
    command.callback([&application, flags] { search(application, *flags); });
}

}  // namespace pacelane::cli
