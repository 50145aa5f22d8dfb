//! Addresses and ports: IPv4, IPv6 as RFC 5952 and `inet_ntop` write it, link-layer addresses,
//! and their names where the user wants names.

use super::Options;
use super::context::Arg::Name;
use super::context::{Ctx, put};
use super::marks::Marks;
use super::sink::Sink;
use super::table::{Table, table};
use crate::packed::text;

/// The organizations that number protocols of their own, by the beginning of their link-layer addresses.
pub(crate) const OUIS: Table = table!("Unknown";
    0x00_0000: "Ethernet", 0x00_000c: "Cisco", 0x00_005e: "IANA",
    0x00_0081: "Nortel Networks SONMP", 0x00_00f8: "Cisco bridged", 0x00_049f: "Freescale",
    0x00_04ea: "HP-Labs", 0x00_0ecf: "PROFIBUS Nutzerorganisation", 0x00_1018: "Broadcom",
    0x00_120f: "IEEE 802.3 Private", 0x00_12bb: "ANSI/TIA", 0x00_15ad: "Netronome",
    0x00_19a7: "ITU-T", 0x00_1b1b: "Siemens", 0x00_1b21: "DCBX", 0x00_2320: "Nicira Networks",
    0x00_2481: "HP", 0x00_80c2: "Ethernet bridged", 0x00_9069: "Juniper", 0x00_a03e: "ATM Forum",
    0x00_e004: "PMC-Sierra", 0x00_e02f: "DOCSIS Spanning Tree", 0x08_0007: "Appletalk",
    0x08_0009: "Hewlett-Packard", 0x30_b216: "Hytec Geraetebau", 0x5c_16c7: "Big Switch Networks",
    0x74_8771: "Infoblox Inc", 0xa4_2305: "Open Networking Lab", 0xb0_d2f5: "Vello Systems",
    0xd0_f0db: "Ericsson",
);

/// Few addresses begin with any of them.
static OUI_MARKS: Marks<32> = OUIS.marks();

/// Prints an IPv4 address in dotted decimal.
pub(super) fn ip4(out: &mut Sink<'_>, address: [u8; 4]) {
    for (i, byte) in address.into_iter().enumerate() {
        if i > 0 {
            out.byte(b'.');
        }
        out.dec(byte.into());
    }
}

/// Prints an IPv6 address: the longest run of two or more zero words becomes `::`, and the last
/// four bytes of an IPv4-mapped or IPv4-compatible address are in dotted decimal.
pub(super) fn ip6(out: &mut Sink<'_>, address: &[u8; 16]) {
    let (words, _) = address.as_chunks::<2>();
    let (mut best, mut best_len) = (8, 1);
    let mut run = 0;
    for (i, word) in words.iter().enumerate() {
        run = if *word == [0, 0] { run + 1 } else { 0 };
        if run > best_len {
            best_len = run;
            best = i + 1 - run;
        }
    }
    let v4 = best == 0 && (best_len == 6 || (best_len == 5 && words.get(5) == Some(&[0xff; 2])));
    for (i, word) in words.iter().enumerate() {
        if i >= best && i < best + best_len {
            if i == best {
                out.byte(b':');
            }
            continue;
        }
        if i != 0 {
            out.byte(b':');
        }
        if v4 && i == 6 {
            let [.., a, b, c, d] = *address;
            return ip4(out, [a, b, c, d]);
        }
        out.hex(u64::from(u16::from_be_bytes(*word)), 0);
    }
    if best + best_len == 8 {
        out.byte(b':');
    }
}

/// An address of which the last bytes are left out: they are zeros.
#[inline(never)]
pub(crate) fn filled<const N: usize>(first: &[u8]) -> [u8; N] {
    let mut address = [0; N];
    for (to, from) in address.iter_mut().zip(first) {
        *to = *from;
    }
    address
}

/// Prints bytes in hexadecimal with colons between them.
pub(crate) fn colons(out: &mut Sink<'_>, bytes: &[u8]) {
    for (i, &byte) in bytes.iter().enumerate() {
        if i != 0 {
            out.byte(b':');
        }
        out.hex_byte(byte);
    }
}

/// The name of a host as it is printed.
fn host<'n>(name: &'n str, options: &Options) -> &'n str {
    let end = name.bytes().position(|byte| options.no_domain && byte == b'.');
    end.and_then(|end| name.get(..end)).unwrap_or(name)
}

impl Ctx<'_> {
    /// An IPv4 address, by name where names are wanted and there is one.
    pub(crate) fn ip4(&mut self, address: [u8; 4]) {
        if !self.o.numeric
            && let Some(name) = self.lookup.host4(address)
        {
            self.out.str(host(name, &self.o));
        } else {
            ip4(&mut self.out, address);
        }
    }

    /// An IPv4 address, filled on the left to a width.
    pub(crate) fn ip4_padded(&mut self, address: [u8; 4], width: usize) {
        let digits = |byte: u8| 1 + usize::from(byte > 9) + usize::from(byte > 99);
        let length = address.iter().map(|&byte| digits(byte)).sum::<usize>() + 3;
        self.out.spaces(width.saturating_sub(length));
        self.ip4(address);
    }

    /// An IPv6 address, by name where names are wanted and there is one.
    pub(crate) fn ip6(&mut self, address: &[u8; 16]) {
        if !self.o.numeric
            && let Some(name) = self.lookup.host6(address)
        {
            self.out.str(host(name, &self.o));
        } else {
            ip6(&mut self.out, address);
        }
    }

    /// An Ethernet address; where names are wanted, by its name, or else with that of whose it is.
    #[inline(never)]
    pub(crate) fn mac(&mut self, address: &[u8; 6]) {
        if self.o.numeric {
            colons(&mut self.out, address);
        } else if *address == [0xff; 6] {
            self.literal(text!("Broadcast"));
        } else if let Some(name) = self.lookup.ether(address) {
            self.out.str(name);
        } else {
            colons(&mut self.out, address);
            if cfg!(feature = "print-core") {
                let [a, b, c, ..] = *address;
                let oui = u32::from_be_bytes([0, a, b, c]);
                if OUI_MARKS.may_hold(oui) {
                    put!(self, " (oui {})", Name(OUIS, oui));
                } else {
                    put!(self, " (oui Unknown)");
                }
            }
        }
    }

    /// An address by its length.
    pub(crate) fn address(&mut self, address: &[u8]) {
        match (address.as_array::<4>(), address.as_array()) {
            (Some(address), _) => self.ip4(*address),
            (_, Some(address)) => self.ip6(address),
            _ => self.link_address(address),
        }
    }

    /// A link-layer address of any length.
    pub(crate) fn link_address(&mut self, address: &[u8]) {
        match address.as_array() {
            Some(mac) => self.mac(mac),
            None if address.is_empty() => self.out.str("<empty>"),
            None => colons(&mut self.out, address),
        }
    }

    /// A TCP port.
    pub(crate) fn tcp_port(&mut self, port: u16) {
        if !self.o.numeric
            && let Some(name) = self.lookup.tcp_port(port)
        {
            self.out.str(name);
        } else {
            self.out.dec(u64::from(port));
        }
    }

    /// A UDP port.
    pub(crate) fn udp_port(&mut self, port: u16) {
        if !self.o.numeric
            && let Some(name) = self.lookup.udp_port(port)
        {
            self.out.str(name);
        } else {
            self.out.dec(u64::from(port));
        }
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use core::net::{Ipv4Addr, Ipv6Addr};
    use std::string::{String, ToString};

    fn shown(print: impl FnOnce(&mut Sink<'_>)) -> String {
        let mut text = String::new();
        let mut buffer = [0; 64];
        let mut write = |bytes: &[u8]| {
            text.push_str(core::str::from_utf8(bytes).unwrap());
            true
        };
        let mut sink = Sink::new(&mut buffer, &mut write);
        print(&mut sink);
        sink.flush();
        text
    }

    #[test]
    fn domains_are_left_out_if_so_wanted() {
        for (name, own) in [("nic.example.org", "nic"), ("nic", "nic"), (".", ""), ("", "")] {
            assert_eq!(host(name, &Options::default()), name);
            assert_eq!(host(name, &Options { no_domain: true, ..Options::default() }), own);
        }
    }

    #[test]
    fn ipv4() {
        for a in ["0.0.0.0", "1.20.255.100", "255.255.255.255", "99.100.9.10"] {
            assert_eq!(shown(|s| ip4(s, a.parse::<Ipv4Addr>().unwrap().octets())), a);
        }
    }

    #[test]
    fn ipv6() {
        for a in [
            "::",
            "::1",
            "1::",
            "2001:db8::1",
            "2001:db8:0:1:1:1:1:1",
            "1:0:0:2::3",
            "fe80::1:0:0:1",
            "1:2:3:4:5:6:7:8",
            "::ffff:1.2.3.4",
            "0:1::",
        ] {
            assert_eq!(shown(|s| ip6(s, &a.parse::<Ipv6Addr>().unwrap().octets())), a);
        }
        // An IPv4-compatible address, which core's Display no longer writes in dotted decimal.
        assert_eq!(shown(|s| ip6(s, &"::1:2".parse::<Ipv6Addr>().unwrap().octets())), "::0.1.0.2");
        let mut seed = 1u32;
        for _ in 0..20_000 {
            let mut address = [0u8; 16];
            for byte in &mut address {
                seed = seed.wrapping_mul(1_103_515_245).wrapping_add(12345);
                *byte = if seed >> 16 & 3 == 0 { (seed >> 24) as u8 } else { 0 };
            }
            let text = Ipv6Addr::from(address).to_string();
            let compatible = address[..12] == [0; 12] && address[12..14] != [0, 0];
            if !compatible {
                assert_eq!(shown(|s| ip6(s, &address)), text);
            }
        }
    }
}
