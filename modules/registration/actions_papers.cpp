#include "modules/registration/actions_papers.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "modules/office/actions.hpp"
#include "modules/reference/actions.hpp"
#include "modules/registration/actions_file.hpp"
#include "modules/registration/actions_paper_day.hpp"
#include "modules/registration/catalogue.hpp"
#include "modules/registration/gate.hpp"
#include "modules/registration/paper_words.hpp"
#include "modules/registration/store.hpp"

namespace registration {
namespace {

constexpr int signing_list_max = 500;

std::string purpose_word(std::optional<Purpose> purpose) {
    if (!purpose) return {};
    switch (*purpose) {
        case Purpose::domestic: return "Dalam negeri";
        case Purpose::abroad: return "Luar negeri";
        case Purpose::both: return "Dalam dan luar negeri";
    }
    return {};
}

std::string situation_word(std::optional<EmploymentSituation> situation) {
    if (!situation) return {};
    switch (*situation) {
        case EmploymentSituation::never_worked: return "Belum pernah bekerja";
        case EmploymentSituation::lost_or_left_job: return "Pernah bekerja, sekarang tidak bekerja";
        case EmploymentSituation::employed_looking: return "Bekerja dan mencari pekerjaan lain";
    }
    return {};
}

std::string year_word(int year) { return year > 0 ? std::to_string(year) : ""; }

IntakeSheet intake_of(const Application& application) {
    const auto& answers = application.answers;
    const auto& intake = application.intake;
    IntakeSheet sheet;
    if (answers.nik) sheet.nik = answers.nik->reveal();
    sheet.name = answers.name;
    sheet.birth = birth_words(answers);
    sheet.sex = sex_word(answers.sex);
    sheet.marital_status = answers.marital_status;
    sheet.address = full_address(answers);
    if (answers.phone) sheet.phone = answers.phone->national();
    sheet.situation = situation_word(answers.situation);
    for (const auto& one : answers.education)
        sheet.education.push_back({level_word(one.level), one.school, one.major, year_word(one.year)});
    sheet.skills = text::join(answers.skills, ", ");
    sheet.languages = text::join(intake.languages, ", ");
    for (const auto& one : intake.experience)
        sheet.experience.push_back({one.employer, one.position, year_word(one.from_year),
                                    one.to_year > 0     ? std::to_string(one.to_year)
                                    : one.from_year > 0 ? "sekarang"
                                                        : ""});
    std::vector<std::string> occupations;
    for (const auto& one : answers.desired_occupations) {
        const auto known = reference::find_occupation(one);
        occupations.push_back(known ? known->title : one);
    }
    sheet.desired_occupations = text::join(occupations, ", ");
    sheet.desired_place = intake.place_wish;
    if (sheet.desired_place.empty() && answers.desired_place == "anywhere") sheet.desired_place = "Di mana saja";
    if (sheet.desired_place.empty()) sheet.desired_place = reference::full_name(answers.desired_place);
    if (intake.wage_wish > 0) sheet.wage_wish = rupiah(intake.wage_wish) + " sebulan";
    sheet.purpose = purpose_word(answers.purpose);
    sheet.created = application.created_at.rfc3339_utc();
    return sheet;
}

}  // namespace

std::optional<std::string> render_signing_list(const Context& context, OfficeId id) {
    ListSheet list;
    std::optional<office::Office> office;
    context.platform.database.read([&](sql::Transaction& tx) {
        office = office::find_office(tx, id);
        for (const auto state : {CardState::printed, CardState::awaiting_signature})
            for (const auto& one : cards_in_state(tx, context, id, state, signing_list_max))
                if (!one.card.training) list.rows.push_back({one.card.number, one.holder_name, ""});
    });
    if (!office || list.rows.empty()) return {};
    const auto now = context.local(office->zone);
    list.letterhead = letterhead_of(context, *office);
    list.title = "DAFTAR KARTU AK/1 UNTUK DITANDATANGANI";
    list.subtitle = day_words(now.date);
    list.columns = {"Nomor pendaftaran", "Nama", "Paraf"};
    list.shares = {2.2, 4, 1.2};
    list.row_mm = 8;
    list.footer = "Dicetak " + date_and_clock(Language::indonesian, now);
    list.created = context.now.rfc3339(office->zone);
    return render_list(list);
}

std::optional<std::string> render_refusal_letter(const Context& context, ApplicationId id) {
    RefusalSheet sheet;
    std::optional<office::Office> office;
    bool training = false;
    const bool found = context.platform.database.read([&](sql::Transaction& tx) {
        const auto letter = refusal_letter(tx, context, id);
        const auto application = letter ? store::find_application(tx, context.platform.vault, id) : std::nullopt;
        office = application ? office::find_office(tx, application->office) : std::nullopt;
        if (!office) return false;
        const auto decided_on = letter->decided_at.in(office->zone).date;
        sheet.place_and_date = place_and_day(*office, decided_on);
        sheet.number = letter->number;
        sheet.name = application->answers.name;
        sheet.application_code = application->code;
        sheet.reason = letter->reason;
        sheet.note = letter->note;
        sheet.legal_basis = letter->legal_basis;
        sheet.objection = objection_text(Language::indonesian, letter->objection_days, letter->objection_basis);
        if (const auto signatory = office::signatory_on(tx, office->id, decided_on)) {
            sheet.signatory_title = title_lines(*signatory);
            sheet.signatory_name = signatory->name;
            sheet.signatory_rank = signatory->rank;
            sheet.signatory_nip = signatory->nip;
        }
        sheet.created = letter->decided_at.rfc3339(office->zone);
        training = application->training;
        return true;
    });
    if (!found) return {};
    sheet.letterhead = letterhead_of(context, *office);
    return render_refusal(sheet, training ? Watermark::practice : Watermark::none);
}

std::optional<std::string> render_intake(const Context& context, ApplicationId id) {
    std::optional<Application> application;
    std::optional<office::Office> office;
    std::optional<Card> card;
    context.platform.database.read([&](sql::Transaction& tx) {
        if (auto file = opened(tx, context, id, Permission::see_person)) application = std::move(*file);
        if (application) office = office::find_office(tx, application->office);
        if (application && application->card) card = find_card(tx, context, application->card);
    });
    if (!application || !office) return {};
    auto sheet = intake_of(*application);
    sheet.letterhead = letterhead_of(context, *office);
    if (card) {
        sheet.number = card->number;
        sheet.date = day_words(card->issued_on);
    }
    return render_intake(sheet, application->training ? Watermark::practice : Watermark::none);
}

std::optional<std::string> render_day_on_paper(const Context& context, OfficeId id, const DayOnPaper& day) {
    constexpr int forms_max = 100;
    if (!is_staff_of(context.actor, id, Permission::see_day_list)) return {};
    const auto office = context.platform.database.read([&](sql::Transaction& tx) { return office::find_office(tx, id); });
    if (!office) return {};
    ListSheet list;
    list.letterhead = letterhead_of(context, *office);
    list.title = day.title;
    list.subtitle = day.subtitle;
    list.columns = day.columns;
    list.shares = day.shares;
    list.rows = day.rows;
    list.row_mm = 8;
    list.numbered = false;
    list.footer = "Dicetak " + date_and_clock(Language::indonesian, context.local(office->zone));
    list.created = context.now.rfc3339(office->zone);
    IntakeSheet blank;
    blank.letterhead = list.letterhead;
    return render_list_and_forms(list, blank, std::clamp(day.blank_forms, 0, forms_max));
}

std::optional<std::string> render_blank_forms(const Context& context, OfficeId id, int count) {
    if (!is_staff_of(context.actor, id, Permission::see_day_list)) return {};
    const auto office = context.platform.database.read([&](sql::Transaction& tx) { return office::find_office(tx, id); });
    if (!office) return {};
    IntakeSheet sheet;
    sheet.letterhead = letterhead_of(context, *office);
    return render_intake(sheet, Watermark::none, count);
}

}  // namespace registration
