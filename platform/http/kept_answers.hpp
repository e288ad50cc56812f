#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "platform/http/http.hpp"

namespace http {

// Answers that everybody without a session is shown alike, so that a thousand people who reload one page cost one page.
// An answer is good for the second it was made in and only while nothing has been written since: whoever has just
// changed something never meets the page of before.
class KeptAnswers {
  public:
    struct Moment {
        std::int64_t second{};
        std::uint64_t commits{};  // sql::Database::commits, read before the answer was made

        bool operator==(const Moment&) const = default;
    };

    KeptAnswers();
    // The session key under which answers are made that are to be kept; belongs to nobody.
    const std::string& session_key() const { return session_key_; }

    // With the asker's own token in its forms; empty when there is none of this moment.
    std::optional<Response> find(const std::string& address, const Moment& moment, const Context& context) const;
    // Keeps what was made under session_key(), where it is worth keeping; gives it with the asker's own token.
    Response keep(std::string address, const Moment& moment, Response made, const Context& context);

  private:
    struct Kept {
        Response response;
        std::vector<std::size_t> tokens;  // where in the body

        Response for_asker(const Context& context) const;
    };

    void put(std::string address, const Moment& moment, std::shared_ptr<const Kept> kept);

    const std::string session_key_;
    mutable std::mutex mutex_;
    Moment moment_;
    std::map<std::string, std::shared_ptr<const Kept>, std::less<>> answers_;
};

}  // namespace http
