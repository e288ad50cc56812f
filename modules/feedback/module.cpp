#include "modules/feedback/module.hpp"

#include "modules/feedback/pages.hpp"
#include "platform/i18n/language.hpp"

namespace feedback {

http::Module module() {
    http::Module made{.name = "feedback",
                      .routes = survey_routes(),
                      .menu = {{msg("Suara orang"), "/atur/survei", Permission::manage_office}},
                      .events = {},
                      .jobs = {}};
    for (const auto& routes : {complaint_routes(), results_routes(), wording_routes()})
        made.routes.insert(made.routes.end(), routes.begin(), routes.end());
    return made;
}

std::vector<messages::Text> message_texts() {
    return {{"feedback.answered", msg("Pengaduan {nomor} sudah dijawab"),
             msg("Pengaduan Anda nomor {nomor} kepada {kantor} sudah dijawab. Baca jawabannya di {tautan}")}};
}

}  // namespace feedback
