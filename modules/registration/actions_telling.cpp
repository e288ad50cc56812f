#include "modules/registration/actions_telling.hpp"

#include <string>

#include "modules/messages/actions.hpp"
#include "modules/registration/gate.hpp"
#include "platform/i18n/language.hpp"

namespace registration {

bool tell_old_number(sql::Transaction& tx, const Context& context, const Application& application, const std::optional<Phone>& old) {
    if (!old || old == application.answers.phone || application.training) return false;
    const auto sent =
        messages::queue(tx, context,
                        {.office = application.office,
                         .text = "registration.phone_changed",
                         .about = "application:" + application.id.text(),
                         .occasion = std::to_string(application.version),
                         .to = {.name = "", .phone = std::string(old->reveal()), .email = "", .language = Language::indonesian},
                         .values = {{"tanggal", long_date(Language::indonesian, today_at(tx, context, application.office))}},
                         .not_before = {},
                         .holder = "application:" + application.id.text()});
    return sent.has_value();
}

}  // namespace registration
