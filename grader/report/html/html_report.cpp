// Writes the pages of a class one by one.
#include "grader/report/html/html_report.hpp"

#include <algorithm>
#include <fstream>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "grader/report/html/class_page.hpp"
#include "grader/report/html/disguise.hpp"
#include "grader/report/html/submission_page.hpp"

namespace threadmark::report {
namespace {

namespace fs = std::filesystem;

Result<void> write_file(const fs::path& path, const std::string& text) {
  std::ofstream out(path, std::ios::binary);
  out << text;
  if (out.flush(); !out)
    return fail(environment_error(path.string() + " could not be written. Is there room, and may you write there?"));
  return {};
}

/// Whether a file in submissions/ has a name as we give them.
bool is_page(const fs::path& name) {
  const std::string stem = name.stem().string();
  return name.extension() == ".html" && !stem.empty() && stem.find_first_not_of("-0123456789") == std::string::npos;
}

/// Makes the folder ready: earlier pages of ours go; with `alone`, anything else is refused.
Result<void> prepare(const fs::path& dir, bool alone) {
  std::error_code error;
  if (fs::exists(dir / "index.html", error) && !fs::is_directory(dir / "submissions", error))
    return fail(input_error((dir / "index.html").string() +
                            " is no report of ours, and would be replaced. Give a folder of its own."));
  fs::create_directories(dir / "submissions", error);
  if (error) return fail(input_error(dir.string() + " cannot be made: " + error.message()));
  std::vector<fs::path> ours;
  std::vector<fs::path> others;
  for (const fs::directory_entry& entry : fs::directory_iterator(dir / "submissions", error))
    (is_page(entry.path().filename()) ? ours : others).push_back(entry.path());
  for (const fs::directory_entry& entry : fs::directory_iterator(dir, error)) {
    const fs::path name = entry.path().filename();
    if (name == "index.html")
      ours.push_back(entry.path());
    else if (name != "submissions")
      others.push_back(entry.path());
  }
  if (alone && !others.empty())
    return fail(input_error(dir.string() + " holds " + others.front().filename().string() +
                            ", which may tell who is who. Give an empty folder for an anonymous report."));
  for (const fs::path& page : ours)
    if (!fs::remove(page, error))
      return fail(environment_error(page.string() + " cannot be replaced: " + error.message()));
  return {};
}

std::size_t people_of(const ClassResult& known) {
  std::set<std::string_view> keys;
  for (const GradedSubmission& submission : known.submissions)
    for (const Student& student : submission.students)
      keys.insert(student.key);
  for (const Ungraded& ungraded : known.ungraded)
    keys.insert(ungraded.student.key);
  return keys.size();
}

/// The class in the order and the dress in which it is shown.
class Shown {
 public:
  Shown(const ClassResult& known, const HtmlSettings& settings) {
    if (settings.anonymous) disguise_.emplace(known, settings.language);
    if (disguise_)
      order_ = disguise_->order();
    else
      for (const GradedSubmission& submission : known.submissions)
        order_.push_back(&submission);
  }

  std::size_t count() const { return order_.size(); }
  std::int64_t id(std::size_t at) const { return disguise_ ? static_cast<std::int64_t>(at) + 1 : order_[at]->id; }
  GradedSubmission submission(std::size_t at) const {
    return disguise_ ? disguise_->of(*order_[at], id(at)) : *order_[at];
  }
  std::vector<Ungraded> ungraded(const ClassResult& known) const {
    return disguise_ ? disguise_->ungraded(known) : known.ungraded;
  }

 private:
  std::optional<html::Disguise> disguise_;
  std::vector<const GradedSubmission*> order_;
};

}  // namespace

Result<void> write_html(const ClassResult& known, const HtmlSettings& settings, const fs::path& dir) {
  if (Result<void> ready = prepare(dir, settings.anonymous); !ready) return ready;
  const Shown shown(known, settings);
  html::ClassPage index(settings);
  for (std::size_t at = 0; at < shown.count(); ++at) {
    const GradedSubmission submission = shown.submission(at);
    html::Neighbours neighbours;
    if (at > 0) neighbours.before = shown.id(at - 1);
    if (at + 1 < shown.count()) neighbours.after = shown.id(at + 1);
    const std::string page = html::submission_page(submission, neighbours, settings);
    if (Result<void> written = write_file(dir / "submissions" / html::page_name(submission.id), page); !written)
      return written;
    index.add(submission);
  }
  for (const Ungraded& ungraded : shown.ungraded(known))
    index.add(ungraded);
  return write_file(dir / "index.html", index.page(people_of(known)));
}

}  // namespace threadmark::report
