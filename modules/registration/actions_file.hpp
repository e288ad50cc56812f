#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/registration/actions.hpp"
#include "modules/registration/form.hpp"
#include "platform/images/images.hpp"

// What a seeker does with their own file: on the phone, or on paper at the counter with a clerk's help.
namespace registration {

// --- filling in ---
struct Draft {
    ApplicationId id;
    std::string token;
};
Result<Draft, Refusal> start_draft(sql::Transaction& tx, const Context& context, OfficeId office);

struct Saved {
    std::vector<FieldError> errors;  // of the fields sent; what was typed is kept all the same
};
// Keeps what was typed on one stage, right or wrong. Only while it is a draft.
Result<Saved, Refusal> save_stage(sql::Transaction& tx, const Context& context, ApplicationId id, const Typed& typed);
// What was typed so far; the stored answers of a file that is no draft.
Typed typed_so_far(sql::Transaction& tx, const Context& context, ApplicationId id);
// Everything that stands in the way of submitting, in the order of the form.
std::vector<FieldError> open_errors(sql::Transaction& tx, const Context& context, ApplicationId id);
Result<Done, Refusal> submit(sql::Transaction& tx, const Context& context, ApplicationId id);

// The pre-check: what would be asked at the counter. Sentences in the reader's language.
std::vector<Warning> warnings_of(sql::Transaction& tx, const Context& context, const Application& application);
// The same for typed answers that are not stored (API, walk-in form before saving).
std::vector<FieldError> errors_in(const Typed& typed, Date today);

// --- opening ---
// Cookie of this phone: up to six files, newest first, tokens joined by '.'.
constexpr std::string_view file_cookie = "berkas";
std::vector<std::string> tokens_in(std::string_view cookie);
std::string cookie_with(std::string_view cookie, std::string_view token);     // puts it first
std::string cookie_without(std::string_view cookie, std::string_view token);  // closes one file on this phone

struct FileOnPhone {
    std::string token;
    ApplicationId id;
    std::string name;
    ApplicationState state{};
    std::string code;
};
std::vector<FileOnPhone> files_on_phone(sql::Transaction& tx, const Context& context, std::string_view cookie);

// Opens a file with ticket code and birth date; gives a token for the cookie. A wrong code, a wrong date and a file that
// cannot be opened are one answer; attempts are counted per code and per address, also for codes that do not exist.
// Call with `count_attempt` in a transaction of its own first, so that the count stays when the answer is no.
void count_attempt(sql::Transaction& tx, const Context& context, std::string_view code);
Result<std::string, Refusal> open_file(sql::Transaction& tx, const Context& context, std::string_view code, Date birth_date);
// A clerk settles a lost code against the KTP: a new code, and every old link dies.
struct NewCode {
    std::string code;
    std::string token;
};
Result<NewCode, Refusal> renew_code(sql::Transaction& tx, const Context& context, ApplicationId id);

// --- correcting ---
std::vector<Mark> marks_of(sql::Transaction& tx, const Context& context, ApplicationId id);
// Changes the marked fields only (others in `typed` are ignored) and hands the file back; number and ticket stay.
// Marked documents must have been sent again, or be brought along.
Result<Saved, Refusal> resubmit(sql::Transaction& tx, const Context& context, ApplicationId id, const Typed& typed);
Result<Done, Refusal> withdraw(sql::Transaction& tx, const Context& context, ApplicationId id);
// AK/II: by the person while waiting (read by definition), or by a clerk in the interview (then the person reads it).
Result<Done, Refusal> save_intake(sql::Transaction& tx, const Context& context, ApplicationId id, const Intake& intake);
Result<Done, Refusal> confirm_intake_read(sql::Transaction& tx, const Context& context, ApplicationId id);

// --- papers ---
constexpr int documents_max = 12;
bool is_document_kind(std::string_view kind);
// Slow, outside a transaction: decodes, strips and stores the file. A portrait for kind "photo".
struct Prepared {
    std::string kind;
    std::string file;
    std::string content_type;
    std::int64_t bytes{};
    bool blurred{};
    bool dark{};
    int place{};  // of a photo: which of the office's 1 to 3; 0 = the first that is free, otherwise the oldest
};
Result<Prepared, Refusal> prepare_document(const Context& context, std::string_view kind, std::string_view bytes);
// A photo replaces the one in its place: nobody has more than the office asks for. Other kinds may have several pages.
Result<DocumentId, Refusal> add_document(sql::Transaction& tx, const Context& context, ApplicationId id, const Prepared& prepared);
// Which photo the card shows: by the person while the file is theirs to change, by a clerk until the card's last print.
Result<Done, Refusal> choose_photo(sql::Transaction& tx, const Context& context, DocumentId id);
Result<Done, Refusal> remove_document(sql::Transaction& tx, const Context& context, DocumentId id);
std::vector<Document> documents_of(sql::Transaction& tx, const Context& context, ApplicationId id);
// The file's bytes for somebody who may see it.
struct Paper {
    std::string bytes;
    std::string content_type;
};
std::optional<Document> find_document(sql::Transaction& tx, const Context& context, DocumentId id);
std::optional<Paper> paper(const Context& context, const Document& document);

// How a refusal reads on paper and on screen.
struct RefusalLetter {
    std::string number;
    std::string reason;  // Indonesian sentence
    std::string legal_basis;
    std::string note;
    int objection_days{};  // working days from the decision, as in force on its day
    std::string objection_basis;
    Instant decided_at;
};
std::optional<RefusalLetter> refusal_letter(sql::Transaction& tx, const Context& context, ApplicationId id);

}  // namespace registration
