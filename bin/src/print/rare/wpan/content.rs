//! What frames of IEEE 802.15.4 hold: information elements, beacons and commands.
//!
//! Left out: the values of information elements, of which the bytes are printed.

use super::{Rest, extended, number};
use crate::print::toolkit::*;

const SUPERFRAME_FLAGS: Table = table!("";
    0x1000: ", BLE enabled", 0x4000: ", PAN Coordinator", 0x8000: ", Association Permit",
);
const COMMANDS: Table = table!("Reserved 0x{:02x}";
    1: "Association Request command" "Association Response command"
    "Disassociation Notification command" "Data Request command"
    "PAN ID Conflict Notification command" "Orphan Notification command" "Beacon Request command"
    "Coordinator realignment command" "GTS request command" "TRLE Management Request command"
    "TRLE Management Response command", 0x13: "DSME Association Request command"
    "DSME Association Response command" "DSME GTS Request command" "DSME GTS Response command"
    "DSME GTS Notify command" "DSME Information Request command"
    "DSME Information Response command" "DSME Beacon Allocation Notification command"
    "DSME Beacon Collision Notification command" "DSME Link Report command", 0x20: "RIT Data Request command"
    "DBS Request command" "DBS Response command" "RIT Data Response command" "Vendor Specific command",
);
const CAPABILITIES: Table = table!("";
    0x04: "AC powered, ", 0x08: "Receiver on when idle, ", 0x10: "Fast association, ",
    0x40: "Security supported, ", 0x80: "Allocate address, ",
);
const STATES: Table = table!("Status = 0x{:02x}";
    0: "Association successful" "PAN at capacity" "PAN access denied"
    "Hooping sequence offset duplication", 0x80: "Fast association successful",
);
const REASONS: Table = table!("Reason = 0x{:02x}";
    0: "Reserved" "Reason = The coordinator wishes the device to leave PAN"
    "Reason = The device wishes to leave the PAN",
);

/// The names and the bytes of information elements, those of the header first; behind the first of
/// the two that end them are those of the payload (sections 7.4.2 and 7.4.3).
pub(super) fn elements(c: &mut Ctx<'_>, rest: &mut Rest<'_>) -> Option<()> {
    const NAMES: Table = table!("Reserved 0x{:02x}";
        0x00: "Vendor Specific Header IE", 0x1a: "LE CSL IE" "LE RIT IE" "DSME PAN descriptor IE"
        "Rendezvous Time IE" "Time Correction IE", 0x21: "Extended DSME PAN descriptor IE"
        "Fragment Sequence Context Description IE" "Simplified Superframe Specification IE"
        "Simplified GTS Specification IE" "LECIM Capabilities IE" "TRLE Descriptor IE"
        "RCC Capabilities IE" "RCCN Descriptor IE" "Global Time IE" "Omnibus Header IE" "DA IE",
        0x7e: "Header Termination 1 IE" "Header Termination 2 IE",
    );
    const PAYLOAD: Table = table!("Reserved 0x{:02x}";
        0: "ESDU IE" "MLME IE" "Vendor Specific Nested IE" "Multiplexed IE (802.15.9)"
        "Omnibus Payload Group IE" "IETF IE", 15: "List termination",
    );
    let mut inside = false;
    loop {
        let Some((head, behind)) = rest.0.split_at_checked(2) else {
            put!(c, "[ERROR: Truncated header IE]");
            return None;
        };
        rest.0 = behind;
        let field = number(head) as u32;
        if inside != (field & 0x8000 != 0) {
            c.literal(if inside {
                text!("[ERROR: Payload IE with type 0] ")
            } else {
                text!("[ERROR: Header IE with type 1] ")
            });
        }
        let (size, kind, last) = if inside {
            (field & 0x3ff, field >> 11 & 15, 15)
        } else {
            (field & 0x7f, field >> 7 & 0xff, 0x7f)
        };
        if kind > 0x7f {
            put!(c, "Reserved Element ID {:x}, length = {} ", kind, size);
        } else {
            put!(c, "\n\t{} [", Name(if inside { PAYLOAD } else { NAMES }, kind));
            if size > 0 {
                put!(c, " length = {}, ", size);
            }
        }
        let Some((value, behind)) = rest.0.split_at_checked(size as usize) else {
            put!(c, "[ERROR: Truncated IE data]");
            return None;
        };
        rest.0 = behind;
        c.literal(if size > 0 { text!("IE Data = ") } else { text!("") });
        for &byte in value {
            put!(c, "{:02x} ", byte);
        }
        c.literal(if inside { text!("]\n\t") } else { text!("] ") });
        if !inside && kind == 0x7e {
            inside = true;
        } else if kind == last || rest.0.is_empty() {
            return Some(());
        }
    }
}

/// A beacon of versions that have no elements.
pub(super) fn beacon(c: &mut Ctx<'_>, rest: &mut Rest<'_>) -> Option<()> {
    let (v, more) = (c.v() > 0, c.v() > 1);
    let field = number(rest.take(c, 2, text!("beacon information"))?);
    if v {
        put!(c, "\n\tBeacon order = {}, Superframe order = {}", field & 15, field >> 4 & 15);
        put!(c, ", Final CAP Slot = {}{}", field >> 8 & 15, Flags(SUPERFRAME_FLAGS, field as u32));
    }
    let slots = *rest.take(c, 1, text!("GTS info"))?.first()? & 7;
    if slots == 0 {
        c.literal(if v { text!("\n\tGTS Descriptor Count = 0, ") } else { text!("") });
    } else {
        let size = 1 + 3 * usize::from(slots);
        let Some((list, behind)) = rest.0.split_at_checked(size) else {
            put!(c, " [ERROR: Truncated GTS Info List]");
            return None;
        };
        rest.0 = behind;
        let (mask, list) = list.split_first()?;
        if more {
            put!(
                c,
                "GTS Descriptor Count = {}, GTS Directions Mask = {:02x}, [ ",
                slots,
                *mask & 0x7f
            );
            for slot in list.as_chunks::<3>().0 {
                // As tcpdump has it, the slot is in the second byte, not in the third.
                let [low, high, _] = slot;
                put!(c, "[ {:02x}{:02x}, Start slot = ", *high, *low);
                put!(c, "{}, Length = {} ] ", high & 15, high >> 4);
            }
            put!(c, "]");
        }
    }
    let pending = *rest.take(c, 1, text!("pending addresses"))?.first()?;
    let (short, long) = (usize::from(pending & 7), usize::from(pending >> 4 & 7));
    if v {
        put!(c, "\n\tPending address list, # short addresses = {}", short);
        put!(c, ", # extended addresses = {}", long);
    }
    let Some((list, behind)) = rest.0.split_at_checked(2 * short + 8 * long) else {
        put!(c, " [ERROR: Pending address list truncated]");
        return None;
    };
    rest.0 = behind;
    let (shorts, longs) = list.split_at_checked(2 * short)?;
    if more && short > 0 {
        put!(c, ", Short address list = [ ");
        for address in shorts.as_chunks::<2>().0 {
            put!(c, "{:04x} ", number(address));
        }
        put!(c, "]");
    }
    if more && long > 0 {
        put!(c, ", Extended address list = [ ");
        for address in longs.as_chunks::<8>().0 {
            extended(c, address);
            put!(c, " ");
        }
        put!(c, "]");
    }
    Some(())
}

/// A command; what is printed of it is no longer payload.
pub(super) fn command(c: &mut Ctx<'_>, rest: &mut Rest<'_>) -> Option<()> {
    let kind = *rest.take(c, 1, text!("Command ID"))?.first()?;
    put!(c, "Command ID = {} ", Name(COMMANDS, kind.into()));
    let invalid = match (kind, rest.0) {
        (_, []) => return Some(()),
        (1, &[field]) => {
            put!(c, "{}FD, ", if field & 2 != 0 { text!("F") } else { text!("R") });
            put!(c, "{}", Flags(CAPABILITIES, field.into()));
            text!("")
        }
        (2, &[low, high, state]) => {
            put!(c, "Short address = {:02x}{:02x}, ", high, low);
            put!(c, "{}", Name(STATES, state.into()));
            text!("")
        }
        (3, &[reason]) => {
            put!(c, "{}", Name(REASONS, reason.into()));
            text!("")
        }
        (8, &[p0, p1, c0, c1, channel, s0, s1, ref page @ ..]) if page.len() < 2 => {
            put!(c, "Pan ID = 0x{:02x}{:02x}, Coordinator short address = ", p1, p0);
            put!(c, "{:02x}{:02x}, Channel Number = ", c1, c0);
            // A page's highest bit says that the rest of it belongs to the channel's number.
            match *page {
                [page] if page > 0x7f => {
                    put!(c, "{}", u16::from_be_bytes([page & 0x7f, channel]));
                }
                [page] => put!(c, "{}, page = {}", channel, page),
                _ => put!(c, "{}", channel),
            }
            put!(c, ", Short address = {:02x}{:02x}", s1, s0);
            text!("")
        }
        (9, &[field]) => {
            put!(c, "GTS Length = {}, ", field & 15);
            c.literal(if field & 0x10 != 0 { text!("Receive") } else { text!("Transmit") });
            put!(c, "-only GTS, GTS ");
            c.literal(if field & 0x20 != 0 { text!("allocation") } else { text!("deallocations") });
            text!("")
        }
        (1, _) => text!("Association request"),
        (2, _) => text!("Association response"),
        (3, _) => text!("Disassociation Notification"),
        (8, _) => text!("Coordinator Realignment"),
        (9, _) => text!("GTS Request"),
        (4..=7, _) => return Some(()),
        _ => {
            put!(c, "Command Data = ");
            for &byte in rest.0 {
                put!(c, "{:02x} ", byte);
            }
            return Some(());
        }
    };
    if invalid.is_empty() {
        rest.0 = &[];
    } else {
        put!(c, "Invalid {} command length", invalid);
    }
    Some(())
}
