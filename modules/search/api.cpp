#include "modules/search/api.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "modules/reference/actions.hpp"
#include "modules/search/cursor.hpp"
#include "modules/search/distance.hpp"
#include "modules/search/form.hpp"
#include "modules/search/live_search.hpp"
#include "modules/search/text_distance.hpp"
#include "modules/search/words.hpp"
#include "modules/vacancies/actions_published.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// The same search for other programs.
namespace search {

namespace {

using nlohmann::json;

constexpr int items_usual = 20;
constexpr int items_max = 100;
constexpr int changes_max = 200;

struct NamedFacet {
    std::string_view name;
    Facet facet;
};
constexpr NamedFacet facets[] = {{"education", Facet::education}, {"occupation", Facet::major}, {"province", Facet::province},
                                 {"regency", Facet::regency},     {"type", Facet::contract},    {"mode", Facet::mode},
                                 {"distance", Facet::distance}};

std::string code_of(Facet facet, std::uint16_t value) {
    switch (facet) {
        case Facet::education: return std::string(education_of_step(static_cast<std::uint8_t>(value)));
        case Facet::major: return value == no_major ? std::string() : std::to_string(value);
        case Facet::province: return value == 0 ? std::string() : std::to_string(value);
        case Facet::regency: return value == 0 ? std::string() : regency_code(value);
        case Facet::contract: return value == 0 ? std::string() : std::string(vacancies::code(static_cast<vacancies::Contract>(value - 1)));
        case Facet::mode: return value == 0 ? std::string() : std::string(vacancies::code(static_cast<vacancies::WorkMode>(value - 1)));
        case Facet::distance: return value < distances_offered.size() ? std::to_string(distances_offered[value]) : std::string();
        case Facet::district:
        case Facet::wage: break;
    }
    return std::to_string(value);
}

json shown(const Context& context, const Hit& hit, const reference::Distances* near) {
    const auto& segment = *hit.segment;
    const auto at = hit.at;
    const auto id = std::to_string(hit.id);
    json item{{"id", id},
              {"title", segment.title(at)},
              {"employer", segment.employer(at)},
              {"url", context.platform.public_url + "/lowongan/" + id}};
    if (segment.regency[at] != 0)
        item["place"] =
            segment.district[at] != 0 ? district_code(segment.regency[at], segment.district[at]) : regency_code(segment.regency[at]);
    if (const auto place = place_of(segment, at); !place.empty()) item["place_name"] = place;
    if (const auto distance = distance_of(near, segment, at); distance.is_known()) {
        item["distance_km"] = distance.kilometres;
        item["distance_is_rough"] = distance.is_rough;
    }
    if (segment.occupation[at] != 0) item["occupation"] = occupation_code(segment.occupation[at]);
    item["education"] = education_of_step(segment.education[at]);
    if (segment.wage_high[at] != 0) {
        item["wage_low"] = segment.wage_low[at];
        item["wage_high"] = segment.wage_high[at];
    }
    item["type"] = code_of(Facet::contract, segment.contract[at]);
    item["mode"] = code_of(Facet::mode, segment.mode[at]);
    item["open_to_disability"] = (segment.flags[at] & flag_open_to_disability) != 0;
    item["published"] = Instant{std::int64_t{segment.posted[at]}}.rfc3339_utc();
    if (const auto last = last_day(segment, at)) item["valid_until"] = last->iso();
    return item;
}

std::optional<int> whole_number(const std::string& text, int min, int max) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number < min || number > max) return {};
    return number;
}

http::Response get_vacancies(const http::Request& request, Context& context) {
    const auto read = read_search_form(request.query);
    std::vector<http::FieldProblem> problems;
    const auto index = live_search(context);
    for (const auto& fault : faults_of(read, *index))
        problems.push_back({fault.field, std::string(code(fault.why)), sentence(context, fault)});
    int limit = items_usual;
    if (const auto asked = request.query.find("limit")) {
        const auto number = whole_number(*asked, 1, items_max);
        if (!number) problems.push_back({"limit", "out_of_range", std::string(context.t(msg("Isi angka 1 sampai 100.")))});
        limit = number.value_or(limit);
    }
    auto reading = read_words(*index, read.form.words);
    SearchQuestion question{
        .words = std::move(reading.words), .filters = filters_of(read.form, context.now), .limit = static_cast<std::size_t>(limit) + 1};
    question.order = order_of(read.form);
    const auto near = distances_of(read.form);
    question.filters.near = near;
    if (const auto cursor = request.query.find("cursor"); cursor && !cursor->empty()) {
        question.after = hit_of(*cursor);
        if (!question.after)
            problems.push_back({"cursor", "not_readable", std::string(context.t(msg("Penanda halaman ini tidak dapat dibaca.")))});
    }
    const auto wanted = request.query.find("facets");
    for (const auto& name : text::split(wanted.value_or("education,occupation,province,type,mode"), ',')) {
        const auto* const found = std::ranges::find(facets, name, &NamedFacet::name);
        if (found != std::end(facets) && found->facet == Facet::distance && near->kilometres.empty())
            problems.push_back({"facets", "needs_place", sentence(context, {"facets", name, SearchFault::Why::needs_place})});
        else if (found != std::end(facets))
            question.facets.push_back(found->facet);
        else if (!name.empty())
            problems.push_back({"facets", "not_in_list", fill(context.t(msg("“{isi}” tidak ada dalam daftar.")), {{"isi", name}})});
    }
    if (!problems.empty()) return http::problem(422, "fields_unfit", context.t(msg("Ada isian yang perlu diperbaiki.")), problems);

    // exact=1: nothing rather than some of the words.
    auto [found, relaxed] =
        request.query.text("exact") == "1" ? Answer{.found = index->search(question)} : find_kindly(*index, std::move(question));
    json answer{{"total", found.count}, {"relaxed", relaxed}};
    json items = json::array();
    const auto count = std::min(found.best.size(), static_cast<std::size_t>(limit));
    for (std::size_t i = 0; i < count; ++i) items.push_back(shown(context, found.best[i], near.get()));
    answer["items"] = std::move(items);
    answer["next"] = found.best.size() > count && count > 0 ? json(cursor_of(found.best[count - 1])) : json(nullptr);
    json counts = json::object();
    for (const auto& [name, facet] : facets) {
        const auto& values = found.facets[static_cast<std::size_t>(facet)];
        if (values.empty()) continue;
        auto& list = counts[std::string(name)] = json::array();
        for (const auto& [value, vacancies] : values) list.push_back({{"code", code_of(facet, value)}, {"count", vacancies}});
    }
    answer["facets"] = std::move(counts);
    for (const auto& [typed, meant] : reading.corrected) answer["corrected"].push_back({{"typed", typed}, {"meant", meant}});
    return http::json(answer.dump(-1, ' ', false, json::error_handler_t::replace));
}

// Every change in order; a vacancy that is no longer shown says so, and nothing else.
http::Response get_changes(const http::Request& request, Context& context) {
    // Whoever follows all changes with a filter would take what is left out for removed.
    std::vector<http::FieldProblem> filters;
    for (const auto field : search_fields)
        if (request.query.has(field))
            filters.push_back(
                {std::string(field), "not_here", std::string(context.t(msg("Aliran ini berisi semua perubahan, tanpa saringan.")))});
    if (!filters.empty()) return http::problem(422, "fields_unfit", filters.front().title, filters);
    std::int64_t after = 0;
    if (const auto asked = request.query.text("after"); !asked.empty()) {
        const auto [end, error] = std::from_chars(asked.data(), asked.data() + asked.size(), after);
        if (error != std::errc{} || end != asked.data() + asked.size() || after < 0) {
            const auto title = std::string(context.t(msg("Isi nomor revisi dari jawaban sebelumnya.")));
            return http::problem(422, "fields_unfit", title, {{"after", "not_readable", title}});
        }
    }
    std::map<OfficeId, Date> today;  // where each vacancy's office is
    const auto changed = context.platform.database.read([&](sql::Transaction& tx) {
        auto all = vacancies::changed_after(tx, context, after, changes_max);
        for (const auto& one : all)
            if (!today.contains(one.office)) today[one.office] = vacancies::today_at(tx, context, one.office);
        return all;
    });
    json list = json::array();
    for (const auto& vacancy : changed) {
        json one{{"id", vacancy.id.text()}, {"revision", std::to_string(vacancy.revision)}};
        if (!vacancies::is_public(vacancy, today.at(vacancy.office))) {
            one["removed"] = true;
        } else {
            one["vacancy"] = {{"title", vacancy.title},
                              {"employer", vacancy.employer_name},
                              {"place", vacancy.place_code},
                              {"occupation", vacancy.occupation},
                              {"education", vacancy.education_min},
                              {"type", vacancies::code(vacancy.contract)},
                              {"mode", vacancies::code(vacancy.mode)},
                              {"openings", vacancy.openings},
                              {"valid_until", vacancy.valid_until.iso()},
                              {"url", context.platform.public_url + "/lowongan/" + vacancy.id.text()}};
            if (vacancy.wage_high > 0 || vacancy.wage_low > 0) {
                one["vacancy"]["wage_low"] = vacancy.wage_low;
                one["vacancy"]["wage_high"] = vacancy.wage_high;
            }
        }
        list.push_back(std::move(one));
        after = vacancy.revision;
    }
    const bool more = changed.size() == static_cast<std::size_t>(changes_max);
    return http::json(json{{"changes", std::move(list)}, {"revision", std::to_string(after)}, {"more", more}}.dump(
        -1, ' ', false, json::error_handler_t::replace));
}

}  // namespace

std::vector<http::Route> search_api_routes() {
    using enum http::Method;
    return {{get, "/api/v1/vacancies", get_vacancies, Permission::anyone, http::Rate::api, 0,
             "Published vacancies by words and filters, with counts"},
            {get, "/api/v1/vacancies/changes", get_changes, Permission::anyone, http::Rate::api, 0,
             "What changed after a revision, removals included"}};
}

}  // namespace search
