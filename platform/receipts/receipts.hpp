#pragma once

#include <optional>
#include <string>
#include <string_view>

// Slips for receipt printers that speak ESC/POS, on 58 or 80 mm paper. See README.md for the commands used.
namespace receipts {

enum class Paper { mm58, mm80 };
enum class Size { normal, large, huge };  // once, twice, four times as wide and high
enum class Align { left, centre };

struct Style {
    Size size{Size::normal};
    bool bold{};
    Align align{Align::centre};
};

// One slip, from top to bottom. Text is UTF-8 and is wrapped at words; what the printer's Latin code page lacks is
// written with the nearest letters. Words never reach the printer as commands: control characters are dropped.
class Slip {
  public:
    explicit Slip(Paper paper);

    void line(std::string_view text, const Style& style = {});
    void rule();
    void gap(int lines = 1);
    void qr(std::string_view text);
    void code128(std::string_view text);

    std::string finish() &&;  // the bytes, with feed and cut at the end

  private:
    Paper paper_;
    std::string bytes_;
};

int columns(Paper paper, Size size);
// In the code page that the slip selects (Windows-1252).
std::string in_code_page(std::string_view utf8);

// Where a printer listens: a numeric address in the office's own network, or on this machine. Anything else is refused,
// so that nobody makes the server call another one on the internet.
struct Address {
    std::string host;          // "192.168.1.50", "::1"
    int port{9100};            // raw printing
    std::string text() const;  // "192.168.1.50:9100"
};
std::optional<Address> parse_address(std::string_view typed);

enum class Delivery { printed, unreachable };
// Waits for the whole slip at most `limit_ms`. A printer that did not answer is left alone for half a minute, so that a
// broken one costs the hall one short wait and not one a person.
Delivery send(const Address& printer, std::string_view slip, int limit_ms = 1500);

// Where slips go when an office has no printer: one file each, `DIR/slip/NAME`, the oldest beyond 200 removed. Set once
// at start; without a folder nothing is kept.
void keep_slips_in(std::string directory);
bool keep_slip(std::string_view name, std::string_view slip);

}  // namespace receipts
