#include <charconv>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <pacelane/sources/model.h>
#include <vector>

#include <fmt/format.h>

namespace pacelane::sources {

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
            weights_[outputs[i]][std::string(trim(cells[0]))] = weight;
        }
    }
}

double Model::score(std::string_view output,
                    std::span<const std::pair<std::string_view, double>> features) const {
    const auto found = weights_.find(output);
    if (found == weights_.end())
        throw Error(ErrorKind::usage, fmt::format("the model has no output {}", output));
    const auto& weights = found->second;
    const auto weight = [&](std::string_view feature) {
        const auto at = weights.find(feature);
        return at == weights.end() ? 0.0 : at->second;
    };
    double sum = weight("bias");
    for (const auto& [feature, value] : features)
        sum += value * weight(feature);
    return sum;
}

}  // namespace pacelane::sources
