#pragma once

#include <map>
#include <pacelane/base/export.h>
#include <pacelane/context/document.h>
#include <pacelane/context/recording.h>
#include <pacelane/pipeline/context_files.h>
#include <string>
#include <string_view>
#include <vector>

/// Audio and video, and the transcripts that belong to them.
namespace pacelane::pipeline {

/// Which of the files are transcripts of which recordings.
class PACELANE_API TranscriptFiles {
public:
    explicit TranscriptFiles(const std::vector<ContextFile>& files);
    /// "talks/call.mp4": "talks/call.vtt" or "talks/call.mp4.vtt"; else the only file called so in another
    /// folder. Of several, captions before other formats. Empty: there is none.
    std::string of(std::string_view recording) const;

private:
    std::multimap<std::string, std::string> by_stem_;  // the paths, by name without ending
};

/// The document of a recording, of what its transcriber wrote. Throws Error(bad_input).
PACELANE_API context::Document transcribed_document(const std::string& path, const std::string& transcript);

}  // namespace pacelane::pipeline
