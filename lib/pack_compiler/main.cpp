// Compiles language packs: pack_compiler OUTPUT_DIRECTORY data/en.yaml data/pt-BR.yaml …
// Writes pack_<language>.cpp for each, pack_any.cpp and packs.cpp; 65 and a line for each error when a file
// is wrong.
#include "pack.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <utility>

#include <fmt/format.h>

namespace {

using namespace pacelane::pack_compiler;

// Leaves a file that would not change as it is, so that nothing is compiled again.
bool write(const std::string& path, const std::string& text) {
    if (std::ifstream old(path, std::ios::binary);
        old && std::string(std::istreambuf_iterator<char>(old), {}) == text)
        return true;
    std::ofstream file(path, std::ios::binary);
    file << text;
    file.close();
    if (!file) fmt::print(stderr, "{}: cannot be written\n", path);
    return !file.fail();
}

}  // namespace

int main(int argc, char** argv) {
    constexpr int kBadInput = 65;
    if (argc < 3) {
        fmt::print(stderr, "usage: {} OUTPUT_DIRECTORY FILE...\n", argv[0]);
        return 2;
    }
    std::vector<std::string> errors;
    std::vector<Pack> packs;
    for (int i = 2; i < argc; ++i)
        packs.push_back(read_pack(argv[i], errors));
    std::sort(packs.begin(), packs.end(), [](const Pack& a, const Pack& b) {
        return std::pair(a.code != "en", a.code) < std::pair(b.code != "en", b.code);
    });
    if (packs.front().code != "en" && errors.empty())
        errors.emplace_back("en.yaml: is missing; English is the language that is assumed");
    for (const auto& error : errors)
        fmt::print(stderr, "{}\n", error);
    if (!errors.empty()) return kBadInput;

    const std::string directory = argv[1];
    std::vector<std::string> names;
    bool written = true;
    for (const auto& pack : packs) {
        const auto path = fmt::format("{}/pack_{}.cpp", directory, pack.code);
        names.push_back("pack_" + pack.code);
        std::replace(names.back().begin(), names.back().end(), '-', '_');
        written = write(path, source_of(pack, names.back())) && written;
    }
    written = write(directory + "/pack_any.cpp", source_of(merged(packs), "pack_any")) && written;
    written = write(directory + "/packs.cpp", registry_of(names)) && written;
    return written ? 0 : 1;
}
