#include <algorithm>
#include <charconv>
#include <future>
#include <stdexcept>
#include <thread>

#include "app/bench_each.hpp"
#include "app/bench_market.hpp"
#include "app/bench_rows.hpp"
#include "app/bench_server.hpp"
#include "app/installation.hpp"
#include "app/modules.hpp"
#include "modules/matching/live_search.hpp"
#include "platform/clock/stopwatch.hpp"
#include "platform/http/server.hpp"
#include "platform/sql/migrations.hpp"

namespace bench {

namespace {

constexpr std::size_t usual_vacancies = 1'000'000;
constexpr std::size_t own_questions = 2000;
constexpr int callers = 16;
constexpr std::size_t asked_a_round = 4000;
constexpr std::size_t read_in_full = 5;  // questions answered once more by reading every row
constexpr std::size_t light = 500;       // fewer vacancies than that: fixed costs decide

// The program's own server over the rows, in this process, without limits per address.
class SearchServer {
  public:
    explicit SearchServer(const std::string& folder)
        : open_([&] {
              Config config;
              config.data = folder;
              config.limits = false;
              return open_installation(config, Folder::made_if_missing);
          }()) {
        sql::migrate(*open_.database);
        application_ = std::make_unique<http::Application>(*open_.platform, all_modules(), resolve_actor);
        server_ =
            std::make_unique<http::Server>(*application_, http::ServerOptions{.listen_address = "127.0.0.1", .port = 0, .workers = 4});
        std::promise<int> listening;
        auto ready = listening.get_future();
        thread_ = std::thread([this, &listening] { server_->run([&](int port) { listening.set_value(port); }); });
        port_ = ready.get();
    }
    ~SearchServer() {
        server_->stop();
        thread_.join();
    }
    SearchServer(const SearchServer&) = delete;
    int port() const { return port_; }

  private:
    Installation open_;
    std::unique_ptr<http::Application> application_;
    std::unique_ptr<http::Server> server_;
    std::thread thread_;
    int port_{};
};

std::shared_ptr<const matching::SearchIndex> index_of(const std::string& path, std::size_t count) {
    // Plain words, as the peers read them: without roots and other words for the same work.
    matching::SearchIndex index(matching::Wording::plain);
    std::vector<matching::Entry> entries;
    each_row(path, count, [&](SearchRow row) {
        entries.push_back(entry_of(std::move(row)));
        if (entries.size() < matching::Segment::size_max) return;
        index = index.with(entries, {});
        entries.clear();
    });
    return std::make_shared<matching::SearchIndex>(index.with(entries, {}));
}

std::size_t total_in(std::string_view body) {
    constexpr std::string_view name = "\"total\":";
    const auto at = body.find(name);
    std::size_t total = 0;
    if (at == std::string_view::npos) throw std::runtime_error("no total in an answer: " + std::string(body.substr(0, 200)));
    std::from_chars(body.data() + at + name.size(), body.data() + body.size(), total);
    return total;
}

std::string request_of(const PeerQuestion& question) { return "GET " + address_of(question) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"; }

}  // namespace

nlohmann::json search(const Options& options) {
    const auto count = options.rows > 0 ? static_cast<std::size_t>(options.rows) : usual_vacancies;
    const auto questions = questions_of(options.queries, own_questions);
    const auto before_mib = own_rss_mib();
    const auto began = wall_clock::monotonic_us();
    const auto worked = wall_clock::worked_us();
    const auto index = index_of(options.vacancies, count);
    const double build_s = static_cast<double>(wall_clock::monotonic_us() - began) / 1e6;
    const double build_cpu_s = static_cast<double>(wall_clock::worked_us() - worked) / 1e6;
    const auto index_mib = own_rss_mib() - before_mib;
    matching::search_only(index);

    const ScratchFolder folder;
    const SearchServer server(folder.path());
    std::vector<std::string> all;
    for (const auto& question : questions) all.push_back(request_of(question));
    // Once each, one after the other: what is found, and by how many.
    std::vector<std::size_t> totals(all.size());
    drive(server.port(), 1, all, [&](std::size_t position, int status, std::string_view body) {
        if (status != 200) throw std::runtime_error("an answer with status " + std::to_string(status));
        totals[position] = total_in(body);
    });
    const auto sum = [&](std::size_t first) {
        std::size_t made = 0;
        for (std::size_t i = 0; i < std::min(first, totals.size()); ++i) made += totals[i];
        return made;
    };
    std::vector<std::size_t> read(std::min(read_in_full, questions.size()));
    each_row(options.vacancies, count, [&](const SearchRow& row) {
        for (std::size_t i = 0; i < read.size(); ++i) read[i] += is_met(row, questions[i]) ? 1U : 0U;
    });
    bool equal = std::equal(read.begin(), read.end(), totals.begin());

    const auto measured = [&](int connections, const std::vector<std::size_t>& which) {
        std::vector<Figures> rounds;
        for (int round = 0; round < options.rounds; ++round) {
            std::vector<std::string> requests;
            for (std::size_t i = 0; i < asked_a_round; ++i)
                requests.push_back(all[which[(static_cast<std::size_t>(round) * asked_a_round + i) % which.size()]]);
            const auto start = wall_clock::worked_us();
            auto figures = drive(server.port(), connections, requests, [&](std::size_t position, int status, std::string_view body) {
                const auto asked = which[(static_cast<std::size_t>(round) * asked_a_round + position) % which.size()];
                equal = equal && status == 200 && total_in(body) == totals[asked];
            });
            figures.cpu_us =
                static_cast<double>(wall_clock::worked_us() - start) / static_cast<double>(asked_a_round);  // who asks included
            figures.rss_mib = own_rss_mib();
            rounds.push_back(figures);
        }
        return to_json(median(rounds));
    };
    std::vector<std::size_t> heavy_mix(all.size());
    std::vector<std::size_t> light_mix;
    for (std::size_t i = 0; i < all.size(); ++i) {
        heavy_mix[i] = i;
        if (totals[i] < light) light_mix.push_back(i);
    }
    nlohmann::json answer{{"rows", index->size()},
                          {"equal", equal},
                          {"check", sum(40)},
                          {"check_100", sum(100)},
                          {"build_s", build_s},
                          {"build_cpu_s", build_cpu_s},
                          {"index_mib", index_mib},
                          {"callers", callers},
                          {"ours", measured(callers, heavy_mix)},
                          {"one_caller", measured(1, heavy_mix)}};
    if (!light_mix.empty()) answer["light"] = measured(callers, light_mix);
    answer["equal"] = equal;
    return answer;
}

}  // namespace bench
