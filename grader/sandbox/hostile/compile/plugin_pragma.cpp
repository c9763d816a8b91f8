#pragma GCC poison std
#pragma GCC system_header
int main() { std::broken; }
