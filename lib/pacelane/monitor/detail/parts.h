#pragma once

#include <cstdint>
#include <pacelane/monitor/pages.h>
#include <pacelane/monitor/template.h>
#include <pacelane/monitor/words.h>
#include <string>
#include <string_view>
#include <vector>

/// What several views are made of.
namespace pacelane::monitor::detail {

Markup link(const Frame& frame, const std::string& path, std::string_view text);
Markup state_badge(std::string_view state);
/// "2026-11-19 21:30", with the exact moment for machines; "–" for none. `at`: RFC 3339.
Markup time_of(std::string_view at);
/// "5 min ago", "in 3 h".
std::string relative(Instant at, Instant now);
std::string relative(std::string_view at, Instant now);
/// "LinkedIn post".
std::string form_label(const std::string& id);

/// A table, which on a small screen is a list.
class Table {
public:
    Table(std::string caption, std::vector<std::string> columns, std::string empty);
    void add(std::vector<Value> cells);
    Markup markup() const;

private:
    std::string caption_;
    std::vector<std::string> columns_;
    std::string empty_;
    List rows_;
};

Markup analyses_table(const std::vector<store::AnalysisSummary>& analyses, const Frame& frame);
Markup drafts_table(const std::vector<store::GenerationSummary>& drafts, const Frame& frame);
Markup errors_list(const std::vector<store::ErrorEntry>& errors, const Frame& frame);
Markup schedules_list(const store::Snapshot& snapshot, const Frame& frame);
Markup due_table(const store::Snapshot& snapshot, const Frame& frame);
/// `of_pipeline`: the pipeline's own two, else the others.
Markup queues_table(const store::Snapshot& snapshot, bool of_pipeline);
Markup timings_table(const store::Snapshot& snapshot);
/// Bars for 14 days, what failed on top of what was completed.
Value charts(const store::Snapshot& snapshot);
/// The figures at the top, and the warning below them.
void add_figures(Record& data, const store::Snapshot& snapshot);
/// For the template "source".
Record source_record(const store::SourceView& source);
List runs_list(const Frame& frame);

/// What every template may ask for.
Record common(const Frame& frame);
/// The whole page. `current`: the path of the view's entry in the navigation.
std::string page(const Frame& frame, const std::string& title, const std::string& current, Markup body);

}  // namespace pacelane::monitor::detail
