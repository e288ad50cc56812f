#include "base/text.hpp"
#include "modules/interviews/pages.hpp"
#include "modules/interviews/pages_desk.hpp"
#include "modules/interviews/rules_plan.hpp"
#include "modules/interviews/text.hpp"
#include "modules/office/actions.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// All days of interviews to come, and a new one.
namespace interviews {
namespace {

void write_new_day(Markup& out, const Context& context, const html::FormState& state) {
    out << "<h2>"_html << context.t("Hari baru") << "</h2>"_html;
    html::form_open(out, context, days_path);
    html::date_field(out, context, {.name = "hari", .label = context.t("Tanggal"), .error = state.error("hari")}, state);
    out << "<div class=\"steps-row\">"_html;
    write_field(out, context, state, {"mulai", context.t("Jam mulai"), "", "13.00", time_width});
    write_field(out, context, state, {"selesai", context.t("Jam selesai"), "", "16.00", time_width});
    write_field(out, context, state, {"menit", context.t("Menit tiap wawancara"), "", "15", number_width});
    write_field(out, context, state, {"jeda", context.t("Jeda tiap orang, dalam giliran"), "", "1", number_width});
    write_field(out, context, state, {"paling", context.t("Wawancara tiap orang, paling banyak"), "", "3", number_width});
    out << "</div>"_html;
    html::radios(out, context,
                 {.name = "cara", .label = context.t("Cara bertemu"), .value = state.typed.has("cara") ? state.value("cara") : "tempat"},
                 {{"tempat", std::string(context.t("Di tempat")), ""}, {"daring", std::string(context.t("Daring")), ""}}, true);
    write_field(out, context, state,
                {"tempat", context.t("Tempat, atau cara masuk bila daring"), context.t("Orang dan perusahaan membacanya."), ""});
    html::details_open(out, context.t("Juru bahasa, ruang tenang, dan urutan pilihan"));
    write_field(out, context, state, {"juru", context.t("Juru bahasa isyarat yang ada sekaligus"), "", "0", number_width});
    write_field(out, context, state, {"ruang", context.t("Ruang tenang yang ada"), "", "0", number_width});
    html::radios(out, context,
                 {.name = "urutan",
                  .label = context.t("Siapa bertemu siapa"),
                  .value = state.typed.has("urutan") ? state.value("urutan") : "office"},
                 {{"office", std::string(context.t(label(Mode::office))), ""},
                  {"mutual", std::string(context.t(label(Mode::mutual))),
                   std::string(context.t("Sampai diumumkan, orang dan perusahaan mengatur urutannya di halaman masing-masing."))}});
    html::details_close(out);
    html::button(out, context.t("Buat hari wawancara"));
    html::form_close(out);
}

http::Response list_page(const Context& context, const html::FormState& state, int status = 200) {
    const auto office = office::own_office(context);
    if (!office) return no_such_day(context);
    const auto all = context.platform.database.read([&](sql::Transaction& tx) { return days(tx, context); });
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Hari wawancara") << "</h1><p class=\"lead\">"_html
        << context.t("Beberapa perusahaan dan orang yang sudah dikenalkan bertemu pada satu hari, masing-masing dengan jamnya.")
        << "</p>"_html;
    if (all.empty())
        html::empty_state(out, context.t("Hari wawancara yang akan datang tampil di sini."), context.t("Buat yang pertama di bawah."));
    else {
        html::table_open(out, context.t("Yang akan datang, dan yang kehadirannya belum disimpan"),
                         {{context.t("Hari")},
                          {context.t("Perusahaan"), true},
                          {context.t("Terjadwal"), true},
                          {context.t("Menunggu"), true},
                          {context.t("Keadaan")}});
        for (const auto& line : all) {
            out << "<tr><th scope=\"row\"><a"_html;
            out.attribute("href"_html, path_of(line.day.id));
            out << ">"_html << when(context, line.day) << "</a><br><span class=\"muted\">"_html << where(context, line.day)
                << "</span></th><td class=\"num\">"_html << line.companies << "</td><td class=\"num\">"_html << line.placed
                << "</td><td class=\"num\">"_html << line.waiting << "</td><td>"_html;
            html::tag(out, tone_of(line.day.state), context.t(label(line.day.state)));
            out << "</td></tr>"_html;
        }
        html::table_close(out);
    }
    write_new_day(out, context, state);
    return http::page(
        html::document(context, office::desk_frame(*office, std::string(context.t("Hari wawancara")), std::string(days_path)), out),
        status);
}

http::Response get_list(const http::Request&, Context& context) { return list_page(context, {}); }

http::Response post_day(const http::Request& request, Context& context) {
    html::FormState state{.typed = request.form, .errors = {}};
    const auto& form = request.form;
    const auto day_typed = html::typed_date(form, "hari");
    const auto date = day_typed ? Date::parse(*day_typed) : std::nullopt;
    InterviewDay day;
    if (!date) state.refuse("hari", context.t(sentence(Refusal::date_unfit)));
    const auto time = [&](std::string_view field) {
        const auto typed = typed_time(form, field);
        if (!typed) state.refuse(std::string(field), context.t(sentence(Refusal::hours_unfit)));
        return typed.value_or(TimeOfDay{});
    };
    const auto number = [&](std::string_view field) {
        const auto typed = typed_number(form, field);
        if (!typed) state.refuse(std::string(field), context.t(sentence(Refusal::numbers_unfit)));
        return typed.value_or(0);
    };
    day.date = date.value_or(Date{});
    day.starts = time("mulai");
    day.ends = time("selesai");
    day.slot_minutes = number("menit");
    day.gap_slots = number("jeda");
    day.most_each = number("paling");
    day.is_online = form.text("cara") == "daring";
    day.place = form.text("tempat");
    day.interpreters = number("juru");
    day.quiet_rooms = number("ruang");
    day.mode = mode_of(form.text("urutan")).value_or(Mode::office);
    // Everything that is missing is said at once.
    if (text::trim(day.place).empty()) state.refuse("tempat", context.t(sentence(Refusal::place_missing)));
    if (!state.ok()) return list_page(context, state, 422);
    const auto made = context.platform.database.write([&](sql::Transaction& tx) { return create_day(tx, context, day); });
    if (made) return http::see_other(path_of(*made));
    state.refuse(std::string(field_of(made.error())), context.t(sentence(made.error())));
    return list_page(context, state, 422);
}

}  // namespace

std::vector<http::Route> list_routes() {
    using enum http::Method;
    constexpr auto may = Permission::refer_seeker;
    constexpr auto write = http::Rate::write;
    return {{get, "/rujuk/wawancara", get_list, may}, {post, "/rujuk/wawancara", post_day, may, write}};
}

}  // namespace interviews
