//! `cargo +nightly fuzz run packet`: the printers, over whole packets. The first byte chooses the
//! link type, the second the options, the third how much longer the packet was on the wire.
#![no_main]

use barecap_cli::print::{NoNames, Options, PacketInfo, Printer, Sink, TimeForm};
use barecap_core::linktype::LinkType;
use std::cell::RefCell;

/// The link types that there are printers for.
const LINK_TYPES: &[u16] =
    &[1, 0, 9, 12, 50, 51, 105, 108, 113, 119, 127, 163, 192, 228, 229, 271, 276, 8, 104, 107, 129,
        182, 226, 239, 242, 281, 282, 284, 285];

thread_local! {
    static PRINTER: RefCell<Box<Printer>> = RefCell::new(Box::new(Printer::new()));
}

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let [link_type, flags, beyond, data @ ..] = data else { return };
    let options = Options {
        link_header: flags & 1 != 0,
        numeric: true,
        quiet: flags >> 1 & 1,
        verbose: flags >> 2 & 3,
        time: TimeForm::None,
        no_checksums: flags & 16 != 0,
        packet_type: if flags & 32 != 0 { beyond % 22 } else { 0 },
        mesh: flags & 64 != 0,
        ..Options::default()
    };
    let packet = PacketInfo {
        offloaded: false,
        origin: None,
        seconds: 0,
        fraction: 0,
        length: data.len() as u32 + u32::from(*beyond) * 8,
        link_type: LinkType(LINK_TYPES[usize::from(*link_type) % LINK_TYPES.len()]),
        data,
    };
    // A line is bounded by the packet; a printer that does not advance would go on.
    let mut printed = 0usize;
    let mut write = |text: &[u8]| {
        printed += text.len();
        assert!(printed < 1 << 24, "a printer does not come to an end");
        true
    };
    let mut buffer = [0; 256];
    let mut sink = Sink::new(&mut buffer, &mut write);
    PRINTER.with_borrow_mut(|printer| printer.packet(&packet, &options, &mut NoNames, &mut sink));
    sink.flush();
});
