#include "modules/search/text.hpp"

#include "modules/reference/actions.hpp"
#include "modules/search/actions.hpp"
#include "modules/vacancies/actions.hpp"
#include "platform/i18n/language.hpp"
#include "platform/i18n/numbers.hpp"

namespace search {

namespace {

template <class Kind>
std::string words_of_code(const Context& context, std::string_view code, std::initializer_list<Kind> kinds) {
    for (const auto kind : kinds)
        if (vacancies::code(kind) == code) return std::string(context.t(vacancies::label(kind)));
    return std::string(code);
}

std::string type_words(const Context& context, std::string_view code) {
    using enum vacancies::Contract;
    return words_of_code(context, code, {permanent, fixed_term, apprenticeship, daily, freelance});
}

std::string mode_words(const Context& context, std::string_view code) {
    using enum vacancies::WorkMode;
    return words_of_code(context, code, {on_site, hybrid, remote});
}

std::string occupation_words(const Context& context, const std::string& code) {
    const auto found = reference::find_occupation(code);
    if (!found) return code;
    return context.language == Language::english && !found->title_en.empty() ? found->title_en : found->title;
}

}  // namespace

std::string_view sentence(SearchRefusal why) {
    switch (why) {
        case SearchRefusal::too_many: return msg("Anda sudah menyimpan sepuluh pencarian. Hapus salah satu dulu.");
        case SearchRefusal::already_saved: return msg("Pencarian ini sudah Anda simpan.");
        case SearchRefusal::nothing_asked: return msg("Tulis kata atau pilih saringan dulu, lalu simpan.");
        case SearchRefusal::file_withdrawn:
            return msg(
                "Berkas ini sudah ditarik, jadi pencarian tidak disimpan dan kabar tidak dikirim lagi dengannya. Buat berkas baru, atau "
                "simpan alamat halaman pencarian di peramban Anda.");
        case SearchRefusal::no_such_search: return msg("Pencarian tersimpan ini tidak ada lagi.");
    }
    return "";
}

std::string education_words(const Context& context, std::uint8_t rank) {
    const auto level = education_of_step(rank);
    if (rank <= 1) return std::string(context.t(msg("Tanpa syarat ijazah")));
    if (level == "sma") return std::string(context.t(msg("SMA, SMK, MA, atau Paket C")));
    if (level == "s1") return std::string(context.t(msg("Sarjana (S1) atau D4")));
    const auto* const found = reference::find_education_level(level);
    return found == nullptr ? std::string(level) : std::string(context.t(found->label));
}

std::string major_words(const Context& context, std::uint16_t major) {
    if (major == no_major) return std::string(context.t(msg("Belum dikelompokkan")));
    return occupation_words(context, std::to_string(major));
}

std::string place_words(const Context& context, const std::string& code) {
    if (code.empty()) return std::string(context.t(msg("Seluruh Indonesia")));
    const auto area = reference::find_area(code);
    if (!area) return code;
    if (area->level != reference::AreaLevel::district) return area->name;
    const auto regency = reference::find_area(code.substr(0, 5));
    return regency ? area->name + ", " + regency->name : area->name;
}

std::vector<Limit> limits_of(const Context& context, const SearchForm& form) {
    std::vector<Limit> limits;
    const auto add = [&](std::string_view sentence, const std::string& value, auto field) {
        auto without = form;
        without.*field = {};
        limits.push_back({fill(context.t(sentence), {{"nilai", value}}), std::move(without)});
    };
    if (!form.words.empty()) add(msg("Kata: {nilai}"), form.words, &SearchForm::words);
    if (!form.place.empty()) {
        add(msg("Tempat: {nilai}"), place_words(context, form.place), &SearchForm::place);
        // Without a place there is nothing to measure from.
        limits.back().without.distance = 0;
        limits.back().without.nearest_first = false;
    }
    if (form.distance > 0) add(msg("Jarak: sampai {nilai} km"), std::to_string(form.distance), &SearchForm::distance);
    if (!form.occupation.empty()) add(msg("Pekerjaan: {nilai}"), occupation_words(context, form.occupation), &SearchForm::occupation);
    if (!form.education.empty())
        add(msg("Pendidikan saya: {nilai}"), education_words(context, education_step(form.education)), &SearchForm::education);
    if (form.wage > 0) add(msg("Upah mulai {nilai}"), rupiah(context.language, form.wage), &SearchForm::wage);
    if (!form.type.empty()) add(msg("Jenis: {nilai}"), type_words(context, form.type), &SearchForm::type);
    if (!form.mode.empty()) add(msg("Cara kerja: {nilai}"), mode_words(context, form.mode), &SearchForm::mode);
    if (form.open_to_disability) add(msg("Terbuka bagi penyandang disabilitas"), "", &SearchForm::open_to_disability);
    return limits;
}

std::string title_of(const Context& context, const SearchForm& form) {
    std::string title;
    for (const auto& limit : limits_of(context, form)) title += (title.empty() ? "" : " · ") + limit.words;
    return title.empty() ? std::string(context.t(msg("Semua lowongan"))) : title;
}

std::string feed_href(const Context& context, std::string_view kind, const SearchForm& form) {
    auto address = "/lowongan." + std::string(kind) + address_of(form);
    if (context.language == Language::english) address += address.find('?') == std::string::npos ? "?lang=en" : "&lang=en";
    return address;
}

std::vector<messages::Text> message_texts() {
    return {{"search.new_vacancies", msg("{jumlah} lowongan baru untuk Anda"),
             msg("Ada {jumlah} lowongan baru untuk pencarian yang Anda simpan: {judul}. Lihat di {tautan}. Kabar ini dapat Anda hentikan "
                 "di halaman itu.")}};
}

}  // namespace search
