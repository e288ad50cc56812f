#pragma once

#include <string>
#include <string_view>

#include "platform/html/html.hpp"

// What a company is asked to do, as a row that leads there. The modules after this one add theirs at "company tasks".
namespace employers {

inline constexpr std::string_view task_place = "company tasks";

// Where they say on the page of its permissions what hangs on them.
inline constexpr std::string_view licence_place = "company licences";

struct Task {
    std::string href;
    std::string_view icon;
    std::string title;
    std::string text;
};
void write_task(Markup& out, const Task& task);

}  // namespace employers
