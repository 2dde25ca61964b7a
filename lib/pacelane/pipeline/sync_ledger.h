#pragma once

#include <map>
#include <pacelane/pipeline/context_files.h>
#include <pacelane/pipeline/context_sync.h>
#include <pacelane/pipeline/gone_files.h>
#include <pacelane/store/store.h>
#include <set>
#include <string>
#include <string_view>

/// What one sync finds of each file, against what is stored of it.
namespace pacelane::pipeline {

bool is_as_it_was(const store::StoredFile& known, const ContextFile& file);
/// A document of the file, still without content.
store::NewDocument document_of(const ContextFile& file);

/// How the report counts a document: by whether it could be read, as one that moved, or elsewhere.
enum class Counted { read, moved, apart };

/// Takes up what becomes of each path, writes it to the store in batches and counts it in the report. What is
/// stored and was found is taken out of `stored`; the rest is gone.
class SyncLedger {
public:
    using Known = std::map<std::string, store::StoredFile>::iterator;

    /// Looks into the person's folders. `store` and `user` must stay.
    SyncLedger(store::Store& store, const store::User& user, Instant at);

    bool may_have_moved() const { return !gone_.empty(); }
    /// Where the document was whose file moved to this path, if one did: it is known by the new one then.
    std::string take_moved(const std::string& hash, const std::string& to);

    void keep(Known known);
    void keep_private(const std::string& path, const std::string& mark, const char* who);
    /// A file that is there and not used. Nothing of it stays.
    void leave_out(const ContextFile& file, const std::string& why);
    /// A place that cannot be read now: recorded, and what is known of it stays.
    void miss(const std::string& path, context::DocumentKind kind, const std::string& why,
              const store::NewDocument* file = nullptr);
    /// A document that was read, at a path that is known by `known` or new.
    void put(store::NewDocument document, Known known, Counted counted);
    /// Only its time changed.
    void touch(const std::string& path, const store::StoredFile& file);
    void remove_the_rest();
    void decide(const std::string& path, std::string why);
    void flush();

    SyncReport report;
    ContextListing listing;
    std::map<std::string, store::StoredFile> stored;  // that are still to be found

private:
    void put(store::NewDocument document);
    void count(bool is_new, bool is_readable);
    void remove(const std::string& path, std::string why);

    store::Store& store_;
    const store::User& user_;
    Instant at_;
    GoneFiles gone_;
    std::set<std::string> cited_;
    store::DocumentChanges changes_;
    std::size_t passages_ = 0;
};

}  // namespace pacelane::pipeline
