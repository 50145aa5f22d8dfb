//! RIP (RFC 1058, 2453) with its authentication (RFC 4822).

use crate::print::toolkit::*;

const ENTRY: usize = 20;

const COMMANDS: Table = table!("unknown command";
    1: "Request" "Response", 3: "Trace On" "Trace Off" "Sun" "Response" "Poll" "Poll",
);
const FAMILIES: Table = table!("Unknown"; 2: "IPv4");

/// Prints a message.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = "rip";
    if b.len() < 4 {
        return Err(Cut);
    }
    let (command, version) = (b.u8(0)?, b.u8(1)?);
    put!(c, "{}RIPv{}", if c.v() > 0 { "\n\t" } else { "" }, version);
    put!(c, ", {}, length: {}", Name(COMMANDS, command.into()), b.len());
    if c.v() == 0 && !matches!(command, 1 | 2) {
        return Ok(());
    }
    if matches!(command, 1 | 2) && version != 0 {
        let routes = (b.len() - 4) / ENTRY;
        put!(c, ", routes: {} or less", routes);
        if c.v() == 0 {
            return Ok(());
        }
        let mut rest = b.from(4);
        while rest.len() >= ENTRY {
            let used = if version == 1 { entry_1(c, &rest)? } else { entry_2(c, &rest)? };
            rest = rest.from(used);
            if used == 0 {
                break;
            }
        }
        if rest.len() > 0 && rest.len() < ENTRY && version != 1 {
            // What is left over is no entry.
            return Ok(());
        }
    } else if c.v() > 0 {
        c.hex_lines("\n\t", b.inside());
    }
    Ok(())
}

fn entry_1(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<usize> {
    let family = b.u16(0)?;
    b.need(0, ENTRY)?;
    // What must be zero is, or this is something else.
    if b.u16(2)? != 0 || b.u32(8)? != 0 || b.u32(12)? != 0 {
        c.hex_lines("\n\t  ", b.first(ENTRY).inside());
        return Ok(ENTRY);
    }
    if family == 0 {
        c.show(b, "\n\t  AFI 0, {@4=4A}, metric: {@16=4}", &[])?;
        return Ok(ENTRY);
    }
    if b.len() < ENTRY {
        return Ok(0);
    }
    if family != 2 {
        put!(c, "\n\t  AFI {}", Name(FAMILIES, family.into()));
        put!(c, " ({})", family);
        c.hex_lines("\n\t  ", b.first(ENTRY).inside());
        return Ok(ENTRY);
    }
    c.str("\n\t  AFI IPv4, ");
    padded(c, b, 4)?;
    c.show(b, ", metric: {@16=4}", &[])?;
    Ok(ENTRY)
}

/// An address, to the right of 15 columns.
fn padded(c: &mut Ctx<'_>, b: &Bytes<'_>, at: usize) -> Res {
    let address = *b.array::<4>(at)?;
    c.ip4_padded(address, 15);
    Ok(())
}

fn entry_2(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<usize> {
    let family = b.u16(0)?;
    if family == 0xffff {
        let kind = b.u16(2)?;
        match kind {
            1 => {
                c.str("\n\t  Auth trailer:");
                c.hex_lines("\n\t  ", b.from(4).inside());
                return Ok(b.len());
            }
            2 => {
                c.str("\n\t  Simple Text Authentication data: ");
                c.zero_text(b.get(4, 16)?);
            }
            3 => c.show(
                b,
                "\n\t  Auth header: Packet Len {@4=2}, Key-ID {1}, Auth Data Len {1}, \
                 SeqNo {4}, MBZ {4}, MBZ {4}",
                &[],
            )?,
            _ => {
                put!(c, "\n\t  Unknown ({}) Authentication data:", kind);
                c.hex_lines("\n\t  ", b.from(4).inside());
                return Ok(b.len());
            }
        }
        return Ok(ENTRY);
    }
    if family != 2 && family != 0 {
        put!(c, "\n\t  AFI {} ({})", Name(FAMILIES, family.into()), family);
        c.hex_lines("\n\t  ", b.first(ENTRY).from(4).inside());
        return Ok(ENTRY);
    }
    c.str(if family == 0 { "\n\t  AFI 0, " } else { "\n\t  AFI IPv4, " });
    padded(c, b, 4)?;
    let length = b.u32(8)?.leading_ones();
    put!(c, "/{}{}", length, if length < 10 { " " } else { "" });
    c.show(b, ", tag 0x{@2=2:04x}, metric: {@16=4}, next-hop: ", &[])?;
    if b.u32(12)? == 0 {
        c.str("self");
    } else {
        c.show(b, "{@12=4A}", &[])?;
    }
    Ok(ENTRY)
}
