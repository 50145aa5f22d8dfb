//! What to capture, and how.

use core::fmt;
use core::str::FromStr;

use crate::error::Error;
use crate::interface::InterfaceName;
use crate::stamp::TimeStamp;

/// Where packets come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// One interface, by name.
    Interface(InterfaceName),
    /// Every interface of the network namespace, those that appear later included. Packets have
    /// cooked headers, and promiscuous mode is not to be had.
    Any,
}

/// "any", or the name of an interface.
///
/// ```
/// use barecap_linux::{Config, Source};
///
/// assert_eq!("any".parse(), Ok(Source::Any));
/// let config = Config::new("eth0".parse()?);
/// assert_eq!(config.source.to_string(), "eth0");
/// # Ok::<(), barecap_linux::Error>(())
/// ```
impl FromStr for Source {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        if name == "any" { Ok(Self::Any) } else { name.parse().map(Self::Interface) }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Interface(name) => name.fmt(f),
            Self::Any => f.write_str("any"),
        }
    }
}

/// Which packets are wanted, by who sends them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// All.
    #[default]
    Both,
    /// Those that this machine receives.
    In,
    /// Those that this machine sends.
    Out,
}

/// How packets come from the kernel to a capture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Method {
    /// Through a ring of blocks of packets (`TPACKET_V3`), handed over when a block is full or its
    /// time is up: the least work for each packet, and the most packets in the memory.
    BlockRing,
    /// Through a ring of frames (`TPACKET_V2`), each packet handed over at once.
    FrameRing,
    /// One by one (recvmsg(2)): where rings are not to be had.
    Receive,
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::BlockRing => "TPACKET_V3",
            Self::FrameRing => "TPACKET_V2",
            Self::Receive => "recvmsg(2)",
        })
    }
}

/// The longest snap length there is; what asks for more or for none gets this.
pub const MAX_SNAP_LENGTH: u32 = 262_144;

/// How to capture. Start from [`Config::new`] and change what should differ.
///
/// ```
/// use barecap_linux::{Config, InterfaceName, Source};
///
/// let name = InterfaceName::new(b"eth0").unwrap();
/// let mut config = Config::new(Source::Interface(name));
/// config.snap_length = 96;
/// config.promiscuous = false;
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Config {
    /// Where from.
    pub source: Source,
    /// How many bytes of a packet are kept; 0 for [`MAX_SNAP_LENGTH`]. With a filter the kernel puts as many
    /// into the ring as that returns, the `snap_length` of the `Context` that it was compiled with, whatever is
    /// delivered of them: have it be the same, [`Prepared::snap_length`](crate::Prepared::snap_length), lest
    /// the ring is full of bytes that nobody wants.
    pub snap_length: u32,
    /// Whether to see what is meant for other machines too.
    pub promiscuous: bool,
    /// The memory for packets not yet read, in bytes. What was obtained may differ: see
    /// [`Capture::buffer_bytes`](crate::Capture::buffer_bytes).
    pub buffer_bytes: u32,
    /// How long the kernel may gather packets before it hands them over, in milliseconds; 0 for
    /// until there are enough of them.
    pub block_timeout_ms: u32,
    /// Hand over every packet at once, at a higher cost for each: by [`Method::FrameRing`], if that is to be
    /// had. [`Method::BlockRing`], where it is asked for, hands packets over after a millisecond then.
    pub immediate: bool,
    /// How packets are to come; none for whatever serves best and is to be had. What it has become
    /// [`Capture::method`](crate::Capture::method) says.
    pub method: Option<Method>,
    /// Which packets are wanted. The kernel drops the others before they take any room. What the
    /// loopback interface carries counts as received: it comes by twice, and is delivered once.
    pub direction: Direction,
    /// Whose clock packets are stamped with. Where the hardware has none, on [`Source::Any`], or where packets
    /// come one by one, it is the system's: see [`Capture::time_stamp`](crate::Capture::time_stamp).
    pub time_stamp: TimeStamp,
    /// Whether somebody else follows what becomes of the interface, by [`Links`](crate::Links): that it
    /// is down, goes down or goes is no error then, and a capture can begin before it is up.
    pub followed: bool,
    /// Whether sysfs is asked for the tag of a switch that the interface may lead to (DSA), which decides the
    /// link type. Not so, it is Ethernet's: for captures that are prepared where no file can be opened.
    pub switches: bool,
    /// The Ethernet protocol number to capture; `ETH_P_ALL`, 3, for all. Of any other the kernel hands over
    /// only what comes in.
    pub protocol: u16,
}

impl Config {
    /// Everything that comes along on the source, in promiscuous mode, with libpcap's defaults: whole
    /// packets, 2 MiB of memory, handed over once a second or earlier.
    #[must_use]
    pub const fn new(source: Source) -> Self {
        Self {
            source,
            snap_length: MAX_SNAP_LENGTH,
            promiscuous: true,
            buffer_bytes: 2 * 1024 * 1024,
            block_timeout_ms: 1000,
            immediate: false,
            method: None,
            direction: Direction::Both,
            time_stamp: TimeStamp::Host,
            followed: false,
            switches: true,
            protocol: linux_raw_sys::if_ether::ETH_P_ALL as u16,
        }
    }

    /// The snap length that is meant.
    pub(crate) const fn snap_length(&self) -> u32 {
        match self.snap_length {
            0 | MAX_SNAP_LENGTH.. => MAX_SNAP_LENGTH,
            length => length,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    extern crate std;
    use std::string::ToString;

    #[test]
    fn a_capture_is_as_libpcap_would_have_it() {
        let mut config = Config::new(Source::Any);
        assert_eq!((config.source.to_string().as_str(), config.snap_length()), ("any", 262_144));
        assert!(config.promiscuous && config.switches && !config.immediate && !config.followed);
        assert_eq!((config.buffer_bytes, config.block_timeout_ms), (2 << 20, 1000));
        assert_eq!((config.method, config.direction), (None, Direction::Both));
        assert_eq!((config.time_stamp, config.protocol), (TimeStamp::Host, 3));
        let methods = [Method::BlockRing, Method::FrameRing, Method::Receive];
        let names = methods.map(|method| method.to_string());
        assert_eq!(names, ["TPACKET_V3", "TPACKET_V2", "recvmsg(2)"]);
        for (asked, meant) in
            [(0, 262_144), (1, 1), (262_143, 262_143), (262_144, 262_144), (u32::MAX, 262_144)]
        {
            config.snap_length = asked;
            assert_eq!(config.snap_length(), meant);
        }
    }
}
