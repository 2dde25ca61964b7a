#pragma once

#include <cstddef>
#include <pacelane/base/export.h>
#include <pacelane/base/time.h>
#include <pacelane/store/snapshot.h>
#include <string>
#include <vector>

/// The monitor as HTML: pure functions from what the store shows to a page. Thread-safe.
namespace pacelane::monitor {

/// Something that was started from the monitor.
struct RunInPage {
    std::string id;
    std::string title;
    std::string started_at;
    bool running = false;
    int exit_code = 0;
    std::vector<std::string> lines;
    bool is_old = false;  ///< ended well a while ago: only the list of all shows it
};

/// What surrounds a view.
struct Frame {
    bool live = true;      ///< served; otherwise a file: no links, no buttons, no script
    bool actions = false;  ///< with buttons that start something
    bool can_log_out = false;
    std::string token;       ///< of the session: stands in each form
    std::string nonce;       ///< of the content security policy
    std::string base;        ///< below which the monitor stands behind a proxy, "/pacelane"; else empty
    std::string here = "/";  ///< path and query of this page, with the base
    std::string assets;      ///< version of style sheet and script
    std::string version;     ///< of what is shown: the last event that it knows of
    Instant now;
    std::vector<std::string> users;  ///< handles of the active ones; none: too many for a menu, or none is
    std::vector<RunInPage> runs;     ///< newest first
    std::size_t errors = 0;          ///< shown in the navigation
};

/// What a list is to show.
struct Choice {
    std::string user;   ///< empty: all
    std::string state;  ///< empty: any
    std::size_t count = 20;
};

PACELANE_API std::string overview_page(const store::Snapshot& snapshot, const Frame& frame);
PACELANE_API std::string analyses_page(const std::vector<store::AnalysisSummary>& analyses,
                                       const Choice& choice, const Frame& frame);
PACELANE_API std::string analysis_page(const store::AnalysisView& analysis, const Frame& frame);
PACELANE_API std::string drafts_page(const std::vector<store::GenerationSummary>& drafts,
                                     const Choice& choice, const Frame& frame);
PACELANE_API std::string draft_page(const store::DraftView& draft, const Frame& frame);
PACELANE_API std::string errors_page(const std::vector<store::ErrorEntry>& errors, const Choice& choice,
                                     const Frame& frame);
PACELANE_API std::string schedules_page(const store::Snapshot& snapshot, const Frame& frame);
PACELANE_API std::string queues_page(const store::Snapshot& snapshot, const Frame& frame);
PACELANE_API std::string runs_page(const Frame& frame);
PACELANE_API std::string run_page(const RunInPage& run, const Frame& frame);
/// `next`: where to go afterwards. `wrong`: the token that was given is.
PACELANE_API std::string login_page(const std::string& next, bool wrong, const Frame& frame);
/// Something to tell; with `again_user` and `again_date` the offer to analyse that day again. `back`: a path
/// with the base; empty: the overview.
struct Message {
    std::string heading;
    std::string text;
    std::string back = {};
    std::string again_user = {};
    std::string again_date = {};
};
PACELANE_API std::string message_page(const Message& message, const Frame& frame);
/// One self-contained page, to mail or to keep.
PACELANE_API std::string report_page(const store::Snapshot& snapshot);

/// The draft's text as it is pasted: without markup, or with Markdown's.
PACELANE_API std::string plain_text_of(const store::Generation& draft);
PACELANE_API std::string markdown_of(const store::Generation& draft);

}  // namespace pacelane::monitor
