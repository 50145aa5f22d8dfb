//! The multi-point control protocol of passive optical networks (IEEE 802.3-2018, clause 64), and pause
//! frames, which share its Ethertype.

use crate::print::toolkit::*;

pub(super) const ETHERTYPE: u16 = 0x8808;
const PAUSE: u16 = 1;
const OPCODES: Table = table!("Unknown ({})";
    1: "Pause" "Gate" "Report" "Register Request" "Register" "Register ACK",
);
const GRANTS: Table = table!("?";
    0x08: "Discovery", 0x10: "Force Grant #1", 0x20: "Force Grant #2", 0x40: "Force Grant #3",
    0x80: "Force Grant #4",
);
const QUEUES: Table = table!("Unknown";
    0x01: "Q0", 0x02: "Q1", 0x04: "Q2", 0x08: "Q3", 0x10: "Q4", 0x20: "Q5", 0x40: "Q6", 0x80: "Q7",
);
const REQUESTS: Table = table!("Reserved"; 1: "Register", 3: "De-Register");
const REGISTERS: Table = table!("Reserved";
    1: "Re-Register", 2: "De-Register", 3: "ACK", 4: "NACK",
);
const ACKNOWLEDGMENTS: Table = table!("Reserved"; 1: "ACK");

/// Prints a frame.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("mpcp");
    let code = b.u16(0)?;
    let time = b.u32(2)?;
    put!(c, "MPCP, Opcode {}", Name(OPCODES, code.into()));
    if code != PAUSE {
        put!(c, ", Timestamp {} ticks", time);
    }
    put!(c, ", length {}", b.len());
    if c.v() == 0 {
        return Ok(());
    }
    let rest = b.from(6);
    match code {
        PAUSE => Ok(()),
        2 => gate(c, &rest),
        3 => report(c, &rest),
        4 => show!(c, &rest, "\n\tFlags [ {1B} ], Pending-Grants {1}", REQUESTS),
        5 => {
            rest.need(0, 6)?;
            show!(c, &rest, "\n\tAssigned-Port {2}, Flags [ {1B} ]", REGISTERS)?;
            show!(c, &rest, "\n\tSync-Time {@3=2} ticks, Echoed-Pending-Grants {1}")
        }
        6 => {
            rest.need(0, 5)?;
            show!(c, &rest, "\n\tEchoed-Assigned-Port {@1=2}, Flags [ {@0=1B} ]", ACKNOWLEDGMENTS)?;
            show!(c, &rest, "\n\tEchoed-Sync-Time {@3=2} ticks")
        }
        _ => {
            c.hex_lines(text!("\n\t"), b.inside());
            Ok(())
        }
    }
}

fn gate(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    show!(c, b, "\n\tGrant Numbers {1-&7}, Flags [ {1B} ]", GRANTS)?;
    let mut rest = b.from(1);
    for i in 1..=b.u8(0)? & 7 {
        let (start, duration) = (rest.u32(0)?, rest.u16(4)?);
        put!(c, "\n\tGrant #{}, Start-Time {} ticks, duration {} ticks", i, start, duration);
        rest = rest.from(6);
    }
    show!(c, &rest, "\n\tSync-Time {2} ticks")
}

fn report(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let sets = b.u8(0)?;
    put!(c, "\n\tTotal Queue-Sets {}", sets);
    let mut rest = b.from(1);
    // As tcpdump has it, the last is left out and each has the number of the last.
    for _ in 1..sets {
        let queues = rest.u8(0)?;
        let names = Bits(QUEUES, queues.into());
        put!(c, "\n\t  Queue-Set #{}, Report-Bitmap [ {} ]", sets, names);
        rest = rest.from(1);
        for i in (0..8).filter(|i| queues >> i & 1 != 0) {
            put!(c, "\n\t    Q{} Report, Duration {} ticks", i + 1, rest.u16(0)?);
            rest = rest.from(2);
        }
    }
    Ok(())
}
