#include "base/text.hpp"
#include "modules/employers/actions.hpp"
#include "modules/matching/actions_choice.hpp"
#include "modules/matching/actions_fit.hpp"
#include "modules/matching/actions_profile.hpp"
#include "modules/matching/pages_fit.hpp"
#include "modules/matching/rules_codes.hpp"
#include "modules/matching/rules_fit.hpp"
#include "modules/matching/text_fit.hpp"
#include "modules/office/actions.hpp"
#include "modules/registration/actions.hpp"
#include "modules/vacancies/actions.hpp"
#include "platform/i18n/language.hpp"

// The counsellor with the person in front of them: the same suggestions, and a word of one's own about them.
namespace matching {

namespace {

constexpr std::size_t form_max = 8 * 1024;

std::optional<Reader> reader_at(sql::Transaction& tx, const http::Request& request, const Context& context) {
    auto reader = reader_of(tx, request, context);
    if (reader) reader->base = "/loket/saran/" + reader->application.text();
    return reader;
}

void write_acts(Markup& out, const Context& context, const Reader& reader, const Suggestion& one, std::string_view item,
                const html::FormState& state, bool has_tie) {
    if (has_tie) {
        out << "<p>"_html;
        html::tag(out, html::Tone::warning, context.t("Rekan lain yang memutuskan"));
        out << "</p>"_html;
        return;
    }
    html::details_open(out, fill(context.t("Sematkan, tahan, atau kesampingkan syarat: {judul}"), {{"judul", one.vacancy.title}}));
    html::form_open(out, context, reader.base);
    html::hidden(out, "lowongan", one.vacancy.id.text());
    html::hidden(out, "syarat", item);
    const auto name = "alasan-" + one.vacancy.id.text();
    html::text_field(out, context,
                     {.name = name,
                      .label = context.t("Alasan"),
                      .hint = context.t("Tercatat dengan nama Anda; berlaku 90 hari."),
                      .value = state.value(name),
                      .error = state.error(name),
                      .max_length = reason_max});
    if (item.empty()) {
        html::button(out, context.t("Sematkan untuk orang ini"), html::ButtonKind::secondary, "", "tindakan", "pin");
        html::button(out, context.t("Tahan 90 hari"), html::ButtonKind::warning, "", "tindakan", "veto");
    } else {
        html::button(out, context.t("Kesampingkan syarat ini"), html::ButtonKind::secondary, "", "tindakan", "relax");
    }
    html::form_close(out);
    html::details_close(out);
}

void write_overrides(Markup& out, const Context& context, sql::Transaction& tx, const Reader& reader) {
    const auto overrides = overrides_of(tx, context, reader.application);
    if (overrides.empty()) return;
    html::table_open(
        out, context.t("Yang sudah ditetapkan pengantar kerja"),
        {{context.t("Lowongan")}, {context.t("Tindakan")}, {context.t("Alasan")}, {context.t("Sampai")}, {context.t("Akhiri")}});
    for (const auto& one : overrides) {
        const auto vacancy = vacancies::find_vacancy(tx, context, one.vacancy);
        const auto what = parse_hard(one.item);
        out << "<tr><th scope=\"row\">"_html << (vacancy ? vacancy->title : one.vacancy.text()) << "</th><td>"_html
            << context.t(label(one.kind));
        if (what) out << ": "_html << context.t(label(*what));
        out << "</td><td>"_html << one.reason << "</td><td>"_html
            << short_date(context.language,
                          context.local(reader.office.zone).date + static_cast<int>((one.until.seconds - context.now.seconds) / 86400))
            << "</td><td>"_html;
        if (vacancy && employers::has_tie(tx, context, vacancy->employer))
            html::tag(out, html::Tone::warning, context.t("Rekan lain yang memutuskan"));
        else
            html::post_button(out, context, reader.base + "/akhiri/" + one.id.text(), context.t("Akhiri"));
        out << "</td></tr>"_html;
    }
    html::table_close(out);
}

http::Response desk_page(const http::Request& request, const Context& context, const html::FormState& state, int status = 200) {
    return context.platform.database.write([&](sql::Transaction& tx) {
        const auto reader = reader_at(tx, request, context);
        if (!reader) return no_file(context);
        const auto file = registration::find_outline(tx, reader->application);
        const auto made = suggest(tx, context, reader->application);
        const auto is_tied = [&](const Suggestion& one) { return employers::has_tie(tx, context, one.vacancy.employer); };
        Markup out;
        html::error_summary(out, context, state);
        out << "<h1>"_html << fill(context.t("Saran untuk {nama}"), {{"nama", file ? file->name : ""}}) << "</h1>"_html;
        if (!made) {
            html::empty_state(out, context.t(sentence(made.error())),
                              context.t("Isi profil kerja dan mintalah izin orangnya; keduanya ada di profil."));
        } else {
            write_overrides(out, context, tx, *reader);
            if (made->shown.empty())
                html::empty_state(out, context.t("Belum ada lowongan terbuka yang memenuhi semua syarat orang ini."),
                                  context.t("Lihat yang selangkah lagi di bawah, atau perluas jangkauan di profil."));
            for (const auto& one : made->shown) {
                out << "<article class=\"suggestion\"><h2><a"_html;
                out.attribute("href"_html, "/lowongan/" + one.vacancy.id.text());
                out << ">"_html << one.vacancy.title << "</a></h2>"_html;
                write_facts(out, context, one.vacancy);
                write_reasons(out, context, one.fit, Told::others);
                write_acts(out, context, *reader, one, "", state, is_tied(one));
                out << "</article>"_html;
            }
            if (!made->one_step_away.empty()) out << "<h2>"_html << context.t("Selangkah lagi") << "</h2>"_html;
            for (const auto& one : made->one_step_away) {
                const auto& failed = one.fit.failed.front();
                out << "<article class=\"suggestion\"><h3>"_html << one.vacancy.title << "</h3>"_html;
                write_facts(out, context, one.vacancy);
                out << "<p>"_html << sentence(context, failed, Told::others) << "</p>"_html;
                if (failed.may_be_relaxed) write_acts(out, context, *reader, one, code(failed.what), state, is_tied(one));
                out << "</article>"_html;
            }
        }
        html::link_button(out, context.t("Profil kerja orang ini"), "/loket/profil/" + reader->application.text(),
                          html::ButtonKind::secondary);
        auto frame = frame_for(*reader, std::string(context.t("Saran untuk orang ini")), reader->base);
        frame.back_href = "/loket";
        return http::page(html::document(context, frame, out), status);
    });
}

http::Response get_desk(const http::Request& request, Context& context) { return desk_page(request, context, {}); }

http::Response post_desk(const http::Request& request, Context& context) {
    const auto vacancy = vacancies::VacancyId::parse(request.form.text("lowongan")).value_or(vacancies::VacancyId{});
    const auto act = request.form.text("tindakan");
    Override wanted;
    wanted.vacancy = vacancy;
    wanted.kind = act == "pin" ? OverrideKind::pin : act == "veto" ? OverrideKind::veto : OverrideKind::relax;
    wanted.item = request.form.text("syarat");
    wanted.reason = request.form.text("alasan-" + vacancy.text());
    const auto done = context.platform.database.write(
        [&](sql::Transaction& tx) { return override_fit(tx, context, request.path_id<registration::ApplicationId>(0), wanted); });
    if (done) return http::see_other("/loket/saran/" + request.path_value(0));
    html::FormState state{request.form, {}};
    state.refuse("alasan-" + vacancy.text(), context.t(sentence(done.error())));
    return desk_page(request, context, state, 422);
}

http::Response post_end(const http::Request& request, Context& context) {
    const auto done =
        context.platform.database.write([&](sql::Transaction& tx) { return end_override(tx, context, request.path_id<OverrideId>(1)); });
    static_cast<void>(done);  // ended by somebody else a moment ago
    return http::see_other("/loket/saran/" + request.path_value(0));
}

// --- objections ---

html::Frame queue_frame(const office::Office& office, std::string title) {
    html::Frame frame;
    frame.title = std::move(title);
    frame.density = html::Density::desk;
    frame.office_name = office.name;
    frame.office_href = "/loket";
    frame.current_path = "/loket/keberatan";
    return frame;
}

http::Response queue_page(const Context& context, const html::FormState& state, int status = 200) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto office = office::find_office(tx, context.actor.office);
        if (!office) return no_file(context);
        Markup out;
        html::error_summary(out, context, state);
        out << "<h1>"_html << context.t("Keberatan atas saran lowongan") << "</h1>"_html;
        const auto open = objections(tx, context, false);
        if (open.empty())
            html::empty_state(out, context.t("Di sini muncul keberatan pencari kerja atas saran mereka."),
                              context.t("Saat ini semuanya sudah dijawab."));
        for (const auto& one : open) {
            const auto vacancy = vacancies::find_vacancy(tx, context, one.vacancy);
            const auto name = "jawaban-" + one.id.text();
            out << "<article class=\"suggestion\"><h2>"_html
                << (vacancy ? vacancy->title : std::string(context.t("Lowongan yang sudah ditarik"))) << "</h2><p>"_html << one.words
                << "</p>"_html;
            html::form_open(out, context, "/loket/keberatan/" + one.id.text());
            html::text_area(out, context,
                            {.name = name,
                             .label = context.t("Jawaban Anda"),
                             .value = state.value(name),
                             .error = state.error(name),
                             .max_length = words_max},
                            3);
            html::button(out, context.t("Kirim jawaban"));
            html::form_close(out);
            out << "</article>"_html;
        }
        return http::page(html::document(context, queue_frame(*office, std::string(context.t("Keberatan"))), out), status);
    });
}

http::Response get_queue(const http::Request&, Context& context) { return queue_page(context, {}); }

http::Response post_answer(const http::Request& request, Context& context) {
    html::FormState state{request.form, {}};
    const auto field = "jawaban-" + request.path_value(0);
    const auto done = context.platform.database.write(
        [&](sql::Transaction& tx) { return answer(tx, context, request.path_id<ObjectionId>(0), state.value(field)); });
    if (done) return http::see_other("/loket/keberatan");
    state.refuse(field, context.t(sentence(done.error())));
    return queue_page(context, state, done.error() == FitRefusal::not_there ? 404 : 422);
}

}  // namespace

std::vector<http::Route> counsel_routes() {
    using enum http::Method;
    using http::Rate;
    return {{get, "/loket/saran/{application}", get_desk, Permission::refer_seeker},
            {post, "/loket/saran/{application}", post_desk, Permission::refer_seeker, Rate::write, form_max},
            {post, "/loket/saran/{application}/akhiri/{id}", post_end, Permission::refer_seeker, Rate::write, form_max},
            {get, "/loket/keberatan", get_queue, Permission::refer_seeker},
            {post, "/loket/keberatan/{id}", post_answer, Permission::refer_seeker, Rate::write, form_max}};
}

}  // namespace matching
