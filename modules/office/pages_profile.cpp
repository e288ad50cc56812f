#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "modules/office/actions.hpp"
#include "modules/office/actions_manage.hpp"
#include "modules/office/pages.hpp"
#include "modules/office/pages_desk.hpp"
#include "modules/office/pages_mark.hpp"
#include "modules/office/rules.hpp"
#include "modules/reference/actions.hpp"
#include "platform/files/files.hpp"
#include "platform/i18n/language.hpp"
#include "platform/images/images.hpp"
#include "platform/sql/sql.hpp"

namespace office {

namespace {

using html::FormState;

// --- regencies and cities ---

std::vector<reference::Area> find_regencies(std::string_view query, std::size_t limit) {
    const auto words = text::split(text::lower(text::squeeze(query)), ' ');
    std::vector<reference::Area> found;
    for (const auto& province : reference::children("")) {
        for (const auto& regency : reference::children(province.code)) {
            const auto name = text::lower(regency.name + " " + province.name);
            const bool fits =
                std::ranges::all_of(words, [&](const std::string& word) { return (" " + name).find(" " + word) != std::string::npos; });
            if (fits) found.push_back(regency);
            if (found.size() == limit) return found;
        }
    }
    return found;
}

http::Response get_regencies(const http::Request& request, Context&) {
    auto body = nlohmann::json::array();
    for (const auto& one : find_regencies(text::clean_line(request.query.text("q"), 60).value_or(""), 12))
        body.push_back({{"value", one.code}, {"label", reference::full_name(one.code)}});
    return http::json(body.dump());
}

// --- where the office is ---

ShownValues shown_values(const Context& context, const Office& one) {
    const auto said = [&](std::string field, std::string_view label, std::string value) {
        return ShownValue{std::move(field), std::string(context.t(label)), std::move(value)};
    };
    return {said("wilayah", msg("Kabupaten atau kota"), reference::full_name(one.regency_code)),
            said("nama", msg("Nama kantor"), one.name),
            said("pemerintah", msg("Baris pertama kop surat"), one.government),
            said("zona", msg("Zona waktu"), std::string(name(one.zone))),
            said("alamat", msg("Alamat"), one.address),
            said("telepon", msg("Telepon"), one.phone),
            said("surel", msg("Surel"), one.email),
            said("situs", msg("Situs"), one.website),
            said("catatan", msg("Pengumuman di halaman kantor"), one.opening_note),
            said("pengaduan", msg("Jalur pengaduan"), one.complaint_path),
            said("privasi", msg("Narahubung pelindungan data"), one.privacy_contact)};
}

void write_versions(Markup& out, const Context& context, const FormState& state, const Office& office) {
    html::hidden(out, "versi", shown(state, "versi", std::to_string(office.version)));
    const auto now = context.platform.database.read([&](sql::Transaction& tx) { return find_office(tx, office.id); });
    if (now) write_mark(out, shown_values(context, *now));
}

http::Response show_region(const http::Request& request, const Context& context, const Office& office, const FormState& state, int status) {
    Markup out;
    out << "<p>"_html
        << context.t("Dari wilayah diusulkan nama kantor, baris pemerintah pada kop surat, dan zona waktu. Semuanya boleh diubah.")
        << "</p>"_html;
    html::form_open(out, context, "/atur/wilayah");
    write_versions(out, context, state, office);
    html::text_field(out, context,
                     {.name = "wilayah",
                      .label = context.t("Kabupaten atau kota"),
                      .hint = context.t("Ketik beberapa huruf, lalu pilih dari daftar."),
                      .value = shown(state, "wilayah", reference::full_name(office.regency_code)),
                      .error = state.error("wilayah"),
                      .suggestions = "/acuan/kabupaten",
                      .chosen = shown(state, "wilayah-kode", office.regency_code)});
    html::text_field(out, context,
                     {.name = "nama",
                      .label = context.t("Nama kantor"),
                      .value = shown(state, "nama", office.name),
                      .error = state.error("nama"),
                      .max_length = 120});
    html::text_field(out, context,
                     {.name = "pemerintah",
                      .label = context.t("Baris pertama kop surat"),
                      .hint = context.t("Misalnya PEMERINTAH KOTA BALIKPAPAN"),
                      .value = shown(state, "pemerintah", office.government),
                      .error = state.error("pemerintah"),
                      .max_length = 120});
    html::radios(
        out, context,
        {.name = "zona", .label = context.t("Zona waktu"), .value = shown(state, "zona", name(office.zone)), .error = state.error("zona")},
        {{"WIB", "WIB", ""}, {"WITA", "WITA", ""}, {"WIT", "WIT", ""}}, true);
    html::button(out, save_label(context, office));
    html::form_close(out);
    return settings_page(request, context,
                         {.office = office, .step = Step::region, .title = "", .back = "", .goes_on = false, .status = status}, out, state);
}

http::Response get_region(const http::Request& request, Context& context) {
    const auto office = office_at_hand(request, context);
    if (!office) return choose_office_first(context);
    return show_region(request, context, *office, {}, 200);
}

http::Response keep_office(const http::Request& request, Context& context, const Office& office, Step step, FormState& state,
                           http::Response (*show)(const http::Request&, const Context&, const Office&, const FormState&, int)) {
    if (state.ok()) {
        const auto done = context.platform.database.write([&](sql::Transaction& tx) {
            const auto saved = save_profile(tx, context, office);
            if (saved) confirm_step(tx, context, office.id, page_of(step).code);
            return saved;
        });
        if (done) return kept(office, step, std::string(page_of(step).path));
        if (done.error() == Refusal::changed_meanwhile) {
            // What was typed stays; sending it again is then a decision about the newer version.
            const auto newer = office_at_hand(request, context);
            if (newer) refuse_stale(context, state, changed_since(state.typed, shown_values(context, *newer)));
            if (state.ok()) state.refuse("isi", context.t(sentence(done.error())));
            http::Fields typed;
            for (const auto& [name, value] : state.typed.items())
                typed.add(name, name == "versi" && newer ? std::to_string(newer->version) : value);
            state.typed = typed;
            return show(request, context, office, state, 409);
        }
        state.refuse(step == Step::profile ? "alamat" : "nama", context.t(sentence(done.error())));
    }
    return show(request, context, office, state, 422);
}

http::Response post_region(const http::Request& request, Context& context) {
    auto office = office_at_hand(request, context);
    if (!office) return choose_office_first(context);
    FormState state{.typed = request.form, .errors = {}};
    const auto regency = find_regency(state.value("wilayah-kode"), state.value("wilayah"));
    if (!regency) state.refuse("wilayah", context.t("Pilih kabupaten atau kota dari daftar."));
    const auto was = office->regency_code;
    const auto was_usual = usual_setup(was, {}).office;
    auto name = line_of(context, state, "nama", 120, Presence::required);
    auto government = line_of(context, state, "pemerintah", 120, Presence::required);
    const auto zone = parse_zone(state.value("zona"));
    if (!zone) state.refuse("zona", context.t("Pilih zona waktunya."));
    if (regency && regency->code != was) {
        // Another regency was picked and the proposals were left as they stood: propose again.
        const auto usual = usual_setup(regency->code, {}).office;
        office->regency_code = regency->code;
        if (name == was_usual.name) name = usual.name;
        if (government == was_usual.government) government = usual.government;
        office->zone = zone && *zone == was_usual.zone ? usual.zone : zone.value_or(usual.zone);
    } else if (zone)
        office->zone = *zone;
    office->name = name;
    office->government = government;
    office->version = static_cast<int>(number_of(context, state, "versi", 1, 1'000'000));
    return keep_office(request, context, *office, Step::region, state, show_region);
}

// --- profile and letterhead ---

http::Response show_profile(const http::Request& request, const Context& context, const Office& office, const FormState& state,
                            int status) {
    Markup out;
    out << "<div class=\"side-by-side\"><div>"_html;
    html::form_open(out, context, "/atur/profil", true);
    write_versions(out, context, state, office);
    html::text_area(out, context,
                    {.name = "alamat",
                     .label = context.t("Alamat"),
                     .value = shown(state, "alamat", office.address),
                     .error = state.error("alamat"),
                     .autocomplete = "street-address",
                     .max_length = 300},
                    2);
    html::text_field(out, context,
                     {.name = "telepon",
                      .label = context.t("Telepon"),
                      .value = shown(state, "telepon", office.phone),
                      .error = state.error("telepon"),
                      .type = "tel",
                      .width = 20,
                      .max_length = 40,
                      .optional = true});
    html::text_field(out, context,
                     {.name = "surel",
                      .label = context.t("Surel"),
                      .value = shown(state, "surel", office.email),
                      .error = state.error("surel"),
                      .type = "email",
                      .max_length = 120,
                      .optional = true});
    html::text_field(out, context,
                     {.name = "situs",
                      .label = context.t("Situs"),
                      .value = shown(state, "situs", office.website),
                      .error = state.error("situs"),
                      .max_length = 120,
                      .optional = true});
    html::text_field(out, context,
                     {.name = "catatan",
                      .label = context.t("Pengumuman di halaman kantor"),
                      .hint = context.t("Satu kalimat, misalnya pindah sementara atau jam Ramadan."),
                      .value = shown(state, "catatan", office.opening_note),
                      .error = state.error("catatan"),
                      .max_length = 240,
                      .optional = true});
    html::text_area(out, context,
                    {.name = "pengaduan",
                     .label = context.t("Jalur pengaduan"),
                     .hint = context.t("Tampil pada setiap standar pelayanan (UU 25/2009)."),
                     .value = shown(state, "pengaduan", office.complaint_path),
                     .error = state.error("pengaduan"),
                     .max_length = 300},
                    2);
    html::text_area(out, context,
                    {.name = "privasi",
                     .label = context.t("Narahubung pelindungan data"),
                     .hint = context.t("Nama jabatan dan cara menghubunginya. Permintaan dijawab dalam 3x24 jam (UU 27/2022)."),
                     .value = shown(state, "privasi", office.privacy_contact),
                     .error = state.error("privasi"),
                     .max_length = 300},
                    2);
    html::file_field(out, context,
                     {.name = "lambang",
                      .label = context.t("Lambang daerah"),
                      .hint = context.t("PNG atau JPEG, sampai 2 MB. Dipakai pada kop surat dan kartu."),
                      .error = state.error("lambang"),
                      .optional = true},
                     "image/png,image/jpeg", false);
    html::button(out, save_label(context, office));
    html::form_close(out);
    out << "</div><div class=\"panel letterhead\"><p class=\"muted\">"_html << context.t("Kop surat sekarang")
        << "</p><div class=\"masthead\">"_html;
    if (!office.emblem_file.empty()) {
        out << "<img alt=\"\" width=\"56\" height=\"64\""_html;
        out.attribute("src"_html, "/kantor/" + office.code + "/lambang?" + office.emblem_file.substr(0, 8));
        out << ">"_html;
    }
    out << "<div><p>"_html << office.government << "<br><strong>"_html << text::upper(office.name) << "</strong><br>"_html
        << office.address;
    if (!office.phone.empty()) out << " · "_html << office.phone;
    out << "</p></div></div></div></div>"_html;
    return settings_page(request, context,
                         {.office = office, .step = Step::profile, .title = "", .back = "", .goes_on = false, .status = status}, out,
                         state);
}

http::Response get_profile(const http::Request& request, Context& context) {
    const auto office = office_at_hand(request, context);
    if (!office) return choose_office_first(context);
    return show_profile(request, context, *office, {}, 200);
}

http::Response post_profile(const http::Request& request, Context& context) {
    auto office = office_at_hand(request, context);
    if (!office) return choose_office_first(context);
    FormState state{.typed = request.form, .errors = {}};
    office->address = text::squeeze(lines_of(context, state, "alamat", 300, Presence::required));
    office->phone = line_of(context, state, "telepon", 40, Presence::may_be_empty);
    office->email = line_of(context, state, "surel", 120, Presence::may_be_empty);
    if (!office->email.empty() && office->email.find('@') == std::string::npos)
        state.refuse("surel", context.t("Surel memerlukan tanda @."));
    office->website = line_of(context, state, "situs", 120, Presence::may_be_empty);
    office->opening_note = line_of(context, state, "catatan", 240, Presence::may_be_empty);
    office->complaint_path = text::squeeze(lines_of(context, state, "pengaduan", 300, Presence::required));
    office->privacy_contact = text::squeeze(lines_of(context, state, "privasi", 300, Presence::required));
    office->version = static_cast<int>(number_of(context, state, "versi", 1, 1'000'000));
    for (const auto& upload : request.uploads) {
        if (upload.field != "lambang" || upload.bytes.empty()) continue;
        const auto picture = images::sniff(upload.bytes) == images::Kind::pdf
                                 ? Result<images::Made, images::Refusal>(images::Refusal::not_a_picture)
                                 : images::remake(upload.bytes, 400);
        if (!picture)
            state.refuse("lambang", context.t(sentence(Refusal::file_unreadable)));
        else if (state.ok())
            office->emblem_file = context.platform.files.put(picture->bytes);
    }
    return keep_office(request, context, *office, Step::profile, state, show_profile);
}

// --- who signs ---

std::string capacity_label(const Context& context, Capacity capacity) {
    switch (capacity) {
        case Capacity::definitive: return std::string(context.t("Definitif"));
        case Capacity::acting: return std::string(context.t("Plt. (pelaksana tugas)"));
        case Capacity::daily_acting: return std::string(context.t("Plh. (pelaksana harian)"));
        case Capacity::on_behalf: return std::string(context.t("a.n. (atas nama)"));
        case Capacity::for_attention: return std::string(context.t("u.b. (untuk beliau)"));
    }
    return {};
}

// Who stands in the list: whoever adds somebody has seen it.
ShownValues shown_values(const Context& context, const std::vector<Signatory>& list) {
    std::vector<std::string> names;
    for (const auto& one : list)
        names.push_back(one.name + " (" + short_date(context.language, one.valid_from) +
                        (one.valid_to ? " – " + short_date(context.language, *one.valid_to) : std::string()) + ")");
    return {{"nama", std::string(context.t("Penandatangan")), text::join(names, "; ")}};
}

http::Response show_signatories(const http::Request& request, const Context& context, const Office& office, const FormState& state,
                                int status) {
    const auto today = context.local(office.zone).date;
    const auto list = context.platform.database.read([&](sql::Transaction& tx) { return signatories(tx, office.id); });
    const auto now = signing_on(list, today);
    Markup out;
    out << "<p>"_html
        << context.t(
               "Yang menandatangani dipilih menurut tanggal: Plh. mendahului Plt., Plt. mendahului pejabat definitif; a.n. dan u.b. hanya "
               "bila tidak ada yang lain.")
        << "</p>"_html;
    if (list.empty()) {
        html::empty_state(out, context.t("Penandatangan akan tampil di sini."),
                          context.t("Isi yang pertama di bawah, biasanya kepala dinas."));
    } else {
        html::table_open(out, context.t("Penandatangan"),
                         {{context.t("Nama")}, {context.t("Tercetak di atas nama")}, {context.t("Berlaku")}, {context.t("Tindakan")}});
        for (const auto& one : list) {
            out << "<tr><th scope=\"row\">"_html << one.name;
            if (now && now->id == one.id) {
                out << " "_html;
                html::tag(out, html::Tone::good, context.t("hari ini"));
            }
            if (!one.nip.empty()) out << "<br><span class=\"muted num\">NIP "_html << one.nip << "</span>"_html;
            out << "</th><td>"_html;
            for (const auto& line : title_lines(one)) out << line << "<br>"_html;
            out << "</td><td>"_html << short_date(context.language, one.valid_from) << " – "_html
                << (one.valid_to ? short_date(context.language, *one.valid_to) : std::string(context.t("seterusnya"))) << "</td><td>"_html;
            html::post_button(out, context, "/atur/penandatangan/" + one.id.text() + "/hapus", context.t("Keluarkan"),
                              html::ButtonKind::warning);
            out << "</td></tr>"_html;
        }
        html::table_close(out);
    }
    out << "<div class=\"panel\"><h2>"_html << context.t("Tambah penandatangan") << "</h2>"_html;
    html::form_open(out, context, "/atur/penandatangan");
    write_mark(out, shown_values(context, list));
    out << "<div class=\"columns\">"_html;
    html::text_field(out, context,
                     {.name = "nama",
                      .label = context.t("Nama dan gelar"),
                      .value = state.value("nama"),
                      .error = state.error("nama"),
                      .max_length = 120});
    html::text_field(out, context,
                     {.name = "nip",
                      .label = context.t("NIP"),
                      .value = state.value("nip"),
                      .error = state.error("nip"),
                      .inputmode = "numeric",
                      .max_length = 24,
                      .optional = true});
    html::text_field(out, context,
                     {.name = "pangkat",
                      .label = context.t("Pangkat"),
                      .value = state.value("pangkat"),
                      .error = state.error("pangkat"),
                      .max_length = 60,
                      .optional = true});
    html::text_field(out, context,
                     {.name = "jabatan",
                      .label = context.t("Jabatan"),
                      .value = state.value("jabatan"),
                      .error = state.error("jabatan"),
                      .max_length = 120});
    std::vector<html::Option> capacities;
    for (const auto one : {Capacity::definitive, Capacity::acting, Capacity::daily_acting, Capacity::on_behalf, Capacity::for_attention})
        capacities.push_back({std::string(code(one)), capacity_label(context, one), ""});
    html::select(
        out, context,
        {.name = "sebagai", .label = context.t("Sebagai"), .value = shown(state, "sebagai", "definitive"), .error = state.error("sebagai")},
        capacities);
    html::text_field(out, context,
                     {.name = "atas-nama",
                      .label = context.t("Atas nama (a.n., u.b.)"),
                      .value = state.value("atas-nama"),
                      .error = state.error("atas-nama"),
                      .max_length = 120,
                      .optional = true});
    html::date_field(out, context, {.name = "dari", .label = context.t("Berlaku dari"), .value = today.iso(), .error = state.error("dari")},
                     state);
    html::date_field(out, context, {.name = "sampai", .label = context.t("Sampai"), .error = state.error("sampai"), .optional = true},
                     state);
    out << "</div>"_html;
    html::button(out, context.t("Tambah penandatangan"), list.empty() ? html::ButtonKind::primary : html::ButtonKind::secondary);
    html::form_close(out);
    out << "</div>"_html;
    return settings_page(request, context,
                         {.office = office, .step = Step::signatories, .title = "", .back = "", .goes_on = !list.empty(), .status = status},
                         out, state);
}

http::Response get_signatories(const http::Request& request, Context& context) {
    const auto office = office_at_hand(request, context);
    if (!office) return choose_office_first(context);
    return show_signatories(request, context, *office, {}, 200);
}

http::Response post_signatory(const http::Request& request, Context& context) {
    const auto office = office_at_hand(request, context);
    if (!office) return choose_office_first(context);
    FormState state{.typed = request.form, .errors = {}};
    Signatory one;
    one.name = line_of(context, state, "nama", 120, Presence::required);
    one.nip = line_of(context, state, "nip", 24, Presence::may_be_empty);
    one.rank = line_of(context, state, "pangkat", 60, Presence::may_be_empty);
    one.title = line_of(context, state, "jabatan", 120, Presence::required);
    const auto capacity = parse_capacity(state.value("sebagai"));
    if (!capacity) state.refuse("sebagai", context.t("Pilih dari daftar."));
    one.capacity = capacity.value_or(Capacity::definitive);
    const bool for_another = one.capacity == Capacity::on_behalf || one.capacity == Capacity::for_attention;
    one.principal_title = line_of(context, state, "atas-nama", 120, for_another ? Presence::required : Presence::may_be_empty);
    one.valid_from = date_of(context, state, "dari", Presence::required).value_or(Date{});
    one.valid_to = date_of(context, state, "sampai", Presence::may_be_empty);
    std::optional<Refusal> why;
    if (state.ok()) {
        why = keep_unless_changed(
            context, office->id, state, [&](sql::Transaction& tx) { return shown_values(context, signatories(tx, office->id)); },
            [&](sql::Transaction& tx) { return save_signatory(tx, context, office->id, one); });
        if (!why) return kept_here("/atur/penandatangan");
        if (state.ok()) state.refuse(*why == Refusal::dates_reversed ? "sampai" : "nama", context.t(sentence(*why)));
    }
    return show_signatories(request, context, *office, state, status_after(why));
}

http::Response post_signatory_away(const http::Request& request, Context& context) {
    const auto office = office_at_hand(request, context);
    if (!office) return choose_office_first(context);
    const auto id = request.path_id<SignatoryId>(0);
    static_cast<void>(context.platform.database.write([&](sql::Transaction& tx) { return retire_signatory(tx, context, office->id, id); }));
    return http::see_other("/atur/penandatangan");
}

}  // namespace

std::optional<reference::Area> find_regency(std::string_view code, std::string_view name) {
    if (auto area = reference::find_area(code); area && area->level == reference::AreaLevel::regency) return area;
    const auto wanted = text::lower(text::squeeze(name));
    if (wanted.empty()) return {};
    for (const auto& one : find_regencies(wanted.substr(0, wanted.find(',')), 600)) {
        if (text::lower(one.name) == wanted || text::lower(reference::full_name(one.code)) == wanted) return one;
    }
    return {};
}

std::vector<http::Route> profile_routes() {
    using enum http::Method;
    constexpr auto manage = Permission::manage_office;
    constexpr auto writes = http::Rate::write;
    return {{get, "/acuan/kabupaten", get_regencies, Permission::anyone},
            {get, "/atur/wilayah", get_region, manage},
            {post, "/atur/wilayah", post_region, manage, writes},
            {get, "/atur/profil", get_profile, manage},
            {post, "/atur/profil", post_profile, manage, http::Rate::upload, 3 * 1024 * 1024},
            {get, "/atur/penandatangan", get_signatories, manage},
            {post, "/atur/penandatangan", post_signatory, manage, writes},
            {post, "/atur/penandatangan/{signatory}/hapus", post_signatory_away, manage, writes}};
}

}  // namespace office
