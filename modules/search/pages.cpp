#include "modules/search/pages.hpp"

#include <algorithm>
#include <array>

#include "modules/reference/actions.hpp"
#include "modules/search/cursor.hpp"
#include "modules/search/distance.hpp"
#include "modules/search/form.hpp"
#include "modules/search/live_search.hpp"
#include "modules/search/pages_distance.hpp"
#include "modules/search/text.hpp"
#include "modules/search/text_distance.hpp"
#include "modules/search/words.hpp"
#include "modules/vacancies/actions.hpp"
#include "platform/html/components.hpp"
#include "platform/i18n/language.hpp"
#include "platform/i18n/numbers.hpp"

// Every published vacancy, found by words and filters; each filter says how many it leaves.
namespace search {

namespace {

constexpr std::size_t shown_on_page = 20;

std::string href(const SearchForm& form) { return "/lowongan" + address_of(form); }

std::string page_href(const SearchForm& form, const Hit& after) {
    auto address = address_of(form);
    address += address.empty() ? '?' : '&';
    return "/lowongan" + address + "cursor=" + cursor_of(after);
}

// One value of a filter: what choosing it means, and how many vacancies it leaves.
struct Choice {
    std::string words;
    std::size_t count{};
    SearchForm form;
};

void write_choices(Markup& out, const Context& context, std::string_view heading, const std::vector<Choice>& choices) {
    if (choices.empty()) return;
    out << "<h3>"_html << heading << "</h3><ul class=\"choices\">"_html;
    for (const auto& choice : choices) {
        out << "<li><a rel=\"nofollow\""_html;
        out.attribute("href"_html, href(choice.form));
        out << "><span>"_html << choice.words << "</span> <span class=\"num muted\">"_html
            << number(context.language, static_cast<std::int64_t>(choice.count)) << "</span></a></li>"_html;
    }
    out << "</ul>"_html;
}

// What lies around a place, and how far.
struct Nearby {
    std::string centre;                                // "" = nothing is measured
    std::vector<std::size_t> counts;                   // within each of distances_offered
    std::shared_ptr<const reference::Distances> near;  // of the centre
};

const std::vector<Found::Count>& counts_of(const Found& found, Facet facet) { return found.facets[static_cast<std::size_t>(facet)]; }

std::vector<Choice> place_choices(const Context& context, const SearchForm& form, const Found& found) {
    std::vector<Choice> choices;
    const auto add = [&](const std::string& code, std::size_t count) {
        auto next = form;
        next.place = code;
        const auto area = reference::find_area(code);
        choices.push_back({area ? area->name : place_words(context, code), count, std::move(next)});
    };
    if (form.place.empty()) {
        for (const auto& [province, count] : counts_of(found, Facet::province))
            if (province > 0) add(std::to_string(province), count);
    } else if (form.place.size() == 2) {
        for (const auto& [regency, count] : counts_of(found, Facet::regency))
            if (regency > 0) add(regency_code(regency), count);
    } else if (form.place.size() == 5) {
        for (const auto& [district, count] : counts_of(found, Facet::district))
            if (district > 0) add(district_code(regency_number(form.place), static_cast<std::uint8_t>(district)), count);
    }
    std::ranges::stable_sort(choices, std::greater{}, &Choice::count);
    constexpr std::size_t most = 12;
    if (choices.size() > most) choices.resize(most);
    return choices;
}

// What somebody with this degree may apply for: everything that asks for no more.
std::vector<Choice> education_choices(const Context& context, const SearchForm& form, const Found& found) {
    std::vector<Choice> choices;
    if (!form.education.empty()) return choices;
    std::size_t sum = 0;
    for (const auto& [rank, count] : counts_of(found, Facet::education)) {
        sum += count;
        auto next = form;
        next.education = education_of_step(static_cast<std::uint8_t>(rank));
        choices.push_back({education_words(context, static_cast<std::uint8_t>(rank)), sum, std::move(next)});
    }
    return choices;
}

std::vector<Choice> wage_choices(const Context& context, const SearchForm& form, const Found& found) {
    std::vector<Choice> choices;
    if (form.wage > 0) return choices;
    constexpr std::array<std::int64_t, 6> millions = {2, 3, 4, 5, 7, 10};
    for (const auto million : millions) {
        const auto wage = million * 1'000'000;
        std::size_t count = 0;
        for (const auto& [step, vacancies] : counts_of(found, Facet::wage))
            if (std::int64_t{step} * wage_step_rupiah >= wage) count += vacancies;
        if (count == 0) break;
        auto next = form;
        next.wage = wage;
        choices.push_back({fill(context.t(msg("Mulai {upah}")), {{"upah", rupiah(context.language, wage)}}), count, std::move(next)});
    }
    return choices;
}

std::vector<Choice> occupation_choices(const Context& context, const SearchForm& form, const Found& found) {
    std::vector<Choice> choices;
    if (!form.occupation.empty()) return choices;
    for (const auto& [major, count] : counts_of(found, Facet::major)) {
        if (major == no_major) continue;
        auto next = form;
        next.occupation = std::to_string(major);
        choices.push_back({major_words(context, major), count, std::move(next)});
    }
    std::ranges::stable_sort(choices, std::greater{}, &Choice::count);
    return choices;
}

std::vector<Choice> type_choices(const Context& context, const SearchForm& form, const Found& found) {
    std::vector<Choice> choices;
    if (form.type.empty()) {
        for (const auto& [value, count] : counts_of(found, Facet::contract)) {
            if (value == 0) continue;
            const auto contract = static_cast<vacancies::Contract>(value - 1);
            auto next = form;
            next.type = vacancies::code(contract);
            choices.push_back({std::string(context.t(vacancies::label(contract))), count, std::move(next)});
        }
    }
    return choices;
}

std::vector<Choice> mode_choices(const Context& context, const SearchForm& form, const Found& found) {
    std::vector<Choice> choices;
    if (form.mode.empty()) {
        for (const auto& [value, count] : counts_of(found, Facet::mode)) {
            if (value == 0) continue;
            const auto mode = static_cast<vacancies::WorkMode>(value - 1);
            auto next = form;
            next.mode = vacancies::code(mode);
            choices.push_back({std::string(context.t(vacancies::label(mode))), count, std::move(next)});
        }
    }
    return choices;
}

std::vector<Choice> distance_choices(const Context& context, const SearchForm& form, const Nearby& nearby) {
    std::vector<Choice> choices;
    for (std::size_t at = 0; at < nearby.counts.size(); ++at) {
        const int distance = distances_offered[at];
        if (distance == form.distance || nearby.counts[at] == 0) continue;
        auto next = form;
        next.place = nearby.centre;
        next.distance = distance;
        choices.push_back(
            {fill(context.t(msg("Sampai {jarak} km")), {{"jarak", std::to_string(distance)}}), nearby.counts[at], std::move(next)});
    }
    return choices;
}

void write_filters(Markup& out, const Context& context, const SearchForm& form, const Found& found, const Nearby& nearby) {
    html::details_open(out, context.t("Saring: tempat, jarak, pekerjaan, pendidikan, upah, jenis"));
    if (form.distance == 0) write_choices(out, context, context.t("Tempat"), place_choices(context, form, found));
    if (!nearby.centre.empty())
        write_choices(out, context, fill(context.t(msg("Jarak dari {tempat}")), {{"tempat", place_words(context, nearby.centre)}}),
                      distance_choices(context, form, nearby));
    write_choices(out, context, context.t("Kelompok pekerjaan"), occupation_choices(context, form, found));
    write_choices(out, context, context.t("Pendidikan saya"), education_choices(context, form, found));
    write_choices(out, context, context.t("Upah sebulan"), wage_choices(context, form, found));
    write_choices(out, context, context.t("Jenis"), type_choices(context, form, found));
    write_choices(out, context, context.t("Cara kerja"), mode_choices(context, form, found));
    if (!form.open_to_disability) {
        auto next = form;
        next.open_to_disability = true;
        out << "<p><a rel=\"nofollow\""_html;
        out.attribute("href"_html, href(next));
        out << ">"_html << context.t("Hanya yang terbuka bagi penyandang disabilitas") << "</a></p>"_html;
    }
    html::details_close(out);
}

void write_limits(Markup& out, const Context& context, const SearchForm& form) {
    auto limits = limits_of(context, form);
    std::erase_if(limits, [&](const Limit& one) { return !form.words.empty() && one.without.words.empty(); });
    if (limits.empty()) return;
    out << "<ul class=\"chosen\""_html;
    out.attribute("aria-label"_html, context.t("Saringan yang dipakai"));
    out << ">"_html;
    for (const auto& limit : limits) {
        out << "<li><a rel=\"nofollow\""_html;
        out.attribute("href"_html, href(limit.without));
        out << "><span class=\"govuk-visually-hidden\">"_html << context.t("Hapus saringan") << " </span>"_html << limit.words << " "_html
            << html::icon("x") << "</a></li>"_html;
    }
    out << "</ul>"_html;
}

void write_vacancy(Markup& out, const Context& context, const Hit& hit, const Nearby& nearby) {
    const auto& segment = *hit.segment;
    const auto at = hit.at;
    vacancies::Vacancy told;
    told.wage_low = segment.wage_low[at];
    told.wage_high = segment.wage_high[at];
    out << "<li><h3><a"_html;
    out.attribute("href"_html, "/lowongan/" + std::to_string(hit.id));
    out << ">"_html << segment.title(at) << "</a></h3><p>"_html << segment.employer(at);
    if (const auto place = place_of(segment, at); !place.empty()) out << " · "_html << place;
    if (const auto way = distance_words(context, distance_of(nearby.near.get(), segment, at)); !way.empty())
        out << " · <span class=\"num\">"_html << way << "</span>"_html;
    out << "</p><p class=\"muted\">"_html;
    if (const auto wage = vacancies::wage_words(context, told); !wage.empty()) out << "<strong>"_html << wage << "</strong> · "_html;
    if (segment.contract[at] > 0)
        out << context.t(vacancies::label(static_cast<vacancies::Contract>(segment.contract[at] - 1))) << " · "_html;
    out << education_words(context, segment.education[at]);
    if (const auto last = last_day(segment, at))
        out << " · "_html << fill(context.t(msg("sampai {tanggal}")), {{"tanggal", short_date(context.language, *last)}});
    out << "</p></li>"_html;
}

// What to do about it, in the number that there is: of one filter nobody can choose "one of them".
std::string_view ways_out_words(const Context& context, const SearchForm& form, std::size_t limits, std::size_t ways) {
    if (ways > 1) return context.t("Longgarkan salah satu:");
    if (ways == 1) return context.t("Dengan satu perubahan ini ada:");
    if (limits > 1) return context.t("Coba kata lain atau hapus sebagian saringan.");
    return form.words.empty() ? context.t("Hapus saringannya untuk melihat semua.") : context.t("Coba kata lain yang lebih umum.");
}

// Nothing was found: each filter that could go, and how many there would be.
void write_ways_out(Markup& out, const Context& context, const SearchIndex& index, const SearchForm& form) {
    std::vector<Choice> ways;
    const auto limits = limits_of(context, form);
    for (const auto& limit : limits) {
        auto question = question_of(index, limit.without, context.now);
        question.limit = 0;
        const auto count = index.search(question).count;
        if (count > 0) ways.push_back({fill(context.t(msg("Tanpa “{saringan}”")), {{"saringan", limit.words}}), count, limit.without});
    }
    if (form.distance > 0) {
        auto farther = form;
        for (auto distance = distances_offered.rbegin(); distance != distances_offered.rend(); ++distance)
            if (*distance > form.distance) farther.distance = *distance;
        auto question = question_of(index, farther, context.now);
        question.limit = 0;
        if (const auto count = index.search(question).count; count > 0)
            ways.push_back({fill(context.t(msg("Sampai {jarak} km")), {{"jarak", std::to_string(farther.distance)}}), count, farther});
    } else if (form.place.size() >= 5) {
        auto wider = form;
        wider.place = form.place.substr(0, form.place.size() == 8 ? 5 : 2);
        auto question = question_of(index, wider, context.now);
        question.limit = 0;
        if (const auto count = index.search(question).count; count > 0)
            ways.push_back({fill(context.t(msg("Perluas ke {tempat}")), {{"tempat", place_words(context, wider.place)}}), count, wider});
    }
    html::empty_state(
        out,
        limits.size() > 1 ? context.t("Tidak ada lowongan dengan semua syarat ini.") : context.t("Tidak ada lowongan dengan syarat ini."),
        ways_out_words(context, form, limits.size(), ways.size()));
    write_choices(out, context, context.t("Ini yang masih ada"), ways);
}

void write_following(Markup& out, const Context& context, const SearchForm& form) {
    const auto address = address_of(form);
    out << "<h2>"_html << context.t("Ikuti pencarian ini") << "</h2>"_html;
    if (context.actor.kind == ActorKind::applicant && !address.empty()) {
        html::form_open(out, context, "/lowongan/simpan");
        html::hidden(out, "pencarian", address);
        html::checkbox(out, context, {.name = "kabar", .label = context.t("Kabari saya kalau ada yang baru, paling banyak sekali sehari")},
                       false);
        html::button(out, context.t("Simpan pencarian"), html::ButtonKind::secondary);
        html::form_close(out);
        out << "<p><a href=\"/lowongan/tersimpan\">"_html << context.t("Pencarian tersimpan saya") << "</a></p>"_html;
    } else if (context.actor.kind != ActorKind::applicant) {
        out << "<p>"_html << context.t("Alamat halaman ini menyimpan pencarian Anda: tandai, atau kirim ke diri sendiri.")
            << " <a href=\"/berkas\">"_html << context.t("Buka berkas Anda supaya kami dapat mengabari") << "</a></p>"_html;
    }
    out << "<p><a"_html;
    out.attribute("href"_html, feed_href(context, "rss", form));
    out << ">"_html << context.t("Umpan RSS") << "</a> · <a"_html;
    out.attribute("href"_html, feed_href(context, "ics", form));
    out << ">"_html << context.t("Kalender hari tutup") << "</a></p>"_html;
}

// What the field shows is what it reads again.
std::string place_typed(const Context& context, const std::string& code) {
    return code.size() == 8 ? reference::full_name(code) : place_words(context, code);
}

http::Response get_search(const http::Request& request, Context& context) {
    const auto home = own_district(context);
    auto read = read_search_form(request.query, home);
    auto& form = read.form;
    const auto index = live_search(context);
    read.faults = faults_of(read, *index);
    if (is_unknown_place(*index, form.place)) {
        form.place.clear();
        form.distance = 0;
        form.nearest_first = false;
    }
    html::FormState state{.typed = request.query, .errors = {}};
    for (const auto& fault : read.faults) {
        const bool has_field = fault.field == "place";
        if (fault.why == SearchFault::Why::not_readable) {
            state.refuse(has_field ? "place" : "q", sentence(context, fault));
            continue;
        }
        if (fault.why != SearchFault::Why::not_in_list) {
            state.refuse("distance", sentence(context, fault));
            continue;
        }
        state.refuse(has_field ? "place" : "q",
                     has_field
                         ? fill(context.t(msg("Tempat “{isi}” tidak kami kenal. Tulis nama kecamatan, kabupaten, kota, atau provinsi.")),
                                {{"isi", fault.typed}})
                         : fill(context.t(msg("Saringan “{isi}” tidak kami kenal, jadi tidak dipakai.")), {{"isi", fault.typed}}));
    }
    auto reading = read_words(*index, form.words);
    SearchQuestion question{.words = std::move(reading.words), .filters = filters_of(form, context.now), .limit = shown_on_page + 1};
    if (const auto cursor = request.query.find("cursor")) question.after = hit_of(*cursor);
    question.facets = {Facet::education, Facet::major, Facet::wage, Facet::contract, Facet::mode};
    question.facets.push_back(form.place.empty() ? Facet::province : form.place.size() == 2 ? Facet::regency : Facet::district);
    const bool is_later_page = question.after.has_value();
    question.order = order_of(form);
    const auto answer = find_kindly(*index, question);
    const auto& [found, relaxed] = answer;
    Nearby nearby{.centre = centre_of(form, home), .counts = {}, .near = {}};
    if (!nearby.centre.empty()) {
        nearby.near = reference::distances_from(reference::area_number(nearby.centre));
        if (relaxed) question.words.need = Words::Need::any_term;
        nearby.counts = counts_within(*index, question, nearby.centre);
    }

    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Cari lowongan")
        << "</h1><form class=\"search\" method=\"get\" action=\"/lowongan\" role=\"search\">"_html;
    html::text_field(out, context,
                     {.name = "q",
                      .label = context.t("Pekerjaan, keahlian, atau perusahaan"),
                      .value = form.words,
                      .error = state.error("q"),
                      .type = "search",
                      .max_length = 200});
    const auto typed_place = state.error("place").empty() ? (form.place.empty() ? std::string() : place_typed(context, form.place))
                                                          : request.query.text("place");
    html::text_field(out, context,
                     {.name = "place",
                      .label = context.t("Tempat"),
                      .hint = context.t("Desa, kecamatan, kabupaten, kota, atau provinsi. Kosongkan untuk seluruh Indonesia."),
                      .value = typed_place,
                      .error = state.error("place"),
                      .max_length = 160,
                      .optional = true,
                      .suggestions = "/acuan/tempat"});
    write_distance_field(out, context, form, home, request.query.text("distance"), state.error("distance"));
    for (const auto& [name, value] : {std::pair<std::string_view, std::string>{"occupation", form.occupation},
                                      {"education", form.education},
                                      {"wage", form.wage > 0 ? std::to_string(form.wage) : ""},
                                      {"type", form.type},
                                      {"mode", form.mode},
                                      {"difabel", form.open_to_disability ? "1" : ""}})
        if (!value.empty()) html::hidden(out, name, value);
    html::button(out, context.t("Cari"));
    out << "</form>"_html;

    for (const auto& [typed, meant] : reading.corrected)
        out << "<p role=\"status\">"_html
            << fill(context.t(msg("Tidak ada “{ketikan}”. Kami mencari “{maksud}”.")), {{"ketikan", typed}, {"maksud", meant}})
            << "</p>"_html;
    if (relaxed)
        html::notice(out, html::Tone::info, context.t("Tidak ada yang memuat semua kata"),
                     context.t("Ini lowongan yang memuat sebagian kata Anda, yang paling cocok di atas."));
    out << "<h2>"_html
        << fill(context.t(msg("{jumlah} lowongan")), {{"jumlah", number(context.language, static_cast<std::int64_t>(found.count))}})
        << "</h2>"_html;
    write_limits(out, context, form);
    if (found.count == 0) {
        if (index->size() == 0)
            html::empty_state(out, context.t("Lowongan yang sudah diperiksa petugas akan tampil di sini."),
                              context.t("Belum ada yang terbit hari ini."));
        else
            write_ways_out(out, context, *index, form);
    } else {
        out << "<div class=\"found\">"_html;
        write_filters(out, context, form, found, nearby);
        out << "<div>"_html;
        write_distance_note(out, context, form, nearby.centre);
        const auto count = std::min(found.best.size(), shown_on_page);
        out << "<ol class=\"vacancies\">"_html;
        for (std::size_t i = 0; i < count; ++i) write_vacancy(out, context, found.best[i], nearby);
        out << "</ol>"_html;
        html::pagination(out, context, found.best.size() > count ? page_href(form, found.best[count - 1]) : "",
                         is_later_page ? href(form) : "");
        out << "</div></div>"_html;
    }
    write_following(out, context, form);
    html::Frame frame;
    frame.title =
        form.words.empty() ? std::string(context.t("Cari lowongan")) : fill(context.t(msg("Lowongan {kata}")), {{"kata", form.words}});
    frame.current_path = href(form);
    frame.scripts = {"apply"};
    frame.indexable = address_of(form).empty() && !is_later_page;
    return http::page(html::document(context, frame, out), state.ok() ? 200 : 422);
}

}  // namespace

std::vector<http::Route> search_routes() {
    using enum http::Method;
    return {{get, "/lowongan", get_search, Permission::anyone}};
}

}  // namespace search
