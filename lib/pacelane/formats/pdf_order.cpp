#include "detail/pdf_lines.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>

/// The reading order of pages in columns, where the library loses it: lists and tables in columns look to it
/// as columns of their own.
namespace pacelane::formats::detail {

namespace {

using Lines = std::vector<std::size_t>;  // of the page

class ColumnOrder {
public:
    explicit ColumnOrder(const std::vector<PdfLine>& lines) : lines_(lines), column_(lines.size(), 0) {}

    Lines order() {
        Lines all(lines_.size());
        for (std::size_t i = 0; i < all.size(); ++i)
            all[i] = i;
        return columns(from_top(std::move(all)), 0);
    }
    /// Whether the lines, as they come, go far up within a column: to above a line that stands over them or
    /// under. What stands beside each other, as cells do, may come in any order.
    bool goes_back() const {
        constexpr double far = 3;  // heights of a line
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            const auto& line = lines_[i];
            const double height = std::max(1.0, line.bottom - line.top);
            for (std::size_t j = 0; j < i && !line.furniture; ++j) {
                const auto& before = lines_[j];
                const double overlap = std::min(line.right, before.right) - std::max(line.left, before.left);
                const double narrower = std::min(line.right - line.left, before.right - before.left);
                if (column_[j] == column_[i] && !before.furniture && line.top < before.top - far * height &&
                    2 * overlap > narrower)
                    return true;
            }
        }
        return false;
    }
    bool has_columns() const { return columns_ > 1; }

private:
    /// Rows from the top, each from the left.
    Lines from_top(Lines some) const {
        std::stable_sort(some.begin(), some.end(),
                         [&](std::size_t a, std::size_t b) { return lines_[a].top < lines_[b].top; });
        for (auto row = some.begin(); row != some.end();) {
            auto end = row;
            const auto& first = lines_[*row];
            while (end != some.end() && lines_[*end].top < (first.top + first.bottom) / 2)
                ++end;
            if (end == row) ++end;
            std::stable_sort(row, end,
                             [&](std::size_t a, std::size_t b) { return lines_[a].left < lines_[b].left; });
            row = end;
        }
        return some;
    }

    bool crosses(std::size_t i, double x) const { return lines_[i].left < x - 1 && lines_[i].right > x + 1; }

    /// The middle of the widest stripe that hardly a line crosses, with text on both sides.
    std::optional<double> gutter(const Lines& some) const {
        constexpr std::size_t fewest = 5;  // lines of a column
        constexpr double narrowest = 6;
        if (some.size() < 3 * fewest) return std::nullopt;
        double left = 1e9, right = -1e9;
        for (const auto i : some) {
            left = std::min(left, lines_[i].left);
            right = std::max(right, lines_[i].right);
        }
        const double step = std::max(2.0, (right - left) / 400);
        std::optional<double> best;
        double widest = narrowest - step, begin = 0;
        std::size_t fewest_crossing = some.size() * 15 / 100;
        bool open = false;
        for (double x = left + 0.25 * (right - left); x <= left + 0.75 * (right - left); x += step) {
            const auto crossing = static_cast<std::size_t>(
                std::count_if(some.begin(), some.end(), [&](std::size_t i) { return crosses(i, x); }));
            const auto before = static_cast<std::size_t>(std::count_if(
                some.begin(), some.end(), [&](std::size_t i) { return lines_[i].right <= x + 1; }));
            const auto after = some.size() - crossing - std::min(before, some.size() - crossing);
            const bool parts = crossing <= fewest_crossing && 5 * before >= some.size() &&
                               5 * after >= some.size() && before >= fewest && after >= fewest;
            if (!parts) {
                open = false;
                continue;
            }
            if (crossing < fewest_crossing) {
                fewest_crossing = crossing;
                widest = narrowest - step;
                open = false;
            }
            if (!open) begin = x;
            open = true;
            if (x - begin > widest) {
                widest = x - begin;
                best = (x + begin) / 2;
            }
        }
        return best;
    }

    /// The lines, which come from the top, column by column; what reaches over the columns parts them.
    Lines columns(const Lines& some, int depth) {
        constexpr int deepest = 4;
        const auto x = depth < deepest ? gutter(some) : std::nullopt;
        if (!x) {
            ++columns_;
            for (const auto i : some)
                column_[i] = static_cast<int>(columns_);
            return some;
        }
        Lines left, right;
        for (const auto i : some)
            if (!crosses(i, *x)) ((lines_[i].left + lines_[i].right) / 2 < *x ? left : right).push_back(i);
        const auto left_order = columns(left, depth + 1), right_order = columns(right, depth + 1);
        // Between two that reach over them, all of the left, then all of the right.
        Lines out;
        double from = -1e9;
        const auto take = [&](double to) {
            for (const auto* side : {&left_order, &right_order})
                for (const auto i : *side)
                    if (lines_[i].top >= from && lines_[i].top < to) out.push_back(i);
        };
        for (const auto i : some) {
            if (!crosses(i, *x)) continue;
            take(lines_[i].top);
            from = lines_[i].top;
            out.push_back(i);
        }
        take(1e9);
        return out;
    }

    const std::vector<PdfLine>& lines_;
    std::vector<int> column_;  // 0: reaches over columns
    std::size_t columns_ = 0;
};

}  // namespace

void mend_order(PdfPage& page) {
    constexpr std::size_t most = 3000;  // each line is compared with each
    if (page.lines.size() > most) return;
    ColumnOrder columns(page.lines);
    const auto order = columns.order();
    if (!columns.has_columns() || !columns.goes_back()) return;
    std::vector<PdfLine> lines;
    lines.reserve(order.size());
    for (const auto i : order)
        lines.push_back(std::move(page.lines[i]));
    page.lines = std::move(lines);
}

}  // namespace pacelane::formats::detail
