#include "base/text.hpp"
#include "modules/office/actions.hpp"
#include "modules/placement/actions_placed.hpp"
#include "modules/placement/pages.hpp"
#include "modules/placement/pages_pieces.hpp"
#include "modules/placement/rules.hpp"
#include "modules/placement/text.hpp"
#include "modules/reference/actions.hpp"
#include "modules/registration/actions.hpp"
#include "modules/registration/actions_card.hpp"
#include "platform/i18n/language.hpp"
#include "platform/i18n/numbers.hpp"
#include "platform/sql/sql.hpp"

// From "hired" to "still there after three months": nothing counts before an officer saw evidence.
namespace placement {
namespace {

struct Shelf {
    std::string_view word;
    PlacementState state;
};
constexpr Shelf shelves[] = {{"menunggu", PlacementState::reported},
                             {"bekerja", PlacementState::placed},
                             {"dipastikan", PlacementState::confirmed},
                             {"berakhir", PlacementState::ended},
                             {"tidak-terbukti", PlacementState::refused}};

PlacementState shelf_of(std::string_view word) {
    for (const auto& one : shelves)
        if (one.word == word) return one.state;
    return PlacementState::reported;
}

http::Response no_such_placement(const Context& context) {
    return not_there(context, context.t("Catatan ini tidak ada"), context.t("Buka dari daftar penempatan kantor Anda."),
                     context.t("Ke penempatan"), "/rujuk/penempatan");
}

http::Response get_list(const http::Request& request, Context& context) {
    const auto office = own_office(context);
    if (!office) return no_such_placement(context);
    const auto state = shelf_of(request.query.text("lihat"));
    const auto views = context.platform.database.read([&](sql::Transaction& tx) { return placements(tx, context, state); });
    Markup out;
    out << "<h1>"_html << context.t("Penempatan") << "</h1><nav class=\"pages\" aria-label=\""_html << context.t("Keadaan") << "\">"_html;
    for (const auto& one : shelves) {
        out << "<a"_html;
        out.attribute("href"_html, "/rujuk/penempatan?lihat=" + std::string(one.word));
        if (one.state == state) out << " aria-current=\"page\""_html;
        out << ">"_html << context.t(label(one.state)) << "</a>"_html;
    }
    out << "</nav>"_html;
    if (views.empty()) {
        html::empty_state(out, context.t("Orang yang diterima bekerja akan tampil di sini."),
                          context.t("Perusahaan mencatatnya dengan satu tombol, atau orangnya memberi tahu kantor."));
    } else {
        html::table_open(
            out, context.t(label(state)),
            {{context.t("Nama")}, {context.t("Perusahaan")}, {context.t("Mulai")}, {context.t("Asal")}, {context.t("Saluran")}});
        for (const auto& view : views) {
            out << "<tr><th scope=\"row\"><a"_html;
            out.attribute("href"_html, "/rujuk/penempatan/" + view.placement.id.text());
            out << ">"_html << view.name << "</a>"_html;
            if (view.may_confirm) {
                out << " "_html;
                html::tag(out, html::Tone::warning, context.t("Saatnya ditanya lagi"));
            }
            out << "</th><td>"_html << view.placement.employer_name << (view.title.empty() ? "" : ", " + view.title) << "</td><td>"_html
                << short_date(context.language, view.placement.start_on) << "</td><td>"_html << context.t(label(view.placement.origin))
                << "</td><td>"_html << context.t(label(view.placement.channel)) << "</td></tr>"_html;
        }
        html::table_close(out);
    }
    html::link_button(out, context.t("Catat yang mendapat kerja sendiri"), "/rujuk/penempatan/sendiri", html::ButtonKind::secondary);
    auto frame = desk_frame(*office, std::string(context.t("Penempatan")), "/rujuk/penempatan");
    frame.back_href = "/rujuk";
    return http::page(html::document(context, frame, out));
}

void write_acts(Markup& out, const Context& context, const PlacementView& view, const html::FormState& state, const std::string& path) {
    const auto& placement = view.placement;
    if (view.has_interest) {
        html::notice(out, html::Tone::warning, context.t("Rekan lain yang memeriksa"), context.t(sentence(Refusal::has_interest)));
        return;
    }
    if (placement.state == PlacementState::reported) {
        if (!view.may_verify)
            html::notice(out, html::Tone::info, context.t("Hari mulai bekerja belum tiba"),
                         context.t("Setelah hari itu, periksa buktinya di sini."));
        if (view.may_verify) {
            html::form_open(out, context, path + "/periksa");
            std::vector<html::Option> options;
            for (const auto one : {Evidence::contract, Evidence::company_letter, Evidence::person_statement, Evidence::company_report})
                options.push_back({std::string(code(one)), std::string(context.t(label(one))), ""});
            html::radios(out, context,
                         {.name = "bukti",
                          .label = context.t("Bukti yang Anda lihat"),
                          .hint = context.t("Setelah ini kartu AK-1 orangnya tidak aktif lagi, dan penempatannya dihitung."),
                          .value = state.value("bukti"),
                          .error = state.error("bukti")},
                         options);
            html::button(out, context.t("Pastikan penempatan"), html::ButtonKind::primary, "Ctrl+Enter");
            html::form_close(out);
        }
        html::post_button(out, context, path + "/bukan", context.t("Tidak terbukti"), html::ButtonKind::warning);
    }
    if (placement.state == PlacementState::placed) {
        if (view.may_confirm)
            html::post_button(out, context, path + "/tetap", context.t("Masih bekerja"), html::ButtonKind::primary);
        else
            out << "<p class=\"muted\">"_html << context.t("Tiga bulan setelah mulai, tanyakan apakah orangnya masih bekerja.")
                << "</p>"_html;
    }
    if (placement.state == PlacementState::placed || placement.state == PlacementState::confirmed) {
        const bool is_wrong = !state.error("berakhir").empty();
        if (!is_wrong) html::details_open(out, context.t("Pekerjaan berakhir"));
        html::form_open(out, context, path + "/berakhir");
        html::date_field(out, context, {.name = "berakhir", .label = context.t("Hari terakhir bekerja"), .error = state.error("berakhir")},
                         state);
        html::button(out, context.t("Catat berakhir"), html::ButtonKind::secondary);
        html::form_close(out);
        if (!is_wrong) html::details_close(out);
    }
}

http::Response placement_page(const http::Request& request, const Context& context, const html::FormState& state, int status = 200) {
    const auto office = own_office(context);
    const auto id = request.path_id<PlacementId>(0);
    const auto view = context.platform.database.read([&](sql::Transaction& tx) { return placement_to_look_at(tx, context, id); });
    if (!office || !view) return no_such_placement(context);
    const auto& placement = view->placement;
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1 id=\"langkah\" tabindex=\"-1\">"_html << view->name << " "_html;
    html::tag(out, tone_of(placement.state), context.t(label(placement.state)));
    out << "</h1>"_html;
    std::vector<html::Line> lines{{std::string(context.t("Perusahaan")), placement.employer_name, ""}};
    const auto add = [&](std::string_view key, std::string value) {
        if (!value.empty()) lines.push_back({std::string(key), std::move(value), ""});
    };
    add(context.t("Lowongan"), view->title);
    add(context.t("Mulai bekerja"), long_date(context.language, placement.start_on));
    add(context.t("Asal"), std::string(context.t(label(placement.origin))));
    add(context.t("Saluran"), std::string(context.t(label(placement.channel))));
    if (const auto occupation = reference::find_occupation(placement.occupation))
        add(context.t("Jabatan (KBJI)"), placement.occupation + " " + occupation->title);
    add(context.t("Upah"), placement.wage_high > 0
                               ? rupiah(context.language, placement.wage_low) + "–" + rupiah(context.language, placement.wage_high)
                               : std::string());
    add(context.t("Bukti"), std::string(context.t(label(placement.evidence))));
    add(context.t("Dilaporkan"), date_and_clock(context.language, placement.reported_at.in(office->zone)));
    if (placement.verified_at) add(context.t("Diperiksa"), date_and_clock(context.language, placement.verified_at->in(office->zone)));
    if (placement.confirmed_on) add(context.t("Masih bekerja pada"), long_date(context.language, *placement.confirmed_on));
    if (placement.ended_on) add(context.t("Berakhir"), long_date(context.language, *placement.ended_on));
    html::summary_list(out, context, lines);
    write_acts(out, context, *view, state, "/rujuk/penempatan/" + id.text());
    auto frame = desk_frame(*office, view->name, "/rujuk/penempatan/" + id.text());
    frame.back_href = "/rujuk/penempatan";
    return http::page(html::document(context, frame, out), status);
}

http::Response get_placement(const http::Request& request, Context& context) { return placement_page(request, context, {}); }

http::Response answered(const http::Request& request, Context& context, const Result<Done, Refusal>& done, html::FormState state,
                        std::string_view field) {
    if (done) return http::see_other("/rujuk/penempatan/" + request.path_value(0));
    if (done.error() == Refusal::no_such_placement) return no_such_placement(context);
    state.refuse(std::string(field), context.t(sentence(done.error())));
    return placement_page(request, context, state, status_of(done.error()));
}

http::Response post_verify(const http::Request& request, Context& context) {
    const auto evidence = evidence_of(request.form.text("bukti"));
    const html::FormState state{.typed = request.form, .errors = {}};
    if (!evidence) return answered(request, context, Refusal::evidence_missing, state, "bukti");
    return answered(request, context, context.platform.database.write([&](sql::Transaction& tx) {
        return verify(tx, context, request.path_id<PlacementId>(0), *evidence);
    }),
                    state, "bukti");
}

http::Response post_refuse(const http::Request& request, Context& context) {
    return answered(request, context, context.platform.database.write([&](sql::Transaction& tx) {
        return refuse(tx, context, request.path_id<PlacementId>(0));
    }),
                    {}, "langkah");
}

http::Response post_confirm(const http::Request& request, Context& context) {
    return answered(request, context, context.platform.database.write([&](sql::Transaction& tx) {
        return confirm(tx, context, request.path_id<PlacementId>(0));
    }),
                    {}, "langkah");
}

http::Response post_end(const http::Request& request, Context& context) {
    const html::FormState state{.typed = request.form, .errors = {}};
    const auto day = typed_day(request.form, "berakhir");
    if (!day) return answered(request, context, Refusal::end_unfit, state, "berakhir");
    return answered(request, context, context.platform.database.write([&](sql::Transaction& tx) {
        return end(tx, context, request.path_id<PlacementId>(0), *day);
    }),
                    state, "berakhir");
}

// --- found alone ---

http::Response self_found_page(const Context& context, const html::FormState& state, int status = 200) {
    const auto office = own_office(context);
    if (!office) return no_such_placement(context);
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Mendapat kerja sendiri") << "</h1><p>"_html
        << context.t("Untuk orang yang mendapat kerja tanpa bantuan kantor. Dihitung terpisah dari penempatan.") << "</p>"_html;
    html::form_open(out, context, "/rujuk/penempatan/sendiri");
    html::text_field(out, context,
                     {.name = "kartu",
                      .label = context.t("Pindai kartu, atau tulis nomornya"),
                      .value = state.value("kartu"),
                      .error = state.error("kartu"),
                      .autocomplete = "off"});
    html::text_field(out, context,
                     {.name = "tempat",
                      .label = context.t("Nama perusahaan atau usaha"),
                      .value = state.value("tempat"),
                      .error = state.error("tempat"),
                      .max_length = 120});
    html::date_field(out, context, {.name = "mulai", .label = context.t("Mulai bekerja"), .error = state.error("mulai")}, state);
    std::vector<html::Option> options;
    for (const auto one : {Channel::local, Channel::interregional, Channel::overseas})
        options.push_back({std::string(code(one)), std::string(context.t(label(one))), ""});
    html::radios(
        out, context,
        {.name = "saluran", .label = context.t("Saluran"), .value = state.value("saluran").empty() ? "akl" : state.value("saluran")},
        options);
    html::button(out, context.t("Catat"), html::ButtonKind::primary, "Ctrl+Enter");
    html::form_close(out);
    auto frame = desk_frame(*office, std::string(context.t("Mendapat kerja sendiri")), "/rujuk/penempatan/sendiri");
    frame.back_href = "/rujuk/penempatan";
    return http::page(html::document(context, frame, out), status);
}

http::Response get_self_found(const http::Request&, Context& context) { return self_found_page(context, {}); }

http::Response post_self_found(const http::Request& request, Context& context) {
    html::FormState state{.typed = request.form, .errors = {}};
    const auto start = typed_day(request.form, "mulai");
    if (text::trim(state.value("kartu")).empty()) state.refuse("kartu", context.t("Pindai kartunya, atau tulis nomornya."));
    if (text::trim(state.value("tempat")).empty()) state.refuse("tempat", context.t(msg("Tulis nama perusahaan atau usahanya.")));
    if (!start) state.refuse("mulai", context.t(sentence(Refusal::start_unfit)));
    if (!state.ok()) return self_found_page(context, state, 422);
    const auto done = context.platform.database.write([&](sql::Transaction& tx) -> Result<PlacementId, Refusal> {
        const auto card = registration::find_scanned_card(tx, context, context.actor.office, state.value("kartu"));
        return report_self_found(tx, context,
                                 {.file = card ? card->application : registration::ApplicationId{},
                                  .employer_name = state.value("tempat"),
                                  .occupation = "",
                                  .start_on = *start,
                                  .channel = channel_of(state.value("saluran")).value_or(Channel::local)});
    });
    if (done) return http::see_other("/rujuk/penempatan/" + done->text());
    const auto why = done.error();
    if (why == Refusal::file_not_ready)
        state.refuse("kartu", context.t(msg("Kartu ini tidak ada di kantor Anda. Periksa nomornya.")));
    else
        state.refuse(why == Refusal::no_such_employer ? "tempat" : "mulai",
                     why == Refusal::no_such_employer ? context.t(msg("Tulis nama perusahaan atau usahanya.")) : context.t(sentence(why)));
    return self_found_page(context, state, 422);
}

}  // namespace

std::vector<http::Route> placed_routes() {
    using enum http::Method;
    constexpr auto officer = Permission::refer_seeker;
    constexpr auto write = http::Rate::write;
    return {{get, "/rujuk/penempatan", get_list, officer},
            {get, "/rujuk/penempatan/sendiri", get_self_found, officer},
            {post, "/rujuk/penempatan/sendiri", post_self_found, officer, write},
            {get, "/rujuk/penempatan/{placement}", get_placement, officer},
            {post, "/rujuk/penempatan/{placement}/periksa", post_verify, officer, write},
            {post, "/rujuk/penempatan/{placement}/bukan", post_refuse, officer, write},
            {post, "/rujuk/penempatan/{placement}/tetap", post_confirm, officer, write},
            {post, "/rujuk/penempatan/{placement}/berakhir", post_end, officer, write}};
}

}  // namespace placement
