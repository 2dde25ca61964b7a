// Messages of a phone, as SMS Backup & Restore keeps them.
#include "detail/html_tags.h"
#include "detail/labels.h"
#include "detail/metadata.h"
#include "detail/readers.h"
#include "detail/wordless_messages.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <pacelane/base/text.h>
#include <pacelane/context/people.h>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

constexpr std::int64_t kDay = 86'400'000;  // ms

/// Who the owner of the phone is called, whom the backup never names.
constexpr auto kOwner = "Me"sv;

std::int64_t number_in(std::string_view text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

class SmsReader {
public:
    SmsReader(const FileBody& body, Reading& reading)
        : rest_(body.text), line_(body.first_line), reading_(reading) {}

    void read() {
        HtmlTag tag;
        while (!reading_.cut_short && next(tag)) {
            if (tag.closes) {
                if (tag.name == "mms") finish();
            } else if (tag.name == "sms") {
                begin(tag, tag.attribute("type") == "2");
                text_ = words_of(tag, "body");
                finish();
            } else if (tag.name == "mms") {
                begin(tag, tag.attribute("msg_box") == "2");
            } else if (tag.name == "part" && tag.attribute("ct") == "text/plain") {
                const auto text = words_of(tag, "text");
                if (text != "null") text_ += (text_.empty() ? "" : "\n") + text;
            }
        }
        if (rest_.find('<') != std::string_view::npos && !reading_.cut_short)
            reading_.warn(line_, "the XML is broken or cut off; what follows is left out");
        wordless_.tell(reading_);
        reading_.kind = DocumentKind::transcript;
        reading_.kind_reason =
            fmt::format("{} {} of a phone's backup", messages_, messages_ == 1 ? "message" : "messages");
        if (last_ > 0)
            reading_.date = std::chrono::floor<std::chrono::days>(
                std::chrono::sys_time<std::chrono::milliseconds>{std::chrono::milliseconds{last_}});
    }

private:
    bool next(HtmlTag& tag) {
        const auto* before = rest_.data();
        if (!next_html_tag(rest_, tag)) return false;
        line_ += static_cast<int>(std::count(before, rest_.data(), '\n'));
        return true;
    }

    /// The attribute with the ends of its lines.
    static std::string words_of(HtmlTag tag, std::string_view name) {
        static constexpr auto line_end = "&#10;"sv;
        std::string attributes(tag.attributes);
        for (std::size_t at = 0; (at = attributes.find(line_end, at)) != std::string::npos;)
            attributes.replace(at, line_end.size(), "\n");
        tag.attributes = attributes;
        return tag.attribute(name);
    }

    void begin(const HtmlTag& tag, bool sent) {
        text_.clear();
        number_ = line_;
        date_ = number_in(tag.attribute("date"));
        auto other = tag.attribute("contact_name");
        if (other.empty() || other == "null" || other == "(Unknown)") other = tag.attribute("address");
        other_ = shortened(plain_name(other), 100);
        if (other_.empty()) other_ = "Unknown";
        speaker_ = sent ? std::string(kOwner) : other_;
    }

    void finish() {
        if (text_.empty() || text_ == "null" || is_wordless_text()) {
            return wordless_.add(number_);
        }
        Piece piece;
        piece.passage.kind = PassageKind::turn;
        // Conversations with many people lie in one file.
        piece.passage.headings.push_back(other_);
        piece.passage.speaker = speaker_;
        const bool dated = date_ > 0 && date_ < 253'402'300'800'000;  // the year 10000
        if (dated && first_ == 0) first_ = date_ / kDay * kDay;
        if (dated) last_ = std::max(last_, date_);
        const std::string text = std::exchange(text_, {});
        for (const auto line : split(text, '\n')) {
            if (trim(line).empty()) continue;
            if (!piece.words.empty()) piece.words.paragraph_break();
            piece.words.append(trim(line), number_,
                               dated && date_ >= first_ ? std::optional(date_ - first_) : std::nullopt);
        }
        add_name(reading_.participants, speaker_);
        ++messages_;
        reading_.add(std::move(piece));
    }

    bool is_wordless_text() const {
        return std::all_of(text_.begin(), text_.end(),
                           [](char c) { return c == ' ' || c == '\n' || c == '\t'; });
    }

    std::string_view rest_;
    int line_;
    Reading& reading_;
    std::string text_;
    std::string other_;
    std::string speaker_;
    int number_ = 1;
    std::int64_t date_ = 0;
    std::int64_t first_ = 0;
    std::int64_t last_ = 0;
    std::size_t messages_ = 0;
    WordlessMessages wordless_;
};

}  // namespace

bool looks_like_sms_backup(std::string_view text) {
    const auto start = text.substr(0, 4096);
    return start.find("<smses") != std::string_view::npos && trim(start.substr(0, start.find('<'))).empty();
}

Reading read_sms_backup(const FileBody& body) {
    Reading reading;
    SmsReader{body, reading}.read();
    return reading;
}

}  // namespace pacelane::context::detail
