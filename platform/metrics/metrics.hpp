#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Numbers for whoever watches the machine, in the text format of Prometheus. No label may name a person.
namespace metrics {

using Labels = std::vector<std::pair<std::string, std::string>>;

// Handles are cheap to copy and live as long as the program; ask once, keep them.
class Counter {
  public:
    void add(double by = 1) const;
    void* inside{};
};
class Gauge {
  public:
    void set(double value) const;
    void add(double by) const;
    void* inside{};
};
class Histogram {
  public:
    void observe(double seconds) const;
    void* inside{};
};

Counter counter(std::string_view name, std::string_view help, const Labels& labels = {});
Gauge gauge(std::string_view name, std::string_view help, const Labels& labels = {});
Histogram histogram(std::string_view name, std::string_view help, const Labels& labels = {});

std::string text();

}  // namespace metrics
