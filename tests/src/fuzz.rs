//! What a fuzzer does with its bytes; the fuzz targets and the test that replays their corpus both
//! call it.

use barecap_core::compile::compile;
use barecap_core::filter::error::ErrorKind;
use barecap_core::filter::names::NoNames;
use barecap_core::filter::{Context, Target};
use barecap_core::linktype::LinkType;
use barecap_core::vm::{Packet, run};
use barecap_core::workspace::Small;
use std::cell::RefCell;

thread_local! {
    /// Two workspaces, for the program as it is written and for the optimized one.
    static WORKSPACES: RefCell<Box<[Small; 2]>> = RefCell::new(Box::new([Small::new(), Small::new()]));
}

/// Compiles a filter with and without optimization. The first byte is the link type's place in the
/// table, the second the target; then comes the expression up to a zero byte, and then a packet,
/// on which both programs must agree.
///
/// # Panics
/// If a program is made that the verifier refuses, if the two programs do not agree on the packet,
/// or if a message cannot be shown.
pub fn filter(data: &[u8]) {
    let [link_type, target, rest @ ..] = data else { return };
    let mut parts = rest.splitn(2, |byte| *byte == 0);
    let Some(Ok(text)) = parts.next().map(str::from_utf8) else { return };
    let bytes = parts.next().unwrap_or_default();
    let mut link_types = LinkType::all();
    let link_type = link_types.nth(usize::from(*link_type) % LinkType::all().len());
    let mut context = Context {
        link_type: link_type.unwrap_or(LinkType::EN10MB),
        snap_length: 262_144,
        netmask: (target & 4 != 0).then_some(0xffff_ff00),
        target: match target & 3 {
            0 => Target::Default,
            1 => Target::LinuxLive,
            2 => Target::SavefileUnswapped,
            _ => Target::SavefileSwapped,
        },
        optimize: false,
    };
    let length = bytes.len() as u32;
    let ancillary = [1; 16];
    WORKSPACES.with_borrow_mut(|workspaces| {
        let verdicts = workspaces.each_mut().map(|workspace| {
            let result = compile(text, &context, &mut NoNames, workspace);
            context.optimize = true;
            match result {
                Ok(program) => {
                    let packet = Packet { bytes, length, ancillary: Some(&ancillary) };
                    Some(run(program, packet))
                }
                Err(error) => {
                    let message = error.message(text).to_string();
                    assert!(!matches!(error.kind, ErrorKind::Refused(_)), "{text:?}: {message}");
                    assert!(message.bytes().all(|byte| (b' '..=b'~').contains(&byte)));
                    assert_eq!(error.caret(text).to_string().lines().count(), 2);
                    None
                }
            }
        });
        if let [Some(plain), Some(optimized)] = verdicts {
            assert_eq!(plain, optimized, "{text:?} on {bytes:02x?}");
        }
    });
}
