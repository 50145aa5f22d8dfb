//! Mobility headers of IPv6 (RFC 6275).

use super::toolkit::*;

const TYPES: Table = table!("type-#{} len={}";
    0: "BRR" "HoTI" "CoTI" "HoT" "CoT" "BU" "BA" "BE",
);
/// The least length of each message.
const LEAST: [usize; 8] = [8, 16, 16, 24, 24, 16, 16, 24];

/// Prints a header.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("mobility");
    put!(c, "mobility: ");
    let next = b.u8(0)?;
    if next != 59 {
        put!(c, "(payload protocol {} should be 59) ", next);
    }
    let length = (usize::from(b.u8(1)?) + 1) * 8;
    let kind = b.u8(2)?;
    let Some(name) = TYPES.get(kind.into()) else {
        put!(c, "type-#{} len={}", kind, b.u8(1)?);
        return Ok(());
    };
    c.out.text(name);
    let least = LEAST.get(usize::from(kind)).copied().unwrap_or(8);
    if length < least {
        put!(c, " (header length {} < {})", length, least);
        c.invalid();
        return Ok(());
    }
    let v = c.v() > 0;
    let options = match kind {
        0 => 8,
        1 | 2 => {
            if v {
                let word = Arg::L(if kind == 1 { text!("Home") } else { text!("Care-of") });
                c.show_with(b, text!(" {} Init Cookie={@8=4:08x}:{4:08x}"), &[], &[word])?;
            }
            16
        }
        3 | 4 => {
            show!(c, b, " nonce id=0x{@6=2x}")?;
            if v {
                let word = if kind == 3 { text!("Home") } else { text!("Care-of") };
                let words = [Arg::L(word), Arg::L(word)];
                c.show_with(
                    b,
                    text!(" {} Init Cookie={@8=4:08x}:{4:08x}{|} {} Keygen Token={4:08x}:{4:08x}"),
                    &[],
                    &words,
                )?;
            }
            24
        }
        5 => {
            show!(c, b, " seq#={@6=2}")?;
            let flags = b.u8(8)?;
            if flags & 0xf0 != 0 {
                put!(c, " ");
            }
            for (bit, letter) in [(0x80, b'A'), (0x40, b'H'), (0x20, b'L'), (0x10, b'K')] {
                if flags & bit != 0 {
                    c.out.byte(letter);
                }
            }
            put!(c, " lifetime={}", u32::from(b.u16(10)?) << 2);
            12
        }
        6 => {
            show!(c, b, " status={@6=1}")?;
            if b.u8(7)? & 0x80 != 0 {
                put!(c, " K");
            }
            show!(c, b, " seq#={@8=2}")?;
            put!(c, " lifetime={}", u32::from(b.u16(10)?) << 2);
            12
        }
        _ => {
            show!(c, b, " status={@6=1}{|} homeaddr {@8=16A}")?;
            24
        }
    };
    if v { print_options(c, &b.from(options).claim(length - options)) } else { Ok(()) }
}

fn print_options(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let mut rest = *b;
    while rest.len() > 0 {
        let kind = rest.u8(0)?;
        if kind == 0 {
            put!(c, "(pad1)");
            rest = rest.from(1);
            continue;
        }
        if rest.len() < 2 {
            return c.short(text!("remaining length"), rest.len(), 2);
        }
        let length = usize::from(rest.u8(1)?);
        if rest.len() < 2 + length {
            return c.short(text!("remaining length"), rest.len(), 2 + length);
        }
        rest.need(0, 2 + length)?;
        let (name, least, format) = match kind {
            1 => (text!("(padn)"), 0, text!("")),
            2 => (text!("(refresh: "), 2, text!("")),
            3 => (text!("(alt-CoA: "), 16, text!("{@2=16A})")),
            4 => (text!("(ni: "), 4, text!("ho=0x{@2=2:04x} co=0x{2:04x})")),
            5 => (text!("(auth)"), 10, text!("")),
            _ => {
                put!(c, "(unknown: type-#{} len={})", kind, length);
                rest = rest.from(2 + length);
                continue;
            }
        };
        c.literal(name);
        if rest.len() < least + 2 {
            return c.short(text!("remaining length"), rest.len(), least + 2);
        }
        if kind == 2 {
            // Units of 4 seconds.
            put!(c, "{})", u32::from(rest.u16(2)?) << 2);
        } else {
            c.show(&rest, format, &[])?;
        }
        rest = rest.from(2 + length);
    }
    Ok(())
}
