// What a student handed in.
#pragma once

#include <string>
#include <vector>

namespace threadmark {

/// One file of a submission; `path` is relative, clean, and has no component that begins with a dot.
struct SubmittedFile {
  std::string path;
  std::string content;
};

/// A submission: exactly the files that the lesson asks for, bounded in size. `ignored` names what was left aside.
struct Submission {
  std::string name;
  std::vector<SubmittedFile> files;
  std::vector<std::string> ignored;
  std::string sha256;  ///< of names and contents
};

}  // namespace threadmark
