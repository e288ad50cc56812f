#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "modules/registration/card_layout.hpp"
#include "platform/i18n/language.hpp"

namespace registration {
namespace {

using Json = nlohmann::json;

constexpr std::size_t fields_max = 200;
constexpr std::size_t words_max = 4'000;

constexpr std::array<std::pair<FieldKind, std::string_view>, 10> kinds{{{FieldKind::text, "text"},
                                                                        {FieldKind::boxes, "boxes"},
                                                                        {FieldKind::image, "image"},
                                                                        {FieldKind::qr, "qr"},
                                                                        {FieldKind::list, "list"},
                                                                        {FieldKind::table, "table"},
                                                                        {FieldKind::line, "line"},
                                                                        {FieldKind::frame, "frame"},
                                                                        {FieldKind::label, "label"},
                                                                        {FieldKind::signature, "signature"}}};
constexpr std::array<std::pair<CardSide, std::string_view>, 2> sides{{{CardSide::front, "front"}, {CardSide::back, "back"}}};
constexpr std::array<std::pair<pdf::Align, std::string_view>, 3> aligns{
    {{pdf::Align::left, "left"}, {pdf::Align::centre, "centre"}, {pdf::Align::right, "right"}}};

template <class Enum, std::size_t N>
std::string word_of_value(const std::array<std::pair<Enum, std::string_view>, N>& words, Enum value) {
    for (const auto& [one, word] : words)
        if (one == value) return std::string(word);
    return {};
}

// --- the shipped template ---

class Panel {
  public:
    Panel(CardTemplate& card, CardSide side, double left) : card_(card), side_(side), left_(left) {}

    CardField& add(FieldKind kind, std::string_view key, double x, double y, double width, double height, double size = 9) {
        CardField field;
        field.key = key;
        field.kind = kind;
        field.side = side_;
        field.x_mm = left_ + x;
        field.y_mm = y;
        field.w_mm = width;
        field.h_mm = height;
        field.size_pt = size;
        return card_.fields.emplace_back(std::move(field));
    }
    CardField& label(std::string_view words, double x, double y, double width, double height, double size = 9) {
        auto& field = add(FieldKind::label, "", x, y, width, height, size);
        field.text = words;
        return field;
    }
    CardField& centred(FieldKind kind, std::string_view key, double x, double y, double width, double height, double size) {
        auto& field = add(kind, key, x, y, width, height, size);
        field.align = pdf::Align::centre;
        return field;
    }

  private:
    CardTemplate& card_;
    CardSide side_;
    double left_;
};

constexpr double margin = 9;

void add_letterhead(Panel& panel, double width) {
    panel.add(FieldKind::image, "emblem", 0, 10, 19, 22);
    panel.centred(FieldKind::text, "letterhead", 21, 10, width - 42, 28, 11.5);
    panel.add(FieldKind::frame, "", width - 19, 10, 19, 5.5, 0.5);
    auto& tag = panel.label("Kartu AK/1", width - 19, 10.9, 19, 3.8, 8);
    tag.align = pdf::Align::centre;
    tag.bold = true;
    panel.centred(FieldKind::text, "duplicate", width - 19, 17.2, 19, 8, 8.5).bold = true;
    panel.add(FieldKind::line, "", 0, 39.5, width, 0, 1.1);
    panel.add(FieldKind::line, "", 0, 40.4, width, 0, 0.3);
}

void add_front_right(Panel panel, double width, const CardChoices& choices) {
    add_letterhead(panel, width);
    panel.add(FieldKind::frame, "", 0, 45, width, 15.5, 0.8);
    auto& title = panel.label("KARTU TANDA BUKTI\nPENDAFTARAN PENCARI KERJA", 2, 47, width - 4, 12, 13);
    title.align = pdf::Align::centre;
    title.bold = true;

    panel.label("No. Pendaftaran Pencari Kerja", 0, 65, width, 4, 9);
    panel.add(FieldKind::boxes, "number", 0, 69.8, width, 6.4, 11).box_mm = 6.4;
    panel.label("No. Induk Kependudukan (NIK)", 0, 80, width, 4, 9);
    auto& nik = panel.add(FieldKind::boxes, "nik", 0, 84.8, width, 6.4, 11);
    nik.box_mm = 6.4;
    nik.groups = {6, 6, 4};

    double y = 98;
    panel.add(FieldKind::image, "portrait", 1, y, 30, 40);
    panel.centred(FieldKind::signature, "seeker", 0, y + 43, 34, 30, 8);

    constexpr double label_left = 38;
    constexpr double label_width = 32;
    const double value_left = label_left + label_width + 2;
    const auto row = [&](std::string_view key, std::string_view words, double height, double step) -> CardField& {
        auto& name = panel.label(words, label_left, y, label_width, 4.4, 10);
        name.key = key;
        auto& value = panel.add(FieldKind::text, key, value_left, y, width - value_left, height, 10);
        y += step;
        return value;
    };
    row("name", "Nama :", 9, 11).bold = true;
    row("birth", "Tempat/Tgl. Lahir :", 9, 11);
    row("sex", "Jenis Kelamin :", 4.4, 7.2);
    if (choices.show_marital_status) row("marital_status", "Status Perkawinan :", 4.4, 7.2);
    if (choices.show_religion) row("religion", "Agama :", 4.4, 7.2);
    row("address", "Alamat :", 17.5, 19.5);
    row("phone", "Telp./HP :", 4.4, 7.2);
    row("valid_until", "Berlaku s.d. :", 4.4, 7.2).bold = true;
}

void add_front_left(Panel panel, double width, const CardChoices& choices) {
    panel.label("PENDIDIKAN FORMAL", 0, 10, width, 4.5, 10).bold = true;
    panel.add(FieldKind::table, "education", 0, 15.5, width, 52, 8.5);
    panel.label("KETERAMPILAN / PENGALAMAN KERJA", 0, 73, width, 4.5, 10).bold = true;
    panel.add(FieldKind::table, "skills", 0, 78.5, width, 52, 8.5);
    panel.centred(FieldKind::signature, "signatory", width - 82, 138, 82, 58, 10);
    if (choices.show_qr) {
        panel.add(FieldKind::qr, "qr", 0, 150, 34, 34);
        auto& note = panel.label("Pindai untuk memeriksa keaslian kartu ini", 0, 185.5, 34, 7, 7);
        note.key = "qr";
        note.align = pdf::Align::centre;
    }
}

void add_back_left(Panel panel, double width, const CardChoices& choices) {
    const double height = 14.0 + 23.0 * choices.report_rows;
    panel.add(FieldKind::table, "reports", 0, 10, width, height, 9);
    double y = 10 + height + 10;
    for (const std::string_view words : {"Diterima kerja di :", "Terhitung mulai tanggal :"}) {
        panel.label(words, 0, y, 42, 4.4, 10);
        panel.add(FieldKind::line, "dotted", 44, y + 4.2, width - 44, 0, 0.4);
        if (words.starts_with("Diterima")) panel.add(FieldKind::line, "dotted", 44, y + 13.2, width - 44, 0, 0.4);
        y += words.starts_with("Diterima") ? 18 : 10;
    }
}

void add_back_right(Panel panel, double width) {
    auto& title = panel.label("KETENTUAN", 0, 12, width, 5.5, 12);
    title.bold = true;
    title.align = pdf::Align::centre;
    panel.add(FieldKind::list, "provisions", 0, 24, width, 150, 10);
}

// --- reading ---

// Where a value is wrong, thrown to read_template and nowhere else.
struct Unfit {
    TemplateFault fault;
};

class Reader {
  public:
    Reader(const Json& object, std::string where) : object_(object), where_(std::move(where)) {
        if (!object.is_object()) throw Unfit{{TemplateRefusal::not_readable, where_}};
    }

    void allow(std::initializer_list<std::string_view> names) const {
        for (const auto& [name, value] : object_.items())
            if (std::find(names.begin(), names.end(), name) == names.end()) throw Unfit{{TemplateRefusal::unknown_word, at(name)}};
    }
    double number(const char* name, double otherwise, double least, double most) const {
        if (!object_.contains(name)) return otherwise;
        const auto& value = object_[name];
        if (!value.is_number()) throw Unfit{{TemplateRefusal::out_of_range, at(name)}};
        const auto read = value.get<double>();
        if (!(read >= least && read <= most)) throw Unfit{{TemplateRefusal::out_of_range, at(name)}};
        return read;
    }
    int whole(const char* name, int otherwise, int least, int most) const {
        const double read = number(name, otherwise, least, most);
        if (read != std::floor(read)) throw Unfit{{TemplateRefusal::out_of_range, at(name)}};
        return static_cast<int>(read);
    }
    bool flag(const char* name, bool otherwise) const {
        if (!object_.contains(name)) return otherwise;
        if (!object_[name].is_boolean()) throw Unfit{{TemplateRefusal::out_of_range, at(name)}};
        return object_[name].get<bool>();
    }
    std::string words(const char* name) const {
        if (!object_.contains(name)) return {};
        if (!object_[name].is_string() || object_[name].get_ref<const std::string&>().size() > words_max)
            throw Unfit{{TemplateRefusal::out_of_range, at(name)}};
        return object_[name].get<std::string>();
    }
    template <class Enum, std::size_t N>
    Enum one_of(const char* name, const std::array<std::pair<Enum, std::string_view>, N>& choices, std::optional<Enum> otherwise) const {
        if (!object_.contains(name) && otherwise) return *otherwise;
        if (!object_.contains(name)) throw Unfit{{TemplateRefusal::value_missing, at(name)}};
        const auto typed = words(name);
        for (const auto& [value, word] : choices)
            if (word == typed) return value;
        throw Unfit{{TemplateRefusal::unknown_word, at(name)}};
    }
    std::vector<int> groups() const {
        std::vector<int> read;
        if (!object_.contains("groups")) return read;
        const auto& list = object_["groups"];
        if (!list.is_array() || list.size() > 20) throw Unfit{{TemplateRefusal::out_of_range, at("groups")}};
        for (const auto& one : list) {
            if (!one.is_number_integer() || one.get<int>() < 1 || one.get<int>() > 40)
                throw Unfit{{TemplateRefusal::out_of_range, at("groups")}};
            read.push_back(one.get<int>());
        }
        return read;
    }
    const Json& list(const char* name) const {
        if (!object_.contains(name)) throw Unfit{{TemplateRefusal::value_missing, at(name)}};
        if (!object_[name].is_array()) throw Unfit{{TemplateRefusal::out_of_range, at(name)}};
        return object_[name];
    }
    std::string at(std::string_view name) const { return where_.empty() ? std::string(name) : where_ + "." + std::string(name); }

  private:
    const Json& object_;
    std::string where_;
};

CardField read_field(const Json& object, const std::string& where, double width, double height) {
    const Reader reader(object, where);
    reader.allow({"key", "kind", "side", "x_mm", "y_mm", "w_mm", "h_mm", "size_pt", "bold", "align", "box_mm", "gap_mm", "groups", "text"});
    CardField field;
    field.key = reader.words("key");
    field.kind = reader.one_of<FieldKind>("kind", kinds, {});
    field.side = reader.one_of("side", sides, std::optional(CardSide::front));
    field.x_mm = reader.number("x_mm", 0, 0, paper_mm_max);
    field.y_mm = reader.number("y_mm", 0, 0, paper_mm_max);
    field.w_mm = reader.number("w_mm", 0, 0, paper_mm_max);
    field.h_mm = reader.number("h_mm", 0, 0, paper_mm_max);
    field.size_pt = reader.number("size_pt", 9, 0.1, 72);
    field.bold = reader.flag("bold", false);
    field.align = reader.one_of("align", aligns, std::optional(pdf::Align::left));
    field.box_mm = reader.number("box_mm", 5, 2, 20);
    field.gap_mm = reader.number("gap_mm", 0, 0, 20);
    field.groups = reader.groups();
    field.text = reader.words("text");
    const auto& keys = card_field_keys();
    const bool needs_key = field.kind != FieldKind::label && field.kind != FieldKind::line && field.kind != FieldKind::frame;
    if ((needs_key || (field.kind == FieldKind::label && !field.key.empty())) &&
        std::find(keys.begin(), keys.end(), field.key) == keys.end())
        throw Unfit{{TemplateRefusal::unknown_key, reader.at("key")}};
    if (field.kind != FieldKind::line && field.w_mm <= 0) throw Unfit{{TemplateRefusal::value_missing, reader.at("w_mm")}};
    const bool needs_height =
        field.kind != FieldKind::line && field.kind != FieldKind::text && field.kind != FieldKind::label && field.kind != FieldKind::boxes;
    if (needs_height && field.h_mm <= 0) throw Unfit{{TemplateRefusal::value_missing, reader.at("h_mm")}};
    if (field.x_mm + field.w_mm > width + 0.01) throw Unfit{{TemplateRefusal::off_the_paper, reader.at("x_mm")}};
    if (field.y_mm + field.h_mm > height + 0.01) throw Unfit{{TemplateRefusal::off_the_paper, reader.at("y_mm")}};
    return field;
}

}  // namespace

const std::vector<std::string_view>& card_field_keys() {
    static const std::vector<std::string_view> keys{
        "emblem",  "letterhead", "government",  "department", "office_address", "office_phone", "duplicate", "number",
        "nik",     "portrait",   "seeker",      "name",       "birth",          "sex",          "religion",  "marital_status",
        "address", "phone",      "valid_until", "education",  "skills",         "signatory",    "issued",    "qr",
        "reports", "provisions"};
    return keys;
}

CardTemplate default_template(const CardChoices& choices) {
    CardTemplate card;
    card.name = "AK/1";
    const auto paper = choices.paper == CardPaper::f4 ? pdf::f4_landscape : pdf::a4_landscape;
    card.width_mm = paper.width_mm;
    card.height_mm = paper.height_mm;
    card.report_rows = choices.report_rows;
    card.show_religion = choices.show_religion;
    card.show_marital_status = choices.show_marital_status;
    card.glued_photo_box = choices.glued_photo_box;
    card.show_qr = choices.show_qr;
    card.provisions =
        "Kartu ini berlaku di {territory}.\n"
        "Kartu ini berlaku {valid_months} bulan sejak tanggal pendaftaran, sampai dengan tanggal yang tertulis di "
        "halaman depan.\n"
        "Selama belum mendapat pekerjaan, pencari kerja melapor setiap {report_months} bulan sekali.\n"
        "Bila ada perubahan data, atau bila sudah mendapat pekerjaan, pencari kerja segera melapor ke kantor "
        "penerbit.\n"
        "Bila pencari kerja sudah diterima bekerja, pemberi kerja mengembalikan kartu ini ke kantor penerbit.\n"
        "Kartu ini sah bila ditandatangani oleh pencari kerja dan oleh pejabat yang berwenang.\n"
        "Pendaftaran, kartu, dan perpanjangannya tidak dipungut biaya.";
    const double middle = card.width_mm / 2;
    const double width = middle - 2 * margin;
    add_front_left({card, CardSide::front, margin}, width, choices);
    add_front_right({card, CardSide::front, middle + margin}, width, choices);
    add_back_left({card, CardSide::back, margin}, width, choices);
    add_back_right({card, CardSide::back, middle + margin}, width);
    return choices.paper == CardPaper::card_stock ? on_paper(std::move(card), card_stock) : card;
}

CardTemplate on_paper(CardTemplate card, pdf::Size paper) {
    const double across = paper.width_mm / card.width_mm;
    const double down = paper.height_mm / card.height_mm;
    const double letters = std::min(across, down);
    // A hundredth of a millimetre is more than a printer can do.
    const auto rounded = [](double value) { return std::floor(value * 100) / 100; };
    for (auto& field : card.fields) {
        field.x_mm = rounded(field.x_mm * across);
        field.w_mm = rounded(field.w_mm * across);
        field.box_mm = std::max(2.0, rounded(field.box_mm * across));
        field.gap_mm = rounded(field.gap_mm * across);
        field.y_mm = rounded(field.y_mm * down);
        field.h_mm = rounded(field.h_mm * down);
        field.size_pt = std::max(0.2, rounded(field.size_pt * letters));
    }
    card.width_mm = paper.width_mm;
    card.height_mm = paper.height_mm;
    return card;
}

std::string template_json(const CardTemplate& card) {
    nlohmann::ordered_json fields = nlohmann::ordered_json::array();
    for (const auto& field : card.fields) {
        nlohmann::ordered_json one{{"kind", word_of_value(kinds, field.kind)}};
        if (!field.key.empty()) one["key"] = field.key;
        if (field.side != CardSide::front) one["side"] = word_of_value(sides, field.side);
        one["x_mm"] = field.x_mm;
        one["y_mm"] = field.y_mm;
        one["w_mm"] = field.w_mm;
        if (field.h_mm > 0) one["h_mm"] = field.h_mm;
        one["size_pt"] = field.size_pt;
        if (field.bold) one["bold"] = true;
        if (field.align != pdf::Align::left) one["align"] = word_of_value(aligns, field.align);
        if (field.kind == FieldKind::boxes) {
            one["box_mm"] = field.box_mm;
            one["gap_mm"] = field.gap_mm;
            if (!field.groups.empty()) one["groups"] = field.groups;
        }
        if (!field.text.empty()) one["text"] = field.text;
        fields.push_back(std::move(one));
    }
    const nlohmann::ordered_json all{{"name", card.name},
                                     {"version", card.version},
                                     {"width_mm", card.width_mm},
                                     {"height_mm", card.height_mm},
                                     {"report_rows", card.report_rows},
                                     {"show_religion", card.show_religion},
                                     {"show_marital_status", card.show_marital_status},
                                     {"glued_photo_box", card.glued_photo_box},
                                     {"show_qr", card.show_qr},
                                     {"provisions", card.provisions},
                                     {"fields", std::move(fields)}};
    return all.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

Result<CardTemplate, TemplateFault> read_template(std::string_view json) {
    if (json.size() > 512 * 1024) return TemplateFault{TemplateRefusal::too_many_fields, ""};
    // Deep nesting is no template; the parser gives up on it before it costs anything.
    const auto parsed = Json::parse(
        json, [](int depth, Json::parse_event_t, Json&) { return depth < 6; }, false);
    if (parsed.is_discarded()) return TemplateFault{TemplateRefusal::not_readable, ""};
    try {
        const Reader reader(parsed, "");
        reader.allow({"name", "version", "width_mm", "height_mm", "report_rows", "show_religion", "show_marital_status", "glued_photo_box",
                      "show_qr", "provisions", "fields"});
        CardTemplate card;
        card.name = reader.words("name");
        card.version = reader.whole("version", 1, 1, 1'000'000);
        card.width_mm = reader.number("width_mm", 297, paper_mm_min, paper_mm_max);
        card.height_mm = reader.number("height_mm", 210, paper_mm_min, paper_mm_max);
        card.report_rows = reader.whole("report_rows", 3, 3, 4);
        card.show_religion = reader.flag("show_religion", false);
        card.show_marital_status = reader.flag("show_marital_status", false);
        card.glued_photo_box = reader.flag("glued_photo_box", false);
        card.show_qr = reader.flag("show_qr", true);
        card.provisions = reader.words("provisions");
        const auto& fields = reader.list("fields");
        if (fields.size() > fields_max) return TemplateFault{TemplateRefusal::too_many_fields, "fields"};
        for (std::size_t i = 0; i < fields.size(); ++i)
            card.fields.push_back(read_field(fields[i], "fields[" + std::to_string(i) + "]", card.width_mm, card.height_mm));
        return card;
    } catch (const Unfit& unfit) {
        return unfit.fault;
    }
}

std::string_view sentence(TemplateRefusal why) {
    switch (why) {
        case TemplateRefusal::not_readable: return msg("Berkas tata letak tidak dapat dibaca. Unggah berkas JSON yang utuh.");
        case TemplateRefusal::unknown_word: return msg("Ada nama yang tidak dikenal dalam tata letak. Periksa ejaannya.");
        case TemplateRefusal::unknown_key: return msg("Isian kartu ini tidak dikenal. Pakai salah satu isian dalam contoh.");
        case TemplateRefusal::value_missing: return msg("Ada ukuran yang belum diisi dalam tata letak.");
        case TemplateRefusal::out_of_range: return msg("Ada nilai yang di luar batas dalam tata letak.");
        case TemplateRefusal::off_the_paper: return msg("Ada isian yang keluar dari kertas. Geser atau perkecil isian itu.");
        case TemplateRefusal::too_many_fields: return msg("Tata letak terlalu besar. Kurangi jumlah isian.");
    }
    return {};
}

}  // namespace registration
