//! Monitor mode (-I): on radios that mac80211_hwsim simulates, where the kernel has it; and what is said
//! of interfaces that are no radios.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_tests::binary::{barecap, listen, said, signal};
use barecap_tests::namespace;
use std::fs;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

fn run(arguments: &[&str]) -> Output {
    Command::new("timeout").arg("20").arg(barecap()).args(arguments).output().unwrap()
}

#[test]
fn what_is_no_radio_has_no_monitor_mode() {
    namespace::run("what_is_no_radio_has_no_monitor_mode", || {
        for arguments in [&["-I", "-i", "lo"][..], &["-I", "-i", "lo", "-L"], &["-Ii", "lo", "-d"]]
        {
            let output = run(arguments);
            assert_eq!(output.status.code(), Some(1));
            let texts = [
                "barecap: lo: no wireless interface is there: the kernel has no nl80211\n",
                "barecap: lo: it is no wireless interface, and has no monitor mode\n",
            ];
            assert!(texts.contains(&&*said(&output)), "{}", said(&output));
        }
        let output = run(&["-I", "-i", "nosuch"]);
        assert_eq!(output.status.code(), Some(1));
        assert!(said(&output).starts_with("barecap: nosuch: "), "{}", said(&output));
    });
}

/// The radios that are simulated, by their interfaces' names, made for this test; or why there are none.
fn radios() -> Result<Vec<String>, &'static str> {
    let loaded = || fs::exists("/sys/module/mac80211_hwsim").unwrap_or_default();
    if !loaded() {
        let mut modprobe = Command::new("modprobe");
        modprobe.args(["mac80211_hwsim", "radios=2"]).stderr(Stdio::null());
        if !modprobe.status().is_ok_and(|status| status.success()) || !loaded() {
            return Err("the kernel has no mac80211_hwsim, or it may not be loaded");
        }
    }
    let radio = |name: &String| {
        let driver = fs::read_link(format!("/sys/class/net/{name}/device/driver"));
        driver.is_ok_and(|driver| driver.ends_with("mac80211_hwsim"))
    };
    let interfaces = fs::read_dir("/sys/class/net").unwrap();
    let names = interfaces.filter_map(|entry| entry.unwrap().file_name().into_string().ok());
    let radios: Vec<_> = names.filter(radio).collect();
    if radios.is_empty() { Err("mac80211_hwsim has no radio here") } else { Ok(radios) }
}

#[test]
fn a_radio_is_heard_and_its_monitor_is_gone_afterwards() {
    let radios = match radios() {
        Ok(radios) => radios,
        Err(reason) => {
            println!("a_radio_is_heard_and_its_monitor_is_gone_afterwards: skipped: {reason}");
            return;
        }
    };
    let radio = &*radios[0];
    let is_there = || fs::exists("/sys/class/net/mon0").unwrap();
    let wait_until_gone = || {
        let start = Instant::now();
        while is_there() {
            assert!(start.elapsed() < Duration::from_secs(10), "mon0 is still there");
            thread::sleep(Duration::from_millis(20));
        }
    };
    let output = run(&["-I", "-i", radio, "-L"]);
    let listed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(listed.contains("IEEE802_11_RADIO (802.11 plus radiotap header)"), "{listed}");
    wait_until_gone();
    for (more, name) in [
        (&["--channel", "6"][..], "INT"),
        (&[], "TERM"),
        (&["--no-sandbox"], "INT"),
        // Whom nobody asks: the kernel takes it away.
        (&[], "KILL"),
    ] {
        let arguments = [&["-I", "-i", radio, "-n"], more].concat();
        let capture = listen(&arguments, Stdio::null());
        assert!(is_there());
        signal(&capture, name);
        capture.wait_with_output().unwrap();
        wait_until_gone();
    }
    let output = run(&["-I", "-i", radio, "--channel", "9999"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("the radio does not have this channel"), "{}", said(&output));
    wait_until_gone();
}
