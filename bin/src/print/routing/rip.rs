//! RIP (RFC 1058, 2453) with its authentication (RFC 4822) and what it triggers on demand (RFC 2091), and
//! RIPng (RFC 2080).

use crate::print::link::FAMILIES;
use crate::print::toolkit::*;

const ENTRY: usize = 20;

const COMMANDS: Table = table!("unknown command ({})";
    1: "Request" "Response" "Trace on" "Trace off", 6: "Triggered Request" "Triggered Response"
    "Triggered Acknowledgement" "Update Request" "Update Response" "Update Acknowledge",
);

/// Prints a message.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("rip");
    if b.len() < 4 {
        return Err(Short);
    }
    b.check(0, 4)?;
    let (command, version) = (b.u8(0)?, b.u8(1)?);
    put!(c, "{}RIPv{}", if c.v() > 0 { text!("\n\t") } else { text!("") }, version);
    put!(c, ", {}, length: {}", Name(COMMANDS, command.into()), b.len());
    if c.v() == 0 {
        return Ok(());
    }
    match command {
        1 | 2 => entries(c, version, b)?,
        _ if COMMANDS.get(command.into()).is_none() => c.hex_lines(text!("\n\t"), b.inside()),
        _ => {}
    }
    Ok(())
}

fn entries(c: &mut Ctx<'_>, version: u8, b: &Bytes<'_>) -> Res {
    if !matches!(version, 1 | 2) {
        put!(c, ", unknown version");
        return Ok(());
    }
    put!(
        c,
        ", routes: {}{}",
        (b.len() - 4) / ENTRY,
        if version == 1 { text!("") } else { text!(" or less") }
    );
    let rest = b.from(4);
    let mut rest = rest.claim(rest.inside().len());
    while rest.len() > 0 {
        let used = if version == 1 { entry_1(c, &rest)? } else { entry_2(c, &rest)? };
        if rest.len() < used {
            return c.short(text!("remaining entries length"), rest.len(), used);
        }
        rest = rest.from(used);
    }
    Ok(())
}

fn entry_1(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<usize> {
    b.check(0, ENTRY)?;
    let family = b.u16(0)?;
    // What must be zero is, or this is something else.
    let zero = b.u16(2)? == 0 && b.u32(8)? == 0 && b.u32(12)? == 0;
    if matches!(family, 0 | 2) && !zero {
        c.hex_lines(text!("\n\t  "), b.first(ENTRY).inside());
        return Ok(ENTRY);
    }
    match family {
        0 => show!(c, b, "\n\t  AFI 0, {@4=4A}, metric: {@16=4}")?,
        2 => show!(c, b, "\n\t  {@4=4A}, metric: {@16=4}")?,
        _ => {
            put!(c, "\n\t AFI ");
            name_family(c, family);
            put!(c, ", ");
            c.hex_lines(text!("\n\t  "), b.first(ENTRY).from(4).inside());
        }
    }
    Ok(ENTRY)
}

/// The name of an address family as BSD numbers them, or its number.
fn name_family(c: &mut Ctx<'_>, family: u16) {
    match FAMILIES.get(family.into()) {
        Some(name) => c.out.text(name),
        None => put!(c, "Unknown ({})", family),
    }
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
                put!(c, "\n\t  Auth trailer:");
                c.hex_lines(text!("\n\t  "), b.from(4).inside());
                return Ok(b.len());
            }
            2 => {
                put!(c, "\n\t  Simple Text Authentication data: ");
                super::text_up_to(c, &b.from(4), 16)?;
            }
            3 => show!(
                c,
                b,
                "\n\t  Auth header: Packet Len {@4=2}, Key-ID {1}, Auth Data Len {1}, \
                 SeqNo {4}, MBZ {4}, MBZ {4}"
            )?,
            _ => {
                put!(c, "\n\t  Unknown ({}) Authentication data:", kind);
                c.hex_lines(text!("\n\t  "), b.from(4).inside());
                return Ok(b.len());
            }
        }
        return Ok(ENTRY);
    }
    if family != 2 && family != 0 {
        put!(c, "\n\t  AFI ");
        name_family(c, family);
        c.hex_lines(text!("\n\t  "), b.first(ENTRY).from(4).inside());
        return Ok(ENTRY);
    }
    b.check(0, ENTRY)?;
    c.literal(if family == 0 { text!("\n\t  AFI 0, ") } else { text!("\n\t  AFI IPv4, ") });
    padded(c, b, 4)?;
    let mask = b.u32(8)?;
    let length = mask.leading_ones();
    if length < 32 && mask << length != 0 {
        put!(c, "/-1");
    } else {
        put!(c, "/{}{}", length, if length < 10 { text!(" ") } else { text!("") });
    }
    show!(c, b, ", tag 0x{@2=2:04x}, metric: {@16=4}, next-hop: ")?;
    if b.u32(12)? == 0 {
        put!(c, "self");
    } else {
        show!(c, b, "{@12=4A}")?;
    }
    Ok(ENTRY)
}

/// Prints a message of RIPng.
pub(crate) fn next_generation(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("ripng");
    let (command, version) = (b.u8(0)?, b.u8(1)?);
    if version != 1 {
        put!(c, "ripng [version {}, must be 1]", version);
        c.invalid();
        return Ok(());
    }
    let mut rest = b.from(4);
    match command {
        1 | 2 if b.len() < 4 => {
            c.invalid();
            return Ok(());
        }
        1 if rest.len() / ENTRY == 1 && rest.u8(19)? == 16 && rest.array::<16>(0)? == &[0; 16] => {
            put!(c, " ripng-req dump");
            return Ok(());
        }
        1 => put!(c, " ripng-req"),
        2 => put!(c, " ripng-resp"),
        _ => {
            put!(c, " ripng-{} ?? {}", command, b.len());
            c.invalid();
            return Ok(());
        }
    }
    put!(c, " {}", rest.len() / ENTRY);
    if !rest.len().is_multiple_of(ENTRY) {
        put!(c, "[{}]", b.len());
    }
    put!(c, ":");
    while rest.len() >= ENTRY {
        c.literal(if c.v() > 1 { text!("\n\t") } else { text!(" ") });
        show!(c, &rest, "{16A}/{@18=1}")?;
        if rest.u16(16)? != 0 {
            show!(c, &rest, " [{@16=2}]")?;
        }
        let metric = rest.u8(19)?;
        if command == 2 && metric != 0 {
            put!(c, " ({})", metric);
        }
        rest = rest.from(ENTRY);
    }
    if rest.len() != 0 {
        c.invalid();
    }
    Ok(())
}
