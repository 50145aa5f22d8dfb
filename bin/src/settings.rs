//! What the command line asks for, after all checks that need nothing but the command line.

use crate::flags::parse::{self, Argument, Parser};
use crate::flags::{Flag, Id, Status};
use crate::message::Line;
use crate::print::{Options, TimeForm};
use crate::process::Process;
use barecap_core::linktype::LinkType;
use barecap_core::savefile::timestamp::Precision;
use barecap_linux::Direction;
use core::ffi::CStr;
use heapless::Vec;

/// The largest snap length, and the one without -s.
pub const MAX_SNAP_LENGTH: u32 = 262_144;

/// The largest number of packets that options may give.
const MAX_COUNT: u32 = i32::MAX as u32;

/// The longest filter, in bytes. A longer one could not become a program that any kernel runs.
pub const MAX_FILTER: usize = 256 << 10;

/// The text of the filter, joined from all operands.
pub type FilterText = Vec<u8, MAX_FILTER>;

/// What the command line asks for.
#[derive(Clone, Debug)]
pub struct Settings<'a> {
    /// -h, --version, -D, -L: what to show instead of packets.
    pub show: Option<Show>,
    /// -d: 0 to 3.
    pub dump_program: u8,
    /// -r.
    pub read: Option<&'a CStr>,
    /// -w.
    pub write: Option<&'a CStr>,
    /// -i.
    pub interface: Option<&'a CStr>,
    /// -y.
    pub link_type: Option<LinkType>,
    /// -s.
    pub snap_length: u32,
    /// -B, in KiB.
    pub buffer_size: Option<u32>,
    /// Not -p.
    pub promiscuous: bool,
    /// --immediate-mode.
    pub immediate: bool,
    /// -Q.
    pub direction: Direction,
    /// -c.
    pub count: Option<u32>,
    /// --count.
    pub count_only: bool,
    /// Not -O.
    pub optimize: bool,
    /// -l.
    pub line_buffered: bool,
    /// -U.
    pub packet_buffered: bool,
    /// --skip.
    pub skip: u32,
    /// How packets are printed.
    pub print: Options,
    /// How often -t was given.
    time: u8,
}

/// What to show instead of packets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the option of its name")]
pub enum Show {
    Help,
    Version,
    Interfaces,
    LinkTypes,
}

/// What is wrong with the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error<'a> {
    /// It cannot be split into options.
    Option(parse::Error<'a>),
    /// -c.
    Count(&'a [u8]),
    /// -Q.
    Direction(&'a [u8]),
    /// --skip.
    Skip(&'a [u8]),
    /// --time-stamp-precision.
    Precision(&'a [u8]),
    /// -s.
    SnapLength(&'a [u8]),
    /// -B.
    BufferSize(&'a [u8]),
    /// -B, a number that is out of range.
    BufferSizeTooLarge(&'a [u8]),
    /// -y.
    LinkType(&'a [u8]),
    /// More than five -t.
    TimeForm,
    /// --count without -r.
    CountWithoutRead,
    /// -A with another dump.
    AsciiAnd(&'static str),
    /// The operands are longer than [`MAX_FILTER`] together.
    FilterTooLong,
}

impl Error<'_> {
    /// Adds what is wrong to a message.
    pub fn describe(&self, line: &mut Line) {
        const COUNTS: &str = " (must be >= 1 and <= 2147483647)";
        const SKIPS: &str = " (must be >= 0 and <= 2147483647)";
        const LENGTHS: &str = " (must be >= 0 and <= 262144)";
        let (before, text, after) = match *self {
            Self::Option(error) => {
                error.describe(line);
                ("", &b""[..], " (--help lists the options)")
            }
            Self::Count(text) => ("invalid packet count ", text, COUNTS),
            Self::Direction(text) => ("unknown capture direction '", text, "'"),
            Self::Skip(text) => ("invalid packet skip count ", text, SKIPS),
            Self::Precision(text) => ("unable to parse '", text, "' as a time stamp precision"),
            Self::SnapLength(text) => ("invalid snaplen ", text, LENGTHS),
            Self::BufferSize(text) => {
                ("invalid packet buffer size ", text, " (must be a number of KiB, >= 1)")
            }
            Self::BufferSizeTooLarge(text) => ("packet buffer size ", text, " is too large"),
            Self::LinkType(text) => ("invalid data link type ", text, ""),
            Self::TimeForm => ("only -t, -tt, -ttt, -tttt and -ttttt are supported", &b""[..], ""),
            Self::CountWithoutRead => ("--count cannot be used without -r.", &b""[..], ""),
            Self::AsciiAnd(other) => ("-A and ", other.as_bytes(), " are mutually exclusive."),
            // MAX_FILTER, in words.
            Self::FilterTooLong => ("the filter is longer than 262144 bytes", &b""[..], ""),
        };
        line.bytes(before.as_bytes()).bytes(text).bytes(after.as_bytes());
    }
}

impl<'a> Settings<'a> {
    /// What an empty command line asks for.
    fn new() -> Self {
        Self {
            show: None,
            dump_program: 0,
            read: None,
            write: None,
            interface: None,
            link_type: None,
            snap_length: MAX_SNAP_LENGTH,
            buffer_size: None,
            promiscuous: true,
            immediate: false,
            direction: Direction::Both,
            count: None,
            count_only: false,
            optimize: true,
            line_buffered: false,
            packet_buffered: false,
            skip: 0,
            print: Options::default(),
            time: 0,
        }
    }

    /// Reads the command line. The operands, joined by single spaces, go to `filter`.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong.
    pub fn from_process(process: &Process<'a>, filter: &mut FilterText) -> Result<Self, Error<'a>> {
        let mut settings = Self::new();
        let in_order = process.variable(b"POSIXLY_CORRECT").is_some();
        filter.clear();
        let mut operands = 0;
        for argument in Parser::new(process.arguments, in_order) {
            match argument.map_err(Error::Option)? {
                Argument::Flag(flag, value) => {
                    settings.apply(flag, value)?;
                    // What is shown instead of packets needs nothing of what follows.
                    if matches!(settings.show, Some(Show::Help | Show::Version)) {
                        return Ok(settings);
                    }
                }
                Argument::Operand(text) => {
                    if operands > 0 {
                        filter.push(b' ').map_err(|_| Error::FilterTooLong)?;
                    }
                    operands += 1;
                    filter.extend_from_slice(text.to_bytes()).map_err(|_| Error::FilterTooLong)?;
                }
            }
        }
        settings.check()?;
        Ok(settings)
    }

    /// The unit of time in savefiles that are written.
    #[must_use]
    pub fn precision(&self) -> Precision {
        if self.print.nano { Precision::Nano } else { Precision::Micro }
    }

    fn apply(&mut self, flag: &Flag, value: &'a CStr) -> Result<(), Error<'a>> {
        let print = &mut self.print;
        let text = value.to_bytes();
        match flag.id {
            Id::Help => self.show = Some(Show::Help),
            Id::Version => self.show = Some(Show::Version),
            Id::ListInterfaces => self.show = Some(Show::Interfaces),
            Id::ListLinkTypes => self.show = Some(Show::LinkTypes),
            Id::DumpProgram => self.dump_program = self.dump_program.saturating_add(1),
            Id::Read => self.read = Some(value),
            Id::Write => self.write = Some(value),
            Id::Interface => self.interface = Some(value),
            Id::LinkType => {
                let name = core::str::from_utf8(text).ok();
                let link_type = name.and_then(LinkType::from_name);
                self.link_type = Some(link_type.ok_or(Error::LinkType(text))?);
            }
            Id::SnapLength => {
                self.snap_length = match integer(text) {
                    Some(0) => MAX_SNAP_LENGTH,
                    Some(length @ 1..=MAX_SNAP_LENGTH) => length,
                    _ => return Err(Error::SnapLength(text)),
                }
            }
            Id::BufferSize => {
                self.buffer_size = match integer(text) {
                    None | Some(0) => return Err(Error::BufferSize(text)),
                    Some(size) if size > i32::MAX as u32 / 1024 => {
                        return Err(Error::BufferSizeTooLarge(text));
                    }
                    size => size,
                }
            }
            Id::Count => {
                self.count = match digits(text, 10) {
                    Some(count @ 1..=MAX_COUNT) => Some(count),
                    _ => return Err(Error::Count(text)),
                }
            }
            Id::CountOnly => self.count_only = true,
            Id::NoPromiscuous => self.promiscuous = false,
            Id::Direction => {
                self.direction = match text {
                    b"in" => Direction::In,
                    b"out" => Direction::Out,
                    b"inout" => Direction::Both,
                    _ => return Err(Error::Direction(text)),
                }
            }
            Id::Immediate => self.immediate = true,
            Id::NoOptimize => self.optimize = false,
            Id::LineBuffered => self.line_buffered = true,
            Id::PacketBuffered => self.packet_buffered = true,
            Id::LinkHeader => print.link_header = true,
            Id::NoNames => print.numeric = true,
            Id::Quiet => print.quiet = print.quiet.saturating_add(1),
            Id::Verbose => print.verbose = print.verbose.saturating_add(1),
            Id::TimeStamp => {
                self.time = self.time.saturating_add(1);
                print.time = match self.time {
                    1 => TimeForm::None,
                    2 => TimeForm::Epoch,
                    3 => TimeForm::SincePrevious,
                    4 => TimeForm::Date,
                    _ => TimeForm::SinceFirst,
                }
            }
            Id::Number => print.number = true,
            Id::Hex => print.hex = print.hex.saturating_add(1),
            Id::HexAscii => print.hex_ascii = print.hex_ascii.saturating_add(1),
            Id::AbsoluteSequence => print.absolute_sequence = true,
            Id::NoChecksums => print.no_checksums = true,
            Id::Lengths => print.lengths = true,
            Id::IpOneLine => print.one_line = true,
            Id::Nano => print.nano = true,
            Id::Micro => print.nano = false,
            Id::Precision => {
                print.nano = match text {
                    b"micro" => false,
                    b"nano" => true,
                    _ => return Err(Error::Precision(text)),
                }
            }
            Id::Skip => {
                self.skip =
                    digits(text, 10).filter(|&skip| skip <= MAX_COUNT).ok_or(Error::Skip(text))?;
            }
            Id::Ascii => print.ascii = print.ascii.saturating_add(1),
            _ => debug_assert!(flag.status != Status::Offered, "{flag:?} does nothing"),
        }
        Ok(())
    }

    /// Checks what options mean together.
    fn check(&self) -> Result<(), Error<'a>> {
        if self.time > 5 {
            return Err(Error::TimeForm);
        }
        if self.count_only && self.read.is_none() {
            return Err(Error::CountWithoutRead);
        }
        if self.print.ascii > 0 && self.print.hex > 0 {
            return Err(Error::AsciiAnd("-x[x]"));
        }
        if self.print.ascii > 0 && self.print.hex_ascii > 0 {
            return Err(Error::AsciiAnd("-X[X]"));
        }
        Ok(())
    }
}

/// A number as strtol(3) reads it with base 0: decimal, `0x` hexadecimal, or octal with a leading
/// zero. Nothing may stand around it.
fn integer(text: &[u8]) -> Option<u32> {
    match text {
        [b'0', b'x' | b'X', hex @ ..] => digits(hex, 16),
        [b'0', octal @ ..] if !octal.is_empty() => digits(octal, 8),
        decimal => digits(decimal, 10),
    }
}

/// A number of plain digits.
fn digits(text: &[u8], base: u32) -> Option<u32> {
    // from_str_radix would take a sign.
    text.first().filter(|first| first.is_ascii_alphanumeric())?;
    u32::from_str_radix(core::str::from_utf8(text).ok()?, base).ok()
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use crate::process::Strings;
    use std::boxed::Box;
    use std::ffi::CString;
    use std::string::String;
    use std::vec::Vec;

    /// Reads a command line; the filter and one field, or the message.
    fn read<T>(words: &[&str], field: impl Fn(&Settings<'_>) -> T) -> Result<(T, String), String> {
        let words: Vec<CString> =
            core::iter::once(&"barecap").chain(words).map(|w| CString::new(*w).unwrap()).collect();
        let pointers: Vec<_> = words.iter().map(|word| word.as_ptr()).collect();
        // SAFETY: the strings live until the end of this function.
        let process = unsafe {
            Process { arguments: Strings::from_raw(&pointers), environment: Strings::from_raw(&[]) }
        };
        let mut filter = Box::new(FilterText::new());
        match Settings::from_process(&process, &mut filter) {
            Ok(settings) => Ok((field(&settings), String::from_utf8(filter.to_vec()).unwrap())),
            Err(error) => {
                let mut line = Line::new();
                error.describe(&mut line);
                Err(String::from_utf8(line.text().to_vec()).unwrap())
            }
        }
    }

    #[test]
    fn operands_are_joined() {
        let filter = |words: &[&str]| read(words, |_| ()).unwrap().1;
        assert_eq!(filter(&[]), "");
        assert_eq!(filter(&["tcp port", "80"]), "tcp port 80");
        assert_eq!(filter(&["tcp", "-n", "port", "-c1", "80"]), "tcp port 80");
        assert_eq!(filter(&["", ""]), " ");
    }

    #[test]
    fn numbers() {
        for (text, length) in
            [("0", 262_144), ("1", 1), ("262144", 262_144), ("0x100", 256), ("010", 8)]
        {
            assert_eq!(read(&["-s", text], |s| s.snap_length).unwrap().0, length);
        }
        assert_eq!(read(&["-c", "010"], |s| s.count).unwrap().0, Some(10));
        assert_eq!(read(&["-B2097151"], |s| s.buffer_size).unwrap().0, Some(2_097_151));
    }

    #[test]
    fn errors() {
        let counts = " (must be >= 1 and <= 2147483647)";
        for (words, message) in [
            (&["-c", "0"][..], &*std::format!("invalid packet count 0{counts}")),
            (&["-c", "-1"], &std::format!("invalid packet count -1{counts}")),
            (&["-c", "2147483648"], &std::format!("invalid packet count 2147483648{counts}")),
            (&["-c", "1x"], &std::format!("invalid packet count 1x{counts}")),
            (&["-c", ""], &std::format!("invalid packet count {counts}")),
            (&["-s", "262145"], "invalid snaplen 262145 (must be >= 0 and <= 262144)"),
            (&["-s", "+1"], "invalid snaplen +1 (must be >= 0 and <= 262144)"),
            (&["-s", "-1"], "invalid snaplen -1 (must be >= 0 and <= 262144)"),
            (&["-B", "0"], "invalid packet buffer size 0 (must be a number of KiB, >= 1)"),
            (&["-B", "2097152"], "packet buffer size 2097152 is too large"),
            (&["-y", "nothing"], "invalid data link type nothing"),
            (&["-tttttt"], "only -t, -tt, -ttt, -tttt and -ttttt are supported"),
            (&["--count"], "--count cannot be used without -r."),
            (&["-AX"], "-A and -X[X] are mutually exclusive."),
            (&["-xA"], "-A and -x[x] are mutually exclusive."),
            (&["-k"], "invalid option -- 'k' (--help lists the options)"),
        ] {
            assert_eq!(read(words, |_| ()).unwrap_err(), message);
        }
        let long = "a".repeat(MAX_FILTER / 2);
        let message = "the filter is longer than 262144 bytes";
        assert_eq!(read(&[&long, &long], |_| ()).unwrap_err(), message);
    }

    #[test]
    fn every_option_that_is_offered_does_something() {
        for flag in crate::flags::table::FLAGS {
            if flag.status == Status::Offered {
                let value = match flag.id {
                    Id::LinkType => c"EN10MB",
                    Id::Precision => c"nano",
                    Id::Direction => c"in",
                    _ => c"1",
                };
                let mut settings = Settings::new();
                settings.print.nano = flag.id == Id::Micro;
                let before = std::format!("{settings:?}");
                settings.apply(flag, value).unwrap();
                assert_ne!(std::format!("{settings:?}"), before, "{flag:?}");
            }
        }
    }
}
