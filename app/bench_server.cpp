#include "app/bench_server.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <stdexcept>

#include "platform/clock/stopwatch.hpp"

namespace bench {

namespace {

// Connections that are closed however a measurement ends.
struct Caller {
    int socket{-1};
    std::size_t position{};
    std::int64_t asked_us{};
    std::string answer;
};

struct Callers {
    std::vector<Caller> all;
    int poll{-1};
    ~Callers() {
        for (const auto& one : all)
            if (one.socket >= 0) ::close(one.socket);
        if (poll >= 0) ::close(poll);
    }
};

int connected(int port) {
    const int made = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (made < 0 || ::connect(made, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        if (made >= 0) ::close(made);
        throw std::runtime_error("no connection to port " + std::to_string(port) + ": " + std::strerror(errno));
    }
    const int yes = 1;
    ::setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    ::fcntl(made, F_SETFL, O_NONBLOCK);
    return made;
}

void send_all(int socket, std::string_view bytes) {
    // Requests are small and answered before the next one: the socket's buffer is empty.
    if (::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(bytes.size()))
        throw std::runtime_error("a request could not be sent");
}

struct Answer {
    int status{};
    std::string_view body;
};

// Empty while the answer is not there as a whole.
std::optional<Answer> whole_answer(std::string_view bytes) {
    const auto head_end = bytes.find("\r\n\r\n");
    if (head_end == std::string_view::npos) return {};
    const auto head = bytes.substr(0, head_end);
    Answer answer;
    std::from_chars(head.data() + std::min<std::size_t>(9, head.size()), head.data() + head.size(), answer.status);
    std::size_t length = 0;
    if (const auto at = head.find("Content-Length: "); at != std::string_view::npos)
        std::from_chars(head.data() + at + 16, head.data() + head.size(), length);
    if (bytes.size() < head_end + 4 + length) return {};
    answer.body = bytes.substr(head_end + 4, length);
    return answer;
}

}  // namespace

ScratchFolder::ScratchFolder() {
    path_ = std::filesystem::temp_directory_path().string() + "/antarkerja-bench-XXXXXX";
    if (::mkdtemp(path_.data()) == nullptr) throw std::runtime_error("no place for a temporary folder");
}

ScratchFolder::~ScratchFolder() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
}

ServerProcess::ServerProcess(const std::string& data) {
    std::array<int, 2> out{};
    if (::pipe2(out.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    const auto program = std::filesystem::read_symlink("/proc/self/exe").string();
    const auto log = data + "/log";
    pid_ = ::fork();
    if (pid_ == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        const int log_file = ::open(log.c_str(), O_CREAT | O_WRONLY | O_TRUNC, 0600);
        ::dup2(out[1], 1);
        ::dup2(log_file, 2);
        ::execl(program.c_str(), program.c_str(), "serve", "--data", data.c_str(), "--listen", "127.0.0.1:0", "--limits", "off", nullptr);
        ::_exit(127);
    }
    ::close(out[1]);
    std::string said;
    std::array<char, 512> piece{};
    constexpr std::string_view begins = "AntarKerja: http://127.0.0.1:";
    for (;;) {
        const auto got = ::read(out[0], piece.data(), piece.size());
        if (got <= 0) break;
        said.append(piece.data(), static_cast<std::size_t>(got));
        const auto at = said.find(begins);
        if (at == std::string::npos || said.find('\n', at) == std::string::npos) continue;
        std::from_chars(said.data() + at + begins.size(), said.data() + said.size(), port_);
        break;
    }
    ::close(out[0]);
    if (port_ == 0) throw std::runtime_error("the server to be measured did not start");
}

ServerProcess::~ServerProcess() {
    ::kill(pid_, SIGTERM);
    int status = 0;
    ::waitpid(pid_, &status, 0);
}

double ServerProcess::rss_mib() const {
    std::ifstream status("/proc/" + std::to_string(pid_) + "/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmRSS:")) return std::stod(line.substr(6)) / 1024;
    return 0;
}

double ServerProcess::cpu_us() const {
    std::ifstream file("/proc/" + std::to_string(pid_) + "/stat");
    std::string all;
    std::getline(file, all);
    std::istringstream fields(all.substr(all.rfind(')') + 1));
    std::string skipped;
    for (int field = 3; field < 14; ++field) fields >> skipped;
    double user = 0;
    double system = 0;
    fields >> user >> system;
    return (user + system) * 1e6 / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

Figures drive(int port, int connections, const std::vector<std::string>& requests,
              const std::function<void(std::size_t position, int status, std::string_view body)>& answered) {
    Callers callers;
    callers.poll = ::epoll_create1(EPOLL_CLOEXEC);
    callers.all.resize(std::min(static_cast<std::size_t>(connections), requests.size()));
    for (std::size_t at = 0; at < callers.all.size(); ++at) {
        callers.all[at].socket = connected(port);
        epoll_event wish{};
        wish.events = EPOLLIN;
        wish.data.u64 = at;
        ::epoll_ctl(callers.poll, EPOLL_CTL_ADD, callers.all[at].socket, &wish);
    }
    std::vector<std::int64_t> took(requests.size());
    std::size_t next = 0;
    std::size_t done = 0;
    const auto ask = [&](Caller& caller) {
        if (next == requests.size()) return;
        caller.position = next++;
        caller.answer.clear();
        caller.asked_us = wall_clock::monotonic_us();
        send_all(caller.socket, requests[caller.position]);
    };
    const auto began = wall_clock::monotonic_us();
    for (auto& caller : callers.all) ask(caller);
    std::array<epoll_event, 256> ready{};
    std::vector<char> piece(65536);
    while (done < requests.size()) {
        const int count = ::epoll_wait(callers.poll, ready.data(), static_cast<int>(ready.size()), 30'000);
        if (count == 0) throw std::runtime_error("the server did not answer for 30 seconds");
        for (int event = 0; event < count; ++event) {
            auto& caller = callers.all[ready[static_cast<std::size_t>(event)].data.u64];
            const auto got = ::recv(caller.socket, piece.data(), piece.size(), 0);
            if (got < 0 && errno == EAGAIN) continue;
            if (got <= 0) throw std::runtime_error("the server cut a connection");
            caller.answer.append(piece.data(), static_cast<std::size_t>(got));
            const auto answer = whole_answer(caller.answer);
            if (!answer) continue;
            took[caller.position] = wall_clock::monotonic_us() - caller.asked_us;
            ++done;
            answered(caller.position, answer->status, answer->body);
            ask(caller);
        }
    }
    return figures_of(std::move(took), wall_clock::monotonic_us() - began);
}

}  // namespace bench
