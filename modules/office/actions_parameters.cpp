#include "modules/office/actions_parameters.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/whole.hpp"
#include "modules/office/parameters.hpp"
#include "modules/office/store.hpp"

namespace office {

ParametersInForce::ParametersInForce(sql::Transaction& tx, OfficeId office, Date on) : set_(store::all_in_force(tx, office, on)) {}

std::string_view ParametersInForce::value(std::string_view name) const {
    const auto last = std::find_if(set_.rbegin(), set_.rend(), [name](const Parameter& one) { return one.name == name; });
    if (last != set_.rend()) return last->value;
    const auto* definition = find_definition(name);
    if (!definition) throw std::logic_error("unknown parameter: " + std::string(name));
    return definition->standard;
}

int ParametersInForce::number(std::string_view name) const { return text::whole(value(name)).value_or(0); }

}  // namespace office
