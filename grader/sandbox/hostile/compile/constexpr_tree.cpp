// Each step is short, so that the limit of one evaluation does not help; there are very many of them.
template <int n> constexpr int slow() {
  int sum = 0;
  for (int i = 0; i < 200000; ++i) sum += i % (n + 1);
  return sum;
}
template <int... n> struct List {};
template <int n, int... rest> struct Make : Make<n - 1, n, rest...> {};
template <int... rest> struct Make<0, rest...> { static constexpr int value = (slow<rest>() + ...); };
int main() { return Make<800>::value == 0; }
