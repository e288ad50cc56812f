#include "modules/employers/actions_compliance.hpp"
#include "modules/employers/actions_local.hpp"
#include "modules/employers/actions_own.hpp"
#include "modules/employers/actions_warning.hpp"
#include "modules/employers/pages.hpp"
#include "modules/employers/pages_compliance.hpp"
#include "modules/employers/pages_pieces.hpp"
#include "modules/employers/pages_task.hpp"
#include "modules/office/actions.hpp"
#include "platform/html/parts.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// The company's own desk: how it stands, what comes next, its record, and what the office asks.
namespace employers {

namespace {

struct Desk {
    Employer employer;
    office::Office office;
    std::optional<NameChange> change;
    Compliance compliance;
    std::vector<Warning> warnings;
    bool has_exemption{};  // a local rule with a way out is in force
};

std::optional<Desk> desk_of(const Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) -> std::optional<Desk> {
        auto employer = own_employer(tx, context);
        if (!employer) return {};
        auto office = office::find_office(tx, employer->office);
        if (!office) return {};
        auto change = waiting_change(tx, context, *employer);
        auto compliance = compliance_of(tx, context, *employer);
        auto warnings = warnings_of(tx, context, *employer);
        const auto rule = local_rule(tx, office->id, context.local(office->zone).date);
        return Desk{std::move(*employer),  std::move(*office),  std::move(change),
                    std::move(compliance), std::move(warnings), rule.is_on && rule.has_exemption};
    });
}

http::Response no_company(const Context& context) {
    return not_there(context, context.t("Akun ini belum dihubungkan dengan sebuah perusahaan"),
                     context.t("Kantor memeriksa perusahaan Anda dan menghubungkan akun ini. Hubungi kantor, lalu buka halaman ini lagi."),
                     context.t("Ke akun saya"), "/akun");
}

void write_next(Markup& out, const Context& context, const Desk& desk) {
    switch (desk.employer.state) {
        case EmployerState::submitted:
            html::notice(out, html::Tone::info, context.t("Petugas menelepon untuk memastikan"),
                         context.t("Lowongan yang Anda tulis tampil kepada umum setelah itu."));
            return;
        case EmployerState::suspended:
            html::notice(out, html::Tone::danger, context.t("Perusahaan ini ditangguhkan"),
                         fill(context.t("Alasan: {alasan}. Lowongan Anda tidak tampil. Hubungi {kantor}."),
                              {{"alasan", desk.employer.refusal_reason}, {"kantor", desk.office.name}}));
            return;
        case EmployerState::refused:
        case EmployerState::verified: break;
    }
    if (desk.change)
        html::notice(out, html::Tone::info, context.t("Nama atau NIB baru sedang diperiksa"),
                     fill(context.t("{nama} menggantikan nama lama setelah petugas melihatnya."), {{"nama", desk.change->name}}));
}

http::Response get_home(const http::Request& request, Context& context) {
    const auto desk = desk_of(context);
    if (!desk) return no_company(context);
    Markup out;
    if (request.query.has("tersimpan")) html::notice(out, html::Tone::good, context.t("Tersimpan"), "");
    if (request.query.has("terjawab")) html::notice(out, html::Tone::good, context.t("Jawaban Anda sampai di kantor"), "");
    out << "<h1>"_html << desk->employer.name << "</h1><p>"_html;
    write_state(out, context, desk->employer.state);
    out << "</p>"_html;
    write_next(out, context, *desk);
    Markup todo;
    for (const auto& warning : desk->warnings) {
        const auto path = "/perusahaan/penjelasan/" + warning.id.text();
        const auto matter = std::string(context.t(label(warning.matter)));
        if (warning.state == WarningState::draft)
            write_task(todo, {path, "message-square", std::string(context.t("Jawab pertanyaan kantor")),
                              fill(context.t("{hal}, paling lambat {hari}"),
                                   {{"hal", matter}, {"hari", long_date(context.language, warning.answer_until)}})});
        if (warning.state == WarningState::sent)
            write_task(todo,
                       {path, "file-text", fill(context.t("Baca peringatan tertulis {tingkat}"), {{"tingkat", level_words(warning.level)}}),
                        fill(context.t("{hal}, berlaku sampai {hari}"),
                             {{"hal", matter}, {"hari", long_date(context.language, *warning.valid_until)}})});
    }
    todo << context.platform.database.read(
        [&](sql::Transaction& tx) { return html::parts(task_place, tx, context, desk->employer.id.value); });
    if (!todo.empty()) out << "<h2>"_html << context.t("Yang perlu dikerjakan") << "</h2><ul class=\"ways\">"_html << todo << "</ul>"_html;
    out << "<h2>"_html << context.t("Keadaan perusahaan Anda") << "</h2>"_html;
    write_compliance(out, context, desk->compliance, desk->office);
    out << "<h2>"_html << context.t("Data perusahaan") << "</h2>"_html;
    std::vector<html::Line> lines{
        {std::string(context.t("NIB")), desk->employer.nib.empty() ? std::string(context.t("Tidak ada")) : desk->employer.nib, ""},
        {std::string(context.t("Bidang usaha")), industry_words(desk->employer), ""},
        {std::string(context.t("Kepemilikan")), std::string(context.t(label(desk->employer.ownership))), ""},
        {std::string(context.t("Ukuran")), std::string(context.t(label(desk->employer.size))), ""},
        {std::string(context.t("Alamat tempat kerja")), desk->employer.address, ""},
        {std::string(context.t("Yang dihubungi")), desk->employer.contact_name + ", " + phone_words(desk->employer.contact_phone), ""}};
    html::summary_list(out, context, lines);
    html::link_button(out, context.t("Ubah data perusahaan"), "/perusahaan/profil", html::ButtonKind::secondary);
    if (desk->has_exemption) {
        out << " "_html;
        html::link_button(out, context.t("Keahlian tidak tersedia setempat"), "/perusahaan/pengecualian", html::ButtonKind::secondary);
    }
    return http::page(html::document(context, desk_frame(desk->office, desk->employer.name, "/perusahaan"), out));
}

http::Response profile_page(const Context& context, const Desk& desk, const html::FormState& state, int status = 200) {
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Data perusahaan") << "</h1>"_html;
    auto shown = desk.employer;
    if (desk.change) {
        html::notice(out, html::Tone::info, context.t("Nama atau NIB baru sedang diperiksa"),
                     context.t("Simpan nama lama untuk menarik permintaan itu."));
        shown.name = desk.change->name;
        shown.nib = desk.change->nib;
    }
    html::form_open(out, context, "/perusahaan/profil");
    html::hidden(out, "versi", std::to_string(desk.employer.version));
    write_company_fields(out, context, shown, state, Form::own);
    html::button(out, context.t("Simpan"), html::ButtonKind::primary, "Ctrl+Enter");
    html::form_close(out);
    auto frame = desk_frame(desk.office, std::string(context.t("Data perusahaan")), "/perusahaan/profil");
    frame.back_href = "/perusahaan";
    return http::page(html::document(context, frame, out), status);
}

http::Response get_profile(const http::Request&, Context& context) {
    const auto desk = desk_of(context);
    return desk ? profile_page(context, *desk, {}) : no_company(context);
}

http::Response post_profile(const http::Request& request, Context& context) {
    const auto desk = desk_of(context);
    if (!desk) return no_company(context);
    html::FormState state{request.form, {}};
    auto typed = typed_company(context, state, desk->employer, Form::own);
    typed.version = typed_number(state.value("versi"));
    if (!state.ok()) return profile_page(context, *desk, state, 422);
    const auto done = context.platform.database.write([&](sql::Transaction& tx) { return change_profile(tx, context, typed); });
    if (done) return http::see_other("/perusahaan?tersimpan=1");
    refuse(context, state, done.error());
    return profile_page(context, *desk, state, done.error() == Refusal::changed_meanwhile ? 409 : 422);
}

std::optional<Warning> seen_warning(const http::Request& request, const Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) { return find_warning(tx, context, request.path_id<WarningId>(0)); });
}

http::Response question_page(const Context& context, const Desk& desk, const Warning& warning, const html::FormState& state,
                             int status = 200) {
    Markup out;
    html::error_summary(out, context, state);
    write_question(out, context, warning);
    if (warning.state == WarningState::sent)
        out << "<p>"_html << context.t("Tidak sependapat?") << " <a href=\"/kantor/"_html << desk.office.code << "/pengaduan\">"_html
            << context.t("Ajukan keberatan") << "</a>, "_html
            << fill(context.t("dan sebut nomor {nomor}."), {{"nomor", warning.letter_number}}) << "</p>"_html;
    if (warning.state == WarningState::draft || warning.state == WarningState::answered) {
        html::form_open(out, context, "/perusahaan/penjelasan/" + warning.id.text());
        html::hidden(out, "versi", std::to_string(warning.version));
        html::text_area(out, context,
                        {.name = "jawaban",
                         .label = context.t("Penjelasan Anda"),
                         .hint = context.t("Misalnya: lowongan sudah diisi, dibatalkan, atau tidak pernah dibuka."),
                         .value = state.typed.has("jawaban") ? state.value("jawaban") : warning.answer,
                         .error = state.error("jawaban"),
                         .max_length = 2000},
                        6);
        html::button(out, context.t("Kirim penjelasan"));
        html::form_close(out);
    }
    auto frame = desk_frame(desk.office, std::string(context.t("Pertanyaan kantor")), "/perusahaan/penjelasan/" + warning.id.text());
    frame.back_href = "/perusahaan";
    return http::page(html::document(context, frame, out), status);
}

http::Response no_question(const Context& context) {
    return not_there(context, context.t("Pertanyaan ini tidak ditemukan"), context.t(sentence(WarningRefusal::no_such_warning)),
                     context.t("Ke halaman perusahaan"), "/perusahaan");
}

http::Response get_question(const http::Request& request, Context& context) {
    const auto desk = desk_of(context);
    if (!desk) return no_company(context);
    const auto warning = seen_warning(request, context);
    return warning ? question_page(context, *desk, *warning, {}) : no_question(context);
}

http::Response post_question(const http::Request& request, Context& context) {
    const auto desk = desk_of(context);
    if (!desk) return no_company(context);
    const auto warning = seen_warning(request, context);
    if (!warning) return no_question(context);
    html::FormState state{request.form, {}};
    const auto done = context.platform.database.write([&](sql::Transaction& tx) {
        return answer_question(tx, context, warning->id, typed_number(state.value("versi")), state.value("jawaban"));
    });
    if (done) return http::see_other("/perusahaan?terjawab=1");
    state.refuse("jawaban", context.t(sentence(done.error())));
    return question_page(context, *desk, *warning, state, done.error() == WarningRefusal::changed_meanwhile ? 409 : 422);
}

}  // namespace

std::vector<http::Route> home_routes() {
    using enum http::Method;
    return {{get, "/perusahaan", get_home, Permission::employer},
            {get, "/perusahaan/profil", get_profile, Permission::employer},
            {post, "/perusahaan/profil", post_profile, Permission::employer, http::Rate::write},
            {get, "/perusahaan/penjelasan/{id}", get_question, Permission::employer},
            {post, "/perusahaan/penjelasan/{id}", post_question, Permission::employer, http::Rate::write}};
}

}  // namespace employers
