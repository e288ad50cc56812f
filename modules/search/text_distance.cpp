#include "modules/search/text_distance.hpp"

#include "platform/i18n/language.hpp"
#include "platform/i18n/numbers.hpp"

namespace search {

std::string distance_words(const Context& context, reference::Distance distance) {
    if (!distance.is_known()) return {};
    if (distance.kilometres == 0)
        return std::string(distance.is_rough ? context.t(msg("di kabupaten atau kota yang sama"))
                                             : context.t(msg("di kecamatan yang sama")));
    return fill(distance.is_rough ? context.t(msg("kira-kira {jarak} km")) : context.t(msg("± {jarak} km")),
                {{"jarak", number(context.language, distance.kilometres)}});
}

reference::Distance distance_of(const reference::Distances* near, const Segment& segment, Segment::Position at) {
    return near == nullptr ? reference::Distance{} : near->to(segment.area[at]);
}

std::string sentence(const Context& context, const SearchFault& fault) {
    switch (fault.why) {
        case SearchFault::Why::not_in_list: break;
        case SearchFault::Why::not_readable: return std::string(context.t(msg("Isinya terlalu panjang atau tidak dapat dibaca.")));
        case SearchFault::Why::not_kilometres: return std::string(context.t(msg("Isi jarak dalam kilometer, angka bulat 1 sampai 1.000.")));
        case SearchFault::Why::needs_place:
            return std::string(context.t(msg("Isi tempatnya juga: jarak diukur dari kecamatan, kabupaten, atau kota.")));
        case SearchFault::Why::place_too_wide:
            return std::string(context.t(msg("Jarak tidak dapat diukur dari provinsi. Pilih kecamatan, kabupaten, atau kota.")));
    }
    return fill(context.t(msg("“{isi}” tidak ada dalam daftar.")), {{"isi", fault.typed}});
}

std::string_view code(SearchFault::Why why) {
    switch (why) {
        case SearchFault::Why::not_in_list: return "not_in_list";
        case SearchFault::Why::not_readable: return "not_readable";
        case SearchFault::Why::not_kilometres: return "out_of_range";
        case SearchFault::Why::needs_place: return "needs_place";
        case SearchFault::Why::place_too_wide: return "place_too_wide";
    }
    return "";
}

}  // namespace search
