#include "modules/messages/module.hpp"

#include "modules/messages/api.hpp"
#include "modules/messages/jobs.hpp"
#include "modules/messages/pages.hpp"
#include "platform/i18n/language.hpp"

namespace messages {

http::Module module() {
    http::Module made{.name = "messages",
                      .routes = api_routes(),
                      .menu = {{msg("Pesan"), "/loket/pesan", Permission::see_person},
                               {msg("Jalur pesan"), "/pemasangan/pesan", Permission::manage_installation}},
                      .events = {},
                      .jobs = jobs()};
    for (const auto& routes : {outbox_routes(), words_routes(), lines_routes()})
        made.routes.insert(made.routes.end(), routes.begin(), routes.end());
    return made;
}

std::vector<Text> message_texts() {
    return {{"messages.test", msg("Pesan percobaan dari {kantor}"),
             msg("Ini pesan percobaan dari {kantor}, pukul {jam}. Jika Anda membacanya, jalur pengirimannya sudah benar.")}};
}

}  // namespace messages
