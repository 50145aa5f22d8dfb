//! AF_PACKET capture on Linux by raw system calls: no libc, no heap.
//!
//! The way of a packet: the kernel puts it into a ring of memory that it shares with the capture,
//! [`Capture::next_packet`] lends it from there as a [`Packet`], and when the last packet of a block has
//! been read the block goes back to the kernel. Nothing is copied.
//!
//! ```no_run
//! use barecap_linux::{Capture, Config, Signal, Signals, Source};
//! use barecap_linux::rustix::fd::AsFd;
//!
//! let signals = Signals::block(&[Signal::Interrupt])?;
//! let prepared = Capture::prepare(&Config::new(Source::Any))?;
//! // Here a filter would be compiled for prepared.link_type().
//! let mut capture = prepared.start(None)?;
//! while signals.next()?.is_none() {
//!     capture.wait(&[signals.as_fd()], None)?;
//!     while let Some(packet) = capture.next_packet()? {
//!         println!("{} bytes on interface {}", packet.data.len(), packet.interface);
//!     }
//! }
//! capture.finish()?;
//! while let Some(packet) = capture.next_packet()? {
//!     println!("{} bytes on interface {}", packet.data.len(), packet.interface);
//! }
//! println!("{:?}", capture.statistics()?);
//! # Ok::<(), barecap_linux::Error>(())
//! ```
//!
//! Where the interface is deleted, `wait` is an error, [`Error::Gone`]; what came before that is still to be
//! had, as after a signal (`linux/examples/live.rs`).
//!
//! With a filter, which `barecap-core` compiles for the link type:
//!
//! ```no_run
//! use barecap_core::compile::compile;
//! use barecap_core::filter::{Context, Target, names::NoNames};
//! use barecap_core::workspace::Small;
//! use barecap_linux::{Capture, Config, InterfaceName, Source, interface};
//!
//! let name = InterfaceName::new(b"eth0").unwrap();
//! let prepared = Capture::prepare(&Config::new(Source::Interface(name)))?;
//! let mut context = Context::new(prepared.link_type());
//! context.snap_length = prepared.snap_length();
//! // Such filters as `inbound` and `vlan` ask for what the kernel notes beside a packet.
//! context.target = Target::LinuxLive;
//! // For `ip broadcast`.
//! if let Some(interface) = prepared.interface() {
//!     context.netmask = interface::ipv4_network(interface.index)?.map(|(_, mask)| mask);
//! }
//! let mut workspace = Box::new(Small::new());
//! let filter = "inbound and tcp port 80";
//! match compile(filter, &context, &mut NoNames, &mut workspace) {
//!     Ok(program) => println!("{:?}", prepared.start(Some(program))?),
//!     Err(error) => println!("{}", error.message(filter)),
//! }
//! # Ok::<(), barecap_linux::Error>(())
//! ```
//!
//! Descriptors and error numbers in this interface are those of [`rustix`], which is there under this name:
//! `as_fd` is that of its `AsFd`, and not of the standard library's, unless that is asked for.
//! A program of the standard library that has other descriptors to wait for switches rustix's feature `std`
//! on in its own Cargo.toml (`rustix = { version = "1.1", default-features = false, features = ["std"] }`):
//! then they are those of `std::os::fd`. There is no feature for it here, as a program without the standard
//! library in the same workspace would not be built any more.
//!
//! # For users of libpcap
//!
//! | libpcap | here |
//! |---|---|
//! | `pcap_findalldevs`, `pcap_lookupdev` | [`interface::list`], in the same order, the first to be taken by default; [`interface::addresses`] |
//! | `pcap_lookupnet` | [`interface::ipv4_network`], whose address is whole |
//! | `pcap_init` | nothing: texts are bytes |
//! | `pcap_create`, `pcap_set_snaplen`, `_promisc`, `_timeout`, `_buffer_size`, `_immediate_mode`; `pcap_open_live` | the fields of [`Config`] |
//! | `pcap_set_tstamp_type`, `pcap_list_tstamp_types` | [`Config::time_stamp`], [`TimeStamp::is_offered`]; their names, [`TimeStamp::names`] |
//! | `pcap_set_tstamp_precision` | times are always in nanoseconds: [`Packet::seconds`], [`Packet::nanoseconds`] |
//! | `pcap_set_rfmon`, `pcap_can_set_rfmon` | [`Monitor::open`], whose interface is captured on, or its error |
//! | `pcap_set_protocol_linux` | [`Config::protocol`] |
//! | `pcap_setdirection` | [`Config::direction`]; which way a packet went is [`Packet::kind`] |
//! | `pcap_activate` | [`Capture::prepare`], then [`Prepared::start`], with the filter in force from the first packet |
//! | `pcap_datalink`, `pcap_list_datalinks`, `pcap_set_datalink` | [`Prepared::link_type`], [`Prepared::link_types`], [`Prepared::set_link_type`]; without privileges [`Source::link_type`] |
//! | `pcap_snapshot`, `pcap_bufsize` | [`Capture::snap_length`], [`Capture::buffer_bytes`] |
//! | `pcap_compile` | `compile` of `barecap-core` |
//! | `pcap_setfilter` | the filter of [`Prepared::start`], [`Capture::set_filter`], [`Capture::without_filter`]; [`Capture::user_space`] says whether the kernel runs it |
//! | `pcap_next`, `pcap_next_ex`, `pcap_dispatch` | [`Capture::wait`], then [`Capture::next_packet`] or [`Capture::dispatch`] |
//! | `pcap_loop` | a loop around these, as above |
//! | `pcap_setnonblock`, `pcap_getnonblock` | nothing but [`Capture::wait`] sleeps |
//! | `pcap_get_selectable_fd`, `pcap_fileno`, `pcap_get_required_select_timeout` | `AsFd` and `AsRawFd` of [`Capture`], [`Capture::look_again`] |
//! | `pcap_breakloop` | [`Breaker`] from another thread, [`Signals`] for signals |
//! | `pcap_stats` | [`Capture::statistics`], in 64 bits; [`Packet::drops`] |
//! | `pcap_inject`, `pcap_sendpacket` | [`Capture::send`], or [`Sender`] for many |
//! | `pcap_close` | [`Capture::finish`], the packets that are left, and a drop |
//! | `pcap_open_offline`, `pcap_open_dead`, `pcap_dump`, `pcap_offline_filter` and the like | `barecap-core`, which has a table of its own |
//! | `pcap_geterr`, `pcap_perror`, `pcap_statustostr`, `pcap_strerror` | [`Error`], with libpcap's texts; [`ErrnoText`] |
//! | none | several captures in the order of time, [`merge`]; fan-out, [`Group`]; interfaces that come and go, [`Links`]; [`sandbox`] |
//!
//! Threads with small stacks should know that [`Prepared::start`] and [`Capture::set_filter`] take some 40 KiB
//! of it in a release build, to put a program together for the kernel, and what asks for interfaces
//! ([`Capture::prepare`], [`Capture::statistics`], [`interface::list`]) some 24.
//!
//! What is done otherwise than asked, as no ring is to be had or the kernel cannot run the filter, the
//! types tell ([`Capture::method`], [`Capture::user_space`], [`Capture::time_stamp`]), and so does the
//! `log` crate, to a program that has a logger.
#![no_std]
// Inline assembly for MIPS is unstable.
#![cfg_attr(any(target_arch = "mips", target_arch = "mips64"), feature(asm_experimental_arch))]

use static_assertions::assert_impl_all;

mod attach;
mod breaker;
#[cfg(any(target_arch = "powerpc", target_arch = "powerpc64"))]
#[doc(hidden)]
pub mod call;
mod capture;
mod config;
mod error;
mod fanout;
mod intake;
pub mod interface;
mod link;
pub mod links;
mod netlink;
mod nl80211;
mod packet;
// For tests and fuzzers, which hand in rings made by hand.
#[doc(hidden)]
pub mod ring;
pub mod sandbox;
mod sender;
mod several;
mod signal;
mod stamp;
mod start;
mod switch;
mod sys;
#[cfg(any(
    target_arch = "x86_64",
    target_arch = "x86",
    target_arch = "aarch64",
    target_arch = "arm",
    target_arch = "riscv64",
    target_arch = "mips",
    target_arch = "mips64",
    target_arch = "s390x",
    target_arch = "powerpc",
    target_arch = "powerpc64"
))]
pub mod thread;

pub use attach::UserSpace;
pub use barecap_core::verify::Difference;
pub use breaker::Breaker;
pub use capture::{Capture, Ready, Statistics};
pub use config::{Config, Direction, MAX_SNAP_LENGTH, Method, Source};
pub use error::{Call, Corruption, ErrnoText, Error};
pub use fanout::{Fanout, FanoutMode, Group};
pub use interface::InterfaceName;
pub use links::{Change, Changes, Links, News};
pub use nl80211::{Monitor, MonitorError, Step, channel_frequency};
pub use packet::{Packet, PacketType, Status, VlanTag};
/// The descriptors, error numbers and system calls of this interface.
pub use rustix;
pub use sender::{Fit, Progress, Sender, SenderConfig};
pub use several::{finish_all, merge, wait_any};
pub use signal::{Signal, Signals};
pub use stamp::TimeStamp;
pub use start::Prepared;
pub use sys::{clock, now, real_time};
#[cfg(not(any(target_arch = "powerpc", target_arch = "powerpc64")))]
#[doc(hidden)]
pub use syscalls::syscall;

/// The examples of README.md.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}

// A capture may be another thread's than the one that began it; what ends it is shared. Shared, it is asked
// for what it is, which errors and tasks of others need that hold it.
assert_impl_all!(Capture<'_>: Send, Sync);
assert_impl_all!(Prepared: Send, Sync);
assert_impl_all!(Sender: Send, Sync);
assert_impl_all!(Packet<'_>: Send, Sync);
assert_impl_all!(Breaker: Send, Sync);
assert_impl_all!(Signals: Send, Sync);
assert_impl_all!(Links: Send, Sync);
assert_impl_all!(Monitor: Send, Sync);
