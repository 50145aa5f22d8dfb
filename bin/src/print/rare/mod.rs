//! What few networks carry. Each protocol is a file of its own; here they are found by link type,
//! Ethertype, IP protocol and port.

mod nflog;
pub(super) mod quic;
mod sctp;
mod telnet;

use super::ports::App;
use super::toolkit::*;
use super::transport::Net;

/// Prints a packet, if there is a printer for its link type.
pub(super) fn link(c: &mut Ctx<'_>, link_type: u16, b: &Bytes<'_>) -> Res<bool> {
    match link_type {
        239 => nflog::print(c, b)?,
        _ => return Ok(false),
    }
    Ok(true)
}

/// Prints a payload, if there is a printer for its IP protocol.
pub(super) fn protocol(c: &mut Ctx<'_>, net: &Net<'_>, number: u8, b: &Bytes<'_>) -> Res<bool> {
    match number {
        sctp::PROTOCOL => sctp::print(c, net, b)?,
        _ => return Ok(false),
    }
    Ok(true)
}

/// Prints the payload of a TCP segment.
pub(super) fn tcp(c: &mut Ctx<'_>, app: App, b: &Bytes<'_>) -> Res {
    match app {
        App::Telnet => telnet::print(c, b),
        _ => Ok(()),
    }
}

/// Prints the payload of a UDP datagram.
pub(super) fn udp(c: &mut Ctx<'_>, app: App, b: &Bytes<'_>) -> Res<bool> {
    match app {
        App::Quic => quic::print(c, b)?,
        _ => return Ok(false),
    }
    Ok(true)
}
