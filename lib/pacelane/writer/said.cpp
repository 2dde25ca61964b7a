// What texts say, remembered.
#include <pacelane/base/detail/memo.h>
#include <pacelane/writer/detail/title.h>

namespace pacelane::writer::detail {

namespace {

using Stems = std::shared_ptr<const std::set<std::string>>;

struct Known {
    Stems telling, all;
};

std::set<std::string> all_stems(std::string_view text, language::Language language) {
    std::set<std::string> stems;
    for (auto& token : language::tokenize(text, language))
        stems.insert(std::move(token.stem));
    return stems;
}

}  // namespace

void Said::add(std::string_view text) {
    // The passages of a note or two; a longer passage is seldom told whole.
    constexpr std::size_t kPassages = 128, kLongest = 3000;
    thread_local std::vector<pacelane::detail::Memo<Known, kPassages, kLongest>> known(
        language::languages().size());
    auto& here = known[language_.index()];
    texts_.push_back(words_ == Words::telling
                         ? here.part(text, &Known::telling,
                                     [&] {
                                         return std::make_shared<const std::set<std::string>>(
                                             telling_stems(text, language_));
                                     })
                         : here.part(text, &Known::all, [&] {
                               return std::make_shared<const std::set<std::string>>(
                                   all_stems(text, language_));
                           }));
}

bool Said::contains(const std::string& stem) const {
    for (const auto& text : texts_)
        if (text->contains(stem)) return true;
    return false;
}

}  // namespace pacelane::writer::detail
