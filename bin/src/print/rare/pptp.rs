//! The point-to-point tunneling protocol's control messages (RFC 2637), over TCP.

use crate::print::toolkit::*;

/// Marks a control message.
const COOKIE: u32 = 0x1a2b_3c4d;
const MESSAGES: Table = table!("";
    0: "NOT_DEFINED" "SCCRQ" "SCCRP" "StopCCRQ" "StopCCRP" "ECHORQ" "ECHORP" "OCRQ" "OCRP" "ICRQ"
    "ICRP" "ICCN" "CCRQ" "CDN" "WEN" "SLI",
);
const ERRORS: Table = table!("?";
    0: "None" "Not-Connected" "Bad-Format" "Bad-Value" "No-Resource" "Bad-Call-ID" "PAC-Error",
);
const REASONS: Table = table!("?"; 1: "None" "Stop-Protocol" "Stop-Local-Shutdown");
const STARTS: Table = table!("?";
    1: "Successful channel establishment" "General error" "Command channel already exists"
    "Requester is not authorized to establish a command channel"
    "The protocol version of the requester is not supported",
);
const ENDS: Table = table!("?"; 1: "OK" "General Error");
const CALLS_OUT: Table = table!("?";
    1: "Connected" "General Error" "No Carrier" "Busy" "No Dial Tone" "Time-out" "Do Not Accept",
);
const CALLS_IN: Table = table!("?"; 1: "Connect" "General Error" "Do Not Accept");
const DISCONNECTS: Table =
    table!("?"; 1: "Lost Carrier" "General Error" "Admin Shutdown" "Request");
const FRAMING: Table = table!(""; 1: "A" "S");
const BEARERS: Table = table!(""; 2: "D", 1: "A");
const BEARER: Table = table!("?"; 1: "A" "D" "Any");
const FRAME: Table = table!("?"; 1: "A" "S" "E");

/// Prints a control message.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("pptp");
    put!(c, ": pptp");
    b.need(0, 2)?;
    if c.v() > 0 {
        show!(c, b, " Length={2}{|} {2N}", table!("UNKNOWN-MSG-TYPE"; 1: "CTRL-MSG" "MGMT-MSG"))?;
    }
    let cookie = b.u32(4)?;
    if cookie != COOKIE {
        put!(c, " UNEXPECTED Magic-Cookie!!({:08x})", cookie);
    }
    if c.v() > 0 || cookie != COOKIE {
        put!(c, " Magic-Cookie={:08x}", cookie);
    }
    let kind = b.u16(8)?;
    match MESSAGES.get(kind.into()) {
        Some(name) => put!(c, " CTRL_MSGTYPE={}", name),
        None => put!(c, " UNKNOWN_CTRL_MSGTYPE({})", kind),
    }
    reserved(c, b, 10)?;
    let b = &b.from(12);
    if kind < 7 { connection(c, kind, b) } else { call(c, kind, b) }
}

/// How a control connection begins, is held and ends (RFC 2637, section 2.1 to 2.6).
fn connection(c: &mut Ctx<'_>, kind: u16, b: &Bytes<'_>) -> Res {
    match kind {
        1 | 2 => {
            show!(c, b, " PROTO_VER({1}.{1})")?;
            if kind == 1 {
                reserved(c, b, 2)?;
            } else {
                results(c, b, 2, STARTS)?;
            }
            put!(c, " FRAME_CAP(");
            show!(c, b, "{@4=4&3F}){|} BEARER_CAP({4&3F})", FRAMING, BEARERS)?;
            show!(c, b, " MAX_CHAN({@12=2}){|} FIRM_REV({2})")?;
            name(c, b, text!(" HOSTNAME("), 16)?;
            name(c, b, text!(" VENDOR("), 80)?;
        }
        3 => {
            result(c, b, text!(" REASON"), 0, REASONS)?;
            if b.u8(1)? != 0 {
                show!(c, b, " [ERROR: reserved={@1=1} must be zero]")?;
            }
            reserved(c, b, 2)?;
        }
        4 => {
            results(c, b, 0, ENDS)?;
            reserved(c, b, 2)?;
        }
        5 => show!(c, b, " ID({4})")?,
        6 => {
            show!(c, b, " ID({4})")?;
            results(c, b, 4, ENDS)?;
            reserved(c, b, 6)?;
        }
        _ => {}
    }
    Ok(())
}

/// Calls, out and in, and what is said of their links (section 2.7 to 2.15).
fn call(c: &mut Ctx<'_>, kind: u16, b: &Bytes<'_>) -> Res {
    match kind {
        7 => {
            show!(
                c,
                b,
                " CALL_ID({2}){|} CALL_SER_NUM({2}){|} MIN_BPS({4}){|} MAX_BPS({4}){|} \
                 BEARER_TYPE({4N}){|} FRAME_TYPE({4N}){|} RECV_WIN({2}){|} PROC_DELAY({2}){|} \
                 PHONE_NO_LEN({2})",
                BEARER,
                FRAME
            )?;
            reserved(c, b, 26)?;
            // Text of numbers is as long as is said before, in fields of 64 bytes.
            name_of(c, b, text!(" PHONE_NO("), 28, usize::from(b.u16(24)?).min(64))?;
            name(c, b, text!(" SUB_ADDR("), 92)?;
        }
        8 => {
            show!(c, b, " CALL_ID({2}){|} PEER_CALL_ID({2})")?;
            results(c, b, 4, CALLS_OUT)?;
            show!(
                c,
                b,
                " CAUSE_CODE({@6=2}){|} CONN_SPEED({4}){|} RECV_WIN({2}){|} PROC_DELAY({2}){|} \
                 PHY_CHAN_ID({4})"
            )?;
        }
        9 => {
            show!(
                c,
                b,
                " CALL_ID({2}){|} CALL_SER_NUM({2}){|} BEARER_TYPE({4N}){|} PHY_CHAN_ID({4}){|} \
                 DIALED_NO_LEN({2}){|} DIALING_NO_LEN({2})",
                BEARER
            )?;
            name_of(c, b, text!(" DIALED_NO("), 16, usize::from(b.u16(12)?).min(64))?;
            name_of(c, b, text!(" DIALING_NO("), 80, usize::from(b.u16(14)?).min(64))?;
            name(c, b, text!(" SUB_ADDR("), 144)?;
        }
        10 => {
            show!(c, b, " CALL_ID({2}){|} PEER_CALL_ID({2})")?;
            results(c, b, 4, CALLS_IN)?;
            show!(c, b, " RECV_WIN({@6=2}){|} PROC_DELAY({2})")?;
            reserved(c, b, 10)?;
        }
        11 => {
            peer(c, b)?;
            show!(
                c,
                b,
                " CONN_SPEED({@4=4}){|} RECV_WIN({2}){|} PROC_DELAY({2}){|} FRAME_TYPE({4N})",
                FRAME
            )?;
        }
        12 => {
            show!(c, b, " CALL_ID({2})")?;
            reserved(c, b, 2)?;
        }
        13 => {
            show!(c, b, " CALL_ID({2})")?;
            results(c, b, 2, DISCONNECTS)?;
            show!(c, b, " CAUSE_CODE({@4=2})")?;
            reserved(c, b, 6)?;
            name_of(c, b, text!(" CALL_STATS("), 8, 128)?;
        }
        14 => {
            peer(c, b)?;
            show!(
                c,
                b,
                " CRC_ERR({@4=4}){|} FRAMING_ERR({4}){|} HARDWARE_OVERRUN({4}){|} \
                 BUFFER_OVERRUN({4}){|} TIMEOUT_ERR({4}){|} ALIGN_ERR({4})"
            )?;
        }
        15 => {
            peer(c, b)?;
            show!(c, b, " SEND_ACCM(0x{@4=4:08x}){|} RECV_ACCM(0x{4:08x})")?;
        }
        _ => {}
    }
    Ok(())
}

fn peer(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    show!(c, b, " PEER_CALL_ID({2})")?;
    reserved(c, b, 2)
}

/// Two bytes that must be zero.
fn reserved(c: &mut Ctx<'_>, b: &Bytes<'_>, at: usize) -> Res {
    let value = b.u16(at)?;
    if value != 0 {
        put!(c, " [ERROR: reserved={} must be zero]", value);
    }
    Ok(())
}

/// A code; with -v its meaning, too.
fn result(c: &mut Ctx<'_>, b: &Bytes<'_>, name: Literal, at: usize, table: Table) -> Res {
    let code = b.u8(at)?;
    put!(c, "{}({}", name, code);
    if c.v() > 0 {
        put!(c, ":{}", Name(table, code.into()));
    }
    put!(c, ")");
    Ok(())
}

/// A result and an error behind it.
fn results(c: &mut Ctx<'_>, b: &Bytes<'_>, at: usize, table: Table) -> Res {
    result(c, b, text!(" RESULT_CODE"), at, table)?;
    result(c, b, text!(" ERR_CODE"), at + 1, ERRORS)
}

fn name(c: &mut Ctx<'_>, b: &Bytes<'_>, before: Literal, at: usize) -> Res {
    name_of(c, b, before, at, 64)
}

/// Text in a field of fixed size.
fn name_of(c: &mut Ctx<'_>, b: &Bytes<'_>, before: Literal, at: usize, size: usize) -> Res {
    c.literal(before);
    let text = b.from(at).first(size);
    if !c.zero_text(text.data()) && text.captured() < size {
        return Err(Cut);
    }
    put!(c, ")");
    Ok(())
}
