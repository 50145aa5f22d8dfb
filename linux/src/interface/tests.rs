//! Interfaces: messages about them, hand-made, and what the kernel says of those that are there.

extern crate std;

use super::*;
use crate::netlink::tests::push_attribute;
use std::string::ToString;
use std::vec::Vec;

fn listed(flags: u32, connection: Connection, wireless: bool) -> Listed {
    let mut listed = Listed::any();
    listed.interface.index = 2;
    listed.interface.flags = flags;
    listed.connection = connection;
    listed.wireless = wireless;
    listed
}

#[test]
fn the_best_interface_is_listed_first() {
    use Connection::{Connected, Disconnected, NotApplicable};
    let (up, running, loopback) = (1, 64, 8);
    let order = [
        listed(up | running, Connected, false).class(),
        Listed::any().class(),
        listed(up | running | loopback, NotApplicable, false).class(),
        listed(up | running, Disconnected, false).class(),
        listed(running, NotApplicable, false).class(),
        listed(up, NotApplicable, false).class(),
        listed(up, Disconnected, false).class(),
        listed(0, NotApplicable, false).class(),
    ];
    assert!(order.is_sorted_by(|before, after| before < after), "{order:?}");
    assert_eq!(listed(up | running, Disconnected, true).class(), 0);
}

#[test]
fn radios_are_known_by_their_hardware() {
    let mut interface = Listed::any().interface;
    assert_eq!(interface.hardware, 0xffff);
    // By the numbers of include/uapi/linux/if_arp.h.
    for (hardware, wireless) in [
        (&[783, 801, 802, 803, 804, 805, 825][..], true),
        (&[1, 512, 772, 782, 784, 800, 806, 824, 826, 0xffff], false),
    ] {
        for number in hardware {
            interface.hardware = *number;
            assert_eq!(is_wireless(&interface), wireless, "{number}");
        }
    }
}

#[test]
fn every_interface_is_listed_once() {
    let mut listed = Vec::new();
    list(&mut |entry| {
        listed.push((entry.class(), entry.interface.name.to_string()));
        ControlFlow::Continue(())
    })
    .unwrap();
    assert!(listed.iter().map(|entry| entry.0).is_sorted());
    let mut names: Vec<_> = listed.iter().map(|entry| entry.1.clone()).collect();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), listed.len());
    let mut first = 0;
    list(&mut |_| {
        first += 1;
        ControlFlow::Break(())
    })
    .unwrap();
    assert_eq!(first, 1);
}

#[test]
fn lo_is_found_by_name_and_number() {
    let lo = Interface::by_name(&InterfaceName::new(b"lo").unwrap()).unwrap();
    assert!(lo.is_loopback());
    assert_eq!(u32::from(lo.hardware), if_arp::ARPHRD_LOOPBACK);
    assert_eq!(Interface::by_index(lo.index).unwrap().name, lo.name);
    assert_eq!(Interface::by_index(0).unwrap_err(), Error::NoSuchDevice);
    if lo.is_up() {
        assert_eq!(ipv4_network(lo.index), Ok(Some((0x7f00_0001, 0xff00_0000))));
    }
}

/// An `RTM_NEWLINK` about the interface 7 of type 772, with flags and attributes.
fn link(flags: u32, attributes: &[(link_attribute, &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::from([0, 0]);
    bytes.extend(772_u16.to_ne_bytes());
    bytes.extend([7, flags, u32::MAX].iter().flat_map(|word| word.to_ne_bytes()));
    for (kind, value) in attributes {
        push_attribute(&mut bytes, *kind as u16, value);
    }
    bytes
}

#[test]
fn messages_are_read_as_the_kernel_lays_them_out() {
    use link_attribute::{IFLA_ADDRESS, IFLA_IFNAME, IFLA_MTU, IFLA_STATS64, IFLA_TXQLEN};
    // A bit for each number, so that a sum says which it is of.
    let numbers: Vec<u8> = (0..25).flat_map(|field| (1_u64 << field).to_ne_bytes()).collect();
    let mtu = 1400_u32.to_ne_bytes();
    let long = [1, 2, 3, 4, 5, 6, 7, 8];
    let whole = [
        (IFLA_IFNAME, &b"lo\0"[..]),
        (IFLA_TXQLEN, &[9; 4]),
        (IFLA_MTU, &mtu),
        (IFLA_ADDRESS, &long),
        (IFLA_STATS64, &numbers),
    ];
    let read = Interface::from_message(&link(0x41, &whole)).unwrap();
    assert_eq!((&*read.name.to_string(), read.index, read.hardware), ("lo", 7, 772));
    assert_eq!((read.flags, read.mtu, read.address), (0x41, 1400, [1, 2, 3, 4, 5, 6]));
    assert_eq!((read.dropped, read.not_sent), (1 << 14 | 1 << 15, 1 << 5 | 1 << 7));
    // Of a tunnel; what is told of a radio's network has nothing but the name.
    let few = [(IFLA_ADDRESS, &[10, 0, 0, 1][..]), (IFLA_IFNAME, b"tunnel0")];
    let read = Interface::from_message(&link(0, &few)).unwrap();
    assert_eq!((&*read.name.to_string(), read.address), ("tunnel0", [10, 0, 0, 1, 0, 0]));
    assert_eq!((read.mtu, read.dropped, read.not_sent), (0, 0, 0));
    assert!(Interface::from_message(&link(0, &whole[1..])).is_none());
    assert!(Interface::from_message(&link(0, &[(IFLA_IFNAME, b"\0")])).is_none());
}

#[test]
fn messages_cut_anywhere_are_no_interface_and_no_panic() {
    let bytes = link(0, &[(link_attribute::IFLA_IFNAME, b"lo\0")]);
    assert_eq!(Interface::from_message(&bytes).unwrap().name.to_string(), "lo");
    for length in 0..bytes.len() - 1 {
        assert!(Interface::from_message(&bytes[..length]).is_none(), "{length}");
    }
}

#[test]
fn names_that_are_not_text_are_shown_escaped() {
    assert!(
        InterfaceName::new(b"fifteen-letters").is_some() && InterfaceName::new(b"a\0").is_none()
    );
    assert_eq!(InterfaceName::new(b"a\xffb").unwrap().to_string(), "a\\xffb");
}
