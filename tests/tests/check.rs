//! --check: what is said of savefiles, and whether they are sound.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_tests::binary::barecap;
use std::fs;
use std::process::Command;

const VERSION: u32 = if cfg!(target_endian = "big") { 0x0002_0004 } else { 0x0004_0002 };

/// A pcap file of Ethernet: packets by seconds, microseconds, captured bytes and length.
fn savefile(packets: &[(u32, u32, u32, u32)]) -> Vec<u8> {
    let mut words = vec![0xa1b2_c3d4, VERSION, 0, 0, 262_144, 1];
    let mut file = Vec::new();
    for &(seconds, micros, captured, length) in packets {
        words.extend([seconds, micros, captured, length]);
        file.extend(words.drain(..).flat_map(u32::to_ne_bytes));
        file.extend(std::iter::repeat_n(0, captured as usize));
    }
    file.extend(words.drain(..).flat_map(u32::to_ne_bytes));
    file
}

#[test]
fn savefiles_are_sound_or_not() {
    let folder = std::env::temp_dir().join(format!("barecap-check-{}", std::process::id()));
    fs::create_dir(&folder).unwrap();
    let good = savefile(&[(10, 0, 60, 60), (12, 500_000, 60, 1500), (12, 400_000, 60, 60)]);
    let cases: [(&str, Vec<u8>, bool, &str); 6] = [
        (
            "good",
            good.clone(),
            true,
            "3 packets, 3 of EN10MB with 1620 bytes, from 10.000000 to 12.500000, \
             longest gap 2.500000, 1 cut, 1 earlier than the one before",
        ),
        ("empty", savefile(&[]), true, "0 packets"),
        (
            "short",
            good[..good.len() - 1].to_vec(),
            false,
            "truncated dump file; tried to read 60 captured bytes, only got 59; before that 2 packets, \
             2 of EN10MB with 1560 bytes, from 10.000000 to 12.500000, longest gap 2.500000, 1 cut",
        ),
        (
            "long",
            savefile(&[(1, 1, 61, 60)]),
            false,
            "1 packet, 1 of EN10MB with 60 bytes, from 1.000001 to 1.000001, longest gap 0.000000, \
             1 captured longer than they were",
        ),
        (
            "nothing",
            Vec::new(),
            false,
            "truncated dump file; tried to read 4 file header bytes, only got 0; before that 0 packets",
        ),
        (
            "other",
            b"this is no savefile".to_vec(),
            false,
            "unknown file format; before that 0 packets",
        ),
    ];
    let run = |names: &[&str]| {
        let output =
            Command::new(barecap()).arg("--check").args(names).current_dir(&folder).output();
        let output = output.unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (text(output.stdout), text(output.stderr), output.status.code())
    };
    let (mut all, mut names) = (String::new(), Vec::new());
    for (name, bytes, is_sound, said) in &cases {
        fs::write(folder.join(name), bytes).unwrap();
        let line = format!("{name}: {}sound: {said}\n", if *is_sound { "" } else { "not " });
        assert_eq!(run(&[name]), (line.clone(), String::new(), Some(i32::from(!is_sound))));
        all += &line;
        names.push(*name);
    }
    assert_eq!(run(&names), (all, String::new(), Some(1)));
    assert_eq!(run(&["good", "empty"]).2, Some(0));
    let (said, _, code) = run(&["nosuch"]);
    let wanted = "nosuch: not sound: No such file or directory; before that 0 packets\n";
    assert_eq!((said.as_str(), code), (wanted, Some(1)));
    let (_, said, code) = run(&[]);
    assert_eq!((said.as_str(), code), ("barecap: --check wants the names of savefiles\n", Some(1)));
    fs::remove_dir_all(folder).unwrap();
}
