#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "modules/matching/model_choice.hpp"
#include "platform/sql/sql.hpp"

namespace crypto {
class Vault;
}

// The counsellor's word about one person and one vacancy, and what people object to.
namespace matching::store {

bool add_override(sql::Transaction& tx, const Override& one);
bool end_override(sql::Transaction& tx, OfficeId office, OverrideId id, Instant now);
std::optional<vacancies::VacancyId> vacancy_of_override(sql::Transaction& tx, OfficeId office, OverrideId id);
std::vector<Override> overrides_of(sql::Transaction& tx, ProfileId profile, Instant now);  // that hold now
std::vector<Override> overrides_for(sql::Transaction& tx, vacancies::VacancyId vacancy, Instant now);
std::vector<Override> vetoes(sql::Transaction& tx, Instant now);
struct Word {
    ProfileId profile;
    OverrideKind kind{};
};
std::vector<Word> words_since(sql::Transaction& tx, OfficeId office, Instant since);  // whether they hold or not

// --- objections ---
void add_objection(sql::Transaction& tx, const crypto::Vault& vault, const Objection& one);
std::optional<Objection> find_objection(sql::Transaction& tx, const crypto::Vault& vault, ObjectionId id);
std::vector<Objection> objections(sql::Transaction& tx, const crypto::Vault& vault, OfficeId office, bool answered, int limit);
std::vector<Objection> objections_of(sql::Transaction& tx, const crypto::Vault& vault, ProfileId profile);
bool answer_objection(sql::Transaction& tx, const crypto::Vault& vault, ObjectionId id, std::string_view answer, AccountId by, Instant now);

}  // namespace matching::store
