// Two instantiations for each one: 2^40 of them.
template <int n, int path> struct Bomb : Bomb<n - 1, path * 2>, Bomb<n - 1, path * 2 + 1> {};
template <int path> struct Bomb<0, path> {};
int main() { Bomb<40, 1> bomb; (void)bomb; }
