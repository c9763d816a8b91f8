int main() { if (true) {{{{{{{{((((((((
