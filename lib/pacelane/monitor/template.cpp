#include <pacelane/base/error.h>
#include <pacelane/monitor/template.h>

#include <fmt/format.h>

namespace pacelane::monitor {

namespace detail {
std::string_view file_text(std::string_view name);  // generated
}

namespace {

constexpr int kDeepest = 20;  // of templates in templates

[[noreturn]] void wrong(std::string_view what, std::string_view name) {
    throw Error(ErrorKind::failed, fmt::format("a page's template: {} '{}'", what, name));
}

class Rendering {
public:
    explicit Rendering(std::string& out) : out_(out) {}

    /// Renders up to the end of the section `section` and returns what comes after it; to the end of the text
    /// when it is empty.
    std::string_view render(std::string_view source, std::string_view section, bool shown) {
        for (;;) {
            const auto open = source.find("{{");
            if (shown) out_ += source.substr(0, open);
            if (open == std::string_view::npos) {
                if (!section.empty()) wrong("a section that is not closed", section);
                return {};
            }
            const auto close = source.find("}}", open);
            if (close == std::string_view::npos) wrong("'{{' without '}}' at", source.substr(open, 20));
            auto name = source.substr(open + 2, close - open - 2);
            source.remove_prefix(close + 2);
            const char kind = name.empty() ? ' ' : name.front();
            if (kind == '#' || kind == '^') {
                name.remove_prefix(1);
                source = part(source, name, kind == '#', shown);
            } else if (kind == '/') {
                if (name.substr(1) != section) wrong("the end of a section that is not open", name);
                return source;
            } else if (kind == '>') {
                if (shown) include(name.substr(1));
            } else if (shown) {
                insert(name);
            }
        }
    }

    std::vector<const Value*> scopes;

private:
    const Value& look_up(std::string_view name) const {
        if (name == ".") return *scopes.back();
        for (auto scope = scopes.rbegin(); scope != scopes.rend(); ++scope)
            if (const auto* record = (*scope)->record())
                if (const auto found = record->find(name); found != record->end()) return found->second;
        wrong("no value for", name);
    }

    void insert(std::string_view name) {
        const auto& value = look_up(name);
        if (const auto* text = value.text())
            out_ += html_escaped(*text);
        else if (const auto* markup = value.markup())
            out_ += markup->html;
        else
            wrong("not a text:", name);
    }

    void include(std::string_view name) {
        if (++depth_ > kDeepest) wrong("templates in a circle:", name);
        render(embedded_file(fmt::format("{}.html", name)), {}, true);
        --depth_;
    }

    std::string_view part(std::string_view source, std::string_view name, bool straight, bool shown) {
        if (!shown) return render(source, name, false);
        const auto& value = look_up(name);
        if (value.shows() != straight) return render(source, name, false);
        std::string_view rest;
        if (straight && value.list()) {
            for (const auto& item : *value.list()) {
                scopes.push_back(&item);
                rest = render(source, name, true);
                scopes.pop_back();
            }
            return rest;
        }
        scopes.push_back(&value);
        rest = render(source, name, true);
        scopes.pop_back();
        return rest;
    }

    std::string& out_;
    int depth_ = 0;
};

}  // namespace

bool Value::shows() const {
    if (const auto* truth = std::get_if<bool>(&value_)) return *truth;
    if (text()) return !text()->empty();
    if (markup()) return !markup()->html.empty();
    if (list()) return !list()->empty();
    return true;
}

namespace {

constexpr std::string_view kReplaced = "\xEF\xBF\xBD";

// U+202A to U+202E and U+2066 to U+2069: they would turn what stands beside the text, too.
bool turns_direction(std::string_view character) {
    return (character.starts_with("\xE2\x80") && character.size() == 3 && character[2] >= '\xAA' &&
            character[2] <= '\xAE') ||
           (character.starts_with("\xE2\x81") && character.size() == 3 && character[2] >= '\xA6' &&
            character[2] <= '\xA9');
}

}  // namespace

std::string html_escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (turns_direction(text.substr(at, 3))) {
            out += kReplaced;
            at += 2;
            continue;
        }
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            case '\t':
            case '\n':
                out += c;
                break;
            case '\r':
                break;
            default:
                if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
                    out += kReplaced;
                else
                    out += c;
        }
    }
    return out;
}

std::string_view embedded_file(std::string_view name) {
    const auto text = detail::file_text(name);
    if (text.empty()) wrong("there is no file", name);
    return text;
}

std::string render_text(std::string_view source, const Record& data) {
    std::string out;
    const Value root(data);
    Rendering rendering(out);
    rendering.scopes.push_back(&root);
    rendering.render(source, {}, true);
    return out;
}

std::string render(std::string_view name, const Record& data) {
    return render_text(embedded_file(fmt::format("{}.html", name)), data);
}

}  // namespace pacelane::monitor
