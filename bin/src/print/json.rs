//! --json: packets as JSON (RFC 8259), an object on a line for each, for programs that read them. (With
//! --check it is an object for each savefile: `check.rs` lists its names. Those of --stats-interval,
//! on standard error, have `packets`, `bytes` and `dropped`, all counted from the beginning.)
//!
//! The names are to stay as they are; more of them may come. Of an object only what was captured whole
//! is there, in the order of the headers:
//!
//! ```text
//! time          seconds since 1970, with nine places, as a string
//! length        of the packet, in bytes
//! captured      bytes that were captured of it
//! interface     its number, in files with several
//! link_type     by its name, or by its number
//! eth           dst, src; type, or length where that stands in its place
//! vlan          the numbers of VLANs, the outer first
//! arp           operation, sender_mac, sender_ip, target_mac, target_ip
//! ip            version, src, dst, protocol, ttl, length; of IPv4 id, offset (in bytes), more_fragments;
//!               of IPv6 flow_label, and offset, id, more_fragments in fragments
//! tcp           src_port, dst_port, seq, ack, flags (a number), window, payload (its length)
//! udp           src_port, dst_port, length
//! icmp, icmp6   type, code
//! dns           id, response, authoritative, truncated, recursion_desired, recursion_available,
//!               opcode, rcode, questions, answers, authorities, additionals (how many there are),
//!               queries (name, type, class), addresses (those of A and AAAA among the answers)
//! ```
//!
//! Looked into are Ethernet with VLAN tags, Linux cooked captures, raw IP and BSD loopback. `length`
//! of IP is that of the whole packet, header included; a fragment behind the first has no ports.
//! Types, codes and the like are the protocol's numbers. What goes to or comes from port 53, 5353
//! or 5355 is taken for DNS; over TCP, if a segment begins with a message and holds all of it.

mod dns;
mod object;

pub(crate) use object::Json;

use super::address::{colons, ip4, ip6};
use super::bytes::{Bytes, Res};
use super::sink::Sink;
use crate::literal::Literal;
use crate::output::Packet;
use crate::packed::text;
use barecap_core::linktype::LinkType;
use core::fmt::Write;

const IP: u16 = 0x0800;
const ARP: u16 = 0x0806;
const IP6: u16 = 0x86dd;
const VLAN: [u16; 3] = [0x8100, 0x88a8, 0x9100];

/// The most tags and extension headers that are looked through.
const DEPTH: usize = 8;

/// Writes an address of IPv4, of IPv6, or of a link layer.
fn address(out: &mut Sink<'_>, bytes: &[u8]) {
    if let Ok(bytes) = bytes.try_into() {
        ip4(out, bytes);
    } else if let Ok(bytes) = bytes.try_into() {
        ip6(out, bytes);
    } else {
        colons(out, bytes);
    }
}

impl Json<'_, '_> {
    /// An address of so many bytes, which are there.
    fn address(&mut self, name: Literal, b: &Bytes<'_>, at: usize, size: usize) {
        let bytes = b.get(at, size).unwrap_or_default();
        self.text(name, |out| address(out, bytes));
    }

    /// Ethernet, from its header on.
    fn ethernet(&mut self, b: &Bytes<'_>) -> Res {
        let mut kind = b.u16(12)?;
        self.open(text!("eth"));
        self.address(text!("dst"), b, 0, 6);
        self.address(text!("src"), b, 6, 6);
        self.number(if kind < 0x0600 { text!("length") } else { text!("type") }, kind);
        self.close();
        let mut rest = b.from(14);
        let mut depth = 0;
        while VLAN.contains(&kind) && depth < DEPTH && rest.has(0, 4) {
            if depth == 0 {
                self.key(text!("vlan"));
            }
            self.out.byte(if depth == 0 { b'[' } else { b',' });
            self.out.dec((rest.u16(0)? & 0xfff).into());
            kind = rest.u16(2)?;
            rest = rest.from(4);
            depth += 1;
        }
        if depth > 0 {
            self.out.byte(b']');
        }
        self.payload(kind, &rest)
    }

    /// What an Ethernet type announces.
    fn payload(&mut self, kind: u16, b: &Bytes<'_>) -> Res {
        match kind {
            IP => self.ip(b),
            IP6 => self.ip6(b),
            ARP => self.arp(b),
            _ => Ok(()),
        }
    }

    fn arp(&mut self, b: &Bytes<'_>) -> Res {
        // Of Ethernet and IPv4.
        let header = b.get(0, 28)?;
        if header.get(..6) != Some(&[0, 1, 8, 0, 6, 4]) {
            return Ok(());
        }
        self.open(text!("arp"));
        self.number(text!("operation"), b.u16(6)?);
        self.address(text!("sender_mac"), b, 8, 6);
        self.address(text!("sender_ip"), b, 14, 4);
        self.address(text!("target_mac"), b, 18, 6);
        self.address(text!("target_ip"), b, 24, 4);
        self.close();
        Ok(())
    }

    fn ip(&mut self, b: &Bytes<'_>) -> Res {
        let header = usize::from(b.u8(0)? & 15) * 4;
        if b.u8(0)? >> 4 != 4 || header < 20 {
            return Ok(());
        }
        b.need(0, header)?;
        let (protocol, length, fragment) = (b.u8(9)?, b.u16(2)?, b.u16(6)?);
        self.open(text!("ip"));
        self.number(text!("version"), 4_u8);
        self.address(text!("src"), b, 12, 4);
        self.address(text!("dst"), b, 16, 4);
        self.number(text!("protocol"), protocol);
        self.number(text!("ttl"), b.u8(8)?);
        self.number(text!("length"), length);
        self.number(text!("id"), b.u16(4)?);
        self.number(text!("offset"), (fragment & 0x1fff) * 8);
        self.truth(text!("more_fragments"), fragment & 0x2000 != 0);
        self.close();
        if fragment & 0x1fff != 0 {
            return Ok(());
        }
        // A train of segments may say 0, and is as long as the packet.
        let length = if length == 0 { b.len() } else { length.into() };
        self.transport(protocol, &b.first(length).from(header))
    }

    fn ip6(&mut self, b: &Bytes<'_>) -> Res {
        b.need(0, 40)?;
        if b.u8(0)? >> 4 != 6 {
            return Ok(());
        }
        let claimed = usize::from(b.u16(4)?);
        let (mut protocol, mut at, mut fragment) = (b.u8(6)?, 40, None);
        for _ in 0..DEPTH {
            let (next, units) = match (protocol, b.u8(at), b.u8(at + 1)) {
                (0 | 43 | 60, Ok(next), Ok(units)) => (next, 8 * usize::from(units) + 8),
                (51, Ok(next), Ok(units)) => (next, 4 * usize::from(units) + 8),
                (44, Ok(next), _) => {
                    fragment = Some((b.u16(at + 2)?, b.u32(at + 4)?));
                    (next, 8)
                }
                _ => break,
            };
            protocol = next;
            at += units;
            if fragment.is_some_and(|(offset, _)| offset >> 3 != 0) {
                break;
            }
        }
        self.open(text!("ip"));
        self.number(text!("version"), 6_u8);
        self.address(text!("src"), b, 8, 16);
        self.address(text!("dst"), b, 24, 16);
        self.number(text!("protocol"), protocol);
        self.number(text!("ttl"), b.u8(7)?);
        self.number(text!("length"), (claimed + 40) as u64);
        self.number(text!("flow_label"), b.u32(0)? & 0xf_ffff);
        if let Some((offset, id)) = fragment {
            self.number(text!("offset"), offset & !7);
            self.number(text!("id"), id);
            self.truth(text!("more_fragments"), offset & 1 != 0);
        }
        self.close();
        if fragment.is_some_and(|(offset, _)| offset >> 3 != 0) {
            return Ok(());
        }
        let length = if claimed == 0 { b.len() } else { claimed + 40 };
        self.transport(protocol, &b.first(length).from(at))
    }

    fn transport(&mut self, protocol: u8, b: &Bytes<'_>) -> Res {
        let dns_port = |b: &Bytes<'_>| {
            let ports = [b.u16(0).unwrap_or(0), b.u16(2).unwrap_or(0)];
            ports.into_iter().find(|port| dns::is_port(*port))
        };
        match protocol {
            6 => {
                b.need(0, 20)?;
                let header = usize::from(b.u8(12)? >> 4) * 4;
                self.open(text!("tcp"));
                self.number(text!("src_port"), b.u16(0)?);
                self.number(text!("dst_port"), b.u16(2)?);
                self.number(text!("seq"), b.u32(4)?);
                self.number(text!("ack"), b.u32(8)?);
                self.number(text!("flags"), b.u16(12)? & 0xfff);
                self.number(text!("window"), b.u16(14)?);
                self.number(text!("payload"), b.len().saturating_sub(header) as u64);
                self.close();
                match dns_port(b) {
                    Some(_) if header >= 20 => self.dns_over_tcp(&b.from(header)),
                    _ => Ok(()),
                }
            }
            17 => {
                b.need(0, 8)?;
                self.open(text!("udp"));
                self.number(text!("src_port"), b.u16(0)?);
                self.number(text!("dst_port"), b.u16(2)?);
                self.number(text!("length"), b.u16(4)?);
                self.close();
                match dns_port(b) {
                    Some(port) => self.dns(&b.first(b.u16(4)?.into()).from(8), port),
                    None => Ok(()),
                }
            }
            1 | 58 => {
                b.need(0, 2)?;
                self.open(if protocol == 1 { text!("icmp") } else { text!("icmp6") });
                self.number(text!("type"), b.u8(0)?);
                self.number(text!("code"), b.u8(1)?);
                self.close();
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// A packet from its link-layer header on.
    fn link(&mut self, link_type: LinkType, b: &Bytes<'_>) -> Res {
        let by_version = |b: &Bytes<'_>| b.u8(0).map(|byte| if byte >> 4 == 6 { IP6 } else { IP });
        match link_type {
            LinkType::EN10MB => self.ethernet(b),
            LinkType::LINUX_SLL => self.payload(b.u16(14)?, &b.from(16)),
            LinkType::LINUX_SLL2 => self.payload(b.u16(0)?, &b.from(20)),
            LinkType::NULL | LinkType::LOOP => {
                let rest = b.from(4);
                self.payload(by_version(&rest)?, &rest)
            }
            LinkType::RAW | LinkType::IPV4 | LinkType::IPV6 => self.payload(by_version(b)?, b),
            _ => Ok(()),
        }
    }
}

/// Writes a packet as an object on a line.
pub(crate) fn write(out: &mut Sink<'_>, packet: &Packet<'_>) {
    let mut json = Json::new(out);
    json.time(text!("time"), packet.time);
    json.number(text!("length"), packet.length);
    json.number(text!("captured"), packet.data.len() as u64);
    json.number(text!("interface"), packet.interface);
    // Names are letters, digits and underscores; what the sink cannot write, it remembers.
    json.text(text!("link_type"), |out| {
        let _ = write!(out, "{}", packet.link_type);
    });
    let b = Bytes::new(packet.data, packet.length as usize);
    // What was not captured is not there.
    let _: Res = json.link(packet.link_type, &b);
    json.finish();
}
