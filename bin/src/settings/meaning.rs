//! What the values of options mean: numbers, sizes, times and names. What is none of what an option
//! takes is told with what it would be.

#[cfg(feature = "rings")]
use super::{FANOUT_MODES, MOST_RINGS};
use super::{MAX_BUFFER_SIZE, MAX_COUNT, MAX_SNAP_LENGTH, Settings, combinations};
use crate::flags::Id;
use crate::message::{Line, Refused};
use crate::packed::text;
use crate::print::{self, NoType, Options, TimeForm};
use crate::rotation::{self, ROTATES};
use barecap_core::linktype::LinkType;
use barecap_core::words::choice;
use barecap_linux::{Direction, TimeStamp};
use core::ffi::CStr;
use core::time::Duration;

/// What -Q takes, in small letters or capital ones.
const DIRECTIONS: [(&[u8], Direction); 3] =
    [(b"inout", Direction::Both), (b"in", Direction::In), (b"out", Direction::Out)];

impl<'a> Settings<'a> {
    /// Finds out what the values mean, and whether they go together.
    ///
    /// # Errors
    ///
    /// One means nothing, or they do not go together: `line` says what.
    pub(super) fn understand(&mut self, line: &mut Line) -> Result<(), Refused> {
        self.understand_numbers(line)?;
        if ROTATES {
            self.understand_rotation(line)?;
        }
        self.understand_capture(line)?;
        self.print = self.understand_printing(line)?;
        combinations::check(self, line)
    }

    /// How many packets there may be, and how much of them.
    fn understand_numbers(&mut self, line: &mut Line) -> Result<(), Refused> {
        self.count = self.number(Id::Count, "packet count", 1, MAX_COUNT, line)?;
        self.skip = self.number(Id::Skip, "packet skip count", 0, MAX_COUNT, line)?.unwrap_or(0);
        let sampling = self.number(Id::PrintSampling, "print sampling", 1, MAX_COUNT, line)?;
        self.sampling = sampling.unwrap_or(1);
        self.snap_length = match self.number(Id::SnapLength, "snaplen", 0, MAX_SNAP_LENGTH, line)? {
            None | Some(0) => MAX_SNAP_LENGTH,
            Some(length) => length,
        };
        self.buffer_size =
            self.number(Id::BufferSize, "packet buffer size", 1, MAX_BUFFER_SIZE, line)?;
        #[cfg(feature = "rings")]
        if let Some(rings) = self.number(Id::Rings, "number of rings", 1, MOST_RINGS, line)? {
            self.rings = rings;
        }
        for (id, duration) in
            [(Id::TimeOut, &mut self.time_out), (Id::StatsInterval, &mut self.stats_interval)]
        {
            let Some(text) = self.values[id as usize].map(CStr::to_bytes) else { continue };
            *duration = time(text);
            if duration.is_none() {
                return wrong(line, "invalid time ", text, " (as 10s, 500ms, 5m or 1h)");
            }
        }
        Ok(())
    }

    /// When another file begins.
    fn understand_rotation(&mut self, line: &mut Line) -> Result<(), Refused> {
        // For tcpdump too, 0 is never.
        let seconds = self.number(Id::RotateSeconds, "number of seconds", 0, MAX_COUNT, line)?;
        self.rotate_seconds = seconds.filter(|&seconds| seconds > 0);
        let files = self.number(Id::RotateCount, "number of output files", 1, MAX_COUNT, line)?;
        self.rotate_files = files.unwrap_or(0);
        for (id, bytes) in
            [(Id::RotateSize, &mut self.rotate_bytes), (Id::RotateTotal, &mut self.rotate_total)]
        {
            let Some(text) = self.values[id as usize].map(CStr::to_bytes) else { continue };
            *bytes = size(text);
            if bytes.is_none() {
                return wrong(line, "invalid file size ", text, "");
            }
        }
        if self.rotate_seconds.is_some()
            && let Some(conversion) = self.text(Id::Write).and_then(rotation::unknown_conversion)
        {
            line.literal(text!("-G does not expand %")).bytes(&[conversion]);
            line.literal(text!(": it is none of ")).bytes(rotation::CONVERSIONS.as_bytes());
            return Err(Refused);
        }
        Ok(())
    }

    /// What is captured and written, and how.
    fn understand_capture(&mut self, line: &mut Line) -> Result<(), Refused> {
        let named = |ending: &[u8]| self.text(Id::Write).is_some_and(|name| name.ends_with(ending));
        self.pcapng = match self.text(Id::WriteFormat) {
            None => named(b".pcapng"),
            Some(text) => match choice(text, "pcap pcapng") {
                Some(format) => format > 0,
                None => {
                    return wrong(
                        line,
                        "unable to parse '",
                        text,
                        "' as a format (pcap or pcapng)",
                    );
                }
            },
        };
        // A name is none for another format unless that is said.
        if cfg!(not(feature = "pcapng")) && self.pcapng {
            return wrong(line, "pcapng is not built in (--write-format=pcap)", b"", "");
        }
        if let Some(name) = self.text(Id::LinkType) {
            self.link_type = core::str::from_utf8(name).ok().and_then(LinkType::from_name);
            if self.link_type.is_none() {
                return wrong(line, "invalid data link type ", name, "");
            }
        }
        self.direction = match self.text(Id::Direction) {
            None => Direction::Both,
            Some(text) => match DIRECTIONS.iter().find(|(name, _)| name.eq_ignore_ascii_case(text))
            {
                Some((_, direction)) => *direction,
                None => return wrong(line, "unknown capture direction '", text, "'"),
            },
        };
        if let Some(name) = self.text(Id::TimeStampType) {
            let named = |stamp: &TimeStamp| stamp.names()[0].as_bytes().eq_ignore_ascii_case(name);
            self.time_stamp = match TimeStamp::ALL.into_iter().find(named) {
                Some(stamp) => stamp,
                None => return wrong(line, "invalid time stamp type ", name, ""),
            };
        }
        if cfg!(feature = "explain")
            && let Some(form) = self.text(Id::Explain)
            && !matches!(form, b"" | b"dot")
        {
            return wrong(line, "unable to parse '", form, "' as a form of --explain (dot)");
        }
        #[cfg(feature = "rings")]
        if let Some(name) = self.text(Id::FanOut) {
            let Some((_, mode)) = FANOUT_MODES.iter().find(|(known, _)| *known == name) else {
                line.literal(text!("unknown mode '")).bytes(name);
                line.literal(text!("' for --fanout: it is none of"));
                for (known, _) in FANOUT_MODES {
                    line.literal(text!(" ")).bytes(known);
                }
                return Err(Refused);
            };
            self.fanout = *mode;
        }
        Ok(())
    }

    /// How packets are printed.
    fn understand_printing(&self, line: &mut Line) -> Result<Options, Refused> {
        let nano = match self.text(Id::Precision) {
            None => false,
            Some(text) => match choice(text, "micro nano") {
                Some(number) => number == 1,
                None => {
                    return wrong(line, "unable to parse '", text, "' as a time stamp precision");
                }
            },
        };
        let time = match self.times(Id::TimeStamp) {
            0 => TimeForm::Day,
            1 => TimeForm::None,
            2 => TimeForm::Epoch,
            3 => TimeForm::SincePrevious,
            4 => TimeForm::Date,
            5 => TimeForm::SinceFirst,
            _ => {
                return wrong(line, "only -t, -tt, -ttt, -tttt and -ttttt are supported", b"", "");
            }
        };
        let packet_type = match self.text(Id::Type).map(|name| (name, print::packet_type(name))) {
            None => 0,
            Some((_, Ok(number))) => number,
            Some((name, Err(NoType::Unknown))) => {
                return wrong(line, "unknown packet type '", name, "'");
            }
            Some((name, Err(NoType::Unprinted))) => {
                let why = "' is not supported: nothing here prints it";
                return wrong(line, "packet type '", name, why);
            }
        };
        Ok(Options {
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
        })
    }

    /// The text that an option was given, if it was.
    fn text(&self, id: Id) -> Option<&'a [u8]> {
        self.value(id).map(CStr::to_bytes)
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
        let Some(text) = self.text(id) else { return Ok(None) };
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
                line.literal(text!("invalid "))
                    .bytes(what.as_bytes())
                    .literal(text!(" "))
                    .bytes(text);
                line.literal(text!(" (must be >= ")).number(least.into());
                line.literal(text!(" and <= ")).number(most.into()).literal(text!(")"));
                Err(Refused)
            }
        }
    }
}

/// Says what is wrong with a value.
fn wrong<T>(line: &mut Line, before: &str, text: &[u8], after: &str) -> Result<T, Refused> {
    line.bytes(before.as_bytes()).bytes(text).bytes(after.as_bytes());
    Err(Refused)
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
