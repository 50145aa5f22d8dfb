//! What runs over TCP and UDP, by well-known port.
//!
//! Both ports of a segment may be known; the protocol that stands first in [`App`] wins.

use super::bytes::{Bytes, Res};
use super::context::Ctx;
use super::{bootp, dhcp6, domain, ntp, syslog, text, tftp};

/// A protocol over TCP or UDP; `None` comes last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum App {
    Domain,
    MulticastDomain,
    Bootp,
    Dhcp6,
    Ntp,
    Http,
    Rtsp,
    Sip,
    Ftp,
    Smtp,
    Tftp,
    Syslog,
    None,
}

fn tcp_port(port: u16) -> App {
    match port {
        53 => App::Domain,
        80 | 8080 => App::Http,
        554 | 8554 => App::Rtsp,
        5060 => App::Sip,
        21 => App::Ftp,
        25 => App::Smtp,
        _ => App::None,
    }
}

fn udp_port(port: u16) -> App {
    match port {
        53 | 5355 => App::Domain,
        67 | 68 => App::Bootp,
        5353 => App::MulticastDomain,
        546 | 547 => App::Dhcp6,
        123 => App::Ntp,
        5060 => App::Sip,
        69 => App::Tftp,
        514 => App::Syslog,
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
        App::Http => {
            c.str(": ");
            text::print(c, &text::HTTP, b)
        }
        App::Rtsp => {
            c.str(": ");
            text::print(c, &text::RTSP, b)
        }
        App::Sip => {
            c.str(": ");
            text::print(c, &text::SIP, b)
        }
        App::Ftp => {
            c.str(": ");
            text::print(c, &text::FTP, b)
        }
        App::Smtp => {
            c.str(": ");
            text::print(c, &text::SMTP, b)
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
        App::Dhcp6 => dhcp6::print(c, b)?,
        App::Ntp => ntp::print(c, b)?,
        App::Sip => text::print(c, &text::SIP, b)?,
        App::Tftp => tftp::print(c, b)?,
        App::Syslog => syslog::print(c, b)?,
        _ => return Ok(false),
    }
    Ok(true)
}
