//! Which addresses interfaces have (rtnetlink(7), `RTM_GETADDR`).

use core::net::{IpAddr, Ipv4Addr};
use core::ops::ControlFlow;

use linux_raw_sys::net::{AF_INET, AF_INET6};
use linux_raw_sys::netlink::_bindgen_ty_56 as attribute;

use crate::error::Error;
use crate::netlink::{self, attributes, word};

/// An address that an interface has been given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Assigned {
    /// The number of the interface.
    pub index: u32,
    /// The address.
    pub address: IpAddr,
    /// How many bits of it name the network.
    pub prefix: u8,
    /// The broadcast address, if one has been set.
    pub broadcast: Option<Ipv4Addr>,
    /// The address at the other end, if the interface leads to one other machine.
    pub peer: Option<IpAddr>,
}

/// Calls `each` with every IPv4 and IPv6 address of every interface, until it breaks. Where addresses are
/// given or taken meanwhile the kernel is asked anew, and those that it has told of come twice.
///
/// # Errors
/// Those of [`interface::each`](super::each).
///
/// ```
/// use barecap_linux::interface;
/// use std::ops::ControlFlow;
///
/// interface::addresses(&mut |assigned| {
///     println!("interface {}: {}/{}", assigned.index, assigned.address, assigned.prefix);
///     ControlFlow::Continue(())
/// })?;
/// # Ok::<(), barecap_linux::Error>(())
/// ```
pub fn addresses(each: &mut dyn FnMut(&Assigned) -> ControlFlow<()>) -> Result<(), Error> {
    netlink::addresses(0, &mut |message| match assigned(message.body) {
        Some(assigned) => each(&assigned),
        None => ControlFlow::Continue(()),
    })
}

/// The IPv4 network of an interface: the first address it was given, whole, and the mask of the network
/// that it is in, both with the first byte highest. libpcap's `pcap_lookupnet` answers with the two `&`ed.
///
/// ```
/// use barecap_linux::interface;
/// use core::net::Ipv4Addr;
///
/// # fn example(index: u32) -> Result<(), barecap_linux::Error> {
/// // Every address of the network: 10.0.0.7 and 255.255.255.0 are 10.0.0.1 to 10.0.0.254.
/// if let Some((own, mask)) = interface::ipv4_network(index)? {
///     let hosts = (1..!mask).map(|host| Ipv4Addr::from((own & mask) + host));
///     println!("{own} is one of {}", hosts.count());
/// }
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// What kept netlink from answering; no address is not an error.
pub fn ipv4_network(index: u32) -> Result<Option<(u32, u32)>, Error> {
    let mut found = None;
    netlink::addresses(AF_INET as u8, &mut |message| {
        let body = message.body;
        if word(body, 4) != Some(index) {
            return ControlFlow::Continue(());
        }
        let local =
            value(body, attribute::IFA_LOCAL).and_then(|value| value.first_chunk().copied());
        let prefix = body.get(1).map_or(0, |bits| u32::from(*bits));
        found = local.map(|bytes| {
            let mask = u32::MAX.checked_shl(32_u32.wrapping_sub(prefix)).unwrap_or(0);
            (u32::from_be_bytes(bytes), mask)
        });
        if found.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    Ok(found)
}

/// The value of an attribute of an `RTM_NEWADDR`, behind its `struct ifaddrmsg`.
fn value(body: &[u8], kind: attribute) -> Option<&[u8]> {
    let mut attributes = attributes(body.get(8..).unwrap_or_default());
    attributes.find(|(number, _)| *number == kind as u16).map(|(_, value)| value)
}

/// Reads an `RTM_NEWADDR`: family, length of the prefix, flags, scope and index, and attributes. The
/// interface's own address is `IFA_LOCAL`, and `IFA_ADDRESS` that of the other end; where there is no
/// other end, the second is the same, or the only one.
fn assigned(body: &[u8]) -> Option<Assigned> {
    let [family, prefix, ..] = *body.first_chunk::<8>()?;
    let address = |kind| -> Option<IpAddr> {
        let value = value(body, kind)?;
        match u32::from(family) {
            AF_INET => value.first_chunk::<4>().map(|bytes| IpAddr::from(*bytes)),
            AF_INET6 => value.first_chunk::<16>().map(|bytes| IpAddr::from(*bytes)),
            _ => None,
        }
    };
    let far = address(attribute::IFA_ADDRESS);
    let local = address(attribute::IFA_LOCAL).or(far)?;
    let broadcast = match address(attribute::IFA_BROADCAST) {
        Some(IpAddr::V4(broadcast)) => Some(broadcast),
        _ => None,
    };
    let peer = far.filter(|far| *far != local);
    Some(Assigned { index: word(body, 4)?, address: local, prefix, broadcast, peer })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::netlink::tests::push_attribute;
    extern crate std;
    use std::vec::Vec;

    fn body(family: u32, prefix: u8, attributes: &[(attribute, &[u8])]) -> Vec<u8> {
        let mut bytes = Vec::from([family as u8, prefix, 0, 0]);
        bytes.extend(7_u32.to_ne_bytes());
        for (kind, value) in attributes {
            push_attribute(&mut bytes, *kind as u16, value);
        }
        bytes
    }

    #[test]
    fn addresses_are_read_as_the_kernel_gives_them() {
        use attribute::{IFA_ADDRESS, IFA_BROADCAST, IFA_LABEL, IFA_LOCAL};
        let six: [u8; 16] = core::array::from_fn(|at| at as u8);
        let other = [0xff; 16];
        let v4 = |last| IpAddr::from([10, 0, 0, last]);
        let cases = [
            (
                body(
                    AF_INET,
                    24,
                    &[
                        (IFA_ADDRESS, &[10, 0, 0, 1]),
                        (IFA_LOCAL, &[10, 0, 0, 1]),
                        (IFA_BROADCAST, &[10, 0, 0, 255]),
                        (IFA_LABEL, b"va\0"),
                    ],
                ),
                Some((v4(1), 24, Some(Ipv4Addr::new(10, 0, 0, 255)), None)),
            ),
            (
                body(AF_INET, 32, &[(IFA_ADDRESS, &[10, 0, 0, 2]), (IFA_LOCAL, &[10, 0, 0, 1])]),
                Some((v4(1), 32, None, Some(v4(2)))),
            ),
            (body(AF_INET6, 64, &[(IFA_ADDRESS, &six)]), Some((six.into(), 64, None, None))),
            (
                body(AF_INET6, 128, &[(IFA_ADDRESS, &other), (IFA_LOCAL, &six)]),
                Some((six.into(), 128, None, Some(other.into()))),
            ),
            (body(AF_INET, 24, &[(IFA_LABEL, b"va\0")]), None),
            (body(AF_INET, 24, &[(IFA_LOCAL, &[10, 0, 0])]), None),
            (body(99, 24, &[(IFA_LOCAL, &six)]), None),
        ];
        for (body, expected) in cases {
            let read = assigned(&body);
            let parts = |it: Assigned| (it.address, it.prefix, it.broadcast, it.peer);
            assert_eq!(read.map(parts), expected);
            assert!(read.is_none_or(|it| it.index == 7));
            for end in 0..body.len() {
                // Nothing but what was read whole is there.
                if let Some(cut) = assigned(&body[..end]) {
                    assert!(cut.address == v4(1) || cut.address == v4(2) || cut.prefix >= 64);
                }
            }
        }
    }

    #[test]
    fn lo_has_its_addresses() {
        let mut found = Vec::new();
        addresses(&mut |assigned| {
            if assigned.index == 1 {
                found.push((assigned.address, assigned.prefix));
            }
            ControlFlow::Continue(())
        })
        .unwrap();
        // It has none while it is down.
        let lo = (IpAddr::from([127, 0, 0, 1]), 8);
        assert!(found.is_empty() || found.contains(&lo), "{found:?}");
        assert_eq!(ipv4_network(1).unwrap().is_some(), found.iter().any(|it| it.0.is_ipv4()));
    }
}
