//! Numbers and addresses, read from the bytes of their text.
//!
//! What a piece of text *is* is decided by its longest match, before it is known whether it is
//! valid: `256.1.1.1` is an IPv4 address, an invalid one, and never a name. So each reader here
//! either says that the text has another form, or gives the value or what is wrong with it.

use super::syntax::Syntax;
use crate::words::split;

/// What of hexadecimal digits and colons there is at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Colons {
    Mac([u8; 6]),
    V6([u8; 16]),
    /// The form of an IPv6 address, but an embedded IPv4 address is wrong.
    BadV6,
    /// Neither.
    BadMac,
}

/// The value of a hexadecimal digit.
fn hex(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

/// The value of up to `most` hexadecimal digits at the beginning of `text`, and how many.
pub(super) fn hex_digits(text: &[u8], most: usize) -> (u16, usize) {
    let mut value = 0;
    let mut count = 0;
    while count < most
        && let Some(digit) = text.get(count).copied().and_then(hex)
    {
        value = value << 4 | u16::from(digit);
        count += 1;
    }
    (value, count)
}

/// The length of a number in one of the three notations at the beginning of `text`.
fn number_length(text: &[u8]) -> usize {
    if let [b'0', b'x' | b'X', digits @ ..] = text {
        let length = digits.iter().take_while(|digit| hex(**digit).is_some()).count();
        if length > 0 {
            return length + 2;
        }
    }
    text.iter().take_while(|digit| digit.is_ascii_digit()).count()
}

/// The value of a number, if the whole of `text` is one: decimal, hexadecimal behind `0x`, octal
/// behind `0`.
pub(crate) fn number(text: &[u8]) -> Option<Result<u32, Syntax>> {
    if text.is_empty() || number_length(text) != text.len() {
        return None;
    }
    let (digits, radix, overflow) = match text {
        [b'0', b'x' | b'X', digits @ ..] => (digits, 16, Syntax::Hexadecimal),
        [b'0', digits @ ..] => (digits, 8, Syntax::Octal),
        digits => (digits, 10, Syntax::Decimal),
    };
    let mut value = 0_u32;
    for digit in digits {
        let digit = u32::from(hex(*digit)?);
        if digit >= radix {
            return Some(Err(Syntax::NotOctal));
        }
        match value.checked_mul(radix).and_then(|value| value.checked_add(digit)) {
            Some(next) => value = next,
            None => return Some(Err(overflow)),
        }
    }
    Some(Ok(value))
}

/// The length of two, three or four numbers joined by dots at the beginning of `text`, as many as
/// there are, and how many.
fn dotted_length(text: &[u8]) -> (usize, usize) {
    let mut length = number_length(text);
    let mut parts = usize::from(length > 0);
    while parts > 0 && parts < 4 && text.get(length) == Some(&b'.') {
        let next = number_length(text.get(length + 1..).unwrap_or(&[]));
        if next == 0 {
            break;
        }
        length += 1 + next;
        parts += 1;
    }
    (length, parts)
}

/// Whether the whole of `text` has the form of an IPv4 address or the beginning of one: two, three
/// or four numbers joined by dots.
pub(super) fn is_dotted(text: &[u8]) -> bool {
    let (length, parts) = dotted_length(text);
    parts > 1 && length == text.len()
}

/// The address of a dotted text, left-aligned, and how many bits its parts make. Every part is
/// decimal, whatever it starts with.
pub(super) fn ipv4(text: &[u8]) -> Result<(u32, u8), Syntax> {
    let mut addr = [0; 4];
    let mut bits = 0;
    for (byte, part) in addr.iter_mut().zip(split(text, b'.')) {
        *byte = decimal(part, 255).ok_or(Syntax::Ipv4)? as u8;
        bits += 8;
    }
    Ok((u32::from_be_bytes(addr), bits))
}

/// A DECnet address: area and node.
pub(super) fn decnet(text: &[u8]) -> Result<u16, Syntax> {
    let mut parts = split(text, b'.');
    let area = parts.next().and_then(|part| decimal(part, 63));
    let node = parts.next().and_then(|part| decimal(part, 1023));
    match (area, node, parts.next()) {
        (Some(area), Some(node), None) => Ok((area << 10 | node) as u16),
        _ => Err(Syntax::Decnet),
    }
}

/// A decimal number up to `most`, if the whole of `text` is one.
pub(super) fn decimal(text: &[u8], most: u32) -> Option<u32> {
    let value = text.iter().try_fold(0_u32, |value, byte| {
        let digit = byte.is_ascii_digit().then(|| u32::from(byte - b'0'))?;
        value.checked_mul(10)?.checked_add(digit).filter(|value| *value <= most)
    });
    value.filter(|_| !text.is_empty())
}

/// The value of a text that is known to be an IPv6 address.
pub(super) fn ipv6(text: &[u8]) -> [u8; 16] {
    match v6(text) {
        Some((Colons::V6(addr), _)) => addr,
        _ => [0; 16],
    }
}

/// The value of a text that is known to be a 48-bit address.
pub(super) fn any_mac(text: &[u8]) -> [u8; 6] {
    mac(text).or_else(|| colon_mac(text)).unwrap_or_default()
}

/// A 48-bit address with colons, if the whole of `text` is one.
pub(super) fn colon_mac(text: &[u8]) -> Option<[u8; 6]> {
    separated(text, b':').filter(|(_, length)| *length == text.len()).map(|(mac, _)| mac)
}

/// An IP address, if the whole of `text` is one.
pub(crate) fn ip(text: &[u8]) -> Option<core::net::IpAddr> {
    use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};
    let strict_v4 = || {
        let whole = dotted_length(text) == (text.len(), 4);
        whole.then(|| embedded_v4(text))?.map(|addr| IpAddr::V4(Ipv4Addr::from(addr)))
    };
    match v6(text) {
        Some((Colons::V6(addr), length)) if length == text.len() => {
            Some(IpAddr::V6(Ipv6Addr::from(addr)))
        }
        Some(_) => None,
        None => strict_v4(),
    }
}

/// A 48-bit address without colons, if the whole of `text` is one: `x-x-x-x-x-x`, `x.x.x.x.x.x`,
/// `xxxx.xxxx.xxxx` or `xxxxxxxxxxxx`.
pub(super) fn mac(text: &[u8]) -> Option<[u8; 6]> {
    match text.len() {
        12 => bytes(text),
        14 => words(text),
        _ => None,
    }
    .or_else(|| {
        let (mac, length) = separated(text, b'-').or_else(|| separated(text, b'.'))?;
        (length == text.len()).then_some(mac)
    })
}

/// Bytes of two hexadecimal digits each.
fn bytes<const N: usize>(text: &[u8]) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(text.chunks(2)) {
        let [high, low] = pair else { return None };
        *byte = hex(*high)? << 4 | hex(*low)?;
    }
    Some(bytes)
}

/// Three words of four hexadecimal digits with dots between them.
fn words(text: &[u8]) -> Option<[u8; 6]> {
    let [a, b, c, d, b'.', e, f, g, h, b'.', i, j, k, l] = text else { return None };
    bytes(&[*a, *b, *c, *d, *e, *f, *g, *h, *i, *j, *k, *l])
}

/// Six bytes of one or two hexadecimal digits with `separator` between them at the beginning of
/// `text`, and their length.
fn separated(text: &[u8], separator: u8) -> Option<([u8; 6], usize)> {
    let mut mac = [0; 6];
    let mut at = 0;
    for (index, byte) in mac.iter_mut().enumerate() {
        if index > 0 {
            if text.get(at) != Some(&separator) {
                return None;
            }
            at += 1;
        }
        let (value, length) = hex_digits(text.get(at..)?, 2);
        if length == 0 {
            return None;
        }
        *byte = value as u8;
        at += length;
    }
    Some((mac, at))
}

/// The longest of the forms with colons at the beginning of `text`, and its length.
pub(super) fn colons(text: &[u8]) -> Option<(Colons, usize)> {
    let mac = separated(text, b':').map(|(mac, length)| (Colons::Mac(mac), length));
    // Where two are equally long, the first of them counts.
    let mut longest = mac;
    for other in [v6(text), bad_mac(text)].into_iter().flatten() {
        if longest.is_none_or(|(_, length)| other.1 > length) {
            longest = Some(other);
        }
    }
    longest
}

/// Two or more times one or two hexadecimal digits and colons behind them, with nothing of an
/// address after them.
fn bad_mac(text: &[u8]) -> Option<(Colons, usize)> {
    let mut length = 0;
    let mut groups = 0;
    loop {
        let rest = text.get(length..).unwrap_or(&[]);
        let (_, digits) = hex_digits(rest, 2);
        let colons = rest.iter().skip(digits).take_while(|byte| **byte == b':').count();
        if digits == 0 || colons == 0 {
            return (groups >= 2).then_some((Colons::BadMac, length));
        }
        length += digits + colons;
        groups += 1;
    }
}

/// The longest IPv6 address at the beginning of `text`, and its length: eight groups of up to
/// four hexadecimal digits, or up to seven and one `::`, where an IPv4 address may stand for the
/// last two groups.
fn v6(text: &[u8]) -> Option<(Colons, usize)> {
    // The groups before the `::`, then those behind it; `gap` is where they part.
    let mut groups = [0_u16; 8];
    let mut count = 0;
    let mut gap = None;
    let mut at = 0;
    // How many groups and which gap the longest address has that was found, and its length.
    let mut longest = None;
    if text.starts_with(b"::") {
        gap = Some(0);
        at = 2;
        longest = Some((0, gap, at));
    }
    loop {
        let rest = text.get(at..).unwrap_or(&[]);
        // An IPv4 address is never shorter than the group its beginning could be.
        if (count == 6 || gap.is_some() && count <= 5)
            && let (length, 4) = dotted_length(rest)
        {
            let Some(addr) = embedded_v4(rest.get(..length).unwrap_or(&[])) else {
                return Some((Colons::BadV6, at + length));
            };
            for (group, value) in groups.iter_mut().skip(count).zip([addr >> 16, addr]) {
                *group = value as u16;
            }
            longest = Some((count + 2, gap, at + length));
            break;
        }
        let (value, length) = hex_digits(rest, 4);
        if length == 0 {
            break;
        }
        let Some(group) = groups.get_mut(count) else { break };
        *group = value;
        count += 1;
        at += length;
        if count == 8 && gap.is_none() || count <= 7 && gap.is_some() {
            longest = Some((count, gap, at));
        }
        match text.get(at..) {
            Some([b':', b':', ..]) if gap.is_none() && count <= 7 => {
                gap = Some(count);
                at += 2;
                longest = Some((count, gap, at));
            }
            Some([b':', b':', ..]) => break,
            Some([b':', ..]) => at += 1,
            _ => break,
        }
    }
    longest.map(|(count, gap, at)| (Colons::V6(spread(&groups, count, gap)), at))
}

/// The bytes of an address of which `count` groups are written, with zeros at the gap.
fn spread(groups: &[u16; 8], count: usize, gap: Option<usize>) -> [u8; 16] {
    let mut addr = [0; 16];
    for (index, group) in groups.iter().enumerate().take(count) {
        let place = if gap.is_some_and(|gap| index >= gap) { index + 8 - count } else { index };
        if let Some(bytes) = addr.get_mut(2 * place..2 * place + 2) {
            bytes.copy_from_slice(&group.to_be_bytes());
        }
    }
    addr
}

/// The IPv4 address at the end of an IPv6 address, which is stricter than one of its own: no part
/// may start with a zero that is not all of it.
fn embedded_v4(text: &[u8]) -> Option<u32> {
    split(text, b'.').try_fold(0, |addr, part| {
        let padded = part.len() > 1 && part.first() == Some(&b'0');
        decimal(part, 255).filter(|_| !padded).map(|value| addr << 8 | value)
    })
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::string::ToString;

    #[test]
    fn numbers() {
        let cases: [(&str, Option<Result<u32, Syntax>>); 19] = [
            ("0", Some(Ok(0))),
            ("00", Some(Ok(0))),
            ("10", Some(Ok(10))),
            ("010", Some(Ok(8))),
            ("0x10", Some(Ok(16))),
            ("0XfF", Some(Ok(255))),
            ("4294967295", Some(Ok(u32::MAX))),
            ("4294967296", Some(Err(Syntax::Decimal))),
            ("037777777777", Some(Ok(u32::MAX))),
            ("0040000000000", Some(Err(Syntax::Octal))),
            ("0xffffffff", Some(Ok(u32::MAX))),
            ("0X100000000", Some(Err(Syntax::Hexadecimal))),
            ("08", Some(Err(Syntax::NotOctal))),
            // What is wrong first counts.
            ("00377777777778", Some(Err(Syntax::NotOctal))),
            ("003777777777778", Some(Err(Syntax::Octal))),
            ("", None),
            ("0x", None),
            ("0xg", None),
            ("1a", None),
        ];
        for (text, expected) in cases {
            assert_eq!(number(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn dotted_addresses() {
        let cases = [
            ("10.1", Ok((0x0a01_0000, 16))),
            ("10.1.2", Ok((0x0a01_0200, 24))),
            ("255.255.255.255", Ok((u32::MAX, 32))),
            // Decimal, whatever they start with.
            ("010.0.0.0000255", Ok((0x0a00_00ff, 32))),
            ("256.1", Err(Syntax::Ipv4)),
            ("1.99999999999999999999", Err(Syntax::Ipv4)),
            ("0x1.2", Err(Syntax::Ipv4)),
        ];
        for (text, expected) in cases {
            assert!(is_dotted(text.as_bytes()), "{text}");
            assert_eq!(ipv4(text.as_bytes()), expected, "{text}");
        }
        for text in ["", "1", "1.", ".1", "1..2", "1.2.3.4.5", "1.a", "1.0x", "1.2-3"] {
            assert!(!is_dotted(text.as_bytes()), "{text}");
        }
        assert_eq!(decnet(b"63.1023"), Ok(u16::MAX));
        for text in ["64.0", "0.1024", "1", "1.2.3", "1."] {
            assert_eq!(decnet(text.as_bytes()), Err(Syntax::Decnet), "{text}");
        }
    }

    #[test]
    fn the_longest_form_with_colons_counts() {
        let cases: [(&str, Option<&str>); 24] = [
            ("::", Some("::")),
            ("::1", Some("::1")),
            ("1::", Some("1::")),
            ("1:2:3:4:5:6:7:8", Some("1:2:3:4:5:6:7:8")),
            ("1:2:3:4:5:6:7::", Some("1:2:3:4:5:6:7:0")),
            ("::2:3:4:5:6:7:8", Some("0:2:3:4:5:6:7:8")),
            ("1:2:3:4:5:6:1.2.3.4", Some("1:2:3:4:5:6:102:304")),
            ("1::2:3:4:5:1.2.3.4", Some("1:0:2:3:4:5:102:304")),
            ("::ffff:1.2.3.4", Some("::ffff:1.2.3.4")),
            ("::1.2.3.256", Some("BadV6")),
            ("::1.2.3.01", Some("BadV6")),
            ("::0x1.2.3.4", Some("BadV6")),
            // Behind an address, something else begins.
            ("::1/64", Some("::1+3")),
            ("::12345", Some("::1234+1")),
            ("::1.2.3", Some("::1+4")),
            ("abcd::1::2", Some("abcd::1+3")),
            ("fe80:0:0:0:0:0:0:0:0", Some("fe80::+2")),
            ("a:b:c:d:e:f", Some("[10, 11, 12, 13, 14, 15]")),
            ("a:b:c:d:e:ff1", Some("[10, 11, 12, 13, 14, 255]+1")),
            ("a:b:c:d:e:f:", Some("BadMac")),
            ("1:2:3:4:5:6:7", Some("BadMac+1")),
            ("ab:cd:ef:0g:00:00", Some("BadMac+8")),
            ("1:2", None),
            ("abc:d:e", None),
        ];
        for (text, expected) in cases {
            let found = colons(text.as_bytes()).map(|(colons, length)| {
                let what = match colons {
                    Colons::Mac(mac) => std::format!("{mac:?}"),
                    Colons::V6(addr) => core::net::Ipv6Addr::from(addr).to_string(),
                    bad => std::format!("{bad:?}"),
                };
                match text.len() - length {
                    0 => what,
                    left => std::format!("{what}+{left}"),
                }
            });
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn link_layer_addresses_without_colons() {
        let mac = |text: &str| super::mac(text.as_bytes());
        let expected = Some([0x01, 0x23, 0x45, 0x67, 0x89, 0xab]);
        for text in ["0123456789ab", "0123.4567.89AB", "1-23-45-67-89-ab", "01.23.45.67.89.ab"] {
            assert_eq!(mac(text), expected, "{text}");
        }
        assert_eq!(mac("aa.b.c.dd.e.ff"), Some([0xaa, 0x0b, 0x0c, 0xdd, 0x0e, 0xff]));
        for text in [
            "",
            "0123456789a",
            "0123456789abc",
            "1-2-3-4-5",
            "1-2-3-4-5-6-7",
            "1.2-3.4.5.6",
            "012.3456.789a",
            "1.2.3.4.5.666",
            "0123.4567.89ag",
        ] {
            assert_eq!(mac(text), None, "{text}");
        }
    }

    #[test]
    #[cfg(feature = "names")]
    fn addresses_in_files_are_strict() {
        let ip = |text: &str| super::ip(text.as_bytes()).map(|ip| ip.to_string());
        for text in ["10.0.0.1", "::1", "fe80::1", "1:2:3:4:5:6:7:8"] {
            assert_eq!(ip(text).as_deref(), Some(text));
        }
        for text in ["", "10.0.0", "10.0.0.01", "10.0.0.1.", "fe80::1%lo", "a:b:c:d:e:f", "host"] {
            assert_eq!(ip(text), None, "{text}");
        }
    }
}
