#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <semaphore>
#include <stdexcept>

#include "platform/clock/clock.hpp"
#include "platform/images/worker.hpp"

namespace images {
namespace {

// Each child may take 400 MB for a second or two.
std::counting_semaphore<2> children{2};

struct Slot {
    Slot() { children.acquire(); }
    ~Slot() { children.release(); }
    Slot(const Slot&) = delete;
    Slot& operator=(const Slot&) = delete;
};

struct Descriptor {
    int number{-1};
    Descriptor() = default;
    ~Descriptor() { shut(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    void shut() {
        if (number >= 0) ::close(number);
        number = -1;
    }
};

void check(int error, const char* what) {
    if (error != 0) throw std::runtime_error(std::string("image worker: ") + what + ": " + std::strerror(error));
}

// Nothing of the server goes along: no environment, no open file, no blocked signal.
pid_t start(int socket) {
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    check(posix_spawn_file_actions_init(&files), "start");
    check(posix_spawnattr_init(&attributes), "start");
    posix_spawn_file_actions_adddup2(&files, socket, 0);
    posix_spawn_file_actions_adddup2(&files, socket, 1);
    posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&files, 3);
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    char program[] = "antarkerja", command[] = "image-worker";
    char* arguments[] = {program, command, nullptr};
    char* environment[] = {nullptr};
    pid_t child = 0;
    const int error = posix_spawn(&child, "/proc/self/exe", &files, &attributes, arguments, environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    check(error, "start");
    return child;
}

}  // namespace

Ended run_child(const Request& request, std::string_view bytes, int wall_ms) {
    const Slot slot;
    std::array<int, 2> pair{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair.data()) != 0) check(errno, "socket");
    Descriptor ours, theirs;
    ours.number = pair[0];
    theirs.number = pair[1];
    const pid_t child = start(theirs.number);
    theirs.shut();

    std::string_view head(reinterpret_cast<const char*>(&request), sizeof request);
    Ended ended;
    bool sending = true, over = false;
    const auto deadline = wall_clock::monotonic_ms() + wall_ms;
    std::array<char, 65536> buffer;
    while (!over) {
        const auto left = deadline - wall_clock::monotonic_ms();
        if (left <= 0) break;
        pollfd events{ours.number, static_cast<short>(sending ? POLLIN | POLLOUT : POLLIN), 0};
        if (::poll(&events, 1, static_cast<int>(left)) < 0 && errno != EINTR) break;
        if (sending && (events.revents & POLLOUT)) {
            auto& part = head.empty() ? bytes : head;
            const auto count = ::send(ours.number, part.data(), part.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
            if (count > 0)
                part.remove_prefix(static_cast<std::size_t>(count));
            else if (count < 0 && errno != EAGAIN && errno != EINTR)
                sending = false;  // a refusal came before the end
            if (head.empty() && bytes.empty()) {
                ::shutdown(ours.number, SHUT_WR);
                sending = false;
            }
        }
        if (events.revents & (POLLIN | POLLHUP | POLLERR)) {
            const auto count = ::recv(ours.number, buffer.data(), buffer.size(), MSG_DONTWAIT);
            if (count > 0)
                ended.output.append(buffer.data(), static_cast<std::size_t>(count));
            else if (count == 0 || (errno != EAGAIN && errno != EINTR))
                over = true;
            if (ended.output.size() > answer_bytes_max) break;
        }
    }
    if (!over) ::kill(child, SIGKILL);
    int status = 0;
    // A child that closed its end but lives on is not waited for.
    while (::waitpid(child, &status, over ? WNOHANG : 0) == 0) {
        if (wall_clock::monotonic_ms() >= deadline) {
            ::kill(child, SIGKILL);
            over = false;
        } else {
            ::poll(nullptr, 0, 1);
        }
    }
    if (!over)
        ended.how = Ended::How::timed_out;
    else if (WIFEXITED(status))
        ended.how = Ended::How::exited, ended.code = WEXITSTATUS(status);
    else
        ended.how = Ended::How::killed, ended.code = WTERMSIG(status);
    return ended;
}

}  // namespace images
