#include "modules/matching/store_faults.hpp"

namespace matching::store {

void collect_faults(sql::Transaction& tx, std::vector<std::string>& faults) {
    for (const auto& row : tx.all("select p.vacancy_id, p.given, count(s.vacancy_id) from matching_price p left join matching_slot s on "
                                  "s.vacancy_id = p.vacancy_id"
                                  " group by p.vacancy_id, p.given having count(s.vacancy_id) > p.given order by p.vacancy_id limit 20"))
        faults.push_back("matching_price " + row.text(0) + ": " + row.text(2) + " people hold a place of " + row.text(1) + " given");
    for (const auto& row :
         tx.all("select r.id from matching_record r where not exists (select 1 from matching_profile_then p where p.profile_id = "
                "r.profile_id and"
                " p.version = r.profile_version) or not exists (select 1 from matching_vacancy_then v where v.vacancy_id = r.vacancy_id and"
                " v.revision = r.vacancy_revision) order by r.id limit 20"))
        faults.push_back("matching_record " + row.text(0) + " cannot be computed again");
    for (const auto& row : tx.all("select r.id from matching_record r where r.price > 0 and r.price_version > 0 and not exists (select 1 "
                                  "from matching_price_then p where p.vacancy_id = r.vacancy_id and p.version = r.price_version and "
                                  "p.price = r.price) order by r.id limit 20"))
        faults.push_back("matching_record " + row.text(0) + " has a price that was never asked");
    for (const auto& row : tx.all("select id from matching_override where kind = 'relax' and item = 'of_age'"))
        faults.push_back("matching_override " + row.text(0) + " sets the legal age aside");
}

}  // namespace matching::store
