#include <algorithm>
#include <pacelane/base/content_form.h>
#include <pacelane/base/error.h>
#include <pacelane/base/uuid.h>
#include <pacelane/context/people.h>
#include <pacelane/pipeline/calendars.h>
#include <pacelane/pipeline/try_folder.h>
#include <pacelane/pipeline/worker.h>
#include <pacelane/schedule/recurrence.h>
#include <set>

namespace pacelane::pipeline {

namespace {

constexpr const char* kHandle = "you";

config::Workspace workspace_of(const TryOptions& options) {
    config::User user;
    user.handle = kHandle;
    user.id = uuid_v5(std::string("user:") + kHandle);
    user.name = options.name.empty() ? kHandle : options.name;
    user.timezone = options.timezone;
    // What a document is, its content says; and folders that are called as `pacelane init` calls them.
    user.context.knowledge = {"**/*"};
    user.context.meetings = {"meetings/**/*"};
    user.context.transcripts = {"transcripts/**/*"};
    user.context.exclude = options.exclude;
    config::Workspace workspace;
    workspace.folder = options.folder;
    workspace.users.push_back(std::move(user));
    return workspace;
}

void describe(TriedFolder& tried, store::Store& store, const store::User& user,
              const std::vector<sources::KnownDocument>& documents) {
    tried.documents = documents.size();
    for (const auto& document : documents) {
        if (document.language) ++tried.languages[std::string(language::code(*document.language))];
        if (!document.date) continue;
        tried.first = tried.first ? std::min(*tried.first, *document.date) : *document.date;
        tried.last = tried.last ? std::max(*tried.last, *document.date) : *document.date;
    }
    context::People people;
    for (const auto& [path, names] : store.names_in_documents(user))
        for (const auto& name : names)
            people.add(name);
    const context::Self self{user.name, user.handle, user.aliases};
    std::set<std::string> others;
    for (const auto& name : people.names())
        if (!self.is(name, people, people)) others.insert(people.canonical(name));
    others.erase("");
    tried.people.assign(others.begin(), others.end());
}

}  // namespace

TriedFolder try_folder(const TryOptions& options, const Clock& clock, const SyncObserver& observer) {
    TriedFolder tried;
    const auto store = store::open_in_memory(clock);
    store->import(workspace_of(options));
    const auto user = store->user(kHandle);
    tried.sync = sync_context(*store, user, clock.now(), observer);

    analysis::Input input;
    input.person = person_of(user);
    input.date = schedule::local_time(clock.now(), user.timezone).date;
    input.content_types = options.forms;
    if (input.content_types.empty())
        for (const auto id : content_form_ids())
            input.content_types.emplace_back(id);
    input.documents = store->known_documents(user);
    join_calendars(input.documents, user.timezone);
    for (auto& document : input.documents)  // since no analysis: nothing is newer than the rest
        document.is_new = false;
    input.drafts_per_form = options.drafts;
    input.candidate_bodies = false;
    describe(tried, *store, user, input.documents);

    auto result = analysis::propose(input);
    tried.overview = std::move(result.overview);
    tried.reason = std::move(result.reason);
    auto& best = result.suggestions;
    std::stable_sort(best.begin(), best.end(),
                     [](const auto& a, const auto& b) { return a.confidence > b.confidence; });
    if (best.size() > options.drafts) best.resize(options.drafts);
    writer::Request request;
    request.setting = {input.person, input.date, {}};
    request.documents = std::move(input.documents);
    for (auto& suggestion : best) {
        request.suggestion = suggestion;
        auto draft = writer::compose(request);
        tried.drafts.push_back({std::move(suggestion), std::move(draft)});
    }
    return tried;
}

}  // namespace pacelane::pipeline
