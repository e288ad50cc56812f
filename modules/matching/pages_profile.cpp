#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "base/written_wage.hpp"
#include "modules/matching/actions_block.hpp"
#include "modules/matching/actions_profile.hpp"
#include "modules/matching/pages_fit.hpp"
#include "modules/matching/rules_codes.hpp"
#include "modules/matching/rules_fit.hpp"
#include "modules/matching/text_fit.hpp"
#include "modules/reference/actions.hpp"
#include "modules/registration/actions.hpp"
#include "modules/vacancies/actions.hpp"
#include "platform/audit/audit.hpp"
#include "platform/html/parts.hpp"
#include "platform/i18n/language.hpp"
#include "platform/i18n/numbers.hpp"

// A seeker's profile: five short steps, each saved on its own, the same on a phone without script and at the counter.
namespace matching {

namespace {

constexpr std::size_t form_max = 32 * 1024;
constexpr std::size_t rows_more = 3;
constexpr int months_max = 600;
constexpr std::int64_t wage_max = 1'000'000'000;

struct Step {
    std::string_view path;
    std::string_view title;
    std::string_view first_field;  // where what concerns the whole step is said
    void (*write)(Markup& out, const Context& context, const Reader& reader, const Profile& profile, const html::FormState& state);
    void (*read)(Profile& profile, const Reader& reader, html::FormState& state, const Context& context);
};

std::string numbered(std::string_view name, std::size_t number) { return std::string(name) + "-" + std::to_string(number + 1); }

std::int64_t number_in(std::string_view typed) {
    std::string digits;
    for (const char c : typed)
        if (c >= '0' && c <= '9') digits += c;
    std::int64_t number{};
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

std::string occupation_title(const Context& context, std::string_view code) {
    const auto found = reference::find_occupation(code);
    if (!found) return std::string(code);
    return context.language == Language::english ? found->title_en : found->title;
}

// A whole number and nothing else: "7,5" is not 75. The thousands of "1.000" may have their sign.
std::optional<int> whole_in(std::string_view typed) {
    const auto kept = text::trim(typed);
    std::string digits;
    for (std::size_t at = 0; at < kept.size(); ++at) {
        const bool is_sign = (kept[at] == '.' || kept[at] == ',') && at > 0 && (kept.size() - at) % 4 == 0;
        if (!is_sign) digits += kept[at];
    }
    int number{};
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return error == std::errc{} && end == digits.data() + digits.size() ? std::optional(number) : std::nullopt;
}

// How long, as people say it: "18", "18 bulan", "2 tahun".
std::optional<int> months_in(std::string_view typed) {
    const auto said = text::lower(text::trim(typed));
    const auto unit_at = said.find_first_not_of("0123456789");
    const auto number = whole_in(said.substr(0, unit_at));
    const auto unit = unit_at == std::string::npos ? std::string() : text::trim(said.substr(unit_at));
    if (!number || *number > months_max) return {};
    for (const std::string_view month : {"", "bulan", "bln", "month", "months"})
        if (unit == month) return number;
    for (const std::string_view year : {"tahun", "thn", "th", "year", "years"})
        if (unit == year) return 12 * *number;
    return {};
}

// What was typed, or else what is known.
std::string shown(const html::FormState& state, std::string_view field, std::string_view known) {
    return state.typed.has(field) ? state.value(field) : std::string(known);
}

// A line of a person's; where it cannot be one, the field says so.
std::string line_in(html::FormState& state, const Context& context, const std::string& field) {
    const auto line = text::clean_line(state.value(field), line_max);
    if (!line) state.refuse(field, context.t("Tulis satu baris, paling panjang 100 huruf."));
    return line.value_or("");
}

void occupation_field(Markup& out, const Context& context, const html::FormState& state, const std::string& name, std::string_view label,
                      std::string_view code) {
    html::text_field(out, context,
                     {.name = name,
                      .label = label,
                      .value = shown(state, name, code.empty() ? "" : occupation_title(context, code)),
                      .error = state.error(name),
                      .max_length = line_max,
                      .optional = true,
                      .suggestions = "/acuan/jabatan",
                      .chosen = shown(state, name + "-kode", code)});
}

// The chosen code; without script the best of what the words mean. "" for an empty field.
std::string occupation_in(html::FormState& state, const Context& context, const std::string& name) {
    const auto typed = text::squeeze(state.value(name));
    if (typed.empty()) return {};
    const auto code = state.value(name + "-kode");
    if (const auto chosen = reference::find_occupation(code);
        chosen && code.size() == 4 && (typed == chosen->title || typed == chosen->title_en))
        return code;
    const auto found = reference::find_occupations(typed, 1);
    if (!found.empty()) return found.front().code;
    state.refuse(name, context.t("Pekerjaan ini tidak kami kenali. Tulis dengan kata lain, misalnya \"juru las\"."));
    return {};
}

// --- step 1: school and experience ---

void write_past(Markup& out, const Context& context, const Reader&, const Profile& profile, const html::FormState& state) {
    std::vector<html::Option> levels;
    for (const auto& level : reference::education_levels())
        levels.push_back({std::string(level.code), std::string(context.t(level.label)), ""});
    html::select(out, context,
                 {.name = "pendidikan",
                  .label = context.t("Pendidikan terakhir yang selesai"),
                  .value = shown(state, "pendidikan", profile.education)},
                 levels);
    html::text_field(out, context,
                     {.name = "jurusan",
                      .label = context.t("Jurusan"),
                      .value = shown(state, "jurusan", profile.major),
                      .error = state.error("jurusan"),
                      .max_length = line_max,
                      .optional = true});
    out << "<h2>"_html << context.t("Pekerjaan yang pernah Anda lakukan") << "</h2><p class=\"muted\">"_html
        << context.t("Juga magang, usaha sendiri, dan pekerjaan di rumah orang. Kosongkan bila belum ada.") << "</p>"_html;
    const auto rows = std::min(profile.experience.size() + rows_more - 1, pasts_max);
    for (std::size_t at = 0; at < rows; ++at) {
        const auto past = at < profile.experience.size() ? profile.experience[at] : Past{};
        out << "<fieldset class=\"govuk-fieldset\"><legend class=\"govuk-fieldset__legend\">"_html
            << fill(context.t("Pekerjaan {nomor}"), {{"nomor", std::to_string(at + 1)}}) << "</legend>"_html;
        occupation_field(out, context, state, numbered("jabatan", at), context.t("Sebagai apa"), past.occupation);
        html::text_field(out, context,
                         {.name = numbered("perusahaan", at),
                          .label = context.t("Di mana"),
                          .value = shown(state, numbered("perusahaan", at), past.employer),
                          .error = state.error(numbered("perusahaan", at)),
                          .max_length = line_max,
                          .optional = true});
        html::text_field(out, context,
                         {.name = numbered("bulan", at),
                          .label = context.t("Berapa lama, dalam bulan"),
                          .value = shown(state, numbered("bulan", at), past.months == 0 ? "" : std::to_string(past.months)),
                          .error = state.error(numbered("bulan", at)),
                          .inputmode = "numeric",
                          .width = 4,
                          .max_length = 10,
                          .optional = true});
        out << "</fieldset>"_html;
    }
}

void read_past(Profile& profile, const Reader&, html::FormState& state, const Context& context) {
    const auto level = state.value("pendidikan");
    if (reference::find_education_level(level) != nullptr) profile.education = level;
    profile.major = line_in(state, context, "jurusan");
    profile.experience.clear();
    for (std::size_t at = 0; at < pasts_max; ++at) {
        Past past{occupation_in(state, context, numbered("jabatan", at)), line_in(state, context, numbered("perusahaan", at)), 0};
        if (const auto typed = text::trim(state.value(numbered("bulan", at))); !typed.empty()) {
            const auto months = months_in(typed);
            if (!months || *months > months_max)
                state.refuse(numbered("bulan", at), context.t("Tulis lamanya dalam bulan, paling lama 600, misalnya 18."));
            past.months = months.value_or(0);
            // How long, and nothing of what: thrown away it would be lost unseen.
            if (state.value(numbered("jabatan", at)).empty() && past.employer.empty())
                state.refuse(numbered("jabatan", at), context.t("Tulis sebagai apa atau di mana, atau kosongkan lamanya."));
        }
        if (!past.occupation.empty() || !past.employer.empty()) profile.experience.push_back(std::move(past));
    }
}

// --- step 2: skills ---

std::vector<html::Option> evidence_options(const Context& context) {
    std::vector<html::Option> options;
    for (const auto one : {Evidence::self, Evidence::certificate, Evidence::tested, Evidence::employer})
        options.push_back({std::string(code(one)), std::string(context.t(label(one))), ""});
    return options;
}

void write_skills(Markup& out, const Context& context, const Reader& reader, const Profile& profile, const html::FormState& state) {
    out << "<p>"_html
        << context.t("Satu keterampilan satu baris, misalnya \"mengelas SMAW\" atau \"menyusun laporan kas\". Tulis hanya yang benar.")
        << "</p>"_html;
    std::vector<html::Option> levels;
    for (int level = 1; level <= 5; ++level) levels.push_back({std::to_string(level), std::string(context.t(label_of_level(level))), ""});
    const auto rows = std::min(profile.skills.size() + rows_more, skills_held_max);
    for (std::size_t at = 0; at < rows; ++at) {
        const auto skill = at < profile.skills.size() ? profile.skills[at] : SkillHeld{"", 3, Evidence::self};
        const auto number = std::to_string(at + 1);
        const auto name_label = fill(context.t("Keterampilan {nomor}"), {{"nomor", number}});
        const auto level_label = fill(context.t("Tingkat keterampilan {nomor}"), {{"nomor", number}});
        html::text_field(out, context,
                         {.name = numbered("keterampilan", at),
                          .label = name_label,
                          .value = shown(state, numbered("keterampilan", at), skill.name),
                          .error = state.error(numbered("keterampilan", at)),
                          .max_length = line_max,
                          .optional = true});
        html::select(out, context,
                     {.name = numbered("tingkat", at),
                      .label = level_label,
                      .value = shown(state, numbered("tingkat", at), std::to_string(skill.level))},
                     levels);
        if (reader.is_staff) {
            const auto evidence_label = fill(context.t("Bukti keterampilan {nomor}"), {{"nomor", number}});
            html::select(out, context,
                         {.name = numbered("bukti", at),
                          .label = evidence_label,
                          .value = shown(state, numbered("bukti", at), code(skill.evidence))},
                         evidence_options(context));
        } else if (skill.evidence != Evidence::self) {
            html::tag(out, html::Tone::good, context.t(label(skill.evidence)));
        }
    }
    html::text_area(out, context,
                    {.name = "sertifikat",
                     .label = context.t("Sertifikat dan izin, satu baris satu"),
                     .hint = context.t("Misalnya SIM B1, K3 Umum, sertifikat BNSP."),
                     .value = shown(state, "sertifikat", text::join(profile.certificates, "\n")),
                     .error = state.error("sertifikat"),
                     .optional = true});
    html::text_area(out, context,
                    {.name = "bahasa",
                     .label = context.t("Bahasa selain bahasa Indonesia, satu baris satu"),
                     .value = shown(state, "bahasa", text::join(profile.languages, "\n")),
                     .error = state.error("bahasa"),
                     .optional = true},
                    2);
    if (!reader.is_staff)
        out << "<p class=\"muted\">"_html
            << context.t("Bawa sertifikat ke loket: petugas menandai keterampilan yang dibuktikan, dan itu menambah peluang Anda.")
            << "</p>"_html;
}

std::vector<std::string> lines_in(html::FormState& state, const Context& context, const std::string& field) {
    std::vector<std::string> lines;
    for (const auto& typed : text::split(state.value(field), '\n')) {
        const auto line = text::clean_line(text::trim(typed), line_max);
        if (!line || lines.size() == papers_max) {
            state.refuse(field, context.t("Paling banyak 20 baris, masing-masing paling panjang 100 huruf."));
            break;
        }
        if (!line->empty() && std::ranges::find(lines, *line) == lines.end()) lines.push_back(*line);
    }
    return lines;
}

void read_skills(Profile& profile, const Reader& reader, html::FormState& state, const Context& context) {
    profile.skills.clear();
    for (std::size_t at = 0; at < skills_held_max; ++at) {
        SkillHeld skill{line_in(state, context, numbered("keterampilan", at)),
                        static_cast<int>(std::clamp<std::int64_t>(number_in(state.value(numbered("tingkat", at))), 1, 5)), Evidence::self};
        if (skill.name.empty()) continue;
        if (reader.is_staff) skill.evidence = parse_evidence(state.value(numbered("bukti", at))).value_or(Evidence::self);
        if (std::ranges::find(profile.skills, skill.name, &SkillHeld::name) == profile.skills.end())
            profile.skills.push_back(std::move(skill));
    }
    profile.certificates = lines_in(state, context, "sertifikat");
    profile.languages = lines_in(state, context, "bahasa");
}

// --- step 3: wishes ---

std::vector<html::Option> contract_options(const Context& context) {
    std::vector<html::Option> options;
    using enum vacancies::Contract;
    for (const auto one : {permanent, fixed_term, apprenticeship, daily, freelance})
        options.push_back({std::string(vacancies::code(one)), std::string(context.t(vacancies::label(one))), ""});
    return options;
}

constexpr std::size_t wishes_asked = 3;

void write_wishes(Markup& out, const Context& context, const Reader&, const Profile& profile, const html::FormState& state) {
    const auto& wishes = profile.wishes;
    for (std::size_t at = 0; at < wishes_asked; ++at) {
        const auto label = at == 0 ? std::string(context.t("Pekerjaan yang paling Anda inginkan"))
                                   : fill(context.t("Pilihan ke-{nomor}"), {{"nomor", std::to_string(at + 1)}});
        occupation_field(out, context, state, numbered("ingin", at), label, at < wishes.occupations.size() ? wishes.occupations[at] : "");
    }
    std::vector<html::Option> reaches;
    for (const auto one : {Reach::district, Reach::regency, Reach::province, Reach::anywhere})
        reaches.push_back({std::string(code(one)), std::string(context.t(label(one))), ""});
    html::radios(
        out, context,
        {.name = "jangkauan", .label = context.t("Sejauh apa Anda dapat bekerja"), .value = shown(state, "jangkauan", code(wishes.reach))},
        reaches);
    html::text_field(out, context,
                     {.name = "kilometer",
                      .label = context.t("Paling jauh berapa kilometer sekali jalan"),
                      .hint = context.t("Garis lurus dari kecamatan Anda. Bila diisi, ini yang dipakai, juga melewati batas kabupaten."),
                      .value = shown(state, "kilometer", wishes.kilometres == 0 ? "" : number(context.language, wishes.kilometres)),
                      .error = state.error("kilometer"),
                      .inputmode = "numeric",
                      .width = 3,
                      .max_length = 4,
                      .optional = true});
    std::vector<html::Option> travels;
    for (const auto one : {Travel::none, Travel::public_transport, Travel::motorcycle, Travel::car})
        travels.push_back({std::string(code(one)), std::string(context.t(label(one))), ""});
    html::radios(
        out, context,
        {.name = "kendaraan", .label = context.t("Berangkat kerja dengan apa"), .value = shown(state, "kendaraan", code(wishes.travel))},
        travels);
    html::checkbox(out, context, {.name = "pindah", .label = context.t("Saya bersedia pindah tempat tinggal")},
                   state.typed.items().empty() ? wishes.would_move : state.typed.has("pindah"));
    html::text_field(out, context,
                     {.name = "upah",
                      .label = context.t("Upah yang diharapkan sebulan, dalam rupiah"),
                      .hint = context.t("Lowongan di bawahnya tetap tampak, hanya turun urutannya."),
                      .value = shown(state, "upah", wishes.wage == 0 ? "" : number(context.language, wishes.wage)),
                      .error = state.error("upah"),
                      .inputmode = "numeric",
                      .width = 10,
                      .max_length = 14,
                      .optional = true});
    std::vector<std::string> chosen;
    for (const auto one : wishes.contracts) chosen.emplace_back(vacancies::code(one));
    html::checkboxes(
        out, context,
        {.name = "kontrak", .label = context.t("Jenis kontrak yang Anda terima"), .hint = context.t("Tanpa centang berarti semuanya.")},
        contract_options(context), state.typed.items().empty() ? chosen : state.typed.all("kontrak"));
    html::text_field(out, context,
                     {.name = "jam",
                      .label = context.t("Jam kerja yang Anda inginkan"),
                      .hint = context.t("Dengan kata Anda sendiri. Dibaca petugas, tidak dihitung mesin."),
                      .value = shown(state, "jam", wishes.hours),
                      .error = state.error("jam"),
                      .max_length = line_max,
                      .optional = true});
}

void read_wishes(Profile& profile, const Reader&, html::FormState& state, const Context& context) {
    auto& wishes = profile.wishes;
    wishes.occupations.clear();
    for (std::size_t at = 0; at < wishes_asked; ++at) {
        const auto code = occupation_in(state, context, numbered("ingin", at));
        if (!code.empty() && std::ranges::find(wishes.occupations, code) == wishes.occupations.end()) wishes.occupations.push_back(code);
    }
    wishes.reach = parse_reach(state.value("jangkauan")).value_or(wishes.reach);
    const bool has_kilometres = !text::trim(state.value("kilometer")).empty();
    wishes.kilometres = has_kilometres ? whole_in(state.value("kilometer")).value_or(0) : 0;
    if (has_kilometres && (wishes.kilometres < 1 || wishes.kilometres > kilometres_max))
        state.refuse("kilometer", fill(context.t("Tulis kilometer dengan angka, dari 1 sampai {batas}, misalnya 15."),
                                       {{"batas", std::to_string(kilometres_max)}}));
    wishes.travel = parse_travel(state.value("kendaraan")).value_or(wishes.travel);
    wishes.would_move = state.typed.has("pindah");
    const auto wage = written_wage(state.value("upah"));
    wishes.wage = wage ? wage->first : 0;
    const bool is_readable = wage || text::trim(state.value("upah")).empty();
    if (!is_readable || wishes.wage > wage_max) state.refuse("upah", context.t("Tulis upah sebulan dalam rupiah, misalnya 4.000.000."));
    wishes.contracts.clear();
    for (const auto& one : state.typed.all("kontrak"))
        if (const auto contract = parse_contract(one)) wishes.contracts.push_back(*contract);
    wishes.hours = line_in(state, context, "jam");
}

// --- step 4: needs ---

void write_needs(Markup& out, const Context& context, const Reader&, const Profile& profile, const html::FormState& state) {
    std::vector<html::Option> options;
    for (const std::string_view one : {"wheelchair", "sign_language", "large_print", "companion"})
        options.push_back({std::string(one), std::string(context.t(label_of_need(one))), ""});
    html::checkboxes(out, context,
                     {.name = "kebutuhan",
                      .label = context.t("Apa yang harus tersedia di tempat kerja?"),
                      .hint = context.t("Cukup kebutuhannya. Sebab atau diagnosis tidak ditanyakan dan tidak disimpan. Kebutuhan tidak "
                                        "pernah mengurangi nilai Anda.")},
                     options, state.typed.items().empty() ? profile.needs : state.typed.all("kebutuhan"));
}

void read_needs(Profile& profile, const Reader&, html::FormState& state, const Context&) {
    const auto chosen = state.typed.all("kebutuhan");
    profile.needs.clear();
    for (const std::string_view known : {"wheelchair", "sign_language", "large_print", "companion"})
        if (std::ranges::find(chosen, known) != chosen.end()) profile.needs.emplace_back(known);
}

// --- step 5: consent; saved by its own verb ---

void write_consent(Markup& out, const Context& context, const Reader&, const Profile& profile, const html::FormState&) {
    out << "<p>"_html
        << context.t(
               "Anda memberi izin untuk tiap tujuan sendiri-sendiri, dan dapat mencabutnya kapan saja. Tanpa izin pun Anda tetap dapat "
               "mencari dan melamar.")
        << "</p>"_html;
    html::checkbox(out, context,
                   {.name = "saran",
                    .label = context.t("Hitung lowongan yang cocok untuk saya"),
                    .hint = context.t("Dengan alasannya; dan tanpa nama dihitung apakah saran adil bagi semua, juga bagi yang punya "
                                      "kebutuhan di tempat kerja. Tanpa ini, hanya pencarian biasa.")},
                   profile.consent.suggestions);
    html::checkbox(out, context,
                   {.name = "tampil",
                    .label = context.t("Tunjukkan profil saya kepada perusahaan, tanpa nama"),
                    .hint = context.t("Nama dan kontak baru terbuka setelah Anda setuju untuk lowongan itu.")},
                   profile.consent.shown_masked);
    html::checkbox(out, context,
                   {.name = "kabar",
                    .label = context.t("Kabari saya bila ada lowongan baru yang cocok"),
                    .hint = context.t("Paling banyak dua pesan sehari, tidak di malam hari.")},
                   profile.consent.digest);
}

void read_consent(Profile& profile, const Reader&, html::FormState& state, const Context&) {
    profile.consent = {state.typed.has("saran"), state.typed.has("tampil"), state.typed.has("kabar")};
}

constexpr std::string_view consent_path = "izin";

const std::vector<Step>& steps() {
    static const std::vector<Step> all{{"pengalaman", msg("Pendidikan dan pengalaman"), "pendidikan", write_past, read_past},
                                       {"keterampilan", msg("Keterampilan"), "keterampilan-1", write_skills, read_skills},
                                       {"keinginan", msg("Pekerjaan yang Anda cari"), "ingin-1", write_wishes, read_wishes},
                                       {"kebutuhan", msg("Kebutuhan di tempat kerja"), "kebutuhan", write_needs, read_needs},
                                       {consent_path, msg("Izin Anda"), "saran", write_consent, read_consent}};
    return all;
}

std::size_t step_number(std::string_view path) {
    const auto found = std::ranges::find(steps(), path, &Step::path);
    return static_cast<std::size_t>(found - steps().begin());
}

// Nothing can be agreed to now: why, and what to do first.
void write_obstacle(Markup& out, const Context& context, const Reader& reader, FitRefusal why) {
    const auto id = reader.application.text();
    const bool is_over = why == FitRefusal::file_withdrawn;
    Markup body;
    body << "<p>"_html << context.t(sentence(why)) << "</p>"_html;
    if (reader.is_staff) {
        html::link_button(body, context.t("Buka berkasnya"), "/loket/berkas/" + id, html::ButtonKind::secondary);
    } else {
        if (!is_over)
            html::link_button(body, context.t("Lapor mencari kerja lagi"), "/berkas/" + id + "/lapor", html::ButtonKind::secondary);
        html::link_button(body, context.t("Ajukan AK-1 lagi"), "/kantor/" + reader.office.code + "/ak1", html::ButtonKind::secondary);
    }
    html::notice(out, html::Tone::warning, is_over ? context.t("Berkas ini sudah ditarik") : context.t("Anda tercatat sudah bekerja"),
                 body);
}

http::Response step_page(const Context& context, const Reader& reader, const Profile& profile, std::size_t number,
                         const html::FormState& state, std::optional<FitRefusal> obstacle, int status = 200) {
    const auto& step = steps()[number];
    Markup out;
    html::error_summary(out, context, state);
    std::vector<std::string_view> names;
    for (const auto& one : steps()) names.push_back(context.t(one.title));
    html::steps(out, context, static_cast<int>(number) + 1, names);
    out << "<h1>"_html << context.t(step.title) << "</h1>"_html;
    if (obstacle) write_obstacle(out, context, reader, *obstacle);
    const auto path = reader.base + "/" + std::string(step.path);
    html::form_open(out, context, path);
    html::hidden(out, "versi", std::to_string(profile.version));
    step.write(out, context, reader, profile, state);
    html::button(out, number + 1 == steps().size() ? context.t("Simpan izin") : context.t("Simpan dan lanjutkan"),
                 html::ButtonKind::primary, reader.is_staff ? "F4" : "");
    html::form_close(out);
    auto frame = frame_for(reader, std::string(context.t(step.title)), path);
    frame.back_href = reader.base;
    return http::page(html::document(context, frame, out), status);
}

std::optional<FitRefusal> obstacle_at(sql::Transaction& tx, const Context& context, const Reader& reader, std::size_t number) {
    return steps()[number].path == consent_path ? obstacle_to_consent(tx, context, reader.application) : std::nullopt;
}

http::Response get_step(const http::Request& request, Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto reader = reader_of(tx, request, context);
        const auto number = step_number(request.path_values.back());
        if (!reader || number == steps().size()) return no_file(context);
        const auto profile = profile_of(tx, context, reader->application);
        if (!profile) return nobody_yet(context, *reader, profile.error());
        return step_page(context, *reader, *profile, number, {}, obstacle_at(tx, context, *reader, number));
    });
}

http::Response post_step(const http::Request& request, Context& context) {
    html::FormState state{request.form, {}};
    const auto number = step_number(request.path_values.back());
    struct Begin {
        Reader reader;
        Profile profile;
        std::optional<FitRefusal> obstacle;
    };
    const auto begin = context.platform.database.read([&](sql::Transaction& tx) -> std::optional<Begin> {
        const auto reader = reader_of(tx, request, context);
        if (!reader || number == steps().size()) return {};
        const auto profile = profile_of(tx, context, reader->application);
        if (!profile) return {};
        return Begin{*reader, *profile, obstacle_at(tx, context, *reader, number)};
    });
    if (!begin) return no_file(context);
    const auto& reader = begin->reader;
    auto profile = begin->profile;
    steps()[number].read(profile, reader, state, context);
    if (!state.ok()) return step_page(context, reader, begin->profile, number, state, begin->obstacle, 422);
    profile.version = static_cast<int>(number_in(request.form.text("versi")));
    const bool is_consent = steps()[number].path == consent_path;
    const auto saved = context.platform.database.write([&](sql::Transaction& tx) {
        return is_consent ? set_consent(tx, context, reader.application, profile.consent)
                          : save_profile(tx, context, reader.application, profile);
    });
    if (!saved) {
        state.refuse(std::string(steps()[number].first_field), context.t(sentence(saved.error())));
        return step_page(context, reader, begin->profile, number, state, begin->obstacle,
                         saved.error() == FitRefusal::changed_meanwhile ? 409 : 422);
    }
    if (!is_consent) return http::see_other(reader.base + "/" + std::string(steps()[number + 1].path));
    if (reader.is_staff) return http::see_other(reader.base);
    return http::see_other(saved->consent.suggestions ? "/saran" : "/profil-kerja?tersimpan=1");
}

std::string joined_titles(const Context& context, const std::vector<std::string>& codes) {
    std::vector<std::string> titles;
    for (const auto& one : codes) titles.push_back(occupation_title(context, one));
    return text::join(titles, ", ");
}

std::vector<html::Line> lines_of(const Context& context, const Reader& reader, const Profile& profile) {
    const auto href = [&](std::size_t step) { return reader.base + "/" + std::string(steps()[step].path); };
    const auto or_none = [&](std::string value) { return value.empty() ? std::string(context.t("belum diisi")) : value; };
    const auto* level = reference::find_education_level(profile.education);
    std::vector<std::string> skills;
    for (const auto& one : profile.skills)
        skills.push_back(one.evidence == Evidence::self ? one.name : one.name + " (" + std::string(context.t(label(one.evidence))) + ")");
    std::vector<std::string> pasts;
    for (const auto& one : profile.experience)
        pasts.push_back((one.occupation.empty() ? one.employer : occupation_title(context, one.occupation)) + ", " +
                        fill(context.t("{jumlah} bulan"), {{"jumlah", std::to_string(one.months)}}));
    std::vector<std::string> needs;
    for (const auto& one : profile.needs) needs.emplace_back(context.t(label_of_need(one)));
    std::vector<std::string> consents;
    if (profile.consent.suggestions) consents.emplace_back(context.t("saran lowongan"));
    if (profile.consent.shown_masked) consents.emplace_back(context.t("tampil tanpa nama"));
    if (profile.consent.digest) consents.emplace_back(context.t("kabar lowongan baru"));
    std::string school(level == nullptr ? "" : context.t(level->label));
    if (!profile.major.empty()) school += ", " + profile.major;
    std::string place = profile.wishes.kilometres > 0
                            ? fill(context.t("Sampai {km} km"), {{"km", std::to_string(profile.wishes.kilometres)}})
                            : std::string(context.t(label(profile.wishes.reach)));
    place += "; " + std::string(context.t(label(profile.wishes.travel)));
    if (profile.wishes.would_move) place += "; " + std::string(context.t("bersedia pindah"));
    std::vector<std::string> kinds;
    for (const auto one : profile.wishes.contracts) kinds.emplace_back(context.t(vacancies::label(one)));
    std::string kind = kinds.empty() ? std::string(context.t("semua jenis kontrak")) : text::join(kinds, ", ");
    if (!profile.wishes.hours.empty()) kind += "; " + profile.wishes.hours;
    return {
        {std::string(context.t("Pendidikan")), school, href(0)},
        {std::string(context.t("Pengalaman")), or_none(text::join(pasts, "; ")), href(0)},
        {std::string(context.t("Keterampilan")), or_none(text::join(skills, ", ")), href(1)},
        {std::string(context.t("Sertifikat dan bahasa")),
         or_none(text::join(profile.certificates, ", ") + (profile.languages.empty() ? "" : "; " + text::join(profile.languages, ", "))),
         href(1)},
        {std::string(context.t("Pekerjaan yang dicari")), or_none(joined_titles(context, profile.wishes.occupations)), href(2)},
        {std::string(context.t("Jangkauan")), place, href(2)},
        {std::string(context.t("Upah yang diharapkan")),
         profile.wishes.wage == 0 ? std::string(context.t("belum diisi")) : rupiah(context.language, profile.wishes.wage), href(2)},
        {std::string(context.t("Jenis kontrak dan jam kerja")), kind, href(2)},
        {std::string(context.t("Kebutuhan di tempat kerja")), needs.empty() ? std::string(context.t("tidak ada")) : text::join(needs, ", "),
         href(3)},
        {std::string(context.t("Izin Anda")), consents.empty() ? std::string(context.t("belum ada")) : text::join(consents, ", "),
         href(4)}};
}

// Theirs alone: who is blocked is not for the office to read.
html::Line line_of_blocks(sql::Transaction& tx, const Context& context, const Reader& reader) {
    const auto count = blocked_employers(tx, context, reader.application).size();
    return {std::string(context.t("Perusahaan yang diblokir")), count == 0 ? std::string(context.t("tidak ada")) : std::to_string(count),
            reader.base + "/blokir"};
}

http::Response overview(const http::Request& request, const Context& context, sql::Transaction& tx) {
    const auto reader = reader_of(tx, request, context);
    if (!reader) return no_file(context);
    const auto profile = profile_of(tx, context, reader->application);
    if (!profile) return nobody_yet(context, *reader, profile.error());
    Markup out;
    if (reader->is_staff) {
        const auto file = registration::find_outline(tx, reader->application);
        audit::record_read(tx, context, reader->office.id, "matching_profile:" + profile->id.text(), "counter.profile");
        out << "<h1>"_html << fill(context.t("Profil kerja {nama}"), {{"nama", file ? file->name : ""}}) << "</h1>"_html;
    } else {
        out << "<h1>"_html << context.t("Profil kerja Anda") << "</h1>"_html;
        if (request.query.has("tersimpan"))
            html::notice(out, html::Tone::good, context.t("Tersimpan"), context.t("Anda dapat mengubahnya kapan saja."));
    }
    if (profile->version == 0)
        html::notice(out, html::Tone::info, context.t("Sebagian sudah diisi dari kartu AK-1"),
                     context.t("Periksa lima langkah pendek ini. Isian yang lebih lengkap memberi saran yang lebih tepat."));
    auto lines = lines_of(context, *reader, *profile);
    if (!reader->is_staff) lines.push_back(line_of_blocks(tx, context, *reader));
    html::summary_list(out, context, lines);
    if (profile->version == 0)
        html::link_button(out, context.t("Mulai mengisi"), reader->base + "/" + std::string(steps().front().path));
    else if (!reader->is_staff)
        html::link_button(out, context.t("Lihat saran untuk saya"), "/saran");
    else
        html::link_button(out, context.t("Saran untuk orang ini"), "/loket/saran/" + reader->application.text());
    out << "<p class=\"muted\">"_html
        << context.t("Nama, jenis kelamin, umur, agama, dan status perkawinan tidak ada di profil ini dan tidak pernah dihitung.")
        << "</p>"_html;
    auto frame = frame_for(*reader, std::string(context.t("Profil kerja")), reader->base);
    frame.back_href = reader->is_staff ? std::string_view("/loket") : std::string_view("/berkas");
    return http::page(html::document(context, frame, out));
}

http::Response get_overview(const http::Request& request, Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) { return overview(request, context, tx); });
}
// A member of staff looks: that is written down.
http::Response get_desk_overview(const http::Request& request, Context& context) {
    return context.platform.database.write([&](sql::Transaction& tx) { return overview(request, context, tx); });
}

void write_file_part(Markup& out, sql::Transaction&, const Context& context, std::int64_t) {
    for (const auto& [href, words] : {std::pair<std::string_view, std::string_view>{"/profil-kerja", msg("Profil kerja saya")},
                                      {"/saran", msg("Lowongan yang cocok untuk saya")}}) {
        out << "<li><a"_html;
        out.attribute("href"_html, href);
        out << ">"_html << html::icon("briefcase") << "<span>"_html << context.t(words) << "</span></a></li>"_html;
    }
}

// On a person's file at the counter.
void write_desk_part(Markup& out, sql::Transaction&, const Context& context, std::int64_t subject) {
    out << " · <a"_html;
    out.attribute("href"_html, "/loket/profil/" + std::to_string(subject));
    out << ">"_html << context.t("Profil kerja") << "</a>"_html;
}

}  // namespace

void add_fit_parts() {
    html::add_part("file", write_file_part);
    html::add_part("desk file", write_desk_part);
}

std::vector<http::Route> profile_routes() {
    using enum http::Method;
    using http::Rate;
    return {{get, "/profil-kerja", get_overview, Permission::hold_application},
            {get, "/profil-kerja/{langkah}", get_step, Permission::hold_application},
            {post, "/profil-kerja/{langkah}", post_step, Permission::hold_application, Rate::write, form_max},
            {get, "/loket/profil/{application}", get_desk_overview, Permission::see_person},
            {get, "/loket/profil/{application}/{langkah}", get_step, Permission::see_person},
            {post, "/loket/profil/{application}/{langkah}", post_step, Permission::edit_application, Rate::write, form_max}};
}

}  // namespace matching
