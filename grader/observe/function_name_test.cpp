// Tests of making the names of functions readable.
#include "grader/observe/function_name.hpp"

#include <gtest/gtest.h>

namespace threadmark::observe {
namespace {

TEST(FunctionName, LosesParametersReturnTypesAndTemplateArguments) {
  EXPECT_EQ(readable_name("_ZN7Account8withdrawEi"), "Account::withdraw");
  EXPECT_EQ(without_parameters("void std::__invoke_impl<void, void (*)()>(std::__invoke_other, void (*&&)())"),
            "std::__invoke_impl");
  EXPECT_EQ(without_parameters("BoundedQueue<int>::put(int)"), "BoundedQueue::put");
  EXPECT_EQ(without_parameters("Account::balance() const"), "Account::balance");
  EXPECT_EQ(without_parameters("(anonymous namespace)::worker(int)"), "worker");
  EXPECT_EQ(without_parameters("Account::~Account()"), "Account::~Account");
  EXPECT_EQ(without_parameters("main"), "main");
}

TEST(FunctionName, KeepsOperators) {
  EXPECT_EQ(without_parameters("Less::operator()(int, int) const"), "Less::operator()");
  EXPECT_EQ(without_parameters("operator<<(std::ostream&, Account const&)"), "operator<<");
  EXPECT_EQ(without_parameters("Table::operator[](unsigned long)"), "Table::operator[]");
}

TEST(FunctionName, CallsLambdasAlikeWhicheverCompilerNamedThem) {
  EXPECT_EQ(without_parameters("main::$_0::operator()() const"), "main::lambda");
  EXPECT_EQ(without_parameters("main::{lambda()#1}::operator()() const"), "main::lambda");
  EXPECT_EQ(without_parameters("start(int)::{lambda(int)#2}::operator()(int) const"), "start::lambda");
  EXPECT_EQ(without_parameters("start(int)::'lambda'(int)::operator()(int) const"), "start::lambda");
}

TEST(FunctionName, IsHarmlessForWhatIsNoName) {
  EXPECT_EQ(readable_name("not mangled"), "not mangled");
  EXPECT_EQ(readable_name("_Znonsense"), "_Znonsense");
  EXPECT_EQ(readable_name(""), "");
  EXPECT_LE(readable_name(std::string(10000, 'x')).size(), 300U);
  EXPECT_LE(without_parameters(std::string(10000, '<')).size(), 300U);
  EXPECT_LE(without_parameters("f" + std::string(5000, '(')).size(), 300U);
}

}  // namespace
}  // namespace threadmark::observe
