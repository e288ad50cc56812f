#pragma once

#include <string>
#include <string_view>

#include "modules/interviews/actions.hpp"
#include "modules/interviews/pages_pieces.hpp"

// What an officer's pages of days have in common.
namespace interviews {

constexpr std::string_view days_path = "/rujuk/wawancara";
std::string path_of(DayId id);

http::Response no_such_day(const Context& context);
http::Response day_refused(const http::Request& request, const Context& context, Refusal why, html::FormState state = {});

std::string_view field_of(Refusal why);  // the field of a form that a refusal is about
std::string name_of(const Board& board, registration::ApplicationId file);

constexpr int number_width = 3;
constexpr int time_width = 5;

struct Typed {
    std::string_view name;
    std::string_view label;
    std::string_view hint;
    std::string usual;
    int width{};
};
void write_field(Markup& out, const Context& context, const html::FormState& state, const Typed& field);

}  // namespace interviews
