/// Pages to which messengers export chats.
#include "detail/html_chats.h"

#include "chat_turns.h"
#include "detail/flow.h"
#include "json_value.h"

#include <algorithm>
#include <array>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <pacelane/context/detail/chat_lines.h>
#include <pacelane/context/detail/reading.h>
#include <utility>

namespace pacelane::formats::detail {

namespace {

using namespace std::string_view_literals;

/// Where a program's page keeps what a message consists of: ".name" is an element of that class, "name" one
/// of that tag; of several, separated by '|', any.
struct HtmlChatLayout {
    std::string_view program;
    std::string_view page;  ///< what only such pages have
    std::string_view message;
    std::string_view sender;  ///< one that names nobody is of the sender before
    std::string_view text;
    std::string_view time;       ///< in its title, or its words
    std::string_view passed_on;  ///< what somebody else wrote, with its own sender and text
    std::string_view skipped;    ///< what is within a message and no part of it
};

constexpr std::array layouts{
    // Google Takeout, Voice/Calls/*.html: github.com/psanford/google-voice-takeout-parser
    HtmlChatLayout{"Google Voice", ".hChatLog", ".message", ".sender", "q", ".dt", "", ""},
    HtmlChatLayout{"Google Voice", ".haudio", ".haudio", ".fn", ".full-text", ".published", "", ""},
    // Telegram Desktop, messages.html: github.com/telegramdesktop/tdesktop, export/output
    HtmlChatLayout{"Telegram", ".chat_page", ".message", ".from_name", ".text", ".date", ".forwarded",
                   ".reply_to|.reactions|.userpic_wrap|.signature|.media_wrap"},
    // Facebook and Instagram, "Download your information" as pages
    HtmlChatLayout{"Messenger", "._a6-h", "._a6-g", "._a6-h", "._a6-p", "._a6-o", "", "ul|._a6-q"},
    // Tyrrrz/DiscordChatExporter
    HtmlChatLayout{"Discord", ".chatlog", ".chatlog__message", ".chatlog__author", ".chatlog__content",
                   ".chatlog__timestamp", "",
                   ".chatlog__reply|.chatlog__reference|.chatlog__reactions|.chatlog__edited-timestamp|"
                   ".chatlog__attachment|.chatlog__embed"},
    // ReagentX/imessage-exporter: an answer stands below what it answers, and again in its place
    HtmlChatLayout{"iMessage", ".message_part", ".message", ".sender", ".bubble", ".timestamp", "",
                   ".replies|.tapbacks|.reply_context"},
};

bool is_any(const GumboNode* node, std::string_view selectors) {
    if (!element(node) || selectors.empty()) return false;
    const auto classes = attribute(node, "class");
    for (const auto one : split(selectors, '|')) {
        if (!one.starts_with('.')) {
            if (gumbo_normalized_tagname(tag(node)) == one) return true;
            continue;
        }
        for (const auto name : split(classes, ' '))
            if (name == one.substr(1)) return true;
    }
    return false;
}

/// The first element of the kind below `top`, not within one of `skipped`.
const GumboNode* first_below(const GumboNode* top, std::string_view wanted, std::string_view skipped) {
    const GumboNode* found = nullptr;
    walk_tree(top, [&](const GumboNode* node) {
        if (found || (node != top && is_any(node, skipped))) return false;
        if (is_any(node, wanted)) found = node;
        return found == nullptr;
    });
    return found;
}

/// The words below an element with the ends of their lines; a quotation's begin with "> ".
class LinesBelow {
public:
    explicit LinesBelow(std::string_view skipped) : skipped_(skipped) {}

    void add(const GumboNode* node, int depth = 0) {
        if (depth > 2 * kFormatLimits.html_depth) return;
        if (is_text(node)) {
            line_ += node->v.text.text;
            return;
        }
        const auto* one = element(node);
        if (!one || is_any(node, skipped_)) return;
        if (one->tag == GUMBO_TAG_BR) return end_line();
        const bool block = one->tag == GUMBO_TAG_DIV || one->tag == GUMBO_TAG_P || one->tag == GUMBO_TAG_LI ||
                           one->tag == GUMBO_TAG_PRE;
        const bool quotes = one->tag == GUMBO_TAG_BLOCKQUOTE;
        if (block || quotes) end_line();
        quotes_ += quotes ? 1 : 0;
        for (unsigned i = 0; i < one->children.length; ++i)
            add(static_cast<const GumboNode*>(one->children.data[i]), depth + 1);
        if (block || quotes) end_line();
        quotes_ -= quotes ? 1 : 0;
    }
    void end_line() {
        const auto words = one_line(clean(std::exchange(line_, {})));
        if (!words.empty()) all_ += (quotes_ > 0 ? "> " : "") + words + "\n";
    }
    std::string take() {
        end_line();
        return std::exchange(all_, {});
    }

private:
    std::string_view skipped_;
    std::string line_;
    std::string all_;
    int quotes_ = 0;
};

class HtmlChat {
public:
    HtmlChat(const HtmlChatLayout& layout, Found& found)
        : layout_(layout), turns_(layout.program, found.reading) {}

    bool read(const GumboNode* root) {
        walk_tree(root, [&](const GumboNode* node) {
            if (is_any(node, layout_.skipped)) return false;
            // Where messages in a row are one person's, the name may stand beside the first.
            if (is_any(node, layout_.sender)) last_sender_ = name_below(node);
            if (!is_any(node, layout_.message)) return true;
            collect(node);
            return false;
        });
        if (named_ == 0) return false;
        const auto at = [](const ChatMessage& message) { return moment_of(message.time); };
        if (messages_.size() > 1 && at(messages_.front()) && at(messages_.back()) &&
            *at(messages_.front()) > *at(messages_.back()))
            std::reverse(messages_.begin(), messages_.end());
        for (const auto& message : messages_)
            turns_.add(message);
        turns_.finish();
        return true;
    }

private:
    /// Without a date that stands within the name's element.
    std::string name_below(const GumboNode* node) const {
        LinesBelow lines(layout_.time);
        lines.add(node);
        auto name = one_line(lines.take());
        while (name.ends_with(':') || name.ends_with(' '))
            name.pop_back();
        if (!name.empty()) return name;
        // Google Voice: a number that is in nobody's contacts has no name.
        for (const auto* link : all(node, GUMBO_TAG_A))
            if (const auto target = attribute(link, "href"); target.starts_with("tel:"))
                return target.substr("tel:"sv.size());
        return {};
    }

    void collect(const GumboNode* node) {
        ChatMessage message;
        message.line = std::max(1, static_cast<int>(node->v.element.start_pos.line));
        const auto others = std::string(layout_.skipped) + (layout_.passed_on.empty() ? "" : "|") +
                            std::string(layout_.passed_on);
        if (const auto* sender = first_below(node, layout_.sender, others)) last_sender_ = name_below(sender);
        message.author = last_sender_;
        if (const auto* time = first_below(node, layout_.time, others)) {
            message.time = attribute(time, "title");
            if (message.time.empty()) message.time = text_below(time);
        }
        const auto* from =
            layout_.passed_on.empty() ? nullptr : first_below(node, layout_.passed_on, layout_.skipped);
        if (from) {
            const auto* source = first_below(from, layout_.sender, layout_.skipped);
            message.source = source ? name_below(source) : std::string("Unknown");
        }
        LinesBelow lines(layout_.skipped);
        walk_tree(from ? from : node, [&](const GumboNode* part) {
            if (is_any(part, layout_.skipped)) return false;
            if (!is_any(part, layout_.text)) return true;
            lines.add(part);
            lines.end_line();
            return false;
        });
        const auto text = lines.take();
        if (!context::detail::is_wordless(text)) message.words = chat_words(text);
        if (!message.words.empty() && !message.author.empty()) ++named_;
        messages_.push_back(std::move(message));
    }

    const HtmlChatLayout& layout_;
    ChatTurns turns_;
    std::vector<ChatMessage> messages_;
    std::string last_sender_;
    std::size_t named_ = 0;  // messages with words and a sender
};

}  // namespace

std::optional<Found> read_html_chat(const GumboNode* root) {
    if (!root) return std::nullopt;
    bool any = false;
    for (const auto& layout : layouts) {
        if (!first_below(root, layout.page, {}) || !first_below(root, layout.message, {})) continue;
        any = true;
        Found found;
        if (!HtmlChat(layout, found).read(root)) continue;
        if (const auto titles = all(root, GUMBO_TAG_TITLE); !titles.empty())
            found.about.title = context::detail::shortened(one_line(text_below(titles.front())), 200);
        return found;
    }
    if (any && first_below(root, ".hChatLog|.haudio|.chat_page", {}))
        throw Error(ErrorKind::bad_input, "holds messages, and none has words");
    return std::nullopt;
}

}  // namespace pacelane::formats::detail
