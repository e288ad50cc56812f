#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "modules/office/actions.hpp"
#include "modules/reference/actions.hpp"
#include "modules/registration/actions_card.hpp"
#include "modules/registration/card_layout.hpp"
#include "modules/registration/number_template.hpp"
#include "modules/registration/rules.hpp"
#include "modules/registration/store.hpp"
#include "platform/files/files.hpp"

namespace registration {
namespace {

// Everything a card says, read at one moment.
struct Facts {
    Card card;
    Application application;
    office::Office office;
    std::optional<office::Signatory> signatory;
    std::optional<office::CardTemplateText> own_template;
    CardChoices choices;
    bool valid_everywhere{};
    int valid_months{};
    int report_months{};
    office::NumberScheme numbers;
    std::string portrait_file;
    int prints{};
    std::optional<CardFactsFound> signed_facts;
};

std::optional<Facts> facts_of(sql::Transaction& tx, const Context& context, CardId id) {
    auto card = find_card(tx, context, id);
    // A card that no longer holds is not printed again; an imported one was printed by those who made it.
    if (!card || !card->application || !may_be_printed(card->state)) return {};
    auto application = store::find_application(tx, context.platform.vault, card->application);
    auto office = office::find_office(tx, card->office);
    if (!application || !office) return {};
    Facts facts{std::move(*card), std::move(*application), std::move(*office), {}, {}, {}, {}, {}, {}, {}, {}, {}, {}};
    const auto on = facts.card.issued_on;
    const auto parameter = [&](std::string_view name) { return office::parameter(tx, facts.card.office, name, on); };
    // Whoever signs today's sheet is in office today.
    facts.signatory = office::signatory_on(tx, facts.card.office, context.local(facts.office.zone).date);
    if (!facts.signatory) facts.signatory = office::signatory_on(tx, facts.card.office, on);
    facts.own_template = office::card_template(tx, facts.card.office, on);
    facts.choices.report_rows = parameter("printed_report_rows").number() == 4 ? 4 : 3;
    facts.choices.show_religion = parameter("card_shows_religion").is_on();
    facts.choices.show_marital_status = parameter("card_shows_marital_status").is_on();
    facts.choices.glued_photo_box = parameter("glued_photo_box").is_on();
    facts.valid_everywhere = parameter("territorial_text").value == "national";
    facts.valid_months = parameter("card_validity_months").number();
    facts.report_months = parameter("report_interval_months").number();
    facts.numbers = office::number_scheme(tx, facts.card.office);
    for (const auto& document : store::documents(tx, facts.application.id))
        if (document.kind == "photo" && !document.file.empty()) facts.portrait_file = document.file;
    facts.prints = store::prints_of(tx, id);
    facts.signed_facts = card_facts(tx, context, id);
    return facts;
}

// Cards are Indonesian documents, whatever language the reader's screen speaks.
std::string day_words(Date day) {
    return std::to_string(day.day()) + " " + month_name(Language::indonesian, day.month()) + " " +
           std::to_string(day.year());
}

// "Kota Balikpapan" -> "Balikpapan": where the card is signed.
std::string place_of(std::string_view regency) {
    for (const std::string_view kind : {"Kota Administrasi ", "Kota ", "Kabupaten ", "Kab. "})
        if (regency.starts_with(kind)) return std::string(regency.substr(kind.size()));
    return std::string(regency);
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

std::vector<int> number_groups(const office::NumberScheme& scheme, std::string_view number) {
    const auto read = read_number_template(scheme.pattern, scheme.scope);
    if (!read) return {};
    std::size_t length = 0;
    for (const int group : read->groups) length += static_cast<std::size_t>(group);
    // The office may have changed its numbers since.
    return length == number.size() ? read->groups : std::vector<int>{};
}

std::string full_address(const Answers& answers) {
    auto address = answers.address.reveal();
    const auto area = reference::full_name(answers.village_code);
    return area.empty() ? address : address + ", " + area;
}

void add_person(CardFace& face, const Answers& answers) {
    if (answers.nik) face.nik = answers.nik->reveal();
    face.name = answers.name;
    face.birth = answers.birth_place + (answers.birth_date ? ", " + day_words(*answers.birth_date) : "");
    if (answers.sex) face.sex = *answers.sex == Sex::male ? "Laki-laki" : "Perempuan";
    face.marital_status = answers.marital_status;
    face.religion = answers.religion;
    face.address = full_address(answers);
    if (answers.phone) face.phone = answers.phone->national();
    for (const auto& one : answers.education) {
        const auto* level = reference::find_education_level(one.level);
        auto where = level ? std::string(level->label) : one.level;
        if (!one.school.empty()) where += where.empty() ? one.school : " – " + one.school;
        face.education.push_back({where, one.major, one.year ? std::to_string(one.year) : ""});
    }
    for (const auto& one : answers.skills) face.skills.push_back({one, ""});
}

void add_experience(CardFace& face, const Intake& intake) {
    for (const auto& one : intake.experience) {
        auto years = one.from_year ? std::to_string(one.from_year) : "";
        if (one.to_year && one.to_year != one.from_year) years += "–" + std::to_string(one.to_year);
        face.skills.push_back({one.employer.empty() ? one.position : one.position + " (" + one.employer + ")", years});
    }
}

void add_office(CardFace& face, const Facts& facts) {
    const auto regency = reference::find_area(facts.office.regency_code);
    const std::string area = regency ? regency->name : "";
    face.government = text::upper(facts.office.government);
    face.department = text::upper(facts.office.name);
    // The first line of the letterhead has said which regency it is.
    const auto tail = text::upper(" " + area);
    if (!area.empty() && face.department.ends_with(tail) && face.government.ends_with(tail))
        face.department.resize(face.department.size() - tail.size());
    face.office_address = facts.office.address;
    if (!facts.office.phone.empty()) face.office_phone = "Telp. " + facts.office.phone;
    if (!facts.office.email.empty()) face.office_phone += (face.office_phone.empty() ? "" : " · ") + facts.office.email;
    face.issued = (area.empty() ? "" : place_of(area) + ", ") + day_words(facts.card.issued_on);
    face.territory = facts.valid_everywhere ? "seluruh Indonesia" : area;
}

CardFace face_of(const Context& context, const Facts& facts, int report_rows) {
    CardFace face;
    add_office(face, facts);
    add_person(face, facts.application.answers);
    add_experience(face, facts.application.intake);
    face.number = facts.card.number;
    face.number_groups = number_groups(facts.numbers, face.number);
    face.valid_until = day_words(facts.card.valid_until);
    if (facts.signatory) {
        face.signatory_title = title_lines(*facts.signatory);
        face.signatory_name = facts.signatory->name;
        face.signatory_rank = facts.signatory->rank;
        face.signatory_nip = facts.signatory->nip;
    }
    face.valid_months = facts.valid_months;
    face.report_months = facts.report_months;
    for (int row = 1; row <= report_rows && facts.report_months > 0; ++row)
        face.report_due.push_back(day_words(facts.card.issued_on.plus_months(row * facts.report_months)));
    // A second sheet of a card that the person already holds; sheets spoiled before are no duplicates.
    if (facts.card.handed_over_at && facts.prints > 1) face.duplicate = "DUPLIKAT " + std::to_string(facts.prints - 1);
    face.created = facts.card.approved_at.rfc3339(facts.office.zone);
    if (!facts.portrait_file.empty()) face.portrait = context.platform.files.get(facts.portrait_file).value_or("");
    if (!facts.office.emblem_file.empty())
        face.emblem = context.platform.files.get(facts.office.emblem_file).value_or("");
    if (facts.signed_facts) face.qr = qr_text(context.platform, facts.signed_facts->facts);
    return face;
}

}  // namespace

std::optional<std::string> render_card_pdf(const Context& context, CardId id) {
    const auto facts = context.platform.database.read([&](sql::Transaction& tx) { return facts_of(tx, context, id); });
    if (!facts) return {};
    auto card = default_template(facts->choices);
    if (facts->own_template)
        if (auto own = read_template(facts->own_template->json)) card = std::move(*own);
    return render_card(card, face_of(context, *facts, card.report_rows), {},
                       facts->card.training ? Watermark::practice : Watermark::none);
}

}  // namespace registration
