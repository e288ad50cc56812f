#pragma once

#include <string>
#include <vector>

#include "app/installation.hpp"
#include "modules/booking/model.hpp"
#include "modules/registration/model.hpp"

// A town to be measured in: one office, a window a day, people who hold a finished application. No person in it exists.
namespace bench {

class Town {
  public:
    // `data`: an empty folder.
    explicit Town(const std::string& data);

    struct Holder {
        registration::ApplicationId application;
        std::string token;
        std::string code;
    };
    std::vector<Holder> apply(int people);
    // The window of one of the coming days, with this many places, all of them online.
    booking::WindowId window(int days_ahead, int places);
    booking::WindowId window_of(int days_ahead) const;

    const Installation& open() const { return open_; }
    OfficeId office() const { return office_; }

  private:
    Installation open_;
    OfficeId office_;
    int people_{};
};

}  // namespace bench
