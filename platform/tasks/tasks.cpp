#include "platform/tasks/tasks.hpp"

#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <new>
#include <thread>
#include <vector>

namespace tasks {

namespace {

// The sanitizers follow one stack a thread: under them a job runs on its thread's own, and sleeps where it waits.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool has_own_stacks = false;
#else
constexpr bool has_own_stacks = true;
#endif

// Only what is touched costs memory.
constexpr std::size_t stack_bytes = 4 * 1024 * 1024;
constexpr std::size_t tasks_max = 1024;

// Memory with a page below it that ends the program sooner than an overflow could write elsewhere.
class Stack {
  public:
    Stack() : page_(static_cast<std::size_t>(::sysconf(_SC_PAGESIZE))) {
        memory_ =
            ::mmap(nullptr, page_ + stack_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
        if (memory_ == MAP_FAILED) throw std::bad_alloc();
        ::mprotect(memory_, page_, PROT_NONE);
    }
    ~Stack() { ::munmap(memory_, page_ + stack_bytes); }
    Stack(const Stack&) = delete;
    Stack& operator=(const Stack&) = delete;

    void give_to(ucontext_t& context) const {
        context.uc_stack.ss_sp = static_cast<char*>(memory_) + page_;
        context.uc_stack.ss_size = stack_bytes;
    }

  private:
    std::size_t page_;
    void* memory_;
};

}  // namespace

// A stack and the job that runs on it. It does one job after the other and never ends.
class Task {
  public:
    explicit Task(Crew& the_crew) : crew(the_crew) {
        ::getcontext(&here_);
        stack_.give_to(here_);
        here_.uc_link = nullptr;
        ::makecontext(&here_, &Task::begin, 0);
    }

    // On the crew's thread, until the job is done or waits.
    void go_on();
    // In the job: back to the thread that went on with it last.
    void stop() { ::swapcontext(&here_, thread_); }

    Crew& crew;
    std::unique_ptr<Job> job;
    Answer* waits_for{};

  private:
    static void begin();

    Stack stack_;
    ucontext_t here_{};
    ucontext_t* thread_{};
};

namespace {
thread_local Task* running = nullptr;
}

// Reads `running` once: the code behind a stop may be on another thread, whose variables are others.
void Task::begin() {
    Task& task = *running;
    for (;;) {
        task.job->run();
        task.job.reset();
        task.stop();
    }
}

void Task::go_on() {
    ucontext_t thread;
    thread_ = &thread;
    running = this;
    ::swapcontext(&thread, &here_);
    running = nullptr;
}

// Exceptions on their way are counted by thread: a job that is in a catch block stays where it is.
Answer::Answer() : task_(std::uncaught_exceptions() == 0 && !std::current_exception() ? running : nullptr) {
    if (!task_) ::sem_init(&slept_on_, 0, 0);
}

Answer::~Answer() {
    if (!task_) ::sem_destroy(&slept_on_);
}

void Answer::wait() {
    if (!task_) {
        // std::binary_semaphore would yield the processor several times before it sleeps: for nothing, a disk is slow.
        while (::sem_wait(&slept_on_) != 0) {
        }
        return;
    }
    if (state_ == State::given) return;
    task_->waits_for = this;
    task_->stop();
}

bool Answer::wait_for_it() {
    auto expected = State::open;
    return state_.compare_exchange_strong(expected, State::waited_for);
}

struct Crew::Inside {
    Crew& crew;
    const std::size_t waiting_max;

    // A thread without work. The one that fell asleep last is woken first: its memory is warm, and the others are not
    // needed as long as it keeps up.
    struct Sleeper {
        std::condition_variable alarm;
        bool woken{};
    };

    std::mutex mutex;
    std::vector<Sleeper*> asleep;
    std::deque<Task*> ready;  // were given what they waited for; before any new job
    std::deque<std::unique_ptr<Job>> waiting;
    std::vector<std::unique_ptr<Task>> tasks;
    std::vector<Task*> idle_tasks;
    bool finishing{};
    std::vector<std::thread> threads;

    Inside(Crew& the_crew, std::size_t the_waiting_max) : crew(the_crew), waiting_max(the_waiting_max) {}

    bool is_done() const { return finishing && waiting.empty() && idle_tasks.size() == tasks.size(); }

    // With the lock held, as the next two. False where all are busy, and there may be no more of them.
    bool has_task_to_spare() {
        if (!idle_tasks.empty()) return true;
        if (tasks.size() >= tasks_max) return false;
        try {
            tasks.push_back(std::make_unique<Task>(crew));
        } catch (const std::bad_alloc&) {
            if (tasks.empty()) throw;
            return false;  // who waits for an answer will be done and leave a stack
        }
        idle_tasks.push_back(tasks.back().get());
        return true;
    }

    void wake(std::size_t how_many) {
        for (; how_many > 0 && !asleep.empty(); --how_many) {
            asleep.back()->woken = true;
            asleep.back()->alarm.notify_one();
            asleep.pop_back();
        }
    }

    void work() {
        Sleeper sleeper;
        std::unique_lock lock(mutex);
        for (;;) {
            while (ready.empty() && (waiting.empty() || !has_task_to_spare())) {
                if (is_done()) return wake(asleep.size());
                sleeper.woken = false;
                asleep.push_back(&sleeper);
                sleeper.alarm.wait(lock, [&] { return sleeper.woken; });
            }
            Task* task = nullptr;
            if (!ready.empty()) {
                task = ready.front();
                ready.pop_front();
            } else {
                auto job = std::move(waiting.front());
                waiting.pop_front();
                task = idle_tasks.back();
                idle_tasks.pop_back();
                task->job = std::move(job);
            }
            lock.unlock();
            const bool done = is_done_after_going_on(*task);
            lock.lock();
            if (done) idle_tasks.push_back(task);
        }
    }

    // Without the lock. False when it waits; then it may already run on another thread.
    static bool is_done_after_going_on(Task& task) {
        if constexpr (!has_own_stacks) {
            task.job->run();
            task.job.reset();
            return true;
        }
        for (;;) {
            task.waits_for = nullptr;
            task.go_on();
            auto* const answer = task.waits_for;
            if (!answer) return true;
            // Only now may it be woken: its stack is at rest.
            if (answer->wait_for_it()) return false;
        }
    }
};

Crew::Crew(int threads, std::size_t waiting_max) : inside_(std::make_unique<Inside>(*this, waiting_max)) {
    for (int i = 0; i < std::max(1, threads); ++i) inside_->threads.emplace_back([this] { inside_->work(); });
}

Crew::~Crew() { finish(); }

std::size_t Crew::take(std::span<std::unique_ptr<Job>> jobs) {
    auto& in = *inside_;
    const std::lock_guard lock(in.mutex);
    const auto taken = std::min(jobs.size(), in.waiting_max - std::min(in.waiting_max, in.waiting.size()));
    for (auto& job : jobs.first(taken)) in.waiting.push_back(std::move(job));
    in.wake(taken);
    return taken;
}

void Crew::take_first(std::unique_ptr<Job> job) {
    const std::lock_guard lock(inside_->mutex);
    inside_->waiting.push_front(std::move(job));
    inside_->wake(1);
}

void Crew::finish() {
    {
        const std::lock_guard lock(inside_->mutex);
        inside_->finishing = true;
        inside_->wake(inside_->asleep.size());
    }
    for (auto& thread : inside_->threads) thread.join();
    inside_->threads.clear();
}

void Answer::give(std::span<Answer* const> answers) {
    std::vector<Task*> ready;
    for (auto* answer : answers) {
        if (!answer->task_)
            ::sem_post(&answer->slept_on_);
        else if (auto* const task = answer->task_; answer->state_.exchange(State::given) == State::waited_for)
            ready.push_back(task);
    }
    // Those of one crew are told together.
    for (auto from = ready.begin(); from != ready.end();) {
        auto& crew = *(*from)->crew.inside_;
        const auto to = std::find_if(from, ready.end(), [&](const Task* task) { return task->crew.inside_.get() != &crew; });
        // To the end with the lock held: whoever is ready may be the last job, and the crew gone after it.
        const std::lock_guard lock(crew.mutex);
        crew.ready.insert(crew.ready.end(), from, to);
        crew.wake(static_cast<std::size_t>(to - from));
        from = to;
    }
}

}  // namespace tasks
