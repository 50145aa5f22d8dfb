//! The first pass's work on one primitive: is it possible on this link type, do its numbers fit,
//! what do its names stand for, and which header offsets are in force behind it. Identifiers
//! under qualifiers have a file of their own ([`super::identifier`]).

use super::arith;
use super::build::Way;
use super::error::{Feature, Field, Meaning, Thing};
use super::ip::Address;
use super::layout::{Addresses, Family, Layout, Place, Prefix};
use super::link;
use super::osi;
use super::pflog;
use super::port::{SCTP, TCP, UDP};
use super::primitive::{Primitive, excerpt};
use super::ss7;
use super::tag;
use super::tunnel::Tunnel;
use crate::filter::ast::{AtmField, AtmType, Item, Kind, Pflog, Proto, Span, Ss7Field};
use crate::filter::error::{Error, ErrorKind};
use crate::filter::names::Resolver;
use crate::filter::{Context, Target};
use crate::linktype::LinkType;
use heapless::VecView;

/// Checks primitives and resolves their names, in the order of the text.
pub(super) struct Checker<'c> {
    pub(super) text: &'c str,
    pub(super) context: &'c Context,
    pub(super) resolver: &'c mut dyn Resolver,
    pub(super) addresses: &'c mut VecView<Address>,
    /// Where the headers lie for the next primitive.
    pub(super) layout: Layout,
    /// Whether the primitive moved them.
    pub(super) moved: bool,
}

/// A primitive, or what is wrong with it.
pub(super) type Checked = Result<Primitive, ErrorKind>;

/// Where an error is.
#[derive(Clone, Copy)]
pub(super) struct At(pub(super) Span);

impl At {
    pub(super) fn error(self, kind: impl Into<ErrorKind>) -> Error {
        Error { kind: kind.into(), span: self.0 }
    }
}

/// A number that its field must hold.
pub(super) fn within(field: Field, value: u32, most: u32) -> Result<u32, ErrorKind> {
    if value > most {
        return Err(Meaning::TooLarge { field, value, most }.into());
    }
    Ok(value)
}

/// The same for a number that may be missing.
fn within_16(field: Field, value: Option<u32>, most: u32) -> Result<Option<u16>, ErrorKind> {
    value.map(|value| within(field, value, most).map(|value| value as u16)).transpose()
}

impl Checker<'_> {
    /// The primitive that the last element is, if it is one. `items` are the elements up to it.
    pub(super) fn primitive(&mut self, items: &[Item]) -> Result<Option<Primitive>, Error> {
        let Some((item, before)) = items.split_last() else { return Ok(None) };
        let here = At(item.span);
        let checked = match item.kind {
            Kind::And | Kind::Or | Kind::Not => return Ok(None),
            Kind::Number(_) | Kind::Length | Kind::Load { .. } | Kind::Negate | Kind::Arith(_) => {
                return Ok(None);
            }
            Kind::Match { quals, id, name } => {
                return self.identifier(quals, id, here, At(name)).map(Some);
            }
            Kind::Relation { op, items: count } => {
                let end = before.len();
                let first = end.saturating_sub(count as usize);
                for item in &before[first..] {
                    if let Kind::Load { proto, .. } = item.kind {
                        self.accessor(proto).map_err(|e| At(item.span).error(e))?;
                    }
                }
                Ok(Primitive::Relation { first: first as u32, end: end as u32, op })
            }
            Kind::Protocol(proto) => self.abbreviation(proto),
            Kind::Broadcast(proto) => self.broadcast(proto),
            Kind::Multicast(proto) => self.multicast(proto),
            Kind::Less(n) => Ok(Primitive::AtMost(n)),
            Kind::Greater(n) => Ok(Primitive::AtLeast(n)),
            Kind::Byte { index, op, value } => within(Field::Byte, value, 255)
                .map(|value| Primitive::Byte { index, op, value: value as u8 }),
            Kind::Inbound => self.direction(false),
            Kind::Outbound => self.direction(true),
            Kind::IfIndex(index) => self.interface(index),
            Kind::Vlan(id) => self.vlan(id),
            Kind::Mpls(label) => self.mpls(label),
            Kind::PppoeDiscovery => self
                .link_protocol(tag::PPPOE_DISCOVERY)
                .map(|()| Primitive::Link(tag::PPPOE_DISCOVERY)),
            Kind::PppoeSession(id) => self.pppoe_session(id),
            Kind::Geneve(vni) => self.tunnel(Tunnel::Geneve, Field::GeneveVni, vni),
            Kind::Vxlan(vni) => self.tunnel(Tunnel::Vxlan, Field::VxlanVni, vni),
            Kind::Llc(kind) => match self.layout.has_llc() {
                true => Ok(Primitive::Llc(kind)),
                false => Err(self.not_on(Feature::Llc)),
            },
            Kind::WlanType { value, mask } => match self.is_wlan() {
                true => Ok(Primitive::WlanType { mask, value }),
                false => Err(self.not_on(Feature::WlanType)),
            },
            Kind::WlanDir(value) => match self.is_wlan() {
                true => Ok(Primitive::WlanDirection(value)),
                false => Err(self.not_on(Feature::WlanDir)),
            },
            Kind::Pflog(field) => self.pflog(field),
            Kind::AtmType(kind) => self.atm_type(kind),
            Kind::AtmField { field, op, value } => self.sun_atm().and_then(|()| {
                let (name, most) = match field {
                    AtmField::Vpi => (Field::Vpi, 255),
                    AtmField::Vci => (Field::Vci, 65535),
                };
                let value = within(name, value, most)? as u16;
                Ok(Primitive::AtmField { field, op, value })
            }),
            Kind::Ss7Type { unit, high } => {
                self.ss7().map(|begin| Primitive::Ss7Unit { unit, high, begin })
            }
            Kind::Ss7Field { field, high, op, value } => self.ss7().and_then(|begin| {
                let value = within(ss7_name(field, high), value, ss7::most(field))? as u16;
                Ok(Primitive::Ss7Field { field, high, begin, op, value })
            }),
        };
        checked.map(Some).map_err(|e| match e {
            ErrorKind::Meaning(Meaning::OnlySunAtm | Meaning::OnlySs7) => {
                At(self.first_word(item.span)).error(e)
            }
            _ => here.error(e),
        })
    }

    /// The keyword that a primitive begins with.
    fn first_word(&self, span: Span) -> Span {
        let word = excerpt(self.text, span);
        let word = word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        let length = word.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(word.len());
        Span { start: span.start, end: span.start + length as u32 }
    }

    pub(super) fn not_on(&self, feature: Feature) -> ErrorKind {
        Meaning::NotOn(feature, self.layout.link_type).into()
    }

    /// Puts another layout in force for what follows.
    fn move_to(&mut self, layout: Option<Layout>) -> Result<(), ErrorKind> {
        self.layout = layout.ok_or(ErrorKind::TooManyRegisters)?;
        self.moved = true;
        Ok(())
    }

    /// Whether it can be tested which protocol the frame carries.
    pub(super) fn link_protocol(&self, protocol: u32) -> Result<(), ErrorKind> {
        if self.layout.mpls_labels > 0 && !matches!(protocol, link::IP | link::IP6) {
            return Err(Meaning::OverMpls.into());
        }
        match self.layout.rules.family {
            Family::Unknown => Err(self.not_on(Feature::LinkProto)),
            _ => Ok(()),
        }
    }

    fn is_wlan(&self) -> bool {
        self.layout.rules.addresses == Addresses::Wlan
    }

    /// A protocol that stands alone.
    fn abbreviation(&self, proto: Proto) -> Checked {
        let primitive = match proto {
            Proto::Ip => Primitive::Link(link::IP),
            Proto::Arp => Primitive::Link(link::ARP),
            Proto::Rarp => Primitive::Link(link::RARP),
            Proto::Ip6 => Primitive::Link(link::IP6),
            Proto::Atalk => Primitive::Link(link::ATALK),
            Proto::Aarp => Primitive::Link(link::AARP),
            Proto::Decnet => Primitive::Link(link::DECNET),
            Proto::Sca => Primitive::Link(link::SCA),
            Proto::Lat => Primitive::Link(link::LAT),
            Proto::MopDl => Primitive::Link(link::MOPDL),
            Proto::MopRc => Primitive::Link(link::MOPRC),
            Proto::Iso => Primitive::Link(link::ISO),
            Proto::Stp => Primitive::Link(link::STP),
            Proto::Ipx => Primitive::Link(link::IPX),
            Proto::NetBeui => Primitive::Link(link::NETBEUI),
            Proto::Tcp => over_ip(TCP),
            Proto::Udp => over_ip(UDP),
            Proto::Sctp => over_ip(SCTP),
            Proto::Ah => over_ip(51),
            Proto::Esp => over_ip(50),
            Proto::Pim => over_ip(103),
            Proto::Icmp => Primitive::Ip { ip: true, ip6: false, number: 1 },
            Proto::Igmp => Primitive::Ip { ip: true, ip6: false, number: 2 },
            Proto::Igrp => Primitive::Ip { ip: true, ip6: false, number: 9 },
            Proto::Vrrp | Proto::Carp => Primitive::Ip { ip: true, ip6: false, number: 112 },
            Proto::Icmp6 => Primitive::Ip { ip: false, ip6: true, number: 58 },
            Proto::Clnp => Primitive::Iso(osi::CLNP),
            Proto::EsIs => Primitive::Iso(osi::ESIS),
            Proto::IsIs => Primitive::Iso(osi::ISIS),
            Proto::L1 | Proto::L2 | Proto::Iih | Proto::Lsp => Primitive::IsIsTypes(proto),
            Proto::Snp | Proto::Csnp | Proto::Psnp => Primitive::IsIsTypes(proto),
            Proto::None | Proto::Link | Proto::Radio => {
                return Err(Meaning::NoAbbreviation(proto).into());
            }
        };
        let protocol = match primitive {
            Primitive::Link(protocol) => protocol,
            Primitive::Ip { .. } => link::IP,
            _ => link::ISO,
        };
        self.link_protocol(protocol)?;
        Ok(primitive)
    }

    /// An accessor of packet data.
    fn accessor(&self, proto: Proto) -> Result<(), ErrorKind> {
        match proto {
            Proto::Link => Ok(()),
            Proto::Radio => match self.layout.rules.prefix {
                Prefix::Radiotap | Prefix::Avs | Prefix::Prism => Ok(()),
                _ => Err(Meaning::NoRadio.into()),
            },
            _ => match arith::link_protocol(proto) {
                Some(protocol) => self.link_protocol(protocol),
                None => Err(Meaning::NoIndex(proto).into()),
            },
        }
    }

    fn broadcast(&self, proto: Proto) -> Checked {
        match proto {
            Proto::None | Proto::Link => match self.layout.rules.addresses {
                Addresses::None => Err(self.not_on(Feature::LinkBroadcast)),
                Addresses::Mac48 { .. } | Addresses::Wlan => {
                    Ok(Primitive::Mac48 { way: Way::Destination, address: [0xff; 6] })
                }
                Addresses::Mac8 { broadcast, .. } => {
                    Ok(Primitive::Mac8 { way: Way::Destination, address: broadcast })
                }
            },
            Proto::Ip => {
                self.link_protocol(link::IP)?;
                match self.context.netmask {
                    None | Some(u32::MAX) => Err(Meaning::NoNetmask.into()),
                    Some(mask) => Ok(Primitive::IpBroadcast { mask }),
                }
            }
            _ => Err(Meaning::ProtoFor(proto, Thing::Broadcast).into()),
        }
    }

    fn multicast(&self, proto: Proto) -> Checked {
        match proto {
            Proto::None | Proto::Link => match self.layout.rules.addresses {
                Addresses::Mac48 { .. } | Addresses::Wlan => Ok(Primitive::LinkMulticast),
                Addresses::Mac8 { broadcast, multicast: true, .. } => {
                    Ok(Primitive::Mac8 { way: Way::Destination, address: broadcast })
                }
                Addresses::None | Addresses::Mac8 { .. } => {
                    Err(self.not_on(Feature::LinkMulticast))
                }
            },
            Proto::Ip => self.link_protocol(link::IP).map(|()| Primitive::IpMulticast),
            Proto::Ip6 => self.link_protocol(link::IP6).map(|()| Primitive::Ip6Multicast),
            _ => Err(Meaning::ProtoFor(proto, Thing::Multicast).into()),
        }
    }

    fn direction(&self, outbound: bool) -> Checked {
        let known = self.layout.rules.direction.is_some();
        if !known && self.context.target != Target::LinuxLive {
            let feature = if outbound { Feature::Outbound } else { Feature::Inbound };
            return Err(Meaning::NotLive(feature, self.layout.link_type).into());
        }
        Ok(Primitive::Direction { outbound })
    }

    fn interface(&self, index: u32) -> Checked {
        let cooked = self.layout.link_type == LinkType::LINUX_SLL2;
        if !cooked && self.context.target != Target::LinuxLive {
            return Err(Meaning::NotLive(Feature::IfIndex, self.layout.link_type).into());
        }
        Ok(Primitive::Interface { cooked, index })
    }

    fn vlan(&mut self, id: Option<u32>) -> Checked {
        if self.layout.mpls_labels > 0 {
            return Err(Meaning::VlanBehindMpls.into());
        }
        if !self.layout.has_vlan() {
            return Err(self.not_on(Feature::Vlan));
        }
        let id = within_16(Field::VlanTag, id, 4095)?;
        // Only the outermost tag of Ethernet itself can be in the metadata.
        let live = self.context.target == Target::LinuxLive
            && self.layout.link_type == LinkType::EN10MB
            && self.layout.header == Place::at(0)
            && self.layout.vlan_tags == 0;
        self.move_to(self.layout.behind_vlan(live))?;
        Ok(if live { Primitive::LiveVlan { id } } else { Primitive::Vlan { id } })
    }

    fn mpls(&mut self, label: Option<u32>) -> Checked {
        if self.layout.mpls_labels == 0 && !self.layout.has_mpls() {
            return Err(self.not_on(Feature::Mpls));
        }
        if let Some(label) = label {
            within(Field::MplsLabel, label, 0xfffff)?;
        }
        self.move_to(Some(self.layout.behind_mpls()))?;
        Ok(Primitive::Mpls { label })
    }

    fn pppoe_session(&mut self, id: Option<u32>) -> Checked {
        let id = within_16(Field::PppoeSession, id, 65535)?;
        self.link_protocol(tag::PPPOE_DISCOVERY)?;
        self.move_to(Some(self.layout.behind_pppoe()))?;
        Ok(Primitive::PppoeSession { id })
    }

    fn tunnel(&mut self, tunnel: Tunnel, field: Field, vni: Option<u32>) -> Checked {
        if let Some(vni) = vni {
            within(field, vni, 0xff_ffff)?;
        }
        self.link_protocol(link::IP)?;
        self.move_to(self.layout.behind_tunnel())?;
        Ok(Primitive::Tunnel { tunnel, vni })
    }

    fn pflog(&self, field: Pflog) -> Checked {
        let name = match field {
            Pflog::IfName(_) => Feature::IfName,
            Pflog::RuleSet(_) => Feature::RuleSet,
            Pflog::Rule(_) => Feature::Rule,
            Pflog::SubRule(_) => Feature::SubRule,
            Pflog::Reason(_) => Feature::Reason,
            Pflog::Action(_) => Feature::Action,
        };
        if self.layout.link_type != LinkType::PFLOG {
            return Err(Meaning::OnlyPflog(name).into());
        }
        let text = |field, name| {
            if excerpt(self.text, name).len() > pflog::NAME_MAX {
                return Err(Meaning::NameTooLong(pflog::NAME_MAX as u32).into());
            }
            Ok(Primitive::PflogText { field, name })
        };
        let number = |field, number| Ok(Primitive::PflogNumber { field, number });
        match field {
            Pflog::IfName(name) => text(pflog::Text::Interface, name),
            Pflog::RuleSet(name) => text(pflog::Text::RuleSet, name),
            Pflog::Rule(n) => number(pflog::Number::Rule, n),
            Pflog::SubRule(n) => number(pflog::Number::SubRule, n),
            Pflog::Reason(n) => number(pflog::Number::Reason, n),
            Pflog::Action(n) => number(pflog::Number::Action, n),
        }
    }

    fn sun_atm(&self) -> Result<(), ErrorKind> {
        match self.context.link_type {
            LinkType::SUNATM => Ok(()),
            _ => Err(Meaning::OnlySunAtm.into()),
        }
    }

    fn atm_type(&mut self, kind: AtmType) -> Checked {
        self.sun_atm()?;
        if kind == AtmType::Lane {
            self.move_to(Some(self.layout.behind_lane()))?;
        }
        Ok(Primitive::AtmType(kind))
    }

    fn ss7(&self) -> Result<u8, ErrorKind> {
        self.layout.rules.ss7.ok_or(Meaning::OnlySs7.into())
    }
}

/// A protocol over IPv4 or IPv6.
pub(super) const fn over_ip(number: u8) -> Primitive {
    Primitive::Ip { ip: true, ip6: true, number }
}

/// A field of SS7 as messages name it.
const fn ss7_name(field: Ss7Field, high: bool) -> Field {
    match (field, high) {
        (Ss7Field::Sio, false) => Field::Sio,
        (Ss7Field::Opc, false) => Field::Opc,
        (Ss7Field::Dpc, false) => Field::Dpc,
        (Ss7Field::Sls, false) => Field::Sls,
        (Ss7Field::Sio, true) => Field::Hsio,
        (Ss7Field::Opc, true) => Field::Hopc,
        (Ss7Field::Dpc, true) => Field::Hdpc,
        (Ss7Field::Sls, true) => Field::Hsls,
    }
}
