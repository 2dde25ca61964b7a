#include "detail/pdf_grid.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <pacelane/base/text.h>

namespace pacelane::formats::detail {

namespace {

/// Between columns, with no word in it; what a word parts is of one group.
struct Stripe {
    double from = 0, to = 0;
    std::size_t group = 0;
};

std::size_t groups_in(const std::vector<Stripe>& stripes) {
    std::size_t groups = 0;
    for (std::size_t i = 0; i < stripes.size(); ++i)
        groups += i == 0 || stripes[i].group != stripes[i - 1].group ? 1 : 0;
    return groups;
}

/// Words that stand beside each other.
struct Band {
    std::vector<std::size_t> words;  // from the left
    double top = 0, bottom = 0;
    double height() const { return std::max(1.0, bottom - top); }
};

std::vector<Band> bands_of(const std::vector<PdfWord>& words) {
    std::vector<std::size_t> order(words.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return words[a].top < words[b].top; });
    std::vector<Band> bands;
    for (const auto i : order) {
        const auto& word = words[i];
        if (!bands.empty()) {
            auto& band = bands.back();
            const double overlap = std::min(band.bottom, word.bottom) - std::max(band.top, word.top);
            if (overlap > 0.5 * std::min(band.height(), word.bottom - word.top)) {
                band.words.push_back(i);
                band.bottom = std::max(band.bottom, word.bottom);
                continue;
            }
        }
        bands.push_back({{i}, word.top, word.bottom});
    }
    for (auto& band : bands)
        std::stable_sort(band.words.begin(), band.words.end(),
                         [&](auto a, auto b) { return words[a].left < words[b].left; });
    return bands;
}

/// Text of one column on one line.
struct Piece {
    std::string text;
    double left = 0, right = 0;
    double first_word = 0;  // its width
    std::size_t words = 0;
    bool strong = true;
    bool empty() const { return text.empty(); }
};

/// "•", "3.", "b)": what opens an item of a list.
bool is_mark(std::string_view text) {
    constexpr std::size_t longest = 3;
    if (text.ends_with('.') || text.ends_with(')')) return text.size() <= longest;
    return !text.empty() && text.size() <= longest && std::none_of(text.begin(), text.end(), [](char c) {
        return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    });
}

bool starts_small(std::string_view text) {
    return !text.empty() && text.front() >= 'a' && text.front() <= 'z';
}

/// Short words in each cell, and no figures.
bool names_columns(std::string_view row) {
    constexpr std::size_t longest = 40;
    const auto cells = split(row, '\t');
    return std::all_of(cells.begin(), cells.end(), [](std::string_view cell) {
        return !cell.empty() && cell.size() <= longest && !cell.ends_with('.') &&
               std::none_of(cell.begin(), cell.end(), is_digit);
    });
}

/// Adds a line to a cell; a word that a hyphen parts at its end becomes one ("follow-" + "up" is two).
void add_line(std::string& cell, std::string_view line) {
    constexpr std::size_t shortest = 3;  // letters
    const auto small_letters = [](std::string_view text) {
        return std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    };
    const std::string_view so_far = cell;
    const bool parted = so_far.size() > shortest && so_far.ends_with('-') &&
                        small_letters(so_far.substr(so_far.size() - shortest - 1, shortest));
    if (parted && line.size() >= shortest && small_letters(line.substr(0, shortest)))
        cell.pop_back();
    else if (!cell.empty() && !(so_far.ends_with('-') && starts_small(line)))
        cell += ' ';
    cell += line;
}

class GridFinder {
public:
    explicit GridFinder(const std::vector<PdfWord>& words) : words_(words), bands_(bands_of(words)) {}

    std::vector<PdfGrid> find() {
        std::vector<PdfGrid> found;
        for (std::size_t from = 0; from + 2 < bands_.size();) {
            std::size_t end = from + 1;
            if (auto grid = grid_at(from, end)) {
                found.push_back(std::move(*grid));
                from = end;
            } else {
                ++from;
            }
        }
        return found;
    }

private:
    using Lines = std::vector<std::vector<Piece>>;  // by line and column

    /// The free stripes between words of a band, and beside them within the table's width.
    std::vector<Stripe> gaps(const Band& band, double least) const {
        std::vector<Stripe> found;
        double right = words_[band.words.front()].right;
        for (const auto i : band.words) {
            if (words_[i].left - right >= least) found.push_back({right, words_[i].left, found.size()});
            right = std::max(right, words_[i].right);
        }
        return found;
    }

    /// What is left of the stripes beside the band's words.
    std::vector<Stripe> narrowed(const std::vector<Stripe>& stripes, const Band& band, double least) const {
        std::vector<Stripe> found;
        for (auto stripe : stripes) {
            for (const auto i : band.words) {
                const auto& word = words_[i];
                if (word.right <= stripe.from || word.left >= stripe.to) continue;
                if (word.left - stripe.from >= least) found.push_back({stripe.from, word.left, stripe.group});
                stripe.from = std::max(stripe.from, word.right);
            }
            if (stripe.to - stripe.from >= least) found.push_back(stripe);
        }
        return found;
    }

    std::optional<PdfGrid> grid_at(std::size_t from, std::size_t& end) const {
        constexpr std::size_t most_bands = 400, fewest_bands = 4, settled = 4;
        const double least = 0.5 * bands_[from].height();
        // The first row has a wide space, where the columns part.
        auto stripes = gaps(bands_[from], least);
        if (std::none_of(stripes.begin(), stripes.end(), [&](const Stripe& stripe) {
                return stripe.to - stripe.from > 0.9 * bands_[from].height();
            }))
            return std::nullopt;
        std::size_t to = from + 1;
        for (; to < bands_.size() && to - from < most_bands; ++to) {
            const double gap = bands_[to].top - bands_[to - 1].bottom;
            if (gap > 3 * bands_[from].height()) break;
            auto narrower = narrowed(stripes, bands_[to], least);
            // Once the columns are known, what reaches over one of them is no part of the table.
            if (narrower.empty() || (to - from >= settled && groups_in(narrower) < groups_in(stripes))) break;
            stripes = std::move(narrower);
        }
        // What is only in the first column below the last row with several is what follows the table.
        while (to > from + 1 && columns_in(bands_[to - 1], stripes) < 2 && !continues(to, stripes))
            --to;
        if (to - from < fewest_bands) return std::nullopt;
        auto grid = rows(from, to, stripes);
        if (grid) end = to;
        return grid;
    }

    std::size_t column_of(const PdfWord& word, const std::vector<Stripe>& stripes) const {
        std::size_t column = 0;
        while (column < stripes.size() &&
               (word.left + word.right) / 2 > (stripes[column].from + stripes[column].to) / 2)
            ++column;
        return column;
    }

    std::size_t columns_in(const Band& band, const std::vector<Stripe>& stripes) const {
        std::vector<bool> has(stripes.size() + 1, false);
        for (const auto i : band.words)
            has[column_of(words_[i], stripes)] = true;
        return static_cast<std::size_t>(std::count(has.begin(), has.end(), true));
    }

    /// Whether the band before `to` goes on with a cell of the one above it: it is as near as lines are.
    bool continues(std::size_t to, const std::vector<Stripe>& stripes) const {
        if (to < 2) return false;
        const auto& last = bands_[to - 1];
        const auto& above = bands_[to - 2];
        const bool first_column = column_of(words_[last.words.front()], stripes) == 0;
        return last.top - above.bottom < 0.5 * above.height() &&
               (!first_column || starts_small(words_[last.words.front()].text));
    }

    Lines pieces(std::size_t from, std::size_t to, const std::vector<Stripe>& stripes) const {
        Lines lines;
        for (std::size_t i = from; i < to; ++i) {
            std::vector<Piece> line(stripes.size() + 1);
            for (const auto at : bands_[i].words) {
                const auto& word = words_[at];
                auto& piece = line[column_of(word, stripes)];
                if (piece.empty()) {
                    piece.left = word.left;
                    piece.first_word = word.right - word.left;
                } else if (word.left - piece.right > 0.1 * bands_[i].height()) {
                    piece.text += ' ';
                }
                piece.text += word.text;
                piece.right = std::max(piece.right, word.right);
                piece.strong = piece.strong && word.strong;
                ++piece.words;
            }
            lines.push_back(std::move(line));
        }
        return lines;
    }

    /// How a line goes on in a column: the program broke it where the next word had no room, or a hand did.
    enum class Break { none, full, room };
    Break break_of(const Piece& above, const Piece& below, double column_right) const {
        if (above.empty() || below.empty()) return Break::none;
        const double space = 0.25 * std::max(1.0, bands_.front().height());
        return above.right + space + below.first_word <= column_right ? Break::room : Break::full;
    }

    std::optional<PdfGrid> rows(std::size_t from, std::size_t to, const std::vector<Stripe>& stripes) const;
    bool may_be_cells(std::size_t from, std::size_t to, const std::vector<Stripe>& stripes) const;
    struct Starts {
        std::vector<bool> at;
        bool apart = false;  // rows stand apart: no text decides
    };
    Starts row_starts(std::size_t from, const Lines& lines, const std::vector<double>& rights) const;

    const std::vector<PdfWord>& words_;
    std::vector<Band> bands_;
};

/// No code, no list, and no words over each other, as pictures have them.
bool GridFinder::may_be_cells(std::size_t from, std::size_t to, const std::vector<Stripe>& stripes) const {
    constexpr double over = 3;  // points
    std::size_t words = 0, mono = 0, marks = 0;
    for (std::size_t i = from; i < to; ++i) {
        double right = -1e9;
        std::size_t column = stripes.size() + 1;
        for (const auto at : bands_[i].words) {
            const auto& word = words_[at];
            if (word.left < right - over) return false;
            right = std::max(right, word.right);
            ++words;
            mono += word.mono ? 1 : 0;
            const auto own = column_of(word, stripes);
            marks += own != column && is_mark(word.text) ? 1 : 0;
            column = own;
        }
    }
    return 10 * mono < 3 * words && 10 * marks < 3 * (to - from);
}

/// Which lines begin a row: by the distance, where rows stand apart from each other more than lines do, else
/// by what the columns say.
GridFinder::Starts GridFinder::row_starts(std::size_t from, const Lines& lines,
                                          const std::vector<double>& rights) const {
    constexpr double apart = 1;  // points
    const auto distance = [&](std::size_t i) { return bands_[from + i].top - bands_[from + i - 1].bottom; };
    Starts found{std::vector<bool>(lines.size(), false), false};
    found.at[0] = true;
    std::optional<double> within;  // the widest between lines of a cell
    std::vector<std::size_t> last(rights.size(), 0);
    for (std::size_t i = 1; i < lines.size(); ++i) {
        bool small = false, room = false, opens = false;
        for (std::size_t c = 0; c < rights.size(); ++c) {
            const auto& below = lines[i][c];
            const auto& above = lines[i - 1][c];
            const auto how = break_of(above, below, rights[c]);
            small = small || (how != Break::none && starts_small(below.text));
            room = room || how == Break::room;
            opens = opens || (above.empty() && !below.empty());
            // A cell that goes on, perhaps past a line of its neighbours, which stand in its middle.
            if (!below.empty() && !lines[last[c]][c].empty() && i - last[c] <= 2 &&
                starts_small(below.text) && lines[last[c]][c].words > 1 &&
                break_of(lines[last[c]][c], below, rights[c]) == Break::full)
                for (std::size_t k = last[c] + 1; k <= i; ++k)
                    within = std::max(within.value_or(distance(k)), distance(k));
            if (!below.empty()) last[c] = i;
        }
        const auto& first = lines[i][0];
        const auto& above = lines[i - 1][0];
        const bool goes_on = !first.empty() && !above.empty() &&
                             (starts_small(first.text) ||
                              (above.words > 1 && break_of(above, first, rights[0]) == Break::full));
        found.at[i] = !first.empty() && !goes_on && (opens || (room && !small) || above.empty());
    }
    if (!within) return found;
    std::vector<bool> far(lines.size(), false);
    far[0] = true;
    std::size_t rows = 1;
    bool contradicted = false;
    for (std::size_t i = 1; i < lines.size(); ++i) {
        far[i] = distance(i) > *within + apart;
        rows += far[i] ? 1 : 0;
        contradicted = contradicted || (!far[i] && found.at[i] && !lines[i - 1][0].empty());
    }
    if (rows >= 3 && !contradicted) return {far, true};
    return found;
}

std::optional<PdfGrid> GridFinder::rows(std::size_t from, std::size_t to,
                                        const std::vector<Stripe>& stripes) const {
    constexpr std::size_t fewest_rows = 3, most_words = 60, usual_words = 14, most_lines = 12,
                          most_columns = 20;
    if (!may_be_cells(from, to, stripes)) return std::nullopt;
    const auto lines = pieces(from, to, stripes);
    const std::size_t columns = stripes.size() + 1;
    if (columns > most_columns) return std::nullopt;
    std::vector<double> rights(columns, 0);
    for (std::size_t c = 0; c < columns; ++c)
        for (const auto& line : lines)
            rights[c] = std::max(rights[c], line[c].right);
    const auto starts = row_starts(from, lines, rights);

    PdfGrid grid;
    std::size_t several = 0, all = 0, longest = 0, small_starts = 0, cells = 0, seams = 0, bad_seams = 0,
                all_words = 0;
    for (std::size_t i = 0; i < lines.size();) {
        std::size_t end = i + 1;
        while (end < lines.size() && !starts.at[end])
            ++end;
        PdfLine row;
        row.top = bands_[from + i].top;
        row.bottom = bands_[from + end - 1].bottom;
        row.strong = row.row = true;
        row.left = 1e9;
        std::size_t filled = 0;
        for (std::size_t c = 0; c < columns; ++c) {
            std::string cell;
            std::size_t words = 0;
            for (std::size_t k = i; k < end; ++k) {
                const auto& piece = lines[k][c];
                if (piece.empty()) continue;
                add_line(cell, piece.text);
                words += piece.words;
                row.left = std::min(row.left, piece.left);
                row.right = std::max(row.right, piece.right);
                row.strong = row.strong && piece.strong;
            }
            if (words > most_words) return std::nullopt;
            all_words += words;
            if (c > 0) {
                row.text += '\t';
                row.gaps.push_back(stripes[c - 1].to);
            }
            filled += cell.empty() ? 0 : 1;
            cells += cell.empty() ? 0 : 1;
            small_starts += starts_small(cell) ? 1 : 0;
            row.text += cell;
            // A column whose text runs on over the rows is a column of the page beside a table, or of two.
            if (i > 0 && lines[i - 1][c].words > 2 && lines[i][c].words > 0) {
                ++seams;
                bad_seams += break_of(lines[i - 1][c], lines[i][c], rights[c]) == Break::full ? 1 : 0;
            }
        }
        // Short rows that were taken for one.
        std::size_t fullest = 0;
        bool full = end - i > 1;
        for (std::size_t k = i; k < end; ++k)
            for (const auto& piece : lines[k]) {
                fullest = std::max(fullest, piece.words);
                full = full && piece.words > 0;
            }
        if (full && fullest == 1) return std::nullopt;
        row.size = words_[bands_[from + i].words.front()].size;
        several += filled > 1 ? 1 : 0;
        all += 1;
        longest = std::max(longest, end - i);
        grid.rows.push_back(std::move(row));
        i = end;
    }
    // Rows of one line each are found line by line.
    if (all < fewest_rows || longest < 2 || longest > most_lines || 10 * several < 7 * all ||
        10 * small_starts > 3 * cells || all_words > usual_words * cells ||
        (!starts.apart && 3 * bad_seams > seams + 1))
        return std::nullopt;
    grid.rows.front().header = names_columns(grid.rows.front().text);
    for (std::size_t i = from; i < to; ++i)
        grid.words.insert(grid.words.end(), bands_[i].words.begin(), bands_[i].words.end());
    std::sort(grid.words.begin(), grid.words.end());
    return grid;
}

}  // namespace

std::vector<PdfGrid> grids_of(const std::vector<PdfWord>& words) {
    constexpr std::size_t most = 4000;  // words of a page
    if (words.size() > most || words.size() < 8) return {};
    return GridFinder(words).find();
}

}  // namespace pacelane::formats::detail
