//! What the command line asks for, after all checks that need nothing but the command line: each
//! value is understood (`meaning`), and `combinations` has the rules of what goes together.

mod combinations;
mod meaning;
#[cfg(test)]
mod tests;

use crate::command::Command;
use crate::expect::{self, Expectation};
use crate::flags::parse::{Argument, Parser};
use crate::flags::{COUNT, Id};
use crate::message::{Line, Refused};
use crate::packed::text;
use crate::print::Options;
use crate::process::{Process, Strings};
use crate::rotation::ROTATES;
use barecap_core::linktype::LinkType;
use barecap_core::savefile::timestamp::Precision;
#[cfg(feature = "rings")]
use barecap_linux::FanoutMode;
use barecap_linux::{Direction, TimeStamp};
#[cfg(feature = "extcap")]
pub(crate) use combinations::check_about;
use core::ffi::CStr;
use core::time::Duration;
use heapless::Vec;
pub use meaning::{number, time};

/// The largest snap length, and the one without -s.
pub const MAX_SNAP_LENGTH: u32 = 262_144;

/// How many interfaces can be captured on at once.
pub const MOST_INTERFACES: usize = if cfg!(feature = "several") { 16 } else { 1 };

/// How many numbers of interfaces there are: those that come back under other names take more of them.
pub const MOST_NUMBERED: usize = if cfg!(feature = "follow") { 64 } else { MOST_INTERFACES };

/// Something for each interface that is captured on. Where there can only be one, what goes over them
/// is no loop.
#[cfg(feature = "several")]
pub type Each<T> = Vec<T, MOST_INTERFACES>;
/// Something for the interface that is captured on.
#[cfg(not(feature = "several"))]
pub type Each<T> = [T; 1];

/// The modes of --fanout by their names.
#[cfg(feature = "rings")]
const FANOUT_MODES: [(&[u8], FanoutMode); 6] = [
    (b"hash", FanoutMode::Hash),
    (b"cpu", FanoutMode::Cpu),
    (b"lb", FanoutMode::LoadBalance),
    (b"queue", FanoutMode::Queue),
    (b"random", FanoutMode::Random),
    (b"rollover", FanoutMode::Rollover),
];

/// How many rings can share the packets of an interface.
#[cfg(feature = "rings")]
const MOST_RINGS: u32 = MOST_INTERFACES as u32;

/// The largest number of packets that options may give.
const MAX_COUNT: u32 = i32::MAX as u32;

/// The largest ring, in KiB: its bytes are a number as those that the kernel takes.
const MAX_BUFFER_SIZE: u32 = MAX_COUNT / 1024;

/// Room for the filter, in bytes, with one behind it. A longer one could not become a program that any
/// kernel runs.
pub const MAX_FILTER: usize = 256 << 10;

/// The text of the filter, joined from all operands.
pub type FilterText = Vec<u8, MAX_FILTER>;

/// What the command line asks for: which options were given how often with what value, and what
/// the values mean. In the order that is written here: what is asked for most is near the begin, where
/// instructions have room for how far it is.
#[derive(Clone, Debug)]
#[repr(C)]
pub struct Settings<'a> {
    given: [u8; COUNT],
    /// --write-format, and what the name of -w says.
    pub pcapng: bool,
    /// -Q.
    pub direction: Direction,
    /// -j.
    pub time_stamp: TimeStamp,
    /// --fanout.
    #[cfg(feature = "rings")]
    pub fanout: FanoutMode,
    /// How packets are printed.
    pub print: Options,
    /// -s.
    pub snap_length: u32,
    /// -y.
    pub link_type: Option<LinkType>,
    /// -B, in KiB.
    pub buffer_size: Option<u32>,
    /// --rings, 1 without it.
    #[cfg(feature = "rings")]
    pub rings: u32,
    /// -c.
    pub count: Option<u32>,
    /// --skip.
    pub skip: u32,
    /// --print-sampling, 1 without it.
    pub sampling: u32,
    /// -C, in bytes.
    pub rotate_bytes: Option<u64>,
    /// -G, in seconds.
    pub rotate_seconds: Option<u32>,
    /// -W, 0 without it.
    pub rotate_files: u32,
    /// --rotate-total, in bytes.
    pub rotate_total: Option<u64>,
    /// --stats-interval.
    pub stats_interval: Option<Duration>,
    /// --timeout.
    pub time_out: Option<Duration>,
    /// The environment's TZ.
    pub zone: Option<&'a [u8]>,
    /// What a look from inside the sandbox is to try, in tests.
    #[cfg(all(feature = "sandbox", debug_assertions))]
    pub probe: Option<&'a [u8]>,
    /// The command line.
    pub arguments: Strings<'a>,
    /// -z.
    pub command: Option<Command<'a>>,
    /// --expect.
    pub expected: Vec<Expectation<'a>, { expect::MAX }>,
    /// -i, each time.
    pub interfaces: Vec<&'a CStr, MOST_INTERFACES>,
    values: [Option<&'a CStr>; COUNT],
}

impl<'a> Settings<'a> {
    /// What an empty command line asks for.
    fn new(arguments: Strings<'a>) -> Self {
        Self {
            given: [0; COUNT],
            values: [None; COUNT],
            interfaces: Vec::new(),
            link_type: None,
            snap_length: MAX_SNAP_LENGTH,
            buffer_size: None,
            #[cfg(feature = "rings")]
            rings: 1,
            #[cfg(feature = "rings")]
            fanout: FanoutMode::Hash,
            direction: Direction::Both,
            time_stamp: TimeStamp::Host,
            count: None,
            skip: 0,
            sampling: 1,
            rotate_bytes: None,
            rotate_seconds: None,
            rotate_files: 0,
            expected: Vec::new(),
            stats_interval: None,
            time_out: None,
            rotate_total: None,
            zone: None,
            pcapng: false,
            arguments,
            command: None,
            #[cfg(all(feature = "sandbox", debug_assertions))]
            probe: None,
            print: Options::default(),
        }
    }

    /// How often an option was given.
    #[must_use]
    pub fn times(&self, id: Id) -> u8 {
        self.given[id as usize]
    }

    /// Whether an option was given.
    #[must_use]
    pub fn has(&self, id: Id) -> bool {
        self.times(id) > 0
    }

    /// The value of an option that was given, the last if it was given several times.
    #[must_use]
    pub fn value(&self, id: Id) -> Option<&'a CStr> {
        self.values[id as usize]
    }

    /// Reads the command line. The operands, joined by single spaces, go to `filter`; with --check,
    /// whose operands are names of files, each ends with a zero.
    ///
    /// # Errors
    ///
    /// Something is wrong with it: `line` says what.
    // What it needs on the stack would put all of `run`'s own far from the top, in longer instructions.
    #[inline(never)]
    pub fn from_process(
        process: &Process<'a>,
        filter: &mut FilterText,
        line: &mut Line,
    ) -> Result<Self, Refused> {
        let mut settings = Self::new(process.arguments);
        settings.zone = process.variable(b"TZ");
        #[cfg(all(feature = "sandbox", debug_assertions))]
        {
            settings.probe = process.variable(b"BARECAP_PROBE");
        }
        filter.clear();
        let in_order = process.variable(b"POSIXLY_CORRECT").is_some();
        let mut parser = Parser::new(process.arguments, in_order);
        loop {
            match parser.next(line) {
                Ok(None) => break,
                Ok(Some(Argument::Flag(flag, value))) => {
                    settings.keep(flag.index, value);
                    if flag.index == Id::Interface as usize {
                        settings.interface(value, line)?;
                    }
                    if cfg!(feature = "expect") && flag.index == Id::Expect as usize {
                        settings.expect(value.to_bytes(), line)?;
                    }
                }
                Ok(Some(Argument::Operand(text))) => {
                    if filter.extend_from_slice(text.to_bytes_with_nul()).is_err() {
                        // MAX_FILTER, less the zero, in words.
                        line.literal(text!("the filter is longer than 262143 bytes"));
                        return Err(Refused);
                    }
                }
                Err(Refused) => {
                    line.literal(text!(" (--help lists the options)"));
                    return Err(Refused);
                }
            }
            // What is shown instead of packets needs nothing of what follows.
            if settings.has(Id::Help) || settings.has(Id::Version) {
                return Ok(settings);
            }
        }
        // Zeros behind them keep names of files apart.
        if !settings.has(Id::Check) {
            let _ = filter.pop();
            filter.iter_mut().filter(|byte| **byte == 0).for_each(|byte| *byte = b' ');
        }
        #[cfg(feature = "extcap")]
        crate::extcap::adopt(&mut settings, filter, line)?;
        let command = settings.value(Id::PostRotate).filter(|_| ROTATES);
        settings.command = command.map(|name| Command::new(process, name));
        settings.understand(line)?;
        Ok(settings)
    }

    /// The unit of time in savefiles that are written.
    #[must_use]
    pub fn precision(&self) -> Precision {
        if self.print.nano { Precision::Nano } else { Precision::Micro }
    }

    /// Whether packets are printed though they are written or counted.
    #[must_use]
    pub fn prints(&self) -> bool {
        self.has(Id::Print) || self.has(Id::PrintSampling)
    }

    /// How often the number of packets is told while a capture runs, if it is. With -v it is every
    /// second where only a file is written.
    #[must_use]
    pub fn tells(&self) -> Option<Duration> {
        let has_v = cfg!(feature = "read") && self.has(Id::Verbose);
        let written = has_v && self.has(Id::Write) && !self.prints();
        self.stats_interval.or(written.then_some(Duration::from_secs(1)))
    }

    /// Whether packets are shown on standard output.
    #[must_use]
    pub fn shows(&self) -> bool {
        let silent = self.has(Id::Write) || self.has(Id::CountOnly) || self.has(Id::Expect);
        self.prints() || !silent
    }

    /// Whether packets come from savefiles.
    #[must_use]
    pub fn reads(&self) -> bool {
        self.has(Id::Read) || self.has(Id::ReadList)
    }

    /// Whether there are expectations.
    #[must_use]
    pub fn expects(&self) -> bool {
        cfg!(feature = "expect") && !self.expected.is_empty()
    }

    /// Whether each of several rings has a thread and a file of its own.
    #[must_use]
    pub fn is_apart(&self) -> bool {
        cfg_select! {
            feature = "rings" => {
                let to_files = self.value(Id::Write).is_some_and(|name| name != c"-");
                self.rings > 1 && to_files && !self.has(Id::Merge)
            }
            _ => { false }
        }
    }

    /// Whether other savefiles may follow the first.
    #[must_use]
    pub const fn rotates(&self) -> bool {
        ROTATES && (self.rotate_bytes.is_some() || self.rotate_seconds.is_some())
    }

    /// Whether the ring of a packet is chosen by the processor that it comes on.
    #[must_use]
    pub fn is_by_processor(&self) -> bool {
        cfg_select! {
            feature = "rings" => { self.fanout == FanoutMode::Cpu }
            _ => { false }
        }
    }

    /// Whether packets are captured for Wireshark, which says itself what is captured.
    #[must_use]
    pub fn is_extcap(&self) -> bool {
        cfg_select! {
            feature = "extcap" => { self.has(Id::ExtcapCapture) }
            _ => { false }
        }
    }

    /// Whether interfaces are waited for.
    #[must_use]
    pub fn follows(&self) -> bool {
        cfg!(feature = "follow") && self.has(Id::FollowInterfaces)
    }

    /// Takes note of an interface; where there can only be one, the last counts.
    pub(crate) fn interface(&mut self, value: &'a CStr, line: &mut Line) -> Result<(), Refused> {
        if cfg!(not(feature = "several")) {
            self.interfaces.clear();
        }
        self.interfaces.push(value).map_err(|_| {
            // MOST_INTERFACES, in words.
            line.literal(text!("more than 16 -i"));
            Refused
        })
    }

    /// Takes note of an expectation.
    fn expect(&mut self, text: &'a [u8], line: &mut Line) -> Result<(), Refused> {
        let Some(expectation) = Expectation::read(text) else {
            line.literal(text!("unable to parse '")).bytes(text);
            line.literal(text!(
                "': --expect wants a count and a filter, as '>=1 tcp port 443' or '==0 icmp'"
            ));
            return Err(Refused);
        };
        self.expected.push(expectation).map_err(|_| {
            // expect::MAX, in words.
            line.literal(text!("more than 16 --expect"));
            Refused
        })
    }

    /// Takes note of an option, by its number.
    pub(crate) fn keep(&mut self, index: usize, value: &'a CStr) {
        let (mut index, mut value) = (index, value);
        // Two options are others' values: the last of all that give the same thing counts.
        if index == Id::Micro as usize {
            (index, value) = (Id::Precision as usize, c"micro");
        } else if index == Id::Nano as usize {
            (index, value) = (Id::Precision as usize, c"nano");
        }
        if let (Some(given), Some(kept)) = (self.given.get_mut(index), self.values.get_mut(index)) {
            *given = given.saturating_add(1);
            *kept = Some(value);
        }
    }
}
