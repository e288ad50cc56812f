#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "platform/http/http.hpp"

// Runs the modules' jobs on one thread of its own until it is destroyed. A job that fails is logged and tried again at
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
    void run();

    const Platform& platform_;
    std::vector<Planned> planned_;
    std::mutex mutex_;
    std::condition_variable ended_;
    bool is_ending_{};
    std::thread thread_;
};
