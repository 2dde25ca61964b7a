// One analysis or one draft, opened.
#include <algorithm>
#include <iterator>
#include <pacelane/store/snapshot.h>
#include <pacelane/store/sqlite/detail/sqlite_store.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::store {

namespace {

// What is stored may be from an older version, or reduced by a prune: what is missing is left empty.
std::string text_in(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<double> number_in(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_number() ? std::optional(found->get<double>()) : std::nullopt;
}

std::int64_t integer_in(const Json& json, const char* key, std::int64_t otherwise = 0) {
    const auto found = json.find(key);
    return found != json.end() && found->is_number_integer() ? found->get<std::int64_t>() : otherwise;
}

bool flag_in(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_boolean() && found->get<bool>();
}

Json list_in(const Json& json, const char* key) {
    Json list = Json::array();
    if (!json.is_object()) return list;
    if (const auto found = json.find(key); found != json.end() && found->is_array())
        for (const auto& item : *found)
            if (item.is_object()) list.push_back(item);
    return list;
}

std::vector<std::string> texts_in(const Json& json, const char* key) {
    std::vector<std::string> texts;
    if (const auto found = json.find(key); found != json.end() && found->is_array())
        for (const auto& item : *found)
            if (item.is_string()) texts.push_back(item.get<std::string>());
    return texts;
}

Json stored_json(const std::string& text) {
    return text.empty() ? Json() : parse_json(text, "what is stored of the analysis");
}

}  // namespace

void SqliteStore::show_passage(SourceView& source, std::int64_t ordinal) {
    auto passage = connection_.prepare(
        "SELECT p.text, p.kind FROM documents d JOIN passages p USING (document_key) WHERE d.id = ?1 AND "
        "p.ordinal = ?2");
    passage.with(source.document_id, ordinal);
    if (passage.step() && passage.view(0).find(source.quote) != std::string_view::npos) {
        source.passage = passage.text(0);
        source.passage_kind = passage.text(1);
        return;
    }
    passage.reset();
    // The document was changed since: what is quoted may stand elsewhere in it now.
    if (source.quote.empty()) return;
    auto elsewhere = connection_.prepare(
        "SELECT p.text, p.kind, p.line FROM documents d JOIN passages p USING (document_key) WHERE d.id = ?1 "
        "AND instr(p.text, ?2) > 0 ORDER BY p.ordinal LIMIT 1");
    elsewhere.with(source.document_id, source.quote);
    if (elsewhere.step()) {
        source.passage = elsewhere.text(0);
        source.passage_kind = elsewhere.text(1);
        source.line = elsewhere.integer(2);
        return;
    }
    // A heading is no passage of its own.
    auto heading = connection_.prepare(
        "SELECT 1 FROM documents d WHERE d.id = ?1 AND (d.title = ?2 OR EXISTS (SELECT 1 FROM passages p, "
        "json_each(p.headings) h WHERE p.document_key = d.document_key AND h.value = ?2))");
    if (!heading.with(source.document_id, source.quote).step()) return;
    source.passage = source.quote;
    source.passage_kind = "heading";
}

SourceView SqliteStore::source_view(const Json& json) {
    SourceView source;
    source.document_id = text_in(json, "document_id");
    source.path = text_in(json, "path");
    source.title = text_in(json, "title");
    source.line = integer_in(json, "line");
    source.speaker = text_in(json, "speaker");
    source.quote = text_in(json, "quote");
    show_passage(source, integer_in(json, "passage", -1));
    return source;
}

AnalysisView SqliteStore::analysis_view(std::string_view id) {
    return connection_.snapshot([&] {
        AnalysisView view;
        view.summary = analysis(id);
        auto row = connection_.prepare(
            "SELECT coalesce(schedule_id, ''), coalesce(knowledge_context, ''), coalesce(meeting_context, "
            "''), "
            "coalesce(content_suggestions, '') FROM pacing_context_analysis WHERE id = ?");
        row.with(view.summary.id).step();
        view.schedule_id = row.text(0);
        const auto knowledge = stored_json(row.text(1));
        const auto meetings = stored_json(row.text(2));
        const auto suggestions = stored_json(row.text(3));
        for (const auto& file : list_in(knowledge, "files"))
            view.documents.push_back({text_in(file, "document_id"), text_in(file, "path"),
                                      text_in(file, "title"), "knowledge", flag_in(file, "is_new"),
                                      integer_in(file, "new_passages")});
        for (const auto& meeting : list_in(meetings, "meetings"))
            view.documents.push_back({text_in(meeting, "document_id"), text_in(meeting, "path"),
                                      text_in(meeting, "title"), "meeting", flag_in(meeting, "is_new"), 0});
        const auto sourced = [&](const Json& item, const char* text, std::string about) {
            SourcedText found{text_in(item, text), std::move(about), {}};
            if (const auto source = item.find("source"); source != item.end() && source->is_object())
                found.sources.push_back(source_view(*source));
            for (const auto& source : list_in(item, "sources"))
                found.sources.push_back(source_view(source));
            return found;
        };
        for (const auto& insight : list_in(knowledge, "insights"))
            view.insights.push_back(sourced(insight, "text", flag_in(insight, "is_new") ? "new" : ""));
        for (const auto& part : {knowledge, meetings})
            for (const auto& topic : list_in(part, "topics")) {
                auto found = sourced(topic, "text", flag_in(topic, "is_new") ? "new" : "");
                // Notes and meetings may have the same one.
                const auto same = std::find_if(view.topics.begin(), view.topics.end(),
                                               [&](const auto& other) { return other.text == found.text; });
                if (same == view.topics.end())
                    view.topics.push_back(std::move(found));
                else
                    std::move(found.sources.begin(), found.sources.end(), std::back_inserter(same->sources));
            }
        for (const auto& decision : list_in(meetings, "decisions"))
            view.decisions.push_back(sourced(decision, "text", {}));
        for (const auto& item : list_in(meetings, "action_items")) {
            auto about = text_in(item, "who");
            if (const auto due = text_in(item, "due"); !due.empty())
                about += (about.empty() ? "" : ", ") + due;
            if (flag_in(item, "done")) about += about.empty() ? "done" : ", done";
            view.action_items.push_back(sourced(item, "what", about));
        }
        for (const auto& question : list_in(meetings, "open_questions"))
            view.open_questions.push_back(sourced(question, "text", text_in(question, "asked_by")));

        std::map<std::string, GenerationSummary> drafts;
        auto query = connection_.prepare(
            "SELECT id, suggestion_id FROM pacing_content_generation WHERE context_analysis_id = ? ORDER BY "
            "created_at, rowid");
        query.with(view.summary.id);
        std::vector<std::pair<std::string, std::string>> written;
        while (query.step())
            written.emplace_back(query.text(0), query.text(1));
        if (suggestions.is_array())
            for (const auto& json : suggestions) {
                if (!json.is_object()) continue;
                SuggestionView suggestion;
                suggestion.id = text_in(json, "id");
                suggestion.topic = text_in(json, "topic");
                suggestion.content_type = text_in(json, "content_type");
                suggestion.angle = text_in(json, "angle");
                suggestion.reasoning = text_in(json, "reasoning");
                suggestion.confidence = number_in(json, "confidence");
                suggestion.key_points = texts_in(json, "key_points");
                for (const auto& source : list_in(json, "related_context"))
                    suggestion.sources.push_back(source_view(source));
                std::erase_if(written, [&](const auto& draft) {
                    if (draft.second != suggestion.id) return false;
                    suggestion.drafts.push_back(generation(draft.first));
                    return true;
                });
                view.suggestions.push_back(std::move(suggestion));
            }
        for (const auto& [draft, of] : written)
            view.earlier_drafts.push_back(generation(draft));
        return view;
    });
}

DraftView SqliteStore::draft_view(std::string_view id) {
    return connection_.snapshot([&] {
        DraftView view;
        view.generation = generation(id);
        const auto metadata = parse_json(view.generation.metadata, "what is stored of the draft");
        if (!metadata.is_object()) return view;
        view.angle = text_in(metadata, "angle");
        view.reasoning = text_in(metadata, "reasoning");
        view.confidence = number_in(metadata, "confidence");
        view.hashtags = texts_in(metadata, "hashtags");
        if (const auto checks = metadata.find("checks"); checks != metadata.end() && checks->is_object()) {
            view.grounded_share = number_in(*checks, "grounded_share");
            view.characters = integer_in(*checks, "characters");
            view.character_limit = integer_in(*checks, "character_limit");
        }
        for (const auto& document : list_in(metadata, "sources"))
            for (const auto& json : list_in(document, "claims")) {
                ClaimView claim;
                claim.text = text_in(json, "text");
                claim.support = number_in(json, "support").value_or(0);
                claim.source.document_id = text_in(document, "id");
                claim.source.path = text_in(document, "path");
                claim.source.title = text_in(document, "title");
                claim.source.line = integer_in(json, "line");
                claim.source.speaker = text_in(json, "speaker");
                claim.source.quote = text_in(json, "quote");
                show_passage(claim.source, integer_in(json, "passage", -1));
                view.claims.push_back(std::move(claim));
            }
        // The metadata have them by document; here they stand as one reads them. A sentence that comes twice
        // is found twice.
        std::map<std::string, std::size_t> from;
        for (auto& claim : view.claims) {
            const auto at = claim.text.empty() ? std::string::npos
                                               : view.generation.body.find(claim.text, from[claim.text]);
            if (at == std::string::npos) continue;
            claim.offset = at;
            from[claim.text] = at + claim.text.size();
        }
        std::stable_sort(view.claims.begin(), view.claims.end(), [](const ClaimView& a, const ClaimView& b) {
            return a.offset.has_value() != b.offset.has_value() ? !a.offset : a.offset < b.offset;
        });
        return view;
    });
}

}  // namespace pacelane::store
