#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// How long somebody will wait, as a range that keeps its word. Learns from this office's own days only: how long it took
// from call to call, and how far earlier forecasts were off. README.md says how.
namespace hall {

struct Range {  // seconds, rounded as a person says them
    int low{};
    int middle{};  // p50
    int high{};    // p90
    bool own_figures{};
};

class Forecaster {
  public:
    // What was learned up to a day, as `learned()` wrote it; anything else begins from nothing.
    explicit Forecaster(std::string_view learned = {});
    std::string learned() const;

    // A new day: what was learned stays. `plan_s`: seconds from call to call of a service nothing is known of.
    void begin_day();
    // Somebody arrives to wait while so many of the service will be called before; gives what they are told.
    Range arrived(std::string_view service, std::int64_t ticket, double at, int ahead, double plan_s);
    void called(std::string_view service, std::int64_t ticket, double at, bool others_wait);
    void left(std::int64_t ticket);
    // The same forecast for somebody who already waits; nothing is learned from it.
    Range ask(std::string_view service, double at, int ahead, double plan_s) const;

  private:
    static constexpr std::size_t features = 8;
    static constexpr std::size_t buckets = 16;
    using Vector = std::array<double, features>;

    struct Service {        // of one service
        double mean_gap{};  // seconds from call to call while people waited, over the days
        double weight{};
        std::vector<double> gaps;  // today's
        std::optional<double> last_call;
        bool others_waited{};
        std::optional<double> last_wait;
        double bias_sum{};
        double bias_weight{};
    };
    struct Guess {
        Vector about{};
        double seconds{};
        std::size_t bucket{};
    };
    struct Shown {
        std::string service;
        double at{};
        Guess guess;
        Range range;
    };
    struct Lesson {
        Guess guess;
        double waited{};
    };

    Guess guess(const Service& service, double at, int ahead, double plan_s) const;
    Range range(const Guess& guess) const;
    void learn(const Lesson& lesson);
    void draw_intervals();

    std::map<std::string, Service, std::less<>> services_;
    std::map<std::int64_t, Shown> waiting_;
    std::array<std::vector<double>, buckets> ratios_;  // true wait to guess, the latest last
    struct Interval {
        double low{};
        double middle{};
        double high{};
        bool own{};
    };
    std::array<Interval, buckets> intervals_{};
    Vector weights_{};
    std::array<Vector, features> spread_{};
    std::int64_t lessons_{};
    double mass_{};
    int told_{};
    int kept_{};
};

}  // namespace hall
