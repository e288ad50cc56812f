#include "base/workers.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace workers {

unsigned threads_of_machine() { return std::max(1U, std::thread::hardware_concurrency()); }

void call_for_each_number(std::size_t count, unsigned threads, void (*call)(const void* work, std::size_t at), const void* work) {
    std::atomic<std::size_t> next{0};
    std::mutex mutex;
    std::exception_ptr failed;
    const auto run = [&] {
        try {
            for (auto at = next++; at < count; at = next++) call(work, at);
        } catch (...) {
            next = count;
            const std::lock_guard lock(mutex);
            if (!failed) failed = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> others;
        for (std::size_t thread = 1; thread < std::min<std::size_t>(threads, count); ++thread) others.emplace_back(run);
        run();
    }
    if (failed) std::rethrow_exception(failed);
}

}  // namespace workers
