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
//! Two features, both on unless switched off, can be left out where size counts: `optimize`, without
//! which programs are those that libpcap's `-O` makes, and `pcapng`, without which only pcap files
//! are read.
#![no_std]
#![forbid(unsafe_code)]

#[macro_use]
mod texts;

pub mod agree;
pub mod any_of;
pub mod assemble;
pub mod compile;
pub mod emit;
pub mod filter;
pub mod graph;
mod impossible;
pub mod insn;
pub mod linktype;
pub mod listing;
pub mod lower;
pub mod numbers;
pub mod optimize;
pub mod savefile;
mod sort;
pub mod verify;
pub mod vm;
pub mod workspace;

#[cfg(test)]
mod testing;
