#pragma once

#include <memory>
#include <pacelane/base/json.h>
#include <string>
#include <string_view>
#include <vector>

namespace YAML {
class Emitter;
}

namespace pacelane::writer {

/// Writes a YAML block between two lines "---". Empty values are left out.
class FrontMatter {
public:
    FrontMatter();
    ~FrontMatter();
    FrontMatter(const FrontMatter&) = delete;
    FrontMatter& operator=(const FrontMatter&) = delete;

    /// A string: always quoted, so that "true", "1.0" and "2026-01-01" stay strings.
    void text(const char* key, std::string_view value);
    void flag(const char* key, bool value);
    /// A YAML timestamp, which must not be quoted.
    void timestamp(const char* key, const std::string& value);
    void list(const char* key, const std::vector<std::string>& values);
    /// The title and path of each source of content_metadata.
    void sources(const char* key, const Json& sources);
    /// The block. Call it last, and once.
    std::string finish();

private:
    void quoted(std::string_view value);
    std::unique_ptr<YAML::Emitter> yaml_;
};

/// The string at this key of an object; empty when it is missing or no string.
std::string text_at(const Json& object, const char* key);

}  // namespace pacelane::writer
