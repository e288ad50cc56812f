#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "modules/office/actions.hpp"
#include "modules/office/actions_manage.hpp"
#include "modules/office/number_template.hpp"
#include "modules/office/numbers.hpp"
#include "modules/office/pages.hpp"
#include "modules/office/pages_desk.hpp"
#include "modules/office/pages_mark.hpp"
#include "modules/office/parameters.hpp"
#include "modules/office/rules.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

namespace office {

namespace {

using html::FormState;

bool is_a_layout(std::string_view pattern) {
    return std::ranges::find(number_presets(), pattern, &NumberPreset::pattern) != number_presets().end();
}

std::string pattern_chosen(const FormState& state, const NumberScheme& numbers) {
    if (!state.typed.has("pola")) return numbers.pattern;
    return state.value("pola") == "sendiri" ? text::trim(state.value("pola-sendiri")) : state.value("pola");
}

ShownValues shown_values(const Context& context, const NumberScheme& numbers) {
    return {{"pola", std::string(context.t("Bentuk nomor")), numbers.pattern},
            {"mulai-lagi", std::string(context.t("Nomor urut mulai lagi dari 1")), numbers.scope},
            {"berikutnya", std::string(context.t("Nomor urut berikutnya")), std::to_string(numbers.next)},
            {"pindah", std::string(context.t("Tanggal mulai memakai program ini")),
             numbers.cut_over ? long_date(context.language, *numbers.cut_over) : ""}};
}

http::Response show_card(const http::Request& request, const Context& context, const Office& office, const FormState& state, int status) {
    const auto today = context.local(office.zone).date;
    NumberScheme numbers;
    std::vector<Parameter> choices;
    constexpr std::string_view about_the_card[] = {"card_validity_months", "report_interval_months",    "printed_report_rows",
                                                   "card_shows_religion",  "card_shows_marital_status", "glued_photo_box",
                                                   "territorial_text",     "proxy_may_collect",         "blank_serial_required"};
    context.platform.database.read([&](sql::Transaction& tx) {
        numbers = number_scheme(tx, office.id);
        for (const auto name : about_the_card) choices.push_back(parameter(tx, office.id, name, today));
    });
    Markup out;
    out << "<h2>"_html << context.t("Nomor pendaftaran") << "</h2>"_html;
    html::form_open(out, context, "/atur/kartu");
    write_mark(out, shown_values(context, numbers));
    const auto chosen = pattern_chosen(state, numbers);
    const auto example = [&](std::string_view pattern) {
        return example_number(pattern, office.regency_code, office.code, today, numbers.next);
    };
    std::vector<html::Option> options;
    for (const auto& one : number_presets())
        options.push_back({std::string(one.pattern), std::string(context.t(one.label)), example(one.pattern)});
    options.push_back({"sendiri", std::string(context.t("Pola sendiri")), is_a_layout(chosen) ? "" : example(chosen)});
    const std::string marked = state.typed.has("pola") ? state.value("pola") : is_a_layout(numbers.pattern) ? numbers.pattern : "sendiri";
    out << "<div class=\"side-by-side\"><div>"_html;
    html::radios(out, context,
                 {.name = "pola",
                  .label = context.t("Bentuk nomor"),
                  .hint = context.t("Contohnya memakai tanggal hari ini dan tanggal lahir 17 Agustus 2001."),
                  .value = marked,
                  .error = state.error("pola")},
                 options);
    html::text_field(out, context,
                     {.name = "pola-sendiri",
                      .label = context.t("Pola sendiri"),
                      .hint = context.t("Isian: {region4} {nik4} {office} {year} {date:DDMMYYYY} {birth_date:DDMMYY} dan satu {seq:N}"),
                      .value = shown(state, "pola-sendiri", is_a_layout(numbers.pattern) ? "" : numbers.pattern),
                      .error = state.error("pola-sendiri"),
                      .max_length = 80,
                      .optional = true});
    out << "</div><div>"_html;
    html::select(out, context,
                 {.name = "mulai-lagi",
                  .label = context.t("Nomor urut mulai lagi dari 1"),
                  .value = shown(state, "mulai-lagi", numbers.scope),
                  .error = state.error("mulai-lagi")},
                 {{"global", std::string(context.t("Tidak pernah")), ""},
                  {"year", std::string(context.t("Setiap tahun")), ""},
                  {"month", std::string(context.t("Setiap bulan")), ""},
                  {"day", std::string(context.t("Setiap hari")), ""}});
    html::text_field(out, context,
                     {.name = "berikutnya",
                      .label = context.t("Nomor urut berikutnya"),
                      .hint = context.t("Satu lebih besar dari nomor terakhir di buku lama"),
                      .value = shown(state, "berikutnya", std::to_string(numbers.next)),
                      .error = state.error("berikutnya"),
                      .inputmode = "numeric",
                      .width = 10});
    html::date_field(
        out, context,
        {.name = "pindah",
         .label = context.t("Tanggal mulai memakai program ini"),
         .hint = context.t(
             "Kartu bertanggal sebelum hari ini yang tidak diimpor dijawab “diterbitkan sebelum sistem ini, tanyakan ke kantor”."),
         .value = numbers.cut_over ? numbers.cut_over->iso() : "",
         .error = state.error("pindah"),
         .optional = true},
        state);
    html::button(out, context.t("Simpan nomor"));
    out << "</div></div>"_html;
    html::form_close(out);

    out << "<h2>"_html << context.t("Isi kartu") << "</h2>"_html;
    std::vector<html::Line> lines;
    for (const auto& one : choices) {
        const auto* definition = find_definition(one.name);
        std::string value = one.value == "on"    ? std::string(context.t("Ya"))
                            : one.value == "off" ? std::string(context.t("Tidak"))
                                                 : one.value;
        if (one.value == "regency") value = context.t("Kabupaten atau kota ini");
        if (one.value == "national") value = context.t("Seluruh Indonesia");
        if (!definition->unit.empty()) value += " " + std::string(context.t(definition->unit));
        lines.push_back({std::string(context.t(definition->label)), value, "/atur/ketentuan/" + one.name});
    }
    html::summary_list(out, context, lines);
    out << "<ul class=\"ways\"><li><a href=\"/atur/kartu/tata-letak\">"_html << html::icon("id-card") << "<span>"_html
        << context.t("Tata letak dan ukuran kertas: A4, F4, atau kertas kartu") << "</span></a></li>"_html;
    out << "<li><a href=\"/atur/register-lama\">"_html << html::icon("file-text") << "<span>"_html << context.t("Impor register lama")
        << "</span></a></li></ul>"_html;
    return settings_page(request, context,
                         {.office = office, .step = Step::card, .title = "", .back = "", .goes_on = true, .status = status}, out, state);
}

http::Response get_card(const http::Request& request, Context& context) {
    const auto office = office_at_hand(request, context);
    if (!office) return choose_office_first(context);
    return show_card(request, context, *office, {}, 200);
}

http::Response post_card(const http::Request& request, Context& context) {
    const auto office = office_at_hand(request, context);
    if (!office) return choose_office_first(context);
    FormState state{.typed = request.form, .errors = {}};
    NumberScheme numbers;
    std::optional<Refusal> why;
    numbers.pattern = pattern_chosen(state, numbers);
    numbers.scope = state.value("mulai-lagi");
    if (const auto read = read_number_template(numbers.pattern, numbers.scope); !read) {
        const auto fault = read.error().why;
        const bool is_scope = fault == NumberRefusal::bad_scope || fault == NumberRefusal::scope_not_in_number;
        state.refuse(is_scope ? "mulai-lagi" : state.value("pola") == "sendiri" ? "pola-sendiri" : "pola", context.t(sentence(fault)));
    }
    numbers.next = number_of(context, state, "berikutnya", 1, 999'999'999);
    numbers.cut_over = date_of(context, state, "pindah", Presence::may_be_empty);
    if (state.ok()) {
        const auto now = [&](sql::Transaction& tx) { return shown_values(context, number_scheme(tx, office->id)); };
        why = keep_unless_changed(context, office->id, state, now,
                                  [&](sql::Transaction& tx) { return save_number_scheme(tx, context, office->id, numbers); });
        if (!why) return kept_here("/atur/kartu");
        if (state.ok()) state.refuse("pola", context.t(sentence(*why)));
    }
    return show_card(request, context, *office, state, status_after(why));
}

// --- printers ---

std::string millimetres(double value) {
    auto text = std::to_string(value);
    text.resize(text.find('.') + 2);
    return text == "-0.0" ? "0.0" : text;
}

double offset_of(const Context& context, FormState& state, std::string_view name) {
    auto typed = text::trim(state.value(name));
    std::ranges::replace(typed, ',', '.');
    double value{};
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), value);
    if (error != std::errc{} || end != typed.data() + typed.size() || value < -20 || value > 20)
        state.refuse(std::string(name), context.t("Isi milimeter dari -20 sampai 20, misalnya 1,5."));
    return value;
}

ShownValues shown_values(const Context& context, const Printer& one) {
    return {{"nama", std::string(context.t("Nama")), one.name},
            {"kanan", std::string(context.t("Geser ke kanan (mm)")), millimetres(one.x_mm)},
            {"bawah", std::string(context.t("Geser ke bawah (mm)")), millimetres(one.y_mm)}};
}

http::Response show_printers(const http::Request& request, const Context& context, const Office& office, const FormState& state,
                             int status) {
    const auto list = context.platform.database.read([&](sql::Transaction& tx) { return printers(tx, office.id); });
    const auto changed = shown(state, "pencetak", request.query.text("ubah"));
    const auto found = std::ranges::find_if(list, [&](const Printer& one) { return one.id.text() == changed; });
    const auto edited = found == list.end() ? Printer{} : *found;
    Markup out;
    out << "<p>"_html
        << context.t(
               "Tiap pencetak menggeser kertas sedikit berbeda. Cetak lembar uji, ukur selisih garisnya dengan penggaris, lalu isi "
               "pergeserannya di sini.")
        << "</p>"_html;
    if (list.empty())
        html::empty_state(out, context.t("Pencetak akan tampil di sini."), context.t("Beri nama yang dikenal petugas, misalnya Loket 2."));
    else {
        html::table_open(
            out, context.t("Pencetak"),
            {{context.t("Nama")}, {context.t("Ke kanan (mm)"), true}, {context.t("Ke bawah (mm)"), true}, {context.t("Tindakan")}});
        for (const auto& one : list) {
            out << "<tr><th scope=\"row\">"_html << one.name << "</th><td class=\"num\">"_html << millimetres(one.x_mm)
                << "</td><td class=\"num\">"_html << millimetres(one.y_mm) << "</td><td><a"_html;
            out.attribute("href"_html, "/loket/cetak/uji.pdf?pencetak=" + one.id.text());
            out << ">"_html << context.t("Cetak lembar uji") << "</a> · <a"_html;
            out.attribute("href"_html, "/atur/pencetak?ubah=" + one.id.text());
            out << ">"_html << context.t("Ubah") << "<span class=\"govuk-visually-hidden\"> "_html << one.name
                << "</span></a></td></tr>"_html;
        }
        html::table_close(out);
    }
    out << "<div class=\"panel\"><h2>"_html << (edited.id ? context.t("Ubah pencetak") : context.t("Tambah pencetak")) << "</h2>"_html;
    html::form_open(out, context, "/atur/pencetak");
    html::hidden(out, "pencetak", edited.id ? edited.id.text() : "");
    if (edited.id) write_mark(out, shown_values(context, edited));
    out << "<div class=\"columns\">"_html;
    html::text_field(out, context,
                     {.name = "nama",
                      .label = context.t("Nama"),
                      .value = shown(state, "nama", edited.name),
                      .error = state.error("nama"),
                      .max_length = 60});
    html::text_field(out, context,
                     {.name = "kanan",
                      .label = context.t("Geser ke kanan (mm)"),
                      .value = shown(state, "kanan", millimetres(edited.x_mm)),
                      .error = state.error("kanan"),
                      .width = 5});
    html::text_field(out, context,
                     {.name = "bawah",
                      .label = context.t("Geser ke bawah (mm)"),
                      .value = shown(state, "bawah", millimetres(edited.y_mm)),
                      .error = state.error("bawah"),
                      .width = 5});
    out << "</div>"_html;
    html::button(out, context.t("Simpan pencetak"));
    html::form_close(out);
    out << "</div>"_html;
    return settings_page(
        request, context,
        {.office = office, .step = Step::card, .title = std::string(context.t("Pencetak")), .back = "", .goes_on = false, .status = status},
        out, state);
}

http::Response get_printers(const http::Request& request, Context& context) {
    const auto office = office_at_hand(request, context);
    if (!office) return choose_office_first(context);
    return show_printers(request, context, *office, {}, 200);
}

http::Response post_printer(const http::Request& request, Context& context) {
    const auto office = office_at_hand(request, context);
    if (!office) return choose_office_first(context);
    FormState state{.typed = request.form, .errors = {}};
    Printer one;
    std::optional<Refusal> why;
    one.name = line_of(context, state, "nama", 60, Presence::required);
    one.x_mm = offset_of(context, state, "kanan");
    one.y_mm = offset_of(context, state, "bawah");
    if (state.ok()) {
        const auto now = [&](sql::Transaction& tx) {
            for (const auto& known : printers(tx, office->id)) {
                if (known.id.text() != state.value("pencetak")) continue;
                one.id = known.id;
                return shown_values(context, known);
            }
            return ShownValues{};
        };
        why = keep_unless_changed(context, office->id, state, now,
                                  [&](sql::Transaction& tx) { return save_printer(tx, context, office->id, one); });
        if (!why) return kept_here("/atur/pencetak");
        if (state.ok()) state.refuse("nama", context.t(sentence(*why)));
    }
    return show_printers(request, context, *office, state, status_after(why));
}

}  // namespace

std::vector<http::Route> card_routes() {
    using enum http::Method;
    constexpr auto manage = Permission::manage_office;
    return {{get, "/atur/kartu", get_card, manage},
            {post, "/atur/kartu", post_card, manage, http::Rate::write},
            {get, "/atur/pencetak", get_printers, manage},
            {post, "/atur/pencetak", post_printer, manage, http::Rate::write}};
}

}  // namespace office
