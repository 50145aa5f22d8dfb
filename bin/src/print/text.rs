//! Protocols of text lines: HTTP, RTSP and SIP, FTP, SMTP and whois. The first line is printed, with -v
//! all lines up to the first that is no text.
//!
//! A message of the first three that starts with neither a request nor a response is the middle of a
//! body, and only its protocol is named.

use super::bytes::{Bytes, Cut, Res};
use super::context::{Ctx, put};
use crate::literal::Literal;
use crate::packed::text;

/// A protocol of text lines.
pub(super) struct Protocol {
    name: Literal,
    /// The first words of requests, or nothing where every message starts with one.
    requests: &'static str,
}

pub(super) static HTTP: Protocol = Protocol {
    name: text!("http"),
    requests: " GET PUT COPY HEAD LOCK MOVE POLL POST BCOPY BMOVE MKCOL TRACE LABEL MERGE DELETE \
               SEARCH UNLOCK REPORT UPDATE NOTIFY BDELETE CONNECT OPTIONS CHECKIN PROPFIND \
               CHECKOUT CCM_POST SUBSCRIBE PROPPATCH BPROPFIND BPROPPATCH UNCHECKOUT MKACTIVITY \
               MKWORKSPACE UNSUBSCRIBE RPC_CONNECT VERSION-CONTROL BASELINE-CONTROL ",
};
pub(super) static RTSP: Protocol = Protocol {
    name: text!("rtsp"),
    requests: " ANNOUNCE DESCRIBE GET_PARAMETER OPTIONS PAUSE PLAY RECORD REDIRECT SET_PARAMETER \
               SETUP TEARDOWN ",
};
pub(super) static SIP: Protocol = Protocol {
    name: text!("sip"),
    requests: " ACK BYE CANCEL DO INFO INVITE MESSAGE NOTIFY OPTIONS PRACK QAUTH REFER REGISTER \
               SPRACK SUBSCRIBE UPDATE PUBLISH ",
};
pub(super) static FTP: Protocol = Protocol { name: text!("ftp"), requests: "" };
pub(super) static WHOIS: Protocol = Protocol { name: text!("whois"), requests: "" };
pub(super) static SMTP: Protocol = Protocol { name: text!("smtp"), requests: "" };

/// Prints a message.
pub(super) fn print(c: &mut Ctx<'_>, protocol: &Protocol, b: &Bytes<'_>) -> Res {
    c.protocol = protocol.name;
    for &byte in protocol.name.text().unpack(&mut [0; 8]) {
        c.out.byte(byte.to_ascii_uppercase());
    }
    if !protocol.requests.is_empty() && !starts_message(protocol, b) {
        return Ok(());
    }
    if c.v() == 0 {
        line(c, text!(": "), b)?;
        return Ok(());
    }
    put!(c, ", length: {}", b.len());
    let mut rest = *b;
    while rest.len() > 0 {
        match line(c, text!("\n\t"), &rest)? {
            Some(used) => rest = rest.from(used),
            None => break,
        }
    }
    Ok(())
}

/// The most bytes of a word.
const LONGEST: usize = 128;

/// The next word, if it is one, and where the one after it starts.
fn word<'a>(b: &Bytes<'a>, at: usize) -> (&'a [u8], usize) {
    let rest = b.from(at);
    let text = rest.inside();
    let end = text.iter().position(|byte| !byte.is_ascii_graphic()).unwrap_or(text.len());
    let (word, tail) = text.split_at_checked(end).unwrap_or((text, &[]));
    let is_word = match tail {
        [b' ' | b'\t' | b'\r' | b'\n', ..] => end <= LONGEST,
        // Of one that may be cut nothing is known.
        [] => end <= LONGEST && text.len() == rest.len(),
        _ => false,
    };
    // Words of one line are parted by spaces.
    let gap = tail.iter().position(|&byte| byte != b' ').unwrap_or(tail.len());
    (if is_word { word } else { &[] }, at + end + gap)
}

/// Whether a message starts with a request, or with a response: a version and three digits.
fn starts_message(protocol: &Protocol, b: &Bytes<'_>) -> bool {
    let (first, next) = word(b, 0);
    let mut requests = protocol.requests.split_ascii_whitespace();
    if requests.any(|request| request.as_bytes().eq_ignore_ascii_case(first)) {
        return true;
    }
    let (second, _) = word(b, next);
    !first.is_empty() && second.len() == 3 && second.iter().all(u8::is_ascii_digit)
}

/// Prints a line of text and answers how long it is with its end; nothing for what is no text, or
/// where the line does not end.
fn line(c: &mut Ctx<'_>, before: Literal, b: &Bytes<'_>) -> Res<Option<usize>> {
    let text = b.inside();
    let end = text
        .iter()
        .position(|&byte| !(byte.is_ascii_graphic() || byte == b' ' || byte == b'\t'))
        .unwrap_or(text.len());
    let (line, rest) = text.split_at_checked(end).unwrap_or((text, &[]));
    let used = match rest {
        [b'\n', ..] => 1,
        [b'\r', b'\n', ..] => 2,
        [] if text.len() == b.len() => 0,
        // What the capture cuts.
        [] | [b'\r'] if text.len() < b.len() => return Err(Cut),
        // Binary data, or half of a line's end.
        _ => return Ok(None),
    };
    c.literal(before);
    c.out.bytes(line);
    Ok(Some(end + used))
}
