#include "modules/placement/store.hpp"

#include <stdexcept>

#include "modules/placement/rules.hpp"

namespace placement::store {
namespace {

constexpr std::string_view columns =
    "select id, office_id, vacancy_id, employer_id, application_id, number, origin, state, note, made_at, answer_by, introduced_at, "
    "answered_at,"
    " reason, letter, referred_by, version from placement_candidacy ";
constexpr std::string_view open_states = "state in ('sent', 'invited', 'introduced', 'interviewed')";

Candidacy candidacy_of(const crypto::Vault& vault, const sql::Row& row) {
    const auto id = row.id<CandidacyId>(0);
    const auto state = candidacy_state_of(row.text(7));
    const auto origin = origin_of(row.text(6));
    if (!state || !origin) throw std::runtime_error("placement_candidacy: " + row.text(6) + ", " + row.text(7));
    return {.id = id,
            .office = row.id<OfficeId>(1),
            .vacancy = row.id<vacancies::VacancyId>(2),
            .employer = row.id<employers::EmployerId>(3),
            .file = row.id<registration::ApplicationId>(4),
            .number = row.number(5),
            .origin = *origin,
            .state = *state,
            .note = Personal(vault.open_sealed({"placement_candidacy.note", id.value}, row.text(8))),
            .made_at = row.instant(9),
            .answer_by = row.date(10),
            .introduced_at = row.instant_or_none(11),
            .answered_at = row.instant_or_none(12),
            .reason = reason_of(row.text(13)),
            .letter = row.text(14),
            .referred_by = row.text(15),
            .version = row.number(16)};
}

std::string select(std::string_view rest) { return std::string(columns) + std::string(rest); }

std::vector<Candidacy> all_of(const crypto::Vault& vault, const std::vector<sql::Row>& rows) {
    std::vector<Candidacy> all;
    for (const auto& row : rows) all.push_back(candidacy_of(vault, row));
    return all;
}

}  // namespace

// --- what one vacancy takes ---

std::optional<int> take_number(sql::Transaction& tx, vacancies::VacancyId vacancy, OfficeId office, int most, Counts counts) {
    const auto row = tx.one(
        "insert into placement_vacancy (vacancy_id, office_id, last_number, applications) values (:vacancy, :office, 1, :counts)"
        " on conflict (vacancy_id) do update set last_number = placement_vacancy.last_number + 1,"
        " applications = placement_vacancy.applications + :counts"
        " where :counts = 0 or :most = 0 or placement_vacancy.applications < :most returning last_number",
        {{"vacancy", vacancy}, {"office", office}, {"counts", counts == Counts::yes ? 1 : 0}, {"most", most}});
    if (!row) return {};
    return row->number(0);
}

void give_back_application(sql::Transaction& tx, vacancies::VacancyId vacancy) {
    tx.run("update placement_vacancy set applications = applications - 1 where vacancy_id = :vacancy and applications > 0",
           {{"vacancy", vacancy}});
}

bool take_opening(sql::Transaction& tx, vacancies::VacancyId vacancy, int openings) {
    tx.run("update placement_vacancy set openings = case when :openings > hired then :openings else hired end where vacancy_id = :vacancy",
           {{"openings", openings}, {"vacancy", vacancy}});
    return tx.run("update placement_vacancy set hired = hired + 1 where vacancy_id = :vacancy and hired < openings",
                  {{"vacancy", vacancy}}) == 1;
}

void give_back_opening(sql::Transaction& tx, vacancies::VacancyId vacancy) {
    tx.run("update placement_vacancy set hired = hired - 1 where vacancy_id = :vacancy and hired > 0", {{"vacancy", vacancy}});
}

int hold_hired(sql::Transaction& tx, vacancies::VacancyId vacancy) {
    const auto row =
        tx.one("update placement_vacancy set hired = hired where vacancy_id = :vacancy returning hired", {{"vacancy", vacancy}});
    return row ? row->number(0) : 0;
}

// --- candidacies ---

Added add_candidacy(sql::Transaction& tx, const crypto::Vault& vault, const Candidacy& candidacy, std::string_view person_key,
                    const Guards& guards) {
    // Whoever asks for the same person at the same moment waits here, and counts the other one below.
    if (guards.contacts_max > 0)
        tx.run(
            "insert into placement_contacted (application_id, asked) values (:file, 1)"
            " on conflict (application_id) do update set asked = placement_contacted.asked + 1",
            {{"file", candidacy.file}});
    const auto added = tx.try_run(
        "insert into placement_candidacy (id, office_id, vacancy_id, employer_id, application_id, person_key, number, origin, state, note, "
        "made_at,"
        " answer_by, introduced_at, letter, referred_by)"
        " select :id, :office, :vacancy, :employer, :file, :person, :number, :origin, :state, :note, :made, :answer_by, :introduced, "
        ":letter, :referred_by"
        " where not exists (select 1 from placement_interest where account_id = :referrer and employer_id = :employer and ended_at is null)"
        " and (:contacts_max = 0 or (select count(*) from placement_candidacy where application_id = :file and origin = 'found' and "
        "made_at > :since) < :contacts_max)",
        {{"id", candidacy.id},
         {"office", candidacy.office},
         {"vacancy", candidacy.vacancy},
         {"employer", candidacy.employer},
         {"file", candidacy.file},
         {"person", person_key},
         {"number", candidacy.number},
         {"origin", code(candidacy.origin)},
         {"state", code(candidacy.state)},
         {"note", vault.seal({"placement_candidacy.note", candidacy.id.value}, candidacy.note.reveal())},
         {"made", candidacy.made_at},
         {"answer_by", candidacy.answer_by},
         {"introduced", candidacy.introduced_at},
         {"letter", candidacy.letter},
         {"referred_by", candidacy.referred_by},
         {"referrer", guards.referrer},
         {"contacts_max", guards.contacts_max},
         {"since", guards.contacts_since}});
    if (!added) return Added::known;
    return *added == 1 ? Added::yes : Added::forbidden;
}

std::optional<Candidacy> find_candidacy(sql::Transaction& tx, const crypto::Vault& vault, CandidacyId id) {
    const auto row = tx.one(select("where id = :id"), {{"id", id}});
    if (!row) return {};
    return candidacy_of(vault, *row);
}

std::optional<Candidacy> find_candidacy(sql::Transaction& tx, const crypto::Vault& vault, vacancies::VacancyId vacancy,
                                        registration::ApplicationId file) {
    const auto row = tx.one(select("where vacancy_id = :vacancy and application_id = :file"), {{"vacancy", vacancy}, {"file", file}});
    if (!row) return {};
    return candidacy_of(vault, *row);
}

std::vector<Candidacy> of_file(sql::Transaction& tx, const crypto::Vault& vault, registration::ApplicationId file) {
    return all_of(vault, tx.all(select("where application_id = :file order by id desc limit 200"), {{"file", file}}));
}

std::vector<Candidacy> of_vacancy(sql::Transaction& tx, const crypto::Vault& vault, vacancies::VacancyId vacancy) {
    return all_of(vault, tx.all(select("where vacancy_id = :vacancy order by number limit 500"), {{"vacancy", vacancy}}));
}

std::set<registration::ApplicationId> files_at(sql::Transaction& tx, vacancies::VacancyId vacancy) {
    std::set<registration::ApplicationId> all;
    for (const auto& row : tx.all("select application_id from placement_candidacy where vacancy_id = :vacancy", {{"vacancy", vacancy}}))
        all.insert(row.id<registration::ApplicationId>(0));
    return all;
}

std::vector<matching::Standing> standings(sql::Transaction& tx, registration::ApplicationId file) {
    const std::string all = "select application_id, vacancy_id from placement_candidacy";
    std::vector<matching::Standing> made;
    for (const auto& row : file ? tx.all(all + " where application_id = :file", {{"file", file}}) : tx.all(all))
        made.push_back({row.id<registration::ApplicationId>(0), row.id<vacancies::VacancyId>(1)});
    return made;
}

int applicants_at(sql::Transaction& tx, vacancies::VacancyId vacancy, registration::ApplicationId but_not) {
    static const auto query = "select count(*) from placement_candidacy where vacancy_id = :vacancy and application_id <> :file and " +
                              std::string(open_states) + " and (origin = 'applied' or introduced_at is not null)";
    return tx.one(query, {{"vacancy", vacancy}, {"file", but_not}})->number(0);
}

std::vector<Candidacy> waiting_at(sql::Transaction& tx, const crypto::Vault& vault, vacancies::VacancyId vacancy) {
    return all_of(
        vault, tx.all(select("where vacancy_id = :vacancy and " + std::string(open_states) + " order by number"), {{"vacancy", vacancy}}));
}

std::vector<Candidacy> overdue(sql::Transaction& tx, const crypto::Vault& vault, OfficeId office, Date today, int limit) {
    return all_of(vault, tx.all(select("where office_id = :office and answer_by < :today and " + std::string(open_states) +
                                       " order by answer_by, id limit :limit"),
                                {{"office", office}, {"today", today}, {"limit", limit}}));
}

std::vector<Due> due_on(sql::Transaction& tx, OfficeId office, Date day) {
    std::vector<Due> all;
    for (const auto& row : tx.all("select vacancy_id, count(*) from placement_candidacy where office_id = :office and answer_by = :day"
                                  " and state in ('sent', 'introduced', 'interviewed') group by vacancy_id order by vacancy_id",
                                  {{"office", office}, {"day", day}}))
        all.push_back({row.id<vacancies::VacancyId>(0), row.number(1)});
    return all;
}

std::vector<vacancies::VacancyId> vacancies_with_waiting(sql::Transaction& tx, vacancies::VacancyId after, int limit) {
    std::vector<vacancies::VacancyId> all;
    for (const auto& row : tx.all("select distinct vacancy_id from placement_candidacy where vacancy_id > :after and " +
                                      std::string(open_states) + " order by vacancy_id limit :limit",
                                  {{"after", after}, {"limit", limit}}))
        all.push_back(row.id<vacancies::VacancyId>(0));
    return all;
}

std::vector<Candidacy> introduced_to(sql::Transaction& tx, const crypto::Vault& vault, OfficeId office, employers::EmployerId employer) {
    static const auto query =
        select("where employer_id = :employer and office_id = :office and state = 'introduced' order by introduced_at, id");
    return all_of(vault, tx.all(query, {{"employer", employer}, {"office", office}}));
}

std::vector<std::pair<employers::EmployerId, int>> introduced_by_employer(sql::Transaction& tx, OfficeId office) {
    std::vector<std::pair<employers::EmployerId, int>> all;
    for (const auto& row : tx.all("select employer_id, count(distinct application_id) from placement_candidacy"
                                  " where office_id = :office and state = 'introduced' group by employer_id",
                                  {{"office", office}}))
        all.emplace_back(row.id<employers::EmployerId>(0), row.number(1));
    return all;
}

bool keep(sql::Transaction& tx, const Candidacy& candidacy) {
    return tx.run(
               "update placement_candidacy set state = :state, answer_by = :answer_by, introduced_at = :introduced, answered_at = "
               ":answered,"
               " reason = :reason, version = version + 1 where id = :id and version = :version",
               {{"state", code(candidacy.state)},
                {"answer_by", candidacy.answer_by},
                {"introduced", candidacy.introduced_at},
                {"answered", candidacy.answered_at},
                {"reason", candidacy.reason ? code(*candidacy.reason) : std::string_view()},
                {"id", candidacy.id},
                {"version", candidacy.version}}) == 1;
}

bool set_person(sql::Transaction& tx, CandidacyId id, std::string_view person_key) {
    return tx
        .try_run("update placement_candidacy set person_key = :person where id = :id and person_key = ''",
                 {{"person", person_key}, {"id", id}})
        .has_value();
}

std::vector<Counted> counted(sql::Transaction& tx, employers::EmployerId employer) {
    std::vector<Counted> all;
    for (const auto& row : tx.all(
             "select vacancy_id, count(*), sum(case when state = 'sent' then 1 else 0 end), sum(case when " + std::string(open_states) +
                 " then 1 else 0 end), min(case when " + std::string(open_states) +
                 " then answer_by end) from placement_candidacy where employer_id = :employer group by vacancy_id order by vacancy_id desc",
             {{"employer", employer}}))
        all.push_back({row.id<vacancies::VacancyId>(0), row.number(1), row.number(2), row.number(3), row.date_or_none(4)});
    return all;
}

int next_letter(sql::Transaction& tx, OfficeId office, int year) {
    return tx
        .one(
            "insert into placement_letter_counter (office_id, year, last) values (:office, :year, 1)"
            " on conflict (office_id, year) do update set last = placement_letter_counter.last + 1 returning last",
            {{"office", office}, {"year", year}})
        ->number(0);
}

// --- ties to firms ---

bool add_interest(sql::Transaction& tx, const crypto::Vault& vault, const Interest& interest, OfficeId office, AccountId account) {
    return tx
        .try_run(
            "insert into placement_interest (id, office_id, account_id, employer_id, words, declared_at)"
            " values (:id, :office, :account, :employer, :words, :at)",
            {{"id", interest.id},
             {"office", office},
             {"account", account},
             {"employer", interest.employer},
             {"words", vault.seal({"placement_interest.words", interest.id.value}, interest.words.reveal())},
             {"at", interest.declared_at}})
        .has_value();
}

bool end_interest(sql::Transaction& tx, InterestId id, AccountId account, Instant now) {
    return tx.run("update placement_interest set ended_at = :now where id = :id and account_id = :account and ended_at is null",
                  {{"now", now}, {"id", id}, {"account", account}}) == 1;
}

std::vector<Interest> interests(sql::Transaction& tx, const crypto::Vault& vault, AccountId account) {
    std::vector<Interest> all;
    for (const auto& row : tx.all("select id, employer_id, words, declared_at from placement_interest where account_id = :account and "
                                  "ended_at is null order by id",
                                  {{"account", account}})) {
        const auto id = row.id<InterestId>(0);
        all.push_back({id, row.id<employers::EmployerId>(1), "",
                       Personal(vault.open_sealed({"placement_interest.words", id.value}, row.text(2))), row.instant(3)});
    }
    return all;
}

bool has_interest(sql::Transaction& tx, AccountId account, employers::EmployerId employer) {
    return tx
        .one("select 1 from placement_interest where account_id = :account and employer_id = :employer and ended_at is null",
             {{"account", account}, {"employer", employer}})
        .has_value();
}

// --- cards looked up ---

bool count_checked(sql::Transaction& tx, employers::EmployerId employer, OfficeId office, Date day, int lines, int most) {
    return tx
        .one(
            "insert into placement_card_check (employer_id, office_id, day, lines) values (:employer, :office, :day, :lines)"
            " on conflict (employer_id, day) do update set lines = placement_card_check.lines + :lines"
            " where placement_card_check.lines + :lines <= :most returning lines",
            {{"employer", employer}, {"office", office}, {"day", day}, {"lines", lines}, {"most", most}})
        .has_value();
}

// --- proof ---

std::vector<std::string> faults(sql::Transaction& tx) {
    std::vector<std::string> all;
    const auto look = [&](std::string_view query, std::string_view what) {
        for (const auto& row : tx.all(query)) all.push_back("placement " + row.text(0) + ": " + std::string(what));
    };
    look(
        "select v.vacancy_id from placement_vacancy v where v.hired <>"
        " (select count(*) from placement_candidacy c where c.vacancy_id = v.vacancy_id and c.state = 'accepted')",
        "not as many hired as accepted");
    look(
        "select v.vacancy_id from placement_vacancy v where v.last_number <"
        " (select coalesce(max(number), 0) from placement_candidacy c where c.vacancy_id = v.vacancy_id)",
        "a number beyond the last one given");
    look(
        "select p.id from placement_placement p where p.state in ('placed', 'confirmed', 'ended') and not exists"
        " (select 1 from placement_event e where e.placement_id = p.id and e.kind in ('placed', 'found_work'))",
        "a placement that the ledger does not know");
    look(
        "select e.id from placement_event e join placement_placement p on p.id = e.placement_id"
        " where (e.kind = 'placed' and p.origin = 'self_found') or (e.kind = 'found_work' and p.origin <> 'self_found')",
        "hired through the service and found alone are mixed up");
    return all;
}

}  // namespace placement::store
