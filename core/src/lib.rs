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
#![no_std]
#![forbid(unsafe_code)]

pub mod agree;
