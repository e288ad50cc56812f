#pragma once

#include <optional>
#include <vector>

#include "modules/oversight/model.hpp"

namespace oversight {

double median(std::vector<double> values);
double spread(const std::vector<double>& values);  // median absolute deviation from the median

// How likely at least `count` of `of` would be, were each of them as likely as `share`.
double tail(int count, int of, double share);

// Whether one officer stands out from the others. With two or three colleagues a standard deviation says nothing, so the
// others' own rate is the measure: unusual is what would happen by it less than once in a thousand. Fewer than
// `least_acts` acts of their own, or less than three times as many of the colleagues: too_few.
constexpr int least_acts = 20;
constexpr double once_in = 0.001;
Verdict judge(Rate own, Rate others);
std::vector<Judged> judge_all(const std::vector<Rate>& rates);

// The value below which `percent` of the sorted values lie (nearest rank).
int percentile(const std::vector<int>& sorted, int percent);

// Fewer people than this are not published: somebody could recognise themselves, and one bad hour would be the figure.
constexpr int least_people = 10;
WaitingTimes times_of(std::string service, Date week, std::vector<int> minutes, int promised_min);

}  // namespace oversight
