#include "helpers.h"

#include <pacelane/base/content_form.h>

using namespace pacelane;
using namespace pacelane::store;

namespace {

struct Forms : Pipeline {
    void insert(std::string_view form) {
        const std::string id(form);
        execute(
            "INSERT INTO pacing_content_generation "
            "(id, user_id, context_analysis_id, suggestion_id, content_type, created_at) "
            "SELECT '" +
            id + "', user_id, id, 'suggestion of " + id + "', '" + id +
            "', created_at FROM pacing_context_analysis");
    }
};

}  // namespace

TEST_CASE_FIXTURE(Forms, "the database takes each content form of the table, and no other") {
    store->enqueue(maya, "", day("2026-11-19"));
    for (const auto& form : kContentForms) {
        insert(form.id);
        CHECK(value("SELECT content_type FROM pacing_content_generation WHERE id = '" + std::string(form.id) +
                    "'") == form.id);
    }
    CHECK(error_of([&] { insert("haiku"); }).what() != std::string());
    CHECK(value("SELECT count(*) FROM pacing_content_generation") ==
          std::to_string(std::size(kContentForms)));
}
