#pragma once

#include <span>
#include <string_view>

// The rule pack as shipped: every number and choice of law or custom that an office may change, with the value that
// holds until it does. Marks say where no text was read: the office is asked to enter its own.
namespace office {

enum class ParameterKind { number, on_off, choice, text };

struct ParameterDefinition {
    std::string_view name;
    ParameterKind kind;
    std::string_view label;        // Indonesian, with what it means
    std::string_view standard;     // value in force until the office sets one
    std::string_view legal_basis;  // of the standard value
    int minimum{};                 // numbers
    int maximum{};
    std::string_view unit{};     // "bulan", "hari"
    std::string_view choices{};  // choice: "warn|refuse"
    bool must_cite{};            // a new value needs a legal-basis text
};

std::span<const ParameterDefinition> parameter_definitions();
const ParameterDefinition* find_definition(std::string_view name);
bool fits(const ParameterDefinition& definition, std::string_view value);

}  // namespace office
