#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "platform/sql/engines.hpp"

struct pg_conn;

namespace sql {

// Other processes of this program on the same PostgreSQL database: what is announced here is told to them, and what is
// announced there to the listeners here (LISTEN, NOTIFY). One connection and one thread; a commit waits for neither, so
// that commits do not queue for PostgreSQL's one lock on notifications.
//
// An announcement is lost when its process dies in the moment between the commit and the telling. Whoever was cut off
// from the server tells its listeners "" when it is back: anything may have changed.
class Neighbours {
  public:
    Neighbours(std::string location, Listeners& listeners);
    ~Neighbours();  // what is left is told first
    Neighbours(const Neighbours&) = delete;
    Neighbours& operator=(const Neighbours&) = delete;

    void tell(const std::vector<std::string>& topics);

  private:
    struct Close {
        void operator()(pg_conn* connection) const;
    };
    using Line = std::unique_ptr<pg_conn, Close>;

    void work();
    Line connect() const;
    bool send(pg_conn& line);
    bool hear(pg_conn& line);
    void wait(pg_conn* line);
    bool is_over();

    const std::string location_;
    Listeners& listeners_;
    std::mutex mutex_;
    std::vector<std::string> waiting_;
    bool stopping_{};
    int wake_{-1};
    std::thread thread_;
};

}  // namespace sql
