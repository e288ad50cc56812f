#pragma once

#include <iosfwd>
#include <string>

// `antarkerja eval search --corpus FILE.jsonl`: {"query", "limit"} per line in, {"ids"} out, best first. The corpus has one
// vacancy a line: id, title, description, and what else stands there. Answers the exit code: 2 without a corpus, 3 when it
// cannot be read; its broken lines are left out and counted on stderr.
int eval_search(const std::string& corpus, std::istream& in, std::ostream& out);
