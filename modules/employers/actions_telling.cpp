#include "modules/employers/actions_telling.hpp"

#include "modules/employers/store.hpp"
#include "modules/messages/actions.hpp"

namespace employers {

Language language_of(const Employer& employer) { return employer.language == "en" ? Language::english : Language::indonesian; }

void tell_company(sql::Transaction& tx, const Context& context, const Employer& employer, News news) {
    if (employer.contact_phone.empty() && employer.contact_email.empty()) return;
    news.values.emplace_back("perusahaan", employer.name);
    news.values.emplace_back("tautan", context.platform.public_url + news.path);
    messages::queue(tx, context,
                    {.office = employer.office,
                     .text = news.text,
                     .about = news.about.empty() ? "employer:" + employer.id.text() : std::move(news.about),
                     .occasion = std::move(news.occasion),
                     .to = {.name = employer.contact_name,
                            .phone = employer.contact_phone,
                            .email = employer.contact_email,
                            .language = language_of(employer)},
                     .values = std::move(news.values),
                     .not_before = {}});
}

void tell_desk(sql::Transaction& tx, const Context& context, EmployerId id, News news) {
    const auto employer = store::find_employer(tx, context.platform.vault, id);
    if (employer && employer->account) tell_company(tx, context, *employer, std::move(news));
}

}  // namespace employers
