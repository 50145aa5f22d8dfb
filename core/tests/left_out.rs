//! What builds make of filters without the features that they leave out.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_core::agree::{Agreement, Memory, agree};
use barecap_core::compile::compile;
use barecap_core::filter::Context;
use barecap_core::filter::names::NoNames;
use barecap_core::insn::Insn;
use barecap_core::linktype::LinkType;
use barecap_core::verify::verify;
use barecap_core::workspace::Small;
use std::sync::Mutex;

#[test]
fn what_is_left_out_is_said() {
    for (there, link_type) in [
        (cfg!(feature = "wlan"), LinkType::IEEE802_11),
        (cfg!(feature = "wlan"), LinkType::IEEE802_11_RADIO),
        (cfg!(feature = "atm"), LinkType::SUNATM),
        (cfg!(feature = "ss7"), LinkType::MTP2),
        (true, LinkType::EN10MB),
        (true, LinkType::ATM_RFC1483),
    ] {
        let context = Context { optimize: false, ..Context::new(link_type) };
        let mut workspace = Box::new(Small::new());
        // Every packet passes, whatever it is.
        assert!(compile("", &context, &mut NoNames, &mut workspace).is_ok());
        for filter in ["link[0] = 1", "not len > 5"] {
            let compiled = compile(filter, &context, &mut NoNames, &mut workspace);
            match compiled.map(|_| ()) {
                Ok(()) => assert!(there, "{link_type:?}"),
                Err(error) => {
                    assert!(!there, "{link_type:?}");
                    let message = error.message(filter).to_string();
                    let name = link_type.name().unwrap();
                    assert!(message.starts_with("this build has no filters for DLT_"), "{message}");
                    assert!(message.contains(name), "{message}");
                }
            }
        }
    }
}

fn plain(filter: &str) -> Vec<Insn> {
    let context = Context { optimize: false, ..Context::new(LinkType::EN10MB) };
    let mut workspace = Box::new(Small::new());
    compile(filter, &context, &mut NoNames, &mut workspace).unwrap().to_vec()
}

/// Too large for the stack of a test.
static MEMORY: Mutex<Memory<256>> = Mutex::new(Memory::new());

/// Without the optimizer arithmetic stays as it is written, and means what it did.
#[test]
fn arithmetic_means_the_same() {
    let memory = &mut *MEMORY.lock().unwrap();
    for (written, simpler) in [
        ("ether[0] * 4 = 20", "ether[0] << 2 = 20"),
        ("ether[0] / 8 = 3", "ether[0] >> 3 = 3"),
        ("ether[0] % 8 = 3", "ether[0] & 7 = 3"),
        ("ether[0] * 0 + ether[1] = 3", "ether[0] & 0 | ether[1] = 3"),
        ("ether[0] + 3 + 4 = 9", "ether[0] = 2"),
        ("3 - ether[0] = 1", "ether[0] = 2"),
        ("-(-ether[0]) = 2", "ether[0] = 2"),
        ("len << (30 + 2) = 0", "len & 0 = 0"),
        ("ether[0] & 0xffff = 2", "ether[0] = 2"),
        ("ether[0] <= 255", "ether[0] >= 0"),
        ("ether[0] = 256", "ether[0] > 255"),
        ("ether[0] & 0 != 0 or ip", "ether[0] > 255 or ip"),
        ("1 = 1 and ip", "ip"),
        ("ether[4 + 2 * 3] = 8", "ether[10] = 8"),
        ("ether[len - len + 4] = 8", "ether[4] = 8"),
        ("ip[-14:2] = 8", "ip and ip[4294967282:2] = 8"),
        ("ether[1 << 30] = 1", "ether[0xffffffff] = 1"),
        ("tcp[6 + 7] & 2 != 0", "tcp[tcpflags] & tcp-syn != 0"),
    ] {
        let [a, b] = [written, simpler].map(plain);
        let found = agree(verify(&a).unwrap(), verify(&b).unwrap(), 100_000, memory);
        assert!(matches!(found, Agreement::Agree), "{written}, {simpler}: {found:?}");
    }
}

/// What filters usually have is short even so.
#[test]
fn accessors_are_short() {
    for (filter, longest) in [
        ("tcp[tcpflags] & tcp-syn != 0", 12),
        ("icmp[icmptype] = icmp-echo", 11),
        ("ip[8] < 5", 6),
        ("udp[4:2] > 1400", 11),
        ("tcp[(tcp[12] >> 2):4] = 0x47455420", 21),
        ("ip[2:2] - ((ip[0] & 0xf) << 2) > 100", 8),
    ] {
        let program = plain(filter);
        assert!(program.len() <= longest, "{filter}: {} instructions", program.len());
    }
}
