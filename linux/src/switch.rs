//! Switches: what the kernel exchanges with a switch that it drives (DSA) is not Ethernet, as the
//! switch's tag stands in the frames. sysfs says which tag that is; where it is not mounted, they
//! are taken for Ethernet.

use barecap_core::linktype::LinkType;
use barecap_core::words::choice;
use rustix::io::read;

use crate::interface::{Interface, InterfaceName, sysfs, sysfs_path};

/// The link type of an interface that leads to a switch; `None` if it is none such.
#[inline(never)]
pub(crate) fn link_type(interface: &Interface) -> Option<LinkType> {
    let mut text = [0; 18];
    let tag = of_tag(line(&interface.name, const { sysfs_path(b"dsa/tagging") }, &mut text)?);
    // What is mounted may be another network namespace's, with another interface of this name.
    let address = line(&interface.name, const { sysfs_path(b"address") }, &mut text)?;
    let own = interface.address.iter().fold(0u64, |number, byte| number << 8 | u64::from(*byte));
    (hexadecimal(address) == own).then_some(tag)
}

/// A number of small hexadecimal digits, with colons between them.
fn hexadecimal(text: &[u8]) -> u64 {
    let digits = text.iter().filter(|byte| **byte != b':');
    // Letters stand for ten and more.
    digits.fold(0, |number, digit| number << 4 | u64::from((digit & 15) + (digit >> 6) * 9))
}

/// What a file of sysfs says of an interface, without its line end.
fn line<'a>(name: &InterfaceName, path: [u8; 48], text: &'a mut [u8; 18]) -> Option<&'a [u8]> {
    let length = read(sysfs(name, path)?, &mut *text).ok()?;
    text.get(..length).map(<[u8]>::trim_ascii_end)
}

/// The link types of the tags that have one.
const LINK_TYPES: [LinkType; 5] = [
    LinkType::EN10MB,
    LinkType::DSA_TAG_BRCM,
    LinkType::DSA_TAG_BRCM_PREPEND,
    LinkType::DSA_TAG_DSA,
    LinkType::DSA_TAG_EDSA,
];

/// The link type of frames with a tag of this name: for those that have none of their own, libpcap's for
/// bytes of which nothing is known.
fn of_tag(name: &[u8]) -> LinkType {
    let tag = choice(name, "none brcm brcm-prepend dsa edsa");
    tag.and_then(|tag| LINK_TYPES.get(tag).copied()).unwrap_or(LinkType::DEBUG_ONLY)
}
