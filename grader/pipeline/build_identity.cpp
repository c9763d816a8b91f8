// A digest over the program's build id (or the whole of it, where the linker gave it none) and what it links.
#include "grader/pipeline/build_identity.hpp"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <vector>

#include <elf.h>
#include <link.h>

#include "grader/base/file_content.hpp"
#include "grader/base/sha256.hpp"

namespace threadmark::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t rounded(std::size_t size) {
  return (size + 3) & ~std::size_t{3};
}

/// The bytes of the GNU build id among these notes; empty: it is not there.
std::string build_id_in(const char* notes, std::size_t size) {
  for (std::size_t at = 0; at + sizeof(ElfW(Nhdr)) <= size;) {
    ElfW(Nhdr) note;
    std::memcpy(&note, notes + at, sizeof(note));
    at += sizeof(note);
    const std::size_t content = at + rounded(note.n_namesz);
    if (content + note.n_descsz > size) break;
    if (note.n_type == NT_GNU_BUILD_ID && std::string_view(notes + at, note.n_namesz) == std::string_view("GNU\0", 4))
      return {notes + content, note.n_descsz};
    at = content + rounded(note.n_descsz);
  }
  return {};
}

/// Asks the first loaded object, which is the program, and no other.
int ask_program(dl_phdr_info* object, std::size_t /*size*/, void* into) {
  for (std::size_t i = 0; i < object->dlpi_phnum; ++i) {
    const ElfW(Phdr)& part = object->dlpi_phdr[i];
    if (part.p_type != PT_NOTE) continue;
    // NOLINTNEXTLINE(performance-no-int-to-ptr): where the loader put it.
    const auto* notes = reinterpret_cast<const char*>(object->dlpi_addr + part.p_vaddr);
    const std::string id = build_id_in(notes, part.p_memsz);
    if (!id.empty()) *static_cast<std::string*>(into) = id;
  }
  return 1;
}

std::string bytes_of(const fs::path& file) {
  return content_of(file).value_or("");
}

std::string program_identity() {
  std::string id;
  ::dl_iterate_phdr(ask_program, &id);
  return id.empty() ? bytes_of("/proc/self/exe") : id;
}

/// The headers that a driver may include, in the order of their names.
std::vector<fs::path> headers_in(const fs::path& folder) {
  std::vector<fs::path> headers;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error))
    if (entry.path().extension() == ".hpp") headers.push_back(entry.path());
  std::sort(headers.begin(), headers.end());
  return headers;
}

}  // namespace

std::string build_identity(const compile::RuntimeFiles& files) {
  Sha256 digest;
  digest.add_piece(program_identity());
  for (const fs::path& library : {files.runtime, files.testing, files.testing_plain})
    digest.add_piece(bytes_of(library));
  for (const fs::path& header : headers_in(files.include / "harness" / "testing"))
    digest.add_piece(bytes_of(header));
  constexpr std::size_t digits = 12;
  return THREADMARK_VERSION "+" + digest.hex().substr(0, digits);
}

}  // namespace threadmark::pipeline
