// The system call instruction of the runtime, alone in a section of its own so that one address range exempts it from trapping.
#include "harness/engine/raw_syscall.hpp"

// The range must hold every `syscall` of ours and nothing that student code could jump into with profit; both functions are
// leaf code without a frame, so that a forked child continues here on its copy of the stack.
asm(R"(
    .pushsection .text.threadmark_raw, "ax", @progbits
    .balign 64
    .globl threadmark_raw_text_begin
threadmark_raw_text_begin:
    .globl threadmark_raw_syscall
    .type threadmark_raw_syscall, @function
threadmark_raw_syscall:
    .cfi_startproc
    mov %rdi, %rax
    mov %rsi, %rdi
    mov %rdx, %rsi
    mov %rcx, %rdx
    mov %r8, %r10
    mov %r9, %r8
    mov 8(%rsp), %r9
    syscall
    ret
    .cfi_endproc
    .size threadmark_raw_syscall, . - threadmark_raw_syscall
    .balign 16
    .globl threadmark_raw_sigreturn
    .type threadmark_raw_sigreturn, @function
threadmark_raw_sigreturn:
    mov $15, %rax
    syscall
    hlt
    .size threadmark_raw_sigreturn, . - threadmark_raw_sigreturn
    .globl threadmark_raw_text_end
threadmark_raw_text_end:
    .popsection
)");
