//! The pcap-filter language: lexer, parser, syntax tree, names and errors.

#[cfg(feature = "language")]
mod arithmetic;
#[cfg(feature = "language")]
mod around;
#[cfg(feature = "language")]
pub mod ast;
#[cfg(feature = "language")]
pub mod error;
#[cfg(feature = "names")]
pub mod etc;
#[cfg(feature = "language")]
pub(crate) mod excerpt;
#[cfg(feature = "hints")]
mod hint;
#[cfg(feature = "language")]
mod identifier;
#[cfg(feature = "language")]
mod keyword;
#[cfg(feature = "language")]
mod lexer;
#[cfg(feature = "language")]
pub(crate) mod literal;
#[cfg(feature = "hints")]
mod misspelt;
#[cfg(feature = "language")]
pub mod names;
#[cfg(feature = "language")]
pub mod parser;
#[cfg(feature = "language")]
mod place;
#[cfg(feature = "language")]
mod primitive;
#[cfg(feature = "language")]
mod syntax;
#[cfg(feature = "language")]
mod values;

use crate::linktype::LinkType;

/// What a filter is compiled for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Context {
    /// The link type of the packets.
    pub link_type: LinkType,
    /// What the program returns for a packet that matches: how many bytes of it to keep. With 0, none
    /// would be told from one that does not match.
    pub snap_length: u32,
    /// The IPv4 network mask in host byte order, 0xffff_ff00 of a /24, if known: `ip broadcast` needs it.
    pub netmask: Option<u32>,
    /// Where the packets come from.
    pub target: Target,
    /// Whether the graph is optimized, where the feature `optimize` is there.
    pub optimize: bool,
}

impl Context {
    /// Packets of a link type as most programs want them: whole, up to the 262,144 bytes that tcpdump
    /// keeps, from no interface or savefile in particular, and with the optimizer.
    #[must_use]
    pub const fn new(link_type: LinkType) -> Self {
        let (netmask, target, optimize) = (None, Target::Default, true);
        Self { link_type, snap_length: 262_144, netmask, target, optimize }
    }

    /// Whether the graph is optimized, and the optimizer is there.
    #[cfg(feature = "language")]
    pub(crate) const fn optimizes(&self) -> bool {
        cfg!(feature = "optimize") && self.optimize
    }
}

/// Where the packets come from: some primitives read what only a live capture has, and BSD
/// loopback headers hold address families of the machine that wrote them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// No file and no live capture: Linux address-family values, no ancillary words.
    Default,
    /// A live capture on Linux: programs may read ancillary words.
    LinuxLive,
    /// A savefile in this machine's byte order.
    SavefileUnswapped,
    /// A savefile in the other byte order.
    SavefileSwapped,
}

impl Target {
    /// A savefile, by whether it is in the other byte order, as
    /// [`Reader::swapped`](crate::savefile::Reader::swapped) says.
    #[must_use]
    pub const fn of_savefile(swapped: bool) -> Self {
        if swapped { Self::SavefileSwapped } else { Self::SavefileUnswapped }
    }
}
