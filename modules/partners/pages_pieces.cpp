#include "modules/partners/pages_pieces.hpp"

#include "base/text.hpp"
#include "base/whole.hpp"
#include "modules/office/actions.hpp"
#include "modules/partners/rules.hpp"
#include "platform/i18n/language.hpp"

namespace partners {

std::optional<Desk> desk_of(const Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) -> std::optional<Desk> {
        auto school = own_school(tx, context);
        if (!school) return {};
        auto office = office::find_office(tx, school->office);
        if (!office) return {};
        const auto licence = licence_of(tx, context, *school);
        const auto today = context.local(office->zone).date;
        return Desk{std::move(*school), std::move(*office), licence, today};
    });
}

http::Response no_school_page(const Context& context) {
    return http::page(html::message_document(
                          context, context.t("Akun ini belum dihubungkan dengan sekolah"),
                          context.t("Kantor mendaftarkan BKK Anda dan menghubungkan akun ini. Hubungi kantor, lalu buka halaman ini lagi."),
                          context.t("Ke akun saya"), "/akun"),
                      404);
}

html::Frame desk_frame(const Desk& desk, std::string title, std::string path) {
    html::Frame frame = desk_frame(desk.office, std::move(title), std::move(path));
    return frame;
}

html::Tone tone_of(Licence licence) {
    switch (licence) {
        case Licence::valid: return html::Tone::good;
        case Licence::ends_soon:
        case Licence::not_yet: return html::Tone::warning;
        case Licence::over: return html::Tone::danger;
    }
    return html::Tone::info;
}

void write_licence(Markup& out, const Context& context, const School& school, Licence licence) {
    html::tag(out, tone_of(licence), context.t(label(licence)));
    out << " <span class=\"muted\">"_html
        << fill(context.t("{nomor}, sampai {hari}"),
                {{"nomor", school.licence_number}, {"hari", long_date(context.language, school.licence_until)}})
        << "</span>"_html;
}

std::string month_words(const Context& context, std::string_view month) {
    const auto first = first_of_month(month);
    return first ? month_name(context.language, first->month()) + " " + std::to_string(first->year()) : std::string(month);
}

int typed_number(std::string_view typed) { return text::whole(text::trim(typed)).value_or(-1); }

}  // namespace partners
