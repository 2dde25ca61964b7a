// Drafts for one user of a workspace, made by a program of one's own with libpacelane:
//   drafts WORKSPACE-FILE USER
// Prints the titles of the user's drafts. Run again on the same day, it finds that day's analysis and goes on
// from there.
#include <cstdio>
#include <exception>
#include <pacelane/config/workspace.h>
#include <pacelane/pipeline/worker.h>
#include <pacelane/store/migrations.h>
#include <pacelane/store/store.h>

using namespace pacelane;

namespace {

// What went wrong with one message ends neither the run nor the program: it is recorded, and tried again
// later.
void report(const pipeline::Event& event) {
    using Kind = pipeline::Event::Kind;
    if (event.kind == Kind::failed || event.kind == Kind::discarded)
        std::fprintf(stderr, "%s %s: %s\n", event.user_handle.c_str(), event.subject.c_str(),
                     event.text.c_str());
    if (event.kind == Kind::analyzed && event.suggestions == 0)
        std::fprintf(stderr, "%s: nothing to write about: %s\n", event.user_handle.c_str(),
                     event.text.c_str());
}

int run(const char* workspace_file, const char* user_name) {
    const auto workspace = config::load_workspace(workspace_file);
    for (const auto& warning : workspace.warnings)
        std::fprintf(stderr, "%s\n", warning.c_str());
    if (workspace.database.empty())
        throw Error(ErrorKind::configuration, workspace.path + ": names no database; add 'database: FILE'");

    const SystemClock clock;
    store::migrate(workspace.database, {}, clock);
    // Workers open a store for each of their threads; one Store serves one thread.
    const auto open = store::shared_sqlite(workspace.database, clock);
    const auto store = open();
    store->import(workspace);
    const auto user = store->user(user_name);

    const auto enqueued = store->enqueue(user);
    if (enqueued.status == "failed")
        throw Error(ErrorKind::failed, "today's analysis has failed; see 'pacelane status errors'");

    pipeline::WorkerOptions options;
    options.analysis_id = enqueued.analysis_id;
    const auto analyzed = pipeline::run_analyze(open, options, report);
    const auto written = pipeline::run_write(open, options, report);

    for (const auto& draft : store->generations({.user_id = user.id, .status = "completed"}))
        std::printf("%s: %s\n", draft.content_type.c_str(), draft.title.c_str());
    return analyzed.failed + written.failed == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fprintf(stderr, "usage: %s WORKSPACE-FILE USER\n", argv[0]);
        return static_cast<int>(ErrorKind::usage);
    }
    try {
        return run(argv[1], argv[2]);
    } catch (const Error& error) {  // says what failed, on which input and what to do
        std::fprintf(stderr, "%s: %s\n", argv[0], error.what());
        return error.exit_code();
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s: %s\n", argv[0], error.what());
        return static_cast<int>(ErrorKind::failed);
    }
}
