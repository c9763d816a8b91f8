// Deeper than a parser's stack.
#define O (((((((((( ((((((((((
#define C )))))))))) ))))))))))
#define O1 O O O O O O O O O O
#define C1 C C C C C C C C C C
#define O2 O1 O1 O1 O1 O1 O1 O1 O1 O1 O1
#define C2 C1 C1 C1 C1 C1 C1 C1 C1 C1 C1
#define O3 O2 O2 O2 O2 O2 O2 O2 O2 O2 O2
#define C3 C2 C2 C2 C2 C2 C2 C2 C2 C2 C2
int main() { return O3 O3 O3 1 C3 C3 C3; }
