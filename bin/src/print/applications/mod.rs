//! Application protocols, and transports and link types that few captures have.

pub(super) mod eap;
mod m3ua;
pub(super) mod nflog;
pub(super) mod ptp;
pub(super) mod quic;
pub(super) mod radius;
pub(super) mod resp;
pub(super) mod rtp;
pub(super) mod sctp;
pub(super) mod snmp;
pub(super) mod ssh;
pub(super) mod telnet;
#[cfg(test)]
mod tests;
pub(super) mod vsock;
