// Calling SQLite.
#include "grader/store/database.hpp"

#include <utility>

#include <sqlite3.h>

namespace threadmark::store {
namespace {

constexpr int patience_ms = 20000;

}  // namespace

Statement::Statement(sqlite3* database, sqlite3_stmt* statement, std::string failure)
    : database_(database), statement_(statement), failure_(std::move(failure)) {}

Statement::Statement(Statement&& other) noexcept
    : database_(other.database_),
      statement_(std::exchange(other.statement_, nullptr)),
      failure_(std::move(other.failure_)),
      bound_(other.bound_) {}

Statement::~Statement() {
  if (statement_ == nullptr) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

void Statement::keep(int status) {
  if (status != SQLITE_OK && failure_.empty()) failure_ = sqlite3_errmsg(database_);
}

Statement&& Statement::with(std::int64_t value) && {
  if (statement_ != nullptr) keep(sqlite3_bind_int64(statement_, ++bound_, value));
  return std::move(*this);
}

Statement&& Statement::with(double value) && {
  if (statement_ != nullptr) keep(sqlite3_bind_double(statement_, ++bound_, value));
  return std::move(*this);
}

Statement&& Statement::with(std::string_view value) && {
  // A view of nothing has no address, and would be bound as NULL.
  const char* text = value.data() != nullptr ? value.data() : "";
  if (statement_ != nullptr)
    keep(sqlite3_bind_text(statement_, ++bound_, text, static_cast<int>(value.size()), SQLITE_TRANSIENT));
  return std::move(*this);
}

Statement&& Statement::with_bytes(std::string_view value) && {
  const char* bytes = value.data() != nullptr ? value.data() : "";
  if (statement_ != nullptr)
    keep(sqlite3_bind_blob(statement_, ++bound_, bytes, static_cast<int>(value.size()), SQLITE_TRANSIENT));
  return std::move(*this);
}

Statement&& Statement::with_null() && {
  if (statement_ != nullptr) keep(sqlite3_bind_null(statement_, ++bound_));
  return std::move(*this);
}

Result<void> Statement::run() {
  while (next()) {
  }
  return error();
}

bool Statement::next() {
  if (statement_ == nullptr || !failure_.empty()) return false;
  const int status = sqlite3_step(statement_);
  if (status == SQLITE_ROW) return true;
  if (status != SQLITE_DONE) keep(status);
  return false;
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_, column);
}

double Statement::real(int column) const {
  return sqlite3_column_double(statement_, column);
}

std::string Statement::text(int column) const {
  const void* bytes = sqlite3_column_blob(statement_, column);
  const int size = sqlite3_column_bytes(statement_, column);
  return bytes == nullptr ? std::string()
                          : std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::optional<double> Statement::optional_real(int column) const {
  return is_null(column) ? std::nullopt : std::optional(real(column));
}

std::optional<std::int64_t> Statement::optional_integer(int column) const {
  return is_null(column) ? std::nullopt : std::optional(integer(column));
}

Result<void> Statement::error() const {
  if (failure_.empty()) return {};
  const char* file = sqlite3_db_filename(database_, "main");
  return fail(environment_error(std::string(file != nullptr ? file : "the database") + ": " + failure_ + "."));
}

Result<Database> Database::open(const std::filesystem::path& file, bool may_make) {
  sqlite3* raw = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (may_make ? SQLITE_OPEN_CREATE : 0);
  const int status = sqlite3_open_v2(file.c_str(), &raw, flags, nullptr);
  Database database(file, raw);
  if (status != SQLITE_OK)
    return fail(input_error("Cannot open " + file.string() + ": " +
                            (raw != nullptr ? sqlite3_errmsg(raw) : sqlite3_errstr(status)) + "."));
  sqlite3_busy_timeout(raw, patience_ms);
  return database;
}

Database::Database(Database&& other) noexcept
    : file_(std::move(other.file_)),
      database_(std::exchange(other.database_, nullptr)),
      prepared_(std::exchange(other.prepared_, {})) {}

Database& Database::operator=(Database&& other) noexcept {
  std::swap(file_, other.file_);
  std::swap(database_, other.database_);
  std::swap(prepared_, other.prepared_);
  return *this;
}

Database::~Database() {
  for (const Prepared& prepared : prepared_)
    sqlite3_finalize(prepared.statement);
  sqlite3_close(database_);
}

Statement Database::query(std::string_view sql) {
  for (const Prepared& prepared : prepared_)
    if (prepared.sql == sql && sqlite3_stmt_busy(prepared.statement) == 0)
      return Statement(database_, prepared.statement, "");
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v3(database_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement,
                         nullptr) != SQLITE_OK)
    return Statement(database_, nullptr, sqlite3_errmsg(database_));
  prepared_.push_back({std::string(sql), statement});
  return Statement(database_, statement, "");
}

Result<void> Database::script(const std::string& sql) {
  char* message = nullptr;
  if (sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, &message) == SQLITE_OK) return {};
  const std::string why = message != nullptr ? message : sqlite3_errmsg(database_);
  sqlite3_free(message);
  return fail(environment_error(file_.string() + ": " + why + "."));
}

std::int64_t Database::last_id() const {
  return sqlite3_last_insert_rowid(database_);
}

Transaction::Transaction(Database& database)
    : database_(database), begun_(database.script("BEGIN IMMEDIATE")), open_(begun_.has_value()) {}

Transaction::~Transaction() {
  if (open_) (void)database_.script("ROLLBACK");
}

Result<void> Transaction::commit() {
  if (!begun_) return begun_;
  auto done = database_.script("COMMIT");
  open_ = !done.has_value();
  return done;
}

}  // namespace threadmark::store
