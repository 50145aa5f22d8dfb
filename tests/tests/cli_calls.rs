//! What a capture by the binary asks of the kernel, as strace(1) sees it: while nothing comes it
//! waits, and in dense traffic it makes one call for a block of the ring and one for 64 KiB of output
//! or more.
#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use barecap_tests::binary::{barecap, signal};
use barecap_tests::namespace;
use std::net::UdpSocket;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const BLOCK: usize = 256 << 10;
const OUTPUT: usize = 64 << 10;

/// Captures UDP on lo into a file while `traffic` goes on; the calls that were made from "listening"
/// to the signal at the end, a line each. None where calls cannot be traced.
fn calls(test: &str, traffic: impl FnOnce()) -> Option<Vec<String>> {
    let folder = std::env::temp_dir().join(format!("barecap-calls-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let [trace, savefile] = ["trace", "savefile"].map(|name| folder.join(name));
    let mut tracing = Command::new("strace");
    tracing.args(["-o", "/dev/null", "true"]).stderr(Stdio::null());
    if !tracing.status().is_ok_and(|status| status.success()) {
        println!("{test}: skipped: strace is missing, or may not trace");
        return None;
    }
    // With -D the capture, not strace, is the child.
    let mut child = Command::new("strace")
        .args(["-D", "-s", "64", "-o"])
        .arg(&trace)
        .arg(barecap())
        .args(["-i", "lo", "-w"])
        .arg(&savefile)
        .args(["udp", "dst", "port", "9999"])
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    wait_for(&trace, "listening on");
    traffic();
    signal(&child, "INT");
    assert!(child.wait().unwrap().success());
    wait_for(&trace, "+++ exited");
    let text = std::fs::read_to_string(&trace).unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    let lines = text.lines().skip_while(|line| !line.contains("listening on")).skip(1);
    // The first thing that is read is the signal.
    let lines = lines.take_while(|line| !line.starts_with("read("));
    Some(lines.map(str::to_string).collect())
}

/// Waits until a file holds a text, for 20 seconds at most.
fn wait_for(path: &Path, text: &str) {
    let start = Instant::now();
    while !std::fs::read_to_string(path).is_ok_and(|held| held.contains(text)) {
        assert!(start.elapsed() < Duration::from_secs(20), "{text:?} is not said");
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn while_nothing_comes_it_waits() {
    namespace::run("while_nothing_comes_it_waits", || {
        let calls = calls("while_nothing_comes_it_waits", || {
            std::thread::sleep(Duration::from_secs(3));
        });
        let Some(calls) = calls else { return };
        // The wait that the signal ends is the last.
        assert!(calls.iter().all(|call| call.starts_with("ppoll(")), "{calls:#?}");
        assert!(calls.len() <= 4, "{calls:#?}");
    });
}

#[test]
fn dense_traffic_costs_a_call_a_block() {
    namespace::run("dense_traffic_costs_a_call_a_block", || {
        const PACKETS: usize = 20_000;
        const LENGTH: usize = 1_000;
        let start = Instant::now();
        let calls = calls("dense_traffic_costs_a_call_a_block", || {
            let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
            let _listener = UdpSocket::bind("127.0.0.1:9999").unwrap();
            for _ in 0..PACKETS {
                let _ = socket.send_to(&[7; LENGTH], "127.0.0.1:9999");
            }
            // The last block is handed over after a second.
            std::thread::sleep(Duration::from_millis(1500));
        });
        let Some(calls) = calls else { return };
        let seconds = start.elapsed().as_secs() as usize;
        let (writes, others): (Vec<_>, Vec<_>) =
            calls.iter().partition(|call| call.starts_with("write("));
        // In the ring a packet has at most 200 bytes besides its own; every second a block may be
        // handed over before it is full.
        let blocks = PACKETS * (LENGTH + 200) / BLOCK + seconds + 1;
        assert!(others.len() <= blocks, "{others:#?}");
        for write in &writes {
            let size = write.rsplit(" = ").next().unwrap().parse::<usize>().unwrap();
            assert!(size >= OUTPUT, "{write}");
        }
        assert!(writes.len() > 10);
    });
}

/// Each interface that -i names costs the same, however many are named before it.
#[test]
fn what_an_interface_costs_does_not_grow_with_their_number() {
    namespace::run("what_an_interface_costs_does_not_grow_with_their_number", || {
        for number in 0..8 {
            namespace::ip(&format!("link add va{number} type veth peer name vb{number}"));
        }
        let count = |interfaces: usize| {
            let names = (0..2 * interfaces)
                .map(|number| format!("v{}{}", ["a", "b"][number % 2], number / 2));
            let names = Vec::from_iter(names).join(",");
            let mut tracing = Command::new("strace");
            tracing.arg(barecap()).args(["-i", &names, "--follow-interfaces", "--timeout", "1ms"]);
            let output = tracing.output().ok()?;
            let text = String::from_utf8_lossy(&output.stderr).into_owned();
            text.contains("listening on")
                .then(|| text.lines().filter(|line| line.starts_with("socket(")).count())
        };
        let counts = [4, 6, 8].map(count);
        let [Some(four), Some(six), Some(eight)] = counts else {
            return println!("skipped: strace is missing, or may not trace");
        };
        assert_eq!(eight - six, six - four, "{counts:?}");
    });
}
