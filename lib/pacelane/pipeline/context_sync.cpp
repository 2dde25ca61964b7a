#include <fcntl.h>
#include <pacelane/base/error.h>
#include <pacelane/base/hash.h>
#include <pacelane/base/text.h>
#include <pacelane/pipeline/companion.h>
#include <pacelane/pipeline/conflict_copies.h>
#include <pacelane/pipeline/context_bytes.h>
#include <pacelane/pipeline/context_files.h>
#include <pacelane/pipeline/context_sync.h>
#include <pacelane/pipeline/gone_files.h>
#include <pacelane/pipeline/private_mark.h>
#include <pacelane/pipeline/recordings.h>
#include <pacelane/pipeline/why_read.h>
#include <pacelane/pipeline/written_by.h>
#include <unistd.h>

#include <fmt/format.h>

namespace pacelane::pipeline {

namespace {

constexpr auto kLargestFile = static_cast<std::int64_t>(context::kLimits.file_bytes);
constexpr std::size_t kHead = 4096;  // bytes that tell a format
// What is stored in one transaction: enough that commits cost little, few enough that others wait briefly.
constexpr std::size_t kBatchDocuments = 256;
constexpr std::size_t kBatchPassages = 4000;

// A file of another kind is passed over; one that should be readable by its name and is not, its owner wants
// to know of.
bool claims_to_be_text(std::string_view path) {
    const auto lower = ascii_lower(path);
    for (const auto ending : {".md", ".markdown", ".txt", ".vtt", ".srt"})
        if (lower.ends_with(ending)) return true;
    return false;
}

store::NewDocument document_of(const ContextFile& file) {
    store::NewDocument document;
    document.path = file.path;
    document.file.kind = file.kind;
    document.file.size_bytes = file.size_bytes;
    document.file.modified_ns = file.modified_ns;
    return document;
}

class Sync {
public:
    Sync(store::Store& store, const store::User& user, Instant at, const SyncObserver& observer,
         const SyncOptions& options)
        : store_(store),
          user_(user),
          at_(at),
          observer_(observer),
          options_(options),
          reader_(options.reader) {}

    SyncReport run() {
        listing_ = context_files(user_);
        stored_ = store_.stored_files(user_.id);
        cited_ = store_.cited_documents(user_);
        report_.excluded = static_cast<int>(listing_.excluded.size());
        const auto older = older_versions(
            listing_.files, [&](const auto& original, const auto& copy) { return are_same(original, copy); });
        gone_ = GoneFiles(listing_, stored_);
        std::size_t done = 0;
        std::vector<const ContextFile*> recordings;
        for (const auto& file : listing_.files) {
            if (context::recording(file.path) && file.private_by.empty()) {
                recordings.push_back(&file);
                continue;
            }
            if (observer_) observer_(done++, listing_.files.size(), file.path);
            const auto version = older.find(file.path);
            if (version != older.end())
                leave_out(file, older_version_text(version->second));
            else
                bring_in(file);
        }
        // To transcribe takes long: all else is stored by then.
        const TranscriptFiles transcripts(listing_.files);
        for (const auto* file : recordings) {
            if (observer_) observer_(done++, listing_.files.size(), file->path);
            bring_in_recording(*file, transcripts.of(file->path));
        }
        for (const auto& place : listing_.unreached)
            miss(place.path, place.kind, place.why);
        remove_the_rest();
        flush();
        store_.set_other_files(user_, others_);
        return std::move(report_);
    }

private:
    using Known = std::map<std::string, store::StoredFile>::iterator;

    static bool is_as_it_was(const store::StoredFile& known, const ContextFile& file) {
        return known.size_bytes == file.size_bytes && known.modified_ns == file.modified_ns;
    }

    // Whether two files are versions of one text. What was decided of unchanged files is not looked at again.
    bool are_same(const ContextFile& original, const ContextFile& copy) {
        const auto settled = [&](const ContextFile& file) {
            const auto known = stored_.find(file.path);
            return known != stored_.end() && is_as_it_was(known->second, file) &&
                   !tells_of_older_version(known->second.error);
        };
        if (settled(original) && settled(copy)) return false;
        if (std::max(original.size_bytes, copy.size_bytes) > kLargestFile) return false;
        try {
            ContextBytes first(original.absolute), second(copy.absolute);
            return are_versions(first.read_to(static_cast<std::size_t>(original.size_bytes)),
                                second.read_to(static_cast<std::size_t>(copy.size_bytes)));
        } catch (const OutOfReach&) {
            return false;
        }
    }

    void keep(Known known) {
        ++report_.unchanged;
        stored_.erase(known);
    }

    void bring_in(const ContextFile& file) {
        if (!file.private_by.empty())
            return keep_private(file.path, fmt::format("private: {}", file.private_by), "the workspace file");
        auto known = stored_.find(file.path);
        const auto is_read_alike = [&] {
            return known != stored_.end() && known->second.kind == file.kind &&
                   known->second.reader_version == context::kReaderVersion;
        };
        const bool is_same_file = is_read_alike() && is_as_it_was(known->second, file) &&
                                  !tells_of_older_version(known->second.error);
        // One that could not be opened is tried again: to be given permission does not change a file.
        if (is_same_file && !known->second.content_hash.empty()) {
            // Opened or not: its owner wants to know that it could not be.
            if (::faccessat(AT_FDCWD, file.absolute.c_str(), R_OK, AT_EACCESS) == 0) return keep(known);
            return miss(file.path, file.kind, OutOfReach::after("cannot be opened").why);
        }
        auto document = document_of(file);
        std::string moved_from;
        std::optional<context::Format> outside;
        try {
            ContextBytes opened(file.absolute);
            const bool claims_text = claims_to_be_text(file.path);
            const bool too_large = file.size_bytes > kLargestFile;
            outside = context::outside_format(file.path, opened.read_to(kHead));
            if (outside && !may_use_reader()) return wait_for_reader(file, *outside);
            if (!outside && !(claims_text && too_large) &&
                !context::is_readable(file.path, opened.read_to(kHead))) {
                if (claims_text)
                    throw OutOfReach{"is not text, whatever its name says; rename or exclude it"};
                // If it was a document before, it goes with the removed ones.
                return pass_over(file.path);
            }
            if (too_large)
                throw OutOfReach{
                    fmt::format("is larger than {} MiB; split it", kLargestFile / (1024 * 1024))};
            const auto& bytes = opened.read_to(static_cast<std::size_t>(file.size_bytes));
            if (const auto mark = private_mark(bytes); !mark.empty())
                return keep_private(file.path, mark, "its front matter");
            const auto companion = outside ? companion_of(file.path, file.absolute, *outside) : std::string();
            document.file.content_hash = sha256_hex(companion.empty() ? bytes : bytes + companion);
            if (known == stored_.end()) {
                moved_from = take_moved(document.file.content_hash, file.path);
                if (!moved_from.empty()) known = stored_.find(file.path);
            }
            if (is_read_alike() && moved_from.empty() &&
                known->second.content_hash == document.file.content_hash) {
                changes_.touched.emplace_back(file.path, document.file);
                decide(file.path, known->second.size_bytes < 0
                                      ? "not read again: it was out of reach, its content did not change"
                                      : "not read again: its time changed, its content did not");
                return keep(known);
            }
            document.content = outside ? reader_.read(file.path, bytes, *outside, file.kind, companion)
                                       : context::parse_document(file.path, bytes, file.kind);
            const auto writer = name_writer(document.content, {user_.name, user_.handle, user_.aliases});
            if (!writer.empty()) ++report_.by_others[writer];
            // That it is large is the first that is said of a text, and worth a line each time it is read.
            const bool is_large = !outside && bytes.size() > context::kLimits.large_file_bytes;
            for (std::size_t i = 0; i < document.content.warnings.size(); ++i)
                (is_large && i == 0 ? report_.large : report_.warnings)
                    .push_back({file.path, document.content.warnings[i]});
        } catch (const OutOfReach& problem) {
            return miss(file.path, file.kind, problem.why, &document);
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::bad_input) {
                if (!outside) throw;
                if (error.kind() == ErrorKind::unavailable) {
                    return pass_over(file.path);
                }
                report_.reader_problem = error.what();
                return wait_for_reader(file, *outside);
            }
            // The reader names the file, and so does whoever tells this.
            std::string_view why = error.what();
            if (why.starts_with(file.path + ": ")) why.remove_prefix(file.path.size() + 2);
            if (is_same_file && known->second.error == why) return keep(known);
            document.file.error = why;
            report_.unreadable.push_back({file.path, document.file.error});
        }
        if (!moved_from.empty())
            decide(file.path, fmt::format("read again: moved, from {}", moved_from));
        else if (document.file.error.empty())
            decide(file.path, why_read(known == stored_.end() ? nullptr : &known->second, document));
        if (!moved_from.empty())
            ++report_.renamed;
        else
            count(known == stored_.end(), document.file.error.empty());
        if (known != stored_.end()) stored_.erase(known);
        put(std::move(document));
    }

    void count(bool is_new, bool readable) {
        ++(!readable ? report_.not_read : is_new ? report_.added : report_.changed);
    }

    void pass_over(const std::string& path) {
        ++report_.skipped;
        const auto way = context::way_to_read(path);
        if (way.empty()) return decide(path, "passed over: of a format that is not read");
        ++report_.skipped_documents[ascii_lower(path.substr(path.rfind('.') + 1))];
        decide(path, fmt::format("passed over: of a format that is not read; {}", way));
    }

    bool may_use_reader() const { return reader_.is_installed() && report_.reader_problem.empty(); }

    // Read as soon as pacelane-reader is there. What was read of it before stays.
    void wait_for_reader(const ContextFile& file, context::Format format) {
        ++report_.waiting[std::string(context::name(format))];
        others_.push_back(
            {file.path, std::string(context::name(file.kind)), std::string(context::name(format)),
             report_.reader_problem.empty() ? fmt::format("waits for the package {}", kReaderPackage)
                                            : report_.reader_problem,
             ""});
        decide(file.path, others_.back().what);
        if (const auto known = stored_.find(file.path); known != stored_.end()) keep(known);
    }

    void list_recording(const ContextFile& file, std::string what, const std::string& transcript = {}) {
        others_.push_back({file.path, std::string(context::name(file.kind)),
                           std::string(context::name(*context::recording(file.path))), std::move(what),
                           transcript});
    }

    // With a transcript beside it, a recording is only listed; else it may become a document by the
    // transcriber.
    void bring_in_recording(const ContextFile& file, const std::string& transcript) {
        ++report_.recordings;
        if (!transcript.empty())
            return list_recording(file, "a recording; its transcript is " + transcript, transcript);
        auto known = stored_.find(file.path);
        const auto& transcriber = options_.transcriber;
        const bool is_alike = known != stored_.end() && known->second.kind == file.kind &&
                              known->second.reader_version == context::kReaderVersion &&
                              is_as_it_was(known->second, file) && !known->second.content_hash.empty();
        if (is_alike && (known->second.error.empty() || !transcriber.is_given())) return keep(known);
        const auto without = [&] {
            ++report_.without_transcript;
            list_recording(file, "a recording without a transcript");
            if (known != stored_.end()) keep(known);
        };
        // One that was transcribed may have moved here; else it need not be looked into.
        if (known == stored_.end() && !transcriber.is_given() && gone_.empty()) return without();
        auto document = document_of(file);
        std::string moved_from;
        try {
            document.file.content_hash = ContextBytes(file.absolute).hash();
            const auto& hash = document.file.content_hash;
            if (known == stored_.end()) {
                moved_from = take_moved(hash, file.path);
                if (!moved_from.empty()) known = stored_.find(file.path);
            }
            auto made = store_.transcription(user_, hash, transcriber.is_given() ? transcriber.hash() : "");
            // What it became stays, whoever transcribes now.
            if (!made && known != stored_.end() && known->second.content_hash == hash)
                made = store_.transcription(user_, hash, "");
            const bool is_wanted = !made || (options_.transcribe_again && !made->error.empty());
            if (is_wanted) {
                if (!transcriber.is_given() || !report_.transcriber_problem.empty()) return without();
                flush();
                const auto result = transcribe(transcriber, file.absolute);
                if (result.try_again) throw OutOfReach{result.made.error};
                store_.keep_transcription(user_, document.file.content_hash, transcriber.hash(), file.path,
                                          result.made);
                ++(result.made.error.empty() ? report_.transcribed : report_.transcriber_failures);
                made = result.made;
            }
            if (!made->error.empty()) throw Error(ErrorKind::bad_input, made->error);
            document.content = transcribed_document(file.path, made->transcript);
        } catch (const OutOfReach& problem) {
            return miss(file.path, file.kind, problem.why, &document);
        } catch (const Error& error) {
            if (error.kind() == ErrorKind::failed) {
                report_.transcriber_problem = error.what();
                return without();
            }
            if (error.kind() != ErrorKind::bad_input) throw;
            document.file.error = error.what();
            ++report_.without_transcript;
            if (is_alike && known->second.error == document.file.error) return keep(known);
            report_.unreadable.push_back({file.path, document.file.error});
        }
        if (document.file.error.empty()) decide(file.path, "read: as its transcriber wrote it");
        // One without a transcript is counted as such.
        if (!moved_from.empty())
            ++report_.renamed;
        else if (document.file.error.empty())
            count(known == stored_.end(), true);
        if (known != stored_.end()) stored_.erase(known);
        put(std::move(document));
    }

    // Where the document was whose file moved to this path, if one did: it is known by the new one then.
    std::string take_moved(const std::string& hash, const std::string& to) {
        auto from = gone_.take(hash, to);
        if (from.empty()) return from;
        auto moved = stored_.extract(from);
        moved.key() = to;
        stored_.insert(std::move(moved));
        changes_.renamed.emplace_back(from, to);
        return from;
    }

    void keep_private(const std::string& path, const std::string& mark, const char* who) {
        ++report_.marked_private;
        decide(path, fmt::format("left out: {} says {}", who, mark));
        if (const auto known = stored_.find(path); known != stored_.end()) {
            stored_.erase(known);
            ++report_.removed;
            remove(path, fmt::format("{} became private ({})", path, mark));
        }
    }

    // A file that is there and not used. Nothing of it stays.
    void leave_out(const ContextFile& file, const std::string& why) {
        const auto known = stored_.find(file.path);
        if (known != stored_.end() && known->second.error == why && is_as_it_was(known->second, file) &&
            known->second.kind == file.kind)
            return keep(known);
        auto document = document_of(file);
        document.file.error = why;
        report_.unreadable.push_back({file.path, why});
        count(known == stored_.end(), true);
        if (known != stored_.end()) stored_.erase(known);
        put(std::move(document));
    }

    // A place that cannot be read now: recorded, and what is known of it stays.
    void miss(const std::string& path, context::DocumentKind kind, const std::string& why,
              const store::NewDocument* file = nullptr) {
        report_.out_of_reach.push_back({path, why});
        const auto known = stored_.find(path);
        if (known != stored_.end() && known->second.error == why) return keep(known);
        report_.unreadable.push_back({path, why});
        if (known != stored_.end() && !known->second.content_hash.empty()) {
            changes_.out_of_reach.push_back({path, why});
            return keep(known);
        }
        store::NewDocument document;
        if (file) document.file = file->file;
        document.path = path;
        document.file.kind = kind;
        document.file.content_hash.clear();
        document.file.error = why;
        if (known != stored_.end()) stored_.erase(known);
        put(std::move(document));
    }

    void remove_the_rest() {
        for (const auto& [path, known] : stored_) {
            if (is_out_of_sight(listing_, path) && !known.content_hash.empty()) {
                ++report_.unchanged;
                continue;
            }
            const auto* pattern = excluding(listing_, path);
            // What only was a problem, and is none any more, was no document.
            if (!known.content_hash.empty()) {
                ++report_.removed;
                decide(path, pattern ? fmt::format("removed: excluded by '{}'", *pattern)
                                     : "removed: no longer there, or no longer named");
            }
            remove(path, pattern ? fmt::format("{} is excluded now", path)
                                 : fmt::format("{} was deleted, or is no longer part of the context", path));
        }
    }

    void decide(const std::string& path, std::string why) {
        report_.decisions.push_back({path, std::move(why)});
    }

    void put(store::NewDocument document) {
        passages_ += document.content.passages.size();
        changes_.put.push_back(std::move(document));
        if (changes_.put.size() >= kBatchDocuments || passages_ >= kBatchPassages) flush();
    }

    void remove(const std::string& path, std::string why) {
        changes_.removed.push_back({path, std::move(why)});
        if (changes_.removed.size() >= kBatchDocuments) flush();
    }

    void flush() {
        if (changes_.empty()) return;
        for (auto& change : store_.apply(user_, changes_, cited_, at_))
            report_.drafts.push_back(std::move(change));
        changes_ = {};
        passages_ = 0;
    }

    store::Store& store_;
    const store::User& user_;
    Instant at_;
    const SyncObserver& observer_;
    const SyncOptions& options_;
    OutsideReader reader_;
    std::vector<store::OtherFile> others_;
    SyncReport report_;
    ContextListing listing_;
    std::map<std::string, store::StoredFile> stored_;  // that are still to be found
    GoneFiles gone_;
    std::set<std::string> cited_;
    store::DocumentChanges changes_;
    std::size_t passages_ = 0;
};

}  // namespace

SyncReport sync_context(store::Store& store, const store::User& user, Instant at,
                        const SyncObserver& observer, const SyncOptions& options) {
    return Sync(store, user, at, observer, options).run();
}

}  // namespace pacelane::pipeline
