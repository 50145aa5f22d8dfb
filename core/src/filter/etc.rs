//! Names from the system's files: hosts(5), ethers(5), networks(5), services(5), protocols(5).
//!
//! All five are lines of words with comments from `#` on. Each reader here takes one line, without
//! its end, so that a caller may read a file piece by piece and never hold all of it. [`EtcFiles`]
//! looks names up in files that are in memory.
//!
//! As in the C library, the names of hosts and networks are compared in any case, those of services
//! and protocols as they are written, and a line that makes no sense is passed over.

use crate::words::split;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::literal;
use super::names::{ResolveError, Resolver, ServicePorts};
use crate::texts::is_same_in_any_case;

/// The words of a line, up to a comment.
#[derive(Clone, Debug)]
pub struct Words<'a> {
    rest: &'a [u8],
}

impl<'a> Words<'a> {
    /// The words of `line`.
    #[must_use]
    pub fn of(line: &'a [u8]) -> Self {
        Self { rest: split(line, b'#').next().unwrap_or(&[]) }
    }
}

impl<'a> Iterator for Words<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        let space = |byte: &u8| matches!(byte, b' ' | b'\t'..=b'\r');
        let start = self.rest.iter().position(|byte| !space(byte))?;
        let word = self.rest.get(start..)?;
        let end = word.iter().position(space).unwrap_or(word.len());
        let (word, rest) = word.split_at_checked(end)?;
        self.rest = rest;
        Some(word)
    }
}

/// A line that gives names to something.
#[derive(Clone, Debug)]
pub struct Entry<'a, T> {
    /// What has the names.
    pub value: T,
    /// Its first name, which is the one to print.
    pub name: &'a [u8],
    /// Its other names.
    pub aliases: Words<'a>,
}

impl<T> Entry<'_, T> {
    /// Whether this is one of its names.
    #[must_use]
    pub fn is_named(&self, name: &str) -> bool {
        is_among(name.as_bytes(), self.name, &self.aliases, false)
    }

    /// Whether this is one of its names, in any case.
    #[must_use]
    pub fn is_named_in_any_case(&self, name: &str) -> bool {
        is_among(name.as_bytes(), self.name, &self.aliases, true)
    }
}

/// Whether a name is the first one or one of the others.
#[inline(never)]
fn is_among(name: &[u8], first: &[u8], others: &Words<'_>, any_case: bool) -> bool {
    let (mut known, mut others) = (Some(first), others.clone());
    while let Some(one) = known {
        if one == name || any_case && is_same_in_any_case(one, name) {
            return true;
        }
        known = others.next();
    }
    false
}

/// A transport protocol of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the protocol of its name")]
pub enum Transport {
    Tcp,
    Udp,
}

/// A line of /etc/hosts: an address and the names of its host.
#[must_use]
pub fn host(line: &[u8]) -> Option<Entry<'_, IpAddr>> {
    let mut words = Words::of(line);
    let value = literal::ip(words.next()?)?;
    Some(Entry { value, name: words.next()?, aliases: words })
}

/// A line of /etc/ethers: a link-layer address and the name of its host.
#[must_use]
pub fn ether(line: &[u8]) -> Option<Entry<'_, [u8; 6]>> {
    let mut words = Words::of(line);
    let value = literal::colon_mac(words.next()?)?;
    Some(Entry { value, name: words.next()?, aliases: Words::of(&[]) })
}

/// A line of /etc/networks: a name, an IPv4 network and more names. The network is
/// left-aligned: `10.1` is 0x0a010000.
#[must_use]
pub fn network(line: &[u8]) -> Option<Entry<'_, u32>> {
    let mut words = Words::of(line);
    let name = words.next()?;
    let mut parts = split(words.next()?, b'.');
    let mut bytes = [0; 4];
    for byte in &mut bytes {
        match parts.next() {
            Some(part) => *byte = literal::number(part)?.ok()?.try_into().ok()?,
            None => break,
        }
    }
    let value = u32::from_be_bytes(bytes);
    parts.next().is_none().then_some(Entry { value, name, aliases: words })
}

/// A line of /etc/services: a name, a port and a transport protocol, and more names. Lines for
/// other protocols than TCP and UDP are passed over.
#[must_use]
pub fn service(line: &[u8]) -> Option<Entry<'_, (u16, Transport)>> {
    let mut words = Words::of(line);
    let name = words.next()?;
    let value = words.next()?;
    let slash = value.iter().position(|byte| *byte == b'/')?;
    let port = literal::decimal(value.get(..slash)?, u16::MAX.into())?;
    let transport = match value.get(slash + 1..)? {
        b"tcp" => Transport::Tcp,
        b"udp" => Transport::Udp,
        _ => return None,
    };
    Some(Entry { value: (port as u16, transport), name, aliases: words })
}

/// A line of /etc/protocols: a name, a number and more names.
#[must_use]
pub fn protocol(line: &[u8]) -> Option<Entry<'_, u32>> {
    let mut words = Words::of(line);
    let name = words.next()?;
    let value = literal::decimal(words.next()?, u32::MAX)?;
    Some(Entry { value, name, aliases: words })
}

/// A resolver over the contents of the five files.
///
/// ```
/// use barecap_core::filter::{etc::EtcFiles, names::Resolver};
/// let mut files = EtcFiles { protocols: b"tcp\t6\tTCP\t# transmission\n", ..EtcFiles::default() };
/// assert_eq!(files.protocol("TCP"), Ok(Some(6)));
/// assert_eq!(files.protocol("Tcp"), Ok(None));
/// ```
#[derive(Clone, Copy, Debug, Default)]
#[allow(missing_docs, reason = "each is the file of its name")]
pub struct EtcFiles<'a> {
    pub hosts: &'a [u8],
    pub ethers: &'a [u8],
    pub networks: &'a [u8],
    pub services: &'a [u8],
    pub protocols: &'a [u8],
}

fn lines(file: &[u8]) -> impl Iterator<Item = &[u8]> {
    split(file, b'\n')
}

impl Resolver for EtcFiles<'_> {
    fn host(
        &mut self,
        name: &str,
        v4: &mut dyn FnMut(Ipv4Addr),
        v6: &mut dyn FnMut(Ipv6Addr),
    ) -> Result<(), ResolveError> {
        for entry in lines(self.hosts).filter_map(host) {
            if entry.is_named_in_any_case(name) {
                match entry.value {
                    IpAddr::V4(addr) => v4(addr),
                    IpAddr::V6(addr) => v6(addr),
                }
            }
        }
        Ok(())
    }

    fn ether(&mut self, name: &str) -> Result<Option<[u8; 6]>, ResolveError> {
        let mut entries = lines(self.ethers).filter_map(ether);
        let found = entries.find(|entry| entry.is_named_in_any_case(name));
        Ok(found.map(|entry| entry.value))
    }

    fn network(&mut self, name: &str) -> Result<Option<u32>, ResolveError> {
        let mut entries = lines(self.networks).filter_map(network);
        let found = entries.find(|entry| entry.is_named_in_any_case(name));
        Ok(found.map(|entry| entry.value))
    }

    fn service(&mut self, name: &str) -> Result<ServicePorts, ResolveError> {
        let mut ports = ServicePorts::default();
        for entry in lines(self.services).filter_map(service) {
            if entry.is_named(name) {
                match entry.value {
                    (port, Transport::Tcp) => ports.tcp = ports.tcp.or(Some(port)),
                    (port, Transport::Udp) => ports.udp = ports.udp.or(Some(port)),
                }
            }
        }
        Ok(ports)
    }

    fn protocol(&mut self, name: &str) -> Result<Option<u32>, ResolveError> {
        let mut entries = lines(self.protocols).filter_map(protocol);
        Ok(entries.find(|entry| entry.is_named(name)).map(|entry| entry.value))
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::vec::Vec;

    #[test]
    fn lines_that_make_no_sense_are_passed_over() {
        let lines = ["", "#", "  # 10.0.0.1 a", "10.0.0.1", "10.0.0 a", "10.0.0.1 # a", "a b c"];
        for line in lines {
            assert!(host(line.as_bytes()).is_none(), "{line}");
        }
        for line in ["1:2:3:4:5 a", "1:2:3:4:5:6", "1-2-3-4-5-6 a", "1:2:3:4:5:6:7 a"] {
            assert!(ether(line.as_bytes()).is_none(), "{line}");
        }
        for line in ["net", "net 256", "net 1.2.3.4.5", "net 1..2", "net x"] {
            assert!(network(line.as_bytes()).is_none(), "{line}");
        }
        for line in ["a", "a 80", "a 65536/tcp", "a /tcp", "a 80/sctp", "a 80/TCP"] {
            assert!(service(line.as_bytes()).is_none(), "{line}");
        }
        for line in ["a", "a b", "a 4294967296", "a -1"] {
            assert!(protocol(line.as_bytes()).is_none(), "{line}");
        }
    }

    #[test]
    fn entries_have_a_value_a_name_and_aliases() {
        let entry = host(b"\t::1\tone two# three\r").unwrap();
        assert_eq!((entry.value, entry.name), (IpAddr::V6(Ipv6Addr::LOCALHOST), &b"one"[..]));
        assert_eq!(entry.aliases.collect::<Vec<_>>(), [b"two"]);
        let entry = service(b"http 80/tcp www  web").unwrap();
        assert_eq!(entry.value, (80, Transport::Tcp));
        assert_eq!(entry.aliases.collect::<Vec<_>>(), [b"www", b"web"]);
        assert_eq!(network(b"loopback 127").unwrap().value, 0x7f00_0000);
        assert_eq!(ether(b"0:1:2:A:b:cc x").unwrap().value, [0, 1, 2, 10, 11, 0xcc]);
    }

    #[test]
    fn names_are_found_as_the_c_library_finds_them() {
        let mut files = EtcFiles {
            hosts: b"# none\n10.0.0.1 one uno\n::1 one # two\n\n10.0.0.2 ONE",
            ethers: b"1:2:3:a:b:c Mac\n0:0:0:0:0:0 mac\n",
            networks: b"net 10.20 alias\n",
            services: b"web 80/tcp www\nweb 81/udp\nname 53/tcp\nname 53/udp\nweb 82/tcp\n",
            protocols: b"tcp 6 TCP\n",
        };
        let mut hosts = Vec::new();
        let (mut four, mut six) = (Vec::new(), Vec::new());
        files.host("One", &mut |addr| four.push(addr), &mut |addr| six.push(addr)).unwrap();
        hosts.extend(four.into_iter().map(IpAddr::V4));
        hosts.extend(six.into_iter().map(IpAddr::V6));
        let expected: [IpAddr; 3] =
            ["10.0.0.1", "10.0.0.2", "::1"].map(|addr| addr.parse().unwrap());
        assert_eq!(hosts, expected);
        assert_eq!(files.ether("mac"), Ok(Some([1, 2, 3, 10, 11, 12])));
        assert_eq!(files.network("ALIAS"), Ok(Some(0x0a14_0000)));
        assert_eq!(files.service("www"), Ok(ServicePorts { tcp: Some(80), udp: None }));
        assert_eq!(files.service("web"), Ok(ServicePorts { tcp: Some(80), udp: Some(81) }));
        assert_eq!(files.service("Web"), Ok(ServicePorts::default()));
        assert_eq!(files.protocol("TCP"), Ok(Some(6)));
        assert_eq!(files.protocol("Tcp"), Ok(None));
    }
}
