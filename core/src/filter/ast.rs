//! The syntax tree of a filter, as a flat list in postfix order.
//!
//! Every operator stands behind its operands, so the tree needs no pointers, no recursion and no
//! more memory than one slice; leaves stand in the order of the text, which is also the order in
//! which the language lets `vlan`, `mpls` and their like move the header offsets of what follows.
//!
//! Qualifiers that the text leaves out (`port 80 or 443`) are filled in by the parser: every
//! [`Kind::Match`] carries its own. Names are not copied: a [`Id::Name`] is the text under the
//! item's `name` span.

use super::keyword;

pub use crate::span::Span;

/// One element of the postfix list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub kind: Kind,
    /// Where it stands in the expression: for a primitive the whole primitive, for an operator the
    /// operator.
    pub span: Span,
}

/// What an element of the postfix list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Both of the two boolean operands before it.
    And,
    /// One of the two boolean operands before it.
    Or,
    /// Not the boolean operand before it.
    Not,

    /// An identifier under its qualifiers: `src host 10.0.0.1`, `tcp port 80`, `ip proto 6`.
    Match {
        /// Protocol, direction and kind of address.
        quals: Quals,
        /// What is matched.
        id: Id,
        /// The identifier's own text.
        name: Span,
    },
    /// A protocol as a primitive of its own: `ip`, `tcp`, `stp`.
    Protocol(Proto),
    /// `broadcast` under its protocol qualifier ([`Proto::None`] where there is none).
    Broadcast(Proto),
    /// `multicast` under its protocol qualifier ([`Proto::None`] where there is none).
    Multicast(Proto),
    /// `less N`: length on the wire at most N.
    Less(u32),
    /// `greater N`: length on the wire at least N.
    Greater(u32),
    /// `byte INDEX OP VALUE`.
    Byte {
        /// Offset from the start of the link-layer header.
        index: u32,
        /// The operator.
        op: ByteOp,
        /// The value.
        value: u32,
    },
    /// `inbound`.
    Inbound,
    /// `outbound`.
    Outbound,
    /// `ifindex N`.
    IfIndex(u32),
    /// `vlan [ID]`.
    Vlan(Option<u32>),
    /// `mpls [LABEL]`.
    Mpls(Option<u32>),
    /// `pppoed`.
    PppoeDiscovery,
    /// `pppoes [ID]`.
    PppoeSession(Option<u32>),
    /// `geneve [VNI]`.
    Geneve(Option<u32>),
    /// `vxlan [VNI]`.
    Vxlan(Option<u32>),
    /// `llc` and `llc TYPE`.
    Llc(Llc),
    /// `wlan type ...`, `wlan subtype ...`: the first frame-control byte under a mask.
    WlanType {
        /// Wanted bits.
        value: u8,
        /// Bits that count.
        mask: u8,
    },
    /// `wlan dir D`: the two direction bits, 0 to 3.
    WlanDir(u8),
    /// A field of the OpenBSD pf log header.
    Pflog(Pflog),
    /// A kind of ATM traffic on SunATM: `lane`, `oamf4`, ...
    AtmType(AtmType),
    /// `vpi OP N`, `vci OP N`.
    AtmField {
        /// Which field.
        field: AtmField,
        /// How it is compared.
        op: RelOp,
        /// With what.
        value: u32,
    },
    /// A kind of SS7 signal unit: `fisu`, `hmsu`, ...
    Ss7Type {
        /// Which unit.
        unit: Ss7Unit,
        /// The extended sequence number form (`hfisu`, `hlssu`, `hmsu`).
        high: bool,
    },
    /// `sio OP N`, `hopc OP N`, ...
    Ss7Field {
        /// Which field.
        field: Ss7Field,
        /// The extended sequence number form (`hsio`, `hopc`, ...).
        high: bool,
        /// How it is compared.
        op: RelOp,
        /// With what.
        value: u32,
    },

    /// Compares the two arithmetic operands that are the `items` elements before it.
    Relation {
        /// The operator.
        op: RelOp,
        /// How many arithmetic elements before this one belong to both operands together.
        items: u32,
    },
    /// Arithmetic: a constant.
    Number(u32),
    /// Arithmetic: the packet's length on the wire.
    Length,
    /// Arithmetic: `proto[operand : size]`, where the operand stands before it.
    Load {
        /// The protocol whose header is read.
        proto: Proto,
        /// 1, 2 or 4 bytes.
        size: u8,
    },
    /// Arithmetic: the operand before it, negated.
    Negate,
    /// Arithmetic: the two operands before it, combined.
    Arith(ArithOp),
}

/// The qualifiers of an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quals {
    /// Protocol.
    pub proto: Proto,
    /// Direction.
    pub dir: Dir,
    /// Kind of address.
    pub kind: AddrKind,
}

/// What an identifier is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Id {
    /// A plain number.
    Number(u32),
    /// A dotted IPv4 address of 2, 3 or 4 parts.
    V4 {
        /// The parts, left-aligned (`10.1` is 0x0a010000).
        addr: u32,
        /// How many bits the parts make: 16, 24 or 32.
        bits: u8,
    },
    /// `ADDR/LEN` (`bits` as in [`Id::V4`]).
    V4Prefix {
        /// The address, left-aligned.
        addr: u32,
        /// How many bits were written.
        bits: u8,
        /// The prefix length as written, unchecked.
        len: u32,
    },
    /// `ADDR mask MASK`.
    V4Mask {
        /// The address, left-aligned.
        addr: u32,
        /// How many bits of address were written.
        bits: u8,
        /// The mask, left-aligned.
        mask: u32,
        /// How many bits of mask were written.
        mask_bits: u8,
    },
    /// An IPv6 address.
    V6([u8; 16]),
    /// `ADDR6/LEN`.
    V6Prefix {
        /// The address.
        addr: [u8; 16],
        /// The prefix length as written, unchecked.
        len: u32,
    },
    /// A 48-bit link-layer address.
    Mac([u8; 6]),
    /// `$XX`: an 8-bit link-layer address.
    Mac8(u8),
    /// `AREA.NODE` under `decnet` or `decnet host`: the area in the high 6 bits, the node in the
    /// low 10.
    Decnet(u16),
    /// A name, to be looked up: the text of the item's `name` span, without the `\` that escapes
    /// a keyword. A range of ports written `80-90` is such a name.
    Name,
}

/// Protocol names that serve as qualifier, primitive and accessor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is the keyword of its name")]
#[repr(u8)]
pub enum Proto {
    /// No protocol was written.
    None,
    /// `link` and its aliases `ether`, `fddi`, `tr`, `wlan`, `ppp`, `slip`.
    Link,
    Ip,
    Arp,
    Rarp,
    Ip6,
    Tcp,
    Udp,
    Sctp,
    Icmp,
    Icmp6,
    Igmp,
    Igrp,
    Pim,
    Vrrp,
    Carp,
    Ah,
    Esp,
    Atalk,
    Aarp,
    Decnet,
    Lat,
    Sca,
    MopRc,
    MopDl,
    Stp,
    Ipx,
    NetBeui,
    Iso,
    EsIs,
    IsIs,
    Clnp,
    /// IS-IS PDU types.
    L1,
    L2,
    Iih,
    Lsp,
    Snp,
    Csnp,
    Psnp,
    Radio,
}

impl Proto {
    /// The keyword, as libpcap's messages spell it; empty for [`Proto::None`].
    #[must_use]
    pub fn keyword(self) -> &'static str {
        keyword::of(self)
    }
}

texts! {
    /// Direction qualifiers.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[allow(missing_docs, reason = "each is the keyword of its name")]
    #[repr(u8)]
    pub enum Dir {
        /// No direction was written: source or destination.
        None = "",
        Src = "src",
        Dst = "dst",
        SrcOrDst = "src or dst",
        SrcAndDst = "src and dst",
        /// 802.11 address fields.
        Addr1 = "addr1",
        Addr2 = "addr2",
        Addr3 = "addr3",
        Addr4 = "addr4",
        Ra = "ra",
        Ta = "ta",
    }
}

impl Dir {
    /// The keywords, as libpcap's messages spell them; empty for [`Dir::None`].
    #[must_use]
    pub fn keyword(self) -> &'static str {
        self.text()
    }
}

texts! {
    /// Kind-of-address qualifiers.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[allow(missing_docs, reason = "each is the keyword of its name")]
    #[repr(u8)]
    pub enum AddrKind {
        /// No kind was written: a host.
        None = "",
        Host = "host",
        Net = "net",
        Port = "port",
        PortRange = "portrange",
        Gateway = "gateway",
        Proto = "proto",
        ProtoChain = "protochain",
    }
}

impl AddrKind {
    /// The keyword, as libpcap's messages spell it; empty for [`AddrKind::None`].
    #[must_use]
    pub fn keyword(self) -> &'static str {
        self.text()
    }
}

/// Relations between arithmetic operands; all unsigned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is the operator of its name")]
pub enum RelOp {
    Eq,
    Ne,
    Gt,
    Ge,
    Lt,
    Le,
}

/// Operators of `byte`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is the operator of its name")]
pub enum ByteOp {
    Eq,
    Lt,
    Gt,
    And,
    Or,
}

/// Arithmetic operators, 32 bits wide, unsigned, wrapping.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is the operator of its name")]
pub enum ArithOp {
    Add,
    Sub,
    Mul,
    Div,
    Mod,
    And,
    Or,
    Xor,
    Shl,
    Shr,
}

/// What `llc` asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Llc {
    /// `llc`: an 802.2 frame of any kind.
    Any,
    /// `llc i`: information frames.
    Information,
    /// `llc s`: supervisory frames.
    Supervisory,
    /// `llc u`: unnumbered frames.
    Unnumbered,
    /// A supervisory subtype, as its bits in the control field.
    SType(u8),
    /// An unnumbered subtype, as its bits in the control field.
    UType(u8),
}

/// Primitives over the OpenBSD pf log header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pflog {
    /// `ifname NAME`: the name's text.
    IfName(Span),
    /// `rset NAME`: the name's text.
    RuleSet(Span),
    /// `rnr N`.
    Rule(u32),
    /// `srnr N`.
    SubRule(u32),
    /// `reason CODE`.
    Reason(u32),
    /// `action CODE`.
    Action(u32),
}

/// Kinds of ATM traffic on SunATM.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is the keyword of its name")]
pub enum AtmType {
    Lane,
    MetaC,
    Bcc,
    Oam,
    OamF4,
    OamF4Ec,
    OamF4Sc,
    Sc,
    IlmiC,
    ConnectMsg,
    MetaConnect,
}

/// Numeric ATM fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is the keyword of its name")]
pub enum AtmField {
    Vpi,
    Vci,
}

/// SS7 signal units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is the keyword of its name")]
pub enum Ss7Unit {
    Fisu,
    Lssu,
    Msu,
}

/// SS7 MTP2 and MTP3 fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is the keyword of its name")]
pub enum Ss7Field {
    Sio,
    Opc,
    Dpc,
    Sls,
}
