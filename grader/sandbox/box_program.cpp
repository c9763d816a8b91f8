// Carries the executable of box.c, so that no installed file has to be found and shown to a sandbox.
#include "grader/sandbox/box_program.hpp"

// The assembler puts the file in place; C++ has no way of its own before #embed.
asm(".pushsection .rodata\n"
    ".balign 16\n"
    "threadmark_box_begin:\n"
    ".incbin \"" THREADMARK_BOX_PROGRAM
    "\"\n"
    "threadmark_box_end:\n"
    ".popsection\n");

extern "C" {
extern const char box_begin asm("threadmark_box_begin");
extern const char box_end asm("threadmark_box_end");
}

namespace threadmark::sandbox {

std::string_view box_program() {
  return {&box_begin, static_cast<std::size_t>(&box_end - &box_begin)};
}

}  // namespace threadmark::sandbox
