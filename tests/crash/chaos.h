#pragma once

#include "cli/sandbox.h"

#include <cstdint>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

/// Real processes on one database (queue send, send-batch, read and archive; enqueue, schedule, analyze,
/// write; migrate), several at a time, killed with SIGKILL at random moments; after every kill the database
/// is held against what the processes had said. Throws std::runtime_error, with what is wrong, at the first
/// fault.
class Chaos {
public:
    explicit Chaos(std::uint32_t seed);
    /// Goes on until so many processes have been killed, then lets the rest be done in peace.
    /// `progress` hears from time to time how many have been.
    void run(int kills, const std::function<void(int)>& progress = {});

    struct Figures {
        int started = 0, killed = 0, checks = 0;
        std::map<std::string, int> killed_in;  ///< by command
        int acknowledged = 0;                  ///< messages of sends that had answered
        int archived = 0;                      ///< messages of archives that had answered
        int unanswered_sends = 0;              ///< of killed sends: those that are there nevertheless …
        int unanswered_lost = 0;               ///< … and those that are not
    };
    const Figures& figures() const { return figures_; }

private:
    struct Running {
        int pid = 0;
        std::string command;
        std::vector<int> sent;               // the numbers of the messages that it sends
        std::vector<std::int64_t> archives;  // the ids that it archives
        std::string folder;                  // migrate: where
        std::int64_t kill_at_us = 0;
    };
    void start_one();
    void start_afresh();
    void settle(Running& process);
    void note_answer(const Running& process, const std::string& out);
    void check();
    void check_migrated(const std::string& folder);
    void move_clock(int minutes);

    Sandbox sandbox_;
    std::mt19937 random_;
    Figures figures_;
    std::vector<Running> running_;
    int minutes_ = 0;
    int next_number_ = 0;
    int next_day_ = 0;
    std::map<int, std::int64_t> acknowledged_;  // number → id
    std::set<std::int64_t> ids_;                // acknowledged ones
    std::set<std::int64_t> archived_;           // acknowledged ones
    std::set<int> unanswered_;                  // numbers of sends that were killed
    std::vector<std::int64_t> readable_;        // ids that a read has answered
};
