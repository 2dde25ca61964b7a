#include <pacelane/monitor/detail/parts.h>

#include <fmt/format.h>

namespace pacelane::monitor {

using namespace detail;

namespace detail {

// The passage with the words that are quoted marked in it.
Record source_record(const store::SourceView& source) {
    std::string place = source.path;
    if (source.line > 0) place += fmt::format(", line {}", source.line);
    if (!source.speaker.empty()) place += ", " + source.speaker;
    Markup passage;
    const auto at = source.quote.empty() ? std::string::npos : source.passage.find(source.quote);
    if (at != std::string::npos)
        passage.html =
            fmt::format("{}<mark>{}</mark>{}", html_escaped(std::string_view(source.passage).substr(0, at)),
                        html_escaped(source.quote),
                        html_escaped(std::string_view(source.passage).substr(at + source.quote.size())));
    else
        passage.html =
            fmt::format("<mark>{}</mark>{}", html_escaped(source.quote),
                        source.passage.empty()
                            ? " <span class=\"dim\">(its passage is not in the document any more)</span>"
                            : "");
    return {{"title", source.title.empty() ? source.path : source.title},
            {"place", place},
            {"passage", std::move(passage)}};
}

}  // namespace detail

namespace {

List sources_list(const std::vector<store::SourceView>& sources) {
    List list;
    for (const auto& source : sources)
        list.push_back(source_record(source));
    return list;
}

Value sources_or_none(const std::vector<store::SourceView>& sources) {
    if (sources.empty()) return false;
    return Record{{"list", sources_list(sources)}};
}

}  // namespace

std::string analysis_page(const store::AnalysisView& view, const Frame& frame) {
    const auto& summary = view.summary;
    auto data = common(frame);
    data["id"] = summary.id;
    data["user"] = summary.user_handle;
    data["date"] = summary.analysis_date;
    data["state"] = summary.status;
    std::string facts;
    if (summary.duration_sec) facts += fmt::format("took {}", duration_in_words(*summary.duration_sec));
    if (summary.attempts > 1) facts += fmt::format(", attempt {}", summary.attempts);
    if (!summary.completed_at.empty())
        facts +=
            fmt::format("{}ended {}", facts.empty() ? "" : ", ", relative(summary.completed_at, frame.now));
    data["facts"] = facts;
    data["error"] = summary.error;
    data["again"] = summary.status == "completed";
    data["retry"] = summary.status == "failed";

    List suggestions;
    bool pending = false;
    std::size_t count = 0;
    for (const auto& suggestion : view.suggestions) {
        List points, drafts;
        for (const auto& point : suggestion.key_points)
            points.emplace_back(point);
        for (const auto& draft : suggestion.drafts) {
            pending = pending || draft.status == "pending";
            drafts.push_back(Record{
                {"link", link(frame, "/drafts/" + draft.id, draft.title.empty() ? "Draft" : draft.title)},
                {"state", draft.status}});
        }
        const auto points_title = counted(static_cast<std::int64_t>(points.size()), "key point");
        suggestions.push_back(Record{
            {"number", fmt::format("{}", ++count)},
            {"topic", suggestion.topic},
            {"type", form_label(suggestion.content_type)},
            {"confidence", suggestion.confidence ? fmt::format("confidence {:.2f}", *suggestion.confidence)
                                                 : std::string()},
            {"angle", suggestion.angle},
            {"reasoning", suggestion.reasoning},
            {"points", points.empty() ? Value(false) : Value(Record{{"list", std::move(points)}})},
            {"points_title", points_title},
            {"sources", sources_or_none(suggestion.sources)},
            {"drafts", std::move(drafts)}});
    }
    data["suggestions"] = std::move(suggestions);
    data["none"] = summary.status == "completed" ? "Nothing to write about." : "Not analyzed yet.";
    data["write"] = pending;

    List earlier;
    for (const auto& draft : view.earlier_drafts)
        earlier.push_back(
            Record{{"link", link(frame, "/drafts/" + draft.id, draft.title.empty() ? "Draft" : draft.title)},
                   {"state", draft.status}});
    data["earlier"] = earlier.empty() ? Value(false) : Value(Record{{"list", std::move(earlier)}});

    List findings;
    const auto add = [&](const char* name, const char* key, const std::vector<store::SourcedText>& texts) {
        List list;
        for (const auto& text : texts)
            list.push_back(Record{{"text", text.text},
                                  {"about", text.about},
                                  {"key", fmt::format("{}-{}", key, list.size() + 1)},
                                  {"sources", sources_or_none(text.sources)}});
        if (!list.empty()) findings.push_back(Record{{"name", name}, {"list", std::move(list)}});
    };
    add("Insights", "insight", view.insights);
    add("Decisions", "decision", view.decisions);
    add("Action items", "action", view.action_items);
    add("Open questions", "question", view.open_questions);
    add("Topics", "topic", view.topics);
    data["findings"] = std::move(findings);

    Table documents("What was read", {"Document", "Kind", "Path", "New"}, "Nothing.");
    for (const auto& document : view.documents)
        documents.add({document.title.empty() ? document.path : document.title, document.kind, document.path,
                       !document.is_new            ? std::string("–")
                       : document.new_passages > 0 ? counted(document.new_passages, "passage")
                                                   : std::string("new")});
    data["documents"] = documents.markup();
    return page(frame, fmt::format("{}, {}", summary.user_handle, summary.analysis_date), "/analyses",
                {render("analysis", data)});
}

}  // namespace pacelane::monitor
