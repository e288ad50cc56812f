#include "modules/hall/pages_slip.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "platform/i18n/language.hpp"
#include "platform/receipts/receipts.hpp"

namespace hall {
namespace {

receipts::Paper paper(int mm) { return mm == 58 ? receipts::Paper::mm58 : receipts::Paper::mm80; }

std::string grouped(std::string_view code) {
    if (code.size() != 8) return std::string(code);
    return std::string(code.substr(0, 4)) + "-" + std::string(code.substr(4));
}

std::string_view help_for(Need need) {
    switch (need) {
        case Need::large_print: return {};  // this slip is the help
        case Need::sign_language: return msg("bahasa isyarat");
        case Need::wheelchair: return msg("jalan untuk kursi roda");
        case Need::companion: return msg("pendamping");
    }
    return {};
}

std::string help_said(const Context& context, const std::vector<Need>& needs) {
    std::vector<std::string> words;
    for (const auto need : needs) {
        if (const auto word = help_for(need); !word.empty()) words.emplace_back(context.t(word));
    }
    if (words.empty()) return {};
    return fill(context.t("Bantuan: {bantuan}"), {{"bantuan", text::join(words, ", ")}});
}

}  // namespace

std::string counter_name(const Context& context, std::string_view counter) {
    const bool is_number = !counter.empty() && counter.front() >= '0' && counter.front() <= '9';
    if (!is_number && counter.size() > 1) return std::string(counter);
    return fill(context.t("Loket {nomor}"), {{"nomor", std::string(counter)}});
}

std::string wait_said(const Context& context, const Outlook& outlook) {
    if (outlook.ahead <= 0 || outlook.high <= 0) return {};
    const int low = std::max(1, outlook.low / 60);
    return fill(context.t("Perkiraan menunggu {dari} sampai {hingga} menit."),
                {{"dari", std::to_string(low)}, {"hingga", std::to_string(std::max(low + 1, (outlook.high + 59) / 60))}});
}

std::string outside_said(const Context& context, const Outlook& outlook, Zone zone) {
    return fill(context.t("Ruang tunggu sedang penuh. Silakan kembali sekitar pukul {jam}; urutan Anda tetap."),
                {{"jam", clock(outlook.come_at.in(zone).time)}});
}

std::string slip_bytes(const Context& context, const Slip& slip, int paper_mm) {
    using receipts::Size;
    const auto& ticket = slip.ticket;
    const bool is_large = std::ranges::find(slip.needs, Need::large_print) != slip.needs.end();
    const receipts::Style plain{.size = is_large ? Size::large : Size::normal};
    const receipts::Style strong{.size = plain.size, .bold = true};
    receipts::Slip out(paper(paper_mm));
    out.line(slip.office.name, strong);
    out.gap();
    out.line(context.t("Nomor antrean Anda"), plain);
    out.line(ticket.label(), {.size = Size::huge, .bold = true});
    out.line(slip.service, strong);
    out.line(date_and_clock(context.language, context.local(slip.office.zone)), plain);
    if (const auto help = help_said(context, slip.needs); !help.empty()) out.line(help, strong);
    if (slip.outlook) {
        if (slip.outlook->ahead == 0)
            out.line(context.t("Anda berikutnya."), plain);
        else
            out.line(fill(context.t("{jumlah} orang di depan Anda."), {{"jumlah", std::to_string(slip.outlook->ahead)}}), plain);
        if (const auto wait = wait_said(context, *slip.outlook); !wait.empty()) out.line(wait, plain);
        if (!slip.outlook->inside) out.line(outside_said(context, *slip.outlook, slip.office.zone), strong);
    }
    out.gap();
    out.qr(context.platform.public_url + "/tiket/" + ticket.code);
    out.line(context.t("Pindai untuk melihat giliran Anda di ponsel. Tanpa ponsel, nomor Anda tetap dipanggil."), plain);
    out.gap();
    out.code128(ticket.code);
    out.line(grouped(ticket.code), plain);
    out.rule();
    out.line(context.t("Layanan ini gratis."), plain);
    return std::move(out).finish();
}

std::string test_slip_bytes(const Context& context, const office::Office& office, const Device& device) {
    receipts::Slip out(paper(device.paper_mm));
    out.line(office.name, {.bold = true});
    out.line(context.t("Uji cetak"), {.size = receipts::Size::large, .bold = true});
    out.line(device.name);
    out.line(date_and_clock(context.language, context.local(office.zone)));
    out.gap();
    out.qr(context.platform.public_url + "/kantor/" + office.code);
    out.code128("UJICETAK");
    return std::move(out).finish();
}

Printed print(const Device& device, const office::Office& office, std::string_view name, std::string_view bytes) {
    if (const auto printer = receipts::parse_address(device.printer)) {
        if (receipts::send(*printer, bytes) == receipts::Delivery::printed) return Printed::on_paper;
        receipts::keep_slip(office.code + "-" + std::string(name) + ".escpos", bytes);
        return Printed::unreachable;
    }
    receipts::keep_slip(office.code + "-" + std::string(name) + ".escpos", bytes);
    return Printed::as_file;
}

}  // namespace hall
