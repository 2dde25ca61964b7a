#include "detail/export_events.h"

#include "detail/line_counter.h"

#include <algorithm>
#include <optional>
#include <pacelane/base/text.h>
#include <pacelane/context/limits.h>
#include <utility>

namespace pacelane::context::detail {

namespace {

constexpr std::size_t longest_key = 64;

/// One object behind another, as a recognizer prints them: they are read as a list's members.
std::optional<std::string> as_one_list(std::string_view text) {
    std::string list = "[";
    std::size_t depth = 0;
    std::size_t objects = 0;
    std::size_t kept = 0;  // up to here the list has the text
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c == '\\') ++i;
            quoted = c != '"';
        } else if (c == '{') {
            if (depth++ > 0 || ++objects < 2) continue;
            list += text.substr(kept, i - kept);
            list += ',';
            kept = i;
        } else if (c == '}' && depth > 0) {
            --depth;
        } else if (depth == 0 && c != ' ' && c != '\n' && c != '\r' && c != '\t') {
            return std::nullopt;
        } else {
            quoted = c == '"';
        }
    }
    if (objects < 2) return std::nullopt;
    list += text.substr(kept);
    list += ']';
    return list;
}

}  // namespace

void ExportEvents::read(std::string_view text) {
    const auto list = as_one_list(text);
    if (list) text = *list;
    nlohmann::json::sax_parse(LineCounter{text.data(), &line_},
                              LineCounter{text.data() + text.size(), &line_}, this);
}

bool ExportEvents::key(string_t& name) {
    auto& frame = frames_.back();
    frame.key = name.size() > longest_key ? std::string{} : std::move(name);
    if (frames_.size() == 1) note_key(frame.key);
    if (frames_.size() == 2 && !frame.path.empty()) note_key(frame.path + "." + frame.key);
    return true;
}

bool ExportEvents::end_array() {
    frames_.pop_back();
    return true;
}

bool ExportEvents::end_object() {
    Frame frame = std::move(frames_.back());
    frames_.pop_back();
    if (frames_.empty()) {
        if (const auto* text = find(frame, "text")) only_text = text->value;
        if (const auto* name = find(frame, "title")) title = name->value;
        return true;
    }
    Frame& parent = frames_.back();
    if (!parent.array) {
        if (parent.path == "data" && title.empty())
            if (const auto* name = find(frame, "title")) title = name->value;
        // Of objects within an object, as `speaker.name`.
        for (auto& one : frame.fields) {
            if (one.name.find('.') != std::string::npos) continue;
            one.name = parent.key + "." + one.name;
            parent.fields.push_back(std::move(one));
        }
        return true;
    }
    take_words(frame);
    for (std::size_t i = 0; i < layouts.size(); ++i)
        if (layouts[i].path == parent.path) take(i, frame);
    inherit(frame);
    return said_so_far_ <= kLimits.cues;
}

bool ExportEvents::parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) {
    error_at = position;
    return false;
}

void ExportEvents::note_key(std::string name) {
    constexpr std::size_t enough = 200;
    if (keys.size() < enough) keys.push_back(std::move(name));
}

bool ExportEvents::open(bool array) {
    if (frames_.size() >= kLimits.json_depth) {
        too_deep = true;
        return false;
    }
    Frame frame;
    frame.array = array;
    frame.line = line_;
    if (!frames_.empty()) {
        const auto& parent = frames_.back();
        frame.path = parent.path;
        // Google's answer to a long job is within the job's.
        const bool job = frames_.size() == 1 && parent.key == "response";
        if (!parent.array && !job) frame.path += (frame.path.empty() ? "" : ".") + parent.key;
    }
    if (array) frame.path += "[]";
    for (std::size_t i = 0; i < layouts.size(); ++i)
        frame.first[i] = said[i].size();
    frames_.push_back(std::move(frame));
    return true;
}

bool ExportEvents::field(std::string value, bool number, bool whole) {
    if (frames_.empty()) return true;
    auto& frame = frames_.back();
    if (frame.array || !is_asked_for(frame.key)) return true;
    frame.fields.push_back({frame.key, std::move(value), whole, number});
    return true;
}

const ExportField* ExportEvents::find(const Frame& frame, std::string_view names) {
    for (const auto name : split(names, '|'))
        for (const auto& one : frame.fields)
            if (one.name == name) return &one;
    return nullptr;
}

/// A member of `words`, `elements` or `result` belongs to what the object around the list says.
void ExportEvents::take_words(const Frame& word) {
    const auto& list = frames_.back();
    if (frames_.size() < 2 || list.path.size() < 3) return;
    auto& owner = frames_[frames_.size() - 2];
    const bool words = list.path.ends_with("words[]");
    const bool elements = list.path.ends_with("elements[]");
    const bool result = list.path.ends_with("result[]");
    if ((!words && !elements && !result) || owner.array) return;
    if (const auto* text = find(word, elements ? "value" : "punctuated_word|word|text")) {
        if (!elements && !owner.words.empty() && !text->value.starts_with(' ')) owner.words += ' ';
        owner.words += text->value;
    }
    if (result) return take_stretch(word, owner);
    for (const std::string_view name : {"ts", "start_timestamp.relative", "end_timestamp.relative"}) {
        const auto* time = find(word, name);
        if (time == nullptr) continue;
        const std::string own = elements ? "elements." + std::string{name} : std::string{name};
        const bool known = find(owner, own) != nullptr;
        if (!known) owner.fields.push_back({own, time->value, time->whole, time->number});
    }
}

/// Vosk: when the first of the words begins, and the last one ends.
void ExportEvents::take_stretch(const Frame& word, Frame& owner) {
    const auto keep = [&](std::string_view from, std::string name, bool last) {
        const auto* time = find(word, from);
        if (time == nullptr) return;
        const auto known = std::find_if(owner.fields.begin(), owner.fields.end(),
                                        [&](const ExportField& one) { return one.name == name; });
        if (known == owner.fields.end())
            owner.fields.push_back({std::move(name), time->value, time->whole, time->number});
        else if (last)
            *known = {std::move(name), time->value, time->whole, time->number};
    };
    keep("start", "result.start", false);
    keep("end", "result.end", true);
}

void ExportEvents::take(std::size_t i, const Frame& frame) {
    const auto& layout = layouts[i];
    if (layout.guesses && said[i].size() > frames_.back().first[i]) return;
    ExportSaid one;
    one.line = frame.line;
    for (const auto name : split(layout.text, '|')) {
        if (name.ends_with('*')) {
            one.text = frame.words;
        } else if (const auto* text = find(frame, name)) {
            one.text = text->value;
        }
        if (!trim(one.text).empty()) break;
    }
    if (trim(one.text).empty()) return;
    if (const auto* start = find(frame, layout.start)) one.start = *start;
    if (const auto* end = find(frame, layout.end)) one.end = *end;
    if (const auto* speaker = find(frame, layout.speaker)) one.speaker = speaker->value;
    said[i].push_back(std::move(one));
    ++said_so_far_;
}

/// The speaker of a paragraph is that of its sentences, the time of a stretch that of its best guess.
void ExportEvents::inherit(const Frame& frame) {
    for (std::size_t i = 0; i < layouts.size(); ++i) {
        if (frame.first[i] == said[i].size()) continue;
        const auto* speaker = find(frame, layouts[i].speaker);
        const auto* start = find(frame, layouts[i].start);
        for (std::size_t n = frame.first[i]; n < said[i].size(); ++n) {
            auto& one = said[i][n];
            if (speaker != nullptr && one.speaker.empty()) one.speaker = speaker->value;
            if (start != nullptr && one.start.value.empty()) one.start = *start;
        }
    }
}

}  // namespace pacelane::context::detail
