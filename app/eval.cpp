#include "app/eval.hpp"

#include <iostream>

int eval_main(std::string_view kind, std::istream&, std::ostream&) {
    std::cerr << "antarkerja eval: no such kind: " << kind << '\n';
    return 2;
}
