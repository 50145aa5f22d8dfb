//! Zephyr, the notification service of Project Athena, over UDP: notices of fields that end with a zero
//! byte, of which those to and from servers are told apart by class, instance and operation.

use crate::print::toolkit::*;
use barecap_core::words::choice;

const KINDS: Table = table!("type {}";
    0: "unsafe" "unacked" "acked" "hm-ack" "hm-ctl" "serv-ack" "serv-nak" "client-ack" "stat",
);
/// What clients ask, and servers of one another.
const CLIENT: Table = table!(""; 0: "sub" "unsub" "unsub-nodefs" "ret" "gimme-defs" "clear-subs");
const REALM: Table = table!(""; 0: "add-subs" "req-subs" "rlm-sub" "rlm-unsub");
const SERVER_ACK: i32 = 5;
/// How many fields there are at least, behind the version.
const FIELDS: usize = 16;

/// Prints a notice.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("zephyr");
    let mut rest = *b;
    let invalid = |c: &mut Ctx<'_>| {
        c.invalid();
        Ok(())
    };
    let Some(version) = field(&mut rest)? else { return invalid(c) };
    let Some(version) = version.strip_prefix(b"ZEPH") else { return Ok(()) };
    if !version.starts_with(b"0.2") {
        put!(c, " zephyr v");
        c.text(version);
        return Ok(());
    }
    let mut fields: [&[u8]; FIELDS] = [&[]; FIELDS];
    for place in &mut fields {
        let Some(value) = field(&mut rest)? else { return invalid(c) };
        *place = value;
    }
    let [_, kind, _, _, _, _, _, class, instance, operation, sender, recipient, ..] = fields;
    let kind = number(kind);
    put!(c, " zephyr ");
    match u32::try_from(kind).ok().and_then(|kind| KINDS.get(kind)) {
        Some(name) => put!(c, "{}", name),
        None => put!(c, "type {}", kind),
    }
    if kind == SERVER_ACK {
        let outcome = field(&mut rest)?;
        if let Some(outcome) = outcome.filter(|outcome| outcome != b"SENT") {
            put!(c, "/");
            lower(c, outcome);
        }
    }
    if !sender.is_empty() {
        put!(c, " {}", T(sender));
    }
    if !known(c, class, instance, operation, &mut rest)? {
        put!(c, " to <{},{},{}>", T(class), T(instance), T(any(recipient)));
        if !operation.is_empty() {
            put!(c, " op {}", T(operation));
        }
    }
    Ok(())
}

/// Prints what is asked by notices of these classes; whether it is one of them.
fn known(
    c: &mut Ctx<'_>,
    class: &[u8],
    instance: &[u8],
    operation: &[u8],
    rest: &mut Bytes<'_>,
) -> Res<bool> {
    let of = |words| choice(operation, words);
    let class = choice(class, "USER_LOCATE ZEPHYR_ADMIN ZEPHYR_CTL HM_CTL WG_CTL HM_STAT LOGIN");
    match (class, choice(instance, "CLIENT HM REALM HMST_CLIENT")) {
        (Some(0), _) => match of("USER_HIDE USER_UNHIDE") {
            Some(number) => c.literal(if number == 0 { text!(" hide") } else { text!(" unhide") }),
            None => put!(c, " locate {}", T(instance)),
        },
        (Some(1), _) => {
            put!(c, " zephyr-admin ");
            lower(c, operation);
        }
        (Some(2), Some(0)) => client(c, operation, rest)?,
        (Some(2), Some(1)) => {
            put!(c, " ");
            lower(c, operation);
        }
        (Some(2), Some(2)) => {
            let words = "ADD_SUBSCRIBE REQ_SUBSCRIBE RLM_SUBSCRIBE RLM_UNSUBSCRIBE";
            if let Some(number) = of(words) {
                put!(c, " realm {}", Name(REALM, number as u32));
            }
        }
        (Some(3 | 4), _) => {
            c.literal(if class == Some(3) { text!(" hm_ctl ") } else { text!(" wg_ctl ") });
            lower(c, instance);
            put!(c, " ");
            lower(c, operation);
        }
        (Some(5), Some(3)) if operation == b"GIMMESTATS" => put!(c, " get-client-stats"),
        (Some(6), _) => {
            let words =
                "USER_FLUSH NONE OPSTAFF REALM-VISIBLE REALM-ANNOUNCED NET-VISIBLE NET-ANNOUNCED";
            match of(words) {
                Some(0) => put!(c, " flush_locs"),
                Some(_) => {
                    put!(c, " set-exposure ");
                    lower(c, operation);
                }
                None => return Ok(false),
            }
        }
        _ => return Ok(false),
    }
    Ok(true)
}

/// What a client asks of a server.
fn client(c: &mut Ctx<'_>, operation: &[u8], rest: &mut Bytes<'_>) -> Res {
    match choice(operation, "SUBSCRIBE UNSUBSCRIBE SUBSCRIBE_NODEFS GIMME GIMMEDEFS CLEARSUB") {
        Some(number) => {
            put!(c, " {}", Name(CLIENT, number as u32));
            if number < 3
                && let (Some(class), Some(instance), Some(recipient)) =
                    (field(rest)?, field(rest)?, field(rest)?)
            {
                put!(c, " <{},{},{}>", T(class), T(instance), T(any(recipient)));
            }
        }
        None => {
            put!(c, " ");
            lower(c, operation);
        }
    }
    Ok(())
}

/// The next field; nothing where its end is not in the datagram.
fn field<'b>(b: &mut Bytes<'b>) -> Res<Option<&'b [u8]>> {
    let text = b.inside();
    let Some(end) = text.iter().position(|&byte| byte == 0) else {
        return if text.len() < b.len() { Err(Cut) } else { Ok(None) };
    };
    *b = b.from(end + 1);
    Ok(text.get(..end))
}

/// A recipient, who may be anyone.
fn any(recipient: &[u8]) -> &[u8] {
    if recipient.is_empty() { b"*" } else { recipient }
}

/// Text in small letters.
fn lower(c: &mut Ctx<'_>, text: &[u8]) {
    for byte in text {
        c.char(byte.to_ascii_lowercase());
    }
}

/// A number as C reads it in hexadecimal, up to what is no digit.
fn number(text: &[u8]) -> i32 {
    let text = text.trim_ascii_start();
    let (is_negative, text) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    let digits = match text {
        [b'0', b'x' | b'X', rest @ ..] => rest,
        _ => text,
    };
    let mut number = 0i64;
    for &byte in digits {
        let Some(digit) = char::from(byte).to_digit(16) else { break };
        number = number.saturating_mul(16).saturating_add(digit.into());
    }
    (if is_negative { -number } else { number }) as i32
}
