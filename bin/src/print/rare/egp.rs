//! The exterior gateway protocol (RFC 904, RFC 888). Without -v only the version and the length are shown,
//! as tcpdump does since 4.99.6; a message of another version has no header.

use crate::print::address::filled;
use crate::print::toolkit::*;

pub(super) const PROTOCOL: u8 = 8;
const HEADER: usize = 16;
const STATES: Table = table!(" state:{}"; 0: " state:indeterminate" " state:up" " state:down");
const MODES: Table = table!(" [status {}]"; 0: " unspecified" " active_mode" " passive_mode");
const ACQUISITIONS: Table =
    table!(" [code {}]"; 0: " request" " confirm" " refuse" " cease" " cease_ack");
const REFUSALS: Table = table!("[status {}]";
    0: " unspecified", 3: " insufficient_resources" " administratively_prohibited" " going_down"
    " parameter_violation" " protocol_violation",
);
const REACHABILITIES: Table = table!(" [reach code {}]"; 0: " hello" " i-h-u");
const ERRORS: Table = table!(" [reason {}]";
    0: " unspecified" " bad_EGP_header_format" " bad_EGP_data_field_format"
    " reachability_info_unavailable" " excessive_polling_rate" " no_response"
    " unsupported_version",
);

/// Prints a message.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("egp");
    put!(c, "EGP");
    if b.len() < HEADER {
        return c.short(text!("length"), b.len(), HEADER);
    }
    b.need(0, HEADER)?;
    let (version, kind, code) = (b.u8(0)?, b.u8(1)?, b.u8(2)?);
    if version != 2 {
        put!(c, " [version {} != 2]", version);
        c.invalid();
        return Ok(());
    }
    put!(c, "v2");
    if c.v() > 0 {
        show!(c, b, ", AS {@6=2}, seq {2}")?;
    }
    put!(c, ", length {}", b.len());
    if c.v() == 0 {
        return Ok(());
    }
    put!(c, ",");
    match kind {
        3 => {
            put!(c, " acquire");
            show!(c, b, "{@2=1N}", ACQUISITIONS)?;
            match code {
                0 | 1 => show!(c, b, "{@3=1N} hello:{@10=2} poll:{2}", MODES),
                2..=4 => show!(c, b, "{@3=1N}", REFUSALS),
                _ => Ok(()),
            }
        }
        5 => {
            show!(c, b, " reach{@2=1N}", REACHABILITIES)?;
            if code <= 1 { show!(c, b, "{@3=1N}", STATES) } else { Ok(()) }
        }
        2 => show!(c, b, " poll{@3=1N} net:{@12=4A}", STATES),
        8 => show!(c, b, " error{@3=1N}{@10=2N}", STATES, ERRORS),
        1 => {
            show!(c, b, " update{@3=1N} {@12=4A} int {@10=1} ext {1}", STATES)?;
            gateways(c, &b.first(b.len()))
        }
        _ => {
            put!(c, " [type {}]", kind);
            Ok(())
        }
    }
}

/// How many bytes of an address name its network.
fn network(first: u8) -> usize {
    match first {
        0..=127 => 1,
        128..=191 => 2,
        _ => 3,
    }
}

/// Reads so many bytes, if the message has them.
fn take<'a>(c: &mut Ctx<'_>, rest: &mut Bytes<'a>, size: usize) -> Res<Option<&'a [u8]>> {
    if rest.len() < size {
        c.short(text!("length"), rest.len(), size)?;
        return Ok(None);
    }
    let bytes = rest.get(0, size)?;
    *rest = rest.from(size);
    Ok(Some(bytes))
}

/// The gateways of a network, with the networks behind them by their distance.
fn gateways(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let (inner, outer, own) = (b.u8(10)?, b.u8(11)?, *b.array::<4>(12)?);
    let part = network(own[0]);
    let mut rest = b.from(HEADER);
    for i in 0..u16::from(inner) + u16::from(outer) {
        // Its first bytes, which are those of the network, are left out.
        let mut gateway = own;
        let Some(behind) = take(c, &mut rest, 4 - part)? else { return Ok(()) };
        for (to, from) in gateway.iter_mut().skip(part).zip(behind) {
            *to = *from;
        }
        let Some(&[distances]) = take(c, &mut rest, 1)? else { return Ok(()) };
        c.literal(if i < inner.into() { text!(" int ") } else { text!(" ext ") });
        c.ip4(gateway);
        put!(c, " (");
        for j in 0..distances {
            let Some(&[distance, networks]) = take(c, &mut rest, 2)? else { return Ok(()) };
            put!(c, "{}d{}:", if j == 0 { text!("") } else { text!(", ") }, distance);
            for _ in 0..networks {
                let start = rest;
                let Some(&[first]) = take(c, &mut rest, 1)? else { return Ok(()) };
                let length = network(first);
                if take(c, &mut rest, length - 1)?.is_none() {
                    return Ok(());
                }
                put!(c, " ");
                c.ip4(filled(start.get(0, length)?));
            }
        }
        put!(c, ")");
    }
    Ok(())
}
