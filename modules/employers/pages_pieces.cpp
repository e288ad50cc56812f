#include "modules/employers/pages_pieces.hpp"

#include <algorithm>
#include <charconv>

#include "base/phone.hpp"
#include "base/text.hpp"
#include "modules/employers/rules.hpp"
#include "modules/reference/industries.hpp"
#include "platform/i18n/language.hpp"

namespace employers {

namespace {

struct FieldName {
    Field field;
    std::string_view name;  // in the form
};
constexpr FieldName field_names[] = {{Field::name, "nama"},
                                     {Field::nib, "nib"},
                                     {Field::kbli, "kbli"},
                                     {Field::regency, "alamat"},
                                     {Field::address, "alamat"},
                                     {Field::contact_name, "kontak"},
                                     {Field::contact_phone, "telepon"},
                                     {Field::contact_email, "surel"},
                                     {Field::website, "situs"},
                                     {Field::workers, "pekerja"},
                                     {Field::workers_disabled, "disabilitas"},
                                     {Field::workers_local, "lokal"}};

std::string_view name_of(Field field) { return std::ranges::find(field_names, field, &FieldName::field)->name; }

std::string_view sentence(Unfit why) {
    switch (why) {
        case Unfit::missing: return msg("Isian ini wajib.");
        case Unfit::too_long: return msg("Isian ini terlalu panjang atau memuat karakter yang tidak dapat dicetak.");
        case Unfit::nib_digits: return msg("NIB terdiri dari 13 angka. Kosongkan bila belum punya.");
        case Unfit::kbli_unknown: return msg("Pilih bidang usaha dari daftar, atau tulis 5 angka KBLI-nya.");
        case Unfit::kbli_version: return msg("Pilih daftar KBLI tahun 2020 atau 2025.");
        case Unfit::regency_unknown: return msg("Wilayah ini tidak dikenal.");
        case Unfit::phone: return msg("Nomor telepon ini tidak lengkap atau salah ketik.");
        case Unfit::email: return msg("Surel ini tidak lengkap.");
        case Unfit::website: return msg("Alamat situs ini tidak lengkap.");
        case Unfit::number: return msg("Tulis jumlahnya dengan angka.");
        case Unfit::more_than_workers: return msg("Lebih banyak daripada semua pekerja.");
    }
    return {};
}

// Of the fields that nobody may leave empty: above the form several of them stand together.
std::string_view label_of(Field field) {
    if (field == Field::name) return msg("Nama perusahaan atau pemberi kerja");
    if (field == Field::address) return msg("Alamat tempat kerja");
    if (field == Field::contact_name) return msg("Nama orang yang dihubungi");
    if (field == Field::contact_phone) return msg("Nomor telepon");
    return {};
}

bool was_typed(const html::FormState& state) { return state.typed.has("nama"); }

std::string shown(const html::FormState& state, std::string_view name, const std::string& kept) {
    return was_typed(state) ? state.value(name) : kept;
}

std::string shown(const html::FormState& state, std::string_view name, std::int64_t kept) {
    return shown(state, name, kept > 0 ? std::to_string(kept) : std::string());
}

// A code from the list, five digits that were typed, or the only group that the words mean.
std::string typed_kbli(const html::FormState& state) {
    const auto words = text::squeeze(state.value("kbli"));
    const auto chosen = state.value("kbli-kode");
    if (words.empty()) return {};
    if (!chosen.empty()) return chosen;
    if (const auto head = words.substr(0, words.find(' ')); head.size() == 5 && head.find_first_not_of("0123456789") == std::string::npos)
        return head;
    const auto found = reference::find_industries(words, 2);
    return found.size() == 1 ? found.front().code : words;
}

void write_branch(Markup& out, const Context& context, const Employer& employer, const html::FormState& state, Form form) {
    const bool is_branch =
        was_typed(state) ? state.value("tempat") == "cabang" : employer.head_office || !employer.head_office_name.empty();
    html::radios(out, context,
                 {.name = "tempat", .label = context.t("Ini kantor pusat atau cabang?"), .value = is_branch ? "cabang" : "pusat"},
                 {{"pusat", std::string(context.t("Kantor pusat, atau satu-satunya tempat kerja")), ""},
                  {"cabang", std::string(context.t("Cabang")), ""}},
                 true);
    if (form == Form::own && employer.head_office) return;
    html::text_field(out, context,
                     {.name = "pusat",
                      .label = context.t("Nama kantor pusat, bila ini cabang"),
                      .value = shown(state, "pusat", employer.head_office_name),
                      .error = state.error("pusat"),
                      .max_length = 120,
                      .optional = true});
}

}  // namespace

void write_company_fields(Markup& out, const Context& context, const Employer& employer, const html::FormState& state, Form form) {
    out << "<section class=\"panel\"><h2>"_html << context.t("Perusahaan") << "</h2><div class=\"columns\">"_html;
    html::text_field(out, context,
                     {.name = "nama",
                      .label = context.t("Nama perusahaan atau pemberi kerja"),
                      .hint = form == Form::own ? context.t("Nama baru dilihat petugas dahulu; nama lama tetap tampil.")
                                                : context.t("Perorangan menulis nama sendiri."),
                      .value = shown(state, "nama", employer.name),
                      .error = state.error("nama"),
                      .autocomplete = "organization",
                      .max_length = 120});
    html::text_field(out, context,
                     {.name = "nib",
                      .label = context.t("NIB"),
                      .hint = context.t("13 angka dari OSS. Rumah tangga dan usaha tanpa NIB mengosongkannya."),
                      .value = shown(state, "nib", employer.nib),
                      .error = state.error("nib"),
                      .inputmode = "numeric",
                      .width = 20,
                      .max_length = 20,
                      .optional = true});
    html::text_field(out, context,
                     {.name = "kbli",
                      .label = context.t("Bidang usaha"),
                      .hint = context.t("Ketik, misalnya: restoran, konstruksi gedung, 5 angka KBLI"),
                      .value = shown(state, "kbli", industry_words(employer)),
                      .error = state.error("kbli"),
                      .max_length = 120,
                      .optional = true,
                      .suggestions = "/acuan/usaha",
                      .chosen = shown(state, "kbli-kode", employer.kbli)});
    html::select(out, context,
                 {.name = "kbli_versi",
                  .label = context.t("Daftar KBLI"),
                  .hint = context.t("Angka yang sama dapat berarti lain pada daftar 2025."),
                  .value = shown(state, "kbli_versi", employer.kbli_version.empty() ? "2020" : employer.kbli_version)},
                 {{"2020", "KBLI 2020", ""}, {"2025", "KBLI 2025", ""}});
    std::vector<html::Option> kinds;
    for (const auto one : all_ownerships) kinds.push_back({std::string(code(one)), std::string(context.t(label(one))), ""});
    html::select(out, context,
                 {.name = "kepemilikan",
                  .label = context.t("Kepemilikan"),
                  .value = shown(state, "kepemilikan", std::string(code(employer.ownership)))},
                 kinds);
    std::vector<html::Option> sizes;
    for (const auto one : all_sizes) sizes.push_back({std::string(code(one)), std::string(context.t(label(one))), ""});
    html::select(out, context,
                 {.name = "ukuran", .label = context.t("Ukuran"), .value = shown(state, "ukuran", std::string(code(employer.size)))},
                 sizes);
    out << "</div>"_html;
    write_branch(out, context, employer, state, form);
    out << "</section><section class=\"panel\"><h2>"_html << context.t("Tempat dan orang yang dihubungi")
        << "</h2><div class=\"columns\">"_html;
    html::text_field(out, context,
                     {.name = "alamat",
                      .label = context.t("Alamat tempat kerja"),
                      .value = shown(state, "alamat", employer.address),
                      .error = state.error("alamat"),
                      .autocomplete = "address-line1",
                      .max_length = 200});
    html::text_field(out, context,
                     {.name = "kontak",
                      .label = context.t("Nama orang yang dihubungi"),
                      .value = shown(state, "kontak", employer.contact_name),
                      .error = state.error("kontak"),
                      .autocomplete = "name",
                      .max_length = 100});
    html::text_field(out, context,
                     {.name = "telepon",
                      .label = context.t("Nomor telepon"),
                      .hint = context.t("Petugas menelepon untuk memastikan."),
                      .value = shown(state, "telepon", phone_words(employer.contact_phone)),
                      .error = state.error("telepon"),
                      .type = "tel",
                      .inputmode = "tel",
                      .autocomplete = "tel",
                      .width = 20,
                      .max_length = 24});
    html::text_field(out, context,
                     {.name = "surel",
                      .label = context.t("Surel"),
                      .value = shown(state, "surel", employer.contact_email),
                      .error = state.error("surel"),
                      .type = "email",
                      .autocomplete = "email",
                      .max_length = 120,
                      .optional = true});
    if (form != Form::door)
        html::select(out, context,
                     {.name = "bahasa", .label = context.t("Bahasa pesan dari kantor"), .value = shown(state, "bahasa", employer.language)},
                     {{"id", "Bahasa Indonesia", ""}, {"en", "English", ""}});
    if (form != Form::door)
        html::text_field(out, context,
                         {.name = "situs",
                          .label = context.t("Situs"),
                          .value = shown(state, "situs", employer.website),
                          .error = state.error("situs"),
                          .inputmode = "url",
                          .max_length = 120,
                          .optional = true});
    out << "</div></section>"_html;
    if (form == Form::door) return;
    out << "<section class=\"panel\"><h2>"_html << context.t("Pekerja") << "</h2><div class=\"columns\">"_html;
    const auto number = [&](std::string_view name, std::string_view said, std::int64_t kept) {
        html::text_field(out, context,
                         {.name = std::string(name),
                          .label = said,
                          .value = shown(state, name, kept),
                          .error = state.error(name),
                          .inputmode = "numeric",
                          .width = 5,
                          .max_length = 8,
                          .optional = true});
    };
    number("pekerja", context.t("Semua pekerja"), employer.workers);
    number("disabilitas", context.t("Di antaranya penyandang disabilitas"), employer.workers_disabled);
    number("lokal", context.t("Di antaranya warga setempat"), employer.workers_local);
    out << "</div></section>"_html;
}

Employer typed_company(const Context& context, html::FormState& state, Employer known, Form form) {
    auto one = std::move(known);
    one.name = state.value("nama");
    one.nib = state.value("nib");
    one.kbli = typed_kbli(state);
    one.kbli_version = one.kbli.empty() ? "" : state.value("kbli_versi");
    one.ownership = parse_ownership(state.value("kepemilikan")).value_or(one.ownership);
    one.size = parse_size(state.value("ukuran")).value_or(one.size);
    const bool is_branch = state.value("tempat") == "cabang";
    const auto head = text::clean_line(state.value("pusat"), 120);
    if (!head)
        state.refuse("pusat", context.t(sentence(Unfit::too_long)));
    else if (is_branch && !one.head_office && head->empty())
        state.refuse("pusat", context.t("Tulis nama kantor pusatnya."));
    one.head_office_name = is_branch ? head.value_or("") : "";
    if (!is_branch && form != Form::own) one.head_office = {};
    one.address = state.value("alamat");
    one.contact_name = state.value("kontak");
    one.contact_phone = state.value("telepon");
    one.contact_email = state.value("surel");
    if (form != Form::door) {
        one.website = state.value("situs");
        one.language = state.value("bahasa") == "en" ? "en" : "id";
        const auto count = [&](std::string_view name) {
            return text::trim(state.value(name)).empty() ? 0 : typed_number(state.value(name));
        };
        one.workers = count("pekerja");
        one.workers_disabled = count("disabilitas");
        one.workers_local = count("lokal");
        if (one.workers > 0) one.size = size_of(one.workers);
    }
    // A code too long for the field is not cut: it is unknown.
    for (const auto& fault : tidy(one)) {
        const auto why = fault.field == Field::kbli ? (fault.why == Unfit::too_long ? Unfit::kbli_unknown : fault.why) : fault.why;
        if (!state.error(name_of(fault.field)).empty()) continue;
        const auto label = why == Unfit::missing || why == Unfit::too_long ? label_of(fault.field) : std::string_view{};
        const auto said = std::string(context.t(sentence(why)));
        state.refuse(std::string(name_of(fault.field)), label.empty() ? said : std::string(context.t(label)) + ": " + said);
    }
    return one;
}

void refuse(const Context& context, html::FormState& state, Refusal why) {
    const auto field = [&]() -> std::string_view {
        switch (why) {
            case Refusal::nib_known: return "nib";
            case Refusal::head_office_unfit: return "tempat";
            case Refusal::user_name_taken:
            case Refusal::user_name_unfit: return "pengguna";
            case Refusal::call_back_missing: return "siapa";
            case Refusal::reason_missing: return "alasan";
            case Refusal::no_such_employer:
            case Refusal::no_employer_of_yours:
            case Refusal::field_missing:
            case Refusal::field_unfit:
            case Refusal::account_taken:
            case Refusal::has_tie:
            case Refusal::wrong_state:
            case Refusal::changed_meanwhile: break;
        }
        return "isi";
    }();
    state.refuse(std::string(field), context.t(sentence(why)));
}

html::Tone tone_of(EmployerState state) {
    switch (state) {
        case EmployerState::submitted: return html::Tone::warning;
        case EmployerState::verified: return html::Tone::good;
        case EmployerState::refused:
        case EmployerState::suspended: return html::Tone::danger;
    }
    return html::Tone::info;
}

void write_state(Markup& out, const Context& context, EmployerState state) { html::tag(out, tone_of(state), context.t(label(state))); }

std::string industry_words(const Employer& employer) {
    if (employer.kbli.empty()) return {};
    const auto known = reference::find_industry(employer.kbli, employer.kbli_version);
    return known ? known->code + " " + known->title : employer.kbli;
}

std::string phone_words(const std::string& stored) {
    const auto phone = Phone::parse(stored);
    return phone ? phone->national() : stored;
}

void write_tie(Markup& out, const Context& context) {
    html::notice(out, html::Tone::warning, context.t("Rekan lain yang memutuskan"), context.t(sentence(Refusal::has_tie)));
}

http::Response no_office(const Context& context) {
    return not_there(context, context.t("Akun ini tidak bekerja untuk satu kantor"), context.t("Pilih kantornya dulu."),
                     context.t("Ke pengaturan"), "/atur");
}

int typed_number(std::string_view typed) {
    auto digits = text::trim(typed);
    std::erase(digits, '.');
    int value = -1;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc{} && end == digits.data() + digits.size() ? value : -1;
}

}  // namespace employers
