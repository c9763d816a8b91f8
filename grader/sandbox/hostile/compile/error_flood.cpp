// Thousands of errors.
#define E nothing;
#define E1 E E E E E E E E E E
#define E2 E1 E1 E1 E1 E1 E1 E1 E1 E1 E1
#define E3 E2 E2 E2 E2 E2 E2 E2 E2 E2 E2
int main() { E3 E3 E3 E3 E3 }
