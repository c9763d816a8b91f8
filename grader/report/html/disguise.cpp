// Numbers people by a hash and finds their names in texts, word by word.
#include "grader/report/html/disguise.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "grader/base/sha256.hpp"
#include "grader/words/words.hpp"

namespace threadmark::report::html {
namespace {

/// Shorter ids and names are too common in programs to tell anything.
constexpr std::size_t shortest_id = 4;
constexpr std::size_t shortest_part = 2;
/// Most bytes between two words of one name: ", " or "_".
constexpr std::size_t widest_gap = 3;

/// Words that stand in anybody's program: hiding them would tell more than showing them.
bool is_program_word(std::string_view word) {
  static const std::set<std::string_view> words = {
      "alignas",  "and",        "args",     "array",    "assert",  "async",     "atomic",  "auto",   "barrier",
      "bool",     "break",      "case",     "catch",    "char",    "class",     "close",   "co",     "concept",
      "const",    "count",      "cpp",      "data",     "default", "delete",    "do",      "double", "else",
      "end",      "enum",       "exit",     "explicit", "false",   "file",      "final",   "float",  "for",
      "fork",     "friend",     "function", "future",   "get",     "goto",      "guard",   "hpp",    "if",
      "in",       "inline",     "int",      "iostream", "is",      "it",        "item",    "join",   "key",
      "latch",    "list",       "lock",     "long",     "main",    "map",       "max",     "memory", "min",
      "mutex",    "namespace",  "new",      "not",      "notify",  "null",      "num",     "one",    "open",
      "operator", "or",         "order",    "pair",     "pipe",    "pop",       "private", "public", "push",
      "put",      "queue",      "read",     "release",  "return",  "semaphore", "set",     "short",  "signal",
      "size",     "sleep",      "solution", "start",    "static",  "std",       "stop",    "string", "struct",
      "student",  "submission", "switch",   "template", "test",    "this",      "thread",  "throw",  "time",
      "true",     "try",        "type",     "unlock",   "using",   "val",       "value",   "vector", "void",
      "wait",     "wake",       "while",    "with",     "work",    "worker",    "write",   "xor",    "yield"};
  return words.contains(word);
}

enum class Letter { none, small, capital, digit };

Letter letter(char c) {
  if (c >= 'A' && c <= 'Z') return Letter::capital;
  if (c >= '0' && c <= '9') return Letter::digit;
  if ((c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80) return Letter::small;
  return Letter::none;
}

struct Word {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string text;  ///< ASCII letters in lower case
};

/// The words of a text: runs of letters or of digits, broken where a capital follows a small letter (`aliceLock`).
std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> words;
  for (std::size_t at = 0; at < text.size();) {
    if (letter(text[at]) == Letter::none) {
      ++at;
      continue;
    }
    Word word{at, at, {}};
    Letter before = letter(text[at]);
    for (; at < text.size(); ++at) {
      const Letter now = letter(text[at]);
      const bool breaks = now == Letter::none || ((now == Letter::digit) != (before == Letter::digit)) ||
                          (now == Letter::capital && before == Letter::small);
      if (breaks) break;
      word.text += now == Letter::capital ? static_cast<char>(text[at] - 'A' + 'a') : text[at];
      before = now;
    }
    word.end = at;
    words.push_back(std::move(word));
  }
  return words;
}

std::vector<std::string> texts_of(std::string_view text) {
  std::vector<std::string> texts;
  for (Word& word : words_of(text))
    texts.push_back(std::move(word.text));
  return texts;
}

void add_phrase(std::vector<std::string> phrase,
                std::unordered_map<std::string, std::vector<std::vector<std::string>>>& to) {
  if (phrase.empty() || (phrase.size() == 1 && is_program_word(phrase.front()))) return;
  std::vector<std::vector<std::string>>& same_start = to[phrase.front()];
  if (std::find(same_start.begin(), same_start.end(), phrase) == same_start.end())
    same_start.push_back(std::move(phrase));
}

/// Whether the words from there on are that phrase, close enough together to be one name.
bool follows(const std::vector<Word>& words, std::size_t from, const std::vector<std::string>& phrase) {
  if (from + phrase.size() > words.size()) return false;
  for (std::size_t i = 0; i < phrase.size(); ++i) {
    const Word& word = words[from + i];
    if (word.text != phrase[i]) return false;
    if (i > 0 && word.begin - words[from + i - 1].end > widest_gap) return false;
  }
  return true;
}

/// What the pages do not show, so that nobody can compute the order from a list of the class.
std::string secret_of(const ClassResult& known) {
  Sha256 secret;
  for (const GradedSubmission& submission : known.submissions) {
    secret.add_piece(submission.graded_at);
    secret.add_piece(submission.source);
    secret.add_piece(std::to_string(submission.grade.duration_ms));
    for (const RunSummary& run : submission.grade.runs)
      secret.add_piece(std::to_string(run.seconds));
  }
  return secret.hex();
}

}  // namespace

Disguise::Disguise(const ClassResult& known, words::Language language) : language_(language) {
  number_students(known);
  for (const GradedSubmission& submission : known.submissions) {
    order_.push_back(&submission);
    for (const Student& student : submission.students)
      learn(student, known_);
  }
  for (const Ungraded& ungraded : known.ungraded)
    learn(ungraded.student, known_);
  const auto place = [&](const GradedSubmission* submission) {
    int first = 0;
    for (const Student& student : submission->students)
      if (const int number = numbers_.at(student.key); first == 0 || number < first) first = number;
    return std::tuple(first, std::string_view(submission->grade.lesson), submission->id);
  };
  std::sort(order_.begin(), order_.end(), [&](const auto* a, const auto* b) { return place(a) < place(b); });
}

void Disguise::number_students(const ClassResult& known) {
  const std::string secret = secret_of(known);
  std::map<std::string, std::string> keys_by_hash;
  const auto note = [&](const Student& student) { keys_by_hash.emplace(sha256(secret + student.key), student.key); };
  for (const GradedSubmission& submission : known.submissions)
    std::for_each(submission.students.begin(), submission.students.end(), note);
  for (const Ungraded& ungraded : known.ungraded)
    note(ungraded.student);
  int number = 0;
  for (const auto& [hash, key] : keys_by_hash)
    numbers_.emplace(key, ++number);
}

/// Whole names, forwards and backwards; numbers; addresses; keys.
void Disguise::learn(const Student& student, Phrases& phrases) {
  std::vector<std::string> name = texts_of(student.name);
  std::string joined;
  for (const std::string& part : name)
    joined += part;
  if (name.size() > 1) {
    add_phrase({name.front(), name.back()}, phrases);
    add_phrase({name.back(), name.front()}, phrases);
    add_phrase(name, phrases);
    for (std::size_t turn = 1; turn < name.size(); ++turn) {
      std::rotate(name.begin(), name.begin() + 1, name.end());
      add_phrase(name, phrases);
    }
  }
  if (joined.size() >= shortest_id) add_phrase({joined}, phrases);
  for (const std::string& id :
       {student.key, student.platform_id, student.sid, student.email, student.email.substr(0, student.email.find('@'))})
    if (id.size() >= shortest_id) add_phrase(texts_of(id), phrases);
}

/// Every part of the name, for what the student wrote.
void Disguise::learn_parts(const Student& student, Phrases& phrases) {
  for (const std::string& text : {student.name, student.key, student.email.substr(0, student.email.find('@'))})
    for (std::string& part : texts_of(text))
      if (part.size() >= shortest_part && letter(part.front()) != Letter::digit) add_phrase({std::move(part)}, phrases);
}

std::string Disguise::redacted(std::string_view text, const Phrases& own) const {
  if (text.empty()) return {};
  const std::vector<Word> words = words_of(text);
  std::string out;
  std::size_t copied = 0;
  for (std::size_t i = 0; i < words.size();) {
    std::size_t longest = 0;
    for (const Phrases* phrases : {&known_, &own}) {
      const auto found = phrases->find(words[i].text);
      if (found == phrases->end()) continue;
      for (const Phrase& phrase : found->second)
        if (phrase.size() > longest && follows(words, i, phrase)) longest = phrase.size();
    }
    if (longest == 0) {
      ++i;
      continue;
    }
    out += text.substr(copied, words[i].begin - copied);
    out += words::render({"html.hidden", {}}, language_);
    copied = words[i + longest - 1].end;
    i += longest;
  }
  return out += text.substr(copied);
}

std::string Disguise::pseudonym(const Student& student) const {
  return words::render({"html.student-number", {{"number", std::to_string(numbers_.at(student.key))}}}, language_);
}

void Disguise::redact(Finding& finding, const Phrases& own) const {
  const auto message = [&](Message& said) {
    for (auto& [name, value] : said.args)
      value = redacted(value, own);
  };
  message(finding.message);
  finding.where.file = redacted(finding.where.file, own);
  for (RelatedPlace& related : finding.related) {
    message(related.message);
    related.where.file = redacted(related.where.file, own);
  }
  for (Step& step : finding.schedule) {
    for (std::string* text : {&step.name, &step.object, &step.where.file})
      *text = redacted(*text, own);
    if (step.value) step.value = redacted(*step.value, own);
  }
}

GradedSubmission Disguise::of(const GradedSubmission& submission, std::int64_t number) const {
  GradedSubmission shown = submission;
  Phrases own;
  for (Student& student : shown.students) {
    learn_parts(student, own);
    student = Student{.name = pseudonym(student)};
  }
  shown.id = number;
  shown.source.clear();
  shown.late = false;
  shown.graded_at.clear();
  shown.ignored.clear();
  if (shown.manual) shown.manual = ManualScore{.score = shown.manual->score};
  for (PastGrade& past : shown.history)
    past.at.clear();
  for (SubmittedFile& file : shown.files)
    file = {redacted(file.path, own), redacted(file.content, own)};
  Grade& grade = shown.grade;
  grade.submission.clear();
  grade.sha256.clear();
  grade.duration_ms = 0;
  grade.problem = redacted(grade.problem, own);
  for (std::string& file : grade.files)
    file = redacted(file, own);
  for (Finding& finding : grade.findings)
    redact(finding, own);
  for (CheckResult& check : grade.checks)
    if (check.reason)
      for (auto& [name, value] : check.reason->args)
        value = redacted(value, own);
  for (Message& note : grade.review)
    for (auto& [name, value] : note.args)
      value = redacted(value, own);
  for (CrossCheck& cross : grade.cross_check) {
    cross.where.file = redacted(cross.where.file, own);
    for (auto& [name, value] : cross.message.args)
      value = redacted(value, own);
  }
  return shown;
}

std::vector<Ungraded> Disguise::ungraded(const ClassResult& known) const {
  std::vector<const Ungraded*> order;
  for (const Ungraded& one : known.ungraded)
    order.push_back(&one);
  const auto place = [&](const Ungraded* one) {
    return std::tuple(numbers_.at(one->student.key), std::string_view(one->lesson), std::string_view(one->why));
  };
  std::sort(order.begin(), order.end(), [&](const auto* a, const auto* b) { return place(a) < place(b); });
  std::vector<Ungraded> shown;
  for (const Ungraded* one : order) {
    Phrases own;
    learn_parts(one->student, own);
    shown.push_back({Student{.name = pseudonym(one->student)}, one->lesson, redacted(one->why, own)});
  }
  return shown;
}

}  // namespace threadmark::report::html
