//! AF_PACKET capture on Linux by raw system calls: no libc, no heap.
//!
//! The way of a packet: the kernel puts it into a ring of memory that it shares with the capture,
//! [`Capture::next_packet`] lends it from there as a [`Packet`], and when the last packet of a block has
//! been read the block goes back to the kernel. Nothing is copied.
//!
//! ```no_run
//! use barecap_linux::{Capture, Config, Signal, Signals, Source};
//! use rustix::fd::AsFd;
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
//! What is done otherwise than asked, as no ring is to be had or the kernel cannot run the filter, the
//! types tell ([`Capture::method`], [`Capture::user_space`], [`Capture::time_stamp`]), and so does the
//! `log` crate, to a program that has a logger.
#![no_std]
// Inline assembly for MIPS is unstable.
#![cfg_attr(target_arch = "mips", feature(asm_experimental_arch))]

mod attach;
mod breaker;
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
pub mod ring;
pub mod sandbox;
mod sender;
mod several;
mod signal;
mod stamp;
mod start;
mod sys;
#[cfg(any(
    target_arch = "x86_64",
    target_arch = "x86",
    target_arch = "aarch64",
    target_arch = "arm",
    target_arch = "riscv64",
    target_arch = "mips"
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
pub use sender::{Fit, Progress, Sender, SenderConfig};
pub use several::{merge, wait_any};
pub use signal::{Signal, Signals};
pub use stamp::TimeStamp;
pub use start::Prepared;
pub use sys::{clock, now};
