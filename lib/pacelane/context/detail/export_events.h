#pragma once

#include "export_layouts.h"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

/// What is said in the JSON of recognizers and note takers, collected while it goes by: memory follows the
/// words, not the data around them.
namespace pacelane::context::detail {

struct ExportField {
    std::string name;
    std::string value;
    bool whole = false;  ///< a number without a fraction
    bool number = false;
};

struct ExportSaid {
    std::string text;
    std::string speaker;
    ExportField start;
    ExportField end;
    int line = 1;
};

class ExportEvents : public nlohmann::json_sax<nlohmann::json> {
public:
    explicit ExportEvents(int first_line) : line_(first_line) {}

    /// Reads JSON, or one object behind another, as recognizers print them.
    void read(std::string_view text);

    std::array<std::vector<ExportSaid>, layouts.size()> said;
    std::string title;
    std::string only_text;          ///< of {"text": …}
    std::vector<std::string> keys;  ///< of the root and the level below it
    bool too_deep = false;
    std::size_t error_at = std::string::npos;
    /// Where it is in the text.
    int line() const { return line_; }

    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t value) override { return field(std::to_string(value), true, true); }
    bool number_unsigned(number_unsigned_t value) override {
        return field(std::to_string(value), true, true);
    }
    bool number_float(number_float_t, const string_t& written) override {
        return field(written, true, false);
    }
    bool string(string_t& value) override { return field(std::move(value), false, false); }
    bool binary(binary_t&) override { return true; }
    bool key(string_t& name) override;
    bool start_object(std::size_t) override { return open(false); }
    bool start_array(std::size_t) override { return open(true); }
    bool end_array() override;
    bool end_object() override;
    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override;

private:
    struct Frame {
        bool array = false;
        std::string path;  // "" is the root
        std::string key;
        std::vector<ExportField> fields;
        std::string words;                                // of the list `words` or `elements` within
        std::array<std::size_t, layouts.size()> first{};  // what was said before the object began
        int line = 1;
    };

    static const ExportField* find(const Frame& frame, std::string_view names);
    static void take_stretch(const Frame& word, Frame& owner);
    void note_key(std::string name);
    bool open(bool array);
    bool field(std::string value, bool number, bool whole);
    void take_words(const Frame& word);
    void take(std::size_t i, const Frame& frame);
    void inherit(const Frame& frame);

    int line_;
    std::vector<Frame> frames_;
    std::size_t said_so_far_ = 0;
};

}  // namespace pacelane::context::detail
