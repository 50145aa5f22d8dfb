//! `--explain`: the filter in words, its decisions with the parts that they are from, the graph for
//! dot, and the warnings.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_tests::binary::barecap;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

/// Standard output and standard error.
fn explain(link_type: &str, form: &str, filter: &str) -> (String, String) {
    let output = Command::new(barecap()).args(["-y", link_type, form, filter]).output().unwrap();
    let [out, err] = [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap());
    assert!(output.status.success(), "{filter:.99}: {err:.99}");
    (out, err)
}

#[test]
fn filters_in_words() {
    let table: &[(&str, &str)] = &[
        ("", "  all\n"),
        (" ", "  all\n"),
        ("2\n40 0 0 12\n6 0 0 9\n", "  what the program below keeps\n"),
        ("ip6", "  ip6: IPv6\n"),
        ("src net 10", "  src net 10: IPv4, ARP or RARP from network 10\n"),
        ("udp src port 53", "  udp src port 53: UDP from port 53\n"),
        ("host fe80::1", "  host fe80::1: IPv6 from or to address fe80::1\n"),
        ("ip proto 47", "  ip proto 47: IPv4 with protocol 47\n"),
        ("less 60", "  less 60: packets of at most 60 bytes\n"),
        ("ip[0] & 15 > 5", "  ip[0] & 15 > 5: packets for which this holds\n"),
        (
            "not (tcp port 80 or 443) and host 10.0.0.1 and ip multicast",
            "  all of\n    not\n      any of\n\
             \x20       tcp port 80: TCP from or to port 80\n\
             \x20       tcp port 443: TCP from or to port 443\n\
             \x20   host 10.0.0.1: IPv4, ARP or RARP from or to address 10.0.0.1\n\
             \x20   ip multicast: IPv4 to a group\n",
        ),
        (
            "arp and (ip or (udp or tcp)) and ip6 or sctp",
            "  any of\n    all of\n      arp: ARP\n      any of\n        ip: IPv4\n\
             \x20       udp: UDP\n        tcp: TCP\n      ip6: IPv6\n    sctp: SCTP\n",
        ),
    ];
    for (filter, expected) in table {
        let (out, _) = explain("EN10MB", "--explain", filter);
        let head = "On link type EN10MB, these packets match:\n";
        let words = out.strip_prefix(head).unwrap().split("\n\n").next().unwrap();
        assert_eq!(words.trim_end(), expected.trim_end(), "{filter}");
    }
}

#[test]
fn instructions_name_the_part_that_they_are_from() {
    let (out, _) = explain("EN10MB", "--explain", "vlan 7 and udp port 53 and host 10.0.0.1");
    for line in [
        "a = 0x7? vlan 7",
        "a = [16:2] udp port 53, host 10.0.0.1",
        "a = 0x35? udp port 53",
        "a = [30:4] host 10.0.0.1",
        "a = 0xa000001? host 10.0.0.1",
    ] {
        let (does, part) = line.split_once(['?', ']']).unwrap();
        let found = out.lines().any(|line| line.contains(does) && line.ends_with(part.trim()));
        assert!(found, "{line}\n{out}");
    }
}

#[test]
fn the_graph_has_an_edge_for_each_way() {
    let (out, _) = explain("EN10MB", "--explain=dot", "tcp port 80 or arp");
    let lines: Vec<&str> = out.lines().collect();
    assert!(lines[0].starts_with("digraph") && lines.last() == Some(&"}"), "{out}");
    let (mut nodes, mut edges) = (vec![], vec![]);
    for line in &lines[2..lines.len() - 1] {
        let (name, rest) = line.split_once(' ').unwrap();
        match rest.strip_prefix("-> ") {
            Some(to) => edges.push((name, to.split(' ').next().unwrap())),
            None => nodes.push(name),
        }
    }
    assert!(nodes.len() > 5, "{out}");
    for (from, to) in &edges {
        assert!(nodes.contains(from) && nodes.contains(to), "{from} {to}\n{out}");
    }
    for node in &nodes[1..] {
        assert!(edges.iter().any(|(_, to)| to == node), "{node}\n{out}");
    }
}

#[test]
fn warnings() {
    let moves = "moves the offsets of everything behind it in the filter, even behind 'or'";
    let family = "looks at IPv4 packets only, and never matches IPv6";
    let fragments = "matches no fragment but the first, which alone has ports";
    let closer = "binds no closer than the other operator: they are taken from left to right";
    let table: &[(&str, &[(&str, &str)])] = &[
        ("ip and host 10.0.0.1 and not icmp", &[]),
        ("vlan 7", &[]),
        ("vlan 7 and ip", &[("vlan 7", moves)]),
        ("ip or vlan or arp", &[("vlan", moves)]),
        ("tcp[13] & 2 != 0", &[("tcp[13] & 2 != 0", family)]),
        ("ip[8] < 5", &[]),
        ("port 53 or 80", &[("port 53", fragments)]),
        ("ip or arp and len > 99", &[("and", closer)]),
        ("ip or (arp and len > 99)", &[]),
        ("(ip or arp) and len > 99", &[]),
        ("ip or arp || ip6", &[]),
        ("(arp and ip6) or icmp", &[("arp and ip6", "can never match")]),
        ("icmp or (arp and (ip6 or ip))", &[("arp and (ip6 or ip)", "can never match")]),
        ("protochain 6", &[]),
    ];
    for (filter, expected) in table {
        let (_, err) = explain("EN10MB", "--explain", filter);
        let expected: String =
            expected.iter().map(|(part, what)| format!("Warning: '{part}' {what}\n")).collect();
        assert_eq!(err, expected, "{filter}");
    }
    let hosts: Vec<String> =
        (0..1900).map(|n| format!("host 10.{}.{}.9", n / 50, n % 50 * 5)).collect();
    let (_, err) = explain("EN10MB", "--explain", &hosts.join(" or "));
    assert!(
        err.starts_with("Warning: ") && err.ends_with(": it runs in user space\n"),
        "{err:.99}"
    );
    let (_, err) = explain("EN10MB", "--explain", "ip[ip[4:4]] = 7");
    let wanted = "Warning: the kernel would find something at an offset beyond every packet: \
                  it runs in user space\n";
    assert_eq!(err, wanted);
}

#[test]
fn a_capture_warns_too_but_not_of_each_port() {
    let mut child = Command::new(barecap())
        .args(["-i", "lo", "-w", "/dev/null", "port 53 or vlan 7 and ip"])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let lines: Vec<String> = BufReader::new(child.stderr.take().unwrap())
        .lines()
        .map(|line| line.unwrap())
        .take_while(|line| !line.contains("listening on"))
        .collect();
    let _ = child.kill();
    child.wait().unwrap();
    if lines.iter().any(|line| line.contains("permission")) {
        println!("explain: skipped: capturing is not permitted");
        return;
    }
    let warnings: Vec<&str> =
        lines.iter().filter_map(|line| line.strip_prefix("Warning: ")).collect();
    assert!(warnings[0].starts_with("'vlan 7' moves"), "{lines:?}");
    assert!(warnings[1].starts_with("'and' binds"), "{lines:?}");
    assert_eq!(warnings.len(), 2, "{lines:?}");
}
