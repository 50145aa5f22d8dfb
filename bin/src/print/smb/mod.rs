//! SMB, the protocol of Windows' shares, in its first version, and NetBIOS, which carries it; "Common Internet
//! File System (CIFS) Technical Reference", SNIA 2002, and the protocol's description by Microsoft, [MS-CIFS].
//!
//! tcpdump leaves these printers out unless it is told otherwise, and so does a build of ours: `print-smb` is
//! on only where it is asked for. What is printed of a message is one line, and with -vv all its fields. SMB
//! 2 and 3 are told apart from it, and not printed.

mod commands;
mod fields;
pub(crate) mod netbeui;
pub(crate) mod netbios;
mod status;
mod transactions;

use crate::print::toolkit::*;
use commands::{Command, Shape};
use fields::Region;
pub(crate) use transactions::Asked;

/// How long a header is, with the count of the words that follow it.
const HEADER: usize = 33;
/// What all messages begin with.
const MAGIC: [u8; 4] = *b"\xffSMB";
/// The flag of an answer, among the first flags.
const ANSWER: u8 = 0x80;
/// The flags of a status of Windows NT, and of texts in UTF-16, among the second ones.
const NT_STATUS: u16 = 0x4000;
const UNICODE: u16 = 0x8000;
/// The command that says that no other one follows.
const NONE: u8 = 0xff;

/// Whether a message of SMB begins here.
fn is_smb(b: &Bytes<'_>) -> bool {
    b.array(0) == Ok(&MAGIC)
}

/// Prints what comes over TCP without NetBIOS.
pub(crate) fn over_tcp(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    const LENGTH: usize = 4;
    c.protocol = text!("smb_tcp");
    b.need(0, LENGTH)?;
    put!(c, " ");
    let length = b.u32(0)? & 0xff_ffff;
    let message = b.from(LENGTH);
    // What has no room for the first bytes of a message has none.
    if length < 4 || !is_smb(&message) {
        put!(c, "SMB-over-TCP packet:(raw data or continuation?)\n");
        return Ok(());
    }
    warn(c, length as usize, &message);
    print(c, &message)
}

/// Says that a message of a length is longer than what there is of it.
fn warn(c: &mut Ctx<'_>, length: usize, message: &Bytes<'_>) {
    let captured = message.captured();
    if length > message.len() {
        put!(c, "WARNING: Packet is continued in later TCP segments\n");
    } else if length > captured {
        let missing = length - captured;
        put!(c, "WARNING: Short packet. Try increasing the snap length by {}\n", missing);
    }
}

/// Prints a message.
fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("smb");
    let (number, flags) = (b.u8(4)?, b.u8(9)?);
    let is_answer = flags & ANSWER != 0;
    c.literal(if c.v() > 1 { text!("\n") } else { text!("") });
    let mut command = commands::find(number);
    title(c, command, is_answer);
    if c.v() < 2 {
        return Ok(());
    }
    put!(c, "\n");
    let second = b.u16(10)?.swap_bytes();
    Region::new(b, 4, HEADER - 4).fields(
        c,
        text!(
            "SMB Command   =  {1x}\nError class   =  {1x}\n{+1}Error code    =  {2d}\n\
             Flags1        =  {1x}\nFlags2        =  {1x}{+13}\n\
             Tree ID       =  {2d}\nProc ID       =  {2d}\nUID           =  {2d}\n\
             MID           =  {2d}\nWord Count    =  {1d}\n"
        ),
    )?;
    if second & NT_STATUS != 0 {
        status::nt(c, b.u32(5)?.swap_bytes());
    } else {
        status::dos(c, b.u8(5)?, b.u16(7)?.swap_bytes());
    }
    // Each command that is chained to another one begins behind it.
    let mut at = HEADER - 1;
    loop {
        c.enough(0)?;
        let count = usize::from(b.u8(at)?);
        let words = at + 1;
        let message = Message { b, words, count, is_answer, unicode: second & UNICODE != 0 };
        message.body(c, command)?;
        if !command.is_chained || count == 0 {
            return Ok(());
        }
        let next = b.u8(words)?;
        if next == NONE {
            return Ok(());
        }
        let offset = usize::from(b.u16(words + 2)?.swap_bytes());
        command = commands::find(next);
        put!(c, "\n");
        title(c, command, is_answer);
        put!(c, " (CHAINED)\n");
        if offset <= at {
            put!(c, "Bad andX offset: {} <= {}\n", offset, at);
            return Ok(());
        }
        at = offset;
    }
}

/// The line that says what a message is.
fn title(c: &mut Ctx<'_>, command: &Command, is_answer: bool) {
    let kind = if is_answer { text!("REPLY") } else { text!("REQUEST") };
    put!(c, "SMB PACKET: {} ({})", command.name, kind);
}

/// A command in a message: its words, which are counted, and its bytes behind them.
struct Message<'a> {
    b: &'a Bytes<'a>,
    /// Where the words begin, and how many they are.
    words: usize,
    count: usize,
    is_answer: bool,
    unicode: bool,
}

impl<'a> Message<'a> {
    /// Where the count of bytes is.
    fn bytes(&self) -> usize {
        self.words + 2 * self.count
    }

    /// Prints the words and bytes of a command.
    fn body(&self, c: &mut Ctx<'_>, command: &Command) -> Res {
        match command.shape {
            Shape::Transaction => return transactions::named(c, self),
            Shape::Transaction2 => return transactions::second(c, self),
            _ => {}
        }
        /// The flag of locks that are told by 64 bits.
        const LARGE: u8 = 0x10;
        let large =
            command.is_locking() && !self.is_answer && self.b.u8(self.words + 6)? & LARGE != 0;
        let [words, bytes] = command.formats(self.is_answer, self.count, large);
        let mut region = self.region(self.words, 2 * self.count);
        words.print(c, &mut region, true)?;
        let length = self.length(c)?;
        let texts = region.length;
        region = self.region(self.bytes() + 2, length);
        region.length = texts;
        region.unicode &= command.has_unicode();
        if length > 0 {
            bytes.print(c, &mut region, false)?;
        }
        Ok(())
    }

    /// Prints the count of bytes, and answers it.
    fn length(&self, c: &mut Ctx<'_>) -> Res<usize> {
        let length = self.word(self.count)?;
        put!(c, "smb_bcc={}\n", length);
        Ok(length.into())
    }

    /// A word by its number, in the order of the machine.
    fn word(&self, number: usize) -> Res<u16> {
        self.b.u16(self.words + 2 * number).map(u16::swap_bytes)
    }

    /// A part of the message.
    fn region(&self, at: usize, length: usize) -> Region<'a> {
        Region { unicode: self.unicode, ..Region::new(self.b, at, length) }
    }
}
