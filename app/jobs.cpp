#include "app/jobs.hpp"

#include <algorithm>
#include <chrono>

#include "platform/clock/clock.hpp"
#include "platform/log/log.hpp"

Jobs::Jobs(const Platform& platform, const std::vector<http::Module>& modules) : platform_(platform) {
    for (const auto& module : modules) {
        std::vector<Planned> planned;
        // The first round comes soon after the start, so that a restart is never why something waits.
        for (const auto& job : module.jobs) planned.push_back({job, wall_clock::monotonic_ms() + 1000});
        if (!planned.empty()) threads_.emplace_back([this, planned] { run(planned); });
    }
}

Jobs::~Jobs() {
    {
        const std::lock_guard lock(mutex_);
        is_ending_ = true;
    }
    ended_.notify_all();
    for (auto& thread : threads_) thread.join();
}

void Jobs::run(std::vector<Planned> planned) {
    std::unique_lock lock(mutex_);
    while (!is_ending_) {
        auto& next = *std::min_element(planned.begin(), planned.end(), [](const auto& a, const auto& b) { return a.due_ms < b.due_ms; });
        const auto wait_ms = next.due_ms - wall_clock::monotonic_ms();
        if (wait_ms > 0) {
            ended_.wait_for(lock, std::chrono::milliseconds(wait_ms));
            continue;
        }
        lock.unlock();
        try {
            Actor actor;
            actor.kind = ActorKind::system;
            Context context{.platform = platform_, .actor = std::move(actor), .now = wall_clock::now(), .request_id = "job", .address = ""};
            next.job.run(context);
        } catch (const std::exception& failure) {
            log_line::error("job_failed", {{"job", next.job.name}, {"why", failure.what()}});
        }
        next.due_ms = wall_clock::monotonic_ms() + std::int64_t{next.job.every_s} * 1000;
        lock.lock();
    }
}
