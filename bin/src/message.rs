//! Messages on standard error: one line each, sent by one `write`.
//!
//! A line is built in a buffer of its own, so that it cannot be torn apart by what another process
//! writes to the same terminal or log, and so that the text may come in pieces. What does not fit
//! is cut and marked.

use core::fmt;
use heapless::Vec;
use rustix::fd::AsFd;
use rustix::io;

/// The longest message, in bytes.
const CAPACITY: usize = 1024;

/// What stands for the part of a message that did not fit.
const CUT: &[u8] = b"...";

/// A message under construction.
#[derive(Debug, Default)]
pub struct Line {
    text: Vec<u8, CAPACITY>,
    cut: bool,
}

impl Line {
    /// An empty message.
    #[must_use]
    pub const fn new() -> Self {
        Self { text: Vec::new(), cut: false }
    }

    /// Adds bytes as they are, unless they could move a terminal's cursor or change its state:
    /// control bytes come out as `?`. Names of files and interfaces are anyone's choice.
    pub fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        for &byte in bytes {
            self.push(if byte.is_ascii_control() && byte != b'\n' { b'?' } else { byte });
        }
        self
    }

    /// Sends the message, with the newline that ends it, to standard error. There is nobody to
    /// tell if that fails.
    pub fn send(&mut self) {
        if self.cut {
            self.text.truncate(CAPACITY - CUT.len() - 1);
            let _ = self.text.extend_from_slice(CUT);
        }
        let _ = self.text.push(b'\n');
        // SAFETY: nothing in this program closes standard error.
        let _ = write_all(unsafe { rustix::stdio::stderr() }, &self.text);
        self.text.clear();
        self.cut = false;
    }

    /// One byte, with room for the newline left.
    fn push(&mut self, byte: u8) {
        if self.text.len() < CAPACITY - 1 {
            let _ = self.text.push(byte);
        } else {
            self.cut = true;
        }
    }
}

impl fmt::Write for Line {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.bytes(text.as_bytes());
        Ok(())
    }
}

/// Writes everything, however many calls it takes.
///
/// # Errors
///
/// The first error of write(2) other than an interruption.
pub fn write_all(fd: impl AsFd, mut bytes: &[u8]) -> io::Result<()> {
    let fd = fd.as_fd();
    while !bytes.is_empty() {
        match rustix::io::write(fd, bytes) {
            Ok(0) => return Err(io::Errno::IO),
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(io::Errno::INTR) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
