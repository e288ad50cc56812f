#include "platform/images/picture.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace images {
namespace {

constexpr std::size_t channels = 3;

std::size_t at(const Picture& picture, int x, int y) {
    return (static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) + static_cast<std::size_t>(x)) * channels;
}

Picture blank(int width, int height) {
    return {width, height, std::vector<std::uint8_t>(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * channels)};
}

// Which old positions make one new one, and how much of each.
struct Share {
    int first{};
    std::vector<float> weights;
};

std::vector<Share> shares(int old_size, int new_size) {
    const double step = static_cast<double>(old_size) / new_size;
    const double reach = std::max(1.0, step);  // a triangle as wide as the pixels that it gathers
    std::vector<Share> list(static_cast<std::size_t>(new_size));
    for (int i = 0; i < new_size; ++i) {
        const double centre = (i + 0.5) * step - 0.5;
        const int first = std::max(0, static_cast<int>(std::ceil(centre - reach)));
        const int last = std::min(old_size - 1, static_cast<int>(std::floor(centre + reach)));
        Share share{first, {}};
        double sum = 0;
        for (int j = first; j <= last; ++j) {
            const double weight = std::max(0.0, 1.0 - std::abs(j - centre) / reach);
            share.weights.push_back(static_cast<float>(weight));
            sum += weight;
        }
        for (auto& weight : share.weights) weight = static_cast<float>(weight / sum);
        list[static_cast<std::size_t>(i)] = std::move(share);
    }
    return list;
}

std::uint8_t to_byte(float value) { return static_cast<std::uint8_t>(std::clamp(value + 0.5F, 0.0F, 255.0F)); }

std::vector<float> luminance(const Picture& picture) {
    std::vector<float> grey(picture.rgb.size() / channels);
    for (std::size_t i = 0; i < grey.size(); ++i) {
        const auto* pixel = &picture.rgb[i * channels];
        grey[i] = 0.299F * pixel[0] + 0.587F * pixel[1] + 0.114F * pixel[2];
    }
    return grey;
}

}  // namespace

Picture turned(Picture picture, int exif_orientation) {
    if (exif_orientation < 2 || exif_orientation > 8) return picture;
    const int width = picture.width, height = picture.height;
    Picture out = exif_orientation >= 5 ? blank(height, width) : blank(width, height);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            int to_x = x, to_y = y;
            switch (exif_orientation) {
                case 2: to_x = width - 1 - x; break;
                case 3: to_x = width - 1 - x, to_y = height - 1 - y; break;
                case 4: to_y = height - 1 - y; break;
                case 5: to_x = y, to_y = x; break;
                case 6: to_x = height - 1 - y, to_y = x; break;
                case 7: to_x = height - 1 - y, to_y = width - 1 - x; break;
                case 8: to_x = y, to_y = width - 1 - x; break;
            }
            const auto* from = &picture.rgb[at(picture, x, y)];
            std::copy(from, from + channels, &out.rgb[at(out, to_x, to_y)]);
        }
    return out;
}

Picture cropped(const Picture& picture, int x, int y, int width, int height) {
    Picture out = blank(width, height);
    for (int row = 0; row < height; ++row) {
        const auto* from = &picture.rgb[at(picture, x, y + row)];
        std::copy(from, from + static_cast<std::size_t>(width) * channels, &out.rgb[at(out, 0, row)]);
    }
    return out;
}

Picture resized(const Picture& picture, int width, int height) {
    const auto columns = shares(picture.width, width);
    Picture narrow = blank(width, picture.height);
    for (int y = 0; y < picture.height; ++y) {
        auto* to = &narrow.rgb[at(narrow, 0, y)];
        for (const auto& share : columns) {
            const auto* from = &picture.rgb[at(picture, share.first, y)];
            float red = 0, green = 0, blue = 0;
            for (const float weight : share.weights) {
                red += weight * from[0];
                green += weight * from[1];
                blue += weight * from[2];
                from += channels;
            }
            *to++ = to_byte(red);
            *to++ = to_byte(green);
            *to++ = to_byte(blue);
        }
    }
    const auto rows = shares(picture.height, height);
    Picture out = blank(width, height);
    std::vector<float> sums(static_cast<std::size_t>(width) * channels);
    for (int y = 0; y < height; ++y) {
        std::fill(sums.begin(), sums.end(), 0.0F);
        const auto& share = rows[static_cast<std::size_t>(y)];
        int row = share.first;
        for (const float weight : share.weights) {
            const auto* from = &narrow.rgb[at(narrow, 0, row++)];
            for (auto& sum : sums) sum += weight * *from++;
        }
        std::transform(sums.begin(), sums.end(), &out.rgb[at(out, 0, y)], to_byte);
    }
    return out;
}

Picture fitted(Picture picture, int longest_side) {
    const int longest = std::max(picture.width, picture.height);
    if (longest <= longest_side) return picture;
    const auto scaled = [&](int side) {
        return std::max(1, static_cast<int>(std::lround(static_cast<double>(side) * longest_side / longest)));
    };
    return resized(picture, scaled(picture.width), scaled(picture.height));
}

Picture portrait_of(const Picture& picture) {
    int width = picture.width, height = picture.height;
    if (std::int64_t{width} * 4 > std::int64_t{height} * 3)
        width = std::max(1, height * 3 / 4);
    else
        height = std::max(1, static_cast<int>(std::int64_t{width} * 4 / 3));
    height = std::min(height, picture.height);
    // A face is above the middle of a tall photo: of what is cut off, less comes from the top.
    const int y = (picture.height - height) * 2 / 5;
    return resized(cropped(picture, (picture.width - width) / 2, y, width, height), 480, 640);
}

Picture printed(const Picture& portrait) { return resized(portrait, 354, 472); }

Hints hints(const Picture& picture) {
    // The thresholds were set for pictures of this size.
    constexpr int side = 640;
    const Picture small = fitted(picture, side);
    const auto grey = luminance(small);
    Hints found;
    const float mean = std::accumulate(grey.begin(), grey.end(), 0.0F) / static_cast<float>(grey.size());
    found.dark = mean < 60.0F;

    // Sharp edges make the Laplacian vary; a shaken photo has none.
    double sum = 0, squares = 0;
    std::size_t count = 0;
    const auto width = static_cast<std::size_t>(small.width);
    for (int y = 1; y + 1 < small.height; ++y)
        for (int x = 1; x + 1 < small.width; ++x) {
            const std::size_t i = static_cast<std::size_t>(y) * width + static_cast<std::size_t>(x);
            const double edge = grey[i - 1] + grey[i + 1] + grey[i - width] + grey[i + width] - 4.0F * grey[i];
            sum += edge;
            squares += edge * edge;
            ++count;
        }
    if (count > 0) {
        const double average = sum / static_cast<double>(count);
        found.blurred = squares / static_cast<double>(count) - average * average < 40.0;
    }

    // Red as studios use it, at the left and right edge of the upper half: there is no shoulder there.
    const int margin = std::max(1, small.width / 10);
    int red = 0, seen = 0;
    for (int y = 0; y < small.height / 2; ++y)
        for (int x = 0; x < small.width; ++x) {
            if (x == margin) x = std::max(margin, small.width - margin);
            const auto* pixel = &small.rgb[at(small, x, y)];
            ++seen;
            if (pixel[0] > 100 && pixel[0] > 1.7 * pixel[1] && pixel[0] > 1.7 * pixel[2]) ++red;
        }
    found.red_background = seen > 0 && red * 10 >= seen * 7;
    return found;
}

}  // namespace images
