#pragma once

#include <cstdint>

// How long something has been going on, for work that outlives the moment in its Context.
class Lapse {
  public:
    Lapse();
    std::int64_t seconds() const;

  private:
    std::int64_t began_ms_;
};
