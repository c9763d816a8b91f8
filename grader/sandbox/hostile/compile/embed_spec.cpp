const char spec[] = {
#embed "../lesson/spec.yaml"
};
int main() {}
