//! What few networks carry. Each protocol is a file of its own; here they are found by link type,
//! Ethertype, IP protocol and port.

mod ahcp;
mod aodv;
mod aoe;
mod arcnet;
pub(super) mod arista;
pub(super) mod atalk;
mod atm;
mod auto_rp;
mod babel;
mod balance;
mod beep;
pub(super) mod carp;
mod cfm;
pub(crate) mod chdlc;
mod conference;
mod dccp;
mod decnet;
pub(super) mod dvmrp;
mod egp;
mod eigrp;
mod float;
pub(super) mod forces;
mod geonet;
mod hncp;
mod igrp;
pub(super) mod ipx;
mod juniper;
mod kerberos;
mod ldp;
mod links;
mod lisp;
mod lmp;
mod lspping;
mod lwapp;
mod lwres;
pub(super) mod macsec;
mod mobile;
mod mpcp;
mod msdp;
mod netflow;
pub(super) mod nfs;
mod nhrp;
mod olsr;
mod openflow;
mod pflog;
mod pgm;
mod pktap;
mod pptp;
mod realtek;
mod recent;
pub(super) mod relay;
pub(super) mod rings;
pub(super) mod rpc;
mod rpki;
mod rsvp;
pub(super) mod rx;
mod sflow;
mod shim;
mod short;
mod slip;
mod slow;
mod someip;
#[cfg(test)]
mod tests;
mod timed;
mod tipc;
mod usb;
mod vqp;
mod wb;
mod wpan;
mod zep;
mod zephyr;
mod zmtp;

use super::ports::App;
use super::text;
use super::toolkit::*;
use super::transport::Net;
use super::tunnels::ppp;

/// Prints a packet, if there is a printer for its link type.
pub(super) fn link(c: &mut Ctx<'_>, link_type: u16, b: &Bytes<'_>) -> Res<bool> {
    match link_type {
        8 => slip::print(c, b)?,
        114 => atalk::local(c, b)?,
        6 => rings::token(c, b)?,
        10 => rings::fddi(c, b)?,
        11 => atm::link(c, b)?,
        19 => atm::classical(c, b)?,
        123 => atm::sun(c, b)?,
        7 => arcnet::bsd(c, b)?,
        15 => slip::framed(c, b)?,
        129 => arcnet::print(c, b)?,
        107 => relay::link(c, b)?,
        149 | 258 => pktap::print(c, b)?,
        182 => relay::bundle(c, b)?,
        99 => short::firewall(c, b)?,
        104 | 112 => chdlc::print(c, b)?,
        109 => short::encapsulated(c, b)?,
        117 => pflog::print(c, b)?,
        122 => short::fibre(c, b)?,
        138 => short::firewire(c, b)?,
        166 => ppp::link(c, b)?,
        201 => short::bluetooth(c, b)?,
        240 => short::analyzer(c, b, 4)?,
        241 => short::analyzer(c, b, 12)?,
        189 => usb::print(c, b, 48)?,
        220 => usb::print(c, b, 64)?,
        195 | 230 => wpan::print(c, b)?,
        226 => links::ipnet(c, b)?,
        242 => links::infiniband(c, b)?,
        283 => wpan::tapped(c, b)?,
        _ => return juniper::print(c, link_type, b),
    }
    Ok(true)
}

/// Prints a payload, if there is a printer for its Ethertype.
pub(super) fn ethertype(c: &mut Ctx<'_>, kind: u16, b: &Bytes<'_>) -> Res<bool> {
    match kind {
        nhrp::ETHERTYPE => nhrp::print(c, b)?,
        0x8902 | 0xabcd => cfm::print(c, b)?,
        tipc::ETHERTYPE => tipc::print(c, b)?,
        realtek::ETHERTYPE => realtek::print(c, b)?,
        0x88a2 => aoe::print(c, b)?,
        0x8808 => mpcp::print(c, b)?,
        0x8809 => slow::print(c, b)?,
        ipx::ETHERTYPE => ipx::in_ethernet(c, b)?,
        atalk::ETHERTYPE => atalk::framed(c, b)?,
        atalk::RESOLUTION => atalk::resolution(c, b)?,
        decnet::ETHERTYPE => decnet::print(c, b)?,
        0x0707 | 0x8947 => geonet::print(c, b)?,
        0x1111 => geonet::fast(c, b)?,
        0x886f => balance::print(c, b)?,
        _ => return Ok(false),
    }
    Ok(true)
}

/// Prints a payload, if there is a printer for its IP protocol.
pub(super) fn protocol(c: &mut Ctx<'_>, net: &Net<'_>, number: u8, b: &Bytes<'_>) -> Res<bool> {
    match number {
        // Sun's disks over the network.
        77 => put!(c, " nd {}", b.len()),
        88 => eigrp::print(c, b).or(Err(Short))?,
        egp::PROTOCOL => egp::print(c, b)?,
        igrp::PROTOCOL => igrp::print(c, b)?,
        mobile::PROTOCOL => mobile::print(c, b)?,
        dccp::PROTOCOL => dccp::print(c, net, b)?,
        rsvp::PROTOCOL => rsvp::print(c, b).or(Err(Short))?,
        pgm::PROTOCOL => pgm::print(c, net, b).or(Err(Short))?,
        _ => return Ok(false),
    }
    Ok(true)
}

/// Prints the payload of a TCP segment.
pub(super) fn tcp(
    c: &mut Ctx<'_>,
    app: App,
    net: &Net<'_>,
    ports: (u16, u16),
    b: &Bytes<'_>,
) -> Res {
    match app {
        App::Beep => {
            beep::print(c, b);
            Ok(())
        }
        App::Ldp => ldp::print(c, b),
        App::Msdp => msdp::print(c, b),
        App::Nfs => nfs::in_tcp(c, net, ports, b),
        App::OpenFlow => openflow::print(c, b),
        App::Pptp => pptp::print(c, b),
        App::Rpki => rpki::print(c, b),
        App::Whois => {
            put!(c, ": ");
            text::print(c, &text::WHOIS, b)
        }
        App::Zmtp => zmtp::print(c, b),
        _ => Ok(()),
    }
}

/// Prints a datagram of remote procedure calls; answers whether it is one.
pub(super) fn call(c: &mut Ctx<'_>, net: &Net<'_>, ports: (u16, u16), b: &Bytes<'_>) -> Res<bool> {
    let fits = nfs::fits(ports, b);
    if fits {
        nfs::print(c, net, b)?;
    }
    Ok(fits)
}

/// Prints the payload of a UDP datagram.
pub(super) fn udp(c: &mut Ctx<'_>, app: App, net: &Net<'_>, b: &Bytes<'_>) -> Res<bool> {
    match app {
        App::Ahcp => ahcp::print(c, b)?,
        App::Aodv => aodv::print(c, net.is_v6(), b)?,
        App::AutoRp => auto_rp::print(c, b)?,
        App::Babel => babel::print(c, b)?,
        App::Hncp => hncp::print(c, b)?,
        App::Ldp => ldp::print(c, b)?,
        App::Kerberos => kerberos::print(c, b)?,
        App::Lisp => lisp::print(c, b)?,
        App::Lmp => lmp::print(c, b)?,
        App::LspPing => lspping::print(c, b)?,
        App::LwappData => lwapp::print(c, false, false, b)?,
        App::LwappTo => lwapp::print(c, true, true, b)?,
        App::LwappFrom => lwapp::print(c, true, false, b)?,
        App::LwRes => lwres::print(c, b)?,
        App::NetFlow => netflow::print(c, b)?,
        App::Olsr => olsr::print(c, net.is_v6(), b)?,
        App::Pgm => pgm::in_udp(c, net, b)?,
        App::Sflow => sflow::print(c, b)?,
        App::Shim => shim::print(c, b)?,
        App::SomeIp => someip::print(c, b)?,
        App::Vqp => vqp::print(c, b)?,
        App::Vat => conference::tool(c, b)?,
        // Where it is cut, what the datagram is quoted in goes on.
        App::Rtcp => conference::control(c, b).or(Err(Short))?,
        App::Zep => zep::print(c, b)?,
        App::Zephyr => zephyr::print(c, b)?,
        App::Whiteboard => wb::print(c, b)?,
        App::Timed => timed::print(c, b)?,
        _ => return Ok(false),
    }
    Ok(true)
}
