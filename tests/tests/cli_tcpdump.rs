//! Command lines as people type them, on savefiles: what tcpdump does with them, this does too, and where
//! it does not, that is meant. The tables are of three kinds: lines after which nothing differs; those
//! that fail with another message; and those that differ in what they do, with the reason. Both programs
//! are called tcpdump.
//!
//! Debian's tcpdump 4.99.3 is compared with. Where later versions refuse what it passes over, so is it here.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_tests::binary::barecap;
use barecap_tests::folder::Folder;
use barecap_tests::savefile;
use barecap_tests::tcpdump::{self, Outcome, split};
use std::fs::{self, File};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

/// After these exit code, standard output, what is said, and the files that are written are the same.
const SAME: &str = "\
-r file
-n -r file
-nr file
-nvr file
-nvvvr file
-nnr file
-ner file
-neXr file
-nxr file
-nxxr file
-nXXr file
-nAr file
-nAAr file
-nqr file
-ntr file
-nttr file
-ntttr file
-nttttr file
-ntttttr file
-nttttttr file
-nSr file
-n#r file
-n --number -r file
-nKr file
-nbr file
-nHr file
-nur file
-nNr file
-nOr file
-npr file
-nar file
-nlr file
-nUr file
-c 1 -nr file
-c1 -nr file
-nrfile
-nrfile -c1
-n -rfile
-s 0 -nr file
-s0 -nr file
-s 64 -nr file
-s 0x40 -nr file
-s 262144 -nr file
-s 262145 -nr file
-s -1 -nr file
-s x -nr file
--snapshot-length=64 -nr file
--snapshot-length 64 -nr file
--snap 64 -nr file
--count -r file
--count -nr file tcp
--count -r file -w out
--cou -r file
-nr file tcp
-nr file 'tcp port 80'
-nr file tcp port 80
-nr file tcp and ( port 80 or port 443 )
tcp -nr file
-nr file tcp -c 1
-nr file -- tcp
-nr file 'icmp6 or ip6'
-nr file ''
-nr file ' '
-nr file 'len > 100'
-nr file 'ip[0] & 0xf != 5'
-nr file 'tcp[tcpflags] & tcp-syn != 0'
-nr file 'greater 100'
-nr file '! arp'
-nr file vlan
-F filter -nr file
-F filter -nr file udp
-F empty -nr file
-F comments -nr file
-F windows -nr file
-s 1 -nr file
-s 0100 -nr file
-s 2147483647 -nr file
-s 4294967295 -nr file
-s '' -nr file
-s 1e3 -nr file
-c 01 -nr file
-c 2147483647 -nr file
-w 'out%' -r file
-w 'out%%' -r file
-G 9999 -w 'out%' -r file
-G 9999 -w 'out%%' -r file
-G 9999 -w 'out%y' -r file
-G 9999 -U -w 'out%j' -r file
-G 9999 -w - -r file
-C 1 -U -Z root -w out -r file
-G 9999 -C 1 -W 2 -U -Z root -w out -r file
-r nosuch
-r /
-r empty
-r cut
-nr cut
-r cut -w out
-r pcapng -n
-r - <file
-nr- <file
-n -r - <file
-r - <empty
-V list -n
-V list -n --count
-V - -n <list
-V list -r file
-V list -w out
-w out -r file
-w - -r file
-w- -r file
-r file -w /nosuch/out
-r file -w out tcp
-r file -w out -c 1
-r file -w out -s 20
-r file -w out --nano
-r file -w out -v
-r file -w out --print
-nr file -w out --print
-nr file --print
-C 1 -Z root -r file -w out
-C 0 -r file -w out
-C -1 -r file -w out
-C x -r file -w out
-W 2 -C 1 -Z root -r file -w out
-W 11 -C 1 -Z root -r file -w out
-W 2 -r file -w out
-G 10 -r file -w out
-G 0 -r file -w out
-U -r file -w out
-z true -G 9 -Z root -r file -w out
-d tcp
-d
-dd tcp
-ddd tcp
-dddd tcp
-d -r file tcp
-d -r file
-d -y EN10MB tcp
-d -y nosuch tcp
-d -y 1 tcp
-d -y PPP ip
-y EN10MB -nr file
-y nosuch -nr file
-L -r file
-Q in -nr file
-B 100 -nr file
-I -nr file
-Z nosuchuser -nr file
-Z root -nr file
-T vxlan -nr file
-T rtp -nr file
-T domain -nr file
-S -n -r file -v -e
--time-stamp-precision=nano -nr file
--time-stamp-precision=micro -nr file
--nano -nr file
--micro -nr file
--nano --micro -nr file
--immediate-mode -nr file
--no-optimize -nr file tcp
--no-promiscuous-mode -nr file
--dont-verify-checksums -nvr file
--direction=in -nr file
--linktype=EN10MB -nr file
--buffer-size=1000 -nr file
--packet-buffered -r file -w out
--absolute-tcp-sequence-numbers -nr file
--relinquish-privileges=root -nr file
-r file -r other -n
-n -r file -w out -w out2
-i lo -r file -n
-i nosuch -r file -n
-c 1 -c 2 -nr file
-vvvvvvvv -nr file
-nvr file -c 1 --count
-e -e -nr file
--fp-type
-j nosuch -r file
-nr cooked
-ner cooked
-nqr cooked
-neqr cooked
-neqvr cooked arp or ip
-nr any
-r any
-ner any
-ner tagged
-neqr tagged
-nqr tagged
";

/// Both refuse these, with the same exit code and nothing on standard output. Here an error in the
/// options is a line, not a page; one in a filter is shown with its place; and numbers with their bounds.
const SAID_OTHERWISE: &str = "\
-r
-F
-z
-y
-i
-V
-Z
-T
-E
-k
-P in -nr file
-Y tcp
--nosuch
--l
---
--interface
-c0 -r file
-c 0 -nr file
-c -1 -nr file
-c x -nr file
-c 0x2 -nr file
-c '' -nr file
-W 0 -r file -w out -C 1
-W -1 -r file -w out -C 1
-W x -r file -w out -C 1
-G -1 -r file -w out
-B 0 -i lo
-B -1 -i lo
-B x -i lo
-B 99999999 -i lo
-Q foo -nr file
-T nosuch -nr file
-nfr file
-F nosuch -nr file
-F latin -nr file
-c 2147483648 -nr file
-c 18446744073709551617 -nr file
-r garbage
-r short
-r - <garbage
-V nosuch
-V empty
-C 1k -w /nosuch/out -r file
-nr file -- -c 1
-nr file 'tcp port'
-nr file 'tcp and'
-nr file (
-nr file foo
-nr file 'host foo.invalid'
-nr file 'port 99999'
-nr file 'port nosuchport'
-nr file 'net 10.0.0.0/33'
-nr file 'ether host 1:2:3'
-nr file '#'
-nr file not
-d 'tcp port'
-d -y LINUX_SLL2 ifname eth0
--time-stamp-precision=milli -nr file
";

/// These do something else, as the reasons say: the exit code here, and the command line.
const OTHERWISE: [(i32, &str, &str); 34] = [
    (1, "-c 1x -nr file", "what is no number is none"),
    (1, "-c +1 -nr file", "what is no number is none"),
    (1, "-c ' 1' -nr file", "what is no number is none"),
    (1, "-s +64 -nr file", "what is no number is none"),
    (1, "-s ' 64' -nr file", "what is no number is none"),
    (1, "-F nul -nr file", "what stands behind a NUL is not passed over"),
    (1, "-c 99999999999 -nr file", "a number that is too large is not another one"),
    (1, "-G x -r file -w out", "what is no number is none"),
    (1, "-G 9999 -w 'out%E' -r file", "what is not expanded could be one name for all files"),
    (1, "-G 9999 -w 'out%Q' -r file", "what is not expanded could be one name for all files"),
    (1, "-nAXr file", "as in tcpdump 5: two ways to show the same bytes"),
    (1, "-nxXr file", "as in tcpdump 4.99.6: two ways to show the same bytes"),
    (0, "--print --count -nr file", "what is counted can be printed, too"),
    (1, "-C 1 -r file", "as in tcpdump 5: without -w there is no file to end"),
    (1, "-G 10 -r file", "as in tcpdump 5"),
    (1, "-z true -r file", "as in tcpdump 5"),
    (1, "-z true -r file -w out", "as in tcpdump 5: the command would never be run"),
    (0, "-C 1k -r file -w out", "as in tcpdump 5: units"),
    (0, "--lengths -nr file", "as in tcpdump 5"),
    (0, "--skip 1 -nr file", "as in tcpdump 5"),
    (0, "--print-sampling 2 -nr file", "as in tcpdump 5"),
    (0, "--ip-oneline -nvr file", "as in tcpdump 5"),
    (0, "-g -nvr file", "as in tcpdump 5"),
    (1, "-nr file 'ip proto 300'", "as in libpcap 1.11: no packet has that"),
    (1, "-r file -w /dev/full", "data is missing"),
    (1, "-V cuts -n", "data is missing"),
    (0, "-V gaps -n", "no name is none"),
    (0, "-V list -n --nano", "a time of the second file is what it says"),
    (1, "-E file -nr file", "nothing is decrypted"),
    (1, "-M secret -nr file", "no signature is checked"),
    (1, "-m nosuch -nr file", "no MIB is read"),
    (0, "-d -y RAW tcp", "a shorter program"),
    (0, "-d -O tcp", "a shorter program"),
    (0, "--version", "the version is another"),
];

/// A frame of IPv4 with this in it.
fn ip(protocol: u8, payload: &[u8]) -> Vec<u8> {
    let length = 20 + payload.len() as u8;
    let header = [0x45, 0, 0, length, 0, 1, 0, 0, 64, protocol, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2];
    [&[2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 8, 0], &header[..], payload].concat()
}

fn frames() -> Vec<Vec<u8>> {
    let tcp = b"\x0f\xa0\0\x50\0\0\x03\xe8\0\0\0\0\x50\x02\0\x64\0\0\0\0";
    let arp = b"\xff\xff\xff\xff\xff\xff\x02\0\0\0\0\x01\x08\x06\0\x01\x08\0\x06\x04\0\x01\
        \x02\0\0\0\0\x01\x0a\0\0\x01\0\0\0\0\0\0\x0a\0\0\x02";
    vec![
        ip(6, tcp),
        ip(17, b"\0\x35\x0f\xa0\0\x0c\0\0abcd"),
        arp.to_vec(),
        ip(1, b"\x08\0\xf7\xfe\0\0\0\x01"),
        ip(6, &[&tcp[..], b"GET / HTTP/1.0\r\n\r\n"].concat()),
    ]
}

/// The same as a capture on all interfaces has them (version 1), one in a VLAN, and some of no protocol
/// that is known.
fn cooked() -> Vec<Vec<u8>> {
    let head = b"\0\x03\0\x01\0\x06\x02\0\0\0\0\x77\0\0";
    let mut cooked = Vec::new();
    for frame in frames() {
        cooked.push([head, &frame[12..]].concat());
    }
    let tag = b"\x81\0\x20\x05";
    let other = b"\x88\xb5some of it";
    cooked.push([head, &tag[..], &frames()[1][12..]].concat());
    cooked.push([head, &other[..]].concat());
    cooked.push([head, &tag[..], other].concat());
    cooked.push([head, &b"\0\x04\x42\x42\x03"[..], &[0; 35]].concat());
    cooked
}

/// The same as version 2 has them, of loopback and of an interface that is not there.
fn any() -> Vec<Vec<u8>> {
    let mut any = Vec::new();
    for high in [0, 0x77] {
        let head = [0, 0, 0, 0, high, 1, 0, 1, 3, 6, 2, 0, 0, 0, 0, 0x77, 0, 0];
        for frame in frames() {
            any.push([&frame[12..14], &head, &frame[14..]].concat());
        }
    }
    any
}

/// The same in a VLAN, and in two.
fn tagged() -> Vec<Vec<u8>> {
    let mut tagged = Vec::new();
    for tags in [&b"\x81\0\x20\x05"[..], b"\x88\xa8\0\x07\x81\0\x20\x05"] {
        for frame in frames() {
            tagged.push([&frame[..12], tags, &frame[12..]].concat());
        }
    }
    tagged
}

fn pcap(link_type: u32, frames: &[Vec<u8>], time: u32) -> Vec<u8> {
    let mut file = savefile::header(link_type);
    for (time, frame) in (time..).zip(frames) {
        file.extend(savefile::record([time, time % 1000], frame, frame.len()));
    }
    file
}

fn pcapng(frames: &[Vec<u8>]) -> Vec<u8> {
    let mut file = [savefile::section(), savefile::interface(1)].concat();
    for frame in frames {
        file.extend(savefile::packet(0, 0x60000 << 32 | 5, frame, frame.len()));
    }
    file
}

/// Runs a program in a folder of its own.
fn run(program: &Path, line: &str) -> Outcome {
    let folder = Folder::new("like-tcpdump");
    let all = frames();
    let whole = pcap(1, &all, 1_700_000_000);
    for (name, bytes) in [
        ("file", &whole[..]),
        ("other", &pcap(1, &all[2..3], 1_700_000_100)),
        ("cooked", &pcap(113, &cooked(), 1_700_000_200)),
        ("any", &pcap(276, &any(), 1_700_000_400)),
        ("tagged", &pcap(1, &tagged(), 1_700_000_300)),
        ("cut", &whole[..whole.len() - 7]),
        ("short", &whole[..20]),
        ("pcapng", &pcapng(&all)),
        ("empty", b""),
        ("garbage", b"hello world, this is no savefile at all"),
        ("filter", b"tcp\n"),
        ("comments", b"# only tcp\ntcp # yes\n and port 80\n"),
        ("list", b"file\nother\n"),
        ("cuts", b"cut\nother\n"),
        ("gaps", b"\nfile\n\nother\n"),
        ("nul", b"tcp\0 and udp"),
        ("windows", b"tcp\r\nport 80\r\n"),
        ("latin", b"tcp \xe9"),
    ] {
        fs::write(folder.file(name), bytes).unwrap();
    }
    let (line, input) = line.split_once(" <").unwrap_or((line, "empty"));
    let output = Command::new(program)
        .arg0("tcpdump")
        .args(split(line))
        .current_dir(&folder.0)
        .env_clear()
        .envs([("PATH", "/usr/bin:/bin"), ("TZ", "UTC0")])
        .stdin(File::open(folder.file(input)).unwrap())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    let names = fs::read_dir(&folder.0).unwrap().map(|entry| entry.unwrap().file_name());
    let written = names.map(|name| name.into_string().unwrap());
    let written = written.filter(|name| name.starts_with("out"));
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Outcome {
        code: output.status.code(),
        printed: text(&output.stdout),
        said: text(&output.stderr),
        written: written
            .map(|name| (name.clone(), fs::read(folder.file(&name)).unwrap()))
            .collect(),
    }
}

#[test]
fn command_lines_do_what_they_do_with_tcpdump() {
    if !tcpdump::is_there("command_lines_do_what_they_do_with_tcpdump") {
        return;
    }
    let path = Path::new(tcpdump::PATH);
    let mut wrong = Vec::new();
    for line in SAME.lines() {
        let (wanted, found) = (run(path, line), run(barecap(), line));
        if wanted != found {
            wrong.push(format!("{line}\n{}", tcpdump::difference(&wanted, &found)));
        }
    }
    for line in SAID_OTHERWISE.lines() {
        let (wanted, found) = (run(path, line), run(barecap(), line));
        let is_refused = found.code.is_some_and(|code| code > 0) && found.printed.is_empty();
        let alike = wanted.code == found.code && wanted.printed == found.printed;
        if !is_refused || !alike || found.said.is_empty() || found.said == wanted.said {
            wrong.push(format!("{line}: {:?}, {:?} {}", wanted.code, found.code, found.said));
        }
    }
    for (code, line, reason) in OTHERWISE {
        let (wanted, found) = (run(path, line), run(barecap(), line));
        if found.code != Some(code) || wanted == found {
            wrong.push(format!("{line}: {:?} ({reason}): {}", found.code, found.said));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let lines = SAME.lines().count() + SAID_OTHERWISE.lines().count() + OTHERWISE.len();
    println!(
        "{lines} command lines as with tcpdump: {} without a difference",
        SAME.lines().count()
    );
}
