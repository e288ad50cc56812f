#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "modules/office/model.hpp"
#include "platform/context.hpp"
#include "platform/html/html.hpp"
#include "platform/http/http.hpp"
#include "platform/sql/sql.hpp"

// The pages of the office, and the pieces of them that later modules put on theirs.
namespace office {

// The office's public page. `next_free_days` is booking's piece: it knows the places, this module does not.
void write_office_page(Markup& out, const Context& context, sql::Transaction& tx, const Office& office, const Markup& next_free_days);
// The service standard of one service (UU 25/2009 ps. 21), for the page on which a person asks for it.
void write_service_standard(Markup& out, const Context& context, const Office& office, const Service& service);
// "Setiap Rabu dan Jumat 19.00–21.00, semua layanan kecuali …, dari … sampai …"
std::string sentence(const Context& context, const WindowRule& rule, const std::vector<Service>& services);

// "Pasfoto 3x4, 2 foto: latar merah; latar biru"; of one of several photos "Pasfoto 3x4, foto 2: latar biru".
std::string paper_title(const Context& context, const DocumentRequirement& paper);
std::string photo_title(const Context& context, const DocumentRequirement& paper, int place);

std::vector<http::Route> portal_routes();       // /, /kantor/{code}/privasi, /kantor/{code}/lambang
std::vector<http::Route> office_page_routes();  // /kantor/{code}, without free days: for an installation without booking
std::vector<http::Route> setup_routes();        // /atur, /atur/mulai, the steps' frame, /pemasangan/kantor
std::vector<http::Route> profile_routes();      // /atur/wilayah, /atur/profil, /atur/penandatangan
std::vector<http::Route> week_routes();         // /atur/hari
std::vector<http::Route> service_routes();      // /atur/layanan, /atur/berkas
std::vector<http::Route> hours_routes();        // /atur/jadwal
std::vector<http::Route> card_routes();         // /atur/kartu, /atur/nomor, /atur/pencetak
std::vector<http::Route> rule_pack_routes();    // /atur/ketentuan

}  // namespace office
