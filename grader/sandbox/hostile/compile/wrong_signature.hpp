class Counter {
 public:
  void add(const char*) {}
  void value() {}
};
