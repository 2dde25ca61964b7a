// Which composer writes which form.
#include <pacelane/base/error.h>
#include <pacelane/writer/detail/body.h>

namespace pacelane::writer::detail {

namespace {

struct Entry {
    std::string_view form;
    Composer compose;
};

constexpr Entry kComposers[] = {{"linkedin_post", linkedin_post},
                                {"blog_post", blog_post},
                                {"newsletter", newsletter},
                                {"social_media", social_media}};

constexpr const Entry* entry_of(std::string_view form) {
    for (const auto& entry : kComposers)
        if (entry.form == form) return &entry;
    return nullptr;
}

constexpr bool each_form_has_a_composer() {
    for (const auto& form : kContentForms)
        if (!entry_of(form.id)) return false;
    return std::size(kComposers) == std::size(kContentForms);
}
static_assert(each_form_has_a_composer(), "add the form's composer to kComposers");

}  // namespace

Composer composer_of(const ContentForm& form) {
    if (const auto* entry = entry_of(form.id)) return entry->compose;
    throw Error(ErrorKind::bad_input, "no composer for content type '" + std::string(form.id) + "'");
}

}  // namespace pacelane::writer::detail
