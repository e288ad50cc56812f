#include "modules/registration/pages_desk.hpp"

#include <algorithm>
#include <span>

#include "base/text.hpp"
#include "base/whole.hpp"
#include "modules/office/actions.hpp"
#include "modules/reference/actions.hpp"
#include "modules/registration/rules.hpp"
#include "modules/registration/text.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

namespace registration {

namespace {

constexpr std::size_t occupations_asked = 2;
constexpr std::string_view religions[] = {msg("Islam"),
                                          msg("Kristen"),
                                          msg("Katolik"),
                                          msg("Hindu"),
                                          msg("Buddha"),
                                          msg("Khonghucu"),
                                          msg("Kepercayaan terhadap Tuhan Yang Maha Esa")};
constexpr std::string_view marital_states[] = {msg("Belum kawin"), msg("Kawin"), msg("Cerai hidup"), msg("Cerai mati")};

std::string occupation_title(const Context& context, std::string_view code) {
    const auto found = reference::find_occupation(code);
    if (!found) return std::string(code);
    return context.language == Language::english && !found->title_en.empty() ? found->title_en : found->title;
}

// The words of a village or an occupation typed without a script: taken when they can mean one thing only.
std::string village_meant(const std::string& typed, std::string_view regency_code) {
    if (reference::find_area(typed)) return typed;
    auto found = reference::find_villages(typed, regency_code, 2);
    if (found.empty()) found = reference::find_villages(typed, "", 2);
    return found.size() == 1 || (!found.empty() && reference::full_name(found.front().code) == typed) ? found.front().code : typed;
}

std::string occupation_meant(const std::string& typed) {
    if (reference::find_occupation(typed)) return typed;
    const auto found = reference::find_occupations(typed, 2);
    const bool is_plain = found.size() == 1 || (!found.empty() && text::lower(found.front().title) == text::lower(typed));
    return is_plain ? found.front().code : typed;
}

std::string typed_day(const http::Fields& form, std::string_view field) {
    if (const auto day = html::typed_date(form, field)) return *day;
    const std::string name(field);
    const auto said = text::trim(form.text(name + "-day")) + text::trim(form.text(name + "-month")) + text::trim(form.text(name + "-year"));
    return said.empty() ? "" : form.text(name + "-day") + "-" + form.text(name + "-month") + "-" + form.text(name + "-year");
}

std::vector<html::Option> with_blank(const Context& context, std::vector<html::Option> options) {
    options.insert(options.begin(), {"", std::string(context.t("Pilih")), ""});
    return options;
}

}  // namespace

std::string DeskFile::href(std::string_view rest) const {
    return "/loket/berkas/" + application.id.text() + (rest.empty() ? "" : "/" + std::string(rest));
}

bool DeskFile::is_seen(std::string_view kind) const { return std::ranges::find(originals, kind) != originals.end(); }

std::optional<DeskFile> desk_file(const Context& context, ApplicationId id, std::string_view purpose) {
    return context.platform.database.write([&](sql::Transaction& tx) -> std::optional<DeskFile> {
        auto opened = open_for_staff(tx, context, id, purpose);
        if (!opened) return {};
        DeskFile file;
        file.application = std::move(*opened);
        const auto office_id = file.application.office;
        file.office = office::find_office(tx, office_id).value();
        file.today = context.local(file.office.zone).date;
        file.documents = documents_of(tx, context, id);
        file.papers = office::document_requirements(tx, office_id);
        file.originals = originals_seen(tx, id);
        if (!is_closed(file.application.state)) file.warnings = warnings_of(tx, context, file.application);
        file.marks = marks_of(tx, context, id);
        file.rivals = rivals_of(tx, context, file.application);
        file.waits_for_reading = waits_for_reading(tx, file.application);
        const auto is_on = [&](std::string_view name) { return office::parameter(tx, office_id, name, file.today).is_on(); };
        file.religion_printed = is_on("card_shows_religion");
        file.marital_status_printed = is_on("card_shows_marital_status");
        file.serial_required = is_on("blank_serial_required");
        file.proxy_allowed = is_on("proxy_may_collect");
        if (file.application.card) {
            file.card = find_card(tx, context, file.application.card);
            file.prints = prints_of(tx, file.application.card);
            file.printers = office::printers(tx, office_id);
            file.signatory_known = office::signatory_on(tx, office_id, file.today).has_value();
        }
        return file;
    });
}

void write_letterhead(Markup& out, const office::Office& office) {
    out << "<div class=\"letterhead\"><p><strong>"_html << office.government << "</strong><br><strong>"_html << office.name
        << "</strong><br>"_html << office.address << "</p></div>"_html;
}

html::Frame desk_frame(const office::Office& office, std::string title, std::string path, bool training) {
    html::Frame frame;
    frame.title = std::move(title);
    frame.density = html::Density::desk;
    frame.office_name = office.name;
    frame.office_href = "/loket";
    frame.scripts = {"desk"};
    frame.current_path = std::move(path);
    frame.training = training;
    return frame;
}

std::optional<office::Office> own_office(const Context& context) {
    if (!context.actor.office) return {};
    return context.platform.database.read([&](sql::Transaction& tx) { return office::find_office(tx, context.actor.office); });
}

http::Response no_such_file(const Context& context) {
    return http::page(html::message_document(context, context.t("Berkas ini tidak ada di kantor Anda"),
                                             context.t("Alamatnya mungkin salah, atau berkasnya milik kantor lain."),
                                             context.t("Ke daftar hari ini"), "/loket"),
                      404);
}

http::Response no_such_card(const Context& context) {
    return http::page(html::message_document(context, context.t("Kartu ini tidak ada di kantor Anda"),
                                             context.t("Alamatnya mungkin salah, atau kartunya milik kantor lain."),
                                             context.t("Ke cetak dan tanda tangan"), "/loket/cetak"),
                      404);
}

// On a page, what is not yours is not there.
int page_status(Refusal why) { return why == Refusal::not_yours ? 404 : status_of(why); }

std::string_view desk_sentence(Refusal why) {
    if (why == Refusal::changed_meanwhile)
        return msg("Petugas lain baru saja mengubah berkas ini. Yang tampil di bawah adalah keadaan terbaru; periksa, lalu putuskan.");
    if (why == Refusal::no_signatory)
        return msg("Belum ada pejabat penanda tangan untuk hari ini. Minta manajer mengisinya di Atur kantor.");
    return sentence(why);
}

std::string shown_answer(const Context& context, const Answers& answers, std::string_view field) {
    const auto say = [&](std::string_view sentence) { return std::string(context.t(sentence)); };
    if (field == "nik") return answers.nik ? std::string(answers.nik->reveal()) : "";
    if (field == "name") return answers.name;
    if (field == "diploma_name_same")
        return !answers.diploma_name_same ? "" : say(*answers.diploma_name_same ? msg("Ya, persis sama") : msg("Tidak, ada yang berbeda"));
    if (field == "birth_place") return answers.birth_place;
    if (field == "birth_date") return answers.birth_date ? long_date(context.language, *answers.birth_date) : "";
    if (field == "sex") return !answers.sex ? "" : say(*answers.sex == Sex::male ? msg("Laki-laki") : msg("Perempuan"));
    if (field == "phone") return answers.phone ? answers.phone->national() : "";
    if (field == "address") return answers.address.reveal();
    if (field == "village_code") return reference::full_name(answers.village_code);
    if (field == "skills") return text::join(answers.skills, ", ");
    if (field == "desired_occupations") {
        std::vector<std::string> titles;
        for (const auto& code : answers.desired_occupations) titles.push_back(occupation_title(context, code));
        return text::join(titles, ", ");
    }
    if (field == "desired_place") {
        if (answers.desired_place == "anywhere") return say(msg("Di mana saja"));
        const auto area = reference::find_area(answers.desired_place);
        return area ? area->name : answers.desired_place;
    }
    if (field == "purpose" && answers.purpose) {
        switch (*answers.purpose) {
            case Purpose::domestic: return say(msg("Bekerja di dalam negeri"));
            case Purpose::abroad: return say(msg("Bekerja di luar negeri"));
            case Purpose::both: return say(msg("Keduanya"));
        }
    }
    if (field == "employment_situation" && answers.situation) {
        switch (*answers.situation) {
            case EmploymentSituation::never_worked: return say(msg("Belum pernah bekerja"));
            case EmploymentSituation::lost_or_left_job: return say(msg("Berhenti atau kehilangan pekerjaan"));
            case EmploymentSituation::employed_looking: return say(msg("Sedang bekerja, mencari yang lain"));
        }
    }
    if (field == "religion") return say(answers.religion);
    if (field == "marital_status") return say(answers.marital_status);
    if (field == "guardian_name") return answers.guardian_name;
    if (field == "guardian_phone") return answers.guardian_phone.reveal();
    if (field == "filled_in_by") return answers.filled_in_by;
    if (field.starts_with("education.") && !answers.education.empty()) {
        const auto& school = answers.education.front();
        if (field == "education.level") {
            const auto* level = reference::find_education_level(school.level);
            return level ? say(level->label) : school.level;
        }
        if (field == "education.major") return school.major;
        if (field == "education.school") return school.school;
        if (field == "education.year") return school.year > 0 ? std::to_string(school.year) : "";
    }
    return {};
}

std::string paper_label(const Context& context, const std::vector<office::DocumentRequirement>& papers, std::string_view kind) {
    for (const auto& one : papers)
        if (one.kind == kind) return std::string(context.t(one.label));
    return std::string(context.t(field_label("document." + std::string(kind))));
}

// --- the form on one screen ---

void write_answer_form(Markup& out, const Context& context, const FormOptions& options, const html::FormState& state) {
    const auto field = [&](std::string name, int width = 0) {
        html::Field made;
        made.name = std::move(name);
        made.label = context.t(field_label(made.name));
        made.value = state.value(made.name);
        made.error = state.error(made.name);
        made.width = width;
        return made;
    };
    const auto say = [&](std::string_view sentence) { return std::string(context.t(sentence)); };
    const auto& regency = options.office.regency_code;

    out << "<div class=\"columns\">"_html;
    auto nik = field("nik");
    nik.inputmode = "numeric";
    nik.max_length = 25;
    html::text_field(out, context, nik);
    html::text_field(out, context, field("name"));
    html::text_field(out, context, field("birth_place"));
    html::date_field(out, context, field("birth_date"), state);
    html::radios(out, context, field("sex"), {{"P", say(msg("Perempuan")), ""}, {"L", say(msg("Laki-laki")), ""}}, true);
    auto phone = field("phone");
    phone.inputmode = "tel";
    html::text_field(out, context, phone);
    html::text_field(out, context, field("address"));
    auto village = field("village_code");
    const auto villages = "/acuan/wilayah?regency=" + regency;
    village.suggestions = villages;
    if (const auto name = reference::full_name(village.value); !name.empty()) {
        village.chosen = village.value;
        village.value = name;
    }
    html::text_field(out, context, village);
    std::vector<html::Option> levels;
    for (const auto& level : reference::education_levels()) levels.push_back({std::string(level.code), say(level.label), ""});
    html::select(out, context, field("education.level"), with_blank(context, std::move(levels)));
    auto major = field("education.major");
    major.optional = true;
    html::text_field(out, context, major);
    html::text_field(out, context, field("education.school"));
    auto year = field("education.year", 4);
    year.inputmode = "numeric";
    html::text_field(out, context, year);
    html::radios(out, context, field("diploma_name_same"), {{"yes", say(msg("Ya")), ""}, {"no", say(msg("Tidak")), ""}}, true);
    auto skills = field("skills");
    skills.value = text::join(state.typed.all("skills"), ", ");
    const std::string skills_hint = say(msg("Pisahkan dengan koma"));
    skills.hint = skills_hint;
    html::text_field(out, context, skills);
    const auto wanted = state.typed.all("desired_occupations");
    for (std::size_t at = 0; at < occupations_asked; ++at) {
        auto occupation = field(at == 0 ? "desired_occupations" : "desired_occupations-2");
        occupation.label = at == 0 ? context.t(field_label("desired_occupations")) : context.t(msg("Jabatan lain yang diinginkan"));
        occupation.value = at < wanted.size() ? wanted[at] : "";
        occupation.optional = at > 0;
        if (reference::find_occupation(occupation.value)) {
            occupation.chosen = occupation.value;
            occupation.value = occupation_title(context, occupation.chosen);
        }
        occupation.suggestions = "/acuan/jabatan";
        html::text_field(out, context, occupation);
    }
    html::select(out, context, field("purpose"),
                 with_blank(context, {{"domestic", say(msg("Bekerja di dalam negeri")), ""},
                                      {"abroad", say(msg("Bekerja di luar negeri")), ""},
                                      {"both", say(msg("Keduanya")), ""}}));
    html::select(out, context, field("employment_situation"),
                 with_blank(context, {{"never_worked", say(msg("Belum pernah bekerja")), ""},
                                      {"lost_or_left_job", say(msg("Berhenti atau kehilangan pekerjaan")), ""},
                                      {"employed_looking", say(msg("Sedang bekerja, mencari yang lain")), ""}}));
    std::vector<html::Option> places = {{regency, "", ""}, {"anywhere", say(msg("Di mana saja")), ""}};
    if (const auto area = reference::find_area(regency)) places.front().label = area->name;
    if (const auto chosen = state.value("desired_place"); !chosen.empty() && chosen != regency && chosen != "anywhere")
        if (const auto area = reference::find_area(chosen)) places.push_back({chosen, area->name, ""});
    html::select(out, context, field("desired_place"), with_blank(context, std::move(places)));
    const auto from_ktp = [&](std::string name, std::span<const std::string_view> choices) {
        std::vector<html::Option> list;
        for (const auto one : choices) list.push_back({std::string(one), say(one), ""});
        auto asked = field(std::move(name));
        const std::string hint = say(msg("Seperti di KTP; dicetak pada kartu"));
        asked.hint = hint;
        html::select(out, context, asked, with_blank(context, std::move(list)));
    };
    if (options.religion) from_ktp("religion", religions);
    if (options.marital_status) from_ktp("marital_status", marital_states);
    if (options.guardian) {
        auto guardian = field("guardian_name");
        guardian.optional = true;
        html::text_field(out, context, guardian);
        auto guardian_phone = field("guardian_phone");
        guardian_phone.optional = true;
        html::text_field(out, context, guardian_phone);
    }
    auto helper = field("filled_in_by");
    helper.optional = true;
    const std::string helper_hint = say(msg("Jika orang lain yang menjawab. Kehadiran dan tanda tangan tetap milik pemohon."));
    helper.hint = helper_hint;
    html::text_field(out, context, helper);
    out << "</div>"_html;
    html::nik_offer(out, "nik", "birth_date", "sex", "L", "P");
}

Typed typed_from_form(const http::Fields& form, std::string_view regency_code) {
    Typed typed;
    for (const std::string field : {"nik", "name", "birth_place", "sex", "phone", "address", "education.level", "education.major",
                                    "education.school", "education.year", "diploma_name_same", "purpose", "employment_situation",
                                    "desired_place", "religion", "marital_status", "guardian_name", "guardian_phone", "filled_in_by"})
        if (form.has(field)) typed.emplace_back(field, form.text(field));
    typed.emplace_back("birth_date", typed_day(form, "birth_date"));
    const auto village = form.text("village_code-kode");
    typed.emplace_back("village_code", village.empty() ? village_meant(text::trim(form.text("village_code")), regency_code) : village);
    bool any_skill = false;
    for (const auto& part : text::split(form.text("skills"), ',')) {
        if (text::trim(part).empty()) continue;
        typed.emplace_back("skills", text::trim(part));
        any_skill = true;
    }
    if (!any_skill) typed.emplace_back("skills", "");
    bool any_occupation = false;
    for (const std::string name : {"desired_occupations", "desired_occupations-2"}) {
        const auto chosen = form.text(name + "-kode");
        const auto said = text::trim(form.text(name));
        if (chosen.empty() && said.empty()) continue;
        typed.emplace_back("desired_occupations", chosen.empty() ? occupation_meant(said) : chosen);
        any_occupation = true;
    }
    if (!any_occupation) typed.emplace_back("desired_occupations", "");
    return typed;
}

html::FormState state_from(const Typed& typed) {
    html::FormState state;
    for (const auto& [name, value] : typed) {
        state.typed.add(name, value);
        if (name != "birth_date") continue;
        if (const auto day = Date::parse(value)) {
            state.typed.add("birth_date-day", std::to_string(day->day()));
            state.typed.add("birth_date-month", std::to_string(day->month()));
            state.typed.add("birth_date-year", std::to_string(day->year()));
        } else {
            const auto parts = text::split(value, '-');
            if (parts.size() != 3) continue;
            state.typed.add("birth_date-day", parts[0]);
            state.typed.add("birth_date-month", parts[1]);
            state.typed.add("birth_date-year", parts[2]);
        }
    }
    return state;
}

void refuse_unfit(html::FormState& state, const Context& context, const std::vector<FieldError>& errors) {
    for (const auto& error : errors)
        state.refuse(error.field, std::string(context.t(field_label(error.field))) + ": " + std::string(context.t(sentence(error.why))));
}

http::Response inline_pdf(std::string bytes, std::string_view name) {
    return http::bytes(std::move(bytes), "application/pdf")
        .with_header("Content-Disposition", "inline; filename=\"" + std::string(name) + "\"")
        .with_header("Cache-Control", "private, no-store");
}

int whole(std::string_view typed) {
    const auto clean = text::trim(typed);
    return clean.empty() ? 0 : text::whole(clean).value_or(-1);
}

std::optional<int> version_of(const http::Request& request) {
    const int version = whole(request.form.text("versi"));
    if (version <= 0) return {};
    return version;
}

}  // namespace registration
