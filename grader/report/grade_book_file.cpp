// Files around the grade books.
#include "grader/report/grade_book_file.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <ostream>

#include <fcntl.h>
#include <unistd.h>

#include "grader/report/grade_book.hpp"
#include "grader/report/paint.hpp"

namespace threadmark::report {
namespace {

namespace fs = std::filesystem;

using Fill = Result<FilledGradeBook> (*)(const ClassResult&, std::string_view, const GradeBookChoice&);

/// A grade book without names is none, and one with names is not anonymous.
Result<void> refuse_anonymous(const ClassRequest& request) {
  if (!request.anonymous) return {};
  return fail(input_error("a grade book has names: --anonymous goes with --html alone"));
}

Result<std::string> content_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  if (!in) return fail(input_error("cannot read " + line(file.string()) + ": " + std::strerror(errno)));
  return text;
}

/// Writes a file that is not there yet; half a file never stays.
Result<void> write_new(const fs::path& file, const std::string& text) {
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (descriptor < 0) {
    if (errno == EEXIST)
      return fail(
          input_error(line(file.string()) + " is there already and is not overwritten: name a new file with --output"));
    return fail(input_error("cannot write " + line(file.string()) + ": " + std::strerror(errno)));
  }
  std::size_t done = 0;
  while (done < text.size()) {
    const ssize_t now = ::write(descriptor, text.data() + done, text.size() - done);
    if (now < 0 && errno == EINTR) continue;
    if (now < 0) break;
    done += static_cast<std::size_t>(now);
  }
  const bool closed = ::close(descriptor) == 0;
  if (done == text.size() && closed) return {};
  const Error error = environment_error("cannot write " + line(file.string()) + ": " + std::strerror(errno));
  ::unlink(file.c_str());
  return fail(error);
}

Result<void> write_filled(const ClassResult& result, const fs::path& place, const ClassRequest& request, Fill fill) {
  if (auto named = refuse_anonymous(request); !named) return named;
  const auto text = content_of(place);
  if (!text) return fail(text.error());
  const auto filled = fill(result, *text, {request.column, request.lesson});
  if (!filled) return fail(Error{filled.error().kind, line(place.string()) + ": " + filled.error().message});
  fs::path target = request.output;
  if (target.empty()) target = place.parent_path() / (place.stem().string() + ".graded" + place.extension().string());
  if (auto written = write_new(target, filled->text); !written) return written;
  request.log << line(target.string()) << ": " << filled->summary;
  return {};
}

}  // namespace

Result<void> write_grade_book(const ClassResult& result, const fs::path& place, const ClassRequest& request) {
  if (auto named = refuse_anonymous(request); !named) return named;
  fs::path partial = place;
  partial += ".part";
  std::error_code error;
  fs::remove(partial, error);
  if (auto written = write_new(partial, grade_book_csv(result)); !written) return written;
  fs::rename(partial, place, error);
  if (error) return fail(input_error("cannot write " + line(place.string()) + ": " + error.message()));
  request.log << line(place.string()) << ": the grade book of " << result.submissions.size() << " submissions\n";
  return {};
}

Result<void> write_canvas(const ClassResult& result, const fs::path& place, const ClassRequest& request) {
  return write_filled(result, place, request, fill_canvas);
}

Result<void> write_moodle(const ClassResult& result, const fs::path& place, const ClassRequest& request) {
  return write_filled(result, place, request, fill_moodle);
}

}  // namespace threadmark::report
