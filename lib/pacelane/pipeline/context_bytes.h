#pragma once

#include <cstddef>
#include <string>

/// The bytes of a file of somebody's context.
namespace pacelane::pipeline {

/// The file's bytes cannot be had, or are no text. What was read from it before stays.
struct OutOfReach {
    std::string why;
    /// With the system's reason for what just failed.
    static OutOfReach after(const char* what);
};

/// Of a file that is read from its start on, as far as it is wanted. All of it throws OutOfReach.
class ContextBytes {
public:
    explicit ContextBytes(const std::string& path);
    ~ContextBytes();
    ContextBytes(const ContextBytes&) = delete;
    ContextBytes& operator=(const ContextBytes&) = delete;

    /// Its first bytes, at most so many.
    const std::string& read_to(std::size_t size);
    /// SHA-256 of all of it, however long.
    std::string hash() const;

private:
    int descriptor_;
    std::string bytes_;
};

}  // namespace pacelane::pipeline
