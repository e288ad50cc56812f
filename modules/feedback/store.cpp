#include "modules/feedback/store.hpp"

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace feedback::store {
namespace {

ComplaintState parse_state(std::string_view text) {
    for (const auto state : {ComplaintState::received, ComplaintState::in_progress, ComplaintState::answered})
        if (text == code(state)) return state;
    throw std::runtime_error("feedback_complaint.state: " + std::string(text));
}

constexpr std::string_view columns =
    "select id, office_id, number, service, body, contact, language, state, received_at, promised_on, answer, answered_at from "
    "feedback_complaint ";

Complaint complaint_of(const crypto::Vault& vault, const sql::Row& row) {
    const auto id = row.id<ComplaintId>(0);
    return {.id = id,
            .office = row.id<OfficeId>(1),
            .number = row.text(2),
            .service = row.text(3),
            .body = Personal(vault.open_sealed({"feedback_complaint.body", id.value}, row.text(4))),
            .has_contact = !row.text(5).empty(),
            .is_english = row.text(6) == "en",
            .state = parse_state(row.text(7)),
            .received_at = row.instant(8),
            .promised_on = row.date(9),
            .answer = Personal(vault.open_sealed({"feedback_complaint.answer", id.value}, row.text(10))),
            .answered_at = row.instant_or_none(11)};
}

std::string select(std::string_view rest) { return std::string(columns) + std::string(rest); }

}  // namespace

std::string_view code(ComplaintState state) {
    switch (state) {
        case ComplaintState::received: return "received";
        case ComplaintState::in_progress: return "in_progress";
        case ComplaintState::answered: return "answered";
    }
    return "";
}

// --- the survey ---

bool add_answer(sql::Transaction& tx, const crypto::Vault& vault, const AnswerRow& row) {
    const auto& u = row.ratings;
    return tx
        .try_run(
            "insert into feedback_answer (ticket_mark, office_id, service, day, on_paper, u1, u2, u3, u4, u5, u6, u7, u8, u9, remark)"
            " values (:mark, :office, :service, :day, :on_paper, :u1, :u2, :u3, :u4, :u5, :u6, :u7, :u8, :u9, :remark)",
            {{"mark", row.ticket_mark},
             {"office", row.office},
             {"service", row.service},
             {"day", row.day},
             {"on_paper", row.on_paper ? 1 : 0},
             {"u1", u[0]},
             {"u2", u[1]},
             {"u3", u[2]},
             {"u4", u[3]},
             {"u5", u[4]},
             {"u6", u[5]},
             {"u7", u[6]},
             {"u8", u[7]},
             {"u9", u[8]},
             {"remark", vault.seal({"feedback_answer.remark", row.office.value}, row.remark)}})
        .has_value();
}

bool has_answered(sql::Transaction& tx, std::string_view ticket_mark) {
    return tx.one("select 1 from feedback_answer where ticket_mark = :mark", {{"mark", ticket_mark}}).has_value();
}

std::vector<Cell> tallies(sql::Transaction& tx, OfficeId office, Date first, Date last) {
    std::vector<Cell> rows;
    for (const auto& row :
         tx.all("select service, count(*), sum(u1), sum(u2), sum(u3), sum(u4), sum(u5), sum(u6), sum(u7), sum(u8), sum(u9)"
                " from feedback_answer where office_id = :office and day between :first and :last group by service order by service",
                {{"office", office}, {"first", first}, {"last", last}})) {
        Cell cell{.service = row.text(0), .tally = {.answers = row.number(1), .sums = {}}};
        for (std::size_t at = 0; at < element_count; ++at) cell.tally.sums[at] = row.integer(2 + at);
        rows.push_back(std::move(cell));
    }
    return rows;
}

// In the order of the marks, which is no order at all.
std::vector<std::string> remarks(sql::Transaction& tx, const crypto::Vault& vault, OfficeId office, Date first, Date last, int limit) {
    std::vector<std::string> all;
    for (const auto& row :
         tx.all("select remark from feedback_answer where office_id = :office and day between :first and :last and remark <> ''"
                " order by ticket_mark limit :limit",
                {{"office", office}, {"first", first}, {"last", last}, {"limit", limit}}))
        all.push_back(vault.open_sealed({"feedback_answer.remark", office.value}, row.text(0)));
    return all;
}

std::vector<OwnQuestion> own_questions(sql::Transaction& tx, OfficeId office) {
    std::vector<OwnQuestion> own;
    for (const auto& row : tx.all("select element, language, question from feedback_wording where office_id = :office order by element",
                                  {{"office", office}}))
        own.push_back(
            {static_cast<Element>(row.number(0) - 1), row.text(1) == "en" ? Language::english : Language::indonesian, row.text(2)});
    return own;
}

void forget_questions(sql::Transaction& tx, OfficeId office) {
    tx.run("delete from feedback_wording where office_id = :office", {{"office", office}});
}

void add_question(sql::Transaction& tx, OfficeId office, const OwnQuestion& question, Instant at) {
    tx.run(
        "insert into feedback_wording (office_id, element, language, question, set_at) values (:office, :element, :language, :words, :at)",
        {{"office", office},
         {"element", static_cast<int>(question.element) + 1},
         {"language", ::code(question.language)},
         {"words", question.words},
         {"at", at}});
}

// --- complaints ---

int next_number(sql::Transaction& tx, int year) {
    const auto row = tx.one(
        "insert into feedback_sequence (year, last) values (:year, 1)"
        " on conflict (year) do update set last = feedback_sequence.last + 1 returning last",
        {{"year", year}});
    return row->number(0);
}

void add_complaint(sql::Transaction& tx, const crypto::Vault& vault, const Complaint& complaint, const Contact& contact) {
    const auto id = complaint.id.value;
    const auto who =
        contact.empty() ? std::string() : nlohmann::json{{"name", contact.name}, {"phone", contact.phone}, {"email", contact.email}}.dump();
    tx.run(
        "insert into feedback_complaint (id, office_id, number, service, body, contact, language, state, received_at, promised_on, answer)"
        " values (:id, :office, :number, :service, :body, :contact, :language, 'received', :received, :promised, '')",
        {{"id", id},
         {"office", complaint.office},
         {"number", complaint.number},
         {"service", complaint.service},
         {"body", vault.seal({"feedback_complaint.body", id}, complaint.body.reveal())},
         {"contact", vault.seal({"feedback_complaint.contact", id}, who)},
         {"language", complaint.is_english ? "en" : "id"},
         {"received", complaint.received_at},
         {"promised", complaint.promised_on}});
}

std::optional<Complaint> find_complaint(sql::Transaction& tx, const crypto::Vault& vault, ComplaintId id) {
    const auto row = tx.one(select("where id = :id"), {{"id", id}});
    if (!row) return {};
    return complaint_of(vault, *row);
}

std::optional<Complaint> find_complaint(sql::Transaction& tx, const crypto::Vault& vault, std::string_view number) {
    const auto row = tx.one(select("where number = :number"), {{"number", number}});
    if (!row) return {};
    return complaint_of(vault, *row);
}

std::vector<Complaint> complaints(sql::Transaction& tx, const crypto::Vault& vault, OfficeId office, bool answered, int limit) {
    std::vector<Complaint> all;
    const auto rows =
        answered
            ? tx.all(select("where office_id = :office and state = 'answered' order by id desc limit :limit"),
                     {{"office", office}, {"limit", limit}})
            : tx.all(select("where office_id = :office and state in ('received', 'in_progress') order by promised_on, id limit :limit"),
                     {{"office", office}, {"limit", limit}});
    for (const auto& row : rows) all.push_back(complaint_of(vault, row));
    return all;
}

Contact contact_of(sql::Transaction& tx, const crypto::Vault& vault, ComplaintId id) {
    const auto row = tx.one("select contact from feedback_complaint where id = :id", {{"id", id}});
    if (!row || row->text(0).empty()) return {};
    const auto kept = nlohmann::json::parse(vault.open_sealed({"feedback_complaint.contact", id.value}, row->text(0)));
    return {.name = kept.at("name").get<std::string>(),
            .phone = kept.at("phone").get<std::string>(),
            .email = kept.at("email").get<std::string>()};
}

bool begin(sql::Transaction& tx, ComplaintId id) {
    return tx.run("update feedback_complaint set state = 'in_progress' where id = :id and state = 'received'", {{"id", id}}) == 1;
}

bool answer(sql::Transaction& tx, const crypto::Vault& vault, ComplaintId id, std::string_view words, Instant at) {
    return tx.run(
               "update feedback_complaint set state = 'answered', answer = :answer, answered_at = :at where id = :id and state <> "
               "'answered'",
               {{"answer", vault.seal({"feedback_complaint.answer", id.value}, words)}, {"at", at}, {"id", id}}) == 1;
}

}  // namespace feedback::store
