#pragma once

#include <string_view>

#include "modules/office/model.hpp"
#include "modules/office/model_list.hpp"
#include "platform/context.hpp"
#include "platform/http/http.hpp"

// The page on which a manager brings a list: choose the file, see what it would do row by row, say yes. The module whose list it is
// says how it is read.
namespace office {

enum class Taking { trial, real };

struct ListKind {
    std::string_view code;   // "vacancies"
    std::string_view path;   // of the page
    std::string_view back;   // where one came from, and where what was taken in is seen
    std::string_view title;  // these three in Indonesian, as msg()
    std::string_view hint;
    std::string_view seen_there;  // the link to `back` afterwards
    std::string_view accept;      // of the file field
    ListOutcome (*take)(const Context& context, const Office& office, std::string_view bytes, Taking taking);
};
http::Response get_list_page(const ListKind& kind, const http::Request& request, Context& context);
http::Response post_list_file(const ListKind& kind, const http::Request& request, Context& context);
http::Response post_list_yes(const ListKind& kind, const http::Request& request, Context& context);
http::Response post_list_no(const ListKind& kind, const http::Request& request, Context& context);

}  // namespace office
