//! Standard output: every write is checked, and the first error is kept.

use crate::message::Line;
use crate::output::write_all;
use barecap_linux::ErrnoText;
use core::fmt::{self, Write};
use heapless::Vec;
use rustix::io::Errno;

/// Standard output with a small buffer for text that is not packets.
#[derive(Debug, Default)]
pub struct Stdout {
    text: Vec<u8, 1024>,
    failed: Option<Errno>,
}

impl Stdout {
    /// Nothing written yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { text: Vec::new(), failed: None }
    }

    /// Writes bytes at once; answers whether every write so far went well.
    pub fn write(&mut self, bytes: &[u8]) -> bool {
        if self.failed.is_none() {
            // SAFETY: nothing in this program closes standard output.
            let stdout = unsafe { rustix::stdio::stdout() };
            self.failed = write_all(stdout, bytes, &mut 0).err();
        }
        self.failed.is_none()
    }

    /// Writes what is in the buffer.
    ///
    /// # Errors
    ///
    /// The first error since the beginning.
    pub fn finish(&mut self) -> Result<(), Errno> {
        self.flush();
        self.failed.map_or(Ok(()), Err)
    }

    fn flush(&mut self) {
        let text = core::mem::take(&mut self.text);
        self.write(&text);
    }
}

/// The exit code if standard output cannot be written.
const FAILED: u8 = 14;

/// Says what went wrong with standard output, if anything; answers with the exit code for it.
pub fn report(program: &[u8], result: Result<(), Errno>) -> u8 {
    let Err(errno) = result else { return 0 };
    let mut line = Line::of(program);
    let _ = write!(line, "Unable to write output: {}", ErrnoText(errno));
    line.send();
    FAILED
}

/// Writes a text; answers with the exit code.
pub fn write(program: &[u8], text: &mut dyn FnMut(&mut dyn Write) -> fmt::Result) -> u8 {
    let mut stdout = Stdout::new();
    // A write that fails is remembered by `stdout`, and nothing else can fail.
    let _ = text(&mut stdout);
    report(program, stdout.finish())
}

impl fmt::Write for Stdout {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if self.text.extend_from_slice(text.as_bytes()).is_err() {
            self.flush();
            if self.text.extend_from_slice(text.as_bytes()).is_err() {
                self.write(text.as_bytes());
            }
        }
        if self.failed.is_none() { Ok(()) } else { Err(fmt::Error) }
    }
}
