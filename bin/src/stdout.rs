//! Standard output: every write is checked, and the first error is kept.

use crate::message::Line;
use crate::output::write_all;
use crate::print::Sink;
use barecap_linux::ErrnoText;
use core::fmt;
use rustix::io::Errno;

/// Standard output.
#[derive(Debug, Default)]
pub struct Stdout {
    failed: Option<Errno>,
}

impl Stdout {
    /// Nothing written yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { failed: None }
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

    /// Says what went wrong, if anything; answers with the exit code for it.
    #[must_use]
    pub fn report(&self, program: &[u8]) -> u8 {
        let Some(errno) = self.failed else { return 0 };
        let mut line = Line::of(program);
        line.bytes(b"Unable to write output: ").shown(&ErrnoText(errno)).send();
        FAILED
    }
}

/// The exit code if standard output cannot be written.
const FAILED: u8 = 14;

/// Writes a text; answers with the exit code.
pub fn write(program: &[u8], text: &mut dyn FnMut(&mut Sink<'_>)) -> u8 {
    let mut stdout = Stdout::new();
    let mut buffer = [0; 1024];
    let mut write = |bytes: &[u8]| stdout.write(bytes);
    let mut sink = Sink::new(&mut buffer, &mut write);
    text(&mut sink);
    // What has failed is kept by `stdout`.
    sink.flush();
    stdout.report(program)
}

impl fmt::Write for Sink<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.str(text);
        if self.failed() { Err(fmt::Error) } else { Ok(()) }
    }
}
