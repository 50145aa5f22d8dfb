//! The keywords of the language and its named numbers, and how they are found.
//!
//! One table ([`WORDS`]) holds every reserved word with what it stands for. It exists only while
//! the crate is compiled: what goes into the program is its packed form, the words ordered by
//! their lengths in one text, with nothing between them and no pointer to them. A look-up compares
//! the words of one length.
//!
//! Source: the pcap-filter(7) manual page.

use super::ast::{AddrKind, AtmField, AtmType, Dir, Proto, Ss7Field, Ss7Unit};
use crate::texts::is_same_in_any_case;

/// What a reserved word stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keyword {
    /// A named number.
    Number(u8),
    And,
    Or,
    Not,
    Proto(Proto),
    /// `src` and `dst`, which may be combined.
    Side(Dir),
    /// The other directions: 802.11 address fields.
    Field(Dir),
    /// `host`, `net`, `port`, `portrange`.
    Kind(AddrKind),
    /// `proto`, `protochain`, `gateway`: kinds that take no direction.
    Undirected(AddrKind),
    Mask,
    Length,
    Less,
    Greater,
    Byte,
    Broadcast,
    Multicast,
    Inbound,
    Outbound,
    IfIndex,
    Vlan,
    Mpls,
    Pppoed,
    Pppoes,
    Geneve,
    Vxlan,
    Llc,
    Type,
    Subtype,
    Direction,
    IfName,
    RuleSet,
    Rule,
    SubRule,
    Reason,
    Action,
    Atm(AtmType),
    AtmField(AtmField),
    Ss7(Ss7Unit),
    Ss7Field(Ss7Field),
    /// The same in units with extended sequence numbers.
    HighSs7(Ss7Unit),
    HighSs7Field(Ss7Field),
}

const fn proto(word: &'static str, proto: Proto) -> (&'static str, Keyword) {
    (word, Keyword::Proto(proto))
}

const fn field(word: &'static str, dir: Dir) -> (&'static str, Keyword) {
    (word, Keyword::Field(dir))
}

const fn number(word: &'static str, number: u8) -> (&'static str, Keyword) {
    (word, Keyword::Number(number))
}

const fn ss7(word: &'static str, unit: Ss7Unit, high: bool) -> (&'static str, Keyword) {
    (word, if high { Keyword::HighSs7(unit) } else { Keyword::Ss7(unit) })
}

const fn ss7_field(word: &'static str, field: Ss7Field, high: bool) -> (&'static str, Keyword) {
    (word, if high { Keyword::HighSs7Field(field) } else { Keyword::Ss7Field(field) })
}

/// Every reserved word.
const WORDS: &[(&str, Keyword)] = &[
    ("and", Keyword::And),
    ("or", Keyword::Or),
    ("not", Keyword::Not),
    // Protocols; of several words for one, the first is its name in messages.
    proto("link", Proto::Link),
    proto("ether", Proto::Link),
    proto("ppp", Proto::Link),
    proto("slip", Proto::Link),
    proto("fddi", Proto::Link),
    proto("tr", Proto::Link),
    proto("wlan", Proto::Link),
    proto("ip", Proto::Ip),
    proto("arp", Proto::Arp),
    proto("rarp", Proto::Rarp),
    proto("ip6", Proto::Ip6),
    proto("tcp", Proto::Tcp),
    proto("udp", Proto::Udp),
    proto("sctp", Proto::Sctp),
    proto("icmp", Proto::Icmp),
    proto("icmp6", Proto::Icmp6),
    proto("igmp", Proto::Igmp),
    proto("igrp", Proto::Igrp),
    proto("pim", Proto::Pim),
    proto("vrrp", Proto::Vrrp),
    proto("carp", Proto::Carp),
    proto("ah", Proto::Ah),
    proto("esp", Proto::Esp),
    proto("atalk", Proto::Atalk),
    proto("aarp", Proto::Aarp),
    proto("decnet", Proto::Decnet),
    proto("lat", Proto::Lat),
    proto("sca", Proto::Sca),
    proto("moprc", Proto::MopRc),
    proto("mopdl", Proto::MopDl),
    proto("stp", Proto::Stp),
    proto("ipx", Proto::Ipx),
    proto("netbeui", Proto::NetBeui),
    proto("iso", Proto::Iso),
    proto("esis", Proto::EsIs),
    proto("es-is", Proto::EsIs),
    proto("isis", Proto::IsIs),
    proto("is-is", Proto::IsIs),
    proto("clnp", Proto::Clnp),
    proto("l1", Proto::L1),
    proto("l2", Proto::L2),
    proto("iih", Proto::Iih),
    proto("lsp", Proto::Lsp),
    proto("snp", Proto::Snp),
    proto("csnp", Proto::Csnp),
    proto("psnp", Proto::Psnp),
    proto("radio", Proto::Radio),
    // Directions.
    ("src", Keyword::Side(Dir::Src)),
    ("dst", Keyword::Side(Dir::Dst)),
    field("addr1", Dir::Addr1),
    field("address1", Dir::Addr1),
    field("addr2", Dir::Addr2),
    field("address2", Dir::Addr2),
    field("addr3", Dir::Addr3),
    field("address3", Dir::Addr3),
    field("addr4", Dir::Addr4),
    field("address4", Dir::Addr4),
    field("ra", Dir::Ra),
    field("ta", Dir::Ta),
    // Kinds of address.
    ("host", Keyword::Kind(AddrKind::Host)),
    ("net", Keyword::Kind(AddrKind::Net)),
    ("port", Keyword::Kind(AddrKind::Port)),
    ("portrange", Keyword::Kind(AddrKind::PortRange)),
    ("gateway", Keyword::Undirected(AddrKind::Gateway)),
    ("proto", Keyword::Undirected(AddrKind::Proto)),
    ("protochain", Keyword::Undirected(AddrKind::ProtoChain)),
    ("mask", Keyword::Mask),
    // Primitives.
    ("len", Keyword::Length),
    ("length", Keyword::Length),
    ("less", Keyword::Less),
    ("greater", Keyword::Greater),
    ("byte", Keyword::Byte),
    ("broadcast", Keyword::Broadcast),
    ("multicast", Keyword::Multicast),
    ("inbound", Keyword::Inbound),
    ("outbound", Keyword::Outbound),
    ("ifindex", Keyword::IfIndex),
    ("vlan", Keyword::Vlan),
    ("mpls", Keyword::Mpls),
    ("pppoed", Keyword::Pppoed),
    ("pppoes", Keyword::Pppoes),
    ("geneve", Keyword::Geneve),
    ("vxlan", Keyword::Vxlan),
    ("llc", Keyword::Llc),
    ("type", Keyword::Type),
    ("subtype", Keyword::Subtype),
    ("dir", Keyword::Direction),
    ("direction", Keyword::Direction),
    ("ifname", Keyword::IfName),
    ("on", Keyword::IfName),
    ("rset", Keyword::RuleSet),
    ("ruleset", Keyword::RuleSet),
    ("rnr", Keyword::Rule),
    ("rulenum", Keyword::Rule),
    ("srnr", Keyword::SubRule),
    ("subrulenum", Keyword::SubRule),
    ("reason", Keyword::Reason),
    ("action", Keyword::Action),
    ("lane", Keyword::Atm(AtmType::Lane)),
    ("metac", Keyword::Atm(AtmType::MetaC)),
    ("bcc", Keyword::Atm(AtmType::Bcc)),
    ("oam", Keyword::Atm(AtmType::Oam)),
    ("oamf4", Keyword::Atm(AtmType::OamF4)),
    ("oamf4ec", Keyword::Atm(AtmType::OamF4Ec)),
    ("oamf4sc", Keyword::Atm(AtmType::OamF4Sc)),
    ("sc", Keyword::Atm(AtmType::Sc)),
    ("ilmic", Keyword::Atm(AtmType::IlmiC)),
    ("connectmsg", Keyword::Atm(AtmType::ConnectMsg)),
    ("metaconnect", Keyword::Atm(AtmType::MetaConnect)),
    ("vpi", Keyword::AtmField(AtmField::Vpi)),
    ("vci", Keyword::AtmField(AtmField::Vci)),
    ss7("fisu", Ss7Unit::Fisu, false),
    ss7("lssu", Ss7Unit::Lssu, false),
    ss7("lsu", Ss7Unit::Lssu, false),
    ss7("msu", Ss7Unit::Msu, false),
    ss7("hfisu", Ss7Unit::Fisu, true),
    ss7("hlssu", Ss7Unit::Lssu, true),
    ss7("hmsu", Ss7Unit::Msu, true),
    ss7_field("sio", Ss7Field::Sio, false),
    ss7_field("opc", Ss7Field::Opc, false),
    ss7_field("dpc", Ss7Field::Dpc, false),
    ss7_field("sls", Ss7Field::Sls, false),
    ss7_field("hsio", Ss7Field::Sio, true),
    ss7_field("hopc", Ss7Field::Opc, true),
    ss7_field("hdpc", Ss7Field::Dpc, true),
    ss7_field("hsls", Ss7Field::Sls, true),
    // Offsets and values in ICMP, ICMPv6 and TCP headers.
    number("icmptype", 0),
    number("icmpcode", 1),
    number("icmp-echoreply", 0),
    number("icmp-unreach", 3),
    number("icmp-sourcequench", 4),
    number("icmp-redirect", 5),
    number("icmp-echo", 8),
    number("icmp-routeradvert", 9),
    number("icmp-routersolicit", 10),
    number("icmp-timxceed", 11),
    number("icmp-paramprob", 12),
    number("icmp-tstamp", 13),
    number("icmp-tstampreply", 14),
    number("icmp-ireq", 15),
    number("icmp-ireqreply", 16),
    number("icmp-maskreq", 17),
    number("icmp-maskreply", 18),
    number("icmp6type", 0),
    number("icmp6code", 1),
    number("icmp6-destinationunreach", 1),
    number("icmp6-packettoobig", 2),
    number("icmp6-timeexceeded", 3),
    number("icmp6-parameterproblem", 4),
    number("icmp6-echo", 128),
    number("icmp6-echoreply", 129),
    number("icmp6-multicastlistenerquery", 130),
    number("icmp6-multicastlistenerreportv1", 131),
    number("icmp6-multicastlistenerdone", 132),
    number("icmp6-routersolicit", 133),
    number("icmp6-routeradvert", 134),
    number("icmp6-neighborsolicit", 135),
    number("icmp6-neighboradvert", 136),
    number("icmp6-redirect", 137),
    number("icmp6-routerrenum", 138),
    number("icmp6-nodeinformationquery", 139),
    number("icmp6-nodeinformationresponse", 140),
    number("icmp6-ineighbordiscoverysolicit", 141),
    number("icmp6-ineighbordiscoveryadvert", 142),
    number("icmp6-multicastlistenerreportv2", 143),
    number("icmp6-homeagentdiscoveryrequest", 144),
    number("icmp6-homeagentdiscoveryreply", 145),
    number("icmp6-mobileprefixsolicit", 146),
    number("icmp6-mobileprefixadvert", 147),
    number("icmp6-certpathsolicit", 148),
    number("icmp6-certpathadvert", 149),
    number("icmp6-multicastrouteradvert", 151),
    number("icmp6-multicastroutersolicit", 152),
    number("icmp6-multicastrouterterm", 153),
    number("tcpflags", 13),
    number("tcp-fin", 0x01),
    number("tcp-syn", 0x02),
    number("tcp-rst", 0x04),
    number("tcp-push", 0x08),
    number("tcp-ack", 0x10),
    number("tcp-urg", 0x20),
    number("tcp-ece", 0x40),
    number("tcp-cwr", 0x80),
];

/// The length of the longest word.
const LONGEST: usize = {
    let (mut longest, mut at) = (0, 0);
    while at < WORDS.len() {
        if WORDS[at].0.len() > longest {
            longest = WORDS[at].0.len();
        }
        at += 1;
    }
    longest
};

/// The length of all words together.
const LETTERS: usize = {
    let (mut letters, mut at) = (0, 0);
    while at < WORDS.len() {
        letters += WORDS[at].0.len();
        at += 1;
    }
    letters
};

struct Table {
    /// The words, the shorter ones first.
    letters: [u8; LETTERS],
    /// What they stand for, in the same order.
    keywords: [Keyword; WORDS.len()],
    /// How many there are of each length.
    counts: [u8; LONGEST + 1],
}

static TABLE: Table = Table::packed();

impl Table {
    const fn packed() -> Self {
        let (mut letters, mut keywords) = ([0; LETTERS], [Keyword::And; WORDS.len()]);
        let mut counts = [0; LONGEST + 1];
        let (mut length, mut count, mut end) = (0, 0, 0);
        while length <= LONGEST {
            let mut index = 0;
            while index < WORDS.len() {
                let (word, keyword) = WORDS[index];
                if word.len() == length {
                    let mut at = 0;
                    while at < length {
                        letters[end + at] = word.as_bytes()[at];
                        at += 1;
                    }
                    end += length;
                    keywords[count] = keyword;
                    count += 1;
                    counts[length] += 1;
                }
                index += 1;
            }
            length += 1;
        }
        Self { letters, keywords, counts }
    }

    /// All words with what they stand for.
    fn words(&self) -> impl Iterator<Item = (&[u8], Keyword)> {
        let mut letters = self.letters.as_slice();
        let (mut length, mut left) = (0, 0);
        self.keywords.iter().map(move |keyword| {
            while left == 0 && length < LONGEST {
                length += 1;
                left = self.counts[length];
            }
            left -= 1;
            let (word, rest) = letters.split_at_checked(length).unwrap_or_default();
            letters = rest;
            (word, *keyword)
        })
    }
}

/// What a word stands for, if it is reserved.
#[inline(never)]
pub(super) fn find(word: &[u8]) -> Option<Keyword> {
    let mut letters = TABLE.letters.as_slice();
    let mut keywords = TABLE.keywords.as_slice();
    for (length, count) in TABLE.counts.iter().enumerate() {
        let count = usize::from(*count);
        let (same, longer) = letters.split_at_checked(count * length)?;
        if length == word.len() {
            let is_word = |known: &[u8]| known.first() == word.first() && known == word;
            let at = same.chunks_exact(length.max(1)).position(is_word)?;
            return keywords.get(at).copied();
        }
        letters = longer;
        keywords = keywords.get(count..)?;
    }
    None
}

/// The word for a protocol in messages: of several, the shortest.
pub(super) fn of(proto: Proto) -> &'static str {
    let is_name = |(_, keyword): &(&[u8], Keyword)| *keyword == Keyword::Proto(proto);
    match proto {
        // Not the shortest one.
        Proto::Link => "link",
        _ => TABLE
            .words()
            .find(is_name)
            .and_then(|(word, _)| str::from_utf8(word).ok())
            .unwrap_or(""),
    }
}

/// A reserved word that `word` is in capitals, in which case it comes with `true`, or of which it
/// is probably a misspelling: two letters are in the wrong order or, in a word that is not very
/// short, one letter is wrong, missing or too much.
pub(super) fn near(word: &[u8]) -> Option<(&'static [u8], bool)> {
    let words = || TABLE.words().map(|(known, _)| known);
    if let Some(same) = words().find(|known| is_same_in_any_case(known, word)) {
        return Some((same, true));
    }
    let near = |known: &[u8]| {
        known.len() > 2 && is_swapped(known, word) || known.len() > 3 && is_one_off(known, word)
    };
    words().find(|known| near(known)).map(|near| (near, false))
}

/// What is left of two words behind the letters that they begin with alike.
fn tails<'a>(one: &'a [u8], other: &'a [u8]) -> (&'a [u8], &'a [u8]) {
    let alike = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    (one.get(alike..).unwrap_or(&[]), other.get(alike..).unwrap_or(&[]))
}

/// Whether two words differ in the order of two neighbours.
fn is_swapped(one: &[u8], other: &[u8]) -> bool {
    match tails(one, other) {
        ([a, b, one @ ..], [c, d, other @ ..]) => a == d && b == c && one == other,
        _ => false,
    }
}

/// Whether two words differ in one letter.
fn is_one_off(one: &[u8], other: &[u8]) -> bool {
    match tails(one, other) {
        ([_, one @ ..], [_, other @ ..]) if one == other => true,
        ([_, one @ ..], other) if one == other => true,
        (one, [_, other @ ..]) => one == other,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_word_is_found_and_none_twice() {
        let mut seen = HashSet::new();
        for (word, keyword) in WORDS {
            assert_eq!(find(word.as_bytes()), Some(*keyword), "{word}");
            assert!(seen.insert(word), "{word} stands in the table twice");
        }
    }

    #[test]
    fn other_words_are_not_reserved() {
        let words =
            ["", "TCP", "Host", "tcpp", "hos", "localhost", "lldp", "icmp-", "icmp6-echoreplyy"];
        for word in words {
            assert_eq!(find(word.as_bytes()), None, "{word}");
        }
        for (word, _) in WORDS {
            for longer in [std::format!("{word}x"), std::format!("x{word}")] {
                assert!(find(longer.as_bytes()).is_none() || WORDS.iter().any(|w| w.0 == longer));
            }
        }
    }
}
