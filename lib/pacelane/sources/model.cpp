#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <pacelane/sources/model.h>
#include <vector>

#include <fmt/format.h>

namespace pacelane::sources {

namespace {

/// Of the first and the last bytes: names of features seldom have both alike.
std::size_t quick_hash(std::string_view name) {
    std::uint64_t first = 0, last = 0;
    const auto size = std::min(name.size(), sizeof first);
    if (size > 0) {
        std::memcpy(&first, name.data(), size);
        std::memcpy(&last, name.data() + name.size() - size, size);
    }
    const auto mixed = (first ^ (last * 0x9E3779B97F4A7C15U) ^ name.size()) * 0xD6E8FEB86659FD93U;
    return static_cast<std::size_t>(mixed >> 32);
}

}  // namespace

/// Where the feature is, or would be.
std::size_t Model::Weights::slot_of(std::string_view feature) const {
    const auto last = slots_.size() - 1;
    auto slot = quick_hash(feature) & last;
    while (!slots_[slot].first.empty() && slots_[slot].first != feature)
        slot = (slot + 1) & last;
    return slot;
}

void Model::Weights::set(std::string_view feature, double weight) {
    if (2 * (used_ + 1) > slots_.size()) {
        std::vector<std::pair<std::string, double>> before(std::max<std::size_t>(16, 2 * slots_.size()));
        before.swap(slots_);
        for (auto& slot : before)
            if (!slot.first.empty()) slots_[slot_of(slot.first)] = std::move(slot);
    }
    auto& slot = slots_[slot_of(feature)];
    if (slot.first.empty()) {
        slot.first = feature;
        ++used_;
    }
    slot.second = weight;
}

double Model::Weights::of(std::string_view feature) const {
    return slots_.empty() ? 0.0 : slots_[slot_of(feature)].second;
}

Model::Model(std::string_view table) {
    std::vector<std::string> outputs;
    for (const auto line : split(table, '\n')) {
        if (trim(line).empty() || line.starts_with('#')) continue;
        const auto cells = split(line, '\t');
        if (outputs.empty()) {
            for (std::size_t i = 1; i < cells.size(); ++i)
                outputs.emplace_back(trim(cells[i]));
            continue;
        }
        if (cells.size() != outputs.size() + 1)
            throw Error(ErrorKind::bad_input, fmt::format("a model's line has {} cells instead of {}: {}",
                                                          cells.size(), outputs.size() + 1, line));
        for (std::size_t i = 0; i < outputs.size(); ++i) {
            const auto cell = trim(cells[i + 1]);
            double weight = 0;
            if (std::from_chars(cell.data(), cell.data() + cell.size(), weight).ec != std::errc())
                throw Error(ErrorKind::bad_input, fmt::format("no number in a model: {}", line));
            weights_[outputs[i]].set(trim(cells[0]), weight);
        }
    }
}

double Model::score(std::string_view output,
                    std::span<const std::pair<std::string_view, double>> features) const {
    const auto found = weights_.find(output);
    if (found == weights_.end())
        throw Error(ErrorKind::usage, fmt::format("the model has no output {}", output));
    const auto& weights = found->second;
    double sum = weights.of("bias");
    for (const auto& [feature, value] : features)
        sum += value * weights.of(feature);
    return sum;
}

}  // namespace pacelane::sources
