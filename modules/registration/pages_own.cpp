#include "modules/registration/pages_own.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "modules/office/actions.hpp"
#include "modules/reference/actions.hpp"
#include "modules/registration/text.hpp"
#include "platform/sql/sql.hpp"

namespace registration {
namespace {

constexpr std::int64_t cookie_kept_s = 60LL * 24 * 3600;
constexpr std::size_t found_max = 8;

// What people in a waiting room name most; one tap each. Anything else is typed.
constexpr std::string_view usual_skills[] = {
    msg("Komputer (Word, Excel)"),
    msg("Mengemudi (SIM A)"),
    msg("Mengemudi (SIM B)"),
    msg("Menjahit"),
    msg("Memasak"),
    msg("Las"),
    msg("Listrik"),
    msg("Penjualan"),
    msg("Administrasi kantor"),
    msg("Bahasa Inggris"),
};
bool is_usual_skill(std::string_view skill) { return std::ranges::find(usual_skills, skill) != std::end(usual_skills); }

std::string title_of(const Context& context, const reference::Occupation& occupation) {
    return context.language == Language::english && !occupation.title_en.empty() ? occupation.title_en : occupation.title;
}

bool is_unit_group(std::string_view code) { return code.size() == 4 && reference::find_occupation(code).has_value(); }
bool is_village(std::string_view code) {
    const auto area = reference::find_area(code);
    return area && area->level == reference::AreaLevel::village;
}

// A choice from the suggestions, if the words still are those that were chosen: without script they may have been
// changed while the code stayed behind.
std::string village_in(const http::Fields& form, const Own& own) {
    const auto words = text::squeeze(form.text("village_code"));
    const auto code = form.text("village_code-kode");
    if (is_village(code) && reference::full_name(code) == words) return code;
    if (const auto found = form.text("village_code-found"); is_village(found)) return found;
    if (words.empty() || is_village(words)) return words;
    auto villages = reference::find_villages(words, own.office.regency_code, 2);
    if (villages.empty()) villages = reference::find_villages(words, "", 2);
    return villages.size() == 1 ? villages.front().code : words;
}

std::vector<std::string> occupations_in(const http::Fields& form) {
    auto codes = form.all("desired_occupations-chosen");
    const auto words = text::squeeze(form.text("desired_occupations"));
    const auto code = form.text("desired_occupations-kode");
    const auto picked = form.all("desired_occupations-found");
    codes.insert(codes.end(), picked.begin(), picked.end());
    if (const auto chosen = reference::find_occupation(code); chosen && (words == chosen->title || words == chosen->title_en)) {
        codes.push_back(code);
    } else if (!words.empty() && picked.empty()) {
        const auto found = reference::find_occupations(words, 2);
        const bool is_exact = !found.empty() && text::lower(found.front().title) == text::lower(words);
        codes.push_back(is_exact || found.size() == 1 ? found.front().code : words);
    }
    return codes;
}

std::vector<std::string> skills_in(const http::Fields& form) {
    auto skills = form.all("skills-usual");
    for (const auto& part : text::split(form.text("skills"), ','))
        if (auto skill = text::squeeze(part); !skill.empty()) skills.push_back(std::move(skill));
    return skills;
}

// Right or wrong, as it was typed: "1995-08-07", or "31-2-1995" for a day that does not exist.
std::string date_in(const http::Fields& form, std::string_view field) {
    if (const auto day = html::typed_date(form, field)) return *day;
    const std::string name(field);
    const auto day = text::trim(form.text(name + "-day"));
    const auto month = text::trim(form.text(name + "-month"));
    const auto year = text::trim(form.text(name + "-year"));
    if (day.empty() && month.empty() && year.empty()) return {};
    return day + "-" + month + "-" + year;
}

std::vector<html::Option> places_of(const Context& context, const Own& own) {
    std::vector<html::Option> options;
    const auto regency = reference::find_area(own.office.regency_code);
    const auto province = reference::find_area(own.office.regency_code.substr(0, 2));
    if (regency) options.push_back({regency->code, regency->name, ""});
    if (province) options.push_back({province->code, fill(context.t("Di seluruh {provinsi}"), {{"provinsi", province->name}}), ""});
    options.push_back({"anywhere", std::string(context.t("Di mana saja")), ""});
    return options;
}

std::vector<html::Option> options_of(const Context& context, const Own& own, std::string_view field) {
    const auto say = [&](std::string_view sentence) { return std::string(context.t(sentence)); };
    if (field == "sex") return {{"P", say(msg("Perempuan")), ""}, {"L", say(msg("Laki-laki")), ""}};
    if (field == "diploma_name_same")
        return {{"yes", say(msg("Ya, persis sama")), ""},
                {"no", say(msg("Tidak, ada yang berbeda")), say(msg("Misalnya satu huruf, singkatan, atau gelar."))},
                {"unknown", say(msg("Saya belum tahu")), say(msg("Cocokkan dulu sebelum berangkat ke kantor."))}};
    if (field == "purpose")
        return {{"domestic", say(msg("Bekerja di dalam negeri")), ""},
                {"abroad", say(msg("Bekerja di luar negeri")), ""},
                {"both", say(msg("Keduanya")), ""}};
    if (field == "employment_situation")
        return {{"never_worked", say(msg("Belum pernah bekerja")), ""},
                {"lost_or_left_job", say(msg("Berhenti atau kehilangan pekerjaan")), ""},
                {"employed_looking", say(msg("Sedang bekerja, mencari yang lain")), ""}};
    if (field == "desired_place") return places_of(context, own);
    std::vector<html::Option> levels;
    if (field == "education.level") {
        levels.push_back({"", say(msg("Pilih pendidikan")), ""});
        for (const auto& level : reference::education_levels()) levels.push_back({std::string(level.code), say(level.label), ""});
    }
    return levels;
}

void write_village(Markup& out, const Context& context, const Own& own, const html::FormState& state, html::Field field) {
    const auto value = state.value("village_code");
    const bool known = is_village(value);
    const auto suggestions = "/acuan/wilayah?regency=" + own.office.regency_code;
    field.value = known ? reference::full_name(value) : value;
    field.chosen = known ? value : "";
    field.suggestions = suggestions;
    html::text_field(out, context, field);
    if (known || value.empty()) return;
    auto found = reference::find_villages(value, own.office.regency_code, found_max);
    if (found.empty()) found = reference::find_villages(value, "", found_max);
    if (found.empty()) return;
    std::vector<html::Option> options;
    for (const auto& one : found) options.push_back({one.code, reference::full_name(one.code), ""});
    html::radios(out, context, {.name = "village_code-found", .label = context.t("Yang mana?")}, options);
}

void write_occupations(Markup& out, const Context& context, const html::FormState& state, html::Field field) {
    std::vector<html::Option> chosen;
    std::vector<std::string> codes;
    std::string words;
    for (const auto& one : state.typed.all("desired_occupations")) {
        if (!is_unit_group(one)) {
            words = one;
            continue;
        }
        codes.push_back(one);
        chosen.push_back({one, title_of(context, *reference::find_occupation(one)), ""});
    }
    if (!chosen.empty())
        html::checkboxes(out, context, {.name = "desired_occupations-chosen", .label = context.t("Pilihan Anda")}, chosen, codes);
    if (!chosen.empty()) {
        field.label = context.t("Tambah pekerjaan lain");
        field.optional = true;
    }
    field.value = words;
    field.suggestions = "/acuan/jabatan";
    html::text_field(out, context, field);
    const auto found = words.empty() ? std::vector<reference::Occupation>{} : reference::find_occupations(words, found_max);
    if (found.empty()) return;
    std::vector<html::Option> options;
    for (const auto& one : found) options.push_back({one.code, title_of(context, one), ""});
    html::checkboxes(out, context, {.name = "desired_occupations-found", .label = context.t("Mana yang paling dekat?")}, options, {});
}

void write_skills(Markup& out, const Context& context, const html::FormState& state, html::Field field) {
    std::vector<std::string> usual;
    std::vector<std::string> own_words;
    for (auto& one : state.typed.all("skills")) (is_usual_skill(one) ? usual : own_words).push_back(std::move(one));
    field.value = text::join(own_words, ", ");
    html::text_field(out, context, field);
    html::details_open(out, context.t("Pilih dari daftar"));
    std::vector<html::Option> options;
    for (const auto skill : usual_skills) options.push_back({std::string(skill), std::string(context.t(skill)), ""});
    html::checkboxes(out, context, {.name = "skills-usual", .label = context.t("Keterampilan yang sering ditulis")}, options, usual);
    html::details_close(out);
}

std::string_view question(std::string_view field) {
    if (field == "name") return msg("Nama lengkap Anda, persis seperti di KTP");
    if (field == "diploma_name_same") return msg("Apakah nama di ijazah persis sama dengan di KTP?");
    if (field == "phone") return msg("Nomor telepon atau WhatsApp");
    if (field == "address") return msg("Alamat sesuai KTP");
    if (field == "desired_occupations") return msg("Pekerjaan yang Anda cari");
    if (field == "desired_place") return msg("Di mana Anda ingin bekerja?");
    if (field == "purpose") return msg("Untuk bekerja di mana kartu ini?");
    if (field == "employment_situation") return msg("Keadaan Anda sekarang");
    return field_label(field);
}

std::string_view hint(std::string_view field) {
    if (field == "nik") return msg("16 angka di KTP Anda");
    if (field == "name") return msg("Tulis tanpa gelar bila gelar tidak ada di KTP.");
    if (field == "diploma_name_same") return msg("Nama yang berbeda adalah alasan paling sering orang harus datang dua kali.");
    if (field == "phone") return msg("Boleh nomor keluarga. Contoh: 0812 3456 7890");
    if (field == "address") return msg("Jalan, nomor rumah, RT dan RW");
    if (field == "village_code") return msg("Ketik nama kelurahan atau desa, lalu pilih dari saran.");
    if (field == "education.major") return msg("Kosongkan bila sekolah Anda tanpa jurusan.");
    if (field == "skills") return msg("Pisahkan dengan koma. Contoh: las listrik, menyetir");
    if (field == "desired_occupations") return msg("Ketik dengan kata Anda sendiri, lalu pilih yang paling dekat.");
    if (field == "birth_date") return msg("Contoh: 7 8 1995");
    if (field == "guardian_name") return msg("Orang tua atau wali ikut datang dengan KTP-nya.");
    return "";
}

}  // namespace

std::string Own::href(std::string_view rest) const { return "/berkas/" + application.id.text() + std::string(rest); }

bool Own::needs_guardian() const {
    const auto& born = application.answers.birth_date;
    return born && born->age_on(today) < guardian_below_age;
}

Actor holder_of(ApplicationId id, OfficeId office, const Actor& asking) {
    auto actor = asking;
    actor.kind = ActorKind::applicant;
    actor.applicant = id.value;
    actor.account = {};
    actor.office = office;
    actor.permissions = {Permission::hold_application};
    return actor;
}

http::Cookie file_on_this_phone(const http::Request& request, std::string_view token) {
    return {std::string(file_cookie), cookie_with(request.cookie(file_cookie), token), cookie_kept_s};
}

http::Response not_there(const Context& context) {
    return http::page(html::message_document(context, context.t("Berkas ini tidak ada di ponsel ini"),
                                             context.t("Buka dengan kode tiket dan tanggal lahir."), context.t("Buka berkas"), "/berkas"),
                      404);
}

Opened open_own(const http::Request& request, Context& context) {
    Opened opened;
    const auto id = request.path_id<ApplicationId>(0);
    const bool is_current = context.actor.kind == ActorKind::applicant && context.actor.applicant == id.value && id;
    std::string token;
    opened.own = context.platform.database.read([&](sql::Transaction& tx) -> std::optional<Own> {
        if (!is_current) {
            if (context.actor.bearer) return {};
            for (const auto& one : files_on_phone(tx, context, request.cookie(file_cookie)))
                if (one.id == id && id) token = one.token;
            if (token.empty()) return {};
            context.actor = holder_of(id, {}, context.actor);
        }
        auto application = find_application(tx, context, id);
        if (!application) return {};
        context.actor.office = application->office;
        auto office = office::find_office(tx, application->office);
        if (!office) return {};
        Own own{std::move(*application), std::move(*office), typed_so_far(tx, context, id), documents_of(tx, context, id), {}, {}, 0};
        own.today = context.local(own.office.zone).date;
        own.papers = office::document_requirements(tx, own.office.id);
        own.guardian_below_age = office::parameter(tx, own.office.id, "guardian_below_age", own.today).number();
        if (own.application.state == ApplicationState::draft) own.application.answers = read_answers(own.typed, own.today).answers;
        return own;
    });
    if (!opened.own) {
        opened.instead = not_there(context);
    } else if (!token.empty() && request.method == http::Method::get) {
        opened.instead = http::see_other(request.path).with_cookie(file_on_this_phone(request, token));
        opened.own.reset();
    }
    return opened;
}

html::Frame own_frame(const Own& own, std::string_view title, std::string path) {
    html::Frame frame;
    frame.title = title;
    frame.office_name = own.office.name;
    frame.office_href = "/kantor/" + own.office.code;
    frame.current_path = std::move(path);
    frame.training = own.application.training;
    return frame;
}

html::FormState state_of(const Typed& typed) {
    html::FormState state;
    for (const auto& [name, value] : typed) {
        state.typed.add(name, value);
        if (name != "birth_date" || value.empty() || Date::parse(value)) continue;
        const auto parts = text::split(value, '-');
        constexpr std::string_view suffixes[] = {"-day", "-month", "-year"};
        for (std::size_t at = 0; at < 3 && at < parts.size(); ++at) state.typed.add(name + std::string(suffixes[at]), parts[at]);
    }
    return state;
}

void refuse_fields(html::FormState& state, const Context& context, const std::vector<FieldError>& errors) {
    for (const auto& error : errors) {
        if (error.why == Unfit::missing) {
            state.refuse(error.field,
                         fill(context.t("{isian}: wajib diisi."), {{"isian", std::string(context.t(field_label(error.field)))}}));
        } else if (error.why == Unfit::not_in_list && error.field == "village_code") {
            state.refuse(error.field, context.t("Pilih kelurahan atau desa dari daftar. Bila tidak ada, tulis nama kecamatannya juga."));
        } else if (error.why == Unfit::not_in_list && error.field == "desired_occupations") {
            state.refuse(error.field, context.t("Pilih pekerjaan yang paling dekat dari daftar. Bila tidak ada, coba kata lain."));
        } else {
            state.refuse(error.field, context.t(sentence(error.why)));
        }
    }
}

Typed typed_in(const Context&, const Own& own, const http::Fields& form, const std::vector<std::string>& fields) {
    Typed typed;
    const auto add_all = [&](const std::string& field, const std::vector<std::string>& values) {
        for (const auto& value : values) typed.emplace_back(field, value);
        if (values.empty()) typed.emplace_back(field, "");
    };
    for (const auto& field : fields) {
        if (field == "village_code")
            typed.emplace_back(field, village_in(form, own));
        else if (field == "desired_occupations")
            add_all(field, occupations_in(form));
        else if (field == "skills")
            add_all(field, skills_in(form));
        else if (field == "birth_date")
            typed.emplace_back(field, date_in(form, field));
        else if (!field.starts_with("document."))
            typed.emplace_back(field, form.text(field));
    }
    return typed;
}

void write_question(Markup& out, const Context& context, const Own& own, const html::FormState& state, std::string_view name,
                    bool is_heading) {
    html::Field field{.name = std::string(name), .label = context.t(question(name))};
    if (const auto words = hint(name); !words.empty()) field.hint = context.t(words);
    field.value = state.value(name);
    field.error = state.error(name);
    field.label_is_heading = is_heading;
    if (name.starts_with("document.")) return write_paper_field(out, context, own, state, name.substr(9), false);
    if (name == "village_code") return write_village(out, context, own, state, field);
    if (name == "desired_occupations") return write_occupations(out, context, state, field);
    if (name == "skills") {
        field.optional = true;
        return write_skills(out, context, state, field);
    }
    if (name == "education.level") return html::select(out, context, field, options_of(context, own, name));
    if (auto options = options_of(context, own, name); !options.empty()) {
        field.optional = name == "desired_place" || name == "employment_situation";
        return html::radios(out, context, field, options);
    }
    if (name == "birth_date") {
        field.autocomplete = "bday";
        return html::date_field(out, context, field, state);
    }
    if (name == "address") {
        field.autocomplete = "street-address";
        return html::text_area(out, context, field, 2);
    }
    if (name == "nik") field.inputmode = "numeric", field.width = 20;
    if (name == "name") field.autocomplete = "name";
    if (name == "phone" || name == "guardian_phone") field.type = "tel", field.width = 20;
    if (name == "phone") field.autocomplete = "tel";
    if (name == "education.year") field.inputmode = "numeric", field.width = 4;
    if (name == "education.major" || name == "guardian_phone") field.optional = true;
    html::text_field(out, context, field);
    if (name == "nik") html::nik_offer(out, "nik", "birth_date", "sex", "L", "P");
}

std::string shown_value(const Context& context, const Own& own, std::string_view field) {
    const auto value = first(own.typed, field);
    if (field == "birth_date") {
        const auto day = Date::parse(value);
        return day ? long_date(context.language, *day).substr(long_date(context.language, *day).find(' ') + 1) : value;
    }
    if (field == "village_code") return is_village(value) ? reference::full_name(value) : value;
    if (field == "skills") return text::join(all(own.typed, field), ", ");
    if (field == "desired_occupations") {
        std::vector<std::string> titles;
        for (const auto& code : all(own.typed, field)) {
            const auto occupation = code.size() == 4 ? reference::find_occupation(code) : std::nullopt;
            titles.push_back(occupation ? title_of(context, *occupation) : code);
        }
        return text::join(titles, ", ");
    }
    for (const auto& option : options_of(context, own, field))
        if (option.value == value && !value.empty()) return option.label;
    return value;
}

}  // namespace registration
