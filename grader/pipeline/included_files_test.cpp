// What a source includes by quotes comes along, from wherever it lies.
#include "grader/pipeline/included_files.hpp"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace threadmark::pipeline {
namespace {

namespace fs = std::filesystem;

class IncludedFiles : public testing::Test {
 protected:
  IncludedFiles() : folder_(fs::path(testing::TempDir()) / ("included_files." + std::to_string(getpid()))) {}
  ~IncludedFiles() override { fs::remove_all(folder_); }

  fs::path write(const std::string& name, const std::string& text) {
    const fs::path path = folder_ / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path) << text;
    return folder_ / name;
  }

  static std::vector<std::string> names_of(const std::vector<fs::path>& sources) {
    std::vector<std::string> names;
    const auto files = with_included_files(sources);
    if (!files) return {files.error().message};
    for (const PlacedFile& file : *files)
      names.push_back(file.name);
    return names;
  }

  fs::path folder_;
};

TEST_F(IncludedFiles, AreWhateverTheirEndingsAre) {
  write("common.inc", "#include \"deep/more.h\"\n");
  write("deep/more.h", "# include \"beside.tcc\" // beside more.h\n");
  write("deep/beside.tcc", "");
  write("other_program.h", "");
  const fs::path source = write("program.c", "#include <stdio.h>\n  #  include \"common.inc\"\n#include \"gone.h\"\n");
  EXPECT_THAT(names_of({source}), testing::ElementsAre("program.c", "common.inc", "deep/more.h", "deep/beside.tcc"));
}

TEST_F(IncludedFiles, MayLieAboveTheSource) {
  write("queue.h", "");
  const fs::path source = write("variants/one.c", "#include \"../queue.h\"\n");
  EXPECT_THAT(names_of({source}), testing::ElementsAre("variants/one.c", "queue.h"));
}

TEST_F(IncludedFiles, MayIncludeOneAnotherInCircles) {
  write("a.h", "#include \"b.h\"\n");
  write("b.h", "#include \"a.h\"\n");
  EXPECT_THAT(names_of({write("x.cpp", "#include \"a.h\"\n")}), testing::ElementsAre("x.cpp", "a.h", "b.h"));
}

TEST_F(IncludedFiles, NeedSourcesThatAreThereWithNamesOfTheirOwn) {
  EXPECT_THAT(names_of({folder_ / "nothing.c"}), testing::ElementsAre(testing::HasSubstr("cannot read")));
  EXPECT_THAT(names_of({write("a/x.c", ""), write("b/x.c", "")}),
              testing::ElementsAre("two of the sources are called x.c; give them different names"));
}

}  // namespace
}  // namespace threadmark::pipeline
