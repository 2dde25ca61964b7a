#pragma once

#include <cstdint>
#include <string>

namespace pacelane::reader {

/// Gives up all that reading bytes does not need: from here on this process opens no file, starts no program,
/// process or thread, has no network, and writes only to what it has open already. Returns why that cannot be
/// had; empty: done. `memory_bytes` beside what is taken now.
std::string shut_in(std::uint64_t cpu_seconds, std::uint64_t memory_bytes);

}  // namespace pacelane::reader
