//! Filters on link types that a build leaves out.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_core::compile::compile;
use barecap_core::filter::Context;
use barecap_core::filter::names::NoNames;
use barecap_core::linktype::LinkType;
use barecap_core::workspace::Small;

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
