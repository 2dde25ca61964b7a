// What is opened: an analysis, a draft, a queue, a schedule, a document that cannot be read, and the help.
#include "watch/helpers.h"

namespace pacelane::monitor_program {

namespace {

store::SourceView source(const std::string& path, std::int64_t line, const std::string& quote) {
    store::SourceView one;
    one.path = path;
    one.line = line;
    one.quote = quote;
    return one;
}

Monitor with_one_of_each() {
    Monitor monitor;
    auto& snapshot = monitor.data.snapshot;
    snapshot.latest_analyses = {analysis("a1", "maya")};
    snapshot.latest_generations = {draft("d1", "maya", "Fewer alerts")};
    snapshot.errors = {{"context", "c1", "maya", "notes/x.md", "unreadable", "it is not UTF-8", "", "", ""}};
    snapshot.due = {schedule("s1", "maya"), schedule("s2", "rafael", false)};
    monitor.looks();
    return monitor;
}

store::AnalysisView the_analysis() {
    store::AnalysisView view;
    view.summary = analysis("a1", "maya");
    view.documents = {{"k1", "knowledge/alerts.md", "Alerts", "knowledge", true, 3}};
    view.insights = {
        {"We deleted 40 alerts", "", {source("knowledge/alerts.md", 7, "We deleted 40 alerts")}}};
    view.action_items = {{"Write the runbook", "maya, by friday", {}}};
    store::SuggestionView suggestion;
    suggestion.topic = "Fewer alerts";
    suggestion.content_type = "linkedin_post";
    suggestion.reasoning = "new since the last analysis";
    suggestion.confidence = 0.82;
    suggestion.sources = {source("knowledge/alerts.md", 7, "We deleted 40 alerts")};
    suggestion.drafts = {draft("d1", "maya", "Fewer alerts")};
    view.suggestions = {suggestion};
    return view;
}

store::DraftView the_draft() {
    store::DraftView view;
    static_cast<store::GenerationSummary&>(view.generation) = draft("d1", "maya", "Fewer alerts");
    view.generation.analysis_id = "a1";
    view.generation.body = "We deleted 40 alerts.\n\nNobody missed one.";
    view.characters = 41;
    view.character_limit = 3000;
    store::ClaimView claim;
    claim.text = "We deleted 40 alerts.";
    claim.source = source("knowledge/alerts.md", 7, "We deleted 40 alerts");
    view.claims = {claim};
    return view;
}

template <class Content>
void finds(Monitor& monitor, SheetKind kind, const std::string& id, const Content& content) {
    Looked looked;
    looked.data = monitor.data;
    looked.kind = kind;
    looked.id = id;
    looked.content = content;
    monitor.happens(looked);
}

}  // namespace

TEST_CASE("Enter opens an analysis: what was read, insights, and suggestions with their reasons") {
    auto monitor = with_one_of_each();
    monitor.is(100, 60);
    monitor.types("2\n");
    CHECK(monitor.wants<LookNow>());
    CHECK(monitor.shows("Loading"));
    finds(monitor, SheetKind::analysis, "a1", the_analysis());
    for (const auto* part :
         {"Analysis of maya, 2026-11-19", "Fewer alerts", "linkedin_post, confidence 82 %",
          "why: new since the last analysis", "knowledge/alerts.md:7", "“We deleted 40 alerts”",
          "Insights (1)", "Write the runbook (maya, by friday)", "What was read (1)",
          "knowledge/alerts.md (knowledge, new, 3 new passages): Alerts"})
        CHECK_MESSAGE(monitor.shows(part), part);
}

TEST_CASE(
    "from an analysis Enter opens its draft, from there its analysis again; Escape goes back by steps") {
    auto monitor = with_one_of_each();
    monitor.is(100, 60);
    monitor.types("2\n");
    finds(monitor, SheetKind::analysis, "a1", the_analysis());
    while (monitor.under_cursor().find("→ draft") == std::string::npos)
        monitor.types("j");
    monitor.types("\n");
    finds(monitor, SheetKind::draft, "d1", the_draft());
    for (const auto* part : {"Draft for maya, 2026-11-19", "We deleted 40 alerts.", "Nobody missed one.",
                             "41 of 3000", "Where it comes from (1)", "knowledge/alerts.md:7"})
        CHECK_MESSAGE(monitor.shows(part), part);
    while (monitor.under_cursor().find("→ opens it") == std::string::npos)
        monitor.types("j");
    monitor.types("\n");
    CHECK(monitor.model.sheets.size() == 3);
    monitor.types("\x1b");
    CHECK(monitor.shows("Draft for maya"));
    monitor.types("q");
    CHECK(monitor.shows("Analysis of maya"));
    CHECK(monitor.under_cursor().find("→ draft") != std::string::npos);
    monitor.types("\x1b");
    CHECK(monitor.model.sheets.empty());
    CHECK(monitor.under_cursor().find("topic of a1") != std::string::npos);
}

TEST_CASE("a draft tells its length for each platform, and what the feed shows of it before it folds") {
    auto monitor = with_one_of_each();
    monitor.is(80, 60);
    monitor.types("3\n");
    auto view = the_draft();
    finds(monitor, SheetKind::draft, "d1", view);
    CHECK(monitor.shows("characters    41 of 3000 for linkedin"));
    CHECK(monitor.shows("What linkedin's feed shows before it folds"));
    CHECK(monitor.shows("on a wide screen, about 210 characters:"));
    CHECK(monitor.shows("on a phone, about 140 characters:"));
    view.generation.body = "First.\n\nThird.\nFourth, which is folded.";
    finds(monitor, SheetKind::draft, "d1", view);
    CHECK(monitor.shows("    Third.…"));
    view.generation.body = std::string(3001, 'x');
    finds(monitor, SheetKind::draft, "d1", view);
    CHECK(monitor.shows("3001 of 3000"));
    // Each network counts by itself; a page has a limit of its own and no fold.
    view.generation.body = "See https://example.org/a/long/address/of/a/page";
    view.generation.content_type = "social_media";
    finds(monitor, SheetKind::draft, "d1", view);
    CHECK(monitor.shows("27 of 280 for x"));
    CHECK(monitor.shows("48 of 300 for bluesky"));
    view.generation.content_type = "blog_post";
    finds(monitor, SheetKind::draft, "d1", view);
    CHECK(monitor.shows("48 of 20000"));
    CHECK_FALSE(monitor.shows("folds"));
}

TEST_CASE("what is gone meanwhile says so") {
    auto monitor = with_one_of_each();
    monitor.types("3\n");
    Looked looked;
    looked.data = monitor.data;
    looked.kind = SheetKind::draft;
    looked.id = "d1";
    looked.content_trouble = "there is no draft d1";
    monitor.happens(looked);
    CHECK(monitor.shows("there is no draft d1"));
    monitor.types("5j\n");
    CHECK(monitor.shows("next runs     2026-11-23 09:00"));
    monitor.data.snapshot.due.clear();
    monitor.looks();
    CHECK(monitor.shows("This schedule is there no more."));
}

TEST_CASE("an opened thing keeps its place when it is looked at again, and its sentence when it is resized") {
    auto monitor = with_one_of_each();
    auto view = the_draft();
    view.generation.body.clear();
    for (int i = 0; i < 200; ++i)
        view.generation.body +=
            fmt::format("Sentence {} is long enough that a narrow terminal breaks it.\n", i);
    monitor.types("3\n");
    finds(monitor, SheetKind::draft, "d1", view);
    for (int i = 0; i < 100; ++i)
        monitor.types("j");
    const auto before = monitor.under_cursor();
    const auto line = monitor.line_of(before);
    finds(monitor, SheetKind::draft, "d1", view);
    CHECK(monitor.under_cursor() == before);
    CHECK(monitor.line_of(before) == line);
    monitor.is(30, 12);
    CHECK(monitor.under_cursor().find(before.substr(2, 12)) != std::string::npos);
    monitor.is(80, 24);
    CHECK(monitor.under_cursor() == before);
}

TEST_CASE("line breaks of code, of a quotation and of an error are breaks, in a list they are blanks") {
    auto monitor = with_one_of_each();
    monitor.data.snapshot.latest_generations.at(0).status = "failed";
    monitor.data.snapshot.latest_generations.at(0).error = "first line\nsecond line";
    monitor.looks();
    monitor.types("3");
    CHECK(monitor.shows("first line second line"));
    monitor.types("\n");
    auto view = the_draft();
    view.claims.at(0).text = "steps:\n  - one\n  - two";
    view.generation.error = "first line\nsecond line\n";
    finds(monitor, SheetKind::draft, "d1", view);
    CHECK(monitor.shows("first line"));
    CHECK_FALSE(monitor.shows("\\n"));
    monitor.types("G");
    CHECK(monitor.shows("      - two"));  // below the text of its bullet
    CHECK_FALSE(monitor.shows("\\n"));
}

TEST_CASE("a queue, a schedule and a document that cannot be read open, too") {
    auto monitor = with_one_of_each();
    monitor.types("\n");
    CHECK(monitor.shows("Queue pacing_content_queue"));
    CHECK(monitor.shows("a worker could take them now"));
    monitor.types(
        "\x1b"
        "5jj\n");
    CHECK(monitor.shows("state         paused"));
    monitor.types(
        "\x1b"
        "4\n");
    CHECK(monitor.shows("it is not UTF-8"));
    CHECK(monitor.shows("context explain"));
}

TEST_CASE("R retries an opened draft that failed, w writes only what an opened analysis waits for") {
    auto monitor = with_one_of_each();
    monitor.types("3\n");
    auto failed = the_draft();
    failed.generation.status = "failed";
    finds(monitor, SheetKind::draft, "d1", failed);
    CHECK(monitor.lines().back().find("R retry") != std::string::npos);
    monitor.types("Ry");
    CHECK(monitor.begun() == std::vector<std::string>{"enqueue --retry --draft=d1", "write --draft=d1"});
    monitor.types(
        "\x1b"
        "2\n");
    auto waiting = the_analysis();
    waiting.suggestions[0].drafts[0].status = "failed";
    finds(monitor, SheetKind::analysis, "a1", waiting);
    monitor.types("R");
    CHECK(monitor.shows("Write the failed drafts of maya, 2026-11-19 again?"));
    monitor.types("y");
    CHECK(monitor.begun() ==
          std::vector<std::string>{"enqueue --retry --user=maya --date=2026-11-19", "write --analysis=a1"});
    waiting = the_analysis();
    finds(monitor, SheetKind::analysis, "a1", waiting);
    CHECK(monitor.lines().back().find("R retry") == std::string::npos);
    monitor.types("w");
    CHECK(monitor.shows("No draft of this analysis is pending"));
    waiting.suggestions[0].drafts[0].status = "pending";
    finds(monitor, SheetKind::analysis, "a1", waiting);
    monitor.types("wy");
    CHECK(monitor.begun() == std::vector<std::string>{"write --analysis=a1"});
}

TEST_CASE("the help names every key that the last lines name, and fits narrow terminals") {
    auto monitor = with_one_of_each();
    monitor.types("?");
    monitor.is(80, 60);
    for (const auto* part :
         {"j k", "Enter", "x A", "a ", "w ", "R ", "s ", "p ", "r ", "o ", "Ctrl-L", "Esc q"})
        CHECK_MESSAGE(monitor.shows(part), part);
    monitor.types("q");
    CHECK_FALSE(monitor.wants<Quit>());
}

TEST_CASE("control characters of titles, texts and sources are shown, not obeyed") {
    auto monitor = with_one_of_each();
    monitor.types("3\n");
    auto view = the_draft();
    view.generation.title = "\x1b]0;owned\x07";
    view.generation.body = "a\x1b[2Jb\r\nc\td";
    view.claims[0].source.quote = "\x1b[31m";
    finds(monitor, SheetKind::draft, "d1", view);
    CHECK(monitor.shows("\\x1b]0;owned\\x07"));
    CHECK(monitor.shows("a\\x1b[2Jb\\x0d"));
    CHECK(monitor.text().find('\x1b') == std::string::npos);
    CHECK(monitor.text().find('\r') == std::string::npos);
}

}  // namespace pacelane::monitor_program
