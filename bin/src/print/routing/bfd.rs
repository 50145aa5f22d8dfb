//! Bidirectional forwarding detection (RFC 5880, 5881, 5883, 7130, 7880) and version 0 of it
//! (draft-katz-ward-bfd).

use crate::print::toolkit::*;

/// The length of a control packet without authentication.
const CONTROL: usize = 24;
const AUTHENTICATION: u8 = 0x04;

const DIAGNOSTICS: Table = table!("unknown (0x{:02x})";
    0: "No Diagnostic" "Control Detection Time Expired" "Echo Function Failed"
    "Neighbor Signaled Session Down" "Forwarding Plane Reset" "Path Down"
    "Concatenated Path Down" "Administratively Down" "Reverse Concatenated Path Down"
    "Mis-connectivity Defect",
);
const FLAGS: Table = table!("none";
    0x20: "Poll", 0x10: "Final", 0x08: "Control Plane Independent",
    0x04: "Authentication Present", 0x02: "Demand", 0x01: "Multipoint",
);
const FLAGS_0: Table = table!("none";
    0x80: "I Hear You", 0x40: "Demand", 0x20: "Poll", 0x10: "Final",
    0x08: "Control Plane Independent", 0x04: "Authentication Present", 0x02: "Reserved",
    0x01: "Reserved",
);
const STATES: Table = table!("unknown (0x{:02x})"; 0: "AdminDown" "Down" "Init" "Up");
const AUTHENTICATIONS: Table = table!("Unknown";
    1: "Simple Password" "Keyed MD5" "Meticulous Keyed MD5" "Keyed SHA1" "Meticulous Keyed SHA1",
);

const ECHO_PORT: u16 = 3785;
const MULTIHOP_PORT: u16 = 4784;
const LAG_PORT: u16 = 6784;
const SEAMLESS_PORT: u16 = 7784;

/// The ports that say how a session runs.
pub(crate) fn is_port(port: u16) -> bool {
    matches!(port, 3784 | ECHO_PORT | MULTIHOP_PORT | LAG_PORT | SEAMLESS_PORT)
}

/// Prints a packet.
#[inline(never)]
pub(crate) fn print(c: &mut Ctx<'_>, ports: (u16, u16), b: &Bytes<'_>) -> Res {
    c.protocol = text!("bfd");
    let port = if is_port(ports.1) { ports.1 } else { ports.0 };
    if port == ECHO_PORT {
        put!(c, "BFD, Echo, length: {}", b.len());
        if c.v() > 0 {
            c.hex_lines(text!("\n\t"), b.inside());
        }
        return Ok(());
    }
    let role = match port {
        MULTIHOP_PORT => text!("Multihop"),
        LAG_PORT => text!("LAG"),
        SEAMLESS_PORT => text!("S-BFD"),
        _ => text!("Control"),
    };
    let (version, length) = (b.u8(0)? >> 5, usize::from(b.u8(3)?));
    let flags = b.u8(1)?;
    let v = c.v() > 0;
    b.need(0, CONTROL)?;
    put!(c, "BFDv{}, ", version);
    if version > 1 {
        put!(c, "Control, length: {}", b.len());
        if v {
            c.hex_lines(text!("\n\t"), b.inside());
        }
        return Ok(());
    }
    if v {
        put!(c, "length: {}\n\t", b.len());
    }
    c.literal(if version == 1 { role } else { text!("Control") });
    if version == 1 {
        put!(c, ", State {}, Flags: [", Name(STATES, u32::from(flags >> 6)));
        put!(c, "{}]", Bits(FLAGS, u32::from(flags & 0x3f)));
    } else {
        put!(c, ", Flags: [{}]", Bits(FLAGS_0, flags.into()));
    }
    if !v {
        put!(c, ", length: {}", b.len());
        return Ok(());
    }
    show!(c, b, ", Diagnostic: {1&1fN}", DIAGNOSTICS)?;
    if b.u8(0)? & 0x1f < 10 {
        show!(c, b, " (0x{1&1f:02x})")?;
    }
    let multiplier = u32::from(b.u8(2)?);
    let interval = b.u32(12)?;
    put!(
        c,
        "\n\tDetection Timer Multiplier: {} ({} ms Detection time)",
        multiplier,
        multiplier.wrapping_mul(interval) / 1000
    );
    put!(c, ", BFD Length: {}", length);
    show!(c, b, "\n\tMy Discriminator: 0x{@4=4:08x}, Your Discriminator: 0x{4:08x}")?;
    for (at, name) in [
        (12, text!("Desired min Tx Interval:    ")),
        (16, text!("Required min Rx Interval:   ")),
        (20, text!("Required min Echo Interval: ")),
    ] {
        put!(c, "\n\t  {}{:4} ms", name, b.u32(at)? / 1000);
    }
    if flags & AUTHENTICATION != 0 {
        authentication(c, &b.from(CONTROL))?;
    }
    Ok(())
}

/// A password, or a number and a digest.
fn authentication(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    const PASSWORD: u8 = 1;
    const MD5: u8 = 2;
    const METICULOUS_MD5: u8 = 3;
    const SHA1: u8 = 4;
    const METICULOUS_SHA1: u8 = 5;
    b.need(0, 4)?;
    let length = usize::from(b.u8(1)?);
    show!(c, b, "\n\tAuthentication: {1N} ({@0=1}), length: {1}", AUTHENTICATIONS)?;
    show!(c, b, "\n\t  Auth Key ID: {@2=1}")?;
    match b.u8(0)? {
        PASSWORD if (4..=19).contains(&length) => {
            put!(c, ", Password: ");
            let text = b.from(3).first(length - 3);
            c.text(text.data());
            text.need(0, length - 3)?;
        }
        MD5 | METICULOUS_MD5 if length == 24 => {
            show!(c, b, ", Sequence Number: 0x{@4=4:08x}{|}\n\t  Digest: {16H}")?;
        }
        SHA1 | METICULOUS_SHA1 if length == 28 => {
            show!(c, b, ", Sequence Number: 0x{@4=4:08x}{|}\n\t  Hash: {20H}")?;
        }
        PASSWORD..=METICULOUS_SHA1 => put!(c, "[invalid length {}]", length),
        _ => {}
    }
    Ok(())
}
