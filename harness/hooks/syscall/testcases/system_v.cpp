// Right: System V shared memory, a semaphore as lock and a message queue between processes; all removed again.
// expect: none
// always: sum 3
// always: messages 3
#include <cstdio>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

struct Message {
  long type;
  int number;
};

static void change(int semaphores, short by) {
  sembuf operation{0, by, 0};
  semop(semaphores, &operation, 1);
}

int main() {
  const int memory = shmget(0x1234, sizeof(int), IPC_CREAT | IPC_EXCL | 0600);
  const int semaphores = semget(0x1234, 1, IPC_CREAT | IPC_EXCL | 0600);
  const int queue = msgget(0x1234, IPC_CREAT | IPC_EXCL | 0600);
  if (memory < 0 || semaphores < 0 || queue < 0) return 1;
  change(semaphores, 1);
  for (int i = 0; i < 3; ++i) {
    if (fork() != 0) continue;
    auto* sum = static_cast<int*>(shmat(shmget(0x1234, sizeof(int), 0), nullptr, 0));
    change(semaphores, -1);
    ++*sum;
    change(semaphores, 1);
    const Message message{1, i};
    msgsnd(queue, &message, sizeof message.number, 0);
    _exit(0);
  }
  int messages = 0;
  for (Message message{}; messages < 3; ++messages) {
    if (msgrcv(queue, &message, sizeof message.number, 0, 0) < 0) return 1;
  }
  while (wait(nullptr) > 0) {
  }
  auto* sum = static_cast<int*>(shmat(memory, nullptr, 0));
  printf("sum %d\n", *sum);
  printf("messages %d\n", messages);
  shmdt(sum);
  shmctl(memory, IPC_RMID, nullptr);
  semctl(semaphores, 0, IPC_RMID);
  msgctl(queue, IPC_RMID, nullptr);
}
