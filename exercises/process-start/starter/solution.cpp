// Three children introduce themselves, all at the same time.
#include <iostream>
#include <string>

#include <unistd.h>

struct Person {
  std::string name;
  int age;
};

// What a child has to do. At the moment it is done by main itself: look at the process ids.
void introduce(const Person& person) {
  std::cout << person.name << " start\n";
  sleep(1);
  std::cout << person.name << ' ' << person.age << ' ' << getpid() << ' ' << getppid() << '\n';
}

int main() {
  const Person people[] = {{"alex", 84}, {"taibai", 73}, {"wusir", 96}};

  // TODO: this line may still be in a buffer when you fork. What happens to the buffer then?
  std::cout << "main " << getpid() << '\n';

  for (const Person& person : people) {
    // TODO: do this in a child process: see `man 2 fork`. How does a process know whether it is the child?
    introduce(person);
    // TODO: here the child's work is over. What keeps it from going on with the loop? (`man 3 exit`, `man 2 _exit`:
    // which of the two writes what is left in the buffers?)
  }

  // TODO: wait for all children (`man 2 wait`), here and not inside the loop.
}
