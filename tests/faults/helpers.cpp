#include "helpers.h"

#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <stdexcept>
#include <utility>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sqlite3.h>

namespace pacelane::faults {

namespace {

namespace fs = std::filesystem;

std::vector<std::vector<std::string>> rows_of(sqlite3* database, const std::string& sql) {
    std::vector<std::vector<std::string>> rows;
    const auto collect = [](void* into, int columns, char** values, char**) {
        auto& row = static_cast<decltype(rows)*>(into)->emplace_back();
        for (int n = 0; n < columns; ++n)
            row.emplace_back(values[n] ? values[n] : "NULL");
        return 0;
    };
    char* message = nullptr;
    const int status = sqlite3_exec(database, sql.c_str(), collect, &rows, &message);
    const std::string error = message ? message : "";
    sqlite3_free(message);
    if (status != SQLITE_OK) throw std::runtime_error(sql + ": " + error);
    return rows;
}

// Matches `text` at `at` against a pattern in which x stands for a hexadecimal digit and 0 for a decimal one.
bool looks_like(std::string_view text, std::size_t at, std::string_view pattern) {
    if (text.size() - at < pattern.size()) return false;
    for (std::size_t n = 0; n < pattern.size(); ++n) {
        const auto c = static_cast<unsigned char>(text[at + n]);
        if (pattern[n] == 'x' ? !std::isxdigit(c) : pattern[n] == '0' ? !std::isdigit(c) : c != pattern[n])
            return false;
    }
    return true;
}

// What differs from run to run, if it is not in `known`: each id gets a name of its own in the order of
// appearance; times are only called times, as two of them may or may not fall into one millisecond.
std::string comparable(const std::string& text, const std::string& known) {
    constexpr std::string_view id = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    constexpr std::string_view time = "0000-00-00T00:00:00.000Z";
    std::map<std::string, std::string, std::less<>> names;
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const auto length = looks_like(text, at, id)     ? id.size()
                            : looks_like(text, at, time) ? time.size()
                                                         : std::size_t{0};
        if (length == 0) {
            result += text[at++];
            continue;
        }
        const auto token = text.substr(at, length);
        at += length;
        if (known.find(token) != std::string::npos)
            result += token;
        else if (length == time.size())
            result += "<new time>";
        else
            result += names.try_emplace(token, fmt::format("<new {}>", names.size() + 1)).first->second;
    }
    return result;
}

void copy_database(const std::string& from, const std::string& to) {
    for (const auto* suffix : {"", "-wal", "-journal"}) {
        fs::remove(to + suffix);
        if (fs::exists(from + suffix)) fs::copy_file(from + suffix, to + suffix);
    }
    fs::remove(to + "-shm");
}

std::string raw_state_of(const std::string& path) {
    if (!fs::exists(path)) return "";
    sqlite3* opened = nullptr;
    const int status = sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READWRITE, nullptr);
    const std::unique_ptr<sqlite3, int (*)(sqlite3*)> database(opened, sqlite3_close);
    if (status != SQLITE_OK) throw std::runtime_error(path + " cannot be opened");
    CHECK(rows_of(opened, "PRAGMA integrity_check") == std::vector<std::vector<std::string>>{{"ok"}});
    CHECK(rows_of(opened, "PRAGMA foreign_key_check").empty());
    std::string state;
    for (const auto& object : rows_of(opened, "SELECT name, type, sql FROM sqlite_master ORDER BY name")) {
        state += join(object, " ") + "\n";
        if (object[1] != "table") continue;
        for (const auto& row : rows_of(opened, fmt::format("SELECT * FROM \"{}\"", object[0])))
            state += "  " + join(row, " | ") + "\n";
    }
    return state;
}

struct Attempt {
    std::function<void()> again;  // the operation on what was opened; empty: that did not open
    std::optional<Error> error;
};

// The library may fail in one way only.
Attempt attempt(const Operation& operation, const std::string& path) {
    Attempt attempt;
    try {
        attempt.again = operation.open(path);
        attempt.again();
    } catch (const Error& error) {
        attempt.error = error;
    } catch (const std::exception& other) {
        FAIL_CHECK("it threw something else than an Error: " << std::string(other.what()));
    }
    return attempt;
}

class Trial {
public:
    explicit Trial(const Operation& operation) : operation_(operation) {
        mend();
        known_ = made("before.db", "none.db", operation.prepare);
        before_ = comparable(known_, known_);
        for (const auto& go_on : operation.between)
            between_.push_back(comparable(made("between.db", "before.db", go_on), known_));
        reset();
        operation.open(path_)();
        after_ = state(path_);
        REQUIRE(after_ != before_);
    }

    /// Whether the fault came to pass.
    bool run(Fault fault, int nth, bool lasting) {
        INFO(fmt::format("{} {} call {}", name_of(fault), lasting ? "from" : "at", nth));
        reset();
        arm(fault, nth, lasting);
        auto tried = attempt(operation_, path_);
        const bool was_hit = hit();
        mend();
        INFO(std::string(tried.error ? tried.error->what() : "no error"));
        if (tried.error) {
            CHECK(was_hit);
            check_message(fault, *tried.error);
        }
        if (!was_hit) {
            CHECK(state(path_) == after_);
            return false;
        }
        // What others see while the connection is still open.
        const auto seen = state(path_);
        if (!tried.error) {
            CHECK(seen == after_);
        } else {
            // A commit whose fsync failed may turn out to be there, once the connection that knows better has
            // been closed on a disk that is still broken.
            CHECK((is_before(seen) || (lasting && fault == Fault::sync_error && seen == after_)));
        }
        if (lasting) {
            arm(fault, 1, true);
            tried.again = nullptr;
            mend();
            const auto closed = state(path_);
            CHECK((closed == after_ || (tried.error && is_before(closed))));
            if (closed != after_) again(operation_.open(path_));
        } else {
            // What there is if the process is killed now.
            copy_database(path_, folder_ / "killed.db");
            const auto left = state(folder_ / "killed.db");
            CHECK((left == after_ || (tried.error && is_before(left))));
            if (tried.error)
                again(tried.again ? std::exchange(tried.again, nullptr) : operation_.open(path_));
        }
        return true;
    }

private:
    // A database as `prepare` makes it of the one named `base`; its state.
    std::string made(const std::string& name, const std::string& base,
                     const std::function<void(const std::string&)>& prepare) {
        copy_database(folder_ / base, folder_ / name);
        if (prepare) prepare(folder_ / name);
        return raw_state_of(folder_ / name);
    }
    void reset() { copy_database(folder_ / "before.db", path_); }
    std::string state(const std::string& path) { return comparable(raw_state_of(path), known_); }
    bool is_before(const std::string& state) {
        if (state == before_) return true;
        for (const auto& other : between_)
            if (state == other) return true;
        return false;
    }
    void again(std::function<void()> work) {
        try {
            work();
            work = nullptr;
        } catch (const std::exception& error) {
            FAIL_CHECK("the disk is well again, and yet: " << std::string(error.what()));
        }
        CHECK(state(path_) == after_);
    }
    void check_message(Fault fault, const Error& error) {
        const std::string_view message = error.what();
        CHECK(message.find(path_) != std::string_view::npos);
        if (fault == Fault::full) {
            CHECK(message.find("disk is full") != std::string_view::npos);
            CHECK(error.kind() == ErrorKind::failed);
        } else if (fault == Fault::open_error) {
            CHECK(message.find("cannot be opened") != std::string_view::npos);
            CHECK(error.kind() == ErrorKind::configuration);
        } else {
            CHECK(message.find("the disk") != std::string_view::npos);
            CHECK(error.kind() == ErrorKind::failed);
        }
    }

    const Operation& operation_;
    TemporaryFolder folder_;
    const std::string path_ = folder_ / "p.db";
    std::string known_;  // the state before, as it is
    std::string before_;
    std::vector<std::string> between_;
    std::string after_;
};

}  // namespace

void check_all_faults(const Operation& operation) {
    // Far more calls than any operation here makes.
    constexpr int kEndless = 5000;
    Trial trial(operation);
    std::string figures;
    for (const auto fault : kFaults) {
        for (const bool lasting : {false, true}) {
            int nth = 1;
            // A disk that stays broken differs little from call to call.
            while (nth < kEndless && trial.run(fault, nth, lasting))
                nth += lasting ? 1 + nth / 4 : 1;
            CHECK(nth < kEndless);
            if (!lasting)
                figures += fmt::format("{}{} {}", figures.empty() ? "" : ", ", nth - 1, name_of(fault));
        }
    }
    if (std::getenv("PACELANE_FIGURES")) MESSAGE(figures);
}

}  // namespace pacelane::faults
