#include <algorithm>

#include "base/text.hpp"
#include "modules/office/actions.hpp"
#include "modules/office/actions_manage.hpp"
#include "modules/office/pages.hpp"
#include "modules/office/pages_desk.hpp"
#include "modules/office/pages_mark.hpp"
#include "modules/office/parameters.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

namespace office {

namespace {

using html::FormState;

std::string choice_label(const Context& context, std::string_view choice) {
    if (choice == "warn") return std::string(context.t("Diperingatkan, dan kantor yang benar disebut"));
    if (choice == "refuse") return std::string(context.t("Ditolak, dan kantor yang benar disebut"));
    if (choice == "any") return std::string(context.t("Bebas"));
    if (choice == "red") return std::string(context.t("Merah"));
    if (choice == "blue") return std::string(context.t("Biru"));
    if (choice == "regency") return std::string(context.t("Kabupaten atau kota ini"));
    if (choice == "province") return std::string(context.t("Provinsi ini"));
    if (choice == "share") return std::string(context.t("Berkurang sebanding dengan kuota"));
    if (choice == "all") return std::string(context.t("Dilepas semua"));
    if (choice == "none") return std::string(context.t("Tidak berkurang; orang lain yang dipindah"));
    if (choice == "national") return std::string(context.t("Seluruh Indonesia"));
    if (choice == "number") return std::string(context.t("Menurut nomor antrean"));
    if (choice == "arrival") return std::string(context.t("Menurut jam datang"));
    if (choice == "up") return std::string(context.t("Dibulatkan ke atas"));
    if (choice == "down") return std::string(context.t("Dibulatkan ke bawah"));
    if (choice == "gateway") return std::string(context.t("WhatsApp atau SMS"));
    if (choice == "mail") return std::string(context.t("Surel"));
    return std::string(choice);
}

std::string value_text(const Context& context, const ParameterDefinition& definition, std::string_view value) {
    switch (definition.kind) {
        case ParameterKind::number:
            return std::string(value) + (definition.unit.empty() ? "" : " " + std::string(context.t(definition.unit)));
        case ParameterKind::on_off: return std::string(value == "on" ? context.t("Ya") : context.t("Tidak"));
        case ParameterKind::choice: return choice_label(context, value);
        case ParameterKind::text: return std::string(value);
    }
    return {};
}

// What a new value will mean, in one sentence.
std::string promise(const Context& context, const ParameterDefinition& definition, std::string_view value, Date from) {
    const auto day = long_date(context.language, from);
    if (definition.name == "card_validity_months")
        return fill(context.t("Kartu yang disetujui mulai {hari} berlaku {bulan} bulan. Kartu yang lebih lama tetap seperti tercetak."),
                    {{"hari", day}, {"bulan", std::string(value)}});
    if (definition.name == "report_interval_months")
        return fill(context.t("Pemegang kartu yang disetujui mulai {hari} melapor setiap {bulan} bulan."),
                    {{"hari", day}, {"bulan", std::string(value)}});
    return fill(context.t("Mulai {hari}: {apa} – {nilai}."),
                {{"hari", day}, {"apa", std::string(context.t(definition.label))}, {"nilai", value_text(context, definition, value)}});
}

http::Response get_pack(const http::Request& request, Context& context) {
    const auto office = office_at_hand(request, context);
    if (!office) return choose_office_first(context);
    const auto today = context.local(office->zone).date;
    Markup out;
    out << "<p>"_html
        << context.t(
               "Setiap angka dan pilihan yang dapat diubah peraturan atau kantor, dengan dasar hukumnya dan tanggal mulai berlakunya. Yang "
               "sudah diputuskan di bawah ketentuan lama tidak berubah.")
        << "</p>"_html;
    html::table_open(out, context.t("Ketentuan yang berlaku hari ini"),
                     {{context.t("Ketentuan")}, {context.t("Berlaku")}, {context.t("Dasar hukum")}, {context.t("Tindakan")}});
    context.platform.database.read([&](sql::Transaction& tx) {
        for (const auto& definition : parameter_definitions()) {
            const auto now = parameter(tx, office->id, definition.name, today);
            const auto rows = parameter_history(tx, office->id, definition.name);
            const auto ahead = std::ranges::find_if(rows, [&](const Parameter& one) { return today < one.valid_from; });
            out << "<tr><th scope=\"row\">"_html << context.t(definition.label) << "</th><td><strong>"_html
                << value_text(context, definition, now.value) << "</strong>"_html;
            if (now.valid_from.days != 0)
                out << "<br><span class=\"muted\">"_html
                    << fill(context.t("sejak {tanggal}"), {{"tanggal", short_date(context.language, now.valid_from)}}) << "</span>"_html;
            if (ahead != rows.end()) {
                out << "<br>"_html;
                html::tag(out, html::Tone::info,
                          fill(context.t("{nilai} mulai {tanggal}"), {{"nilai", value_text(context, definition, ahead->value)},
                                                                      {"tanggal", short_date(context.language, ahead->valid_from)}}));
            }
            out << "</td><td>"_html << context.t(now.legal_basis) << "</td><td><a"_html;
            out.attribute("href"_html, "/atur/ketentuan/" + std::string(definition.name));
            out << ">"_html << context.t("Ubah") << "<span class=\"govuk-visually-hidden\"> "_html << context.t(definition.label)
                << "</span></a></td></tr>"_html;
        }
    });
    html::table_close(out);
    return settings_page(request, context, {.office = *office, .step = Step::rules, .title = "", .back = ""}, out, {});
}

void write_value_field(Markup& out, const Context& context, const ParameterDefinition& definition, const FormState& state,
                       std::string_view value) {
    switch (definition.kind) {
        case ParameterKind::number: {
            const auto label = definition.unit.empty()
                                   ? std::string(context.t("Nilai baru"))
                                   : fill(context.t("Nilai baru ({satuan})"), {{"satuan", std::string(context.t(definition.unit))}});
            const auto hint = fill(context.t("Dari {dari} sampai {sampai}"),
                                   {{"dari", std::to_string(definition.minimum)}, {"sampai", std::to_string(definition.maximum)}});
            html::text_field(out, context,
                             {.name = "nilai",
                              .label = label,
                              .hint = hint,
                              .value = shown(state, "nilai", value),
                              .error = state.error("nilai"),
                              .inputmode = "numeric",
                              .width = 5});
            return;
        }
        case ParameterKind::on_off:
            html::radios(
                out, context,
                {.name = "nilai", .label = context.t("Nilai baru"), .value = shown(state, "nilai", value), .error = state.error("nilai")},
                {{"on", std::string(context.t("Ya")), ""}, {"off", std::string(context.t("Tidak")), ""}}, true);
            return;
        case ParameterKind::choice: {
            std::vector<html::Option> options;
            for (const auto& one : text::split(definition.choices, '|')) options.push_back({one, choice_label(context, one), ""});
            html::radios(
                out, context,
                {.name = "nilai", .label = context.t("Nilai baru"), .value = shown(state, "nilai", value), .error = state.error("nilai")},
                options);
            return;
        }
        case ParameterKind::text:
            html::text_area(out, context,
                            {.name = "nilai",
                             .label = context.t("Nilai baru"),
                             .value = shown(state, "nilai", value),
                             .error = state.error("nilai"),
                             .max_length = 2000});
            return;
    }
}

// Today's value and every change of it that was decided.
ShownValues shown_values(const Context& context, const ParameterDefinition& definition, const Parameter& now,
                         const std::vector<Parameter>& rows) {
    std::vector<std::string> said{value_text(context, definition, now.value)};
    for (const auto& one : rows)
        said.push_back(fill(context.t("{nilai} mulai {hari}"), {{"nilai", value_text(context, definition, one.value)},
                                                                {"hari", short_date(context.language, one.valid_from)}}));
    return {{"nilai", std::string(context.t(definition.label)), text::join(said, "; ")}};
}

http::Response show_parameter(const http::Request& request, const Context& context, const Office& office,
                              const ParameterDefinition& definition, const FormState& state, int status) {
    const auto today = context.local(office.zone).date;
    Parameter now;
    std::vector<Parameter> rows;
    context.platform.database.read([&](sql::Transaction& tx) {
        now = parameter(tx, office.id, definition.name, today);
        rows = parameter_history(tx, office.id, definition.name);
    });
    Markup out;
    out << "<div class=\"side-by-side\"><div><div class=\"panel\"><dl class=\"figures\"><div><dt>"_html << context.t("Berlaku hari ini")
        << "</dt><dd>"_html << value_text(context, definition, now.value) << "</dd></div></dl><p>"_html << context.t(now.legal_basis)
        << "</p><p class=\"muted\">"_html
        << (now.valid_from.days == 0 ? std::string(context.t("Nilai bawaan; kantor belum mengisinya."))
                                     : fill(context.t("Sejak {tanggal}"), {{"tanggal", long_date(context.language, now.valid_from)}}))
        << "</p></div>"_html;
    for (const auto& one : rows) {
        if (today < one.valid_from)
            html::notice(out, html::Tone::info, context.t("Perubahan yang akan datang"),
                         promise(context, definition, one.value, one.valid_from));
    }
    if (rows.empty())
        html::empty_state(out, context.t("Riwayat akan tampil di sini."),
                          context.t("Setiap perubahan dicatat dengan dasar hukumnya dan tidak pernah dihapus."));
    else {
        html::table_open(out, context.t("Riwayat"),
                         {{context.t("Mulai")}, {context.t("Nilai")}, {context.t("Dasar hukum")}, {context.t("Catatan")}});
        for (const auto& one : rows) {
            out << "<tr><th scope=\"row\">"_html << short_date(context.language, one.valid_from) << "</th><td>"_html
                << value_text(context, definition, one.value) << "</td><td>"_html << one.legal_basis << "</td><td>"_html << one.note
                << "</td></tr>"_html;
        }
        html::table_close(out);
    }
    out << "</div><div class=\"panel\"><h2>"_html << context.t("Ubah ketentuan ini") << "</h2>"_html;
    html::form_open(out, context, "/atur/ketentuan/" + std::string(definition.name));
    write_mark(out, shown_values(context, definition, now, rows));
    write_value_field(out, context, definition, state, now.value);
    html::text_area(out, context,
                    {.name = "dasar",
                     .label = context.t("Dasar hukum"),
                     .hint = context.t("Peraturan, pasal, dan tanggalnya. Tampil di mana pun nilai ini dipakai."),
                     .value = state.value("dasar"),
                     .error = state.error("dasar"),
                     .max_length = 400,
                     .optional = !definition.must_cite},
                    3);
    html::date_field(out, context,
                     {.name = "mulai",
                      .label = context.t("Mulai berlaku"),
                      .hint = context.t("Hari ini atau kemudian"),
                      .value = shown(state, "mulai", today.iso()),
                      .error = state.error("mulai")},
                     state);
    html::text_field(out, context,
                     {.name = "catatan",
                      .label = context.t("Catatan"),
                      .value = state.value("catatan"),
                      .error = state.error("catatan"),
                      .max_length = 200,
                      .optional = true});
    if (state.typed.has("pratinjau") && state.ok()) {
        const auto from = Date::parse(html::typed_date(state.typed, "mulai").value_or("")).value_or(today);
        html::notice(out, html::Tone::info, context.t("Akibatnya"), promise(context, definition, text::trim(state.value("nilai")), from));
        html::button(out, context.t("Simpan ketentuan"), html::ButtonKind::primary, "", "simpan", "1");
    } else
        html::button(out, context.t("Lihat akibatnya"), html::ButtonKind::primary, "", "pratinjau", "1");
    html::form_close(out);
    out << "</div></div>"_html;
    return settings_page(request, context,
                         {.office = office,
                          .step = Step::rules,
                          .title = std::string(context.t(definition.label)),
                          .back = "/atur/ketentuan",
                          .goes_on = false,
                          .status = status},
                         out, state);
}

http::Response get_parameter(const http::Request& request, Context& context) {
    const auto office = office_at_hand(request, context);
    if (!office) return choose_office_first(context);
    const auto* definition = find_definition(request.path_value(0));
    if (!definition) return http::see_other("/atur/ketentuan");
    return show_parameter(request, context, *office, *definition, {}, 200);
}

// First the sentence of what it will mean, then the row that is never changed again.
http::Response post_parameter(const http::Request& request, Context& context) {
    const auto office = office_at_hand(request, context);
    if (!office) return choose_office_first(context);
    const auto* definition = find_definition(request.path_value(0));
    if (!definition) return http::see_other("/atur/ketentuan");
    FormState state{.typed = request.form, .errors = {}};
    Parameter one{
        .name = std::string(definition->name), .value = text::trim(state.value("nilai")), .legal_basis = "", .valid_from = {}, .note = ""};
    if (!fits(*definition, one.value)) state.refuse("nilai", context.t(sentence(Refusal::parameter_value_unfit)));
    one.legal_basis = text::squeeze(lines_of(context, state, "dasar", 400, Presence::may_be_empty));
    if (definition->must_cite && one.legal_basis.empty()) state.refuse("dasar", context.t(sentence(Refusal::legal_basis_missing)));
    const auto from = date_of(context, state, "mulai", Presence::required);
    if (from && *from < context.local(office->zone).date) state.refuse("mulai", context.t(sentence(Refusal::effect_in_the_past)));
    one.valid_from = from.value_or(Date{});
    one.note = line_of(context, state, "catatan", 200, Presence::may_be_empty);
    if (!state.ok()) return show_parameter(request, context, *office, *definition, state, 422);
    if (!request.form.has("simpan")) return show_parameter(request, context, *office, *definition, state, 200);
    const auto now = [&](sql::Transaction& tx) {
        return shown_values(context, *definition, parameter(tx, office->id, definition->name, context.local(office->zone).date),
                            parameter_history(tx, office->id, definition->name));
    };
    const auto why = keep_unless_changed(context, office->id, state, now,
                                         [&](sql::Transaction& tx) { return set_parameter(tx, context, office->id, one); });
    if (!why) return kept_here("/atur/ketentuan/" + one.name);
    if (state.ok()) state.refuse("nilai", context.t(sentence(*why)));
    return show_parameter(request, context, *office, *definition, state, status_after(why));
}

}  // namespace

std::vector<http::Route> rule_pack_routes() {
    using enum http::Method;
    constexpr auto manage = Permission::manage_office;
    return {{get, "/atur/ketentuan", get_pack, manage},
            {get, "/atur/ketentuan/{name}", get_parameter, manage},
            {post, "/atur/ketentuan/{name}", post_parameter, manage, http::Rate::write}};
}

}  // namespace office
