//! Known differences between Debian's libpcap 1.10.3 and libpcap master, whose language ours is,
//! by the words that stand in a filter. They only sort mismatches that a comparison has found.

use barecap_core::linktype::LinkType;

/// The class of a difference in meaning.
#[must_use]
pub fn meaning(link_type: LinkType, filter: &str) -> Option<&'static str> {
    let words = words(filter);
    let follows = |first: &str, second: &str| {
        words.windows(2).any(|pair| pair[0] == first && pair[1] == second)
    };
    if words.windows(3).any(|part| part[0] == "byte" && matches!(part[2], "&" | "|")) {
        Some("1.10.3 swaps byte's & and |")
    } else if follows("ip", "multicast") {
        Some("1.10.3 takes 240/4 for multicast too")
    } else if words.iter().any(|word| has_empty_mask(word)) {
        Some("1.10.3 loads address words of which no bit counts")
    } else if link_type == LinkType::DSA_TAG_BRCM || link_type == LinkType::DSA_TAG_DSA {
        Some("1.10.3 hardly knows DSA tags")
    } else if words.iter().any(|word| word.eq_ignore_ascii_case("$ff")) {
        Some("1.10.3 misreads $ff")
    } else if words.iter().any(|word| ["dpc", "hdpc"].contains(word)) {
        Some("1.10.3 loads a word for dpc")
    } else if link_type == LinkType::SLIP && words.contains(&"outbound") {
        Some("1.10.3 takes the wrong flag for SLIP's outbound")
    } else if words.iter().any(|word| OSI.contains(word)) {
        Some("1.10.3 compares the whole byte of IS-IS types")
    } else if words.contains(&"decnet") {
        Some("1.10.3 does not check DECnet's flags")
    } else {
        None
    }
}

/// Words that test IS-IS packet types.
const OSI: [&str; 8] = ["isis", "l1", "l2", "iih", "lsp", "snp", "csnp", "psnp"];

/// The class of a filter that only one side refuses.
#[must_use]
pub fn refusal(filter: &str, message: &str, by_us: bool) -> Option<&'static str> {
    if by_us {
        let not_yet = ["not supported yet", "not implemented", "not supported on DLT"];
        return not_yet.iter().any(|text| message.contains(text)).then_some("not supported yet");
    }
    if message.contains("by zero") || message.contains("by more than 31 bits") {
        return Some("1.10.3 takes an accessor's constant index for a constant operand");
    }
    words(filter).contains(&"vxlan").then_some("1.10.3 has no vxlan")
}

/// The words of a filter, without parentheses.
fn words(filter: &str) -> Vec<&str> {
    filter.split([' ', '(', ')']).filter(|word| !word.is_empty()).collect()
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
