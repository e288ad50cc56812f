#pragma once

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace test {

// A sheet on disk, looked at with the tools of poppler-utils and zbar.
class Paper {
  public:
    explicit Paper(const std::string& bytes) {
        char name[] = "/tmp/antarkerja-pdf-XXXXXX";
        folder_ = mkdtemp(name);
        std::ofstream(folder_ / "sheet.pdf", std::ios::binary) << bytes;
    }
    ~Paper() { std::filesystem::remove_all(folder_); }

    int run(const std::string& command) const {
        return std::system(("cd " + folder_.string() + " && " + command + " >out 2>/dev/null").c_str());
    }
    std::string output(const std::string& command) const {
        run(command);
        std::ifstream file(folder_ / "out", std::ios::binary);
        std::stringstream text;
        text << file.rdbuf();
        return text.str();
    }
    bool is_valid() const { return run("pdfinfo sheet.pdf") == 0 && run("pdftoppm -r 30 sheet.pdf page") == 0; }
    std::string text() const { return output("pdftotext -layout sheet.pdf -"); }
    // Where a word begins, in millimetres.
    double x_of(const std::string& word) const { return coordinate(word, "xMin"); }
    double y_of(const std::string& word) const { return coordinate(word, "yMin"); }

  private:
    double coordinate(const std::string& word, const std::string& side) const {
        const auto boxes = output("pdftotext -bbox sheet.pdf -");
        const auto end = boxes.find(">" + word + "<");
        if (end == std::string::npos) return std::nan("");
        const auto begin = boxes.rfind(side + "=\"", end);
        return std::stod(boxes.substr(begin + side.size() + 2)) * 25.4 / 72;
    }
    std::filesystem::path folder_;
};

}  // namespace test
