//! The parser against the conformance data (every filter that must be accepted parses, and every
//! one that libpcap refuses for its syntax is refused in libpcap's words) and against made up text
//! (whatever it is, there is a well-formed list or an error with a place in it).

use barecap_core::filter::ast::{Item, Kind};
use barecap_core::filter::error::Error;
use barecap_core::filter::parser::{Frame, parse};
use barecap_tests::conformance::{self, Accept, Reject};
use barecap_tests::random::Random;
use heapless::Vec;
use std::thread;

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

/// Checks that every operator of a list has its operands, that one truth is left, and that all
/// spans lie in the text.
fn check_list(text: &str, items: &[Item]) {
    let (mut truths, mut numbers, mut since) = (0, 0, 0);
    for item in items {
        let (start, end) = (item.span.start as usize, item.span.end as usize);
        assert!(start <= end && text.get(start..end).is_some(), "{text:?}: {item:?}");
        since += 1;
        match item.kind {
            Kind::Number(_) | Kind::Length => numbers += 1,
            Kind::Load { .. } | Kind::Negate => assert!(numbers >= 1, "{text:?}"),
            Kind::Arith(_) => {
                assert!(numbers >= 2, "{text:?}");
                numbers -= 1;
            }
            Kind::Relation { items, .. } => {
                assert_eq!((numbers, items + 1), (2, since), "{text:?}");
                (numbers, truths) = (0, truths + 1);
            }
            Kind::And | Kind::Or => {
                assert!(truths >= 2, "{text:?}");
                truths -= 1;
            }
            Kind::Not => assert!(truths >= 1, "{text:?}"),
            _ => truths += 1,
        }
        if !matches!(
            item.kind,
            Kind::Number(_) | Kind::Length | Kind::Load { .. } | Kind::Negate | Kind::Arith(_)
        ) {
            assert_eq!(numbers, 0, "{text:?}");
            since = 0;
        }
    }
    assert_eq!((truths, numbers), (i32::from(!items.is_empty()), 0), "{text:?}");
}

/// Parses a text, checks what comes of it, and says whether it was accepted.
fn check(text: &str) -> bool {
    let mut items = Vec::<Item, 64>::new();
    let mut stack = Vec::<Frame, 16>::new();
    match parse(text, &mut items, &mut stack) {
        Ok(()) => {
            check_list(text, &items);
            true
        }
        Err(error) => {
            let (start, end) = (error.span.start as usize, error.span.end as usize);
            assert!(start <= end && text.get(start..end).is_some(), "{text:?}: {error:?}");
            let message = error.message(text).to_string();
            assert!(message.bytes().all(|byte| (b' '..=b'~').contains(&byte)), "{message:?}");
            let caret = error.caret(text).to_string();
            assert!(caret.lines().all(|line| line.len() <= 100), "{caret}");
            assert_eq!(caret.lines().count(), 2, "{caret}");
            false
        }
    }
}

#[test]
fn any_text_gives_a_list_or_an_error() {
    const WORDS: &[&str] = &[
        "and",
        "or",
        "not",
        "!",
        "&&",
        "||",
        "(",
        ")",
        "(",
        ")",
        "[",
        "]",
        ":",
        "+",
        "-",
        "*",
        "/",
        "%",
        "&",
        "|",
        "^",
        "<<",
        ">>",
        "=",
        "!=",
        ">",
        "<",
        ">=",
        "<=",
        "5",
        "0",
        "80",
        "(80)",
        "0x10",
        "010",
        "10.0",
        "10.0.0.1",
        "256.1",
        "::1",
        "::1.2.3.4",
        "a:b:c:d:e:f",
        "1:2:3:",
        "001122334455",
        "$5",
        "\\tcp",
        "tcp",
        "ip",
        "link",
        "src",
        "dst",
        "src or dst",
        "host",
        "net",
        "port",
        "portrange",
        "80-90",
        "proto",
        "gateway",
        "mask",
        "len",
        "len > 5",
        "less",
        "byte",
        "broadcast",
        "vlan",
        "mpls",
        "llc",
        "type mgt",
        "subtype",
        "dir",
        "vpi",
        "sio",
        "tcp[0]",
        "tcp[0] = 1",
        "port 80",
        "port (80 or 443)",
        "host a",
        "tcpflags",
        "TCP",
        "x",
        "\u{e9}",
        "\u{0}",
        "\n",
        ",",
        "~",
        "'",
        "decnet",
        "decnet host 1.2",
        "ifname",
        "reason",
    ];
    let mut random = Random::new(1);
    let mut accepted = 0;
    for _ in 0..30_000 {
        let separator = random.pick(&[" ", " ", " ", ""]);
        let words: std::vec::Vec<&str> =
            (0..random.below(10)).map(|_| random.pick(WORDS)).collect();
        accepted += usize::from(check(&words.join(separator)));
    }
    assert!(accepted > 500, "only {accepted} texts were accepted");
    for _ in 0..20_000 {
        let bytes: std::vec::Vec<u8> =
            (0..random.below(24)).map(|_| random.word() as u8 & 0x7f).collect();
        check(&String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn very_long_and_very_deep_filters_have_an_answer() {
    let deep = |open: &str, inner: &str, close: &str, times: usize| {
        open.repeat(times) + inner + &close.repeat(times)
    };
    let texts = [
        deep("(", "ip", ")", 20_000),
        deep("not (", "ip", ")", 2_000),
        deep("not ", "ip", "", 20_000),
        deep("(ip or ", "ip", ")", 10_000),
        deep("ip[", "0", "]", 10_000) + " = 1",
        deep("1 + (", "1", ")", 10_000) + " = 1",
        deep("-", "1", "", 50_000) + " = 1",
        deep("1 % ", "1", "", 20_000) + " = 1",
        "host 10.0.0.1 or ".repeat(6_000) + "ip",
        "port (80 or ".to_owned() + &"443 or ".repeat(14_000) + "22)",
        "a".repeat(100_000),
        "1:".repeat(50_000),
        "::".repeat(50_000),
        "1.".repeat(50_000),
        "host \\".to_owned() + &"\u{1b}".repeat(100_000) + " x",
        "5-".to_owned() + &"-".repeat(100_000),
    ];
    let parse_all = move || {
        let mut items = Vec::<Item, 65_536>::new();
        let mut stack = Vec::<Frame, 65_536>::new();
        for text in &texts {
            match parse(text, &mut items, &mut stack) {
                Ok(()) => check_list(text, &items),
                Err(error) => {
                    let shown = error.message(text).to_string() + &error.caret(text).to_string();
                    assert!(shown.len() < 1000, "{shown}");
                }
            }
            check(text);
        }
    };
    // The memory is that of this thread's stack.
    thread::Builder::new().stack_size(32 << 20).spawn(parse_all).unwrap().join().unwrap();
}
