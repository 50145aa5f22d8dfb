//! IS-IS (ISO 10589, RFC 1195): its packets. What they are made of is in `isis_values`.

use super::isis_values;
use super::osi;
use crate::print::toolkit::*;

const NAMES: Table = table!("unknown, type {}";
    15: "L1 Lan IIH" "L2 Lan IIH" "p2p IIH" "L1 LSP", 20: "L2 LSP", 24: "L1 CSNP" "L2 CSNP"
    "L1 PSNP" "L2 PSNP",
);
const CIRCUITS: Table = table!("unknown circuit type 0x{:02x}";
    1: "Level 1 only" "Level 2 only" "Level 1, Level 2",
);

/// A system's identifier, with the number of a circuit or a fragment behind it; nothing where it is cut.
pub(super) fn system(c: &mut Ctx<'_>, before: &str, b: &Bytes<'_>, at: usize, size: usize) -> Res {
    let bytes = b.get(at, size)?;
    c.str(before);
    for (i, &byte) in bytes.iter().enumerate() {
        match i {
            7 => c.str("-"),
            2 | 4 | 6 => c.str("."),
            _ => {}
        }
        put!(c, "{:02x}", byte);
    }
    Ok(())
}

/// Prints a packet; one that cannot be read ends in a dump of it.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = "isis";
    if !packet(c, b)? {
        c.hex_lines("\n\t", b.inside());
    }
    Ok(())
}

/// Prints a packet; answers whether it can be read.
fn packet(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<bool> {
    b.need(0, 8)?;
    c.str(if c.o.link_header { "" } else { "IS-IS" });
    let header = usize::from(b.u8(1)?);
    let (version, id_length, kind) = (b.u8(2)?, b.u8(3)?, b.u8(4)?);
    for (wrong, format, value) in [
        (version != 1, "version {} packet not supported", version),
        (id_length != 6 && id_length != 0, "system ID length of {} is not supported", id_length),
        (b.u8(5)? != 1, "version {} packet not supported", b.u8(5)?),
    ] {
        if wrong {
            c.put(format.into(), &[Arg::N(value.into())]);
            return Ok(false);
        }
    }
    if header < 8 {
        put!(c, "fixed header length {} < minimum header size 8", header);
        return Ok(false);
    }
    if header > b.len() {
        put!(c, "fixed header length {} > packet length {}", header, b.len());
        return Ok(false);
    }
    let areas = match b.u8(7)? {
        0 => 3,
        255 => {
            c.str("bad packet -- 255 areas");
            return Ok(false);
        }
        areas => areas,
    };
    let wanted = match kind {
        15 | 16 => 27,
        17 => 20,
        18 | 20 => 27,
        24 | 25 => 33,
        26 | 27 => 17,
        _ => 0,
    };
    let v = c.v() > 0;
    let comma = if c.o.link_header { "" } else { ", " };
    if v {
        put!(c, "{}length {}", comma, b.len());
        put!(c, "\n\t{}, hlen: {}, v: {}", Name(NAMES, kind.into()), header, version);
        show!(c, b, ", pdu-v: {@5=1}, sys-id-len: 6 ({@3=1})")?;
        put!(c, ", max-area: {} ({})", areas, b.u8(7)?);
        if c.v() > 1 {
            c.hex_lines("\n\t", b.get(0, 8)?);
        }
    } else if wanted == 0 {
        put!(c, "{}unknown PDU-Type {}, length {}", comma, kind, b.len());
        return Ok(true);
    } else {
        put!(c, "{}{}", comma, Name(NAMES, kind.into()));
    }
    let body = b.from(8);
    if wanted == 0 {
        c.hex_lines("\n\t  ", body.inside());
        return Ok(false);
    }
    if header != wanted {
        c.str(if matches!(kind, 26 | 27) { "-" } else { "," });
        // Of a link state it is told without the part that all kinds have.
        let told = if matches!(kind, 18 | 20) { wanted - 8 } else { wanted };
        put!(c, " bogus fixed header length {} should be {}", header, told);
        return Ok(false);
    }
    b.need(0, wanted)?;
    let mut total = usize::from(body.u16(if kind <= 17 { 9 } else { 0 }).unwrap_or(0));
    if !v {
        match kind {
            15..=17 => {
                system(c, ", src-id ", &body, 1, 6)?;
                if kind != 17 {
                    system(c, ", lan-id ", &body, 12, 7)?;
                    show!(c, &body, ", prio {@11=1}")?;
                }
            }
            18 | 20 => {
                system(c, ", lsp-id ", &body, 4, 8)?;
                show!(c, &body, ", seq 0x{@12=4:08x}, lifetime {@2=2:5}s")?;
            }
            _ => {
                system(c, ", src-id ", &body, 2, 7)?;
            }
        }
        put!(c, ", length {}", b.len());
        return Ok(true);
    }
    match kind {
        15 | 16 => {
            system(c, "\n\t  source-id: ", &body, 1, 6)?;
            show!(c, &body, ",  holding time: {@7=2}s, Flags: [{@0=1N}]", CIRCUITS)?;
            system(c, "\n\t  lan-id:    ", &body, 12, 7)?;
            show!(c, &body, ", Priority: {@11=1&7f}, PDU length: {@9=2}")?;
        }
        17 => {
            system(c, "\n\t  source-id: ", &body, 1, 6)?;
            show!(c, &body, ", holding time: {@7=2}s, Flags: [{@0=1N}]", CIRCUITS)?;
            show!(c, &body, "\n\t  circuit-id: 0x{@11=1:02x}, PDU length: {@9=2}")?;
        }
        18 | 20 => {
            system(c, "\n\t  lsp-id: ", &body, 4, 8)?;
            show!(c, &body, ", seq: 0x{@12=4:08x}, lifetime: {@2=2:5}s")?;
            show!(c, &body, "\n\t  chksum: 0x{@16=2:04x}")?;
            let bytes = b.from(12).claim(total.min(b.len()).saturating_sub(12));
            osi::checksum(c, body.u16(16)?, 12, bytes.get(0, bytes.len()));
            put!(c, ", PDU length: {}, Flags: [ ", total);
            let flags = body.u8(18)?;
            if flags & 4 != 0 {
                c.str("Overload bit set, ");
            }
            if flags & 0x78 != 0 {
                for (bit, name) in
                    [(0x40, "default "), (0x20, "delay "), (0x10, "expense "), (0x08, "error ")]
                {
                    // In the order of the bits, from the lowest.
                    let bit = match bit {
                        0x40 => 0x08,
                        0x20 => 0x10,
                        0x10 => 0x20,
                        _ => 0x40,
                    };
                    c.str(if flags & bit != 0 { name } else { "" });
                }
                c.str("ATT bit set, ");
            }
            c.str(if flags & 0x80 != 0 { "P bit set, " } else { "" });
            put!(
                c,
                "{} ]",
                Name(
                    table!("Unknown(0x{:x})"; 0: "Unused 0x0 (invalid)" "L1 IS"
                    "Unused 0x2 (invalid)" "L2 IS"),
                    u32::from(flags & 3),
                )
            );
        }
        24 | 25 => {
            system(c, "\n\t  source-id:    ", &body, 2, 7)?;
            show!(c, &body, ", PDU length: {@0=2}")?;
            system(c, "\n\t  start lsp-id: ", &body, 9, 8)?;
            system(c, "\n\t  end lsp-id:   ", &body, 17, 8)?;
        }
        _ => {
            system(c, "\n\t  source-id:    ", &body, 2, 7)?;
            show!(c, &body, ", PDU length: {@0=2}")?;
        }
    }
    if c.v() > 1 {
        c.hex_lines("\n\t  ", body.get(0, header - 8)?);
    }
    if total > b.len() {
        total = b.len();
    }
    if total < header {
        c.short("packet length", total, header)?;
        return Ok(true);
    }
    let mut rest = b.claim(total).from(header);
    while rest.len() > 0 {
        if rest.len() < 2 {
            return Err(Cut);
        }
        let (kind, length) = (rest.u8(0)?, usize::from(rest.u8(1)?));
        show!(c, &rest, "\n\t    {1N} TLV #{@0=1}, length: {1}", isis_values::NAMES)?;
        if length > rest.len() - 2 {
            return Err(Cut);
        }
        let value = rest.from(2).claim(length);
        // Of values without content only some say so.
        let silent = length == 0 && !matches!(kind, 129 | 137 | 222 | 235 | 237 | 242);
        let known = silent || isis_values::print(c, kind, &value, b)?;
        if matches!(kind, 128 | 130) {
            let short = length % 12;
            // Of one that is cut, tcpdump does not say so.
            if !value.has(0, length - short) {
                return Ok(true);
            }
            if short != 0 {
                put!(c, "short IPv4 Reachability ({} vs 12)", short);
                return Ok(true);
            }
        }
        if c.v() > 1 || !known {
            let indent = if c.v() > 1 { "\n\t      " } else { "\n\t\t" };
            c.hex_lines(indent, value.inside());
        }
        rest = rest.from(2 + length);
    }
    Ok(true)
}
