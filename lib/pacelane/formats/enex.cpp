/// Evernote's export: the notes of a notebook, each in the program's own XHTML.
#include "detail/flow.h"
#include "detail/html_flow.h"
#include "detail/html_tree.h"

#include <algorithm>
#include <cctype>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <pacelane/base/time.h>
#include <pacelane/context/detail/metadata.h>
#include <pugixml.hpp>

#include <fmt/format.h>

namespace pacelane::formats {

namespace {

using namespace detail;

/// "20261103T091500Z"
std::optional<Date> day_of(std::string_view time) {
    time = trim(time);
    if (time.size() < 8 || !std::all_of(time.begin(), time.begin() + 8, is_digit)) return std::nullopt;
    return parse_date(fmt::format("{}-{}-{}", time.substr(0, 4), time.substr(4, 2), time.substr(6, 2)));
}

/// The program's XHTML as HTML has it: what closes itself is closed, boxes of tasks are characters, what it
/// holds of files and ciphers goes. Lines stay.
class NoteText {
public:
    explicit NoteText(std::string_view text) {
        while (!text.empty()) {
            const auto begin = std::min(text.find('<'), text.size());
            html += text.substr(0, begin);
            text.remove_prefix(begin);
            if (text.empty()) break;
            const auto end = text.find('>');
            if (end == std::string_view::npos) break;
            take_tag(text.substr(0, end + 1));
            text.remove_prefix(end + 1);
            if (!in_cipher_) continue;
            const auto close = std::min(text.find("</en-crypt"), text.size());
            keep_lines(text.substr(0, close));
            text.remove_prefix(close);
            in_cipher_ = false;
        }
    }

    std::string html;
    int files = 0;
    int ciphers = 0;

private:
    void keep_lines(std::string_view text) {
        html.append(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')), '\n');
    }

    void take_tag(std::string_view tag) {
        std::size_t end = 1;
        while (end < tag.size() && (std::isalnum(static_cast<unsigned char>(tag[end])) || tag[end] == '-'))
            ++end;
        const auto name = tag.substr(1, end - 1);
        const bool own = name.starts_with("en-") || tag.starts_with("</en-") || tag.starts_with("<?xml");
        if (!own && !tag.ends_with("/>")) {
            html += tag;
            return;
        }
        if (own) {
            if (name == "en-todo")
                html += tag.find("checked=\"true\"") != std::string_view::npos ? "☑ " : "☐ ";
            files += name == "en-media" ? 1 : 0;
            in_cipher_ = name == "en-crypt" && !tag.ends_with("/>");
            ciphers += name == "en-crypt" ? 1 : 0;
            keep_lines(tag);
            return;
        }
        html += tag.substr(0, tag.size() - 2);
        html += '>';
        for (const std::string_view alone :
             {"br", "hr", "img", "col", "input", "meta", "link", "area", "wbr"})
            if (name == alone) return;
        html += fmt::format("</{}>", name);
    }

    bool in_cipher_ = false;
};

class EnexReader {
public:
    explicit EnexReader(const Source& source) : source_(source), flow_(source) {
        for (auto at = source.bytes.find('\n'); at != std::string_view::npos;
             at = source.bytes.find('\n', at + 1))
            line_starts_.push_back(at + 1);
    }

    Found read() {
        pugi::xml_document document;
        const auto result = document.load_buffer(source_.bytes.data(), source_.bytes.size());
        const auto root = document.child("en-export");
        if (!root) throw Error(ErrorKind::bad_input, "is no export of Evernote, or a damaged one");
        const auto notes = root.children("note");
        const auto count = std::distance(notes.begin(), notes.end());
        if (count == 0) throw Error(ErrorKind::bad_input, "holds no note");
        alone_ = count == 1;
        for (const auto& note : notes) {
            if (flow_.full()) break;
            read_note(note);
        }
        if (!result) flow_.warn("the file is damaged or cut short; the notes before that place are read");
        if (flow_.empty())
            throw Error(ErrorKind::bad_input, ciphers_ > 0 ? "is encrypted: its words cannot be read"
                                                           : "has no text: only files and pictures");
        if (files_ > 0)
            flow_.omit(fmt::format("{} file{} and pictures in notes", files_, files_ == 1 ? "" : "s"));
        if (ciphers_ > 0) flow_.omit("encrypted words in notes");
        if (clips_ > 0)
            flow_.omit(fmt::format("{} page{} that Evernote cut out of the web: read as somebody else's",
                                   clips_, clips_ == 1 ? "" : "s"));
        // The file has the notebook's name; no note's title is all notes'.
        if (!alone_) flow_.about.title = name_of_file();
        flow_.about.date = last_;
        return flow_.finish();
    }

private:
    std::string name_of_file() const {
        auto name = source_.path.substr(source_.path.find_last_of('/') + 1);
        return std::string(name.substr(0, name.rfind('.')));
    }

    int line_at(std::ptrdiff_t offset) const {
        if (offset < 0) return 1;
        const auto after =
            std::upper_bound(line_starts_.begin(), line_starts_.end(), static_cast<std::size_t>(offset));
        return static_cast<int>(after - line_starts_.begin()) + 1;
    }

    void read_note(const pugi::xml_node& note) {
        const auto title = context::detail::shortened(clean(trim(note.child_value("title"))), 200);
        const auto about = note.child("note-attributes");
        const std::string_view origin = about.child_value("source");
        const std::string_view program = about.child_value("source-application");
        const bool clip = origin.starts_with("web.clip") || program.find("clipper") != std::string_view::npos;
        clips_ += clip ? 1 : 0;
        if (const auto day = day_of(note.child_value("created")); day && (!last_ || *last_ < *day))
            last_ = day;
        if (alone_) {
            flow_.about.title = title;
            for (const auto& tag : note.children("tag"))
                flow_.about.tags.push_back(clean(tag.child_value()));
        } else if (!title.empty()) {
            Block heading;
            heading.kind = Block::Kind::heading;
            heading.spans = {Span{title}};
            flow_.add(std::move(heading), line_at(note.child("title").offset_debug()));
        }
        read_content(note.child("content"), clip, title);
        read_tasks(note);
    }

    void read_content(const pugi::xml_node& content, bool clip, const std::string& title) {
        const NoteText text(content.child_value());
        files_ += text.files;
        ciphers_ += text.ciphers;
        try {
            const HtmlTree tree(text.html);
            const MainContent whole(tree.root(), MainContent::Of::note);
            const int line = line_at(content.first_child().offset_debug());
            files_ += add_html(whole, {line, alone_ ? 0 : 1, clip}, flow_).pictures;
        } catch (const Error& error) {
            flow_.warn(fmt::format("the note \"{}\" {}", title, error.what()));
        }
    }

    /// Those that the program keeps beside the text.
    void read_tasks(const pugi::xml_node& note) {
        for (const auto& task : note.children("task")) {
            Block item;
            item.depth = 0;
            item.list = kTaskList;
            item.checked = std::string_view(task.child_value("taskStatus")) == "completed";
            item.spans = {Span{clean(task.child_value("title"))}};
            flow_.add(std::move(item), line_at(task.offset_debug()));
        }
    }

    static constexpr int kTaskList = 1'000'000;
    const Source& source_;
    Flow flow_;
    std::vector<std::size_t> line_starts_;
    std::optional<Date> last_;
    bool alone_ = false;
    int files_ = 0;
    int ciphers_ = 0;
    int clips_ = 0;
};

}  // namespace

Found read_enex(const Source& source) {
    return EnexReader(source).read();
}

}  // namespace pacelane::formats
