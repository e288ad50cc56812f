#include <memory>
#include <set>
#include <stdexcept>

#include "app/bench_each.hpp"
#include "app/bench_raw_engine.hpp"
#include "app/bench_server.hpp"
#include "app/bench_town.hpp"
#include "app/modules.hpp"
#include "platform/sql/migrations.hpp"

namespace bench {

namespace {

constexpr int usual_bookings = 6000;  // a run
constexpr int bookings_to_warm_up = 600;
constexpr int caller_counts[] = {64, 256, 1000};

struct Run {
    int callers{};
    booking::WindowId window;
    std::vector<std::string> requests;
    std::multiset<std::string> confirmed;  // ticket ids of the answers 201
};

std::string request_of(booking::WindowId window, const Town::Holder& holder) {
    const auto body = R"({"application":")" + holder.application.text() + R"("})";
    return "POST /api/v1/windows/" + window.text() + "/bookings HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + holder.token +
           "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

// Every confirmed ticket is in the database, and nothing else: both ways.
bool agree(const Installation& open, const std::vector<Run>& runs, int bookings) {
    const auto context = open.as_system();
    return open.database->read([&](sql::Transaction& tx) {
        std::vector<std::string> faults;
        for (const auto& one : invariants()) one.prove(tx, faults);
        bool equal = faults.empty();
        for (const auto& run : runs) {
            std::multiset<std::string> stored;
            for (const auto& row : tx.all("select id from booking_ticket where window_id = :window", {{"window", run.window}}))
                stored.insert(row.text(0));
            const auto window = tx.one("select taken, last_number from booking_window where id = :window", {{"window", run.window}});
            equal = equal && stored == run.confirmed && window->number(0) == bookings && window->number(1) == bookings;
        }
        return equal;
    });
}

}  // namespace

nlohmann::json booking_storm(const Options& options) {
    const int bookings = options.rows > 0 ? options.rows : usual_bookings;
    const int levels = static_cast<int>(std::size(caller_counts));
    const ScratchFolder ours;
    const ScratchFolder bare;
    std::vector<Run> runs;
    // Sold first and not counted: the server's connections are open afterwards and its statements prepared, as the bare engine's are.
    std::vector<std::string> warming;
    {
        Town town(ours.path());
        int day = 1;
        const auto first = town.window(day++, bookings_to_warm_up);
        for (const auto& holder : town.apply(bookings_to_warm_up)) warming.push_back(request_of(first, holder));
        for (int round = 0; round < options.rounds; ++round) {
            for (const int callers : caller_counts) {
                Run run{.callers = callers, .window = town.window(day++, bookings), .requests = {}, .confirmed = {}};
                for (const auto& holder : town.apply(bookings)) run.requests.push_back(request_of(run.window, holder));
                runs.push_back(std::move(run));
            }
        }
        const Town empty(bare.path());
    }
    std::vector<std::vector<Figures>> measured(static_cast<std::size_t>(levels));
    std::vector<std::vector<Figures>> floor(static_cast<std::size_t>(levels));
    std::vector<std::vector<double>> ratios(static_cast<std::size_t>(levels));
    std::vector<double> fsyncs;
    int refused = 0;
    {
        const ServerProcess server(ours.path());
        drive(server.port(), caller_counts[0], warming, [](std::size_t, int, std::string_view) {});
        for (std::size_t at = 0; at < runs.size(); ++at) {
            auto& run = runs[at];
            const auto level = at % static_cast<std::size_t>(levels);
            fsyncs.push_back(fsync_per_s(bare.path()));
            const auto cpu_before = server.cpu_us();
            auto figures = drive(server.port(), run.callers, run.requests, [&](std::size_t, int status, std::string_view body) {
                const auto begin = body.find(R"("id":")");
                if (status != 201 || begin == std::string_view::npos) {
                    ++refused;
                    return;
                }
                run.confirmed.emplace(body.substr(begin + 6, body.find('"', begin + 6) - begin - 6));
            });
            figures.rss_mib = server.rss_mib();
            figures.cpu_us = (server.cpu_us() - cpu_before) / bookings;
            measured[level].push_back(figures);
            floor[level].push_back(raw_engine_bookings(database_path(bare.path()), run.callers, bookings));
            ratios[level].push_back(figures.per_s / floor[level].back().per_s);
        }
    }
    Config config;
    config.data = ours.path();
    const auto open = open_installation(config, Folder::must_exist);
    const bool equal = refused == 0 && agree(open, runs, bookings);

    nlohmann::json by_callers;
    for (std::size_t level = 0; level < measured.size(); ++level) {
        by_callers[std::to_string(caller_counts[level])] = {
            {"ours", to_json(median(measured[level]))}, {"raw_engine", to_json(median(floor[level]))}, {"ratio", spread(ratios[level])}};
    }
    return {{"rows", bookings},
            {"equal", equal},
            {"callers", caller_counts[levels - 1]},
            {"ours", to_json(median(measured.back()))},
            {"floor", {{"fsync_per_s", spread(fsyncs)}, {"raw_engine_per_s", median(floor.back()).per_s}}},
            {"ratio", {{"raw_engine", median(ratios.back())}}},
            {"by_callers", by_callers}};
}

}  // namespace bench
