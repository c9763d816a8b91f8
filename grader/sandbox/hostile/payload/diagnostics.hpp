// The same in what the compiler says.
class Counter {
  static_assert(false, "\x1b[31m </script> ]]> \xe2\x80\xae ::error::x =cmd|");
  void add(int <b>) {}
};
