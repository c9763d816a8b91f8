/* A name that the linker would take for a script. */
extern int no_such_symbol_anywhere;
int main() { return no_such_symbol_anywhere; }
