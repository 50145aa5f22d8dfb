//! Shared parts of the tests and development tools.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a panic is how tests and their tools tell of a failure"
)]

pub mod binary;
pub mod conformance;
pub mod etc;
pub mod floors;
pub mod generate;
pub mod prove;
pub mod random;
