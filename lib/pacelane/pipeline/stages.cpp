// What a worker does with one message.
#include <pacelane/base/text.h>
#include <pacelane/pipeline/worker.h>
#include <set>

namespace pacelane::pipeline {

namespace {

constexpr std::size_t kRetrievedPassages = 40;

analysis::Person person_of(const store::User& user) {
    return {user.handle,  user.name, user.headline,
            user.pillars, user.tone, language::from_code(user.language),
            user.aliases};
}

}  // namespace

analysis::Result analyze_user(store::Store& store, const store::User& user, Date date,
                              const std::vector<std::string>& content_types, Instant at, SyncReport* sync) {
    auto report = sync_context(store, user, at);
    if (sync) *sync = std::move(report);
    analysis::Input input;
    input.person = person_of(user);
    input.date = date;
    input.content_types = content_types;
    input.documents = store.known_documents(user);
    input.past = store.past_suggestions(user);
    return analysis::analyze(input);
}

writer::Draft compose_draft(store::Store& store, const store::User& user,
                            const analysis::Suggestion& suggestion, std::vector<std::string> recent_claims) {
    writer::Request request;
    request.recent_claims = std::move(recent_claims);
    request.person = person_of(user);
    request.suggestion = suggestion;

    std::set<std::string> core;
    for (const auto& source : suggestion.related_context)
        core.insert(source.document_id);
    std::map<std::pair<std::string, int>, double> relevance;
    const auto query = suggestion.topic + "\n" + join(suggestion.key_points, "\n");
    for (const auto& hit : store.search(user, query, kRetrievedPassages))
        relevance[{hit.document_id, hit.passage.ordinal}] = hit.score;

    for (auto& document : store.known_documents(user)) {
        const bool is_core = core.contains(document.id);
        std::vector<analysis::KnownPassage> kept;
        for (auto& passage : document.passages) {
            const auto hit = relevance.find({document.id, passage.passage.ordinal});
            if (hit != relevance.end()) passage.relevance = hit->second;
            if (is_core || hit != relevance.end()) kept.push_back(std::move(passage));
        }
        if (kept.empty()) continue;
        document.passages = std::move(kept);
        request.documents.push_back(std::move(document));
    }
    return writer::compose(request);
}

}  // namespace pacelane::pipeline
