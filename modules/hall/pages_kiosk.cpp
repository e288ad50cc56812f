#include <algorithm>

#include "base/text.hpp"
#include "modules/booking/actions.hpp"
#include "modules/booking/actions_kiosk.hpp"
#include "modules/hall/actions.hpp"
#include "modules/hall/actions_devices.hpp"
#include "modules/hall/actions_needs.hpp"
#include "modules/hall/pages_devices.hpp"
#include "modules/hall/pages_slip.hpp"
#include "modules/hall/rules.hpp"
#include "modules/office/actions.hpp"
#include "platform/assets/assets.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/html/barcode.hpp"
#include "platform/html/components.hpp"
#include "platform/http/limits.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// A touch screen at the door: one touch is one number. Nobody needs a phone, a name or an account.
namespace hall {
namespace {

constexpr std::string_view key_cookie = "kios";
constexpr std::int64_t key_cookie_s = 400 * 24 * 3600;  // as long as browsers keep one
constexpr int free_days_shown = 3;

struct Kiosk {
    office::Office office;
    std::optional<Device> device;  // none: this browser is no kiosk of the office

    std::string path() const { return "/kios/" + office.code; }
};

std::optional<Kiosk> kiosk_at(sql::Transaction& tx, const http::Request& request, const Context& context) {
    auto office = office::find_office(tx, request.path_value(0));
    if (!office || office->state != office::OfficeState::open) return {};
    Kiosk kiosk{std::move(*office), {}};
    kiosk.device = device_of_key(tx, context, kiosk.office.id, request.cookie(key_cookie));
    return kiosk;
}
std::optional<Kiosk> kiosk_at(const http::Request& request, const Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) { return kiosk_at(tx, request, context); });
}

http::Response no_office(const Context& context) {
    return http::page(html::message_document(context, context.t("Kantor ini tidak ditemukan"),
                                             context.t("Alamatnya mungkin salah ketik, atau kantornya belum dibuka di sini."),
                                             context.t("Lihat daftar kantor"), "/"),
                      404);
}

std::string_view name_of(const Context& context, const office::Service& service) {
    return context.language == Language::english && !service.name_en.empty() ? service.name_en : service.name;
}

// "back" after a while: everything but the first screen returns to it.
enum class Returns { never, after_20_s };
http::Response kiosk_page(const Context& context, const Kiosk& kiosk, std::string_view title, const Markup& body, Returns returns,
                          int status = 200) {
    Markup out;
    out << "<div class=\"kiosk\" data-kiosk"_html;
    out.attribute("data-home"_html, kiosk.path());
    if (returns == Returns::after_20_s) out << " data-returns=\"20\""_html;
    out << "><header class=\"kiosk-head\"><p class=\"board-office\">"_html << kiosk.office.name
        << "</p><a class=\"button button--secondary\""_html;
    const bool indonesian = context.language == Language::indonesian;
    out.attribute("href"_html, kiosk.path() + (indonesian ? "?lang=en" : "?lang=id")).attribute("lang"_html, indonesian ? "en" : "id");
    out << ">"_html << html::icon("languages") << " "_html << (indonesian ? "English" : "Bahasa Indonesia") << "</a></header>"_html << body
        << "</div>"_html;
    html::Frame frame;
    frame.title = std::string(title);
    frame.density = html::Density::board;
    frame.scripts = {"kiosk"};
    frame.current_path = kiosk.path();
    return http::page(html::document(context, frame, out), status);
}

void keypad(Markup& out, const Context& context, std::string_view field) {
    out << "<div class=\"keypad\" data-keypad hidden"_html;
    out.attribute("data-for"_html, field);
    out.attribute("aria-label"_html, context.t("Papan ketik"));
    out << " role=\"group\">"_html;
    for (const char key : std::string_view("23456789ABCDEFGHJKMNPQRSTWXYZ")) {
        out << "<button type=\"button\" class=\"key\">"_html << std::string(1, key) << "</button>"_html;
    }
    out << "<button type=\"button\" class=\"key wide\" data-erase>"_html << context.t("Hapus") << "</button></div>"_html;
}

// --- a browser that is no kiosk yet ---

http::Response pairing_page(const Context& context, const Kiosk& kiosk, std::string_view error = "", int status = 200) {
    Markup out;
    out << "<h2>"_html << context.t("Pasang layar ini sebagai kios") << "</h2><p class=\"lead\">"_html
        << context.t("Kepala kantor membuat kode di Pengaturan, Kios dan papan. Ketik kodenya di sini dalam 30 menit.") << "</p>"_html;
    html::form_open(out, context, kiosk.path() + "/pasang");
    html::text_field(out, context,
                     {.name = "kode",
                      .label = context.t("Kode pemasangan"),
                      .error = std::string(error),
                      .autocomplete = "off",
                      .width = 10,
                      .max_length = 12});
    keypad(out, context, "kode");
    html::button(out, context.t("Pasang"));
    html::form_close(out);
    out << "<p>"_html << context.t("Bukan petugas? Nomor antrean juga dapat diambil dari ponsel:") << " <a href=\"/kantor/"_html
        << kiosk.office.code << "\">"_html << context.t("halaman kantor ini") << "</a>.</p>"_html;
    return kiosk_page(context, kiosk, context.t("Pasang kios"), out, Returns::never, status);
}

http::Response post_pair(const http::Request& request, Context& context) {
    const auto kiosk = kiosk_at(request, context);
    if (!kiosk) return no_office(context);
    static http::Limits attempts;
    if (context.platform.limits && attempts.seconds_to_wait(request.address, http::Rate::login, context.now.seconds * 1000) > 0)
        return pairing_page(context, *kiosk, context.t("Terlalu banyak percobaan. Tunggu satu menit."), 429);
    const auto key = context.platform.database.write(
        [&](sql::Transaction& tx) { return pair(tx, context, kiosk->office.id, request.form.text("kode")); });
    if (!key) return pairing_page(context, *kiosk, context.t(sentence(key.error())), 422);
    return http::see_other(kiosk->path()).with_cookie({std::string(key_cookie), *key, key_cookie_s});
}

// --- the first screen ---

std::string said_of(const Context& context, const Offer& offer, int waiting) {
    if (!offer.window && offer.full) return std::string(context.t("Habis untuk hari ini"));
    if (!offer.window) return fill(context.t("Buka pukul {jam}"), {{"jam", clock(offer.opens)}});
    if (waiting == 0) return std::string(context.t("Tidak ada yang menunggu"));
    return fill(context.t("{jumlah} orang menunggu"), {{"jumlah", std::to_string(waiting)}});
}

std::string_view word_of(Lane lane) {
    switch (lane) {
        case Lane::none: return msg("Tidak perlu");
        case Lane::pregnant: return msg("Hamil");
        case Lane::elderly: return msg("Lanjut usia");
        case Lane::disability: return msg("Disabilitas");
        case Lane::illness: return msg("Sedang sakit");
    }
    return {};
}

void lanes(Markup& out, const Context& context, const Policy& policy) {
    if (policy.lanes.empty()) return;
    out << "<fieldset class=\"kiosk-lanes\"><legend>"_html << context.t("Perlu didahulukan?") << "</legend>"_html;
    std::vector<Lane> all{Lane::none};
    all.insert(all.end(), policy.lanes.begin(), policy.lanes.end());
    for (const auto lane : all) {
        const auto id = "jalur-" + std::string(code(lane));
        out << "<span class=\"kiosk-lane\"><input type=\"radio\" name=\"jalur\""_html;
        out.attribute("id"_html, id);
        out << " value=\""_html << code(lane) << "\""_html;
        if (lane == Lane::none) out << " checked"_html;
        out << "><label"_html;
        out.attribute("for"_html, id);
        out << ">"_html << context.t(word_of(lane)) << "</label></span>"_html;
    }
    out << "</fieldset>"_html;
}

http::Response home(const Context& context, const Kiosk& kiosk, std::string_view trouble = "", int status = 200) {
    const auto as_device = as_kiosk(context, *kiosk.device);
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto today = context.local(kiosk.office.zone).date;
        const auto services = office::services(tx, kiosk.office.id);
        const auto all = offers(tx, as_device, kiosk.office.id);
        const auto waiting = line_up(tx, kiosk.office.id, today);
        Markup out;
        if (!trouble.empty()) html::notice(out, html::Tone::warning, context.t("Nomor belum diambil"), trouble);
        html::form_open(out, context, kiosk.path() + "/nomor");
        html::hidden(out, "tekan", crypto::random_token());
        out << "<h2>"_html << context.t("Sentuh layanan yang Anda perlukan") << "</h2>"_html;
        if (all.empty())
            html::empty_state(out, context.t("Hari ini kantor tidak membuka layanan."),
                              context.t("Lihat jadwal di halaman kantor, atau tanyakan kepada petugas."));
        out << "<div class=\"kiosk-services\">"_html;
        for (const auto& offer : all) {
            const auto service = std::ranges::find(services, offer.service, &office::Service::code);
            if (service == services.end()) continue;
            const auto count = std::ranges::count(waiting, offer.service, &Place::service);
            if (offer.window || offer.full)
                out << "<button class=\"kiosk-service\" name=\"layanan\" value=\""_html << offer.service << "\">"_html;
            else
                out << "<button class=\"kiosk-service\" disabled>"_html;
            out << "<b>"_html << name_of(context, *service) << "</b><span>"_html << said_of(context, offer, static_cast<int>(count))
                << "</span></button>"_html;
        }
        out << "</div>"_html;
        lanes(out, context, policy(tx, kiosk.office.id, today));
        html::form_close(out);
        out << "<div class=\"kiosk-have\"><h2>"_html << context.t("Sudah punya nomor?") << "</h2><p>"_html
            << context.t("Arahkan tiket ke pemindai, atau:") << "</p>"_html;
        html::link_button(out, context.t("Ketik kode atau pakai kamera"), kiosk.path() + "/datang", html::ButtonKind::secondary);
        out << "</div>"_html;
        html::form_open(out, context, kiosk.path() + "/datang", false, "pindai");
        html::hidden(out, "kode", "");
        html::form_close(out);
        return kiosk_page(context, kiosk, fill(context.t("Kios antrean {kantor}"), {{"kantor", kiosk.office.name}}), out,
                          trouble.empty() ? Returns::never : Returns::after_20_s, status);
    });
}

http::Response get_home(const http::Request& request, Context& context) {
    const auto kiosk = kiosk_at(request, context);
    if (!kiosk) return no_office(context);
    if (!kiosk->device) return pairing_page(context, *kiosk);
    return home(context, *kiosk);
}

// --- a number ---

// Nothing is left today: the next days on which there is.
http::Response full_page(const Context& context, const Kiosk& kiosk, const std::string& service) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto today = context.local(kiosk.office.zone).date;
        const auto ahead = office::parameter(tx, kiosk.office.id, "booking_days_ahead_max", today).number();
        Markup rows;
        int shown = 0;
        for (const auto& [window, state] : booking::windows(tx, context, kiosk.office.id, service, today, today + ahead)) {
            const int left = window.quota - window.taken;
            if (state != booking::WindowState::open || left <= 0 || shown == free_days_shown) continue;
            if (window.date == today && window.opens.minutes - early_minutes <= context.local(kiosk.office.zone).time.minutes) continue;
            ++shown;
            rows << "<li><b>"_html << long_date(context.language, window.date) << "</b><span>"_html << clock(window.opens) << "–"
                 << clock(window.closes) << ", "_html << fill(context.t("{jumlah} tempat lagi"), {{"jumlah", number(left)}})
                 << "</span></li>"_html;
        }
        Markup out;
        out << "<h2>"_html << context.t("Nomor untuk hari ini sudah habis") << "</h2>"_html;
        if (shown > 0) {
            out << "<p class=\"lead\">"_html << context.t("Masih ada tempat pada:") << "</p><ul class=\"kiosk-days\">"_html << rows
                << "</ul>"_html;
            out << "<p>"_html << context.t("Pesan dari ponsel dengan kode ini, atau minta petugas memesankan untuk Anda.")
                << "</p><div class=\"kiosk-qr\">"_html
                << html::qr_svg(context.platform.public_url + "/kantor/" + kiosk.office.code, context.t("Kode QR halaman kantor"))
                << "</div>"_html;
        } else {
            out << "<p class=\"lead\">"_html << context.t("Belum ada tempat pada hari-hari berikutnya. Tanyakan kepada petugas.")
                << "</p>"_html;
        }
        html::link_button(out, context.t("Kembali"), kiosk.path(), html::ButtonKind::secondary);
        return kiosk_page(context, kiosk, context.t("Nomor habis"), out, Returns::after_20_s, 409);
    });
}

std::string_view code(Printed printed) {
    switch (printed) {
        case Printed::on_paper: return "ya";
        case Printed::as_file: return "tidak";
        case Printed::unreachable: return "gagal";
    }
    return "";
}

struct Paper {
    booking::Ticket ticket;
    std::string service;
    std::optional<Outlook> outlook;
    std::optional<Place> place;
    std::vector<Need> needs;
};
Paper paper_of(const Context& context, const Kiosk& kiosk, booking::Ticket ticket) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        Paper paper{std::move(ticket), {}, {}, {}, {}};
        if (const auto service = office::find_service(tx, kiosk.office.id, paper.ticket.service))
            paper.service = name_of(context, *service);
        paper.outlook = outlook(tx, as_kiosk(context, *kiosk.device), paper.ticket.id);
        paper.place = find_place(tx, paper.ticket.id);
        paper.needs = needs_of(tx, context, paper.ticket.id);
        return paper;
    });
}

// The number is given and kept; paper comes after it and cannot take it back.
Printed print_slip(const Context& context, const Kiosk& kiosk, const Paper& paper) {
    const auto bytes = slip_bytes(context, {kiosk.office, paper.ticket, paper.service, paper.outlook, paper.needs}, kiosk.device->paper_mm);
    return print(*kiosk.device, kiosk.office, paper.ticket.label() + "-" + paper.ticket.id.text(), bytes);
}

http::Response post_number(const http::Request& request, Context& context) {
    const auto kiosk = kiosk_at(request, context);
    if (!kiosk) return no_office(context);
    if (!kiosk->device) return pairing_page(context, *kiosk, "", 403);
    const auto service = request.form.text("layanan");
    const auto lane = parse_lane(request.form.text("jalur")).value_or(Lane::none);
    const auto ticket = context.platform.database.write(
        [&](sql::Transaction& tx) { return draw_number(tx, context, *kiosk->device, service, lane, request.form.text("tekan")); });
    if (!ticket && ticket.error() == DeviceRefusal::full) return full_page(context, *kiosk, service);
    if (!ticket) return home(context, *kiosk, context.t(sentence(ticket.error())), 409);
    const auto printed = print_slip(context, *kiosk, paper_of(context, *kiosk, *ticket));
    return http::see_other(kiosk->path() + "/nomor/" + ticket->code + "?cetak=" + std::string(code(printed)));
}

http::Response get_number(const http::Request& request, Context& context) {
    const auto kiosk = kiosk_at(request, context);
    if (!kiosk) return no_office(context);
    if (!kiosk->device) return pairing_page(context, *kiosk, "", 403);
    auto ticket =
        context.platform.database.read([&](sql::Transaction& tx) { return booking::find_ticket_by_code(tx, request.path_value(1)); });
    if (!ticket || ticket->office != kiosk->office.id) return http::see_other(kiosk->path());
    const auto paper = paper_of(context, *kiosk, std::move(*ticket));
    const auto printed = request.query.text("cetak");
    Markup out;
    out << "<div class=\"kiosk-ticket\">"_html;
    html::card_open(out, context.t("Nomor antrean Anda"));
    out << "<p class=\"card-number\">"_html << paper.ticket.label() << "</p><p class=\"card-next\">"_html;
    if (paper.ticket.state == booking::TicketState::called && paper.place)
        out << fill(context.t("Nomor Anda sedang dipanggil ke {loket}."), {{"loket", counter_name(context, paper.place->counter_number)}});
    else if (paper.outlook && paper.outlook->ahead > 0)
        out << fill(context.t("{jumlah} orang di depan Anda."), {{"jumlah", std::to_string(paper.outlook->ahead)}});
    else
        out << context.t("Anda berikutnya.");
    out << "</p>"_html;
    if (paper.outlook) {
        if (const auto wait = wait_said(context, *paper.outlook); !wait.empty()) out << "<p>"_html << wait << "</p>"_html;
    }
    out << "<p>"_html << paper.service << "</p>"_html;
    if (paper.place && paper.place->line == Line::priority)
        out << "<p>"_html << context.t("Anda berada di jalur yang didahulukan.") << "</p>"_html;
    html::card_close(out);
    out << "<div class=\"kiosk-qr\">"_html
        << html::qr_svg(context.platform.public_url + "/tiket/" + paper.ticket.code, context.t("Kode QR nomor antrean ini")) << "<p>"_html
        << context.t("Pindai untuk melihat giliran Anda di ponsel. Tanpa ponsel, nomor Anda tetap dipanggil.") << "</p></div></div>"_html;
    const bool outside = paper.outlook && !paper.outlook->inside;
    if (outside)
        html::notice(out, html::Tone::warning, context.t("Tunggu di luar dulu"), outside_said(context, *paper.outlook, kiosk->office.zone));
    out << "<p class=\"lead\" role=\"status\">"_html;
    if (printed == "ya")
        out << html::icon("printer") << " "_html << context.t("Ambil slip Anda di bawah layar.");
    else if (printed == "gagal")
        out << html::icon("triangle-alert") << " "_html
            << context.t("Pencetak tidak terjangkau. Nomor Anda tetap berlaku: ingat atau foto nomor ini.");
    else if (printed == "tidak")
        out << context.t("Ingat atau foto nomor ini.");
    else if (outside)
        out << context.t("Anda sudah tercatat hadir. Pindai lagi tiket Anda di sini saat kembali.");
    else
        out << context.t("Anda sudah tercatat hadir. Duduk dan tunggu nomor Anda dipanggil.");
    out << "</p>"_html;
    html::link_button(out, context.t("Selesai"), kiosk->path());
    return kiosk_page(context, *kiosk, fill(context.t("Nomor antrean {nomor}"), {{"nomor", paper.ticket.label()}}), out,
                      Returns::after_20_s);
}

// --- somebody with a number ---

http::Response arrival_page(const Context& context, const Kiosk& kiosk, std::string_view typed = "", std::string_view error = "",
                            int status = 200) {
    Markup out;
    out << "<h2>"_html << context.t("Saya sudah punya nomor") << "</h2><p class=\"lead\">"_html
        << context.t("Arahkan kode pada tiket ke pemindai, atau ketik delapan huruf dan angkanya.")
        << "</p><div class=\"kiosk-arrival\"><div>"_html;
    html::form_open(out, context, kiosk.path() + "/datang", false, "pindai");
    html::text_field(out, context,
                     {.name = "kode",
                      .label = context.t("Kode tiket"),
                      .value = std::string(typed),
                      .error = std::string(error),
                      .autocomplete = "off",
                      .width = 10,
                      .max_length = 200});
    keypad(out, context, "kode");
    html::button(out, context.t("Saya sudah datang"));
    html::form_close(out);
    out << "</div><div data-kiosk-camera"_html;
    out.attribute("data-scan"_html, assets::url("scan.js"));
    out << "></div></div>"_html;
    html::link_button(out, context.t("Kembali"), kiosk.path(), html::ButtonKind::secondary);
    return kiosk_page(context, kiosk, context.t("Saya sudah punya nomor"), out, Returns::after_20_s, status);
}

http::Response get_arrival(const http::Request& request, Context& context) {
    const auto kiosk = kiosk_at(request, context);
    if (!kiosk) return no_office(context);
    if (!kiosk->device) return pairing_page(context, *kiosk, "", 403);
    return arrival_page(context, *kiosk);
}

http::Response post_arrival(const http::Request& request, Context& context) {
    const auto kiosk = kiosk_at(request, context);
    if (!kiosk) return no_office(context);
    if (!kiosk->device) return pairing_page(context, *kiosk, "", 403);
    const auto typed = request.form.text("kode");
    static http::Limits attempts;
    if (context.platform.limits &&
        attempts.seconds_to_wait("kios:" + kiosk->device->id.text(), http::Rate::login, context.now.seconds * 1000) > 0)
        return arrival_page(context, *kiosk, typed, context.t("Terlalu banyak kode dalam satu menit. Tunggu sebentar."), 429);
    bool was_here = false;
    const auto ticket = context.platform.database.write([&](sql::Transaction& tx) {
        const auto known = booking::find_ticket_by_code(tx, booking::code_of(typed));
        was_here = known && find_place(tx, known->id);
        return arrive(tx, context, *kiosk->device, typed);
    });
    if (!ticket) return arrival_page(context, *kiosk, booking::code_of(typed), context.t(sentence(ticket.error())), 422);
    const auto page = kiosk->path() + "/nomor/" + ticket->code;
    if (was_here) return http::see_other(page);
    // Who booked has the number already. Who needs help gets it on paper too: in large type, or to be shown at the counter.
    const auto paper = paper_of(context, *kiosk, *ticket);
    if (paper.needs.empty()) return http::see_other(page);
    const auto printed = print_slip(context, *kiosk, paper);
    return http::see_other(printed == Printed::as_file ? page : page + "?cetak=" + std::string(code(printed)));
}

}  // namespace

std::vector<http::Route> kiosk_routes() {
    using enum http::Method;
    // Open addresses: what a kiosk may do hangs on the key that it was paired with.
    return {{get, "/kios/{code}", get_home, Permission::anyone},
            {post, "/kios/{code}/pasang", post_pair, Permission::anyone, http::Rate::write, 4 * 1024},
            {post, "/kios/{code}/nomor", post_number, Permission::anyone, http::Rate::write, 4 * 1024},
            {get, "/kios/{code}/nomor/{ticket}", get_number, Permission::anyone},
            {get, "/kios/{code}/datang", get_arrival, Permission::anyone},
            {post, "/kios/{code}/datang", post_arrival, Permission::anyone, http::Rate::write, 4 * 1024}};
}

}  // namespace hall
