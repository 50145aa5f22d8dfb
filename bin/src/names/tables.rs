//! Names for what stands in packets: ports, addresses, stations, protocols, interfaces.
//!
//! A packet has several of them, so the files are read once, when the first name of their kind is
//! wanted, into tables of fixed size: protocols are indices, ports are sorted, so that few pages of
//! memory are touched, and the others are lists that are gone through. What there is no room for
//! stays a number, and so does all of a file that cannot be read, which is said once. Nothing is asked of
//! a name server.
//!
//! Interfaces come and go, and change their names: the kernel is asked for those, and what it says holds
//! for packets of the same second, or until another takes the place.

use super::lines;
use super::resolve::{ETHERS, HOSTS, PROTOCOLS, SERVICES};
use crate::local::Zone;
use crate::message::Line;
use crate::packed::text;
use crate::print::Lookup;
use barecap_core::filter::etc::{self, Transport};
use barecap_linux::InterfaceName;
use barecap_linux::interface::Interface;
use core::ffi::CStr;
use core::net::IpAddr;
use heapless::Vec;

/// Where a name stands in the text: its offset, 0 for no name.
type Place = u16;

/// Room for all names.
type Text = Vec<u8, { 32 << 10 }>;

/// The ports of a transport that have names, in order.
type Ports = Vec<(u16, Place), 4096>;

/// How many interfaces are known by name at a time.
const INTERFACES: usize = 64;

/// An address or a station.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    Address(IpAddr),
    Station([u8; 6]),
}

/// The tables. All zeros at first, and 90 KiB large: keep them in a static.
pub struct Tables {
    /// Names, each with its length before it; the first byte is unused.
    text: Text,
    tcp: Ports,
    udp: Ports,
    protocols: [Place; 256],
    others: Vec<(Key, Place), 512>,
    /// Interfaces by their numbers, each where its number says; none has number 0.
    interfaces: [(u32, Option<InterfaceName>); INTERFACES],
    /// Of which second they are.
    second: i64,
    read: Read,
    /// Local time.
    pub zone: Zone,
}

/// Which files have been read.
struct Read {
    hosts: bool,
    ethers: bool,
    services: bool,
    protocols: bool,
}

impl Tables {
    /// Empty tables.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            text: Vec::new(),
            tcp: Vec::new(),
            udp: Vec::new(),
            protocols: [0; 256],
            others: Vec::new(),
            interfaces: [(0, None); INTERFACES],
            second: 0,
            read: Read { hosts: false, ethers: false, services: false, protocols: false },
            zone: Zone::new(),
        }
    }

    /// The name at a place.
    fn name(&self, place: Place) -> Option<&str> {
        let start = usize::from(place);
        let length = usize::from(*self.text.get(start).filter(|_| place > 0)?);
        let name = self.text.get(start + 1..start + 1 + length)?;
        core::str::from_utf8(name).ok().filter(|name| !name.is_empty())
    }

    /// The name of a key of the list.
    fn other(&self, key: Key) -> Option<Place> {
        self.others.iter().find(|(known, _)| *known == key).map(|(_, place)| *place)
    }

    /// Adds to the list; the first name of a key is the one that counts.
    fn add(&mut self, key: Key, name: &[u8]) {
        if !self.others.is_full()
            && self.other(key).is_none()
            && let Some(place) = keep(&mut self.text, name)
        {
            let _ = self.others.push((key, place));
        }
    }

    /// Has the names of interfaces be asked for again, unless they were in this second.
    #[inline(never)]
    pub fn forget_interfaces(&mut self, second: i64) {
        if core::mem::replace(&mut self.second, second) != second {
            self.interfaces.fill((0, None));
        }
    }
}

impl Default for Tables {
    fn default() -> Self {
        Self::new()
    }
}

/// Adds a port, if there is room; its first name is the one that counts.
fn add_port(text: &mut Text, ports: &mut Ports, port: u16, name: &[u8]) {
    if let Err(at) = ports.binary_search_by_key(&port, |(port, _)| *port)
        && !ports.is_full()
        && let Some(place) = keep(text, name)
    {
        let _ = ports.insert(at, (port, place));
    }
}

/// Where the name of a port stands.
fn place(ports: &Ports, port: u16) -> Option<Place> {
    let at = ports.binary_search_by_key(&port, |(port, _)| *port).ok()?;
    ports.get(at).map(|(_, place)| *place)
}

/// Adds a name to the text, if there is room and it is one to print.
fn keep(text: &mut Text, name: &[u8]) -> Option<Place> {
    if text.is_empty() {
        text.push(0).ok()?;
    }
    let place = Place::try_from(text.len()).ok()?;
    let length = u8::try_from(name.len()).ok()?;
    if name.len() >= text.capacity() - text.len() || !is_printable(name) {
        return None;
    }
    text.push(length).ok()?;
    text.extend_from_slice(name).ok()?;
    Some(place)
}

/// Whether a name spoils no line.
fn is_printable(name: &[u8]) -> bool {
    name.iter().all(u8::is_ascii_graphic)
}

/// The tables, and who says what cannot be read into them.
pub struct Names<'a> {
    /// The program's name.
    pub program: &'a [u8],
    /// What has been read.
    pub tables: &'a mut Tables,
}

impl Names<'_> {
    fn address(&mut self, address: IpAddr) -> Option<&str> {
        let tables = &mut *self.tables;
        if !core::mem::replace(&mut tables.read.hosts, true) {
            read_lines(self.program, HOSTS, &mut |line| {
                if let Some(entry) = etc::host(line) {
                    tables.add(Key::Address(entry.value), entry.name);
                }
            });
        }
        tables.name(tables.other(Key::Address(address))?)
    }

    fn read_services(&mut self) {
        let Tables { text, tcp, udp, read, .. } = self.tables;
        if core::mem::replace(&mut read.services, true) {
            return;
        }
        read_lines(self.program, SERVICES, &mut |line| {
            let Some(entry) = etc::service(line) else { return };
            let (port, transport) = entry.value;
            let ports = match transport {
                Transport::Tcp => &mut *tcp,
                Transport::Udp => &mut *udp,
            };
            add_port(text, ports, port, entry.name);
        });
    }
}

/// Hands a file to `each` line by line. What cannot be read is missing, and said.
fn read_lines(program: &[u8], path: &CStr, each: &mut dyn FnMut(&[u8])) {
    if let Err(errno) = lines(path, each) {
        let mut line = Line::of(program);
        line.literal(text!("WARNING: ")).about(path.to_bytes()).errno(errno);
        line.literal(text!(": numbers are printed for its names (-n asks for none)")).send();
    }
}

impl Lookup for Names<'_> {
    fn utc_offset(&mut self, seconds: i64) -> i32 {
        self.tables.zone.offset(seconds)
    }

    fn host4(&mut self, address: [u8; 4]) -> Option<&str> {
        self.address(IpAddr::from(address))
    }

    fn host6(&mut self, address: &[u8; 16]) -> Option<&str> {
        self.address(IpAddr::from(*address))
    }

    fn ether(&mut self, address: &[u8; 6]) -> Option<&str> {
        let tables = &mut *self.tables;
        if !core::mem::replace(&mut tables.read.ethers, true) {
            read_lines(self.program, ETHERS, &mut |line| {
                if let Some(entry) = etc::ether(line) {
                    tables.add(Key::Station(entry.value), entry.name);
                }
            });
        }
        tables.name(tables.other(Key::Station(*address))?)
    }

    fn tcp_port(&mut self, port: u16) -> Option<&str> {
        self.read_services();
        self.tables.name(place(&self.tables.tcp, port)?)
    }

    fn udp_port(&mut self, port: u16) -> Option<&str> {
        self.read_services();
        self.tables.name(place(&self.tables.udp, port)?)
    }

    fn interface(&mut self, index: u32) -> Option<&str> {
        let (known, name) = self.tables.interfaces.get_mut(index as usize % INTERFACES)?;
        if *known != index {
            // Also that there is none is remembered, since asking takes system calls.
            (*known, *name) = (index, Interface::by_index(index).ok().map(|it| it.name));
        }
        let name = name.as_ref()?.as_bytes();
        core::str::from_utf8(name).ok().filter(|_| is_printable(name))
    }

    fn protocol(&mut self, number: u8) -> Option<&str> {
        let Tables { text, protocols, read, .. } = self.tables;
        if !core::mem::replace(&mut read.protocols, true) {
            read_lines(self.program, PROTOCOLS, &mut |line| {
                if let Some(entry) = etc::protocol(line)
                    && let Some(place @ 0) = protocols.get_mut(entry.value as usize)
                {
                    *place = keep(text, entry.name).unwrap_or(0);
                }
            });
        }
        self.tables.name(*self.tables.protocols.get(usize::from(number))?)
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::boxed::Box;

    fn host(number: u32) -> Key {
        Key::Address(IpAddr::from(number.to_be_bytes()))
    }

    #[test]
    fn names_are_kept_and_found() {
        let mut tables = Box::new(Tables::new());
        assert_eq!(tables.name(0), None);
        tables.add(host(7), b"seven");
        tables.add(host(7), b"again");
        tables.add(Key::Station([1; 6]), b"printer");
        assert_eq!(tables.others.len(), 2);
        let find = |key| tables.other(key).map(|place| tables.name(place));
        assert_eq!(find(host(7)), Some(Some("seven")));
        assert_eq!(find(Key::Station([1; 6])), Some(Some("printer")));
        assert_eq!(find(host(9)), None);
    }

    #[test]
    fn ports_have_their_first_names() {
        let mut tables = Box::new(Tables::new());
        let Tables { text, tcp, udp, .. } = &mut *tables;
        for (port, name) in [(443, "https"), (22, "ssh"), (80, "http"), (22, "other"), (65535, "z")]
        {
            add_port(text, tcp, port, name.as_bytes());
        }
        add_port(text, udp, 53, b"domain");
        let name = |ports, port| place(ports, port).and_then(|place| tables.name(place));
        for (port, wanted) in [
            (22, Some("ssh")),
            (80, Some("http")),
            (443, Some("https")),
            (65535, Some("z")),
            (53, None),
            (0, None),
        ] {
            assert_eq!(name(&tables.tcp, port), wanted, "{port}");
        }
        assert_eq!(name(&tables.udp, 53), Some("domain"));
    }

    #[test]
    fn what_could_spoil_a_line_is_no_name() {
        let mut tables = Box::new(Tables::new());
        tables.add(host(1), b"a\x1b[2J");
        tables.add(host(2), &[b'a'; 256]);
        assert!(tables.others.is_empty());
    }

    #[test]
    fn what_there_is_no_room_for_stays_a_number() {
        let mut tables = Box::new(Tables::new());
        for index in 0..1000 {
            tables.add(host(index), &[b'a'; 200]);
        }
        let count = tables.others.len() as u32;
        assert!(count > 100 && tables.text.len() <= tables.text.capacity());
        assert!((0..count).all(|index| tables.other(host(index)).is_some()));
        assert!(tables.other(host(count)).is_none());
        // Names that none of the list can have leave their room to others.
        let mut tables = Box::new(Tables::new());
        for index in 0..1000 {
            tables.add(host(index), b"a");
        }
        assert_eq!((tables.others.len(), tables.text.len()), (512, 1 + 512 * 2));
    }

    /// Of interfaces there may be any number, beside any number of hosts.
    #[test]
    fn each_interface_has_the_name_that_the_kernel_says() {
        let mut tables = Box::new(Tables::new());
        for number in 0..1000 {
            tables.add(host(number), b"a");
        }
        let mut names = Names { program: b"test", tables: &mut tables };
        for index in (0..600).map(|times| 1 + 64 * times).chain(2..600) {
            let known = Interface::by_index(index).map(|it| std::format!("{}", it.name));
            assert_eq!(names.interface(index), known.ok().as_deref(), "{index}");
        }
        assert_eq!(names.interface(0), None);
        // The first is loopback, everywhere.
        assert_eq!(names.interface(1), Some("lo"));
        names.tables.interfaces[1].1 = InterfaceName::new(b"before");
        assert_eq!(names.interface(1), Some("before"));
        names.tables.forget_interfaces(0);
        assert_eq!(names.interface(1), Some("before"));
        names.tables.forget_interfaces(1);
        assert_eq!(names.interface(1), Some("lo"));
    }
}
