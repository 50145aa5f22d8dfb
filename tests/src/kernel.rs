//! The running kernel's verifier and machine, over datagram sockets, which need no privileges.

use barecap_core::insn::Insn;
use std::ffi::{c_int, c_void};
use std::io::{self, ErrorKind};
use std::os::fd::AsRawFd;
use std::os::unix::net::UnixDatagram;

/// The kernel's `struct sock_fprog`.
#[repr(C)]
struct Fprog {
    len: u16,
    filter: *const Insn,
}

unsafe extern "C" {
    fn setsockopt(fd: c_int, level: c_int, name: c_int, value: *const c_void, len: u32) -> c_int;
}

const SOL_SOCKET: c_int = 1;
const SO_ATTACH_FILTER: c_int = 26;
const EINVAL: i32 = 22;
const ENOMEM: i32 = 12;

/// What the kernel says of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is attached.
    Attached,
    /// It breaks a rule.
    Refused,
    /// It breaks none, but the kernel charges too much for it.
    NoMemory,
}

/// Attaches a program to a socket.
///
/// # Panics
/// If the kernel gives any other answer.
pub fn attach(socket: &UnixDatagram, program: &[Insn]) -> Answer {
    let fprog = Fprog { len: program.len() as u16, filter: program.as_ptr() };
    // SAFETY: the option takes a `struct sock_fprog`, which points to `len` instructions; both
    // outlive the call.
    let result = unsafe {
        setsockopt(
            socket.as_raw_fd(),
            SOL_SOCKET,
            SO_ATTACH_FILTER,
            (&raw const fprog).cast(),
            size_of::<Fprog>() as u32,
        )
    };
    match (result, io::Error::last_os_error().raw_os_error()) {
        (0, _) => Answer::Attached,
        (_, Some(EINVAL)) => Answer::Refused,
        (_, Some(ENOMEM)) => Answer::NoMemory,
        (_, error) => panic!("SO_ATTACH_FILTER: {error:?}"),
    }
}

/// Two sockets of which one runs a program on what the other sends.
#[derive(Debug)]
pub struct Machine {
    sender: UnixDatagram,
    receiver: UnixDatagram,
}

impl Machine {
    /// A machine without a program.
    ///
    /// # Panics
    /// If there are no sockets to be had.
    #[must_use]
    pub fn new() -> Self {
        let (sender, receiver) = UnixDatagram::pair().unwrap();
        receiver.set_nonblocking(true).unwrap();
        Self { sender, receiver }
    }

    /// Loads a program.
    pub fn load(&self, program: &[Insn]) -> Answer {
        attach(&self.receiver, program)
    }

    /// Runs the program; answers what it returned, or the packet's length if that is less.
    ///
    /// # Panics
    /// If the sockets fail.
    #[must_use]
    pub fn run(&self, packet: &[u8]) -> usize {
        self.sender.send(packet).unwrap();
        match self.receiver.recv(&mut [0; 4096]) {
            Ok(length) => length,
            Err(error) if error.kind() == ErrorKind::WouldBlock => 0,
            Err(error) => panic!("{error}"),
        }
    }
}

impl Default for Machine {
    fn default() -> Self {
        Self::new()
    }
}
