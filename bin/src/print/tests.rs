//! The printers against the expected lines of the conformance data, and on captures cut at every
//! length.

extern crate std;

// Those of printers of all features of the default build, and of the rare ones besides.
#[cfg(all(
    feature = "print-applications",
    feature = "print-routing",
    feature = "print-tunnels",
    feature = "print-wireless"
))]
mod bounds;
#[cfg(all(
    feature = "print-applications",
    feature = "print-routing",
    feature = "print-tunnels",
    feature = "print-wireless"
))]
mod lines;

use super::{Lookup, NoNames, Options, PacketInfo, Printer, Sink, TimeForm};
use barecap_core::linktype::LinkType;
use std::boxed::Box;
use std::path::PathBuf;
use std::string::{String, ToString};
use std::vec::Vec;
use std::{eprintln, format, println, vec};

/// A case of `print/cases.jsonl`.
#[derive(Debug)]
struct Case {
    name: String,
    pcap: String,
    args: String,
    expected: String,
    printers: Vec<String>,
    tier: String,
}

/// A packet of a savefile.
struct Saved {
    seconds: i64,
    fraction: u32,
    length: u32,
    data: Vec<u8>,
}

fn root() -> Option<PathBuf> {
    let root = std::env::var_os("BARECAP_CONFORMANCE").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/conformance"),
        PathBuf::from,
    );
    let found = root.join("print/cases.jsonl").is_file();
    if !found {
        eprintln!("skipped: no conformance data; set BARECAP_CONFORMANCE to its directory");
    }
    found.then_some(root.join("print"))
}

/// The cases; the file's objects hold strings, numbers and one array of strings.
fn cases(root: &std::path::Path) -> Vec<Case> {
    let text = std::fs::read_to_string(root.join("cases.jsonl")).unwrap();
    let string = |line: &str, key: &str| {
        let (_, rest) = line.split_once(&format!("\"{key}\": \"")).unwrap();
        rest.split_once('"').unwrap().0.to_string()
    };
    text.lines()
        .map(|line| {
            let (_, printers) = line.split_once("\"printers\": [").unwrap();
            Case {
                name: string(line, "name"),
                pcap: string(line, "pcap"),
                args: string(line, "args"),
                expected: string(line, "expected"),
                tier: string(line, "tier"),
                printers: printers
                    .split_once(']')
                    .unwrap()
                    .0
                    .split(", ")
                    .map(|name| name.trim_matches('"').to_string())
                    .collect(),
            }
        })
        .collect()
}

/// Reads a pcap file, without regard for damage.
fn read(path: &std::path::Path, nano: bool) -> Option<(u16, Vec<Saved>)> {
    let file = std::fs::read(path).unwrap();
    let (swapped, file_nano) = match file.get(..4)? {
        [0xd4, 0xc3, 0xb2, 0xa1] => (false, false),
        [0xa1, 0xb2, 0xc3, 0xd4] => (true, false),
        [0x4d, 0x3c, 0xb2, 0xa1] => (false, true),
        [0xa1, 0xb2, 0x3c, 0x4d] => (true, true),
        _ => return None,
    };
    let word = |at: usize| {
        let bytes = *file.get(at..)?.first_chunk::<4>()?;
        Some(if swapped { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) })
    };
    let link_type = match word(20)? & 0xffff {
        101 => 12,
        other => other as u16,
    };
    let mut at = 24;
    let mut packets = Vec::new();
    while let (Some(seconds), Some(fraction), Some(captured), Some(length)) =
        (word(at), word(at + 4), word(at + 8), word(at + 12))
    {
        let Some(data) = file.get(at + 16..at + 16 + captured as usize) else { break };
        let fraction = match (file_nano, nano) {
            (true, false) => fraction / 1000,
            (false, true) => fraction * 1000,
            _ => fraction,
        };
        packets.push(Saved { seconds: seconds.into(), fraction, length, data: data.to_vec() });
        at += 16 + captured as usize;
    }
    Some((link_type, packets))
}

/// Options as a case's arguments give them; nothing where they need more than printing.
fn options(args: &str) -> Option<Options> {
    let mut o = Options { number: true, numeric: true, ..Options::default() };
    let mut stamps = 0;
    for arg in args.split_whitespace() {
        match arg {
            "--nano" => o.nano = true,
            "--lengths" => o.lengths = true,
            _ if arg.starts_with("--") => return None,
            _ => {
                for letter in arg.strip_prefix('-')?.chars() {
                    match letter {
                        't' => stamps += 1,
                        'v' => o.verbose += 1,
                        'e' => o.link_header = true,
                        'q' => o.quiet += 1,
                        'x' => o.hex += 1,
                        'X' => o.hex_ascii += 1,
                        'A' => o.ascii += 1,
                        'g' => o.one_line = true,
                        'H' => o.mesh = true,
                        _ => return None,
                    }
                }
            }
        }
    }
    o.time = match stamps {
        0 => TimeForm::Day,
        1 => TimeForm::None,
        2 => TimeForm::Epoch,
        3 => TimeForm::SincePrevious,
        4 => TimeForm::Date,
        _ => TimeForm::SinceFirst,
    };
    Some(o)
}

fn print(printer: &mut Printer, o: &Options, link_type: u16, packets: &[Saved]) -> Vec<u8> {
    print_named(printer, &mut NoNames, o, link_type, packets)
}

/// As [`print`], with names.
fn print_named(
    printer: &mut Printer,
    names: &mut dyn Lookup,
    o: &Options,
    link_type: u16,
    packets: &[Saved],
) -> Vec<u8> {
    let mut text = Vec::new();
    let mut buffer = vec![0; 4096];
    let mut write = |bytes: &[u8]| {
        text.extend_from_slice(bytes);
        true
    };
    let mut sink = Sink::new(&mut buffer, &mut write);
    for packet in packets {
        let info = PacketInfo {
            offloaded: false,
            origin: None,
            seconds: packet.seconds,
            fraction: packet.fraction,
            length: packet.length,
            link_type: LinkType(link_type),
            data: &packet.data,
        };
        printer.packet(&info, o, names, &mut sink);
    }
    sink.flush();
    text
}

/// Prints an Ethernet frame, given in hexadecimal, with numbers and without time.
pub(super) fn print_frame(hex: &str, verbose: u8) -> String {
    print_hex(1, None, hex, verbose)
}

/// Prints a packet of a link type, of which some bytes were captured, given in hexadecimal; where
/// nothing is said of its length, that is all of it.
fn print_hex(link_type: u16, length: Option<u32>, hex: &str, verbose: u8) -> String {
    let o = Options { verbose, numeric: true, time: TimeForm::None, ..Options::default() };
    print_with(&o, link_type, length, hex)
}

/// As [`print_hex`], with any options.
fn print_with(o: &Options, link_type: u16, length: Option<u32>, hex: &str) -> String {
    let digits: Vec<u32> = hex.chars().filter_map(|digit| digit.to_digit(16)).collect();
    let byte = |pair: &[u32]| pair.iter().fold(0, |byte, digit| byte << 4 | *digit as u8);
    let data: Vec<u8> = digits.chunks(2).map(byte).collect();
    let length = length.unwrap_or_else(|| u32::try_from(data.len()).unwrap());
    let packet = Saved { seconds: 0, fraction: 0, length, data };
    let text = print(&mut Box::new(Printer::new()), o, link_type, &[packet]);
    String::from_utf8_lossy(&text).into_owned()
}

/// A case's outcome: whether it passed, and both texts; nothing where it cannot be run here.
fn run(root: &std::path::Path, case: &Case) -> Option<(bool, Vec<u8>, Vec<u8>)> {
    let o = options(&case.args)?;
    let (link_type, packets) = read(&root.join("pcaps").join(&case.pcap), o.nano)?;
    let text = print(&mut Box::new(Printer::new()), &o, link_type, &packets);
    let expected = std::fs::read(root.join("expected").join(&case.expected)).unwrap();
    Some((text == expected, text, expected))
}

/// The printers there are: cases that need no others must pass.
const PRINTERS: &[&str] =
    &["", "arp", "ether", "icmp", "icmp6", "ip", "ip6", "raw", "null", "rt6", "sll", "tcp", "udp"];

/// The printers of the feature `print-core`.
const CORE: &[&str] =
    &["bootp", "dhcp6", "domain", "http", "igmp", "loopback", "ntp", "syslog", "tftp"];

/// Cases that need what is in the feature for another reason than their printers say.
const NEED_CORE: &[&str] =
    &["nodeinfo", "RFC2894", "dio", "dao", "rfc8335", "icmp_ext_oob", "arp-oobr"];

#[test]
fn cases_print_as_expected() {
    let Some(root) = root() else { return };
    let mut failed = Vec::new();
    for case in cases(&root) {
        let core = cfg!(feature = "print-core");
        let known =
            |p: &String| PRINTERS.contains(&p.as_str()) || (core && CORE.contains(&p.as_str()));
        if case.printers.iter().all(known)
            && (core || !NEED_CORE.iter().any(|part| case.name.contains(part)))
            && let Some((false, ..)) = run(&root, &case)
        {
            failed.push(case.name);
        }
    }
    assert!(failed.is_empty(), "{failed:?}");
}

/// What a build leaves out is named: a link type always, the rest with -v.
#[test]
fn absent_printers_are_named() {
    let packet = |data: &[u8]| Saved { seconds: 0, fraction: 0, length: 100, data: data.into() };
    let ip = |protocol| [&[0x45, 0, 0, 100, 0, 0, 0, 0, 64, protocol, 0, 0][..], &[1; 30]].concat();
    for (built, link_type, data, verbose, expected) in [
        (
            cfg!(feature = "print-wireless"),
            127,
            &[0; 40][..],
            0,
            "IEEE802_11_RADIO, length 100 [built without print-wireless]\n",
        ),
        (
            cfg!(feature = "print-applications"),
            239,
            &[0; 40],
            0,
            "NFLOG, length 100 [built without print-applications]",
        ),
        (
            cfg!(feature = "print-applications"),
            12,
            &ip(132),
            1,
            "ip-proto-132 80 [built without print-applications]",
        ),
        (cfg!(feature = "print-rare"), 12, &ip(88), 1, "88 80 [built without print-rare]\n"),
        (cfg!(feature = "print-applications"), 12, &ip(132), 0, "ip-proto-132 80\n"),
        (cfg!(feature = "print-routing"), 12, &ip(89), 1, "89 80 [built without print-routing]\n"),
        (cfg!(feature = "print-core"), 12, &ip(2), 1, "ip-proto-2 80 [built without print-core]"),
    ] {
        let o = Options { verbose, numeric: true, time: TimeForm::None, ..Options::default() };
        let text = print(&mut Box::new(Printer::new()), &o, link_type, &[packet(data)]);
        let text = String::from_utf8(text).unwrap();
        assert_eq!(text.contains(expected), !built, "{text}");
    }
}

/// Every capture, whole and with its packets cut at every length, prints and returns; the text of
/// a cut packet ends with a line end.
#[test]
fn cut_packets_print() {
    let Some(root) = root() else { return };
    let o = Options { verbose: 3, link_header: true, numeric: true, ..Options::default() };
    let mut printer = Box::new(Printer::new());
    let mut seen = std::collections::BTreeSet::new();
    for case in cases(&root) {
        if !seen.insert(case.pcap.clone()) {
            continue;
        }
        let Some((link_type, packets)) = read(&root.join("pcaps").join(&case.pcap), false) else {
            continue;
        };
        // Long captures repeat themselves: a few packets of each are cut, each a little.
        for packet in packets.into_iter().take(4) {
            let step = 1 + packet.data.len() / 64;
            for cut in (1..=packet.data.len()).step_by(step) {
                let data = packet.data.get(..cut).unwrap().to_vec();
                let cut = [Saved { data, ..packet }];
                assert_eq!(print(&mut printer, &o, link_type, &cut).last(), Some(&b'\n'));
            }
        }
    }
}

/// Packets with a few bytes changed, under every link type that there is a printer for: each prints
/// a text that is not out of proportion, and returns.
#[test]
fn changed_packets_print() {
    let Some(root) = root() else { return };
    let mut printer = Box::new(Printer::new());
    let mut state = 1u64;
    let mut random = |below: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let mut seen = std::collections::BTreeSet::new();
    for case in cases(&root) {
        if !seen.insert(case.pcap.clone()) {
            continue;
        }
        let Some((link_type, packets)) = read(&root.join("pcaps").join(&case.pcap), false) else {
            continue;
        };
        for packet in packets.into_iter().take(3).filter(|packet| packet.data.len() < 2000) {
            for _ in 0..25 {
                let mut data = packet.data.clone();
                for _ in 0..=random(4) {
                    let at = random(data.len().max(1));
                    if let Some(byte) = data.get_mut(at) {
                        let values = [0, 1, 0x7f, 0x80, 0xff];
                        *byte = *values.get(random(6)).unwrap_or(&(random(256) as u8));
                    }
                }
                let o = Options {
                    verbose: random(4) as u8,
                    link_header: random(2) == 0,
                    quiet: u8::from(random(8) == 0),
                    numeric: true,
                    ..Options::default()
                };
                let others = [
                    0, 1, 8, 9, 50, 101, 104, 105, 107, 113, 127, 129, 182, 192, 226, 228, 229,
                    239, 242, 271, 276, 281, 282, 284, 285,
                ];
                let other = *others.get(random(others.len() * 5)).unwrap_or(&link_type);
                let text = print(&mut printer, &o, other, &[Saved { data, ..packet }]);
                assert_eq!(text.last(), Some(&b'\n'));
                assert!(text.len() < 1 << 22, "{}: {} bytes", case.name, text.len());
            }
        }
    }
}

/// `CASES=a,b` or `PRINTERS=a,b` choose cases; prints the first difference of each.
#[test]
#[ignore = "for development: prints the first difference of each case"]
fn differences() {
    let Some(root) = root() else { return };
    let list = |key| std::env::var(key).ok().map(|v| v.split(',').map(String::from).collect());
    let names: Option<Vec<String>> = list("CASES");
    let printers: Option<Vec<String>> = list("PRINTERS");
    let (mut passed, mut total) = (0, 0);
    for case in cases(&root) {
        if names.as_ref().is_some_and(|names| !names.contains(&case.name))
            || printers.as_ref().is_some_and(|p| !case.printers.iter().all(|n| p.contains(n)))
        {
            continue;
        }
        let Some((ok, text, expected)) = run(&root, &case) else { continue };
        total += 1;
        if ok {
            passed += 1;
            continue;
        }
        println!("== {} ({}) {:?} {}", case.name, case.args, case.printers, case.tier);
        let mut lines = text.split(|&b| b == b'\n');
        let mut number = 0;
        for wanted in expected.split(|&b| b == b'\n') {
            number += 1;
            let got = lines.next();
            if got != Some(wanted) {
                println!("{number} want {}", String::from_utf8_lossy(wanted));
                println!("{number} got  {}", String::from_utf8_lossy(got.unwrap_or(b"(nothing)")));
                break;
            }
        }
    }
    println!("{passed} of {total}");
}
