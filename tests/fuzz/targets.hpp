#pragma once

#include <span>
#include <string_view>

// What reads bytes that strangers wrote. Each target takes any bytes and stops the process when a promise does not hold.
namespace fuzz {

struct Target {
    std::string_view name;  // of its seeds' folder, too
    void (*run)(std::string_view bytes);
};
std::span<const Target> targets();

}  // namespace fuzz
