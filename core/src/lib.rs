//! The filter compiler, verifier, virtual machine and savefile formats of barecap.
//!
//! No standard library, no allocation, no unsafe code: every capacity is a const generic or a
//! caller's buffer, and too small is an error, never a panic and never a wrong program.
//!
//! The way of a filter:
//!
//! ```text
//! &str -lexer-> tokens -parser-> syntax tree -lower(link type)-> decision graph
//!      -optimize-> decision graph -emit-> program -verify-> program
//! ```
//!
//! ```
//! # #[cfg(feature = "language")] {
//! use barecap_core::compile::compile;
//! use barecap_core::filter::{Context, names::NoNames};
//! use barecap_core::linktype::LinkType;
//! use barecap_core::vm::{Packet, run};
//! use barecap_core::workspace::Small;
//!
//! // All the memory there is. A program without a heap has it in a static.
//! let mut workspace = Box::new(Small::new());
//! let filter = "ether multicast and not arp";
//! let program = match compile(filter, &Context::new(LinkType::EN10MB), &mut NoNames, &mut workspace) {
//!     Ok(program) => program,
//!     // One line that says what is wrong, and where.
//!     Err(error) => panic!("{}", error.message(filter)),
//! };
//!
//! // To the multicast address of mDNS, IPv4; cut off behind the Ethernet header.
//! let frame = [1, 0, 0x5e, 0, 0, 0xfb, 2, 0, 0, 0, 0, 1, 8, 0];
//! let kept = run(program, Packet { bytes: &frame, length: 60, ancillary: None });
//! assert_eq!(kept, 262_144);
//! # }
//! ```
//!
//! What a program can do without is a feature, on unless switched off: `language`, without which there
//! are the machine, the verifier, the assembler and the savefiles; `names`, the readers of /etc/hosts and
//! its like; `wlan`, `atm` and `ss7`, filters on the link types of such networks; `optimize`, without
//! which programs are like those that libpcap's `-O` makes; and `pcapng`, without which only pcap files are
//! read.
#![no_std]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

/// The vectors in which callers give room for what has no certain length, as [`heapless::VecView`].
pub use heapless;

#[macro_use]
mod texts;

pub mod agree;
pub mod any_of;
pub mod assemble;
#[cfg(feature = "language")]
pub mod compile;
#[cfg(feature = "language")]
mod emit;
pub mod filter;
#[cfg(feature = "language")]
mod graph;
#[cfg(feature = "language")]
mod impossible;
pub mod insn;
pub mod linktype;
pub mod listing;
#[cfg(feature = "language")]
mod lower;
pub mod numbers;
#[cfg(feature = "language")]
mod optimize;
pub mod savefile;
#[cfg(feature = "language")]
mod sort;
pub mod span;
pub mod verify;
pub mod vm;
pub mod words;
#[cfg(feature = "language")]
pub mod workspace;

#[cfg(test)]
#[cfg(feature = "language")]
#[cfg_attr(not(feature = "optimize"), allow(dead_code, reason = "fewer tests need it"))]
mod testing;
