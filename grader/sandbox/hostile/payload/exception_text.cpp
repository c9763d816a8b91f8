// The same bytes in an exception.
#include <iostream>
#include <thread>
#include <stdexcept>
int main() {
  throw std::runtime_error("\x1b[2J</script>\xff\xe2\x80\xae::error::");
}
