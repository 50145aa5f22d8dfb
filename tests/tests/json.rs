//! --json: every packet of the conformance data is an object, and its fields are those that tshark(1)
//! finds, where it is installed.
//!
//! tshark takes most of a second to start, so it is asked about some of the captures, those of DNS
//! among them; about all of them with `BARECAP_PATIENT` in the environment.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_tests::binary::barecap;
use barecap_tests::conformance;
use barecap_tests::folder::Folder;
use serde_json::Value;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// Our field, and tshark's.
const FIELDS: &[(&str, &str)] = &[
    ("/length", "frame.len"),
    ("/eth/src", "eth.src"),
    ("/eth/dst", "eth.dst"),
    ("/vlan/0", "vlan.id"),
    ("/ip/id", "ip.id"),
    ("/ip/ttl", "ip.ttl"),
    ("/ip/protocol", "ip.proto"),
    ("/ip/length", "ip.len"),
    ("/ip/more_fragments", "ip.flags.mf"),
    ("/ip/flow_label", "ipv6.flow"),
    ("/ip/more_fragments", "ipv6.fraghdr.more"),
    ("/ip/id", "ipv6.fraghdr.ident"),
    ("/ip/src", "ip.src"),
    ("/ip/dst", "ip.dst"),
    ("/ip/src", "ipv6.src"),
    ("/ip/dst", "ipv6.dst"),
    ("/ip/ttl", "ipv6.hlim"),
    ("/tcp/src_port", "tcp.srcport"),
    ("/tcp/dst_port", "tcp.dstport"),
    ("/tcp/seq", "tcp.seq_raw"),
    ("/tcp/ack", "tcp.ack_raw"),
    ("/tcp/flags", "tcp.flags"),
    ("/tcp/window", "tcp.window_size_value"),
    ("/tcp/payload", "tcp.len"),
    ("/udp/src_port", "udp.srcport"),
    ("/udp/dst_port", "udp.dstport"),
    ("/udp/length", "udp.length"),
    ("/icmp/type", "icmp.type"),
    ("/icmp/code", "icmp.code"),
    ("/icmp6/type", "icmpv6.type"),
    ("/icmp6/code", "icmpv6.code"),
    ("/arp/operation", "arp.opcode"),
    ("/arp/sender_mac", "arp.src.hw_mac"),
    ("/arp/sender_ip", "arp.src.proto_ipv4"),
    ("/arp/target_mac", "arp.dst.hw_mac"),
    ("/arp/target_ip", "arp.dst.proto_ipv4"),
    ("/dns/id", "dns.id"),
    ("/dns/response", "dns.flags.response"),
    ("/dns/authoritative", "dns.flags.authoritative"),
    ("/dns/truncated", "dns.flags.truncated"),
    ("/dns/recursion_desired", "dns.flags.recdesired"),
    ("/dns/recursion_available", "dns.flags.recavail"),
    ("/dns/opcode", "dns.flags.opcode"),
    ("/dns/rcode", "dns.flags.rcode"),
    ("/dns/questions", "dns.count.queries"),
    ("/dns/answers", "dns.count.answers"),
    ("/dns/authorities", "dns.count.auth_rr"),
    ("/dns/additionals", "dns.count.add_rr"),
    ("/dns/queries/0/name", "dns.qry.name"),
    ("/dns/queries/0/type", "dns.qry.type"),
    ("/dns/queries/0/class", "dns.qry.class"),
    ("/dns/addresses/0", "dns.a"),
    ("/dns/addresses/0", "dns.aaaa"),
];

fn captures() -> Option<Vec<PathBuf>> {
    let folder = conformance::folder()?.join("print/pcaps");
    let mut files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    Some(files)
}

/// The objects of a capture.
fn objects(file: &PathBuf) -> Vec<Value> {
    let output = Command::new(barecap()).args(["--json", "-r"]).arg(file).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let object =
        |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    text.lines().map(object).collect()
}

#[test]
fn every_packet_is_an_object() {
    let Some(files) = captures() else {
        return println!("every_packet_is_an_object: skipped: no conformance data");
    };
    let mut packets = 0;
    for file in &files {
        for object in objects(file) {
            let time = object["time"].as_str().unwrap();
            assert!(
                time.split_once('.').is_some_and(|(_, fraction)| fraction.len() == 9),
                "{time}"
            );
            packets += 1;
        }
    }
    assert!(packets > 8000, "{packets}");
}

#[test]
fn an_object_is_one_whatever_a_packet_holds() {
    let Some(files) = captures() else {
        return println!("an_object_is_one_whatever_a_packet_holds: skipped: no conformance data");
    };
    let file = files.iter().find(|file| file.ends_with("dns_udp.pcap")).unwrap();
    let bytes = fs::read(file).unwrap();
    let word = |at: usize| u32::from_ne_bytes(bytes[at..at + 4].try_into().unwrap());
    // The second packet is the answer; its bytes are changed one by one, and its end is cut.
    let begin = 24 + 16 + word(24 + 8) as usize;
    let (header, packet) = bytes[begin..][..16 + word(begin + 8) as usize].split_at(16);
    let mut changed = bytes[..24].to_vec();
    let mut add = |packet: &[u8]| {
        changed.extend_from_slice(&header[..8]);
        changed.extend((packet.len() as u32).to_ne_bytes());
        changed.extend_from_slice(&header[12..]);
        changed.extend_from_slice(packet);
    };
    for at in 0..packet.len() {
        add(&packet[..at]);
        for value in [0, 1, 0x22, 0x5c, 0x7f, 0xc0, 0xff] {
            let mut packet = packet.to_vec();
            packet[at] = value;
            add(&packet);
        }
    }
    let folder = Folder::new("json-changed");
    let path = folder.0.join("changed.pcap");
    fs::write(&path, changed).unwrap();
    assert_eq!(objects(&path).len(), 8 * packet.len());
}

/// Whether a field of tshark's is about the header that ours is about: the outermost.
fn is_alike(object: &Value, field: &str) -> bool {
    let version = object.pointer("/ip/version").and_then(Value::as_u64);
    match field.split_once('.').map_or("", |(protocol, _)| protocol) {
        "ipv6" => version == Some(6),
        // A train of segments has a length of 0, for which tshark computes one.
        "ip" => version == Some(4) && object["ip"]["length"] != 0,
        // Outer tags of 802.1ad have a name of their own there.
        "vlan" => object["eth"]["type"] == 0x8100,
        // What ISL puts in front of Ethernet is no address; neither is ATM's header.
        "eth" => object["eth"]["dst"] != "01:00:0c:00:00:00",
        "frame" => object["link_type"] == "EN10MB",
        // tshark keeps the addresses of the two families apart.
        "dns" => {
            let address = object.pointer("/dns/addresses/0").and_then(Value::as_str).unwrap_or("");
            match field {
                "dns.a" => !address.contains(':'),
                "dns.aaaa" => address.contains(':'),
                _ => true,
            }
        }
        _ => true,
    }
}

/// A number as tshark writes it, or a text.
fn same(ours: &Value, theirs: &str) -> bool {
    match (ours.as_u64().or(ours.as_bool().map(u64::from)), ours.as_str()) {
        (Some(number), _) => {
            let parsed = match theirs.strip_prefix("0x") {
                Some(digits) => u64::from_str_radix(digits, 16),
                None => theirs.parse(),
            };
            parsed == Ok(number)
        }
        (None, Some(text)) => text == theirs || (text, theirs) == (".", "<Root>"),
        _ => false,
    }
}

#[test]
fn fields_are_those_that_tshark_finds() {
    let name = "fields_are_those_that_tshark_finds";
    let (Some(files), Ok(_)) = (captures(), Command::new("tshark").arg("-v").output()) else {
        return println!("{name}: skipped: no conformance data, or tshark is missing");
    };
    let is_patient = std::env::var_os("BARECAP_PATIENT").is_some();
    let (mut compared, mut messages, mut wrong) = (0, 0, Vec::new());
    for (number, file) in files.iter().enumerate() {
        let name = file.file_name().unwrap().to_string_lossy();
        if !is_patient && number % 12 != 0 && !name.contains("dns") {
            continue;
        }
        let mut tshark = Command::new("tshark");
        tshark
            .args(["-T", "fields", "-E", "occurrence=f", "-o", "ip.defragment:FALSE", "-r"])
            .arg(file);
        for (_, field) in FIELDS {
            tshark.args(["-e", field]);
        }
        let output = tshark.output().unwrap();
        if !output.status.success() {
            continue;
        }
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        for (number, (object, line)) in objects(file).iter().zip(text.lines()).enumerate() {
            for ((ours, field), theirs) in FIELDS.iter().zip(line.split('\t')) {
                if let Some(ours) = object.pointer(ours)
                    && !theirs.is_empty()
                    && is_alike(object, field)
                {
                    compared += 1;
                    messages += i32::from(*field == "dns.id");
                    if !same(ours, theirs) {
                        wrong.push(format!("{name} {number} {field}: {ours}, not {theirs}"));
                    }
                }
            }
        }
    }
    println!("json: {compared} fields compared with tshark's");
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(compared > 1000 && messages > 20, "{compared} {messages}");
}
