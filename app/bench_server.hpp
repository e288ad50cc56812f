#pragma once

#include <sys/types.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/bench_figures.hpp"

// The program as its users meet it: a child process that listens on loopback, and people who keep it busy.
namespace bench {

// A folder that is gone afterwards.
class ScratchFolder {
  public:
    ScratchFolder();
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    const std::string& path() const { return path_; }

  private:
    std::string path_;
};

// `antarkerja serve` over `data` on a free port of loopback, without limits per address.
class ServerProcess {
  public:
    explicit ServerProcess(const std::string& data);
    ~ServerProcess();  // SIGTERM, and waits
    ServerProcess(const ServerProcess&) = delete;
    int port() const { return port_; }
    double rss_mib() const;
    double cpu_us() const;  // spent since it started

  private:
    pid_t pid_{};
    int port_{};
};

// Sends all requests over so many kept connections of 127.0.0.1, each connection one after the other; `answered` gets
// the request's position, the status and the body. Throws when a connection is cut.
Figures drive(int port, int connections, const std::vector<std::string>& requests,
              const std::function<void(std::size_t position, int status, std::string_view body)>& answered);

}  // namespace bench
