#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "modules/office/model.hpp"
#include "modules/office/model_list.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// A list is brought as a file, tried without keeping anything, and taken in when a person says so. Of each kind one waits an office.
namespace office {

// Keeps the file and what the trial said. The one that waited before goes, with its file.
void bring_list(const Context& context, OfficeId office, std::string_view kind, std::string_view file_name, std::string_view bytes,
                const ListOutcome& trial);
std::optional<BroughtList> waiting_list(sql::Transaction& tx, const Context& context, std::string_view kind);
// Its bytes, once: whoever asks second gets none. `verb`: "taken_in" or "put_away", for the journal.
std::optional<std::string> claim_list(const Context& context, std::string_view kind, ListId id, std::string_view verb);

}  // namespace office
