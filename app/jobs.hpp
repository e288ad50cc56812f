#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "platform/http/http.hpp"

// Runs the modules' jobs until it is destroyed: those of one module one after the other, on a thread of its own, so that
// a mail server that does not answer never delays another module's work. A job that fails is logged and tried again at
// its next time; the others go on.
class Jobs {
  public:
    Jobs(const Platform& platform, const std::vector<http::Module>& modules);
    ~Jobs();
    Jobs(const Jobs&) = delete;

  private:
    struct Planned {
        http::Job job;
        std::int64_t due_ms{};
    };
    void run(std::vector<Planned> planned);

    const Platform& platform_;
    std::mutex mutex_;
    std::condition_variable ended_;
    bool is_ending_{};
    std::vector<std::thread> threads_;
};
