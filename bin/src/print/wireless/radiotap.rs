//! The radiotap header (radiotap.org): what a driver knows of how a frame was received.
//!
//! Words of bits say which fields there are; a field stands at a multiple of its alignment from the
//! start of the header. The fields end with the first that is not known here, since its length is
//! not known either; vendors' fields are passed over. Numbers are in little-endian order.

use super::frame;
use super::management::half;
use crate::print::toolkit::*;

const HEADER: usize = 8;
/// Fields that other lines depend on.
const MCS: u32 = 1 << 19;
/// The last bit of a word: another one follows.
const MORE: u32 = 1 << 31;
/// The bits before it: a vendor's fields follow, or radiotap's own again.
const VENDOR: u32 = 1 << 30;
const OWN: u32 = 1 << 29;

const FLAGS: Table = table!("";
    0x01: "cfp ", 0x02: "short preamble ", 0x04: "wep ", 0x08: "fragmented ", 0x40: "bad-fcs ",
);
const CHECKSUM: u8 = 0x10;
const PADDED: u8 = 0x20;

/// Alignment and length of each field, by its bit.
const FIELDS: [(usize, usize); 22] = [
    (8, 8),
    (1, 1),
    (1, 1),
    (2, 4),
    (1, 2),
    (1, 1),
    (1, 1),
    (2, 2),
    (2, 2),
    // Two bytes by the standard; tcpdump, which prints one, goes on behind that.
    (1, 1),
    (1, 1),
    (1, 1),
    (1, 1),
    (1, 1),
    (2, 2),
    (0, 0),
    (0, 0),
    (0, 0),
    (4, 8),
    (1, 3),
    (4, 8),
    (2, 12),
];

/// Bandwidths of very high throughput.
const BANDWIDTHS: Table = table!("unknown ({})";
    0: "20 MHz" "40 MHz" "20 MHz (L)" "20 MHz (U)" "80 MHz" "80 MHz (L)" "80 MHz (U)" "80 MHz (LL)"
        "80 MHz (LU)" "80 MHz (UL)" "80 MHz (UU)" "160 MHz" "160 MHz (L)" "160 MHz (U)"
        "160 MHz (LL)" "160 MHz (LU)" "160 MHz (UL)" "160 MHz (UU)" "160 MHz (LLL)" "160 MHz (LLU)"
        "160 MHz (LUL)" "160 MHz (UUU)" "160 MHz (ULL)" "160 MHz (ULU)" "160 MHz (UUL)"
        "160 MHz (UUU)",
);
/// Rates of one stream, by modulation and coding, and then, from scheme 33 on, of streams that are
/// modulated unequally; in units of the slowest rate (IEEE 802.11-2016 section 19.5).
const EQUAL: [u8; 8] = [1, 2, 3, 4, 6, 8, 9, 10];
const UNEQUAL: [u8; 44] = [
    6, 8, 10, 9, 12, 15, 8, 10, 10, 12, 14, 14, 16, 12, 15, 15, 18, 21, 21, 24, 10, 12, 14, 12, 14,
    16, 18, 16, 18, 20, 20, 22, 15, 18, 21, 18, 21, 24, 27, 24, 27, 30, 30, 33,
];

/// Prints a header and the frame behind it.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("802.11_radio");
    c.link_header = b.captured();
    b.check(0, HEADER)?;
    let length = usize::from(b.u16(2)?.swap_bytes());
    if length < HEADER {
        return Err(Short);
    }
    b.check(0, length)?;
    let header = b.first(length);
    let mut last = 4;
    while header.u32(last).or(Err(Short))?.swap_bytes() & MORE != 0 {
        last += 4;
    }
    let mut flags = 0;
    if fields(c, &header, last, &mut flags).is_err() {
        c.truncated();
    }
    frame::behind(c, b, length, flags & PADDED != 0, flags & CHECKSUM != 0)
}

/// The fields of a header whose last word of bits is known.
fn fields(c: &mut Ctx<'_>, b: &Bytes<'_>, last: usize, flags: &mut u8) -> Res {
    let mut at = last + 4;
    let (mut vendor, mut base) = (false, 0);
    for place in (4..=last).step_by(4) {
        let present = b.u32(place)?.swap_bytes();
        for bit in 0..29 {
            if vendor || present & 1 << bit == 0 {
                continue;
            }
            let (align, length) = *FIELDS.get(base + bit).unwrap_or(&(0, 0));
            if length == 0 {
                put!(c, "[bit {}] ", base + bit);
                return Ok(());
            }
            at = at.next_multiple_of(align);
            b.need(at, length)?;
            field(c, bit, present, &b.from(at), flags)?;
            at += length;
        }
        match present & (OWN | VENDOR) {
            0 => base += 32,
            OWN => (vendor, base) = (false, 0),
            VENDOR => {
                vendor = true;
                // Whose they are, and how many bytes they are; the bytes stand behind the header.
                let header = at.next_multiple_of(2);
                match b.u16(header + 4) {
                    Ok(size) => at = header + 6 + usize::from(size.swap_bytes()),
                    Err(_) => c.truncated(),
                }
                // What ends the fields beyond all of them is not named.
                if at > b.captured() {
                    return Ok(());
                }
            }
            // Of both nothing follows.
            _ => {}
        }
    }
    Ok(())
}

/// A number with a sign, in one byte.
fn signed(c: &mut Ctx<'_>, byte: u8, after: Literal) {
    put!(c, "{}{}", i32::from(byte as i8), after);
}

fn field(c: &mut Ctx<'_>, bit: usize, present: u32, b: &Bytes<'_>, flags: &mut u8) -> Res {
    let first = b.u8(0)?;
    match bit {
        0 => put!(c, "{}us tsft ", u64::from_le_bytes(*b.array(0)?)),
        1 => {
            *flags = first;
            put!(c, "{}", Arg::Flags(FLAGS, first.into()));
        }
        2 if first & 0xf0 == 0x80 => put!(c, "MCS {} ", first & 0xf),
        2 => {
            half(c, first);
            put!(c, " Mb/s ");
        }
        // The channel comes again with more of it.
        3 if present & 1 << 18 != 0 => {}
        3 => {
            put!(c, "{} MHz", b.u16(0)?.swap_bytes());
            channel(c, present, b.u16(2)?.swap_bytes().into());
        }
        5 => signed(c, first, text!("dBm signal ")),
        6 => signed(c, first, text!("dBm noise ")),
        8 => put!(c, "{} tx power ", -i32::from(b.u16(0)?.swap_bytes() as i16)),
        9 => put!(c, "{}dB tx attenuation ", -i32::from(first as i8)),
        10 => signed(c, first, text!("dBm tx power ")),
        18 => {
            let flags = b.u32(0)?.swap_bytes();
            put!(c, "{} MHz", b.u16(4)?.swap_bytes());
            channel(c, present, flags);
        }
        19 => high_throughput(c, first, b.u8(1)?, b.u8(2)?),
        21 => very_high_throughput(c, b)?,
        _ => {
            let format = match bit {
                4 => text!("fhset {1} fhpat {1} "),
                7 => text!("{2L} sq "),
                11 => text!("antenna {1} "),
                12 => text!("{1}dB signal "),
                13 => text!("{1}dB noise "),
                _ => return Ok(()),
            };
            c.show(b, format, &[])?;
        }
    }
    Ok(())
}

/// What a channel is used as: OFDM or not, at 2 or 5 GHz, and how wide.
fn channel(c: &mut Ctx<'_>, present: u32, flags: u32) {
    let all = |bits| flags & bits == bits;
    let width = if all(0x4000) {
        text!("/10Mhz")
    } else if all(0x8000) {
        text!("/5Mhz")
    } else {
        text!("")
    };
    if present & MCS != 0 {
        put!(c, " 11n");
    } else {
        if all(0x880) {
            put!(c, " FHSS");
        }
        if all(0x140) {
            put!(c, " 11a{}", width);
        }
        if all(0xc0) || all(0x480) {
            put!(c, " 11g{}", width);
        } else if all(0xa0) {
            put!(c, " 11b");
        }
        if all(0x10) {
            put!(c, " Turbo");
        }
    }
    if all(0x1_0000) {
        put!(c, " ht/20");
    } else if all(0x4_0000) {
        put!(c, " ht/40-");
    } else if all(0x2_0000) {
        put!(c, " ht/40+");
    }
    put!(c, " ");
}

/// Modulation and coding of IEEE 802.11n.
fn high_throughput(c: &mut Ctx<'_>, known: u8, flags: u8, scheme: u8) {
    let bandwidth = flags & 3;
    let (wide, short) = (bandwidth == 1, flags & 4 != 0);
    if known & 2 != 0 {
        if known & 5 != 0 {
            let units = match scheme {
                0..=31 => EQUAL.get(usize::from(scheme & 7)).unwrap_or(&0) * (scheme / 8 + 1),
                // The slowest of all, which repeats itself on both halves of a wide channel.
                32 => 0,
                _ => *UNEQUAL.get(usize::from(scheme - 33)).unwrap_or(&0),
            };
            let mut rate = u32::from(units) * if wide { 135 } else { 65 };
            if scheme == 32 && wide {
                rate = 60;
            }
            if short {
                rate = (rate * 20 + 9) / 18;
            }
            if rate > 0 {
                put!(c, "{}.{} Mb/s ", rate / 10, rate % 10);
            }
        }
        put!(c, "MCS {} ", scheme);
    }
    if known & 1 != 0 {
        put!(c, "{} ", Name(BANDWIDTHS, bandwidth.into()));
    }
    for (bit, is, one, other) in [
        (4, short, text!("short GI "), text!("long GI ")),
        (8, flags & 8 != 0, text!("greenfield "), text!("mixed ")),
        (16, flags & 16 != 0, text!("LDPC FEC "), text!("BCC FEC ")),
    ] {
        if known & bit != 0 {
            c.literal(if is { one } else { other });
        }
    }
    if known & 32 != 0 {
        put!(c, "RX-STBC{} ", flags >> 5 & 3);
    }
}

/// Modulation and coding of IEEE 802.11ac, for up to four users.
fn very_high_throughput(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let (known, flags, coding) = (b.u16(0)?.swap_bytes(), b.u8(2)?, b.u8(8)?);
    for user in 0..4 {
        let scheme = b.u8(4 + user)?;
        // Without streams there is no such user.
        if scheme & 0xf == 0 {
            continue;
        }
        put!(c, "User {} MCS {} ", user, scheme >> 4);
        c.literal(if coding >> user & 1 != 0 { text!("LDPC FEC ") } else { text!("BCC FEC ") });
    }
    if known & 0x40 != 0 {
        put!(c, "{} ", Name(BANDWIDTHS, (b.u8(3)? & 0x1f).into()));
    }
    if known & 4 != 0 {
        c.literal(if flags & 4 != 0 { text!("short GI ") } else { text!("long GI ") });
    }
    Ok(())
}
