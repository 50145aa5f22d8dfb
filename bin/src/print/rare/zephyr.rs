//! Zephyr, the notification service of Project Athena, over UDP: notices of fields that end with a zero
//! byte, of which those to and from servers are told apart by class, instance and operation.

use crate::print::toolkit::*;

const KINDS: Table = table!("type {}";
    0: "unsafe" "unacked" "acked" "hm-ack" "hm-ctl" "serv-ack" "serv-nak" "client-ack" "stat",
);
const SERVER_ACK: i32 = 5;
/// How many fields there are at least, behind the version.
const FIELDS: usize = 16;

/// Prints a notice.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = "zephyr";
    let mut rest = *b;
    let invalid = |c: &mut Ctx<'_>| {
        c.invalid();
        Ok(())
    };
    let Some(version) = field(&mut rest)? else { return invalid(c) };
    let Some(version) = version.strip_prefix(b"ZEPH") else { return Ok(()) };
    if !version.starts_with(b"0.2") {
        c.str(" zephyr v");
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
    c.str(" zephyr ");
    match u32::try_from(kind).ok().and_then(|kind| KINDS.get(kind)) {
        Some(name) => put!(c, "{}", name),
        None => put!(c, "type {}", kind),
    }
    if kind == SERVER_ACK {
        let outcome = field(&mut rest)?;
        if let Some(outcome) = outcome.filter(|outcome| outcome != b"SENT") {
            c.str("/");
            lower(c, outcome);
        }
    }
    if !sender.is_empty() {
        put!(c, " {}", T(sender));
    }
    match (class, instance, operation) {
        (b"USER_LOCATE", _, b"USER_HIDE") => c.str(" hide"),
        (b"USER_LOCATE", _, b"USER_UNHIDE") => c.str(" unhide"),
        (b"USER_LOCATE", ..) => put!(c, " locate {}", T(instance)),
        (b"ZEPHYR_ADMIN", ..) => {
            c.str(" zephyr-admin ");
            lower(c, operation);
        }
        (b"ZEPHYR_CTL", b"CLIENT", _) => client(c, operation, &mut rest)?,
        (b"ZEPHYR_CTL", b"HM", _) => {
            c.str(" ");
            lower(c, operation);
        }
        (b"ZEPHYR_CTL", b"REALM", _) => c.str(match operation {
            b"ADD_SUBSCRIBE" => " realm add-subs",
            b"REQ_SUBSCRIBE" => " realm req-subs",
            b"RLM_SUBSCRIBE" => " realm rlm-sub",
            b"RLM_UNSUBSCRIBE" => " realm rlm-unsub",
            _ => "",
        }),
        (b"HM_CTL" | b"WG_CTL", ..) => {
            c.str(if class == b"HM_CTL" { " hm_ctl " } else { " wg_ctl " });
            lower(c, instance);
            c.str(" ");
            lower(c, operation);
        }
        (b"HM_STAT", b"HMST_CLIENT", b"GIMMESTATS") => c.str(" get-client-stats"),
        (b"LOGIN", _, b"USER_FLUSH") => c.str(" flush_locs"),
        (
            b"LOGIN",
            _,
            b"NONE" | b"OPSTAFF" | b"REALM-VISIBLE" | b"REALM-ANNOUNCED" | b"NET-VISIBLE"
            | b"NET-ANNOUNCED",
        ) => {
            c.str(" set-exposure ");
            lower(c, operation);
        }
        _ => {
            put!(c, " to <{},{},{}>", T(class), T(instance), T(any(recipient)));
            if !operation.is_empty() {
                put!(c, " op {}", T(operation));
            }
        }
    }
    Ok(())
}

/// What a client asks of a server.
fn client(c: &mut Ctx<'_>, operation: &[u8], rest: &mut Bytes<'_>) -> Res {
    match operation {
        b"SUBSCRIBE" | b"UNSUBSCRIBE" | b"SUBSCRIBE_NODEFS" => {
            c.str(match operation {
                b"SUBSCRIBE" => " sub",
                b"UNSUBSCRIBE" => " unsub",
                _ => " unsub-nodefs",
            });
            let (Some(class), Some(instance), Some(recipient)) =
                (field(rest)?, field(rest)?, field(rest)?)
            else {
                return Ok(());
            };
            put!(c, " <{},{},{}>", T(class), T(instance), T(any(recipient)));
        }
        b"GIMME" => c.str(" ret"),
        b"GIMMEDEFS" => c.str(" gimme-defs"),
        b"CLEARSUB" => c.str(" clear-subs"),
        _ => {
            c.str(" ");
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
