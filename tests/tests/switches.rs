//! Interfaces that lead to a switch (DSA): the link type follows what sysfs says of the tag, which is made
//! up here, as no switch is at hand.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_tests::binary::barecap;
use barecap_tests::namespace::{self, ip};
use std::fs;
use std::process::Command;

const ADDRESS: &str = "02:00:5e:10:0a:ff";

#[test]
fn the_tag_makes_the_link_type() {
    namespace::run("the_tag_makes_the_link_type", || {
        ip(&format!("link add cpu0 address {ADDRESS} type veth peer name port0"));
        let mount = ["-t", "tmpfs", "none", "/sys/class/net"];
        assert!(Command::new("mount").args(mount).status().unwrap().success());
        fs::create_dir_all("/sys/class/net/cpu0/dsa").unwrap();
        // What sysfs says, and the link type; where the address is another's, so is the tag.
        let cases = [
            (None, ADDRESS, "EN10MB"),
            (Some("none\n"), ADDRESS, "EN10MB"),
            (Some("brcm\n"), ADDRESS, "DSA_TAG_BRCM"),
            (Some("brcm-prepend\n"), ADDRESS, "DSA_TAG_BRCM_PREPEND"),
            (Some("dsa\n"), ADDRESS, "DSA_TAG_DSA"),
            (Some("edsa\n"), ADDRESS, "DSA_TAG_EDSA"),
            (Some("mtk\n"), ADDRESS, "DEBUG_ONLY"),
            (Some("mxl862xx-8021q-and-more\n"), ADDRESS, "DEBUG_ONLY"),
            (Some("dsa\n"), "02:00:5e:10:0b:ff", "EN10MB"),
            (Some("dsa\n"), "", "EN10MB"),
        ];
        for (tag, address, link_type) in cases {
            if let Some(tag) = tag {
                fs::write("/sys/class/net/cpu0/dsa/tagging", tag).unwrap();
            }
            fs::write("/sys/class/net/cpu0/address", format!("{address}\n")).unwrap();
            let output = Command::new(barecap()).args(["-i", "cpu0", "-L"]).output().unwrap();
            let list = String::from_utf8_lossy(&output.stdout);
            let first = list.lines().nth(1).unwrap_or_default().split_whitespace().next();
            assert_eq!(first, Some(link_type), "{tag:?} {address}: {list}");
        }
    });
}
