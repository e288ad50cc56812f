#include <algorithm>

#include "base/whole.hpp"
#include "modules/office/pages.hpp"
#include "modules/registration/pages.hpp"
#include "modules/registration/pages_own.hpp"
#include "modules/registration/rules.hpp"
#include "modules/registration/text.hpp"
#include "platform/files/files.hpp"
#include "platform/html/components.hpp"
#include "platform/images/images.hpp"
#include "platform/sql/sql.hpp"

// Photos and papers of one's own file: in pieces that survive a cut line, or whole where there is no script.
namespace registration {
namespace {

constexpr std::size_t piece_max = 1024 * 1024;
constexpr int portrait_bytes = 120'000;  // what a phone shrinks a portrait to
constexpr int paper_bytes = 400'000;     // a paper must stay readable
constexpr int thumbnail_side = 320;
constexpr std::string_view field_prefix = "document.";

std::string megabytes(std::size_t bytes) { return std::to_string((bytes + 1024 * 1024 - 1) / (1024 * 1024)); }

std::string too_large(const Context& context, std::size_t bytes) {
    return fill(
        context.t("Berkas ini {besar} MB, paling besar {batas} MB. Foto ulang dengan ukuran lebih kecil, atau bawa aslinya ke loket."),
        {{"besar", megabytes(bytes)}, {"batas", megabytes(images::upload_max)}});
}

// --- pieces: see web/scripts/uploads.ts ---

http::Response received(std::string_view id, std::size_t bytes) {
    // Both are ours: a name of letters and digits, and a number.
    return http::json("{\"id\":\"" + std::string(id) + "\",\"received\":" + std::to_string(bytes) + "}")
        .with_header("Cache-Control", "no-store");
}

http::Response no_such_upload(const Context& context) {
    return http::problem(404, "no_such_upload", context.t("Unggahan ini sudah tidak ada. Pilih berkasnya lagi."));
}

http::Response post_upload(const http::Request& request, Context& context) {
    const auto size = text::whole<std::size_t>(request.form.text("size"));
    if (!size || *size == 0) return http::problem(422, "size_unfit", context.t("Berkas ini kosong. Pilih berkas lain."));
    if (*size > images::upload_max) return http::problem(413, "too_large", too_large(context, *size));
    return received(context.platform.files.begin_partial(*size), 0);
}

http::Response get_upload(const http::Request& request, Context& context) {
    const auto size = context.platform.files.partial_size(request.path_value(0));
    if (!size) return no_such_upload(context);
    return received(request.path_value(0), *size);
}

http::Response post_piece(const http::Request& request, Context& context) {
    const auto& name = request.path_value(0);
    const auto offset = text::whole<std::size_t>(request.query.text("offset"));
    if (!offset) return http::problem(422, "offset_unfit", context.t("Potongan ini tidak dapat dibaca."));
    if (!context.platform.files.partial_size(name)) return no_such_upload(context);
    const auto size = context.platform.files.append_partial(name, *offset, request.body);
    if (!size) return http::problem(409, "offset_differs", context.t("Potongan ini tidak menyambung. Tanyakan dulu yang sudah diterima."));
    return received(name, *size);
}

// --- one's own papers ---

std::optional<Document> own_document(const http::Request& request, const Own& own) {
    const auto id = request.path_id<DocumentId>(1);
    const auto found = std::ranges::find(own.documents, id, &Document::id);
    if (found == own.documents.end()) return {};
    return *found;
}

// Bytes of a stranger's making: nothing in them may run, wherever they are opened.
http::Response sandboxed(http::Response&& response) {
    return std::move(response)
        .with_header("Content-Security-Policy", "sandbox; default-src 'none'")
        .with_header("Cache-Control", "private, max-age=3600")
        .with_header("X-Content-Type-Options", "nosniff");
}

http::Response get_paper(const http::Request& request, Context& context) {
    const auto opened = open_own(request, context);
    if (!opened.own) return opened.instead;
    const auto document = own_document(request, *opened.own);
    const auto bytes = document ? paper(context, *document) : std::nullopt;
    if (!bytes) return not_there(context);
    const bool is_pdf = bytes->content_type == "application/pdf";
    return sandboxed(http::bytes(bytes->bytes, bytes->content_type, is_pdf ? document->kind + ".pdf" : ""));
}

http::Response get_thumbnail(const http::Request& request, Context& context) {
    const auto opened = open_own(request, context);
    if (!opened.own) return opened.instead;
    const auto document = own_document(request, *opened.own);
    const auto bytes = document ? paper(context, *document) : std::nullopt;
    if (!bytes) return not_there(context);
    const auto small = bytes->content_type == "application/pdf" ? images::preview(bytes->bytes, thumbnail_side)
                                                                : images::remake(bytes->bytes, thumbnail_side);
    if (!small) return not_there(context);
    return sandboxed(http::bytes(small->bytes, "image/jpeg"));
}

// The bytes of one finished upload, or what to say instead.
struct Came {
    std::string bytes;
    std::string trouble;
    int status{200};
};

Came whole(const Context& context, const http::Upload& upload) {
    if (upload.bytes.size() > images::upload_max) return {"", too_large(context, upload.bytes.size()), 413};
    return {upload.bytes, "", 200};
}

// One control of the upload page: a paper, or one of the photos.
struct Asked {
    std::string field;  // "document.ktp", "document.photo", "document.photo-2"
    std::string kind;
    int place{};
};

std::vector<Asked> asked_for(const Own& own) {
    std::vector<Asked> list;
    for (const auto& one : own.papers) {
        const auto field = std::string(field_prefix) + one.kind;
        if (one.kind != "photo") list.push_back({field, one.kind, 0});
        for (int place = 1; one.kind == "photo" && place <= one.photos; ++place)
            list.push_back({place == 1 ? field : field + "-" + std::to_string(place), one.kind, place});
    }
    return list;
}

bool is_there(const Own& own, const Asked& asked) {
    return std::ranges::any_of(own.documents, [&](const Document& one) { return one.kind == asked.kind && one.place == asked.place; });
}

std::optional<Came> in_pieces(const Context& context, const Own& own, const std::string& name, const Asked& asked) {
    auto& store = context.platform.files;
    if (auto bytes = store.take_partial(name)) return Came{std::move(*bytes), "", 200};
    if (store.partial_size(name))
        return Came{"", std::string(context.t("Unggahan belum selesai. Tunggu sampai selesai, lalu tekan Lanjut.")), 422};
    // The same form sent twice: the first has kept it.
    if (is_there(own, asked)) return {};
    return Came{"", std::string(context.t("Unggahan ini sudah tidak ada. Pilih berkasnya lagi.")), 422};
}

std::string keep(const Context& context, const Own& own, const Asked& asked, const std::string& bytes) {
    auto prepared = prepare_document(context, asked.kind, bytes);
    if (prepared) prepared->place = asked.place;
    if (!prepared) return std::string(context.t(sentence(prepared.error())));
    const auto added =
        context.platform.database.write([&](sql::Transaction& tx) { return add_document(tx, context, own.application.id, *prepared); });
    if (added) return "";
    context.platform.files.remove(prepared->file);
    return std::string(context.t(sentence(added.error())));
}

}  // namespace

int take_papers(const http::Request& request, const Context& context, const Own& own, html::FormState& state) {
    int status = 200;
    const auto take = [&](const Asked& asked, const Came& came) {
        auto trouble = came.trouble;
        if (trouble.empty()) trouble = keep(context, own, asked, came.bytes);
        if (trouble.empty()) return;
        state.refuse(asked.field, trouble);
        status = std::max({status, came.status, 422 * (came.status == 200 ? 1 : 0)});
    };
    for (const auto& one : asked_for(own)) {
        if (const auto name = request.form.text(one.field + "-unggahan"); !name.empty()) {
            if (const auto came = in_pieces(context, own, name, one)) take(one, *came);
        }
        for (const auto& upload : request.uploads)
            if (upload.field == one.field && !upload.bytes.empty()) take(one, whole(context, upload));
    }
    return status;
}

std::string paper_label(const Context& context, const Own& own, std::string_view kind) {
    for (const auto& paper : own.papers)
        if (paper.kind == kind) return std::string(context.t(paper.label));
    return std::string(context.t(field_label(std::string(field_prefix) + std::string(kind))));
}

void write_thumbnails(Markup& out, const Context& context, const Own& own, std::string_view kind, bool may_change) {
    Markup list;
    int position = 0;
    const auto name = paper_label(context, own, kind);
    const auto* portrait = portrait_of(own.documents);
    const auto photos = std::ranges::count(own.documents, std::string_view("photo"), &Document::kind);
    for (const auto& document : own.documents) {
        if (document.kind != kind || document.file.empty()) continue;
        ++position;
        const auto numbered = name + " " + std::to_string(document.place > 0 ? document.place : position);
        const auto href = own.href("/dokumen/" + document.id.text());
        list << "<li><a href=\""_html << href << "\" target=\"_blank\" rel=\"noopener\"><img loading=\"lazy\" width=\"96\" src=\""_html
             << href << "/kecil\" alt=\""_html << numbered << "\"></a>"_html;
        const auto act = [&](std::string_view verb, std::string_view words) {
            list << "<button class=\"link-button\" name=\""_html << verb << "\" value=\""_html << document.id.text() << "\">"_html << words
                 << "<span class=\"govuk-visually-hidden\"> "_html << numbered << "</span></button>"_html;
        };
        if (document.place > 0 && photos > 1) {
            if (portrait != nullptr && portrait->id == document.id)
                html::tag(list, html::Tone::info, context.t("Dicetak di kartu"));
            else if (may_change)
                act("cetak", context.t("Cetak yang ini"));
        }
        if (may_change) act("hapus", context.t("Hapus"));
        if (document.blurred || document.dark)
            list << "<span class=\"muted\">"_html << (document.dark ? context.t("Tampak gelap.") : context.t("Tampak buram."))
                 << "</span>"_html;
        list << "</li>"_html;
    }
    if (position > 0) out << "<ul class=\"papers\">"_html << list << "</ul>"_html;
}

void write_paper_field(Markup& out, const Context& context, const Own& own, const html::FormState& state, std::string_view kind,
                       bool may_change) {
    const bool is_photo = kind == "photo";
    const auto found = std::ranges::find(own.papers, kind, &office::DocumentRequirement::kind);
    const office::DocumentRequirement* requirement = found == own.papers.end() ? nullptr : &*found;
    std::string note;
    if (requirement != nullptr) note = context.t(requirement->note);
    if (note.empty() && !is_photo) note = context.t("Seluruh halaman terlihat, huruf terbaca. Foto atau PDF.");
    out << "<section class=\"paper\">"_html;
    write_thumbnails(out, context, own, kind, may_change);
    for (const auto& asked : asked_for(own)) {
        if (asked.kind != kind) continue;
        const auto label =
            is_photo && requirement != nullptr ? office::photo_title(context, *requirement, asked.place) : paper_label(context, own, kind);
        const auto ask = !is_there(own, asked) ? label
                         : is_photo            ? fill(context.t("Ganti: {dokumen}"), {{"dokumen", label}})
                                               : fill(context.t("Tambah halaman: {dokumen}"), {{"dokumen", label}});
        html::file_field(out, context,
                         {.name = asked.field,
                          .label = ask,
                          .hint = note,
                          .error = state.error(asked.field),
                          .max_length = is_photo ? portrait_bytes : paper_bytes,
                          .optional = requirement == nullptr || !requirement->mandatory,
                          .upload = "/unggahan"},
                         is_photo ? "image/jpeg,image/png" : "image/jpeg,image/png,application/pdf", false);
    }
    out << "</section>"_html;
}

std::vector<http::Route> upload_routes() {
    using enum http::Method;
    constexpr auto own = Permission::hold_application;
    return {
        {post, "/unggahan", post_upload, own, http::Rate::upload},
        {get, "/unggahan/{upload}", get_upload, own},
        {post, "/unggahan/{upload}", post_piece, own, http::Rate::upload, piece_max},
        {get, "/berkas/{id}/dokumen/{document}", get_paper, own},
        {get, "/berkas/{id}/dokumen/{document}/kecil", get_thumbnail, own},
    };
}

}  // namespace registration
