#include "modules/hall/pages_devices.hpp"

#include "base/text.hpp"
#include "modules/hall/actions_board.hpp"
#include "modules/hall/actions_devices.hpp"
#include "modules/hall/pages_slip.hpp"
#include "modules/office/actions.hpp"
#include "platform/html/components.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// Kiosks, their printers, and the board: what a manager sets up once.
namespace hall {
namespace {

constexpr std::string_view path = "/atur/alat";

std::optional<office::Office> own_office(const Context& context) {
    if (!context.actor.office) return {};
    return context.platform.database.read([&](sql::Transaction& tx) { return office::find_office(tx, context.actor.office); });
}

http::Response no_office_of_yours(const Context& context) {
    return http::page(html::message_document(context, context.t("Akun ini tidak bekerja untuk sebuah kantor"),
                                             context.t("Kios dan papan diatur oleh admin kantornya."), context.t("Ke halaman awal"), "/"),
                      404);
}

html::Frame frame_of(const office::Office& office, std::string title) {
    html::Frame frame;
    frame.title = std::move(title);
    frame.density = html::Density::desk;
    frame.office_name = office.name;
    frame.office_href = "/loket";
    frame.scripts = {"desk"};
    frame.current_path = path;
    frame.back_href = "/atur";
    return frame;
}

std::string field_of(DeviceRefusal why) {
    switch (why) {
        case DeviceRefusal::name_missing:
        case DeviceRefusal::name_taken: return "nama";
        case DeviceRefusal::printer_unfit: return "pencetak";
        case DeviceRefusal::notice_too_long: return "pengumuman";
        case DeviceRefusal::no_such_device:
        case DeviceRefusal::code_unknown:
        case DeviceRefusal::too_many_numbers:
        case DeviceRefusal::no_such_service:
        case DeviceRefusal::not_open_now:
        case DeviceRefusal::full:
        case DeviceRefusal::no_such_ticket:
        case DeviceRefusal::not_today:
        case DeviceRefusal::ticket_over: return "nama";
    }
    return "nama";
}

std::string state_of(const Context& context, const office::Office& office, const Device& device) {
    if (device.seen_at)
        return fill(context.t("Terakhir dipakai {waktu}"), {{"waktu", date_and_clock(context.language, device.seen_at->in(office.zone))}});
    if (device.paired_at) return std::string(context.t("Terpasang, belum dipakai"));
    return std::string(context.t("Layarnya belum dipasang"));
}

void device_fields(Markup& out, const Context& context, const html::FormState& state, const Device& device, bool typed) {
    html::text_field(out, context,
                     {.name = "nama",
                      .label = context.t("Nama"),
                      .hint = context.t("Misalnya: Pintu depan."),
                      .value = typed ? state.value("nama") : device.name,
                      .error = state.error("nama"),
                      .width = 20,
                      .max_length = 40});
    html::text_field(out, context,
                     {.name = "pencetak",
                      .label = context.t("Alamat pencetak slip"),
                      .hint = context.t(
                          "Pencetak ESC/POS di jaringan kantor, misalnya 192.168.1.50:9100. Tanpa pencetak, slip disimpan sebagai berkas."),
                      .value = typed ? state.value("pencetak") : device.printer,
                      .error = state.error("pencetak"),
                      .autocomplete = "off",
                      .width = 20,
                      .optional = true});
    html::radios(out, context,
                 {.name = "kertas",
                  .label = context.t("Lebar kertas"),
                  .value = typed && !state.value("kertas").empty() ? state.value("kertas") : std::to_string(device.paper_mm)},
                 {{"80", "80 mm", ""}, {"58", "58 mm", ""}}, true);
}

// The code is shown once, right after it was made.
struct Shown {
    DeviceId device;
    std::string code;
};

http::Response show(const Context& context, const office::Office& office, const html::FormState& state,
                    const std::optional<Shown>& pairing = {}, std::string_view done = "", int status = 200) {
    const auto today = context.local(office.zone).date;
    struct Read {
        std::vector<Device> devices;
        Board board;
    };
    const auto read = context.platform.database.read([&](sql::Transaction& tx) {
        return Read{devices(tx, context), board(tx, office.id, today)};
    });
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Kios dan papan") << "</h1>"_html;
    if (!done.empty()) html::notice(out, html::Tone::good, context.t("Tersimpan"), done);

    out << "<div class=\"side-by-side\"><div><h2>"_html << context.t("Kios") << "</h2>"_html;
    if (read.devices.empty())
        html::empty_state(out, context.t("Kios yang memberi nomor di ruang tunggu akan tampil di sini."),
                          context.t("Beri nama, simpan, lalu buat kode pemasangannya."));
    for (const auto& device : read.devices) {
        const auto own = std::string(path) + "/" + device.id.text();
        out << "<section class=\"panel\"><h3>"_html << device.name << "</h3><p class=\"muted\">"_html << state_of(context, office, device)
            << "</p>"_html;
        if (pairing && pairing->device == device.id) {
            Markup body;
            body << "<p class=\"card-code\" data-pairing-code>"_html << pairing->code.substr(0, 4) << "-"_html << pairing->code.substr(4)
                 << "</p><p>"_html
                 << fill(context.t("Di layar kios buka {alamat}, lalu ketik kode ini. Berlaku 30 menit, sekali pakai."),
                         {{"alamat", context.platform.public_url + "/kios/" + office.code}})
                 << "</p>"_html;
            html::notice(out, html::Tone::info, context.t("Kode pemasangan"), body);
        }
        out << "<p>"_html << context.t("Pencetak") << ": <span class=\"num\">"_html
            << (device.printer.empty() ? std::string(context.t("tidak ada")) : device.printer) << "</span>, "_html << device.paper_mm
            << " mm</p><div class=\"toolbar\">"_html;
        html::post_button(out, context, own + "/kode", context.t("Buat kode pemasangan"));
        html::post_button(out, context, own + "/uji", context.t("Cetak slip uji"));
        html::link_button(out, context.t("Ubah"), own, html::ButtonKind::secondary);
        html::post_button(out, context, own + "/cabut", context.t("Cabut kios ini"), html::ButtonKind::warning);
        out << "</div></section>"_html;
    }
    out << "<section class=\"panel\"><h3>"_html << context.t("Tambah kios") << "</h3>"_html;
    html::form_open(out, context, path);
    device_fields(out, context, state, {}, true);
    html::button(out, context.t("Simpan kios"));
    html::form_close(out);
    out << "</section>"_html;

    out << "</div><div><h2>"_html << context.t("Papan antrean") << "</h2><p>"_html << context.t("Buka alamat ini di televisi:")
        << " <a href=\"/papan/"_html << office.code << "\">"_html << context.platform.public_url << "/papan/"_html << office.code
        << "</a></p>"_html;
    html::form_open(out, context, std::string(path) + "/pengumuman");
    html::text_field(out, context,
                     {.name = "pengumuman",
                      .label = context.t("Pengumuman di papan"),
                      .hint = context.t("Satu kalimat, misalnya: Loket 3 tutup pukul 11.00. Kosongkan untuk menghapus."),
                      .value = state.typed.has("pengumuman") ? state.value("pengumuman") : read.board.notice,
                      .error = state.error("pengumuman"),
                      .max_length = 160,
                      .optional = true});
    html::button(out, context.t("Tampilkan hari ini"));
    html::form_close(out);
    out << "</div></div>"_html;
    return http::page(html::document(context, frame_of(office, std::string(context.t("Kios dan papan"))), out), status);
}

http::Response get_devices(const http::Request& request, Context& context) {
    const auto office = own_office(context);
    if (!office) return no_office_of_yours(context);
    const auto done = request.query.text("sudah");
    std::string_view said;
    if (done == "simpan")
        said = context.t("Kios tersimpan.");
    else if (done == "cabut")
        said = context.t("Kios dicabut. Layarnya tidak dapat memberi nomor lagi.");
    else if (done == "pengumuman")
        said = context.t("Papan sudah menampilkannya.");
    else if (done == "uji-ya")
        said = context.t("Slip uji sudah dicetak.");
    else if (done == "uji-tidak")
        said = context.t("Tidak ada pencetak: slip uji disimpan sebagai berkas.");
    html::FormState state;
    if (done == "uji-gagal") state.refuse("pencetak", context.t("Pencetak tidak terjangkau. Periksa listrik, kabel, dan alamatnya."));
    return show(context, *office, state, {}, said);
}

Device typed_device(const http::Fields& form) {
    Device device;
    device.name = form.text("nama");
    device.printer = text::trim(form.text("pencetak"));
    device.paper_mm = form.text("kertas") == "58" ? 58 : 80;
    return device;
}

http::Response post_device(const http::Request& request, Context& context) {
    const auto office = own_office(context);
    if (!office) return no_office_of_yours(context);
    const auto saved =
        context.platform.database.write([&](sql::Transaction& tx) { return save_device(tx, context, typed_device(request.form)); });
    if (saved) return http::see_other(std::string(path) + "?sudah=simpan");
    html::FormState state{request.form, {}};
    state.refuse(field_of(saved.error()), context.t(sentence(saved.error())));
    return show(context, *office, state, {}, "", 422);
}

http::Response edit_page(const Context& context, const office::Office& office, const Device& device, const html::FormState& state,
                         bool typed, int status = 200) {
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << device.name << "</h1>"_html;
    html::form_open(out, context, std::string(path) + "/" + device.id.text());
    device_fields(out, context, state, device, typed);
    html::button(out, context.t("Simpan kios"));
    html::form_close(out);
    auto frame = frame_of(office, device.name);
    frame.back_href = path;
    return http::page(html::document(context, frame, out), status);
}

std::optional<Device> device_at(const http::Request& request, const Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) { return find_device(tx, context, request.path_id<DeviceId>(0)); });
}

http::Response no_device(const Context& context) {
    return http::page(html::message_document(context, context.t("Kios ini tidak ditemukan"), context.t("Mungkin sudah dicabut."),
                                             context.t("Ke daftar kios"), path),
                      404);
}

http::Response get_device(const http::Request& request, Context& context) {
    const auto office = own_office(context);
    const auto device = device_at(request, context);
    if (!office || !device) return no_device(context);
    return edit_page(context, *office, *device, {}, false);
}

http::Response post_change(const http::Request& request, Context& context) {
    const auto office = own_office(context);
    const auto device = device_at(request, context);
    if (!office || !device) return no_device(context);
    auto wanted = typed_device(request.form);
    wanted.id = device->id;
    const auto saved = context.platform.database.write([&](sql::Transaction& tx) { return save_device(tx, context, wanted); });
    if (saved) return http::see_other(std::string(path) + "?sudah=simpan");
    html::FormState state{request.form, {}};
    state.refuse(field_of(saved.error()), context.t(sentence(saved.error())));
    return edit_page(context, *office, *device, state, true, 422);
}

http::Response post_code(const http::Request& request, Context& context) {
    const auto office = own_office(context);
    const auto device = device_at(request, context);
    if (!office || !device) return no_device(context);
    const auto code = context.platform.database.write([&](sql::Transaction& tx) { return new_pairing_code(tx, context, device->id); });
    if (!code) return no_device(context);
    return show(context, *office, {}, Shown{device->id, *code});
}

http::Response post_test(const http::Request& request, Context& context) {
    const auto office = own_office(context);
    const auto device = device_at(request, context);
    if (!office || !device) return no_device(context);
    std::string_view done;
    switch (print(*device, *office, "uji", test_slip_bytes(context, *office, *device))) {
        case Printed::on_paper: done = "uji-ya"; break;
        case Printed::as_file: done = "uji-tidak"; break;
        case Printed::unreachable: done = "uji-gagal"; break;
    }
    return http::see_other(std::string(path) + "?sudah=" + std::string(done));
}

http::Response post_remove(const http::Request& request, Context& context) {
    const auto removed =
        context.platform.database.write([&](sql::Transaction& tx) { return remove_device(tx, context, request.path_id<DeviceId>(0)); });
    if (!removed) return no_device(context);
    return http::see_other(std::string(path) + "?sudah=cabut");
}

http::Response post_notice(const http::Request& request, Context& context) {
    const auto office = own_office(context);
    if (!office) return no_office_of_yours(context);
    const auto put = context.platform.database.write(
        [&](sql::Transaction& tx) { return put_notice(tx, context, request.form.text("pengumuman"), context.local(office->zone).date); });
    if (put) return http::see_other(std::string(path) + "?sudah=pengumuman");
    html::FormState state{request.form, {}};
    state.refuse("pengumuman", context.t(sentence(put.error())));
    return show(context, *office, state, {}, "", 422);
}

}  // namespace

std::vector<http::Route> devices_routes() {
    using enum http::Method;
    return {{get, "/atur/alat", get_devices, Permission::manage_office},
            {post, "/atur/alat", post_device, Permission::manage_office, http::Rate::write, 8 * 1024},
            {post, "/atur/alat/pengumuman", post_notice, Permission::manage_office, http::Rate::write, 8 * 1024},
            {get, "/atur/alat/{id}", get_device, Permission::manage_office},
            {post, "/atur/alat/{id}", post_change, Permission::manage_office, http::Rate::write, 8 * 1024},
            {post, "/atur/alat/{id}/kode", post_code, Permission::manage_office, http::Rate::write},
            {post, "/atur/alat/{id}/uji", post_test, Permission::manage_office, http::Rate::write},
            {post, "/atur/alat/{id}/cabut", post_remove, Permission::manage_office, http::Rate::write}};
}

}  // namespace hall
