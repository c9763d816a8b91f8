// The same bytes in a value that a driver's assertion shows.
class Counter {
 public:
  struct Value {
    int n;
    operator int() const { return n; }
    friend bool operator==(Value a, int b) { return a.n == b; }
    template <class Stream> friend Stream& operator<<(Stream& out, Value) { return out << "\x1b[31m</script>\xff]]>\xe2\x80\xae"; }
  };
  void add(int) {}
  int value() const { return 77; }
};
