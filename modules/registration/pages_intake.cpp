
#include "base/text.hpp"
#include "base/whole.hpp"
#include "modules/registration/pages.hpp"
#include "modules/registration/pages_desk.hpp"
#include "modules/registration/text.hpp"
#include "platform/html/parts.hpp"
#include "platform/sql/sql.hpp"

// The short interview (AK/II) at the counter, and that its person has read what was written.
namespace registration {

namespace {

constexpr std::size_t experience_rows = 3;

std::string year_text(int year) { return year > 0 ? std::to_string(year) : ""; }

std::int64_t money(std::string_view typed) {
    std::string digits;
    for (const char c : typed) {
        if (c >= '0' && c <= '9')
            digits += c;
        else if (c != '.' && c != ' ' && c != ',' && c != 'R' && c != 'p')
            return -1;
    }
    if (digits.empty()) return 0;
    if (digits.size() > 12) return -1;
    return text::whole<std::int64_t>(digits).value_or(-1);
}

http::Response post_intake(const http::Request& request, Context& context) {
    Intake intake;
    for (std::size_t row = 1; row <= experience_rows; ++row) {
        const auto suffix = "-" + std::to_string(row);
        Experience one{request.form.text("employer" + suffix), request.form.text("position" + suffix),
                       whole(request.form.text("from" + suffix)), whole(request.form.text("to" + suffix))};
        if (!one.employer.empty() || !one.position.empty()) intake.experience.push_back(std::move(one));
    }
    for (const auto& part : text::split(request.form.text("languages"), ','))
        if (!text::trim(part).empty()) intake.languages.push_back(text::trim(part));
    intake.wage_wish = money(request.form.text("wage_wish"));
    intake.place_wish = request.form.text("place_wish");
    intake.officer_note = Personal(request.form.text("officer_note"));
    const auto id = request.path_id<ApplicationId>(0);
    if (intake.wage_wish < 0) {
        html::FormState state{.typed = request.form, .errors = {}};
        state.refuse("wage_wish", context.t("Tulis upah dengan angka saja, misalnya 3.500.000."));
        return show_desk_file(request, context, id, std::move(state), 422);
    }
    return do_at_file(request, context, [&](sql::Transaction& tx, ApplicationId file) { return save_intake(tx, context, file, intake); });
}

http::Response post_read(const http::Request& request, Context& context) {
    return do_at_file(request, context, [&](sql::Transaction& tx, ApplicationId id) { return confirm_intake_read(tx, context, id); });
}

}  // namespace

void write_intake(Markup& out, const Context& context, const DeskFile& file, const html::FormState& state) {
    const auto& intake = file.application.intake;
    const bool typed = state.typed.has("wage_wish");
    const auto shown = [&](const std::string& name, std::string kept) { return typed ? state.value(name) : std::move(kept); };
    out << "<section class=\"panel\"><div class=\"toolbar\"><h2>"_html << context.t("Wawancara singkat (AK/II)") << "</h2>&ensp;"_html;
    if (file.waits_for_reading)
        html::tag(out, html::Tone::warning, context.t("Belum dibaca orangnya"));
    else if (intake.read_by_person)
        html::tag(out, html::Tone::good, context.t("Sudah dibaca orangnya"));
    out << "<span class=\"end\"><a"_html;
    out.attribute("href"_html, file.href("ak2.pdf"));
    out << ">"_html << context.t("Cetak AK/II untuk dibaca") << "</a>"_html << context.platform.database.read([&](sql::Transaction& tx) {
        return html::parts("desk file", tx, context, file.application.id.value);
    }) << "</span></div>"_html;
    if (is_closed(file.application.state) || !context.may(Permission::edit_application)) {
        out << "<p>"_html
            << fill(context.t("Upah yang diharapkan: {upah}. Bahasa: {bahasa}."),
                    {{"upah", intake.wage_wish > 0 ? rupiah(intake.wage_wish) : std::string(context.t("tidak disebut"))},
                     {"bahasa", intake.languages.empty() ? std::string(context.t("tidak disebut")) : text::join(intake.languages, ", ")}})
            << "</p></section>"_html;
        return;
    }
    html::form_open(out, context, file.href("ak2"));
    html::table_open(out, context.t("Pengalaman kerja"),
                     {{context.t("Perusahaan")}, {context.t("Jabatan")}, {context.t("Dari tahun")}, {context.t("Sampai tahun")}});
    for (std::size_t row = 0; row < experience_rows; ++row) {
        const auto kept = row < intake.experience.size() ? intake.experience[row] : Experience{};
        const auto suffix = "-" + std::to_string(row + 1);
        const auto cell = [&](std::string name, std::string value, std::string_view what, bool year) {
            name += suffix;
            out << "<td><input class=\"govuk-input"_html;
            if (year) out << " govuk-input--width-4\" inputmode=\"numeric\" maxlength=\"4"_html;
            out << "\" type=\"text\" autocomplete=\"off\""_html;
            out.attribute("name"_html, name).attribute("value"_html, shown(name, std::move(value)));
            out.attribute("aria-label"_html, std::string(what) + " " + std::to_string(row + 1));
            out << "></td>"_html;
        };
        out << "<tr>"_html;
        cell("employer", kept.employer, context.t("Perusahaan"), false);
        cell("position", kept.position, context.t("Jabatan"), false);
        cell("from", year_text(kept.from_year), context.t("Dari tahun"), true);
        cell("to", year_text(kept.to_year), context.t("Sampai tahun"), true);
        out << "</tr>"_html;
    }
    html::table_close(out);
    out << "<div class=\"columns\">"_html;
    html::text_field(out, context,
                     {.name = "languages",
                      .label = context.t("Bahasa"),
                      .hint = context.t("Pisahkan dengan koma"),
                      .value = shown("languages", text::join(intake.languages, ", "))});
    html::text_field(out, context,
                     {.name = "wage_wish",
                      .label = context.t("Upah yang diharapkan sebulan (Rp)"),
                      .hint = context.t("Kosongkan jika tidak disebut"),
                      .value = shown("wage_wish", intake.wage_wish > 0 ? number(intake.wage_wish) : ""),
                      .error = state.error("wage_wish"),
                      .inputmode = "numeric"});
    html::text_field(out, context,
                     {.name = "place_wish",
                      .label = context.t("Tempat kerja yang diharapkan"),
                      .hint = context.t("Kota atau daerah"),
                      .value = shown("place_wish", intake.place_wish)});
    html::text_field(out, context,
                     {.name = "officer_note",
                      .label = context.t("Catatan petugas"),
                      .hint = context.t("Tidak tampil kepada umum"),
                      .value = shown("officer_note", intake.officer_note.reveal())});
    out << "</div><div class=\"toolbar\">"_html;
    html::button(out, context.t("Simpan wawancara"), html::ButtonKind::secondary, "Ctrl+Enter");
    out << "</div>"_html;
    html::form_close(out);
    if (file.waits_for_reading)
        html::post_button(out, context, file.href("dibaca"), context.t("Sudah dibaca orangnya"), html::ButtonKind::primary, "B");
    out << "</section>"_html;
}

std::vector<http::Route> intake_routes() {
    using enum http::Method;
    using http::Rate;
    constexpr std::size_t small = 64 * 1024;
    return {{post, "/loket/berkas/{application}/ak2", post_intake, Permission::edit_application, Rate::write, small},
            {post, "/loket/berkas/{application}/dibaca", post_read, Permission::edit_application, Rate::write, small}};
}

}  // namespace registration
