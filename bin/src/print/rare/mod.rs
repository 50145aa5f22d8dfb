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
use barecap_core::linktype::LinkType;

/// Cisco's framing of HDLC by its number on NetBSD.
const NETBSD_HDLC: LinkType = LinkType(112);

/// Prints a packet, if there is a printer for its link type.
pub(super) fn link(c: &mut Ctx<'_>, link_type: LinkType, b: &Bytes<'_>) -> Res<bool> {
    match link_type {
        LinkType::SLIP => slip::print(c, b)?,
        LinkType::LTALK => atalk::local(c, b)?,
        LinkType::IEEE802 => rings::token(c, b)?,
        LinkType::FDDI => rings::fddi(c, b)?,
        LinkType::ATM_RFC1483 => atm::link(c, b)?,
        LinkType::ATM_CLIP => atm::classical(c, b)?,
        LinkType::SUNATM => atm::sun(c, b)?,
        LinkType::ARCNET => arcnet::bsd(c, b)?,
        LinkType::SLIP_BSDOS => slip::framed(c, b)?,
        LinkType::ARCNET_LINUX => arcnet::print(c, b)?,
        LinkType::FRELAY => relay::link(c, b)?,
        LinkType::USER2 | LinkType::PKTAP => pktap::print(c, b)?,
        LinkType::MFR => relay::bundle(c, b)?,
        LinkType::SYMANTEC_FIREWALL => short::firewall(c, b)?,
        LinkType::C_HDLC | NETBSD_HDLC => chdlc::print(c, b)?,
        LinkType::ENC => short::encapsulated(c, b)?,
        LinkType::PFLOG => pflog::print(c, b)?,
        LinkType::IP_OVER_FC => short::fibre(c, b)?,
        LinkType::APPLE_IP_OVER_IEEE1394 => short::firewire(c, b)?,
        LinkType::PPP_PPPD => ppp::link(c, b)?,
        LinkType::BLUETOOTH_HCI_H4_WITH_PHDR => short::bluetooth(c, b)?,
        LinkType::NETANALYZER => short::analyzer(c, b, 4)?,
        LinkType::NETANALYZER_TRANSPARENT => short::analyzer(c, b, 12)?,
        LinkType::USB_LINUX => usb::print(c, b, 48)?,
        LinkType::USB_LINUX_MMAPPED => usb::print(c, b, 64)?,
        LinkType::IEEE802_15_4 | LinkType::IEEE802_15_4_NOFCS => wpan::print(c, b)?,
        LinkType::IPNET => links::ipnet(c, b)?,
        LinkType::IPOIB => links::infiniband(c, b)?,
        LinkType::IEEE802_15_4_TAP => wpan::tapped(c, b)?,
        _ => return juniper::print(c, link_type, b),
    }
    Ok(true)
}

/// Prints a payload, if there is a printer for its Ethertype.
pub(super) fn ethertype(c: &mut Ctx<'_>, kind: u16, b: &Bytes<'_>) -> Res<bool> {
    match kind {
        nhrp::ETHERTYPE => nhrp::print(c, b)?,
        cfm::ETHERTYPE | cfm::OLD_ETHERTYPE => cfm::print(c, b)?,
        tipc::ETHERTYPE => tipc::print(c, b)?,
        realtek::ETHERTYPE => realtek::print(c, b)?,
        aoe::ETHERTYPE => aoe::print(c, b)?,
        mpcp::ETHERTYPE => mpcp::print(c, b)?,
        slow::ETHERTYPE => slow::print(c, b)?,
        ipx::ETHERTYPE => ipx::in_ethernet(c, b)?,
        atalk::ETHERTYPE => atalk::framed(c, b)?,
        atalk::RESOLUTION => atalk::resolution(c, b)?,
        decnet::ETHERTYPE => decnet::print(c, b)?,
        geonet::ETHERTYPE | geonet::OLD_ETHERTYPE => geonet::print(c, b)?,
        geonet::FAST_ETHERTYPE => geonet::fast(c, b)?,
        balance::ETHERTYPE => balance::print(c, b)?,
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
