//! The parser against the conformance data: every filter that must be accepted parses, and every
//! one that libpcap refuses for its syntax is refused in libpcap's words.

use barecap_core::filter::ast::Item;
use barecap_core::filter::error::Error;
use barecap_core::filter::parser::{Frame, parse};
use barecap_tests::conformance::{self, Accept, Reject};
use heapless::Vec;

fn parsed(text: &str) -> Result<(), Error> {
    let mut items = Vec::<Item, 256>::new();
    let mut stack = Vec::<Frame, 64>::new();
    parse(text, &mut items, &mut stack)
}

/// The messages that the parser gives, and not a later stage.
const OF_SYNTAX: &[&str] = &[
    "can't parse filter expression: syntax error",
    "invalid Ethernet address",
    "invalid IPv4 address",
    "invalid IPv6 address",
    "invalid DECnet address",
    "contains non-octal digit",
    "overflows 32 bits",
    "data size must be",
    "division by zero",
    "modulus by zero",
    "shift by more than",
    "invalid 802.11",
    "unknown 802.11",
    "unknown LLC",
    "unknown PF",
];

#[test]
fn conformance_filters_parse_or_are_refused_in_the_same_words() {
    let Some(folder) = conformance::folder() else {
        eprintln!("skipped: no conformance data ($BARECAP_CONFORMANCE or ../shared/conformance)");
        return;
    };
    let mut accepted = 0;
    for block in conformance::read::<Accept>(&folder.join("accept.jsonl")) {
        for filter in &block.filters {
            if let Err(error) = parsed(filter) {
                panic!("{}: {}\n{}", block.name, error.message(filter), error.caret(filter));
            }
            accepted += 1;
        }
    }
    let mut refused = 0;
    for case in conformance::read::<Reject>(&folder.join("reject.jsonl")) {
        let of_syntax = OF_SYNTAX.iter().any(|text| case.error.contains(text));
        match parsed(&case.filter) {
            Ok(()) => assert!(!of_syntax, "'{}' is not refused: {}", case.filter, case.error),
            Err(error) => {
                let message = error.message(&case.filter).to_string();
                assert!(message.contains(&case.error), "{}: {message}", case.filter);
                refused += 1;
            }
        }
    }
    assert!(accepted > 1000 && refused > 50, "{accepted} accepted, {refused} refused");
}
