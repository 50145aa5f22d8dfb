//! --check: whether savefiles are sound, and what is in them.
//!
//! A savefile is sound if it can be read to its end and no packet has more captured bytes than it was
//! long. Each gets a line with its packets and bytes by link type, the time that it covers, the
//! longest time without a packet, how many packets were cut to the snap length, and how many have
//! an earlier time than the one before, which captures on several processors have.

use crate::flags::parse::{Argument, Parser};
use crate::message::Line;
use crate::process::Process;
use crate::replay::{self, Savefile};
use crate::stdout::Stdout;
use barecap_core::linktype::LinkType;
use barecap_core::savefile::timestamp::Timestamp;
use core::ffi::CStr;
use heapless::Vec;

/// The exit code if a savefile is not sound, or cannot be read.
const UNSOUND: u8 = 1;

/// Checks the savefiles that are the operands of the command line; answers with the exit code.
#[must_use]
pub fn run(process: &Process<'_>, memory: &mut replay::Memory) -> u8 {
    let (program, mut code, mut files) = (process.name(), 0, 0);
    let mut stdout = Stdout::new();
    let in_order = process.variable(b"POSIXLY_CORRECT").is_some();
    let mut parser = Parser::new(process.arguments, in_order);
    // The command line has been parsed once: there is nothing wrong with it.
    while let Ok(Some(argument)) = parser.next(&mut Line::new()) {
        if let Argument::Operand(path) = argument {
            files += 1;
            code |= check(path, memory, &mut stdout);
        }
    }
    if files == 0 {
        Line::of(program).bytes(b"--check wants the names of savefiles").send();
        return UNSOUND;
    }
    match stdout.report(program) {
        0 => code,
        failed => failed,
    }
}

/// What there is in a savefile.
#[derive(Debug, Default)]
struct Contents {
    /// Link types, with their packets and bytes.
    kinds: Vec<(LinkType, u64, u64), 16>,
    packets: u64,
    cut: u64,
    too_long: u64,
    late: u64,
    first: Timestamp,
    last: Timestamp,
    /// The longest time between two packets, and the one that ends it.
    gap: Timestamp,
}

impl Contents {
    fn note(&mut self, link_type: LinkType, time: Timestamp, captured: u64, length: u64) {
        let at = self.kinds.iter().position(|kind| kind.0 == link_type).or_else(|| {
            self.kinds.push((link_type, 0, 0)).ok()?;
            Some(self.kinds.len() - 1)
        });
        if let Some((_, packets, bytes)) = at.and_then(|at| self.kinds.get_mut(at)) {
            *packets += 1;
            *bytes += length;
        }
        self.cut += u64::from(captured < length);
        self.too_long += u64::from(captured > length);
        if self.packets == 0 {
            self.first = time;
            self.last = time;
        }
        self.packets += 1;
        if time < self.last {
            self.late += 1;
        } else {
            self.gap = self.gap.max(between(self.last, time));
            self.last = time;
        }
    }
}

/// The time from one moment to a later one.
fn between(from: Timestamp, to: Timestamp) -> Timestamp {
    const SECOND: u64 = 1_000_000_000;
    let seconds = to.seconds.saturating_sub(from.seconds);
    if to.nanos >= from.nanos {
        Timestamp { seconds, nanos: to.nanos - from.nanos }
    } else {
        Timestamp { seconds: seconds - 1, nanos: (to.nanos + SECOND).saturating_sub(from.nanos) }
    }
}

/// Writes seconds with six places; those of before 1970 are written as 0.
fn write_time(line: &mut Line, time: Timestamp) {
    let micros = 1_000_000 + (time.nanos / 1000).min(999_999);
    let mut digits = Line::new();
    digits.number(micros);
    line.number(u64::try_from(time.seconds).unwrap_or(0)).bytes(b".");
    line.bytes(digits.text().get(1..).unwrap_or_default());
}

/// Checks a savefile, and says what there is in it; answers with the exit code.
fn check(path: &CStr, memory: &mut replay::Memory, stdout: &mut Stdout) -> u8 {
    let mut contents = Contents::default();
    let read = Savefile::open(path, memory).and_then(|mut savefile| {
        savefile.each(&mut |link_type, record, captured| {
            contents.note(link_type, record.time, captured as u64, record.length.into());
        })
    });
    let mut line = Line::new();
    line.bytes(path.to_bytes()).bytes(b": ");
    let is_sound = read.is_ok() && contents.too_long == 0;
    line.bytes(if is_sound { b"sound: " } else { b"not sound: " });
    if let Err(error) = read {
        error.describe(&mut line).bytes(b"; before that ");
    }
    line.packets(contents.packets);
    for (link_type, packets, bytes) in &contents.kinds {
        line.bytes(b", ").number(*packets).bytes(b" of ").shown(link_type).bytes(b" with ");
        line.number(*bytes).bytes(b" bytes");
    }
    if contents.packets > 0 {
        line.bytes(b", from ");
        write_time(&mut line, contents.first);
        line.bytes(b" to ");
        write_time(&mut line, contents.last);
        line.bytes(b", longest gap ");
        write_time(&mut line, contents.gap);
    }
    for (count, what) in [
        (contents.cut, " cut"),
        (contents.late, " earlier than the one before"),
        (contents.too_long, " captured longer than they were"),
    ] {
        if count > 0 {
            line.bytes(b", ").number(count).bytes(what.as_bytes());
        }
    }
    stdout.write(line.bytes(b"\n").text());
    if is_sound { 0 } else { UNSOUND }
}
