//! The pcap-filter language: lexer, parser, syntax tree, names and errors.

mod arithmetic;
pub mod ast;
pub mod error;
pub mod etc;
pub(crate) mod excerpt;
mod hint;
mod identifier;
mod keyword;
mod lexer;
mod literal;
pub mod names;
pub mod parser;
mod primitive;
mod syntax;
mod values;

use crate::linktype::LinkType;

/// What a filter is compiled for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Context {
    /// The link type of the packets.
    pub link_type: LinkType,
    /// What the program returns for a packet that matches: how many bytes of it to keep.
    pub snap_length: u32,
    /// The IPv4 network mask in host byte order, if known: `ip broadcast` needs it.
    pub netmask: Option<u32>,
    /// Where the packets come from.
    pub target: Target,
    /// Whether the graph is optimized, where the feature `optimize` is there.
    pub optimize: bool,
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
