%:include <iostream>
%:include <thread>
#define SUM_\
UP(a, b) ((a) + (b))
int main() <%
  int parts<:2:> = <%0, 0%>;
  std::thread first(<:&:> <% for (int i = 1; i <= 5; ++i) parts<:0:> += i; %>);
  std::thread second(<:&:> <% for (int i = 6; i <= 10; ++i) parts<:1:> += i; %>);
  first.join();
  second.join();
  std::cout << "su\
m " << SUM_UP(parts<:0:>, parts<:1:>) << "\n";
%>
