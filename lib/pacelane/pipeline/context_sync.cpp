#include <fcntl.h>
#include <pacelane/base/error.h>
#include <pacelane/base/hash.h>
#include <pacelane/base/text.h>
#include <pacelane/pipeline/companion.h>
#include <pacelane/pipeline/conflict_copies.h>
#include <pacelane/pipeline/context_bytes.h>
#include <pacelane/pipeline/context_files.h>
#include <pacelane/pipeline/context_sync.h>
#include <pacelane/pipeline/private_mark.h>
#include <pacelane/pipeline/recordings.h>
#include <pacelane/pipeline/sync_ledger.h>
#include <pacelane/pipeline/why_read.h>
#include <pacelane/pipeline/written_by.h>
#include <unistd.h>

#include <fmt/format.h>

namespace pacelane::pipeline {

namespace {

constexpr auto kLargestFile = static_cast<std::int64_t>(context::kLimits.file_bytes);
constexpr std::size_t kHead = 4096;  // bytes that tell a format

// A file of another kind is passed over; one that should be readable by its name and is not, its owner wants
// to know of.
bool claims_to_be_text(std::string_view path) {
    const auto lower = ascii_lower(path);
    for (const auto ending : {".md", ".markdown", ".txt", ".vtt", ".srt"})
        if (lower.ends_with(ending)) return true;
    return false;
}

class Sync {
public:
    Sync(store::Store& store, const store::User& user, Instant at, const SyncObserver& observer,
         const SyncOptions& options)
        : store_(store),
          user_(user),
          observer_(observer),
          options_(options),
          reader_(options.reader),
          ledger_(store, user, at) {}

    SyncReport run() {
        ledger_.report.excluded = static_cast<int>(ledger_.listing.excluded.size());
        const auto older = older_versions(ledger_.listing.files, [&](const auto& original, const auto& copy) {
            return are_same(original, copy);
        });
        std::size_t done = 0;
        std::vector<const ContextFile*> recordings;
        for (const auto& file : ledger_.listing.files) {
            if (context::recording(file.path) && file.private_by.empty()) {
                recordings.push_back(&file);
                continue;
            }
            if (observer_) observer_(done++, ledger_.listing.files.size(), file.path);
            const auto version = older.find(file.path);
            if (version != older.end())
                ledger_.leave_out(file, older_version_text(file.path, version->second));
            else
                bring_in(file);
        }
        // To transcribe takes long: all else is stored by then.
        const TranscriptFiles transcripts(ledger_.listing.files);
        for (const auto* file : recordings) {
            if (observer_) observer_(done++, ledger_.listing.files.size(), file->path);
            bring_in_recording(*file, transcripts.of(file->path));
        }
        for (const auto& place : ledger_.listing.unreached)
            ledger_.miss(place.path, place.kind, place.why);
        ledger_.remove_the_rest();
        ledger_.flush();
        store_.set_other_files(user_, others_);
        return std::move(ledger_.report);
    }

private:
    // Whether two files are versions of one text. What was decided of unchanged files is not looked at again.
    bool are_same(const ContextFile& original, const ContextFile& copy) {
        const auto settled = [&](const ContextFile& file) {
            const auto known = ledger_.stored.find(file.path);
            return known != ledger_.stored.end() && is_as_it_was(known->second, file) &&
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

    void bring_in(const ContextFile& file) {
        if (!file.private_by.empty())
            return ledger_.keep_private(file.path, fmt::format("private: {}", file.private_by),
                                        "the workspace file");
        auto known = ledger_.stored.find(file.path);
        const auto is_read_alike = [&] {
            return known != ledger_.stored.end() && known->second.kind == file.kind &&
                   known->second.reader_version == context::kReaderVersion;
        };
        const bool is_same_file = is_read_alike() && is_as_it_was(known->second, file) &&
                                  !tells_of_older_version(known->second.error);
        // One that could not be opened is tried again: to be given permission does not change a file.
        if (is_same_file && !known->second.content_hash.empty()) {
            // Opened or not: its owner wants to know that it could not be.
            if (::faccessat(AT_FDCWD, file.absolute.c_str(), R_OK, AT_EACCESS) == 0)
                return ledger_.keep(known);
            return ledger_.miss(file.path, file.kind, OutOfReach::after("cannot be opened").why);
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
                return ledger_.keep_private(file.path, mark, "its front matter");
            const auto companion = outside ? companion_of(file.path, file.absolute, *outside) : std::string();
            document.file.content_hash = sha256_hex(companion.empty() ? bytes : bytes + companion);
            if (known == ledger_.stored.end()) {
                moved_from = ledger_.take_moved(document.file.content_hash, file.path);
                if (!moved_from.empty()) known = ledger_.stored.find(file.path);
            }
            if (is_read_alike() && moved_from.empty() &&
                known->second.content_hash == document.file.content_hash) {
                ledger_.touch(file.path, document.file);
                ledger_.decide(file.path,
                               known->second.size_bytes < 0
                                   ? "not read again: it was out of reach, its content did not change"
                                   : "not read again: its time changed, its content did not");
                return ledger_.keep(known);
            }
            document.content = outside ? reader_.read(file.path, bytes, *outside, file.kind, companion)
                                       : context::parse_document(file.path, bytes, file.kind);
            // Front matter of another syntax, or in an encoding of two bytes a character.
            if (!document.content.private_by.empty())
                return ledger_.keep_private(file.path, document.content.private_by, "its front matter");
            const auto writer = name_writer(document.content, {user_.name, user_.handle, user_.aliases});
            if (!writer.empty()) ++ledger_.report.by_others[writer];
            // That it is large is the first that is said of a text, and worth a line each time it is read.
            const bool is_large = !outside && bytes.size() > context::kLimits.large_file_bytes;
            for (std::size_t i = 0; i < document.content.warnings.size(); ++i)
                (is_large && i == 0 ? ledger_.report.large : ledger_.report.warnings)
                    .push_back({file.path, document.content.warnings[i]});
        } catch (const OutOfReach& problem) {
            return ledger_.miss(file.path, file.kind, problem.why, &document);
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::bad_input) {
                if (!outside) throw;
                if (error.kind() == ErrorKind::unavailable) {
                    return pass_over(file.path);
                }
                ledger_.report.reader_problem = error.what();
                return wait_for_reader(file, *outside);
            }
            // The reader names the file, and so does whoever tells this.
            std::string_view why = error.what();
            if (why.starts_with(file.path + ": ")) why.remove_prefix(file.path.size() + 2);
            if (is_same_file && known->second.error == why) return ledger_.keep(known);
            document.file.error = why;
            ledger_.report.unreadable.push_back({file.path, document.file.error});
        }
        if (!moved_from.empty())
            ledger_.decide(file.path, fmt::format("read again: moved, from {}", moved_from));
        else if (document.file.error.empty())
            ledger_.decide(file.path,
                           why_read(known == ledger_.stored.end() ? nullptr : &known->second, document));
        ledger_.put(std::move(document), known, moved_from.empty() ? Counted::read : Counted::moved);
    }

    void pass_over(const std::string& path) {
        ++ledger_.report.skipped;
        const auto way = context::way_to_read(path);
        if (way.empty()) return ledger_.decide(path, "passed over: of a format that is not read");
        ++ledger_.report.skipped_documents[ascii_lower(path.substr(path.rfind('.') + 1))];
        ledger_.decide(path, fmt::format("passed over: of a format that is not read; {}", way));
    }

    bool may_use_reader() const { return reader_.is_installed() && ledger_.report.reader_problem.empty(); }

    // Read as soon as pacelane-reader is there. What was read of it before stays.
    void wait_for_reader(const ContextFile& file, context::Format format) {
        ++ledger_.report.waiting[std::string(context::name(format))];
        others_.push_back(
            {file.path, std::string(context::name(file.kind)), std::string(context::name(format)),
             ledger_.report.reader_problem.empty() ? fmt::format("waits for the package {}", kReaderPackage)
                                                   : ledger_.report.reader_problem,
             ""});
        ledger_.decide(file.path, others_.back().what);
        if (const auto known = ledger_.stored.find(file.path); known != ledger_.stored.end())
            ledger_.keep(known);
    }

    void list_recording(const ContextFile& file, std::string what, const std::string& transcript = {}) {
        others_.push_back({file.path, std::string(context::name(file.kind)),
                           std::string(context::name(*context::recording(file.path))), std::move(what),
                           transcript});
    }

    // With a transcript beside it, a recording is only listed; else it may become a document by the
    // transcriber.
    void bring_in_recording(const ContextFile& file, const std::string& transcript) {
        ++ledger_.report.recordings;
        if (!transcript.empty())
            return list_recording(file, "a recording; its transcript is " + transcript, transcript);
        auto known = ledger_.stored.find(file.path);
        const auto& transcriber = options_.transcriber;
        const bool is_alike = known != ledger_.stored.end() && known->second.kind == file.kind &&
                              known->second.reader_version == context::kReaderVersion &&
                              is_as_it_was(known->second, file) && !known->second.content_hash.empty();
        if (is_alike && (known->second.error.empty() || !transcriber.is_given())) return ledger_.keep(known);
        const auto without = [&] {
            ++ledger_.report.without_transcript;
            list_recording(file, "a recording without a transcript");
            if (known != ledger_.stored.end()) ledger_.keep(known);
        };
        // One that was transcribed may have moved here; else it need not be looked into.
        if (known == ledger_.stored.end() && !transcriber.is_given() && !ledger_.may_have_moved())
            return without();
        auto document = document_of(file);
        std::string moved_from;
        try {
            document.file.content_hash = ContextBytes(file.absolute).hash();
            const auto& hash = document.file.content_hash;
            if (known == ledger_.stored.end()) {
                moved_from = ledger_.take_moved(hash, file.path);
                if (!moved_from.empty()) known = ledger_.stored.find(file.path);
            }
            auto made = store_.transcription(user_, hash, transcriber.is_given() ? transcriber.hash() : "");
            // What it became stays, whoever transcribes now.
            if (!made && known != ledger_.stored.end() && known->second.content_hash == hash)
                made = store_.transcription(user_, hash, "");
            const bool is_wanted = !made || (options_.transcribe_again && !made->error.empty());
            if (is_wanted) {
                if (!transcriber.is_given() || !ledger_.report.transcriber_problem.empty()) return without();
                ledger_.flush();
                const auto result = transcribe(transcriber, file.absolute);
                if (result.try_again) throw OutOfReach{result.made.error};
                store_.keep_transcription(user_, document.file.content_hash, transcriber.hash(), file.path,
                                          result.made);
                ++(result.made.error.empty() ? ledger_.report.transcribed
                                             : ledger_.report.transcriber_failures);
                made = result.made;
            }
            if (!made->error.empty()) throw Error(ErrorKind::bad_input, made->error);
            document.content = transcribed_document(file.path, made->transcript);
        } catch (const OutOfReach& problem) {
            return ledger_.miss(file.path, file.kind, problem.why, &document);
        } catch (const Error& error) {
            if (error.kind() == ErrorKind::failed) {
                ledger_.report.transcriber_problem = error.what();
                return without();
            }
            if (error.kind() != ErrorKind::bad_input) throw;
            document.file.error = error.what();
            ++ledger_.report.without_transcript;
            if (is_alike && known->second.error == document.file.error) return ledger_.keep(known);
            ledger_.report.unreadable.push_back({file.path, document.file.error});
        }
        if (document.file.error.empty()) ledger_.decide(file.path, "read: as its transcriber wrote it");
        // One without a transcript is counted as such.
        const auto counted = document.file.error.empty() ? Counted::read : Counted::apart;
        ledger_.put(std::move(document), known, moved_from.empty() ? counted : Counted::moved);
    }

    store::Store& store_;
    const store::User& user_;
    const SyncObserver& observer_;
    const SyncOptions& options_;
    OutsideReader reader_;
    SyncLedger ledger_;
    std::vector<store::OtherFile> others_;
};

}  // namespace

SyncReport sync_context(store::Store& store, const store::User& user, Instant at,
                        const SyncObserver& observer, const SyncOptions& options) {
    return Sync(store, user, at, observer, options).run();
}

}  // namespace pacelane::pipeline
