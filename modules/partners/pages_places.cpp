#include <algorithm>

#include "base/text.hpp"
#include "modules/partners/actions_places.hpp"
#include "modules/partners/pages.hpp"
#include "modules/partners/pages_pieces.hpp"
#include "modules/partners/papers.hpp"
#include "modules/partners/rules.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// A block of places first, the names later, the class list on paper last.
namespace partners {

namespace {

std::string hours_of(const booking::Window& window) { return clock(window.opens) + "–" + clock(window.closes); }
std::string grouped(std::string_view code) {
    return code.size() == 8 ? std::string(code.substr(0, 4)) + "-" + std::string(code.substr(4)) : std::string(code);
}
std::string place_of(const Desk& desk, const booking::Window& window) { return window.place.empty() ? desk.office.name : window.place; }
std::string path_of(booking::BlockId id) { return "/bkk/tempat/" + id.text(); }

struct All {
    std::vector<BlockView> blocks;
    std::vector<booking::SchoolOffer> offers;
    int waiting{};
};

http::Response places_page(const Context& context, const Desk& desk, const html::FormState& state, int status = 200) {
    const auto all = context.platform.database.read([&](sql::Transaction& tx) {
        return All{blocks(tx, context, desk.school), offers(tx, context, desk.school),
                   static_cast<int>(without_place(tx, context, desk.school).size())};
    });
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Tempat untuk lulusan") << "</h1><p>"_html
        << fill(context.t("{n} lulusan sudah dikirim dan belum punya tempat."), {{"n", number(all.waiting)}}) << "</p><h2>"_html
        << context.t("Yang sudah dipesan") << "</h2>"_html;
    if (all.blocks.empty()) {
        html::empty_state(out, context.t("Tempat yang Anda pesan akan tampil di sini."),
                          context.t("Pilih jadwal di bawah, lalu tulis berapa orang."));
    } else {
        html::table_open(out, context.t("Yang sudah dipesan"),
                         {{context.t("Hari dan jam")},
                          {context.t("Tempat")},
                          {context.t("Dipesan"), true},
                          {context.t("Bernama"), true},
                          {context.t("Keadaan")}});
        for (const auto& view : all.blocks) {
            out << "<tr><th scope=\"row\"><a"_html;
            out.attribute("href"_html, path_of(view.block.id));
            out << ">"_html << day_and_date(context.language, view.window.date) << ", "_html << hours_of(view.window)
                << "</a></th><td>"_html << place_of(desk, view.window) << "</td><td class=\"num\">"_html << view.block.places
                << "</td><td class=\"num\">"_html << view.block.named << "</td><td>"_html;
            if (view.block.returned > 0)
                html::tag(out, html::Tone::info,
                          fill(context.t("{n} tempat sudah kembali untuk umum"), {{"n", number(view.block.returned)}}));
            else if (view.school_day)
                html::tag(out, html::Tone::good, context.t("Petugas datang ke sekolah"));
            else if (view.block.named < view.block.places && !view.block.returned_at)
                html::tag(out, html::Tone::warning, context.t("Belum semua bernama"));
            out << "</td></tr>"_html;
        }
        html::table_close(out);
    }
    out << "<section class=\"panel\"><h2>"_html << context.t("Pesan tempat") << "</h2>"_html;
    if (all.offers.empty()) {
        html::empty_state(
            out, context.t("Jadwal dengan tempat untuk sekolah akan tampil di sini."),
            context.t("Kantor menyisihkan bagian untuk sekolah, atau membuat hari kunjungan ke sekolah Anda. Tanyakan ke kantor."));
    } else {
        html::form_open(out, context, "/bkk/tempat");
        std::vector<html::Option> options;
        for (const auto& offer : all.offers)
            options.push_back({offer.window.id.text(),
                               long_date(context.language, offer.window.date) + ", " + hours_of(offer.window) +
                                   (offer.window.name.empty() ? "" : ", " + offer.window.name),
                               fill(context.t("{n} tempat untuk sekolah"), {{"n", number(offer.free)}})});
        html::select(out, context,
                     {.name = "jadwal", .label = context.t("Jadwal"), .value = state.value("jadwal"), .error = state.error("jadwal")}, [&] {
                         std::vector<html::Option> lines;
                         for (const auto& one : options) lines.push_back({one.value, one.label + " (" + one.hint + ")", ""});
                         return lines;
                     }());
        html::text_field(out, context,
                         {.name = "jumlah",
                          .label = context.t("Berapa orang"),
                          .hint = context.t("Namanya boleh menyusul. Yang belum bernama sehari sebelumnya kembali untuk umum."),
                          .value = state.typed.has("jumlah") ? state.value("jumlah") : (all.waiting > 0 ? std::to_string(all.waiting) : ""),
                          .error = state.error("jumlah"),
                          .inputmode = "numeric",
                          .width = 4});
        html::button(out, context.t("Pesan tempat"), html::ButtonKind::primary, "Ctrl+Enter");
        html::form_close(out);
    }
    out << "</section>"_html;
    auto frame = desk_frame(desk, std::string(context.t("Tempat untuk lulusan")), "/bkk/tempat");
    frame.back_href = "/bkk";
    return http::page(html::document(context, frame, out), status);
}

http::Response get_places(const http::Request&, Context& context) {
    const auto desk = desk_of(context);
    return desk ? places_page(context, *desk, {}) : no_school_page(context);
}

http::Response post_places(const http::Request& request, Context& context) {
    const auto desk = desk_of(context);
    if (!desk) return no_school_page(context);
    html::FormState state{request.form, {}};
    const int count = typed_number(state.value("jumlah"));
    if (count < 1 || count > booking::school_day_places_max) {
        state.refuse("jumlah", context.t("Tulis berapa orang, dari 1 sampai 500."));
        return places_page(context, *desk, state, 422);
    }
    const auto window = booking::WindowId::parse(state.value("jadwal")).value_or(booking::WindowId{});
    const auto block =
        context.platform.database.write([&](sql::Transaction& tx) { return order_places(tx, context, desk->school, window, count); });
    if (block) return http::see_other(path_of(block->id));
    state.refuse(block.error() == Refusal::no_room ? "jumlah" : "jadwal", context.t(sentence(block.error())));
    return places_page(context, *desk, state, 422);
}

struct One {
    BlockView view;
    std::vector<Named> names;
    std::vector<Graduate> waiting;
};

std::optional<One> one_block(const http::Request& request, const Context& context, const Desk& desk) {
    return context.platform.database.read([&](sql::Transaction& tx) -> std::optional<One> {
        auto view = find_block(tx, context, desk.school, request.path_id<booking::BlockId>(0));
        if (!view) return {};
        One one{std::move(*view), {}, {}};
        one.names = names_of(tx, context, desk.school, one.view);
        one.waiting = without_place(tx, context, desk.school);
        return one;
    });
}

http::Response no_such_block(const Context& context) {
    return not_there(context, context.t("Tempat ini tidak ditemukan"), context.t(sentence(Refusal::no_such_block)),
                     context.t("Ke daftar tempat"), "/bkk/tempat");
}

http::Response block_page(const Context& context, const Desk& desk, const One& one, const html::FormState& state, std::string_view done,
                          int status = 200) {
    const auto& block = one.view.block;
    const auto& window = one.view.window;
    const auto path = path_of(block.id);
    const bool is_over = window.date < desk.today;
    const int free = block.returned_at ? 0 : block.places - block.named;
    Markup out;
    html::error_summary(out, context, state);
    if (!done.empty()) html::notice(out, html::Tone::good, done, "");
    out << "<h1>"_html << long_date(context.language, window.date) << ", "_html << hours_of(window) << "</h1><p class=\"lead\">"_html
        << place_of(desk, window) << "</p><dl class=\"figures\"><div><dt>"_html << context.t("Dipesan") << "</dt><dd>"_html << block.places
        << "</dd></div><div><dt>"_html << context.t("Bernama") << "</dt><dd>"_html << block.named << "</dd></div><div><dt>"_html
        << context.t("Mengonfirmasi") << "</dt><dd>"_html
        << static_cast<int>(std::ranges::count_if(one.names, [](const Named& named) { return named.confirmed; }))
        << "</dd></div></dl>"_html;
    if (block.returned > 0)
        html::notice(out, html::Tone::info, fill(context.t("{n} tempat sudah kembali untuk umum"), {{"n", number(block.returned)}}), "");

    out << "<h2>"_html << context.t("Yang punya tempat") << "</h2>"_html;
    if (one.names.empty()) {
        html::empty_state(out, context.t("Nama dan nomor antrean akan tampil di sini."), context.t("Pilih lulusan di bawah."));
    } else {
        out << "<div class=\"toolbar\">"_html;
        html::link_button(out, context.t("Cetak daftar kelas dan karcis"), path + "/daftar.pdf", html::ButtonKind::primary, "F2");
        out << "</div>"_html;
        html::table_open(
            out, context.t("Yang punya tempat"),
            {{context.t("Nomor")}, {context.t("Nama")}, {context.t("Konfirmasi")}, {context.t("Jurusan")}, {context.t("Tindakan")}});
        for (const auto& named : one.names) {
            out << "<tr><th scope=\"row\">"_html << named.ticket.label() << "</th><td>"_html << named.graduate.name << "</td><td>"_html;
            if (named.present)
                html::tag(out, html::Tone::good, context.t("Sudah datang"));
            else if (named.confirmed)
                html::tag(out, html::Tone::good, context.t("Sudah"));
            else
                html::tag(out, html::Tone::warning, context.t("Belum"));
            out << "</td><td>"_html << named.graduate.major << "</td><td>"_html;
            if (named.ticket.state == booking::TicketState::booked && !is_over)
                html::post_button(out, context, path + "/lepas/" + named.graduate.id.text(), context.t("Lepas"));
            out << "</td></tr>"_html;
        }
        html::table_close(out);
    }
    if (free > 0 && !is_over) {
        out << "<section class=\"panel\"><h2>"_html << fill(context.t("{n} tempat belum bernama"), {{"n", number(free)}}) << "</h2>"_html;
        if (one.waiting.empty()) {
            html::empty_state(out, context.t("Lulusan tanpa tempat akan tampil di sini."),
                              context.t("Semua yang dikirim sudah punya tempat."));
        } else {
            html::form_open(out, context, path + "/nama");
            std::vector<html::Option> options;
            constexpr std::size_t shown_max = 200;
            for (std::size_t at = 0; at < std::min(shown_max, one.waiting.size()); ++at)
                options.push_back({one.waiting[at].id.text(), one.waiting[at].name, one.waiting[at].major});
            html::button(out,
                         fill(context.t("Isi {n} tempat menurut urutan daftar"),
                              {{"n", number(std::min<int>(free, static_cast<int>(one.waiting.size())))}}),
                         html::ButtonKind::primary, "Ctrl+Enter", "semua", "ya");
            html::checkboxes(out, context, {.name = "lulusan", .label = context.t("Atau pilih sendiri"), .error = state.error("lulusan")},
                             options, {});
            html::button(out, context.t("Beri tempat kepada yang dipilih"), html::ButtonKind::secondary);
            html::form_close(out);
        }
        if (!one.view.school_day)
            html::post_button(out, context, path + "/kembalikan", fill(context.t("Kembalikan {n} tempat sekarang"), {{"n", number(free)}}));
        out << "</section>"_html;
    }
    auto frame = desk_frame(desk, std::string(context.t("Tempat untuk lulusan")), path);
    frame.back_href = "/bkk/tempat";
    return http::page(html::document(context, frame, out), status);
}

http::Response get_block(const http::Request& request, Context& context) {
    const auto desk = desk_of(context);
    if (!desk) return no_school_page(context);
    const auto one = one_block(request, context, *desk);
    if (!one) return no_such_block(context);
    std::string done;
    if (const int named = typed_number(request.query.text("bernama")); named > 0)
        done = fill(context.t("{n} lulusan mendapat tempat dan pesan"), {{"n", number(named)}});
    return block_page(context, *desk, *one, {}, done);
}

http::Response post_names(const http::Request& request, Context& context) {
    const auto desk = desk_of(context);
    if (!desk) return no_school_page(context);
    const auto one = one_block(request, context, *desk);
    if (!one) return no_such_block(context);
    std::vector<GraduateId> chosen;
    if (!request.form.has("semua"))
        for (const auto& typed : request.form.all("lulusan"))
            if (const auto id = GraduateId::parse(typed)) chosen.push_back(*id);
    html::FormState state{request.form, {}};
    if (chosen.empty() && !request.form.has("semua")) {
        state.refuse("lulusan", context.t("Pilih sedikitnya satu lulusan."));
        return block_page(context, *desk, *one, state, "", 422);
    }
    const auto named = context.platform.database.write(
        [&](sql::Transaction& tx) { return name_pupils(tx, context, desk->school, one->view.block.id, chosen); });
    if (named) return http::see_other(path_of(one->view.block.id) + "?bernama=" + std::to_string(*named));
    state.refuse("lulusan", context.t(sentence(named.error())));
    return block_page(context, *desk, *one, state, "", 422);
}

http::Response post_unname(const http::Request& request, Context& context) {
    const auto desk = desk_of(context);
    if (!desk) return no_school_page(context);
    const auto block = request.path_id<booking::BlockId>(0);
    const auto done = context.platform.database.write(
        [&](sql::Transaction& tx) { return unname_pupil(tx, context, desk->school, block, request.path_id<GraduateId>(1)); });
    if (!done) return no_such_block(context);
    return http::see_other(path_of(block));
}

http::Response post_give_back(const http::Request& request, Context& context) {
    const auto desk = desk_of(context);
    if (!desk) return no_school_page(context);
    const auto block = request.path_id<booking::BlockId>(0);
    const auto done = context.platform.database.write([&](sql::Transaction& tx) { return give_back(tx, context, desk->school, block); });
    if (!done) return no_such_block(context);
    return http::see_other("/bkk/tempat");
}

http::Response get_class_list(const http::Request& request, Context& context) {
    const auto desk = desk_of(context);
    if (!desk) return no_school_page(context);
    const auto one = one_block(request, context, *desk);
    if (!one) return no_such_block(context);
    ClassList list{.government = desk->office.government,
                   .department = desk->office.name,
                   .address = desk->office.address,
                   .school = desk->school.name,
                   .officer = desk->school.officer_name,
                   .day = long_date(Language::indonesian, one->view.window.date),
                   .hours = hours_of(one->view.window) + " " + std::string(name(desk->office.zone)),
                   .place = place_of(*desk, one->view.window),
                   .printed = one->view.block.made_at.rfc3339(desk->office.zone),
                   .pupils = {}};
    for (const auto& named : one->names)
        list.pupils.push_back({named.ticket.label(), named.graduate.name, named.graduate.major, grouped(named.ticket.code),
                               context.platform.public_url + "/tiket/" + named.ticket.code, named.confirmed});
    return http::bytes(print_class_list(list), "application/pdf");
}

}  // namespace

std::vector<http::Route> place_routes() {
    using enum http::Method;
    return {{get, "/bkk/tempat", get_places, Permission::school},
            {post, "/bkk/tempat", post_places, Permission::school, http::Rate::write},
            {get, "/bkk/tempat/{block}", get_block, Permission::school},
            {post, "/bkk/tempat/{block}/nama", post_names, Permission::school, http::Rate::write, 256 * 1024},
            {post, "/bkk/tempat/{block}/lepas/{graduate}", post_unname, Permission::school, http::Rate::write},
            {post, "/bkk/tempat/{block}/kembalikan", post_give_back, Permission::school, http::Rate::write},
            {get, "/bkk/tempat/{block}/daftar.pdf", get_class_list, Permission::school}};
}

}  // namespace partners
