//! The commands of README.md, run from the top as they stand there: `barecap` in a network namespace of
//! its own, whose `eth0` and `lo` have some traffic. What builds takes longer than a change may wait
//! for: ci/nightly runs it, here with `BARECAP_NIGHTLY` set, or by a script that is named below.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_linux::{InterfaceName, Sender, SenderConfig};
use barecap_tests::binary::said;
use barecap_tests::document::{Stage, blocks, commands, read, run};
use barecap_tests::{conformance, namespace, traffic};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// Commands that a script runs, as a line of it says, so that a test need not.
const RUN_BY: [(&str, &str); 3] =
    [("ci/demo", "ci/test"), ("ci/test", ".ci/run"), ("ci/release", "ci/nightly")];

/// A question of 192.0.2.1 for 192.0.2.3, to all.
const ARP: [u8; 42] =
    *b"\xff\xff\xff\xff\xff\xff\x02\0\0\0\0\x01\x08\x06\0\x01\x08\0\x06\x04\0\x01\
    \x02\0\0\0\0\x01\xc0\0\x02\x01\0\0\0\0\0\0\xc0\0\x02\x03";

/// All commands, each without its comment.
fn all() -> Vec<String> {
    let readme = read("README.md");
    let found: Vec<_> = blocks(&readme, "sh").flat_map(commands).collect();
    assert_eq!(readme.matches("```").count(), 2 * blocks(&readme, "sh").count(), "other fences");
    let bare = |command: &String| command.split(" #").next().unwrap().trim_end().to_owned();
    found.iter().filter(|command| !command.starts_with('#')).map(bare).collect()
}

fn is_barecap(command: &str) -> bool {
    command.starts_with("barecap ")
}

#[test]
fn what_barecap_is_told_it_does() {
    namespace::run("what_barecap_is_told_it_does", || {
        namespace::ip("link add eth0 type veth peer name other");
        namespace::ip("address add 192.0.2.1/24 dev eth0");
        namespace::ip("link set eth0 up");
        namespace::ip("link set other up");
        namespace::wait_until_running("eth0");
        namespace::ip("neighbor add 192.0.2.2 lladdr 02:00:00:00:00:02 dev eth0");
        let connect = |address: &str| {
            let address: SocketAddr = address.parse().unwrap();
            // Nobody is there, and what is sent to find out is all that matters.
            let _ = TcpStream::connect_timeout(&address, Duration::from_millis(20));
        };
        let send = || {
            connect("127.0.0.1:80");
            connect("192.0.2.2:443");
            let to = SenderConfig::new(InterfaceName::new(b"eth0").unwrap());
            let mut sender = Sender::open(&to).unwrap();
            sender.put(&ARP).and_then(|()| sender.flush()).unwrap();
        };
        traffic::during(Duration::from_millis(20), send, || {
            let stage = Stage::new("readme");
            for command in all().iter().filter(|command| is_barecap(command)) {
                let endless = command.contains("-i ") && !command.contains("--timeout");
                let output = stage.run(command, if endless { 3 } else { 60 });
                assert!(output.status.success(), "{command}: {}", said(&output));
                let written = command.split(" -w ").nth(1).and_then(|rest| rest.split(' ').next());
                let bytes = written.map_or(output.stdout.len(), |name| stage.content(name).len());
                assert!(bytes > 24, "{command}: {}", said(&output));
            }
        });
    });
}

#[test]
fn what_builds_is_run_by_whom_it_is_said_to_be() {
    let all = all();
    let (captures, builds): (Vec<_>, Vec<_>) = all.iter().partition(|it| is_barecap(it));
    assert!(captures.len() > 6 && builds.len() > 4);
    let mut later = Vec::new();
    for command in builds {
        if let Some((_, script)) = RUN_BY.iter().find(|(it, _)| it == command) {
            let words = |line: &str| format!(" {} ", line.trim());
            let text = read(script);
            let mut lines = text.lines().filter(|line| !line.trim().starts_with('#')).map(words);
            assert!(lines.any(|line| line.contains(&words(command))), "{script} lacks {command}");
        } else if std::env::var_os("BARECAP_NIGHTLY").is_some() {
            let output = run(command, 3600, conformance::workspace(), None);
            assert!(output.status.success(), "{command}: {}", said(&output));
        } else {
            later.push(format!("`{command}`"));
        }
    }
    let here = all.len() - later.len();
    let rest = if later.is_empty() {
        String::new()
    } else {
        format!("; ci/nightly has {}", later.join(", "))
    };
    println!("readme: {here} of {} commands{rest}", all.len());
}

#[test]
fn releases_are_made_by_the_names_that_are_told() {
    let readme = read("README.md");
    let told = readme.split("`ci/release TARGET` makes one of them: ").nth(1).unwrap();
    let told = told.split('.').next().unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
    let told = told.replace(" or ", ", ");
    let targets = read("ci/targets");
    let targets = targets.lines().filter(|line| !line.starts_with('#'));
    let targets: Vec<_> = targets.map(|line| line.split(' ').next().unwrap()).collect();
    let names: Vec<_> = told.split(", ").collect();
    assert_eq!(names.len(), targets.len(), "{names:?}");
    for name in names {
        let found = targets.iter().filter(|target| target.starts_with(name)).count();
        assert_eq!(found, 1, "{name} of {targets:?}");
    }
    for name in ["nope", "a"] {
        let output = run(&format!("ci/release {name}"), 60, conformance::workspace(), None);
        assert!(
            !output.status.success() && said(&output).contains("of the targets"),
            "{name}: {}",
            said(&output)
        );
    }
}
