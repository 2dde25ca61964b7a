// Emacs Org: outlines with tasks, drawers, blocks and tables, made Markdown line by line.
#include "detail/metadata.h"
#include "detail/note_line_shapes.h"
#include "detail/note_syntax.h"
#include "detail/org_text.h"
#include "detail/quoted_words.h"
#include "detail/readers.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <utility>

#include <fmt/format.h>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t kDeepestList = 20;
constexpr auto kFence = "``````"sv;

struct OrgItem {
    std::size_t indent = 0;
    std::string mark;  // Markdown's
    std::string_view text;
};
std::optional<OrgItem> org_item(std::string_view line) {
    OrgItem item;
    item.indent = indent_of(line);
    auto rest = trim(line);
    const std::size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
    const auto behind = [&](std::size_t at) { return at == rest.size() || rest[at] == ' '; };
    if ((rest.starts_with('-') || rest.starts_with('+') || (rest.starts_with('*') && item.indent > 0)) &&
        behind(1)) {
        item.mark = "-";
        item.text = trim(rest.substr(1));
    } else if (digits > 0 && digits <= 2 && digits < rest.size() &&
               (rest[digits] == '.' || rest[digits] == ')') && behind(digits + 1)) {
        item.mark = fmt::format("{}.", rest.substr(0, digits));
        item.text = trim(rest.substr(digits + 1));
    } else {
        return std::nullopt;
    }
    if (item.text.starts_with("[@"))
        item.text = trim(item.text.substr(std::min(item.text.find(']'), item.text.size() - 1) + 1));
    return item;
}

std::size_t stars_of(std::string_view line) {
    const std::size_t stars = std::min(line.find_first_not_of('*'), line.size());
    return stars > 0 && (stars == line.size() || line[stars] == ' ') ? stars : 0;
}

bool is_planning(std::string_view text) {
    constexpr std::array marks{"SCHEDULED:"sv, "DEADLINE:"sv, "CLOSED:"sv, "CLOCK:"sv};
    return std::any_of(marks.begin(), marks.end(), [&](auto mark) { return text.starts_with(mark); });
}

/// ":LOGBOOK:", all of the line.
bool is_drawer(std::string_view text) {
    return text.size() > 2 && text.front() == ':' && text.back() == ':' &&
           text.find_first_of(" \t:", 1) == text.size() - 1;
}

class OrgReader {
public:
    OrgReader(const FileBody& source, std::string_view title, Reading& reading)
        : lines_(lines_of(source)), reading_(reading), titled_(!title.empty()) {}

    NoteText read() {
        const auto tops = std::count_if(lines_.begin(), lines_.end(),
                                        [](const Line& line) { return stars_of(line.text) == 1; });
        // Of several headings of the first level none is the title.
        lowered_ = titled_ || tops > 1 ? 1 : 0;
        for (at_ = 0; at_ < lines_.size(); ++at_)
            take(lines_[at_].text);
        if (inside_ == Block::code) put(list_indent() + std::string(kFence));
        end_fixed_width();
        tell();
        return std::move(out_);
    }

private:
    enum class Block { none, code, quote, hidden, drawer };

    void put(std::string_view text) {
        out_.text += text;
        out_.text += '\n';
        out_.lines.push_back(lines_[std::min(at_, lines_.size() - 1)].number);
    }
    void omit(std::string_view what) {
        const int line = lines_[at_].number;
        if (told_ != what || told_to_ + 1 < line) {
            tell();
            told_ = what;
            told_from_ = line;
        }
        told_to_ = line;
    }
    void tell() {
        if (!told_.empty()) reading_.omit(told_from_, told_to_, told_);
        told_.clear();
    }
    std::string list_indent() const { return std::string(4 * indents_.size(), ' '); }

    void take(std::string_view line) {
        const auto text = trim(line);
        if (inside_ != Block::none) return within(line, text, ascii_lower(text.substr(0, 40)));
        if (const auto stars = stars_of(line); stars > 0) return heading(stars, line.substr(stars));
        if (hidden_ > 0) return omit("a section that is not exported");
        if (text.empty()) {
            in_table_ = false;
            end_fixed_width();
            return put({});
        }
        if (text.starts_with('|')) return row(text);
        in_table_ = false;
        if (text == ":" || text.starts_with(": ")) return fixed_width(text);
        end_fixed_width();
        if (text.starts_with("#+")) return keyword(line, text, ascii_lower(text.substr(0, 40)));
        if (text == "#" || text.starts_with("# ")) return omit("a comment");
        if (is_drawer(text)) {
            inside_ = Block::drawer;
            return omit("a drawer of properties");
        }
        if (is_planning(text)) return omit("when something is planned");
        if (text.starts_with("-----") && text.find_first_not_of('-') == std::string_view::npos) {
            end_lists();
            put("***");
            return put({});
        }
        if (const auto item = org_item(line)) return take_item(*item);
        paragraph(line, text);
    }

    void within(std::string_view line, std::string_view text, const std::string& lower) {
        const bool ends = inside_ == Block::drawer ? lower == ":end:" : lower.starts_with("#+end_" + name_);
        if (inside_ == Block::drawer || inside_ == Block::hidden)
            omit(inside_ == Block::drawer ? "a drawer of properties" : "a comment");
        if (ends) {
            if (inside_ == Block::code) put(list_indent() + std::string(kFence));
            if (inside_ != Block::drawer) put({});
            inside_ = Block::none;
        } else if (inside_ == Block::code) {
            // A comma keeps what looks like Org's own lines.
            auto code = less_indent(line, block_indent_);
            if (code.starts_with(",*") || code.starts_with(",#+")) code.remove_prefix(1);
            put(list_indent() + std::string(code));
        } else if (inside_ == Block::quote) {
            put(fmt::format("{}> {}", list_indent(), org_as_markdown(text)));
        }
    }

    void heading(std::size_t stars, std::string_view text) {
        if (hidden_ > 0 && stars > hidden_) return omit("a section that is not exported");
        hidden_ = 0;
        const auto heading = org_heading(text);
        if (heading.hidden) {
            hidden_ = stars;
            return omit("a section that is not exported");
        }
        end_lists();
        in_table_ = false;
        if (heading.words.empty()) return;
        const auto words = org_as_markdown(heading.words);
        const bool leaf = is_leaf(stars);
        // A task without a text below it is one of a list, as a point of an outline is.
        constexpr std::size_t longest_heading = 80;
        if (leaf && heading.task) {
            put(fmt::format("- [{}] {}", heading.done ? 'x' : ' ', words));
        } else if (leaf && (heading.words.size() > longest_heading || heading.words.ends_with('.'))) {
            put(fmt::format("- {}", words));
        } else {
            put({});
            put(fmt::format("{} {}", std::string(std::min<std::size_t>(stars + lowered_, 6), '#'), words));
            put({});
        }
    }

    /// Whether nothing stands below the heading: no text and no deeper one.
    bool is_leaf(std::size_t stars) const {
        bool drawer = false;
        for (std::size_t i = at_ + 1; i < lines_.size(); ++i) {
            const auto text = trim(lines_[i].text);
            if (const auto next = stars_of(lines_[i].text); next > 0) return next <= stars;
            if (drawer) {
                drawer = ascii_lower(text) != ":end:";
            } else if (is_drawer(text)) {
                drawer = true;
            } else if (!text.empty() && !is_planning(text)) {
                return false;
            }
        }
        return true;
    }

    void keyword(std::string_view line, std::string_view text, const std::string& lower) {
        if (lower.starts_with("#+begin_")) return begin_block(line, text, lower);
        if (lower.starts_with("#+title:") || lower.starts_with("#+subtitle:")) {
            const auto title = trim(text.substr(text.find(':') + 1));
            if (reading_.title.empty() && !titled_) reading_.title = shortened(title, 200);
        } else if (lower.starts_with("#+filetags:")) {
            for (const auto tag : split(text.substr(text.find(':') + 1), ':'))
                if (!trim(tag).empty()) reading_.add_tag(trim(tag));
        }
        omit("properties");
    }

    void begin_block(std::string_view line, std::string_view text, const std::string& lower) {
        name_ = first_word(std::string_view(lower).substr("#+begin_"sv.size()));
        block_indent_ = indent_of(line);
        if (block_indent_ == 0) end_lists();
        const bool code = name_ == "src" || name_ == "example";
        if (code) {
            inside_ = Block::code;
            const auto language =
                name_ == "src" ? first_word(trim(text.substr("#+begin_src"sv.size()))) : std::string_view{};
            put({});
            put(fmt::format("{}{}{}", list_indent(), kFence, language));
        } else if (name_ == "quote" || name_ == "verse") {
            inside_ = Block::quote;
            put({});
        } else if (name_ == "comment" || name_ == "export" || name_ == "query") {
            inside_ = Block::hidden;
            omit("a comment");
        } else {
            // Its lines are text as any other; its end is a keyword.
            put({});
        }
    }

    void row(std::string_view text) {
        if (!in_table_) put({});
        if (text.starts_with("|-")) return;
        auto cells = split(text.substr(1), '|');
        if (text.ends_with('|')) cells.pop_back();
        const bool widths = std::all_of(cells.begin(), cells.end(), [](std::string_view cell) {
            cell = trim(cell);
            return cell.empty() || (cell.starts_with('<') && cell.ends_with('>') && cell.size() < 7);
        });
        if (cells.empty() || widths) return;
        std::string line = "|";
        for (const auto cell : cells)
            line += fmt::format(" {} |", org_as_markdown(trim(cell)));
        put(line);
        if (!std::exchange(in_table_, true)) {
            line = "|";
            for (std::size_t i = 0; i < cells.size(); ++i)
                line += "---|";
            put(line);
        }
    }

    /// ": words", as programs write what they put out.
    void fixed_width(std::string_view text) {
        if (!fixed_) {
            end_lists();
            put(kFence);
        }
        fixed_ = true;
        put(text.size() > 2 ? text.substr(2) : std::string_view{});
    }
    void end_fixed_width() {
        if (std::exchange(fixed_, false)) put(kFence);
    }

    void end_lists() {
        end_fixed_width();
        if (!indents_.empty()) put({});
        indents_.clear();
    }

    void take_item(const OrgItem& item) {
        while (!indents_.empty() && item.indent <= indents_.back())
            indents_.pop_back();
        if (indents_.size() >= kDeepestList) indents_.pop_back();
        std::string_view text = item.text;
        std::string words;
        for (const auto& [box, mark] :
             {std::pair{"[ ]"sv, "[ ] "sv}, {"[X]"sv, "[x] "sv}, {"[x]"sv, "[x] "sv}, {"[-]"sv, "[ ] "sv}}) {
            if (!text.starts_with(box)) continue;
            words = mark;
            text = trim(text.substr(box.size()));
        }
        // "- kiln :: where pots are fired"
        if (const auto term = text.find(" :: "); term != std::string_view::npos)
            words += fmt::format("{}: {}", org_as_markdown(text.substr(0, term)),
                                 org_as_markdown(trim(text.substr(term + 4))));
        else
            words += org_as_markdown(text);
        put(fmt::format("{}{} {}", list_indent(), item.mark, words));
        indents_.push_back(item.indent);
    }

    void paragraph(std::string_view line, std::string_view text) {
        const std::size_t indent = indent_of(line);
        while (!indents_.empty() && indent <= indents_.back()) {
            indents_.pop_back();
            if (indents_.empty()) put({});
        }
        if (text.starts_with("[fn:") && indent == 0) {
            const auto close = text.find(']');
            if (close != std::string_view::npos &&
                text.substr(4, close - 4).find(':') == std::string_view::npos) {
                put({});
                text = trim(text.substr(close + 1));
            }
        }
        put(list_indent() + org_as_markdown(text));
    }

    std::vector<Line> lines_;
    Reading& reading_;
    bool titled_;
    std::size_t lowered_ = 0;
    NoteText out_;
    std::size_t at_ = 0;
    Block inside_ = Block::none;
    std::string name_;  // of the block
    std::size_t block_indent_ = 0;
    std::size_t hidden_ = 0;  // the stars of a section that is not read
    std::vector<std::size_t> indents_;
    bool in_table_ = false;
    bool fixed_ = false;
    std::string told_;
    int told_from_ = 0;
    int told_to_ = 0;
};

}  // namespace

Reading read_org(const FileBody& source, std::string_view title) {
    Reading reading;
    const NoteText text = OrgReader{source, title, reading}.read();
    const std::string_view known = !title.empty() ? title : std::string_view{reading.title};
    read_note_text(text, source.kind, known, reading);
    mark_quoted_words(reading);
    return reading;
}

}  // namespace pacelane::context::detail
