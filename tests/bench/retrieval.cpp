// Ranked search: how long a query takes in many passages, and whether other users' passages make it longer.
#include "measure.h"

#include <ctime>
#include <pacelane/store/migrations.h>
#include <pacelane/store/store.h>
#include <random>
#include <stdexcept>

#include <fmt/format.h>

namespace pacelane::bench {

namespace {

constexpr auto kNow = "2026-11-19T21:30:00Z";
constexpr double kSmallLimit = 5.0;   // ms, p99 in 10,000 passages
constexpr double kLargeLimit = 30.0;  // ms, p99 in 100,000
constexpr double kFlatLimit = 1.5;  // median beside the large user's passages, as a multiple of that without
constexpr std::size_t kHits = 10;

/// Words as often as in natural texts without their function words: the most frequent one is in about every
/// third passage, most are in a few.
class Words {
public:
    Words() {
        constexpr int kKinds = 50'000;
        constexpr double kFlattened = 20;
        double sum = 0;
        for (int rank = 0; rank < kKinds; ++rank)
            shares_.push_back(sum += 1.0 / (rank + kFlattened));
    }
    std::string next(std::mt19937_64& random) {
        const auto at = std::uniform_real_distribution<double>(0, shares_.back())(random);
        auto rank =
            static_cast<std::size_t>(std::lower_bound(shares_.begin(), shares_.end(), at) - shares_.begin());
        std::string word = "k";
        do {
            word += "bdfgklmnprtvz"[rank % 13];
            word += "aiou"[rank / 13 % 4];
        } while ((rank /= 52) > 0);
        return word + "k";
    }

private:
    std::vector<double> shares_;
};

class Notes {
public:
    /// Half of the passages are paragraphs, ten a note; half are turns, a hundred a talk.
    store::NewDocument next(const std::string& path, bool is_talk) {
        store::NewDocument document;
        document.path = path;
        document.content.title = text(4);
        document.content.language = language::Language::english;
        document.content.kind =
            is_talk ? context::DocumentKind::transcript : context::DocumentKind::knowledge;
        for (int n = 0; n < (is_talk ? kTurns : kParagraphs); ++n) {
            context::Passage passage;
            passage.ordinal = n;
            passage.line = passage.line_end = 2 * n + 1;
            if (is_talk) {
                passage.kind = context::PassageKind::turn;
                passage.speaker = random_() % 2 == 0 ? "Maya Lindqvist" : "Rafael Souza";
            }
            passage.text = text(is_talk ? 5 + random_() % 40 : 20 + random_() % 80);
            document.content.passages.push_back(std::move(passage));
        }
        document.file.content_hash = path;
        return document;
    }
    std::string text(std::size_t words) {
        std::string text;
        for (std::size_t n = 0; n < words; ++n)
            text += (n == 0 ? "" : " ") + words_.next(random_);
        return text;
    }
    /// Two to six words in a row of one of the texts.
    std::string query(const std::vector<std::string>& texts) {
        const auto& from = texts[random_() % texts.size()];
        std::vector<std::string> words;
        for (std::size_t at = 0, end = 0; end != std::string::npos; at = end + 1) {
            end = from.find(' ', at);
            words.push_back(from.substr(at, end - at));
        }
        std::string query;
        const auto count = std::min<std::size_t>(words.size(), 2 + random_() % 5);
        for (std::size_t n = 0, first = random_() % (words.size() - count + 1); n < count; ++n)
            query += words[first + n] + " ";
        return query;
    }

    static constexpr int kParagraphs = 10;
    static constexpr int kTurns = 100;

private:
    std::mt19937_64 random_{20261119};
    Words words_;
};

/// Gives the user so many passages; some of their texts.
std::vector<std::string> fill(store::Store& store, const store::User& user, Notes& notes, std::size_t count) {
    std::vector<std::string> texts;
    std::size_t done = 0, number = 0;
    while (done < count) {
        store::DocumentChanges changes;
        while (done < count && changes.put.size() < 128) {
            const bool is_talk = number % 11 == 10;  // ten notes, one talk
            changes.put.push_back(notes.next(fmt::format("notes/{}.md", number++), is_talk));
            const auto& passages = changes.put.back().content.passages;
            done += passages.size();
            texts.push_back(passages[number % passages.size()].text);
        }
        store.apply(user, changes, {}, parse_instant(kNow).value());
    }
    return texts;
}

struct Times {
    double median = 0;  // ms
    double p99 = 0;
};

/// Milliseconds of the processor: what a query waits for is other programs' work, as its pages are in memory.
double processor_time() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return 1000.0 * static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e6;
}

Times ask(store::Store& store, const store::User& user, const std::vector<std::string>& queries,
          std::size_t hits) {
    std::vector<double> taken;
    for (const auto& query : queries) {
        const auto start = processor_time();
        if (store.search(user, query, hits).empty()) throw std::runtime_error("nothing found for " + query);
        taken.push_back(processor_time() - start);
    }
    return {median(taken), quantile(taken, 0.99)};
}

}  // namespace

bool retrieval(const Settings& settings) {
    const std::size_t small = settings.quick ? 1000 : 10'000, large = 10 * small;
    const std::size_t asked = settings.quick ? 50 : 500;
    const ManualClock clock{parse_instant(kNow).value()};
    const auto path = settings.folder + "/retrieval.db";
    store::migrate(path, {}, clock);
    const auto store = store::open_sqlite(path, clock);
    store->import(config::parse_workspace("users: [{handle: maya}, {handle: rafael}]",
                                          settings.folder + "/pacelane.yaml"));
    const auto maya = store->user("maya"), rafael = store->user("rafael");
    Notes notes;
    const auto queries_of = [&](const std::vector<std::string>& texts) {
        std::vector<std::string> queries;
        for (std::size_t n = 0; n < asked; ++n)
            queries.push_back(notes.query(texts));
        return queries;
    };
    const auto few = queries_of(fill(*store, maya, notes, small));
    ask(*store, maya, few, kHits);  // to warm up
    const auto alone = ask(*store, maya, few, kHits);
    const auto many = queries_of(fill(*store, rafael, notes, large));
    ask(*store, rafael, many, kHits);
    const auto in_many = ask(*store, rafael, many, kHits);
    ask(*store, maya, few, kHits);
    const auto beside = ask(*store, maya, few, kHits);
    const double growth = beside.median / alone.median;
    const bool kept = alone.p99 < kSmallLimit && in_many.p99 < kLargeLimit && growth < kFlatLimit;
    fmt::print("Ranked search, {} queries of two to six words, the best {} passages, CPU time:\n", asked,
               kHits);
    const auto row = [](const std::string& name, const Times& times, double limit) {
        fmt::print(
            "  {:<38} median {:6.2f} ms, p99 {:6.2f} ms{}\n", name, times.median, times.p99,
            limit > 0 ? fmt::format("   below {:.0f}{}", limit, times.p99 < limit ? "" : "   NOT KEPT") : "");
    };
    row(fmt::format("{} passages", small), alone, kSmallLimit);
    row(fmt::format("{} passages", large), in_many, kLargeLimit);
    row(fmt::format("{} beside another user's {}", small, large), beside, 0);
    fmt::print("  {:<38} {:.2f} of that alone   below {}{}\n", "median beside the other user", growth,
               kFlatLimit, growth < kFlatLimit ? "" : "   NOT KEPT");
    row(fmt::format("{} passages, the best 100", large), ask(*store, rafael, many, 100), 0);
    return kept;
}

}  // namespace pacelane::bench
