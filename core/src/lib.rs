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
//! its like; `hints`, what was probably meant, in messages (some of it at the command line of a shell);
//! `wlan`, `atm` and `ss7`, filters on the link types of such networks; `optimize`, without which
//! programs are like those that libpcap's `-O` makes; and `pcapng`, without which only pcap files are
//! read.
//!
//! # Where memory and flash memory are scarce
//!
//! What compiling takes is in the type of its workspace, and said there. Of everything else the caller
//! brings as much as there is of it: a program has 8 bytes an instruction, its
//! [decoded](vm::Decoded) form 24 more. On a Cortex-M0, built for size with `lto = "fat"`, the verifier
//! and [`vm::run`] take 4 KB of flash memory, with the decoder 7, the reader of pcap files with its messages
//! 6, of both formats 10. All of the language on Ethernet takes 75 KB, with the optimizer 110, with every
//! feature 120.
//!
//! The repository has a program for such machines, with the language and without: `core/examples/bare-metal`.
//!
//! Nothing in the verifier, the machine and the readers can panic, and a release build of them holds no
//! code for it. The compiler looks things up in its own tables with checks that never fail, of which
//! compilers do not know that; so it takes a panic handler along.
//!
//! Everything is plain data, which can be sent to other threads and shared with them; results (programs,
//! decoded programs, facts, records, errors) can be copied or cloned. What a `static` may have to hold is
//! made by `const` functions. Every error is an [`Error`](core::error::Error) with a text in one line.
//!
//! # For users of libpcap
//!
//! | libpcap | here |
//! |---|---|
//! | `pcap_compile`, `pcap_freecode` | `compile` of the module `compile`, for a link type alone |
//! | its `optimize`, `netmask`, and the handle's snap length | the fields of [`filter::Context`] |
//! | `pcap_nametoaddr`, `pcap_ether_hostton` and the like | a `Resolver` of `filter::names` |
//! | `pcap_geterr` of a filter | the error's `message`, with the same texts, and `caret` |
//! | `pcap_offline_filter`, `bpf_filter` | [`vm::run`], or [`vm::Decoded`] for many packets |
//! | `bpf_validate` | [`verify::verify`] |
//! | `bpf_image`, `bpf_dump` | [`listing`]; and back, [`assemble`] |
//! | `struct bpf_insn`, `struct sock_filter` | [`insn::Insn`], of the same layout |
//! | `pcap_open_offline`, `pcap_fopen_offline`, `pcap_next_ex` | [`savefile::Reader`], which is shown the bytes |
//! | `pcap_datalink`, `pcap_snapshot`, `pcap_get_tstamp_precision` of a file | [`savefile::Interface`], one for each interface |
//! | `pcap_is_swapped` | [`savefile::Reader::swapped`] |
//! | `pcap_dump_open`, `pcap_dump`, `pcap_dump_open_append` | [`savefile::pcap::Header`], [`savefile::blocks`]: the bytes to write |
//! | `pcap_datalink_val_to_name`, `_val_to_description`, `_name_to_val` | [`linktype::LinkType`] |
//! | none | are two programs equal on all packets, [`agree`]; what is known of one, [`verify::facts`] |
//!
//! Live captures are the business of `barecap-linux`.
#![no_std]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

use static_assertions::assert_impl_all;

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
// Which `barecap-linux` and `barecap` write and read texts with, as this crate does: not for others.
#[doc(hidden)]
pub mod numbers;
#[cfg(feature = "language")]
mod optimize;
pub mod savefile;
#[cfg(feature = "language")]
mod sort;
pub mod span;
pub mod verify;
pub mod vm;
#[doc(hidden)]
pub mod words;
#[cfg(feature = "language")]
pub mod workspace;

/// The examples of README.md.
#[cfg(all(doctest, feature = "language"))]
#[doc = include_str!("../README.md")]
mod readme {}

assert_impl_all!(verify::Verified<'_>: Copy, Send, Sync);
assert_impl_all!(vm::Decoded<&[vm::Op]>: Copy, Send, Sync);
assert_impl_all!(savefile::Reader<'_>: Send, Sync);
assert_impl_all!(savefile::error::Error: Copy, core::error::Error, Send, Sync);
assert_impl_all!(assemble::Error: Copy, core::error::Error, Send, Sync);
assert_impl_all!(verify::Refusal: Copy, core::error::Error, Send, Sync);
#[cfg(feature = "language")]
assert_impl_all!(workspace::Small: Send, Sync);
#[cfg(feature = "language")]
assert_impl_all!(filter::error::Error: Copy, core::error::Error, Send, Sync);

#[cfg(test)]
#[cfg(feature = "language")]
#[cfg_attr(not(feature = "optimize"), allow(dead_code, reason = "fewer tests need it"))]
mod testing;
