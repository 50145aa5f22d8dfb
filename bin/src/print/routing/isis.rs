//! IS-IS (ISO 10589, RFC 1195): its packets. What they are made of is in `isis_values`.

use super::isis_values;
use super::osi;
use crate::print::toolkit::*;

/// The types of packets (ISO 10589, 9.5 to 9.13).
const L1_LAN_HELLO: u8 = 15;
const L2_LAN_HELLO: u8 = 16;
const P2P_HELLO: u8 = 17;
const L1_LSP: u8 = 18;
const L2_LSP: u8 = 20;
const L1_CSNP: u8 = 24;
const L2_CSNP: u8 = 25;
const L1_PSNP: u8 = 26;
const L2_PSNP: u8 = 27;
const NAMES: Table = table!("unknown, type {}";
    15: "L1 Lan IIH" "L2 Lan IIH" "p2p IIH" "L1 LSP", 20: "L2 LSP", 24: "L1 CSNP" "L2 CSNP"
    "L1 PSNP" "L2 PSNP",
);
const CIRCUITS: Table = table!("unknown circuit type 0x{:02x}";
    1: "Level 1 only" "Level 2 only" "Level 1, Level 2",
);

/// A system's identifier, with the number of a circuit or a fragment behind it; nothing where it is cut.
pub(super) fn system(
    c: &mut Ctx<'_>,
    before: Literal,
    b: &Bytes<'_>,
    at: usize,
    size: usize,
) -> Res {
    let bytes = b.get(at, size)?;
    c.literal(before);
    for (i, &byte) in bytes.iter().enumerate() {
        match i {
            7 => put!(c, "-"),
            2 | 4 | 6 => put!(c, "."),
            _ => {}
        }
        put!(c, "{:02x}", byte);
    }
    Ok(())
}

/// Prints a packet; one that cannot be read ends in a dump of it.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("isis");
    if !packet(c, b)? {
        c.hex_lines(text!("\n\t"), b.inside());
    }
    Ok(())
}

/// What is wrong with what all packets begin with, which is said; else how many areas there may be.
fn areas(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<Option<u8>> {
    let (header, version, id_length) = (usize::from(b.u8(1)?), b.u8(2)?, b.u8(3)?);
    for (wrong, format, value) in [
        (version != 1, text!("version {} packet not supported"), version),
        (
            id_length != 6 && id_length != 0,
            text!("system ID length of {} is not supported"),
            id_length,
        ),
        (b.u8(5)? != 1, text!("version {} packet not supported"), b.u8(5)?),
    ] {
        if wrong {
            c.put(format, &[Arg::N(value.into())]);
            return Ok(None);
        }
    }
    if header < 8 {
        put!(c, "fixed header length {} < minimum header size 8", header);
    } else if header > b.len() {
        put!(c, "fixed header length {} > packet length {}", header, b.len());
    } else {
        match b.u8(7)? {
            0 => return Ok(Some(3)),
            255 => put!(c, "bad packet -- 255 areas"),
            areas => return Ok(Some(areas)),
        }
    }
    Ok(None)
}

/// Prints a packet; answers whether it can be read.
fn packet(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<bool> {
    b.need(0, 8)?;
    c.literal(if c.o.link_header { text!("") } else { text!("IS-IS") });
    let Some(areas) = areas(c, b)? else { return Ok(false) };
    let (header, kind) = (usize::from(b.u8(1)?), b.u8(4)?);
    let wanted = match kind {
        L1_LAN_HELLO | L2_LAN_HELLO => 27,
        P2P_HELLO => 20,
        L1_LSP | L2_LSP => 27,
        L1_CSNP | L2_CSNP => 33,
        L1_PSNP | L2_PSNP => 17,
        _ => 0,
    };
    let v = c.v() > 0;
    let comma = if c.o.link_header { text!("") } else { text!(", ") };
    if v {
        put!(c, "{}length {}", comma, b.len());
        put!(c, "\n\t{}, hlen: {}, v: 1", Name(NAMES, kind.into()), header);
        show!(c, b, ", pdu-v: {@5=1}, sys-id-len: 6 ({@3=1})")?;
        put!(c, ", max-area: {} ({})", areas, b.u8(7)?);
        if c.v() > 1 {
            c.hex_lines(text!("\n\t"), b.get(0, 8)?);
        }
    } else if wanted == 0 {
        put!(c, "{}unknown PDU-Type {}, length {}", comma, kind, b.len());
        return Ok(true);
    } else {
        put!(c, "{}{}", comma, Name(NAMES, kind.into()));
    }
    let body = b.from(8);
    if wanted == 0 {
        c.hex_lines(text!("\n\t  "), body.inside());
        return Ok(false);
    }
    if header != wanted {
        c.literal(if matches!(kind, 26 | 27) { text!("-") } else { text!(",") });
        // Of a link state it is told without the part that all kinds have.
        let told = if matches!(kind, 18 | 20) { wanted - 8 } else { wanted };
        put!(c, " bogus fixed header length {} should be {}", header, told);
        return Ok(false);
    }
    b.need(0, wanted)?;
    if !v {
        in_a_line(c, kind, &body)?;
        put!(c, ", length {}", b.len());
        return Ok(true);
    }
    let total = usize::from(body.u16(if kind <= 17 { 9 } else { 0 }).unwrap_or(0));
    heading(c, kind, b, total)?;
    if c.v() > 1 {
        c.hex_lines(text!("\n\t  "), body.get(0, header - 8)?);
    }
    let total = total.min(b.len());
    if total < header {
        c.short(text!("packet length"), total, header)?;
    } else {
        values(c, &b.claim(total).from(header), b)?;
    }
    Ok(true)
}

/// What a packet is about, without -v.
fn in_a_line(c: &mut Ctx<'_>, kind: u8, body: &Bytes<'_>) -> Res {
    match kind {
        L1_LAN_HELLO..=P2P_HELLO => {
            system(c, text!(", src-id "), body, 1, 6)?;
            if kind == P2P_HELLO {
                return Ok(());
            }
            system(c, text!(", lan-id "), body, 12, 7)?;
            show!(c, body, ", prio {@11=1}")
        }
        L1_LSP | L2_LSP => {
            system(c, text!(", lsp-id "), body, 4, 8)?;
            show!(c, body, ", seq 0x{@12=4:08x}, lifetime {@2=2:5}s")
        }
        _ => system(c, text!(", src-id "), body, 2, 7),
    }
}

/// What a packet of each kind has before its values.
fn heading(c: &mut Ctx<'_>, kind: u8, b: &Bytes<'_>, total: usize) -> Res {
    let body = &b.from(8);
    match kind {
        L1_LAN_HELLO | L2_LAN_HELLO => {
            system(c, text!("\n\t  source-id: "), body, 1, 6)?;
            show!(c, body, ",  holding time: {@7=2}s, Flags: [{@0=1N}]", CIRCUITS)?;
            system(c, text!("\n\t  lan-id:    "), body, 12, 7)?;
            show!(c, body, ", Priority: {@11=1&7f}, PDU length: {@9=2}")
        }
        P2P_HELLO => {
            system(c, text!("\n\t  source-id: "), body, 1, 6)?;
            show!(c, body, ", holding time: {@7=2}s, Flags: [{@0=1N}]", CIRCUITS)?;
            show!(c, body, "\n\t  circuit-id: 0x{@11=1:02x}, PDU length: {@9=2}")
        }
        L1_LSP | L2_LSP => {
            system(c, text!("\n\t  lsp-id: "), body, 4, 8)?;
            show!(c, body, ", seq: 0x{@12=4:08x}, lifetime: {@2=2:5}s")?;
            show!(c, body, "\n\t  chksum: 0x{@16=2:04x}")?;
            let bytes = b.from(12).claim(total.min(b.len()).saturating_sub(12));
            osi::checksum(c, body.u16(16)?, 12, bytes.get(0, bytes.len()));
            put!(c, ", PDU length: {}, Flags: [ ", total);
            link_state_flags(c, body.u8(18)?);
            Ok(())
        }
        _ => {
            system(c, text!("\n\t  source-id:    "), body, 2, 7)?;
            show!(c, body, ", PDU length: {@0=2}")?;
            if matches!(kind, 24 | 25) {
                system(c, text!("\n\t  start lsp-id: "), body, 9, 8)?;
                system(c, text!("\n\t  end lsp-id:   "), body, 17, 8)?;
            }
            Ok(())
        }
    }
}

/// The flags of a link state: what its system is overloaded with, attached to, and part of.
fn link_state_flags(c: &mut Ctx<'_>, flags: u8) {
    c.literal(if flags & 4 != 0 { text!("Overload bit set, ") } else { text!("") });
    if flags & 0x78 != 0 {
        for (bit, name) in [
            (8, text!("default ")),
            (16, text!("delay ")),
            (32, text!("expense ")),
            (64, text!("error ")),
        ] {
            c.literal(if flags & bit != 0 { name } else { text!("") });
        }
        put!(c, "ATT bit set, ");
    }
    c.literal(if flags & 0x80 != 0 { text!("P bit set, ") } else { text!("") });
    const LEVELS: Table = table!("Unknown(0x{:x})";
        0: "Unused 0x0 (invalid)" "L1 IS" "Unused 0x2 (invalid)" "L2 IS",
    );
    put!(c, "{} ]", Name(LEVELS, u32::from(flags & 3)));
}

/// The values of a packet, up to one that goes beyond it.
fn values(c: &mut Ctx<'_>, b: &Bytes<'_>, whole: &Bytes<'_>) -> Res {
    let mut rest = *b;
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
        let known = silent || isis_values::print(c, kind, &value, whole)?;
        if matches!(kind, 128 | 130) {
            let short = length % 12;
            // Of one that is cut, tcpdump does not say so.
            if !value.has(0, length - short) {
                return Ok(());
            }
            if short != 0 {
                put!(c, "short IPv4 Reachability ({} vs 12)", short);
                return Ok(());
            }
        }
        if c.v() > 1 || !known {
            let indent = if c.v() > 1 { text!("\n\t      ") } else { text!("\n\t\t") };
            c.hex_lines(indent, value.inside());
        }
        rest = rest.from(2 + length);
    }
    Ok(())
}
