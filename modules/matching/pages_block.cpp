#include <algorithm>

#include "base/text.hpp"
#include "modules/matching/actions_block.hpp"
#include "modules/matching/pages_fit.hpp"
#include "modules/vacancies/actions.hpp"
#include "platform/html/parts.hpp"
#include "platform/i18n/language.hpp"

// Whom somebody does not want to work for: asked once, kept in a list, taken back with one tap.
namespace matching {

namespace {

constexpr std::size_t form_max = 8 * 1024;
constexpr std::string_view list_path = "/profil-kerja/blokir";

http::Response no_such_vacancy(const Context& context) {
    return http::page(html::message_document(context, context.t("Lowongan ini tidak ditemukan"),
                                             context.t("Alamatnya mungkin salah ketik. Lihat lowongan yang sedang dibuka."),
                                             context.t("Cari lowongan"), "/lowongan"),
                      404);
}

std::string lift_href(employers::EmployerId id) { return std::string(list_path) + "/" + id.text() + "/buka"; }

void write_lift_button(Markup& out, const Context& context, const Block& one) {
    html::post_button(out, context, lift_href(one.employer),
                      fill(context.t("Buka blokir {perusahaan}"), {{"perusahaan", one.employer_name}}), html::ButtonKind::secondary);
}

const Block* block_of(const std::vector<Block>& blocks, employers::EmployerId employer) {
    const auto found = std::ranges::find(blocks, employer, &Block::employer);
    return found == blocks.end() ? nullptr : &*found;
}

void write_what_follows(Markup& out, const Context& context) {
    out << "<ul>"_html;
    for (const auto& one : {context.t("Lowongannya tidak disarankan lagi kepada Anda."),
                            context.t("Perusahaan ini, dan petugas yang mencarikan orang untuknya, tidak menemukan Anda lagi."),
                            context.t("Perusahaan tidak diberi tahu."),
                            context.t("Lamaran yang sudah Anda kirim tetap berjalan. Tarik di Lamaran saya bila tidak ingin diteruskan."),
                            context.t("Di pencarian lowongannya tetap ada, dan Anda tetap boleh melamar."),
                            context.t("Anda dapat membukanya lagi kapan saja di Profil kerja.")})
        out << "<li>"_html << one << "</li>"_html;
    out << "</ul>"_html;
}

http::Response get_block(const http::Request& request, Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto reader = reader_of(tx, request, context);
        if (!reader) return no_file(context);
        const auto vacancy = vacancies::find_vacancy(tx, context, request.path_id<vacancies::VacancyId>(0));
        if (!vacancy) return no_such_vacancy(context);
        const auto blocks = blocked_employers(tx, context, reader->application);
        Markup out;
        if (const auto* known = block_of(blocks, vacancy->employer)) {
            out << "<h1>"_html << fill(context.t("Anda memblokir {perusahaan}"), {{"perusahaan", known->employer_name}}) << "</h1>"_html;
            write_lift_button(out, context, *known);
        } else {
            out << "<h1>"_html << fill(context.t("Blokir {perusahaan}?"), {{"perusahaan", vacancy->employer_name}}) << "</h1>"_html;
            write_what_follows(out, context);
            html::post_button(out, context, block_href(vacancy->id), context.t("Blokir perusahaan ini"), html::ButtonKind::warning);
        }
        html::link_button(out, context.t("Kembali ke lowongannya"), "/lowongan/" + vacancy->id.text(), html::ButtonKind::secondary);
        auto frame = frame_for(*reader, std::string(context.t("Blokir perusahaan")), block_href(vacancy->id));
        frame.back_href = "/saran";
        return http::page(html::document(context, frame, out));
    });
}

http::Response post_block(const http::Request& request, Context& context) {
    const auto reader = context.platform.database.read([&](sql::Transaction& tx) { return reader_of(tx, request, context); });
    if (!reader) return no_file(context);
    const auto done = context.platform.database.write(
        [&](sql::Transaction& tx) { return block_employer(tx, context, reader->application, request.path_id<vacancies::VacancyId>(0)); });
    if (!done) return done.error() == FitRefusal::no_such_vacancy ? no_such_vacancy(context) : nobody_yet(context, *reader, done.error());
    return http::see_other(std::string(list_path) + "?baru=" + done->employer.text());
}

http::Response get_list(const http::Request& request, Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto reader = reader_of(tx, request, context);
        if (!reader) return no_file(context);
        const auto blocks = blocked_employers(tx, context, reader->application);
        Markup out;
        const auto newest = employers::EmployerId::parse(request.query.text("baru")).value_or(employers::EmployerId{});
        if (const auto* one = block_of(blocks, newest))
            html::notice(out, html::Tone::good, fill(context.t("{perusahaan} diblokir"), {{"perusahaan", one->employer_name}}),
                         context.t("Lamaran yang sudah Anda kirim tetap berjalan. Tarik di Lamaran saya bila tidak ingin diteruskan."));
        if (request.query.has("dibuka"))
            html::notice(out, html::Tone::good, context.t("Blokir dibuka"), context.t("Lowongannya dapat disarankan lagi mulai sekarang."));
        out << "<h1>"_html << context.t("Perusahaan yang Anda blokir") << "</h1>"_html;
        if (blocks.empty()) {
            html::empty_state(out, context.t("Perusahaan yang tidak ingin Anda lihat dalam saran tampil di sini."),
                              context.t("Blokir dari halaman lowongannya atau dari saran."));
        } else {
            out << "<p>"_html << context.t("Tidak disarankan kepada Anda dan tidak menemukan Anda. Perusahaan tidak diberi tahu.")
                << "</p>"_html;
            for (const auto& one : blocks) {
                out << "<section class=\"panel\"><h2>"_html << one.employer_name << "</h2><p class=\"muted\">"_html
                    << fill(context.t("Diblokir sejak {tanggal}"),
                            {{"tanggal", long_date(context.language, one.at.in(reader->office.zone).date)}})
                    << "</p>"_html;
                write_lift_button(out, context, one);
                out << "</section>"_html;
            }
        }
        out << "<p>"_html;
        html::link_button(out, context.t("Lihat saran untuk saya"), "/saran", html::ButtonKind::secondary);
        html::link_button(out, context.t("Lamaran saya"), "/lamaran", html::ButtonKind::secondary);
        out << "</p>"_html;
        auto frame = frame_for(*reader, std::string(context.t("Perusahaan yang Anda blokir")), std::string(list_path));
        frame.back_href = "/profil-kerja";
        return http::page(html::document(context, frame, out));
    });
}

http::Response post_lift(const http::Request& request, Context& context) {
    const auto reader = context.platform.database.read([&](sql::Transaction& tx) { return reader_of(tx, request, context); });
    if (!reader) return no_file(context);
    const auto done = context.platform.database.write([&](sql::Transaction& tx) {
        return unblock_employer(tx, context, reader->application, request.path_id<employers::EmployerId>(0));
    });
    return http::see_other(std::string(list_path) + (done ? "?dibuka=1" : ""));
}

void write_vacancy_part(Markup& out, sql::Transaction& tx, const Context& context, std::int64_t subject) {
    if (context.actor.kind != ActorKind::applicant) return;
    const auto vacancy = vacancies::find_vacancy(tx, context, vacancies::VacancyId{subject});
    if (!vacancy) return;
    const auto blocks = blocked_employers(tx, context, {context.actor.applicant});
    const auto* known = block_of(blocks, vacancy->employer);
    if (known == nullptr) {
        write_block_link(out, context, *vacancy);
        return;
    }
    Markup body;
    body << "<p>"_html << context.t("Lowongannya tidak disarankan kepada Anda, dan perusahaan ini tidak menemukan Anda.") << "</p>"_html;
    write_lift_button(body, context, *known);
    html::notice(out, html::Tone::info, fill(context.t("Anda memblokir {perusahaan}"), {{"perusahaan", known->employer_name}}), body);
}

}  // namespace

std::string block_href(vacancies::VacancyId id) { return "/lowongan/" + id.text() + "/blokir"; }

void write_block_link(Markup& out, const Context& context, const vacancies::Vacancy& vacancy) {
    out << "<p><a class=\"muted\""_html;
    out.attribute("href"_html, block_href(vacancy.id));
    out << ">"_html << fill(context.t("Jangan sarankan {perusahaan}"), {{"perusahaan", vacancy.employer_name}}) << "</a></p>"_html;
}

void add_block_part() { html::add_part("vacancy", write_vacancy_part); }

std::vector<http::Route> block_routes() {
    using enum http::Method;
    using http::Rate;
    constexpr auto own = Permission::hold_application;
    return {{get, "/lowongan/{vacancy}/blokir", get_block, own},
            {post, "/lowongan/{vacancy}/blokir", post_block, own, Rate::write, form_max},
            {get, "/profil-kerja/blokir", get_list, own},
            {post, "/profil-kerja/blokir/{employer}/buka", post_lift, own, Rate::write, form_max}};
}

}  // namespace matching
