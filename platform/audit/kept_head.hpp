#pragma once

#include <string>

#include "base/id.hpp"
#include "platform/sql/sql.hpp"

namespace audit {

// The last signed head of an office as one line for paper, mail and a QR code: office, sequence, hash in groups of eight,
// time, signature. "" before the first is signed. `verify` takes it like a line of `export_heads`.
std::string newest_head(sql::Transaction& tx, OfficeId office);

}  // namespace audit
