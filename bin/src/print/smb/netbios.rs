//! NetBIOS over TCP and UDP: the name service, datagrams and sessions; RFC 1001 and RFC 1002. Most datagrams
//! and sessions carry SMB.

use super::fields::{Region, Walked, padded};
use crate::print::toolkit::*;

/// How long a name is, with the byte that says what it is for.
pub(super) const NAME: usize = 16;
/// From here on the first byte of a name is that of a pointer.
const POINTER: u8 = 0xc0;

const NAME_TYPES: Table = table!("Unknown";
    0: "Workstation", 3: "Client?", 0x1b: "Domain Controller", 0x1d: "Master Browser" "Browser Server",
    0x20: "Server",
);

/// A name, and what it is for.
pub(super) struct Named {
    letters: [u8; LONGEST],
    length: usize,
    kind: u8,
}

impl Named {
    /// Prints it.
    pub(super) fn print(&self, c: &mut Ctx<'_>) {
        name(c, self.letters.get(..self.length).unwrap_or_default(), self.kind);
    }
}

/// How many letters an encoded name may have.
const LONGEST: usize = 30;

/// Prints a name of sixteen bytes, of which the last one says what it is for.
pub(super) fn plain(c: &mut Ctx<'_>, bytes: &[u8]) {
    name(c, bytes, bytes.last().copied().unwrap_or(0));
}

fn name(c: &mut Ctx<'_>, name: &[u8], kind: u8) {
    padded(c, name.get(..NAME - 1).unwrap_or(name), NAME - 1);
    put!(c, " NameType=0x");
    c.hex_capitals(&[kind]);
    put!(c, " ({})", Name(NAME_TYPES, kind.into()));
}

/// A name in the encoding of RFC 1001, section 14.1: two letters from A to P for each byte, in a label or
/// where a pointer leads; and where it ends. Nothing where it is cut or is none.
pub(super) fn encoded(b: &Bytes<'_>, at: usize) -> Option<(Named, usize)> {
    let mut named = Named { letters: [0; LONGEST], length: 0, kind: 0 };
    let (mut from, mut end) = (at, at);
    let first = b.u8(at).ok()?;
    if first >= POINTER {
        from = usize::from(b.u16(at).ok()? & 0x3fff);
        if from == 0 {
            return None;
        }
        end += 2;
    } else {
        while let length @ 1.. = b.u8(end).ok()? {
            end += 1 + usize::from(length);
        }
        end += 1;
    }
    let length = usize::from(b.u8(from).ok()? / 2);
    if length > LONGEST {
        return Some((named, end));
    }
    for (i, letter) in named.letters.iter_mut().enumerate().take(length) {
        let &[high @ b'A'..=b'P', low @ b'A'..=b'P'] = b.array(from + 1 + 2 * i).ok()? else {
            named.kind = 0;
            return Some((named, end));
        };
        *letter = (high - b'A') << 4 | (low - b'A');
        (named.kind, named.length) = (*letter, named.length + 1);
    }
    // tcpdump takes the others for errors.
    named.kind.is_ascii().then_some((named, end))
}

/// Prints the flags of a name in a list.
pub(super) fn name_flags(c: &mut Ctx<'_>, flags: &[u8]) {
    const NODES: Table = table!("_"; 0: "B" "P" "M");
    const STATES: Table = table!("";
        0x10: "<DEREGISTERING> ", 8: "<CONFLICT> ", 4: "<ACTIVE> ", 2: "<PERMANENT> ",
    );
    let flags = u32::from(flags.first().copied().unwrap_or(0));
    c.literal(if flags & 0x80 != 0 { text!("<GROUP> ") } else { text!("") });
    put!(c, "{} ", Name(NODES, flags >> 5 & 3));
    if flags & 0x1e != 0 {
        put!(c, "{}", Flags(STATES, flags & 0x1e));
    }
}

/// Prints a message of the name service.
pub(crate) fn names(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    const HEADER: usize = 12;
    const OPERATIONS: Table = table!("OPUNKNOWN";
        0: "QUERY", 5: "REGISTRATION" "RELEASE" "WACK" "REFRESH(8)" "REFRESH",
        15: "MULTIHOMED REGISTRATION",
    );
    c.protocol = text!("nbt_udp137");
    b.need(0, HEADER)?;
    let flags = b.u16(2)?;
    let (operation, error) = (flags >> 11 & 15, flags & 15);
    packet(c, text!("NBT UDP PACKET(137): "));
    put!(c, "{}", Name(OPERATIONS, operation.into()));
    c.literal(match (flags & 0x8000 != 0, error) {
        (false, _) => text!("; REQUEST"),
        (true, 0) => text!("; POSITIVE; RESPONSE"),
        (true, _) => text!("; NEGATIVE; RESPONSE"),
    });
    c.literal(if flags & 0x10 != 0 { text!("; BROADCAST") } else { text!("; UNICAST") });
    if c.v() < 2 {
        return Ok(());
    }
    put!(c, "\nTrnID=");
    let mut rest = Region::new(b, 0, b.len());
    rest.fields(c, text!("{2X}{#}"))?;
    put!(c, "\nOpCode={}\nNmFlags=", operation);
    super::fields::hex(c, u64::from(flags >> 4 & 0x7f));
    put!(c, "\nRcode={}\n", error);
    show!(c, b, "QueryCount={@4=2}\nAnswerCount={2}\nAuthorityCount={2}\nAddressRecCount={2}\n")?;
    rest.at = HEADER;
    let questions = b.u16(4)?;
    if questions > 0 {
        put!(c, "QuestionRecords:\n");
    }
    for _ in 0..questions {
        let format = text!("{|}Name={q}\nQuestionType={2X}\nQuestionClass={2X}\n{#}");
        if rest.fields(c, format)? == Walked::Marked {
            return Ok(());
        }
    }
    let resources = u32::from(b.u16(6)?) + u32::from(b.u16(8)?) + u32::from(b.u16(10)?);
    if resources > 0 {
        put!(c, "\nResourceRecords:\n");
    }
    for _ in 0..resources {
        if !resource(c, &mut rest)? {
            return Ok(());
        }
    }
    if !rest.is_over() {
        rest.fields(c, text!("AdditionalData:\n"))?;
    }
    Ok(())
}

/// What was captured of a packet, which is all that is looked for in it.
pub(super) fn captured<'a>(b: &Bytes<'a>) -> Region<'a> {
    Region::new(b, 0, b.len().min(b.captured()))
}

/// Prints a resource record; answers whether the next one may follow.
fn resource(c: &mut Ctx<'_>, rest: &mut Region<'_>) -> Res<bool> {
    /// The names that a node has; what has as many bytes is taken for an address.
    const STATUS: u16 = 0x21;
    if rest.is_over() {
        put!(c, "Name=");
        return Err(Cut);
    }
    if rest.fields(c, text!("Name={q}\n{#}"))? == Walked::Marked {
        return Ok(false);
    }
    let (start, kind) = (rest.at, rest.b.u16(rest.at)?);
    rest.fields(c, text!("ResType={2X}\nResClass={2X}\nTTL={4D}\n{#}"))?;
    let length = usize::from(rest.b.u16(start + 8)?);
    rest.at = start + 10;
    put!(c, "ResourceLength={}\nResourceData=\n", length);
    let mut data = Region::new(&rest.b, rest.at, length.min(rest.left()));
    rest.at += length;
    match (kind, length) {
        (kind, 6) if kind != STATUS => {
            let format = text!("AddrType={2X}\nAddress={1d}.{1d}.{1d}.{1d}\n");
            data.fields(c, format)?;
        }
        (STATUS, _) => {
            let count = data.b.u8(data.at)?;
            data.fields(c, text!("NumNames={1X}\n{#}"))?;
            for _ in 0..count {
                data.fields(c, text!("Name={Q}\t{g}\n{#}"))?;
            }
            // What is behind the names is printed behind all records, as tcpdump has it.
            rest.at = data.at;
        }
        _ => data.dump(c)?,
    }
    Ok(true)
}

/// How a packet begins: on a line of its own where all of it is printed.
fn packet(c: &mut Ctx<'_>, name: Literal) {
    c.literal(if c.v() > 1 { text!("\n>>> ") } else { text!("") });
    c.literal(name);
}

/// Prints a datagram.
pub(crate) fn datagram(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("nbt_udp138");
    packet(c, text!("NBT UDP PACKET(138)"));
    if c.v() < 2 {
        return Ok(());
    }
    let mut rest = captured(b);
    let walked = rest.fields(
        c,
        text!(
            " Res={2X} ID={2X} IP={1d}.{1d}.{1d}.{1d} Port={2D} Length={2D} Res2={2X}\n\
             SourceName={q}\nDestName={q}\n{#}"
        ),
    )?;
    if walked == Walked::Marked {
        return Ok(());
    }
    let message = b.from(rest.at);
    if super::is_smb(&message) {
        super::print(c, &message)?;
    }
    Ok(())
}

/// Prints what a session carries.
pub(crate) fn session(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    const REASONS: Table = table!("";
        0x80: "Not listening on called name" "Not listening for calling name"
            "Called name not present" "Called name present, but insufficient resources",
    );
    const HEADER: usize = 4;
    const MESSAGE: u8 = 0;
    const REJECT: u8 = 0x83;
    c.protocol = text!("nbt_tcp");
    b.need(0, HEADER)?;
    let (kind, all) = (b.u8(0)?, c.v() > 1);
    c.literal(if all { text!("") } else { text!(" ") });
    packet(c, text!("NBT Session Packet"));
    c.literal(if all { text!("\n") } else { text!(": ") });
    let format = match kind {
        MESSAGE if all => text!("{+1}NBT Session Message\nFlags={1x}\nLength={2D}\n{#}"),
        MESSAGE => text!("Session Message{#}"),
        0x81 if all => {
            text!("{+1}NBT Session Request\nFlags={1x}\nLength={2D}\nDestination={q}\nSource={q}\n")
        }
        0x81 => text!("Session Request{#}"),
        0x82 if all => text!("{+1}NBT Session Granted\nFlags={1x}\nLength={2D}\n"),
        0x82 => text!("Session Granted{#}"),
        REJECT if all => text!("{+1}NBT SessionReject\nFlags={1x}\nLength={2D}\nReason={1x}\n"),
        REJECT => text!("{#}"),
        0x85 if all => text!("{+1}NBT Session Keepalive\nFlags={1x}\nLength={2D}\n"),
        0x85 => text!("Session Keepalive{#}"),
        _ if all => text!("NBT - Unknown packet type\nType={1x}\n"),
        _ => {
            put!(c, "Unknown packet type ");
            super::fields::hex(c, kind.into());
            text!("{+1}")
        }
    };
    let length = usize::from(b.u16(2)?);
    if kind == REJECT && !all {
        b.need(0, 2 * HEADER)?;
        if length < HEADER {
            return Err(Short);
        }
        put!(c, "Session Reject, ");
    }
    captured(b).fields(c, format)?;
    match kind {
        REJECT if length > 0 && b.has(HEADER, 1) => {
            let reason = b.u8(HEADER)?;
            match REASONS.get(reason.into()) {
                Some(text) => put!(c, "{}", text),
                None => {
                    put!(c, "Unspecified error ");
                    super::fields::hex(c, reason.into());
                }
            }
            c.literal(if all { text!("\n") } else { text!("") });
        }
        MESSAGE if all => {
            let message = b.from(HEADER);
            if length >= 4 && super::is_smb(&message) {
                super::warn(c, length, &message);
                return super::print(c, &message);
            }
            put!(c, "Session packet:(raw data or continuation?)\n");
        }
        _ => {}
    }
    Ok(())
}
