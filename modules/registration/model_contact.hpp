#pragma once

#include <string>

namespace registration {

// How the holder of a card without an application is reached.
struct CardContact {
    std::string phone;  // "+62812…"; "" = none
    std::string address;
    std::string village_code;

    bool empty() const { return phone.empty() && address.empty() && village_code.empty(); }
};

}  // namespace registration
