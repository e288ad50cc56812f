#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "platform/http/http.hpp"

namespace http {

// How many requests one network address may send, per class, as buckets that refill. Many phones share one address
// behind a mobile operator, so the limits stop floods, not offices; what one account may try is identity's business.
class Limits {
  public:
    Limits();
    ~Limits();

    // 0 = go on; otherwise seconds to wait.
    int seconds_to_wait(std::string_view address, Rate rate, std::int64_t now_ms);

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

struct Allowance {
    int burst;
    int per_minute;
};
Allowance allowance(Rate rate);

}  // namespace http
