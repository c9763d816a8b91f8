asm(".incbin \"/box/lesson/hidden.txt\"");
int main() {}
