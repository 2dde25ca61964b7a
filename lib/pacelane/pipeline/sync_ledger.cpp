#include <pacelane/pipeline/sync_ledger.h>
#include <utility>

#include <fmt/format.h>

namespace pacelane::pipeline {

namespace {

// What is stored in one transaction: enough that commits cost little, few enough that others wait briefly.
constexpr std::size_t kBatchDocuments = 256;
constexpr std::size_t kBatchPassages = 4000;

}  // namespace

bool is_as_it_was(const store::StoredFile& known, const ContextFile& file) {
    return known.size_bytes == file.size_bytes && known.modified_ns == file.modified_ns;
}

store::NewDocument document_of(const ContextFile& file) {
    store::NewDocument document;
    document.path = file.path;
    document.file.kind = file.kind;
    document.file.size_bytes = file.size_bytes;
    document.file.modified_ns = file.modified_ns;
    return document;
}

SyncLedger::SyncLedger(store::Store& store, const store::User& user, Instant at)
    : listing(context_files(user)),
      stored(store.stored_files(user.id)),
      store_(store),
      user_(user),
      at_(at),
      gone_(listing, stored),
      cited_(store.cited_documents(user)) {}

std::string SyncLedger::take_moved(const std::string& hash, const std::string& to) {
    auto from = gone_.take(hash, to);
    if (from.empty()) return from;
    auto moved = stored.extract(from);
    moved.key() = to;
    stored.insert(std::move(moved));
    changes_.renamed.emplace_back(from, to);
    return from;
}

void SyncLedger::keep(Known known) {
    ++report.unchanged;
    stored.erase(known);
}

void SyncLedger::keep_private(const std::string& path, const std::string& mark, const char* who) {
    ++report.marked_private;
    decide(path, fmt::format("left out: {} says {}", who, mark));
    if (const auto known = stored.find(path); known != stored.end()) {
        stored.erase(known);
        ++report.removed;
        remove(path, fmt::format("{} became private ({})", path, mark));
    }
}

void SyncLedger::leave_out(const ContextFile& file, const std::string& why) {
    const auto known = stored.find(file.path);
    if (known != stored.end() && known->second.error == why && is_as_it_was(known->second, file) &&
        known->second.kind == file.kind)
        return keep(known);
    auto document = document_of(file);
    document.file.error = why;
    report.unreadable.push_back({file.path, why});
    count(known == stored.end(), true);
    if (known != stored.end()) stored.erase(known);
    put(std::move(document));
}

void SyncLedger::miss(const std::string& path, context::DocumentKind kind, const std::string& why,
                      const store::NewDocument* file) {
    report.out_of_reach.push_back({path, why});
    const auto known = stored.find(path);
    if (known != stored.end() && known->second.error == why) return keep(known);
    report.unreadable.push_back({path, why});
    if (known != stored.end() && !known->second.content_hash.empty()) {
        changes_.out_of_reach.push_back({path, why});
        return keep(known);
    }
    store::NewDocument document;
    if (file) document.file = file->file;
    document.path = path;
    document.file.kind = kind;
    document.file.content_hash.clear();
    document.file.error = why;
    if (known != stored.end()) stored.erase(known);
    put(std::move(document));
}

void SyncLedger::count(bool is_new, bool is_readable) {
    ++(!is_readable ? report.not_read : is_new ? report.added : report.changed);
}

void SyncLedger::put(store::NewDocument document, Known known, Counted counted) {
    if (counted == Counted::moved)
        ++report.renamed;
    else if (counted == Counted::read)
        count(known == stored.end(), document.file.error.empty());
    if (known != stored.end()) stored.erase(known);
    put(std::move(document));
}

void SyncLedger::touch(const std::string& path, const store::StoredFile& file) {
    changes_.touched.emplace_back(path, file);
}

void SyncLedger::remove_the_rest() {
    for (const auto& [path, known] : stored) {
        if (is_out_of_sight(listing, path) && !known.content_hash.empty()) {
            ++report.unchanged;
            continue;
        }
        const auto* pattern = excluding(listing, path);
        // What only was a problem, and is none any more, was no document.
        if (!known.content_hash.empty()) {
            ++report.removed;
            decide(path, pattern ? fmt::format("removed: excluded by '{}'", *pattern)
                                 : "removed: no longer there, or no longer named");
        }
        remove(path, pattern ? fmt::format("{} is excluded now", path)
                             : fmt::format("{} was deleted, or is no longer part of the context", path));
    }
}

void SyncLedger::decide(const std::string& path, std::string why) {
    report.decisions.push_back({path, std::move(why)});
}

void SyncLedger::put(store::NewDocument document) {
    passages_ += document.content.passages.size();
    changes_.put.push_back(std::move(document));
    if (changes_.put.size() >= kBatchDocuments || passages_ >= kBatchPassages) flush();
}

void SyncLedger::remove(const std::string& path, std::string why) {
    changes_.removed.push_back({path, std::move(why)});
    if (changes_.removed.size() >= kBatchDocuments) flush();
}

void SyncLedger::flush() {
    if (changes_.empty()) return;
    for (auto& change : store_.apply(user_, changes_, cited_, at_))
        report.drafts.push_back(std::move(change));
    changes_ = {};
    passages_ = 0;
}

}  // namespace pacelane::pipeline
