#include "detail/caption_blocks.h"

#include "detail/labels.h"

#include <algorithm>
#include <array>
#include <optional>
#include <pacelane/base/text.h>
#include <utility>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

enum class CaptionLine {
    blank,
    time,
    broken_time,
    header,  // "WEBVTT" and what follows it up to a blank line
    note,    // a block of WebVTT that is no cue
    id,
    text
};

bool opens_with_word(std::string_view line, std::string_view word) {
    return line.starts_with(word) &&
           (line.size() == word.size() || line[word.size()] == ' ' || line[word.size()] == '\t');
}

bool is_header_field(std::string_view line) {
    return line.starts_with("X-TIMESTAMP-MAP=") || line.starts_with("Kind:") || line.starts_with("Language:");
}

std::optional<std::int64_t> cue_counter(std::string_view line) {
    if (line.empty() || line.size() > 9 || !std::all_of(line.begin(), line.end(), is_digit))
        return std::nullopt;
    std::int64_t value = 0;
    for (const char c : line)
        value = value * 10 + (c - '0');
    return value;
}

/// "4b1f0c9e-52d1-4f0a-9a43-0d1f0c2b7e11/17-0": no word that anybody says.
bool is_machine_id(std::string_view line) {
    return line.size() >= 16 && has_digit(line) &&
           line.find_first_not_of("0123456789abcdefABCDEF-_/{}:") == std::string_view::npos;
}

/// "X-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000": where the stream's clock stands at a time of the file.
std::optional<std::int64_t> stream_offset_ms(std::string_view line) {
    const auto value = [&](std::string_view key) {
        const auto at = line.find(key);
        return at == std::string_view::npos ? std::string_view{} : line.substr(at + key.size());
    };
    auto local = value("LOCAL:");
    const auto ticks = value("MPEGTS:");
    const auto digits = ticks.substr(0, std::min(ticks.find_first_not_of("0123456789"), ticks.size()));
    const auto at = take_clock(local);
    if (!at || digits.empty() || digits.size() > 15) return std::nullopt;
    std::int64_t count = 0;
    for (const char c : digits)
        count = count * 10 + (c - '0');
    return count / 90 - *at;
}

/// Webex's ids tell who speaks: '12 "Maya Lindqvist" (3987654)'.
std::string voice_of_id(std::string_view id) {
    const std::size_t open = id.find(" \"");
    const std::size_t close = id.rfind("\" (");
    if (open == std::string_view::npos || close == std::string_view::npos || close <= open + 2 ||
        !id.ends_with(')') ||
        !std::all_of(id.begin(), id.begin() + static_cast<std::ptrdiff_t>(open), is_digit))
        return {};
    return std::string(id.substr(open + 2, close - open - 2));
}

class CaptionBlocks {
public:
    CaptionBlocks(const FileBody& source, CaptionDialect dialect, Reading& reading)
        : dialect_(dialect), reading_(reading), lines_(lines_of(source)), times_(lines_.size()) {
        for (auto& line : lines_)
            line.text = trim(line.text);
    }

    std::vector<Cue> read() {
        classify();
        find_ids();
        build();
        return std::move(cues_);
    }

private:
    bool is_time(std::size_t i) const {
        return kinds_[i] == CaptionLine::time || kinds_[i] == CaptionLine::broken_time;
    }
    std::string_view text(std::size_t i) const {
        return i < lines_.size() ? lines_[i].text : std::string_view{};
    }

    /// Whether a file begins here: the first one, or one that was joined to it.
    bool begins_file(std::size_t i) const {
        if (!opens_with_word(text(i), "WEBVTT")) return false;
        Cue ignored;
        return i == 0 || text(i - 1).empty() || text(i + 1).empty() || is_header_field(text(i + 1)) ||
               read_cue_time(text(i + 1), ignored);
    }

    void classify() {
        auto block = CaptionLine::text;  // what the lines belong to until a blank line
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            auto& line = lines_[i].text;
            Cue time;
            if (line.empty()) {
                block = CaptionLine::text;
                kinds_.push_back(CaptionLine::blank);
                continue;
            }
            if (read_cue_time(line, time)) {
                block = CaptionLine::text;
                times_[i] = {time.start_ms, time.end_ms};
                kinds_.push_back(CaptionLine::time);
                continue;
            }
            if (is_broken_cue_time(line)) {
                block = CaptionLine::text;
                kinds_.push_back(CaptionLine::broken_time);
                continue;
            }
            const bool after_blank = i == 0 || kinds_.back() == CaptionLine::blank;
            if (begins_file(i)) {
                block = CaptionLine::header;
            } else if (after_blank && dialect_ == CaptionDialect::webvtt &&
                       (opens_with_word(line, "NOTE") || opens_with_word(line, "STYLE") ||
                        opens_with_word(line, "REGION"))) {
                block = CaptionLine::note;
            }
            const bool stray_field = line.starts_with("X-TIMESTAMP-MAP=");
            kinds_.push_back(stray_field ? CaptionLine::header : block);
            // The last line of a file without a line end, and the next file.
            if (block == CaptionLine::text && line.ends_with("WEBVTT") && line.size() > 6 &&
                (text(i + 1).empty() || is_header_field(text(i + 1))) && i + 1 < lines_.size()) {
                line.remove_suffix(6);
                block = CaptionLine::header;
                file_ends_.push_back(i);
            }
        }
    }

    /// How the line before a cue's time lies: it may be the cue's id, or text of the cue before.
    enum class Place {
        none,
        clear,     // it opens the block of the time
        glued,     // right below other text
        apart,     // alone between blank lines
        astray,    // below other text and above a blank line
        only_text  // the only line of the cue before
    };
    struct Candidate {
        std::size_t line = 0;
        Place place = Place::none;
    };

    Candidate candidate_above(std::size_t time) const {
        std::size_t i = time;
        const auto is_text = [&](std::size_t at) { return kinds_[at] == CaptionLine::text; };
        bool apart = false;
        if (i > 0 && kinds_[i - 1] == CaptionLine::blank) {
            apart = true;
            --i;
        }
        if (i == 0 || !is_text(i - 1)) return {};
        const std::size_t line = i - 1;
        // lines_of leaves one blank line of a run of them.
        std::size_t above = line;
        const bool blank_above = above > 0 && kinds_[above - 1] == CaptionLine::blank;
        if (blank_above) --above;
        if (above > 0 && is_time(above - 1)) return {line, Place::only_text};
        const bool opens = line == 0 || blank_above || !is_text(line - 1);
        if (apart) return {line, opens ? Place::apart : Place::astray};
        return {line, opens ? Place::clear : Place::glued};
    }

    void find_ids() {
        std::vector<Candidate> candidates;
        std::array<std::size_t, 6> words{};  // by place
        std::size_t counters = 0;
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            if (!is_time(i)) continue;
            const auto found = candidate_above(i);
            candidates.push_back(found);
            if (found.place == Place::none || found.place == Place::only_text) continue;
            if (cue_counter(text(found.line))) {
                ++counters;
            } else {
                ++words[static_cast<std::size_t>(found.place)];
            }
        }
        const std::size_t all = candidates.size();
        if (all == 0) return;
        // The file shows by most of its cues, and by its first one, whether it has ids.
        const auto place_of_first = candidates.front().place;
        const auto clear = words[static_cast<std::size_t>(Place::clear)];
        const auto glued = words[static_cast<std::size_t>(Place::glued)];
        const auto apart = words[static_cast<std::size_t>(Place::apart)];
        const bool has_counters = counters * 2 >= all;
        const bool has_words = place_of_first == Place::clear && (clear + glued + counters) == all;
        const bool has_words_apart = place_of_first == Place::apart && (apart + counters) * 10 >= all * 8;
        std::optional<std::int64_t> last;
        for (std::size_t n = 0; n < all; ++n) {
            const auto& [line, place] = candidates[n];
            if (place == Place::none) continue;
            const auto number = cue_counter(text(line));
            const bool next = number && last && *number == *last + 1;
            bool is_id = false;
            if (place == Place::only_text) {
                is_id = next && has_counters;
            } else if (is_machine_id(text(line))) {
                is_id = true;
            } else if (number) {
                is_id = place == Place::clear || has_counters || next ||
                        *number == static_cast<std::int64_t>(n) + 1;
            } else {
                is_id = (place == Place::clear && (dialect_ == CaptionDialect::webvtt || has_words)) ||
                        (place == Place::glued && has_words) || (place == Place::apart && has_words_apart);
            }
            if (!is_id) continue;
            kinds_[line] = CaptionLine::id;
            if (number) last = number;
        }
        // A file that was cut off ends in the counter of a cue that is not there.
        std::size_t end = lines_.size();
        while (end > 0 && kinds_[end - 1] == CaptionLine::blank)
            --end;
        if (end >= 2 && kinds_[end - 1] == CaptionLine::text && kinds_[end - 2] == CaptionLine::blank) {
            const auto number = cue_counter(text(end - 1));
            if (number && ((last && *number == *last + 1) || dialect_ == CaptionDialect::srt))
                kinds_[end - 1] = CaptionLine::id;
        }
    }

    void build() {
        std::string voice;
        std::string id_voice;
        bool in_cue = false;
        bool left_out = false;  // after a time that is none
        bool restart = false;
        std::int64_t offset = 0;
        std::optional<std::int64_t> first_offset;
        for (std::size_t i = 0; i < lines_.size() && !reading_.cut_short; ++i) {
            const auto& [line, number] = lines_[i];
            switch (kinds_[i]) {
                case CaptionLine::blank:
                    break;
                case CaptionLine::id:
                    id_voice = voice_of_id(line);
                    break;
                case CaptionLine::note:
                    if (i == 0 || kinds_[i - 1] != CaptionLine::note) {
                        std::size_t last = i;
                        while (last + 1 < lines_.size() && kinds_[last + 1] == CaptionLine::note)
                            ++last;
                        reading_.omit(number, lines_[last].number, "a block of WebVTT that is no cue");
                    }
                    break;
                case CaptionLine::header:
                    if (opens_with_word(line, "WEBVTT") && !cues_.empty()) {
                        restart = true;
                        offset = 0;
                    }
                    in_cue = left_out = false;
                    if (const auto clock = stream_offset_ms(line)) {
                        if (!first_offset) first_offset = clock;
                        offset = *clock - *first_offset;
                    }
                    break;
                case CaptionLine::time: {
                    Cue cue;
                    cue.start_ms = times_[i].first + offset;
                    cue.end_ms = times_[i].second + offset;
                    cue.restart = restart;
                    cues_.push_back(std::move(cue));
                    voice = std::exchange(id_voice, {});
                    restart = left_out = false;
                    in_cue = true;
                    break;
                }
                case CaptionLine::broken_time:
                    // As the specification of WebVTT has it; SRT has none, and its words are kept.
                    if (dialect_ == CaptionDialect::webvtt || cues_.empty()) {
                        reading_.warn(number, "not a valid cue time, its text is left out");
                        in_cue = false;
                        left_out = true;
                    } else {
                        reading_.warn(number,
                                      "not a valid cue time, its text has the time of the cue before");
                        const auto end = cues_.back().end_ms;
                        cues_.push_back({end, end, {}, false});
                    }
                    voice.clear();
                    break;
                case CaptionLine::text:
                    if (in_cue) {
                        add_cue_text(line, number, voice, cues_.back());
                        if (std::binary_search(file_ends_.begin(), file_ends_.end(), i)) {
                            restart = true;
                            in_cue = false;
                        }
                    } else if (!left_out) {
                        reading_.warn(number, "text without a cue time is left out");
                        left_out = true;
                    }
                    break;
            }
        }
    }

    CaptionDialect dialect_;
    Reading& reading_;
    std::vector<Line> lines_;
    std::vector<CaptionLine> kinds_;
    std::vector<std::pair<std::int64_t, std::int64_t>> times_;
    std::vector<std::size_t> file_ends_;  // lines at whose end another file begins
    std::vector<Cue> cues_;
};

}  // namespace

std::vector<Cue> caption_cues(const FileBody& source, CaptionDialect dialect, Reading& reading) {
    return CaptionBlocks{source, dialect, reading}.read();
}

}  // namespace pacelane::context::detail
