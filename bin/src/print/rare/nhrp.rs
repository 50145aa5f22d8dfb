//! The next hop resolution protocol (RFC 2332), which networks of tunnels find their ends by.
//! Extensions are left out.

use crate::print::toolkit::*;

pub(crate) const ETHERTYPE: u16 = 0x2001;
/// The fixed part.
const HEADER: usize = 20;
const TYPES: Table = table!("unknown packet type ({})";
    1: "res request" "res reply" "reg request" "reg reply" "purge request" "purge reply"
    "error indication" "traffic indication",
);
const ERROR: u8 = 7;
const TRAFFIC: u8 = 8;
const ERRORS: Table = table!("unknown ({})";
    1: "unrecognized extension", 3: "loop detected", 6: "protocol address unreachable"
    "protocol error" "SDU size exceeded" "invalid extension" "invalid resolution reply"
    "authentication failure", 15: "hop count exceeded",
);
const TRAFFIC_CODES: Table = table!("unknown ({})"; 0: "NHRP traffic redirect/indirection");

/// Prints a message.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("nhrp");
    put!(c, "NHRP: ");
    if b.len() < HEADER {
        return Err(Cut);
    }
    b.need(0, HEADER)?;
    let (version, kind) = (b.u8(16)?, b.u8(17)?);
    if version != 1 {
        put!(c, "unknown version {}", version);
        return Ok(());
    }
    let extensions = usize::from(b.u16(14)?);
    let (station, sub) = (usize::from(b.u8(18)? & 0x3f), usize::from(b.u8(19)? & 0x3f));
    put!(c, "{}", Name(TYPES, kind.into()));
    if TYPES.get(kind.into()).is_none() {
        return Ok(());
    }
    let body = b.from(HEADER);
    body.need(0, 8)?;
    let (source, destination) = (usize::from(body.u8(0)?), usize::from(body.u8(1)?));
    match kind {
        ERROR => put!(c, ", code <{}>", Name(ERRORS, body.u16(4)?.into())),
        TRAFFIC => put!(c, ", code <{}>", Name(TRAFFIC_CODES, body.u16(4)?.into())),
        _ => show!(c, &body, ", id {@4=4}")?,
    }
    show!(c, b, ", hopcnt {@9=1}")?;
    let mut at = 8;
    let nbma = body.get(at, station)?;
    at += station + sub;
    let from = body.get(at, source)?;
    at += source;
    let to = body.get(at, destination)?;
    at += destination;
    put!(c, ", src nbma {}", Address(nbma));
    put!(c, ", {} -> {}", Address(from), Address(to));
    if matches!(kind, ERROR | TRAFFIC) {
        return Ok(());
    }
    let end = if extensions == 0 { b.len() } else { extensions.min(b.len()) };
    let mut rest = b.first(end).from(HEADER + at);
    while rest.len() >= 12 {
        show!(c, &rest, " (code {1}, pl {1}, mtu {+2=2}, htime {2}, pref {@11=1}")?;
        let [nbma, sub, protocol] = [8, 9, 10].map(|at| rest.u8(at));
        let (nbma, sub) = (usize::from(nbma? & 0x3f), usize::from(sub? & 0x3f));
        let protocol = usize::from(protocol?);
        if nbma > 0 {
            put!(c, ", nbma {}", Address(rest.get(12, nbma)?));
        }
        if protocol > 0 {
            put!(c, ", proto {}", Address(rest.get(12 + nbma + sub, protocol)?));
        }
        put!(c, ")");
        rest = rest.from(12 + nbma + sub + protocol);
    }
    Ok(())
}
