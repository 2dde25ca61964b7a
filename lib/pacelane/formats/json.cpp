/// JSON and lines of JSON: chats, conversations with language models, notes, records.
#include "json.h"

#include "data_limits.h"
#include "mail_html.h"

#include <algorithm>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <pacelane/context/detail/encoding.h>
#include <pacelane/context/detail/readers.h>
#include <utility>

namespace pacelane::formats {

namespace {

[[noreturn]] void refuse_data() {
    throw Error(ErrorKind::bad_input, "holds data or settings, and no text that somebody wrote");
}

Found read_value(const JsonValue& root, bool lines, std::string_view companion, Found found) {
    if (read_model_chats(root, found) || read_chat_export(root, companion, found) ||
        read_records(root, lines, found)) {
        if (found.reading.pieces.empty())
            throw Error(ErrorKind::bad_input, "holds messages or notes, and none has words");
        return found;
    }
    refuse_data();
}

std::string decoded_text(const Source& source, Found& found) {
    if (source.bytes.size() > kDataLimits.json_bytes)
        throw Error(ErrorKind::bad_input, "is larger than is read; split it");
    auto decoded = context::detail::decode(source.bytes);
    found.about.warnings = std::move(decoded.warnings);
    return std::move(decoded.text);
}

bool looks_like_html(std::string_view text) {
    return text.find("</") != std::string_view::npos || text.find("<br") != std::string_view::npos ||
           text.find("<p>") != std::string_view::npos;
}

int next_free_list(const context::detail::Reading& reading) {
    // Those of earlier texts are lower; the last one that is in a list has the highest number.
    for (auto piece = reading.pieces.rbegin(); piece != reading.pieces.rend(); ++piece)
        if (piece->passage.list >= 0) return piece->passage.list + 1;
    return 0;
}

}  // namespace

void add_written(const WrittenText& written, context::detail::Reading& reading) {
    std::string text(written.text);
    if (!written.markdown && looks_like_html(text)) {
        const auto lines = mail_html_lines(text, written.line, false, reading);
        text.clear();
        for (const auto& line : lines)
            text += line.text + "\n";
    }
    context::detail::FileBody body;
    body.text = text;
    body.letter = true;
    auto found = written.markdown ? context::detail::read_markdown(body, "-")
                                  : context::detail::read_plain_text(body, "-");
    int list = next_free_list(reading);
    const int first_list = list;
    for (auto& piece : found.pieces) {
        auto& passage = piece.passage;
        // A text within JSON is on one line.
        for (auto& mark : piece.words.marks())
            mark.line = written.line;
        passage.headings.insert(passage.headings.begin(), written.headings.begin(), written.headings.end());
        if (passage.list >= 0) {
            passage.list += first_list;
            list = std::max(list, passage.list + 1);
        }
        passage.quoted = passage.quoted || written.quoted;
        if (passage.speaker.empty()) passage.speaker = written.speaker;
        reading.add(std::move(piece));
    }
}

Found read_json(const Source& source) {
    Found found;
    const auto text = decoded_text(source, found);
    const auto root = parse_json(text, 1, found.reading);
    if (!root) throw Error(ErrorKind::bad_input, "is no JSON");
    return read_value(*root, false, source.companion, std::move(found));
}

Found read_jsonl(const Source& source) {
    Found found;
    const auto text = decoded_text(source, found);
    JsonValue root;
    root.kind = JsonValue::Kind::list;
    int number = 0;
    std::size_t broken = 0;
    for (std::string_view rest = text; !rest.empty();) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const auto line = trim(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        ++number;
        if (line.empty()) continue;
        context::detail::Reading told;
        auto value = parse_json(line, number, told);
        if (!value || !told.warnings.empty()) {
            ++broken;
            found.reading.warn(number, "the line is no JSON, and left out");
            continue;
        }
        root.fields.emplace_back(std::string{}, std::move(*value));
    }
    if (root.fields.empty()) throw Error(ErrorKind::bad_input, "none of its lines is JSON");
    if (broken > root.fields.size()) throw Error(ErrorKind::bad_input, "most of its lines are no JSON");
    return read_value(root, true, source.companion, std::move(found));
}

}  // namespace pacelane::formats
