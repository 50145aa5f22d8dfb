//! Syslog over UDP (RFC 3164).

use super::bytes::{Bytes, Res};
use super::context::Arg::{Name, T};
use super::context::{Ctx, put};
use super::dump;
use super::table::{Table, table};
use crate::packed::text;

const SEVERITIES: Table = table!("";
    0: "emergency", 1: "alert", 2: "critical", 3: "error", 4: "warning", 5: "notice", 6: "info",
    7: "debug",
);
const FACILITIES: Table = table!("unknown ({})";
    0: "kernel", 1: "user", 2: "mail", 3: "daemon", 4: "auth", 5: "syslog", 6: "lpr", 7: "news",
    8: "uucp", 9: "cron", 10: "authpriv", 11: "ftp", 12: "ntp", 13: "security", 14: "console",
    15: "cron", 16: "local0", 17: "local1", 18: "local2", 19: "local3", 20: "local4",
    21: "local5", 22: "local6", 23: "local7",
);
/// The digits of the highest priority, `<191>`.
const MOST_DIGITS: usize = 3;

/// Prints a message.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("syslog");
    if b.u8(0)? != b'<' {
        c.invalid();
        return Ok(());
    }
    let (mut at, mut priority) = (1, 0u16);
    loop {
        match b.u8(at)? {
            digit @ b'0'..=b'9' if at <= MOST_DIGITS => {
                priority = priority.wrapping_mul(10).wrapping_add(u16::from(digit & 15));
            }
            b'>' => break,
            _ => {
                c.invalid();
                return Ok(());
            }
        }
        at += 1;
    }
    let (severity, facility) = (u32::from(priority & 7), u32::from(priority >> 3));
    let (severity_name, facility_name) = (Name(SEVERITIES, severity), Name(FACILITIES, facility));
    if c.v() == 0 {
        put!(c, "SYSLOG {}.{}, length: {}", facility_name, severity_name, b.len());
        return Ok(());
    }
    put!(c, "SYSLOG, length: {}", b.len());
    put!(c, "\n\tFacility {} ({})", facility_name, facility);
    put!(c, ", Severity {} ({})", severity_name, severity);
    let message = b.from(at + 1);
    put!(c, "\n\tMsg: {}", T(message.inside()));
    message.need(0, message.len())?;
    if c.v() > 1 {
        dump::hex(&mut c.out, text!("\n\t"), b.inside());
    }
    Ok(())
}
