#include "platform/metrics/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <map>

namespace metrics {
namespace {

prometheus::Registry& registry() {
    static prometheus::Registry one;
    return one;
}

std::map<std::string, std::string> labels_of(const Labels& labels) { return {labels.begin(), labels.end()}; }

}  // namespace

void Counter::add(double by) const { static_cast<prometheus::Counter*>(inside)->Increment(by); }
void Gauge::set(double value) const { static_cast<prometheus::Gauge*>(inside)->Set(value); }
void Gauge::add(double by) const { static_cast<prometheus::Gauge*>(inside)->Increment(by); }
void Histogram::observe(double seconds) const { static_cast<prometheus::Histogram*>(inside)->Observe(seconds); }

Counter counter(std::string_view name, std::string_view help, const Labels& labels) {
    auto& family = prometheus::BuildCounter().Name(std::string(name)).Help(std::string(help)).Register(registry());
    return {&family.Add(labels_of(labels))};
}

Gauge gauge(std::string_view name, std::string_view help, const Labels& labels) {
    auto& family = prometheus::BuildGauge().Name(std::string(name)).Help(std::string(help)).Register(registry());
    return {&family.Add(labels_of(labels))};
}

Histogram histogram(std::string_view name, std::string_view help, const Labels& labels) {
    static const prometheus::Histogram::BucketBoundaries bounds{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5};
    auto& family = prometheus::BuildHistogram().Name(std::string(name)).Help(std::string(help)).Register(registry());
    return {&family.Add(labels_of(labels), bounds)};
}

std::string text() { return prometheus::TextSerializer().Serialize(registry().Collect()); }

}  // namespace metrics
