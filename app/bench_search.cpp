#include <algorithm>
#include <charconv>
#include <future>
#include <numeric>
#include <stdexcept>
#include <thread>

#include "app/bench_each.hpp"
#include "app/bench_market.hpp"
#include "app/bench_rows.hpp"
#include "app/bench_server.hpp"
#include "app/installation.hpp"
#include "app/modules.hpp"
#include "base/workers.hpp"
#include "modules/search/live_search.hpp"
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

std::shared_ptr<const search::SearchIndex> index_of(const std::string& path, std::size_t count, search::Wording wording) {
    search::SearchIndex index(wording);
    search::Readers readers(wording, workers::threads_of_machine());
    std::vector<search::Entry> entries;
    each_row(path, count, [&](SearchRow row) {
        entries.push_back(entry_of(std::move(row)));
        if (entries.size() < search::Segment::size_max) return;
        index = index.with(entries, {}, readers);
        entries.clear();
    });
    return std::make_shared<search::SearchIndex>(index.with(entries, {}, readers));
}

std::size_t total_in(std::string_view body) {
    constexpr std::string_view name = "\"total\":";
    const auto at = body.find(name);
    std::size_t total = 0;
    if (at == std::string_view::npos) throw std::runtime_error("no total in an answer: " + std::string(body.substr(0, 200)));
    std::from_chars(body.data() + at + name.size(), body.data() + body.size(), total);
    return total;
}

std::string request_of(const std::string& address) { return "GET " + address + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"; }

struct Built {
    std::shared_ptr<const search::SearchIndex> index;
    double wall_s{};
    double cpu_s{};
};

Built build(const std::string& path, std::size_t count, search::Wording wording) {
    const auto began = wall_clock::monotonic_us();
    const auto worked = wall_clock::worked_us();
    auto index = index_of(path, count, wording);
    return {.index = std::move(index),
            .wall_s = static_cast<double>(wall_clock::monotonic_us() - began) / 1e6,
            .cpu_s = static_cast<double>(wall_clock::worked_us() - worked) / 1e6};
}

// Requests to what is searched now, and by how many each is answered: whenever it is asked again, it must be the same.
class Questions {
  public:
    Questions(int port, std::vector<std::string> requests) : port_(port), requests_(std::move(requests)), totals_(requests_.size()) {
        drive(port_, 1, requests_, [&](std::size_t position, int status, std::string_view body) {
            if (status != 200) throw std::runtime_error("an answer with status " + std::to_string(status));
            totals_[position] = total_in(body);
        });
    }
    const std::vector<std::size_t>& totals() const { return totals_; }
    bool is_equal() const { return equal_; }
    std::size_t sum(std::size_t first) const {
        return std::accumulate(totals_.begin(), totals_.begin() + static_cast<std::ptrdiff_t>(std::min(first, totals_.size())),
                               std::size_t{0});
    }
    // Those that `wanted` takes by number and total.
    template <class Take>
    std::vector<std::size_t> where(Take wanted) const {
        std::vector<std::size_t> numbers;
        for (std::size_t i = 0; i < totals_.size(); ++i)
            if (wanted(i, totals_[i])) numbers.push_back(i);
        return numbers;
    }
    nlohmann::json measured(int rounds, int connections, const std::vector<std::size_t>& which) {
        std::vector<Figures> all;
        for (int round = 0; round < rounds; ++round) {
            const auto asked = [&](std::size_t position) {
                return which[(static_cast<std::size_t>(round) * asked_a_round + position) % which.size()];
            };
            std::vector<std::string> requests;
            for (std::size_t i = 0; i < asked_a_round; ++i) requests.push_back(requests_[asked(i)]);
            const auto start = wall_clock::worked_us();
            auto figures = drive(port_, connections, requests, [&](std::size_t position, int status, std::string_view body) {
                equal_ = equal_ && status == 200 && total_in(body) == totals_[asked(position)];
            });
            figures.cpu_us =
                static_cast<double>(wall_clock::worked_us() - start) / static_cast<double>(asked_a_round);  // who asks included
            figures.rss_mib = own_rss_mib();
            all.push_back(figures);
        }
        return to_json(median(all));
    }

  private:
    int port_;
    std::vector<std::string> requests_;
    std::vector<std::size_t> totals_;
    bool equal_{true};
};

bool is_any(std::size_t, std::size_t) { return true; }

}  // namespace

nlohmann::json search(const Options& options) {
    const auto count = options.rows > 0 ? static_cast<std::size_t>(options.rows) : usual_vacancies;
    const auto questions = questions_of(options.queries, own_questions);
    const auto requests_by = [&](auto address) {
        std::vector<std::string> requests;
        for (std::size_t i = 0; i < questions.size(); ++i) requests.push_back(request_of(address(questions[i], i)));
        return requests;
    };
    const ScratchFolder folder;
    const auto before_mib = own_rss_mib();
    // Plain words, as the peers read them: without roots and other words for the same work.
    auto plain = build(options.vacancies, count, search::Wording::plain);
    const auto index_mib = own_rss_mib() - before_mib;
    search::search_only(plain.index);
    const SearchServer server(folder.path());
    Questions asked(server.port(), requests_by([](const PeerQuestion& question, std::size_t) { return address_of(question); }));
    std::vector<std::size_t> read(std::min(read_in_full, questions.size()));
    each_row(options.vacancies, count, [&](const SearchRow& row) {
        for (std::size_t i = 0; i < read.size(); ++i) read[i] += is_met(row, questions[i]) ? 1U : 0U;
    });
    nlohmann::json answer{{"rows", plain.index->size()},
                          {"check", asked.sum(40)},
                          {"check_100", asked.sum(100)},
                          {"build_s", plain.wall_s},
                          {"build_cpu_s", plain.cpu_s},
                          {"index_mib", index_mib},
                          {"callers", callers},
                          {"ours", asked.measured(options.rounds, callers, asked.where(is_any))},
                          {"one_caller", asked.measured(options.rounds, 1, asked.where(is_any))}};
    if (const auto few = asked.where([](std::size_t, std::size_t total) { return total < light; }); !few.empty())
        answer["light"] = asked.measured(options.rounds, callers, few);

    // The product's own reading of what people type; nothing beside it measures the same.
    search::search_only(std::make_shared<search::SearchIndex>());
    plain.index.reset();
    const auto product = build(options.vacancies, count, search::Wording::indonesian);
    search::search_only(product.index);
    Questions typed(server.port(), requests_by(address_as_typed));
    const auto wrong = typed.where([](std::size_t number, std::size_t) { return is_typed_wrong(number); });
    answer["product"] = {{"build_s", product.wall_s},
                         {"build_cpu_s", product.cpu_s},
                         {"ours", typed.measured(options.rounds, callers, typed.where(is_any))},
                         {"one_caller", typed.measured(options.rounds, 1, typed.where(is_any))},
                         {"typed_wrong", typed.measured(options.rounds, 1, wrong)}};
    answer["equal"] = std::equal(read.begin(), read.end(), asked.totals().begin()) && asked.is_equal() && typed.is_equal();
    return answer;
}

}  // namespace bench
