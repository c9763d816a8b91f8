// Lays pieces down, takes them in as any other submission, and grades them.
#include "grader/app/ci_pieces.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdlib>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>

#include "grader/ci/lay_down.hpp"

namespace threadmark::app {
namespace {

namespace fs = std::filesystem;

/// A folder of ours that goes with its owner.
class PrivateFolder {
 public:
  explicit PrivateFolder(const fs::path& parent) {
    std::string name = (parent / "threadmark-ci-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~PrivateFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

/// Where each submitted file came from: the file of that name, else the one with its bytes (a stand-in for the name
/// that the lesson asks for).
std::map<std::string, std::string> places_of(const ci::Git& git, const ci::Piece& piece,
                                             const std::vector<SubmittedFile>& files) {
  std::map<std::string, std::string> places;
  for (const SubmittedFile& file : files) {
    for (const ci::TreeEntry& entry : piece.entries) {
      const std::string path = piece.single         ? piece.path
                               : piece.path.empty() ? entry.name
                                                    : piece.path + "/" + entry.name;
      if (entry.name == file.path) {
        places[file.path] = path;
        break;
      }
      if (places.contains(file.path) || !entry.is_file() || entry.size != static_cast<long>(file.content.size()))
        continue;
      if (const auto bytes = git.blob(entry); bytes && *bytes == file.content) places[file.path] = path;
    }
  }
  return places;
}

Result<GradedPiece> grade_piece(const ci::Git& git, const ci::Piece& piece, const std::vector<Lesson>& lessons,
                                const compile::Means& means, const pipeline::GradeSettings& settings,
                                StoredResults& stored) {
  const PrivateFolder folder(settings.scratch);
  if (folder.path().empty())
    return fail(environment_error("Cannot make a folder in " + settings.scratch.string() + "."));
  const auto path = ci::lay_down_piece(git, piece, folder.path());
  if (!path) return fail(path.error());
  const auto lesson =
      std::find_if(lessons.begin(), lessons.end(), [&](const Lesson& l) { return l.id == piece.lesson; });
  if (lesson == lessons.end()) return fail(internal_error("a piece has no lesson"));
  bool was_stored = false;
  auto graded = grade_path(*lesson, *path, [&](const Submission& submission) {
    if (auto grade = stored.find(*lesson, submission)) {
      was_stored = true;
      return *std::move(grade);
    }
    Grade grade = pipeline::grade_one(means, *lesson, submission, settings);
    stored.keep(*lesson, submission, grade);
    return grade;
  });
  if (!graded) return fail(graded.error());
  graded->grade.submission = piece.path.empty() ? piece.lesson : piece.path;
  auto places = places_of(git, piece, graded->sources);
  return GradedPiece{*std::move(graded), std::move(places), was_stored};
}

void move_to(Location& where, const std::map<std::string, std::string>& places) {
  if (const auto place = places.find(where.file); place != places.end()) where.file = place->second;
}

report::Graded moved(const GradedPiece& piece) {
  report::Graded graded = piece.graded;
  for (Finding& finding : graded.grade.findings) {
    move_to(finding.where, piece.places);
    for (RelatedPlace& related : finding.related)
      move_to(related.where, piece.places);
    for (Step& step : finding.schedule)
      move_to(step.where, piece.places);
  }
  for (std::string& file : graded.grade.files)
    if (const auto place = piece.places.find(file); place != piece.places.end()) file = place->second;
  for (SubmittedFile& source : graded.sources)
    if (const auto place = piece.places.find(source.path); place != piece.places.end()) source.path = place->second;
  return graded;
}

}  // namespace

Result<std::vector<GradedPiece>> grade_pieces(const ci::Git& git, const std::vector<ci::Piece>& pieces,
                                              const std::vector<Lesson>& lessons, const compile::Means& means,
                                              const pipeline::GradeSettings& settings, StoredResults& stored, int jobs,
                                              const std::function<void(const GradedPiece&)>& on_graded) {
  std::vector<std::optional<GradedPiece>> done(pieces.size());
  std::optional<Error> trouble;
  std::mutex mutex;
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < pieces.size(); i = next++) {
      auto one = grade_piece(git, pieces[i], lessons, means, settings, stored);
      const std::lock_guard lock(mutex);
      if (one) {
        on_graded(*one);
        done[i] = *std::move(one);
      } else if (!trouble) {
        trouble = one.error();
      }
    }
  };
  const std::size_t wanted =
      jobs > 0 ? static_cast<std::size_t>(jobs) : std::max(1U, std::thread::hardware_concurrency());
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < std::min(wanted, pieces.size()); ++i)
      threads.emplace_back(work);
    work();
  }
  if (trouble) return fail(*trouble);
  std::vector<GradedPiece> all;
  for (std::optional<GradedPiece>& one : done)
    if (one) all.push_back(*std::move(one));
  return all;
}

std::vector<ci::PlacedGrade> placed(const std::vector<GradedPiece>& pieces) {
  std::vector<ci::PlacedGrade> all;
  for (const GradedPiece& piece : pieces)
    all.push_back({&piece.graded.grade, piece.graded.grade.submission, piece.places});
  return all;
}

std::vector<report::Graded> for_format(const std::vector<GradedPiece>& pieces, std::string_view format) {
  constexpr std::array<std::string_view, 5> beside_the_repository = {"sarif", "gitlab-codequality", "junit",
                                                                     "junit-gitlab", "ctrf"};
  const bool move =
      std::find(beside_the_repository.begin(), beside_the_repository.end(), format) != beside_the_repository.end();
  std::vector<report::Graded> all;
  for (const GradedPiece& piece : pieces)
    all.push_back(move ? moved(piece) : piece.graded);
  return all;
}

}  // namespace threadmark::app
