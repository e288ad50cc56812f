#pragma once

#include <iosfwd>
#include <string_view>

// `antarkerja eval KIND`: one JSON object per line in, one per line out, in the same order. Answers the exit
// code: 0 when every line was answered (also with {"error": …}), 2 for a kind that does not exist.
int eval_main(std::string_view kind, std::istream& in, std::ostream& out);
