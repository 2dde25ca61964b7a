#include "chat_words.h"

#include "mail_html.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/context/detail/encoding.h>
#include <pacelane/context/detail/reading.h>
#include <utility>

namespace pacelane::formats {

namespace {

class ChatCutter {
public:
    void add(std::string_view line, bool quoted, std::string speaker = {}) {
        if (trim(line).empty()) return;
        const bool goes_on = !all_.empty() && all_.back().quoted == quoted &&
                             (speaker.empty() || speaker == all_.back().speaker);
        if (!goes_on) all_.push_back({{}, quoted, std::move(speaker)});
        all_.back().lines.emplace_back(line);
    }
    std::vector<ChatWords> take() { return std::move(all_); }

private:
    std::vector<ChatWords> all_;
};

/// Matrix says in the first line whom it quotes: "<@ana:example.org> text".
std::string take_quoted_person(std::string_view& line) {
    constexpr std::size_t longest = 255;
    const std::size_t close =
        line.starts_with("<@") ? line.substr(0, longest).find('>') : std::string_view::npos;
    if (close == std::string_view::npos) return {};
    std::string person(line.substr(2, close - 2));
    line = trim(line.substr(close + 1));
    return person;
}

}  // namespace

std::vector<ChatWords> chat_words(std::string_view text) {
    ChatCutter cutter;
    bool code = false;
    bool to_the_end = false;
    for (auto line : split(text, '\n')) {
        if (trim(line).starts_with("```")) code = !code;
        const bool marked = !code && (line.starts_with("> ") || line == ">" || line.starts_with(">>> "));
        if (!code && line.starts_with(">>> ")) to_the_end = true;
        std::string person;
        if (marked) {
            line = trim(line.substr(std::min(line.find_first_not_of("> "), line.size())));
            person = take_quoted_person(line);
        }
        cutter.add(line, marked || to_the_end, std::move(person));
    }
    return cutter.take();
}

std::vector<ChatWords> chat_words_of_html(std::string_view html, int line) {
    ChatCutter cutter;
    context::detail::Reading unused;  // a message is too short to tell where in it something was left out
    for (const auto& one : mail_html_lines(html, line, false, unused))
        cutter.add(one.text, one.quote > 0);
    return cutter.take();
}

std::string without_slack_marks(std::string_view text, const std::map<std::string, std::string>& users) {
    std::string out;
    while (!text.empty()) {
        const std::size_t open = std::min(text.find('<'), text.size());
        out += text.substr(0, open);
        text.remove_prefix(open);
        const std::size_t close = text.find('>');
        if (text.empty()) break;
        constexpr std::size_t longest = 4000;
        if (close == std::string_view::npos || close > longest) {
            out += text;
            break;
        }
        auto mark = text.substr(1, close - 1);
        text.remove_prefix(close + 1);
        const std::size_t bar = mark.find('|');
        const auto label = bar == std::string_view::npos ? std::string_view{} : mark.substr(bar + 1);
        if (mark.starts_with('@')) {
            const auto user =
                users.find(std::string(mark.substr(1, bar == std::string_view::npos ? bar : bar - 1)));
            out += "@" +
                   (user != users.end() ? user->second : std::string(label.empty() ? mark.substr(1) : label));
        } else if (mark.starts_with('#')) {
            out += "#" + std::string(label.empty() ? mark.substr(1) : label);
        } else if (mark.starts_with('!')) {
            out += "@" + std::string(label.empty() ? mark.substr(1) : label);
        } else {
            out += label.empty() ? mark : label;
        }
    }
    return context::detail::decode_entities(out);
}

}  // namespace pacelane::formats
