#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

// JSON lines on stderr. Only names and plain technical values: the value types of people (Nik, Phone, Personal) have no
// conversion to text, so they cannot get here by accident.
namespace log_line {
struct Value {
    Value(std::int64_t number) : text(std::to_string(number)) {}
    Value(int number) : text(std::to_string(number)) {}
    Value(std::string_view word) : text(word), quoted(true) {}
    Value(const std::string& word) : text(word), quoted(true) {}
    Value(const char* word) : text(word), quoted(true) {}
    std::string text;
    bool quoted{};
};
using Values = std::initializer_list<std::pair<std::string_view, Value>>;
void info(std::string_view event, Values values = {});
void warning(std::string_view event, Values values = {});
void error(std::string_view event, Values values = {});
void quiet(bool on);  // tests
}  // namespace log_line
