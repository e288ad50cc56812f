#include "modules/registration/store_life.hpp"

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "platform/clock/clock.hpp"

namespace registration::store {
namespace {

std::vector<CardRow> cards_of(sql::Transaction& tx, const std::vector<sql::Row>& rows) {
    std::vector<CardRow> found;
    for (const auto& row : rows)
        if (auto card = find_card(tx, row.id<CardId>(0))) found.push_back(std::move(*card));
    return found;
}

std::string sealed(const crypto::Vault& vault, std::string_view place, std::int64_t row, std::string_view plain) {
    return plain.empty() ? std::string() : vault.seal({place, row}, plain);
}

std::string opened(const crypto::Vault& vault, std::string_view place, std::int64_t row, const std::string& text) {
    return text.empty() ? text : vault.open_sealed({place, row}, text);
}

ReportChannel channel_from(std::string_view text) {
    for (const auto one : {ReportChannel::link, ReportChannel::file, ReportChannel::counter})
        if (code(one) == text) return one;
    return ReportChannel::school;
}

}  // namespace

// --- what is due ---

LifeRow life_of(sql::Transaction& tx, CardId id) {
    LifeRow found;
    const auto row = tx.one(
        "select report_due, report_reminded, code_id, term, proxy_name, inactive_at from registration_card where id = :id", {{"id", id}});
    if (!row) return found;
    found.report_due = row->date_or_none(0);
    if (!row->is_null(1)) found.reminded = row->number(1);
    found.code = row->is_null(2) ? id.value : row->integer(2);
    found.term = row->number(3);
    found.proxy_name = row->text(4);
    found.inactive_at = row->instant_or_none(5);
    return found;
}

void set_report_due(sql::Transaction& tx, CardId id, std::optional<Date> due) {
    tx.run("update registration_card set report_due = :due, report_reminded = null where id = :id", {{"due", due}, {"id", id}});
}

bool set_reminded(sql::Transaction& tx, CardId id, Date due, int days_before) {
    return tx.run(
               "update registration_card set report_reminded = :days where id = :id and report_due = :due"
               " and (report_reminded is null or report_reminded > :days2)",
               {{"days", days_before}, {"id", id}, {"due", due}, {"days2", days_before}}) == 1;
}

std::vector<CardRow> reports_due(sql::Transaction& tx, OfficeId office, Date from, Date to, Date today, CardId after, int limit) {
    return cards_of(tx,
                    tx.all("select id from registration_card where office_id = :office and report_due >= :begins and report_due <= :ends"
                           " and state = 'handed_over' and training = 0 and valid_until >= :today and id > :after order by id limit :limit",
                           {{"office", office}, {"begins", from}, {"ends", to}, {"today", today}, {"after", after}, {"limit", limit}}));
}

std::vector<CardRow> lapsing(sql::Transaction& tx, OfficeId office, Date due_before, Date today, int limit) {
    return cards_of(
        tx, tx.all("select id from registration_card where office_id = :office and report_due < :before and state = 'handed_over'"
                   " and training = 0 and valid_until >= :today and (imported = 0 or exists (select 1 from registration_strike_list l"
                   " where l.office_id = registration_card.office_id and l.state = 'closed' and l.id > registration_card.id"
                   " and l.day < registration_card.report_due)) order by report_due, id limit :limit",
                   {{"office", office}, {"before", due_before}, {"today", today}, {"limit", limit}}));
}

std::vector<CardRow> without_report_day(sql::Transaction& tx, OfficeId office, CardId after, int limit) {
    return cards_of(tx, tx.all("select id from registration_card where office_id = :office and state = 'handed_over' and report_due is null"
                               " and last_report is null and id > :after and training = 0 order by id limit :limit",
                               {{"office", office}, {"after", after}, {"limit", limit}}));
}

// --- reports ---

ReportKept add_report(sql::Transaction& tx, const crypto::Vault& vault, const ReportRow& row) {
    const auto done = tx.try_run(
        "insert into registration_report (id, card_id, office_id, status, channel, reported_on, covers, employer, since, paper_stamped,"
        " restored, reported_at, reported_by) values (:id, :card, :office, :status, :channel, :day, :covers, :employer, :since, :stamped,"
        " :restored, :now, :by)",
        {{"id", row.id},
         {"card", row.card},
         {"office", row.office},
         {"status", code(row.status)},
         {"channel", code(row.channel)},
         {"day", row.reported_on},
         {"covers", row.covers},
         {"employer", sealed(vault, "registration_report.employer", row.id, row.employer)},
         {"since", row.since},
         {"stamped", row.paper_stamped},
         {"restored", row.restored},
         {"now", row.reported_at},
         {"by", row.reported_by}});
    return done ? ReportKept::yes : ReportKept::known;
}

std::vector<ReportRow> reports_of(sql::Transaction& tx, const crypto::Vault& vault, CardId id) {
    std::vector<ReportRow> found;
    for (const auto& row :
         tx.all("select id, office_id, status, channel, reported_on, covers, employer, since, paper_stamped, restored,"
                " reported_at, reported_by from registration_report where card_id = :id order by reported_at desc, id desc limit 40",
                {{"id", id}}))
        found.push_back({row.integer(0), id, row.id<OfficeId>(1), report_status_of(row.text(2)).value_or(ReportStatus::looking),
                         channel_from(row.text(3)), row.date(4), row.date_or_none(5),
                         opened(vault, "registration_report.employer", row.integer(0), row.text(6)), row.date_or_none(7), row.flag(8),
                         row.flag(9), row.instant(10), row.text(11)});
    return found;
}

void stamp_report(sql::Transaction& tx, std::int64_t report) {
    tx.run("update registration_report set paper_stamped = 1 where id = :id", {{"id", report}});
}

// --- codes and terms ---

std::int64_t add_code(sql::Transaction& tx, const Card& card, std::string_view why, std::string_view letter, Instant now,
                      std::string_view by) {
    const auto id = ids::next();
    tx.run(
        "insert into registration_card_code (id, card_id, office_id, term, why, letter, made_at, made_by) values (:id, :card, :office,"
        " (select term from registration_card where id = :card2), :why, :letter, :now, :by)",
        {{"id", id},
         {"card", card.id},
         {"office", card.office},
         {"card2", card.id},
         {"why", why},
         {"letter", letter},
         {"now", now},
         {"by", by}});
    tx.run("update registration_card set code_id = :code where id = :id", {{"code", id}, {"id", card.id}});
    return id;
}

std::optional<CardId> card_of_code(sql::Transaction& tx, std::int64_t code) {
    const auto row = tx.one("select card_id from registration_card_code where id = :id", {{"id", code}});
    if (!row) return {};
    return row->id<CardId>(0);
}

int duplicates_of(sql::Transaction& tx, CardId id) {
    const auto row = tx.one(
        "select count(*) from registration_card_code d join registration_card c on c.id = d.card_id"
        " where d.card_id = :id and d.term = c.term and d.why in ('lost', 'damaged')",
        {{"id", id}});
    return row ? row->number(0) : 0;
}

bool add_renewal(sql::Transaction& tx, ApplicationId application, const Card& card, std::string_view old_card, Instant now,
                 std::string_view by) {
    return tx
        .try_run(
            "insert into registration_renewal (application_id, card_id, office_id, old_card, begun_at, begun_by)"
            " values (:application, :card, :office, :old, :now, :by)",
            {{"application", application}, {"card", card.id}, {"office", card.office}, {"old", old_card}, {"now", now}, {"by", by}})
        .has_value();
}

std::optional<Renewal> renewal_of(sql::Transaction& tx, ApplicationId id) {
    const auto row = tx.one("select card_id, old_card from registration_renewal where application_id = :id", {{"id", id}});
    if (!row) return {};
    return Renewal{row->id<CardId>(0), row->text(1)};
}

std::optional<ApplicationId> open_renewal(sql::Transaction& tx, CardId id) {
    const auto row = tx.one(
        "select r.application_id from registration_renewal r join registration_application a on a.id = r.application_id"
        " where r.card_id = :id and a.state in ('submitted', 'needs_fix', 'at_counter') order by r.application_id desc limit 1",
        {{"id", id}});
    if (!row) return {};
    return row->id<ApplicationId>(0);
}

void begin_term(sql::Transaction& tx, const CardRow& row, const NewTerm& term, Instant now) {
    const auto& card = row.card;
    std::optional<std::int64_t> application;
    if (card.application) application = card.application.value;
    tx.run(
        "insert into registration_card_term (card_id, office_id, term, application_id, issued_on, valid_until, handed_over_at, last_report,"
        " blank_serial, ended_at, ended_by) values (:card, :office, (select term from registration_card where id = :card2), :application,"
        " :issued, :valid, :handed, :report, :serial, :now, :by)",
        {{"card", card.id},
         {"office", card.office},
         {"card2", card.id},
         {"application", application},
         {"issued", card.issued_on},
         {"valid", card.valid_until},
         {"handed", card.handed_over_at},
         {"report", card.last_report},
         {"serial", card.blank_serial},
         {"now", now},
         {"by", term.approved_by}});
    tx.run(
        "update registration_card set application_id = :application, seeker_id = :seeker, holder_name = :name, holder_birth_date = :birth,"
        " state = 'approved', approved_at = :now, approved_by = :by, issued_on = :issued, valid_until = :valid, validity_basis = :basis,"
        " handed_over_at = null, handed_over_by = '', proxy_name = '', last_report = null, blank_serial = null, inactive_reason = '',"
        " inactive_at = null, on_register = 1, imported = 0, report_due = null, report_reminded = null, term = term + 1 where id = :id",
        {{"application", term.application},
         {"seeker", term.seeker},
         {"name", term.holder_name},
         {"birth", term.holder_birth_date},
         {"now", now},
         {"by", term.approved_by},
         {"issued", term.issued_on},
         {"valid", term.valid_until},
         {"basis", term.validity_basis},
         {"id", card.id}});
}

std::vector<TermRow> terms_of(sql::Transaction& tx, CardId id) {
    std::vector<TermRow> found;
    for (const auto& row :
         tx.all("select term, issued_on, valid_until from registration_card_term where card_id = :id order by term", {{"id", id}}))
        found.push_back({row.number(0), row.date(1), row.date(2)});
    return found;
}

// --- answers ---

void add_answer_version(sql::Transaction& tx, const crypto::Vault& vault, const Application& application, const AnswerVersion& version) {
    auto list = nlohmann::json::array();
    for (const auto& [name, value] : version.answers) list.push_back({name, value});
    tx.run(
        "insert into registration_answer_version (application_id, office_id, version, answers, fields, reason, changed_at, changed_by)"
        " values (:id, :office, :version, :answers, :fields, :reason, :now, :by)",
        {{"id", application.id},
         {"office", application.office},
         {"version", version.version},
         {"answers", vault.seal({"registration_answer_version.answers", application.id.value}, list.dump())},
         {"fields", text::join(version.fields, ",")},
         {"reason", version.reason},
         {"now", version.changed_at},
         {"by", version.changed_by}});
}

std::vector<AnswerVersion> answer_versions(sql::Transaction& tx, const crypto::Vault& vault, ApplicationId id) {
    std::vector<AnswerVersion> found;
    for (const auto& row : tx.all("select version, answers, fields, reason, changed_at, changed_by from registration_answer_version"
                                  " where application_id = :id order by version",
                                  {{"id", id}})) {
        AnswerVersion one{row.number(0), {}, text::split(row.text(2), ','), row.text(3), row.instant(4), row.text(5)};
        const auto list = nlohmann::json::parse(vault.open_sealed({"registration_answer_version.answers", id.value}, row.text(1)));
        for (const auto& pair : list) one.answers.emplace_back(pair.at(0).get<std::string>(), pair.at(1).get<std::string>());
        found.push_back(std::move(one));
    }
    return found;
}

void set_holder(sql::Transaction& tx, CardId id, std::string_view name, std::optional<Date> birth_date) {
    tx.run("update registration_card set holder_name = :name, holder_birth_date = :birth where id = :id",
           {{"name", name}, {"birth", birth_date}, {"id", id}});
}

KeyKept set_person_key(sql::Transaction& tx, SeekerId id, std::string_view person_key) {
    return tx.try_run("update registration_seeker set person_key = :key where id = :id", {{"key", person_key}, {"id", id}})
               ? KeyKept::yes
               : KeyKept::taken;
}

// --- from elsewhere, and copies ---

void keep_previous_card(sql::Transaction& tx, const crypto::Vault& vault, const Card& card, const PreviousCard& previous, Instant now,
                        std::string_view by) {
    tx.run(
        "insert into registration_previous_card (card_id, office_id, issuer, number, issued_on, noted_at, noted_by)"
        " values (:card, :office, :issuer, :number, :issued, :now, :by) on conflict (card_id) do update set issuer = excluded.issuer,"
        " number = excluded.number, issued_on = excluded.issued_on, noted_at = excluded.noted_at, noted_by = excluded.noted_by",
        {{"card", card.id},
         {"office", card.office},
         {"issuer", previous.issuer},
         {"number", sealed(vault, "registration_previous_card.number", card.id.value, previous.number)},
         {"issued", previous.issued_on},
         {"now", now},
         {"by", by}});
}

std::optional<PreviousCard> previous_card(sql::Transaction& tx, const crypto::Vault& vault, CardId id) {
    const auto row = tx.one("select issuer, number, issued_on from registration_previous_card where card_id = :id", {{"id", id}});
    if (!row) return {};
    return PreviousCard{row->text(0), opened(vault, "registration_previous_card.number", id.value, row->text(1)), row->date_or_none(2)};
}

namespace {

constexpr std::string_view legalisation_columns =
    "select id, card_id, office_id, number, made_on, copies, signatory, made_at, made_by from registration_legalisation";

LegalisationRow legalisation_from(const sql::Row& row) {
    return {row.integer(0), row.id<CardId>(1), row.id<OfficeId>(2), row.text(3), row.date(4),
            row.number(5),  row.text(6),       row.instant(7),      row.text(8)};
}

}  // namespace

bool add_legalisation(sql::Transaction& tx, const LegalisationRow& row) {
    return tx
        .try_run(
            "insert into registration_legalisation (id, card_id, office_id, number, made_on, copies, signatory, made_at, made_by)"
            " values (:id, :card, :office, :number, :day, :copies, :signatory, :now, :by)",
            {{"id", row.id},
             {"card", row.card},
             {"office", row.office},
             {"number", row.number},
             {"day", row.made_on},
             {"copies", row.copies},
             {"signatory", row.signatory},
             {"now", row.made_at},
             {"by", row.made_by}})
        .has_value();
}

std::optional<LegalisationRow> find_legalisation(sql::Transaction& tx, std::int64_t id) {
    const auto row = tx.one(std::string(legalisation_columns) + " where id = :id", {{"id", id}});
    if (!row) return {};
    return legalisation_from(*row);
}

std::vector<LegalisationRow> legalisations_of(sql::Transaction& tx, CardId id) {
    std::vector<LegalisationRow> found;
    for (const auto& row : tx.all(std::string(legalisation_columns) + " where card_id = :id order by id desc limit 50", {{"id", id}}))
        found.push_back(legalisation_from(row));
    return found;
}

void collect_life_faults(sql::Transaction& tx, std::vector<std::string>& faults) {
    const auto collect = [&](std::string_view query, std::string_view fault) {
        for (const auto& row : tx.all(query)) faults.push_back(std::string(fault) + " " + row.text(0));
    };
    collect(
        "select c.id from registration_card c left join registration_card_code d on d.id = c.code_id"
        " where c.code_id is not null and (d.id is null or d.card_id <> c.id)",
        "registration: a card's code belongs to another card, card");
    collect(
        "select c.id from registration_card c where c.term <> 1 + (select count(*) from registration_card_term t where t.card_id = c.id)",
        "registration: the history of a card lacks a term, card");
    collect(
        "select m.id from registration_merge m join registration_card c on c.id = m.merged_card"
        " where m.undone_at is null and c.state not in ('inactive', 'revoked')",
        "registration: merged, but still active, merge");
    collect(
        "select b.serial from registration_blank b left join registration_print p on p.id = b.print_id"
        " where b.print_id is not null and p.office_id <> b.office_id",
        "registration: a blank stands at another office's print, serial");
    collect(
        "select i.card_id from registration_strike_item i join registration_card c on c.id = i.card_id"
        " where i.state = 'struck' and c.version = i.version_after and c.on_register = 1",
        "registration: struck off, but still counted, card");
}

}  // namespace registration::store
