//! Shared parts of the tests and development tools.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a panic is how tests and their tools tell of a failure"
)]

pub mod agreement;
pub mod allowed;
pub mod binary;
pub mod compile;
pub mod conformance;
pub mod deep;
pub mod differences;
pub mod document;
pub mod etc;
pub mod floors;
pub mod folder;
pub mod followed;
pub mod forbidden;
pub mod fuzz;
pub mod generate;
pub mod kernel;
pub mod listing;
pub mod live;
pub mod machine;
pub mod namespace;
pub mod oracle;
pub mod packets;
pub mod programs;
pub mod prove;
pub mod random;
pub mod savefile;
pub mod sent;
pub mod shrink;
pub mod tcpdump;
pub mod told;
pub mod traffic;
