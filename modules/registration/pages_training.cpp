#include "modules/registration/actions_training.hpp"
#include "modules/registration/pages.hpp"
#include "modules/registration/pages_desk.hpp"
#include "modules/registration/text.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// Practice before the doors open: twenty hard cases on the real pages.
namespace registration {

namespace {

http::Response get_training(const http::Request& request, Context& context) {
    const auto office = own_office(context);
    if (!office) return no_such_file(context);
    const auto files = context.platform.database.read([&](sql::Transaction& tx) { return training_files(tx, context, office->id); });
    int closed = 0;
    for (const auto& one : files)
        if (one.line.state != ApplicationState::submitted && one.line.state != ApplicationState::at_counter) ++closed;
    Markup out;
    out << "<h1>"_html << context.t("Latihan") << "</h1><p class=\"lead\">"_html
        << context.t(
               "Dua puluh orang rekaan, tidak ada yang mudah. Halamannya sama dengan yang sebenarnya; tidak ada yang terhitung, dan semua "
               "cetakan bertanda CONTOH.")
        << "</p><div class=\"toolbar\">"_html;
    html::post_button(out, context, "/latihan/mulai", files.empty() ? context.t("Mulai latihan") : context.t("Mulai ulang"),
                      files.empty() ? html::ButtonKind::primary : html::ButtonKind::secondary, "F4");
    if (!files.empty())
        out << "&ensp;<span class=\"muted\">"_html
            << fill(context.t("{selesai} dari {semua} sudah diputuskan"),
                    {{"selesai", std::to_string(closed)}, {"semua", std::to_string(files.size())}})
            << "</span>"_html;
    out << "</div>"_html;
    if (files.empty()) {
        html::empty_state(out, context.t("Di sini tampil dua puluh berkas latihan."), context.t("Tekan “Mulai latihan”."));
    } else {
        out << "<ol class=\"rows\" data-list>"_html;
        int position = 0;
        for (const auto& one : files) {
            ++position;
            out << "<li><a"_html;
            out.attribute("href"_html, "/loket/berkas/" + one.line.id.text());
            out << "><span class=\"number\">"_html << position << "</span><span class=\"name\">"_html << context.t(one.about->title)
                << "</span>"_html;
            html::tag(out, one.line.state == ApplicationState::approved ? html::Tone::good : html::Tone::info,
                      context.t(label(one.line.state)));
            out << "<span class=\"detail\">"_html << one.line.name << " · "_html << context.t(one.about->task) << "</span></a></li>"_html;
        }
        out << "</ol>"_html;
    }
    return http::page(html::document(context, desk_frame(*office, std::string(context.t("Latihan")), request.path, true), out));
}

http::Response post_start(const http::Request&, Context& context) {
    const auto done =
        context.platform.database.write([&](sql::Transaction& tx) { return start_training(tx, context, context.actor.office); });
    if (!done) return no_such_file(context);
    return http::see_other("/latihan");
}

}  // namespace

std::vector<http::Route> training_routes() {
    using enum http::Method;
    return {
        {get, "/latihan", get_training, Permission::edit_application},
        {post, "/latihan/mulai", post_start, Permission::edit_application, http::Rate::write, 64 * 1024},
    };
}

}  // namespace registration
