#include "platform/pdf/fonts.hpp"

#include <fontconfig/fontconfig.h>
#include <hb-subset.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

#include "platform/assets/embedded.hpp"

namespace pdf {
namespace {

// The same font without the instructions that fit its outlines to coarse screens: paper has no use for them, and every file
// would carry them. All else stays.
std::string without_hints(std::string_view font) {
    auto* whole = hb_blob_create(font.data(), static_cast<unsigned>(font.size()), HB_MEMORY_MODE_READONLY, nullptr, nullptr);
    auto* face = hb_face_create(whole, 0);
    auto* wanted = hb_subset_input_create_or_fail();
    hb_subset_input_set_flags(wanted, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_RETAIN_GIDS | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    for (auto* all :
         {hb_subset_input_unicode_set(wanted), hb_subset_input_glyph_set(wanted),
          hb_subset_input_set(wanted, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG), hb_subset_input_set(wanted, HB_SUBSET_SETS_NAME_ID)}) {
        hb_set_clear(all);
        hb_set_invert(all);
    }
    auto* made = hb_subset_or_fail(face, wanted);
    if (!made) throw std::runtime_error("pdf: a font cannot be read");
    auto* bytes = hb_face_reference_blob(made);
    unsigned size = 0;
    const char* const begin = hb_blob_get_data(bytes, &size);
    std::string plain(begin, size);
    hb_blob_destroy(bytes);
    hb_face_destroy(made);
    hb_subset_input_destroy(wanted);
    hb_face_destroy(face);
    hb_blob_destroy(whole);
    return plain;
}

// Fontconfig and FreeType open fonts by path. An unlinked file in memory has one, as long as its descriptor is open:
// these stay open until the program ends.
std::string path_in_memory(std::string_view bytes) {
    const int file = memfd_create("font", MFD_CLOEXEC);
    if (file < 0) throw std::runtime_error("pdf: no memory file for a font");
    while (!bytes.empty()) {
        const auto written = write(file, bytes.data(), bytes.size());
        if (written <= 0) throw std::runtime_error("pdf: a font did not fit into memory");
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return "/proc/self/fd/" + std::to_string(file);
}

FcConfig* shipped_fonts() {
    static FcConfig* const config = [] {
        auto* made = FcConfigCreate();
        int added = 0;
        for (std::size_t i = 0; i < assets::embedded_count; ++i) {
            const auto& file = assets::embedded_files[i];
            if (!std::string_view(file.name).starts_with("paper/")) continue;
            const auto path = path_in_memory(without_hints({file.begin, static_cast<std::size_t>(file.end - file.begin)}));
            if (FcConfigAppFontAddFile(made, reinterpret_cast<const FcChar8*>(path.c_str()))) ++added;
        }
        if (added == 0) throw std::runtime_error("pdf: the program was built without its fonts");
        return made;
    }();
    return config;
}

struct ThreadContext {
    PangoFontMap* map;
    PangoContext* context;

    ThreadContext() {
        map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
        pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), shipped_fonts());
        // One user unit is one point, whatever a screen would be.
        pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map), 72);
        context = pango_font_map_create_context(map);
        auto* options = cairo_font_options_create();
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
        pango_cairo_context_set_font_options(context, options);
        cairo_font_options_destroy(options);
        pango_context_set_round_glyph_positions(context, FALSE);
        pango_context_set_language(context, pango_language_from_string("id"));
        pango_context_set_base_dir(context, PANGO_DIRECTION_LTR);
    }
    ~ThreadContext() {
        g_object_unref(context);
        g_object_unref(map);
    }
};

}  // namespace

PangoContext* text_context() {
    static thread_local ThreadContext kept;
    return kept.context;
}

}  // namespace pdf
