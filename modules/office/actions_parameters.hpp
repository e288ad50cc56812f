#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "modules/office/model.hpp"
#include "platform/sql/sql.hpp"

namespace office {

// Every parameter of an office as it is in force on one day, read at once: for whoever asks for many of them.
class ParametersInForce {
  public:
    ParametersInForce(sql::Transaction& tx, OfficeId office, Date on);

    // What the office has set; the shipped default where it has set none. Throws logic_error for a name that no definition has.
    std::string_view value(std::string_view name) const;
    int number(std::string_view name) const;  // 0 when the value is no number
    bool is_on(std::string_view name) const { return value(name) == "on"; }

  private:
    std::vector<Parameter> set_;  // oldest first: the last one of a name holds
};

}  // namespace office
