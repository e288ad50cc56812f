#include "modules/vacancies/pages_pieces.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "modules/employers/actions.hpp"
#include "modules/office/actions.hpp"
#include "modules/reference/actions.hpp"
#include "modules/vacancies/rules.hpp"
#include "modules/vacancies/text.hpp"
#include "platform/i18n/language.hpp"
#include "platform/i18n/numbers.hpp"
#include "platform/sql/sql.hpp"

namespace vacancies {

std::optional<Desk> desk_of(const Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) -> std::optional<Desk> {
        auto employer = employers::own_employer(tx, context);
        if (!employer) return {};
        auto office = office::find_office(tx, employer->office);
        if (!office) return {};
        const auto today = context.local(office->zone).date;
        return Desk{std::move(*employer), std::move(*office), today};
    });
}

http::Response no_company_page(const Context& context) {
    return not_there(
        context, context.t("Akun ini belum dihubungkan dengan perusahaan"),
        context.t("Kantor menghubungkan akun setelah perusahaan Anda diverifikasi. Hubungi kantor, lalu buka halaman ini lagi."),
        context.t("Ke akun saya"), "/akun");
}

std::optional<Counter> counter_of(const Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) -> std::optional<Counter> {
        auto office = office::find_office(tx, context.actor.office);
        if (!office) return {};
        const auto today = context.local(office->zone).date;
        return Counter{std::move(*office), today};
    });
}

http::Response no_office_page(const Context& context) {
    return not_there(context, context.t("Akun ini tidak bekerja untuk satu kantor"), context.t("Pilih kantornya dulu."),
                     context.t("Ke pengaturan"), "/atur");
}

http::Response refused_page(const Context& context, Refusal why, std::string_view href) {
    return not_there(
        context, why == Refusal::no_such_vacancy ? context.t("Lowongan ini tidak ditemukan") : context.t("Langkah ini tidak dijalankan"),
        context.t(sentence(why)), context.t("Kembali"), href, status_of(why));
}

void write_tie(Markup& out, const Context& context) {
    html::notice(out, html::Tone::warning, context.t("Rekan lain yang memutuskan"), context.t(sentence(Refusal::has_tie)));
}

html::Tone tone_of(VacancyState state) {
    switch (state) {
        case VacancyState::published:
        case VacancyState::filled: return html::Tone::good;
        case VacancyState::held:
        case VacancyState::returned:
        case VacancyState::paused: return html::Tone::warning;
        case VacancyState::refused: return html::Tone::danger;
        case VacancyState::draft:
        case VacancyState::submitted:
        case VacancyState::expired:
        case VacancyState::cancelled: return html::Tone::info;
    }
    return html::Tone::info;
}

void write_state(Markup& out, const Context& context, const Vacancy& vacancy) {
    html::tag(out, tone_of(vacancy.state), context.t(label(vacancy.state)));
}

void write_unbroken(Markup& out, std::string_view sentence, std::string_view number) {
    const auto at = number.empty() ? std::string_view::npos : sentence.find(number);
    if (at == std::string_view::npos) {
        out << sentence;
        return;
    }
    out << sentence.substr(0, at) << "<span class=\"unbroken\">"_html << number << "</span>"_html << sentence.substr(at + number.size());
}

std::string heads_words(const Context& context, const Vacancy& vacancy) {
    auto words = fill(context.t("{n} dari {semua} terisi"),
                      {{"n", number(context.language, vacancy.filled())}, {"semua", number(context.language, vacancy.openings)}});
    if (vacancy.cancelled > 0) words += ", " + fill(context.t("{n} dibatalkan"), {{"n", number(context.language, vacancy.cancelled)}});
    return words;
}

int typed_number(std::string_view typed) {
    const auto digits = text::trim(typed);
    int value = -1;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc{} && end == digits.data() + digits.size() ? value : -1;
}

// --- the form ---

html::FormState state_from(const Typed& typed) {
    html::FormState state;
    for (const auto& [field, value] : typed) state.typed.add(field, value);
    return state;
}

Typed typed_in(const http::Fields& form) {
    Typed typed;
    for (const auto& [name, value] : form.items()) typed.emplace_back(name, value);
    return typed;
}

void refuse_fields(html::FormState& state, const Context& context, const std::vector<FieldError>& errors) {
    for (const auto& error : errors)
        state.refuse(error.field, field_words(context, error.field) + ": " + std::string(context.t(sentence(error.why))));
}

namespace {

std::vector<html::Option> level_options(const Context& context) {
    std::vector<html::Option> options{{"", std::string(context.t("Pilih")), ""}};
    for (const auto& level : reference::education_levels())
        options.push_back({std::string(level.code), std::string(context.t(level.label)), ""});
    return options;
}

std::vector<html::Option> experience_options(const Context& context, const std::string& chosen) {
    std::vector<html::Option> options;
    bool is_there = chosen.empty();
    for (const int months : {0, 6, 12, 24, 36, 60}) {
        options.push_back({std::to_string(months), experience_words(context.language, months), ""});
        is_there = is_there || options.back().value == chosen;
    }
    if (const int months = typed_number(chosen); !is_there && months > 0)
        options.push_back({chosen, experience_words(context.language, months), ""});
    return options;
}

std::vector<html::Option> contract_options(const Context& context) {
    std::vector<html::Option> options;
    for (const auto contract : {Contract::fixed_term, Contract::permanent, Contract::apprenticeship, Contract::daily, Contract::freelance})
        options.push_back({std::string(code(contract)), std::string(context.t(label(contract))), ""});
    return options;
}

std::vector<html::Option> days_options(const Context& context, const std::string& chosen) {
    std::vector<html::Option> options;
    bool is_there = chosen.empty();
    for (const int days : {14, 30, 60, 90}) {
        options.push_back({std::to_string(days), fill(context.t("{n} hari"), {{"n", std::to_string(days)}}), ""});
        is_there = is_there || options.back().value == chosen;
    }
    if (const int days = typed_number(chosen); !is_there && days > 0)
        options.push_back({chosen, fill(context.t("{n} hari"), {{"n", chosen}}), ""});
    return options;
}

}  // namespace

std::string why_reasons(const Context& context) {
    const auto basis = context.platform.database.read([&](sql::Transaction& tx) {
        const auto office = context.actor.office;
        return office::parameter(tx, office, "conditions_basis", today_at(tx, context, office)).value;
    });
    return fill(context.t("Syarat ini hanya boleh bila pekerjaannya memang memerlukannya ({dasar}). Tulis alasannya, atau hapus "
                          "kata-katanya dari uraian."),
                {{"dasar", std::string(context.t(basis))}});
}

void write_reason(Markup& out, const Context& context, const html::FormState& state, const Condition& asked) {
    const auto name = "reason." + asked.kind;
    const auto said = field_words(context, name);
    const auto hint = fill(context.t("Tertulis: {kata}"), {{"kata", asked.text}});
    html::text_field(out, context,
                     {.name = name,
                      .label = said,
                      .hint = hint,
                      .value = state.typed.has(name) ? state.value(name) : asked.reason,
                      .error = state.error(name),
                      .max_length = 400});
}

void write_questions(Markup& out, const Context& context, const html::FormState& state, const Questions& questions) {
    const auto field = [&](std::string_view name, std::string_view hint = "") {
        html::Field made;
        made.name = name;
        made.label = context.t(field_label(name));
        made.hint = hint;
        made.value = state.value(name);
        made.error = state.error(name);
        return made;
    };
    out << "<section class=\"panel\"><h2>"_html << context.t("Pekerjaannya") << "</h2><div class=\"columns\">"_html;
    auto title = field("title", context.t("Nama pekerjaan, misalnya juru las atau kasir"));
    title.suggestions = "/acuan/jabatan";
    title.chosen = state.value("title-kode");
    title.max_length = title_max;
    html::text_field(out, context, title);
    auto openings = field("openings", context.t("Semua bersama, laki-laki dan perempuan"));
    openings.inputmode = "numeric";
    openings.width = 5;
    html::text_field(out, context, openings);
    auto place = field("place", context.t("Kecamatan, kabupaten atau kota"));
    const auto near = "/lowongan/acuan/tempat?dekat=" + questions.place_near;
    place.suggestions = near;
    place.chosen = state.value("place-kode");
    html::text_field(out, context, place);
    html::select(out, context, field("contract"), contract_options(context));
    html::text_field(out, context, field("wage", context.t("Misalnya 4.000.000 atau 4.000.000 - 5.500.000")));
    html::text_field(out, context, field("hours", context.t("Misalnya Senin-Jumat 08.00-16.00")));
    out << "</div>"_html;
    html::text_area(out, context, field("conditions", context.t("Tunjangan, jaminan sosial, masa percobaan, lembur, tempat tinggal")), 3);
    out << "</section><section class=\"panel\"><h2>"_html << context.t("Orang yang dicari") << "</h2><div class=\"columns\">"_html;
    html::select(out, context, field("education_min"), level_options(context));
    html::select(out, context, field("experience_months"), experience_options(context, state.value("experience_months")));
    auto skills = field("skills", context.t("Dipisahkan koma"));
    skills.optional = true;
    html::text_field(out, context, skills);
    if (questions.days == Days::asked) html::select(out, context, field("days"), days_options(context, state.value("days")));
    out << "</div>"_html;
    html::text_area(out, context, field("description", context.t("Apa yang dikerjakan, dan apa yang harus dapat dilakukan")), 7);
    out << "<div class=\"reasons\""_html;
    out.attribute("data-conditions"_html, questions.live);
    out << " aria-live=\"polite\">"_html;
    if (!questions.asked.empty()) html::notice(out, html::Tone::warning, context.t("Syarat yang perlu alasan"), why_reasons(context));
    for (const auto& one : questions.asked) {
        out << "<div"_html;
        out.attribute("data-reason"_html, one.kind);
        out << ">"_html;
        write_reason(out, context, state, one);
        out << "</div>"_html;
    }
    out << "</div></section>"_html;
}

// --- reading ---

void write_holds(Markup& out, const Context& context, const Vacancy& vacancy, const employers::Employer& employer, std::string_view why) {
    auto holds = holds_of(vacancy, employer);
    if (std::ranges::find(holds, why, &Hold::reason) == holds.end()) holds.insert(holds.begin(), {std::string(why), ""});
    for (const auto& one : holds)
        html::notice(out, html::Tone::warning, context.t(sentence_of_hold(one.reason)),
                     one.words.empty() ? std::string() : fill(context.t("Tertulis: {kata}"), {{"kata", one.words}}));
}

void write_content(Markup& out, const Context& context, const Vacancy& one) {
    std::vector<html::Line> lines;
    const auto line = [&](std::string_view key, std::string value) {
        if (!value.empty()) lines.push_back({std::string(key), std::move(value), ""});
    };
    const auto occupation = one.occupation.empty() ? std::nullopt : reference::find_occupation(one.occupation);
    line(context.t("Jabatan menurut KBJI"),
         occupation ? one.occupation + " " + (context.language == Language::english ? occupation->title_en : occupation->title) : "");
    line(context.t("Tempat kerja"), place_words(one));
    if (!one.place_code.empty() && !place_words(one).starts_with(one.place_text)) line(context.t("Seperti tertulis"), one.place_text);
    line(context.t("Alamat tempat kerja"), one.address);
    line(context.t("Jumlah orang"), number(context.language, one.openings));
    if (one.openings_men + one.openings_women > 0)
        line(context.t("Pembagian"),
             fill(context.t("{l} laki-laki, {p} perempuan"),
                  {{"l", number(context.language, one.openings_men)}, {"p", number(context.language, one.openings_women)}}));
    line(context.t("Upah"), wage_words(context, one));
    line(context.t("Jam kerja"), one.hours);
    line(context.t("Ikatan kerja"), std::string(context.t(label(one.contract))));
    if (one.mode != WorkMode::on_site) line(context.t("Cara bekerja"), std::string(context.t(label(one.mode))));
    const auto* level = reference::find_education_level(one.education_min);
    line(context.t("Pendidikan paling rendah"), level != nullptr ? std::string(context.t(level->label)) : "");
    line(context.t("Jurusan"), text::join(one.majors, ", "));
    line(context.t("Pengalaman"), experience_words(context.language, one.experience_months));
    line(context.t("Keterampilan"), text::join(one.skills, ", "));
    line(context.t("Sertifikat"), text::join(one.certificates, ", "));
    line(context.t("Sertifikat yang disukai"), text::join(one.certificates_preferred, ", "));
    line(context.t("Bahasa"), text::join(one.languages, ", "));
    if (one.age_min + one.age_max > 0)
        line(context.t("Usia"),
             (one.age_min > 0 ? std::to_string(one.age_min) : "") + "–" + (one.age_max > 0 ? std::to_string(one.age_max) : ""));
    if (one.open_to_disability) line(context.t("Disabilitas"), std::string(context.t("Terbuka bagi penyandang disabilitas")));
    std::string provided;
    for (const auto& code : one.accommodations)
        provided += (provided.empty() ? "" : ", ") + std::string(context.t(label_of_accommodation(code)));
    line(context.t("Disediakan di tempat kerja"), provided);
    line(context.t("Dibuka sampai"), long_date(context.language, one.valid_until));
    html::summary_list(out, context, lines);
    const auto prose = [&](std::string_view heading, const std::string& words) {
        if (words.empty()) return;
        out << "<h2>"_html << heading << "</h2><p class=\"prose\">"_html << words << "</p>"_html;
    };
    prose(context.t("Uraian pekerjaan dan syarat"), one.description);
    prose(context.t("Syarat kerja dan fasilitas"), one.conditions);
    prose(context.t("Cara melamar"), one.how_to_apply);
}

void write_life(Markup& out, const Context& context, const Vacancy& vacancy, std::string_view base, Standing standing) {
    const auto path = std::string(base) + "/" + vacancy.id.text();
    const auto version = std::to_string(vacancy.version);
    const auto step = [&](std::string_view verb, std::string_view label, std::string_view name = "", std::string_view value = "",
                          html::ButtonKind kind = html::ButtonKind::secondary) {
        out << "<div class=\"post-button\">"_html;
        html::form_open(out, context, path + "/" + std::string(verb));
        html::hidden(out, "versi", version);
        if (standing == Standing::list) html::hidden(out, "dari", "daftar");
        html::button(out, label, kind, "", name, value);
        html::form_close(out);
        out << "</div>"_html;
    };
    const bool may_fill = is_open(vacancy.state) || vacancy.state == VacancyState::expired;
    out << "<div class=\"toolbar\">"_html;
    if (may_fill && vacancy.open_heads() > 0) {
        step("terisi", context.t("Terisi 1 laki-laki"), "siapa", "laki");
        step("terisi", context.t("Terisi 1 perempuan"), "siapa", "perempuan");
    }
    // In the list of many vacancies only the daily tap is in sight.
    const bool tucks_away = standing == Standing::list && may_fill;
    if (tucks_away) {
        out << "</div>"_html;
        html::details_open(out, context.t("Jeda, perpanjang, atau tutup"));
        out << "<div class=\"toolbar\">"_html;
    }
    if (is_open(vacancy.state)) {
        if (vacancy.open_heads() > 1) step("batal", context.t("Batal 1 orang"));
        if (vacancy.state == VacancyState::published)
            step("jeda", context.t("Jeda"));
        else
            step("lanjut", context.t("Tayangkan lagi"));
    }
    if (may_fill) step("perpanjang", context.t("Perpanjang 30 hari"), "hari", "30");
    if (is_open(vacancy.state))
        step("tutup", context.t("Tutup lowongan"), "", "", html::ButtonKind::warning);
    else if (may_be_edited(vacancy.state))
        step("tutup", context.t("Tarik kembali"), "", "", html::ButtonKind::warning);
    out << "</div>"_html;
    if (tucks_away) html::details_close(out);
}

}  // namespace vacancies
