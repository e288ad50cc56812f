#pragma once

#include <string>
#include <string_view>

#include "modules/feedback/actions.hpp"
#include "modules/office/model.hpp"
#include "platform/html/components.hpp"

// What the pages of feedback have in common.
namespace feedback {

html::Frame public_frame(const office::Office& office, std::string title, std::string path);
http::Response no_such_office(const Context& context);
// Services of an office by their name; "" for what it no longer has.
std::string service_name(const Context& context, sql::Transaction& tx, OfficeId office, std::string_view code);
// IKM, grade and the nine elements; says so where there is nothing, or too little.
void write_index(Markup& out, const Context& context, const Results& all);
void write_services(Markup& out, const Context& context, sql::Transaction& tx, OfficeId office, const Results& all);
std::string name_of(const Context& context, const Period& period);
void write_lapor(Markup& out, const Context& context);  // the way to SP4N-LAPOR!

}  // namespace feedback
