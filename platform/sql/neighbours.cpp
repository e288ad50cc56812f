#include "platform/sql/neighbours.hpp"

#include <libpq-fe.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <stdexcept>

namespace sql {
namespace {

constexpr std::size_t payload_max = 7'500;    // PostgreSQL takes less than 8,000 bytes
constexpr std::size_t waiting_most = 10'000;  // while the server is away
constexpr int quiet_ms = 10'000;              // after so much silence the line is tried
constexpr int pause_ms = 1'000;               // before another try to connect
constexpr const char* listen_command = "set synchronous_commit = off; listen antarkerja_announced";
constexpr const char* notify_command = "select pg_notify('antarkerja_announced', $1)";

bool succeeded(PGresult* result) {
    const auto status = PQresultStatus(result);
    PQclear(result);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

std::vector<std::string> topics_in(std::string_view payload) {
    std::vector<std::string> topics;
    while (!payload.empty()) {
        const auto end = std::min(payload.find('\n'), payload.size());
        if (end > 0) topics.emplace_back(payload.substr(0, end));
        payload.remove_prefix(std::min(end + 1, payload.size()));
    }
    return topics;
}

}  // namespace

void Neighbours::Close::operator()(pg_conn* connection) const { PQfinish(connection); }

Neighbours::Neighbours(std::string location, Listeners& listeners)
    : location_(std::move(location)), listeners_(listeners), wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (wake_ < 0) throw std::runtime_error("no eventfd");
    thread_ = std::thread([this] { work(); });
}

Neighbours::~Neighbours() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    (void)::eventfd_write(wake_, 1);
    thread_.join();
    ::close(wake_);
}

void Neighbours::tell(const std::vector<std::string>& topics) {
    {
        const std::lock_guard lock(mutex_);
        for (const auto& topic : topics)
            if (waiting_.size() < waiting_most && topic.size() < payload_max && std::ranges::find(waiting_, topic) == waiting_.end())
                waiting_.push_back(topic);
    }
    (void)::eventfd_write(wake_, 1);
}

bool Neighbours::is_over() {
    const std::lock_guard lock(mutex_);
    return stopping_;
}

Neighbours::Line Neighbours::connect() const {
    Line line(PQconnectdb(location_.c_str()));
    if (PQstatus(line.get()) != CONNECTION_OK || !succeeded(PQexec(line.get(), listen_command))) return {};
    return line;
}

// What waits, as few messages as it fits in. False: the line is broken, and it waits on.
bool Neighbours::send(pg_conn& line) {
    std::vector<std::string> topics;
    {
        const std::lock_guard lock(mutex_);
        topics.swap(waiting_);
    }
    for (std::size_t at = 0; at < topics.size();) {
        std::string payload;
        auto next = at;
        while (next < topics.size() && payload.size() + topics[next].size() < payload_max) payload += topics[next++] + "\n";
        const char* values[] = {payload.c_str()};
        if (!succeeded(PQexecParams(&line, notify_command, 1, nullptr, values, nullptr, nullptr, 0))) {
            topics.erase(topics.begin(), topics.begin() + static_cast<std::ptrdiff_t>(at));
            const std::lock_guard lock(mutex_);
            waiting_.insert(waiting_.begin(), topics.begin(), topics.end());
            return false;
        }
        at = next;
    }
    return true;
}

bool Neighbours::hear(pg_conn& line) {
    if (PQconsumeInput(&line) == 0) return false;
    for (auto* heard = PQnotifies(&line); heard != nullptr; heard = PQnotifies(&line)) {
        const std::unique_ptr<PGnotify, void (*)(void*)> kept(heard, PQfreemem);
        // Our own listeners were told at the commit.
        if (heard->be_pid != PQbackendPID(&line)) listeners_.tell(topics_in(heard->extra));
    }
    return true;
}

void Neighbours::wait(pg_conn* line) {
    pollfd both[] = {{.fd = wake_, .events = POLLIN, .revents = 0}, {.fd = line ? PQsocket(line) : -1, .events = POLLIN, .revents = 0}};
    const int ready = ::poll(both, line ? 2 : 1, line ? quiet_ms : pause_ms);
    std::uint64_t count = 0;
    (void)::eventfd_read(wake_, &count);
    // A line that says nothing may have been cut without a word.
    if (ready == 0 && line) (void)succeeded(PQexec(line, "select 1"));
}

void Neighbours::work() {
    bool was_connected = false;
    Line line = connect();
    for (;;) {
        if (!line) {
            if (is_over()) return;
            wait(nullptr);
            line = connect();
            if (line && was_connected) listeners_.tell({""});
        }
        was_connected = was_connected || line;
        const bool over = is_over();
        if (line && (!send(*line) || !hear(*line) || PQstatus(line.get()) != CONNECTION_OK)) {
            line.reset();
            continue;
        }
        if (over) return;
        if (line) wait(line.get());
    }
}

}  // namespace sql
