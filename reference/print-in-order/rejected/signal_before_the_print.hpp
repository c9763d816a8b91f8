// expect: check=in-order kind=order-violation
// The next is told to go on before one has printed oneself.
class Foo {
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
    sem_post(&firstDone);
    printFirst();
  }
  void second(function<void()> printSecond) {
    sem_wait(&firstDone);
    sem_post(&secondDone);
    printSecond();
  }
  void third(function<void()> printThird) {
    sem_wait(&secondDone);
    printThird();
  }
};
