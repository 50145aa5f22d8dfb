//! What this build leaves out: which feature would print a protocol that no printer here takes.
//!
//! An absent printer's payload is printed as an unknown one, with its length; with -v the feature is
//! named behind it. Only what nothing else has printed is looked up here, so nothing has to be said
//! of what is built in but whether it is.

use super::bytes::Bytes;
use super::context::{Ctx, put};
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
    fn feature(self) -> (&'static str, bool) {
        match self {
            Self::Core => ("print-core", cfg!(feature = "print-core")),
            Self::Tunnels => ("print-tunnels", cfg!(feature = "print-tunnels")),
            Self::Routing => ("print-routing", cfg!(feature = "print-routing")),
            Self::Applications => ("print-applications", cfg!(feature = "print-applications")),
            Self::Wireless => ("print-wireless", cfg!(feature = "print-wireless")),
            Self::Rare => ("print-rare", cfg!(feature = "print-rare")),
        }
    }

    pub(super) fn is_built(self) -> bool {
        self.feature().1
    }
}

/// The group of a link type.
fn of_link_type(number: u16) -> Option<Group> {
    Some(match number {
        9 | 50 | 51 => Group::Tunnels,
        239 | 271 => Group::Applications,
        105 | 119 | 127 | 163 | 192 => Group::Wireless,
        6..=8 | 10 | 11 | 15 | 19 | 99 | 104 | 107 | 109 | 112 | 114 | 117 | 122 | 123 => {
            Group::Rare
        }
        129..=138 | 149 => Group::Rare,
        164 | 166..=168 | 178..=182 | 189 | 195 | 201 | 220 | 226 | 230 | 240..=242 | 258 => {
            Group::Rare
        }
        281..=285 => Group::Rare,
        _ => return None,
    })
}

/// The group of an Ethertype.
fn of_ethertype(kind: u16) -> Option<Group> {
    Some(match kind {
        0x9000 => Group::Core,
        0x3c12 | 0x3c13 | 0x8847 | 0x8848 | 0x8863 | 0x8864 | 0x880b | 0x894f => Group::Tunnels,
        0x88cc | 0xfefe => Group::Routing,
        0x888e | 0x88f7 => Group::Applications,
        0x0707 | 0x1111 | 0x2001 | 0x6003 | 0x809b | 0x80f3 | 0x8137 => Group::Rare,
        0x8808 | 0x8809 | 0x886f | 0x8899 | 0x88a2 | 0x88ca | 0x88e5 | 0x8902 | 0x8947 => {
            Group::Rare
        }
        _ => return None,
    })
}

/// The group of an IP protocol.
fn of_protocol(protocol: u8) -> Option<Group> {
    Some(match protocol {
        2 | 62 | 135 => Group::Core,
        47 | 50 | 51 | 108 => Group::Tunnels,
        89 | 103 | 112 => Group::Routing,
        132 => Group::Applications,
        8 | 9 | 33 | 46 | 55 | 77 | 88 | 113 => Group::Rare,
        _ => return None,
    })
}

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
        self.absent(of_ethertype(kind));
    }

    /// As [`Self::absent`], for an IP protocol.
    pub(super) fn absent_protocol(&mut self, protocol: u8) {
        self.absent(of_protocol(protocol));
    }
}

/// A packet of a link type without a printer. Where a feature of the build has one, what the packet
/// is and how long, and that feature, with or without -v: nothing more can be shown of it. Where none
/// has, the bytes, as tcpdump shows them.
pub(super) fn packet(c: &mut Ctx<'_>, link_type: LinkType, b: &Bytes<'_>) {
    if let Some((feature, false)) = of_link_type(link_type.0).map(Group::feature) {
        let name = link_type.name().unwrap_or("UNSUPPORTED");
        put!(c, "{}, length {} [built without {}]", name, b.len(), feature);
    } else {
        c.str("UNSUPPORTED");
        c.dump(b);
    }
}

#[cfg(test)]
mod tests {
    use super::Group;

    #[test]
    fn what_is_off_is_named() {
        let groups =
            [Group::Core, Group::Tunnels, Group::Routing, Group::Applications, Group::Wireless];
        let link_types = [9, 105, 119, 127, 163, 192, 239, 271].map(super::of_link_type);
        let ethertypes = [0x8847, 0x88cc, 0x888e, 0x9000].map(super::of_ethertype);
        let protocols = [2, 47, 89, 132].map(super::of_protocol);
        for found in link_types.iter().chain(&ethertypes).chain(&protocols) {
            assert!(found.is_some());
        }
        for group in groups {
            assert!(group.feature().0.starts_with("print-"));
        }
        assert!(super::of_link_type(1).is_none() && super::of_protocol(6).is_none());
    }
}
