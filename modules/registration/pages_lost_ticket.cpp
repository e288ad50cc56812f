#include "base/text.hpp"
#include "modules/registration/pages.hpp"
#include "modules/registration/pages_desk.hpp"
#include "modules/registration/text.hpp"
#include "platform/sql/sql.hpp"

// A lost ticket, another telephone.
namespace registration {

namespace {

struct NewTicket {
    std::string code;
    std::string told_phone;  // masked; "" = nobody was told
};

http::Response ticket_page(const http::Request& request, const Context& context, const DeskFile& file, const html::FormState& state,
                           const NewTicket* made, int status) {
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Tiket hilang atau ganti nomor telepon") << "</h1>"_html;
    if (made) {
        html::card_open(out, context.t("Kode tiket baru"));
        out << "<p class=\"card-code\">"_html << made->code << "</p><p class=\"card-next\">"_html
            << context.t("Tuliskan kode ini untuk orangnya. Semua tautan lama sudah mati.") << "</p>"_html;
        html::card_close(out);
        if (!made->told_phone.empty())
            html::notice(out, html::Tone::info, context.t("Nomor lama diberi tahu"),
                         fill(context.t("Pesan untuk {nomor} sudah masuk Pesan keluar: nomor pada berkas ini diganti hari ini."),
                              {{"nomor", made->told_phone}}));
        html::link_button(out, context.t("Kembali ke berkas"), file.href(), html::ButtonKind::primary, "Enter");
    } else {
        out << "<p>"_html << context.t("Cocokkan dulu KTP dengan orangnya. Kode baru mematikan semua tautan lama ke berkas ini.")
            << "</p>"_html;
        html::form_open(out, context, file.href("kode"));
        html::text_field(out, context,
                         {.name = "phone",
                          .label = context.t("Nomor telepon baru"),
                          .hint = context.t("Kosongkan jika nomornya tetap"),
                          .value = state.value("phone"),
                          .error = state.error("phone"),
                          .type = "tel",
                          .width = 20,
                          .optional = true});
        html::checkbox(out, context, {.name = "ktp", .label = context.t("KTP asli cocok dengan orangnya"), .error = state.error("ktp")},
                       state.typed.has("ktp"));
        html::button(out, context.t("Buat kode baru"), html::ButtonKind::primary, "Ctrl+Enter");
        html::form_close(out);
    }
    auto frame = desk_frame(file.office, std::string(context.t("Tiket hilang")), request.path, file.application.training);
    const auto back = file.href();
    frame.back_href = back;
    return http::page(html::document(context, frame, out), status);
}

http::Response get_ticket(const http::Request& request, Context& context) {
    const auto file = desk_file(context, request.path_id<ApplicationId>(0), "counter");
    if (!file) return no_such_file(context);
    return ticket_page(request, context, *file, {}, nullptr, 200);
}

http::Response post_ticket(const http::Request& request, Context& context) {
    const auto file = desk_file(context, request.path_id<ApplicationId>(0), "counter");
    if (!file) return no_such_file(context);
    html::FormState state{.typed = request.form, .errors = {}};
    const auto typed_phone = text::trim(request.form.text("phone"));
    const auto phone = Phone::parse(typed_phone);
    if (!typed_phone.empty() && !phone) state.refuse("phone", context.t(sentence(Unfit::phone_unfit)));
    if (!request.form.has("ktp")) state.refuse("ktp", context.t("Cocokkan KTP asli dengan orangnya lebih dulu."));
    if (!state.ok()) return ticket_page(request, context, *file, state, nullptr, 422);
    NewTicket made;
    const auto done = context.platform.database.write([&](sql::Transaction& tx) -> Result<Done, Refusal> {
        if (phone) {
            const auto old = change_phone(tx, context, file->application.id, *phone);
            if (!old) return old.error();
            if (*old) made.told_phone = (*old)->to_masked();
        }
        const auto renewed = renew_code(tx, context, file->application.id);
        if (!renewed) return renewed.error();
        made.code = renewed->code;
        return Done{};
    });
    if (!done) return refused_at_file(request, context, file->application.id, done.error());
    return ticket_page(request, context, *file, {}, &made, 200);
}

}  // namespace

std::vector<http::Route> lost_ticket_routes() {
    using enum http::Method;
    using http::Rate;
    constexpr std::size_t small = 64 * 1024;
    return {{get, "/loket/berkas/{application}/kode", get_ticket, Permission::edit_application},
            {post, "/loket/berkas/{application}/kode", post_ticket, Permission::edit_application, Rate::write, small}};
}

}  // namespace registration
