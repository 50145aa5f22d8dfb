//! What bridges for data centers exchanged behind LLDP before IEEE 802.1Qaz (DCBX, revision 1.01).

use crate::print::toolkit::*;

/// Prints a value of LLDP; answers whether the last of its own values is known.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<bool> {
    const FEATURES: Table = table!("";
        1: "Control - Protocol Control" "Feature - Priority Group" "Feature - Priority Flow Control"
        "Feature - Application",
    );
    let version = b.u8(3)?;
    c.str("\n\t  ");
    c.str(match version {
        1 => "DCB Capability Exchange Protocol Rev 1",
        2 => "DCB Capability Exchange Protocol Rev 1.01",
        _ => "unknown",
    });
    put!(c, " Subtype ({})", version);
    if version != 2 {
        return Ok(version != 1);
    }
    let (mut rest, mut known) = (b.from(4), true);
    while rest.len() >= 2 {
        let head = rest.u16(0)?;
        let (kind, length) = (head >> 9, usize::from(head & 0x1ff));
        rest = rest.from(2);
        let least = [0, 10, 17, 6, 4].get(usize::from(kind)).copied().unwrap_or(0);
        if kind == 0 || length == 0 || length > rest.len() || length < least {
            break;
        }
        let value = rest.first(length);
        value.need(0, length)?;
        known = matches!(kind, 1..=4);
        if known {
            put!(c, "\n\t    {} (type 0x{:x}", Name(FEATURES, kind.into()), kind);
            put!(c, ", length {})", length);
            feature(c, kind, &value)?;
        }
        if !known || c.v() > 1 {
            c.hex_lines("\n\t    ", value.inside());
        }
        rest = rest.from(length);
    }
    Ok(known)
}

fn feature(c: &mut Ctx<'_>, kind: u16, b: &Bytes<'_>) -> Res {
    show!(c, b, "\n\t      Oper_Version: {1}\n\t      Max_Version: {1}")?;
    if kind == 1 {
        return show!(
            c,
            b,
            "\n\t      Sequence Number: {@2=4}\n\t      Acknowledgement Number: {4}"
        );
    }
    c.str("\n\t      Info block(0x");
    c.hex_capitals(b.get(2, 1)?);
    show!(
        c,
        b,
        "): Enable bit: {@2=1>7-}, Willing bit: {1>6&1-}, Error Bit: {1>5&1}\n\t      SubType: {1}"
    )?;
    match kind {
        2 => {
            c.str("\n\t      Priority Allocation");
            for (i, pair) in (0u8..).step_by(2).zip(b.get(4, 4)?) {
                put!(c, "\n\t          PgId_{}: {}", i, pair >> 4);
                put!(c, "\n\t          PgId_{}: {}", i + 1, pair & 15);
            }
            c.str("\n\t      Priority Group Allocation");
            for (i, percentage) in b.get(8, 8)?.iter().enumerate() {
                put!(c, "\n\t          Pg percentage[{}]: {}", i, *percentage);
            }
            show!(c, b, "\n\t      NumTCsSupported: {@16=1}")
        }
        3 => {
            c.str("\n\t      PFC Config (0x");
            c.hex_capitals(b.get(4, 1)?);
            c.str(")");
            let enabled = b.u8(4)?;
            for i in 0..8u32 {
                put!(c, "\n\t          Priority Bit {}: ", i);
                c.str(if enabled >> i & 1 != 0 { "Enabled" } else { "Disabled" });
            }
            show!(c, b, "\n\t      NumTCPFCSupported: {@5=1}")
        }
        _ => {
            let mut rest = b.from(4);
            while rest.len() >= 6 {
                show!(
                    c,
                    &rest,
                    "\n\t      Application Value\n\t          Application Protocol ID: 0x{2:04x}\
                     \n\t          SF (0x{1>6x}) Application Protocol ID is "
                )?;
                c.str(if rest.u8(2)? >> 6 != 0 { "Socket Number" } else { "L2 EtherType" });
                show!(
                    c,
                    &rest,
                    "\n\t          OUI: 0x{@2=3&3fffff:06x}\n\t          User Priority Map: 0x{1:02x}"
                )?;
                rest = rest.from(6);
            }
            Ok(())
        }
    }
}
