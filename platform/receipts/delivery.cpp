#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <vector>

#include "base/whole.hpp"
#include "platform/receipts/receipts.hpp"

namespace receipts {
namespace {

using Clock = std::chrono::steady_clock;
constexpr auto left_alone = std::chrono::seconds(30);
constexpr std::size_t slips_kept = 200;

bool is_near(const in_addr& address) {
    const auto bits = ntohl(address.s_addr);
    return bits >> 24 == 127 || bits >> 24 == 10 || bits >> 20 == 0xAC1 || bits >> 16 == 0xC0A8;
}
bool is_near(const in6_addr& address) { return IN6_IS_ADDR_LOOPBACK(&address) || (address.s6_addr[0] & 0xFE) == 0xFC; }

class Socket {
  public:
    explicit Socket(int family) : number_(::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)) {}
    ~Socket() {
        if (number_ >= 0) ::close(number_);
    }
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;
    int number() const { return number_; }

    bool ready(short wanted, Clock::time_point until) const {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
        pollfd one{number_, wanted, 0};
        return left > 0 && ::poll(&one, 1, static_cast<int>(left)) == 1 && (one.revents & wanted) != 0;
    }

  private:
    int number_;
};

bool is_connected(const Socket& socket, const Address& printer, Clock::time_point until) {
    sockaddr_storage place{};
    socklen_t size{};
    if (auto* four = reinterpret_cast<sockaddr_in*>(&place); ::inet_pton(AF_INET, printer.host.c_str(), &four->sin_addr) == 1) {
        four->sin_family = AF_INET;
        four->sin_port = htons(static_cast<std::uint16_t>(printer.port));
        size = sizeof(sockaddr_in);
    } else {
        auto* six = reinterpret_cast<sockaddr_in6*>(&place);
        if (::inet_pton(AF_INET6, printer.host.c_str(), &six->sin6_addr) != 1) return false;
        six->sin6_family = AF_INET6;
        six->sin6_port = htons(static_cast<std::uint16_t>(printer.port));
        size = sizeof(sockaddr_in6);
    }
    if (::connect(socket.number(), reinterpret_cast<const sockaddr*>(&place), size) == 0) return true;
    if (errno != EINPROGRESS || !socket.ready(POLLOUT, until)) return false;
    int error = 0;
    socklen_t length = sizeof error;
    return ::getsockopt(socket.number(), SOL_SOCKET, SO_ERROR, &error, &length) == 0 && error == 0;
}

bool is_delivered(const Address& printer, std::string_view slip, Clock::time_point until) {
    const Socket socket(printer.host.find(':') == std::string::npos ? AF_INET : AF_INET6);
    if (socket.number() < 0 || !is_connected(socket, printer, until)) return false;
    while (!slip.empty()) {
        const auto sent = ::send(socket.number(), slip.data(), slip.size(), MSG_NOSIGNAL);
        if (sent > 0)
            slip.remove_prefix(static_cast<std::size_t>(sent));
        else if ((errno != EAGAIN && errno != EINTR) || !socket.ready(POLLOUT, until))
            return false;
    }
    ::shutdown(socket.number(), SHUT_WR);
    return true;
}

std::string& slip_folder() {
    static std::string folder;
    return folder;
}

bool is_plain_name(std::string_view name) {
    return !name.empty() && name.size() <= 100 && name.front() != '.' && std::ranges::all_of(name, [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') || letter == '-' ||
               letter == '_' || letter == '.';
    });
}

}  // namespace

std::string Address::text() const { return (host.find(':') == std::string::npos ? host : "[" + host + "]") + ":" + std::to_string(port); }

std::optional<Address> parse_address(std::string_view typed) {
    Address address;
    std::string_view port;
    if (typed.starts_with('[')) {
        const auto end = typed.find(']');
        if (end == std::string_view::npos) return {};
        address.host = typed.substr(1, end - 1);
        typed.remove_prefix(end + 1);
        if (!typed.empty() && typed.front() != ':') return {};
        port = typed.empty() ? typed : typed.substr(1);
        in6_addr six{};
        if (::inet_pton(AF_INET6, address.host.c_str(), &six) != 1 || !is_near(six)) return {};
    } else {
        const auto colon = typed.find(':');
        address.host = typed.substr(0, colon);
        if (colon != std::string_view::npos) port = typed.substr(colon + 1);
        in_addr four{};
        if (::inet_pton(AF_INET, address.host.c_str(), &four) != 1 || !is_near(four)) return {};
    }
    if (!port.empty()) {
        const auto number = text::whole(port);
        if (!number) return {};
        address.port = *number;
    }
    // Below 1024 stand the machine's own services; no printer's raw port is there.
    if (address.port < 1024 || address.port > 65535) return {};
    return address;
}

Delivery send(const Address& printer, std::string_view slip, int limit_ms) {
    static std::mutex mutex;
    static std::map<std::string, Clock::time_point> silent_until;
    const auto key = printer.text();
    {
        const std::lock_guard lock(mutex);
        const auto found = silent_until.find(key);
        if (found != silent_until.end() && Clock::now() < found->second) return Delivery::unreachable;
    }
    const bool delivered = is_delivered(printer, slip, Clock::now() + std::chrono::milliseconds(limit_ms));
    const std::lock_guard lock(mutex);
    if (delivered)
        silent_until.erase(key);
    else
        silent_until[key] = Clock::now() + left_alone;
    return delivered ? Delivery::printed : Delivery::unreachable;
}

void keep_slips_in(std::string directory) { slip_folder() = std::move(directory); }

bool keep_slip(std::string_view name, std::string_view slip) {
    namespace fs = std::filesystem;
    if (slip_folder().empty() || !is_plain_name(name)) return false;
    static std::mutex mutex;
    const std::lock_guard lock(mutex);
    std::error_code error;
    const fs::path folder = fs::path(slip_folder()) / "slip";
    fs::create_directories(folder, error);
    std::ofstream file(folder / std::string(name), std::ios::binary | std::ios::trunc);
    file.write(slip.data(), static_cast<std::streamsize>(slip.size()));
    file.close();
    if (!file) return false;

    std::vector<std::pair<fs::file_time_type, fs::path>> kept;
    for (const auto& entry : fs::directory_iterator(folder, error))
        if (entry.is_regular_file(error)) kept.emplace_back(entry.last_write_time(error), entry.path());
    std::sort(kept.begin(), kept.end());
    for (std::size_t i = 0; kept.size() > slips_kept && i < kept.size() - slips_kept; ++i) fs::remove(kept[i].second, error);
    return true;
}

}  // namespace receipts
