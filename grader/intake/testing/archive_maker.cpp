// Writes archives for tests.
#include "grader/intake/testing/archive_maker.hpp"

#include <algorithm>
#include <cstdlib>

#include <archive.h>
#include <archive_entry.h>

namespace threadmark::intake::testing {
namespace {

la_ssize_t append(archive* /*archive*/, void* to, const void* bytes, std::size_t size) {
  static_cast<std::string*>(to)->append(static_cast<const char*>(bytes), size);
  return static_cast<la_ssize_t>(size);
}

void need(int status) {
  if (status < ARCHIVE_WARN) std::abort();
}

void choose_format(archive* writer, std::string_view format) {
  if (format == "zip") {
    need(::archive_write_set_format_zip(writer));
    return;
  }
  need(format == "gz" ? ::archive_write_set_format_raw(writer) : ::archive_write_set_format_pax_restricted(writer));
  if (format.ends_with("gz")) need(::archive_write_add_filter_gzip(writer));
  if (format == "tar.bz2") need(::archive_write_add_filter_bzip2(writer));
  if (format == "tar.xz") need(::archive_write_add_filter_xz(writer));
  if (format == "tar.zst") need(::archive_write_add_filter_zstd(writer));
}

unsigned type_of(MadeEntry::Kind kind) {
  switch (kind) {
    case MadeEntry::Kind::folder:
      return AE_IFDIR;
    case MadeEntry::Kind::link:
      return AE_IFLNK;
    case MadeEntry::Kind::fifo:
      return AE_IFIFO;
    case MadeEntry::Kind::device:
      return AE_IFCHR;
    default:
      return AE_IFREG;
  }
}

void put(archive* writer, std::string_view bytes) {
  if (!bytes.empty() && ::archive_write_data(writer, bytes.data(), bytes.size()) < 0) std::abort();
}

void write(archive* writer, const MadeEntry& made) {
  archive_entry* entry = ::archive_entry_new();
  ::archive_entry_set_pathname(entry, made.name.empty() ? "-" : made.name.c_str());
  ::archive_entry_set_filetype(entry, type_of(made.kind));
  ::archive_entry_set_perm(entry, made.kind == MadeEntry::Kind::folder ? 0755 : 0644);
  const bool has_content = made.kind == MadeEntry::Kind::file;
  ::archive_entry_set_size(entry, has_content ? static_cast<la_int64_t>(made.content.size() + made.zeros) : 0);
  if (made.kind == MadeEntry::Kind::link) ::archive_entry_set_symlink(entry, made.content.c_str());
  if (made.kind == MadeEntry::Kind::hard_link) ::archive_entry_set_hardlink(entry, made.content.c_str());
  need(::archive_write_header(writer, entry));
  if (has_content) put(writer, made.content);
  const std::string piece(1U << 16, '\0');
  for (std::uint64_t left = made.zeros; left > 0; left -= std::min<std::uint64_t>(left, piece.size()))
    put(writer, std::string_view(piece).substr(0, left));
  ::archive_entry_free(entry);
}

void number(std::string& to, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i)
    to.push_back(static_cast<char>(value >> (8 * i)));
}

std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t crc = ~0U;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit)
      crc = crc >> 1 ^ (0xEDB88320U & (0U - (crc & 1U)));
  }
  return ~crc;
}

}  // namespace

std::string make_archive(std::string_view format, const std::vector<MadeEntry>& entries) {
  std::string bytes;
  archive* writer = ::archive_write_new();
  choose_format(writer, format);
  // Without this libarchive pads even a small tar to 10 KiB, which is no matter, but a zip's end must be exact.
  ::archive_write_set_bytes_in_last_block(writer, 1);
  for (const MadeEntry& entry : entries)
    if (!entry.password.empty()) {
      need(::archive_write_set_options(writer, "zip:encryption=zipcrypt"));
      need(::archive_write_set_passphrase(writer, entry.password.c_str()));
      break;
    }
  need(::archive_write_open(writer, &bytes, nullptr, append, nullptr));
  for (const MadeEntry& entry : entries)
    write(writer, entry);
  need(::archive_write_close(writer));
  ::archive_write_free(writer);
  return bytes;
}

void RawZip::add(std::string_view name, std::string_view content, std::uint16_t flags, std::int64_t declared) {
  const std::uint64_t offset = body_.size();
  const std::uint64_t said = declared < 0 ? content.size() : static_cast<std::uint64_t>(declared);
  std::string common;
  number(common, 20, 2);  // version
  number(common, flags, 2);
  number(common, 0, 2);  // stored
  number(common, 0, 4);  // time
  number(common, crc32(content), 4);
  number(common, said, 4);
  number(common, said, 4);
  number(common, name.size(), 2);
  number(common, 0, 2);  // no extra fields
  body_ += "PK\x03\x04" + common;
  body_ += name;
  body_ += content;
  directory_ += "PK\x01\x02";
  number(directory_, 20, 2);
  directory_ += common;
  number(directory_, 0, 2);  // no comment
  number(directory_, 0, 2);  // disk
  number(directory_, 0, 2);
  number(directory_, 0, 4);  // attributes
  number(directory_, offset, 4);
  directory_ += name;
  ++entries_;
}

std::string RawZip::bytes() const {
  std::string end = "PK\x05\x06";
  number(end, 0, 4);
  number(end, entries_, 2);
  number(end, entries_, 2);
  number(end, directory_.size(), 4);
  number(end, body_.size(), 4);
  number(end, 0, 2);
  return body_ + directory_ + end;
}

}  // namespace threadmark::intake::testing
