#pragma once

#include <string>
#include <string_view>

namespace sql {

// What every query of a table reads, with its own `tail`: "where id = :id".
inline std::string select(std::string_view columns, std::string_view table, std::string_view tail) {
    std::string query = "select ";
    query.append(columns).append(" from ").append(table).append(" ").append(tail);
    return query;
}

}  // namespace sql
