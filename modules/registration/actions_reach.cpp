#include "modules/registration/actions_reach.hpp"

#include "modules/registration/store_reach.hpp"

namespace registration {

std::optional<Reach> find_reach(sql::Transaction& tx, const Context& context, ApplicationId id) {
    return store::find_reach(tx, context.platform.vault, id);
}

std::optional<Circumstances> find_circumstances(sql::Transaction& tx, ApplicationId id) { return store::find_circumstances(tx, id); }

}  // namespace registration
