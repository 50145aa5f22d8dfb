//! Bad input on the command line and in savefiles: one line on standard error, and the exit code.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_tests::binary::barecap;
use barecap_tests::savefile::{header, words};
use std::io::Write;
use std::process::{Command, Output, Stdio};

/// Runs the binary in an empty environment, with bytes on standard input.
fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(barecap())
        .args(arguments)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It may have ended before it reads anything.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

/// Checks exit code and standard error, where `{}` stands for anything.
fn check(arguments: &[&str], input: &[u8], code: i32, wanted: &str) {
    let output = run(arguments, input);
    let said = String::from_utf8_lossy(&output.stderr);
    let mut rest = &*said;
    let matches = wanted.split("{}").enumerate().all(|(i, part)| match rest.find(part) {
        Some(at) if i > 0 || at == 0 => {
            rest = &rest[at + part.len()..];
            true
        }
        _ => false,
    });
    assert!(
        output.status.code() == Some(code) && matches && rest.is_empty(),
        "{arguments:?} ended with {:?} and said:\n{said}instead of:\n{wanted}",
        output.status
    );
}

#[test]
fn options() {
    for (arguments, wanted) in [
        (&["-k"][..], "invalid option -- 'k' (--help lists the options)"),
        (&["--foo"], "unrecognized option '--foo' (--help lists the options)"),
        (
            &["--snap", "1", "--li"],
            "option '--li' is ambiguous; possibilities: '--list-interfaces' \
             '--list-data-link-types' '--linktype' '--list-time-stamp-types' \
             (--help lists the options)",
        ),
        (&["-r"], "option requires an argument -- 'r' (--help lists the options)"),
        (&["-c", "0"], "invalid packet count 0 (must be >= 1 and <= 2147483647)"),
        (&["-s", "-1"], "invalid snaplen -1 (must be >= 0 and <= 262144)"),
        (&["-B", "99999999"], "invalid packet buffer size 99999999 (must be >= 1 and <= 2097151)"),
        (&["-y", "FOO"], "invalid data link type FOO"),
        (&["-X", "-A"], "-A and -X[X] are mutually exclusive."),
        (&["-tttttt"], "only -t, -tt, -ttt, -tttt and -ttttt are supported"),
        (&["--count"], "--count cannot be used without -r or -V."),
        (&["-C", "1"], "-C cannot be used without -w."),
        (&["-G", "-1", "-w", "x"], "invalid number of seconds -1 (must be >= 0 and <= 2147483647)"),
        (
            &["-f"],
            "-f is not supported: names are those of /etc/hosts, which are near at hand (--help \
             lists the options)",
        ),
        (&["--print-sampling", "x"], "invalid print sampling x (must be >= 1 and <= 2147483647)"),
        (
            &["-w", "-", "--print"],
            "--print cannot be used with -w -: both would be standard output.",
        ),
        (
            &["-r", "-", "-w", "-", "--count"],
            "--count cannot be used with -w -: both would be standard output.",
        ),
        (
            &["--check", "-r", "file"],
            "--check cannot be used with -r, -V, -w, -F or --expect: the names of savefiles stand \
             behind it.",
        ),
        (&["--channel", "6"], "--channel cannot be used without -I."),
        (&["-I", "-i", "any"], "any: -I wants wireless interfaces by their names"),
        (
            &["-I", "-i", "lo", "--channel=20"],
            "invalid channel '20' (1 to 14, 32 to 177, or a frequency in MHz)",
        ),
    ] {
        check(arguments, b"", 1, &format!("barecap: {wanted}\n"));
    }
}

#[test]
fn help_and_version_go_to_standard_output() {
    // What else is wrong makes no difference, unless it is understood before.
    for arguments in
        [&["--help"][..], &["--version"], &["-F", "/nosuch", "--help"], &["-h", "--nosuch", "-c0"]]
    {
        let output = run(arguments, b"");
        assert!(output.status.success() && output.stderr.is_empty(), "{arguments:?}");
        assert!(output.stdout.starts_with(b"barecap version "), "{arguments:?}");
    }
}

#[test]
fn the_name_is_the_one_it_was_called_by() {
    let folder = std::env::temp_dir().join(format!("barecap-name-{}", std::process::id()));
    std::fs::create_dir(&folder).unwrap();
    let link = folder.join("tcpdump");
    std::os::unix::fs::symlink(barecap(), &link).unwrap();
    let output = Command::new(&link).arg("-c0").output().unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(output.stderr.starts_with(b"tcpdump: invalid packet count 0"));
}

/// A savefile of this machine's byte order.
fn savefile(link_type: u32, records: &[(&[u8], u32)]) -> Vec<u8> {
    let mut bytes = header(link_type);
    for (data, captured) in records {
        bytes.extend(words(&[1, 2, *captured, *captured]));
        bytes.extend(*data);
    }
    bytes
}

#[test]
fn savefiles() {
    let whole = savefile(1, &[(&[0; 60], 60), (&[0; 60], 60)]);
    let reading = "reading from file -, link-type EN10MB (Ethernet), snapshot length 262144\n";
    for (name, bytes, wanted) in [
        (
            "empty",
            &whole[..0],
            "truncated dump file; tried to read 4 file header bytes, only got 0",
        ),
        (
            "2 bytes",
            &whole[..2],
            "truncated dump file; tried to read 4 file header bytes, only got 2",
        ),
        (
            "cut header",
            &whole[..20],
            "truncated dump file; tried to read 24 file header bytes, only got {}",
        ),
        ("no savefile", &[b'x'; 100], "-: unknown file format"),
        (
            "gzip",
            b"\x1f\x8b\x08\0\0\0\0\0\0\0\0\0",
            "-: compressed savefiles are not read; unpack it: gzip -dc | barecap -r -",
        ),
        (
            "zstd",
            b"\x28\xb5\x2f\xfd\x08\0\0\0\0\0\0\0\0",
            "-: compressed savefiles are not read; unpack it: zstd -dc | barecap -r -",
        ),
        (
            "link type",
            &savefile(0x03ff_0000, &[]),
            "savefile linktype reserved field not zero (0x03ff0000)",
        ),
    ] {
        let _ = name;
        check(&["-r", "-"], bytes, 1, &format!("barecap: {wanted}\n"));
    }
    for (bytes, wanted) in [
        (
            &whole[..whole.len() - 8],
            "truncated dump file; tried to read 60 captured bytes, only got 52",
        ),
        (&whole[..24 + 8], "truncated dump file; tried to read 16 header bytes, only got 8"),
        (
            &savefile(1, &[(&[0; 60], 60), (&[], u32::MAX)]),
            "invalid packet capture length 4294967295, bigger than snaplen of 262144",
        ),
        (
            &savefile(1, &[(&[], 300_000)]),
            "invalid packet capture length 300000, bigger than snaplen of 262144",
        ),
    ] {
        check(
            &["-r", "-", "-w", "/dev/null"],
            bytes,
            1,
            &format!("{reading}barecap: pcap_loop: {wanted}\n"),
        );
    }
    // What came before the place is printed.
    let output = run(&["-r", "-", "--count"], &whole[..whole.len() - 8]);
    assert_eq!(output.stdout, b"1 packet\n");
    check(&["-r", "-"], &savefile(1, &[]), 0, reading);
}

#[test]
fn files() {
    check(&["-r", "nosuch"], b"", 1, "barecap: nosuch: No such file or directory\n");
    check(&["-r", "/"], b"", 1, "barecap: error reading dump file: Is a directory\n");
    let whole = savefile(1, &[(&[0; 60], 60)]);
    let reading = "reading from file -, link-type EN10MB (Ethernet), snapshot length 262144\n";
    check(
        &["-r", "-", "-w", "nosuch/x.pcap"],
        &whole,
        1,
        &format!("{reading}barecap: nosuch/x.pcap: No such file or directory\n"),
    );
    check(
        &["-r", "-", "-w", "/dev/full"],
        &whole,
        1,
        &format!("{reading}barecap: /dev/full: No space left on device{{}}\n"),
    );
}

#[test]
fn filters() {
    for (filter, wanted) in [
        ("tcp port", "can't parse filter expression: syntax error{}\ntcp port\n{}^\n"),
        ("tcp and (udp", "can't parse filter expression: {}\ntcp and (udp\n{}^\n"),
        ("port 99999", "port number 99999 greater than maximum 65535\nport 99999\n     ^^^^^\n"),
        (
            "host no.such.host.invalid",
            "unknown host 'no.such.host.invalid'\n{}\n     ^^^^^^^^^^^^^^^^^^^^\n",
        ),
        // What was probably meant.
        (
            "dst port 80-90",
            "unknown port '80-90'; a range of ports is written 'portrange 80-90'\n{}\n{}^^^^^\n",
        ),
        (
            "portrange 80..90",
            "port range '80..90' contains no hyphen; a range of ports is written 'portrange 80-90'\n{}^\n",
        ),
        ("port no-such", "unknown port 'no-such'\n{}\n{}^^^^^^^\n"),
        (
            "host 10.0.0.0/24",
            "'host' is not a valid qualifier for '10.0.0.0/24'; write 'net 10.0.0.0/24'\n{}^\n",
        ),
        (
            "src host fe80::/10",
            "'host' is not a valid qualifier for 'fe80::/10'; write 'net fe80::/10'\n{}^\n",
        ),
        (
            "iface eth0",
            "can't parse {} found 'iface'; an interface is not part of the filter: give it with \
             -i\n{}^\n",
        ),
    ] {
        check(&["-y", "EN10MB", "-d", filter], b"", 1, &format!("barecap: {wanted}"));
    }
    let wanted =
        "barecap: can't parse filter expression: syntax error: byte 5 of it is not UTF-8\n";
    check(&["-y", "EN10MB", "-d", "-F", "/dev/stdin"], b"host \xff", 1, wanted);
}

#[test]
fn a_filter_too_large_for_its_buffers_is_refused() {
    let hosts: Vec<_> = (0..5000).map(|i| format!("host 10.0.{}.{}", i >> 8, i & 255)).collect();
    let hosts = hosts.join(" or ");
    let nested = format!("{}tcp{}", "(".repeat(20_000), ")".repeat(20_000));
    for filter in [&hosts, &nested] {
        let wanted = "barecap: filter too large: it needs more than {} {}\n{}\n{}^{}\n";
        check(&["-y", "EN10MB", "-d", filter], b"", 1, wanted);
    }
    let long = "a".repeat(100_000);
    let wanted = "barecap: the filter is longer than 262143 bytes\n";
    check(&["-d", &long, &long, &long], b"", 1, wanted);
    let unknown = format!("host {long}");
    check(&["-y", "EN10MB", "-d", &unknown], b"", 1, "barecap: unknown host '{}\n{}\n{}^\n");
}
