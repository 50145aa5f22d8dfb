//! --expect: how many packets of a kind there should be, for whoever has to know whether the right
//! ones flow.
//!
//! An expectation is a count and a filter, `>=1 tcp port 443`. All of them are looked at in one pass:
//! live, the kernel keeps away what is for none of them ([`any_of`]), and each packet that comes
//! through is run through each filter. At the end there is a line for each, in the form of the Test
//! Anything Protocol, and the exit code says whether all hold: 0 if so, 1 if not, 2 if it cannot be
//! known because something went wrong.

use crate::filter::{Filter, Workspace};
use crate::flags::Id;
use crate::message::{Line, Reported};
use crate::packed::text;
use crate::settings::{self, Settings};
use crate::stdout;
use barecap_core::any_of::any_of;
use barecap_core::filter::Context;
use barecap_core::insn::Insn;
use barecap_core::verify::{State, Verified, verify};
use barecap_core::vm::{self, Packet};
use heapless::Vec;

/// The most expectations.
pub const MAX: usize = 16;

/// The exit code if expectations do not hold.
const BROKEN: u8 = 1;
/// The exit code if it cannot be known whether they hold.
pub const UNKNOWN: u8 = 2;

/// How many packets of a kind are expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expectation<'a> {
    /// As it was given.
    text: &'a [u8],
    /// Which packets.
    filter: &'a [u8],
    least: u64,
    most: u64,
}

impl<'a> Expectation<'a> {
    /// Reads an expectation: `>=N`, `>N`, `<=N`, `<N`, `==N`, `=N`, `N` or `N..M`, and behind a blank
    /// the filter, which may be missing.
    #[must_use]
    pub fn read(text: &'a [u8]) -> Option<Self> {
        let text = text.trim_ascii();
        let end = text.iter().position(|&byte| byte == b' ').unwrap_or(text.len());
        let (count, filter) = text.split_at_checked(end)?;
        let number = |digits| settings::number(digits, 10).map(u64::from);
        let (least, most) = match count {
            [b'>', b'=', digits @ ..] => (number(digits)?, u64::MAX),
            [b'<', b'=', digits @ ..] => (0, number(digits)?),
            [b'>', digits @ ..] => (number(digits)? + 1, u64::MAX),
            [b'<', digits @ ..] => (0, number(digits)?.checked_sub(1)?),
            [b'=', b'=', digits @ ..] | [b'=', digits @ ..] => (number(digits)?, number(digits)?),
            digits => match digits.iter().position(|&byte| byte == b'.') {
                None => (number(digits)?, number(digits)?),
                Some(at) => {
                    let (low, high) = digits.split_at_checked(at)?;
                    (number(low)?, number(high.strip_prefix(b"..")?)?)
                }
            },
        };
        let filter = filter.trim_ascii();
        (least <= most).then_some(Self { text, filter, least, most })
    }

    const fn holds(&self, seen: u64) -> bool {
        self.least <= seen && seen <= self.most
    }
}

/// The programs of expectations, in their order.
pub type Programs<'m> = Vec<Verified<'m>, MAX>;

/// What expectations are worked with.
#[derive(Debug)]
pub struct Memory {
    insns: Vec<Insn, 32_768>,
    union: Vec<Insn, 8192>,
    states: [State; 4096],
}

impl Memory {
    /// Empty memory.
    #[must_use]
    pub const fn new() -> Self {
        Self { insns: Vec::new(), union: Vec::new(), states: [State::BLANK; 4096] }
    }

    /// The programs of the filters. With a filter for `all` of them, also one that accepts what that and
    /// at least one of them accepts, and perhaps some more; where there is no such program, that of
    /// `all`.
    ///
    /// # Errors
    /// One of them cannot be compiled, or they are too long together.
    pub fn compile<'m>(
        &'m mut self,
        program: &[u8],
        settings: &Settings<'_>,
        context: &Context,
        workspace: &mut Workspace,
        all: Option<&[u8]>,
    ) -> Result<(Programs<'m>, Option<Verified<'m>>), Reported> {
        let Self { insns, union, states } = self;
        insns.clear();
        let mut ends = Vec::<usize, { MAX + 1 }>::new();
        let filters = settings.expected.iter().map(|expected| expected.filter);
        for text in filters.chain(all) {
            let filter = Filter::compile(program, text, context, workspace)?;
            let room = insns.extend_from_slice(filter.insns()).is_ok();
            if !room || ends.push(insns.len()).is_err() {
                return Err(Line::of(program)
                    .literal(text!("the filters are too long together"))
                    .fail());
            }
        }
        let mut programs = Vec::<Verified<'m>, { MAX + 1 }>::new();
        let mut begin = 0;
        for end in ends {
            let insns = insns.get(begin..end).unwrap_or_default();
            begin = end;
            let verified = verify(insns);
            let verified = verified.map_err(|wrong| Line::of(program).shown(&wrong).fail())?;
            let _ = programs.push(verified);
        }
        let all = all.and_then(|_| programs.pop());
        let union = all.and_then(|all| {
            any_of(Some(all), &programs, context.snap_length, states, union)?;
            verify(union).ok()
        });
        let mut each = Vec::new();
        let _ = each.extend_from_slice(&programs);
        Ok((each, union.or(all)))
    }
}

impl Default for Memory {
    fn default() -> Self {
        Self::new()
    }
}

/// Which filters a packet of a savefile passes, a bit each, the lowest for the first.
#[must_use]
pub fn passed(programs: &[Verified<'_>], bytes: &[u8], length: u32) -> u32 {
    programs.iter().enumerate().fold(0, |passed, (bit, program)| {
        let packet = Packet { bytes, length, ancillary: None };
        passed | u32::from(vm::run(*program, packet) > 0) << bit
    })
}

/// How many packets there have been.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    seen: [u64; MAX],
}

impl Tally {
    /// Counts a packet that has passed these filters.
    pub fn note(&mut self, passed: u32) {
        for (bit, seen) in self.seen.iter_mut().enumerate() {
            *seen += u64::from(passed >> bit & 1);
        }
    }

    /// Whether more packets can make no difference any more: everything holds whatever comes, or
    /// something does not.
    #[must_use]
    pub fn is_decided(&self, settings: &Settings<'_>) -> bool {
        let pairs = || settings.expected.iter().zip(self.seen);
        settings.expects()
            && (pairs().any(|(expected, seen)| seen > expected.most)
                || pairs()
                    .all(|(expected, seen)| expected.most == u64::MAX && seen >= expected.least))
    }

    /// Says what became of the expectations, where there are any; answers with the exit code, which
    /// is otherwise `code`.
    #[must_use]
    pub fn report(&self, program: &[u8], settings: &Settings<'_>, code: u8) -> u8 {
        if !settings.expects() {
            return code;
        }
        let mut result = 0;
        // Where packets go to standard output, this does not.
        let to_stdout = !(settings.prints() || settings.value(Id::Write) == Some(c"-"));
        // What could not be written is said once.
        let mut failed = 0;
        let mut put = |line: &mut Line| {
            if !to_stdout {
                line.send();
            } else if failed == 0 {
                failed = stdout::print(program, line);
            }
        };
        for (number, (expected, seen)) in (1..).zip(settings.expected.iter().zip(self.seen)) {
            let holds = expected.holds(seen);
            if !holds {
                result = BROKEN;
            }
            let mut line = Line::new();
            line.literal(if holds { text!("ok ") } else { text!("not ok ") })
                .number(number)
                .literal(text!(" - "));
            line.about(expected.text).packets(seen);
            put(&mut line);
        }
        let mut line = Line::new();
        line.literal(text!("1..")).number(settings.expected.len() as u64);
        put(&mut line);
        if code != 0 || failed != 0 { UNKNOWN } else { result }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read() {
        let most = u64::MAX;
        for (text, expected) in [
            (">=1 tcp port 443", Some(("tcp port 443", 1, most))),
            (">0 arp", Some(("arp", 1, most))),
            ("<=3", Some(("", 0, 3))),
            ("<3 ip", Some(("ip", 0, 2))),
            ("==0 icmp", Some(("icmp", 0, 0))),
            ("=7 ip", Some(("ip", 7, 7))),
            ("7 ip", Some(("ip", 7, 7))),
            ("2..5 arp", Some(("arp", 2, 5))),
            ("  2..2  arp ", Some(("arp", 2, 2))),
            ("5..2 arp", None),
            ("<0 arp", None),
            ("arp", None),
            ("2.5 arp", None),
            ("..5 arp", None),
            (">= 1 arp", None),
            ("99999999999 arp", None),
            ("", None),
        ] {
            let read = Expectation::read(text.as_bytes());
            let read = read.map(|it| (core::str::from_utf8(it.filter).unwrap(), it.least, it.most));
            assert_eq!(read, expected, "{text}");
        }
    }
}
