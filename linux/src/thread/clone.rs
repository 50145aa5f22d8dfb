//! clone(2) in assembly, a machine at a time: the only way to make a thread that begins on another stack.
//!
//! The order of its arguments is the machine's. Most have flags, stack, the parent's word, thread-local
//! storage and the child's word (`CLONE_BACKWARDS` in the kernel's configuration); x86-64 has the last two
//! the other way round, and s390x the first two as well (`CLONE_BACKWARDS2`). MIPS of 32
//! bits (o32) takes the fifth from the stack; with 64, too, it says in a register of its own whether the call
//! has failed, as PowerPC does in a bit of its condition register.
//!
//! What a thread takes from its stack is there from the lowest address up: an argument, and the function
//! that it calls with it. The two words above are the caller's, so that the stack is aligned to 16 bytes
//! with four words of 8 bytes or 4.

use core::arch::asm;

use rustix::io::Errno;
use syscalls::Sysno;

use super::FLAGS;
use crate::sys::checked;

/// Makes a thread that takes an argument and a function from its stack, and calls that.
///
/// # Safety
/// Both must be on the stack, which must be the thread's own, and the function must not return. The
/// word is the kernel's to clear when the thread is over.
pub(super) unsafe fn clone(stack: *mut usize, word: *mut u32) -> Result<(), Errno> {
    #[cfg(not(any(target_arch = "mips", target_arch = "mips64")))]
    let result: isize;
    // SAFETY: the caller's promise. In the new thread, the registers of this one are gone when the
    // function is called, and nothing below the call is reached.
    #[cfg(target_arch = "x86_64")]
    unsafe {
        asm!(
            "syscall",
            "test rax, rax",
            "jnz 2f",
            "xor ebp, ebp",
            "pop rdi",
            "pop rax",
            // The two words above are what is to be done; so the stack stays aligned for a call.
            "call rax",
            "ud2",
            "2:",
            inlateout("rax") Sysno::clone as isize => result,
            in("rdi") FLAGS as usize,
            in("rsi") stack,
            in("rdx") 0,
            in("r10") word,
            in("r8") 0,
            lateout("rcx") _,
            lateout("r11") _,
        );
    }
    // SAFETY: as above. The compiler keeps esi for itself, so it is put by here.
    #[cfg(target_arch = "x86")]
    unsafe {
        asm!(
            "push esi",
            "xor esi, esi",
            "int 0x80",
            "test eax, eax",
            "jnz 2f",
            "xor ebp, ebp",
            "pop ecx",
            "pop eax",
            // Arguments are on the stack, which is aligned where they are.
            "sub esp, 4",
            "push ecx",
            "call eax",
            "ud2",
            "2:",
            "pop esi",
            inlateout("eax") Sysno::clone as isize => result,
            in("ebx") FLAGS as usize,
            in("ecx") stack,
            in("edx") 0,
            in("edi") word,
        );
    }
    // SAFETY: as above.
    #[cfg(target_arch = "aarch64")]
    unsafe {
        asm!(
            "svc #0",
            "cbnz x0, 2f",
            "mov x29, xzr",
            "mov x30, xzr",
            "ldp x0, x1, [sp], #16",
            "blr x1",
            "udf #0",
            "2:",
            inlateout("x0") FLAGS as isize => result,
            in("x1") stack,
            in("x2") 0,
            in("x3") 0,
            in("x4") word,
            in("x8") Sysno::clone as usize,
        );
    }
    // SAFETY: as above. The compiler may keep r7 for itself (it is the frame pointer of Thumb), so it is put
    // by here.
    #[cfg(target_arch = "arm")]
    unsafe {
        asm!(
            "mov {kept}, r7",
            "mov r7, {number}",
            "svc 0",
            "mov r7, {kept}",
            "cmp r0, #0",
            "bne 2f",
            "mov r7, #0",
            "mov r11, #0",
            "mov lr, #0",
            "pop {{r0, r1}}",
            "blx r1",
            "udf #0",
            "2:",
            number = in(reg) Sysno::clone as usize,
            kept = out(reg) _,
            inlateout("r0") FLAGS as isize => result,
            in("r1") stack,
            in("r2") 0,
            in("r3") 0,
            in("r4") word,
        );
    }
    // SAFETY: as above.
    #[cfg(target_arch = "riscv64")]
    unsafe {
        asm!(
            "ecall",
            "bnez a0, 2f",
            "mv s0, zero",
            "mv ra, zero",
            "ld a0, 0(sp)",
            "ld t0, 8(sp)",
            "addi sp, sp, 16",
            "jalr t0",
            "unimp",
            "2:",
            inlateout("a0") FLAGS as isize => result,
            in("a1") stack,
            in("a2") 0,
            in("a3") 0,
            in("a4") word,
            in("a7") Sysno::clone as usize,
            out("t0") _,
        );
    }
    // SAFETY: as above.
    #[cfg(target_arch = "s390x")]
    unsafe {
        asm!(
            "svc 0",
            "ltgr %r2, %r2",
            "jne 2f",
            "lmg %r2, %r3, 0(%r15)",
            // Below what is to be done, a callee may keep its registers, and finds where its caller's are.
            "aghi %r15, -160",
            "xc 0(8, %r15), 0(%r15)",
            "lghi %r11, 0",
            "basr %r14, %r3",
            "j .+2",
            "2:",
            in("r1") Sysno::clone as usize,
            inlateout("r2") stack => result,
            in("r3") FLAGS as usize,
            in("r4") 0,
            in("r5") word,
            in("r6") 0,
        );
    }
    // SAFETY: as above. What a call may change, the kernel may.
    #[cfg(any(target_arch = "powerpc", target_arch = "powerpc64"))]
    unsafe {
        asm!(
            "sc",
            "bns 2f",
            "neg 3, 3",
            "2:",
            "cmpwi 3, 0",
            "bne 3f",
            // A function of 64 bits finds its table of contents by its own address in r12. Below what is to
            // be done, a callee finds its caller's frame, and keeps where it returns to.
            #[cfg(target_arch = "powerpc")]
            "lwz 3, 0(1)",
            #[cfg(target_arch = "powerpc")]
            "lwz 12, 4(1)",
            #[cfg(target_arch = "powerpc64")]
            "ld 3, 0(1)",
            #[cfg(target_arch = "powerpc64")]
            "ld 12, 8(1)",
            "mtctr 12",
            "li 0, 0",
            "mtlr 0",
            #[cfg(target_arch = "powerpc")]
            "stwu 0, -16(1)",
            #[cfg(target_arch = "powerpc64")]
            "stdu 0, -32(1)",
            "bctrl",
            "trap",
            "3:",
            inlateout("r0") Sysno::clone as usize => _,
            inlateout("r3") FLAGS as isize => result,
            inlateout("r4") stack => _,
            inlateout("r5") 0_usize => _,
            inlateout("r6") 0_usize => _,
            inlateout("r7") word => _,
            lateout("r8") _,
            lateout("r9") _,
            lateout("r10") _,
            lateout("r11") _,
            lateout("r12") _,
            lateout("cr0") _,
            lateout("ctr") _,
            lateout("xer") _,
        );
    }
    // SAFETY: as above. Temporary registers are the kernel's to change.
    #[cfg(any(target_arch = "mips", target_arch = "mips64"))]
    let result = {
        let (value, failed): (isize, isize);
        unsafe {
            asm!(
                ".set push",
                ".set noreorder",
                #[cfg(target_arch = "mips")]
                "addiu $sp, $sp, -32",
                #[cfg(target_arch = "mips")]
                "sw $8, 16($sp)",
                "syscall",
                "bnez $7, 2f",
                "nop",
                "bnez $2, 2f",
                "nop",
                "move $fp, $zero",
                "move $ra, $zero",
                // A function finds its global offset table by its own address in t9.
                #[cfg(target_arch = "mips")]
                "lw $4, 0($sp)",
                #[cfg(target_arch = "mips")]
                "lw $25, 4($sp)",
                #[cfg(target_arch = "mips64")]
                "ld $4, 0($sp)",
                #[cfg(target_arch = "mips64")]
                "ld $25, 8($sp)",
                "jalr $25",
                // Below what is to be done, a callee of 32 bits may put by its four register arguments.
                #[cfg(target_arch = "mips")]
                "addiu $sp, $sp, -16",
                #[cfg(target_arch = "mips64")]
                "nop",
                "break",
                "2:",
                #[cfg(target_arch = "mips")]
                "addiu $sp, $sp, 32",
                ".set pop",
                inlateout("$2") Sysno::clone as isize => value,
                in("$4") FLAGS as usize,
                in("$5") stack,
                in("$6") 0,
                inlateout("$7") 0_isize => failed,
                inlateout("$8") word => _,
                lateout("$9") _,
                lateout("$10") _,
                lateout("$11") _,
                lateout("$12") _,
                lateout("$13") _,
                lateout("$14") _,
                lateout("$15") _,
                lateout("$24") _,
                lateout("$25") _,
            );
        }
        if failed == 0 { value } else { -value }
    };
    let result =
        usize::try_from(result).map_err(|_| syscalls::Errno::new(result.unsigned_abs() as i32));
    checked(result).map(drop)
}
