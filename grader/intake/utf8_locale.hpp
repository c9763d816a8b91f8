// A locale in UTF-8 for one thread, while libarchive, which turns names into the locale's encoding, is at work.
#pragma once

#include <locale.h>

namespace threadmark::intake {

/// While it lives, this thread's names are UTF-8 (where the system has the locale C.UTF-8).
class Utf8Locale {
 public:
  Utf8Locale() : mine_(::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)) {
    if (mine_ != nullptr) before_ = ::uselocale(mine_);
  }
  ~Utf8Locale() {
    if (mine_ == nullptr) return;
    ::uselocale(before_);
    ::freelocale(mine_);
  }
  Utf8Locale(const Utf8Locale&) = delete;
  Utf8Locale& operator=(const Utf8Locale&) = delete;

 private:
  locale_t mine_;
  locale_t before_ = nullptr;
};

}  // namespace threadmark::intake
