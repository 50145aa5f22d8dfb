//! The commands of GUIDE.md, run as they stand there: in a network namespace of their own, with some
//! traffic on `lo`, a savefile `all.pcap`, and stand-ins for ssh(1), sudo(8), tshark(1) and
//! wireshark(1). Of descriptions of CI jobs it is the steps of the shell that are run.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_tests::binary::said;
use barecap_tests::document::{Stage, blocks, read};
use barecap_tests::{namespace, traffic};
use std::net::UdpSocket;
use std::time::Duration;

#[test]
fn every_command_does_what_it_should() {
    namespace::run("every_command_does_what_it_should", || {
        let stage = Stage::new("guide");
        for (name, script) in [
            ("bin/ssh", "#!/bin/bash\nshift\neval \"$*\"\n"),
            ("bin/wireshark", "#!/bin/sh\ncat > shown\n"),
            ("bin/sudo", "#!/bin/sh\nexec \"$@\"\n"),
            ("run-tests", "#!/bin/sh\necho tested >> tests\n"),
            // What tshark(1) does for `-G folders`, and for `-i IF -f FILTER -c 5`.
            (
                "bin/tshark",
                "#!/bin/sh\n\
                 [ $1 = -i ] || { echo \"Personal Extcap path:\t$PWD/extcap\"; exit; }\n\
                 mkfifo fifo\n\
                 extcap/barecap --extcap-interfaces | grep -q \"{value=$2}\"\n\
                 extcap/barecap --capture --extcap-interface $2 --extcap-capture-filter \"$4\" \\\n\
                     --fifo fifo &\n\
                 barecap -r fifo -c 5 && wait $!\n",
            ),
        ] {
            stage.program(name, script);
        }
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        let _listener = UdpSocket::bind("127.0.0.1:9999").unwrap();
        let send = || drop(socket.send_to(b"hello", "127.0.0.1:9999"));
        traffic::during(Duration::from_millis(20), send, || run_all(&stage));
        assert_eq!(stage.content("tests"), "tested\n".repeat(3).as_bytes());
        assert!(stage.content("shown").len() > 100);
        assert_eq!(stage.content("sshdump.pcap").len(), 24 + 5 * (16 + 14 + 20 + 8 + 5));
        assert!(stage.content("packets.tap").starts_with(b"ok 1 - "));
    });
}

fn run_all(stage: &Stage) {
    let run = |script: &str| stage.run(script, 20);
    assert!(run("barecap -i lo -c 10 -w all.pcap").status.success());
    let guide = read("GUIDE.md");
    let scripts: Vec<_> = blocks(&guide, "sh").collect();
    assert!(scripts.len() > 8);
    for script in scripts {
        let output = run(script);
        assert!(output.status.success(), "{script}{}", said(&output));
    }
    // In YAML the script stands behind a `|` and further in, in Groovy between three quotes.
    let mut jobs = 0;
    for block in blocks(&guide, "yaml") {
        let mut lines = block.lines();
        let title = lines.find(|line| line.ends_with('|')).unwrap();
        let depth = title.len() - title.trim_start().len();
        let script = lines.take_while(|line| line.len() - line.trim_start().len() > depth);
        let output = run(&script.collect::<Vec<_>>().join("\n"));
        assert!(output.status.success(), "{block}{}", said(&output));
        jobs += 1;
    }
    for block in blocks(&guide, "groovy") {
        let output = run(block.split("'''").nth(1).unwrap());
        assert!(output.status.success(), "{block}{}", said(&output));
        jobs += 1;
    }
    assert_eq!(jobs, 3);
}
