// Computing without end while compiling.
constexpr unsigned long spin(unsigned long n) {
  while (true) n = n * 3 + 1;
  return n;
}
int main() { constexpr unsigned long n = spin(1); return n != 0; }
