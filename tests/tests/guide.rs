//! The commands of GUIDE.md, run as they stand there: in a network namespace of their own, with some
//! traffic on `lo`, a savefile `all.pcap`, and stand-ins for ssh(1), sudo(8), tshark(1) and
//! wireshark(1). Of descriptions of CI jobs it is the steps of the shell that are run.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_tests::binary::barecap;
use barecap_tests::{conformance, namespace};
use std::fs::{self, Permissions};
use std::net::UdpSocket;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

#[test]
fn every_command_does_what_it_should() {
    namespace::run("every_command_does_what_it_should", || {
        let folder = std::env::temp_dir().join(format!("barecap-guide-{}", std::process::id()));
        fs::create_dir_all(folder.join("bin")).unwrap();
        for name in ["bin/barecap", "barecap"] {
            std::os::unix::fs::symlink(barecap(), folder.join(name)).unwrap();
        }
        for (name, script) in [
            ("ssh", "#!/bin/bash\nshift\neval \"$*\"\n"),
            ("wireshark", "#!/bin/sh\ncat > shown\n"),
            ("sudo", "#!/bin/sh\nexec \"$@\"\n"),
            ("../run-tests", "#!/bin/sh\necho tested >> tests\n"),
            // What tshark(1) does for `-G folders`, and for `-i IF -f FILTER -c 5`.
            (
                "tshark",
                "#!/bin/sh\n\
                 [ $1 = -i ] || { echo \"Personal Extcap path:\t$PWD/extcap\"; exit; }\n\
                 mkfifo fifo\n\
                 extcap/barecap --extcap-interfaces | grep -q \"{value=$2}\"\n\
                 extcap/barecap --capture --extcap-interface $2 --extcap-capture-filter \"$4\" \\\n\
                     --fifo fifo &\n\
                 barecap -r fifo -c 5 && wait $!\n",
            ),
        ] {
            let path = folder.join("bin").join(name);
            fs::write(&path, script).unwrap();
            fs::set_permissions(path, Permissions::from_mode(0o755)).unwrap();
        }
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let traffic = std::thread::spawn(move || {
            let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
            let _listener = UdpSocket::bind("127.0.0.1:9999").unwrap();
            while !stopped.load(Ordering::Relaxed) {
                socket.send_to(b"hello", "127.0.0.1:9999").unwrap();
                std::thread::sleep(Duration::from_millis(20));
            }
        });
        let run = |script: &str| {
            let path = std::env::var("PATH").unwrap();
            Command::new("timeout")
                .args(["20", "bash", "-eu", "-o", "pipefail", "-c", script])
                .current_dir(&folder)
                .env("PATH", format!("{}:{path}", folder.join("bin").display()))
                .stdin(Stdio::null())
                .output()
                .unwrap()
        };
        assert!(run("barecap -i lo -c 10 -w all.pcap").status.success());
        let guide = fs::read_to_string(conformance::workspace().join("GUIDE.md")).unwrap();
        let blocks: Vec<_> = guide.split("```sh\n").skip(1).collect();
        assert!(blocks.len() > 8);
        for block in blocks {
            let script = block.split("```").next().unwrap();
            let output = run(script);
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(output.status.success(), "{script}{said}");
        }
        // In YAML the script stands behind a `|` and further in, in Groovy between three quotes.
        let mut jobs = 0;
        for block in guide.split("```yaml\n").skip(1) {
            let mut lines = block.split("```").next().unwrap().lines();
            let title = lines.find(|line| line.ends_with('|')).unwrap();
            let depth = title.len() - title.trim_start().len();
            let script = lines.take_while(|line| line.len() - line.trim_start().len() > depth);
            let output = run(&script.collect::<Vec<_>>().join("\n"));
            assert!(output.status.success(), "{block}{}", String::from_utf8_lossy(&output.stderr));
            jobs += 1;
        }
        for block in guide.split("```groovy\n").skip(1) {
            let output = run(block.split("'''").nth(1).unwrap());
            assert!(output.status.success(), "{block}{}", String::from_utf8_lossy(&output.stderr));
            jobs += 1;
        }
        assert_eq!(jobs, 3);
        assert_eq!(fs::read_to_string(folder.join("tests")).unwrap(), "tested\n".repeat(3));
        let there = |name: &str| fs::metadata(folder.join(name)).unwrap().len();
        assert!(there("shown") > 100);
        assert_eq!(there("sshdump.pcap"), 24 + 5 * (16 + 14 + 20 + 8 + 5));
        assert!(fs::read_to_string(folder.join("packets.tap")).unwrap().starts_with("ok 1 - "));
        stop.store(true, Ordering::Relaxed);
        traffic.join().unwrap();
        fs::remove_dir_all(&folder).unwrap();
    });
}
