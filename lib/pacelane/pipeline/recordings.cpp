#include <algorithm>
#include <array>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <pacelane/pipeline/recordings.h>

namespace pacelane::pipeline {

namespace {

std::string_view folder_of(std::string_view path) {
    const auto slash = path.rfind('/');
    return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
}

std::string_view without_ending(std::string_view path) {
    const auto dot = path.rfind('.');
    const auto slash = path.rfind('/');
    return dot == std::string_view::npos || (slash != std::string_view::npos && dot < slash)
               ? path
               : path.substr(0, dot);
}

std::string_view name_of(std::string_view path) {
    return path.substr(path.rfind('/') + 1);  // npos + 1 is 0
}

/// The sooner, the more it says of who spoke when.
std::size_t rank_of(std::string_view path) {
    constexpr std::array<std::string_view, 5> endings{"vtt", "srt", "json", "txt", "tsv"};
    const auto ending = ascii_lower(path.substr(path.rfind('.') + 1));
    return static_cast<std::size_t>(std::find(endings.begin(), endings.end(), ending) - endings.begin());
}

}  // namespace

TranscriptFiles::TranscriptFiles(const std::vector<ContextFile>& files) {
    for (const auto& file : files)
        if (context::may_be_transcript(file.path))
            by_stem_.emplace(name_of(without_ending(file.path)), file.path);
}

std::string TranscriptFiles::of(std::string_view recording) const {
    std::string beside, elsewhere;
    std::size_t others = 0;
    const auto better = [](const std::string& path, const std::string& than) {
        return than.empty() || std::pair(rank_of(path), path) < std::pair(rank_of(than), than);
    };
    for (const auto stem : {name_of(without_ending(recording)), name_of(recording)}) {
        const auto [first, last] = by_stem_.equal_range(std::string(stem));
        for (auto found = first; found != last; ++found) {
            const auto& path = found->second;
            if (folder_of(path) == folder_of(recording)) {
                if (better(path, beside)) beside = path;
            } else if (rank_of(path) < 5) {
                ++others;
                elsewhere = path;
            }
        }
    }
    if (!beside.empty()) return beside;
    return others == 1 ? elsewhere : "";
}

context::Document transcribed_document(const std::string& path, const std::string& transcript) {
    const auto name = std::string(without_ending(path)) + ".txt";
    try {
        auto document = context::parse_document(name, transcript, context::DocumentKind::transcript);
        document.kind = context::DocumentKind::transcript;
        document.kind_reason = "a recording, as its transcriber wrote it";
        return document;
    } catch (const Error& error) {
        std::string_view why = error.what();
        if (why.starts_with(name + ": ")) why.remove_prefix(name.size() + 2);
        throw Error(error.kind(), "the transcript that was made of it: " + std::string(why));
    }
}

}  // namespace pacelane::pipeline
