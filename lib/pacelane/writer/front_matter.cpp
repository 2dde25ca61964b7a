#include <pacelane/language/language.h>
#include <pacelane/writer/detail/front_matter.h>

#include <nlohmann/json.hpp>
#include <yaml-cpp/yaml.h>

namespace pacelane::writer {

std::string text_at(const Json& object, const char* key) {
    if (!object.is_object()) return {};
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

FrontMatter::FrontMatter() : yaml_(std::make_unique<YAML::Emitter>()) {
    *yaml_ << YAML::BeginMap;
}

FrontMatter::~FrontMatter() = default;

// Without the control characters that YAML does not allow, and in valid UTF-8.
void FrontMatter::quoted(std::string_view value) {
    *yaml_ << YAML::DoubleQuoted << language::normalize(value);
}

void FrontMatter::text(const char* key, std::string_view value) {
    if (value.empty()) return;
    *yaml_ << YAML::Key << key << YAML::Value;
    quoted(value);
}

void FrontMatter::flag(const char* key, bool value) {
    *yaml_ << YAML::Key << key << YAML::Value << value;
}

void FrontMatter::timestamp(const char* key, const std::string& value) {
    *yaml_ << YAML::Key << key << YAML::Value << value;
}

void FrontMatter::list(const char* key, const std::vector<std::string>& values) {
    if (values.empty()) return;
    *yaml_ << YAML::Key << key << YAML::Value << YAML::BeginSeq;
    for (const auto& value : values)
        quoted(value);
    *yaml_ << YAML::EndSeq;
}

void FrontMatter::sources(const char* key, const Json& sources) {
    if (!sources.is_array() || sources.empty()) return;
    *yaml_ << YAML::Key << key << YAML::Value << YAML::BeginSeq;
    for (const auto& source : sources) {
        *yaml_ << YAML::BeginMap;
        for (const auto* field : {"title", "path"}) {
            *yaml_ << YAML::Key << field << YAML::Value;
            quoted(text_at(source, field));
        }
        *yaml_ << YAML::EndMap;
    }
    *yaml_ << YAML::EndSeq;
}

std::string FrontMatter::finish() {
    *yaml_ << YAML::EndMap;
    return "---\n" + std::string(yaml_->c_str(), yaml_->size()) + "\n---\n";
}

}  // namespace pacelane::writer
