//! The first pass's work on one primitive: is it possible on this link type, do its numbers fit,
//! what do its names stand for, and which header offsets are in force behind it. Identifiers
//! under qualifiers have a file of their own ([`super::identifier`]).
//!
//! What is wrong is kept in the checker, and nothing but that there is something is handed up: a
//! primitive goes to its place in one piece so, without an error that might be there instead.

use super::build::Way;
use super::error::{Feature, Field, Meaning, Thing};
use super::ip::{Address, Carriers};
use super::layout::{Layout, Place};
use super::link;
use super::pflog;
use super::primitive::Primitive;
use super::proto::{Layer, facts};
use super::rules::{Addresses, Family, Prefix, Sender};
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
    /// The primitive.
    pub(super) here: Span,
    /// The name, number or address in it, or all of it.
    pub(super) name: Span,
    /// What was wrong last.
    pub(super) error: Error,
}

/// Something is wrong; what it is lies in the checker.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wrong;

/// A primitive, unless something is wrong with it.
pub(super) type Checked = Result<Primitive, Wrong>;

impl<'c> Checker<'c> {
    /// An error.
    #[inline(never)]
    pub(super) fn wrong_at(&mut self, kind: ErrorKind, span: Span) -> Wrong {
        self.error = Error { kind, span };
        Wrong
    }

    /// An error of the primitive as a whole.
    #[inline(never)]
    pub(super) fn wrong(&mut self, meaning: Meaning) -> Wrong {
        self.wrong_at(meaning.into(), self.here)
    }

    /// An error of the name, number or address in it.
    #[inline(never)]
    pub(super) fn wrong_name(&mut self, kind: ErrorKind) -> Wrong {
        self.wrong_at(kind, self.name)
    }

    /// The error that the link type does not have something.
    #[inline(never)]
    pub(super) fn not_on(&mut self, feature: Feature) -> Wrong {
        self.wrong(Meaning::NotOn(feature, self.layout.link_type))
    }

    /// The error that a protocol qualifier does not go with something.
    #[inline(never)]
    pub(super) fn not_for(&mut self, proto: Proto, thing: Thing) -> Wrong {
        self.wrong(Meaning::ProtoFor(proto, thing))
    }

    /// The error that a primitive, which is named by its keyword, is for another link type only.
    fn wrong_word(&mut self, meaning: Meaning) -> Wrong {
        let Span { start, .. } = self.here;
        let word = self.here.of(self.text).as_bytes();
        let length = word.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let span = Span { start, end: start + length as u32 };
        self.wrong_at(meaning.into(), span)
    }

    /// A number that its field must hold.
    #[inline(never)]
    pub(super) fn within(&mut self, field: Field, value: u32, most: u32) -> Result<(), Wrong> {
        if value > most {
            return Err(self.wrong_name(Meaning::TooLarge { field, value, most }.into()));
        }
        Ok(())
    }

    /// The same for a number that may be missing.
    fn may_be_within(&mut self, field: Field, value: Option<u32>, most: u32) -> Result<(), Wrong> {
        self.within(field, value.unwrap_or(0), most)
    }

    /// What is under the span of the name.
    pub(super) fn name(&self) -> &'c str {
        self.name.of(self.text)
    }

    /// The primitive that an element is. `before` are the elements before it.
    #[inline(never)]
    pub(super) fn primitive(&mut self, item: &Item, before: &[Item]) -> Checked {
        self.here = item.span;
        self.name = item.span;
        Ok(match item.kind {
            Kind::Match { quals, id, name } => {
                self.name = name;
                return self.identifier(quals, id);
            }
            Kind::Relation { op, items: count } => {
                let end = before.len();
                let first = end.saturating_sub(count as usize);
                self.accessors(before.get(first..).unwrap_or_default())?;
                Primitive::Relation { first: first as u32, end: end as u32, op }
            }
            Kind::Protocol(proto) => return self.abbreviation(proto),
            Kind::Broadcast(proto) => return self.broadcast(proto),
            Kind::Multicast(proto) => return self.multicast(proto),
            Kind::Less(n) => Primitive::AtMost(n),
            Kind::Greater(n) => Primitive::AtLeast(n),
            Kind::Byte { index, op, value } => {
                self.within(Field::Byte, value, 255)?;
                Primitive::Byte { index, op, value: value as u8 }
            }
            Kind::Inbound => return self.direction(false),
            Kind::Outbound => return self.direction(true),
            Kind::IfIndex(index) => return self.interface(index),
            Kind::Vlan(id) => return self.vlan(id),
            Kind::Mpls(label) => return self.mpls(label),
            Kind::PppoeDiscovery => {
                self.link_protocol(tag::PPPOE_DISCOVERY)?;
                Primitive::Link(tag::PPPOE_DISCOVERY)
            }
            Kind::PppoeSession(id) => return self.pppoe_session(id),
            Kind::Geneve(vni) => return self.tunnel(Tunnel::Geneve, Field::GeneveVni, vni),
            Kind::Vxlan(vni) => return self.tunnel(Tunnel::Vxlan, Field::VxlanVni, vni),
            Kind::Llc(_) if !self.layout.has_llc() => return Err(self.not_on(Feature::Llc)),
            Kind::Llc(kind) => Primitive::Llc(kind),
            Kind::WlanType { .. } if !self.is_wlan() => {
                return Err(self.not_on(Feature::WlanType));
            }
            Kind::WlanType { value, mask } => Primitive::WlanType { mask, value },
            Kind::WlanDir(_) if !self.is_wlan() => return Err(self.not_on(Feature::WlanDir)),
            Kind::WlanDir(value) => Primitive::WlanDirection(value),
            Kind::Pflog(field) => return self.pflog(field),
            Kind::AtmType(kind) => {
                self.sun_atm()?;
                if kind == AtmType::Lane {
                    self.layout.enter_lane();
                    self.moved = true;
                }
                Primitive::AtmType(kind)
            }
            Kind::AtmField { field, op, value } => {
                self.sun_atm()?;
                let (name, most) = match field {
                    AtmField::Vpi => (Field::Vpi, 255),
                    AtmField::Vci => (Field::Vci, 65535),
                };
                self.within(name, value, most)?;
                Primitive::AtmField { field, op, value: value as u16 }
            }
            Kind::Ss7Type { unit, high } => Primitive::Ss7Unit { unit, high, begin: self.ss7()? },
            Kind::Ss7Field { field, high, op, value } => {
                let begin = self.ss7()?;
                self.within(ss7_name(field, high), value, ss7::most(field))?;
                Primitive::Ss7Field { field, high, begin, op, value: value as u16 }
            }
            // Nobody asks about operators and arithmetic.
            _ => Primitive::AtLeast(0),
        })
    }

    /// Checks what a relation reads from packets.
    fn accessors(&mut self, items: &[Item]) -> Result<(), Wrong> {
        for item in items {
            if let Kind::Load { proto, .. } = item.kind {
                self.here = item.span;
                self.accessor(proto)?;
            }
        }
        Ok(())
    }

    /// A label, behind which what follows is looked for.
    fn mpls(&mut self, label: Option<u32>) -> Checked {
        if !self.layout.has_mpls() {
            return Err(self.not_on(Feature::Mpls));
        }
        self.may_be_within(Field::MplsLabel, label, 0xfffff)?;
        self.layout.enter_mpls();
        self.moved = true;
        Ok(Primitive::Mpls { label })
    }

    /// A session of PPP over Ethernet, in which what follows is looked for.
    fn pppoe_session(&mut self, id: Option<u32>) -> Checked {
        self.may_be_within(Field::PppoeSession, id, 65535)?;
        self.link_protocol(tag::PPPOE_DISCOVERY)?;
        self.layout.enter_pppoe();
        self.moved = true;
        Ok(Primitive::PppoeSession { id })
    }

    /// Puts the layout in force for what follows, if there were slots enough for it.
    fn moved(&mut self) -> Result<(), Wrong> {
        self.moved = true;
        match self.layout.has_slots() {
            true => Ok(()),
            false => Err(self.wrong_at(ErrorKind::TooManyRegisters, self.here)),
        }
    }

    /// Whether it can be tested which protocol the frame carries.
    #[inline(never)]
    pub(super) fn link_protocol(&mut self, protocol: u32) -> Result<(), Wrong> {
        if self.layout.mpls_labels > 0 && !matches!(protocol, link::IP | link::IP6) {
            return Err(self.wrong(Meaning::OverMpls));
        }
        match self.layout.rules.family {
            Family::Unknown => Err(self.wrong(Meaning::NoLinkProtocol(self.layout.link_type))),
            _ => Ok(()),
        }
    }

    fn is_wlan(&self) -> bool {
        self.layout.rules.addresses == Addresses::Wlan
    }

    /// A protocol that stands alone.
    fn abbreviation(&mut self, proto: Proto) -> Checked {
        let facts = facts(proto);
        if facts.layer == Layer::None {
            return Err(self.wrong(Meaning::NoAbbreviation(proto)));
        }
        self.link_protocol(facts.link_protocol())?;
        let number = facts.number() as u8;
        let carriers = match facts.layer {
            Layer::None | Layer::Link => return Ok(Primitive::Link(facts.number())),
            Layer::Iso => return Ok(Primitive::Iso(number)),
            Layer::IsIs => return Ok(Primitive::IsIsTypes(proto)),
            Layer::Ip => Carriers::IP,
            Layer::Ip4 => Carriers::IP4,
            Layer::Ip6 => Carriers::IP6,
        };
        Ok(Primitive::Ip { carriers, number })
    }

    /// An accessor of packet data.
    fn accessor(&mut self, proto: Proto) -> Result<(), Wrong> {
        let facts = facts(proto);
        match proto {
            Proto::Link => Ok(()),
            Proto::Radio => match self.layout.rules.prefix {
                Prefix::Radiotap | Prefix::Avs | Prefix::Prism => Ok(()),
                _ => Err(self.wrong(Meaning::NoRadio)),
            },
            _ if facts.accessor => self.link_protocol(facts.link_protocol()),
            _ => Err(self.wrong(Meaning::NoIndex(proto))),
        }
    }

    fn broadcast(&mut self, proto: Proto) -> Checked {
        let way = Way::Destination;
        match proto {
            Proto::None | Proto::Link => match self.layout.rules.addresses {
                Addresses::None => Err(self.not_on(Feature::LinkBroadcast)),
                Addresses::Mac48 { .. } | Addresses::Wlan => {
                    Ok(Primitive::Mac48 { way, address: [0xff; 6] })
                }
                Addresses::Mac8 { broadcast: address, .. } => Ok(Primitive::Mac8 { way, address }),
            },
            Proto::Ip => {
                self.link_protocol(link::IP)?;
                match self.context.netmask {
                    None | Some(u32::MAX) => Err(self.wrong(Meaning::NoNetmask)),
                    Some(mask) => Ok(Primitive::IpBroadcast { mask }),
                }
            }
            _ => Err(self.not_for(proto, Thing::Broadcast)),
        }
    }

    fn multicast(&mut self, proto: Proto) -> Checked {
        match proto {
            Proto::None | Proto::Link => match self.layout.rules.addresses {
                Addresses::Mac48 { .. } | Addresses::Wlan => Ok(Primitive::LinkMulticast),
                Addresses::Mac8 { broadcast: address, multicast: true, .. } => {
                    Ok(Primitive::Mac8 { way: Way::Destination, address })
                }
                Addresses::None | Addresses::Mac8 { .. } => {
                    Err(self.not_on(Feature::LinkMulticast))
                }
            },
            Proto::Ip | Proto::Ip6 => {
                self.link_protocol(link::IP)?;
                Ok(match proto {
                    Proto::Ip => Primitive::IpMulticast,
                    _ => Primitive::Ip6Multicast,
                })
            }
            _ => Err(self.not_for(proto, Thing::Multicast)),
        }
    }

    /// The error that neither the capture nor the link type says something, if so.
    fn live(&mut self, recorded: bool, feature: Feature) -> Result<(), Wrong> {
        if recorded || self.context.target == Target::LinuxLive {
            return Ok(());
        }
        Err(self.wrong(Meaning::NotLive(feature, self.layout.link_type)))
    }

    fn direction(&mut self, outbound: bool) -> Checked {
        let feature = if outbound { Feature::Outbound } else { Feature::Inbound };
        self.live(self.layout.rules.sender != Sender::Untold, feature)?;
        Ok(Primitive::Direction { outbound })
    }

    fn interface(&mut self, index: u32) -> Checked {
        let cooked = self.layout.link_type == LinkType::LINUX_SLL2;
        self.live(cooked, Feature::IfIndex)?;
        Ok(Primitive::Interface { cooked, index })
    }

    fn vlan(&mut self, id: Option<u32>) -> Checked {
        if self.layout.mpls_labels > 0 {
            return Err(self.wrong(Meaning::VlanBehindMpls));
        }
        if !self.layout.has_vlan() {
            return Err(self.not_on(Feature::Vlan));
        }
        self.may_be_within(Field::VlanTag, id, 4095)?;
        // Only the outermost tag of Ethernet itself can be in the metadata.
        let live = self.context.target == Target::LinuxLive
            && self.layout.link_type == LinkType::EN10MB
            && self.layout.header == Place::at(0)
            && self.layout.vlan_tags == 0;
        self.layout.enter_vlan(live);
        self.moved()?;
        Ok(if live { Primitive::LiveVlan { id } } else { Primitive::Vlan { id } })
    }

    fn tunnel(&mut self, tunnel: Tunnel, field: Field, vni: Option<u32>) -> Checked {
        self.may_be_within(field, vni, 0xff_ffff)?;
        self.link_protocol(link::IP)?;
        self.layout.enter_tunnel();
        self.moved()?;
        Ok(Primitive::Tunnel { tunnel, vni })
    }

    fn pflog(&mut self, field: Pflog) -> Checked {
        let name = match field {
            Pflog::IfName(_) => Feature::IfName,
            Pflog::RuleSet(_) => Feature::RuleSet,
            Pflog::Rule(_) => Feature::Rule,
            Pflog::SubRule(_) => Feature::SubRule,
            Pflog::Reason(_) => Feature::Reason,
            Pflog::Action(_) => Feature::Action,
        };
        if self.layout.link_type != LinkType::PFLOG {
            return Err(self.wrong(Meaning::OnlyPflog(name)));
        }
        let (field, number) = match field {
            Pflog::IfName(name) => return self.pflog_name(pflog::Text::Interface, name),
            Pflog::RuleSet(name) => return self.pflog_name(pflog::Text::RuleSet, name),
            Pflog::Rule(n) => (pflog::Number::Rule, n),
            Pflog::SubRule(n) => (pflog::Number::SubRule, n),
            Pflog::Reason(n) => (pflog::Number::Reason, n),
            Pflog::Action(n) => (pflog::Number::Action, n),
        };
        Ok(Primitive::PflogNumber { field, number })
    }

    fn pflog_name(&mut self, field: pflog::Text, name: Span) -> Checked {
        if name.of(self.text).len() > pflog::NAME_MAX {
            let most = pflog::NAME_MAX as u32;
            return Err(self.wrong(match field {
                pflog::Text::Interface => Meaning::IfNameTooLong(most),
                pflog::Text::RuleSet => Meaning::RuleSetTooLong(most),
            }));
        }
        Ok(Primitive::PflogText { field, name })
    }

    /// What LANE or a tunnel holds is not ATM.
    fn sun_atm(&mut self) -> Result<(), Wrong> {
        match self.layout.link_type {
            LinkType::SUNATM => Ok(()),
            _ => Err(self.wrong_word(Meaning::OnlySunAtm)),
        }
    }

    fn ss7(&mut self) -> Result<u8, Wrong> {
        match ss7::begin(self.layout.link_type) {
            Some(begin) => Ok(begin),
            None => Err(self.wrong_word(Meaning::OnlySs7)),
        }
    }
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
