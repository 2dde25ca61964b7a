/// Notes of note apps, and records of any kind: what of them somebody wrote, and who.
#include "json.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <pacelane/base/text.h>
#include <pacelane/context/detail/metadata.h>
#include <pacelane/context/people.h>

#include <fmt/format.h>

namespace pacelane::formats {

namespace {

using namespace std::string_view_literals;

/// A note app's export: its notes are the user's own.
struct NoteLayout {
    std::string_view program;
    std::string_view list;   ///< empty: the file is one note
    std::string_view needs;  ///< separated by ' '
    std::string_view text;
    std::string_view title;
    std::string_view time;
    std::string_view gone;  ///< true when it was thrown away
    bool markdown = false;
};
constexpr std::array note_layouts{
    // Google Takeout, Keep/*.json
    NoteLayout{"Google Keep", "", "userEditedTimestampUsec isTrashed", "textContent", "title",
               "userEditedTimestampUsec", "isTrashed", false},
    // Simplenote, "Export notes", source/notes.json
    NoteLayout{"Simplenote", "activeNotes", "content creationDate", "content", "", "creationDate", "", true},
    // Day One, Journal.json
    NoteLayout{"Day One", "entries", "creationDate uuid", "text", "", "creationDate", "", true},
};

// The names of fields as programs write them.
constexpr auto text_fields =
    "text|body|content|message|description|note|notes|comment|comments|summary|abstract|answer|review|"
    "caption|bio|"
    "selftext|highlight|excerpt|quote|content_text|content_html|full_text|details|reason|feedback|textContent"sv;
constexpr auto author_fields =
    "author.name|author.displayName|author.login|author.username|author|user.name|user.login|user."
    "displayName|user.username|user|"
    "username|creator.name|creator|created_by|createdBy|sender|from.name|from|by|posted_by|reviewer|speaker|name_of_author|owner.login"sv;
constexpr auto title_fields = "title|subject|headline|heading|summary|name|question"sv;
constexpr auto time_fields =
    "date|created_at|createdAt|created|published|published_at|publishedAt|timestamp|time|updated_at|created_utc|creationDate"sv;

/// Words in a row, as people write; no address, path, code or key.
bool is_prose(std::string_view text, std::size_t fewest) {
    std::size_t words = 0;
    std::size_t letters = 0;
    std::size_t others = 0;
    std::size_t word = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isspace(byte) != 0) {
            if (word >= 2) ++words;
            word = 0;
        } else if (std::isalpha(byte) != 0 || byte >= 0x80) {
            ++letters;
            ++word;
        } else {
            ++others;
        }
    }
    if (word >= 2) ++words;
    // Of scripts without spaces there are letters enough.
    const bool dense =
        letters >= fewest * 6 && words < fewest && std::count_if(text.begin(), text.end(), [](char c) {
                                                       return static_cast<unsigned char>(c) >= 0x80;
                                                   }) > static_cast<std::ptrdiff_t>(letters / 2);
    return (words >= fewest || dense) && others * 3 <= letters;
}

bool is_listed(std::string_view names, std::string_view name) {
    for (const auto one : split(names, '|'))
        if (one == name) return true;
    return false;
}

std::string one_line(std::string text, std::size_t longest) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return context::detail::shortened(trim(text), longest);
}

class RecordReader {
public:
    explicit RecordReader(Found& found) : reading_(found.reading) {}

    void walk(const JsonValue& value, const std::string& author) {
        if (value.is_list()) {
            for (const auto& [name, one] : value.fields)
                walk(one, author);
            return;
        }
        if (!value.is_object()) return;
        ++objects_;
        const auto who = author_of(value);
        const auto& writer = who.empty() ? author : who;
        const bool told = add(value, writer);
        records_ += told ? 1 : 0;
        for (const auto& [name, one] : value.fields)
            if (one.is_object() || one.is_list()) walk(one, told ? writer : author);
    }

    /// Settings have a sentence here and there; records have one in most of them, or much in few. No settings
    /// are written as lines, each of which is one.
    bool are_records(bool lines) const {
        const std::size_t fewest_words = lines ? 4 : 30;
        constexpr std::size_t enough_words = 120;
        return words_ >= fewest_words && (records_ * 4 >= objects_ || words_ >= enough_words) &&
               words_ * 2 >= values_;
    }

    void finish() {
        reading_.kind_reason =
            fmt::format("{} {} with text, in JSON", records_, records_ == 1 ? "record" : "records");
        if (last_) reading_.date = std::chrono::floor<std::chrono::days>(*last_);
    }

private:
    static std::string author_of(const JsonValue& value) {
        auto name = one_line(value.text_of(author_fields), 100);
        // "user": 1234
        if (std::all_of(name.begin(), name.end(), is_digit)) return {};
        return context::plain_name(name);
    }

    bool add(const JsonValue& value, const std::string& writer) {
        std::vector<std::pair<std::string, int>> texts;
        for (const auto& [name, one] : value.fields) {
            if (!one.is_text()) {
                if (!one.is_object() && !one.is_list()) ++values_;
                continue;
            }
            ++values_;
            constexpr std::size_t named = 4;
            constexpr std::size_t unnamed = 8;
            if (!is_prose(one.text, is_listed(text_fields, name) ? named : unnamed)) continue;
            texts.emplace_back(clean_text(one.text), one.line);
        }
        if (texts.empty()) return false;
        auto title = one_line(value.text_of(title_fields), 200);
        if (const auto at = moment_of(value.text_of(time_fields)); at && (!last_ || *last_ < *at)) last_ = at;
        for (const auto& [text, line] : texts) {
            WrittenText written;
            written.text = text;
            // Whose words a record holds that names nobody, nobody knows.
            written.quoted = true;
            written.speaker = writer;
            if (!title.empty() && trim(text) != title) written.headings.push_back(title);
            written.line = line;
            add_written(written, reading_);
            words_ += static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
        }
        if (!writer.empty()) context::detail::add_name(reading_.participants, writer);
        return true;
    }

    context::detail::Reading& reading_;
    std::optional<Instant> last_;
    std::size_t objects_ = 0;
    std::size_t records_ = 0;
    std::size_t words_ = 0;
    std::size_t values_ = 0;
};

/// Schemas, descriptions of interfaces and lists of parts hold sentences, which are no records.
bool describes_data(const JsonValue& root) {
    constexpr std::array marks{"$schema"sv,   "$ref"sv,         "openapi"sv,        "swagger"sv,
                               "bomFormat"sv, "dependencies"sv, "lockfileVersion"sv};
    return std::any_of(marks.begin(), marks.end(),
                       [&](auto name) { return root.is_object() && root.find(name) != nullptr; });
}

/// The list of objects that the file is, or that is all of its root's lists.
const JsonValue* list_of_objects(const JsonValue& root) {
    const auto is_one = [](const JsonValue& value) {
        return value.is_list() && !value.fields.empty() &&
               std::all_of(value.fields.begin(), value.fields.end(),
                           [](const auto& one) { return one.second.is_object(); });
    };
    if (is_one(root)) return &root;
    if (!root.is_object()) return nullptr;
    const JsonValue* found = nullptr;
    for (const auto& [name, value] : root.fields) {
        if (!is_one(value)) continue;
        if (found) return nullptr;
        found = &value;
    }
    return found;
}

/// What a program wrote down of its own work: each line has its weight.
bool is_log(const JsonValue& root) {
    constexpr auto weights =
        "trace|debug|info|information|notice|warn|warning|error|err|critical|fatal|10|20|30|40|50|60"sv;
    const auto* list = list_of_objects(root);
    return list && std::all_of(list->fields.begin(), list->fields.end(), [&](const auto& line) {
               const auto weight = line.second.text_of("level|severity|levelname|log_level|loglevel|lvl"sv);
               return !weight.empty() && is_listed(weights, ascii_lower(weight));
           });
}

/// Whether each object has words in a field that is named for what people write, and tells who wrote it, or
/// when. Such are records, however short.
bool are_signed(const JsonValue& root) {
    constexpr auto written_fields =
        "text|body|content|message|note|notes|comment|comments|answer|review|selftext|full_text|textContent|"
        "content_text"sv;
    constexpr std::size_t fewest = 4;
    const auto* list = list_of_objects(root);
    return list && std::all_of(list->fields.begin(), list->fields.end(), [&](const auto& one) {
               const auto& object = one.second;
               return is_prose(object.text_of(written_fields), fewest) &&
                      (!object.text_of(author_fields).empty() ||
                       moment_of(object.text_of(time_fields)).has_value());
           });
}

bool read_notes(const JsonValue& root, Found& found) {
    auto& reading = found.reading;
    for (const auto& layout : note_layouts) {
        const auto* list = layout.list.empty() ? &root : root.find(layout.list);
        if (!list) continue;
        const auto needs = split(layout.needs, ' ');
        const auto is_note = [&](const JsonValue& note) {
            return std::all_of(needs.begin(), needs.end(),
                               [&](auto field) { return note.find(field) != nullptr; });
        };
        std::vector<const JsonValue*> notes;
        if (layout.list.empty()) {
            if (is_note(root)) notes.push_back(&root);
        } else {
            for (const auto& [name, note] : list->fields)
                if (is_note(note)) notes.push_back(&note);
        }
        if (notes.empty()) continue;
        std::size_t gone = 0;
        std::optional<Instant> last;
        for (const auto* note : notes) {
            if (!layout.gone.empty() && note->is_true(layout.gone)) {
                ++gone;
                continue;
            }
            auto title = one_line(note->text_of(layout.title), 200);
            WrittenText written;
            auto text = note->text_of(layout.text);
            // Keep's lists
            if (const auto* items = note->find("listContent"))
                for (const auto& [name, item] : items->fields)
                    text += (item.is_true("isChecked") ? "\n- [x] " : "\n- [ ] ") +
                            one_line(item.text_of("text"), 2000);
            written.text = text;
            written.markdown = layout.markdown;
            written.line = note->line;
            if (notes.size() == 1)
                reading.title = title;
            else if (!title.empty())
                written.headings.push_back(title);
            add_written(written, reading);
            if (const auto at = moment_of(note->text_of(layout.time)); at && (!last || *last < *at))
                last = at;
        }
        if (gone > 0)
            reading.omit(root.line, root.line,
                         fmt::format("{} {} that was thrown away", gone, gone == 1 ? "note" : "notes"));
        reading.kind_reason =
            fmt::format("{} {} of {}", notes.size(), notes.size() == 1 ? "note" : "notes", layout.program);
        if (last) reading.date = std::chrono::floor<std::chrono::days>(*last);
        return true;
    }
    return false;
}

}  // namespace

bool read_records(const JsonValue& root, bool lines, Found& found) {
    if (read_notes(root, found)) return true;
    if (describes_data(root) || is_log(root)) return false;
    RecordReader records(found);
    records.walk(root, {});
    if (!records.are_records(lines) && !are_signed(root)) {
        found.reading = {};
        return false;
    }
    records.finish();
    return true;
}

}  // namespace pacelane::formats
