// An object file of a gigabyte.
char big[1UL << 30] = {1};
int main() { return big[5]; }
