#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <span>

#include <semaphore.h>

// Work that waits without holding a thread. See README.md.
namespace tasks {

// One piece of work, done once, on any thread of the crew; no exception may leave it.
class Job {
  public:
    virtual ~Job() = default;
    virtual void run() = 0;
};

class Task;

// What one asks for and another gives, once. Inside a job the crew's thread does something else meanwhile, and the rest
// of the job may run on another thread: hold no lock while waiting. Anywhere else the thread sleeps.
class Answer {
  public:
    Answer();
    ~Answer();
    Answer(const Answer&) = delete;
    Answer& operator=(const Answer&) = delete;

    void wait();
    // Each of them may be gone as soon as it is given.
    static void give(std::span<Answer* const> answers);

  private:
    friend class Crew;
    enum class State { open, waited_for, given };
    bool wait_for_it();  // false: it was given already

    Task* const task_;  // of who asked; null outside of a job
    std::atomic<State> state_{State::open};
    ::sem_t slept_on_;
};

// Threads that do jobs. A job that waits for an answer costs its stack, no thread.
class Crew {
  public:
    // At most `waiting_max` jobs wait for their turn.
    Crew(int threads, std::size_t waiting_max);
    ~Crew();

    // Takes them from the first on, as many as may wait; says how many.
    std::size_t take(std::span<std::unique_ptr<Job>> jobs);
    // Before all that wait, however many.
    void take_first(std::unique_ptr<Job> job);
    // Does what was taken, then ends the threads.
    void finish();

  private:
    friend class Answer;
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace tasks
