#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

// What every measurement counts with.
namespace bench {

struct Figures {
    double per_s{};
    double p50_ms{};
    double p99_ms{};
    double rss_mib{};
    double cpu_us{};  // of the measured program, a piece of work
};

// `took_us`: one value per piece of work.
Figures figures_of(std::vector<std::int64_t> took_us, std::int64_t whole_us);
double median(std::vector<double> values);
// Median of each figure over the rounds.
Figures median(const std::vector<Figures>& rounds);

nlohmann::json to_json(const Figures& figures);
// {"median": …, "lowest": …, "highest": …}
nlohmann::json spread(const std::vector<double>& values);

// How often a second this disk makes one small append durable: the floor of a booking by itself.
double fsync_per_s(const std::string& folder);

}  // namespace bench
