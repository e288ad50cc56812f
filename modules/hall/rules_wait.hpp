#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/hall/model.hpp"

// How long somebody will wait, as a range that keeps its word. Learns from this office's own days only: how long it took
// from call to call, and how far earlier forecasts were off. README.md says how.
namespace hall {

struct Range {  // seconds, rounded as a person says them
    int low{};
    int middle{};  // p50
    int high{};    // p90
    bool own_figures{};
};

// Where somebody stands, as far as the wait depends on it.
struct Standing {
    int ahead{};  // so many of the service will be called before, if nobody else comes
    Line line{Line::walk_in};
    int overtaken_left{};  // how many who come later may still go first
};

class Forecaster {
  public:
    // What was learned up to a day, as `learned()` wrote it; anything else begins from nothing.
    explicit Forecaster(std::string_view learned = {});
    std::string learned() const;

    // A new day: what was learned stays. `plan_s`: seconds from call to call of a service nothing is known of.
    void begin_day();
    // Somebody arrives to wait while so many of the service will be called before; gives what they are told.
    Range arrived(std::string_view service, std::int64_t ticket, double at, const Standing& standing, double plan_s);
    void called(std::string_view service, std::int64_t ticket, double at, bool others_wait);
    void left(std::int64_t ticket);
    // The same forecast for somebody who already waits; nothing is learned from it.
    Range ask(std::string_view service, double at, const Standing& standing, double plan_s) const;

  private:
    static constexpr std::size_t features = 14;
    static constexpr std::size_t scale_features = 8;
    static constexpr std::size_t lines = 3;
    static constexpr std::size_t scales = 4;
    using Vector = std::array<double, features>;
    using ScaleVector = std::array<double, scale_features>;

    // Recursive least squares over `size` features.
    template <std::size_t size>
    struct Fit {
        std::array<double, size> weights{};
        std::array<std::array<double, size>, size> spread{};
        double of(const std::array<double, size>& about) const;
        void learn(const std::array<double, size>& about, double truth, double old);
    };

    struct Service {        // of one service
        double mean_gap{};  // seconds from call to call while people waited, over the days
        double weight{};
        std::vector<double> gaps;  // today's
        std::optional<double> last_call;
        bool others_waited{};
        std::array<std::optional<double>, lines> last_wait;  // of each line
        std::array<double, lines> bias_sum{};
        std::array<double, lines> bias_weight{};
        std::vector<double> arrivals;             // today's
        std::array<double, lines> came{1, 1, 1};  // of each line, lately
    };
    struct Guess {
        Vector about{};
        ScaleVector about_scale{};
        double seconds{};
        double off{};  // how far off such a guess usually is, as a logarithm
        Line line{};
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

    Guess guess(const Service& service, double at, const Standing& standing, double plan_s) const;
    Range range(const Guess& guess) const;
    void learn(const Lesson& lesson);
    void draw_intervals();

    std::map<std::string, Service, std::less<>> services_;
    std::map<std::int64_t, Shown> waiting_;
    struct Error {
        double error{};  // logarithm of the true wait to the guess
        double off{};
        double seconds{};
    };
    std::array<std::vector<Error>, lines> errors_;  // the latest last
    struct Interval {
        double low{};
        double middle{};
        double high{};
        bool own{};
    };
    using Intervals = std::array<std::array<Interval, scales>, lines>;
    Intervals intervals_of(double trust) const;
    Intervals intervals_{};
    double trust_{};  // how much of `off` is believed, 0 to 1: what gave the narrower ranges lately
    Fit<features> wait_;
    Fit<scale_features> off_;
    std::int64_t lessons_{};
    double mass_{};
};

}  // namespace hall
