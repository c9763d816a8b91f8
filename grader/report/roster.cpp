// Looks students up by what names them.
#include "grader/report/roster.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace threadmark::report {
namespace {

std::string lower(std::string_view text) {
  std::string out;
  for (const char c : text)
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  const std::size_t first = out.find_first_not_of(" \t\r\n");
  return first == std::string::npos ? std::string() : out.substr(first, out.find_last_not_of(" \t\r\n") - first + 1);
}

/// "Doe, Jane  Ann" and "jane ann doe" become the same.
std::string folded_name(std::string_view name) {
  std::vector<std::string> words(1);
  for (const char c : lower(name))
    if (c == ' ' || c == ',' || c == '\t')
      words.emplace_back();
    else
      words.back() += c;
  std::sort(words.begin(), words.end());
  std::string out;
  for (const std::string& word : words)
    if (!word.empty()) out += (out.empty() ? "" : " ") + word;
  return out;
}

std::string before_at(std::string_view email) {
  return lower(email.substr(0, email.find('@')));
}

void note(std::map<std::string, std::set<std::size_t>, std::less<>>& index, const std::string& name,
          std::size_t student) {
  if (!name.empty()) index[name].insert(student);
}

}  // namespace

Roster::Roster(const ClassScores& scores, bool platform_ids) {
  for (std::size_t i = 0; i < scores.students.size(); ++i) {
    const Student& student = scores.students[i].student;
    if (platform_ids) note(by_platform_id_, lower(student.platform_id), i);
    note(by_email_, lower(student.email), i);
    note(by_sid_, lower(student.sid), i);
    for (const std::string& login : {lower(student.key), lower(student.name), lower(student.sid), lower(student.email)})
      note(by_login_, login, i);
    if (!student.email.empty()) note(by_login_, before_at(student.email), i);
    note(by_name_, folded_name(student.name), i);
  }
}

RosterMatch Roster::find(const RowIdentity& row) const {
  struct Try {
    MatchedBy by;
    const Index& index;
    std::string name;
    bool is_sure;
  };
  const std::array<Try, 5> tries = {{{MatchedBy::platform_id, by_platform_id_, lower(row.platform_id), true},
                                     {MatchedBy::email, by_email_, lower(row.email), true},
                                     {MatchedBy::sid, by_sid_, lower(row.sid), true},
                                     {MatchedBy::login, by_login_, lower(row.login), false},
                                     {MatchedBy::name, by_name_, folded_name(row.name), false}}};
  RosterMatch match;
  for (const Try& one : tries) {
    const auto found = one.index.find(one.name);
    if (one.name.empty() || found == one.index.end()) continue;
    if (match.by != MatchedBy::nothing) {
      if (one.is_sure && !found->second.contains(match.student))
        return {MatchedBy::nothing, 0, "its numbers and addresses belong to different students"};
      continue;
    }
    if (found->second.size() > 1) {
      match.problem = "several students are called so";
      continue;
    }
    match = {one.by, *found->second.begin(), {}};
  }
  return match;
}

}  // namespace threadmark::report
