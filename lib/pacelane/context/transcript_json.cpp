#include "detail/cues.h"
#include "detail/export_layouts.h"
#include "detail/labels.h"
#include "detail/line_counter.h"
#include "detail/transcript_export.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>
#include <pacelane/base/text.h>
#include <pacelane/context/limits.h>
#include <pacelane/language/detail/utf8.h>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t longest_key = 64;

struct Field {
    std::string name;
    std::string value;
    bool whole = false;  // a number without a fraction
    bool number = false;
};

struct Said {
    std::string text;
    std::string speaker;
    Field start;
    Field end;
    int line = 1;
};

/// Collects what was said while the JSON goes by: memory follows the words, not the data around them.
class ExportEvents : public nlohmann::json_sax<nlohmann::json> {
public:
    explicit ExportEvents(const int& line) : line_(line) {}

    std::array<std::vector<Said>, layouts.size()> said;
    std::string title;
    std::string only_text;          // of {"text": …}
    std::vector<std::string> keys;  // of the root and the level below it
    bool too_deep = false;
    std::size_t error_at = std::string::npos;

    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t value) override { return field(std::to_string(value), true, true); }
    bool number_unsigned(number_unsigned_t value) override {
        return field(std::to_string(value), true, true);
    }
    bool number_float(number_float_t, const string_t& written) override {
        return field(written, true, false);
    }
    bool string(string_t& value) override { return field(std::move(value), false, false); }
    bool binary(binary_t&) override { return true; }

    bool key(string_t& name) override {
        auto& frame = frames_.back();
        frame.key = name.size() > longest_key ? std::string{} : std::move(name);
        if (frames_.size() == 1) note_key(frame.key);
        if (frames_.size() == 2 && !frame.path.empty()) note_key(frame.path + "." + frame.key);
        return true;
    }
    bool start_object(std::size_t) override { return open(false); }
    bool start_array(std::size_t) override { return open(true); }
    bool end_array() override {
        frames_.pop_back();
        return true;
    }
    bool end_object() override {
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
    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
        error_at = position;
        return false;
    }

private:
    struct Frame {
        bool array = false;
        std::string path;  // "" is the root
        std::string key;
        std::vector<Field> fields;
        std::string words;                                // of the list `words` or `elements` within
        std::array<std::size_t, layouts.size()> first{};  // what was said before the object began
        int line = 1;
    };

    void note_key(std::string name) {
        constexpr std::size_t enough = 200;
        if (keys.size() < enough) keys.push_back(std::move(name));
    }

    bool open(bool array) {
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

    bool field(std::string value, bool number, bool whole) {
        if (frames_.empty()) return true;
        auto& frame = frames_.back();
        if (frame.array || !is_asked_for(frame.key)) return true;
        frame.fields.push_back({frame.key, std::move(value), whole, number});
        return true;
    }

    static const Field* find(const Frame& frame, std::string_view names) {
        for (const auto name : split(names, '|'))
            for (const auto& one : frame.fields)
                if (one.name == name) return &one;
        return nullptr;
    }

    /// A member of `words`, `elements` or `result` belongs to what the object around the list says.
    void take_words(const Frame& word) {
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
    static void take_stretch(const Frame& word, Frame& owner) {
        const auto keep = [&](std::string_view from, std::string name, bool last) {
            const auto* time = find(word, from);
            if (time == nullptr) return;
            const auto known = std::find_if(owner.fields.begin(), owner.fields.end(),
                                            [&](const Field& one) { return one.name == name; });
            if (known == owner.fields.end())
                owner.fields.push_back({std::move(name), time->value, time->whole, time->number});
            else if (last)
                *known = {std::move(name), time->value, time->whole, time->number};
        };
        keep("start", "result.start", false);
        keep("end", "result.end", true);
    }

    void take(std::size_t i, const Frame& frame) {
        const auto& layout = layouts[i];
        if (layout.guesses && said[i].size() > frames_.back().first[i]) return;
        Said one;
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
    void inherit(const Frame& frame) {
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

    const int& line_;
    std::vector<Frame> frames_;
    std::size_t said_so_far_ = 0;
};

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

void run(std::string_view text, int& line, ExportEvents& events) {
    const auto list = as_one_list(text);
    if (list) text = *list;
    nlohmann::json::sax_parse(LineCounter{text.data(), &line}, LineCounter{text.data() + text.size(), &line},
                              &events);
}

/// The layout that the file is in. Lists that may hold anything else must say who speaks in most of their
/// members.
std::optional<std::size_t> layout_of(const ExportEvents& events) {
    for (std::size_t i = 0; i < layouts.size(); ++i) {
        const auto& all = events.said[i];
        if (all.empty()) continue;
        const auto named = static_cast<std::size_t>(
            std::count_if(all.begin(), all.end(), [](const Said& one) { return !one.speaker.empty(); }));
        const auto timed = static_cast<std::size_t>(
            std::count_if(all.begin(), all.end(), [](const Said& one) { return !one.start.value.empty(); }));
        const bool times = layouts[i].start.empty() || timed * 2 >= all.size();
        if (times && (!layouts[i].needs_speaker || named * 2 >= all.size())) return i;
    }
    return std::nullopt;
}

/// The whole file is one text: {"text": …, "language": …}, as OpenAI's shortest answer has it.
bool is_only_text(const ExportEvents& events) {
    if (trim(events.only_text).empty()) return false;
    return std::all_of(events.keys.begin(), events.keys.end(), [](const std::string& key) {
        return is_listed("text|language|task|duration|usage", key.substr(0, key.find('.')));
    });
}

/// Azure: "1H2M3.5S", what stands behind "PT".
std::int64_t iso_milliseconds(std::string_view text) {
    double seconds = 0;
    while (!text.empty()) {
        double value = 0;
        const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (failure != std::errc{} || end == text.data() + text.size()) return 0;
        seconds += value * (*end == 'H' ? 3600 : *end == 'M' ? 60 : 1);
        text.remove_prefix(static_cast<std::size_t>(end - text.data()) + 1);
    }
    constexpr double longest = 1e9;
    return seconds >= 0 && seconds < longest ? std::llround(seconds * 1000) : 0;
}

std::int64_t milliseconds_of(const Field& time, TimeUnit unit, bool whole) {
    std::string_view text = time.value;
    if (unit == TimeUnit::none) return 0;
    if (text.find(':') != std::string_view::npos) return take_clock(text).value_or(0);
    if (text.starts_with("PT")) return iso_milliseconds(text.substr(2));
    double value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    constexpr double longest = 1e9;  // seconds; what is later is a date
    if (failure != std::errc{} || !std::isfinite(value) || value < 0) return 0;
    const bool in_milliseconds =
        unit == TimeUnit::milliseconds || (unit == TimeUnit::by_number && whole && time.number);
    if (!in_milliseconds) value *= 1000;
    return value > longest * 1000 ? 0 : static_cast<std::int64_t>(std::llround(value));
}

bool is_stop_mark(std::string_view word) {
    return word.find_first_not_of(".,;:!?…%)]}\xE3\x80\x82\x81") == std::string_view::npos;
}

/// Words and marks to sentences. Google's last answer has all words again, with who speaks; those before it,
/// without, are not said twice.
std::vector<Said> sentences_of(const std::vector<Said>& words, bool needs_speaker) {
    constexpr std::size_t longest = 400;
    std::vector<Said> all;
    for (const auto& word : words) {
        const bool mark = is_stop_mark(trim(word.text));
        if (needs_speaker && word.speaker.empty() && !mark) continue;
        const bool goes_on =
            !all.empty() && (mark || (all.back().speaker == word.speaker && !ends_sentence(all.back().text) &&
                                      all.back().text.size() < longest));
        if (!goes_on) {
            all.push_back(word);
            continue;
        }
        auto& said = all.back();
        if (!mark && !said.text.ends_with(' ') && !word.text.starts_with(' ')) said.text += ' ';
        said.text += word.text;
        if (!word.end.value.empty()) said.end = word.end;
    }
    return all;
}

/// "A" and "0" are called Speaker A and Speaker 0, names are as they are.
std::string speaker_name(std::string_view written) {
    const auto name = trim(written);
    const bool number = !name.empty() && name.size() <= 3 && std::all_of(name.begin(), name.end(), is_digit);
    const bool letter = name.size() == 1 && ascii_lower(name) != name;
    return number || letter ? "Speaker " + std::string{name} : std::string{name};
}

std::string clean(std::string_view text) {
    // Escapes may bring control characters that no decoder has seen.
    return language::normalize(text);
}

}  // namespace

bool may_be_transcript_json(std::string_view start) {
    const auto open = start.find_first_not_of(" \t\r\n");
    if (open == std::string_view::npos || (start[open] != '{' && start[open] != '[')) return false;
    int line = 1;
    ExportEvents events{line};
    run(start, line, events);
    if (layout_of(events) || (events.error_at == std::string::npos && is_only_text(events))) return true;
    // All of it was there, or it was none.
    if (events.too_deep || events.error_at == std::string::npos || events.error_at + 16 < start.size())
        return false;
    return std::any_of(events.keys.begin(), events.keys.end(), [](const std::string& key) {
        return std::find(first_keys.begin(), first_keys.end(), key) != first_keys.end();
    });
}

Reading read_transcript_json(const FileBody& body) {
    Reading reading;
    int line = body.first_line;
    ExportEvents events{line};
    run(body.text, line, events);
    if (events.too_deep) {
        reading.warn(line, "JSON nested deeper than is read; what follows is left out");
    } else if (events.error_at != std::string::npos) {
        reading.warn(line, "the JSON is broken or cut off; what follows is left out");
    }
    const auto layout = layout_of(events);
    std::vector<Cue> cues;
    if (layout) {
        const auto all = layouts[*layout].words
                             ? sentences_of(events.said[*layout], layouts[*layout].needs_speaker)
                             : std::move(events.said[*layout]);
        const bool whole = std::all_of(all.begin(), all.end(), [](const Said& one) {
            return (one.start.value.empty() || one.start.whole) && (one.end.value.empty() || one.end.whole);
        });
        const auto unit = layouts[*layout].unit;
        for (const auto& one : all) {
            Cue cue;
            // Without a time it follows what was said before.
            cue.start_ms = !one.start.value.empty() ? milliseconds_of(one.start, unit, whole)
                           : cues.empty()           ? 0
                                                    : cues.back().end_ms;
            cue.end_ms = one.end.value.empty() ? cue.start_ms : milliseconds_of(one.end, unit, whole);
            CueLine said;
            said.speaker = clean(speaker_name(one.speaker));
            said.text = std::string{trim(clean(one.text))};
            said.line = one.line;
            std::replace(said.text.begin(), said.text.end(), '\n', ' ');
            cue.lines.push_back(std::move(said));
            cues.push_back(std::move(cue));
        }
    } else if (is_only_text(events)) {
        Cue cue;
        cue.lines.push_back({{}, false, false, clean(events.only_text), body.first_line});
        cues.push_back(std::move(cue));
    }
    if (!cues.empty()) tell_recording(body, "a transcript in JSON", reading);
    reading.title = shortened(clean(events.title), 200);
    add_turns(std::move(cues), reading);
    return reading;
}

}  // namespace pacelane::context::detail
