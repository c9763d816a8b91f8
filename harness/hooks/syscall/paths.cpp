// Making paths absolute, and names in /dev/shm the run's own.
#include "harness/hooks/syscall/paths.hpp"

#include <cstdio>
#include <cstring>

#include <fcntl.h>
#include <sys/syscall.h>

#include "harness/hooks/syscall/kernel.hpp"

namespace threadmark::hooks {

namespace {

constexpr char memory_folder[] = "/dev/shm/";
constexpr std::size_t memory_folder_length = sizeof memory_folder - 1;
PathText prefix{};
PathText start_folder{};

void append_number(char*& at, int number) noexcept {
  char digits[12];
  int count = 0;
  for (; number > 0; number /= 10)
    digits[count++] = static_cast<char>('0' + number % 10);
  while (count > 0)
    *at++ = digits[--count];
}

bool join(PathText& result, const char* folder, const char* path) noexcept {
  const std::size_t first = std::strlen(folder);
  const std::size_t second = std::strlen(path);
  if (first + second + 2 > longest_path) return false;
  std::memcpy(result.data(), folder, first);
  result[first] = '/';
  std::memcpy(result.data() + first + 1, path, second + 1);
  return true;
}

}  // namespace

void set_memory_prefix(int number) noexcept {
  char* at = prefix.data();
  *at++ = 't';
  *at++ = 'm';
  append_number(at, number);
  *at++ = '.';
  *at = '\0';
  kernel(SYS_getcwd, start_folder.data(), longest_path);
}

const char* real_path(const char* path, PathText& buffer) noexcept {
  if (std::strncmp(path, memory_folder, memory_folder_length) != 0 || prefix[0] == '\0') return path;
  const char* name = path + memory_folder_length;
  const std::size_t prefix_length = std::strlen(prefix.data());
  if (memory_folder_length + prefix_length + std::strlen(name) + 1 > longest_path) return path;
  std::memcpy(buffer.data(), memory_folder, memory_folder_length);
  std::memcpy(buffer.data() + memory_folder_length, prefix.data(), prefix_length);
  std::strcpy(buffer.data() + memory_folder_length + prefix_length, name);
  return buffer.data();
}

bool absolute_path(int folder, const char* path, PathText& result) noexcept {
  if (*path == '/') {
    if (std::strlen(path) >= longest_path) return false;
    std::strcpy(result.data(), path);
    return true;
  }
  PathText base{};
  if (folder == AT_FDCWD) {
    if (failed(kernel(SYS_getcwd, base.data(), longest_path))) return false;
  } else {
    PathText link{};
    char* at = link.data();
    std::strcpy(at, "/proc/self/fd/");
    at += std::strlen(at);
    append_number(at, folder);
    const long length = kernel(SYS_readlink, link.data(), base.data(), longest_path - 1);
    if (failed(length)) return false;
  }
  while (std::strncmp(path, "./", 2) == 0)
    path += 2;
  return join(result, base.data(), path);
}

const char* name_for_people(const char* absolute) noexcept {
  const std::size_t folder = std::strlen(start_folder.data());
  if (folder > 1 && std::strncmp(absolute, start_folder.data(), folder) == 0 && absolute[folder] == '/') {
    return absolute + folder + 1;
  }
  if (std::strncmp(absolute, memory_folder, memory_folder_length) == 0) {
    const std::size_t own = std::strlen(prefix.data());
    if (std::strncmp(absolute + memory_folder_length, prefix.data(), own) == 0)
      return absolute + memory_folder_length + own;
  }
  return absolute;
}

}  // namespace threadmark::hooks
