#pragma once

#include <string_view>
#include <vector>

// The lists of data/*.tsv as built into the program. Views point into the program's own bytes and live as
// long as it does.
namespace reference {

// Columns of one line; missing ones are empty.
class Row {
  public:
    explicit Row(std::string_view line) : line_(line) {}
    std::string_view column(std::size_t position) const;

  private:
    std::string_view line_;
};

// The lines of "data/NAME.tsv" without its header. Throws std::runtime_error when the program was built
// without it.
std::vector<Row> table(std::string_view name);
// The whole file.
std::string_view table_bytes(std::string_view name);

}  // namespace reference
