#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/matching/actions_fit.hpp"
#include "modules/matching/model_choice.hpp"
#include "modules/office/model.hpp"
#include "platform/html/components.hpp"
#include "platform/http/http.hpp"
#include "platform/sql/sql.hpp"

namespace matching {

std::vector<http::Route> profile_routes();     // /profil-kerja, /loket/profil/{application}
std::vector<http::Route> suggestion_routes();  // /saran, /lowongan/{id}/mengapa
std::vector<http::Route> block_routes();       // /lowongan/{id}/blokir, /profil-kerja/blokir
std::vector<http::Route> counsel_routes();     // /loket/saran/{application}, /loket/keberatan
std::vector<http::Route> fairness_routes();    // /atur/keadilan
void add_fit_parts();                          // what one's own file and a vacancy's page say of it
void add_block_part();                         // a vacancy's page: block its firm, or let it in again

// --- what these pages have in common ---
// A person on their phone, or a clerk with the person at the counter.
struct Reader {
    registration::ApplicationId application;
    office::Office office;
    bool is_staff{};
    std::string base;  // "/profil-kerja" or "/loket/profil/12"
};
// Empty: nobody's file is open here, or it is no file of this office.
std::optional<Reader> reader_of(sql::Transaction& tx, const http::Request& request, const Context& context);
html::Frame frame_for(const Reader& reader, std::string title, std::string path);
// Where no file is open on this phone, or none of this office.
http::Response no_file(const Context& context);
// An application that does not say yet whose it is has no profile.
http::Response nobody_yet(const Context& context, const Reader& reader, FitRefusal why = FitRefusal::no_such_profile);
// `home`: the reader's own district, where the way from there is told.
void write_facts(Markup& out, const Context& context, const vacancies::Vacancy& vacancy, std::string_view home = "");
// Where a firm is blocked, with words that name it: a page may have many such links.
std::string block_href(vacancies::VacancyId id);
void write_block_link(Markup& out, const Context& context, const vacancies::Vacancy& vacancy);
void write_reasons(Markup& out, const Context& context, const Fit& fit, Told told = Told::themselves);

}  // namespace matching
