// Two semaphores, each released by the one before.
class Foo {
 private:
  sem_t firstDone;
  sem_t secondDone;

 public:
  Foo() {
    sem_init(&firstDone, 0, 0);
    sem_init(&secondDone, 0, 0);
  }

  ~Foo() {
    sem_destroy(&firstDone);
    sem_destroy(&secondDone);
  }

  void first(function<void()> printFirst) {
    printFirst();
    sem_post(&firstDone);
  }

  void second(function<void()> printSecond) {
    sem_wait(&firstDone);
    printSecond();
    sem_post(&secondDone);
  }

  void third(function<void()> printThird) {
    sem_wait(&secondDone);
    printThird();
  }
};
