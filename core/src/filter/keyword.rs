//! The keywords of the language and its named numbers, and how they are found.
//!
//! One table ([`WORDS`]) holds every reserved word with what it stands for. It exists only while
//! the crate is compiled: what goes into the program is its packed form, all words in one text
//! and a hash table of one byte a slot over them, with no pointer in it. A look-up is a hash, a
//! slot or two, and a comparison.
//!
//! Source: the pcap-filter(7) manual page.

use super::ast::{AddrKind, AtmField, AtmType, Dir, Proto, Ss7Field, Ss7Unit};

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
    Ss7 {
        unit: Ss7Unit,
        high: bool,
    },
    Ss7Field {
        field: Ss7Field,
        high: bool,
    },
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
    (word, Keyword::Ss7 { unit, high })
}

const fn ss7_field(word: &'static str, field: Ss7Field, high: bool) -> (&'static str, Keyword) {
    (word, Keyword::Ss7Field { field, high })
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

/// Slots of the hash table: a power of two, well above the number of words.
const SLOTS: usize = 512;
/// A slot that holds no word.
const FREE: u8 = u8::MAX;
/// The length of all words together.
const LETTERS: usize = {
    let (mut letters, mut at) = (0, 0);
    while at < WORDS.len() {
        letters += WORDS[at].0.len();
        at += 1;
    }
    letters
};

#[derive(Clone, Copy)]
struct Entry {
    start: u16,
    length: u8,
    keyword: Keyword,
}

struct Table {
    letters: [u8; LETTERS],
    entries: [Entry; WORDS.len()],
    slots: [u8; SLOTS],
}

static TABLE: Table = Table::packed();

/// The slot where a word is looked for first.
const fn slot(word: &[u8]) -> usize {
    let mut hash = word.len() as u32;
    let mut at = 0;
    while at < word.len() {
        hash = (hash ^ word[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    (hash ^ hash >> 15) as usize % SLOTS
}

impl Table {
    const fn packed() -> Self {
        assert!(WORDS.len() < FREE as usize);
        let free = Entry { start: 0, length: 0, keyword: Keyword::And };
        let mut table =
            Self { letters: [0; LETTERS], entries: [free; WORDS.len()], slots: [FREE; SLOTS] };
        let (mut index, mut start) = (0, 0);
        while index < WORDS.len() {
            let (word, keyword) = WORDS[index];
            let word = word.as_bytes();
            table.entries[index] = Entry { start: start as u16, length: word.len() as u8, keyword };
            let mut at = 0;
            while at < word.len() {
                table.letters[start + at] = word[at];
                at += 1;
            }
            start += word.len();
            let mut slot = slot(word);
            while table.slots[slot] != FREE {
                slot = (slot + 1) % SLOTS;
            }
            table.slots[slot] = index as u8;
            index += 1;
        }
        table
    }

    fn word(&self, entry: &Entry) -> &[u8] {
        let start = usize::from(entry.start);
        self.letters.get(start..start + usize::from(entry.length)).unwrap_or(&[])
    }
}

/// What a word stands for, if it is reserved.
pub(super) fn find(word: &[u8]) -> Option<Keyword> {
    let mut slot = slot(word);
    // There are free slots, so the search ends at one.
    loop {
        let entry = TABLE.entries.get(usize::from(*TABLE.slots.get(slot)?))?;
        if TABLE.word(entry) == word {
            return Some(entry.keyword);
        }
        slot = (slot + 1) % SLOTS;
    }
}

/// The first word of the table that stands for a keyword.
pub(super) fn of(keyword: Keyword) -> &'static str {
    let entry = TABLE.entries.iter().find(|entry| entry.keyword == keyword);
    entry.and_then(|entry| str::from_utf8(TABLE.word(entry)).ok()).unwrap_or("")
}

/// A reserved word that `word` is in capitals, in which case it comes with `true`, or of which it
/// is probably a misspelling: two letters are in the wrong order or, in a word that is not very
/// short, one letter is wrong, missing or too much.
pub(super) fn near(word: &[u8]) -> Option<(&'static [u8], bool)> {
    let mut words = TABLE.entries.iter().map(|entry| TABLE.word(entry));
    if let Some(same) = words.clone().find(|known| known.eq_ignore_ascii_case(word)) {
        return Some((same, true));
    }
    let near = |known: &[u8]| {
        known.len() > 2 && is_swapped(known, word) || known.len() > 3 && is_one_off(known, word)
    };
    words.find(|known| near(known)).map(|near| (near, false))
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

    #[test]
    fn look_ups_take_few_steps() {
        let steps = |word: &str| {
            let mut at = slot(word.as_bytes());
            let mut steps = 1;
            while TABLE.word(&TABLE.entries[usize::from(TABLE.slots[at])]) != word.as_bytes() {
                at = (at + 1) % SLOTS;
                steps += 1;
            }
            steps
        };
        assert!(WORDS.iter().map(|(word, _)| steps(word)).max() <= Some(8));
    }
}
