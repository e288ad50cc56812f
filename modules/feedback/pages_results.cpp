#include "base/text.hpp"
#include "modules/feedback/pages.hpp"
#include "modules/feedback/pages_pieces.hpp"
#include "modules/office/actions.hpp"
#include "platform/sql/sql.hpp"

// What the manager reads: the index by period and service, and the complaints that wait for an answer.
namespace feedback {

namespace {

using html::FormState;

constexpr std::size_t form_bytes = 32 * 1024;

std::optional<office::Office> own_office(sql::Transaction& tx, const Context& context) {
    if (!context.actor.office) return {};
    return office::find_office(tx, context.actor.office);
}

http::Response no_office(const Context& context) {
    return http::page(
        html::message_document(context, context.t("Akun ini tidak bekerja untuk sebuah kantor"),
                               context.t("Hasil survei dan pengaduan dibuka oleh manajer kantornya."), context.t("Ke halaman awal"), "/"),
        404);
}

http::Response shown(const Context& context, const office::Office& office, std::string title, std::string path, std::string_view back,
                     const Markup& out, int status = 200) {
    html::Frame frame;
    frame.title = std::move(title);
    frame.density = html::Density::desk;
    frame.office_name = office.name;
    frame.office_href = "/loket";
    frame.scripts = {"desk"};
    frame.current_path = std::move(path);
    frame.back_href = back;
    return http::page(html::document(context, frame, out), status);
}

void write_tabs(Markup& out, const Context& context, std::string_view chosen) {
    out << "<nav class=\"pages\""_html;
    out.attribute("aria-label"_html, context.t("Suara orang"));
    out << ">"_html;
    for (const auto& [path, word] :
         {std::pair{std::string_view("/atur/survei"), msg("Survei")}, {std::string_view("/atur/pengaduan"), msg("Pengaduan")}}) {
        out << "<a"_html;
        out.attribute("href"_html, path);
        if (path == chosen) out << " aria-current=\"page\""_html;
        out << ">"_html << context.t(word) << "</a>"_html;
    }
    out << "</nav>"_html;
}

http::Response get_results(const http::Request& request, Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto office = own_office(tx, context);
        if (!office) return no_office(context);
        const auto today = context.local(office->zone).date;
        const auto chosen = parse_period(request.query.text("masa")).value_or(*parse_period(std::to_string(today.year())));
        Markup out;
        out << "<div class=\"letterhead\"><p><strong>"_html << office->government << "</strong><br><strong>"_html << office->name
            << "</strong><br>"_html << office->address << "</p></div>"_html;
        out << "<h1>"_html << context.t("Kepuasan masyarakat (SKM)") << "</h1>"_html;
        write_tabs(out, context, "/atur/survei");
        std::vector<html::Option> options;
        for (const int year : {today.year(), today.year() - 1})
            for (const auto& one : periods_of(year)) options.push_back({one.code, name_of(context, one), ""});
        out << "<form method=\"get\" action=\"/atur/survei\" class=\"toolbar no-print\">"_html;
        html::select(out, context, {.name = "masa", .label = context.t("Masa survei"), .value = chosen.code}, options);
        html::button(out, context.t("Tampilkan"), html::ButtonKind::secondary);
        out << "<button type=\"button\" class=\"button button--secondary\" hidden data-print data-key=\"F2\">"_html << context.t("Cetak")
            << "<kbd>F2</kbd></button></form>"_html;
        const auto all = results(tx, context, office->id, chosen);
        out << "<h2>"_html << name_of(context, chosen) << "</h2><div class=\"side-by-side\"><div>"_html;
        write_index(out, context, all);
        out << "</div><div>"_html;
        write_services(out, context, tx, office->id, all);
        if (!all.remarks.empty()) {
            out << "<h2>"_html << context.t("Saran") << "</h2><ul>"_html;
            for (const auto& one : all.remarks) out << "<li>"_html << one << "</li>"_html;
            out << "</ul>"_html;
        }
        out << "</div></div><p class=\"no-print\"><a href=\"/atur/survei/kata\">"_html << context.t("Ubah kalimat pertanyaan")
            << "</a> · <a href=\"/atur/ketentuan/survey_grade_a_from\">"_html << context.t("Ubah batas mutu") << "</a> · <a"_html;
        out.attribute("href"_html, "/kantor/" + office->code + "/survei");
        out << ">"_html << context.t("Seperti dilihat umum") << "</a></p>"_html;
        return shown(context, *office, std::string(context.t("Kepuasan masyarakat (SKM)")), "/atur/survei", "", out);
    });
}

void write_state(Markup& out, const Context& context, const Complaint& one, Date today) {
    if (one.state != ComplaintState::answered && one.promised_on < today)
        html::tag(out, html::Tone::danger, context.t("Terlambat"));
    else
        html::tag(out,
                  one.state == ComplaintState::answered   ? html::Tone::good
                  : one.state == ComplaintState::received ? html::Tone::warning
                                                          : html::Tone::info,
                  context.t(label(one.state)));
}

http::Response get_complaints(const http::Request& request, Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto office = own_office(tx, context);
        if (!office) return no_office(context);
        const auto today = context.local(office->zone).date;
        Markup out;
        if (request.query.has("dijawab"))
            html::notice(out, html::Tone::good, context.t("Jawaban tersimpan"),
                         context.t("Orangnya diberi tahu bila meninggalkan nomor atau alamat."));
        out << "<h1>"_html << context.t("Pengaduan") << "</h1>"_html;
        write_tabs(out, context, "/atur/pengaduan");
        for (const bool answered : {false, true}) {
            const auto list = complaints(tx, context, office->id, answered);
            if (list.empty()) {
                if (!answered)
                    html::empty_state(out, context.t("Tidak ada pengaduan yang menunggu jawaban."),
                                      context.t("Pengaduan dari halaman kantor tampil di sini dengan tanggal janjinya."));
                continue;
            }
            html::table_open(out, answered ? context.t("Sudah dijawab") : context.t("Menunggu jawaban"),
                             {{context.t("Nomor")},
                              {context.t("Layanan")},
                              {context.t("Diterima")},
                              {context.t("Dijanjikan")},
                              {context.t("Keadaan")},
                              {context.t("Tindakan")}});
            for (const auto& one : list) {
                out << "<tr><th scope=\"row\">"_html << one.number << "</th><td>"_html
                    << (one.service.empty() ? std::string(context.t("Umum")) : service_name(context, tx, office->id, one.service))
                    << "</td><td>"_html << short_date(context.language, one.received_at.in(office->zone).date) << "</td><td>"_html
                    << short_date(context.language, one.promised_on) << "</td><td>"_html;
                write_state(out, context, one, today);
                out << "</td><td><a"_html;
                out.attribute("href"_html, "/atur/pengaduan/" + one.id.text());
                out << ">"_html << (answered ? context.t("Buka") : context.t("Jawab")) << "<span class=\"govuk-visually-hidden\"> "_html
                    << one.number << "</span></a></td></tr>"_html;
            }
            html::table_close(out);
        }
        return shown(context, *office, std::string(context.t("Pengaduan")), "/atur/pengaduan", "", out);
    });
}

http::Response complaint_page(const Context& context, ComplaintId id, const FormState& state, const std::optional<Contact>& contact,
                              int status) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto office = own_office(tx, context);
        if (!office) return no_office(context);
        const auto complaint = complaint_at(tx, context, id);
        if (!complaint) return http::see_other("/atur/pengaduan");
        const auto path = "/atur/pengaduan/" + id.text();
        Markup out;
        html::error_summary(out, context, state);
        out << "<h1>"_html << complaint->number << "</h1><div class=\"side-by-side\"><div class=\"panel\"><h2>"_html
            << (complaint->service.empty() ? std::string(context.t("Umum")) : service_name(context, tx, office->id, complaint->service))
            << " "_html;
        write_state(out, context, *complaint, context.local(office->zone).date);
        out << "</h2>"_html;
        for (const auto& line : text::split(complaint->body.reveal(), '\n')) out << "<p>"_html << line << "</p>"_html;
        html::summary_list(
            out, context,
            {{std::string(context.t("Diterima")), short_date(context.language, complaint->received_at.in(office->zone).date), ""},
             {std::string(context.t("Dijanjikan")), long_date(context.language, complaint->promised_on), ""}});
        if (contact) {
            html::summary_list(out, context,
                               {{std::string(context.t("Nama")), contact->name, ""},
                                {std::string(context.t("Ponsel")), contact->phone, ""},
                                {std::string(context.t("Surel")), contact->email, ""}});
        } else if (complaint->has_contact) {
            out << "<p class=\"muted\">"_html
                << context.t("Identitas pelapor tertutup. Membukanya dicatat dalam jurnal; jawaban sampai kepadanya tanpa dibuka.")
                << "</p>"_html;
            html::post_button(out, context, path + "/identitas", context.t("Buka identitas"), html::ButtonKind::warning);
        } else
            out << "<p class=\"muted\">"_html << context.t("Pelapor tidak menyebut nama.") << "</p>"_html;
        out << "</div><div class=\"panel\">"_html;
        if (complaint->state == ComplaintState::answered) {
            out << "<h2>"_html << context.t("Jawaban kantor") << "</h2>"_html;
            for (const auto& line : text::split(complaint->answer.reveal(), '\n')) out << "<p>"_html << line << "</p>"_html;
        } else {
            if (complaint->state == ComplaintState::received)
                html::post_button(out, context, path + "/mulai", context.t("Mulai ditangani"));
            html::form_open(out, context, path + "/jawaban");
            html::text_area(out, context,
                            {.name = "jawaban",
                             .label = context.t("Jawaban kantor"),
                             .hint = context.t("Dibaca pelapor dengan nomor dan kodenya. Jangan sebut nama orang."),
                             .value = state.value("jawaban"),
                             .error = state.error("jawaban"),
                             .max_length = static_cast<int>(body_max),
                             .spellcheck_off = false},
                            8);
            html::button(out, context.t("Kirim jawaban"));
            html::form_close(out);
        }
        out << "</div></div>"_html;
        return shown(context, *office, complaint->number, path, "/atur/pengaduan", out, status);
    });
}

http::Response get_complaint(const http::Request& request, Context& context) {
    return complaint_page(context, request.path_id<ComplaintId>(0), {}, {}, 200);
}

http::Response post_begin(const http::Request& request, Context& context) {
    const auto id = request.path_id<ComplaintId>(0);
    const auto done = context.platform.database.write([&](sql::Transaction& tx) { return begin_work(tx, context, id); });
    return http::see_other(done ? "/atur/pengaduan/" + id.text() : "/atur/pengaduan");
}

http::Response post_answer(const http::Request& request, Context& context) {
    const auto id = request.path_id<ComplaintId>(0);
    FormState state{.typed = request.form, .errors = {}};
    const auto words = text::clean_lines(state.value("jawaban"), body_max);
    const auto done =
        words ? context.platform.database.write([&](sql::Transaction& tx) { return answer_complaint(tx, context, id, text::trim(*words)); })
              : Result<Done, Refusal>(Refusal::words_too_long);
    if (done) return http::see_other("/atur/pengaduan?dijawab=1");
    if (done.error() == Refusal::no_such_complaint) return http::see_other("/atur/pengaduan");
    state.refuse("jawaban", done.error() == Refusal::words_missing ? context.t("Tulis jawabannya.") : context.t(sentence(done.error())));
    return complaint_page(context, id, state, {}, 422);
}

http::Response post_reveal(const http::Request& request, Context& context) {
    const auto id = request.path_id<ComplaintId>(0);
    const auto contact = context.platform.database.write([&](sql::Transaction& tx) { return reveal_contact(tx, context, id); });
    if (!contact) return http::see_other("/atur/pengaduan");
    return complaint_page(context, id, {}, *contact, 200);
}

}  // namespace

std::vector<http::Route> results_routes() {
    using enum http::Method;
    constexpr auto manage = Permission::manage_office;
    return {{get, "/atur/survei", get_results, manage},
            {get, "/atur/pengaduan", get_complaints, manage},
            {get, "/atur/pengaduan/{id}", get_complaint, manage},
            {post, "/atur/pengaduan/{id}/mulai", post_begin, manage, http::Rate::write},
            {post, "/atur/pengaduan/{id}/jawaban", post_answer, manage, http::Rate::write, form_bytes},
            {post, "/atur/pengaduan/{id}/identitas", post_reveal, manage, http::Rate::write}};
}

}  // namespace feedback
