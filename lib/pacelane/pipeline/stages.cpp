// What a worker does with one message.
#include <pacelane/pipeline/calendars.h>
#include <pacelane/pipeline/worker.h>

namespace pacelane::pipeline {

sources::Person person_of(const store::User& user) {
    return {user.handle,       user.name,     user.headline,
            user.pillars,      user.tone,     language::from_code(user.language),
            user.aliases,      user.networks, user.private_matter,
            user.limits.recaps};
}

analysis::Result analyze_user(store::Store& store, const store::User& user, Date date,
                              const std::vector<std::string>& content_types, Instant at, SyncReport* sync,
                              bool candidate_bodies) {
    auto report = sync_context(store, user, at);
    if (sync) *sync = std::move(report);
    analysis::Input input;
    input.person = person_of(user);
    input.date = date;
    input.content_types = content_types;
    input.documents = store.known_documents(user);
    join_calendars(input.documents, user.timezone);
    input.past = store.past_suggestions(user);
    input.limits = user.limits;
    input.yields = store.yields(user);
    input.candidate_bodies = candidate_bodies;
    auto result = analysis::analyze(input);
    store.keep_yields(user, result.yields);
    result.yields.clear();
    return result;
}

writer::Draft compose_draft(store::Store& store, const store::User& user,
                            const writer::Suggestion& suggestion, Date today) {
    writer::Request request;
    request.setting = {person_of(user), today, {}};
    request.suggestion = suggestion;
    std::set<std::string> rests_on;
    for (const auto& piece : suggestion.pieces)
        rests_on.insert(piece.document_id);
    for (const auto& source : suggestion.related_context)
        rests_on.insert(source.document_id);
    request.documents = store.known_documents(user, rests_on);
    return writer::compose(request);
}

}  // namespace pacelane::pipeline
