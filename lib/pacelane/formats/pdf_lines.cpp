#include "detail/pdf_lines.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <pacelane/base/text.h>
#include <set>

namespace pacelane::formats::detail {

namespace {

/// A line without what changes from page to page.
std::string shape_of(std::string_view text) {
    std::string shape;
    for (const char c : text) {
        if (is_digit(c)) {
            if (shape.empty() || shape.back() != '#') shape += '#';
        } else if (c != ' ') {
            shape += c;
        }
    }
    return shape;
}

/// "12", "- 12 -", "Page 3 of 9", "iv".
bool is_page_number(std::string_view text) {
    text = trim(text);
    if (text.empty() || text.size() > 24) return false;
    std::size_t digits = 0, others = 0;
    for (const char c : text) {
        if (is_digit(c))
            ++digits;
        else if (std::string_view(" -–—/|.·[]()").find(c) == std::string_view::npos)
            ++others;
    }
    if (others == 0) return digits > 0 && digits <= 8;
    return text.size() <= 6 && text.find_first_not_of("ivxlc") == std::string_view::npos;
}

/// What a browser prints above and below a page: "11/28/26, 10:28 AM", "https://…".
bool is_print_mark(std::string_view text) {
    for (const auto part : split(text, '\t')) {
        const auto one = trim(part);
        if (one.starts_with("http://") || one.starts_with("https://") || one.starts_with("file://"))
            return one.find(' ') == std::string_view::npos;
        constexpr std::size_t longest = 24;
        std::size_t numbers = 0, letters = 0;
        for (std::size_t i = 0; i < one.size(); ++i) {
            numbers += is_digit(one[i]) && (i == 0 || !is_digit(one[i - 1])) ? 1 : 0;
            letters += (one[i] >= 'a' && one[i] <= 'z') || (one[i] >= 'A' && one[i] <= 'Z') ? 1 : 0;
        }
        // A day and a clock.
        if (one.size() <= longest && numbers >= 5 && letters <= 2 && one.find(':') != std::string_view::npos)
            return true;
    }
    return false;
}

/// "3.", "b)", "•": the mark of an item, and nothing else.
bool is_mark_alone(std::string_view text) {
    constexpr std::size_t longest = 4;
    if (text.empty() || text.size() > longest) return false;
    for (const std::string_view bullet : {"•", "◦", "▪", "●", "‣", "○", "■", "➢", "✓"})
        if (text == bullet) return true;
    return is_digit(text.front()) && (text.ends_with('.') || text.ends_with(')')) &&
           std::all_of(text.begin(), text.end() - 1, is_digit);
}

void end_line(std::vector<PdfLine>& lines, PdfLine& line, std::size_t strong, std::size_t mono,
              std::map<double, std::size_t>& sizes) {
    if (!trim(line.text).empty()) {
        line.text = std::string(trim(line.text));
        line.strong = 10 * strong >= 9 * line.text.size();
        line.mono = 2 * mono > line.text.size();
        std::size_t most = 0;
        for (const auto& [size, bytes] : sizes)
            if (bytes > most) {
                most = bytes;
                line.size = size;
            }
        lines.push_back(std::move(line));
    }
    line = {};
    sizes.clear();
}

}  // namespace

std::vector<PdfLine> lines_of(const std::vector<PdfWord>& words) {
    std::vector<PdfLine> lines;
    PdfLine line;
    std::size_t strong = 0, mono = 0;
    std::map<double, std::size_t> sizes;
    for (const auto& word : words) {
        const double height = std::max(1.0, word.bottom - word.top);
        if (!line.text.empty()) {
            const double overlap = std::min(line.bottom, word.bottom) - std::max(line.top, word.top);
            const bool same = overlap > 0.5 * std::min(height, line.bottom - line.top) &&
                              word.left >= line.right - height && word.left - line.right < 8 * height;
            if (!same) {
                end_line(lines, line, strong, mono, sizes);
                strong = mono = 0;
            }
        }
        if (line.text.empty()) {
            line.left = word.left;
            line.top = word.top;
            line.bottom = word.bottom;
            line.right = word.right;
        } else {
            const double gap = word.left - line.right;
            if (gap > 1.5 * height) {
                line.gaps.push_back(word.left);
                line.text += '\t';
            } else if (gap > 0.1 * height) {
                line.text += ' ';
            }
            line.right = std::max(line.right, word.right);
            line.top = std::min(line.top, word.top);
            line.bottom = std::max(line.bottom, word.bottom);
        }
        line.text += word.text;
        strong += word.strong ? word.text.size() + 1 : 0;
        mono += word.mono ? word.text.size() : 0;
        sizes[std::round(word.size * 2) / 2] += word.text.size();
    }
    end_line(lines, line, strong, mono, sizes);
    return lines;
}

void attach_marks(PdfPage& page) {
    constexpr std::size_t most = 3000;  // each mark is compared with each line
    constexpr double near = 4;          // heights of a line
    auto& lines = page.lines;
    if (lines.size() > most) return;
    for (std::size_t i = 0; i < lines.size();) {
        const auto mark = lines[i];
        const double height = std::max(1.0, mark.bottom - mark.top);
        PdfLine* best = nullptr;
        if (!mark.row && is_mark_alone(mark.text))
            for (auto& line : lines) {
                const double overlap = std::min(line.bottom, mark.bottom) - std::max(line.top, mark.top);
                if (line.row || overlap < 0.5 * height || line.left < mark.right ||
                    line.left - mark.right > near * height || is_mark_alone(line.text))
                    continue;
                if (!best || line.left < best->left) best = &line;
            }
        if (!best) {
            ++i;
            continue;
        }
        best->text = mark.text + ' ' + best->text;
        best->left = mark.left;
        lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(i));
    }
}

void mark_furniture(std::vector<PdfPage>& pages) {
    constexpr double edge = 0.12;         // of the page's height, at the top and at the bottom
    constexpr double wide_edge = 0.2;     // where pages have wide margins
    constexpr std::size_t outermost = 3;  // lines
    // How many pages have a line of that shape at that edge.
    std::map<std::string, std::set<int>> repeated;
    const auto at_edges = [&](PdfPage& page, const auto& use) {
        std::vector<PdfLine*> by_height;
        for (auto& line : page.lines)
            by_height.push_back(&line);
        std::stable_sort(by_height.begin(), by_height.end(),
                         [](const auto* a, const auto* b) { return a->top < b->top; });
        for (std::size_t i = 0; i < by_height.size(); ++i) {
            auto& line = *by_height[i];
            const bool top = i < outermost && line.bottom < edge * page.height;
            const bool bottom = i + outermost >= by_height.size() && line.top > (1 - edge) * page.height;
            // The first and the last line, if pages have it at the same height.
            const bool near = (i == 0 && line.bottom < wide_edge * page.height) ||
                              (i + 1 == by_height.size() && line.top > (1 - wide_edge) * page.height);
            if (top || bottom)
                use(line, top ? "top " : "bottom ");
            else if (near)
                use(line, std::to_string(std::lround(line.top / 4)) + " ");
        }
    };
    for (auto& page : pages)
        at_edges(page, [&](PdfLine& line, const std::string& edge_name) {
            repeated[edge_name + shape_of(line.text)].insert(page.number);
        });
    const std::size_t enough = std::max<std::size_t>(2, pages.size() / 5);
    for (auto& page : pages)
        at_edges(page, [&](PdfLine& line, const std::string& edge_name) {
            const auto& on = repeated[edge_name + shape_of(line.text)];
            const bool at_edge = edge_name.starts_with("top") || edge_name.starts_with("bottom");
            line.furniture = (at_edge && (is_page_number(line.text) || is_print_mark(line.text))) ||
                             (on.size() >= enough && line.text.size() <= 200);
        });
    // The title of the page stands beside the day on which it was printed.
    for (auto& page : pages)
        for (std::size_t i = 0; i < page.lines.size(); ++i) {
            const auto& print = page.lines[i];
            if (!print.furniture || !is_print_mark(print.text)) continue;
            for (auto& line : page.lines)
                line.furniture =
                    line.furniture || std::min(line.bottom, print.bottom) - std::max(line.top, print.top) >
                                          0.5 * (print.bottom - print.top);
        }
}

double body_size(const std::vector<PdfPage>& pages) {
    std::map<double, std::size_t> sizes;
    for (const auto& page : pages)
        for (const auto& line : page.lines)
            sizes[line.size] += line.text.size();
    double best = 0;
    std::size_t most = 0;
    for (const auto& [size, bytes] : sizes)
        if (bytes > most) {
            most = bytes;
            best = size;
        }
    return best;
}

}  // namespace pacelane::formats::detail
