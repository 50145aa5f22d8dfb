//! Known differences between Debian's libpcap 1.10.3 and libpcap master, whose language ours is.
//!
//! They sort filters that a comparison has found to differ and made as small as it could
//! ([`crate::shrink`]): what stands in such a filter is what the difference is about.

use barecap_core::insn::{Insn, opcode};
use barecap_core::linktype::LinkType;
use std::iter;

/// The class of a difference in meaning. `theirs` is their program, `is_constant` says whether a
/// primitive, compiled alone, has the same answer for all packets.
#[must_use]
pub fn meaning(
    link_type: LinkType,
    filter: &str,
    theirs: &[Insn],
    mut is_constant: impl FnMut(&str) -> bool,
) -> Option<&'static str> {
    let words = words(filter);
    let has = |some: &[&str]| words.iter().any(|word| some.contains(word));
    let follows = |first: &str, second: &str| {
        words.windows(2).any(|pair| pair[0] == first && pair[1] == second)
    };
    if words.windows(3).any(|part| part[0] == "byte" && matches!(part[2], "&" | "|")) {
        Some("1.10.3 swaps byte's & and |")
    } else if follows("ip", "multicast") {
        Some("1.10.3 takes 240/4 for multicast too")
    } else if has(&["!="]) && has(SS7_AND_ATM) {
        Some("1.10.3 takes != of SS7 and ATM fields for =")
    } else if words.iter().any(|word| has_empty_mask(word)) {
        Some("1.10.3 loads address words of which no bit counts")
    } else if words.iter().any(|word| word.starts_with('$') && word.contains(letter)) {
        Some("1.10.3 misreads letters in $XX")
    } else if has(&["dpc", "hdpc"]) {
        Some("1.10.3 loads a word for dpc")
    } else if link_type == LinkType::SLIP && has(&["outbound"]) {
        Some("1.10.3 takes the wrong flag for SLIP's outbound")
    } else if has(&["inbound", "outbound", "ifindex"]) && has(&["pppoes", "geneve", "vxlan"]) {
        // What the kernel knows of a packet has an offset that is none in the packet.
        Some("libpcap counts the words of a live capture from the header inside an encapsulation")
    } else if has(OSI) {
        Some("1.10.3 compares the whole byte of IS-IS types, and misplaces them on C_HDLC")
    } else if has(&["decnet"]) {
        Some("1.10.3 does not check DECnet's flags")
    } else if matches!(link_type, LinkType::ARCNET | LinkType::ARCNET_LINUX) {
        Some("1.10.3 takes RFC 1051's ARCNET codes for IP and ARP too")
    } else if matches!(link_type, LinkType::DSA_TAG_BRCM | LinkType::DSA_TAG_DSA) {
        Some("1.10.3 reads another byte of DSA tags for the direction")
    } else if filter.contains('[') && link_type.name().is_some_and(|n| n.starts_with("JUNIPER")) {
        // It tests the protocol for IPv6 too, for which Juniper's link types have the same number.
        Some("1.10.3 looks for IPv6 in accessors of IPv4")
    } else if iter::once(filter.to_owned()).chain(primitives(filter)).any(|part| is_constant(&part))
    {
        Some("1.10.3 evaluates what a constant answer makes needless")
    } else if overwrites_offsets(link_type, theirs) {
        Some("libpcap computes in a register that holds a header's offset")
    } else if reads_arithmetic_as_offset(link_type, theirs) {
        Some("libpcap reads as a header's offset what only arithmetic has stored")
    } else if compares_packet_data(filter) {
        // Short packets tell, where the relation is negated or an alternative of another.
        Some(
            "1.10.3 tests what the left operand of a relation needs before what the right one does",
        )
    } else {
        None
    }
}

/// Qualifiers of two words, and how they are kept from being torn up.
const DIRECTIONS: &[(&str, &str)] =
    &[("src and dst", "src&dst"), ("dst and src", "dst&src"), ("src or dst", "src|dst")];

/// The primitives of a filter.
fn primitives(filter: &str) -> Vec<String> {
    // Two directions are one qualifier.
    let mut joined = filter.to_owned();
    for (apart, together) in DIRECTIONS {
        joined = joined.replace(apart, together);
    }
    let mut parts = vec![joined.as_str()];
    for word in [" and ", " or ", " && ", " || ", "( ", " )", "not ", "! "] {
        // An identifier may have a 'not' of its own, so what holds one is a part too.
        let whole = if word.len() < 5 { parts.clone() } else { Vec::new() };
        parts = parts.into_iter().flat_map(|part| part.split(word)).chain(whole).collect();
    }
    // A list of identifiers was torn up at its parenthesis; the qualifiers before it are the first's.
    let list = |part: &str| part.replace("( ", "");
    let part = |part: String| {
        let apart = |part: String, (apart, together): &(&str, &str)| part.replace(together, apart);
        DIRECTIONS.iter().fold(part.trim().to_owned(), apart)
    };
    // An address that takes its qualifiers from the primitive before it is one all the same.
    let whole = |part: String| match part.contains(':') && !part.contains([' ', '[']) {
        true => format!("host {part}"),
        false => part,
    };
    let parts = parts.into_iter().flat_map(|part| [part.to_owned(), list(part)]).map(part);
    parts.filter(|part| !part.is_empty()).map(whole).collect()
}

/// Whether a scratch register is used for the offset of a header and for arithmetic both. libpcap
/// hands out the registers of run-time offsets when a primitive first needs them, though their
/// values are computed before all primitives, or are still to be read where a tunnel was not found
/// and nothing stored there: arithmetic that stands earlier in the text has used the same.
fn overwrites_offsets(link_type: LinkType, program: &[Insn]) -> bool {
    let (offsets, arithmetic) = stores(link_type, program);
    offsets & arithmetic != 0
}

/// Whether a header is looked for behind what is in a scratch register that is never used for the
/// offset of a header, but for arithmetic. So it is behind a radio header of variable length:
/// `pppoes` and its like have libpcap forget the frame around them, and at the end it computes that
/// offset only which is in force then. What arithmetic loads is stored at once, and nothing else is.
fn reads_arithmetic_as_offset(link_type: LinkType, program: &[Insn]) -> bool {
    let (offsets, arithmetic) = stores(link_type, program);
    program.windows(3).any(|part| {
        let [offset, load, then] = part else { return false };
        let slot = 1u32.checked_shl(offset.k).unwrap_or(0);
        offset.code == opcode::LDX_MEM
            && matches!(load.code, opcode::LD_IND | opcode::LDH_IND | opcode::LDB_IND)
            && then.code != opcode::ST
            && slot & arithmetic & !offsets != 0
    })
}

/// The scratch registers in which offsets of headers are stored, and those of arithmetic.
fn stores(link_type: LinkType, program: &[Insn]) -> (u32, u32) {
    let is_prism = link_type == LinkType::PRISM_HEADER;
    let (mut offsets, mut arithmetic) = (0, 0);
    let mut earlier = 0;
    for pair in program.windows(2) {
        let [before, store] = pair else { continue };
        let slot = 1u32.checked_shl(store.k).unwrap_or(0);
        match (store.code, before.code) {
            (opcode::STX, _) => offsets |= slot,
            (opcode::ST, opcode::ADD_K | opcode::AND_K | opcode::LD_ABS) => offsets |= slot,
            // Of a little-endian length, and not of two operands.
            (opcode::ST, opcode::OR_X) if earlier == opcode::LDB_ABS => offsets |= slot,
            (opcode::ST, opcode::LD_IMM) if is_prism && before.k == PRISM_LENGTH => offsets |= slot,
            (opcode::ST, _) => arithmetic |= slot,
            _ => {}
        }
        earlier = before.code;
    }
    (offsets, arithmetic)
}

/// What libpcap takes for the length of a Prism header.
const PRISM_LENGTH: u32 = 144;

/// What compares one operand with another.
const RELATIONS: &[&str] = &["=", "==", "!=", "<", "<=", ">", ">="];

/// Fields of SS7 and ATM that are compared with numbers.
const SS7_AND_ATM: &[&str] =
    &["sio", "opc", "dpc", "sls", "hsio", "hopc", "hdpc", "hsls", "vpi", "vci"];

/// Words that test IS-IS packet types.
const OSI: &[&str] = &["isis", "l1", "l2", "iih", "lsp", "snp", "csnp", "psnp"];

/// The class of a filter that only one side refuses.
#[must_use]
pub fn refusal(
    link_type: LinkType,
    filter: &str,
    message: &str,
    by_us: bool,
) -> Option<&'static str> {
    if by_us {
        let classes = [
            ("not a live capture", "1.10.3 takes any handle for a live capture's"),
            ("supported only on SUNATM", "1.10.3 looks for ATM's fields within LANE and tunnels"),
            ("greater than maximum 255", "1.10.3 takes protocol numbers that no header holds"),
            ("for DLT_BACNET_MS_TP", "1.10.3 looks for IP on MS/TP, at an offset that cannot be"),
        ];
        let is = |class: &&(&str, &str)| message.contains(class.0);
        return classes.iter().find(is).map(|class| class.1);
    }
    let says = |what: &[&str]| what.iter().any(|what| message.contains(what));
    if says(&["by zero", "by more than 31 bits"]) {
        Some("libpcap takes an accessor's constant index for a constant operand")
    } else if words(filter).contains(&"vxlan") {
        Some("1.10.3 has no vxlan")
    } else if matches!(link_type, LinkType::DSA_TAG_BRCM | LinkType::DSA_TAG_DSA)
        && says(&[
            "DSA",
            "Broadcom",
            "link-layer multicast",
            "ethernet addresses",
            "broadcast link",
        ])
    {
        Some("1.10.3 hardly knows DSA tags")
    } else if link_type == LinkType::PPI && says(&["802.11"]) {
        Some("1.10.3 does not look behind PPI for 802.11 types and directions")
    } else if link_type == LinkType::BACNET_MS_TP && says(&["ARCnet", "broadcast link"]) {
        Some("1.10.3 knows no MS/TP addresses")
    } else {
        None
    }
}

/// The words of a filter, without parentheses and brackets.
fn words(filter: &str) -> Vec<&str> {
    filter.split([' ', '(', ')', '[', ']']).filter(|word| !word.is_empty()).collect()
}

/// Whether packet data is compared with packet data.
fn compares_packet_data(filter: &str) -> bool {
    let words: Vec<&str> = filter.split(' ').collect();
    let of_data = |words: &[&str]| words.iter().any(|word| word.contains('['));
    words.split(|word| matches!(*word, "and" | "or" | "&&" | "||")).any(|primitive| {
        primitive.iter().enumerate().any(|(at, word)| {
            RELATIONS.contains(word) && of_data(&primitive[..at]) && of_data(&primitive[at..])
        })
    })
}

fn letter(c: char) -> bool {
    c.is_ascii_alphabetic()
}

/// Whether an address has a prefix of which a whole 32-bit word is empty.
fn has_empty_mask(word: &str) -> bool {
    let Some((address, length)) = word.split_once('/') else { return false };
    match length.parse::<u8>() {
        Ok(length) if address.contains(':') => length <= 96,
        Ok(length) => address.contains('.') && length == 0,
        Err(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_that_only_arithmetic_has_stored_is_recognised() {
        let arithmetic = [
            Insn::stmt(opcode::LD_IMM, 3),
            Insn::stmt(opcode::ST, 1),
            Insn::stmt(opcode::LDX_MEM, 1),
            Insn::stmt(opcode::LDB_IND, 0),
        ];
        let class = |then: &[Insn]| {
            meaning(LinkType::PPI, "0 < 3 and pppoes", &[&arithmetic, then].concat(), |_| false)
        };
        assert!(class(&[Insn::jump(opcode::JSET_K, 4, 0, 1)]).is_some());
        assert_eq!(class(&[Insn::stmt(opcode::ST, 1)]), None, "an accessor");
        let stored = [Insn::jump(opcode::JSET_K, 4, 0, 1), Insn::stmt(opcode::STX, 1)];
        assert!(class(&stored).is_some_and(|class| class.contains("computes")));
        assert_eq!(meaning(LinkType::PPI, "pppoes", &arithmetic[2..], |_| false), None);
    }

    #[test]
    fn a_register_that_arithmetic_overwrites_is_recognised() {
        let length = [Insn::stmt(opcode::ADD_K, 24), Insn::stmt(opcode::ST, 6)];
        let class = |load| {
            let or = [load, Insn::stmt(opcode::OR_X, 0), Insn::stmt(opcode::ST, 6)];
            meaning(LinkType::PPI, "llc and len | 1 > 2", &[&length[..], &or].concat(), |_| false)
        };
        assert!(class(Insn::stmt(opcode::LD_MEM, 2)).is_some());
        assert_eq!(class(Insn::stmt(opcode::LDB_ABS, 2)), None, "a length in the header");
    }

    #[test]
    fn a_number_is_the_length_of_a_prism_header_on_its_link_type_alone() {
        let program = [
            [Insn::stmt(opcode::ADD_K, 24), Insn::stmt(opcode::ST, 1)],
            [Insn::stmt(opcode::LD_IMM, 144), Insn::stmt(opcode::ST, 1)],
        ];
        let class =
            |link_type| meaning(link_type, "len != 144 and ip", program.as_flattened(), |_| false);
        assert!(class(LinkType::IEEE802_11).is_some_and(|class| class.contains("computes")));
        assert_eq!(class(LinkType::PRISM_HEADER), None);
    }

    #[test]
    fn packet_data_compared_with_packet_data_is_recognised() {
        let class = |filter| meaning(LinkType::EN10MB, filter, &[], |_| false);
        assert!(class("arp or ! igrp [ 6 ] > ip6 [ tcpflags ]").is_some());
        assert!(class("not ip[0] + 1 = 5 + tcp[0]").is_some());
        assert_eq!(class("ip[0] << tcp[0] = 5"), None);
        assert_eq!(class("ip[0] = 5 or 3 = tcp[0]"), None);
    }

    #[test]
    fn an_address_without_qualifiers_may_be_what_is_constant() {
        let class = |filter| meaning(LinkType::IPV4, filter, &[], |part| part == "host fe80::1");
        assert!(class("len = 5 or host 10.0.0.1 and fe80::1 || 58").is_some());
        assert_eq!(class("len = 5 or host 10.0.0.1 || 58"), None);
    }

    #[test]
    fn a_list_of_identifiers_may_be_what_is_constant() {
        let filter = "len = 5 or not rarp host ( 10.0.0.1 and 10.0.0.2 )";
        let constant = |part: &str| part == "rarp host 10.0.0.1";
        assert!(meaning(LinkType::PFLOG, filter, &[], constant).is_some());
        assert_eq!(meaning(LinkType::PFLOG, "ip or ( tcp )", &[], constant), None);
        let constant = |part: &str| part == "rarp src or dst net 10";
        let filter = "len > 5 or rarp src or dst net 10";
        assert!(meaning(LinkType::PFLOG, filter, &[], constant).is_some());
    }
}
