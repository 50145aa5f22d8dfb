//! Names that the files of /etc have for what filters ask for and packets show: each in a mount namespace
//! whose /etc is a folder of the test's.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_tests::binary::barecap;
use barecap_tests::folder::Folder;
use barecap_tests::namespace;
use std::fs;
use std::net::Ipv4Addr;
use std::process::{Command, Output, Stdio};

/// An empty folder as /etc.
fn empty_etc() -> Folder {
    let folder = Folder::new("etc");
    let mounted = Command::new("mount").arg("--bind").arg(&folder.0).arg("/etc").status();
    assert!(mounted.unwrap().success());
    folder
}

fn run(arguments: &[&str]) -> Output {
    Command::new(barecap()).args(arguments).env_remove("TZ").stdin(Stdio::null()).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The program of a filter on Ethernet, or why there is none.
fn program(filter: &str) -> Result<String, String> {
    let output = run(&["-d", "-y", "EN10MB", filter]);
    if output.status.success() { Ok(text(&output.stdout)) } else { Err(text(&output.stderr)) }
}

const FILES: [(&str, &str); 5] = [
    ("hosts", "10.0.0.1 alpha Alias\n2001:db8::1\talpha\n10.0.0.2 beta alpha\n10.0.0.1 second\n"),
    ("ethers", "2:0:0:0:0:2 station\n2:0:0:0:0:1 another\n2:0:0:0:0:1 station\n"),
    ("networks", "lab 10.1 laboratory\nlab 10.2\n"),
    (
        "services",
        "web 81/tcp www\nweb 83/tcp\nother 81/tcp\nWEB 85/tcp\ndata 82/udp\ndata 84/udp\n",
    ),
    ("protocols", "mine 253 MINE\nmine 254\nother 253\nYOURS 252\n"),
];

#[test]
fn filters_have_names() {
    namespace::run("filters_have_names", || {
        let folder = empty_etc();
        for (filter, unknown) in [
            ("ip host alpha", "'alpha' could not be looked up: no name server can be reached"),
            ("ether host station", "unknown Ethernet-like host 'station'"),
            ("net lab", "unknown network 'lab'"),
            ("tcp port web", "unknown port 'web'"),
            ("ip proto mine", "unknown 'ip proto' value 'mine'"),
        ] {
            let found = program(filter);
            assert!(found.as_ref().is_err_and(|it| it.contains(unknown)), "{found:?}");
        }
        for (name, contents) in FILES {
            fs::write(folder.0.join(name), contents).unwrap();
        }
        for (filter, plain) in [
            ("ip host alpha", "ip host (10.0.0.1 or 10.0.0.2)"),
            ("ip6 host ALPHA", "ip6 host 2001:db8::1"),
            ("ip host alias", "ip host 10.0.0.1"),
            ("ether host Station", "ether host 2:0:0:0:0:2"),
            ("net LAB", "net 10.1.0.0"),
            ("src net Laboratory", "src net 10.1.0.0"),
            ("tcp port web", "tcp port 81"),
            ("tcp port www", "tcp port 81"),
            ("udp port data", "udp port 82"),
            ("tcp port WEB", "tcp port 85"),
            ("ip proto mine", "ip proto 253"),
            ("ip proto MINE", "ip proto 253"),
            ("ip proto YOURS", "ip proto 252"),
        ] {
            assert_eq!(program(filter), Ok(program(plain).unwrap()), "{filter}");
        }
        for (filter, unknown) in [
            ("tcp port Web", "unknown port 'Web'"),
            ("udp port other", "port 'other' is tcp"),
            ("ip proto Yours", "unknown 'ip proto' value 'Yours'"),
        ] {
            let found = program(filter);
            assert!(found.as_ref().is_err_and(|it| it.contains(unknown)), "{found:?}");
        }
        // What cannot be read has no answer, rather than none of the names.
        for (name, _) in FILES {
            fs::remove_file(folder.0.join(name)).unwrap();
            fs::create_dir(folder.0.join(name)).unwrap();
        }
        for filter in
            ["host alpha", "ether host station", "net lab", "tcp port web", "ip proto mine"]
        {
            let found = program(filter);
            assert!(found.as_ref().is_err_and(|it| it.contains("error 21 reading")), "{found:?}");
        }
    });
}

/// A savefile of Ethernet with two packets of each of these protocols, from 10.0.0.1, port 81, to 10.0.0.2,
/// port 82, and from a station to another.
fn savefile(protocols: &[u8]) -> Vec<u8> {
    let mut file = barecap_tests::savefile::savefile(0, 0);
    for &protocol in protocols.iter().chain(protocols) {
        let (from, to) = (Ipv4Addr::new(10, 0, 0, 1), Ipv4Addr::new(10, 0, 0, 2));
        let ends = [&from.octets()[..], &to.octets(), &[0, 81, 0, 82, 0, 12, 0, 0]].concat();
        let packet = [
            &[2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 8, 0][..],
            &[0x45, 0, 0, 32, 0, 0, 0, 0, 9, protocol, 0, 0],
            &ends,
            &[0; 4],
        ]
        .concat();
        let length = packet.len() as u32;
        file.extend([1_700_000_000, 0, length, length].into_iter().flat_map(u32::to_ne_bytes));
        file.extend(packet);
    }
    file
}

#[test]
fn packets_have_names() {
    namespace::run("packets_have_names", || {
        let folder = empty_etc();
        let file = folder.file("x");
        fs::write(&file, savefile(&[17, 253])).unwrap();
        let print = |more: &[&str]| {
            let output = run(&[&["--no-sandbox", "-e", "-r", &file][..], more].concat());
            assert!(output.status.success());
            let said = text(&output.stderr).lines().skip(1).map(|it| format!("{it}\n")).collect();
            (text(&output.stdout), said)
        };
        let lines = |[from, to, one, other, source, sink, protocol]: [&str; 7]| {
            let begin = format!(
                "22:13:20.000000 {from} > {to}, ethertype IPv4 (0x0800), length 46: {one} "
            );
            let begin = begin.trim_end().strip_suffix(one).unwrap().to_owned();
            let each = format!(
                "{begin}{one}.{source} > {other}.{sink}: UDP, length 4\n\
                 {begin}{one} > {other}: {protocol} 12\n"
            );
            each.repeat(2)
        };
        let stations = ["02:00:00:00:00:01 (oui Unknown)", "02:00:00:00:00:02 (oui Unknown)"];
        let numbers =
            [stations[0], stations[1], "10.0.0.1", "10.0.0.2", "81", "82", " ip-proto-253"];
        assert_eq!(print(&[]), (lines(numbers), String::new()));
        for (name, contents) in FILES {
            fs::write(folder.0.join(name), contents).unwrap();
        }
        // The first name that a line has for each; that of a port of TCP is none of UDP's.
        let named = lines(["another", "station", "alpha", "beta", "81", "data", " mine"]);
        assert_eq!(print(&[]), (named, String::new()));
        // Once for each file, and not for each packet.
        let mut warned = String::new();
        for name in ["ethers", "hosts", "services", "protocols"] {
            fs::remove_file(folder.0.join(name)).unwrap();
            fs::create_dir(folder.0.join(name)).unwrap();
            warned += &format!(
                "barecap: WARNING: /etc/{name}: Is a directory: numbers are printed for its names \
                 (-n asks for none)\n"
            );
        }
        assert_eq!(print(&[]), (lines(numbers), warned));
        // What is no zone is none, though it is a rule.
        fs::write(folder.0.join("localtime"), "XXX-1").unwrap();
        assert!(print(&["-n"]).0.starts_with("22:13:20.000000 "));
    });
}
