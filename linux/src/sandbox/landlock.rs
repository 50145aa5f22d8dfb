//! Which files can be opened (landlock(7)).
//!
//! Everything that the kernel's version of Landlock knows is handled, and so refused, but what is
//! allowed by path: a rule holds for what the path leads to at the time, and for all that is below.
//! What is refused is `EACCES`. TCP connections but to ports that are allowed, abstract UNIX sockets and
//! signals to processes outside are refused too, where the kernel can.

use core::ffi::CStr;

use linux_raw_sys::landlock as raw;
use rustix::fd::{AsFd, OwnedFd};
use rustix::fs::{Mode, OFlags, open};
use rustix::io::{Errno, retry_on_intr};

use super::calls;

/// What may be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// A file, or a folder and files below it, may be read.
    Read,
    /// Files below a folder may be made, written, renamed inside it, and deleted; not read, and so not opened
    /// to be written and read, as by `File::create_new`, unless [`Access::Read`] is allowed there, too.
    Make,
}

impl Access {
    /// The kernel's bits.
    const fn bits(self) -> u32 {
        match self {
            Self::Read => raw::LANDLOCK_ACCESS_FS_READ_FILE,
            Self::Make => {
                raw::LANDLOCK_ACCESS_FS_WRITE_FILE
                    | raw::LANDLOCK_ACCESS_FS_MAKE_REG
                    | raw::LANDLOCK_ACCESS_FS_REMOVE_FILE
                    | raw::LANDLOCK_ACCESS_FS_TRUNCATE
            }
        }
    }
}

/// The rules, while they are put together.
///
/// Once they are in force, everything that the kernel's version of Landlock knows is refused (`EACCES`) but
/// what is allowed here: opening, making and deleting files; TCP connections but to ports that are allowed,
/// and ports of one's own (since Linux 6.7); abstract UNIX sockets of processes outside and signals to those
/// (since 6.12). What is open stays open.
#[derive(Debug)]
pub struct Paths {
    rules: OwnedFd,
    /// What the kernel's version knows of files.
    handled: u32,
    /// Whether it knows of connections.
    connections: bool,
}

impl Paths {
    /// Nothing is allowed yet.
    ///
    /// # Errors
    /// `ENOSYS` or `EOPNOTSUPP`: the kernel was built without Landlock, or started without it.
    pub fn new() -> Result<Self, Errno> {
        let version = calls::landlock_version()?;
        // All that each version knows; files were all that the first one knew, and since the fourth
        // and the sixth there is a word more.
        let handled = match version {
            1 => raw::LANDLOCK_ACCESS_FS_REFER - 1,
            2 => raw::LANDLOCK_ACCESS_FS_TRUNCATE - 1,
            3 | 4 => raw::LANDLOCK_ACCESS_FS_IOCTL_DEV - 1,
            _ => 2 * raw::LANDLOCK_ACCESS_FS_IOCTL_DEV - 1,
        };
        let connections = version >= 4;
        let words = 1 + usize::from(connections) + usize::from(version >= 6);
        let attributes = raw::landlock_ruleset_attr {
            handled_access_fs: handled.into(),
            handled_access_net: (raw::LANDLOCK_ACCESS_NET_BIND_TCP
                | raw::LANDLOCK_ACCESS_NET_CONNECT_TCP)
                .into(),
            scoped: (raw::LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET | raw::LANDLOCK_SCOPE_SIGNAL).into(),
        };
        Ok(Self { rules: calls::create_ruleset(&attributes, words)?, handled, connections })
    }

    /// Allows something at a path and below. What cannot be reached can be allowed to nobody, and what
    /// is no part of a file system, such as a pipe, needs no rule: neither is an error here.
    ///
    /// # Errors
    /// Those of landlock_add_rule(2): `EINVAL` where something is to be made below what is no folder; no
    /// descriptor or memory for the path.
    pub fn allow(&self, path: &CStr, access: Access) -> Result<(), Errno> {
        let flags = OFlags::PATH | OFlags::CLOEXEC;
        let place = match retry_on_intr(|| open(path, flags, Mode::empty())) {
            Ok(place) => place,
            // These say nothing of the path: it may well be reached once the rules are in force.
            Err(errno @ (Errno::MFILE | Errno::NFILE | Errno::NOMEM)) => return Err(errno),
            Err(_) => return Ok(()),
        };
        if access == Access::Read {
            // For a file there is no such right. A folder that is read by mistake can be opened, and is told
            // to be one.
            let listing = raw::LANDLOCK_ACCESS_FS_READ_DIR;
            let _ = calls::add_path(self.rules.as_fd(), place.as_fd(), listing);
        }
        match calls::add_path(self.rules.as_fd(), place.as_fd(), access.bits() & self.handled) {
            Err(Errno::BADFD) => Ok(()),
            result => result,
        }
    }

    /// Allows TCP connections to a port of any machine.
    ///
    /// # Errors
    /// Those of landlock_add_rule(2).
    pub fn allow_port(&self, port: u16) -> Result<(), Errno> {
        if !self.connections {
            return Ok(());
        }
        calls::add_port(self.rules.as_fd(), port, raw::LANDLOCK_ACCESS_NET_CONNECT_TCP)
    }

    /// Puts the rules in force.
    ///
    /// # Errors
    /// Those of landlock_restrict_self(2): above all there are 16 sets of rules in force already.
    pub fn enforce(self) -> Result<(), Errno> {
        calls::restrict_self(self.rules.as_fd())
    }
}
