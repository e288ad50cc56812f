#pragma once

#include <optional>
#include <string_view>

#include "modules/matching/model_fit.hpp"
#include "modules/matching/rules_points.hpp"
#include "modules/vacancies/model.hpp"

// The words under which choices are kept and sent.
namespace matching {

std::string_view code(Feature feature);
std::string_view code(Hard what);
std::string_view code(Band band);
std::string_view code(Evidence evidence);
std::string_view code(Reach reach);
std::string_view code(Travel travel);
std::optional<Hard> parse_hard(std::string_view code);
std::optional<Evidence> parse_evidence(std::string_view code);
std::optional<Reach> parse_reach(std::string_view code);
std::optional<Travel> parse_travel(std::string_view code);
std::optional<vacancies::Contract> parse_contract(std::string_view code);

}  // namespace matching
