//! Command lines of live captures, as people type them: what tcpdump does with them, this does too, and
//! where it does not, that is meant. Both programs are called tcpdump and run side by side, in a network
//! namespace of the test's own, with the same interfaces; when all captures listen, the same frames are
//! sent to each interface once, and when what was captured is out they get the same signals.
//!
//! Compared are the exit code, standard output, what is said on standard error, and the files that are
//! written, all without the times at which packets came. Debian's tcpdump 4.99.3 is compared with.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_linux::{InterfaceName, Sender, SenderConfig};
use barecap_tests::binary::{barecap, signal};
use barecap_tests::folder::Folder;
use barecap_tests::namespace::{self, ip, wait_until_running};
use barecap_tests::savefile::MICRO;
use barecap_tests::tcpdump::{self, Outcome, difference, split};
use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// After these nothing differs. What stands before a colon are the signals that end it, instead of INT.
const SAME: &str = "\
-i va -n
-i va -nt
-i va
-i va -e -n
-i va -v -n
-i va -nnvvv -t
-i va -w out
-i va -w out -v
-i va -w - -U
-i va -U -w out
-i va -l -n
-i va -n --immediate-mode
-i va --immediate-mode -w out
-i va -n udp
-i va -n -s 20
-i va -n -s 0
-i va -n -s 1
-i va -n -s 64 -w out
-i va -n -s 262144
-i va -n -s 262145
-i va -n -s -1
-i va -p -n
-i va -Q inout -n
-i va -B 100 -n
-i va -B 1 -n
-i va -y EN10MB -n
-i va -y RAW -n
-i va -y LINUX_SLL -n
-i va -y nosuch -n
-i va -t -n
-i va -tt -n
-i va -ttt -n
-i va -tttt -n
-i va -ttttt -n
-i va -tttttt -n
-i va -n -q
-i va -ne -q
-i va -n -#
-i va -nt --number
-i va -n -x
-i va -n -xx
-i va -n -X
-i va -n -XX
-i va -n -A
-i va -n -S -K
-i va -nn -T vxlan
-i va -N
-i va -n -O udp
-i va -n --print -w out
-i va -n --print
-i va --nano -n
-i va --nano -w out
-i va --time-stamp-precision=nano -w out
-i va --time-stamp-precision=micro -w out
-i va -j host -n
-i va -j nosuch -n
-i va -F filter -n
-i va -F nosuch -n
-i va -F empty -n
-i va -F filter -n icmp
-i va -C 1 -w out
-i va -C 1 -W 3 -w out
-i va -G 3600 -w out-%y
-i va -G 3600 -C 1 -W 2 -w 'out%y'
-i va -G 3600 -W 2 -w 'out%y'
-i va -W 2 -w out
-i va -G 3600 -W 1 -w out
-i va -z true -G 3600 -w out
-i va -w /nosuch/out
-i va -w /dev/null
-i va -w /
-i va -w ''
-i va -Z nosuchuser -n
-i va -d udp
-i va -d
-i va -dd udp
-i va -ddd udp
-i va -d -y RAW
-i va -d -y DOCSIS
-i va -y DOCSIS -w out
-i va -y DOCSIS -n
-i va -n -b
-i va -n -H
-i va -n -u
-i va -V list
-i va -r file
-i va -n 'ether broadcast'
-i va -n 'ip broadcast'
-i va -n vlan
-i va -n not vlan
-i va -n -e -v arp
-i any -y EN10MB -n
-i any -d udp
-i down0
-i down0 -n -c 1
-i down0 -w out
-i 1
-i tun0 -n
-i tun0 -w out
-i tap0 -n
-i br0 -n
-i br0 -ne
-i mv0 -n
-i vx0 -n
-ni va udp
udp -ni va
-i va -n 'udp port 9999'
-i va -n -- udp
TERM: -i va -n
HUP: -i va -n
PIPE INT: -i va -n
USR1 INT: -i va -n
USR1 USR1 TERM: -i va -w out
USR2 INT: -i va -w out
USR2 INT: -i va -n
WINCH INT: -i va -n
CONT TERM: -i va -w out
STOP CONT TERM: -i va -w out
INT INT: -i va -n
";

/// After these only the number differs that the filter received: the kernel is told not to make a second
/// copy of what loopback carries, nor one of what goes the other way, where libpcap has it make one and
/// throws it away; and it is asked for the number once the packets of -c are there.
const COUNTED_OTHERWISE: &str = "\
-i va -Q in -n
-i va -Q out -n
-i va --direction=in -w out
-i va -c 1 -n
-i va -c 3 -w out
-i va -c 1 -n --immediate-mode
-i va -B 100000 -n -c 1
-i va -nlc1
-i lo
-i lo -n
-i lo -n -c 2
-i lo -w out
-i lo -nt -Q in
-i lo -nt -Q out
-i lo -e -n
-i any -y LINUX_SLL -n
-i any -y LINUX_SLL -ne
-i any -y LINUX_SLL -neq
-i any -y LINUX_SLL -w out
-i any -n 'not (ether proto 0x8100 or host 10.0.0.5)'
-i any -ne 'not (ether proto 0x8100 or host 10.0.0.5)'
-i any -p -n 'not (ether proto 0x8100 or host 10.0.0.5)'
-i any -w out 'not (ether proto 0x8100 or host 10.0.0.5)'
-i any -y LINUX_SLL2 -n 'not (ether proto 0x8100 or host 10.0.0.5)'
-i any -n -Q in 'not (ether proto 0x8100 or host 10.0.0.5)'
-i any -n -Q out 'not (ether proto 0x8100 or host 10.0.0.5)'
-i any -s 30 -w out 'not (ether proto 0x8100 or host 10.0.0.5)'
-i any -nv --immediate-mode -c 2 'not (ether proto 0x8100 or host 10.0.0.5)'
";

/// Both refuse these, with the same exit code and nothing on standard output. Here an error is one line
/// that says more: the bounds of a number, the place in a filter, what to do.
const SAID_OTHERWISE: &str = "\
-i va -Q both -n
-i va --time-stamp-precision=milli -w out
-i va -n foo
-i va -n port
-i any -I
-i nosuch0
-i nosuch0 -w out
-i ''
-i 99
-i 0
-i -1
-i 1x
-i name-that-is-too-long
-i nosuch0:1
-I -i va
-I -i lo
-i va -k
-i va --nosuch
-i va -n -c 0
-i va -n -c -1
-i va -n -B 0
-i va -n -B x
-i va -n -B 99999999
-i va -n -Q
-i va -n -s
-i
-nlivac1
-i va -n -- -c 1
-L -i nosuch0
";

/// Lists go to standard output, as they do with tcpdump 5, and not to standard error. They name network
/// interfaces only, and do not say which link types have no printer.
const LISTED: &str = "\
-i va -J
-i va -L
-J -i va
-L -i lo
-L -i any
-J -i any
-L -i tun0
-L -i tap0
-L -i br0
-J -i nosuch0
-J
-L
-D
-D -i va
-D -r nosuch
--list-interfaces
--list-data-link-types -i va
--list-time-stamp-types -i va
-i va -L -y EN10MB
";

/// These do something else, as the reasons say: the exit code here, what is said or printed here and not
/// by tcpdump, and the command line.
const OTHERWISE: [(i32, &str, &str, &str); 23] = [
    (
        0,
        "tcpdump: WARNING: -G overwrites out each time",
        "-i va -G 3600 -w out",
        "what is lost is told",
    ),
    (0, "Warning: 'vlan' moves", "-i va -n vlan and udp", "what may surprise is told"),
    (
        0,
        "7 packets captured",
        "-i va -n inbound",
        "libpcap runs it itself at first, and knows no directions there",
    ),
    (0, "7 packets captured", "-i va -n outbound", "the same"),
    (1, "-f is not supported", "-i va -f", "no server is asked for names"),
    (1, "--count cannot be used without -r or -V.", "-i va -n --count", "as in tcpdump 5"),
    (1, "--count cannot be used without -r or -V.", "-i va -w out --count", "as in tcpdump 5"),
    (1, "-C cannot be used without -w.", "-i va -C 1", "as in tcpdump 5"),
    (1, "invalid time stamp type", "-i va -j host_lowprec -n", "Linux has no such clock"),
    (1, "-E is not supported", "-i va -E secret -n", "nothing is decrypted"),
    (1, "-m is not supported", "-i va -m nosuch -n", "no MIB is read"),
    (1, "-M is not supported", "-i va -M secret -n", "no signature is checked"),
    (0, "IP  [|ip]", "-i va -nXX -s 14", "as in tcpdump 5"),
    (0, "snapshot length 7 bytes", "-i any -w out -s 7", "libpcap wants a byte behind the header"),
    (0, "EN10MB (Ethernet)", "-L -i down0", "what is known is told"),
    (0, "vlan 5, p 1, ", "-i any -ne", "libpcap 1.10.3 loses tags of version 2"),
    (0, "ethertype IPv4, IP", "-i any -n", "the same"),
    (
        0,
        "listening on va, link-type EN10MB (Ethernet), vb,",
        "-i va -i vb -n -c 1",
        "several interfaces at once",
    ),
    (0, "28 packets captured", "-i va,vb", "several interfaces at once"),
    (0, "28 packets captured", "-i v?,vb -n", "patterns"),
    (0, "listening on va, ", "-i va: -n", "it says which interface it is"),
    (0, "listening on va, ", "-i va:1 -n", "it says which interface it is"),
    (0, "14 packets captured", "-i va -w out.pcapng", "another format, by the name"),
];

/// What a frame is made of: who it is for, the kind, and the rest.
fn frame(to: u8, kind: &[u8], rest: &[u8]) -> Vec<u8> {
    let to = match to {
        0xff => [0xff; 6],
        1 => [1, 0, 0x5e, 0, 0, 1],
        to => [2, 0, 0, 0, 0, to],
    };
    let mut frame = [&to[..], &[2, 0, 0, 0, 0, 0x77], kind, rest].concat();
    frame.resize(frame.len().max(60), 0);
    frame
}

/// A packet of IPv4 with this in it.
fn packet(protocol: u8, payload: &[u8]) -> Vec<u8> {
    let length = 20 + payload.len() as u8;
    let header = [0x45, 0, 0, length, 0, 1, 0, 0, 64, protocol, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2];
    [&header[..], payload].concat()
}

/// What is sent to every interface.
fn frames() -> Vec<Vec<u8>> {
    let ip = [8, 0];
    let udp = packet(17, b"\x12\x34\x27\x0f\0\x0c\0\0abcd");
    let mut from_5 = udp.clone();
    from_5[15] = 5;
    let tcp = packet(6, b"\x0f\xa0\x1f\x90\0\0\x03\xe8\0\0\0\0\x50\x02\0\x64\0\0\0\0");
    let arp = b"\0\x01\x08\0\x06\x04\0\x01\x02\0\0\0\0\x77\x0a\0\0\x01\0\0\0\0\0\0\x0a\0\0\x02";
    vec![
        frame(0xff, &[8, 6], arp),
        frame(0x0a, &ip, &udp),
        frame(0x55, &ip, &tcp),
        frame(1, &ip, &packet(1, b"\x08\0\xf7\xfe\0\0\0\x01")),
        frame(0x55, &[0x81, 0, 0x20, 5, 8, 0], &from_5),
        frame(0x55, &[0x88, 0xb5], b"an experiment, and some more of it"),
        frame(0xff, &ip, &packet(17, &[&b"\x12\x34\x27\x0f\0\x78\0\0"[..], &[0xff; 112]].concat())),
    ]
}

/// Makes the interfaces; says which kinds this system lacks.
fn make_interfaces() {
    // Without this, IPv6 says hello on interfaces that come up.
    let _ = fs::write("/proc/sys/net/ipv6/conf/default/disable_ipv6", "1");
    for words in [
        "link add va address 02:00:00:00:00:0a type veth peer name vb address 02:00:00:00:00:0b",
        "link add down0 type veth peer name down1",
        "link set va up",
        "link set vb up",
        "link add br0 address 02:00:00:00:00:0c type bridge",
        "link set br0 up",
        "tuntap add mode tun tun0",
        "link set tun0 up",
        "tuntap add mode tap tap0",
        "link set tap0 up",
        "link add mv0 link vb address 02:00:00:00:00:0d type macvlan",
        "link set mv0 up",
        "link add vx0 address 02:00:00:00:00:0e type vxlan id 5 remote 10.3.0.9 dstport 4789",
        "link set vx0 up",
    ] {
        ip(words);
    }
    wait_until_running("va");
}

/// Sends all frames through an interface, one by one.
fn send(name: &str) {
    let name = InterfaceName::new(name.as_bytes()).unwrap();
    let mut sender = Sender::open(&SenderConfig::new(name)).unwrap();
    for frame in frames() {
        sender.put(&frame).unwrap();
        sender.flush().unwrap();
        sleep(Duration::from_millis(2));
    }
}

/// One of the two programs with a command line.
struct Run {
    child: Child,
    folder: Folder,
    code: Option<Option<i32>>,
}

impl Run {
    fn start(number: usize, program: &str, line: &str) -> Self {
        let folder = Folder::new(&format!("live-{number}-{}", program.len()));
        symlink(program, folder.file("tcpdump")).unwrap();
        for (name, bytes) in [("filter", "udp\n"), ("empty", ""), ("list", "file\n")] {
            fs::write(folder.file(name), bytes).unwrap();
        }
        let user = if line.contains("-Z") { &[][..] } else { &["-Z", "root"] };
        // SIGHUP stays ignored where it was at the start, as under nohup(1).
        let child = Command::new("env")
            .args(["-i", "--default-signal=HUP", "PATH=/usr/bin:/bin", "TZ=UTC0", "./tcpdump"])
            .args(user)
            .args(split(line))
            .current_dir(&folder.0)
            .stdin(Stdio::null())
            .stdout(File::create(folder.file("1")).unwrap())
            .stderr(File::create(folder.file("2")).unwrap())
            .spawn()
            .unwrap();
        Self { child, folder, code: None }
    }

    fn text(&self, name: &str) -> String {
        String::from_utf8_lossy(&fs::read(self.folder.file(name)).unwrap()).into_owned()
    }

    fn has_ended(&mut self) -> bool {
        if self.code.is_none() {
            self.code = self.child.try_wait().unwrap().map(|status| status.code());
        }
        self.code.is_some()
    }

    fn end(mut self) -> Outcome {
        let start = Instant::now();
        while !self.has_ended() {
            if start.elapsed() > Duration::from_secs(5) {
                self.child.kill().unwrap();
            }
            sleep(Duration::from_millis(2));
        }
        let names = fs::read_dir(&self.folder.0).unwrap().map(|entry| entry.unwrap().file_name());
        let names = names.map(|name| name.into_string().unwrap());
        let names = names.filter(|name| name.starts_with("out"));
        let written = names.map(|name| {
            let bytes = fs::read(self.folder.file(&name)).unwrap();
            (name, without_times(&bytes))
        });
        let printed = fs::read(self.folder.file("1")).unwrap();
        let is_savefile = printed.starts_with(&MICRO.to_ne_bytes());
        let printed = if is_savefile { without_times(&printed) } else { printed };
        let mut printed = lines_without_times(&String::from_utf8_lossy(&printed));
        // tcpdump ends the line at which a signal may have stopped it; none is ever stopped here.
        if printed.ends_with("\n\n") || printed == "\n" {
            printed.pop();
        }
        // Who made a network card it knows of none of these, and says so. No list of makers is here.
        let printed = printed.replace(" (oui Unknown)", "");
        // How often that is told depends on when they began.
        let said = self.text("2");
        let lines = said.split_inclusive(['\r', '\n']);
        Outcome {
            code: self.code.unwrap(),
            printed,
            said: lines.filter(|line| !line.starts_with("Got ")).collect(),
            written: written.collect(),
        }
    }
}

/// A savefile in which all packets came at the beginning of time.
fn without_times(savefile: &[u8]) -> Vec<u8> {
    let (mut bytes, mut at) = (savefile.to_vec(), 24);
    while let Some(length) = savefile.get(at + 8..at + 12) {
        bytes[at..at + 8].fill(0);
        at += 16 + u32::from_ne_bytes(length.try_into().unwrap()) as usize;
    }
    bytes
}

/// Whether a word is the time of a packet, or its date.
fn is_time(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let others: String = word.chars().filter(|c| !c.is_ascii_digit()).collect();
    match &others[..] {
        "::." => digits >= 12,
        "." => digits >= 16,
        "--" => digits == 8,
        _ => false,
    }
}

/// Printed lines without the digits of their times.
fn lines_without_times(text: &str) -> String {
    let zero = |word: &str| word.replace(|c: char| c.is_ascii_digit(), "0");
    let words = text.split_inclusive([' ', '\n']).map(|word| match word.trim_end() {
        it if is_time(it) => zero(word),
        _ => word.to_owned(),
    });
    words.collect()
}

/// What both programs come to with each of the lines, tcpdump's first.
fn outcomes(lines: &[&str]) -> Vec<[Outcome; 2]> {
    let signals_and_line = |line: &str| match line.split_once(": ") {
        Some((signals, line))
            if signals.bytes().all(|byte| b" 12".contains(&byte) || byte.is_ascii_uppercase()) =>
        {
            (signals.to_owned(), line.to_owned())
        }
        _ => ("INT".to_owned(), line.to_owned()),
    };
    let lines: Vec<(String, String)> = lines.iter().map(|line| signals_and_line(line)).collect();
    let programs = [tcpdump::PATH, barecap().to_str().unwrap()];
    let mut runs: Vec<[Run; 2]> = Vec::new();
    for (number, (_, line)) in lines.iter().enumerate() {
        runs.push(programs.map(|program| Run::start(number, program, line)));
    }
    let start = Instant::now();
    for run in runs.iter_mut().flatten() {
        while !run.has_ended() && !run.text("2").contains("listening on ") {
            assert!(start.elapsed() < Duration::from_secs(20), "neither listens nor ends");
            sleep(Duration::from_millis(2));
        }
    }
    // What goes out here comes in there.
    for name in ["vb", "va", "lo", "br0", "tap0"] {
        send(name);
    }
    // tcpdump throws away what is in a block that is not full, and has them handed over each second.
    sleep(Duration::from_millis(1600));
    for (run, (signals, _)) in runs.iter_mut().zip(&lines) {
        for (number, name) in signals.split(' ').enumerate() {
            for run in &mut *run {
                if number > 0 {
                    // What has come twice before it is looked at has come once.
                    sleep(Duration::from_millis(50));
                }
                if !run.has_ended() {
                    signal(&run.child, name);
                }
            }
        }
    }
    runs.into_iter().map(|run| run.map(Run::end)).collect()
}

/// Runs lines, as many at once as may wait for the same frames, and hands over what comes of each.
fn compare<'a>(lines: impl Iterator<Item = &'a str>, each: &mut dyn FnMut(&str, [Outcome; 2])) {
    const AT_ONCE: usize = 60;
    let lines: Vec<&str> = lines.collect();
    for lines in lines.chunks(AT_ONCE) {
        for (line, both) in lines.iter().zip(outcomes(lines)) {
            each(line, both);
        }
    }
}

/// What was said, without the numbers of packets that were received by the filter.
fn without_received(said: &str) -> String {
    let lines = said.split_inclusive('\n');
    lines.filter(|line| !line.contains(" received by filter")).collect()
}

/// The lines of a list that are for interfaces and link types of networks here, without their numbers.
fn listed(text: &str) -> String {
    let others = ["bluetooth", "nflog", "nfqueue", "dbus-", "usbmon"];
    let mut kept = String::new();
    for line in text.lines() {
        let line = line.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches('.');
        if !others.iter().any(|other| line.starts_with(other)) {
            kept += line.trim_end_matches(" (printing not supported)");
            kept += "\n";
        }
    }
    kept
}

#[test]
fn live_command_lines_do_what_they_do_with_tcpdump() {
    let name = "live_command_lines_do_what_they_do_with_tcpdump";
    if !tcpdump::is_there(name) {
        return;
    }
    namespace::run_as_root(name, || {
        make_interfaces();
        let mut wrong = Vec::new();
        compare(SAME.lines(), &mut |line, [wanted, found]| {
            if wanted != found {
                wrong.push(format!("{line}\n{}", difference(&wanted, &found)));
            }
        });
        compare(COUNTED_OTHERWISE.lines(), &mut |line, mut outcomes| {
            for outcome in &mut outcomes {
                outcome.said = without_received(&outcome.said);
            }
            let [wanted, found] = outcomes;
            if wanted != found {
                wrong.push(format!("{line}\n{}", difference(&wanted, &found)));
            }
        });
        compare(SAID_OTHERWISE.lines(), &mut |line, [wanted, found]| {
            let is_refused = found.code.is_some_and(|code| code > 0) && found.printed.is_empty();
            let says_it = found.said.starts_with("tcpdump: ") && found.said != wanted.said;
            if !is_refused
                || !says_it
                || (wanted.code, wanted.printed) != (found.code, found.printed)
            {
                wrong.push(format!("{line}: {:?}, {:?}: {}", wanted.code, found.code, found.said));
            }
        });
        compare(LISTED.lines(), &mut |line, [wanted, found]| {
            let wanted_list = listed(&(wanted.printed + &wanted.said));
            let is_same = wanted_list == listed(&found.printed) && wanted.code == found.code;
            if !is_same || !found.said.is_empty() {
                wrong.push(format!(
                    "{line}:\n{wanted_list}{:?} {}{}",
                    found.code, found.printed, found.said
                ));
            }
        });
        compare(OTHERWISE.iter().map(|row| row.2), &mut |line, [wanted, found]| {
            let (code, words, _, reason) = OTHERWISE.iter().find(|row| row.2 == line).unwrap();
            let has = |it: &Outcome| it.said.contains(words) || it.printed.contains(words);
            if found.code != Some(*code) || !has(&found) || has(&wanted) && wanted == found {
                wrong.push(format!(
                    "{line} ({reason}): {:?}\n{}",
                    found.code,
                    difference(&wanted, &found)
                ));
            }
        });
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        let tables =
            [SAME, COUNTED_OTHERWISE, SAID_OTHERWISE, LISTED].map(|table| table.lines().count());
        let all = tables.iter().sum::<usize>() + OTHERWISE.len();
        println!("{all} live command lines as with tcpdump: {} without a difference", tables[0]);
    });
}
