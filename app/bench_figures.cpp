#include "app/bench_figures.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "platform/clock/stopwatch.hpp"

namespace bench {

namespace {

double rounded(double value) { return std::round(value * 1000) / 1000; }

}  // namespace

Figures figures_of(std::vector<std::int64_t> took_us, std::int64_t whole_us) {
    if (took_us.empty() || whole_us <= 0) return {};
    std::sort(took_us.begin(), took_us.end());
    const auto at = [&](std::size_t percent) { return static_cast<double>(took_us[(took_us.size() - 1) * percent / 100]) / 1000; };
    return {.per_s = static_cast<double>(took_us.size()) * 1e6 / static_cast<double>(whole_us),
            .p50_ms = at(50),
            .p99_ms = at(99),
            .rss_mib = 0,
            .cpu_us = 0};
}

double median(std::vector<double> values) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    const auto middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

Figures median(const std::vector<Figures>& rounds) {
    const auto of = [&](double Figures::*figure) {
        std::vector<double> values;
        for (const auto& one : rounds) values.push_back(one.*figure);
        return median(std::move(values));
    };
    return {of(&Figures::per_s), of(&Figures::p50_ms), of(&Figures::p99_ms), of(&Figures::rss_mib), of(&Figures::cpu_us)};
}

nlohmann::json to_json(const Figures& figures) {
    return {{"per_s", rounded(figures.per_s)},
            {"p50_ms", rounded(figures.p50_ms)},
            {"p99_ms", rounded(figures.p99_ms)},
            {"rss_mib", rounded(figures.rss_mib)},
            {"cpu_us", rounded(figures.cpu_us)}};
}

nlohmann::json spread(const std::vector<double>& values) {
    if (values.empty()) return nullptr;
    const auto [lowest, highest] = std::minmax_element(values.begin(), values.end());
    return {{"median", rounded(median(values))}, {"lowest", rounded(*lowest)}, {"highest", rounded(*highest)}};
}

double fsync_per_s(const std::string& folder) {
    const auto path = folder + "/fsync";
    const int file = ::open(path.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
    if (file < 0) throw std::runtime_error("cannot write in " + folder);
    const char bytes[100] = {};
    const auto began = wall_clock::monotonic_us();
    auto now = began;
    int count = 0;
    while (now - began < 500'000) {
        if (::write(file, bytes, sizeof bytes) != sizeof bytes || ::fdatasync(file) != 0) break;
        ++count;
        now = wall_clock::monotonic_us();
    }
    ::close(file);
    ::unlink(path.c_str());
    return static_cast<double>(count) * 1e6 / static_cast<double>(std::max<std::int64_t>(1, now - began));
}

}  // namespace bench
