#pragma once

#include <string>
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

// A line of a list that is newer than the release: in place of the one with its code, or between its neighbours.
struct Addition {
    std::string list;  // "areas"
    std::string code;
    std::string line;  // columns as in the file
};
// Once, before any list is read: lists are kept from their first use on.
void add_lines(const std::vector<Addition>& additions);

// The lines of "data/NAME.tsv" without its header. Throws std::runtime_error when the program was built
// without it.
std::vector<Row> table(std::string_view name);
bool is_there(std::string_view name);
// The whole file.
std::string_view table_bytes(std::string_view name);

}  // namespace reference
