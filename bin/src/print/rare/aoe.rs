//! ATA over Ethernet (AoEr11 by Coraid, 2009).

use crate::print::toolkit::*;

pub(super) const ETHERTYPE: u16 = 0x88a2;
const FLAGS: Table = table!("none";
    0x08: "Response", 0x04: "Error", 0x02: "MBZ-1", 0x01: "MBZ-0",
);
const COMMANDS: Table = table!("Unknown (0x{:02x})";
    0: "Issue ATA Command" "Query Config Information" "MAC Mask List" "Reserve/Release",
);
const ERRORS: Table = table!("Invalid ({})";
    1: "Unrecognized command code" "Bad argument parameter" "Device unavailable"
    "Config string present" "Unsupported version" "Target is reserved",
);
const ATA_FLAGS: Table = table!("none";
    0x80: "MBZ-7", 0x40: "Ext48", 0x20: "MBZ-5", 0x10: "Device", 0x08: "MBZ-3", 0x04: "MBZ-2",
    0x02: "Async", 0x01: "Write",
);
const CONFIG_COMMANDS: Table = table!("Unknown (0x02x)"; // as tcpdump has it
    0: "read config string" "test config string" "test config string prefix" "set config string"
    "force set config string",
);
const MASK_COMMANDS: Table = table!("Unknown (0x{:02x})"; 0: "Read Mac Mask List"
    "Edit Mac Mask List",
);
const MASK_ERRORS: Table = table!("Unknown (0x{:02x})"; 1: "Unspecified Error" "Bad DCmd directive"
    "Mask list full",
);
const DIRECTIVES: Table = table!("Unknown (0x{:02x})"; 0: "No Directive" "Add mac address to mask list"
    "Delete mac address from mask list",
);
const RESERVE_COMMANDS: Table = table!("Unknown (0x{:02x})";
    0: "Read reserve list" "Set reserve list" "Force set reserve list",
);

/// Prints a packet.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("aoe");
    put!(c, "AoE length {}", b.len());
    if b.len() == 0 {
        return c.invalid_rest(b);
    }
    let (version, flags) = (b.u8(0)? >> 4, b.u8(0)? & 15);
    put!(c, ", Ver {}", version);
    if version != 1 {
        return Ok(());
    }
    if b.len() < 10 {
        return c.invalid_rest(b);
    }
    put!(c, ", Flags: [{}]", Bits(FLAGS, flags.into()));
    if c.v() == 0 {
        return Ok(());
    }
    if flags & 4 != 0 {
        show!(c, b, "\n\tError: {@1=1N}", ERRORS)?;
    }
    show!(c, b, "\n\tMajor: 0x{@2=2:04x}")?;
    show!(c, b, ", Minor: 0x{@4=1:02x}")?;
    show!(c, b, ", Command: {@5=1N}", COMMANDS)?;
    show!(c, b, ", Tag: 0x{@6=4:08x}")?;
    let rest = b.from(10);
    match b.u8(5)? {
        0 => ata(c, &rest),
        1 => config(c, &rest),
        2 => masks(c, &rest),
        3 => reserve(c, &rest),
        _ => Ok(()),
    }
}

fn ata(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    if b.len() < 12 {
        return c.invalid_rest(b);
    }
    show!(c, b, "\n\tAFlags: [{1B}]", ATA_FLAGS)?;
    show!(c, b, ", Err/Feature: {@1=1}")?;
    show!(c, b, ", Sector Count: {@2=1}")?;
    show!(c, b, ", Cmd/Status: {@3=1}")?;
    show!(c, b, "\n\tlba0: {@4=1}{|}, lba1: {1}{|}, lba2: {1}{|}, lba3: {1}")?;
    show!(c, b, ", lba4: {@8=1}{|}, lba5: {1}")?;
    b.need(10, 2)?;
    if b.len() > 12 {
        put!(c, "\n\tData: {} bytes", b.len() - 12);
    }
    Ok(())
}

fn config(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    if b.len() < 8 {
        return c.invalid_rest(b);
    }
    show!(c, b, "\n\tBuffer Count: {2}")?;
    show!(c, b, ", Firmware Version: {@2=2}")?;
    show!(c, b, ", Sector Count: {@4=1}")?;
    show!(c, b, ", AoE: {@5=1>4}, CCmd: {@5=1&fN}", CONFIG_COMMANDS)?;
    let length = usize::from(b.u16(6)?);
    if length > 1024 || length > b.len() - 8 {
        return c.invalid_rest(b);
    }
    if length > 0 {
        let text = b.from(8).first(length);
        put!(c, "\n\tConfig String (length {}): {}", length, T(text.inside()));
        text.need(0, length)?;
    }
    Ok(())
}

fn masks(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    if b.len() < 4 {
        return c.invalid_rest(b);
    }
    show!(c, b, "\n\tMCmd: {@1=1N}", MASK_COMMANDS)?;
    show!(c, b, ", MError: {@2=1N}", MASK_ERRORS)?;
    let count = usize::from(b.u8(3)?);
    put!(c, ", Dir Count: {}", count);
    if b.len() < 4 + count * 8 {
        return c.invalid_rest(b);
    }
    for i in 0..count {
        show!(c, &b.from(4 + i * 8), "\n\t DCmd: {@1=1N}", DIRECTIVES)?;
        show!(c, &b.from(4 + i * 8), ", Ethernet Address: {@2=6A}")?;
    }
    Ok(())
}

fn reserve(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    // Two bytes and whole addresses.
    if b.len() % 6 != 2 {
        return c.invalid_rest(b);
    }
    show!(c, b, "\n\tRCmd: {1N}", RESERVE_COMMANDS)?;
    let count = usize::from(b.u8(1)?);
    put!(c, ", NMacs: {}", count);
    if b.len() != 2 + count * 6 {
        return c.invalid_rest(b);
    }
    for i in 0..count {
        put!(c, "\n\tEthernet Address {}: {}", i, b.array::<6>(2 + i * 6)?);
    }
    Ok(())
}
