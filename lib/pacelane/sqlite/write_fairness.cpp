#include <cstdlib>
#include <fcntl.h>
#include <functional>
#include <pacelane/sqlite/detail/write_fairness.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

#include <fmt/format.h>

namespace pacelane::sqlite {

namespace {

using std::chrono::microseconds;

constexpr microseconds kStarving{20000};  // of waiting, until one asks the others to give way
constexpr microseconds kHeard{300};       // how long one's asking holds; it is repeated at each attempt
constexpr std::size_t kSlots = 512;  // databases share them by hash; a collision only costs some fairness
static_assert(std::atomic<std::int64_t>::is_always_lock_free, "processes share it");

using Slot = std::atomic<std::int64_t>;

Slot* map_slots() {
    const auto path = fmt::format("/dev/shm/pacelane-{}", ::geteuid());
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0) return nullptr;
    void* page = MAP_FAILED;
    struct stat status {};
    // Nobody else's file, and of the whole size before it is touched.
    if (::fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_uid == ::geteuid() &&
        ::posix_fallocate(file, 0, kSlots * sizeof(Slot)) == 0)
        page = ::mmap(nullptr, kSlots * sizeof(Slot), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    ::close(file);
    return page == MAP_FAILED ? nullptr : static_cast<Slot*>(page);
}

std::int64_t in_microseconds(std::chrono::steady_clock::time_point time) {
    return std::chrono::duration_cast<microseconds>(time.time_since_epoch()).count();
}

}  // namespace

WriteFairness::WriteFairness(const std::string& path, std::chrono::milliseconds patience)
    : patience_(patience),
      random_(static_cast<unsigned>(::getpid()) ^ static_cast<unsigned>(in_microseconds(Steady::now()))) {
    static Slot* const slots = map_slots();  // for the life of the process
    struct stat status {};
    if (!slots || ::stat(path.c_str(), &status) != 0) return;
    const auto key = std::hash<std::string>{}(fmt::format("{}:{}", status.st_dev, status.st_ino));
    starving_at_ = &slots[key % kSlots];
}

bool WriteFairness::somebody_starves() const {
    if (!starving_at_) return false;
    const auto at = starving_at_->load(std::memory_order_relaxed);
    if (at == 0) return false;
    const auto age = in_microseconds(Steady::now()) - at;
    return age >= 0 && age < kHeard.count();
}

void WriteFairness::sleep(int least_us, int most_us) {
    // At random, or else those who wait in step would always meet.
    std::this_thread::sleep_for(microseconds(std::uniform_int_distribution<int>(least_us, most_us)(random_)));
}

void WriteFairness::give_way() {
    if (!somebody_starves()) return;
    const auto until = Steady::now() + kStarving;
    while (somebody_starves() && Steady::now() < until)
        sleep(50, 200);
}

bool WriteFairness::wait(int attempt) {
    const auto now = Steady::now();
    if (attempt == 0) since_ = now;
    const auto waited = now - since_;
    if (waited >= patience_) {
        done();
        return false;
    }
    starving_ = waited >= kStarving;
    if (starving_ && starving_at_) starving_at_->store(in_microseconds(now), std::memory_order_relaxed);
    if (starving_)
        sleep(20, 100);
    else
        sleep(100, 500);
    return true;
}

void WriteFairness::stop_starving() {
    // Others who starve say so again in a moment.
    if (starving_at_) starving_at_->store(0, std::memory_order_relaxed);
    starving_ = false;
}

}  // namespace pacelane::sqlite
