#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/tables/tables.hpp"

namespace tables {

constexpr std::size_t columns_max = 300;

// Collects rows as they are read: the first row with a word is the header, empty rows are left out, cells to the right
// of the last header are dropped.
class SheetBuilder {
  public:
    void add(int line_number, std::vector<std::string> cells);
    bool is_full() const { return too_many_; }
    Result<Sheet, Refusal> finish() &&;

  private:
    Sheet sheet_;
    bool too_many_{};
};

Result<Sheet, Refusal> read_csv(std::string_view text);
Result<Sheet, Refusal> read_xlsx(std::string_view bytes);

// A cell that a spreadsheet would run when it opens the file.
bool looks_like_formula(std::string_view cell);

}  // namespace tables
