#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "modules/reference/actions.hpp"
#include "modules/reference/industries.hpp"
#include "modules/reference/routes.hpp"

namespace reference {
namespace {

constexpr std::size_t suggestions_max = 10;
constexpr std::size_t query_max = 80;

// What a combobox reads: [{"value": code, "label": what people see}]. See web/scripts/suggestions.ts.
class Suggestions {
  public:
    void add(std::string_view value, std::string_view label) { list_.push_back({{"value", value}, {"label", label}}); }

    // The lists change with a release only, so a phone asks once for each beginning of a word.
    http::Response response(std::string_view cache) const {
        return http::json(list_.dump()).with_header("Cache-Control", std::string(cache));
    }

  private:
    nlohmann::json list_ = nlohmann::json::array();
};

// Empty for one letter, too, which would fit a thousand names.
std::string query_of(const http::Request& request) {
    const auto query = text::clean_line(request.query.text("q"), query_max).value_or("");
    return text::length(query) < 2 ? std::string() : query;
}

}  // namespace

http::Response suggest_occupations(const http::Request& request, Context& context) {
    Suggestions suggestions;
    for (const auto& occupation : find_occupations(query_of(request), suggestions_max))
        suggestions.add(occupation.code, context.language == Language::english ? occupation.title_en : occupation.title);
    // In the reader's language, which a cookie may choose: nobody else's cache may keep it.
    return suggestions.response("private, max-age=86400");
}

http::Response suggest_industries(const http::Request& request, Context&) {
    Suggestions suggestions;
    for (const auto& industry : find_industries(query_of(request), suggestions_max))
        suggestions.add(industry.code, industry.code + " " + industry.title);
    return suggestions.response("public, max-age=86400");
}

http::Response suggest_places(const http::Request& request, Context&) {
    Suggestions suggestions;
    for (const auto& place : find_places(query_of(request), suggestions_max)) suggestions.add(place.code, full_name(place.code));
    return suggestions.response("public, max-age=86400");
}

http::Response suggest_villages(const http::Request& request, Context&) {
    Suggestions suggestions;
    for (const auto& village : find_villages(query_of(request), request.query.text("regency"), suggestions_max))
        suggestions.add(village.code, full_name(village.code));
    return suggestions.response("public, max-age=86400");
}

}  // namespace reference
