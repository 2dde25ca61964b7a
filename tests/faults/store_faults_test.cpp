#include "helpers.h"

#include <filesystem>
#include <memory>
#include <pacelane/store/migrations.h>
#include <pacelane/store/store.h>
#include <stdexcept>

#include <doctest/doctest.h>

using namespace pacelane;
using namespace pacelane::faults;

namespace {

const ManualClock clock_at_noon(*parse_instant("2026-11-19T12:00:00Z"));

constexpr auto kWorkspace = R"(users:
  - handle: ana
    timezone: Europe/Lisbon
    schedules: [{frequency: daily, preferred_time: "09:00", content_types: [linkedin_post, newsletter]}]
  - handle: rui
    timezone: America/Sao_Paulo
    schedules: [{frequency: daily, preferred_time: "08:00", content_types: [blog_post]}]
)";

std::unique_ptr<store::Store> opened(const std::string& path) {
    return store::open_sqlite(path, clock_at_noon);
}

void prepare(const std::string& path) {
    store::migrate(path, {}, clock_at_noon);
    opened(path)->import(config::parse_workspace(kWorkspace, "/workspace/pacelane.yaml"), false);
}

void expect(bool truth, const char* what) {
    if (!truth) throw std::logic_error(what);
}

using Work = std::function<void(store::Store&)>;

void check(const Work& prepare_more, const Work& work) {
    check_all_faults({[prepare_more](const std::string& path) {
                          prepare(path);
                          prepare_more(*opened(path));
                      },
                      [work](const std::string& path) {
                          const auto store = std::shared_ptr<store::Store>(opened(path));
                          return [work, store] { work(*store); };
                      },
                      {}});
}

void nothing(store::Store&) {}

analysis::Result three_suggestions() {
    analysis::Result result;
    for (const auto* type : {"linkedin_post", "newsletter", "blog_post"}) {
        writer::Suggestion suggestion;
        suggestion.topic = std::string("Backups, as a ") + type;
        suggestion.topic_key = "backup";
        suggestion.content_type = type;
        suggestion.confidence = 0.5;
        result.suggestions.push_back(suggestion);
    }
    return result;
}

store::NewDocument note() {
    constexpr auto text =
        "# Backups\n\nWe restored the billing database in March, and it took 11 hours.\n\n"
        "Nobody had run the script in 14 months.\n";
    store::NewDocument document;
    document.path = "notes/backups.md";
    document.file.content_hash = "1";
    document.content = context::parse_document(document.path, text, context::DocumentKind::knowledge);
    return document;
}

}  // namespace

TEST_SUITE("the store on a failing disk") {
    TEST_CASE("import: all of the workspace or nothing") {
        check_all_faults({[](const std::string& path) { store::migrate(path, {}, clock_at_noon); },
                          [](const std::string& path) {
                              const auto store = std::shared_ptr<store::Store>(opened(path));
                              return [store] {
                                  store->import(
                                      config::parse_workspace(kWorkspace, "/workspace/pacelane.yaml"), false);
                              };
                          },
                          {}});
    }

    TEST_CASE("enqueue: the pending analysis and its message come together") {
        check(nothing, [](store::Store& store) {
            expect(store.enqueue(store.user("ana"), "", std::nullopt, false).enqueued, "it exists already");
        });
    }

    TEST_CASE("tick: everyone who is due, or no one") {
        check(nothing,
              [](store::Store& store) { expect(store.tick().items.size() == 2, "not two were due"); });
    }

    TEST_CASE("a document replaces its passages as a whole") {
        check([](store::Store& store) { store.put_document(store.user("ana"), note(), clock_at_noon.now()); },
              [](store::Store& store) {
                  auto changed = note();
                  changed.file.content_hash = "2";
                  changed.content.passages.pop_back();
                  store.put_document(store.user("ana"), changed, clock_at_noon.now());
              });
    }

    TEST_CASE("a claim holds its message and marks its row, or does neither") {
        check([](store::Store& store) { store.tick(); },
              [](store::Store& store) {
                  expect(store.lease_analysis({}).job.has_value(), "nothing to claim");
              });
    }

    TEST_CASE(
        "completing an analysis stores its result, its drafts' rows and messages, and archives its message") {
        store::AnalysisJob job;
        check(
            [&job](store::Store& store) {
                store.tick();
                job = *store.lease_analysis({}).job;
            },
            [&job](store::Store& store) {
                expect(store.complete_analysis(job, three_suggestions()), "the lease was lost");
            });
    }

    TEST_CASE("completing a draft stores it and archives its message") {
        store::GenerationJob job;
        check(
            [&job](store::Store& store) {
                store.tick();
                store.complete_analysis(*store.lease_analysis({}).job, three_suggestions());
                job = *store.lease_generation({}).job;
            },
            [&job](store::Store& store) {
                writer::Draft draft;
                draft.content_type = job.content_type;
                draft.title = "Backups";
                draft.body = std::string(10'000, 'b');
                expect(store.complete_generation(job, draft), "the lease was lost");
            });
    }

    TEST_CASE("a failure is recorded, and its message put off") {
        store::AnalysisJob job;
        check(
            [&job](store::Store& store) {
                store.tick();
                job = *store.lease_analysis({}).job;
            },
            [&job](store::Store& store) {
                expect(store.fail_analysis(job, {"no"}, {}).held, "the lease was lost");
            });
    }

    TEST_CASE("another database comes in the place of this one as a whole, or not at all") {
        struct Session {
            explicit Session(const std::string& path) : other(path + "-other", {}), own(path, {}) {}
            sqlite::Connection other, own;
        };
        const TemporaryFolder folder;
        const auto other = folder / "other.db";
        prepare(other);
        opened(other)->put_document(opened(other)->user("ana"), note(), clock_at_noon.now());
        sqlite::Connection(other, {}).execute("PRAGMA journal_mode = DELETE");
        check_all_faults({prepare,
                          [&other](const std::string& path) {
                              std::filesystem::copy_file(other, path + "-other",
                                                         std::filesystem::copy_options::overwrite_existing);
                              const auto session = std::make_shared<Session>(path);
                              return [session] { session->other.copy_over(session->own); };
                          },
                          {}});
    }
}
