//! What the values of options mean: numbers, sizes, times and names. What is none of what an option
//! takes is told with what it would be.

#[cfg(feature = "rings")]
use super::{FANOUT_MODES, MOST_RINGS};
use super::{MAX_COUNT, MAX_SNAP_LENGTH, Settings, combinations};
use crate::flags::Id;
use crate::message::{Line, Refused};
use crate::print::{NoType, Options, TimeForm};
use crate::rotation;
use barecap_core::linktype::LinkType;
use barecap_linux::{Direction, TimeStamp};
use core::ffi::CStr;
use core::time::Duration;

impl Settings<'_> {
    /// Finds out what the values mean, and whether they go together.
    pub(super) fn understand(&mut self, line: &mut Line) -> Result<(), Refused> {
        self.count = self.number(Id::Count, "packet count", 1, MAX_COUNT, line)?;
        self.skip = self.number(Id::Skip, "packet skip count", 0, MAX_COUNT, line)?.unwrap_or(0);
        let sampling = self.number(Id::PrintSampling, "print sampling", 1, MAX_COUNT, line)?;
        self.sampling = sampling.unwrap_or(1);
        self.snap_length = match self.number(Id::SnapLength, "snaplen", 0, MAX_SNAP_LENGTH, line)? {
            None | Some(0) => MAX_SNAP_LENGTH,
            Some(length) => length,
        };
        self.buffer_size = self.number(Id::BufferSize, "packet buffer size", 1, MAX_COUNT, line)?;
        #[cfg(feature = "rings")]
        if let Some(rings) = self.number(Id::Rings, "number of rings", 1, MOST_RINGS, line)? {
            self.rings = rings;
        }
        // For tcpdump too, 0 is never.
        let seconds = self.number(Id::RotateSeconds, "number of seconds", 0, MAX_COUNT, line)?;
        self.rotate_seconds = seconds.filter(|&seconds| seconds > 0);
        let files = self.number(Id::RotateCount, "number of output files", 1, MAX_COUNT, line)?;
        self.rotate_files = files.unwrap_or(0);
        let values = self.values;
        let text = |id| values[id as usize].map(CStr::to_bytes);
        let mut wrong = |before: &str, text: &[u8], after: &str| {
            line.bytes(before.as_bytes()).bytes(text).bytes(after.as_bytes());
            Err(Refused)
        };
        if let Some(size) = text(Id::BufferSize)
            && self.buffer_size > Some(MAX_COUNT / 1024)
        {
            return wrong("packet buffer size ", size, " is too large");
        }
        if let Some(text) = text(Id::RotateSize) {
            self.rotate_bytes = size(text);
            if self.rotate_bytes.is_none() {
                return wrong("invalid file size ", text, "");
            }
        }
        if self.rotate_seconds.is_some()
            && let Some(name) = text(Id::Write)
            && let Some(conversion) = rotation::unknown_conversion(name)
        {
            line.bytes(b"-G does not expand %").bytes(&[conversion]);
            line.bytes(b", only ").bytes(rotation::CONVERSIONS.as_bytes());
            return Err(Refused);
        }
        for (id, duration) in
            [(Id::TimeOut, &mut self.time_out), (Id::StatsInterval, &mut self.stats_interval)]
        {
            let Some(text) = text(id) else { continue };
            *duration = time(text);
            if duration.is_none() {
                return wrong("invalid time ", text, " (as 10s, 500ms, 5m or 1h)");
            }
        }
        if let Some(text) = text(Id::RotateTotal) {
            self.rotate_total = size(text);
            if self.rotate_total.is_none() {
                return wrong("invalid file size ", text, "");
            }
        }
        if let Some(name) = text(Id::LinkType) {
            self.link_type = core::str::from_utf8(name).ok().and_then(LinkType::from_name);
            if self.link_type.is_none() {
                return wrong("invalid data link type ", name, "");
            }
        }
        self.direction = match text(Id::Direction) {
            None | Some(b"inout") => Direction::Both,
            Some(b"in") => Direction::In,
            Some(b"out") => Direction::Out,
            Some(text) => return wrong("unknown capture direction '", text, "'"),
        };
        if let Some(name) = text(Id::TimeStampType) {
            let named = |stamp: &TimeStamp| stamp.names()[0].as_bytes() == name;
            self.time_stamp = match TimeStamp::ALL.into_iter().find(named) {
                Some(stamp) => stamp,
                None => return wrong("invalid time stamp type ", name, ""),
            };
        }
        if let Some(form) = text(Id::Explain)
            && !matches!(form, b"" | b"dot")
        {
            return wrong("unable to parse '", form, "' as a form of --explain");
        }
        let named = |ending: &[u8]| text(Id::Write).is_some_and(|name| name.ends_with(ending));
        self.pcapng = match text(Id::WriteFormat) {
            None => cfg!(feature = "pcapng") && named(b".pcapng"),
            Some(b"pcap") => false,
            Some(b"pcapng") if cfg!(feature = "pcapng") => true,
            Some(b"pcapng") => return wrong("pcapng is not built in", b"", ""),
            Some(text) => return wrong("unable to parse '", text, "' as a format of savefiles"),
        };
        #[cfg(feature = "rings")]
        if let Some(name) = text(Id::FanOut) {
            let Some((_, mode)) = FANOUT_MODES.iter().find(|(known, _)| *known == name) else {
                return wrong("unknown mode '", name, "' for --fanout");
            };
            self.fanout = *mode;
        }
        let nano = match text(Id::Precision) {
            None | Some(b"micro") => false,
            Some(b"nano") => true,
            Some(text) => return wrong("unable to parse '", text, "' as a time stamp precision"),
        };
        let time = match self.times(Id::TimeStamp) {
            0 => TimeForm::Day,
            1 => TimeForm::None,
            2 => TimeForm::Epoch,
            3 => TimeForm::SincePrevious,
            4 => TimeForm::Date,
            5 => TimeForm::SinceFirst,
            _ => return wrong("only -t, -tt, -ttt, -tttt and -ttttt are supported", b"", ""),
        };
        let packet_type = match text(Id::Type) {
            None => 0,
            Some(name) => match crate::print::packet_type(name) {
                Ok(number) => number,
                Err(NoType::Unknown) => return wrong("unknown packet type '", name, "'"),
                Err(NoType::Unprinted) => {
                    return wrong(
                        "packet type '",
                        name,
                        "' is not supported: nothing here prints it",
                    );
                }
            },
        };
        self.print = Options {
            packet_type,
            dotted_systems: self.has(Id::AsDot),
            mesh: self.has(Id::MeshHeader),
            link_header: self.has(Id::LinkHeader),
            numeric: self.has(Id::NoNames),
            no_domain: self.has(Id::NoDomain),
            quiet: self.times(Id::Quiet),
            verbose: self.times(Id::Verbose),
            hex: self.times(Id::Hex),
            hex_ascii: self.times(Id::HexAscii),
            ascii: self.times(Id::Ascii),
            time,
            nano,
            // Of connections of which not all is seen, relative numbers are not known.
            absolute_sequence: self.has(Id::AbsoluteSequence) || self.has(Id::PrintSampling),
            number: self.has(Id::Number),
            no_checksums: self.has(Id::NoChecksums),
            lengths: self.has(Id::Lengths),
            one_line: self.has(Id::IpOneLine),
        };
        combinations::check(self, line)
    }

    /// The number that an option was given, if it was.
    fn number(
        &self,
        id: Id,
        what: &str,
        least: u32,
        most: u32,
        line: &mut Line,
    ) -> Result<Option<u32>, Refused> {
        let Some(text) = self.value(id).map(CStr::to_bytes) else { return Ok(None) };
        let base = match text {
            _ if id != Id::SnapLength => 10,
            [b'0', b'x' | b'X', ..] => 16,
            [b'0', ..] => 8,
            _ => 10,
        };
        let digits = if base == 16 { text.get(2..).unwrap_or_default() } else { text };
        match number(digits, base) {
            Some(number) if (least..=most).contains(&number) => Ok(Some(number)),
            _ => {
                line.bytes(b"invalid ").bytes(what.as_bytes()).bytes(b" ").bytes(text);
                line.bytes(b" (must be >= ").number(least.into());
                line.bytes(b" and <= ").number(most.into()).bytes(b")");
                Err(Refused)
            }
        }
    }
}

/// A file size: in millions of bytes, or with a suffix in powers of 1024.
fn size(text: &[u8]) -> Option<u64> {
    let (digits, unit) = match text {
        [digits @ .., b'k' | b'K'] => (digits, 1 << 10),
        [digits @ .., b'm' | b'M'] => (digits, 1 << 20),
        [digits @ .., b'g' | b'G'] => (digits, 1 << 30),
        digits => (digits, 1_000_000),
    };
    number(digits, 10).filter(|&number| number > 0).map(|number| u64::from(number) * unit)
}

/// A time: in seconds, or with a unit. It is not nothing.
#[must_use]
pub fn time(text: &[u8]) -> Option<Duration> {
    let (digits, unit) = match text {
        [digits @ .., b'm', b's'] => (digits, 1),
        [digits @ .., b's'] => (digits, 1000),
        [digits @ .., b'm'] => (digits, 60_000),
        [digits @ .., b'h'] => (digits, 3_600_000),
        digits => (digits, 1000),
    };
    let millis = number(digits, 10).filter(|&number| number > 0)?;
    Some(Duration::from_millis(u64::from(millis) * unit))
}

/// A number of plain digits.
#[must_use]
pub fn number(text: &[u8], base: u32) -> Option<u32> {
    let add = |number: u32, digit: &u8| {
        number.checked_mul(base)?.checked_add(char::from(*digit).to_digit(base)?)
    };
    text.first()?;
    text.iter().try_fold(0, add)
}
