//! Messages on standard error: one line each, sent by one `write`.
//!
//! A line is built in a buffer of its own, so that it cannot be torn apart by what another process
//! writes to the same terminal or log, and so that the text may come in pieces. What does not fit
//! is cut and marked. Nothing here is inlined: messages are many, and none of them is in a hurry.

use crate::literal::Literal;
use crate::outlet::PATIENCE;
use crate::packed::{LONGEST, text, unpacked};
use barecap_core::linktype::LinkType;
use barecap_linux::ErrnoText;
use core::fmt::{self, Write};
use heapless::Vec;
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::{Errno, retry_on_intr};

/// The longest message, in bytes.
const CAPACITY: usize = 1024;

/// What stands for the part of a message that did not fit.
const CUT: &[u8] = b"...";

/// Something cannot go on, and it has been said why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reported;

/// Something is wrong, and the message that was handed in says what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused;

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

    /// A message that begins with the name the program was called by.
    #[must_use]
    #[inline(never)]
    pub fn of(program: &[u8]) -> Self {
        let mut line = Self::new();
        line.about(program);
        line
    }

    /// Adds bytes as they are, unless they could move a terminal's cursor or change its state:
    /// control bytes come out as `?`. Names of files and interfaces are anyone's choice.
    pub fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.put(bytes, b'\n')
    }

    /// Adds a text of the binary itself.
    #[inline(never)]
    pub(crate) fn literal(&mut self, text: Literal) -> &mut Self {
        for byte in text.bytes() {
            for &byte in unpacked(byte, &mut [0; LONGEST]) {
                self.push(byte);
            }
        }
        self
    }

    /// Adds what the rest is about: `NAME: `. No name is two lines.
    #[inline(never)]
    pub fn about(&mut self, name: &[u8]) -> &mut Self {
        self.put(name, b' ').literal(text!(": "))
    }

    /// Adds bytes, and for control bytes but one `?`.
    #[inline(never)]
    fn put(&mut self, bytes: &[u8], kept: u8) -> &mut Self {
        for &byte in bytes {
            self.push(if byte.is_ascii_control() && byte != kept { b'?' } else { byte });
        }
        self
    }

    /// Adds why a system call failed.
    #[inline(never)]
    pub fn errno(&mut self, errno: Errno) -> &mut Self {
        self.shown(&ErrnoText(errno))
    }

    /// Adds a number in decimal.
    #[inline(never)]
    pub fn number(&mut self, mut number: u64) -> &mut Self {
        let mut text = [0; 20];
        let mut start = text.len();
        for place in text.iter_mut().rev() {
            *place = b'0' + (number % 10) as u8;
            number /= 10;
            start -= 1;
            if number == 0 {
                break;
            }
        }
        self.bytes(text.get(start..).unwrap_or_default())
    }

    /// Adds a number of packets: `1 packet`, `2 packets`.
    pub fn packets(&mut self, count: u64) -> &mut Self {
        self.number(count).literal(if count == 1 { text!(" packet") } else { text!(" packets") })
    }

    /// Adds a link type by name and description: `EN10MB (Ethernet)`.
    #[inline(never)]
    pub fn link_type(&mut self, link_type: LinkType) -> &mut Self {
        match link_type.name() {
            Some(name) => self.bytes(name.as_bytes()),
            None => self.number(link_type.in_savefile().into()),
        };
        if let Some(description) = link_type.description() {
            self.literal(text!(" (")).bytes(description.as_bytes()).literal(text!(")"));
        }
        self
    }

    /// Adds what something is in words.
    #[inline(never)]
    pub fn shown(&mut self, what: &dyn fmt::Display) -> &mut Self {
        let _ = write!(self, "{what}");
        self
    }

    /// The message so far.
    #[must_use]
    pub fn text(&self) -> &[u8] {
        &self.text
    }

    /// The message with what is to stand behind it, also where a part of it did not fit.
    #[inline(never)]
    pub fn ended(&mut self, end: u8) -> &[u8] {
        if self.cut {
            self.text.truncate(CAPACITY - CUT.len() - 1);
            let _ = self.text.extend_from_slice(CUT);
        }
        let _ = self.text.push(end);
        &self.text
    }

    /// Sends the message, with the newline that ends it, to standard error. There is nobody to
    /// tell if that fails. A reader that has no room for it is not waited for long: it may read the same
    /// pipe that is given up with this message.
    pub fn send(&mut self) {
        self.send_before(b'\n');
    }

    /// Sends the message with what is to stand behind it: the next one is written over it if that is a
    /// carriage return.
    #[inline(never)]
    pub fn send_before(&mut self, end: u8) {
        let mut rest = self.ended(end);
        // SAFETY: nothing in this program closes standard error.
        let stderr = unsafe { rustix::stdio::stderr() };
        // Where there is room for anything, there is for a line.
        if cfg!(not(feature = "readers"))
            || poll(&mut [PollFd::new(&stderr, PollFlags::OUT)], Some(&PATIENCE)) != Ok(0)
        {
            // At once, unless a part of it is taken only: by a file with a limit above all.
            while !rest.is_empty()
                && let Ok(written @ 1..) = retry_on_intr(|| rustix::io::write(stderr, rest))
            {
                rest = rest.get(written..).unwrap_or_default();
            }
        }
        self.text.clear();
        self.cut = false;
    }

    /// Sends the message as the reason why something cannot go on.
    pub fn fail(&mut self) -> Reported {
        self.send();
        Reported
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
