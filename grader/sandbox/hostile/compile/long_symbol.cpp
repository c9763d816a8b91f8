// A name that doubles with each type.
template <class A, class B> struct Pair {};
using P0 = Pair<int, long>;
using P1 = Pair<Pair<P0, P0>, Pair<P0*, P0&>>;
using P2 = Pair<Pair<P1, P1>, Pair<P1*, P1&>>;
using P3 = Pair<Pair<P2, P2>, Pair<P2*, P2&>>;
using P4 = Pair<Pair<P3, P3>, Pair<P3*, P3&>>;
using P5 = Pair<Pair<P4, P4>, Pair<P4*, P4&>>;
using P6 = Pair<Pair<P5, P5>, Pair<P5*, P5&>>;
template <class T> void f(T) { this is wrong; }
int main() { f(P6()); }
