#include "modules/vacancies/store.hpp"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "modules/vacancies/model_change.hpp"
#include "modules/vacancies/rules.hpp"

namespace vacancies::store {

namespace {

using nlohmann::json;

template <class Value>
Value known(const std::optional<Value>& value, const sql::Row& row, std::size_t column) {
    if (!value) throw std::runtime_error("vacancies_vacancy holds \"" + row.text(column) + "\"");
    return *value;
}

std::string listed_text(const std::vector<std::string>& items) { return json(items).dump(); }
std::vector<std::string> list_of(const std::string& text) { return json::parse(text).get<std::vector<std::string>>(); }

std::string asked_text(const std::vector<Condition>& asked) {
    auto list = json::array();
    for (const auto& one : asked)
        list.push_back({{"kind", one.kind}, {"text", one.text}, {"reason", one.reason}, {"accepted", one.accepted}});
    return list.dump();
}

std::vector<Condition> asked_of(const std::string& text) {
    std::vector<Condition> asked;
    for (const auto& one : json::parse(text))
        asked.push_back({one.at("kind").get<std::string>(), one.at("text").get<std::string>(), one.at("reason").get<std::string>(),
                         one.at("accepted").get<bool>()});
    return asked;
}

std::string sealed_contact(const crypto::Vault& vault, const Vacancy& vacancy) {
    return vacancy.contact.empty() ? std::string() : vault.seal({"vacancies_vacancy.contact", vacancy.id.value}, vacancy.contact);
}

constexpr std::string_view columns =
    "id, office_id, employer_id, employer_name, receipt, state, source, external_reference, title, occupation, openings, openings_men,"
    " openings_women, filled_men, filled_women, cancelled, valid_from, valid_until, place_code, place_text, address, contract, mode, hours,"
    " wage_low, wage_high, conditions, education_min, majors, skills, certificates, languages, experience_months, age_min, age_max,"
    " open_to_disability, accommodations, description, how_to_apply, contact, asked, held_because, note_of_officer, made_at, submitted_at,"
    " published_at, closed_at, answer_days, applications_max, revision, version, certificates_preferred, overseas, licence_id";

std::string select(std::string_view rest) { return "select " + std::string(columns) + " from vacancies_vacancy " + std::string(rest); }

// Without contact: that is opened for one vacancy at a time.
Vacancy vacancy_of(const sql::Row& row) {
    Vacancy made;
    std::size_t at = 0;
    made.id = row.id<VacancyId>(at++);
    made.office = row.id<OfficeId>(at++);
    made.employer = row.id<employers::EmployerId>(at++);
    made.employer_name = row.text(at++);
    made.receipt = row.text(at++);
    made.state = known(parse_state(row.text(at)), row, at);
    ++at;
    made.source = known(parse_source(row.text(at)), row, at);
    ++at;
    made.external_reference = row.text(at++);
    made.title = row.text(at++);
    made.occupation = row.text(at++);
    made.openings = row.number(at++);
    made.openings_men = row.number(at++);
    made.openings_women = row.number(at++);
    made.filled_men = row.number(at++);
    made.filled_women = row.number(at++);
    made.cancelled = row.number(at++);
    made.valid_from = row.date(at++);
    made.valid_until = row.date(at++);
    made.place_code = row.text(at++);
    made.place_text = row.text(at++);
    made.address = row.text(at++);
    made.contract = known(parse_contract(row.text(at)), row, at);
    ++at;
    made.mode = known(parse_mode(row.text(at)), row, at);
    ++at;
    made.hours = row.text(at++);
    made.wage_low = row.integer(at++);
    made.wage_high = row.integer(at++);
    made.conditions = row.text(at++);
    made.education_min = row.text(at++);
    made.majors = list_of(row.text(at++));
    made.skills = list_of(row.text(at++));
    made.certificates = list_of(row.text(at++));
    made.languages = list_of(row.text(at++));
    made.experience_months = row.number(at++);
    made.age_min = row.number(at++);
    made.age_max = row.number(at++);
    made.open_to_disability = row.flag(at++);
    made.accommodations = list_of(row.text(at++));
    made.description = row.text(at++);
    made.how_to_apply = row.text(at++);
    ++at;
    made.asked = asked_of(row.text(at++));
    made.held_because = row.text(at++);
    made.note_of_officer = row.text(at++);
    made.made_at = row.instant(at++);
    made.submitted_at = row.instant_or_none(at++);
    made.published_at = row.instant_or_none(at++);
    made.closed_at = row.instant_or_none(at++);
    made.answer_days = row.number(at++);
    made.applications_max = row.number(at++);
    made.revision = row.integer(at++);
    made.version = row.number(at++);
    made.certificates_preferred = list_of(row.text(at++));
    made.overseas = row.flag(at++);
    made.licence = row.id<employers::LicenceId>(at++);
    return made;
}
constexpr std::size_t contact_column = 39;

void open_contact(Vacancy& vacancy, const crypto::Vault& vault, const sql::Row& row) {
    const auto sealed = row.text(contact_column);
    if (!sealed.empty()) vacancy.contact = vault.open_sealed({"vacancies_vacancy.contact", vacancy.id.value}, sealed);
}

std::vector<Vacancy> vacancies_in(const std::vector<sql::Row>& rows) {
    std::vector<Vacancy> made;
    made.reserve(rows.size());
    for (const auto& row : rows) made.push_back(vacancy_of(row));
    return made;
}

std::optional<std::string> receipt_or_none(const Vacancy& vacancy) {
    if (vacancy.receipt.empty()) return {};
    return vacancy.receipt;
}

// What both statements write of a vacancy.
std::vector<sql::Param> columns_of(const crypto::Vault& vault, const Vacancy& one) {
    return {{"id", one.id},
            {"employer_name", one.employer_name},
            {"receipt", receipt_or_none(one)},
            {"state", code(one.state)},
            {"title", one.title},
            {"occupation", one.occupation},
            {"openings", one.openings},
            {"men", one.openings_men},
            {"women", one.openings_women},
            {"filled_men", one.filled_men},
            {"filled_women", one.filled_women},
            {"cancelled", one.cancelled},
            {"from_day", one.valid_from},
            {"until_day", one.valid_until},
            {"place", one.place_code},
            {"place_text", one.place_text},
            {"address", one.address},
            {"contract", code(one.contract)},
            {"mode", code(one.mode)},
            {"hours", one.hours},
            {"wage_low", one.wage_low},
            {"wage_high", one.wage_high},
            {"conditions", one.conditions},
            {"education", one.education_min},
            {"majors", listed_text(one.majors)},
            {"skills", listed_text(one.skills)},
            {"certificates", listed_text(one.certificates)},
            {"certificates_preferred", listed_text(one.certificates_preferred)},
            {"languages", listed_text(one.languages)},
            {"experience", one.experience_months},
            {"age_min", one.age_min},
            {"age_max", one.age_max},
            {"disability", one.open_to_disability},
            {"accommodations", listed_text(one.accommodations)},
            {"description", one.description},
            {"how_to_apply", one.how_to_apply},
            {"contact", sealed_contact(vault, one)},
            {"asked", asked_text(one.asked)},
            {"asks", has_open_condition(one)},
            {"held", one.held_because},
            {"note", one.note_of_officer},
            {"submitted_at", one.submitted_at},
            {"published_at", one.published_at},
            {"closed_at", one.closed_at},
            {"answer_days", one.answer_days},
            {"applications_max", one.applications_max},
            {"revision", one.revision},
            {"overseas", one.overseas},
            {"licence", one.licence}};
}

}  // namespace

int next_receipt_number(sql::Transaction& tx, int year) {
    return tx
        .one(
            "insert into vacancies_sequence (year, last) values (:year, 1)"
            " on conflict (year) do update set last = vacancies_sequence.last + 1 returning last",
            {{"year", year}})
        ->number(0);
}

std::int64_t next_revision(sql::Transaction& tx, int count) {
    tx.announce(std::string(changed_topic));
    return tx.one("update vacancies_revision set last = last + :count where id = 1 returning last", {{"count", count}})->integer(0) -
           count + 1;
}

std::int64_t newest_revision(sql::Transaction& tx) { return tx.one("select last from vacancies_revision where id = 1")->integer(0); }

bool add(sql::Transaction& tx, const crypto::Vault& vault, const Vacancy& one, std::string_view fingerprint) {
    static const auto statement =
        "insert into vacancies_vacancy (" + std::string(columns) + ", fingerprint, asks)" +
        " values (:id, :office, :employer, :employer_name, :receipt, :state, :source, :reference, :title, :occupation, :openings, :men,"
        " :women, :filled_men, :filled_women, :cancelled, :from_day, :until_day, :place, :place_text, :address, :contract, :mode, :hours,"
        " :wage_low, :wage_high, :conditions, :education, :majors, :skills, :certificates, :languages, :experience, :age_min, :age_max,"
        " :disability, :accommodations, :description, :how_to_apply, :contact, :asked, :held, :note, :made_at, :submitted_at,"
        " :published_at, :closed_at, :answer_days, :applications_max, :revision, 1, :certificates_preferred, :overseas, :licence, "
        ":fingerprint, :asks)";
    auto values = columns_of(vault, one);
    values.insert(values.end(), {{"office", one.office},
                                 {"employer", one.employer},
                                 {"source", code(one.source)},
                                 {"reference", one.external_reference},
                                 {"made_at", one.made_at},
                                 {"fingerprint", fingerprint}});
    return tx.try_run(statement, values).has_value();
}

bool change(sql::Transaction& tx, const crypto::Vault& vault, const Vacancy& one, std::string_view by) {
    auto values = columns_of(vault, one);
    values.push_back({"version", one.version});
    values.push_back({"by", by});
    return tx.run(
               "update vacancies_vacancy set employer_name = :employer_name, receipt = :receipt, state = :state, title = :title,"
               " occupation = :occupation, openings = :openings, openings_men = :men, openings_women = :women, filled_men = :filled_men,"
               " filled_women = :filled_women, cancelled = :cancelled, valid_from = :from_day, valid_until = :until_day, place_code = "
               ":place,"
               " place_text = :place_text, address = :address, contract = :contract, mode = :mode, hours = :hours, wage_low = :wage_low,"
               " wage_high = :wage_high, conditions = :conditions, education_min = :education, majors = :majors, skills = :skills,"
               " certificates = :certificates, certificates_preferred = :certificates_preferred, languages = :languages, experience_months "
               "= :experience, age_min = :age_min,"
               " age_max = :age_max, open_to_disability = :disability, accommodations = :accommodations, description = :description,"
               " how_to_apply = :how_to_apply, contact = :contact, asked = :asked, asks = :asks, held_because = :held,"
               " note_of_officer = :note, submitted_at = :submitted_at, published_at = :published_at, closed_at = :closed_at,"
               " answer_days = :answer_days, applications_max = :applications_max, revision = :revision, overseas = :overseas, licence_id "
               "= :licence, changed_by = :by, version = version + 1"
               " where id = :id and version = :version",
               values) == 1;
}

std::optional<Vacancy> find(sql::Transaction& tx, const crypto::Vault& vault, VacancyId id, WithContact contact) {
    static const auto query = select("where id = :id");
    const auto row = tx.one(query, {{"id", id}});
    if (!row) return {};
    auto vacancy = vacancy_of(*row);
    if (contact == WithContact::yes) open_contact(vacancy, vault, *row);
    return vacancy;
}

std::optional<Vacancy> find_by_fingerprint(sql::Transaction& tx, const crypto::Vault& vault, OfficeId office,
                                           std::string_view fingerprint) {
    static const auto query = select("where office_id = :office and fingerprint = :fingerprint and fingerprint <> ''");
    const auto row = tx.one(query, {{"office", office}, {"fingerprint", fingerprint}});
    if (!row) return {};
    auto vacancy = vacancy_of(*row);
    open_contact(vacancy, vault, *row);
    return vacancy;
}

std::vector<Vacancy> of_employer(sql::Transaction& tx, employers::EmployerId employer, int limit) {
    static const auto query = select("where employer_id = :employer order by id desc limit :limit");
    return vacancies_in(tx.all(query, {{"employer", employer}, {"limit", limit}}));
}

std::optional<Vacancy> newest_of_employer(sql::Transaction& tx, const crypto::Vault& vault, employers::EmployerId employer) {
    static const auto query = select("where employer_id = :employer and source <> 'imported' order by id desc limit 1");
    const auto row = tx.one(query, {{"employer", employer}});
    if (!row) return {};
    auto vacancy = vacancy_of(*row);
    open_contact(vacancy, vault, *row);
    return vacancy;
}

std::vector<Vacancy> changed_after(sql::Transaction& tx, std::int64_t revision, int limit) {
    static const auto query = select("where revision > :revision and revision > 0 order by revision limit :limit");
    return vacancies_in(tx.all(query, {{"revision", revision}, {"limit", limit}}));
}

std::vector<Vacancy> of_office(sql::Transaction& tx, const Wanted& wanted) {
    // Who waits longest comes first; what is over, last first.
    static const auto waiting = select(
        "where office_id = :office and state = :state and (:source = '' or source = :source)"
        " and id > :after order by id limit :limit");
    static const auto newest = select(
        "where office_id = :office and (:state = '' or state = :state) and (:source = '' or source = :source)"
        " and (:after = 0 or id < :after) order by id desc limit :limit");
    const bool waits = wanted.state == "submitted" || wanted.state == "held";
    if (waits)
        return vacancies_in(tx.all(waiting, {{"office", wanted.office},
                                             {"state", wanted.state},
                                             {"source", wanted.source},
                                             {"after", wanted.after},
                                             {"limit", wanted.limit}}));
    return vacancies_in(tx.all(
        newest,
        {{"office", wanted.office}, {"state", wanted.state}, {"source", wanted.source}, {"after", wanted.after}, {"limit", wanted.limit}}));
}

std::map<std::string, int> counts(sql::Transaction& tx, OfficeId office) {
    std::map<std::string, int> made;
    for (const auto& row :
         tx.all("select state, count(*) from vacancies_vacancy where office_id = :office group by state", {{"office", office}}))
        made[row.text(0)] = row.number(1);
    return made;
}

int count_clean(sql::Transaction& tx, OfficeId office) {
    return tx
        .one("select count(*) from vacancies_vacancy where office_id = :office and state = 'submitted' and asks = 0 and asked = '[]'",
             {{"office", office}})
        ->number(0);
}

namespace {
std::vector<VacancyId> ids_in(const std::vector<sql::Row>& rows) {
    std::vector<VacancyId> ids;
    for (const auto& row : rows) ids.push_back(row.id<VacancyId>(0));
    return ids;
}
}  // namespace

std::vector<Uncoded> not_coded(sql::Transaction& tx, OfficeId office, int limit, int offset) {
    std::vector<Uncoded> made;
    for (const auto& row :
         tx.all("select min(id), count(*) from vacancies_vacancy where office_id = :office and (occupation = '' or place_code = '')"
                " and state in ('submitted', 'held', 'published', 'paused', 'expired')"
                " group by case when occupation = '' then lower(title) else '' end, case when place_code = '' then lower(place_text) else "
                "'' end"
                " order by count(*) desc, min(id) limit :limit offset :offset",
                {{"office", office}, {"limit", limit}, {"offset", offset}}))
        made.push_back({row.id<VacancyId>(0), row.number(1)});
    return made;
}

std::vector<VacancyId> without_occupation(sql::Transaction& tx, OfficeId office, std::string_view title, int limit) {
    return ids_in(
        tx.all("select id from vacancies_vacancy where office_id = :office and occupation = '' and lower(title) = lower(:title) order by "
               "id limit :limit",
               {{"office", office}, {"title", title}, {"limit", limit}}));
}

std::vector<VacancyId> without_place(sql::Transaction& tx, OfficeId office, std::string_view place_text, int limit) {
    return ids_in(
        tx.all("select id from vacancies_vacancy where office_id = :office and place_code = '' and lower(place_text) = lower(:place) order "
               "by id limit :limit",
               {{"office", office}, {"place", place_text}, {"limit", limit}}));
}

int count_not_coded(sql::Transaction& tx, OfficeId office) {
    return tx
        .one(
            "select count(*) from vacancies_vacancy where office_id = :office and (occupation = '' or place_code = '')"
            " and state in ('submitted', 'held', 'published', 'paused', 'expired')",
            {{"office", office}})
        ->number(0);
}

std::vector<VacancyId> over(sql::Transaction& tx, OfficeId office, Date today, int limit) {
    return ids_in(
        tx.all("select id from vacancies_vacancy where office_id = :office and state in ('published', 'paused') and valid_until < :today"
               " order by id limit :limit",
               {{"office", office}, {"today", today}, {"limit", limit}}));
}

std::vector<Ending> ending_on(sql::Transaction& tx, OfficeId office, Date day) {
    std::vector<Ending> made;
    for (const auto& row : tx.all("select employer_id, count(*), min(title) from vacancies_vacancy where office_id = :office"
                                  " and state = 'published' and valid_until = :day group by employer_id order by employer_id",
                                  {{"office", office}, {"day", day}}))
        made.push_back({row.id<employers::EmployerId>(0), row.number(1), row.text(2)});
    return made;
}

std::vector<Vacancy> open_of_employer(sql::Transaction& tx, const crypto::Vault& vault, employers::EmployerId employer) {
    static const auto query = select("where employer_id = :employer and state in ('published', 'paused') order by id");
    std::vector<Vacancy> made;
    for (const auto& row : tx.all(query, {{"employer", employer}})) {
        made.push_back(vacancy_of(row));
        open_contact(made.back(), vault, row);
    }
    return made;
}

std::vector<employers::EmployerId> employers_abroad(sql::Transaction& tx, OfficeId office) {
    std::vector<employers::EmployerId> made;
    for (const auto& row : tx.all("select distinct employer_id from vacancies_vacancy where office_id = :office and overseas = 1"
                                  " and state = 'published' order by employer_id",
                                  {{"office", office}}))
        made.push_back(row.id<employers::EmployerId>(0));
    return made;
}

int count_held(sql::Transaction& tx, OfficeId office, VacancyState state, std::string_view because) {
    return tx
        .one("select count(*) from vacancies_vacancy where office_id = :office and state = :state and held_because = :because",
             {{"office", office}, {"state", code(state)}, {"because", because}})
        ->number(0);
}

employers::Reported reported_by(sql::Transaction& tx, employers::EmployerId employer) {
    const auto row = tx.one(
        "select count(*), sum(openings), sum(filled_men + filled_women),"
        " sum(case when state = 'expired' and filled_men + filled_women = 0 then 1 else 0 end), max(submitted_at)"
        " from vacancies_vacancy where employer_id = :employer and source in ('employer_portal', 'officer_visit', 'job_fair') and state <> "
        "'draft'",
        {{"employer", employer}});
    return {.vacancies = row->number(0),
            .heads = row->number(1),
            .filled = row->number(2),
            .ended_unreported = row->number(3),
            .last_at = row->instant_or_none(4)};
}

std::vector<Listed> listed(sql::Transaction& tx, int limit) {
    std::vector<Listed> made;
    for (const auto& row : tx.all("select id, office_id, valid_until, published_at from vacancies_vacancy where state = 'published' order "
                                  "by revision desc limit :limit",
                                  {{"limit", limit}}))
        made.push_back({row.id<VacancyId>(0), row.id<OfficeId>(1), row.date(2), row.instant(3)});
    return made;
}

bool is_known(sql::Transaction& tx, OfficeId office, std::string_view reference, std::string_view fingerprint) {
    if (!reference.empty() &&
        tx.one("select 1 from vacancies_vacancy where office_id = :office and external_reference = :reference and external_reference <> ''",
               {{"office", office}, {"reference", reference}}))
        return true;
    return !fingerprint.empty() &&
           tx.one("select 1 from vacancies_vacancy where office_id = :office and fingerprint = :fingerprint and fingerprint <> ''",
                  {{"office", office}, {"fingerprint", fingerprint}});
}

std::vector<std::string> faults(sql::Transaction& tx) {
    std::vector<std::string> found;
    for (const auto& row : tx.all("select id from vacancies_vacancy where revision > (select last from vacancies_revision where id = 1)"))
        found.push_back("vacancies_vacancy:" + row.text(0) + " has a revision that was never given");
    for (const auto& row :
         tx.all("select id from vacancies_vacancy where state in ('filled', 'expired', 'cancelled') and closed_at is null"))
        found.push_back("vacancies_vacancy:" + row.text(0) + " is over without a time");
    for (const auto& row : tx.all("select id from vacancies_vacancy where state in ('published', 'paused') and filled_men + filled_women + "
                                  "cancelled >= openings"))
        found.push_back("vacancies_vacancy:" + row.text(0) + " is open although nobody is looked for any more");
    return found;
}

}  // namespace vacancies::store
