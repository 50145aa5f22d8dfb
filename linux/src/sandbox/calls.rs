//! The system calls that make a sandbox, and the kernel structs they take: landlock_create_ruleset(2),
//! landlock_add_rule(2), landlock_restrict_self(2), seccomp(2).

use crate::syscall;
use barecap_core::insn::Insn;
use core::ffi::c_void;
use linux_raw_sys::landlock::{
    LANDLOCK_CREATE_RULESET_VERSION, landlock_net_port_attr, landlock_path_beneath_attr,
    landlock_rule_type, landlock_ruleset_attr,
};
use linux_raw_sys::ptrace::{SECCOMP_SET_MODE_FILTER, sock_fprog};
use rustix::fd::{AsRawFd, BorrowedFd, FromRawFd, OwnedFd};
use rustix::io::Errno;
use static_assertions::assert_eq_size;
use syscalls::Sysno;

use crate::sys::checked;

assert_eq_size!(landlock_ruleset_attr, [u64; 3]);
assert_eq_size!(landlock_path_beneath_attr, [u8; 12]);
assert_eq_size!(landlock_net_port_attr, [u64; 2]);

/// Which version of Landlock the kernel has, from 1.
pub(super) fn landlock_version() -> Result<u32, Errno> {
    // SAFETY: with this flag the kernel is given nothing to read, and answers with a number.
    let result = unsafe {
        syscall!(Sysno::landlock_create_ruleset, 0_usize, 0_usize, LANDLOCK_CREATE_RULESET_VERSION)
    };
    checked(result).map(|version| version as u32)
}

/// Makes a set of rules that handles what the attributes name, of which the kernel knows the first
/// `known` words.
pub(super) fn create_ruleset(
    attributes: &landlock_ruleset_attr,
    known: usize,
) -> Result<OwnedFd, Errno> {
    let size = (known * size_of::<u64>()).min(size_of_val(attributes));
    // SAFETY: the kernel reads `size` bytes of the attributes, which live through the call.
    let result = unsafe {
        syscall!(Sysno::landlock_create_ruleset, core::ptr::from_ref(attributes), size, 0_usize)
    };
    let raw = checked(result)? as i32;
    // SAFETY: the kernel just made this descriptor for us, so nothing else owns it.
    Ok(unsafe { OwnedFd::from_raw_fd(raw) })
}

/// Allows accesses to what is at and below a place.
pub(super) fn add_path(
    rules: BorrowedFd<'_>,
    place: BorrowedFd<'_>,
    accesses: u32,
) -> Result<(), Errno> {
    let attributes = landlock_path_beneath_attr {
        allowed_access: accesses.into(),
        parent_fd: place.as_raw_fd(),
    };
    // SAFETY: rules of this kind have such attributes, which live through the call.
    unsafe {
        add(rules, landlock_rule_type::LANDLOCK_RULE_PATH_BENEATH, (&raw const attributes).cast())
    }
}

/// Allows accesses to a port.
pub(super) fn add_port(rules: BorrowedFd<'_>, port: u16, accesses: u32) -> Result<(), Errno> {
    let attributes = landlock_net_port_attr { allowed_access: accesses.into(), port: port.into() };
    // SAFETY: rules of this kind have such attributes, which live through the call.
    unsafe {
        add(rules, landlock_rule_type::LANDLOCK_RULE_NET_PORT, (&raw const attributes).cast())
    }
}

/// Adds a rule.
///
/// # Safety
/// The attributes are those of the kind, and can be read.
unsafe fn add(
    rules: BorrowedFd<'_>,
    kind: landlock_rule_type,
    attributes: *const c_void,
) -> Result<(), Errno> {
    // SAFETY: the kernel reads the attributes, which the caller vouches for.
    let result = unsafe {
        syscall!(Sysno::landlock_add_rule, rules.as_raw_fd(), kind as u32, attributes, 0_usize)
    };
    checked(result).map(drop)
}

/// Puts a set of rules in force for this thread, and for what it starts.
pub(super) fn restrict_self(rules: BorrowedFd<'_>) -> Result<(), Errno> {
    // SAFETY: the kernel is given two numbers.
    let result = unsafe { syscall!(Sysno::landlock_restrict_self, rules.as_raw_fd(), 0_usize) };
    checked(result).map(drop)
}

/// Has the kernel run a program on every system call of this thread, and of what it starts.
pub(super) fn filter_calls(program: &[Insn], flags: u32) -> Result<(), Errno> {
    let len = u16::try_from(program.len()).map_err(|_| Errno::INVAL)?;
    let value = sock_fprog { len, filter: program.as_ptr().cast_mut().cast() };
    // SAFETY: the kernel reads the struct and the `len` instructions it points to, and writes to
    // neither; `Insn` is laid out as `sock_filter`, which `sys` asserts.
    let result =
        unsafe { syscall!(Sysno::seccomp, SECCOMP_SET_MODE_FILTER, flags, &raw const value) };
    checked(result).map(drop)
}
