#pragma once

#include <string>

namespace pacelane::monitor_program {

/// What the monitor waits for besides keys: signals, and its other threads. One at a time.
class Wake {
public:
    Wake();
    ~Wake();
    Wake(const Wake&) = delete;
    Wake& operator=(const Wake&) = delete;

    /// To poll for reading.
    int descriptor() const;
    /// Something is new. From any thread.
    void ring() const;
    /// The signals since the last call, a byte each, and a zero for each ring().
    std::string take() const;
};

}  // namespace pacelane::monitor_program
