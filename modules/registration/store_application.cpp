#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "modules/registration/store.hpp"
#include "platform/clock/clock.hpp"

namespace registration::store {
namespace {

std::string seal(const crypto::Vault& vault, std::string_view column, ApplicationId id, std::string_view plain) {
    if (plain.empty()) return {};
    return vault.seal({"registration_application." + std::string(column), id.value}, plain);
}

std::string open(const crypto::Vault& vault, std::string_view column, ApplicationId id, const std::string& sealed) {
    if (sealed.empty()) return {};
    return vault.open_sealed({"registration_application." + std::string(column), id.value}, sealed);
}

std::string typed_json(const Typed& typed) {
    if (typed.empty()) return {};
    auto list = nlohmann::json::array();
    for (const auto& [name, value] : typed) list.push_back({name, value});
    // A draft may hold anything that came over the wire; it is kept, and refused when it is read.
    return list.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::optional<std::int64_t> as_number(std::optional<bool> flag) {
    if (!flag) return {};
    return *flag ? 1 : 0;
}

std::string_view sex_code(std::optional<Sex> sex) { return sex ? code(*sex) : std::string_view(); }

void replace_lists(sql::Transaction& tx, const Application& application) {
    const auto id = application.id;
    tx.run("delete from registration_education where application_id = :id", {{"id", id}});
    tx.run("delete from registration_skill where application_id = :id", {{"id", id}});
    tx.run("delete from registration_desired_occupation where application_id = :id", {{"id", id}});
    int position = 0;
    for (const auto& one : application.answers.education)
        tx.run(
            "insert into registration_education (application_id, position, level, major, school, year)"
            " values (:id, :position, :level, :major, :school, :year)",
            {{"id", id}, {"position", position++}, {"level", one.level}, {"major", one.major}, {"school", one.school}, {"year", one.year}});
    position = 0;
    for (const auto& skill : application.answers.skills)
        tx.run("insert into registration_skill (application_id, position, skill) values (:id, :position, :skill)",
               {{"id", id}, {"position", position++}, {"skill", skill}});
    position = 0;
    for (const auto& occupation : application.answers.desired_occupations)
        tx.run("insert into registration_desired_occupation (application_id, position, code) values (:id, :position, :code)",
               {{"id", id}, {"position", position++}, {"code", occupation}});
}

}  // namespace

bool add_application(sql::Transaction& tx, const crypto::Vault& vault, const Application& application, const Typed& typed) {
    const auto added = tx.try_run(
        "insert into registration_application (id, office_id, channel, state, code, typed, created_at, updated_at, submitted_at,"
        " training) values (:id, :office, :channel, :state, :code, :typed, :now, :now2, :submitted, :training)",
        {{"id", application.id},
         {"office", application.office},
         {"channel", code(application.channel)},
         {"state", code(application.state)},
         {"code", application.code},
         {"typed", seal(vault, "typed", application.id, typed_json(typed))},
         {"now", application.created_at},
         {"now2", application.created_at},
         {"submitted", application.submitted_at},
         {"training", application.training}});
    return added.has_value();
}

std::optional<Application> find_application(sql::Transaction& tx, const crypto::Vault& vault, ApplicationId id) {
    const auto row = tx.one(
        "select office_id, channel, state, code, person_key, nik, name, diploma_name_same, birth_place, birth_date, sex, phone,"
        " address, village_code, desired_place, purpose, situation, religion, marital_status, guardian_name, guardian_phone,"
        " filled_in_by, wage_wish, place_wish, officer_note, intake_read, created_at, submitted_at, present_at, card_id,"
        " external_reference, training, version from registration_application where id = :id",
        {{"id", id}});
    if (!row) return {};
    Application application;
    application.id = id;
    application.office = row->id<OfficeId>(0);
    application.channel = channel_of(row->text(1));
    application.state = application_state_of(row->text(2));
    application.code = row->text(3);
    application.person_key = row->text(4);
    auto& answers = application.answers;
    answers.nik = Nik::parse(open(vault, "nik", id, row->text(5)));
    answers.name = row->text(6);
    if (!row->is_null(7)) answers.diploma_name_same = row->flag(7);
    answers.birth_place = row->text(8);
    answers.birth_date = row->date_or_none(9);
    if (const auto sex = row->text(10); !sex.empty()) answers.sex = sex == "L" ? Sex::male : Sex::female;
    answers.phone = Phone::parse(open(vault, "phone", id, row->text(11)));
    answers.address = Personal(open(vault, "address", id, row->text(12)));
    answers.village_code = row->text(13);
    answers.desired_place = row->text(14);
    for (const auto purpose : {Purpose::domestic, Purpose::abroad, Purpose::both})
        if (row->text(15) == code(purpose)) answers.purpose = purpose;
    for (const auto situation :
         {EmploymentSituation::never_worked, EmploymentSituation::lost_or_left_job, EmploymentSituation::employed_looking})
        if (row->text(16) == code(situation)) answers.situation = situation;
    answers.religion = open(vault, "religion", id, row->text(17));
    answers.marital_status = open(vault, "marital_status", id, row->text(18));
    answers.guardian_name = row->text(19);
    answers.guardian_phone = Personal(open(vault, "guardian_phone", id, row->text(20)));
    answers.filled_in_by = row->text(21);
    application.intake.wage_wish = row->integer(22);
    application.intake.place_wish = row->text(23);
    application.intake.officer_note = Personal(open(vault, "officer_note", id, row->text(24)));
    application.intake.read_by_person = row->flag(25);
    application.created_at = row->instant(26);
    application.submitted_at = row->instant_or_none(27);
    application.present_at = row->instant_or_none(28);
    application.card = row->id<CardId>(29);
    application.external_reference = row->text(30);
    application.training = row->flag(31);
    application.version = row->number(32);

    for (const auto& one : tx.all("select level, major, school, year from registration_education"
                                  " where application_id = :id order by position",
                                  {{"id", id}}))
        answers.education.push_back({one.text(0), one.text(1), one.text(2), one.number(3)});
    for (const auto& one : tx.all("select skill from registration_skill where application_id = :id order by position", {{"id", id}}))
        answers.skills.push_back(one.text(0));
    for (const auto& one :
         tx.all("select code from registration_desired_occupation where application_id = :id order by position", {{"id", id}}))
        answers.desired_occupations.push_back(one.text(0));
    for (const auto& one : tx.all("select employer, post, from_year, to_year from registration_experience"
                                  " where application_id = :id order by position",
                                  {{"id", id}}))
        application.intake.experience.push_back({one.text(0), one.text(1), one.number(2), one.number(3)});
    for (const auto& one : tx.all("select name from registration_language where application_id = :id order by position", {{"id", id}}))
        application.intake.languages.push_back(one.text(0));
    return application;
}

std::optional<Outline> find_outline(sql::Transaction& tx, ApplicationId id) {
    const auto row =
        tx.one("select id, office_id, state, code, person_key, name, training from registration_application where id = :id", {{"id", id}});
    if (!row) return {};
    return Outline{.id = row->id<ApplicationId>(0),
                   .office = row->id<OfficeId>(1),
                   .state = application_state_of(row->text(2)),
                   .code = row->text(3),
                   .person_key = row->text(4),
                   .name = row->text(5),
                   .training = row->flag(6)};
}

std::optional<ApplicationId> find_by_code(sql::Transaction& tx, std::string_view code) {
    const auto row = tx.one("select id from registration_application where code = :code", {{"code", code}});
    if (!row) return {};
    return row->id<ApplicationId>(0);
}

Typed typed_of(sql::Transaction& tx, const crypto::Vault& vault, ApplicationId id) {
    const auto row = tx.one("select typed from registration_application where id = :id", {{"id", id}});
    Typed typed;
    if (!row || row->text(0).empty()) return typed;
    for (const auto& one : nlohmann::json::parse(open(vault, "typed", id, row->text(0))))
        typed.emplace_back(one.at(0).get<std::string>(), one.at(1).get<std::string>());
    return typed;
}

void save_typed(sql::Transaction& tx, const crypto::Vault& vault, ApplicationId id, const Typed& typed, Instant now) {
    tx.run("update registration_application set typed = :typed, updated_at = :now where id = :id",
           {{"typed", seal(vault, "typed", id, typed_json(typed))}, {"now", now}, {"id", id}});
}

void save_answers(sql::Transaction& tx, const crypto::Vault& vault, const Application& application, Instant now) {
    const auto id = application.id;
    const auto& answers = application.answers;
    tx.run(
        "update registration_application set person_key = :person_key, nik = :nik, name = :name, name_key = :name_key,"
        " diploma_name_same = :diploma_name_same, birth_place = :birth_place, birth_date = :birth_date, sex = :sex,"
        " phone = :phone, address = :address, village_code = :village_code, desired_place = :desired_place,"
        " purpose = :purpose, situation = :situation, religion = :religion, marital_status = :marital_status,"
        " guardian_name = :guardian_name, guardian_phone = :guardian_phone, filled_in_by = :filled_in_by, typed = '',"
        " updated_at = :now where id = :id",
        {{"person_key", application.person_key},
         {"nik", answers.nik ? seal(vault, "nik", id, answers.nik->reveal()) : std::string()},
         {"name", answers.name},
         {"name_key", text::name_key(answers.name)},
         {"diploma_name_same", as_number(answers.diploma_name_same)},
         {"birth_place", answers.birth_place},
         {"birth_date", answers.birth_date},
         {"sex", sex_code(answers.sex)},
         {"phone", answers.phone ? seal(vault, "phone", id, answers.phone->reveal()) : std::string()},
         {"address", seal(vault, "address", id, answers.address.reveal())},
         {"village_code", answers.village_code},
         {"desired_place", answers.desired_place},
         {"purpose", answers.purpose ? code(*answers.purpose) : std::string_view()},
         {"situation", answers.situation ? code(*answers.situation) : std::string_view()},
         {"religion", seal(vault, "religion", id, answers.religion)},
         {"marital_status", seal(vault, "marital_status", id, answers.marital_status)},
         {"guardian_name", answers.guardian_name},
         {"guardian_phone", seal(vault, "guardian_phone", id, answers.guardian_phone.reveal())},
         {"filled_in_by", answers.filled_in_by},
         {"now", now},
         {"id", id}});
    replace_lists(tx, application);
}

void save_intake(sql::Transaction& tx, const crypto::Vault& vault, ApplicationId id, const Intake& intake) {
    tx.run("update registration_application set wage_wish = :wage, place_wish = :place, officer_note = :note where id = :id",
           {{"wage", intake.wage_wish},
            {"place", intake.place_wish},
            {"note", seal(vault, "officer_note", id, intake.officer_note.reveal())},
            {"id", id}});
    tx.run("delete from registration_experience where application_id = :id", {{"id", id}});
    tx.run("delete from registration_language where application_id = :id", {{"id", id}});
    int position = 0;
    for (const auto& one : intake.experience)
        tx.run(
            "insert into registration_experience (application_id, position, employer, post, from_year, to_year)"
            " values (:id, :position, :employer, :post, :from_year, :to_year)",
            {{"id", id},
             {"position", position++},
             {"employer", one.employer},
             {"post", one.position},
             {"from_year", one.from_year},
             {"to_year", one.to_year}});
    position = 0;
    for (const auto& language : intake.languages)
        tx.run("insert into registration_language (application_id, position, name) values (:id, :position, :name)",
               {{"id", id}, {"position", position++}, {"name", language}});
}

IntakeMarks intake_marks(sql::Transaction& tx, ApplicationId id) {
    const auto row = tx.one("select intake_saved from registration_application where id = :id", {{"id", id}});
    return {row && row->flag(0)};
}

void mark_intake(sql::Transaction& tx, ApplicationId id, bool saved_by_staff, bool read) {
    tx.run("update registration_application set intake_saved = :saved, intake_read = :read where id = :id",
           {{"saved", saved_by_staff}, {"read", read}, {"id", id}});
}

bool take_turn(sql::Transaction& tx, ApplicationId id, int version, Instant now) {
    return tx.run(
               "update registration_application set version = version + 1, updated_at = :now"
               " where id = :id and version = :version",
               {{"now", now}, {"id", id}, {"version", version}}) == 1;
}

void set_state(sql::Transaction& tx, ApplicationId id, ApplicationState state) {
    tx.run("update registration_application set state = :state where id = :id", {{"state", code(state)}, {"id", id}});
}

void set_submitted(sql::Transaction& tx, ApplicationId id, Instant now) {
    tx.run("update registration_application set state = 'submitted', submitted_at = :now where id = :id", {{"now", now}, {"id", id}});
}

void set_present(sql::Transaction& tx, ApplicationId id, Instant now, std::string_view by) {
    tx.run(
        "update registration_application set present_at = :now, present_by = :by,"
        " state = case when state = 'submitted' then 'at_counter' else state end where id = :id",
        {{"now", now}, {"by", by}, {"id", id}});
}

void set_owner_confirmed(sql::Transaction& tx, ApplicationId id, Instant now) {
    tx.run("update registration_application set owner_confirmed_at = :now where id = :id", {{"now", now}, {"id", id}});
}

void set_approved(sql::Transaction& tx, ApplicationId id, SeekerId seeker, CardId card, Instant now, std::string_view by) {
    tx.run(
        "update registration_application set state = 'approved', seeker_id = :seeker, card_id = :card, decided_at = :now,"
        " decided_by = :by where id = :id",
        {{"seeker", seeker}, {"card", card}, {"now", now}, {"by", by}, {"id", id}});
}

void set_refused(sql::Transaction& tx, const crypto::Vault& vault, ApplicationId id, std::string_view reason, std::string_view note,
                 std::string_view letter, Instant now, std::string_view by) {
    tx.run(
        "update registration_application set state = 'refused', refusal_reason = :reason, refusal_note = :note,"
        " refusal_letter = :letter, decided_at = :now, decided_by = :by where id = :id",
        {{"reason", reason}, {"note", seal(vault, "refusal_note", id, note)}, {"letter", letter}, {"now", now}, {"by", by}, {"id", id}});
}

void set_external_reference(sql::Transaction& tx, ApplicationId id, std::string_view reference) {
    tx.run("update registration_application set external_reference = :reference where id = :id", {{"reference", reference}, {"id", id}});
}

bool set_code(sql::Transaction& tx, ApplicationId id, std::string_view code) {
    return tx.try_run("update registration_application set code = :code where id = :id", {{"code", code}, {"id", id}}).has_value();
}

void set_phone(sql::Transaction& tx, const crypto::Vault& vault, ApplicationId id, const Phone& phone) {
    tx.run("update registration_application set phone = :phone where id = :id",
           {{"phone", seal(vault, "phone", id, phone.reveal())}, {"id", id}});
}

std::optional<RefusalRow> find_refusal(sql::Transaction& tx, const crypto::Vault& vault, ApplicationId id) {
    const auto row = tx.one(
        "select refusal_reason, refusal_note, refusal_letter, decided_at, decided_by"
        " from registration_application where id = :id and state = 'refused'",
        {{"id", id}});
    if (!row) return {};
    return RefusalRow{row->text(0), open(vault, "refusal_note", id, row->text(1)), row->text(2), row->instant(3), row->text(4)};
}

std::vector<ApplicationId> rivals(sql::Transaction& tx, const Application& application) {
    std::vector<ApplicationId> found;
    if (application.person_key.empty()) return found;
    for (const auto& row : tx.all("select id from registration_application where office_id = :office and person_key = :person"
                                  " and id <> :id and training = :training and state in ('submitted', 'needs_fix', 'at_counter')"
                                  " order by id",
                                  {{"office", application.office},
                                   {"person", application.person_key},
                                   {"id", application.id},
                                   {"training", application.training}}))
        found.push_back(row.id<ApplicationId>(0));
    return found;
}

void add_takeover(sql::Transaction& tx, const Application& application, ApplicationId rival, Instant now, std::string_view by) {
    tx.run(
        "insert into registration_takeover (id, office_id, application_id, rival_id, taken_at, taken_by)"
        " values (:id, :office, :application, :rival, :now, :by)",
        {{"id", ids::next()}, {"office", application.office}, {"application", application.id}, {"rival", rival}, {"now", now}, {"by", by}});
}

std::vector<Line> lines(sql::Transaction& tx, OfficeId office, std::string_view state, std::string_view name_part, int limit) {
    std::vector<Line> found;
    const auto like = "%" + std::string(name_part) + "%";
    for (const auto& row :
         tx.all("select id, code, name, state, submitted_at, present_at, card_id, training from registration_application"
                " where office_id = :office and state <> 'draft' and (:state = '' or state = :state2) and name_key like :like"
                " order by submitted_at desc, id desc limit :limit",
                {{"office", office}, {"state", state}, {"state2", state}, {"like", like}, {"limit", limit}}))
        found.push_back({row.id<ApplicationId>(0), row.text(1), row.text(2), application_state_of(row.text(3)), row.instant(4),
                         row.instant_or_none(5), row.id<CardId>(6), row.flag(7)});
    return found;
}

std::vector<ApplicationId> of_person(sql::Transaction& tx, OfficeId office, std::string_view person_key) {
    std::vector<ApplicationId> found;
    for (const auto& row : tx.all("select id from registration_application where office_id = :office and person_key = :person"
                                  " and state <> 'draft' order by id desc",
                                  {{"office", office}, {"person", person_key}}))
        found.push_back(row.id<ApplicationId>(0));
    return found;
}

}  // namespace registration::store
