#if __has_include("/etc/shadow")
#error there
#endif
int main() {}
