//! What this build leaves out: which feature would print a protocol that no printer here takes.
//!
//! An absent printer's payload is printed as an unknown one, with its length; with -v the feature is
//! named behind it. Only what nothing else has printed is looked up here, so nothing has to be said
//! of what is built in but whether it is.

use super::bytes::Bytes;
use super::context::{Arg::S, Ctx, put};
use crate::literal::Literal;
use crate::packed::text;
use Group::{Applications, Core, Rare, Routing, Tunnels, Wireless};
use barecap_core::linktype::LinkType;

/// A group of printers, which is a feature of the build.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    Core,
    Tunnels,
    Routing,
    Applications,
    Wireless,
    Rare,
}

impl Group {
    /// The name of its feature, and whether that is on.
    fn feature(self) -> (Literal, bool) {
        match self {
            Self::Core => (text!("print-core"), cfg!(feature = "print-core")),
            Self::Tunnels => (text!("print-tunnels"), cfg!(feature = "print-tunnels")),
            Self::Routing => (text!("print-routing"), cfg!(feature = "print-routing")),
            Self::Applications => {
                (text!("print-applications"), cfg!(feature = "print-applications"))
            }
            Self::Wireless => (text!("print-wireless"), cfg!(feature = "print-wireless")),
            Self::Rare => (text!("print-rare"), cfg!(feature = "print-rare")),
        }
    }

    pub(super) fn is_built(self) -> bool {
        self.feature().1
    }
}

/// Numbers from a first to a last one, and the group that has the printers for them.
type Numbers = [(u16, u16, Group)];

/// The group of a number.
#[inline(never)]
fn find(numbers: &Numbers, number: u16) -> Option<Group> {
    let found = numbers.iter().find(|(first, last, _)| (*first..=*last).contains(&number));
    found.map(|(.., group)| *group)
}

#[rustfmt::skip]
static LINK_TYPES: &Numbers = &[
    (9, 9, Tunnels), (50, 51, Tunnels),
    (239, 239, Applications), (271, 271, Applications),
    (105, 105, Wireless), (119, 119, Wireless), (127, 127, Wireless), (163, 163, Wireless),
    (192, 192, Wireless),
    (6, 8, Rare), (10, 11, Rare), (15, 15, Rare), (19, 19, Rare), (99, 99, Rare),
    (104, 104, Rare), (107, 107, Rare), (109, 109, Rare), (112, 112, Rare), (114, 114, Rare),
    (117, 117, Rare), (122, 123, Rare), (129, 138, Rare), (149, 149, Rare), (164, 164, Rare),
    (166, 168, Rare), (178, 182, Rare), (189, 189, Rare), (195, 195, Rare), (201, 201, Rare),
    (220, 220, Rare), (226, 226, Rare), (230, 230, Rare), (240, 242, Rare), (258, 258, Rare),
    (283, 283, Rare),
    (281, 285, Core),
];

#[rustfmt::skip]
static ETHERTYPES: &Numbers = &[
    (0x9000, 0x9000, Core),
    (0x3c12, 0x3c13, Tunnels), (0x8847, 0x8848, Tunnels), (0x8863, 0x8864, Tunnels),
    (0x880b, 0x880b, Tunnels), (0x894f, 0x894f, Tunnels),
    (0x88cc, 0x88cc, Routing), (0xfefe, 0xfefe, Routing),
    (0x888e, 0x888e, Applications), (0x88f7, 0x88f7, Applications),
    (0x0707, 0x0707, Rare), (0x1111, 0x1111, Rare), (0x2001, 0x2001, Rare),
    (0x6003, 0x6003, Rare), (0x809b, 0x809b, Rare), (0x80f3, 0x80f3, Rare),
    (0x8137, 0x8137, Rare), (0x8808, 0x8809, Rare), (0x886f, 0x886f, Rare),
    (0x8899, 0x8899, Rare), (0x88a2, 0x88a2, Rare), (0x88ca, 0x88ca, Rare),
    (0x88e5, 0x88e5, Rare), (0x8902, 0x8902, Rare), (0x8947, 0x8947, Rare),
];

#[rustfmt::skip]
static IP_PROTOCOLS: &Numbers = &[
    (2, 2, Core), (62, 62, Core), (135, 135, Core),
    (47, 47, Tunnels), (50, 51, Tunnels), (108, 108, Tunnels),
    (89, 89, Routing), (103, 103, Routing), (112, 112, Routing),
    (132, 132, Applications),
    (8, 9, Rare), (33, 33, Rare), (46, 46, Rare), (55, 55, Rare), (77, 77, Rare), (88, 88, Rare),
    (113, 113, Rare),
];

impl Ctx<'_> {
    /// With -v, the feature that would print what follows, if it is one of these and off.
    #[inline(never)]
    pub(super) fn absent(&mut self, group: Option<Group>) {
        if self.v() > 0
            && let Some((feature, false)) = group.map(Group::feature)
        {
            put!(self, " [built without {}]", feature);
        }
    }

    /// As [`Self::absent`], for an Ethertype.
    pub(super) fn absent_ethertype(&mut self, kind: u16) {
        self.absent(find(ETHERTYPES, kind));
    }

    /// As [`Self::absent`], for an IP protocol.
    pub(super) fn absent_protocol(&mut self, protocol: u8) {
        self.absent(find(IP_PROTOCOLS, protocol.into()));
    }
}

/// A packet of a link type without a printer. Where a feature of the build has one, what the packet
/// is and how long, and that feature, with or without -v: nothing more can be shown of it. Where none
/// has, the bytes, as tcpdump shows them.
pub(super) fn packet(c: &mut Ctx<'_>, link_type: LinkType, b: &Bytes<'_>) {
    if let Some((feature, false)) = find(LINK_TYPES, link_type.0).map(Group::feature) {
        let name = link_type.name().unwrap_or("UNSUPPORTED");
        put!(c, "{}, length {} [built without {}]", S(name), b.len(), feature);
    } else {
        put!(c, "UNSUPPORTED");
        c.dump(b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packed::tests::shown;

    #[test]
    fn what_is_off_is_named() {
        for (numbers, known, unknown) in [
            (LINK_TYPES, &[7, 9, 105, 119, 127, 163, 192, 239, 271, 285][..], 1),
            (ETHERTYPES, &[0x3c13, 0x8847, 0x88cc, 0x888e, 0x9000], 0x0800),
            (IP_PROTOCOLS, &[2, 9, 47, 89, 132], 6),
        ] {
            for number in known {
                assert!(find(numbers, *number).is_some(), "{number}");
            }
            assert!(find(numbers, unknown).is_none());
            for (first, last, group) in numbers {
                assert!(first <= last, "{first}");
                assert!(shown(group.feature().0.text()).starts_with("print-"), "{first}");
            }
        }
    }
}
