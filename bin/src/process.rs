//! What the kernel hands to a new process: its arguments and its environment; and how another is made.
//!
//! Both are hostile bytes: of any length, in any encoding or none.

use barecap_linux::syscall;
use core::ffi::{CStr, c_char};
use rustix::{io::Errno, process::Signal};
use syscalls::Sysno;

/// The arguments and the environment.
#[derive(Clone, Copy, Debug)]
pub struct Process<'a> {
    /// The program's name and its arguments. May be empty.
    pub arguments: Strings<'a>,
    /// `NAME=value` strings, by custom.
    pub environment: Strings<'a>,
}

impl<'a> Process<'a> {
    /// The name the program was called by, without folders.
    #[must_use]
    pub fn name(&self) -> &'a [u8] {
        let path = self.arguments.get(0).map_or(&b""[..], CStr::to_bytes);
        match path.rsplit(|&byte| byte == b'/').next() {
            Some(name) if !name.is_empty() => name,
            _ => b"barecap",
        }
    }

    /// The value of an environment variable.
    #[must_use]
    pub fn variable(&self, name: &[u8]) -> Option<&'a [u8]> {
        self.environment
            .iter()
            .find_map(|entry| entry.to_bytes().strip_prefix(name)?.strip_prefix(b"="))
    }
}

/// A list of strings in the form that the kernel and C use: an array of pointers.
#[derive(Clone, Copy, Debug)]
pub struct Strings<'a>(&'a [*const c_char]);

// SAFETY: `from_raw` was promised that what the pointers lead to stays as it is: it is only read.
unsafe impl Sync for Strings<'_> {}

impl<'a> Strings<'a> {
    /// Wraps an array of pointers.
    ///
    /// # Safety
    ///
    /// Each pointer is null or points at bytes that end with a zero, and that stay as they are for
    /// the lifetime `'a`.
    #[must_use]
    pub unsafe fn from_raw(pointers: &'a [*const c_char]) -> Self {
        Self(pointers)
    }

    /// The string at a position.
    #[must_use]
    pub fn get(self, index: usize) -> Option<&'a CStr> {
        let pointer = *self.0.get(index)?;
        // SAFETY: `from_raw` was promised such strings.
        (!pointer.is_null()).then(|| unsafe { CStr::from_ptr(pointer) })
    }

    /// The array as the kernel takes it, if it ends with a null pointer.
    #[must_use]
    pub fn as_array(self) -> Option<*const *const c_char> {
        self.0.last().is_some_and(|last| last.is_null()).then_some(self.0.as_ptr())
    }

    /// The strings with blanks between them, as far as there is room; those with blanks in them, or
    /// without anything, in quotes.
    pub fn join<const N: usize>(self) -> heapless::Vec<u8, N> {
        let mut line = heapless::Vec::new();
        for (index, word) in self.iter().enumerate() {
            let word = word.to_bytes();
            let plain = !word.is_empty() && !word.contains(&b' ');
            let (before, quote) = (&b" "[..usize::from(index > 0)], &b"'"[..usize::from(!plain)]);
            for part in [before, quote, word, quote] {
                let room = part.len().min(N - line.len());
                let _ = line.extend_from_slice(part.get(..room).unwrap_or_default());
            }
        }
        line
    }

    /// All strings in order.
    pub fn iter(self) -> impl Iterator<Item = &'a CStr> {
        (0..self.0.len()).map_while(move |index| self.get(index))
    }
}

/// Splits the process in two, by clone(2), which some machines have in place of fork(2): the number of the
/// new one, and in that 0.
///
/// # Safety
///
/// The new process has a copy of all memory, and of all threads this one alone: it must wait for nothing
/// that another thread would have done.
///
/// # Errors
///
/// There are too many processes, or too little memory.
#[inline(always)]
pub(crate) unsafe fn fork() -> Result<usize, Errno> {
    let flags = Signal::CHILD.as_raw();
    // Which stack is used, this one, and the flags: on s390x in that order.
    let [first, second] = if cfg!(target_arch = "s390x") { [0, flags] } else { [flags, 0] };
    // SAFETY: the caller's promise; nothing is shared with the new process.
    let result = unsafe { syscall!(Sysno::clone, first, second, 0, 0, 0) };
    result.map_err(|errno| Errno::from_raw_os_error(errno.into_raw()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn process<'a>(
        arguments: &'a [*const c_char],
        environment: &'a [*const c_char],
    ) -> Process<'a> {
        // SAFETY: the tests pass literals only.
        unsafe {
            Process {
                arguments: Strings::from_raw(arguments),
                environment: Strings::from_raw(environment),
            }
        }
    }

    #[test]
    fn the_name_is_the_last_part_of_the_path() {
        for (path, name) in [
            (c"tcpdump", &b"tcpdump"[..]),
            (c"/usr/sbin/barecap", b"barecap"),
            (c"./x", b"x"),
            (c"", b"barecap"),
            (c"/", b"barecap"),
        ] {
            assert_eq!(process(&[path.as_ptr()], &[]).name(), name);
        }
        assert_eq!(process(&[], &[]).name(), b"barecap");
    }

    #[test]
    fn a_variable_is_found_by_its_whole_name() {
        let environment = [c"TZDIR=/a".as_ptr(), c"TZ=GMT0".as_ptr(), c"EMPTY=".as_ptr()];
        let process = process(&[], &environment);
        assert_eq!(process.variable(b"TZ"), Some(&b"GMT0"[..]));
        assert_eq!(process.variable(b"EMPTY"), Some(&b""[..]));
        assert_eq!(process.variable(b"T"), None);
    }
}
