// A named semaphore whose name is removed as soon as it is open; nobody else needs to find it.
#include <fstream>
#include <iostream>
#include <limits>

#include <fcntl.h>
#include <semaphore.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace std;

int count_left() {
  ifstream f("ticket.json");
  int n = 0;
  f.ignore(numeric_limits<streamsize>::max(), ':') >> n;
  return n;
}

int main() {
  const char* name = "/ticket-office";
  sem_t* sem = sem_open(name, O_CREAT | O_EXCL, 0600, 1);
  if (sem == SEM_FAILED) return 1;
  sem_unlink(name);
  for (int i = 1; i <= 10; i++) {
    if (fork() == 0) {
      sem_wait(sem);
      cout << i << " sees " << count_left() << endl;
      int n = count_left();
      if (n > 0) {
        ofstream("ticket.json") << "{\"count\": " << n - 1 << "}";
        cout << i << " bought" << endl;
      } else {
        cout << i << " sold out" << endl;
      }
      sem_post(sem);
      sem_close(sem);
      exit(0);
    }
  }
  for (int i = 1; i <= 10; i++)
    wait(nullptr);
  sem_close(sem);
  return 0;
}
