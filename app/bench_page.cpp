#include <algorithm>
#include <charconv>
#include <map>
#include <stdexcept>

#include "app/bench_each.hpp"
#include "app/bench_server.hpp"
#include "app/bench_town.hpp"
#include "modules/booking/actions.hpp"

namespace bench {

namespace {

constexpr int usual_pages = 4000;  // a run
constexpr int callers = 16;

// With `differing`, each address ends in a number of its own: nothing that was kept for others answers it.
enum class Addresses { one, differing };
std::vector<std::string> requests_of(const std::string& path, int count, Addresses addresses) {
    std::vector<std::string> requests;
    for (int i = 0; i < count; ++i) {
        auto target = path;
        if (addresses == Addresses::differing) target += (path.find('?') == std::string::npos ? "?n=" : "&n=") + std::to_string(i);
        requests.push_back("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    }
    return requests;
}

// "http://127.0.0.1:58003" -> 58003; 0 = nobody beside us.
int peer_port(const std::string& address) {
    int port = 0;
    if (const auto colon = address.rfind(':'); colon != std::string::npos)
        std::from_chars(address.data() + colon + 1, address.data() + address.size(), port);
    return port;
}

struct Page {
    std::string name;  // of the peer's file too
    std::string path;
    std::string proof;  // stands in every right answer
    Addresses addresses{Addresses::one};
    std::size_t bytes{};
    std::vector<Figures> ours{};
    std::vector<Figures> peer{};
    std::vector<double> ratios{};
};

}  // namespace

nlohmann::json pages(const Options& options) {
    const int count = options.rows > 0 ? options.rows : usual_pages;
    const int beside = peer_port(options.peer);
    const ScratchFolder folder;
    std::string code;
    {
        Town town(folder.path());
        const auto context = town.open().as_system();
        const auto window = town.window(2, 30);
        for (const auto& holder : town.apply(12)) {
            code = holder.code;
            const auto taken = town.open().database->write([&](sql::Transaction& tx) {
                return booking::take_place(tx, context, window, holder.application, booking::TicketChannel::online);
            });
            if (!taken) throw std::runtime_error("the town gives no tickets");
        }
    }
    const std::string schedule = "/kantor/balikpapan/jadwal?layanan=ak1";
    std::vector<Page> all{{.name = "ticket", .path = "/tiket/" + code, .proof = "A-012"},
                          {.name = "schedule", .path = schedule, .proof = "08.00"},
                          {.name = "ticket_anew", .path = "/tiket/" + code, .proof = "A-012", .addresses = Addresses::differing},
                          {.name = "schedule_anew", .path = schedule, .proof = "08.00", .addresses = Addresses::differing}};
    bool equal = true;
    double rss_mib = 0;
    {
        const ServerProcess server(folder.path());
        for (int round = 0; round < options.rounds; ++round) {
            for (auto& page : all) {
                const auto before = server.cpu_us();
                auto figures = drive(server.port(), callers, requests_of(page.path, count, page.addresses),
                                     [&](std::size_t, int status, std::string_view body) {
                                         equal = equal && status == 200 && body.find(page.proof) != std::string_view::npos;
                                         page.bytes = body.size();
                                     });
                figures.cpu_us = (server.cpu_us() - before) / count;
                page.ours.push_back(figures);
                if (beside == 0) continue;
                page.peer.push_back(drive(beside, callers, requests_of("/" + page.name, count, Addresses::one),
                                          [&](std::size_t, int status, std::string_view body) {
                                              // The page differs by a name; its file does not.
                                              const auto larger = std::max(body.size(), page.bytes);
                                              const auto smaller = std::min(body.size(), page.bytes);
                                              equal = equal && status == 200 && larger - smaller < larger / 20;
                                          }));
                page.ratios.push_back(figures.per_s / page.peer.back().per_s);
            }
        }
        rss_mib = server.rss_mib();
    }
    nlohmann::json by_page;
    for (const auto& page : all) {
        by_page[page.name] = {{"bytes", page.bytes}, {"ours", to_json(median(page.ours))}};
        if (beside != 0) {
            by_page[page.name]["nginx"] = to_json(median(page.peer));
            by_page[page.name]["ratio"] = spread(page.ratios);
        }
    }
    auto ours = median(all.front().ours);
    ours.rss_mib = rss_mib;
    nlohmann::json measured{{"rows", count}, {"equal", equal}, {"callers", callers}, {"ours", to_json(ours)}, {"by_page", by_page}};
    if (beside != 0) {
        measured["floor"] = {{"nginx_per_s", median(all.front().peer).per_s}};
        measured["ratio"] = {{"nginx", median(all.front().ratios)}};
    }
    return measured;
}

}  // namespace bench
