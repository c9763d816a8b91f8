// Tests of the Symbolizer on programs compiled by each compiler that is there.
#include "grader/observe/symbolizer.hpp"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>

#include <gtest/gtest.h>
#include <unistd.h>

namespace threadmark::observe {
namespace {

struct Compiler {
  const char* name;
  const char* command;
};

void PrintTo(const Compiler& compiler, std::ostream* out) {
  *out << compiler.name;
}

/// A program compiled from testdata/symbols.cpp, and the addresses that it printed.
class SymbolizerTest : public testing::TestWithParam<Compiler> {
 protected:
  void SetUp() override {
    const std::string compiler = GetParam().command;
    const std::string binary = compiler.substr(0, compiler.find(' '));
    if (std::system(("command -v " + binary + " >/dev/null").c_str()) != 0) GTEST_SKIP() << binary << " is not there";
    char folder[] = "/tmp/symbolizer_test.XXXXXX";
    ASSERT_NE(mkdtemp(folder), nullptr);
    folder_ = folder;
    const std::string source = std::string(THREADMARK_SOURCE_DIR) + "/grader/observe/testdata/symbols.cpp";
    ASSERT_EQ(std::system((compiler + " -std=c++20 -g -no-pie " + source + " -o " + program()).c_str()), 0);
    ASSERT_EQ(std::system((program() + " > " + folder_ + "/addresses").c_str()) & 0xff, 0);
    std::ifstream printed(folder_ + "/addresses");
    for (std::string name, address; printed >> name >> address;)
      addresses_[name] = std::strtoull(address.c_str(), nullptr, 16);
  }

  void TearDown() override {
    if (!folder_.empty()) std::filesystem::remove_all(folder_);
  }

  std::string program() const { return folder_ + "/symbols"; }

  Symbolizer opened() {
    auto symbolizer = Symbolizer::open(program());
    EXPECT_TRUE(symbolizer);
    return std::move(*symbolizer);
  }

  /// The frames at the call that returned to the address, as `function:line`.
  std::string frames_at(Symbolizer& symbolizer, const std::string& name) {
    std::string all;
    for (const Frame& frame : symbolizer.at(addresses_.at(name) - 1).frames) {
      EXPECT_TRUE(frame.where.file.ends_with("symbols.cpp")) << frame.where.file;
      all += (all.empty() ? "" : " ") + frame.function + ":" + std::to_string(frame.where.line);
    }
    return all;
  }

  std::string variable(Symbolizer& symbolizer, const std::string& name) {
    return symbolizer.variable_at(addresses_.at(name)).value_or("nothing");
  }

  std::string folder_;
  std::map<std::string, std::uint64_t> addresses_;
};

TEST_P(SymbolizerTest, NamesFunctionsAndTheirLines) {
  Symbolizer symbolizer = opened();
  EXPECT_EQ(frames_at(symbolizer, "withdraw"), "Account::withdraw:31");
  EXPECT_EQ(frames_at(symbolizer, "twice"), "twice:36");
  EXPECT_EQ(frames_at(symbolizer, "main"), "main:57");
}

TEST_P(SymbolizerTest, NamesLambdasByTheFunctionThatHoldsThem) {
  Symbolizer symbolizer = opened();
  EXPECT_EQ(frames_at(symbolizer, "lambda"), "main::lambda:50");
}

TEST_P(SymbolizerTest, GivesTheChainOfInlinedCalls) {
  Symbolizer symbolizer = opened();
  EXPECT_EQ(frames_at(symbolizer, "inlined"), "inlined:41 caller:45");
}

TEST_P(SymbolizerTest, NamesVariablesDownToTheMember) {
  Symbolizer symbolizer = opened();
  EXPECT_EQ(variable(symbolizer, "counter"), "counter");
  EXPECT_EQ(variable(symbolizer, "hidden"), "hidden");
  EXPECT_EQ(variable(symbolizer, "balance"), "accounts[1].balance");
  EXPECT_EQ(variable(symbolizer, "id"), "accounts[2].id");
  EXPECT_EQ(variable(symbolizer, "guard"), "guard");
  EXPECT_EQ(variable(symbolizer, "gold"), "bank::Vault::gold");
  EXPECT_EQ(variable(symbolizer, "calls"), "main::calls");
}

TEST_P(SymbolizerTest, StopsWhereTheLibrarysOwnMembersBegin) {
  Symbolizer symbolizer = opened();
  EXPECT_EQ(variable(symbolizer, "bars"), "bank::vault.bars");
  EXPECT_EQ(variable(symbolizer, "door"), "bank::vault.door");
}

TEST_P(SymbolizerTest, KnowsNothingOfTheStackAndOfWildAddresses) {
  Symbolizer symbolizer = opened();
  EXPECT_EQ(variable(symbolizer, "stack"), "nothing");
  for (const std::uint64_t wild : {std::uint64_t{0}, std::uint64_t{1}, ~std::uint64_t{0}, std::uint64_t{1} << 40}) {
    EXPECT_TRUE(symbolizer.at(wild).frames.empty());
    EXPECT_FALSE(symbolizer.variable_at(wild));
  }
}

TEST_P(SymbolizerTest, IsQuickEnoughForThousandsOfAddresses) {
  Symbolizer symbolizer = opened();
  const std::uint64_t main = addresses_.at("main");
  std::size_t known = 0;
  for (std::uint64_t pc = main - 4000; pc < main + 4000; ++pc)
    known += symbolizer.at(pc).frames.size();
  EXPECT_GT(known, 1000U);
}

TEST_P(SymbolizerTest, SurvivesTruncatedAndDamagedFiles) {
  std::ifstream file(program(), std::ios::binary);
  const std::string whole((std::istreambuf_iterator<char>(file)), {});
  for (unsigned round = 0; round < 60; ++round) {
    std::string damaged = whole;
    if (round % 3 == 0) damaged.resize(whole.size() * (round + 1) / 61);
    for (unsigned i = 0; i < 200; ++i)
      damaged[(round * 7919UL + i * 104729UL) % damaged.size()] = static_cast<char>(round + i);
    const std::string path = folder_ + "/damaged";
    std::ofstream(path, std::ios::binary) << damaged;
    auto symbolizer = Symbolizer::open(path);
    if (!symbolizer) continue;
    for (const auto& [name, address] : addresses_) {
      symbolizer->at(address);
      symbolizer->variable_at(address);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Compilers, SymbolizerTest,
                         testing::Values(Compiler{"clang", "clang++-19 -O0"}, Compiler{"gcc", "g++ -O0"},
                                         Compiler{"clang_tsan", "clang++-19 -O0 -fsanitize=thread"},
                                         Compiler{"gcc_dwarf4", "g++ -O0 -gdwarf-4"}),
                         [](const auto& made) { return std::string(made.param.name); });

TEST(Symbolizer, RefusesWhatIsNoExecutable) {
  EXPECT_FALSE(Symbolizer::open("/nowhere/at/all"));
  EXPECT_FALSE(Symbolizer::open("/etc/passwd"));
}

}  // namespace
}  // namespace threadmark::observe
