#define SECRET "/etc/passwd"
#if __has_include(SECRET)
#error leaked-that-it-is-there
#endif
int main() {}
