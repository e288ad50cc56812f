#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/feedback/model.hpp"
#include "modules/feedback/rules.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

namespace feedback::store {

std::string_view code(ComplaintState state);

struct AnswerRow {
    std::string ticket_mark;
    OfficeId office;
    std::string service;
    Date day;
    bool on_paper{};
    Ratings ratings{};
    std::string remark;
};
bool add_answer(sql::Transaction& tx, const crypto::Vault& vault, const AnswerRow& row);  // false: this ticket has answered
bool has_answered(sql::Transaction& tx, std::string_view ticket_mark);
std::vector<Cell> tallies(sql::Transaction& tx, OfficeId office, Date first, Date last);  // one per service
std::vector<std::string> remarks(sql::Transaction& tx, const crypto::Vault& vault, OfficeId office, Date first, Date last, int limit);

struct OwnQuestion {
    Element element{};
    Language language{Language::indonesian};
    std::string words;
};
std::vector<OwnQuestion> own_questions(sql::Transaction& tx, OfficeId office);
void forget_questions(sql::Transaction& tx, OfficeId office);
void add_question(sql::Transaction& tx, OfficeId office, const OwnQuestion& question, Instant at);

int next_number(sql::Transaction& tx, int year);
void add_complaint(sql::Transaction& tx, const crypto::Vault& vault, const Complaint& complaint, const Contact& contact);
std::optional<Complaint> find_complaint(sql::Transaction& tx, const crypto::Vault& vault, ComplaintId id);
std::optional<Complaint> find_complaint(sql::Transaction& tx, const crypto::Vault& vault, std::string_view number);
// Open ones by promised day, answered ones newest first.
std::vector<Complaint> complaints(sql::Transaction& tx, const crypto::Vault& vault, OfficeId office, bool answered, int limit);
Contact contact_of(sql::Transaction& tx, const crypto::Vault& vault, ComplaintId id);
bool begin(sql::Transaction& tx, ComplaintId id);
bool answer(sql::Transaction& tx, const crypto::Vault& vault, ComplaintId id, std::string_view words, Instant at);

}  // namespace feedback::store
