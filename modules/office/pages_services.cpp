#include <algorithm>

#include "base/text.hpp"
#include "modules/office/actions.hpp"
#include "modules/office/actions_manage.hpp"
#include "modules/office/pages.hpp"
#include "modules/office/pages_desk.hpp"
#include "modules/office/pages_mark.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

namespace office {

namespace {

using html::FormState;

// --- services and their standard ---

http::Response get_services(const http::Request& request, Context& context) {
    const auto office = office_at_hand(request, context);
    if (!office) return choose_office_first(context);
    const auto list = context.platform.database.read([&](sql::Transaction& tx) { return services(tx, office->id); });
    Markup out;
    out << "<p>"_html
        << context.t(
               "Tiap layanan tampil dengan standarnya di halaman kantor: syarat, lama, biaya, hasil, dasar hukum, dan jalur pengaduan (UU "
               "25/2009 ps. 21).")
        << "</p>"_html;
    html::table_open(out, context.t("Daftar layanan"),
                     {{context.t("Huruf")}, {context.t("Nama")}, {context.t("Lama")}, {context.t("Keadaan")}, {context.t("Tindakan")}});
    for (const auto& one : list) {
        out << "<tr><td><strong>"_html << std::string(1, one.letter) << "</strong></td><th scope=\"row\">"_html << one.name
            << "</th><td>"_html << fill(context.t("{menit} menit"), {{"menit", std::to_string(one.minutes_each)}}) << "</td><td>"_html;
        if (!one.offered)
            html::tag(out, html::Tone::warning, context.t("Tidak dibuka"));
        else if (one.bookable_online)
            html::tag(out, html::Tone::good, context.t("Daring dan loket"));
        else
            html::tag(out, html::Tone::info, context.t("Hanya di loket"));
        out << "</td><td><a"_html;
        out.attribute("href"_html, "/atur/layanan/" + one.code);
        out << ">"_html << context.t("Ubah") << "<span class=\"govuk-visually-hidden\"> "_html << one.name << "</span></a></td></tr>"_html;
    }
    html::table_close(out);
    return settings_page(request, context, {.office = *office, .step = Step::services, .title = "", .back = ""}, out, {});
}

std::optional<Service> service_at(const Context& context, const Office& office, std::string_view code) {
    const auto list = context.platform.database.read([&](sql::Transaction& tx) { return services(tx, office.id); });
    const auto found = std::ranges::find(list, code, &Service::code);
    if (found == list.end()) return {};
    return *found;
}

ShownValues shown_values(const Context& context, const Service& one) {
    const auto said = [&](std::string field, std::string_view label, std::string value) {
        return ShownValue{std::move(field), std::string(context.t(label)), std::move(value)};
    };
    return {said("dibuka", msg("Layanan ini dibuka"), yes_or_no(context, one.offered)),
            said("daring", msg("Nomornya dapat diambil daring"), yes_or_no(context, one.bookable_online)),
            said("nama", msg("Nama"), one.name),
            said("nama-en", msg("Nama dalam bahasa Inggris"), one.name_en),
            said("huruf", msg("Huruf nomor antrean"), std::string(1, one.letter)),
            said("menit", msg("Menit tiap orang"), std::to_string(one.minutes_each)),
            said("syarat", msg("Syarat"), one.requirements),
            said("lama", msg("Lama pelayanan"), one.time_promise),
            said("hasil", msg("Hasil"), one.product),
            said("dasar", msg("Dasar hukum"), one.legal_basis)};
}

http::Response show_service(const http::Request& request, const Context& context, const Office& office, const Service& one,
                            const FormState& state, int status) {
    Markup out;
    html::form_open(out, context, "/atur/layanan/" + one.code);
    if (const auto kept_now = service_at(context, office, one.code)) write_mark(out, shown_values(context, *kept_now));
    html::checkbox(out, context, {.name = "dibuka", .label = context.t("Layanan ini dibuka")}, is_ticked(state, "dibuka", one.offered));
    html::checkbox(out, context, {.name = "daring", .label = context.t("Nomornya dapat diambil daring")},
                   is_ticked(state, "daring", one.bookable_online));
    out << "<div class=\"columns\">"_html;
    html::text_field(out, context,
                     {.name = "nama",
                      .label = context.t("Nama"),
                      .value = shown(state, "nama", one.name),
                      .error = state.error("nama"),
                      .max_length = 120});
    html::text_field(out, context,
                     {.name = "nama-en",
                      .label = context.t("Nama dalam bahasa Inggris"),
                      .value = shown(state, "nama-en", one.name_en),
                      .error = state.error("nama-en"),
                      .max_length = 120,
                      .optional = true});
    html::text_field(out, context,
                     {.name = "huruf",
                      .label = context.t("Huruf nomor antrean"),
                      .value = shown(state, "huruf", std::string(1, one.letter)),
                      .error = state.error("huruf"),
                      .width = 2,
                      .max_length = 1});
    html::text_field(out, context,
                     {.name = "menit",
                      .label = context.t("Menit tiap orang"),
                      .value = shown(state, "menit", std::to_string(one.minutes_each)),
                      .error = state.error("menit"),
                      .inputmode = "numeric",
                      .width = 4});
    out << "</div>"_html;
    html::text_area(out, context,
                    {.name = "syarat",
                     .label = context.t("Syarat"),
                     .hint = context.t("Satu syarat satu baris"),
                     .value = shown(state, "syarat", one.requirements),
                     .error = state.error("syarat"),
                     .max_length = 1500},
                    5);
    html::text_field(out, context,
                     {.name = "lama",
                      .label = context.t("Lama pelayanan"),
                      .value = shown(state, "lama", one.time_promise),
                      .error = state.error("lama"),
                      .max_length = 200});
    html::text_field(out, context,
                     {.name = "hasil",
                      .label = context.t("Hasil"),
                      .value = shown(state, "hasil", one.product),
                      .error = state.error("hasil"),
                      .max_length = 200});
    html::text_field(out, context,
                     {.name = "dasar",
                      .label = context.t("Dasar hukum"),
                      .value = shown(state, "dasar", one.legal_basis),
                      .error = state.error("dasar"),
                      .max_length = 300});
    out << "<p class=\"muted\">"_html << context.t("Biaya: gratis. Ini tidak dapat diubah.") << "</p>"_html;
    html::button(out, context.t("Simpan"));
    html::form_close(out);
    return settings_page(
        request, context,
        {.office = office, .step = Step::services, .title = one.name, .back = "/atur/layanan", .goes_on = false, .status = status}, out,
        state);
}

http::Response get_service(const http::Request& request, Context& context) {
    const auto office = office_at_hand(request, context);
    if (!office) return choose_office_first(context);
    const auto one = service_at(context, *office, request.path_value(0));
    if (!one) return http::see_other("/atur/layanan");
    return show_service(request, context, *office, *one, {}, 200);
}

http::Response post_service(const http::Request& request, Context& context) {
    const auto office = office_at_hand(request, context);
    if (!office) return choose_office_first(context);
    auto one = service_at(context, *office, request.path_value(0));
    if (!one) return http::see_other("/atur/layanan");
    FormState state{.typed = request.form, .errors = {}};
    std::optional<Refusal> why;
    one->offered = request.form.has("dibuka");
    one->bookable_online = request.form.has("daring");
    one->name = line_of(context, state, "nama", 120, Presence::required);
    one->name_en = line_of(context, state, "nama-en", 120, Presence::may_be_empty);
    const auto letter = text::upper(line_of(context, state, "huruf", 1, Presence::required));
    if (letter.size() != 1 || letter[0] < 'A' || letter[0] > 'Z')
        state.refuse("huruf", context.t("Isi satu huruf, A sampai Z."));
    else
        one->letter = letter[0];
    one->minutes_each = static_cast<int>(number_of(context, state, "menit", 1, 480));
    one->requirements = lines_of(context, state, "syarat", 1500, Presence::required);
    one->time_promise = line_of(context, state, "lama", 200, Presence::required);
    one->product = line_of(context, state, "hasil", 200, Presence::required);
    one->legal_basis = line_of(context, state, "dasar", 300, Presence::required);
    if (state.ok()) {
        const auto now = [&](sql::Transaction& tx) {
            const auto kept_now = find_service(tx, office->id, one->code);
            return kept_now ? shown_values(context, *kept_now) : ShownValues{};
        };
        why = keep_unless_changed(context, office->id, state, now,
                                  [&](sql::Transaction& tx) { return save_service(tx, context, office->id, *one); });
        if (!why) return kept_here("/atur/layanan");
        if (state.ok()) state.refuse("nama", context.t(sentence(*why)));
    }
    return show_service(request, context, *office, *one, state, status_after(why));
}

// --- papers for the AK-1 ---

constexpr int spare_rows = 2;

std::string at(std::string_view name, std::size_t row) { return std::string(name) + "-" + std::to_string(row + 1); }

// One value a row: a paper is what is said about it.
ShownValues shown_values(const Context& context, const std::vector<DocumentRequirement>& list) {
    ShownValues values;
    for (std::size_t row = 0; row < list.size(); ++row) {
        const auto& one = list[row];
        std::vector<std::string> said{paper_title(context, one)};
        if (!one.note.empty()) said.push_back(std::string(context.t(one.note)));
        if (!one.substitutes.empty()) said.push_back(std::string(context.t("atau:")) + " " + text::join(one.substitutes, "; "));
        said.push_back(std::string(context.t("Wajib")) + ": " + yes_or_no(context, one.mandatory));
        said.push_back(std::string(context.t("Diunggah saat mengisi daring")) + ": " + yes_or_no(context, one.upload));
        values.push_back(
            {at("nama", row), fill(context.t("Berkas {nomor}"), {{"nomor", std::to_string(row + 1)}}), text::join(said, " · ")});
    }
    return values;
}

http::Response show_papers(const http::Request& request, const Context& context, const Office& office, const FormState& state, int status) {
    const auto list = context.platform.database.read([&](sql::Transaction& tx) { return document_requirements(tx, office.id); });
    Markup out;
    out << "<p>"_html
        << context.t(
               "Yang diminta untuk AK-1, urut seperti dilihat orang. Pengganti yang Anda tulis di sini diterima di loket, satu pengganti "
               "satu baris. Kosongkan nama untuk menghapus barisnya.")
        << "</p>"_html;
    html::form_open(out, context, "/atur/berkas");
    write_mark(out, shown_values(context, list));
    // Rows as they were typed stay in their order, whatever was saved meanwhile.
    std::size_t rows = list.size() + spare_rows;
    while (state.typed.has(at("nama", rows))) ++rows;
    for (std::size_t row = 0; row < rows; ++row) {
        DocumentRequirement one = row < list.size() ? list[row] : DocumentRequirement{.mandatory = false};
        one.kind = shown(state, at("jenis", row), one.kind);
        out << "<fieldset class=\"panel\"><legend class=\"govuk-visually-hidden\">"_html
            << fill(context.t("Berkas {nomor}"), {{"nomor", std::to_string(row + 1)}}) << "</legend>"_html;
        html::hidden(out, at("jenis", row), one.kind);
        out << "<div class=\"columns\"><div>"_html;
        html::text_field(out, context,
                         {.name = at("nama", row),
                          .label = row < list.size() ? context.t("Nama berkas") : context.t("Berkas tambahan"),
                          .value = shown(state, at("nama", row), one.label),
                          .error = state.error(at("nama", row)),
                          .max_length = 120,
                          .optional = row >= list.size()});
        html::text_field(out, context,
                         {.name = at("catatan", row),
                          .label = context.t("Petunjuk"),
                          .value = shown(state, at("catatan", row), one.note),
                          .error = state.error(at("catatan", row)),
                          .max_length = 200,
                          .optional = true});
        out << "</div><div>"_html;
        html::text_area(out, context,
                        {.name = at("pengganti", row),
                         .label = context.t("Boleh diganti dengan"),
                         .value = shown(state, at("pengganti", row), text::join(one.substitutes, "\n")),
                         .error = state.error(at("pengganti", row)),
                         .max_length = 800,
                         .optional = true},
                        3);
        out << "</div><div>"_html;
        if (one.kind == "photo") {
            html::select(out, context,
                         {.name = at("jumlah", row),
                          .label = context.t("Berapa foto"),
                          .value = shown(state, at("jumlah", row), std::to_string(one.photos)),
                          .error = state.error(at("jumlah", row))},
                         {{"1", "1", ""}, {"2", "2", ""}, {"3", "3", ""}});
            html::text_area(out, context,
                            {.name = at("isi", row),
                             .label = context.t("Yang terlihat di tiap foto"),
                             .hint = context.t("Satu baris satu foto, misalnya: latar merah"),
                             .value = shown(state, at("isi", row), text::join(one.shows, "\n")),
                             .error = state.error(at("isi", row)),
                             .max_length = 300,
                             .optional = true},
                            3);
        }
        html::checkbox(out, context, {.name = at("wajib", row), .label = context.t("Wajib")},
                       is_ticked(state, at("wajib", row), one.mandatory));
        html::checkbox(out, context, {.name = at("unggah", row), .label = context.t("Diunggah saat mengisi daring")},
                       is_ticked(state, at("unggah", row), one.upload));
        out << "</div></div></fieldset>"_html;
    }
    html::button(out, save_label(context, office));
    html::form_close(out);
    out << "<h2>"_html << context.t("Yang menyertai") << "</h2><ul class=\"ways\">"_html;
    const auto rule = [&](std::string_view name, std::string_view label) {
        out << "<li><a"_html;
        out.attribute("href"_html, "/atur/ketentuan/" + std::string(name));
        out << ">"_html << html::icon("list-checks") << "<span>"_html << label << "</span></a></li>"_html;
    };
    rule("residence_rule", context.t("Alamat KTP di luar wilayah: diperingatkan atau ditolak"));
    rule("scans_deleted_after_days", context.t("Kapan hasil unggahan dihapus"));
    out << "</ul>"_html;
    return settings_page(request, context,
                         {.office = office, .step = Step::papers, .title = "", .back = "", .goes_on = false, .status = status}, out, state);
}

http::Response get_papers(const http::Request& request, Context& context) {
    const auto office = office_at_hand(request, context);
    if (!office) return choose_office_first(context);
    return show_papers(request, context, *office, {}, 200);
}

http::Response post_papers(const http::Request& request, Context& context) {
    const auto office = office_at_hand(request, context);
    if (!office) return choose_office_first(context);
    FormState state{.typed = request.form, .errors = {}};
    std::vector<DocumentRequirement> list;
    std::optional<Refusal> why;
    const auto known = context.platform.database.read([&](sql::Transaction& tx) { return document_requirements(tx, office->id); });
    for (std::size_t row = 0; row < 30 && request.form.has(at("nama", row)); ++row) {
        DocumentRequirement one;
        one.label = line_of(context, state, at("nama", row), 120, Presence::may_be_empty);
        if (one.label.empty()) continue;
        const auto kind = request.form.text(at("jenis", row));
        const bool is_known = std::ranges::find(known, kind, &DocumentRequirement::kind) != known.end();
        one.kind = is_known ? kind : "other_" + std::to_string(row + 1);
        while (!is_known && std::ranges::find(known, one.kind, &DocumentRequirement::kind) != known.end()) one.kind += "x";
        one.note = line_of(context, state, at("catatan", row), 200, Presence::may_be_empty);
        if (const auto lines = lines_of(context, state, at("pengganti", row), 800, Presence::may_be_empty); !lines.empty())
            one.substitutes = text::split(lines, '\n');
        if (one.kind == "photo") {
            one.photos = static_cast<int>(number_of(context, state, at("jumlah", row), 1, photos_max));
            if (const auto lines = lines_of(context, state, at("isi", row), 300, Presence::may_be_empty); !lines.empty())
                one.shows = text::split(lines, '\n');
            if (one.shows.size() > static_cast<std::size_t>(one.photos))
                state.refuse(at("isi", row), context.t("Barisnya lebih banyak daripada fotonya. Satu baris untuk satu foto."));
        }
        one.mandatory = request.form.has(at("wajib", row));
        one.upload = request.form.has(at("unggah", row));
        one.position = static_cast<int>(list.size()) + 1;
        list.push_back(std::move(one));
    }
    if (state.ok()) {
        const auto now = [&](sql::Transaction& tx) { return shown_values(context, document_requirements(tx, office->id)); };
        why = keep_unless_changed(context, office->id, state, now, [&](sql::Transaction& tx) {
            confirm_step(tx, context, office->id, page_of(Step::papers).code);
            return save_requirements(tx, context, office->id, list);
        });
        if (!why) return kept(*office, Step::papers, "/atur/berkas");
        if (state.ok()) state.refuse(at("nama", 0), context.t(sentence(*why)));
    }
    return show_papers(request, context, *office, state, status_after(why));
}

}  // namespace

std::vector<http::Route> service_routes() {
    using enum http::Method;
    constexpr auto manage = Permission::manage_office;
    constexpr auto writes = http::Rate::write;
    return {{get, "/atur/layanan", get_services, manage},
            {get, "/atur/layanan/{service}", get_service, manage},
            {post, "/atur/layanan/{service}", post_service, manage, writes},
            {get, "/atur/berkas", get_papers, manage},
            {post, "/atur/berkas", post_papers, manage, writes}};
}

}  // namespace office
