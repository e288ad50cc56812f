#include "base/text.hpp"
#include "modules/reference/actions.hpp"
#include "modules/registration/pages.hpp"
#include "modules/registration/pages_desk.hpp"
#include "modules/registration/text.hpp"
#include "platform/sql/sql.hpp"

// What the ministry's account (SIAPKerja) asks, copied one key at a time.
namespace registration {

namespace {

// The order in which the ministry's account asks: identity as on the KTP, address from the province down, contact,
// schooling, work wish. There is no public interface to send it to (docs/decisions).
constexpr std::string_view siapkerja_order[] = {"nik",
                                                "name",
                                                "birth_place",
                                                "birth_date",
                                                "sex",
                                                "marital_status",
                                                "religion",
                                                "phone",
                                                "province",
                                                "regency",
                                                "district",
                                                "village",
                                                "address",
                                                "education.level",
                                                "education.school",
                                                "education.major",
                                                "education.year",
                                                "skills",
                                                "employment_situation",
                                                "desired_occupations",
                                                "desired_place"};

std::string_view siapkerja_label(std::string_view field) {
    if (field == "province") return msg("Provinsi");
    if (field == "regency") return msg("Kabupaten atau kota");
    if (field == "district") return msg("Kecamatan");
    if (field == "village") return msg("Kelurahan atau desa");
    return field_label(field);
}

std::string siapkerja_value(const Context& context, const Answers& answers, std::string_view field) {
    const auto area = [&](std::size_t length) {
        if (answers.village_code.size() < length) return std::string();
        const auto found = reference::find_area(answers.village_code.substr(0, length));
        return found ? found->name : std::string();
    };
    if (field == "province") return area(2);
    if (field == "regency") return area(5);
    if (field == "district") return area(8);
    if (field == "village") return area(13);
    if (field == "birth_date" && answers.birth_date) {
        const auto iso = answers.birth_date->iso();
        return iso.substr(8, 2) + "/" + iso.substr(5, 2) + "/" + iso.substr(0, 4);
    }
    return shown_answer(context, answers, field);
}

http::Response siapkerja_page(const http::Request& request, const Context& context, const DeskFile& file, const html::FormState& state,
                              int status) {
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Salin ke SIAPKerja") << "</h1><p>"_html
        << context.t("Urutannya mengikuti isian SIAPKerja. Satu tombol menyalin isian berikutnya; tempel di sana dengan Ctrl+V.")
        << "</p>"_html;
    out << "<div class=\"side-by-side\"><section class=\"panel\" data-copy-panel><button type=\"button\" class=\"button\" data-key=\"F8\" data-copy-next>"_html
        << context.t("Salin berikutnya") << " <kbd aria-hidden=\"true\">F8</kbd></button><ol>"_html;
    for (const auto field : siapkerja_order) {
        const auto value = siapkerja_value(context, file.application.answers, field);
        if (value.empty()) continue;
        out << "<li"_html;
        out.attribute("data-copy"_html, value);
        out << "><span class=\"muted\">"_html << context.t(siapkerja_label(field)) << ":</span> "_html << value << "</li>"_html;
    }
    out << "</ol></section><section class=\"panel\">"_html;
    html::form_open(out, context, file.href("siapkerja"));
    html::text_field(out, context,
                     {.name = "nomor",
                      .label = context.t("Nomor di SIAPKerja"),
                      .hint = context.t("Disimpan pada berkas ini sebagai rujukan"),
                      .value = state.typed.has("nomor") ? state.value("nomor") : file.application.external_reference,
                      .error = state.error("nomor"),
                      .max_length = 60});
    html::button(out, context.t("Simpan nomor"), html::ButtonKind::primary, "Ctrl+Enter");
    html::form_close(out);
    out << "</section></div>"_html;
    auto frame = desk_frame(file.office, std::string(context.t("Salin ke SIAPKerja")), request.path, file.application.training);
    const auto back = file.href();
    frame.back_href = back;
    return http::page(html::document(context, frame, out), status);
}

http::Response get_siapkerja(const http::Request& request, Context& context) {
    const auto file = desk_file(context, request.path_id<ApplicationId>(0), "copy");
    if (!file) return no_such_file(context);
    return siapkerja_page(request, context, *file, {}, 200);
}

http::Response post_siapkerja(const http::Request& request, Context& context) {
    const auto file = desk_file(context, request.path_id<ApplicationId>(0), "copy");
    if (!file) return no_such_file(context);
    const auto kept = context.platform.database.write(
        [&](sql::Transaction& tx) { return keep_external_reference(tx, context, file->application.id, request.form.text("nomor")); });
    if (kept) return http::see_other(file->href());
    html::FormState state{.typed = request.form, .errors = {}};
    state.refuse("nomor", context.t(sentence(kept.error())));
    return siapkerja_page(request, context, *file, state, page_status(kept.error()));
}

}  // namespace

std::vector<http::Route> siapkerja_routes() {
    using enum http::Method;
    using http::Rate;
    constexpr std::size_t small = 64 * 1024;
    return {{get, "/loket/berkas/{application}/siapkerja", get_siapkerja, Permission::see_person},
            {post, "/loket/berkas/{application}/siapkerja", post_siapkerja, Permission::edit_application, Rate::write, small}};
}

}  // namespace registration
