#include "modules/placement/actions_referral.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "modules/employers/actions.hpp"
#include "modules/employers/actions_local.hpp"
#include "modules/matching/actions_fit.hpp"
#include "modules/office/actions.hpp"
#include "modules/office/numbers.hpp"
#include "modules/placement/access.hpp"
#include "modules/placement/actions_exemption.hpp"
#include "modules/placement/gate.hpp"
#include "modules/placement/papers.hpp"
#include "modules/placement/rules.hpp"
#include "modules/placement/store.hpp"
#include "modules/registration/actions.hpp"
#include "modules/registration/actions_card.hpp"
#include "modules/registration/actions_counter.hpp"
#include "modules/registration/actions_reach.hpp"
#include "modules/registration/paper_words.hpp"
#include "modules/registration/rules.hpp"
#include "modules/vacancies/actions.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"
#include "platform/i18n/language.hpp"
#include "platform/links/links.hpp"

namespace placement {
namespace {

constexpr std::string_view letter_purpose = "placement.letter";
constexpr std::int64_t letter_days = 180;
constexpr int people_shown = 20;
constexpr std::size_t firms_looked_at = 60;
constexpr std::size_t words_max = 300;

std::string letter_number(sql::Transaction& tx, const office::Office& office, Date today) {
    office::NumberParts parts;
    parts.office = office.code;
    parts.date = today;
    parts.sequence = store::next_letter(tx, office.id, today.year());
    return office::number_from(office::parameter(tx, office.id, "referral_number_pattern", today).value, parts);
}

std::string education_of(const registration::Answers& answers, Language language) {
    if (answers.education.empty()) return {};
    const auto& highest = answers.education.front();
    const std::string level(translate(language, registration::level_word(highest.level)));
    return highest.major.empty() ? level : level + ", " + highest.major;
}

std::vector<std::string> lines_of(const vacancies::Vacancy& vacancy, const std::optional<employers::Employer>& employer) {
    if (!vacancy.address.empty()) return {vacancy.address};
    if (employer && !employer->address.empty()) return {employer->address};
    return {};
}

std::vector<employers::Employer> firms(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view words) {
    if (!text::trim(words).empty()) return employers::employers_like(tx, context, office, words);
    auto all = employers::employers(tx, context, office, employers::EmployerState::verified);
    if (all.size() > firms_looked_at) all.resize(firms_looked_at);
    return all;
}

// People of the place before others, where and as long as the office's rule says so; otherwise the order stays.
void order_by_rule(sql::Transaction& tx, const vacancies::Vacancy& vacancy, Date today, Zone zone, std::vector<PersonToRefer>& people) {
    const auto rule = employers::local_rule(tx, vacancy.office, today);
    const auto published = vacancy.published_at ? vacancy.published_at->in(zone).date : today;
    const auto exempt = is_exempt(tx, vacancy.id) ? employers::Exempt::yes : employers::Exempt::no;
    std::ranges::stable_sort(
        people, {}, [&](const PersonToRefer& one) { return employers::referral_turn(rule, one.is_local, published, today, exempt); });
}

ReferralLetter letter_of(sql::Transaction& tx, const Context& context, const Candidacy& candidacy) {
    ReferralLetter letter;
    const auto office = *office::find_office(tx, candidacy.office);
    const auto made_on = candidacy.made_at.in(office.zone).date;
    const auto vacancy = vacancies::find_vacancy(tx, context, candidacy.vacancy);
    const auto file = registration::find_application(tx, context, candidacy.file);
    const auto employer = employers::find_employer(tx, context, candidacy.employer);
    const auto card = file && file->card ? registration::find_card(tx, context, file->card) : std::nullopt;
    letter.place_and_day = registration::place_and_day(office, made_on);
    letter.number = candidacy.letter;
    letter.company = vacancy ? vacancy->employer_name : "";
    letter.company_address = vacancy ? text::join(lines_of(*vacancy, employer), "\n") : "";
    letter.title = vacancy ? vacancy->title : "";
    letter.receipt = vacancy ? vacancy->receipt : "";
    letter.person = file ? file->answers.name : "";
    letter.card_number = card ? card->number : "";
    letter.education = file ? education_of(file->answers, Language::indonesian) : "";
    letter.skills = file ? text::join(file->answers.skills, ", ") : "";
    letter.answer_by = registration::day_words(candidacy.answer_by);
    if (const auto signatory = office::signatory_on(tx, candidacy.office, made_on)) {
        letter.signatory_title = registration::title_lines(*signatory);
        letter.signatory_name = signatory->name;
        letter.signatory_rank = signatory->rank;
        letter.signatory_nip = signatory->nip;
    }
    const auto until = Instant{candidacy.made_at.seconds + letter_days * 86400};
    letter.qr = context.platform.public_url + "/surat/" + links::sign(context, letter_purpose, candidacy.id.value, until);
    letter.created = candidacy.made_at.rfc3339(office.zone);
    return letter;
}

}  // namespace

std::vector<FirmLine> firms_like(sql::Transaction& tx, const Context& context, std::string_view words) {
    std::vector<FirmLine> lines;
    const auto office = context.actor.office;
    if (!refers_at(context, office)) return lines;
    const auto today = today_at(tx, context, office);
    const auto views = views_today(tx, context);
    for (auto& employer : firms(tx, context, office, words)) {
        FirmLine line;
        if (const auto found = std::ranges::find(views, employer.id, &Views::employer); found != views.end()) line.views = *found;
        for (auto& vacancy : vacancies::vacancies_of(tx, context, employer.id))
            if (takes_applications(vacancy, today)) line.vacancies.push_back(std::move(vacancy));
        if (line.vacancies.empty()) continue;
        line.has_interest = has_interest(tx, context, employer.id);
        line.employer = std::move(employer);
        lines.push_back(std::move(line));
    }
    return lines;
}

std::optional<PersonToRefer> person_to_refer(sql::Transaction& tx, const Context& context, const vacancies::Vacancy& vacancy,
                                             registration::ApplicationId id) {
    if (!refers_at(context, vacancy.office)) return {};
    const auto file = registration::find_application(tx, context, id);
    if (!file || file->office != vacancy.office || !may_come_forward(*file)) return {};
    const auto office = office::find_office(tx, vacancy.office);
    PersonToRefer person;
    person.file = file->id;
    person.name = file->answers.name;
    person.education = education_of(file->answers, context.language);
    if (const auto card = file->card ? registration::find_card(tx, context, file->card) : std::nullopt) person.card_number = card->number;
    if (office)
        person.is_local = employers::is_local(employers::local_rule(tx, office->id, context.local(office->zone).date),
                                              file->answers.village_code, office->regency_code);
    person.why = why_of(tx, context, vacancy, id);
    person.is_there = store::find_candidacy(tx, context.platform.vault, vacancy.id, id).has_value();
    person.declines = matching::has_blocked(tx, id, vacancy.employer);
    return person;
}

std::vector<PersonToRefer> people_who_fit(sql::Transaction& tx, const Context& context, const vacancies::Vacancy& vacancy) {
    std::vector<PersonToRefer> people;
    if (!refers_at(context, vacancy.office)) return people;
    for (const auto& fit : people_to_ask(tx, context, vacancy.id, people_shown_at_once)) {
        auto person = person_to_refer(tx, context, vacancy, fit.application);
        if (!person) continue;
        // They agreed to be looked for, not to be named: that is asked for this vacancy.
        person->name = registration::masked_name(person->name);
        person->card_number.clear();
        person->why = words_of(context, fit);
        people.push_back(std::move(*person));
    }
    if (const auto office = office::find_office(tx, vacancy.office))
        order_by_rule(tx, vacancy, context.local(office->zone).date, office->zone, people);
    return people;
}

std::vector<PersonToRefer> people_named(sql::Transaction& tx, const Context& context, const vacancies::Vacancy& vacancy,
                                        std::string_view words) {
    std::vector<PersonToRefer> people;
    if (!refers_at(context, vacancy.office) || text::trim(words).empty()) return people;
    const auto add = [&](registration::ApplicationId id) {
        auto person = person_to_refer(tx, context, vacancy, id);
        if (person && std::ranges::find(people, id, &PersonToRefer::file) == people.end()) people.push_back(std::move(*person));
    };
    if (const auto card = registration::find_scanned_card(tx, context, vacancy.office, words)) add(card->application);
    for (const auto& line : registration::applications(tx, context, vacancy.office, "", words, people_shown)) add(line.id);
    if (const auto office = office::find_office(tx, vacancy.office))
        order_by_rule(tx, vacancy, context.local(office->zone).date, office->zone, people);
    return people;
}

Result<Referred, Refusal> refer(sql::Transaction& tx, const Context& context, vacancies::VacancyId id,
                                const std::vector<registration::ApplicationId>& files, Consent consent) {
    const auto vacancy = vacancies::find_vacancy(tx, context, id);
    if (!vacancy || !refers_at(context, vacancy->office)) return Refusal::no_such_vacancy;
    if (files.empty()) return Refusal::nobody_chosen;
    if (files.size() > static_cast<std::size_t>(referrals_a_time)) return Refusal::too_many_chosen;
    const auto office = *office::find_office(tx, vacancy->office);
    const auto today = context.local(office.zone).date;
    if (!takes_applications(*vacancy, today)) return Refusal::vacancy_not_open;
    Referred done;
    for (const auto& file_id : files) {
        const auto person = person_to_refer(tx, context, *vacancy, file_id);
        const auto file = person ? registration::find_application(tx, context, file_id) : std::nullopt;
        if (!file) return Refusal::file_not_ready;
        if (person->is_there) {
            ++done.known;
            continue;
        }
        if (person->declines) return Refusal::person_declines;
        Candidacy candidacy;
        candidacy.id = CandidacyId{ids::next()};
        candidacy.office = vacancy->office;
        candidacy.vacancy = vacancy->id;
        candidacy.employer = vacancy->employer;
        candidacy.file = file->id;
        candidacy.number = *store::take_number(tx, vacancy->id, vacancy->office, 0, store::Counts::no);
        candidacy.origin = Origin::referred;
        candidacy.state = consent == Consent::asked_here ? CandidacyState::introduced : CandidacyState::invited;
        candidacy.made_at = context.now;
        if (consent == Consent::asked_here) candidacy.introduced_at = context.now;
        candidacy.answer_by = promised_day(today, vacancy->answer_days);
        candidacy.letter = letter_number(tx, office, today);
        candidacy.referred_by = context.actor.audit_name();
        switch (store::add_candidacy(tx, context.platform.vault, candidacy, proved_person(*file), {.referrer = context.actor.account})) {
            case store::Added::forbidden: return Refusal::has_interest;
            case store::Added::known: return Refusal::changed_meanwhile;
            case store::Added::yes: break;
        }
        note(tx, context, candidacy, "referred");
        tell(tx, context, candidacy, consent == Consent::asked_here ? "placement.referred" : "placement.offered",
             {{"nomor", candidacy.letter}});
        done.candidacies.push_back(candidacy.id);
    }
    tx.announce("candidacies:" + vacancy->id.text());
    return done;
}

std::vector<Candidacy> referred_to(sql::Transaction& tx, const Context& context, vacancies::VacancyId id) {
    const auto vacancy = vacancies::find_vacancy(tx, context, id);
    if (!vacancy || !refers_at(context, vacancy->office)) return {};
    auto all = store::of_vacancy(tx, context.platform.vault, id);
    std::erase_if(all, [](const Candidacy& one) { return one.origin != Origin::referred; });
    return all;
}

std::optional<std::string> render_letters(const Context& context, const std::vector<CandidacyId>& ids) {
    OfficeId issuer;
    auto letters = context.platform.database.write([&](sql::Transaction& tx) {
        std::vector<ReferralLetter> all;
        for (const auto id : ids) {
            const auto candidacy = store::find_candidacy(tx, context.platform.vault, id);
            if (!candidacy || candidacy->letter.empty() || !is_name_shown(*candidacy)) continue;
            const bool is_own = is_holder(context, candidacy->file);
            if (!is_own && !refers_at(context, candidacy->office)) continue;
            if (!is_own)
                audit::record_read(tx, context, candidacy->office, "registration_application:" + candidacy->file.text(), "referral");
            issuer = candidacy->office;
            all.push_back(letter_of(tx, context, *candidacy));
        }
        return all;
    });
    if (letters.empty()) return {};
    // All of them are one office's: its emblem is read once, outside the transaction.
    const auto office = context.platform.database.read([&](sql::Transaction& tx) { return office::find_office(tx, issuer); });
    if (office) {
        const auto head = registration::letterhead_of(context, *office);
        for (auto& letter : letters) {
            letter.emblem = head.emblem;
            letter.government = head.government;
            letter.department = head.department;
            letter.address = head.address;
            letter.contact = head.contact;
        }
    }
    return print_letters(letters);
}

std::optional<LetterView> letter_behind(sql::Transaction& tx, const Context& context, std::string_view token) {
    const auto subject = links::open(context, letter_purpose, token);
    const auto candidacy = subject ? store::find_candidacy(tx, context.platform.vault, CandidacyId{*subject}) : std::nullopt;
    if (!candidacy || candidacy->letter.empty()) return {};
    const auto vacancy = vacancies::find_vacancy(tx, context, candidacy->vacancy);
    const auto office = office::find_office(tx, candidacy->office);
    const auto file = registration::find_outline(tx, candidacy->file);
    if (!vacancy || !office || !file) return {};
    return LetterView{candidacy->letter, registration::masked_name(file->name),    vacancy->employer_name, vacancy->title,
                      office->name,      candidacy->made_at.in(office->zone).date, candidacy->state};
}

// --- ties to firms ---

Result<Done, Refusal> declare_interest(sql::Transaction& tx, const Context& context, employers::EmployerId id, std::string_view typed) {
    const auto office = context.actor.office;
    if (!refers_at(context, office) || !context.actor.account) return Refusal::no_such_employer;
    const auto employer = employers::find_employer(tx, context, id);
    if (!employer || employer->office != office) return Refusal::no_such_employer;
    const auto words = text::clean_line(typed, words_max);
    if (!words || words->empty()) return Refusal::words_missing;
    const Interest interest{InterestId{ids::next()}, id, "", Personal(*words), context.now};
    // Said twice is said once.
    if (!store::add_interest(tx, context.platform.vault, interest, office, context.actor.account)) return Done{};
    audit::record(tx, context, {office, "interest.declared", "employers_employer:" + id.text(), ""});
    return Done{};
}

Result<Done, Refusal> end_interest(sql::Transaction& tx, const Context& context, InterestId id) {
    if (!store::end_interest(tx, id, context.actor.account, context.now)) return Refusal::wrong_state;
    audit::record(tx, context, {context.actor.office, "interest.ended", "placement_interest:" + id.text(), ""});
    return Done{};
}

std::vector<Interest> own_interests(sql::Transaction& tx, const Context& context) {
    auto all = store::interests(tx, context.platform.vault, context.actor.account);
    for (auto& one : all)
        if (const auto employer = employers::find_employer(tx, context, one.employer)) one.employer_name = employer->name;
    return all;
}

bool knows_tie(sql::Transaction& tx, AccountId account, employers::EmployerId employer) {
    return store::has_interest(tx, account, employer);
}

bool has_interest(sql::Transaction& tx, const Context& context, employers::EmployerId employer) {
    return context.actor.account && store::has_interest(tx, context.actor.account, employer);
}

}  // namespace placement
