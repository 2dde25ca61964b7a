#pragma once

#include <cstdint>
#include <pacelane/config/workspace.h>
#include <random>
#include <string>
#include <string_view>

namespace pacelane::bench {

/// Writes texts of made-up sentences, the same ones each time.
class Writer {
public:
    std::string sentence();
    std::string paragraph();
    std::string markdown(std::size_t bytes);
    std::string plain(std::size_t bytes);
    std::string webvtt(std::size_t bytes);
    std::string srt(std::size_t bytes);
    std::string speakers(std::size_t bytes);
    std::string org(std::size_t bytes);

private:
    std::string_view speaker();
    std::mt19937 random_{20261119};
};

/// Notes of 3 kB below FOLDER/notes; how many bytes in all.
std::size_t write_notes(const std::string& folder, std::size_t count);
/// One user, maya, with these notes.
config::Workspace workspace_of(const std::string& folder);

}  // namespace pacelane::bench
