//! The board: start, stack, and a console over the debugger's semihosting calls
//! (ARM, "Semihosting for AArch32 and AArch64"). All unsafe code of the example is here.

use core::arch::{asm, global_asm};
use core::fmt;
use core::ptr::{addr_of, addr_of_mut};

// The vector table, and a start that clears memory and marks the stack, so that it can be seen
// later how much of it was used.
global_asm!(
    ".section .vectors, \"a\"",
    ".word stack_top",
    ".word reset",
    ".rept 14",
    ".word fault",
    ".endr",
    ".section .text.reset, \"ax\"",
    ".global reset",
    ".thumb_func",
    "reset:",
    "ldr r0, =bss_start",
    "ldr r1, =bss_end",
    "movs r2, #0",
    "0: cmp r0, r1",
    "bhs 1f",
    "str r2, [r0], #4",
    "b 0b",
    "1: ldr r1, =stack_top",
    "ldr r2, ={mark}",
    "2: cmp r0, r1",
    "bhs 3f",
    "str r2, [r0], #4",
    "b 2b",
    "3: bl {start}",
    ".thumb_func",
    "fault: movs r0, #1",
    "bl {end}",
    mark = const MARK,
    start = sym start,
    end = sym exit,
);

/// What unused stack holds.
const MARK: u32 = 0xdead_beef;

extern "C" fn start() -> ! {
    crate::main();
    exit(0)
}

/// Ends the program, with 0 for success.
pub extern "C" fn exit(code: u32) -> ! {
    // SYS_EXIT_EXTENDED: ADP_Stopped_ApplicationExit, and the code.
    let arguments = [0x20026, code];
    call(0x20, arguments.as_ptr() as usize);
    loop {}
}

/// A call to the debugger.
fn call(operation: u32, argument: usize) {
    // SAFETY: the debugger reads what the operation's argument points to, which outlives the call,
    // and changes nothing but r0.
    unsafe {
        asm!("bkpt #0xab", inout("r0") operation => _, in("r1") argument, options(nostack));
    }
}

/// The debugger's console.
#[derive(Debug)]
pub struct Console;

impl fmt::Write for Console {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for part in text.as_bytes().chunks(63) {
            let mut line = [0; 64];
            for (to, from) in line.iter_mut().zip(part) {
                *to = *from;
            }
            // SYS_WRITE0: up to a zero.
            call(0x04, line.as_ptr() as usize);
        }
        Ok(())
    }
}

unsafe extern "C" {
    static bss_start: u32;
    static bss_end: u32;
    static stack_top: u32;
}

/// Bytes of memory that are not stack, and the most that the stack has taken so far.
pub fn memory() -> (usize, usize) {
    let (start, end, top) = (addr_of!(bss_start), addr_of!(bss_end), addr_of!(stack_top));
    let mut deepest = end;
    // SAFETY: the words between the end of static memory and the top of the stack are RAM.
    while deepest < top && unsafe { deepest.read_volatile() } == MARK {
        deepest = deepest.wrapping_add(1);
    }
    (end as usize - start as usize, top as usize - deepest as usize)
}

/// Memory that begins as zeros and is handed out once.
#[derive(Debug)]
pub struct Once<T>(T);

// SAFETY: there is one core and no interrupt handler, and `take` is called once.
unsafe impl<T> Sync for Once<T> {}

impl<T> Once<T> {
    /// Memory that holds this.
    pub const fn new(value: T) -> Self {
        Self(value)
    }
}

/// Hands out static memory.
///
/// # Safety
///
/// To be called once for each place.
pub unsafe fn take<T>(memory: *mut Once<T>) -> &'static mut T {
    // SAFETY: the caller sees to it that there is no other reference.
    unsafe { &mut *addr_of_mut!((*memory).0) }
}
