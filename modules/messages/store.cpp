#include "modules/messages/store.hpp"

#include <limits>
#include <stdexcept>

namespace messages::store {
namespace {

State parse_state(std::string_view text) {
    for (const auto state : {State::queued, State::sending, State::sent, State::delivered, State::failed})
        if (text == code(state)) return state;
    throw std::runtime_error("messages_message.state: " + std::string(text));
}

Carrier parse_carrier(std::string_view text) {
    for (const auto carrier : {Carrier::none, Carrier::gateway, Carrier::mail, Carrier::paper, Carrier::by_hand})
        if (text == code(carrier)) return carrier;
    throw std::runtime_error("messages_message.carrier: " + std::string(text));
}

Language parse_language(std::string_view text) { return text == "en" ? Language::english : Language::indonesian; }

constexpr std::string_view columns =
    "select id, office_id, text_code, about, occasion, holder, language, recipient, filling, state, carrier, haste, attempts,"
    " next_attempt_at, not_after, failure, queued_at, sent_at, delivered_at, wiped_at, round from messages_message ";

Row row_of(const sql::Row& row) {
    return {.id = row.id<MessageId>(0),
            .office = row.id<OfficeId>(1),
            .text_code = row.text(2),
            .about = row.text(3),
            .occasion = row.text(4),
            .holder = row.text(5),
            .language = parse_language(row.text(6)),
            .recipient = row.text(7),
            .filling = row.text(8),
            .state = parse_state(row.text(9)),
            .carrier = parse_carrier(row.text(10)),
            .haste = row.text(11) == "at_once" ? Haste::at_once : Haste::by_day,
            .attempts = row.number(12),
            .next_attempt_at = row.instant(13),
            .not_after = row.instant_or_none(14),
            .failure = row.text(15),
            .queued_at = row.instant(16),
            .sent_at = row.instant_or_none(17),
            .delivered_at = row.instant_or_none(18),
            .wiped_at = row.instant_or_none(19),
            .round = row.number(20)};
}

std::vector<Row> rows_of(const std::vector<sql::Row>& found) {
    std::vector<Row> rows;
    rows.reserve(found.size());
    for (const auto& one : found) rows.push_back(row_of(one));
    return rows;
}

std::string select(std::string_view rest) { return std::string(columns) + std::string(rest); }

// Due, as every statement of the job asks it.
constexpr std::string_view is_due =
    " ((state = 'queued' and carrier <> 'paper' and next_attempt_at <= :now) or (state = 'sending' and claimed_until < :now))";

}  // namespace

std::string_view code(State state) {
    switch (state) {
        case State::queued: return "queued";
        case State::sending: return "sending";
        case State::sent: return "sent";
        case State::delivered: return "delivered";
        case State::failed: return "failed";
    }
    return "";
}

std::string_view code(Carrier carrier) {
    switch (carrier) {
        case Carrier::none: return "";
        case Carrier::gateway: return "gateway";
        case Carrier::mail: return "mail";
        case Carrier::paper: return "paper";
        case Carrier::by_hand: return "by_hand";
    }
    return "";
}

std::string_view code(Haste haste) {
    switch (haste) {
        case Haste::by_day: return "by_day";
        case Haste::at_once: return "at_once";
    }
    return "";
}

bool add(sql::Transaction& tx, const Row& row) {
    return tx
        .try_run(
            "insert into messages_message (id, office_id, text_code, about, occasion, holder, language, recipient,"
            " filling, state, carrier, haste, attempts, next_attempt_at, not_after, claim, claimed_until, failure, queued_at)"
            " values (:id, :office, :text, :about, :occasion, :holder, :language, :recipient, :filling, 'queued',"
            " '', :haste, 0, :next, :not_after, '', 0, '', :queued)",
            {{"id", row.id},
             {"office", row.office},
             {"text", row.text_code},
             {"about", row.about},
             {"occasion", row.occasion},
             {"holder", row.holder},
             {"language", ::code(row.language)},
             {"recipient", row.recipient},
             {"filling", row.filling},
             {"haste", code(row.haste)},
             {"next", row.next_attempt_at},
             {"not_after", row.not_after ? std::optional(row.not_after->seconds) : std::nullopt},
             {"queued", row.queued_at}})
        .has_value();
}

int withdraw(sql::Transaction& tx, std::string_view text_code, std::string_view about) {
    return tx.run(
        "update messages_message set state = 'failed', failure = 'withdrawn'"
        " where text_code = :text and about = :about and state = 'queued'",
        {{"text", text_code}, {"about", about}});
}

std::optional<Row> find(sql::Transaction& tx, MessageId id) {
    const auto row = tx.one(select("where id = :id"), {{"id", id}});
    if (!row) return {};
    return row_of(*row);
}

// --- the job ---

std::vector<Row> due(sql::Transaction& tx, Instant now, int limit) {
    return rows_of(
        tx.all(select("where state in ('queued', 'sending') and" + std::string(is_due) + " order by next_attempt_at, id limit :limit"),
               {{"now", now}, {"limit", limit}}));
}

bool claim(sql::Transaction& tx, MessageId id, Instant now, Carrier carrier, std::string_view claim, Instant until) {
    return tx.run(
               "update messages_message set state = 'sending', carrier = :carrier, claim = :claim, claimed_until = :until,"
               " attempts = attempts + 1 where id = :id and" +
                   std::string(is_due),
               {{"carrier", code(carrier)}, {"claim", claim}, {"until", until}, {"id", id}, {"now", now}}) == 1;
}

bool put_off(sql::Transaction& tx, MessageId id, Instant now, Instant until) {
    return tx.run("update messages_message set state = 'queued', claim = '', next_attempt_at = :until where id = :id and" +
                      std::string(is_due),
                  {{"until", until}, {"id", id}, {"now", now}}) == 1;
}

bool leave_to_people(sql::Transaction& tx, MessageId id, Instant now) {
    return tx.run("update messages_message set state = 'queued', claim = '', carrier = 'paper' where id = :id and" + std::string(is_due),
                  {{"id", id}, {"now", now}}) == 1;
}

bool give_up(sql::Transaction& tx, MessageId id, Instant now, std::string_view failure) {
    return tx.run("update messages_message set state = 'failed', claim = '', failure = :failure where id = :id and" + std::string(is_due),
                  {{"failure", failure}, {"id", id}, {"now", now}}) == 1;
}

bool mark_sent(sql::Transaction& tx, MessageId id, std::string_view claim, Instant at) {
    return tx.run(
               "update messages_message set state = 'sent', claim = '', failure = '', sent_at = :at"
               " where id = :id and state = 'sending' and claim = :claim",
               {{"at", at}, {"id", id}, {"claim", claim}}) == 1;
}

bool mark_again(sql::Transaction& tx, MessageId id, std::string_view claim, Instant next, std::string_view failure) {
    return tx.run(
               "update messages_message set state = 'queued', claim = '', failure = :failure, next_attempt_at = :next"
               " where id = :id and state = 'sending' and claim = :claim",
               {{"failure", failure}, {"next", next}, {"id", id}, {"claim", claim}}) == 1;
}

bool mark_untried(sql::Transaction& tx, MessageId id, std::string_view claim, Instant next) {
    return tx.run(
               "update messages_message set state = 'queued', claim = '', attempts = attempts - 1, next_attempt_at = :next"
               " where id = :id and state = 'sending' and claim = :claim",
               {{"next", next}, {"id", id}, {"claim", claim}}) == 1;
}

bool mark_refused(sql::Transaction& tx, MessageId id, std::string_view claim, Carrier next, Instant now, std::string_view failure) {
    return tx.run(
               "update messages_message set state = 'queued', claim = '', failure = :failure, carrier = :carrier, attempts = 0,"
               " next_attempt_at = :now where id = :id and state = 'sending' and claim = :claim",
               {{"failure", failure}, {"carrier", code(next)}, {"now", now}, {"id", id}, {"claim", claim}}) == 1;
}

bool mark_failed(sql::Transaction& tx, MessageId id, std::string_view claim, std::string_view failure) {
    return tx.run(
               "update messages_message set state = 'failed', claim = '', failure = :failure"
               " where id = :id and state = 'sending' and claim = :claim",
               {{"failure", failure}, {"id", id}, {"claim", claim}}) == 1;
}

// A report may come before the sender has heard its own answer.
bool mark_delivered(sql::Transaction& tx, MessageId id, Carrier carrier, Instant at) {
    return tx.run(
               "update messages_message set state = 'delivered', claim = '', failure = '', delivered_at = :at,"
               " sent_at = coalesce(sent_at, :at) where id = :id and carrier = :carrier and state in ('sending', 'sent', 'failed')",
               {{"at", at}, {"id", id}, {"carrier", code(carrier)}}) == 1;
}

bool mark_undelivered(sql::Transaction& tx, MessageId id, Carrier carrier, Carrier next, Instant now, std::string_view failure) {
    const bool has_another = next == Carrier::mail || next == Carrier::gateway;
    return tx.run(
               "update messages_message set state = :state, carrier = :next, claim = '', failure = :failure, attempts = 0,"
               " next_attempt_at = :now where id = :id and carrier = :carrier and state in ('sending', 'sent')",
               {{"state", code(has_another ? State::queued : State::failed)},
                {"next", code(has_another ? next : carrier)},
                {"failure", failure},
                {"now", now},
                {"id", id},
                {"carrier", code(carrier)}}) == 1;
}

// --- people ---

bool retry(sql::Transaction& tx, MessageId id, Instant now) {
    return tx.run(
               "update messages_message set state = 'queued', carrier = '', attempts = 0, failure = '', next_attempt_at = :now,"
               " round = round + 1, not_after = null where id = :id and (state = 'failed' or state = 'queued') and wiped_at is null",
               {{"now", now}, {"id", id}}) == 1;
}

bool mark_told(sql::Transaction& tx, MessageId id, Carrier carrier, Instant at) {
    return tx.run(
               "update messages_message set state = 'sent', carrier = :carrier, sent_at = :at"
               " where id = :id and (state = 'failed' or state = 'queued')",
               {{"carrier", code(carrier)}, {"at", at}, {"id", id}}) == 1;
}

std::vector<Count> counts(sql::Transaction& tx, OfficeId office) {
    std::vector<Count> all;
    for (const auto& row : tx.all("select state, case when state = 'queued' and carrier = 'paper' then 1 else 0 end as by_people, count(*)"
                                  " from messages_message where office_id = :office group by state, by_people",
                                  {{"office", office}}))
        all.push_back({parse_state(row.text(0)), row.flag(1), row.number(2)});
    return all;
}

std::vector<Row> shelf(sql::Transaction& tx, OfficeId office, Shelf shelf, MessageId after, int limit) {
    constexpr std::string_view newest = " and id < :after order by id desc limit :limit";
    constexpr std::string_view oldest = " and id > :after order by id limit :limit";
    const bool is_oldest_first = shelf == Shelf::for_people || shelf == Shelf::waiting;
    if (!after && !is_oldest_first) after.value = std::numeric_limits<std::int64_t>::max();
    std::string where = "where office_id = :office";
    switch (shelf) {
        case Shelf::for_people: where += " and state = 'queued' and carrier = 'paper'" + std::string(oldest); break;
        case Shelf::waiting: where += " and state in ('queued', 'sending') and carrier <> 'paper'" + std::string(oldest); break;
        case Shelf::sent: where += " and state = 'sent'" + std::string(newest); break;
        case Shelf::delivered: where += " and state = 'delivered'" + std::string(newest); break;
        case Shelf::failed: where += " and state = 'failed'" + std::string(newest); break;
        case Shelf::all: where += newest; break;
    }
    return rows_of(tx.all(select(where), {{"office", office}, {"after", after}, {"limit", limit}}));
}

std::vector<Row> of_holder(sql::Transaction& tx, std::string_view holder, int limit) {
    return rows_of(
        tx.all(select("where holder = :holder and holder <> '' order by id desc limit :limit"), {{"holder", holder}, {"limit", limit}}));
}

// --- forgetting ---

int fail_uncollected(sql::Transaction& tx, OfficeId office, Instant queued_before) {
    return tx.run(
        "update messages_message set state = 'failed', failure = 'not_collected'"
        " where office_id = :office and state = 'queued' and carrier = 'paper' and queued_at < :before",
        {{"office", office}, {"before", queued_before}});
}

int wipe(sql::Transaction& tx, OfficeId office, Instant queued_before, Instant now) {
    return tx.run(
        "update messages_message set recipient = '', filling = '', wiped_at = :now"
        " where office_id = :office and state in ('sent', 'delivered', 'failed') and queued_at < :before and wiped_at is null",
        {{"now", now}, {"office", office}, {"before", queued_before}});
}

// --- words and lines ---

namespace {

OwnWords words_of(const sql::Row& row) {
    return {.text_code = row.text(0), .language = parse_language(row.text(1)), .subject = row.text(2), .body = row.text(3)};
}

}  // namespace

std::vector<OwnWords> own_words(sql::Transaction& tx, OfficeId office) {
    std::vector<OwnWords> all;
    for (const auto& row : tx.all("select text_code, language, subject, body from messages_wording where office_id = :office"
                                  " order by text_code, language",
                                  {{"office", office}}))
        all.push_back(words_of(row));
    return all;
}

std::optional<OwnWords> find_own_words(sql::Transaction& tx, OfficeId office, std::string_view text_code, Language language) {
    const auto row = tx.one(
        "select text_code, language, subject, body from messages_wording"
        " where office_id = :office and text_code = :text and language = :language",
        {{"office", office}, {"text", text_code}, {"language", ::code(language)}});
    if (!row) return {};
    return words_of(*row);
}

void put_own_words(sql::Transaction& tx, OfficeId office, const OwnWords& words, Instant at) {
    tx.run(
        "insert into messages_wording (office_id, text_code, language, subject, body, set_at)"
        " values (:office, :text, :language, :subject, :body, :at)"
        " on conflict (office_id, text_code, language) do update set subject = excluded.subject, body = excluded.body,"
        " set_at = excluded.set_at",
        {{"office", office},
         {"text", words.text_code},
         {"language", ::code(words.language)},
         {"subject", words.subject},
         {"body", words.body},
         {"at", at}});
}

int remove_own_words(sql::Transaction& tx, OfficeId office, std::string_view text_code) {
    return tx.run("delete from messages_wording where office_id = :office and text_code = :text",
                  {{"office", office}, {"text", text_code}});
}

LinesRow lines(sql::Transaction& tx) {
    const auto row = tx.one(
        "select mail_host, mail_port, mail_security, mail_user, mail_password, mail_from, gateway_url, gateway_secret, version"
        " from messages_lines where id = 1");
    if (!row) return {};
    return {.mail_host = row->text(0),
            .mail_port = row->number(1),
            .mail_security = row->text(2),
            .mail_user = row->text(3),
            .mail_password = row->text(4),
            .mail_from = row->text(5),
            .gateway_url = row->text(6),
            .gateway_secret = row->text(7),
            .version = row->number(8)};
}

bool put_lines(sql::Transaction& tx, const LinesRow& row) {
    const std::vector<sql::Param> values{{"host", row.mail_host},  {"port", row.mail_port},         {"security", row.mail_security},
                                         {"user", row.mail_user},  {"password", row.mail_password}, {"from", row.mail_from},
                                         {"url", row.gateway_url}, {"secret", row.gateway_secret},  {"version", row.version}};
    if (row.version == 0)
        return tx
            .try_run(
                "insert into messages_lines (id, mail_host, mail_port, mail_security, mail_user, mail_password, mail_from, gateway_url,"
                " gateway_secret, version) values (1, :host, :port, :security, :user, :password, :from, :url, :secret, :version + 1)",
                values)
            .has_value();
    return tx.run(
               "update messages_lines set mail_host = :host, mail_port = :port, mail_security = :security, mail_user = :user,"
               " mail_password = :password, mail_from = :from, gateway_url = :url, gateway_secret = :secret, version = :version + 1"
               " where id = 1 and version = :version",
               values) == 1;
}

}  // namespace messages::store
