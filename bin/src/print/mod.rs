//! Packets as lines of text, as tcpdump prints them.
//!
//! A [`Printer`] holds what lasts from packet to packet; [`Printer::packet`] prints one packet
//! into a [`Sink`]. Each protocol has a file with a function that takes the bytes it may read and
//! the context to print with. None of them can panic or read beyond the captured bytes: they read
//! through `Bytes`, and stop with an error that turns into a truncation mark. Headers nest to a
//! fixed depth, and a packet that becomes more text than its length justifies ends in that mark, too.
//!
//! A printer's output is the field's: the words, the order and the punctuation are tcpdump's, byte
//! for byte, so that scripts and eyes trained on it keep working. Where a protocol is unknown or
//! left out of the build, its length is printed, as tcpdump prints a payload that it does not know.
//!
//! Functions that need much of the stack and are called from one place are kept out of their caller
//! (`inline(never)`) where that was measured to make the program smaller: in its frame, what the caller has
//! of its own would be farther from the top, and each instruction that uses it longer.
#![deny(clippy::indexing_slicing)]
// Parts of the toolkit serve only printers that a build may leave out.
#![cfg_attr(
    not(all(
        feature = "print",
        feature = "print-core",
        feature = "print-tunnels",
        feature = "print-routing",
        feature = "print-applications",
        feature = "print-wireless",
        feature = "print-rare",
        feature = "print-smb"
    )),
    allow(dead_code, unused_imports, unused_macros, unused_variables, unreachable_code)
)]

mod absent;
mod address;
#[cfg(feature = "print-applications")]
mod applications;
#[cfg(feature = "print")]
mod arp;
#[cfg(feature = "print-core")]
mod bootp;
mod bytes;
#[cfg(feature = "print")]
mod checksum;
mod context;
#[cfg(feature = "print")]
mod cooked;
#[cfg(feature = "print-core")]
mod dhcp6;
#[cfg(feature = "print-core")]
mod domain;
mod dump;
#[cfg(feature = "print")]
mod ether;
#[cfg(feature = "print")]
mod flow;
#[cfg(feature = "print")]
mod groups;
#[cfg(feature = "print")]
mod icmp;
#[cfg(feature = "print")]
mod icmp6;
#[cfg(feature = "print-core")]
mod icmp_extensions;
#[cfg(feature = "print-core")]
mod igmp;
#[cfg(feature = "print")]
mod ip;
#[cfg(feature = "print")]
mod ip6;
#[cfg(feature = "json")]
pub(crate) mod json;
#[cfg(feature = "print-core")]
mod lan;
#[cfg(feature = "print")]
mod link;
#[cfg(feature = "print-core")]
mod loopback;
mod marks;
#[cfg(feature = "print")]
mod mld;
#[cfg(feature = "print-core")]
mod mobility;
#[cfg(feature = "print-core")]
mod mptcp;
#[cfg(feature = "print")]
mod neighbor;
#[cfg(feature = "print-core")]
mod node;
#[cfg(feature = "print-core")]
mod ntp;
#[cfg(feature = "print")]
mod ports;
#[cfg(feature = "print-rare")]
mod rare;
#[cfg(feature = "print-routing")]
mod routing;
#[cfg(feature = "print-core")]
mod rpl;
mod sink;
#[cfg(feature = "print-smb")]
mod smb;
#[cfg(feature = "print-core")]
mod syslog;
mod table;
#[cfg(feature = "print")]
mod tcp;
#[cfg(feature = "print-core")]
mod text;
#[cfg(feature = "print-core")]
mod tftp;
mod time;
#[cfg(feature = "print")]
mod transport;
#[cfg(feature = "print-tunnels")]
mod tunnels;
#[cfg(feature = "print")]
mod udp;
#[cfg(feature = "print-wireless")]
mod wireless;

/// What nearly every printer uses.
#[cfg(feature = "print")]
mod toolkit {
    pub(crate) use super::bytes::{Bytes, Cut, Res, Short};
    pub(crate) use super::context::Arg::{self, Address, Bits, Flags, Name, T, X};
    pub(crate) use super::context::{Ctx, put, show};
    pub(crate) use super::table::{Table, table};
    pub(crate) use crate::literal::Literal;
    pub(crate) use crate::packed::{Text, text};
}

#[cfg(test)]
#[cfg(feature = "print")]
mod tests;

pub use sink::Sink;
pub(crate) use time::{civil, day_of};

use crate::literal::Literal;
use crate::packed::text;
use barecap_core::linktype::LinkType;
use bytes::{Bytes, Early};
use context::{Ctx, put, put_2};

/// Why a name of -T is of no use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoType {
    /// It is not one of tcpdump's.
    Unknown,
    /// Nothing here prints it.
    Unprinted,
}

/// The number of a name of -T.
///
/// # Errors
/// [`NoType`].
pub fn packet_type(name: &[u8]) -> Result<u8, NoType> {
    #[cfg(feature = "print")]
    return ports::packet_type(name);
    #[cfg(not(feature = "print"))]
    Err(NoType::Unprinted)
}

/// Forms of the time stamp.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TimeForm {
    /// `-t`: none.
    None,
    /// `-tt`: seconds since 1970.
    Epoch,
    /// `-ttt`: since the previous packet.
    SincePrevious,
    /// `-tttt`: date and time of day.
    Date,
    /// `-ttttt`: since the first packet.
    SinceFirst,
    /// Time of day.
    #[default]
    Day,
}

/// What to print of a packet; each field is an option of the command line.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// `-e`: the link-layer header.
    pub link_header: bool,
    /// `-n`: addresses and ports as numbers.
    pub numeric: bool,
    /// `-N`: names of hosts without their domains.
    pub no_domain: bool,
    /// `-q`, counted: less.
    pub quiet: u8,
    /// `-v`, counted: more.
    pub verbose: u8,
    /// `-x`, counted: bytes in hexadecimal; twice: with the link-layer header.
    pub hex: u8,
    /// `-X`, counted: bytes in hexadecimal and as text; twice: with the link-layer header.
    pub hex_ascii: u8,
    /// `-A`, counted: bytes as text; twice: with the link-layer header.
    pub ascii: u8,
    /// `-t` to `-ttttt`.
    pub time: TimeForm,
    /// `--nano`: time stamps in nanoseconds; [`PacketInfo::fraction`] is in the same unit.
    pub nano: bool,
    /// `-S`: TCP sequence numbers as they stand in the packet.
    pub absolute_sequence: bool,
    /// `-#`: the packet's number before the line.
    pub number: bool,
    /// `-K`: no checksums verified.
    pub no_checksums: bool,
    /// `--lengths`: captured and wire length before the line.
    pub lengths: bool,
    /// `-T`: what all packets are, as [`packet_type`] numbers it, or 0.
    pub packet_type: u8,
    /// `-H`: headers of 802.11s meshes are looked for.
    pub mesh: bool,
    /// `-b`: numbers of autonomous systems in two parts.
    pub dotted_systems: bool,
    /// `-g`: no line break after the IP header with -v.
    pub one_line: bool,
}

impl Options {
    /// Whether payloads that no printer knows are left out.
    fn suppress_unknown(&self) -> bool {
        self.quiet > 0 || self.hex > 0 || self.hex_ascii > 0
    }
}

/// What the machine that prints knows: names for numbers, and its time zone. Every method may
/// answer that it knows nothing. Hosts, stations, services and protocols are asked for only without
/// -n.
pub trait Lookup {
    /// The name of a host.
    fn host4(&mut self, _address: [u8; 4]) -> Option<&str> {
        None
    }

    /// The name of a host.
    fn host6(&mut self, _address: &[u8; 16]) -> Option<&str> {
        None
    }

    /// The name of a station.
    fn ether(&mut self, _address: &[u8; 6]) -> Option<&str> {
        None
    }

    /// The name of a TCP service.
    fn tcp_port(&mut self, _port: u16) -> Option<&str> {
        None
    }

    /// The name of a UDP service.
    fn udp_port(&mut self, _port: u16) -> Option<&str> {
        None
    }

    /// The name of the interface with an index, on the machine that prints: a savefile may come
    /// from another.
    fn interface(&mut self, _index: u32) -> Option<&str> {
        None
    }

    /// The name of an IP protocol.
    fn protocol(&mut self, _number: u8) -> Option<&str> {
        None
    }

    /// Seconds that local time is ahead of UTC at a time in seconds since 1970.
    fn utc_offset(&mut self, _seconds: i64) -> i32 {
        0
    }
}

/// A machine that knows no names and lives in UTC.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoNames;

impl Lookup for NoNames {}

/// A packet as it comes from the ring or from a savefile.
#[derive(Clone, Copy, Debug)]
pub struct PacketInfo<'a> {
    /// Seconds since 1970, UTC.
    pub seconds: i64,
    /// Microseconds, or nanoseconds with [`Options::nano`].
    pub fraction: u32,
    /// The length on the wire.
    pub length: u32,
    /// The link type.
    pub link_type: LinkType,
    /// The captured bytes.
    pub data: &'a [u8],
    /// The checksum of TCP or UDP is still to be filled in by the network card that sends it: one that
    /// is not right is not called wrong.
    pub offloaded: bool,
    /// The name of the interface and whose the packet was, in the kernel's numbers, where that is to
    /// be printed.
    pub origin: Option<(&'a [u8], u8)>,
}

/// Prints packets one after another.
///
/// It is about 200 KiB large, nearly all of it a table of TCP connections that starts as zeros:
/// keep it in a static, where it costs only the pages that are used.
pub struct Printer {
    count: u64,
    times: time::Times,
    #[cfg(feature = "print")]
    flows: flow::Flows,
}

impl Default for Printer {
    fn default() -> Self {
        Self::new()
    }
}

impl Printer {
    /// A printer that has seen no packet.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            count: 0,
            times: time::Times::new(),
            #[cfg(feature = "print")]
            flows: flow::Flows::new(),
        }
    }

    /// Counts packets that are left out, so that later ones keep their numbers.
    pub fn skip(&mut self, packets: u64) {
        self.count = self.count.wrapping_add(packets);
    }

    /// Prints a packet: its line, the lines that belong to it, and a line end.
    ///
    /// ```
    /// use barecap_cli::print::{NoNames, Options, PacketInfo, Printer, Sink, TimeForm};
    /// use barecap_core::linktype::LinkType;
    ///
    /// let data = [
    ///     0x45, 0, 0, 28, 0, 1, 0, 0, 64, 17, 0, 0, 127, 0, 0, 1, 127, 0, 0, 1, // IP
    ///     0x30, 0x39, 0x13, 0x88, 0, 8, 0, 0, // UDP
    /// ];
    /// let packet = PacketInfo {
    ///     seconds: 0,
    ///     fraction: 0,
    ///     length: 28,
    ///     link_type: LinkType::RAW,
    ///     data: &data,
    ///     offloaded: false,
    ///     origin: None,
    /// };
    /// let options = Options { numeric: true, time: TimeForm::None, ..Options::default() };
    /// let mut text = Vec::new();
    /// let mut buffer = [0; 256];
    /// let mut write = |bytes: &[u8]| {
    ///     text.extend_from_slice(bytes);
    ///     true
    /// };
    /// let mut sink = Sink::new(&mut buffer, &mut write);
    /// Printer::new().packet(&packet, &options, &mut NoNames, &mut sink);
    /// sink.flush();
    /// assert_eq!(text, b"IP 127.0.0.1.12345 > 127.0.0.1.5000: UDP, length 0\n");
    /// ```
    pub fn packet(
        &mut self,
        packet: &PacketInfo<'_>,
        options: &Options,
        lookup: &mut dyn Lookup,
        sink: &mut Sink<'_>,
    ) {
        let mut c = Ctx {
            o: options.clone(),
            out: sink
                .borrow(packet.data.len().wrapping_add(ROOM).wrapping_mul(TIMES).cast_signed()),
            #[cfg(feature = "print")]
            flows: &mut self.flows,
            lookup,
            #[cfg(feature = "print-rare")]
            ends: None,
            protocol: text!(""),
            link_header: 0,
            link_named: options.link_header,
            offloaded: packet.offloaded,
            depth: 0,
        };
        self.count = self.count.wrapping_add(1);
        if options.number {
            c.out.dec_wide(self.count, 5, b' ');
            c.out.str("  ");
        }
        if options.lengths {
            put!(&mut c, "caplen {} len {} ", packet.data.len(), packet.length);
        }
        if !invalid(&mut c, packet) {
            time::print(&mut c, &mut self.times, packet);
            #[cfg(feature = "print")]
            if let Some((name, kind)) = packet.origin {
                cooked::origin(&mut c.out, name, kind);
            }
            let b = Bytes::new(packet.data, packet.length as usize);
            if let Err(early) = headers(&mut c, packet.link_type, &b) {
                c.truncated();
                if early == Early::Cut {
                    c.link_header = 0;
                }
            }
            dumps(&mut c, packet.data);
            c.out.byte(b'\n');
        }
        let state = c.out.state();
        sink.resume(state);
    }
}

/// Prints a packet from its link-layer header on.
#[cfg(feature = "print")]
use link::print as headers;

/// Prints of a packet that it is there.
#[cfg(not(feature = "print"))]
fn headers(c: &mut Ctx<'_>, link_type: LinkType, b: &Bytes<'_>) -> bytes::Res {
    let name = context::Arg::S(link_type.name().unwrap_or("?"));
    put!(c, "link-type {}, length {}", name, b.len());
    Ok(())
}

/// How much text a packet may become: so many times its captured bytes and some more, far beyond what any
/// packet needs that is what it says. Without it a sender could have the same bytes printed over and over, by
/// lists in which each element goes on to the end of them all.
const TIMES: usize = 256;
const ROOM: usize = 256;

/// The longest packet that a capture may hold.
const LONGEST: usize = 262_144;

/// Says what is wrong with lengths that cannot be, in place of the packet.
fn invalid(c: &mut Ctx<'_>, packet: &PacketInfo<'_>) -> bool {
    let (captured, length) = (packet.data.len(), packet.length as usize);
    let mut wrong = false;
    let mut check = |holds: bool, format: Literal, a: usize, b: usize| {
        if !holds {
            c.literal(if wrong { text!(",") } else { text!("[Invalid header:") });
            put_2(c, format, a, b);
            wrong = true;
        }
    };
    check(captured != 0, text!(" caplen==0"), 0, 0);
    check(length != 0, text!(" len==0"), 0, 0);
    check(length == 0 || length >= captured, text!(" len({}) < caplen({})"), length, captured);
    check(captured <= LONGEST, text!(" caplen({}) > {}"), captured, LONGEST);
    check(length <= LONGEST, text!(" len({}) > {}"), length, LONGEST);
    if wrong {
        put!(c, "]\n");
    }
    wrong
}

/// The dumps asked for with -x, -X and -A.
fn dumps(c: &mut Ctx<'_>, data: &[u8]) {
    let inside = data.get(c.link_header..).unwrap_or(&[]);
    if c.o.hex_ascii > 0 {
        dump::hex_ascii(
            &mut c.out,
            text!("\n\t"),
            0,
            if c.o.hex_ascii > 1 { data } else { inside },
        );
    } else if c.o.hex > 0 {
        dump::hex(&mut c.out, text!("\n\t"), if c.o.hex > 1 { data } else { inside });
    } else if c.o.ascii > 0 {
        dump::ascii(&mut c.out, if c.o.ascii > 1 { data } else { inside });
    }
}
