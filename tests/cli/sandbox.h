#pragma once

#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

/// A folder of its own for one test, and the real program in it.
class Sandbox {
public:
    struct Result {
        int exit_code = 0;  ///< 128 + signal when the program was killed
        std::string out;
        std::string err;
        nlohmann::json json() const { return nlohmann::json::parse(out); }
    };

    Sandbox();
    ~Sandbox();
    Sandbox(const Sandbox&) = delete;
    Sandbox& operator=(const Sandbox&) = delete;

    const std::string& folder() const { return folder_; }
    std::string path(const std::string& name) const { return folder_ + "/" + name; }
    /// Writes a file, with the folders it needs.
    void write(const std::string& name, const std::string& text) const;
    std::string read(const std::string& name) const;
    /// Copies the example workspace here.
    void use_example() const;
    /// The time that the program is told (`--now`); empty: the real one.
    std::string now = "2026-11-19T21:30:00Z";
    /// Another program than the one of the build.
    std::string program;
    /// Runs `pacelane ARGS…` here, with no terminal and an empty environment but for PATH.
    Result run(std::vector<std::string> args) const;
    /// The same with this on its standard input.
    Result run_with_input(std::vector<std::string> args, const std::string& input) const;
    /// The same, only started; for wait() or a kill.
    int start(std::vector<std::string> args) const;
    /// Called in the new process before it becomes the program: to limit it.
    void (*before_exec)() = nullptr;
    /// Added to its environment: NAME=value.
    std::vector<std::string> environment;
    int start_with_input(std::vector<std::string> args, const std::string& input) const;
    static int wait(int pid);
    /// What a process that was started, and has ended, wrote.
    Result result_of(int pid) const;
    /// The first column of a query's rows, as text, straight from the database file.
    std::vector<std::string> query(const std::string& sql) const;
    std::string value(const std::string& sql) const;

private:
    int start_with(std::vector<std::string> args, const std::string& input_file) const;
    mutable std::map<int, std::string> inputs_;  // by process
    std::string folder_;
};

/// A workspace of one user, "ana" in Lisbon, due every day at 9:00, with one note that is worth a draft.
void write_small_workspace(const Sandbox& sandbox);
/// Another note that is worth a draft.
void write_second_note(const Sandbox& sandbox);
/// The small workspace, imported into a new database.
void import_small_workspace(const Sandbox& sandbox);

/// For Sandbox::before_exec: root obeys the permissions of files like everybody else.
void obey_permissions();

bool has(const std::string& text, const std::string& part);
