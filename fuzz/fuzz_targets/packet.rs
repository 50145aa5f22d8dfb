//! `cargo +nightly fuzz run packet`: the printers, over whole packets. The first byte is the
//! link type, the second the options, and that the link type is above 255, the third how much longer the
//! packet was on the wire.
#![no_main]

use barecap_cli::print::{NoNames, Options, PacketInfo, Printer, Sink, TimeForm};
use barecap_core::linktype::LinkType;
use std::cell::RefCell;

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
        link_type: LinkType(u16::from(*link_type) | u16::from(flags >> 7) << 8),
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
