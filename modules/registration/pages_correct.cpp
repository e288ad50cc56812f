#include "modules/registration/pages.hpp"
#include "modules/registration/pages_desk.hpp"
#include "platform/sql/sql.hpp"

// Answers corrected against the originals.
namespace registration {

namespace {

http::Response edit_page(const http::Request& request, const Context& context, const DeskFile& file, const html::FormState& state,
                         int status) {
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << fill(context.t("Betulkan isian {nama}"), {{"nama", file.application.answers.name}}) << "</h1><p>"_html
        << context.t("Tulis seperti di dokumen asli. Yang Anda ubah tercatat atas nama Anda.") << "</p>"_html;
    html::form_open(out, context, file.href("ubah"));
    html::hidden(out, "versi", std::to_string(file.application.version));
    write_answer_form(out, context, {file.office, file.religion_printed, file.marital_status_printed, true}, state);
    out << "<div class=\"toolbar toolbar-foot\">"_html;
    html::button(out, context.t("Simpan"), html::ButtonKind::primary, "Ctrl+Enter");
    out << "&ensp;"_html;
    html::link_button(out, context.t("Batal"), file.href(), html::ButtonKind::secondary, "F9");
    out << "</div>"_html;
    html::form_close(out);
    auto frame = desk_frame(file.office, std::string(context.t("Betulkan isian")), request.path, file.application.training);
    const auto back = file.href();
    frame.back_href = back;
    return http::page(html::document(context, frame, out), status);
}

http::Response get_edit(const http::Request& request, Context& context) {
    const auto file = desk_file(context, request.path_id<ApplicationId>(0), "counter");
    if (!file) return no_such_file(context);
    return edit_page(request, context, *file, state_from(typed_from(file->application.answers)), 200);
}

http::Response post_edit(const http::Request& request, Context& context) {
    const auto file = desk_file(context, request.path_id<ApplicationId>(0), "counter");
    if (!file) return no_such_file(context);
    const auto typed = typed_from_form(request.form, file->office.regency_code);
    const auto edited = context.platform.database.write(
        [&](sql::Transaction& tx) { return edit_at_counter(tx, context, file->application.id, typed, version_of(request)); });
    if (!edited) return refused_at_file(request, context, file->application.id, edited.error());
    if (edited->errors.empty()) return http::see_other(file->href());
    auto state = state_from(typed);
    refuse_unfit(state, context, edited->errors);
    return edit_page(request, context, *file, state, 422);
}

}  // namespace

std::vector<http::Route> correct_routes() {
    using enum http::Method;
    using http::Rate;
    constexpr std::size_t small = 64 * 1024;
    return {{get, "/loket/berkas/{application}/ubah", get_edit, Permission::edit_application},
            {post, "/loket/berkas/{application}/ubah", post_edit, Permission::edit_application, Rate::write, small}};
}

}  // namespace registration
