#define PLACE </proc/self/environ>
#include PLACE
int main() {}
