//! Options that change where packets go and how they are shown, by the binary.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_tests::binary::barecap;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

/// A folder that is gone when the test is over, in which commands run.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("barecap-{}-{name}", std::process::id()));
        fs::create_dir(&path).unwrap();
        Self(path)
    }

    /// Runs barecap with the time zone of New York, by rule.
    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(barecap());
        command.current_dir(&self.0).env("TZ", "EST5EDT,M3.2.0,M11.1.0");
        command.args(arguments).output().unwrap()
    }

    /// Writes `in.pcap`: UDP packets of 142 bytes on Ethernet, a second apart from a time on.
    fn savefile(&self, packets: u32, time: u32) {
        let mut bytes = Vec::new();
        for word in [0xa1b2_c3d4, 0x0004_0002, 0, 0, 262_144, 1] {
            bytes.extend(u32::to_ne_bytes(word));
        }
        let mut frame = vec![0; 142];
        frame[12..14].copy_from_slice(&[8, 0]);
        frame[14..34].copy_from_slice(&[
            0x45, 0, 0, 128, 0, 0, 0, 0, 64, 17, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2,
        ]);
        frame[34..42].copy_from_slice(&[0, 1, 0, 2, 0, 108, 0, 0]);
        for packet in 0..packets {
            for word in [time + packet, 0, 142, 142] {
                bytes.extend(u32::to_ne_bytes(word));
            }
            bytes.extend(&frame);
        }
        fs::write(self.0.join("in.pcap"), bytes).unwrap();
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn times_are_local() {
    let folder = Folder::new("local");
    for (time, options, begin) in [
        (1_700_000_000, "-nt", "IP 192"),
        (1_700_000_000, "-n", "17:13:20.000000 IP"),
        (1_700_000_000, "-ntttt", "2023-11-14 17:13:20.000000 IP"),
        (1_720_000_000, "-ntttt", "2024-07-03 05:46:40.000000 IP"),
        (1_720_000_000, "-ntt", "1720000000.000000 IP"),
    ] {
        folder.savefile(1, time);
        let output = folder.run(&["-r", "in.pcap", options]);
        assert!(text(&output.stdout).starts_with(begin), "{options}: {output:?}");
    }
}
