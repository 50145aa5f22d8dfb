//! Paths to the components of a function block, and the data that stand behind them.

use super::{Part, Stop, TYPES, all, fits, head};
use crate::print::dump;
use crate::print::toolkit::*;

const RESULTS: Table = table!("";
    0: "SUCCESS" "INVALID HEADER" "LENGTH MISMATCH" "VERSION MISMATCH" "INVALID DESTINATION PID"
    "LFB UNKNOWN" "LFB NOT FOUND" "LFB INSTANCE ID NOT FOUND" "INVALID PATH"
    "COMPONENT DOES NOT EXIST" "EXISTS ALREADY" "NOT FOUND" "READ ONLY" "INVALID ARRAY CREATION"
    "VALUE OUT OF RANGE" "CONTENTS TOO LONG" "INVALID PARAMETERS" "INVALID MESSAGE TYPE"
    "INVALID FLAGS" "INVALID TLV" "EVENT ERROR" "NOT SUPPORTED" "MEMORY ERROR" "INTERNAL ERROR",
    255: "UNSPECIFIED ERROR",
);
/// Paths that are nested deeper, by their indent, are not printed.
const DEEPEST: usize = 80;
/// What the flags of a path say of what stands behind its identifiers.
const BY_KEY: u16 = 1;
const RANGE: u16 = 2;
const APPEND: u16 = 4;

const PATH: u16 = 0x110;
const KEY: u16 = 0x111;
const FULL: u16 = 0x112;
const RESULT: u16 = 0x114;

/// Prints a path and what it leads to, which may be another path.
pub(super) fn path(
    c: &mut Ctx<'_>,
    allowed: u16,
    indent: usize,
    generic: bool,
    (number, length): (u16, usize),
    b: &Bytes<'_>,
) -> Part {
    // One that is wrong is dumped, whatever it holds together with others.
    c.enough(0)?;
    if all(c) {
        c.out.spaces(indent);
        put!(
            c,
            "{}, length {} (data {} {} Bytes)\n",
            Name(TYPES, number.into()),
            length,
            if generic { text!("length") } else { text!("encapsulated") },
            b.len()
        );
        c.out.spaces(indent + 1);
        show!(c, b, "Pathdata: Flags 0x{2x} ID count {2}\n")?;
    }
    let (flags, count) = (b.u16(0)?, usize::from(b.u16(2)?));
    let rest = b.from(4);
    if rest.len() < count * 4 {
        put!(c, "\t\t\ttruncated IDs expected {}B got {}B\n", count * 4, rest.len());
        dump::hex(&mut c.out, text!("\t\t\tID Data["), rest.inside());
        put!(c, "]\n");
        return Err(Stop::Quietly);
    }
    if flags & (BY_KEY | RANGE) == BY_KEY | RANGE {
        put!(c, "\t\t\tIllegal to have both Table ranges and keys\n");
        return Err(Stop::Quietly);
    }
    let mut allowed = allowed;
    if flags & APPEND != 0 {
        // As tcpdump has it, a bit that no type has: it is only seen where a type is told that may not
        // stand there.
        allowed |= 0x10;
        if all(c) {
            c.out.spaces(indent + 1);
            put!(c, "TABLE APPEND\n");
        }
    }
    for i in 0..count {
        let id = rest.u32(i * 4)?;
        if all(c) {
            c.out.spaces(indent + 1);
            put!(c, "ID#{:02}: {}\n", i + 1, id);
        }
    }
    let mut content = rest.from(count * 4);
    if flags & (BY_KEY | RANGE) != 0 {
        if content.len() < 12 {
            put!(c, "pathlength {} with key/range too short 12\n", content.len());
            return Ok(());
        }
        let mut used = 12;
        if flags & BY_KEY != 0 {
            // As tcpdump reads it: a length behind the header, of which four bytes are not counted.
            let length = usize::from(content.u16(6)?);
            if length < 4 {
                put!(c, "key content length {} < 4\n", length);
                return Ok(());
            }
            if length > content.len() - 4 {
                put!(c, "key content too short\n");
                return Ok(());
            }
            used = 4 + length;
        } else if all(c) {
            c.out.spaces(indent + 1);
            show!(c, &content, "Table range: [{@4=4},{4}]\n")?;
        }
        content = content.from(used);
    }
    if content.len() == 0 {
        return Ok(());
    }
    // What is wrong behind a path does not keep the next from being printed.
    match contents(c, allowed, indent + 3, &content) {
        Err(Stop::Quietly) => Ok(()),
        result => result,
    }
}

/// Prints what stands behind a path: another path, or data, a result or a key.
fn contents(c: &mut Ctx<'_>, allowed: u16, indent: usize, b: &Bytes<'_>) -> Part {
    let (number, length, value) = head(b)?;
    if !fits(length, b) {
        too(c, length);
        put!(c, " Outstanding bytes {} for TLV type 0x{:x} TLV len {}\n", b.len(), number, length);
        return bad(c, b);
    }
    match number {
        PATH => nested(c, allowed, indent, number, length, &value)?,
        KEY..=RESULT => content(c, allowed, indent, number, length, &value)?,
        _ => {
            put!(c, "Invalid path data content type 0x{:x} len {}\n", number, length);
            return bad(c, b);
        }
    }
    // Whatever stands behind it is taken for a path.
    let rest = b.from(length.next_multiple_of(4));
    if rest.len() < 4 {
        return Ok(());
    }
    let (number, length, value) = head(&rest)?;
    nested(c, allowed, indent - 1, number, length, &value)
}

fn nested(
    c: &mut Ctx<'_>,
    allowed: u16,
    indent: usize,
    number: u16,
    length: usize,
    b: &Bytes<'_>,
) -> Part {
    if indent > DEEPEST {
        put!(c, "[nested too deeply, not printed]\n");
        return Err(Stop::Quietly);
    }
    path(c, allowed, indent, false, (number, length), b)
}

/// What is wrong with a length.
fn too(c: &mut Ctx<'_>, length: usize) {
    c.literal(if length < 4 { text!("xLV too short") } else { text!("xLV too long") });
}

fn bad(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Part {
    dump::hex(&mut c.out, text!("Bad Data val\n\t  ["), b.inside());
    put!(c, "]\n");
    Err(Stop::Quietly)
}

fn content(
    c: &mut Ctx<'_>,
    allowed: u16,
    indent: usize,
    number: u16,
    length: usize,
    b: &Bytes<'_>,
) -> Part {
    let padded = b.claim(b.len().next_multiple_of(4));
    if all(c) {
        c.out.spaces(indent);
        put!(c, "{} (Length {} DataLen {}", Name(TYPES, number.into()), length, b.len());
        if padded.len() > b.len() {
            put!(c, " pad {}", padded.len() - b.len());
        }
        put!(c, " Bytes)\n");
    }
    // A bit for each type; keys, which have none, may stand nowhere.
    let bit = 1u16 << (number - KEY) >> 1;
    if allowed & bit == 0 {
        put!(
            c,
            "Illegal DATA encoding for type 0x{:x} programmed {:x} got {:x}\n",
            number,
            bit,
            allowed
        );
    }
    match number {
        KEY => {
            c.out.spaces(indent);
            show!(c, &padded, "Keyinfo: Key 0x{4x}\n")?;
            let rest = padded.from(4);
            let (number, length, _) = head(&rest)?;
            if fits(length, &rest) {
                put!(c, "Error: expecting FULLDATA!\n");
            } else {
                too(c, length);
                put!(c, " TLV type 0x{:x} len {}\n", number, length);
            }
            Err(Stop::Quietly)
        }
        FULL => {
            if all(c) {
                let margin = margin(indent + 1);
                c.out.str(margin.get(1..).unwrap_or(""));
                put!(c, "[");
                dump::lines(&mut c.out, Text::plain(margin), 0, padded.inside(), false);
                c.out.str(margin);
                put!(c, "]");
            }
            Ok(())
        }
        RESULT => {
            if padded.len() != 4 {
                put!(c, "illegal RESULT-TLV: {} bytes!\n", padded.len());
                return Err(Stop::Quietly);
            }
            let code = padded.u8(0)?;
            let Some(name) = RESULTS.get(code.into()) else {
                put!(c, "illegal reserved result code: 0x{:x}!\n", code);
                return Err(Stop::Quietly);
            };
            if all(c) {
                c.out.spaces(indent + 2);
                put!(c, "Result: {} (code 0x{:x})\n", name, code);
            }
            Ok(())
        }
        _ => sparse(c, indent, &padded),
    }
}

/// A line end and spaces.
fn margin(spaces: usize) -> &'static str {
    const MARGIN: &str = "\n                                                                \
                                          ";
    MARGIN.get(..=spaces).unwrap_or(MARGIN)
}

/// Stops where a length cannot be that of what begins with eight bytes that it counts, too.
pub(super) fn check(c: &mut Ctx<'_>, length: usize, b: &Bytes<'_>) -> Part {
    if (8..=b.len()).contains(&length) {
        return Ok(());
    }
    put!(c, "Error: ");
    too(c, if length < 8 { 0 } else { length });
    put!(c, ", rlen {}\n", b.len());
    Err(Stop::Quietly)
}

/// Data of some components: an index, a length with both, and the data of each.
fn sparse(c: &mut Ctx<'_>, indent: usize, b: &Bytes<'_>) -> Part {
    let mut rest = *b;
    loop {
        if rest.len() < 8 {
            put!(c, "Error: BAD SPARSEDATA-TLV!\n");
            return Err(Stop::Quietly);
        }
        let (index, length) = (rest.u32(0)?, rest.u32(4)? as usize);
        check(c, length, &rest)?;
        if all(c) {
            c.out.str(margin(indent + 1));
            put!(c, "ILV: type {:x} length {}\n", index, length);
            dump::hex(&mut c.out, text!("\t\t["), rest.from(8).claim(length - 8).inside());
        }
        rest = rest.from(length.next_multiple_of(4));
        if rest.len() == 0 {
            return Ok(());
        }
    }
}
