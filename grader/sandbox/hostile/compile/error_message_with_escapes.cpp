#error ]0;owned [2J [31m red ‮ desrever
int main() { no_such_thing(); }
