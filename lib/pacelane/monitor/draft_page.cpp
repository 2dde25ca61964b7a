#include <algorithm>
#include <pacelane/base/content_form.h>
#include <pacelane/base/json.h>
#include <pacelane/base/text.h>
#include <pacelane/language/language.h>
#include <pacelane/monitor/detail/parts.h>
#include <pacelane/monitor/lengths.h>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::monitor {

using namespace detail;

namespace {

// The body with each sentence that has a source leading to it, and which these are. Sentences that overlap
// one before are left plain.
struct LinkedBody {
    Markup markup;
    std::set<std::size_t> claims;
};
LinkedBody body_of(const store::DraftView& view) {
    std::vector<std::pair<std::size_t, std::size_t>> places;  // offset and number of the claim
    for (std::size_t i = 0; i < view.claims.size(); ++i)
        if (view.claims[i].offset) places.emplace_back(*view.claims[i].offset, i);
    // Of two that begin at one place, the title's is the shorter one.
    std::sort(places.begin(), places.end(), [&](const auto& a, const auto& b) {
        const auto longer = view.claims[a.second].text.size(), shorter = view.claims[b.second].text.size();
        return a.first != b.first ? a.first < b.first : longer > shorter;
    });
    const std::string_view body = view.generation.body;
    LinkedBody linked;
    auto& markup = linked.markup;
    std::size_t done = 0;
    for (const auto& [offset, index] : places) {
        const auto& text = view.claims[index].text;
        if (offset < done || offset > body.size() || body.compare(offset, text.size(), text) != 0) continue;
        markup.html += html_escaped(body.substr(done, offset - done));
        markup.html +=
            fmt::format("<a class=\"s{2}\" id=\"s{0}\" href=\"#c{0}\">{1}<sup>{0}</sup></a>", index + 1,
                        html_escaped(text), view.claims[index].support < 0.8 ? " weak" : "");
        done = offset + text.size();
        linked.claims.insert(index);
    }
    markup.html += html_escaped(body.substr(done));
    return linked;
}

std::string_view counting_name(Counting counting) {
    switch (counting) {
        case Counting::utf16:
            return "utf16";
        case Counting::emoji_bytes:
            return "emoji_bytes";
        case Counting::x_weighted:
            return "x_weighted";
        case Counting::graphemes:
            break;
    }
    return "graphemes";
}

List limits_of(const ContentForm* form, const std::string& text) {
    List list;
    if (!form) return list;
    for (const auto& length : platform_lengths(*form, text)) {
        List folds;
        for (const auto& fold : length.folds)
            folds.push_back(Record{{"device", fold.on_phone ? "on a phone" : "the feed shows"},
                                   {"about", fmt::format("{}", fold.about)},
                                   {"lines", fmt::format("{}", fold.lines)},
                                   {"width", fmt::format("{}", fold.width)},
                                   {"text", fold.shown}});
        list.push_back(Record{{"platform", length.platform},
                              {"counting", counting_name(length.limit->counting)},
                              {"most", fmt::format("{}", length.limit->most)},
                              {"url", fmt::format("{}", length.limit->url)},
                              {"folds", std::move(folds)},
                              {"count", fmt::format("{}", length.count)}});
    }
    return list;
}

Json metadata_of(const store::Generation& draft) {
    auto json = Json::parse(draft.metadata, nullptr, false);
    return json.is_object() ? json : Json::object();
}

List variants_of(const Json& metadata) {
    List list;
    const auto variants = metadata.find("variants");
    if (variants == metadata.end() || !variants->is_array()) return list;
    for (const auto& variant : *variants) {
        if (!variant.is_object()) continue;
        const auto network = variant.value("network", "");
        const auto* limit = find_social_network(network);
        const auto posts = variant.find("posts");
        if (!limit || posts == variant.end() || !posts->is_array()) continue;
        List shown;
        for (const auto& post : *posts) {
            if (!post.is_string()) continue;
            const auto text = post.get<std::string>();
            const auto number = shown.size() + 1;
            shown.push_back(Record{{"key", fmt::format("v-{}-{}", network, number)},
                                   {"name", posts->size() == 1 ? fmt::format("Post for {}", network)
                                                               : fmt::format("Post {} of {} for {}", number,
                                                                             posts->size(), network)},
                                   {"text", text},
                                   {"counting", counting_name(limit->counting)},
                                   {"most", fmt::format("{}", limit->most)},
                                   {"url", fmt::format("{}", limit->url)},
                                   {"count", fmt::format("{}", language::platform_length(text, *limit))}});
        }
        list.push_back(Record{{"network", network}, {"posts", std::move(shown)}});
    }
    return list;
}

// "[words](address)" → "words (address)"; without the marks of emphasis and code.
std::string without_inline_marks(std::string_view line) {
    std::string out;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '[') {
            const auto middle = line.find("](", i);
            const auto end = middle == std::string_view::npos ? middle : line.find(')', middle);
            if (end != std::string_view::npos &&
                line.substr(i + 1, middle - i - 1).find('[') == std::string_view::npos) {
                out += fmt::format("{} ({})", line.substr(i + 1, middle - i - 1),
                                   line.substr(middle + 2, end - middle - 2));
                i = end;
                continue;
            }
        }
        if (line.substr(i, 2) == "**") {
            ++i;
            continue;
        }
        if (line[i] == '`') continue;
        if (line[i] == '\\' && i + 1 < line.size() &&
            std::string_view("\\`*_{}[]<>()#+-.!|").find(line[i + 1]) != std::string_view::npos)
            ++i;
        out += line[i];
    }
    return out;
}

}  // namespace

std::string plain_text_of(const store::Generation& draft) {
    const auto* form = find_content_form(draft.content_type);
    if (!form || form->markup == pacelane::Markup::plain) return draft.body;
    std::string out;
    bool code = false;
    for (auto line : split(draft.body, '\n')) {
        if (line.starts_with("```")) {
            code = !code;
            continue;
        }
        if (!code) {
            const auto marks = line.find_first_not_of('#');
            if (marks != std::string_view::npos && marks > 0 && line[marks] == ' ')
                line.remove_prefix(marks + 1);
        }
        out += code ? std::string(line) : without_inline_marks(line);
        out += '\n';
    }
    while (out.ends_with('\n'))
        out.pop_back();
    return out;
}

std::string markdown_of(const store::Generation& draft) {
    const auto* form = find_content_form(draft.content_type);
    if (form && form->markup == pacelane::Markup::markdown)
        return form->title_in_body || draft.title.empty()
                   ? draft.body
                   : fmt::format("# {}\n\n{}", draft.title, draft.body);
    if (!draft.title.empty() && draft.body.starts_with(draft.title + "\n")) return "# " + draft.body;
    return draft.body;
}

std::string draft_page(const store::DraftView& view, const Frame& frame) {
    const auto& draft = view.generation;
    const auto metadata = metadata_of(draft);
    const auto* form = find_content_form(draft.content_type);
    auto data = common(frame);
    data["id"] = draft.id;
    data["state"] = draft.status;
    data["facts"] =
        fmt::format("{} · {} · {}", form_label(draft.content_type), draft.user_handle, draft.analysis_date);
    data["analysis"] = link(frame, "/analyses/" + draft.analysis_id, "Its analysis");
    data["error"] = draft.error;
    data["retry"] = frame.actions && draft.status == "failed";
    data["written"] = !draft.body.empty();
    auto body = body_of(view);
    data["body"] = std::move(body.markup);
    data["hashtags"] = form && !form->hashtags_join.empty() ? std::string() : join(view.hashtags, " ");
    std::string grounded =
        view.grounded_share ? fmt::format("{:.0f} % of its statements grounded", 100 * *view.grounded_share)
                            : "";
    if (view.confidence)
        grounded += fmt::format("{}confidence {:.2f}", grounded.empty() ? "" : " · ", *view.confidence);
    data["grounded"] = grounded;
    data["reasoning"] = view.reasoning;
    List claims;
    for (std::size_t i = 0; i < view.claims.size(); ++i) {
        auto claim = source_record(view.claims[i].source);
        claim["number"] = fmt::format("{}", i + 1);
        claim["text"] = view.claims[i].text;
        // The title's claims stand in no sentence of the body.
        const bool linked = body.claims.contains(i);
        claim["anchor"] = linked ? fmt::format("s{}", i + 1) : std::string("heading");
        claim["part"] = linked ? "draft" : "title";
        claims.push_back(std::move(claim));
    }
    data["claims"] = std::move(claims);
    List texts;
    for (const auto& [name, extension, text] :
         {std::tuple<const char*, const char*, std::string>{"plain text", "txt", plain_text_of(draft)},
          {"Markdown", "md", markdown_of(draft)}})
        texts.push_back(Record{
            {"name", name},
            {"extension", extension},
            {"text", text},
            // Where Markdown is shown as it stands, nobody posts it.
            {"limits", extension == std::string_view("md") && form && form->markup == pacelane::Markup::plain
                           ? List()
                           : limits_of(form, text)}});
    data["texts"] = std::move(texts);
    data["variants"] = variants_of(metadata);
    return page(frame, draft.title.empty() ? "Draft" : draft.title, "/drafts", {render("draft", data)});
}

}  // namespace pacelane::monitor
