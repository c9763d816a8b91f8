// SQLite, wrapped: one file of tables, statements with bound values, transactions. The only folder that knows SQLite.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grader/base/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace threadmark::store {

/// A prepared statement in use. Binding counts from 1 by itself: `database.query("… ? ?").with(a).with(b)`. A failure
/// is kept and given by `run`, or by `error` after the last `next`.
class Statement {
 public:
  Statement(sqlite3* database, sqlite3_stmt* statement, std::string failure);
  ~Statement();
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&&) = delete;

  Statement&& with(std::int64_t value) &&;
  Statement&& with(int value) && { return std::move(*this).with(static_cast<std::int64_t>(value)); }
  Statement&& with(bool value) && { return std::move(*this).with(static_cast<std::int64_t>(value)); }
  Statement&& with(double value) &&;
  Statement&& with(std::string_view value) &&;
  Statement&& with(const std::string& value) && { return std::move(*this).with(std::string_view(value)); }
  Statement&& with(const char* value) && { return std::move(*this).with(std::string_view(value)); }
  Statement&& with_null() &&;
  template <class T>
  Statement&& with(const std::optional<T>& value) && {
    return value ? std::move(*this).with(*value) : std::move(*this).with_null();
  }
  Statement&& with_bytes(std::string_view value) &&;

  /// Runs it to its end.
  Result<void> run();

  /// True when there is one more row; its columns count from 0.
  bool next();
  std::int64_t integer(int column) const;
  double real(int column) const;
  std::string text(int column) const;
  bool is_null(int column) const;
  std::optional<double> optional_real(int column) const;
  std::optional<std::int64_t> optional_integer(int column) const;

  /// Nothing, or what went wrong.
  Result<void> error() const;

 private:
  void keep(int status);

  sqlite3* database_;
  sqlite3_stmt* statement_;
  std::string failure_;
  int bound_ = 0;
};

/// An open database file. For one thread; must not be carried over a fork.
class Database {
 public:
  /// Opens it, or makes it where `may_make`.
  static Result<Database> open(const std::filesystem::path& file, bool may_make);

  Database(Database&& other) noexcept;
  Database& operator=(Database&& other) noexcept;
  ~Database();

  /// A statement of one sentence of SQL; those that were prepared once are used again.
  Statement query(std::string_view sql);

  /// Any number of sentences without values.
  Result<void> script(const std::string& sql);

  std::int64_t last_id() const;
  const std::filesystem::path& file() const { return file_; }

 private:
  struct Prepared {
    std::string sql;
    sqlite3_stmt* statement;
  };
  Database(std::filesystem::path file, sqlite3* database) : file_(std::move(file)), database_(database) {}

  std::filesystem::path file_;
  sqlite3* database_ = nullptr;
  std::vector<Prepared> prepared_;
};

/// Everything between its making and `commit` happens, or nothing of it does.
class Transaction {
 public:
  explicit Transaction(Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  Result<void> commit();

 private:
  Database& database_;
  Result<void> begun_;
  bool open_;
};

}  // namespace threadmark::store
