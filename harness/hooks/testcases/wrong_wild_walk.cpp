// Walks on through memory that nobody was ever given.
int main() {
  int* five = new int[5]();
  long sum = 0;
  for (long i = 0; i < 400'000'000; ++i)
    sum += five[i + 6000];  // expect: crash crash.signal
  delete[] five;
  return sum != 0;
}
