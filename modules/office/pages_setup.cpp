#include <algorithm>

#include "base/text.hpp"
#include "modules/office/actions.hpp"
#include "modules/office/actions_manage.hpp"
#include "modules/office/number_template.hpp"
#include "modules/office/numbers.hpp"
#include "modules/office/pages.hpp"
#include "modules/office/pages_desk.hpp"
#include "modules/office/parameters.hpp"
#include "modules/office/rules.hpp"
#include "modules/reference/actions.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

namespace office {

namespace {

using html::ButtonKind;
using html::FormState;
using html::Tone;

// What is set, in a line, and what is missing.
struct Standing {
    std::string line;
    std::vector<Lack> missing;
};

struct Overview {
    std::vector<Lack> missing;
    std::vector<std::string> confirmed;
    std::vector<Service> services;
    std::vector<WindowRule> rules;
    std::vector<DocumentRequirement> papers;
    std::vector<Signatory> signatories;
    std::vector<reference::Holiday> own_days;
    std::optional<Signatory> signs_today;
    NumberScheme numbers;
    int validity_months{};
    int report_months{};
    int changed_rules{};
};

Overview overview_of(sql::Transaction& tx, const Office& office, Date today) {
    Overview made;
    made.confirmed = confirmed_steps(tx, office.id);
    made.services = services(tx, office.id);
    made.rules = window_rules(tx, office.id);
    made.papers = document_requirements(tx, office.id);
    made.signatories = signatories(tx, office.id);
    made.own_days = own_holidays(tx, office.id);
    made.signs_today = signing_on(made.signatories, today);
    made.numbers = number_scheme(tx, office.id);
    made.validity_months = parameter(tx, office.id, "card_validity_months", today).number();
    made.report_months = parameter(tx, office.id, "report_interval_months", today).number();
    for (const auto& one : rule_pack(tx, office.id, today)) made.changed_rules += one.valid_from.days != 0 ? 1 : 0;
    made.missing = lacks(office, made.services, made.rules, made.signatories, today);
    return made;
}

Standing standing(const Context& context, const Office& office, const Overview& all, Step step) {
    const auto only = [&](std::initializer_list<Lack> wanted) {
        std::vector<Lack> found;
        for (const auto one : all.missing) {
            if (std::ranges::find(wanted, one) != wanted.end()) found.push_back(one);
        }
        return found;
    };
    const auto count = [](const auto& list, auto is_counted) { return std::to_string(std::ranges::count_if(list, is_counted)); };
    switch (step) {
        case Step::region: return {reference::full_name(office.regency_code) + " · " + std::string(name(office.zone)), {}};
        case Step::profile: return {office.address, only({Lack::address, Lack::privacy_contact, Lack::complaint_path})};
        case Step::signatories:
            return {all.signs_today ? all.signs_today->name + ", " + text::join(title_lines(*all.signs_today), " ") : "",
                    only({Lack::signatory})};
        case Step::week:
            return {fill(context.t("{hari} hari kerja · {sendiri} hari libur setempat atau perubahan"),
                         {{"hari", std::to_string(office.week_days)}, {"sendiri", std::to_string(all.own_days.size())}}),
                    {}};
        case Step::services:
            return {fill(context.t("{jumlah} layanan dibuka"),
                         {{"jumlah", count(all.services, [](const Service& one) { return one.offered; })}}),
                    only({Lack::service})};
        case Step::hours:
            return {fill(context.t("{jumlah} jadwal"), {{"jumlah", count(all.rules, [](const WindowRule& one) { return !one.retired; })}}),
                    only({Lack::hours})};
        case Step::papers: return {fill(context.t("{jumlah} berkas"), {{"jumlah", std::to_string(all.papers.size())}}), {}};
        case Step::card:
            return {
                fill(context.t("Nomor berikutnya {nomor}"), {{"nomor", example_number(all.numbers.pattern, office.regency_code, office.code,
                                                                                      context.local(office.zone).date, all.numbers.next)}}),
                {}};
        case Step::rules:
            return {fill(context.t("Kartu berlaku {bulan} bulan, lapor setiap {lapor} bulan · {ubah} ketentuan diisi kantor"),
                         {{"bulan", std::to_string(all.validity_months)},
                          {"lapor", std::to_string(all.report_months)},
                          {"ubah", std::to_string(all.changed_rules)}}),
                    {}};
        case Step::opening: return {std::string(context.t("Lihat sekali lagi, lalu buka untuk umum")), {}};
    }
    return {};
}

bool is_confirmed(const Overview& all, const StepPage& page) { return std::ranges::find(all.confirmed, page.code) != all.confirmed.end(); }

void write_row(Markup& out, const Context& context, const Office& office, const Overview& all, const StepPage& page) {
    const auto what = standing(context, office, all, page.step);
    out << "<li><a"_html;
    out.attribute("href"_html, page.path);
    out << ">"_html << html::icon(page.icon) << "<span><strong>"_html << context.t(page.title) << "</strong><br><span class=\"muted\">"_html
        << what.line;
    bool is_first = what.line.empty();
    for (const auto lack : what.missing) {
        if (!is_first) out << " · ";
        is_first = false;
        out << context.t(sentence(lack));
    }
    out << "</span></span><span class=\"aside\">"_html;
    if (page.step == Step::opening)
        out << html::icon("chevron-right");
    else if (!what.missing.empty())
        html::tag(out, Tone::warning, context.t("Perlu diisi"));
    else if (office.state == OfficeState::open || is_confirmed(all, page))
        html::tag(out, Tone::good, context.t("Sudah"));
    else
        html::tag(out, Tone::info, context.t("Isian bawaan"));
    out << "</span></a></li>"_html;
}

http::Response desk_page(const http::Request& request, const Context& context, std::string_view title, std::string office_name,
                         const Markup& body, int status = 200) {
    html::Frame frame;
    frame.title = std::string(title);
    frame.density = html::Density::desk;
    frame.office_name = std::move(office_name);
    frame.office_href = "/atur";
    frame.scripts = {"desk"};
    frame.current_path = request.path;
    return http::page(html::document(context, frame, body), status);
}

http::Response get_settings(const http::Request& request, Context& context) {
    const auto office = office_at_hand(request, context);
    if (!office) return choose_office_first(context);
    const auto all =
        context.platform.database.read([&](sql::Transaction& tx) { return overview_of(tx, *office, context.local(office->zone).date); });
    Markup out;
    if (request.query.has("dibuka")) {
        html::notice(out, Tone::good, context.t("Kantor sudah dibuka"),
                     context.t("Halamannya dapat dilihat semua orang. Bagikan alamatnya, dan cetak kode QR-nya untuk pintu kantor."));
    }
    out << "<h1>"_html << context.t("Atur kantor") << "</h1>"_html;
    if (office->state == OfficeState::setting_up) {
        const auto done = std::ranges::count_if(step_pages(), [&](const StepPage& one) { return is_confirmed(all, one); });
        const auto next = std::ranges::find_if(step_pages(), [&](const StepPage& one) { return !is_confirmed(all, one); });
        out << "<p class=\"lead\">"_html
            << fill(context.t("{selesai} dari {semua} langkah selesai. Setiap langkah langsung tersimpan; Anda boleh berhenti dan kembali "
                              "kapan saja."),
                    {{"selesai", std::to_string(done)}, {"semua", std::to_string(step_pages().size())}})
            << "</p>"_html;
        html::link_button(out, done == 0 ? context.t("Mulai") : context.t("Teruskan"),
                          next == step_pages().end() ? page_of(Step::opening).path : next->path);
    } else {
        out << "<p>"_html << context.t("Alamat halaman kantor:") << " <a"_html;
        out.attribute("href"_html, "/kantor/" + office->code);
        const auto address = context.platform.public_url + "/kantor/" + office->code;
        out << ">"_html << address << "</a></p>"_html;
        html::details_open(out, context.t("Kode QR halaman kantor, untuk pintu dan selebaran"));
        out << html::qr_svg(address, fill(context.t("Kode QR ke {alamat}"), {{"alamat", address}}));
        html::details_close(out);
    }
    out << "<ul class=\"ways\">"_html;
    for (const auto& page : step_pages()) {
        if (page.step == Step::opening && office->state == OfficeState::open) continue;
        write_row(out, context, *office, all, page);
    }
    out << "</ul><h2>"_html << context.t("Lain-lain") << "</h2><ul class=\"ways\">"_html
        << "<li><a href=\"/atur/bkk\">"_html << html::icon("graduation-cap") << "<span>"_html << context.t("Bursa Kerja Khusus")
        << "</span></a></li><li><a href=\"/atur/aturan-lokal\">"_html << html::icon("map-pin") << "<span>"_html << context.t("Aturan lokal")
        << "</span></a></li><li><a href=\"/atur/pencetak\">"_html << html::icon("printer") << "<span>"_html
        << context.t("Pencetak dan pergeseran kertas") << "</span></a></li><li><a href=\"/atur/pesan\">"_html
        << html::icon("message-square") << "<span>"_html << context.t("Pesan kepada orang")
        << "</span></a></li><li><a href=\"/atur/alat\">"_html << html::icon("ticket") << "<span>"_html << context.t("Kios dan papan")
        << "</span></a></li></ul>"_html;
    return desk_page(request, context, context.t("Atur kantor"), office->name, out);
}

http::Response get_start(const http::Request& request, Context& context) {
    const auto office = office_at_hand(request, context);
    if (!office) return choose_office_first(context);
    if (office->state == OfficeState::open) return http::see_other("/atur");
    const auto confirmed = context.platform.database.read([&](sql::Transaction& tx) { return confirmed_steps(tx, office->id); });
    for (const auto& page : step_pages()) {
        if (std::ranges::find(confirmed, page.code) == confirmed.end()) return http::see_other(std::string(page.path));
    }
    return http::see_other(std::string(page_of(Step::opening).path));
}

http::Response post_on(const http::Request& request, Context& context) {
    const auto office = office_at_hand(request, context);
    if (!office) return choose_office_first(context);
    for (const auto& page : step_pages()) {
        if (page.code != request.path_value(0)) continue;
        context.platform.database.write([&](sql::Transaction& tx) { confirm_step(tx, context, office->id, page.code); });
        return http::see_other(std::string(path_after(page.step)));
    }
    return http::see_other("/atur");
}

// --- the last step ---

http::Response show_opening(const http::Request& request, const Context& context, const Office& office, int status) {
    const auto all =
        context.platform.database.read([&](sql::Transaction& tx) { return overview_of(tx, office, context.local(office.zone).date); });
    Markup out;
    if (!all.missing.empty()) {
        Markup list;
        list << "<ul>"_html;
        for (const auto lack : all.missing) list << "<li>"_html << context.t(sentence(lack)) << "</li>"_html;
        list << "</ul>"_html;
        html::notice(out, Tone::warning, context.t("Masih ada yang perlu diisi"), list);
    }
    std::vector<html::Line> lines;
    for (const auto& page : step_pages()) {
        if (page.step == Step::opening) continue;
        auto what = standing(context, office, all, page.step);
        for (const auto lack : what.missing) what.line += (what.line.empty() ? "" : " · ") + std::string(context.t(sentence(lack)));
        lines.push_back({std::string(context.t(page.title)), what.line, std::string(page.path)});
    }
    html::summary_list(out, context, lines);
    out << "<h2>"_html << context.t("Sebelum orang datang") << "</h2><ul class=\"ways\">"_html;
    if (context.may(Permission::manage_staff))
        out << "<li><a href=\"/petugas\">"_html << html::icon("users") << "<span>"_html << context.t("Undang petugas loket")
            << "</span></a></li>"_html;
    out << "<li><a href=\"/atur/pencetak\">"_html << html::icon("printer") << "<span>"_html
        << context.t("Atur pencetak dan cetak lembar uji") << "</span></a></li></ul>"_html;
    if (all.missing.empty()) html::post_button(out, context, "/atur/buka", context.t("Buka kantor untuk umum"), ButtonKind::primary);
    return settings_page(request, context,
                         {.office = office, .step = Step::opening, .title = "", .back = "", .goes_on = false, .status = status}, out, {});
}

http::Response get_opening(const http::Request& request, Context& context) {
    const auto office = office_at_hand(request, context);
    if (!office) return choose_office_first(context);
    if (office->state == OfficeState::open) return http::see_other("/atur");
    return show_opening(request, context, *office, 200);
}

http::Response post_opening(const http::Request& request, Context& context) {
    const auto office = office_at_hand(request, context);
    if (!office) return choose_office_first(context);
    const auto done = context.platform.database.write([&](sql::Transaction& tx) {
        confirm_step(tx, context, office->id, page_of(Step::opening).code);
        return open_office(tx, context, office->id);
    });
    if (!done) return show_opening(request, context, *office, 422);
    return http::see_other("/atur?dibuka=1");
}

// --- the installation's offices ---

http::Response show_offices(const http::Request& request, const Context& context, const FormState& state, int status) {
    const auto list = context.platform.database.read([](sql::Transaction& tx) { return all_offices(tx); });
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Kantor pada pemasangan ini") << "</h1>"_html;
    if (list.empty()) {
        html::empty_state(out, context.t("Belum ada kantor."),
                          context.t("Pilih kabupaten atau kotanya di bawah; pengaturannya memakan waktu sekitar sepuluh menit."));
    } else {
        html::table_open(out, context.t("Kantor"),
                         {{context.t("Nama")}, {context.t("Wilayah")}, {context.t("Keadaan")}, {context.t("Buka")}});
        for (const auto& one : list) {
            out << "<tr><th scope=\"row\">"_html << one.name << "</th><td>"_html << reference::full_name(one.regency_code)
                << "</td><td>"_html;
            if (one.state == OfficeState::open)
                html::tag(out, Tone::good, context.t("Dibuka"));
            else
                html::tag(out, Tone::info, context.t("Disiapkan"));
            out << "</td><td>"_html;
            html::post_button(out, context, "/pemasangan/kantor/" + one.id.text(), context.t("Atur kantor ini"));
            out << "</td></tr>"_html;
        }
        html::table_close(out);
    }
    out << "<div class=\"panel\"><h2>"_html << context.t("Kantor baru") << "</h2>"_html;
    html::form_open(out, context, "/pemasangan/kantor");
    html::text_field(
        out, context,
        {.name = "wilayah",
         .label = context.t("Kabupaten atau kota"),
         .hint = context.t("Ketik beberapa huruf, lalu pilih dari daftar. Tanpa daftar: tulis namanya lengkap, misalnya Kota Balikpapan."),
         .value = state.value("wilayah"),
         .error = state.error("wilayah"),
         .suggestions = "/acuan/kabupaten",
         .chosen = state.value("wilayah-kode")});
    html::button(out, context.t("Siapkan kantor"));
    html::form_close(out);
    out << "</div>"_html;
    return desk_page(request, context, context.t("Kantor pada pemasangan ini"), "", out, status);
}

http::Response get_offices(const http::Request& request, Context& context) { return show_offices(request, context, {}, 200); }

http::Response into(OfficeId id, std::string path) {
    return http::see_other(std::move(path)).with_cookie({.name = "kantor", .value = id.text(), .max_age_s = 12 * 3600});
}

http::Response post_office(const http::Request& request, Context& context) {
    FormState state{.typed = request.form, .errors = {}};
    const auto regency = find_regency(state.value("wilayah-kode"), state.value("wilayah"));
    if (!regency) {
        state.refuse("wilayah", context.t("Pilih kabupaten atau kota dari daftar."));
        return show_offices(request, context, state, 422);
    }
    // A second office of one regency (a branch) takes the next free address.
    const auto made = context.platform.database.write([&](sql::Transaction& tx) -> Result<OfficeId, Refusal> {
        auto setup = usual_setup(regency->code, context.local(zone_of(regency->code)).date);
        const auto base = setup.office.code;
        for (int number = 2; find_office(tx, setup.office.code); ++number)
            setup.office.code = base.substr(0, 36) + "-" + std::to_string(number);
        return set_up(tx, context, setup);
    });
    if (!made) {
        state.refuse("wilayah", context.t(sentence(made.error())));
        return show_offices(request, context, state, 422);
    }
    return into(*made, "/atur/mulai");
}

http::Response post_choose(const http::Request& request, Context& context) {
    const auto id = request.path_id<OfficeId>(0);
    const auto office = context.platform.database.read([&](sql::Transaction& tx) { return find_office(tx, id); });
    if (!office) return http::see_other("/pemasangan/kantor");
    return into(id, "/atur");
}

}  // namespace

std::vector<http::Route> setup_routes() {
    using enum http::Method;
    return {{get, "/atur", get_settings, Permission::manage_office},
            {get, "/atur/mulai", get_start, Permission::manage_office},
            {post, "/atur/lanjut/{step}", post_on, Permission::manage_office, http::Rate::write},
            {get, "/atur/buka", get_opening, Permission::manage_office},
            {post, "/atur/buka", post_opening, Permission::manage_office, http::Rate::write},
            {get, "/pemasangan/kantor", get_offices, Permission::manage_installation},
            {post, "/pemasangan/kantor", post_office, Permission::manage_installation, http::Rate::write},
            {post, "/pemasangan/kantor/{office}", post_choose, Permission::manage_installation, http::Rate::write}};
}

}  // namespace office
