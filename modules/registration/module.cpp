#include "modules/registration/module.hpp"

#include "modules/registration/api.hpp"
#include "modules/registration/jobs.hpp"
#include "modules/registration/store.hpp"

namespace registration {

http::Module module() { return {"registration", api_routes(), {}, {}, jobs()}; }

void check_invariants(sql::Transaction& tx, std::vector<std::string>& faults) { store::collect_faults(tx, faults); }

}  // namespace registration
