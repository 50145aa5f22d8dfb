//! The options of neighbor discovery (RFC 4861, 3971, 4191, 6275, 8106, 8781).

use super::address::{colons, filled};
use super::bytes::{Bytes, Res, Short};
use super::context::{Ctx, put, show};
use super::dump;
use super::icmp6;
use super::table::{Table, table};
use crate::packed::text;

const OPTIONS: Table = table!("unknown";
    1: "source link-address", 2: "destination link-address", 3: "prefix info",
    4: "redirected header", 5: "mtu", 7: "advertisement interval", 8: "homeagent information",
    14: "nonce", 24: "route info", 25: "rdnss", 31: "dnssl", 38: "pref64",
);
const PREFIX_FLAGS: Table = table!("none"; 0x80: "onlink", 0x40: "auto", 0x20: "router");

/// Prints options to the end of the message.
pub(super) fn options(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let mut rest = *b;
    // Options as tcpdump walks them: to the end of the captured bytes.
    while rest.captured() > 0 {
        rest.check(0, 2)?;
        let (kind, units) = (rest.u8(0)?, usize::from(rest.u8(1)?));
        if units == 0 {
            return Err(Short);
        }
        let length = units * 8;
        rest.check(0, length)?;
        show!(c, &rest, "\n\t  {1N} option ({@0=1})", OPTIONS)?;
        put!(c, ", length {} ({}): ", length, units);
        let whole = rest.first(length).claim(length);
        let value = whole.from(2);
        if kind == 4 {
            // As many bytes as it has, of the first option.
            dump::hex(&mut c.out, text!("\n\t    "), b.claim(length).inside());
        } else {
            // A prefix is read where it should be, whatever the option's length, and names go on to
            // their ends; pointers in them count from the option's start.
            let part = match kind {
                3 => rest,
                31 => rest.claim(length),
                _ => value,
            };
            option(c, kind, &part)?;
        }
        if c.v() < 2 && OPTIONS.get(kind.into()).is_none() {
            return Ok(());
        }
        if c.v() > 1 {
            dump::hex(&mut c.out, text!("\n\t    "), value.inside());
        }
        rest = rest.from(length);
    }
    Ok(())
}

/// A lifetime in seconds.
fn lifetime(c: &mut Ctx<'_>, seconds: u32) {
    if seconds == u32::MAX {
        put!(c, "infinity");
    } else {
        put!(c, "{}s", seconds);
    }
}

/// Prints the value of an option, without its type and length.
fn option(c: &mut Ctx<'_>, kind: u8, b: &Bytes<'_>) -> Res {
    match kind {
        1 | 2 => {
            b.need(0, b.len())?;
            colons(&mut c.out, b.inside());
        }
        3 => {
            b.need(0, 32)?;
            show!(c, b, "{@16=16A}/{@2=1}")?;
            c.literal(if b.u8(1)? == 4 { text!("") } else { text!("badlen") });
            show!(c, b, ", Flags [{@3=1B}], valid time ", PREFIX_FLAGS)?;
            lifetime(c, b.u32(4)?);
            put!(c, ", pref. time ");
            lifetime(c, b.u32(8)?);
        }
        5 => {
            show!(c, b, " {@2=4}")?;
            if b.len() != 6 {
                put!(c, "bad option length");
            }
        }
        7 => show!(c, b, " {@2=4}ms")?,
        8 => show!(c, b, " preference {@2=2}, lifetime {2}")?,
        14 => c.hex_spaced(b.get(0, b.len())?),
        24 => {
            let (length, flags) = (b.u8(0)?, b.u8(1)?);
            if b.len() > 22 {
                return Err(Short);
            }
            put!(c, " {}/{}, pref=", &filled::<16>(b.from(6).inside()), length);
            icmp6::preference(c, flags);
            put!(c, ", lifetime=");
            lifetime(c, b.u32(2)?);
        }
        25 => {
            show!(c, b, " lifetime {@2=4}s,")?;
            let mut servers = b.from(6);
            while servers.len() >= 16 {
                show!(c, &servers, " addr: {16A}")?;
                servers = servers.from(16);
            }
        }
        31 => {
            show!(c, b, " lifetime {@4=4}s, domain(s):")?;
            #[cfg(feature = "print-core")]
            domains(c, b).map_err(|_| Short)?;
            #[cfg(not(feature = "print-core"))]
            c.absent(Some(super::absent::Group::Core));
        }
        38 => {
            let scaled = b.u16(0)?;
            let code = scaled & 7;
            put!(c, "{}/", &filled::<16>(b.from(2).inside()));
            match [96u8, 64, 56, 48, 40, 32].get(usize::from(code)) {
                Some(length) => put!(c, "{}", *length),
                None => put!(c, "??"),
            }
            put!(c, " (plc {}), lifetime {}s", code, scaled & !7);
        }
        _ if c.v() < 2 => dump::hex(&mut c.out, text!("\n\t  "), b.inside()),
        _ => {}
    }
    Ok(())
}

/// Domain names one after another, with zeros behind them.
#[cfg(feature = "print-core")]
fn domains(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let mut at = 8;
    while at < b.len() && b.u8(at)? != 0 {
        put!(c, " ");
        at = super::domain::name(c, b, at)?;
    }
    Ok(())
}
