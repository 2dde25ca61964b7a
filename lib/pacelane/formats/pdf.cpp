#include "detail/file_properties.h"
#include "detail/flow.h"
#include "detail/html_comments.h"
#include "detail/html_residue.h"
#include "detail/limits.h"
#include "detail/pdf_blocks.h"
#include "detail/pdf_grid.h"
#include "detail/pdf_lines.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <memory>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page.h>

#include <fmt/format.h>

/// PDF: the words of each page in reading order (poppler tells columns apart), made lines; pdf_blocks makes
/// those paragraphs, lists and headings.
namespace pacelane::formats {

namespace {

using namespace detail;

std::string utf8(const poppler::ustring& text) {
    const auto bytes = text.to_utf8();
    return clean({bytes.data(), bytes.size()});
}

std::optional<Date> date_of_time(poppler::time_type time) {
    // Poppler gives a time that it cannot read as -1, of which some builds make the end of 32 bits.
    if (time <= 0 || static_cast<std::uint64_t>(time) >= 0xFFFF'FFFFU) return std::nullopt;
    const auto day =
        std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(std::chrono::seconds(time)));
    return Date(day);
}

class PdfReader {
public:
    explicit PdfReader(const Source& source) : source_(source), flow_(source) {
        // What poppler says of damaged files would go to the terminal.
        poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
        document_.reset(poppler::document::load_from_raw_data(source.bytes.data(),
                                                              static_cast<int>(source.bytes.size())));
        if (!document_) throw Error(ErrorKind::bad_input, "is no PDF, or a damaged one");
        if (document_->is_locked())
            throw Error(ErrorKind::bad_input, "is encrypted; save it without a password");
    }

    Found read() {
        const int count = document_->pages();
        if (count <= 0) throw Error(ErrorKind::bad_input, "has no pages; the file is damaged");
        const int last = std::min(count, kFormatLimits.pdf_pages);
        if (last < count) flow_.warn(fmt::format("page {}: the pages from here on are left out", last + 1));
        for (int i = 0; i < last && words_ < kMostWords; ++i)
            read_page(i);
        if (source_.begins) source_.begins(0);
        if (words_ == 0 && left_out_ > 0)
            throw Error(ErrorKind::bad_input,
                        count == 1
                            ? std::string("its page was left out, as reading it breaks off")
                            : fmt::format("{} of its {} pages were left out, as reading them breaks off, "
                                          "and the others have no text",
                                          left_out_, count));
        if (words_ == 0)
            throw Error(
                ErrorKind::bad_input,
                count == 1
                    ? std::string(
                          "its page has no text: it is scanned, or a picture; run OCR on it (ocrmypdf)")
                    : fmt::format("its {} pages have no text: they are scanned, or pictures; run OCR on it "
                                  "(ocrmypdf)",
                                  count));
        if (empty_pages_ > 0)
            flow_.omit(
                fmt::format("{} page{} without text (pictures)", empty_pages_, empty_pages_ == 1 ? "" : "s"));
        const auto title = utf8(document_->get_title());
        if (!is_generic_title(title) && title.size() < 300) flow_.property_title = title;
        flow_.about.authors = authors_of(utf8(document_->get_author()));
        flow_.property_date = date_of_time(document_->get_creation_date_t());

        mark_furniture(pages_);
        const double body = body_size(pages_);
        for (auto& page : pages_) {
            mend_order(page);
            drop_loose_marks(page, body);
            merge_tables(page);
        }
        const int left = PdfBlocks(pages_, is_printed(), flow_).write();
        if (left > 0) flow_.omit(lines_of_site(left));
        if (const int comments = is_printed() ? drop_readers_comments(flow_) : 0; comments > 0)
            flow_.omit(fmt::format("{} comment{}", comments, comments == 1 ? "" : "s"));
        return flow_.finish();
    }

private:
    static constexpr std::size_t kMostWords = 5'000'000;

    /// Whether a browser made it of a page.
    bool is_printed() const {
        const auto creator = ascii_lower(utf8(document_->get_creator()));
        for (const std::string_view browser :
             {"mozilla", "firefox", "chrome", "chromium", "safari", "wkhtmltopdf"})
            if (creator.find(browser) != std::string::npos) return true;
        return false;
    }

    void read_page(int index) {
        // Poppler ends the process on some words that have no font: without asking for fonts it reads them.
        const auto breaks = std::count(source_.broke_on.begin(), source_.broke_on.end(), index + 1);
        if (source_.begins) source_.begins(index + 1);
        std::unique_ptr<poppler::page> page(breaks < 2 ? document_->create_page(index) : nullptr);
        if (!page) {
            flow_.warn(fmt::format("page {}: damaged, and left out", index + 1));
            ++left_out_;
            return;
        }
        if (breaks > 0)
            flow_.warn(fmt::format(
                "page {}: its fonts are damaged; read without them, headings may be missing", index + 1));
        const auto boxes = page->text_list(breaks > 0 ? 0 : poppler::page::text_list_include_font);
        std::vector<PdfWord> words;
        for (const auto& box : boxes) {
            if (words.size() >= kFormatLimits.pdf_page_words) {
                flow_.warn(fmt::format("page {}: too many words, the rest is left out", index + 1));
                break;
            }
            PdfWord word;
            word.text = utf8(box.text());
            std::replace(word.text.begin(), word.text.end(), '\n', ' ');
            if (trim(word.text).empty()) continue;
            const auto rect = box.bbox();
            word.left = rect.left();
            word.right = rect.right();
            word.top = rect.top();
            word.bottom = rect.bottom();
            if (!std::isfinite(word.left + word.right + word.top + word.bottom)) continue;
            // Text on its side is a stamp in the margin.
            if (box.rotation() != 0) continue;
            word.space_after = box.has_space_after();
            if (box.has_font_info()) {
                word.size =
                    std::isfinite(box.get_font_size()) ? std::clamp(box.get_font_size(), 0.0, 1000.0) : 0;
                const auto font = ascii_lower(box.get_font_name());
                word.strong =
                    font.find("bold") != std::string::npos || font.find("black") != std::string::npos ||
                    font.find("heavy") != std::string::npos || font.find("cmbx") != std::string::npos;
                word.mono =
                    font.find("mono") != std::string::npos || font.find("courier") != std::string::npos ||
                    font.find("consol") != std::string::npos || font.find("cmtt") != std::string::npos;
            }
            words.push_back(std::move(word));
        }
        drop_note_marks(words);
        if (words.empty()) ++empty_pages_;
        words_ += words.size();
        PdfPage one;
        one.number = index + 1;
        const auto rect = page->page_rect();
        one.width = rect.width();
        one.height = rect.height();
        one.lines = lines_and_tables(words);
        attach_marks(one);
        pages_.push_back(std::move(one));
    }

    /// The words as lines, those of tables as rows where the table's first word is.
    static std::vector<PdfLine> lines_and_tables(const std::vector<PdfWord>& words) {
        const auto grids = grids_of(words);
        if (grids.empty()) return lines_of(words);
        constexpr std::size_t none = static_cast<std::size_t>(-1);
        std::vector<std::size_t> grid_of(words.size(), none);
        for (std::size_t g = 0; g < grids.size(); ++g)
            for (const auto i : grids[g].words)
                grid_of[i] = g;
        std::vector<PdfLine> lines;
        std::vector<PdfWord> open;
        const auto end_lines = [&] {
            auto some = lines_of(open);
            std::move(some.begin(), some.end(), std::back_inserter(lines));
            open.clear();
        };
        for (std::size_t i = 0; i < words.size(); ++i) {
            const auto grid = grid_of[i];
            if (grid == none) {
                open.push_back(words[i]);
            } else if (i == grids[grid].words.front()) {
                end_lines();
                lines.insert(lines.end(), grids[grid].rows.begin(), grids[grid].rows.end());
            }
        }
        end_lines();
        return lines;
    }

    /// Small digits after a word are the number of a note.
    static void drop_note_marks(std::vector<PdfWord>& words) {
        std::vector<PdfWord> kept;
        kept.reserve(words.size());
        for (auto& word : words) {
            const bool digits =
                word.text.size() <= 3 && word.text.find_first_not_of("0123456789") == std::string::npos;
            if (digits && !kept.empty() && word.size > 0 && word.size < 0.8 * kept.back().size &&
                std::abs(word.left - kept.back().right) < 0.3 * kept.back().size &&
                word.bottom < kept.back().bottom)
                continue;
            kept.push_back(std::move(word));
        }
        words = std::move(kept);
    }

    const Source& source_;
    Flow flow_;
    std::unique_ptr<poppler::document> document_;
    std::vector<PdfPage> pages_;
    std::size_t words_ = 0;
    int empty_pages_ = 0;
    int left_out_ = 0;
};

}  // namespace

void prepare_pdf() {
    // Its tables are made, and its libraries loaded, with the first page: Helvetica is what every reader has.
    constexpr std::string_view page =
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count "
        "1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F 5 0 "
        "R>>>>>>endobj\n"
        "4 0 obj<</Length 33>>stream\nBT /F 9 Tf 9 9 Td (A word) Tj ET  \nendstream endobj\n"
        "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n";
    try {
        PdfReader(Source{"a.pdf", page}).read();
    } catch (const Error&) {
        // The files that come will tell by name.
    }
}

Found read_pdf(const Source& source) {
    return PdfReader(source).read();
}

}  // namespace pacelane::formats
