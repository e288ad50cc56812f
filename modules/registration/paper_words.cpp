#include "modules/registration/paper_words.hpp"

#include "base/text.hpp"
#include "modules/reference/actions.hpp"
#include "platform/files/files.hpp"

namespace registration {
namespace {

// "Kota Balikpapan" -> "Balikpapan": where the card is signed.
std::string place_of(std::string_view regency) {
    for (const std::string_view kind : {"Kota Administrasi ", "Kota ", "Kabupaten ", "Kab. "})
        if (regency.starts_with(kind)) return std::string(regency.substr(kind.size()));
    return std::string(regency);
}

}  // namespace

std::string day_words(Date day) {
    return std::to_string(day.day()) + " " + month_name(Language::indonesian, day.month()) + " " + std::to_string(day.year());
}

std::string place_and_day(const office::Office& office, Date day) {
    const auto regency = reference::find_area(office.regency_code);
    return (regency ? place_of(regency->name) + ", " : "") + day_words(day);
}

std::vector<std::string> title_lines(const office::Signatory& signatory) {
    switch (signatory.capacity) {
        case office::Capacity::definitive: return {signatory.title};
        case office::Capacity::acting: return {"Plt. " + signatory.title};
        case office::Capacity::daily_acting: return {"Plh. " + signatory.title};
        case office::Capacity::on_behalf: return {"a.n. " + signatory.principal_title, signatory.title};
        case office::Capacity::for_attention: return {"a.n. " + signatory.principal_title, "u.b.", signatory.title};
    }
    return {};
}

Letterhead letterhead_of(const Context& context, const office::Office& office) {
    Letterhead head;
    head.government = text::upper(office.government);
    head.department = text::upper(office.name);
    // The first line has said which regency it is.
    const auto regency = reference::find_area(office.regency_code);
    const auto tail = regency ? text::upper(" " + regency->name) : "";
    if (!tail.empty() && head.department.ends_with(tail) && head.government.ends_with(tail))
        head.department.resize(head.department.size() - tail.size());
    head.address = office.address;
    if (!office.phone.empty()) head.contact = "Telp. " + office.phone;
    if (!office.email.empty()) head.contact += (head.contact.empty() ? "" : " · ") + office.email;
    if (!office.emblem_file.empty()) head.emblem = context.platform.files.get(office.emblem_file).value_or("");
    return head;
}

std::string full_address(const Answers& answers) {
    auto address = answers.address.reveal();
    const auto area = reference::full_name(answers.village_code);
    return area.empty() ? address : address + ", " + area;
}

std::string sex_word(std::optional<Sex> sex) {
    if (!sex) return {};
    return *sex == Sex::male ? "Laki-laki" : "Perempuan";
}

std::string birth_words(const Answers& answers) {
    return answers.birth_place + (answers.birth_date ? ", " + day_words(*answers.birth_date) : "");
}

std::string level_word(std::string_view level) {
    const auto* known = reference::find_education_level(level);
    return std::string(known ? known->label : level);
}

}  // namespace registration
