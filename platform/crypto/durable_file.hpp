#pragma once

#include <string>
#include <string_view>

// Files that are there, whole, after the power fails. Shared by keys and uploads.
namespace durable {

enum class Existing { keep, replace };

// Writes a temporary file beside `path` (0600), syncs it, gives it its name and syncs the folder. With Existing::keep
// a file that has the name already wins and the answer is false. Throws std::runtime_error when the disk says no.
bool write_file(const std::string& path, std::string_view bytes, Existing existing);

// Makes the folder (0700) and those above it; synced.
void make_folder(const std::string& path);
void sync_folder(const std::string& path);

}  // namespace durable
