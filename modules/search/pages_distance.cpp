#include "modules/search/pages_distance.hpp"

#include <algorithm>

#include "modules/registration/actions_reach.hpp"
#include "modules/search/distance.hpp"
#include "modules/search/text.hpp"
#include "platform/html/components.hpp"
#include "platform/i18n/language.hpp"

namespace search {

std::string own_district(const Context& context) {
    if (context.actor.kind != ActorKind::applicant) return {};
    return context.platform.database.read([&](sql::Transaction& tx) { return own_district(tx, context); });
}

std::string own_district(sql::Transaction& tx, const Context& context) {
    if (context.actor.kind != ActorKind::applicant) return {};
    const auto told = registration::find_circumstances(tx, {context.actor.applicant});
    return told ? told->village_code.substr(0, 8) : std::string();
}

std::string centre_of(const SearchForm& form, const std::string& own_district) {
    if (form.place.empty()) return own_district;
    return form.place.size() >= 5 ? form.place : std::string();
}

std::vector<std::size_t> counts_within(const SearchIndex& index, const SearchQuestion& question, const std::string& centre) {
    auto rings = question;
    rings.filters.province = 0;
    rings.filters.regency = 0;
    rings.filters.district = 0;
    rings.filters.near = reference::distances_from(reference::area_number(centre));
    rings.filters.within = distances_offered.back();
    rings.facets = {Facet::distance};
    rings.limit = 0;
    rings.after.reset();
    const auto found = index.search(rings);
    std::vector<std::size_t> counts(distances_offered.size());
    for (const auto& [ring, vacancies] : found.facets[static_cast<std::size_t>(Facet::distance)])
        for (std::size_t at = ring; at < counts.size(); ++at) counts[at] += vacancies;
    return counts;
}

void write_distance_field(Markup& out, const Context& context, const SearchForm& form, const std::string& own_district,
                          const std::string& typed, const std::string& error) {
    const auto kilometres = [&](int distance) {
        return fill(context.t(msg("Sampai {jarak} km di sekitarnya")), {{"jarak", std::to_string(distance)}});
    };
    std::vector<html::Option> options{{"", std::string(context.t(msg("Di tempat itu saja"))), ""}};
    for (const auto distance : distances_offered) options.push_back({std::to_string(distance), kilometres(distance), ""});
    if (form.distance > 0 && std::ranges::find(distances_offered, form.distance) == distances_offered.end())
        options.push_back({std::to_string(form.distance), kilometres(form.distance), ""});
    const auto hint = own_district.empty() || !form.place.empty()
                          ? std::string()
                          : fill(context.t(msg("Tanpa tempat, diukur dari {tempat}, tempat tinggal Anda.")),
                                 {{"tempat", place_words(context, own_district)}});
    html::select(out, context,
                 {.name = "distance",
                  .label = context.t("Jarak"),
                  .hint = hint,
                  .value = error.empty() ? (form.distance > 0 ? std::to_string(form.distance) : std::string()) : typed,
                  .error = error},
                 options);
}

void write_distance_note(Markup& out, const Context& context, const SearchForm& form, const std::string& centre) {
    if (centre.empty()) return;
    auto other = form;
    other.place = centre;
    other.nearest_first = !form.nearest_first;
    // Without a place the reader sees the whole country: it stays so, nearest or not.
    if (form.place.empty()) other.distance = distances_offered.back();
    out << "<p class=\"muted\">"_html
        << fill(context.t(msg("Jarak diukur lurus dari {tempat}, juga di atas laut: perjalanannya lebih jauh.")),
                {{"tempat", place_words(context, centre)}})
        << "</p><p><a rel=\"nofollow\""_html;
    out.attribute("href"_html, "/lowongan" + address_of(other));
    out << ">"_html
        << (form.nearest_first   ? context.t(msg("Urutkan: paling cocok dulu"))
            : form.place.empty() ? context.t(msg("Yang paling dekat dulu, sampai 100 km"))
                                 : context.t(msg("Urutkan: paling dekat dulu")))
        << "</a></p>"_html;
}

}  // namespace search
