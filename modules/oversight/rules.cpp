#include "modules/oversight/rules.hpp"

#include <algorithm>
#include <cmath>

namespace oversight {

double median(std::vector<double> values) {
    if (values.empty()) return 0;
    std::ranges::sort(values);
    const auto middle = values.size() / 2;
    return values.size() % 2 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double spread(const std::vector<double>& values) {
    const double middle = median(values);
    std::vector<double> distances;
    distances.reserve(values.size());
    for (const double value : values) distances.push_back(std::abs(value - middle));
    return median(std::move(distances));
}

double tail(int count, int of, double share) {
    if (count <= 0) return 1;
    if (count > of || share <= 0) return 0;
    if (share >= 1) return 1;
    double sum = 0;
    for (int k = count; k <= of; ++k) {
        const double logarithm =
            std::lgamma(of + 1.0) - std::lgamma(k + 1.0) - std::lgamma(of - k + 1.0) + k * std::log(share) + (of - k) * std::log1p(-share);
        const double term = std::exp(logarithm);
        sum += term;
        if (k > of * share && term < sum * 1e-12) break;
    }
    return std::min(1.0, sum);
}

Verdict judge(Rate own, Rate others) {
    if (own.of < least_acts || others.of < 3 * least_acts) return Verdict::too_few;
    // One more for the others than was seen: among few acts none is no proof that there never is one.
    const double share = (others.count + 1.0) / (others.of + 1.0);
    return own.count >= 3 && tail(own.count, own.of, share) < once_in ? Verdict::unusual : Verdict::usual;
}

std::vector<Judged> judge_all(const std::vector<Rate>& rates) {
    std::vector<double> percents;
    for (const auto& rate : rates) {
        if (rate.of > 0) percents.push_back(rate.percent());
    }
    const double middle = median(percents);
    const double wide = spread(percents);
    std::vector<Judged> judged;
    for (std::size_t at = 0; at < rates.size(); ++at) {
        // Somebody else who stands out must not hide this one: the rate of the middle officer is the measure when it is lower.
        Rate others;
        std::vector<Rate> rest;
        for (std::size_t other = 0; other < rates.size(); ++other) {
            if (other != at) rest.push_back(rates[other]);
        }
        std::ranges::sort(rest, {}, &Rate::percent);
        // The highest of four or more colleagues is left out, as a robust mean does.
        if (rest.size() >= 4) rest.pop_back();
        for (const auto& rate : rest) {
            others.count += rate.count;
            others.of += rate.of;
        }
        judged.push_back({rates[at], judge(rates[at], others), middle, wide});
    }
    return judged;
}

int percentile(const std::vector<int>& sorted, int percent) {
    if (sorted.empty()) return 0;
    const auto rank = (static_cast<std::size_t>(percent) * sorted.size() + 99) / 100;
    return sorted[std::clamp<std::size_t>(rank, 1, sorted.size()) - 1];
}

WaitingTimes times_of(std::string service, Date week, std::vector<int> minutes, int promised_min) {
    WaitingTimes times{.service = std::move(service), .week = week, .people = static_cast<int>(minutes.size())};
    if (times.people < least_people) return times;
    std::ranges::sort(minutes);
    times.median_min = percentile(minutes, 50);
    times.p90_min = percentile(minutes, 90);
    const auto within = std::ranges::upper_bound(minutes, promised_min) - minutes.begin();
    times.within_percent = static_cast<int>(100 * within / times.people);
    return times;
}

}  // namespace oversight
