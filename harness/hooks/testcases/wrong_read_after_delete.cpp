// Reads of what was freed or never was there, at once, by the very thread that allocated it.
int main() {
  int* freed = new int(1);
  delete freed;
  int sum = *freed;  // expect: memory-error memory.use-after-free
  int* five = new int[5]();
  sum += five[5];  // expect: memory-error memory.out-of-bounds
  delete[] five;
  return sum * 0;
}
