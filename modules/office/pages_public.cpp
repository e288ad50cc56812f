#include <algorithm>

#include "base/text.hpp"
#include "modules/office/actions.hpp"
#include "modules/office/pages.hpp"
#include "modules/office/rules.hpp"
#include "modules/reference/actions.hpp"
#include "platform/files/files.hpp"
#include "platform/html/components.hpp"
#include "platform/i18n/language.hpp"
#include "platform/images/images.hpp"
#include "platform/sql/sql.hpp"

namespace office {

namespace {

std::string page_of(const Office& office) { return "/kantor/" + office.code; }

html::Frame public_frame(const Office& office, std::string title, std::string path) {
    html::Frame frame;
    frame.title = std::move(title);
    frame.office_name = office.name;
    frame.office_href = page_of(office);
    frame.current_path = std::move(path);
    frame.indexable = true;
    return frame;
}

http::Response not_there(const Context& context) {
    return http::page(html::message_document(context, context.t("Kantor ini tidak ditemukan"),
                                             context.t("Alamatnya mungkin salah ketik, atau kantornya belum dibuka di sini."),
                                             context.t("Lihat daftar kantor"), "/"),
                      404);
}

// An office that is being set up is shown to nobody but those who set it up, by its settings.
std::optional<Office> open_office_at(sql::Transaction& tx, const http::Request& request) {
    auto office = find_office(tx, request.path_value(0));
    if (office && office->state != OfficeState::open) office.reset();
    return office;
}

void way(Markup& out, std::string_view icon, std::string_view href, std::string_view label, std::string_view aside = "") {
    out << "<li><a"_html;
    out.attribute("href"_html, href);
    out << ">"_html << html::icon(icon) << "<span>"_html << label << "</span>"_html;
    if (!aside.empty()) out << "<span class=\"aside\">"_html << aside << "</span>"_html;
    out << "</a></li>"_html;
}

std::string_view name_of(const Context& context, const Service& service) {
    return context.language == Language::english && !service.name_en.empty() ? service.name_en : service.name;
}

// --- the portal ---

bool is_found(const Office& office, std::string_view wanted) {
    const auto where = text::lower(office.name + " " + reference::full_name(office.regency_code) + " " + office.address);
    return std::ranges::all_of(text::split(text::lower(text::squeeze(wanted)), ' '),
                               [&](const std::string& word) { return where.find(word) != std::string::npos; });
}

http::Response get_portal(const http::Request& request, Context& context) {
    const auto list = context.platform.database.read([](sql::Transaction& tx) { return offices(tx); });
    if (list.size() == 1) return http::see_other(page_of(list.front()));

    const auto wanted = text::clean_line(request.query.text("q"), 80).value_or("");
    Markup out;
    out << "<h1>"_html << context.t("Layanan kantor tenaga kerja") << "</h1><p class=\"lead\">"_html
        << context.t("Kartu pencari kerja (AK-1), konsultasi, dan layanan lain. Pilih kantor menurut alamat KTP Anda.") << "</p>"_html;
    if (list.empty()) {
        html::empty_state(out, context.t("Kantor yang sudah dibuka akan tampil di sini."),
                          context.t("Pengelola pemasangan membuka kantor pertama di halaman pengaturan."));
    }
    if (list.size() > 6) {
        out << "<form method=\"get\" action=\"/\" role=\"search\">"_html;
        html::text_field(out, context,
                         {.name = "q", .label = context.t("Cari kota, kabupaten, atau provinsi"), .value = wanted, .type = "search"});
        html::button(out, context.t("Cari kantor"), html::ButtonKind::secondary);
        out << "</form>"_html;
    }
    int shown = 0;
    out << "<h2 class=\"govuk-visually-hidden\">"_html << context.t("Daftar kantor") << "</h2>"_html;
    Markup rows;
    for (const auto& one : list) {
        if (!is_found(one, wanted)) continue;
        ++shown;
        way(rows, "building-2", page_of(one), one.name, name(one.zone));
    }
    if (shown > 0)
        out << "<ul class=\"ways\">"_html << rows << "</ul>"_html;
    else if (!list.empty()) {
        html::empty_state(out, fill(context.t("Tidak ada kantor dengan “{kata}”."), {{"kata", wanted}}),
                          context.t("Coba nama kabupaten, kota, atau provinsi saja."));
    }
    out << "<h2>"_html << context.t("Sudah pernah mengurus?") << "</h2><ul class=\"ways\">"_html;
    way(out, "ticket", "/berkas", context.t("Buka berkas atau nomor antrean saya"));
    way(out, "shield-check", "/verifikasi", context.t("Periksa keaslian kartu AK-1"));
    out << "</ul><h2>"_html << context.t("Lowongan pekerjaan") << "</h2><ul class=\"ways\">"_html;
    way(out, "briefcase", "/lowongan", context.t("Cari lowongan"));
    way(out, "building-2", "/perusahaan/daftar", context.t("Daftarkan perusahaan"));
    out << "</ul>"_html;
    html::Frame frame;
    frame.current_path = "/";
    frame.indexable = true;
    return http::page(html::document(context, frame, out));
}

// --- the office's page ---

http::Response get_office(const http::Request& request, Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto office = open_office_at(tx, request);
        if (!office) return not_there(context);
        Markup out;
        write_office_page(out, context, tx, *office, {});
        return http::page(html::document(context, public_frame(*office, office->name, page_of(*office)), out));
    });
}

void privacy_section(Markup& out, std::string_view title, std::string_view body) {
    out << "<h2>"_html << title << "</h2><p>"_html << body << "</p>"_html;
}

http::Response get_privacy(const http::Request& request, Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto office = open_office_at(tx, request);
        if (!office) return not_there(context);
        const auto days = parameter(tx, office->id, "scans_deleted_after_days", context.local(office->zone).date);
        Markup out;
        out << "<h1>"_html << context.t("Data Anda di kantor ini") << "</h1><p class=\"lead\">"_html
            << fill(context.t("{kantor} memakai data Anda untuk melayani Anda, dan tidak untuk yang lain."), {{"kantor", office->name}})
            << "</p>"_html;
        // UU 27/2022 ps. 20 ayat (2) huruf e; consent is not asked for what the law makes a duty.
        privacy_section(out, context.t("Dasar"),
                        context.t("Tugas pelayanan publik yang diwajibkan peraturan (UU 27/2022 ps. 20 ayat (2) huruf e). Karena itu kami "
                                  "tidak meminta persetujuan untuk data yang wajib, dan hanya meminta yang diperlukan."));
        privacy_section(out, context.t("Untuk apa"),
                        context.t("Mencocokkan Anda dengan KTP dan ijazah, menerbitkan kartu AK-1, memanggil antrean, memberi tahu "
                                  "perkembangan, dan menyusun statistik tanpa nama."));
        privacy_section(out, context.t("Siapa yang melihat"),
                        context.t("Petugas kantor yang melayani Anda. Setiap pembukaan berkas Anda oleh petugas dicatat, dan Anda boleh "
                                  "meminta catatannya."));
        privacy_section(out, context.t("Berapa lama"),
                        fill(context.t("Hasil pindai surat dihapus {hari} hari setelah permohonan diputuskan di loket. Foto dan data kartu "
                                       "disimpan selama diwajibkan jadwal retensi arsip daerah."),
                             {{"hari", days.value}}));
        out << "<h2>"_html << context.t("Hak Anda") << "</h2><p>"_html
            << context.t(
                   "Anda boleh melihat data Anda dan jejak pemakaiannya, membetulkannya, dan meminta penghapusan yang tidak lagi "
                   "diperlukan. Kami menjawab dalam 3x24 jam (UU 27/2022 ps. 30 dan 32).")
            << "</p>"_html;
        out << "<h2>"_html << context.t("Hubungi") << "</h2><p>"_html;
        out << (office->privacy_contact.empty() ? std::string(context.t("Loket kantor, dengan membawa KTP.")) : office->privacy_contact);
        out << "</p>"_html;
        auto frame = public_frame(*office, std::string(context.t("Data Anda")), page_of(*office) + "/privasi");
        const auto back = page_of(*office);
        frame.back_href = back;
        return http::page(html::document(context, frame, out));
    });
}

http::Response get_emblem(const http::Request& request, Context& context) {
    const auto office = context.platform.database.read([&](sql::Transaction& tx) { return find_office(tx, request.path_value(0)); });
    const auto bytes = office && !office->emblem_file.empty() ? context.platform.files.get(office->emblem_file) : std::nullopt;
    if (!bytes) return not_there(context);
    return http::bytes(*bytes, "image/jpeg").with_header("Cache-Control", "public, max-age=3600");
}

void standard_row(Markup& out, std::string_view label, std::string_view value) {
    if (value.empty()) return;
    out << "<div><dt>"_html << label << "</dt><dd>"_html << value << "</dd></div>"_html;
}

void lines_row(Markup& out, const Context& context, std::string_view label, std::string_view lines) {
    if (lines.empty()) return;
    const auto items = text::split(lines, '\n');
    out << "<div><dt>"_html << label << "</dt><dd>"_html;
    if (items.size() == 1)
        out << context.t(items.front());
    else {
        out << "<ul>"_html;
        for (const auto& item : items) out << "<li>"_html << context.t(item) << "</li>"_html;
        out << "</ul>"_html;
    }
    out << "</dd></div>"_html;
}

}  // namespace

std::string paper_title(const Context& context, const DocumentRequirement& paper) {
    std::string title(context.t(paper.label));
    if (paper.photos > 1) title += ", " + fill(context.t("{jumlah} foto"), {{"jumlah", std::to_string(paper.photos)}});
    if (!paper.shows.empty()) title += ": " + text::join(paper.shows, "; ");
    return title;
}

std::string photo_title(const Context& context, const DocumentRequirement& paper, int place) {
    std::string title(context.t(paper.label));
    if (paper.photos > 1) title += ", " + fill(context.t("foto {nomor}"), {{"nomor", std::to_string(place)}});
    if (const auto at = static_cast<std::size_t>(place); at >= 1 && at <= paper.shows.size()) title += ": " + paper.shows[at - 1];
    return title;
}

namespace {

void write_papers(Markup& out, const Context& context, sql::Transaction& tx, const Office& office) {
    out << "<ul class=\"checks\">"_html;
    for (const auto& one : document_requirements(tx, office.id)) {
        out << "<li>"_html << html::icon("check") << "<div><strong>"_html << paper_title(context, one) << "</strong>"_html;
        if (!one.mandatory) out << " <span class=\"muted\">"_html << context.t("(bila ada)") << "</span>"_html;
        if (!one.substitutes.empty()) {
            out << "<br><span class=\"muted\">"_html << context.t("atau:") << " "_html;
            for (std::size_t at = 0; at < one.substitutes.size(); ++at) {
                if (at > 0) out << "; "_html;
                out << context.t(one.substitutes[at]);
            }
            out << "</span>"_html;
        }
        out << "</div></li>"_html;
    }
    out << "</ul>"_html;
}

}  // namespace

void write_service_standard(Markup& out, const Context& context, const Office& office, const Service& service) {
    out << "<dl class=\"standard\">"_html;
    lines_row(out, context, context.t("Syarat"), service.requirements);
    standard_row(out, context.t("Lama pelayanan"), context.t(service.time_promise));
    // The card and the services around it cost nothing: said on every page where a person decides (UU 25/2009 ps. 21).
    out << "<div><dt>"_html << context.t("Biaya") << "</dt><dd><strong>"_html << context.t("Gratis") << "</strong></dd></div>"_html;
    standard_row(out, context.t("Hasil"), context.t(service.product));
    standard_row(out, context.t("Dasar hukum"), context.t(service.legal_basis));
    standard_row(out, context.t("Pengaduan"), office.complaint_path);
    out << "</dl>"_html;
}

void write_office_page(Markup& out, const Context& context, sql::Transaction& tx, const Office& office, const Markup& next_free_days) {
    const auto today = context.local(office.zone).date;
    const auto list = services(tx, office.id);
    const auto rules = window_rules(tx, office.id);
    out << "<div class=\"masthead\">"_html;
    if (!office.emblem_file.empty()) {
        out << "<img alt=\"\" width=\"56\" height=\"64\""_html;
        out.attribute("src"_html, page_of(office) + "/lambang");
        out << ">"_html;
    }
    out << "<div><h1>"_html << office.name << "</h1><p class=\"muted\">"_html << html::icon("map-pin") << " "_html << office.address;
    out << "</p></div></div>"_html;
    if (!office.opening_note.empty()) html::notice(out, html::Tone::info, "", office.opening_note);

    const auto card = std::ranges::find(list, "ak1", &Service::code);
    if (card != list.end() && card->offered) {
        out << "<h2>"_html << context.t("Kartu pencari kerja (AK-1)") << "</h2><p>"_html
            << context.t("Isi dari ponsel, pilih hari datang, lalu ambil kartunya di kantor. Gratis, tanpa kata sandi.") << "</p>"_html;
        html::link_button(out, context.t("Ajukan kartu AK-1"), page_of(office) + "/ak1");
    }
    out << next_free_days;
    if (card != list.end() && card->offered) {
        out << "<h2>"_html << context.t("Yang dibawa untuk AK-1") << "</h2>"_html;
        write_papers(out, context, tx, office);
    }

    out << "<h2>"_html << context.t("Layanan lain") << "</h2><ul class=\"ways\">"_html;
    for (const auto& one : list) {
        if (!one.offered || one.needs_application || !one.bookable_online) continue;
        way(out, "calendar-days", page_of(office) + "/layanan/" + one.code, name_of(context, one), context.t("Ambil nomor"));
    }
    way(out, "ticket", "/berkas", context.t("Buka berkas atau nomor antrean saya"));
    way(out, "shield-check", "/verifikasi", context.t("Periksa keaslian kartu AK-1"));
    way(out, "briefcase", "/lowongan?place=" + office.regency_code, context.t("Cari lowongan"));
    way(out, "building-2", "/perusahaan/daftar?kantor=" + office.code, context.t("Daftarkan perusahaan"));
    out << "</ul>"_html;

    out << "<h2>"_html << context.t("Jam pelayanan") << "</h2>"_html;
    Markup hours;
    for (const auto& rule : rules) {
        if (rule.retired || (rule.valid_to && *rule.valid_to < today)) continue;
        hours << "<li>"_html;
        if (!rule.name.empty()) hours << "<strong>"_html << rule.name << "</strong>: "_html;
        hours << sentence(context, rule, list) << "</li>"_html;
    }
    if (hours.empty())
        html::empty_state(out, context.t("Jam pelayanan akan tampil di sini."), context.t("Kantor belum mengisinya."));
    else
        out << "<ul>"_html << hours << "</ul><p class=\"muted\">"_html
            << fill(context.t("Waktu setempat ({zona}). Libur nasional tutup, kecuali disebut lain."),
                    {{"zona", std::string(name(office.zone))}})
            << "</p>"_html;

    out << "<h2>"_html << context.t("Standar pelayanan") << "</h2>"_html;
    out << "<div class=\"standards\">"_html;
    for (const auto& one : list) {
        if (!one.offered) continue;
        if (one.code == "ak1") {
            out << "<h3>"_html << name_of(context, one) << "</h3>"_html;
            write_service_standard(out, context, office, one);
            continue;
        }
        html::details_open(out, name_of(context, one));
        write_service_standard(out, context, office, one);
        html::details_close(out);
    }
    out << "</div>"_html;

    out << "<h2>"_html << context.t("Hubungi dan mengadu") << "</h2><dl class=\"standard\">"_html;
    standard_row(out, context.t("Alamat"), office.address);
    standard_row(out, context.t("Telepon"), office.phone);
    standard_row(out, context.t("Surel"), office.email);
    standard_row(out, context.t("Situs"), office.website);
    standard_row(out, context.t("Pengaduan"), office.complaint_path);
    out << "<div><dt>"_html << context.t("Pengaduan nasional")
        << "</dt><dd><a href=\"https://www.lapor.go.id\" rel=\"noreferrer\">SP4N-LAPOR!</a></dd></div></dl>"_html;
    out << "<p><a"_html;
    out.attribute("href"_html, page_of(office) + "/pengaduan");
    out << ">"_html << context.t("Sampaikan pengaduan atau saran") << "</a></p><p><a"_html;
    out.attribute("href"_html, page_of(office) + "/survei");
    out << ">"_html << context.t("Nilai kepuasan masyarakat") << "</a></p><p><a"_html;
    out.attribute("href"_html, page_of(office) + "/privasi");
    out << ">"_html << context.t("Data Anda: untuk apa, berapa lama, dan hak Anda") << "</a></p>"_html;
}

std::vector<http::Route> portal_routes() {
    using enum http::Method;
    return {http::public_page("/", get_portal),
            {get, "/kantor/{code}/privasi", get_privacy, Permission::anyone},
            {get, "/kantor/{code}/lambang", get_emblem, Permission::anyone}};
}

std::vector<http::Route> office_page_routes() { return {http::public_page("/kantor/{code}", get_office)}; }

}  // namespace office
