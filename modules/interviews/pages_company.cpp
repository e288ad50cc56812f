#include "modules/interviews/actions_company.hpp"
#include "modules/interviews/pages.hpp"
#include "modules/interviews/pages_pieces.hpp"
#include "modules/interviews/text.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// A company reads whom it meets when, and says before the day is published whom it would rather meet.
namespace interviews {
namespace {

constexpr std::string_view base = "/perusahaan/wawancara";

std::vector<html::Option> rank_options(const Context& context) {
    std::vector<html::Option> options{{"9", std::string(context.t("Tanpa urutan")), ""}};
    for (int rank = 1; rank <= 5; ++rank) options.push_back({std::to_string(rank), std::to_string(rank), ""});
    options.push_back({"0", std::string(context.t("Tidak bertemu")), ""});
    return options;
}

void write_ranks(Markup& out, const Context& context, const CompanyDay& day, const html::FormState& state) {
    out << "<p>"_html << context.t("Angka 1 paling didahulukan; angka yang sama diundi. Sampai jadwal diumumkan Anda dapat mengubahnya.")
        << "</p>"_html;
    html::form_open(out, context, std::string(base) + "/" + day.company.id.text());
    for (const auto& one : day.meetings) {
        if (one.name.empty()) continue;
        const auto field = day.company.id.text() + "-" + one.meeting.file.text();
        html::select(out, context,
                     {.name = field,
                      .label = one.name,
                      .value = state.typed.has(field) ? state.value(field) : std::to_string(one.rank),
                      .error = state.error(field)},
                     rank_options(context));
    }
    html::button(out, context.t("Simpan urutan"));
    html::form_close(out);
}

http::Response own_page(const http::Request& request, const Context& context, const html::FormState& state, int status = 200) {
    const auto office = office::own_office(context);
    if (!office)
        return office::not_there(context, context.t("Perusahaan Anda belum terverifikasi"),
                                 context.t("Hubungi kantor bila sudah lama menunggu."), context.t("Ke halaman perusahaan"), "/perusahaan");
    const auto all = read_company_days(context);
    Markup out;
    html::error_summary(out, context, state);
    if (request.query.has("tersimpan"))
        html::notice(out, html::Tone::good, context.t("Urutan tersimpan"), context.t("Anda dapat mengubahnya sampai jadwal diumumkan."));
    out << "<h1>"_html << context.t("Wawancara") << "</h1>"_html;
    if (all.empty())
        html::empty_state(out, context.t("Hari wawancara perusahaan Anda akan tampil di sini."),
                          context.t("Kantor mengundang perusahaan yang sudah setuju bertemu pelamarnya."));
    for (const auto& day : all) {
        out << "<section><h2>"_html << when(context, day.day) << "</h2><p>"_html << where(context, day.day) << "<br>"_html
            << fill(context.t("{n} meja, {dari}–{sampai}"),
                    {{"n", std::to_string(day.company.lines)}, {"dari", clock(day.company.from)}, {"sampai", clock(day.company.until)}})
            << "</p>"_html;
        if (day.day.state == DayState::draft)
            write_ranks(out, context, day, state);
        else if (day.meetings.empty())
            out << "<p>"_html << context.t("Belum ada yang terjadwal.") << "</p>"_html;
        else
            write_sheet(out, context, day);
        if (day.day.state == DayState::published)
            html::link_button(out, context.t("Catat hasil di Lamaran"), "/perusahaan/lamaran", html::ButtonKind::secondary);
        out << "</section>"_html;
    }
    return http::page(html::document(context, office::desk_frame(*office, std::string(context.t("Wawancara")), std::string(base)), out),
                      status)
        .with_header("Cache-Control", "no-store");
}

http::Response get_own(const http::Request& request, Context& context) { return own_page(request, context, {}); }

http::Response post_ranks(const http::Request& request, Context& context) {
    const auto id = request.path_id<CompanyId>(0);
    html::FormState state{.typed = request.form, .errors = {}};
    const auto done = context.platform.database.write([&](sql::Transaction& tx) -> Result<Done, Refusal> {
        for (const auto& day : company_days(tx, context)) {
            if (day.company.id != id) continue;
            std::vector<Wish> ranks;
            for (const auto& one : day.meetings) {
                const auto typed = typed_number(request.form, id.text() + "-" + one.meeting.file.text());
                if (typed && *typed != 9) ranks.push_back({one.meeting.file, id, *typed});
            }
            return rank(tx, context, id, ranks);
        }
        return Refusal::no_such_day;
    });
    if (done) return http::see_other(std::string(base) + "?tersimpan=1");
    state.refuse("langkah", context.t(sentence(done.error())));
    return own_page(request, context, state, 422);
}

}  // namespace

std::vector<http::Route> company_routes() {
    using enum http::Method;
    return {{get, "/perusahaan/wawancara", get_own, Permission::employer},
            {post, "/perusahaan/wawancara/{company}", post_ranks, Permission::employer, http::Rate::write}};
}

}  // namespace interviews
