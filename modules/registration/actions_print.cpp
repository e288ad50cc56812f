#include <algorithm>
#include <utility>

#include "modules/office/actions.hpp"
#include "modules/office/number_template.hpp"
#include "modules/reference/actions.hpp"
#include "modules/registration/actions_papers.hpp"
#include "modules/registration/card_layout.hpp"
#include "modules/registration/gate.hpp"
#include "modules/registration/paper_words.hpp"
#include "modules/registration/rules.hpp"
#include "modules/registration/store_life.hpp"
#include "platform/files/files.hpp"

namespace registration {
namespace {

// As many as the page of the print room lists.
constexpr int waiting_max = 200;

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
    int duplicates{};
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
    const auto documents = store::documents(tx, facts.application.id);
    if (const auto* portrait = portrait_of(documents)) facts.portrait_file = portrait->file;
    facts.duplicates = store::duplicates_of(tx, id);
    facts.signed_facts = card_facts(tx, context, id);
    return facts;
}

std::vector<int> number_groups(const office::NumberScheme& scheme, std::string_view number) {
    const auto read = office::read_number_template(scheme.pattern, scheme.scope);
    if (!read) return {};
    std::size_t length = 0;
    for (const int group : read->groups) length += static_cast<std::size_t>(group);
    // The office may have changed its numbers since.
    return length == number.size() ? read->groups : std::vector<int>{};
}

void add_person(CardFace& face, const Answers& answers) {
    if (answers.nik) face.nik = answers.nik->reveal();
    face.name = answers.name;
    face.birth = birth_words(answers);
    face.sex = sex_word(answers.sex);
    face.marital_status = answers.marital_status;
    face.religion = answers.religion;
    face.address = full_address(answers);
    if (answers.phone) face.phone = answers.phone->national();
    for (const auto& one : answers.education) {
        auto where = level_word(one.level);
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

void add_office(CardFace& face, const Context& context, const Facts& facts) {
    auto head = letterhead_of(context, facts.office);
    face.emblem = std::move(head.emblem);
    face.government = std::move(head.government);
    face.department = std::move(head.department);
    face.office_address = std::move(head.address);
    face.office_phone = std::move(head.contact);
    face.issued = place_and_day(facts.office, facts.card.issued_on);
    const auto regency = reference::find_area(facts.office.regency_code);
    face.territory = facts.valid_everywhere ? "seluruh Indonesia" : regency ? regency->name : "";
}

CardFace face_of(const Context& context, const Facts& facts, int report_rows) {
    CardFace face;
    add_office(face, context, facts);
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
    // Another sheet for one that was lost or damaged; sheets spoiled in the printer, and changed data, are no duplicates.
    if (facts.duplicates > 0) face.duplicate = "DUPLIKAT " + std::to_string(facts.duplicates);
    face.created = facts.card.approved_at.rfc3339(facts.office.zone);
    if (!facts.portrait_file.empty()) face.portrait = context.platform.files.get(facts.portrait_file).value_or("");
    if (facts.signed_facts) face.qr = qr_text(context.platform, facts.signed_facts->facts);
    return face;
}

CardSheet sheet_of(const Context& context, const Facts& facts) {
    CardSheet sheet;
    sheet.card = default_template(facts.choices);
    if (facts.own_template)
        if (auto own = read_template(facts.own_template->json)) sheet.card = std::move(*own);
    sheet.face = face_of(context, facts, sheet.card.report_rows);
    sheet.watermark = facts.card.training ? Watermark::practice : Watermark::none;
    return sheet;
}

PrinterOffset offset_of(const std::vector<office::Printer>& printers, std::optional<office::PrinterId> id) {
    for (const auto& one : printers)
        if (id && one.id == *id) return {one.x_mm, one.y_mm};
    return {};
}

}  // namespace

std::optional<std::string> render_card_pdf(const Context& context, CardId id) { return render_card_pdf(context, id, {}); }

std::optional<std::string> render_card_pdf(const Context& context, CardId id, std::optional<office::PrinterId> printer) {
    std::vector<office::Printer> printers;
    const auto facts = context.platform.database.read([&](sql::Transaction& tx) {
        auto found = facts_of(tx, context, id);
        if (found) printers = office::printers(tx, found->card.office);
        return found;
    });
    if (!facts) return {};
    return render_cards({sheet_of(context, *facts)}, offset_of(printers, printer));
}

std::optional<std::string> render_waiting_cards(const Context& context, OfficeId office, std::optional<office::PrinterId> printer) {
    std::vector<office::Printer> printers;
    std::vector<Facts> waiting;
    context.platform.database.read([&](sql::Transaction& tx) {
        printers = office::printers(tx, office);
        for (const auto& one : cards_in_state(tx, context, office, CardState::approved, waiting_max)) {
            if (one.card.training) continue;  // practice cards have a list of their own
            if (auto facts = facts_of(tx, context, one.card.id)) waiting.push_back(std::move(*facts));
        }
    });
    if (waiting.empty()) return {};
    std::vector<CardSheet> sheets;
    for (const auto& one : waiting) sheets.push_back(sheet_of(context, one));
    return render_cards(sheets, offset_of(printers, printer));
}

std::optional<std::string> render_printer_test(const Context& context, OfficeId office, std::optional<office::PrinterId> printer) {
    if (!is_staff_of(context.actor, office, Permission::see_day_list)) return {};
    std::vector<office::Printer> printers;
    pdf::Size paper = pdf::a4_landscape;
    context.platform.database.read([&](sql::Transaction& tx) {
        printers = office::printers(tx, office);
        const auto own = office::card_template(tx, office, today_at(tx, context, office));
        if (!own) return;
        if (const auto card = read_template(own->json)) paper = {card->width_mm, card->height_mm};
    });
    return render_test_sheet(offset_of(printers, printer), paper);
}

}  // namespace registration
