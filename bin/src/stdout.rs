//! Standard output: every write is checked, and the first error is kept.

use crate::message::Line;
use crate::outlet::{self, Outlet};
use crate::packed::text;
use crate::print::Sink;
use crate::signals::Signals;
use core::fmt;
use rustix::io::Errno;

/// Standard output.
#[derive(Debug)]
pub struct Stdout<'a> {
    outlet: Outlet<'a>,
    failed: Option<Errno>,
}

impl<'a> Stdout<'a> {
    /// Nothing written yet. Its reader is waited for until one of the signals ends that.
    #[must_use]
    pub fn new(signals: Option<&'a Signals>) -> Self {
        Self { outlet: Outlet::stdout(signals), failed: None }
    }

    /// Writes bytes at once; answers whether every write so far went well.
    pub fn write(&mut self, bytes: &[u8]) -> bool {
        if self.failed.is_none() {
            self.failed = self.outlet.write(bytes, &mut 0).err();
        }
        self.failed.is_none()
    }

    /// Says what went wrong, if anything, with the number of packets of which not all was written, or
    /// perhaps not; answers with the exit code for it.
    #[must_use]
    pub fn report(&self, program: &[u8], lost: u64) -> u8 {
        let Some(errno) = self.failed else { return 0 };
        let mut line = Line::of(program);
        outlet::put_reason(line.literal(text!("Unable to write output: ")), errno);
        if lost > 0 {
            line.literal(text!(" (up to ")).packets(lost).literal(text!(" not printed)"));
        }
        line.send();
        FAILED
    }
}

/// The exit code if standard output cannot be written.
const FAILED: u8 = 14;

/// Writes what a message says, with the newline that ends it; answers with the exit code.
#[inline(never)]
pub fn print(program: &[u8], line: &mut Line) -> u8 {
    let text = line.ended(b'\n');
    write(program, &mut |out| out.bytes(text))
}

/// Writes a text; answers with the exit code.
pub fn write(program: &[u8], text: &mut dyn FnMut(&mut Sink<'_>)) -> u8 {
    let mut stdout = Stdout::new(None);
    let mut buffer = [0; 1024];
    let mut write = |bytes: &[u8]| stdout.write(bytes);
    let mut sink = Sink::new(&mut buffer, &mut write);
    text(&mut sink);
    // What has failed is kept by `stdout`.
    sink.flush();
    stdout.report(program, 0)
}

impl fmt::Write for Sink<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.str(text);
        if self.failed() { Err(fmt::Error) } else { Ok(()) }
    }
}
