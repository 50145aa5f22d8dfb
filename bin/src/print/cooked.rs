//! Linux cooked capture, versions 1 and 2 (LINKTYPE_LINUX_SLL, LINKTYPE_LINUX_SLL2): what a
//! capture on "any" holds in place of the link-layer header.

use super::bytes::{Bytes, Res};
use super::context::Arg::{self, Name};
use super::context::{Ctx, put};
use super::ether::{self, TYPES};
use super::sink::Sink;
use crate::packed::text;
#[cfg(feature = "print-wireless")]
use barecap_core::linktype::LinkType;

/// Protocols below this are none of Ethernet's: kinds of frames of 802.3 and others.
const FIRST_ETHERTYPE: u16 = 1501;

/// The header of version 1: packet type, hardware type, address length, address, protocol.
const HEADER: usize = 16;
/// The header of version 2: protocol, reserved, interface, hardware type, packet type, address
/// length, address.
const HEADER_2: usize = 20;

/// What both versions hold.
struct Header<'a> {
    length: usize,
    /// How the line starts with -e.
    direction: &'static str,
    index: Option<u32>,
    protocol: u16,
    /// Whether a frame of 802.11 follows, behind a header of the radio's; then there is no protocol.
    radio: bool,
    address: Option<&'a [u8; 6]>,
}

/// The hardware type of frames of 802.11 behind a header of the radio's (ARPHRD_IEEE80211_RADIOTAP).
const RADIO: u16 = 803;

/// Prints a packet with a header of version 1.
pub(super) fn version_1(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("sll");
    c.link_header = HEADER.min(b.captured());
    b.need(0, HEADER)?;
    let header = Header {
        length: HEADER,
        direction: direction(b.u16(0)?),
        index: None,
        protocol: b.u16(14)?,
        radio: b.u16(2)? == RADIO,
        address: (b.u16(4)? == 6).then_some(b.array(6)?),
    };
    payload(c, &header, b)
}

/// Whose a packet was, in the kernel's numbers.
fn direction(kind: u16) -> &'static str {
    ["In", "B", "M", "P", "Out"].get(usize::from(kind)).unwrap_or(&"?")
}

/// Prints which interface a packet is of, and whose it was.
pub(super) fn origin(out: &mut Sink<'_>, name: &[u8], kind: u8) {
    out.bytes(name);
    out.spaces(6usize.saturating_sub(name.len()).max(1));
    let direction = direction(kind.into());
    out.str(direction);
    out.spaces(4 - direction.len().min(3));
}

/// Prints a packet with a header of version 2.
pub(super) fn version_2(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("sll2");
    c.link_header = HEADER_2.min(b.captured());
    b.need(0, HEADER_2)?;
    let index = b.u32(4)?;
    let kind = b.u8(10)?;
    let direction = direction(kind.into());
    let name = c.lookup.interface(index).unwrap_or("?");
    origin(&mut c.out, name.as_bytes(), kind);
    let header = Header {
        length: HEADER_2,
        direction,
        index: Some(index),
        protocol: b.u16(0)?,
        radio: b.u16(8)? == RADIO,
        address: (b.u8(11)? == 6).then_some(b.array(12)?),
    };
    payload(c, &header, b)
}

/// The fields of the header, and the length.
fn fields(c: &mut Ctx<'_>, header: &Header<'_>, length: usize) {
    match header.index {
        Some(index) => put!(c, "ifindex {} ", index),
        None => {
            c.out.spaces(3 - header.direction.len().min(3));
            c.out.str(header.direction);
            put!(c, " ");
        }
    }
    if let Some(address) = header.address {
        put!(c, "{} ", address);
    }
    if c.o.quiet > 0 {
        return;
    }
    match header.protocol {
        1 => put!(c, "802.3"),
        4 => put!(c, "802.2"),
        kind => put!(c, "ethertype {} (0x{:04x})", name(kind), kind),
    }
    put!(c, ", length {}: ", length);
}

/// What a type is called; those below Ethernet's are others, which have no names.
fn name(kind: u16) -> Arg<'static> {
    Name(TYPES, if kind < FIRST_ETHERTYPE { 0 } else { kind.into() })
}

/// The rest of the line, by the protocol.
fn payload(c: &mut Ctx<'_>, header: &Header<'_>, b: &Bytes<'_>) -> Res {
    let mut kind = header.protocol;
    if c.o.link_header {
        fields(c, header, b.len());
    }
    let mut rest = b.from(header.length);
    #[cfg(feature = "print-wireless")]
    if header.radio {
        let result = super::wireless::print(c, LinkType::IEEE802_11_RADIO.0, &rest);
        c.link_header += header.length;
        return result;
    }
    while kind == ether::VLAN {
        if rest.captured() < 4 || rest.len() < 4 {
            c.protocol = text!("vlan");
            c.link_header = b.captured();
            return Err(super::bytes::Short);
        }
        if c.o.link_header {
            ether::vlan_tci(c, rest.u16(0)?);
            put!(c, ", ");
        }
        kind = rest.u16(2)?;
        if c.o.quiet == 0 {
            put!(c, "ethertype {}, ", name(kind));
        }
        rest = rest.from(4);
        c.link_header += 4;
    }
    if kind < FIRST_ETHERTYPE {
        #[cfg(feature = "print-core")]
        match kind {
            1 if header.protocol == 1 => return super::lan::llc::ipx(c, &rest, text!("")),
            _ if kind == 4 || header.protocol != kind => {
                let before = c.link_header;
                if !super::lan::llc::frame(c, &rest, None)? {
                    // What no printer knows is dumped with the header of LLC.
                    c.link_header = before;
                    c.unknown(&rest);
                }
                return Ok(());
            }
            _ => {}
        }
        c.unknown(&rest);
        return Ok(());
    }
    if ether::ethertype(c, kind, &rest)? {
        return Ok(());
    }
    if !c.o.link_header {
        fields(c, header, header.length + rest.len());
    }
    c.unknown(&rest);
    Ok(())
}
