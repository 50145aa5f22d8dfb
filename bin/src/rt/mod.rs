//! What a C library's start-up files would do, and nothing more.
//!
//! The kernel enters `_start` (one file an architecture) with the stack pointer at the argument
//! count. From there: the program relocates itself ([`relocate`]), tells rustix where the
//! auxiliary vector is, makes its relocated constants read-only, runs `main` and leaves by
//! `exit_group`. There are no constructors, no thread-local storage and no stack protector.
//!
//! Sources: the System V ABI's processor supplements ("Process Initialization"), elf(5),
//! getauxval(3).

mod mem;
mod relocate;

#[cfg_attr(target_arch = "x86_64", path = "x86_64.rs")]
#[cfg_attr(target_arch = "aarch64", path = "aarch64.rs")]
#[cfg_attr(target_arch = "riscv64", path = "riscv64.rs")]
#[cfg_attr(target_arch = "x86", path = "x86.rs")]
#[cfg_attr(target_arch = "arm", path = "arm.rs")]
#[cfg_attr(any(target_arch = "mips", target_arch = "mips64"), path = "mips.rs")]
#[cfg_attr(target_arch = "s390x", path = "s390x.rs")]
#[cfg_attr(target_arch = "powerpc64", path = "powerpc64.rs")]
#[cfg_attr(target_arch = "powerpc", path = "powerpc.rs")]
mod arch;

use barecap_cli::Memory;
use barecap_cli::process::{Process, Strings};
use barecap_linux::syscall;
use core::ffi::c_char;
use core::fmt::Write;
use relocate::Image;
use syscalls::Sysno;

/// The exit code after a panic, as Rust's own runtime has it.
const PANICKED: u8 = 101;

/// Called by `_start` with the initial stack pointer, the address of the ELF header and that of
/// the dynamic section.
///
/// # Safety
///
/// Only `_start` may call it, once, with these addresses.
unsafe extern "C" fn enter(stack: *const usize, image: *const u8, dynamic: *const usize) -> ! {
    let image = Image { header: image, dynamic };
    // SAFETY: the addresses are those the linker and the kernel gave, nothing has run yet, and
    // `start` is reached only afterwards (and never inlined, so that none of its loads move up).
    unsafe {
        image.relocate();
        start(stack, &image)
    }
}

/// The first code that may use relocated data.
///
/// # Safety
///
/// `stack` is the initial stack pointer, the image is relocated, and this is the only thread.
#[inline(never)]
unsafe fn start(stack: *const usize, image: &Image) -> ! {
    // SAFETY: the kernel puts argc, argv[argc], a null, the environment and another null there,
    // and they stay for as long as the process lives.
    let process = unsafe {
        let count = *stack;
        let argv = stack.add(1).cast::<*const c_char>();
        let environment = argv.add(count + 1);
        rustix::param::init(environment.cast_mut().cast());
        image.protect();
        let mut variables = 0;
        while !(*environment.add(variables)).is_null() {
            variables += 1;
        }
        // With the null behind the last.
        Process {
            arguments: Strings::from_raw(core::slice::from_raw_parts(argv, count + 1)),
            environment: Strings::from_raw(core::slice::from_raw_parts(environment, variables + 1)),
        }
    };
    let memory = &raw mut MEMORY;
    // SAFETY: this function runs once, so nothing else refers to the memory.
    let memory = unsafe { &mut *memory };
    exit(crate::main(&process, memory))
}

/// Ends the process with all its threads.
fn exit(code: u8) -> ! {
    loop {
        // SAFETY: exit_group(2) does not return and touches no memory of ours.
        let _ = unsafe { syscall!(Sysno::exit_group, code) };
    }
}

/// The program's working memory: all zeros at first, so that it takes no room in the file and no
/// memory before it is used.
static mut MEMORY: Memory = Memory::new();

/// One line on standard error, in the form of every other message, and the end.
///
/// What happened and where is said by development builds alone: as soon as something looks at it,
/// every check in the program keeps its text and its place in the file, 11 KB together.
#[panic_handler]
fn panic(info: &core::panic::PanicInfo<'_>) -> ! {
    let mut line = barecap_cli::message::Line::of(b"barecap");
    line.bytes(b"internal error, please report it");
    if cfg!(debug_assertions) {
        let _ = write!(line, ": {info}");
    }
    line.send();
    exit(PANICKED)
}

/// The precompiled `core` names the unwinder's entry; with `panic = "abort"` nothing calls it.
#[unsafe(no_mangle)]
extern "C" fn rust_eh_personality() {}
