#include "cli/sandbox.h"

#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <linux/capability.h>
#include <sstream>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sqlite3.h>

namespace fs = std::filesystem;

Sandbox::Sandbox() {
    std::string pattern = (fs::temp_directory_path() / "pacelane-test-XXXXXX").string();
    if (!::mkdtemp(pattern.data())) throw std::runtime_error("mkdtemp failed");
    folder_ = pattern;
}

Sandbox::~Sandbox() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

void Sandbox::write(const std::string& name, const std::string& text) const {
    fs::create_directories(fs::path(path(name)).parent_path());
    std::ofstream(path(name), std::ios::binary) << text;
}

std::string Sandbox::read(const std::string& name) const {
    std::ifstream file(path(name), std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

void Sandbox::use_example() const {
    fs::copy(fs::path(PACELANE_SOURCE_DIR) / "examples/workspace", folder_, fs::copy_options::recursive);
}

int Sandbox::start(std::vector<std::string> args) const {
    return start_with(std::move(args), "/dev/null");
}

int Sandbox::start_with(std::vector<std::string> args, const std::string& input_file) const {
    if (!now.empty()) args.insert(args.begin(), {"--now", now});
    // Of the build, unless somebody wants to try another, an installed one say.
    const char* another = std::getenv("PACELANE_BINARY");
    args.insert(args.begin(), !program.empty() ? program : another ? another : PACELANE_BINARY);
    const int pid = ::fork();
    if (pid != 0) return pid;
    std::vector<char*> argv;
    for (auto& arg : args)
        argv.push_back(arg.data());
    argv.push_back(nullptr);
    std::string home = "HOME=" + folder_;
    std::string path = std::string("PATH=") + (std::getenv("PATH") ? std::getenv("PATH") : "");
    std::string asan =
        std::string("ASAN_OPTIONS=") + (std::getenv("ASAN_OPTIONS") ? std::getenv("ASAN_OPTIONS") : "");
    auto added = environment;
    std::vector<char*> envp{home.data(), path.data(), asan.data()};
    for (auto& variable : added)
        envp.push_back(variable.data());
    envp.push_back(nullptr);
    const auto name = std::to_string(::getpid());
    const auto redirect = [&](int to, const std::string& file, int flags) {
        const int fd = ::open(file.c_str(), flags, 0600);
        ::dup2(fd, to);
        ::close(fd);
    };
    redirect(0, input_file, O_RDONLY);
    redirect(1, folder_ + "/.out." + name, O_CREAT | O_TRUNC | O_WRONLY);
    redirect(2, folder_ + "/.err." + name, O_CREAT | O_TRUNC | O_WRONLY);
    if (::chdir(folder_.c_str()) != 0) ::_exit(126);
    if (before_exec) before_exec();
    ::execve(argv[0], argv.data(), envp.data());
    ::_exit(127);
}

int Sandbox::wait(int pid) {
    int status = 0;
    while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

Sandbox::Result Sandbox::run(std::vector<std::string> args) const {
    return result_of(start(std::move(args)));
}

Sandbox::Result Sandbox::run_with_input(std::vector<std::string> args, const std::string& input) const {
    return result_of(start_with_input(std::move(args), input));
}

int Sandbox::start_with_input(std::vector<std::string> args, const std::string& input) const {
    // A file of its own: another process may still be reading the last one.
    static int count = 0;
    const auto name = ".in." + std::to_string(++count);
    write(name, input);
    const int pid = start_with(std::move(args), path(name));
    inputs_[pid] = name;
    return pid;
}

Sandbox::Result Sandbox::result_of(int pid) const {
    Result result;
    result.exit_code = wait(pid);
    const auto name = std::to_string(pid);
    result.out = read(".out." + name);
    result.err = read(".err." + name);
    fs::remove(path(".out." + name));
    fs::remove(path(".err." + name));
    if (const auto input = inputs_.extract(pid)) fs::remove(path(input.mapped()));
    return result;
}

std::vector<std::string> Sandbox::query(const std::string& sql) const {
    sqlite3* database = nullptr;
    std::vector<std::string> rows;
    if (sqlite3_open_v2(path("pacelane.db").c_str(), &database, SQLITE_OPEN_READWRITE, nullptr) != SQLITE_OK)
        throw std::runtime_error("the database cannot be opened");
    sqlite3_busy_timeout(database, 10'000);
    char* message = nullptr;
    const auto collect = [](void* into, int columns, char** values, char**) {
        static_cast<std::vector<std::string>*>(into)->push_back(columns > 0 && values[0] ? values[0] : "");
        return 0;
    };
    const int status = sqlite3_exec(database, sql.c_str(), collect, &rows, &message);
    std::string error = message ? message : "";
    sqlite3_free(message);
    sqlite3_close(database);
    if (status != SQLITE_OK) throw std::runtime_error(sql + ": " + error);
    return rows;
}

std::string Sandbox::value(const std::string& sql) const {
    const auto rows = query(sql);
    return rows.empty() ? "" : rows.front();
}

void write_small_workspace(const Sandbox& sandbox) {
    sandbox.write("pacelane.yaml", R"(database: pacelane.db
users:
  - handle: ana
    name: Ana Castro
    timezone: Europe/Lisbon
    language: en
    context:
      knowledge: [notes/**/*]
      meetings: [meetings/**/*]
    schedules:
      - frequency: daily
        preferred_time: "09:00"
        content_types: [linkedin_post]
)");
    sandbox.write("notes/backups.md", R"(# A backup that nobody restores is a hope

## What the drill showed

We restored the billing database from last night's backup in March, and it took 11 hours instead of the two we had
promised. The backup was complete, but the restore script still pointed at a server we switched off in January.

Nobody had run the script in 14 months. A backup is worth what the last restore proved, and our last restore had proved
nothing at all. I had signed the checklist every quarter, because the backup job was green and I read green as safe.

We sat down the same evening and wrote the list of what a restore needs: the keys, the order of the databases, the name
of the person who may switch the traffic, and the number of minutes that the customers can wait for.

## What we changed

The restore drill now runs on the first Tuesday of every month, and a different engineer leads each one. Three drills
later, the same restore takes 95 minutes.

Every drill ends with one written sentence about what surprised us. The surprises turned out to be more useful than the
timings, because each of them named a dependency that no diagram showed. I would start with that sentence if I had to
start again, and only then buy a faster disk.
)");
}

void write_second_note(const Sandbox& sandbox) {
    sandbox.write("notes/queue.md", R"(# A queue that loses nothing

## What we saw

Our importer lost eleven orders in June. A worker took a message from the queue and died before it had stored the order.
We had believed that the queue kept every message until the work was done, but it had handed the message over, and that
was the end of its duty. If you have never asked your queue what it does then, ask it before your customers do.

I read the code of the worker on the evening of the second loss. It deleted the message first and did the work
afterwards, because that was the order in which the example of the library did it. Nobody had thought about a crash
between the two lines, and I would not have either.

## What we changed

A worker now reads a message, does the work, stores the result and deletes the message in one transaction. A worker that
dies leaves the message where it was, and the next worker finds it after five minutes. You need no second system for
that, only the discipline to delete last.

We killed the workers two hundred times on a Friday afternoon to see whether it holds. No order was lost and none was
stored twice. The test runs every night now, and I trust it more than the code, because the code looked right in June.
)");
}

void import_small_workspace(const Sandbox& sandbox) {
    write_small_workspace(sandbox);
    for (const auto& args : {std::vector<std::string>{"migrate"}, {"schedule", "import", "pacelane.yaml"}})
        if (const auto result = sandbox.run(args); result.exit_code != 0)
            throw std::runtime_error(args.front() + ": " + result.err);
}

void obey_permissions() {
    ::prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0);
    ::prctl(PR_CAPBSET_DROP, CAP_DAC_READ_SEARCH, 0, 0, 0);
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}
