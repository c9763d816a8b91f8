#include <bits/stdc++.h>
#define int long long
#define rep(i, a, b) for (int i = (a); i < (b); ++i)
#define all(x) (x).begin(), (x).end()
#define CAT(a, b) a##b
#define VAR(n) CAT(v_, n)
using namespace std;
signed main() {
  ios::sync_with_stdio(false);
  cin.tie(nullptr);
  int VAR(x) = 0, VAR(y) = 0;
  vector<thread> pool;
  pool.emplace_back([&] { rep(i, 1, 6) v_x += i; });
  pool.emplace_back([&] { rep(i, 6, 11) v_y += i; });
  for_each(all(pool), [](thread& t) { t.join(); });
  cout << "sum " << v_x + v_y << endl;
}
