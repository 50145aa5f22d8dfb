//! Which part of a filter makes it match nothing.
//!
//! A conjunction matches nothing if one of its operands does, and then that one is to blame; if
//! none does alone, as in `greater 100 and less 50`, it is the conjunction. Of an alternative or a
//! negation no smaller part says all. A part is looked at as if it stood alone: behind primitives
//! like `vlan`, which move the headers for all that follows, it would mean something else there,
//! and is not looked at.
//!
//! To look at a part takes as long as to compile it, and a chain of n operands has parts of n - 1, n - 2
//! and so on. So it ends after about as many elements as the filter has twice over: what is named
//! matches nothing then, but may not be the smallest part of which that is true.

use crate::filter::ast::{AtmType, Item, Kind, Span};
use core::ops::Range;

/// How many elements are looked at in small filters, which is nearly always enough.
const ELEMENTS: usize = 512;

/// The smallest part to blame, as elements of the syntax tree; `whole` are all of them, and match
/// nothing. `never` tells whether elements match nothing.
pub(crate) fn part(
    whole: Range<usize>,
    item: impl Fn(usize) -> Item,
    never: &mut dyn FnMut(Range<usize>) -> bool,
) -> Range<usize> {
    let mut left = ELEMENTS + 2 * whole.len();
    let mut part = whole;
    while let Some(last) = part.clone().next_back()
        && item(last).kind == Kind::And
    {
        let middle = start(last, &item);
        let operands = [part.start..middle, middle..last];
        let to_blame = operands.into_iter().find(|operand| {
            left = left.saturating_sub(operand.len());
            let stays = (0..operand.start).all(|at| !moves(item(at).kind));
            left > 0 && !operand.is_empty() && stays && never(operand.clone())
        });
        match to_blame {
            Some(operand) => part = operand,
            None => break,
        }
    }
    part
}

/// Where the operand begins that ends before an element.
fn start(end: usize, item: &impl Fn(usize) -> Item) -> usize {
    let mut at = end;
    let mut missing = 1_u32;
    while missing > 0 && at > 0 {
        at -= 1;
        match item(at).kind {
            Kind::And | Kind::Or => missing += 1,
            Kind::Not => {}
            Kind::Relation { items, .. } => {
                at = at.saturating_sub(items as usize);
                missing -= 1;
            }
            _ => missing -= 1,
        }
    }
    at
}

/// Whether a primitive moves the headers for what follows.
const fn moves(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Vlan(_)
            | Kind::Mpls(_)
            | Kind::PppoeDiscovery
            | Kind::PppoeSession(_)
            | Kind::Geneve(_)
            | Kind::Vxlan(_)
            | Kind::AtmType(AtmType::Lane)
    )
}

/// Where a part stands in the text, with the parentheses that go with it.
pub(crate) fn span(text: &str, spans: impl Iterator<Item = Span>) -> Span {
    let both = |a: Span, b: Span| Span { start: a.start.min(b.start), end: a.end.max(b.end) };
    let Span { start, end } = spans.reduce(both).unwrap_or_default();
    let bytes = text.as_bytes();
    let (mut start, mut end) = (start as usize, (end as usize).min(bytes.len()));
    let (mut open, mut least) = (0_i32, 0_i32);
    for byte in bytes.get(start..end).unwrap_or_default() {
        open += i32::from(*byte == b'(') - i32::from(*byte == b')');
        least = least.min(open);
    }
    // Those that close what was opened before, and those that are still open at the end.
    let (mut before, mut behind) = (-least, open - least);
    while before > 0 && start > 0 {
        start -= 1;
        before -= i32::from(bytes[start] == b'(');
    }
    while behind > 0 && end < bytes.len() {
        behind -= i32::from(bytes[end] == b')');
        end += 1;
    }
    Span { start: start as u32, end: end as u32 }
}

#[cfg(test)]
#[cfg(feature = "optimize")]
mod tests {
    extern crate std;

    use crate::compile::compile;
    use crate::filter::Context;
    use crate::filter::error::ErrorKind;
    use crate::filter::names::NoNames;
    use crate::linktype::LinkType;
    use crate::workspace::Small;
    use std::boxed::Box;
    use std::string::ToString;

    #[test]
    fn the_smallest_part_is_named() {
        let context = Context::new(LinkType::EN10MB);
        let mut workspace = Box::new(Small::new());
        for (filter, part) in [
            ("len < 0", None),
            ("ip6 and tcp[0] = 1", None),
            ("greater 100 and less 50", None),
            ("tcp and (ip and ip6)", Some("ip and ip6")),
            ("(ip and ip6) and tcp", Some("ip and ip6")),
            ("tcp and len < 0 and port 80", Some("len < 0")),
            ("tcp and not (len >= 0)", Some("not (len >= 0)")),
            ("udp and (len < 0 or arp and ip)", Some("len < 0 or arp and ip")),
            ("udp and ((ip or arp) and ip6) and port 53", Some("(ip or arp) and ip6")),
            ("(greater 9 and (less 5)) and ip", Some("greater 9 and (less 5)")),
            // Behind a tag ip would be another one.
            ("vlan and (ip and ip6)", None),
            ("(arp and ip) and vlan", Some("arp and ip")),
        ] {
            let error = compile(filter, &context, &mut NoNames, &mut workspace).unwrap_err();
            assert_eq!(error.kind, ErrorKind::RejectsAll, "{filter}");
            let message = error.message(filter).to_string();
            let named = part.map(|_| error.span.of(filter));
            assert_eq!(named, part, "{filter}");
            assert_eq!(message.contains("never matches"), part.is_some(), "{message}");
            let plain = Context { optimize: false, ..context };
            assert!(compile(filter, &plain, &mut NoNames, &mut workspace).is_ok());
        }
        assert!(compile("port 80 or ip", &context, &mut NoNames, &mut workspace).is_ok());
    }

    #[test]
    fn a_long_chain_is_not_looked_at_again_and_again() {
        use super::{ELEMENTS, part};
        use crate::filter::parser::parse;
        for count in [2, 20, 200, 2000] {
            let text = std::vec!["ip"; count].join(" and ");
            let mut items = Box::new(heapless::Vec::<_, 4000>::new());
            parse(&text, &mut *items, &mut *Box::new(heapless::Vec::<_, 4000>::new())).unwrap();
            // As if all of them were to blame, so that every part is looked into.
            let mut looked = 0;
            let named = part(0..items.len(), |at| items[at], &mut |part| {
                looked += part.len();
                true
            });
            assert!(looked <= ELEMENTS + 2 * items.len(), "{looked} of {}", items.len());
            assert_eq!(named.len() == 1, count <= 20, "{count}: {named:?}");
        }
    }
}
