#include <algorithm>

#include "base/text.hpp"
#include "base/whole.hpp"
#include "modules/booking/actions_quota.hpp"
#include "modules/booking/pages.hpp"
#include "modules/booking/pages_pieces.hpp"
#include "modules/booking/pages_plan.hpp"
#include "modules/booking/rules.hpp"
#include "modules/office/actions.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// "Layanan terbatas": some days with less of everything, as one decision.
namespace booking {

namespace {

constexpr std::size_t small = 64 * 1024;

struct Range {
    office::Office office;
    std::vector<office::Service> services;
    LocalTime now;
};

std::optional<Range> range_of(const Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) -> std::optional<Range> {
        auto office = office::find_office(tx, context.actor.office);
        if (!office) return {};
        auto services = office::services(tx, office->id);
        const auto now = context.local(office->zone);
        return Range{std::move(*office), std::move(services), now};
    });
}

constexpr std::string_view limited_path = "/atur/terbatas";
constexpr int limited_days_max = 120;  // as far as windows are made

http::Response limited_page(const Context& context, const Range& range, const html::FormState& state, int status = 200) {
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Layanan terbatas") << "</h1><p class=\"lead\">"_html
        << context.t(
               "Satu keputusan untuk beberapa hari: kuota, layanan, pemeriksaan, ruang tunggu dan pengumuman. Dapat dibatalkan kapan saja.")
        << "</p>"_html;
    html::form_open(out, context, limited_path);
    out << "<section class=\"panel\">"_html;
    const bool fresh = state.typed.items().empty();
    html::date_field(
        out, context,
        {.name = "mulai", .label = context.t("Mulai"), .value = fresh ? (range.now.date + 1).iso() : "", .error = state.error("mulai")},
        state);
    html::date_field(
        out, context,
        {.name = "sampai", .label = context.t("Sampai"), .value = fresh ? (range.now.date + 14).iso() : "", .error = state.error("sampai")},
        state);
    html::text_field(out, context,
                     {.name = "persen",
                      .label = context.t("Kuota yang tersisa (persen)"),
                      .hint = context.t("100 = kuota tetap. Paling sedikit satu tempat tersisa di setiap jadwal."),
                      .value = fresh ? "50" : state.value("persen"),
                      .error = state.error("persen"),
                      .inputmode = "numeric",
                      .width = 3});
    std::vector<html::Option> options;
    for (const auto& service : range.services) {
        if (service.offered) options.push_back({service.code, std::string(name_of(context, service)), ""});
    }
    html::checkboxes(
        out, context,
        {.name = "layanan", .label = context.t("Layanan yang dihentikan"), .hint = context.t("Orang yang punya nomor di sana dipindah.")},
        options, state.typed.all("layanan"));
    html::checkbox(out, context, {.name = "periksa", .label = context.t("Pemeriksaan kesehatan saat datang (suhu badan)"), .value = "ya"},
                   state.value("periksa") == "ya");
    html::text_field(out, context,
                     {.name = "kursi",
                      .label = context.t("Orang di ruang tunggu paling banyak"),
                      .value = state.value("kursi"),
                      .error = state.error("kursi"),
                      .inputmode = "numeric",
                      .width = 4,
                      .optional = true});
    html::text_area(out, context,
                    {.name = "pengumuman",
                     .label = context.t("Pengumuman di halaman kantor"),
                     .value = state.value("pengumuman"),
                     .error = state.error("pengumuman"),
                     .max_length = 500,
                     .optional = true});
    html::text_field(out, context,
                     {.name = "alasan",
                      .label = context.t("Alasan atau nomor keputusan"),
                      .hint = context.t("Dibaca orang yang dipindah."),
                      .value = state.value("alasan"),
                      .error = state.error("alasan"),
                      .max_length = 200});
    html::button(out, context.t("Lihat akibatnya"));
    out << "</section>"_html;
    html::form_close(out);
    auto frame = desk_frame(range.office, std::string(context.t("Layanan terbatas")), std::string(limited_path));
    frame.back_href = "/atur/kuota";
    return http::page(html::document(context, frame, out), status);
}

std::optional<ChangeWish> limited_wish(const Context& context, const Range& range, html::FormState& state) {
    const auto from = html::typed_date(state.typed, "mulai");
    const auto to = html::typed_date(state.typed, "sampai");
    const auto first = from ? Date::parse(*from) : std::nullopt;
    const auto last = to ? Date::parse(*to) : std::nullopt;
    if (!first || *first < range.now.date) state.refuse("mulai", context.t("Isi hari ini atau hari sesudahnya."));
    if (!last || (first && *last < *first) || (last && *last > range.now.date + limited_days_max))
        state.refuse("sampai", context.t("Isi hari terakhir: tidak sebelum hari mulai, paling jauh 120 hari ke depan."));
    Limits limits;
    const auto percent = text::whole(text::trim(state.value("persen")));
    if (!percent || *percent < 0 || *percent > 100) state.refuse("persen", context.t("Isi angka dari 0 sampai 100."));
    limits.percent = percent.value_or(100);
    for (const auto& service : range.services) {
        const auto off = state.typed.all("layanan");
        if (std::ranges::find(off, service.code) != off.end()) limits.services_off.push_back(service.code);
    }
    limits.screening = state.value("periksa") == "ya";
    const auto seats = text::trim(state.value("kursi")).empty() ? std::optional(0) : text::whole(text::trim(state.value("kursi")));
    if (!seats || *seats < 0 || *seats > 10'000) state.refuse("kursi", context.t("Isi angka dari 0 sampai 10.000."));
    limits.seats = seats.value_or(0);
    const auto notice = text::clean_lines(state.value("pengumuman"), 500);
    if (!notice) state.refuse("pengumuman", context.t("Pengumuman paling panjang 500 huruf."));
    limits.notice = notice.value_or("");
    const auto reason = text::clean_line(state.value("alasan"), 200).value_or("");
    if (reason.empty()) state.refuse("alasan", context.t(sentence(Refusal::reason_missing)));
    if (!state.ok()) return {};
    auto wish = context.platform.database.read(
        [&](sql::Transaction& tx) { return limited_service(tx, context, range.office.id, *first, *last, limits); });
    wish.reason = reason;
    return wish;
}

http::Response limited_plan_page(const Context& context, const Range& range, const html::FormState& state, const ChangePreview& plan,
                                 int status = 200) {
    PlanForm form{.preview_path = std::string(limited_path),
                  .apply_path = std::string(limited_path) + "/terapkan",
                  .back = std::string(limited_path),
                  .fields = {},
                  .search = state.value("cari")};
    for (const auto& [field, value] : state.typed.items()) {
        if (field != "cari" && field != "rencana" && field != "_csrf") form.fields.emplace_back(field, value);
    }
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Layanan terbatas") << "</h1><p class=\"lead\">"_html << state.value("alasan") << "</p><p>"_html
        << fill(context.t("{jumlah} jadwal berubah."), {{"jumlah", std::to_string(plan.windows.size())}}) << "</p>"_html;
    write_plan(out, context, plan, range.office.zone, form);
    auto frame = desk_frame(range.office, std::string(context.t("Layanan terbatas")), std::string(limited_path));
    frame.back_href = "/atur/kuota";
    frame.wide = true;
    return http::page(html::document(context, frame, out), status);
}

http::Response get_limited(const http::Request&, Context& context) {
    const auto range = range_of(context);
    return range ? limited_page(context, *range, {}) : no_office_of_yours(context);
}

http::Response post_limited(const http::Request& request, Context& context) {
    const auto range = range_of(context);
    if (!range) return no_office_of_yours(context);
    html::FormState state{request.form, {}};
    const auto wish = limited_wish(context, *range, state);
    if (!wish) return limited_page(context, *range, state, 422);
    const auto plan = context.platform.database.read([&](sql::Transaction& tx) { return preview_change(tx, context, *wish); });
    if (!plan) {
        state.refuse("persen", context.t(sentence(plan.error())));
        return limited_page(context, *range, state, 422);
    }
    return limited_plan_page(context, *range, state, *plan);
}

http::Response post_apply_limited(const http::Request& request, Context& context) {
    const auto range = range_of(context);
    if (!range) return no_office_of_yours(context);
    html::FormState state{request.form, {}};
    const auto wish = limited_wish(context, *range, state);
    if (!wish) return limited_page(context, *range, state, 422);
    const auto done =
        context.platform.database.write([&](sql::Transaction& tx) { return apply_change(tx, context, *wish, state.value("rencana")); });
    if (done) return http::see_other("/atur/kuota/perubahan/" + done->change.text());
    state.refuse("persen", context.t(sentence(done.error())));
    const auto plan = context.platform.database.read([&](sql::Transaction& tx) { return preview_change(tx, context, *wish); });
    if (!plan) return limited_page(context, *range, state, 422);
    return limited_plan_page(context, *range, state, *plan, 409);
}

}  // namespace

std::vector<http::Route> limited_routes() {
    using enum http::Method;
    using http::Rate;
    return {{get, "/atur/terbatas", get_limited, Permission::manage_quota},
            {post, "/atur/terbatas", post_limited, Permission::manage_quota, Rate::write, small},
            {post, "/atur/terbatas/terapkan", post_apply_limited, Permission::manage_quota, Rate::write, small}};
}

}  // namespace booking
