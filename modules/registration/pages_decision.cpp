#include <algorithm>

#include "base/text.hpp"
#include "modules/office/actions.hpp"
#include "modules/registration/catalogue.hpp"
#include "modules/registration/pages.hpp"
#include "modules/registration/pages_desk.hpp"
#include "modules/registration/text.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// What a clerk asks to be corrected, and what a clerk refuses in writing.
namespace registration {

namespace {

constexpr std::string_view markable[] = {"nik",
                                         "name",
                                         "birth_place",
                                         "birth_date",
                                         "sex",
                                         "phone",
                                         "address",
                                         "village_code",
                                         "education.level",
                                         "education.major",
                                         "education.school",
                                         "education.year",
                                         "diploma_name_same",
                                         "skills",
                                         "desired_occupations"};

std::vector<std::string> fields_of(const DeskFile& file) {
    std::vector<std::string> fields(std::begin(markable), std::end(markable));
    for (const auto& one : file.papers) fields.push_back("document." + one.kind);
    return fields;
}

std::string field_name(const Context& context, const DeskFile& file, std::string_view field) {
    constexpr std::string_view document = "document.";
    if (field.starts_with(document)) return paper_label(context, file.papers, field.substr(document.size()));
    return std::string(context.t(field_label(field)));
}

int version_in(const http::Request& request) {
    const auto version = Id<struct VersionTag>::parse(request.form.text("versi"));
    return version ? static_cast<int>(version->value) : 0;
}

std::optional<int> if_version(const http::Request& request) {
    const int version = version_in(request);
    if (version == 0) return {};
    return version;
}

// A doubt of the pre-check is offered as it is likely to be asked for.
std::string usual_reason(std::string_view field) {
    if (field == "document.photo") return "photo_unfit";
    if (field.starts_with("document.")) return "missing";
    if (field.starts_with("education.") || field == "diploma_name_same") return "differs_from_diploma";
    return "differs_from_ktp";
}

http::Response marks_page(const http::Request& request, const Context& context, const DeskFile& file, const html::FormState& state,
                          int status) {
    const auto chosen = state.typed.all("field");
    const bool sent = state.typed.has("versi");
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << fill(context.t("Apa yang perlu diperbaiki {nama}?"), {{"nama", file.application.answers.name}}) << "</h1><p>"_html
        << context.t("Beri tanda pada isian yang perlu. Hanya isian itu yang terbuka lagi di ponsel orangnya; nomor antreannya tetap.")
        << "</p>"_html;
    html::form_open(out, context, file.href("perbaikan"));
    html::hidden(out, "versi", std::to_string(file.application.version));
    html::table_open(out, context.t("Isian dan dokumen"),
                     {{context.t("Tanda")}, {context.t("Sekarang")}, {context.t("Alasan")}, {context.t("Catatan untuk orangnya")}});
    bool first_field = true;
    for (const auto& field : fields_of(file)) {
        const auto name = field_name(context, file, field);
        const bool doubtful = std::ranges::any_of(file.warnings, [&](const Warning& one) { return one.field == field; });
        const bool is_marked = sent ? std::ranges::find(chosen, field) != chosen.end() : false;
        const auto reason = sent ? state.value("reason." + field) : usual_reason(field);
        const auto id = first_field ? std::string("field") : "field-" + field;
        first_field = false;
        if (doubtful)
            out << "<tr class=\"doubtful\"><th scope=\"row\">"_html;
        else
            out << "<tr><th scope=\"row\">"_html;
        out << "<span class=\"govuk-checkboxes govuk-checkboxes--small\"><span class=\"govuk-checkboxes__item\"><input class=\"govuk-checkboxes__input\" type=\"checkbox\" name=\"field\""_html;
        out.attribute("id"_html, id).attribute("value"_html, field);
        if (is_marked) out << " checked"_html;
        out << "><label class=\"govuk-label govuk-checkboxes__label\""_html;
        out.attribute("for"_html, id);
        out << ">"_html << name << "</label></span></span></th><td>"_html << shown_answer(context, file.application.answers, field);
        for (const auto& one : file.warnings)
            if (one.field == field) out << "<div class=\"doubt muted\">"_html << one.sentence << "</div>"_html;
        out << "</td><td><select class=\"govuk-select\""_html;
        out.attribute("name"_html, "reason." + field)
            .attribute("aria-label"_html, fill(context.t("Alasan untuk {isian}"), {{"isian", name}}));
        out << ">"_html;
        for (const auto& one : mark_reasons()) {
            out << "<option"_html;
            out.attribute("value"_html, one.code);
            if (one.code == reason) out << " selected"_html;
            out << ">"_html << context.t(one.sentence) << "</option>"_html;
        }
        out << "</select></td><td><input class=\"govuk-input\" type=\"text\" maxlength=\"300\" autocomplete=\"off\""_html;
        out.attribute("name"_html, "note." + field).attribute("value"_html, state.value("note." + field));
        out.attribute("aria-label"_html, fill(context.t("Catatan untuk {isian}"), {{"isian", name}}));
        out << "></td></tr>"_html;
    }
    html::table_close(out);
    out << "<div class=\"toolbar toolbar-foot\">"_html;
    html::button(out, context.t("Minta perbaikan"), html::ButtonKind::primary, "Ctrl+Enter");
    out << "&ensp;"_html;
    html::link_button(out, context.t("Batal"), file.href(), html::ButtonKind::secondary, "F9");
    out << "</div>"_html;
    html::form_close(out);
    auto frame = desk_frame(file.office, std::string(context.t("Perlu perbaikan")), request.path, file.application.training);
    const auto back = file.href();
    frame.back_href = back;
    return http::page(html::document(context, frame, out), status);
}

http::Response get_marks(const http::Request& request, Context& context) {
    const auto file = desk_file(context, request.path_id<ApplicationId>(0), "decision");
    if (!file) return no_such_file(context);
    return marks_page(request, context, *file, {}, 200);
}

http::Response post_marks(const http::Request& request, Context& context) {
    const auto file = desk_file(context, request.path_id<ApplicationId>(0), "decision");
    if (!file) return no_such_file(context);
    std::vector<Mark> marks;
    for (const auto& field : request.form.all("field"))
        marks.push_back({field, request.form.text("reason." + field), request.form.text("note." + field)});
    const auto done = context.platform.database.write(
        [&](sql::Transaction& tx) { return ask_for_correction(tx, context, file->application.id, marks, if_version(request)); });
    if (done) return http::see_other(file->href());
    if (page_status(done.error()) != 422) return refused_at_file(request, context, file->application.id, done.error());
    html::FormState state{.typed = request.form, .errors = {}};
    state.refuse("field", marks.empty() ? context.t("Beri tanda pada isian yang perlu diperbaiki.")
                                        : context.t("Tuliskan catatan untuk setiap alasan “Lihat catatan petugas”."));
    return marks_page(request, context, *file, state, 422);
}

http::Response refusal_page(const http::Request& request, const Context& context, const DeskFile& file, const html::FormState& state,
                            int status) {
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << fill(context.t("Tolak permohonan {nama}"), {{"nama", file.application.answers.name}}) << "</h1><p>"_html
        << context.t("Orangnya menerima surat dengan alasan, dasar hukum, dan cara berkeberatan.") << "</p>"_html;
    html::form_open(out, context, file.href("tolak"));
    html::hidden(out, "versi", std::to_string(file.application.version));
    std::vector<html::Option> options;
    for (const auto& one : refusal_reasons())
        options.push_back({std::string(one.code), std::string(context.t(one.sentence)), std::string(context.t(one.legal_basis))});
    html::radios(out, context,
                 {.name = "alasan", .label = context.t("Alasan"), .value = state.value("alasan"), .error = state.error("alasan")}, options);
    html::text_area(out, context,
                    {.name = "catatan",
                     .label = context.t("Uraian untuk surat"),
                     .hint = context.t("Apa yang kurang, dan apa yang bisa dilakukan orangnya"),
                     .value = state.value("catatan"),
                     .error = state.error("catatan"),
                     .max_length = 1000},
                    3);
    const auto objection = context.platform.database.read(
        [&](sql::Transaction& tx) { return office::parameter(tx, file.office.id, "objection_days", file.today); });
    out << "<p class=\"muted\">"_html << objection_text(context.language, objection.number(), objection.legal_basis)
        << "</p><div class=\"toolbar toolbar-foot\">"_html;
    html::button(out, context.t("Tolak dan buat surat"), html::ButtonKind::warning, "Ctrl+Enter");
    out << "&ensp;"_html;
    html::link_button(out, context.t("Batal"), file.href(), html::ButtonKind::secondary, "F9");
    out << "</div>"_html;
    html::form_close(out);
    auto frame = desk_frame(file.office, std::string(context.t("Tolak permohonan")), request.path, file.application.training);
    const auto back = file.href();
    frame.back_href = back;
    return http::page(html::document(context, frame, out), status);
}

http::Response get_refusal(const http::Request& request, Context& context) {
    const auto file = desk_file(context, request.path_id<ApplicationId>(0), "decision");
    if (!file) return no_such_file(context);
    return refusal_page(request, context, *file, {}, 200);
}

http::Response post_refusal(const http::Request& request, Context& context) {
    const auto file = desk_file(context, request.path_id<ApplicationId>(0), "decision");
    if (!file) return no_such_file(context);
    const auto reason = request.form.text("alasan");
    const auto done = context.platform.database.write([&](sql::Transaction& tx) {
        return refuse(tx, context, file->application.id, reason, request.form.text("catatan"), if_version(request));
    });
    if (done) return http::see_other(file->href());
    if (page_status(done.error()) != 422) return refused_at_file(request, context, file->application.id, done.error());
    html::FormState state{.typed = request.form, .errors = {}};
    if (find_refusal_reason(reason))
        state.refuse("catatan", context.t("Alasan ini perlu diuraikan dalam surat."));
    else
        state.refuse("alasan", context.t("Pilih alasan penolakan."));
    return refusal_page(request, context, *file, state, 422);
}

http::Response get_letter(const http::Request& request, Context& context) {
    auto made = render_refusal_letter(context, request.path_id<ApplicationId>(0));
    if (!made) return no_such_file(context);
    return inline_pdf(std::move(*made), "surat-penolakan.pdf");
}

http::Response get_intake_sheet(const http::Request& request, Context& context) {
    auto made = render_intake(context, request.path_id<ApplicationId>(0));
    if (!made) return no_such_file(context);
    return inline_pdf(std::move(*made), "ak2.pdf");
}

}  // namespace

std::vector<http::Route> decision_routes() {
    using enum http::Method;
    using http::Rate;
    constexpr std::size_t small = 64 * 1024;
    return {
        {get, "/loket/berkas/{application}/perbaikan", get_marks, Permission::decide_application},
        {post, "/loket/berkas/{application}/perbaikan", post_marks, Permission::decide_application, Rate::write, small},
        {get, "/loket/berkas/{application}/tolak", get_refusal, Permission::decide_application},
        {post, "/loket/berkas/{application}/tolak", post_refusal, Permission::decide_application, Rate::write, small},
        {get, "/loket/berkas/{application}/surat.pdf", get_letter, Permission::see_person},
        {get, "/loket/berkas/{application}/ak2.pdf", get_intake_sheet, Permission::see_person},
    };
}

}  // namespace registration
