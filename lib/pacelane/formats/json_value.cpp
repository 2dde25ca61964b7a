#include "json_value.h"

#include "data_limits.h"

#include <charconv>
#include <cmath>
#include <pacelane/base/text.h>
#include <pacelane/context/detail/encoding.h>
#include <pacelane/context/detail/line_counter.h>

#include <nlohmann/json.hpp>

namespace pacelane::formats {

namespace {

class JsonBuilder : public nlohmann::json_sax<nlohmann::json> {
public:
    explicit JsonBuilder(const int& line) : line_(line) {}

    JsonValue root;
    bool any = false;
    bool too_deep = false;
    bool too_much = false;
    bool broken = false;

    bool null() override { return add(JsonValue::Kind::null, {}); }
    bool boolean(bool value) override { return add(JsonValue::Kind::boolean, value ? "true" : "false"); }
    bool number_integer(number_integer_t value) override {
        return add(JsonValue::Kind::number, std::to_string(value));
    }
    bool number_unsigned(number_unsigned_t value) override {
        return add(JsonValue::Kind::number, std::to_string(value));
    }
    bool number_float(number_float_t, const string_t& written) override {
        return add(JsonValue::Kind::number, written);
    }
    bool string(string_t& value) override { return add(JsonValue::Kind::text, std::move(value)); }
    bool binary(binary_t&) override { return true; }
    bool start_object(std::size_t) override { return open(JsonValue::Kind::object); }
    bool start_array(std::size_t) override { return open(JsonValue::Kind::list); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(string_t& name) override {
        constexpr std::size_t longest = 200;
        key_ = name.size() > longest ? std::string{} : std::move(name);
        return true;
    }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
        broken = true;
        return false;
    }

private:
    JsonValue* put(JsonValue::Kind kind) {
        if (++values_ > kDataLimits.json_values) {
            too_much = true;
            return nullptr;
        }
        JsonValue* value = &root;
        if (!open_.empty()) {
            // Only what is open grows, so that its values do not move while they are pointed to.
            auto& fields = open_.back()->fields;
            fields.emplace_back(open_.back()->is_object() ? std::move(key_) : std::string{}, JsonValue{});
            value = &fields.back().second;
        }
        any = true;
        value->kind = kind;
        value->line = line_;
        return value;
    }
    bool add(JsonValue::Kind kind, std::string text) {
        auto* value = put(kind);
        if (value) value->text = std::move(text);
        return value != nullptr;
    }
    bool open(JsonValue::Kind kind) {
        if (open_.size() >= kDataLimits.json_depth) {
            too_deep = true;
            return false;
        }
        auto* value = put(kind);
        if (value) open_.push_back(value);
        return value != nullptr;
    }
    bool close() {
        open_.pop_back();
        return true;
    }

    const int& line_;
    std::vector<JsonValue*> open_;
    std::string key_;
    std::size_t values_ = 0;
};

}  // namespace

const JsonValue* JsonValue::find(std::string_view path) const {
    const JsonValue* at = this;
    for (const auto name : split(path, '.')) {
        if (!at->is_object()) return nullptr;
        const JsonValue* next = nullptr;
        for (const auto& [key, value] : at->fields)
            if (key == name) next = &value;
        if (!next) return nullptr;
        at = next;
    }
    return at;
}

std::string JsonValue::text_of(std::string_view paths) const {
    for (const auto path : split(paths, '|')) {
        const auto* value = find(path);
        if (!value || (value->kind != Kind::text && value->kind != Kind::number)) continue;
        auto text = clean_text(value->text);
        if (!trim(text).empty()) return text;
    }
    return {};
}

bool JsonValue::is_true(std::string_view path) const {
    const auto* value = find(path);
    return value && value->kind == Kind::boolean && value->text == "true";
}

std::optional<JsonValue> parse_json(std::string_view text, int line, context::detail::Reading& reading) {
    using context::detail::LineCounter;
    JsonBuilder builder(line);
    nlohmann::json::sax_parse(LineCounter{text.data(), &line}, LineCounter{text.data() + text.size(), &line},
                              &builder);
    if (builder.too_deep) {
        reading.warn(line, "JSON nested deeper than is read; what follows is left out");
    } else if (builder.too_much) {
        reading.warn(line, "more values than are read; what follows is left out");
    } else if (builder.broken) {
        reading.warn(line, "the JSON is broken or cut off; what follows is left out");
    }
    if (!builder.any) return std::nullopt;
    return std::move(builder.root);
}

std::optional<Instant> moment_of(std::string_view written) {
    written = trim(written);
    if (written.empty()) return std::nullopt;
    double seconds = 0;
    const auto [end, failure] = std::from_chars(written.data(), written.data() + written.size(), seconds);
    if (failure == std::errc{} && end == written.data() + written.size()) {
        if (!std::isfinite(seconds)) return std::nullopt;
        // Milliseconds, microseconds.
        constexpr double latest = 1e11;
        while (seconds > latest)
            seconds /= 1000;
        constexpr double earliest = 1e8;  // 1973; smaller numbers are no moments
        if (seconds < earliest) return std::nullopt;
        return Instant(std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000)));
    }
    if (const auto instant = parse_instant(written)) return instant;
    // Without a zone: as UTC.
    if (written.size() >= 19)
        if (const auto instant = parse_instant(std::string(written.substr(0, 19)) + "Z")) return instant;
    if (const auto date = parse_date(written.substr(0, 10))) return Instant(std::chrono::sys_days(*date));
    return std::nullopt;
}

std::string clean_text(std::string_view text) {
    return context::detail::decode(text).text;
}

}  // namespace pacelane::formats
