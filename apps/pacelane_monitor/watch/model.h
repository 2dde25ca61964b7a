#pragma once

#include "actions/runs.h"
#include "watch/screen.h"

#include <array>
#include <chrono>
#include <map>
#include <optional>
#include <pacelane/store/snapshot.h>
#include <set>
#include <string>
#include <variant>
#include <vector>

/// The terminal monitor without its terminal: what it knows, what happens to it, and what it then wants done.
namespace pacelane::monitor_program {

enum class Tab : std::size_t { queues, analyses, drafts, errors, schedule };
inline constexpr std::size_t kTabs = 5;

/// What the database held.
struct Data {
    store::Snapshot snapshot;
};

/// The cursor in a list. It is on a row, not on a place: when rows come or go above, the row stays where it
/// is on the screen.
struct Place {
    std::string id;         ///< of the row; empty in an empty list
    std::size_t index = 0;  ///< of the row, in what matches the filter
    std::size_t top = 0;    ///< the first row on the screen
    /// Somebody moved it here. Before, the list shows what is newest, and the cursor is on the first row.
    bool held = false;
    std::string filter;
    std::set<std::string> marked;  ///< ids, of what matches the filter
};

enum class SheetKind { analysis, draft, row, output, help };

/// What is opened above the lists.
struct Sheet {
    SheetKind kind = SheetKind::help;
    std::string id;  ///< of the analysis, the draft or the row
    Tab tab{};       ///< of the row
    std::size_t cursor = 0;
    std::size_t top = 0;
    std::variant<std::monostate, store::AnalysisView, store::DraftView> content;
    std::string trouble;  ///< why there is no content
};

enum class Asking { nothing, filter, user, confirmation };

/// A question that waits for its answer.
struct Question {
    Asking asking = Asking::nothing;
    std::string typed;   ///< so far
    std::string before;  ///< the filter as it was
    std::vector<std::string> text;
    Trigger trigger;
    std::string user;    ///< that `trigger` analyzes
    bool quits = false;  ///< instead of the trigger
};

struct Model {
    std::size_t width = 80;
    std::size_t height = 24;
    Tab tab = Tab::queues;
    std::array<Place, kTabs> places;
    std::optional<Data> data;
    std::string trouble;  ///< why the last look at the database failed; empty: it did not
    bool paused = false;
    bool read_only = false;
    std::vector<Sheet> sheets;  ///< the last one is on top
    Question question;
    std::string message;
    bool message_is_bad = false;
    std::vector<Run> runs;                         ///< newest first
    std::map<std::string, std::string> analyzing;  ///< user, by the run's id
    std::set<std::string> told;                    ///< runs whose end was told
    std::set<std::string> has_analysis;            ///< users who have an analysis of today
};

enum class Special {
    none,
    up,
    down,
    left,
    right,
    page_up,
    page_down,
    home,
    end,
    enter,
    escape,
    backspace,
    tab,
    back_tab,
    redraw,
};

struct Key {
    Special special = Special::none;
    char32_t character = 0;  ///< of none of them
};

struct Resized {
    std::size_t width = 0;
    std::size_t height = 0;
};
/// A look at the database succeeded, or failed.
struct Looked {
    std::optional<Data> data;
    std::string trouble;
    /// Of what was opened then.
    SheetKind kind = SheetKind::help;
    std::string id;
    decltype(Sheet::content) content;
    std::string content_trouble;
};
/// A trigger was begun, or refused.
struct Began {
    std::string id;
    std::string title;
    std::string user;
    bool was_running = false;
    std::string trouble;
};
struct RunsChanged {
    std::vector<Run> runs;
};

using Event = std::variant<Key, Resized, Looked, Began, RunsChanged>;

struct LookNow {};
struct Begin {
    Trigger trigger;
    std::string user;
};
struct Redraw {};
struct Quit {};

using Effect = std::variant<LookNow, Begin, Redraw, Quit>;

/// What happened changes the model; what is to be done now comes back.
std::vector<Effect> update(Model& model, const Event& event);
Screen view(const Model& model);

}  // namespace pacelane::monitor_program
