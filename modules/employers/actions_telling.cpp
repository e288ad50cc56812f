#include "modules/employers/actions_telling.hpp"

#include "modules/messages/actions.hpp"

namespace employers {

void tell_company(sql::Transaction& tx, const Context& context, const Employer& employer, std::string_view text, std::string occasion,
                  std::vector<std::pair<std::string, std::string>> values) {
    if (employer.contact_phone.empty() && employer.contact_email.empty()) return;
    values.emplace_back("perusahaan", employer.name);
    values.emplace_back("tautan", context.platform.public_url + "/perusahaan");
    messages::queue(tx, context,
                    {.office = employer.office,
                     .text = text,
                     .about = "employer:" + employer.id.text(),
                     .occasion = std::move(occasion),
                     .to = {.name = employer.contact_name,
                            .phone = employer.contact_phone,
                            .email = employer.contact_email,
                            .language = Language::indonesian},
                     .values = std::move(values),
                     .not_before = {}});
}

}  // namespace employers
