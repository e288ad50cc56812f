#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/registration/form.hpp"
#include "modules/registration/model.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/sql/sql.hpp"

// The register's rows. No rule and no access check stands here.
namespace registration::store {

// --- applications ---
// Draft, or complete when `application.submitted_at` is set. False: the code is taken.
bool add_application(sql::Transaction& tx, const crypto::Vault& vault, const Application& application, const Typed& typed);
std::optional<Application> find_application(sql::Transaction& tx, const crypto::Vault& vault, ApplicationId id);
std::optional<Outline> find_outline(sql::Transaction& tx, ApplicationId id);
std::optional<ApplicationId> find_by_code(sql::Transaction& tx, std::string_view code);
Typed typed_of(sql::Transaction& tx, const crypto::Vault& vault, ApplicationId id);
void save_typed(sql::Transaction& tx, const crypto::Vault& vault, ApplicationId id, const Typed& typed, Instant now);
// Writes the answers and their lists; the typed draft goes.
void save_answers(sql::Transaction& tx, const crypto::Vault& vault, const Application& application, Instant now);
void save_intake(sql::Transaction& tx, const crypto::Vault& vault, ApplicationId id, const Intake& intake);
struct IntakeMarks {
    bool saved_by_staff{};
};
IntakeMarks intake_marks(sql::Transaction& tx, ApplicationId id);
void mark_intake(sql::Transaction& tx, ApplicationId id, bool saved_by_staff, bool read);

// The one door for every change of an application: raises the version when it still is `version`. False: somebody else
// was faster, nothing may be written.
bool take_turn(sql::Transaction& tx, ApplicationId id, int version, Instant now);
void set_state(sql::Transaction& tx, ApplicationId id, ApplicationState state);
void set_submitted(sql::Transaction& tx, ApplicationId id, Instant now);
void set_present(sql::Transaction& tx, ApplicationId id, Instant now, std::string_view by);
void set_owner_confirmed(sql::Transaction& tx, ApplicationId id, Instant now);
void set_approved(sql::Transaction& tx, ApplicationId id, SeekerId seeker, CardId card, Instant now, std::string_view by);
void set_refused(sql::Transaction& tx, const crypto::Vault& vault, ApplicationId id, std::string_view reason, std::string_view note,
                 std::string_view letter, Instant now, std::string_view by);
void set_external_reference(sql::Transaction& tx, ApplicationId id, std::string_view reference);
bool set_code(sql::Transaction& tx, ApplicationId id, std::string_view code);
void set_phone(sql::Transaction& tx, const crypto::Vault& vault, ApplicationId id, const Phone& phone);

struct RefusalRow {
    std::string reason;
    std::string note;
    std::string letter;
    Instant decided_at;
    std::string decided_by;
};
std::optional<RefusalRow> find_refusal(sql::Transaction& tx, const crypto::Vault& vault, ApplicationId id);

// Open files of the same person in this office, without this one.
std::vector<ApplicationId> rivals(sql::Transaction& tx, const Application& application);
void add_takeover(sql::Transaction& tx, const Application& application, ApplicationId rival, Instant now, std::string_view by);

struct Line {
    ApplicationId id;
    std::string code;
    std::string name;
    ApplicationState state{};
    Instant submitted_at;
    std::optional<Instant> present_at;
    CardId card;
    bool training{};
};
// Newest first. `name_part` is a name_key, "" for all; `state` "" for all but drafts.
std::vector<Line> lines(sql::Transaction& tx, OfficeId office, std::string_view state, std::string_view name_part, int limit);
std::vector<ApplicationId> of_person(sql::Transaction& tx, OfficeId office, std::string_view person_key);

// The newest of the training mode, in the order in which they were made; put away: what is open is withdrawn.
std::vector<ApplicationId> training_applications(sql::Transaction& tx, OfficeId office, int limit);
void put_training_away(sql::Transaction& tx, OfficeId office, Instant now);

// --- papers ---
void add_document(sql::Transaction& tx, const Document& document, OfficeId office);
std::vector<Document> documents(sql::Transaction& tx, ApplicationId id);
std::optional<Document> find_document(sql::Transaction& tx, DocumentId id);
void choose_photo(sql::Transaction& tx, ApplicationId id, DocumentId photo);
void remove_document(sql::Transaction& tx, DocumentId id, Instant now);
void see_original(sql::Transaction& tx, ApplicationId id, std::string_view kind, Instant now, std::string_view by);
// False: it was not marked.
bool unsee_original(sql::Transaction& tx, ApplicationId id, std::string_view kind);
std::vector<std::string> originals_seen(sql::Transaction& tx, ApplicationId id);  // the last one seen last

// --- marks ---
void add_mark(sql::Transaction& tx, const crypto::Vault& vault, const Application& application, const Mark& mark, Instant now,
              std::string_view by);
std::vector<Mark> open_marks(sql::Transaction& tx, const crypto::Vault& vault, ApplicationId id);
void resolve_marks(sql::Transaction& tx, ApplicationId id, Instant now);

// --- who may open a file ---
void add_session(sql::Transaction& tx, const Application& application, std::string_view token_hash, Instant now);
struct Session {
    ApplicationId application;
    OfficeId office;
    std::string name;
};
std::optional<Session> find_session(sql::Transaction& tx, std::string_view token_hash);
void remove_sessions(sql::Transaction& tx, ApplicationId id);
void remove_sessions_before(sql::Transaction& tx, Instant last_seen);
// Counts one more attempt in this period; gives how many there were, this one included.
int count_attempt(sql::Transaction& tx, std::string_view key, Instant period_start);
int attempts(sql::Transaction& tx, std::string_view key, Instant period_start);
void remove_attempts_before(sql::Transaction& tx, Instant period_start);

// --- the register ---
SeekerId seeker_of(sql::Transaction& tx, OfficeId office, std::string_view person_key, bool training, Instant now);
// The next sequence number of the scope; `first` when it has none. Empty beyond `most`.
std::optional<std::int64_t> next_number(sql::Transaction& tx, OfficeId office, std::string_view scope_key, std::int64_t first,
                                        std::int64_t most);
enum class CardAdded { yes, number_taken };
struct NewCard {
    Card card;
    std::string holder_name;
    std::optional<Date> holder_birth_date;
    std::string approved_by;
    bool imported{};
    bool on_register{};
};
CardAdded add_card(sql::Transaction& tx, const NewCard& card);
struct CardRow {
    Card card;
    std::string holder_name;
    std::string approved_by;
    bool on_register{};
    bool imported{};
    int version{};
};
std::optional<CardRow> find_card(sql::Transaction& tx, CardId id);
std::optional<CardRow> find_card_by_number(sql::Transaction& tx, OfficeId office, std::string_view number);
std::vector<CardRow> cards_with_number(sql::Transaction& tx, std::string_view number);
std::optional<CardRow> active_card_of(sql::Transaction& tx, SeekerId seeker);
std::vector<CardRow> cards_in_state(sql::Transaction& tx, OfficeId office, CardState state, int limit);
std::vector<CardRow> cards_named(sql::Transaction& tx, OfficeId office, std::string_view part_in_lower_case, int limit);
bool take_card_turn(sql::Transaction& tx, CardId id, int version);
void set_card_state(sql::Transaction& tx, CardId id, CardState state);
enum class SerialKept { yes, used };
SerialKept set_handed_over(sql::Transaction& tx, CardId id, Instant now, std::string_view by, std::string_view proxy_name,
                           std::string_view blank_serial);
void set_inactive(sql::Transaction& tx, CardId id, CardState state, std::string_view reason, Instant now);
void set_last_report(sql::Transaction& tx, CardId id, Date day);
void set_on_register(sql::Transaction& tx, CardId id, bool on);
int add_print(sql::Transaction& tx, const Card& card, Instant now, std::string_view by, std::optional<std::int64_t> printer,
              std::string_view reason);
int prints_of(sql::Transaction& tx, CardId id);  // of its present term
// Cards on the register whose last day is before `today`. Imported ones wait until a manager has closed a list of what
// would be struck off: nothing of an old register goes by itself.
std::vector<CardRow> expired_on_register(sql::Transaction& tx, OfficeId office, Date today, int limit);

struct RevocationRequest {
    std::string reason;
    std::string requested_by;
    Instant requested_at;
    bool confirmed{};
};
std::optional<RevocationRequest> find_revocation_request(sql::Transaction& tx, CardId id);
void add_revocation_request(sql::Transaction& tx, const Card& card, std::string_view reason, std::string_view by, Instant now);
std::vector<CardId> pending_revocations(sql::Transaction& tx, OfficeId office);
// False: it was confirmed meanwhile.
bool confirm_revocation(sql::Transaction& tx, CardId id, std::string_view by, Instant now);
// Codes that must not be taken for valid: of every revoked card, of others until their last day is over, of the training
// mode, and sheets that another one replaced.
struct NotActiveRow {
    std::int64_t code{};  // a card's own id, or that of a later sheet
    bool revoked{};
};
std::vector<NotActiveRow> not_active_cards(sql::Transaction& tx, Date today);

struct LedgerRow {
    OfficeId office;
    SeekerId seeker;
    CardId card;
    std::string kind;
    std::string reason;
    Date effective_on;
    int age{};
    std::string sex;
    std::string education;
    std::string major;
    std::string occupation;
    std::string purpose;
    std::string channel;
    bool training{};
};
void add_ledger_row(sql::Transaction& tx, const LedgerRow& row, Instant now, std::string_view by);
std::vector<LedgerRow> ledger_of(sql::Transaction& tx, SeekerId seeker);

// --- housekeeping and proof ---
struct ScansDue {
    ApplicationId application;
    std::vector<std::string> files;
};
std::vector<ScansDue> scans_due(sql::Transaction& tx, OfficeId office, Instant seen_before, int limit);
void forget_scans(sql::Transaction& tx, ApplicationId id, Instant now);
struct RemovedFile {
    DocumentId document;
    std::string file;
};
std::vector<RemovedFile> removed_files(sql::Transaction& tx, int limit);
void forget_file(sql::Transaction& tx, DocumentId id);
// Files of drafts that nobody touched since; the rows go with them.
std::vector<ApplicationId> stale_drafts(sql::Transaction& tx, Instant touched_before, int limit);
std::vector<std::string> remove_draft(sql::Transaction& tx, ApplicationId id);
void collect_faults(sql::Transaction& tx, std::vector<std::string>& faults);

}  // namespace registration::store
