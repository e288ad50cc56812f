#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "modules/booking/actions_draw.hpp"
#include "modules/booking/ballot.hpp"
#include "modules/booking/pages.hpp"
#include "modules/booking/pages_pieces.hpp"
#include "modules/booking/rules_waiting.hpp"
#include "modules/office/actions.hpp"
#include "modules/registration/actions.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

namespace booking {

namespace {

std::string page_of(const office::Office& office, const Draw& draw) {
    auto path = "/kantor/" + office.code + "/undian/" + draw.date.iso();
    if (draw.service != "ak1") path += "?layanan=" + draw.service;
    return path;
}

std::string when(const Context& context, const office::Office& office, Instant at) {
    return date_and_clock(context.language, at.in(office.zone));
}

enum class Stage { announced, entering, closed, drawn, called_off };
Stage stage_of(const Draw& draw, Instant now) {
    switch (draw.state) {
        case DrawState::drawn: return Stage::drawn;
        case DrawState::called_off: return Stage::called_off;
        case DrawState::open: break;
    }
    if (now < draw.opens_at) return Stage::announced;
    return now < draw.closes_at ? Stage::entering : Stage::closed;
}

std::string_view word_of(Stage stage) {
    switch (stage) {
        case Stage::announced: return msg("Diumumkan");
        case Stage::entering: return msg("Pendaftaran dibuka");
        case Stage::closed: return msg("Sedang diundi");
        case Stage::drawn: return msg("Sudah diundi");
        case Stage::called_off: return msg("Dibatalkan");
    }
    return {};
}

html::Tone tone_of(Stage stage) {
    switch (stage) {
        case Stage::entering:
        case Stage::drawn: return html::Tone::good;
        case Stage::closed: return html::Tone::warning;
        case Stage::announced: return html::Tone::info;
        case Stage::called_off: return html::Tone::danger;
    }
    return html::Tone::info;
}

http::Response no_such_draw(const Context& context, const std::string& href) {
    return not_there(context, context.t("Tidak ada undian untuk hari ini"), context.t("Tempat pada hari itu diambil langsung dari jadwal."),
                     context.t("Ke halaman kantor"), href);
}

// --- everybody: the promise, the list, the result ---

// A long number breaks anywhere on a small screen, and is copied whole.
void write_hash(Markup& out, std::string_view hex) {
    out << "<code>"_html;
    for (std::size_t at = 0; at < hex.size(); at += 8) out << hex.substr(at, 8) << "<wbr>"_html;
    out << "</code>"_html;
}

void write_proof(Markup& out, const Context& context, const DrawView& view, const std::string& path) {
    const auto& draw = view.draw;
    out << "<h2>"_html << context.t("Undian ini dapat diperiksa siapa saja") << "</h2><p>"_html
        << context.t(
               "Sebelum pendaftaran dibuka, kantor mengumumkan sidik jari dari angka acak. Setelah undian, angka acaknya dibuka: siapa pun "
               "dapat"
               " menghitung ulang urutannya. Tidak ada yang dapat mengganti angka atau nama tanpa ketahuan.")
        << "</p><dl class=\"govuk-summary-list\"><div class=\"govuk-summary-list__row\"><dt class=\"govuk-summary-list__key\">"_html
        << context.t("Sidik jari (sha256)") << "</dt><dd class=\"govuk-summary-list__value\">"_html;
    write_hash(out, draw.commitment);
    out << "</dd></div>"_html;
    if (!draw.seed.empty()) {
        out << "<div class=\"govuk-summary-list__row\"><dt class=\"govuk-summary-list__key\">"_html << context.t("Angka acak")
            << "</dt><dd class=\"govuk-summary-list__value\">"_html;
        write_hash(out, draw.seed);
        out << "</dd></div>"_html;
    }
    out << "</dl><p><a"_html;
    out.attribute("href"_html, "/kantor/" + path + ".json" + (draw.service == "ak1" ? "" : "?layanan=" + draw.service));
    out << ">"_html << context.t("Unduh berkas undian (JSON)") << "</a></p><p class=\"muted\">"_html
        << context.t("Periksa dengan perintah: antarkerja verify-ballot BERKAS") << "</p>"_html;
}

void write_result(Markup& out, const Context& context, const Draw& draw, const std::vector<Window>& windows) {
    const auto ballot = read_ballot(draw.ballot);
    if (!ballot) return;
    const auto won = std::ranges::count_if(ballot->result, [](const auto& one) { return !one.window.empty(); });
    out << "<h2>"_html << context.t("Hasil") << "</h2><p>"_html
        << fill(context.t("{peserta} orang ikut, {menang} mendapat tempat. Lainnya masuk daftar tunggu menurut urutan ini."),
                {{"peserta", number(static_cast<std::int64_t>(ballot->result.size()))}, {"menang", number(won)}})
        << "</p>"_html;
    if (ballot->result.empty()) return;
    html::table_open(out, context.t("Urutan undian"), {{context.t("Urutan"), true}, {context.t("Kode")}, {context.t("Jam")}});
    std::int64_t rank = 0;
    for (const auto& one : ballot->result) {
        const auto window = std::ranges::find_if(windows, [&](const Window& w) { return w.id.text() == one.window; });
        out << "<tr><td class=\"govuk-table__cell--numeric\">"_html << number(++rank) << "</td><td><code>"_html << one.code
            << "</code></td><td>"_html
            << (one.window.empty() ? std::string(context.t("Daftar tunggu"))
                                   : (window == windows.end() ? std::string() : hours_of(*window)))
            << "</td></tr>"_html;
    }
    html::table_close(out);
}

http::Response get_draw(const http::Request& request, Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto office = office_at(tx, request);
        if (!office) return no_such_office(context);
        std::string asked = request.path_value(1);
        const bool as_file = asked.ends_with(".json");
        if (as_file) asked.resize(asked.size() - 5);
        const auto day = Date::parse(asked);
        const auto service = request.query.find("layanan").value_or("ak1");
        const auto view = day ? draw_of_day(tx, context, office->id, service, *day) : std::nullopt;
        if (!view) return no_such_draw(context, "/kantor/" + office->code);
        if (as_file) return http::json(ballot_file(tx, context, *view));

        const auto& draw = view->draw;
        const auto stage = stage_of(draw, context.now);
        Markup out;
        out << "<h1>"_html << fill(context.t("Undian tempat, {hari}"), {{"hari", long_date(context.language, draw.date)}})
            << "</h1><p>"_html;
        html::tag(out, tone_of(stage), context.t(word_of(stage)));
        out << "</p>"_html;
        switch (stage) {
            case Stage::announced:
                out << "<p class=\"lead\">"_html
                    << fill(context.t("Pendaftaran dibuka {buka}. Cepat atau lambat mendaftar tidak berpengaruh."),
                            {{"buka", when(context, *office, draw.opens_at)}})
                    << "</p>"_html;
                break;
            case Stage::entering:
                out << "<p class=\"lead\">"_html
                    << fill(context.t("Ikut sampai {tutup}. Cepat atau lambat mendaftar tidak berpengaruh; satu NIK satu kali."),
                            {{"tutup", when(context, *office, draw.closes_at)}})
                    << "</p>"_html;
                html::link_button(out, context.t("Buka berkas saya untuk ikut"), "/berkas");
                break;
            case Stage::closed:
                out << "<p class=\"lead\">"_html << context.t("Pendaftaran sudah ditutup. Hasilnya tampil di sini sebentar lagi.")
                    << "</p>"_html;
                break;
            case Stage::drawn:
            case Stage::called_off: break;
        }
        if (stage != Stage::drawn) {
            html::summary_list(out, context,
                               {{std::string(context.t("Tempat yang diundi")), number(view->places), ""},
                                {std::string(context.t("Peserta sejauh ini")), number(view->entries), ""},
                                {std::string(context.t("Pendaftaran dibuka")), when(context, *office, draw.opens_at), ""},
                                {std::string(context.t("Pendaftaran ditutup")), when(context, *office, draw.closes_at), ""}});
        } else {
            write_result(out, context, draw, view->windows);
        }
        write_proof(out, context, *view, office->code + "/undian/" + draw.date.iso());
        auto frame = public_frame(*office, fill(context.t("Undian tempat, {hari}"), {{"hari", long_date(context.language, draw.date)}}),
                                  page_of(*office, draw));
        frame.back_href = frame.office_href;
        frame.indexable = true;
        return http::page(html::document(context, frame, out));
    });
}

http::Response get_draws(const http::Request& request, Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto office = office_at(tx, request);
        if (!office) return no_such_office(context);
        const auto today = context.local(office->zone).date;
        Markup out;
        out << "<h1>"_html << context.t("Undian tempat") << "</h1><p class=\"lead\">"_html
            << context.t("Pada hari yang diundi, tempat dibagi dengan undian, bukan kepada yang tercepat.") << "</p>"_html;
        const auto list = draws(tx, context, office->id, today - 14);
        if (list.empty())
            html::empty_state(out, context.t("Hari yang diundi akan tampil di sini."),
                              context.t("Saat ini tempat diambil langsung dari jadwal."));
        else
            out << "<ul class=\"ways\">"_html;
        for (const auto& view : list) {
            if (view.draw.state == DrawState::called_off) continue;
            const auto stage = stage_of(view.draw, context.now);
            out << "<li><a"_html;
            out.attribute("href"_html, page_of(*office, view.draw));
            out << ">"_html << html::icon("calendar-days") << "<span>"_html << long_date(context.language, view.draw.date)
                << "</span><span class=\"aside\">"_html << context.t(word_of(stage)) << "</span></a></li>"_html;
        }
        if (!list.empty()) out << "</ul>"_html;
        auto frame = public_frame(*office, std::string(context.t("Undian tempat")), "/kantor/" + office->code + "/undian");
        frame.back_href = frame.office_href;
        frame.indexable = true;
        return http::page(html::document(context, frame, out));
    });
}

// --- the person: entering ---

struct Entering {
    Context holder;
    registration::Outline file;
    office::Office office;
    DrawView view;
    std::optional<DrawEntry> entry;
    std::optional<Ticket> ticket;
};

std::optional<Entering> entering(sql::Transaction& tx, const http::Request& request, const Context& context) {
    const auto id = request.path_id<registration::ApplicationId>(0);
    auto holder = as_holder(tx, request, context, id);
    auto view = draw_view(tx, context, request.path_id<DrawId>(1));
    if (!holder || !view) return {};
    auto file = registration::find_outline(tx, id);
    if (!file || file->office != view->draw.office) return {};
    auto office = office::find_office(tx, file->office);
    if (!office) return {};
    auto entry = draw_entry(tx, view->draw.id, id);
    auto ticket = entry && entry->ticket ? find_ticket(tx, entry->ticket) : std::nullopt;
    return Entering{std::move(*holder), std::move(*file), std::move(*office), std::move(*view), std::move(entry), std::move(ticket)};
}

http::Response not_this_phone(const Context& context) {
    return not_there(context, context.t("Berkas ini belum dibuka di ponsel ini"),
                     context.t("Buka dengan kode delapan huruf dan tanggal lahir."), context.t("Buka berkas saya"), "/berkas");
}

std::vector<html::Option> parts_offered(const Context& context, const DrawView& view) {
    std::vector<html::Option> options{{"any", std::string(context.t("Kapan saja")), std::string(context.t("Peluang terbesar"))}};
    const auto offered = [&](PartOfDay part) {
        return std::ranges::any_of(view.windows, [&](const Window& one) { return fits(part, one); });
    };
    if (offered(PartOfDay::morning)) options.push_back({"morning", std::string(context.t("Pagi, sebelum 12.00")), ""});
    if (offered(PartOfDay::afternoon)) options.push_back({"afternoon", std::string(context.t("Siang, 12.00 sampai 17.00")), ""});
    if (offered(PartOfDay::evening)) options.push_back({"evening", std::string(context.t("Malam, sesudah 17.00")), ""});
    return options;
}

http::Response entry_page(const http::Request& request, const Context& context, std::string_view refusal) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto found = entering(tx, request, context);
        if (!found) return not_this_phone(context);
        const auto& draw = found->view.draw;
        const auto path = "/berkas/" + found->file.id.text() + "/undian/" + draw.id.text();
        const auto back = "/berkas/" + found->file.id.text() + "/jadwal";
        const auto stage = stage_of(draw, context.now);
        Markup out;
        if (!refusal.empty()) html::notice(out, html::Tone::warning, context.t("Anda belum ikut undian"), refusal);
        const auto day = long_date(context.language, draw.date);
        if (found->entry) {
            out << "<h1>"_html << context.t("Anda ikut undian") << "</h1>"_html;
            html::card_open(out, fill(context.t("{nama}, kode undian Anda"), {{"nama", std::string(first_name(found->file.name))}}));
            out << "<p class=\"card-number card-code\">"_html << found->entry->code << "</p><p class=\"card-next\">"_html;
            if (!found->entry->rank)
                out << (stage == Stage::called_off ? std::string(context.t("Undian ini dibatalkan. Ambil nomor dari jadwal."))
                                                   : fill(context.t("Diundi sesudah {tutup}. Hasilnya kami kirim, dan tampil di sini."),
                                                          {{"tutup", when(context, found->office, draw.closes_at)}}));
            else if (found->ticket)
                out << fill(context.t("Anda mendapat tempat. Nomor antrean Anda {nomor}."), {{"nomor", found->ticket->label()}});
            else
                out << fill(context.t("Urutan {urutan}. Belum mendapat tempat; Anda di daftar tunggu."),
                            {{"urutan", number(*found->entry->rank)}});
            out << "</p><dl class=\"card-facts\"><div><dt>"_html << context.t("Hari") << "</dt><dd>"_html << day << "</dd></div></dl>"_html;
            html::card_close(out);
            if (found->ticket)
                html::link_button(out, context.t("Lihat nomor antrean"), "/tiket/" + found->ticket->code);
            else if (found->entry->rank)
                html::link_button(out, context.t("Lihat daftar tunggu"), "/berkas/" + found->file.id.text() + "/tunggu");
            if (stage == Stage::entering) html::post_button(out, context, path + "/keluar", context.t("Tidak jadi ikut"));
        } else if (stage == Stage::entering) {
            out << "<h1>"_html << fill(context.t("Ikut undian untuk {hari}"), {{"hari", day}}) << "</h1><p class=\"lead\">"_html
                << fill(context.t("Ikut sampai {tutup}. Cepat atau lambat mendaftar tidak berpengaruh; satu NIK satu kali."),
                        {{"tutup", when(context, found->office, draw.closes_at)}})
                << "</p>"_html;
            html::form_open(out, context, path);
            html::radios(out, context, {.name = "waktu", .label = context.t("Jam berapa Anda bisa datang?"), .value = "any"},
                         parts_offered(context, found->view));
            html::button(out, context.t("Ikut undian"));
            html::form_close(out);
        } else {
            out << "<h1>"_html << fill(context.t("Undian tempat, {hari}"), {{"hari", day}}) << "</h1><p class=\"lead\">"_html
                << fill(context.t("Pendaftaran: {buka} sampai {tutup}."),
                        {{"buka", when(context, found->office, draw.opens_at)}, {"tutup", when(context, found->office, draw.closes_at)}})
                << "</p>"_html;
        }
        out << "<p><a"_html;
        out.attribute("href"_html, page_of(found->office, draw));
        out << ">"_html << context.t("Aturan, bukti, dan hasil undian") << "</a></p>"_html;
        auto frame = public_frame(found->office, std::string(context.t("Undian tempat")), path);
        frame.back_href = back;
        return http::page(html::document(context, frame, out), refusal.empty() ? 200 : 409);
    });
}

http::Response get_entry(const http::Request& request, Context& context) { return entry_page(request, context, ""); }

http::Response post_entry(const http::Request& request, Context& context) {
    const auto found = context.platform.database.read([&](sql::Transaction& tx) { return entering(tx, request, context); });
    if (!found) return not_this_phone(context);
    const auto part = parse_part_of_day(request.form.text("waktu")).value_or(PartOfDay::any);
    const auto entered = context.platform.database.write(
        [&](sql::Transaction& tx) { return enter_draw(tx, found->holder, found->view.draw.id, found->file.id, part); });
    if (!entered) return entry_page(request, context, context.t(sentence(entered.error())));
    return http::see_other("/berkas/" + found->file.id.text() + "/undian/" + found->view.draw.id.text());
}

http::Response post_leave(const http::Request& request, Context& context) {
    const auto found = context.platform.database.read([&](sql::Transaction& tx) { return entering(tx, request, context); });
    if (!found) return not_this_phone(context);
    const auto left = context.platform.database.write(
        [&](sql::Transaction& tx) { return leave_draw(tx, found->holder, found->view.draw.id, found->file.id); });
    static_cast<void>(left);  // too late: the page says what is
    return http::see_other("/berkas/" + found->file.id.text() + "/undian/" + found->view.draw.id.text());
}

// --- the manager ---

struct Day {
    Date date;
    int places{};
};

http::Response manage_page(const Context& context, const html::FormState& state, std::string_view refusal, int status) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto office = office::find_office(tx, context.actor.office);
        if (!office) return no_office_of_yours(context);
        const auto today = context.local(office->zone).date;
        const auto list = draws(tx, context, office->id, today - 14);
        std::vector<Day> days;
        for (const auto& [window, window_state] : windows(tx, context, office->id, "ak1", today + 1, today + 60)) {
            if (window.suspended || window.by_draw) continue;
            if (days.empty() || days.back().date != window.date) days.push_back({window.date, 0});
            days.back().places += places_left_online(window);
        }
        Markup out;
        html::error_summary(out, context, state);
        if (!refusal.empty()) html::notice(out, html::Tone::danger, context.t("Undian belum dibuat"), refusal);
        out << "<h1>"_html << context.t("Undian tempat") << "</h1><p class=\"lead\">"_html
            << context.t(
                   "Untuk hari yang sangat diminati: tempat daring hari itu diundi di antara semua yang mendaftar, bukan diambil yang "
                   "tercepat.")
            << "</p>"_html;
        if (list.empty()) {
            html::empty_state(out, context.t("Undian yang dibuat akan tampil di sini."),
                              context.t("Isi formulir di bawah untuk membuat yang pertama."));
        } else {
            html::table_open(out, context.t("Undian"),
                             {{context.t("Hari")},
                              {context.t("Keadaan")},
                              {context.t("Peserta"), true},
                              {context.t("Tempat"), true},
                              {context.t("Pendaftaran ditutup")},
                              {context.t("Tindakan")}});
            for (const auto& view : list) {
                const auto stage = stage_of(view.draw, context.now);
                out << "<tr><td><a"_html;
                out.attribute("href"_html, page_of(*office, view.draw));
                out << ">"_html << long_date(context.language, view.draw.date) << "</a></td><td>"_html;
                html::tag(out, tone_of(stage), context.t(word_of(stage)));
                out << "</td><td class=\"govuk-table__cell--numeric\">"_html << number(view.entries)
                    << "</td><td class=\"govuk-table__cell--numeric\">"_html << number(view.places) << "</td><td>"_html
                    << when(context, *office, view.draw.closes_at) << "</td><td>"_html;
                if (view.draw.state == DrawState::open) {
                    html::form_open(out, context, "/atur/undian/" + view.draw.id.text() + "/batal");
                    const auto field = "alasan-" + view.draw.id.text();
                    html::text_field(out, context,
                                     {.name = field, .label = context.t("Alasan"), .error = state.error(field), .max_length = 200});
                    html::button(out, context.t("Batalkan undian"), html::ButtonKind::warning);
                    html::form_close(out);
                } else if (view.draw.state == DrawState::called_off) {
                    out << view.draw.reason;
                }
                out << "</td></tr>"_html;
            }
            html::table_close(out);
        }
        out << "<h2>"_html << context.t("Buat undian") << "</h2>"_html;
        std::vector<html::Option> options;
        for (const auto& day : days) {
            if (day.places > 0)
                options.push_back({day.date.iso(),
                                   long_date(context.language, day.date) + " · " +
                                       fill(context.t("{jumlah} tempat lagi"), {{"jumlah", number(day.places)}}),
                                   ""});
        }
        if (options.empty()) {
            html::empty_state(out, context.t("Hari dengan tempat daring akan tampil di sini."),
                              context.t("Tambah jadwal atau kuota lebih dulu."));
        } else {
            html::form_open(out, context, "/atur/undian");
            html::select(out, context,
                         {.name = "hari", .label = context.t("Hari layanan"), .value = state.value("hari"), .error = state.error("hari")},
                         options);
            html::date_field(out, context, {.name = "buka", .label = context.t("Pendaftaran dibuka"), .error = state.error("buka")}, state);
            html::text_field(out, context,
                             {.name = "buka-jam",
                              .label = context.t("Jam dibuka"),
                              .value = state.value("buka-jam").empty() ? "08.00" : state.value("buka-jam"),
                              .error = state.error("buka-jam"),
                              .width = 5});
            html::date_field(out, context,
                             {.name = "tutup",
                              .label = context.t("Pendaftaran ditutup"),
                              .hint = context.t("Paling lambat sehari sebelum hari layanan."),
                              .error = state.error("tutup")},
                             state);
            html::text_field(out, context,
                             {.name = "tutup-jam",
                              .label = context.t("Jam ditutup"),
                              .value = state.value("tutup-jam").empty() ? "20.00" : state.value("tutup-jam"),
                              .error = state.error("tutup-jam"),
                              .width = 5});
            out << "<p class=\"muted\">"_html
                << context.t(
                       "Begitu dibuat, sidik jari undian diumumkan dan tempat daring hari itu tidak dapat diambil langsung. Bagian loket "
                       "tetap seperti biasa.")
                << "</p>"_html;
            html::button(out, context.t("Umumkan undian"));
            html::form_close(out);
        }
        auto frame = desk_frame(*office, std::string(context.t("Undian tempat")), "/atur/undian");
        return http::page(html::document(context, frame, out), status);
    });
}

http::Response get_manage(const http::Request&, Context& context) { return manage_page(context, {}, "", 200); }

http::Response post_manage(const http::Request& request, Context& context) {
    const auto office = context.platform.database.read([&](sql::Transaction& tx) { return office::find_office(tx, context.actor.office); });
    if (!office) return no_office_of_yours(context);
    html::FormState state{request.form, {}};
    const auto day = Date::parse(state.value("hari"));
    if (!day) state.refuse("hari", context.t("Pilih hari dari daftar."));
    const auto moment = [&](const std::string& name) -> Instant {
        const auto typed = html::typed_date(request.form, name);
        const auto date = typed ? Date::parse(*typed) : std::nullopt;
        auto hour = state.value(name + "-jam");
        std::ranges::replace(hour, '.', ':');
        const auto time = TimeOfDay::parse(hour);
        if (!date) state.refuse(name, context.t("Isi tanggal yang ada di kalender."));
        if (!time) state.refuse(name + "-jam", context.t("Isi jam, misalnya 08.00."));
        return date && time ? instant({*date, *time, office->zone}) : Instant{};
    };
    auto opens = moment("buka");
    const auto closes = moment("tutup");
    if (!state.ok()) return manage_page(context, state, "", 422);
    // "Today at 8" means from now on.
    if (opens < context.now && opens.in(office->zone).date == context.local(office->zone).date) opens = context.now;
    DrawSetUp asked{office->id, "ak1", *day, opens, closes, text::hex(crypto::random_bytes(32))};
    const auto made = context.platform.database.write([&](sql::Transaction& tx) { return set_up_draw(tx, context, asked); });
    if (!made) return manage_page(context, state, context.t(sentence(made.error())), 409);
    return http::see_other("/atur/undian");
}

http::Response post_call_off(const http::Request& request, Context& context) {
    const auto id = request.path_id<DrawId>(0);
    html::FormState state{request.form, {}};
    const auto field = "alasan-" + id.text();
    const auto done =
        context.platform.database.write([&](sql::Transaction& tx) { return call_off_draw(tx, context, id, state.value(field)); });
    if (!done) {
        state.refuse(field, context.t(sentence(done.error())));
        return manage_page(context, state, "", done.error() == DrawRefusal::no_such_draw ? 404 : 422);
    }
    return http::see_other("/atur/undian");
}

}  // namespace

void write_coming_draws(Markup& out, const Context& context, sql::Transaction& tx, const office::Office& office,
                        registration::ApplicationId application) {
    bool first = true;
    for (const auto& view : draws(tx, context, office.id, context.local(office.zone).date)) {
        const auto entered = application ? draw_entry(tx, view.draw.id, application) : std::nullopt;
        if (view.draw.state != DrawState::open && !entered) continue;
        if (view.draw.state == DrawState::called_off) continue;
        if (first) out << "<h2>"_html << context.t("Hari yang diundi") << "</h2><ul class=\"ways\">"_html;
        first = false;
        out << "<li><a"_html;
        out.attribute("href"_html,
                      application ? "/berkas/" + application.text() + "/undian/" + view.draw.id.text() : page_of(office, view.draw));
        out << ">"_html << html::icon("list-checks") << "<span>"_html << long_date(context.language, view.draw.date)
            << "</span><span class=\"aside\">"_html
            << (entered ? context.t("Anda ikut") : context.t(word_of(stage_of(view.draw, context.now)))) << "</span></a></li>"_html;
    }
    if (!first) out << "</ul>"_html;
}

std::vector<http::Route> draw_routes() {
    using enum http::Method;
    return {{get, "/kantor/{code}/undian", get_draws, Permission::anyone},
            {get, "/kantor/{code}/undian/{date}", get_draw, Permission::anyone},
            {get, "/berkas/{id}/undian/{draw}", get_entry, Permission::hold_application},
            {post, "/berkas/{id}/undian/{draw}", post_entry, Permission::hold_application, http::Rate::write},
            {post, "/berkas/{id}/undian/{draw}/keluar", post_leave, Permission::hold_application, http::Rate::write},
            {get, "/atur/undian", get_manage, Permission::manage_quota},
            {post, "/atur/undian", post_manage, Permission::manage_quota, http::Rate::write, 16 * 1024},
            {post, "/atur/undian/{id}/batal", post_call_off, Permission::manage_quota, http::Rate::write, 16 * 1024}};
}

}  // namespace booking
