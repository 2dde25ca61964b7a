#include <pacelane/base/content_form.h>
#include <pacelane/base/error.h>

#include <fmt/format.h>

namespace pacelane {

const ContentForm& content_form(std::string_view id) {
    if (const auto* form = find_content_form(id)) return *form;
    throw Error(ErrorKind::bad_input,
                fmt::format("unknown content type '{}' (known: {})", id, content_form_list()));
}

std::string content_form_list(std::string_view separator) {
    return fmt::format("{}", fmt::join(content_form_ids(), separator));
}

std::vector<std::string_view> content_form_ids() {
    std::vector<std::string_view> ids;
    for (const auto& form : kContentForms)
        ids.push_back(form.id);
    return ids;
}

std::vector<std::string_view> social_network_ids() {
    std::vector<std::string_view> ids;
    for (const auto& network : detail::kSocialNetworks)
        ids.push_back(network.platform);
    return ids;
}

const LengthLimit* find_social_network(std::string_view id) {
    for (const auto& network : detail::kSocialNetworks)
        if (network.platform == id) return &network;
    return nullptr;
}

}  // namespace pacelane
