#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "modules/reference/tables.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// Newer codes for a list, from an operator's file, until a release has them. Nothing is ever taken out of a list: whoever was
// registered with a code keeps it.
namespace reference {

enum class List { areas, occupations, industries };

struct ReadList {
    int read{};
    int unchanged{};
    std::vector<Addition> additions;
    std::vector<std::string> faults;  // one clear line each; with one of them nothing is taken in
};
// XLSX or CSV with headings: code and name; of occupations also title_en; of industries also version (2020 or 2025).
ReadList read_list(List list, std::string_view bytes);
// In one transaction; programs that run already go on with what they have.
void take_in(sql::Transaction& tx, const Context& context, const ReadList& list);

// Once at start, before anybody looks anything up.
void use_additions(sql::Transaction& tx);

}  // namespace reference
