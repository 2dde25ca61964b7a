#include <algorithm>
#include <array>
#include <fcntl.h>
#include <functional>
#include <linux/futex.h>
#include <optional>
#include <pacelane/sqlite/detail/write_fairness.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <thread>
#include <unistd.h>
#include <utility>

#include <climits>
#include <fmt/format.h>

namespace pacelane::sqlite {

// Tickets count up and wrap around. `serving` is the ticket whose turn it is; nobody has a turn when it
// equals `next`.
struct alignas(64) WriteFairness::Line {
    std::atomic<std::uint32_t> next;
    std::atomic<std::uint32_t> serving;  // the futex
    std::atomic<std::uint64_t> left;     // bit ticket % 64: its owner waits no more
    std::atomic<std::int64_t> until;     // steady time in µs at which the turn's lease runs out
    std::atomic<std::int32_t> copied;    // pages of the log when the last checkpoint beside writers began
};

namespace {

using std::chrono::microseconds;

constexpr microseconds kQuantum{8000};  // of a turn, when others wait
constexpr int kMostOwed = 8;            // quanta that a connection is made up for, one a turn
constexpr microseconds kLease{20'000};  // of a turn while it writes; renewed while it waits for SQLite's lock
constexpr microseconds kClaim{10'000};  // within which the next in line has to take its turn
constexpr microseconds kNextClaim{1000};  // the same after one that did not come: many were killed
constexpr microseconds kPrompt{300};      // within which a connection writes again that is busy writing
constexpr microseconds kBetween{500};     // of a turn between two writes
constexpr microseconds kGlance{1000};     // between looks of the first in line at the lease
constexpr int kCheckpoint = 1000;         // pages in the log, SQLite's own default
constexpr int kLongLog = 4000;            // pages at which the writers wait for the checkpoint
constexpr std::size_t kLines = 512;       // databases share them by hash, which costs them some time only
static_assert(std::atomic<std::uint64_t>::is_always_lock_free, "processes share it");
static_assert(sizeof(std::atomic<std::uint32_t>) == 4, "a futex has 32 bits");

WriteFairness::Line* map_lines() {
    using Line = WriteFairness::Line;
    static std::array<Line, kLines> own{};  // where memory cannot be shared, for the threads of this process
    const auto path = fmt::format("/dev/shm/pacelane-turns-{}", ::geteuid());
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0) return own.data();
    void* page = MAP_FAILED;
    struct stat status {};
    // Nobody else's file, and of the whole size before it is touched.
    if (::fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_uid == ::geteuid() &&
        ::posix_fallocate(file, 0, kLines * sizeof(Line)) == 0)
        page = ::mmap(nullptr, kLines * sizeof(Line), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    ::close(file);
    return page == MAP_FAILED ? own.data() : static_cast<Line*>(page);
}

std::int64_t in_microseconds(std::chrono::steady_clock::time_point time) {
    return std::chrono::duration_cast<microseconds>(time.time_since_epoch()).count();
}

std::uint64_t bit_of(std::uint32_t ticket) {
    return std::uint64_t{1} << (ticket % 64);
}

// Each waiter listens to its own bit, so that a hand-over wakes the next in line and nobody else.
void sleep_on(std::atomic<std::uint32_t>& word, std::uint32_t value, std::uint32_t ticket,
              std::int64_t until) {
    const timespec time{static_cast<time_t>(until / 1'000'000), static_cast<long>(until % 1'000'000 * 1000)};
    ::syscall(SYS_futex, &word, FUTEX_WAIT_BITSET, value, &time, nullptr, 1U << (ticket % 32));
}

void wake(std::atomic<std::uint32_t>& word, std::uint32_t ticket) {
    ::syscall(SYS_futex, &word, FUTEX_WAKE_BITSET, INT_MAX, nullptr, nullptr, 1U << (ticket % 32));
}

}  // namespace

WriteFairness::WriteFairness(const std::string& path, std::chrono::milliseconds patience)
    : patience_(patience),
      random_(static_cast<unsigned>(::getpid()) ^ static_cast<unsigned>(in_microseconds(Steady::now()))) {
    static Line* const lines = map_lines();  // for the life of the process
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return;
    const auto key = std::hash<std::string>{}(fmt::format("{}:{}", status.st_dev, status.st_ino));
    line_ = &lines[key % kLines];
}

WriteFairness::~WriteFairness() {
    if (mine_) pass_on(ticket_, Steady::now(), kClaim);
}

void WriteFairness::lease(Time until) {
    line_->until.store(in_microseconds(until));
}

// The turn goes from a ticket to the next whose owner still waits, if it has not gone on already.
void WriteFairness::pass_on(std::uint32_t from, Time now, microseconds claim) {
    if (line_->serving.load() != from) return;
    auto to = from + 1;
    while (to != line_->next.load() && (line_->left.fetch_and(~bit_of(to)) & bit_of(to)) != 0)
        ++to;
    lease(now + claim);
    if (!line_->serving.compare_exchange_strong(from, to)) return;
    // Asked after the change: who draws `to` from now on sees that it is served.
    if (line_->next.load() != to) wake(line_->serving, to);
}

// The owner of a ticket waits no more.
void WriteFairness::leave(std::uint32_t ticket) {
    line_->left.fetch_or(bit_of(ticket));
    if (line_->serving.load() != ticket) return;
    line_->left.fetch_and(~bit_of(ticket));
    pass_on(ticket, Steady::now(), kClaim);
}

// False when the ticket was passed over, as its owner did not come in time.
bool WriteFairness::wait_in_line(std::uint32_t ticket, Time deadline) {
    std::optional<std::uint32_t> passed;  // the last ticket that was passed over here
    for (;;) {
        const auto serving = line_->serving.load();
        const auto ahead = ticket - serving;
        if (ahead == 0) return true;
        if (ahead > UINT32_MAX / 2) return false;
        const auto now = Steady::now();
        if (now >= deadline) return true;
        // A lease that ends later than any can is of a clock that is not ours.
        const auto until = line_->until.load();
        const auto left = until - in_microseconds(now);
        // Should the first in line be dead, the second notices, and so on; who noticed looks after the rest.
        const bool first = ahead == 1 || (passed && serving == *passed + 1);
        const auto patience = first ? 0 : kClaim.count() * std::min<std::int64_t>(ahead - 1, 10);
        if (left + patience <= 0 || left > kLease.count()) {
            pass_on(serving, now, ahead == 1 ? kClaim : kNextClaim);
            passed = serving;
            continue;
        }
        auto nap = left + patience;
        if (first) nap = std::min(nap, kGlance.count());
        sleep_on(line_->serving, serving, ticket,
                 std::min(in_microseconds(now) + nap, in_microseconds(deadline) + 1));
    }
}

void WriteFairness::take_turn() {
    if (!line_ || writing_) return;
    auto now = Steady::now();
    const auto asked = now;
    prompt_ = now - last_done_ < kPrompt ? std::min(prompt_ + 1, 2) : 0;
    writing_ = true;
    in_line_ = {};
    if (mine_ && line_->serving.load() == ticket_) return lease(now + kLease);
    const auto deadline = now + patience_;
    if (std::exchange(mine_, false)) settle(last_done_);  // the lease ran out
    for (int draw = 0; draw < 3 && !mine_; ++draw) {
        const auto last = std::exchange(ticket_, line_->next.fetch_add(1));
        owe_rounds(last);
        mine_ = line_->serving.load() == ticket_;
        if (mine_) break;
        const bool there = wait_in_line(ticket_, deadline);
        now = Steady::now();
        in_line_ = now - asked;
        mine_ = line_->serving.load() == ticket_;
        if (!there || mine_) continue;
        leave(ticket_);
        break;
    }
    turn_began_ = now;
    const auto paid = std::min(owed_, Steady::duration(kQuantum));
    quantum_ = kQuantum + paid;
    owed_ -= paid;
    if (mine_) lease(now + kLease);
}

// Whether others wait while the turn is ours.
bool WriteFairness::is_awaited() const {
    return line_->next.load() != ticket_ + 1;
}

// What a turn had less than its time is added to the next ones, what it had more is taken off.
void WriteFairness::settle(Time end) {
    const Steady::duration quantum = kQuantum;
    owed_ = is_awaited() ? std::clamp(owed_ + quantum_ - (end - turn_began_), -quantum, kMostOwed * quantum)
                         : Steady::duration{};
}

// A connection that goes on writing but copied the log for so long that the others had their next turns
// meanwhile is owed those that it missed.
void WriteFairness::owe_rounds(std::uint32_t last) {
    if (prompt_ == 0) return;
    const auto ahead = ticket_ - line_->serving.load();
    if (ahead >= 64) return;
    const auto rounds = (ticket_ - last) / (ahead + 1);
    if (rounds < 2) return;
    const auto missed = std::min<std::uint32_t>(rounds - 1, kMostOwed);
    owed_ = std::min<Steady::duration>(owed_ + missed * kQuantum, kMostOwed * kQuantum);
}

bool WriteFairness::checkpoint_due(int pages) {
    if (pages < kCheckpoint) return false;
    if (!mine_ || !is_awaited() || pages >= kLongLog) {
        if (line_) line_->copied.store(0);
        return true;
    }
    const auto copied = line_->copied.load();
    // Fewer pages than were copied: the log has begun anew since.
    if (pages >= copied && pages < copied + kCheckpoint) return false;
    line_->copied.store(pages);
    const auto now = Steady::now();
    settle(now);
    mine_ = false;
    pass_on(ticket_, now, kClaim);
    return true;
}

bool WriteFairness::wait(int attempt) {
    const auto now = Steady::now();
    if (attempt == 0) busy_since_ = now - (writing_ ? in_line_ : Steady::duration{});
    if (now - busy_since_ >= patience_) return false;
    if (writing_ && mine_ && line_->serving.load() == ticket_) lease(now + kLease);
    // At random, or else those who wait in step would always meet.
    const int most = attempt < 20 ? 200 : 1000;
    std::this_thread::sleep_for(microseconds(std::uniform_int_distribution<int>(most / 4, most)(random_)));
    return true;
}

void WriteFairness::done() {
    writing_ = false;
    if (!mine_) {
        last_done_ = Steady::now();
        return;
    }
    const auto now = last_done_ = Steady::now();
    // While others wait, a connection that writes again at once is worth waiting for.
    if (is_awaited() && prompt_ == 2 && now - turn_began_ < quantum_ && line_->serving.load() == ticket_)
        return lease(now + kBetween);
    settle(now);
    mine_ = false;
    pass_on(ticket_, now, kClaim);
}

}  // namespace pacelane::sqlite
