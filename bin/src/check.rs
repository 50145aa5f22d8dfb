//! --check: whether savefiles are sound, and what is in them.
//!
//! A savefile is sound if it can be read to its end and no packet has more captured bytes than it was
//! long. Each gets a line with its packets and bytes by link type, the time that it covers, the
//! longest time without a packet, how many packets were cut to the snap length, and how many have
//! an earlier time than the one before, which captures on several processors have; and what a pcapng
//! file says of lost packets. That some were lost makes no file unsound.
//!
//! With --json the line is an object, whose names are to stay:
//!
//! ```text
//! file                    the name, as it was given
//! sound                   true or false
//! error                   why it could not be read to its end, if it could not
//! packets                 how many there are
//! link_types              of each its name, packets and bytes (as they were on the wire)
//! first, last             times, in seconds since 1970 with nine places, as strings; where there are packets
//! longest_gap             seconds in the same form; where there are packets
//! cut                     packets that were captured in part
//! late                    packets with an earlier time than the one before
//! too_long                packets with more captured bytes than they were long
//! missing                 packets that were lost before others, as those say (pcapng's epb_dropcount)
//! dropped_by_kernel,      packets that were lost in all, as the file says at the end of a capture
//! dropped_by_interface    (pcapng's isb_osdrop and isb_ifdrop); not there if it does not say
//! ```

use crate::flags::Id;
use crate::message::Line;
use crate::packed::text;
#[cfg(feature = "json")]
use crate::print::{Sink, json::Json};
use crate::privileges::{self, User};
use crate::replay::{self, Error, Paths, Savefile};
#[cfg(feature = "sandbox")]
use crate::sandbox;
use crate::section::INTERFACES;
use crate::settings::Settings;
use crate::stdout::Stdout;
use barecap_core::linktype::LinkType;
use barecap_core::savefile::timestamp::Timestamp;
use barecap_core::savefile::{Item, Missing, MissingKind};
use core::ffi::CStr;
use heapless::Vec;

/// The exit code if a savefile is not sound, or cannot be read.
const UNSOUND: u8 = 1;

/// Checks savefiles, whose names end with zeros; answers with the exit code.
#[must_use]
pub fn run(
    program: &[u8],
    names: &[u8],
    settings: &Settings<'_>,
    memory: &mut replay::Memory,
) -> u8 {
    let (mut code, mut files) = (0, 0);
    let mut stdout = Stdout::new(None);
    let user = User::find(program, settings);
    if user.and_then(|user| privileges::give_up(program, settings, user, &[])).is_err() {
        return UNSOUND;
    }
    #[cfg(feature = "sandbox")]
    sandbox::enter(
        program,
        settings,
        sandbox::needs(settings, true, false),
        &mut Paths::new(names),
    );
    for path in Paths::new(names) {
        files += 1;
        code |= check(path, settings.has(Id::Json), memory, &mut stdout);
    }
    if files == 0 {
        Line::of(program).literal(text!("--check wants the names of savefiles")).send();
        return UNSOUND;
    }
    match stdout.report(program, 0) {
        0 => code,
        failed => failed,
    }
}

/// What there is in a savefile.
#[derive(Debug, Default)]
struct Contents {
    /// Link types, with their packets and bytes.
    kinds: Vec<(LinkType, u64, u64), INTERFACES>,
    packets: u64,
    cut: u64,
    too_long: u64,
    late: u64,
    first: Timestamp,
    last: Timestamp,
    /// The longest time between two packets, and the one that ends it.
    gap: Timestamp,
    /// Packets that were lost before others.
    missing: u64,
    /// What the kernel and the interfaces dropped, in sections that have ended.
    dropped: [Option<u64>; 2],
    /// The same for the interfaces of this section, of which the last word counts.
    dropped_here: Vec<(u32, [Option<u64>; 2]), INTERFACES>,
}

impl Contents {
    /// Takes note of what stands in the file.
    fn item(&mut self, link_type: LinkType, item: &Item) {
        match item {
            Item::Packet(record) => {
                let captured = record.data.len() as u64;
                self.packet(link_type, record.time, captured, record.length.into());
            }
            Item::Missing(missing) => self.missing(missing),
            // Numbers begin again.
            Item::Interface(0) => self.add_up(),
            Item::Interface(_) | Item::Option(_) | Item::Block(..) | Item::Nothing => {}
        }
    }

    fn missing(&mut self, missing: &Missing) {
        let Missing { interface, kind, count } = *missing;
        let place = match kind {
            MissingKind::BeforePacket => {
                self.missing = self.missing.saturating_add(count);
                return;
            }
            MissingKind::BySystem => 0,
            MissingKind::ByInterface => 1,
        };
        let here = &mut self.dropped_here;
        if !here.iter().any(|(number, _)| *number == interface) {
            let _ = here.push((interface, [None; 2]));
        }
        if let Some((_, counts)) = here.iter_mut().find(|(number, _)| *number == interface) {
            counts[place] = Some(count);
        }
    }

    /// Adds up what was dropped in a section.
    fn add_up(&mut self) {
        for (_, counts) in &self.dropped_here {
            for (all, count) in self.dropped.iter_mut().zip(counts) {
                if let Some(count) = count {
                    *all = Some(all.unwrap_or(0).saturating_add(*count));
                }
            }
        }
        self.dropped_here.clear();
    }

    fn packet(&mut self, link_type: LinkType, time: Timestamp, captured: u64, length: u64) {
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
        // A fraction of more than a second, as some programs write it, is the next one's.
        let time = time.carried();
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
        Timestamp { seconds: seconds - 1, nanos: to.nanos + SECOND - from.nanos }
    }
}

/// Writes seconds with six places; those of before 1970 are written as 0.
fn write_time(line: &mut Line, time: Timestamp) {
    let micros = 1_000_000 + time.nanos / 1000;
    let mut digits = Line::new();
    digits.number(micros);
    line.number(u64::try_from(time.seconds).unwrap_or(0)).literal(text!("."));
    line.bytes(digits.text().get(1..).unwrap_or_default());
}

/// Checks a savefile, and says what there is in it; answers with the exit code. What it needs on the stack
/// is much, and nothing else is to have it there.
#[inline(never)]
fn check(path: &CStr, is_json: bool, memory: &mut replay::Memory, stdout: &mut Stdout<'_>) -> u8 {
    let mut contents = Contents::default();
    let read = Savefile::open(path, false, memory, None).and_then(|mut savefile| {
        savefile.each(&mut |link_type, item| contents.item(link_type, item))
    });
    contents.add_up();
    let is_sound = read.is_ok() && contents.too_long == 0;
    if is_json {
        #[cfg(feature = "json")]
        write_object(path, is_sound, read.err(), &contents, stdout);
    } else {
        write_line(path, is_sound, read.err(), &contents, stdout);
    }
    if is_sound { 0 } else { UNSOUND }
}

fn write_line(
    path: &CStr,
    is_sound: bool,
    error: Option<Error>,
    contents: &Contents,
    stdout: &mut Stdout<'_>,
) {
    let mut line = Line::new();
    line.about(path.to_bytes());
    line.literal(if is_sound { text!("sound: ") } else { text!("not sound: ") });
    if let Some(error) = error {
        error.describe(&mut line).literal(text!("; before that "));
    }
    line.packets(contents.packets);
    for (link_type, packets, bytes) in &contents.kinds {
        line.literal(text!(", "))
            .number(*packets)
            .literal(text!(" of "))
            .shown(link_type)
            .literal(text!(" with "));
        line.number(*bytes).literal(text!(" bytes"));
    }
    if contents.packets > 0 {
        line.literal(text!(", from "));
        write_time(&mut line, contents.first);
        line.literal(text!(" to "));
        write_time(&mut line, contents.last);
        line.literal(text!(", longest gap "));
        write_time(&mut line, contents.gap);
    }
    let [by_kernel, by_interface] = contents.dropped.map(|count| count.unwrap_or(0));
    for (count, what) in [
        (contents.cut, " cut"),
        (contents.late, " earlier than the one before"),
        (contents.too_long, " captured longer than they were"),
        (contents.missing, " missing before others"),
        (by_kernel, " dropped by kernel"),
        (by_interface, " dropped by interface"),
    ] {
        if count > 0 {
            line.literal(text!(", ")).number(count).bytes(what.as_bytes());
        }
    }
    stdout.write(line.ended(b'\n'));
}

#[cfg(feature = "json")]
fn write_object(
    path: &CStr,
    is_sound: bool,
    error: Option<Error>,
    contents: &Contents,
    stdout: &mut Stdout<'_>,
) {
    let mut buffer = [0; 1024];
    let mut write = |bytes: &[u8]| stdout.write(bytes);
    let mut out = Sink::new(&mut buffer, &mut write);
    let mut json = Json::new(&mut out);
    json.string(text!("file"), path.to_bytes());
    json.truth(text!("sound"), is_sound);
    if let Some(error) = error {
        json.string(text!("error"), error.describe(&mut Line::new()).text());
    }
    json.number(text!("packets"), contents.packets);
    json.list(text!("link_types"), &mut contents.kinds.iter(), &mut |json, kind| {
        let (link_type, packets, bytes) = kind;
        json.string(text!("name"), Line::new().shown(link_type).text());
        json.number(text!("packets"), *packets);
        json.number(text!("bytes"), *bytes);
    });
    if contents.packets > 0 {
        json.time(text!("first"), contents.first);
        json.time(text!("last"), contents.last);
        json.time(text!("longest_gap"), contents.gap);
    }
    json.number(text!("cut"), contents.cut);
    json.number(text!("late"), contents.late);
    json.number(text!("too_long"), contents.too_long);
    json.number(text!("missing"), contents.missing);
    for (name, count) in [text!("dropped_by_kernel"), text!("dropped_by_interface")]
        .into_iter()
        .zip(contents.dropped)
    {
        if let Some(count) = count {
            json.number(name, count);
        }
    }
    json.finish();
    // What has failed is kept by `stdout`.
    out.flush();
}
