//! The Precision Time Protocol, version 2 (IEEE 1588-2019, clauses 13 and 15).
//!
//! Left out: version 1, TLVs, and what a signaling message carries.

use crate::print::toolkit::*;

pub(crate) const ETHERTYPE: u16 = 0x88f7;
const MESSAGES: Table = table!("Reserved";
    0: "sync msg", 1: "delay req msg", 2: "peer delay req msg", 3: "peer delay resp msg",
    8: "follow up msg", 9: "delay resp msg", 10: "pdelay resp fup msg", 11: "announce msg",
    12: "signaling msg", 13: "management msg",
);
/// As tcpdump has them; the standard has the profile's and the security's each a bit higher.
const FLAGS: Table = table!("none";
    0x0001: "l1 61", 0x0002: "l1 59", 0x0004: "utc reasonable", 0x0008: "timescale",
    0x0010: "time tracable", 0x0020: "frequency tracable", 0x0100: "alternate master",
    0x0200: "two step", 0x0400: "unicast", 0x1000: "profile specific 1",
    0x2000: "profile specific 2", 0x4000: "security mask",
    0x18c0: "unknown",
);
const CONTROLS: Table = table!("Reserved";
    0: "Sync", 1: "Delay_Req", 2: "Follow_Up", 3: "Delay_Resp", 4: "Management", 5: "Other",
);

/// The port that a message is about.
const IDENTITY: Literal = text!(", port identity: 0x{8x}{|}, port id: {2}");

/// Prints a message.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("ptp");
    if b.len() < 34 {
        return c.short(text!("length"), b.len(), 34);
    }
    let (minor, version) = (b.u8(1)? >> 4, b.u8(1)? & 15);
    put!(c, "PTPv{}", version);
    if minor != 0 {
        put!(c, ".{}", minor);
    }
    if version != 2 {
        c.literal(if version == 1 { text!(" (not implemented)") } else { text!("") });
        return Ok(());
    }
    show!(
        c,
        b,
        ", majorSdoId: 0x{1->4x}, msg type: {1&fN}{|}, length: {@2=2}{|}, domain: {1}, \
         reserved1: {1}{|}, Flags [{2B}]{|}, NS correction: {6}{|}, sub NS correction: {2}{|}, \
         reserved2: {4}{|}, clock identity: 0x{8x}{|}, port id: {2}{|}, seq id: {2}{|}, \
         control: {1-} ({1N}){|}, log message interval: {1}",
        MESSAGES,
        FLAGS,
        CONTROLS
    )?;
    let body = b.from(34);
    match b.u8(0)? & 15 {
        0 | 1 => time(c, text!("origin"), &body),
        8 => time(c, text!("preciseOrigin"), &body),
        kind @ (2 | 3 | 9 | 10) => {
            time(c, if kind & 1 == 0 { text!("preciseOrigin") } else { text!("receive") }, &body)?;
            c.show(&body.from(10), IDENTITY, &[])
        }
        11 => {
            time(c, text!("origin"), &body)?;
            show!(
                c,
                &body.from(10),
                ", origin cur utc:{2}{|}, rsvd: {1}{|}, gm priority_1: {1}{|}, gm clock class: {1}{|}\
                 , gm clock accuracy: {1}{|}, gm clock variance: {2}{|}, gm priority_2: {1}{|}\
                 , gm clock id: 0x{8x}{|}, steps removed: {2}{|}, time source: 0x{1:02x}"
            )
        }
        12 => c.show(&body, IDENTITY, &[]),
        13 => {
            c.show(&body, IDENTITY, &[])?;
            show!(
                c,
                &body.from(10),
                ", start boundary hops: {1}{|}, boundary hops: {1}{|}, flags: 0x{1x}{|}, \
                 reserved: 0x{1x}"
            )
        }
        _ => Ok(()),
    }
}

/// A time: 48 bits of seconds and 32 of nanoseconds.
fn time(c: &mut Ctx<'_>, what: Literal, b: &Bytes<'_>) -> Res {
    put!(c, ", {}TimeStamp:", what);
    show!(c, b, " {6}{|}.{4:09} seconds")
}
