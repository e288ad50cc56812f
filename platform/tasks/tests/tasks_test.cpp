#include <doctest/doctest.h>

#include <array>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "platform/tasks/tasks.hpp"

namespace {

class Doing final : public tasks::Job {
  public:
    explicit Doing(std::function<void()> what) : what_(std::move(what)) {}
    void run() override { what_(); }

  private:
    std::function<void()> what_;
};

std::vector<std::unique_ptr<tasks::Job>> jobs(int count, const std::function<void(int)>& what) {
    std::vector<std::unique_ptr<tasks::Job>> made;
    for (int i = 0; i < count; ++i) made.push_back(std::make_unique<Doing>([what, i] { what(i); }));
    return made;
}

// Gives what it was asked for, many at a time, from a thread of its own: as the database's writer does.
class Giver {
  public:
    Giver() : thread_([this] { give(); }) {}
    ~Giver() {
        {
            const std::lock_guard lock(mutex_);
            is_closing_ = true;
        }
        asked_.notify_all();
        thread_.join();
    }

    void ask() {
        tasks::Answer answer;
        {
            const std::lock_guard lock(mutex_);
            waiting_.push_back(&answer);
        }
        asked_.notify_one();
        answer.wait();
    }

  private:
    void give() {
        std::unique_lock lock(mutex_);
        for (;;) {
            asked_.wait(lock, [this] { return is_closing_ || !waiting_.empty(); });
            if (waiting_.empty()) return;
            const auto batch = std::exchange(waiting_, {});
            lock.unlock();
            tasks::Answer::give(batch);
            lock.lock();
        }
    }

    std::mutex mutex_;
    std::condition_variable asked_;
    std::vector<tasks::Answer*> waiting_;
    bool is_closing_{};
    std::thread thread_;
};

int depth_of(int left) {
    std::array<char, 1024> here{};
    here[static_cast<std::size_t>(left % 1024)] = 1;
    return left == 0 ? here[0] : depth_of(left - 1) + here[static_cast<std::size_t>(left % 1024)];
}

}  // namespace

TEST_SUITE("tasks") {
    TEST_CASE("a job that waits leaves its thread to the others") {
        constexpr int count = 100;
        std::vector<std::unique_ptr<tasks::Answer>> answers(count);
        std::atomic<int> begun{0};
        std::atomic<int> done{0};
        tasks::Crew crew(1, count);
        auto some = jobs(count, [&](int i) {
            auto& answer = *(answers[static_cast<std::size_t>(i)] = std::make_unique<tasks::Answer>());
            if (++begun == count) {
                // The last one to begin answers all: with a thread for each that waits it would never come to its turn.
                std::vector<tasks::Answer*> all;
                for (const auto& one : answers) all.push_back(one.get());
                tasks::Answer::give(all);
            }
            answer.wait();
            ++done;
        });
        CHECK(crew.take(some) == count);
        crew.finish();
        CHECK(begun == count);
        CHECK(done == count);
    }

    TEST_CASE("every answer comes once, whoever goes on with the job") {
        Giver giver;
        std::atomic<int> answered{0};
        tasks::Crew crew(4, 5000);
        auto some = jobs(2000, [&](int i) {  // more than may wait at one time
            const std::string mine = "job " + std::to_string(i);
            for (int turn = 0; turn < 5; ++turn) {
                const auto before = mine;
                giver.ask();
                if (before == mine) ++answered;
            }
        });
        crew.take(some);
        crew.finish();
        CHECK(answered == 10000);
    }

    TEST_CASE("an exception passes through a job that has waited, and a catch block may wait") {
        Giver giver;
        std::atomic<int> caught{0};
        tasks::Crew crew(2, 100);
        auto some = jobs(50, [&](int i) {
            try {
                giver.ask();
                throw std::runtime_error(std::to_string(i));
            } catch (const std::runtime_error& failure) {
                giver.ask();
                if (failure.what() == std::to_string(i)) ++caught;
            }
        });
        crew.take(some);
        crew.finish();
        CHECK(caught == 50);
    }

    TEST_CASE("outside a job the thread sleeps until it is answered") {
        Giver giver;
        giver.ask();
        tasks::Answer given_before;
        tasks::Answer* const one = &given_before;
        tasks::Answer::give({&one, 1});
        given_before.wait();
    }

    TEST_CASE("above the number that may wait none is taken, and who is first goes first") {
        std::mutex mutex;
        std::vector<int> order;
        tasks::Answer begun;
        tasks::Answer go_on;
        tasks::Crew crew(1, 2);
        auto busy = jobs(1, [&](int) {
            try {
                throw 0;
            } catch (int) {  // keeps its thread while it waits
                tasks::Answer* const one = &begun;
                tasks::Answer::give({&one, 1});
                go_on.wait();
            }
        });
        CHECK(crew.take(busy) == 1);
        begun.wait();
        auto some = jobs(3, [&](int i) {
            const std::lock_guard lock(mutex);
            order.push_back(i);
        });
        CHECK(crew.take(some) == 2);
        CHECK(some[2] != nullptr);
        crew.take_first(std::move(some[2]));
        tasks::Answer* const one = &go_on;
        tasks::Answer::give({&one, 1});
        crew.finish();
        CHECK(order == std::vector{2, 0, 1});
    }

    TEST_CASE("a job has room for three mebibytes on its stack") {
        std::atomic<int> depth{0};
        tasks::Crew crew(1, 1);
        auto one = jobs(1, [&](int) { depth = depth_of(2500); });
        crew.take(one);
        crew.finish();
        CHECK(depth > 0);
    }
}
