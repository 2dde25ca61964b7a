#include "detail/evidence_pool.h"
#include "detail/meetings.h"
#include "detail/proposals.h"
#include "detail/topics.h"

#include <algorithm>
#include <pacelane/analysis/analysis.h>

namespace pacelane::analysis {

namespace {

using namespace detail;

constexpr std::size_t kTopics = 60;       // found
constexpr std::size_t kTopicsShown = 15;  // of each kind

KnowledgeContext::File file_of(const KnownDocument& document) {
    KnowledgeContext::File file;
    file.document_id = document.id;
    file.path = document.path;
    file.title = document.title;
    file.format = context::name(document.format);
    file.is_new = document.is_new;
    file.new_passages =
        static_cast<int>(std::count_if(document.passages.begin(), document.passages.end(),
                                       [](const KnownPassage& passage) { return passage.is_new; }));
    return file;
}

/// What the documents say. All that it takes to find it is gone before drafts are chosen.
void describe(const Input& input, Yields& yields, Result& result) {
    const sources::PrivateWords private_words(input.person.private_matter);
    Input told;
    if (!private_words.empty()) {
        told.person = input.person;
        told.date = input.date;
        told.content_types = input.content_types;
        for (const auto& document : input.documents)
            told.documents.push_back(sources::without_private(document, private_words));
    }
    Corpus corpus(private_words.empty() ? input : told, yields);
    const auto meetings = meetings_latest_first(corpus);
    std::vector<std::size_t> knowledge, meetings_in_order;
    for (std::size_t d = 0; d < input.documents.size(); ++d)
        (corpus.info(d).meeting ? meetings_in_order : knowledge).push_back(d);

    const auto decisions = find_decisions(corpus, yields, meetings);
    const auto actions = find_actions(corpus, yields, meetings);
    result.meetings.open_questions = find_questions(corpus, yields, meetings, decisions);
    const SentenceIndex index(corpus);
    auto knowledge_topics = find_topics(corpus, yields, index, knowledge, kTopics);
    auto meeting_topics = find_topics(corpus, yields, index, meetings_in_order, kTopics);
    const auto material = gather(corpus, yields);

    for (const auto d : knowledge) {
        result.knowledge.files.push_back(file_of(input.documents[d]));
        result.knowledge.new_files += result.knowledge.files.back().is_new ? 1 : 0;
        result.knowledge.new_passages += result.knowledge.files.back().new_passages;
    }
    std::stable_sort(result.knowledge.files.begin(), result.knowledge.files.end(),
                     [](const auto& a, const auto& b) { return a.path < b.path; });
    result.knowledge.insights = find_insights(corpus, material, find_sayings(corpus, yields));
    result.knowledge.topics = to_topics(corpus, knowledge_topics, kTopicsShown);

    result.meetings.meetings = describe_meetings(corpus, meetings);
    for (const auto& found : decisions)
        result.meetings.decisions.push_back(found.decision);
    for (const auto& found : actions)
        result.meetings.action_items.push_back(found.item);
    result.meetings.topics = to_topics(corpus, meeting_topics, kTopicsShown);
    result.meetings.participants = all_participants(corpus, meetings, result.meetings.meetings);
    result.meetings.collaboration = find_collaboration(corpus, meetings, result.meetings.meetings, actions);
    result.meetings.themes = to_themes(corpus, meeting_topics, meetings);
}

}  // namespace

Result analyze(const Input& input) {
    Result result;
    Yields yields(input);
    describe(input, yields, result);
    detail::propose(input, yields, result);
    result.yields = yields.made();
    return result;
}

Result propose(const Input& input) {
    Result result;
    Yields yields(input);
    detail::propose(input, yields, result);
    return result;
}

}  // namespace pacelane::analysis
