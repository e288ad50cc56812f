#include <algorithm>

#include "base/text.hpp"
#include "modules/identity/actions_staff.hpp"
#include "modules/office/actions.hpp"
#include "modules/partners/actions_places.hpp"
#include "modules/partners/actions_reports.hpp"
#include "modules/partners/pages.hpp"
#include "modules/partners/pages_pieces.hpp"
#include "modules/partners/rules.hpp"
#include "modules/reference/actions.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// The office's register of schools with a job centre: licences, accounts, silence, days at the school.
namespace partners {

namespace {

std::optional<office::Office> own_office(const Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) { return office::find_office(tx, context.actor.office); });
}

http::Response no_office(const Context& context) {
    return not_there(context, context.t("Akun ini tidak bekerja untuk satu kantor"), context.t("Pilih kantornya dulu."),
                     context.t("Ke pengaturan"), "/atur");
}

std::string path_of(SchoolId id) { return "/atur/bkk/" + id.text(); }

http::Response get_register(const http::Request&, Context& context) {
    const auto office = own_office(context);
    if (!office) return no_office(context);
    const auto views = context.platform.database.read([&](sql::Transaction& tx) { return school_views(tx, context, office->id); });
    const auto silent = std::ranges::count_if(views, [](const SchoolView& one) { return one.silent; });
    const auto ending = std::ranges::count_if(views, [](const SchoolView& one) {
        return !one.school.retired && (one.licence == Licence::ends_soon || one.licence == Licence::over);
    });
    Markup out;
    out << "<div class=\"toolbar\"><h1>"_html << context.t("Bursa Kerja Khusus") << "</h1><span class=\"end\">"_html;
    html::link_button(out, context.t("Daftarkan BKK"), "/atur/bkk/baru");
    out << "</span></div>"_html;
    if (silent > 0)
        html::notice(out, html::Tone::warning, fill(context.t("{n} BKK lama tidak melapor"), {{"n", number(silent)}}),
                     context.t("Hubungi penanggung jawabnya. Izin BKK yang tidak melapor dapat ditinjau."));
    if (ending > 0)
        html::notice(out, html::Tone::warning, fill(context.t("{n} izin berakhir atau segera berakhir"), {{"n", number(ending)}}),
                     context.t("BKK dengan izin yang berakhir tidak dapat mengirim lulusan."));
    if (views.empty()) {
        html::empty_state(out, context.t("Sekolah dengan BKK akan tampil di sini."),
                          context.t("Daftarkan yang pertama: nama, nomor izin, dan masa berlakunya."));
    } else {
        html::table_open(out, context.t("Bursa Kerja Khusus"),
                         {{context.t("Sekolah")},
                          {context.t("Izin")},
                          {context.t("Akun")},
                          {context.t("Lulusan"), true},
                          {context.t("Laporan terakhir")}});
        for (const auto& view : views) {
            out << "<tr><th scope=\"row\"><a"_html;
            out.attribute("href"_html, path_of(view.school.id));
            out << ">"_html << view.school.name << "</a></th><td>"_html;
            if (view.school.retired)
                html::tag(out, html::Tone::info, context.t("Tidak aktif"));
            else
                html::tag(out, tone_of(view.licence), context.t(label(view.licence)));
            out << " <span class=\"muted\">"_html << short_date(context.language, view.school.licence_until) << "</span></td><td>"_html
                << (view.school.account ? context.t("Ada") : context.t("Belum ada")) << "</td><td class=\"num\">"_html << number(view.sent)
                << "</td><td>"_html
                << (view.last_report.empty() ? std::string(context.t("Belum pernah")) : month_words(context, view.last_report));
            if (view.silent) {
                out << " "_html;
                html::tag(out, html::Tone::danger, fill(context.t("Diam {n} bulan"), {{"n", std::to_string(view.silent_months)}}));
            }
            out << "</td></tr>"_html;
        }
        html::table_close(out);
    }
    auto frame = desk_frame(*office, std::string(context.t("Bursa Kerja Khusus")), "/atur/bkk");
    frame.back_href = "/atur";
    return http::page(html::document(context, frame, out));
}

// --- one school ---

struct Seen {
    office::Office office;
    School school;
    Licence licence{};
    std::vector<identity::Account> accounts;  // of schools, in this office
    std::vector<BlockView> blocks;
    std::vector<Report> reports;
    Tracer answers;
};

std::optional<Seen> seen_at(const http::Request& request, const Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) -> std::optional<Seen> {
        auto office = office::find_office(tx, context.actor.office);
        if (!office) return {};
        Seen seen{std::move(*office), {}, {}, {}, {}, {}, {}};
        const auto today = context.local(seen.office.zone).date;
        if (request.path_value(0) == "baru") {
            seen.school.office = seen.office.id;
            seen.school.level = "smk";
            seen.school.licence_from = today;
            seen.school.licence_until = today.plus_months(60);
        } else {
            auto school = find_school(tx, context, request.path_id<SchoolId>(0));
            if (!school || school->office != seen.office.id) return {};
            seen.school = std::move(*school);
            seen.licence = licence_of(tx, context, seen.school);
            seen.blocks = blocks_for_office(tx, context, seen.school);
            seen.reports = reports_of(tx, context, seen.school.id, 12);
            seen.answers = tracer(tx, context, seen.school);
        }
        for (auto& account : identity::staff(tx, context)) {
            const bool is_school = std::ranges::find(account.roles, identity::Role::school) != account.roles.end();
            if (is_school && account.office == seen.office.id) seen.accounts.push_back(std::move(account));
        }
        return seen;
    });
}

http::Response no_such_school(const Context& context) {
    return not_there(context, context.t("Sekolah ini tidak ditemukan"), context.t(sentence(Refusal::no_such_school)),
                     context.t("Ke daftar BKK"), "/atur/bkk");
}

std::string shown(const html::FormState& state, std::string_view name, const std::string& kept) {
    return state.typed.has("nama") ? state.value(name) : kept;
}

void write_form(Markup& out, const Context& context, const Seen& seen, const html::FormState& state) {
    const auto& school = seen.school;
    html::form_open(out, context, "/atur/bkk/" + (school.id ? school.id.text() : "baru"));
    html::hidden(out, "versi", std::to_string(school.version));
    out << "<section class=\"panel\"><h2>"_html << context.t("Sekolah") << "</h2><div class=\"columns\">"_html;
    html::text_field(out, context,
                     {.name = "nama",
                      .label = context.t("Nama sekolah"),
                      .hint = context.t("Seperti di ijazah lulusannya"),
                      .value = shown(state, "nama", school.name),
                      .error = state.error("nama"),
                      .max_length = 120});
    html::text_field(out, context,
                     {.name = "npsn",
                      .label = context.t("NPSN"),
                      .hint = context.t("8 angka"),
                      .value = shown(state, "npsn", school.npsn),
                      .error = state.error("npsn"),
                      .inputmode = "numeric",
                      .width = 10,
                      .max_length = 8,
                      .optional = true});
    std::vector<html::Option> levels;
    for (const auto& level : reference::education_levels())
        levels.push_back({std::string(level.code), std::string(context.t(level.label)), ""});
    html::select(out, context,
                 {.name = "jenjang",
                  .label = context.t("Jenjang ijazahnya"),
                  .value = shown(state, "jenjang", school.level),
                  .error = state.error("jenjang")},
                 levels);
    html::text_field(out, context,
                     {.name = "alamat",
                      .label = context.t("Alamat"),
                      .value = shown(state, "alamat", school.address),
                      .error = state.error("alamat"),
                      .max_length = 200,
                      .optional = true});
    out << "</div></section><section class=\"panel\"><h2>"_html << context.t("Izin BKK") << "</h2><div class=\"columns\">"_html;
    html::text_field(out, context,
                     {.name = "izin",
                      .label = context.t("Nomor izin atau tanda daftar"),
                      .value = shown(state, "izin", school.licence_number),
                      .error = state.error("izin"),
                      .max_length = 80});
    html::date_field(out, context,
                     {.name = "dari", .label = context.t("Berlaku dari"), .value = school.licence_from.iso(), .error = state.error("dari")},
                     state);
    html::date_field(out, context,
                     {.name = "sampai", .label = context.t("Sampai"), .value = school.licence_until.iso(), .error = state.error("sampai")},
                     state);
    out << "</div></section><section class=\"panel\"><h2>"_html << context.t("Orangnya") << "</h2><div class=\"columns\">"_html;
    html::text_field(out, context,
                     {.name = "petugas",
                      .label = context.t("Penanggung jawab BKK"),
                      .value = shown(state, "petugas", school.officer_name),
                      .error = state.error("petugas"),
                      .max_length = 100});
    html::text_field(out, context,
                     {.name = "kontak",
                      .label = context.t("Orang yang dihubungi"),
                      .value = shown(state, "kontak", school.contact_name),
                      .error = state.error("kontak"),
                      .max_length = 100,
                      .optional = true});
    html::text_field(out, context,
                     {.name = "hp",
                      .label = context.t("Nomor HP"),
                      .value = shown(state, "hp", school.contact_phone),
                      .error = state.error("hp"),
                      .type = "tel",
                      .inputmode = "tel",
                      .max_length = 24,
                      .optional = true});
    html::text_field(out, context,
                     {.name = "surel",
                      .label = context.t("Surel"),
                      .value = shown(state, "surel", school.contact_email),
                      .error = state.error("surel"),
                      .type = "email",
                      .max_length = 120,
                      .optional = true});
    std::vector<html::Option> accounts{{"", std::string(context.t("Belum ada")), ""}};
    for (const auto& account : seen.accounts)
        accounts.push_back({account.id.text(), account.display_name + " (" + account.user_name + ")", ""});
    html::select(out, context,
                 {.name = "akun",
                  .label = context.t("Akun yang bekerja untuk sekolah ini"),
                  .hint = context.t("Undang dulu di halaman Petugas dengan tugas BKK."),
                  .value = shown(state, "akun", school.account ? school.account.text() : ""),
                  .error = state.error("akun")},
                 accounts);
    out << "</div></section>"_html;
    if (school.id)
        html::checkbox(out, context, {.name = "nonaktif", .label = context.t("Tidak aktif lagi: akunnya tidak dapat membuka apa pun")},
                       state.typed.has("nama") ? state.typed.has("nonaktif") : school.retired);
    html::button(out, school.id ? context.t("Simpan") : context.t("Daftarkan BKK"), html::ButtonKind::primary, "Ctrl+Enter");
    html::form_close(out);
}

void write_school_day(Markup& out, const Context& context, const Seen& seen, const html::FormState& state) {
    out << "<section class=\"panel\" id=\"hari-sekolah\"><h2>"_html << context.t("Hari di sekolah") << "</h2><p>"_html
        << context.t("Petugas datang ke sekolah. Semua tempatnya untuk sekolah ini; orang lain tidak melihat jadwalnya.") << "</p>"_html;
    html::form_open(out, context, path_of(seen.school.id) + "/hari");
    out << "<div class=\"columns\">"_html;
    html::date_field(out, context, {.name = "tanggal", .label = context.t("Tanggal"), .error = state.error("tanggal")}, state);
    html::text_field(out, context,
                     {.name = "buka",
                      .label = context.t("Buka pukul"),
                      .value = state.typed.has("buka") ? state.value("buka") : "08.00",
                      .error = state.error("buka"),
                      .inputmode = "decimal",
                      .width = 5});
    html::text_field(out, context,
                     {.name = "tutup",
                      .label = context.t("Tutup pukul"),
                      .value = state.typed.has("tutup") ? state.value("tutup") : "12.00",
                      .error = state.error("tutup"),
                      .inputmode = "decimal",
                      .width = 5});
    html::text_field(out, context,
                     {.name = "tempat",
                      .label = context.t("Tempat"),
                      .value = state.typed.has("tempat") ? state.value("tempat") : seen.school.name,
                      .error = state.error("tempat"),
                      .max_length = 120});
    html::text_field(out, context,
                     {.name = "jumlah",
                      .label = context.t("Berapa orang"),
                      .value = state.value("jumlah"),
                      .error = state.error("jumlah"),
                      .inputmode = "numeric",
                      .width = 4});
    out << "</div>"_html;
    html::button(out, context.t("Buat hari di sekolah"), html::ButtonKind::secondary);
    html::form_close(out);
    out << "</section>"_html;
}

http::Response school_page(const Context& context, const Seen& seen, const html::FormState& state, std::string_view done,
                           int status = 200) {
    const auto& school = seen.school;
    Markup out;
    html::error_summary(out, context, state);
    if (!done.empty()) html::notice(out, html::Tone::good, done, "");
    out << "<h1>"_html << (school.id ? school.name : std::string(context.t("BKK baru"))) << "</h1>"_html;
    if (school.id) {
        out << "<p>"_html;
        write_licence(out, context, school, seen.licence);
        out << "</p>"_html;
    }
    write_form(out, context, seen, state);
    if (school.id && !school.retired) write_school_day(out, context, seen, state);
    if (!seen.blocks.empty()) {
        html::table_open(out, context.t("Tempat yang dipesan"),
                         {{context.t("Hari dan jam")},
                          {context.t("Tempat")},
                          {context.t("Dipesan"), true},
                          {context.t("Bernama"), true},
                          {context.t("Kembali"), true}});
        for (const auto& view : seen.blocks)
            out << "<tr><th scope=\"row\">"_html << day_and_date(context.language, view.window.date) << ", "_html
                << clock(view.window.opens) << "–"_html << clock(view.window.closes) << "</th><td>"_html
                << (view.window.place.empty() ? seen.office.name : view.window.place) << "</td><td class=\"num\">"_html << view.block.places
                << "</td><td class=\"num\">"_html << view.block.named << "</td><td class=\"num\">"_html << view.block.returned
                << "</td></tr>"_html;
        html::table_close(out);
    }
    if (school.id) {
        out << "<h2>"_html << context.t("Laporan bulanan") << "</h2>"_html;
        if (seen.reports.empty()) {
            html::empty_state(out, context.t("Laporan yang dikirim BKK akan tampil di sini."), context.t("Belum ada satu pun."));
        } else {
            html::table_open(out, context.t("Laporan bulanan"),
                             {{context.t("Bulan")},
                              {context.t("Terdaftar"), true},
                              {context.t("Ditempatkan"), true},
                              {context.t("Sisa"), true},
                              {context.t("Catatan")}});
            for (const auto& report : seen.reports)
                out << "<tr><th scope=\"row\">"_html << month_words(context, report.month) << "</th><td class=\"num\">"_html
                    << number(report.figures.seekers.added.sum()) << "</td><td class=\"num\">"_html
                    << number(report.figures.seekers.placed.sum()) << "</td><td class=\"num\">"_html
                    << number(report.figures.seekers.closing().sum()) << "</td><td>"_html << report.note << "</td></tr>"_html;
            html::table_close(out);
        }
        if (seen.answers.asked > 0)
            out << "<p class=\"muted\">"_html
                << fill(context.t("Kabar lulusan: {n} % dari {semua} menjawab."),
                        {{"n", std::to_string(seen.answers.percent())}, {"semua", number(seen.answers.asked)}})
                << "</p>"_html;
    }
    auto frame = desk_frame(seen.office, school.id ? school.name : std::string(context.t("BKK baru")),
                            "/atur/bkk/" + (school.id ? school.id.text() : "baru"));
    frame.back_href = "/atur/bkk";
    return http::page(html::document(context, frame, out), status);
}

http::Response get_school(const http::Request& request, Context& context) {
    const auto seen = seen_at(request, context);
    if (!seen) return no_such_school(context);
    std::string_view done;
    if (request.query.has("tersimpan")) done = context.t("Tersimpan");
    if (request.query.has("hari")) done = context.t("Hari di sekolah sudah dibuat");
    return school_page(context, *seen, {}, done);
}

std::string_view field_of(Refusal why) {
    switch (why) {
        case Refusal::licence_known: return "izin";
        case Refusal::account_taken: return "akun";
        case Refusal::dates_reversed: return "sampai";
        default: return "nama";
    }
}

http::Response post_school(const http::Request& request, Context& context) {
    const auto seen = seen_at(request, context);
    if (!seen) return no_such_school(context);
    html::FormState state{request.form, {}};
    auto school = seen->school;
    const auto line = [&](std::string_view name, std::size_t most, bool needed) {
        const auto typed = text::clean_line(state.value(name), most);
        if (!typed)
            state.refuse(std::string(name), context.t("Isian ini terlalu panjang atau memuat karakter yang tidak dapat dicetak."));
        else if (needed && typed->empty())
            state.refuse(std::string(name), context.t("Isian ini wajib."));
        return typed.value_or("");
    };
    school.name = line("nama", 120, true);
    school.npsn = line("npsn", 8, false);
    if (!school.npsn.empty() && (school.npsn.size() != 8 || school.npsn.find_first_not_of("0123456789") != std::string::npos))
        state.refuse("npsn", context.t("NPSN terdiri dari 8 angka."));
    school.level = state.value("jenjang");
    school.address = line("alamat", 200, false);
    school.licence_number = line("izin", 80, true);
    const auto day = [&](std::string_view name, Date kept) {
        const auto typed = html::typed_date(request.form, name);
        const auto date = typed ? Date::parse(*typed) : std::nullopt;
        if (!date) state.refuse(std::string(name), context.t("Tulis tanggal yang ada di kalender."));
        return date.value_or(kept);
    };
    school.licence_from = day("dari", school.licence_from);
    school.licence_until = day("sampai", school.licence_until);
    school.officer_name = line("petugas", 100, true);
    school.contact_name = line("kontak", 100, false);
    school.contact_phone = line("hp", 24, false);
    if (!school.contact_phone.empty() && !Phone::parse(school.contact_phone)) state.refuse("hp", context.t(sentence(Unfit::phone_unfit)));
    school.contact_email = line("surel", 120, false);
    if (!school.contact_email.empty() && school.contact_email.find('@') == std::string::npos)
        state.refuse("surel", context.t("Surel ini tidak lengkap."));
    school.account = AccountId::parse(state.value("akun")).value_or(AccountId{});
    if (school.account && std::ranges::find(seen->accounts, school.account, &identity::Account::id) == seen->accounts.end())
        state.refuse("akun", context.t("Pilih akun dari daftar."));
    school.retired = school.id && state.typed.has("nonaktif");
    if (school.id) school.version = typed_number(state.value("versi"));
    if (!state.ok()) return school_page(context, *seen, state, "", 422);
    const auto saved = context.platform.database.write([&](sql::Transaction& tx) { return save_school(tx, context, school); });
    if (saved) return http::see_other(path_of(*saved) + "?tersimpan=1");
    state.refuse(std::string(field_of(saved.error())), context.t(sentence(saved.error())));
    return school_page(context, *seen, state, "", saved.error() == Refusal::changed_meanwhile ? 409 : 422);
}

http::Response post_day(const http::Request& request, Context& context) {
    const auto seen = seen_at(request, context);
    if (!seen || !seen->school.id) return no_such_school(context);
    html::FormState state{request.form, {}};
    SchoolDay day{
        .school = seen->school.id, .place = {}, .date = {}, .opens = {}, .closes = {}, .places = typed_number(state.value("jumlah"))};
    const auto typed = html::typed_date(request.form, "tanggal");
    const auto date = typed ? Date::parse(*typed) : std::nullopt;
    if (!date)
        state.refuse("tanggal", context.t("Tulis tanggal yang ada di kalender."));
    else if (*date < context.local(seen->office.zone).date)
        state.refuse("tanggal", context.t("Tanggal ini sudah lewat."));
    const auto time = [&](std::string_view name) {
        const auto read = TimeOfDay::parse(text::trim(state.value(name)));
        if (!read) state.refuse(std::string(name), context.t("Tulis jamnya seperti 08.00."));
        return read.value_or(TimeOfDay{});
    };
    day.date = date.value_or(Date{});
    day.opens = time("buka");
    day.closes = time("tutup");
    if (state.error("tutup").empty() && day.closes <= day.opens) state.refuse("tutup", context.t("Jam tutup setelah jam buka."));
    day.place = text::clean_line(state.value("tempat"), 120).value_or("");
    if (day.place.empty()) state.refuse("tempat", context.t("Isian ini wajib."));
    if (day.places < 1 || day.places > booking::school_day_places_max)
        state.refuse("jumlah", context.t("Tulis berapa orang, dari 1 sampai 500."));
    if (!state.ok()) return school_page(context, *seen, state, "", 422);
    const auto made = context.platform.database.write([&](sql::Transaction& tx) { return make_school_day(tx, context, day); });
    if (made) return http::see_other(path_of(seen->school.id) + "?hari=1");
    state.refuse("tanggal", context.t(sentence(made.error())));
    return school_page(context, *seen, state, "", 422);
}

}  // namespace

std::vector<http::Route> register_routes() {
    using enum http::Method;
    return {{get, "/atur/bkk", get_register, Permission::manage_office},
            {get, "/atur/bkk/{school}", get_school, Permission::manage_office},
            {post, "/atur/bkk/{school}", post_school, Permission::manage_office, http::Rate::write},
            {post, "/atur/bkk/{school}/hari", post_day, Permission::manage_office, http::Rate::write}};
}

}  // namespace partners
