//! Multi-part ICMP messages (RFC 4884, 4950, 5837) and the extended echo (RFC 8335).

use super::checksum;
use super::dump;
use super::toolkit::*;

const OBJECTS: Table = table!("unknown";
    1: "MPLS Stack Entry", 2: "Interface Information", 3: "Interface Identification",
);

const ROLES: Table = table!("";
    0: "Incoming IP Interface", 1: "Sub-IP Component of Incoming IP Interface",
    2: "Outgoing IP Interface", 3: "IP Next-Hop",
);

const EXTENDED_CODES: Table = table!("unknown";
    0: "No error", 1: "Malformed Query", 2: "No Such Interface", 3: "No Such Table Entry",
    4: "Multiple Interfaces Satisfy Query",
);

const NEIGHBOR_STATES: Table = table!("unknown";
    0: "Reserved", 1: "Incomplete", 2: "Reachable", 3: "Stale", 4: "Delay", 5: "Probe",
    6: "Failed",
);

/// Where the extensions of a multi-part message start: the quoted packet is padded to 128 bytes.
pub(super) const EXTENSIONS: usize = 8 + 128;

/// The extensions behind the quoted packet. A message that does not say how long that is may
/// come from a sender that knows no extensions: then only a right checksum makes these bytes some.
pub(super) fn multi_part(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let extensions = b.from(EXTENSIONS);
    extensions.check(0, 5)?;
    let version = extensions.u8(0)? >> 4;
    if let Ok(bytes) = extensions.get(0, extensions.len())
        && b.u8(5)? == 0
        && checksum::of(bytes) != 0
    {
        return Ok(());
    }
    put!(c, "\n\tICMP Multi-Part extension v{}", version);
    if version != 2 {
        put!(c, " packet not supported");
        return Ok(());
    }
    print_extensions(c, &extensions)
}

/// The part of an extended echo that is printed with -v.
pub(super) fn extended_echo(c: &mut Ctx<'_>, request: bool, b: &Bytes<'_>) -> Res {
    if request {
        let local = b.u8(7)? & 1 != 0;
        c.literal(if local { text!("\n\tLocal Interface") } else { text!("\n\tRemote Interface") });
        // One object, which says how long the structure is.
        let extension = b.from(8);
        let length = 4 + usize::from(extension.u16(4)?);
        // Its own header and that of the object.
        extension.first(length).need(0, 8)?;
        return print_extensions(c, &extension.first(length));
    }
    show!(
        c,
        b,
        "\n\tCode {@1=1} ({@1=1N}), State {@7=1>5} ({@7=1>5N}), active {@7=1>2&1} ipv4 {@7=1>1&1} \
         ipv6 {@7=1&1}",
        EXTENDED_CODES,
        NEIGHBOR_STATES
    )
}

/// The extension structure: its checksum and its objects.
fn print_extensions(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    if let Ok(bytes) = b.get(0, b.len()) {
        let good = if checksum::of(bytes) == 0 { text!("") } else { text!("in") };
        put!(c, ", checksum 0x{:04x} ({}correct), length {}", b.u16(2)?, good, b.len());
    }
    let mut b = b.from(4);
    while b.len() > 4 {
        let (length, class, kind) = (usize::from(b.u16(0)?), b.u8(2)?, b.u8(3)?);
        show!(c, &b, "\n\t  {@2=1N} Object ({@2=1}), Class-Type: {1}, length {@0=2}", OBJECTS)?;
        // A length below the header's would never end.
        if length < 4 || class == 0 {
            return Ok(());
        }
        if length > b.len() {
            // What fits is printed; what follows is no object.
            return object(c, class, kind, &b.from(4));
        }
        // A label is read where it should be, whatever the object's length.
        let value = b.from(4);
        let value = if (class, kind) == (1, 1) { value } else { value.first(length - 4) };
        object(c, class, kind, &value)?;
        b = b.from(length);
    }
    Ok(())
}

/// The value of an extension object.
fn object(c: &mut Ctx<'_>, class: u8, kind: u8, b: &Bytes<'_>) -> Res {
    match (class, kind) {
        (1, 1) => {
            b.need(0, 4)?;
            show!(
                c,
                b,
                "\n\t    label {3>4}, tc {@2=1>1&7}{@2=1&1N}, ttl {1}",
                table!(""; 1: ", [S]")
            )?;
        }
        (2, _) => interface(c, kind, b)?,
        (3, 1) => {
            put!(c, "\n\t    Interface Name, length {}: ", b.len());
            c.zero_text(b.inside());
        }
        (3, 2) if b.len() >= 4 => put!(c, "\n\t    Interface Index: {}", b.u32(0)?),
        (3, 3) if b.len() >= 4 => {
            let family = b.u16(0)?;
            put!(c, "\n\t    IP Address sub-object: ");
            address(c, family, &b.from(4))?;
        }
        (3, _) if c.v() > 1 => {}
        _ => dump::hex(&mut c.out, text!("\n\t    "), b.inside()),
    }
    Ok(())
}

/// An address by its family; answers how long it is.
fn address(c: &mut Ctx<'_>, family: u16, b: &Bytes<'_>) -> Res<usize> {
    let (length, format) = match family {
        1 if b.len() >= 4 => (4, text!("{4A}")),
        2 if b.len() >= 16 => (16, text!("{16A}")),
        _ => (b.len(), text!("Unknown Address Family Identifier")),
    };
    c.show(b, format, &[])?;
    Ok(length)
}

/// An interface information object (RFC 5837): its type says which parts follow.
fn interface(c: &mut Ctx<'_>, kind: u8, b: &Bytes<'_>) -> Res {
    put!(c, "\n\t    Interface Role: {}", Name(ROLES, (kind >> 6).into()));
    let mut b = *b;
    if kind & 8 != 0 {
        if b.len() < 4 {
            return Ok(());
        }
        put!(c, "\n\t    Interface Index: {}", b.u32(0)?);
        b = b.from(4);
    }
    if kind & 4 != 0 {
        if b.len() < 4 {
            return Ok(());
        }
        let family = b.u16(0)?;
        put!(c, "\n\t    IP Address sub-object: ");
        let used = address(c, family, &b.from(4))?;
        b = b.from(4 + used);
    }
    if kind & 2 != 0 {
        if b.len() < 1 {
            return Ok(());
        }
        let length = usize::from(b.u8(0)?);
        put!(c, "\n\t    Interface Name");
        if length == 0 {
            put!(c, " [length 0]");
            c.invalid();
            return Ok(());
        }
        put!(c, ", length {}: ", length);
        c.zero_text(b.from(1).first(length - 1).inside());
        b = b.from(length);
    }
    if kind & 1 != 0 && b.len() >= 4 {
        put!(c, "\n\t    MTU Value: {}", b.u32(0)?);
    }
    Ok(())
}
