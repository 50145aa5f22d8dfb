//! What runs over TCP and UDP, by well-known port.
//!
//! Both ports of a segment may be known; the protocol that stands first in [`App`] wins.

use super::bytes::{Bytes, Res};
use super::context::Ctx;
use super::{bootp, domain};

/// A protocol over TCP or UDP; `None` comes last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum App {
    Domain,
    MulticastDomain,
    Bootp,
    None,
}

fn tcp_port(port: u16) -> App {
    match port {
        53 => App::Domain,
        _ => App::None,
    }
}

fn udp_port(port: u16) -> App {
    match port {
        53 | 5355 => App::Domain,
        67 | 68 => App::Bootp,
        5353 => App::MulticastDomain,
        _ => App::None,
    }
}

/// Prints the payload of a TCP segment, if its protocol is known.
pub(super) fn tcp(c: &mut Ctx<'_>, ports: (u16, u16), b: &Bytes<'_>) -> Res {
    match tcp_port(ports.0).min(tcp_port(ports.1)) {
        App::Domain => {
            c.str(" ");
            domain::over_tcp(c, b)
        }
        _ => Ok(()),
    }
}

/// Prints the payload of a UDP datagram; answers whether its protocol is known.
pub(super) fn udp(c: &mut Ctx<'_>, ports: (u16, u16), b: &Bytes<'_>) -> Res<bool> {
    match udp_port(ports.0).min(udp_port(ports.1)) {
        App::Domain => domain::print(c, b, false)?,
        App::MulticastDomain => domain::print(c, b, true)?,
        App::Bootp => bootp::print(c, b)?,
        App::None => return Ok(false),
    }
    Ok(true)
}
