#include "solution.cpp"
int main() {}
