//! Forwarding and control element separation (RFC 5810): what a router's control element sets and
//! asks of its forwarding elements, over SCTP (RFC 5811).
//!
//! Where a part cannot be, a word of why is printed, and mostly the message's bytes.

mod data;

use crate::print::bytes::Early;
use crate::print::dump;
use crate::print::toolkit::*;

const HEADER: usize = 24;
const MESSAGES: Table = table!("";
    1: "Association Setup" "Association TearDown" "Config" "Query" "Event Notification"
    "Packet Redirect", 15: "HeartBeat", 17: "Association Response", 19: "Config Response"
    "Query Response",
);
const TYPES: Table = table!("#{}";
    1: "REDIRECT TLV", 0x10: "ASResult TLV" "ASTreason TLV", 0x110: "PATH-DATA TLV" "KEYINFO TLV"
    "FULLDATA TLV" "SPARSEDATA TLV" "RESULT TLV" "METADATA TLV" "REDIRECTDATA TLV",
    0x1000: "LFBselect TLV",
);
const OPERATIONS: Table = table!("";
    1: "Set" "SetProp" "SetResp" "SetPropResp" "Del" "DelResp" "Get" "GetProp" "GetResp" "GetPropResp"
    "Report" "Commit" "RCommit" "RTRCOMP",
);
const ACKS: Table = table!(""; 0: "NoACK" "SuccessACK" "FailureACK" "AlwaysACK");
const EXECUTIONS: Table = table!("";
    0: "EMReserved" "execute-all-or-none" "execute-until-failure" "continue-execute-on-failure",
);
const ATOMICITY: Table = table!(""; 0: "Standalone" "2PCtransaction");
const PHASES: Table = table!("";
    0: "StartofTransaction" "MiddleofTransaction" "EndofTransaction" "abort",
);
const CLASSES: Table = table!("#{}"; 0: "Invalid TLV" "FEObj LFB" "FEProtoObj LFB");
const SETUPS: Table = table!("Unknown "; 0: "Success " "FE ID invalid " "permission denied ");
const TEARDOWNS: Table = table!("Unknown Teardown reason";
    0: "Normal Teardown" "Loss of Heartbeats" "Out of bandwidth" "Out of Memory"
    "Application Crash",
);
/// The operations that may stand in a message, a bit for each.
const SETS: u16 = 1 << 1 | 1 << 2 | 1 << 5 | 1 << 12 | 1 << 14;
const GETS: u16 = 1 << 7 | 1 << 8;
const SET_ANSWERS: u16 = 1 << 3 | 1 << 4 | 1 << 6 | 1 << 13;
const GET_ANSWERS: u16 = 1 << 9 | 1 << 10;
const REPORTS: u16 = 1 << 11;
/// The answer to a commit, which tcpdump prints in a way of its own.
const COMMITTED: u16 = 13;

const METADATA: u16 = 0x115;
const PACKET: u16 = 0x116;

/// Prints a message.
pub(in crate::print) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("forces");
    b.need(0, HEADER)?;
    let kind = b.u8(1)?;
    let length = usize::from(b.u16(2)?) * 4;
    let whole = b.claim(length.min(b.len()));
    let result = match MESSAGES.get(kind.into()) {
        None if kind == 18 => {
            put!(c, "\n\tUnknown ForCES message type=0x{:x}", kind);
            Err(Stop::WithBytes)
        }
        None => {
            put!(c, "Invalid ForCES message type {}\n", kind);
            Err(Stop::WithBytes)
        }
        Some(name) => {
            put!(c, "\n\tForCES {} ", name);
            if length < HEADER || length != b.len() {
                put!(c, "Illegal ForCES pkt len - min {}, total recvd {}, ", HEADER, b.len());
                put!(c, "advertised {} ", length);
                Err(Stop::WithBytes)
            } else {
                message(c, kind, &whole)
            }
        }
    };
    match result {
        Err(Stop::WithBytes) => {
            dump::hex(&mut c.out, text!("\n\t["), b.inside());
            put!(c, "\n\t]");
            Ok(())
        }
        Err(Stop::Early(early)) => Err(early),
        Ok(()) | Err(Stop::Quietly) => Ok(()),
    }
}

fn message(c: &mut Ctx<'_>, kind: u8, b: &Bytes<'_>) -> Part {
    let flags = b.u32(20)?;
    if c.v() > 0 {
        show!(c, b, "\n\tForCES Version {1>4} len ")?;
        put!(c, "{}B flags 0x{:08x} \n\tSrcID ", b.len(), flags);
        element(c, b.u32(4)?);
        put!(c, " DstID ");
        element(c, b.u32(8)?);
        show!(c, b, " Correlator 0x{@12=8x}")?;
    }
    if c.v() > 1 {
        show!(
            c,
            b,
            "\n\tForCES flags:\n\t  {@20=1->6N}(0x{@20=1->6x}), prio={@20=1->3&7}, \
             {@21=1->6N}(0x{@21=1->6x}),\n\t  {@21=1->5&1N}(0x{@21=1->5&1x}), \
             {@21=1->3&3N}(0x{@21=1->3&3x})\n\t  Extra flags: rsv(b5-7) 0x{@20=1&7x} \
             rsv(b13-31) 0x{@20=4&7ffffx}\n",
            ACKS,
            EXECUTIONS,
            ATOMICITY,
            PHASES
        )?;
    }
    values(c, kind, &b.from(HEADER))?;
    if c.v() > 3 {
        put!(c, "\n\t  Raw ForCES message\n\t [");
        dump::hex(&mut c.out, text!("\n\t "), b.inside());
        put!(c, "\n\t ]");
    }
    Ok(())
}

/// An element's identifier, and what kind of element it is of.
fn element(c: &mut Ctx<'_>, id: u32) {
    let name = match id {
        0..0x4000_0000 => text!("FE"),
        0x4000_0000..0x8000_0000 => text!("CE"),
        0xffff_ffff => text!("AllBroadcast"),
        0xffff_fffe => text!("AllFEsBroadcast"),
        0xffff_fffd => text!("AllCEsBroadcast"),
        0xc000_0000..0xffff_fff0 => text!("AllMulticast"),
        _ => text!("ForCESreserved"),
    };
    put!(c, "0x{:x}({})", id, name);
}

/// Whether what is right is printed; what is wrong is in any case.
fn all(c: &Ctx<'_>) -> bool {
    c.v() > 2
}

/// Why printing stops: the first error that was met has been named.
enum Stop {
    /// Nothing more is printed.
    Quietly,
    /// The bytes of the message follow.
    WithBytes,
    Early(Early),
}

impl From<Early> for Stop {
    fn from(early: Early) -> Self {
        Self::Early(early)
    }
}

type Part = Result<(), Stop>;

/// A type and a length before a value; answers them, and the value of the length.
fn head<'a>(b: &Bytes<'a>) -> Res<(u16, usize, Bytes<'a>)> {
    let length = usize::from(b.u16(2)?);
    Ok((b.u16(0)?, length, b.from(4).claim(length.saturating_sub(4))))
}

/// Whether a length can be that of a value with its type, up to a word boundary.
fn fits(length: usize, b: &Bytes<'_>) -> bool {
    length >= 4 && length <= b.len()
}

/// Prints what stands in a message.
fn values(c: &mut Ctx<'_>, kind: u8, b: &Bytes<'_>) -> Part {
    if kind == 15 {
        if b.len() > 0 {
            put!(c, "<0x1>Illegal Top level TLV!\n");
            return Err(Stop::WithBytes);
        }
        return Ok(());
    }
    if b.len() == 0 && kind != 1 {
        put!(c, "\tTop level TLV Data missing!\n");
        return Err(Stop::WithBytes);
    }
    let mut rest = *b;
    while rest.len() >= 4 {
        let (number, length, value) = head(&rest)?;
        if !fits(length, &rest) {
            put!(c, "\tMess TopTLV header: min {}, total {} ", 4, rest.len());
            put!(c, "advertised {} ", length);
            return Err(Stop::WithBytes);
        }
        let Some(name) = TYPES.get(number.into()) else {
            put!(c, "\n\tInvalid ForCES Top TLV type=0x{:x}", number);
            return Err(Stop::WithBytes);
        };
        if all(c) {
            put!(c, "\t{}, length {} (data length {} Bytes)", name, length, value.len());
        }
        match kind {
            2 | 17 => association(c, kind, &value)?,
            6 => redirect(c, &value)?,
            _ => selector(c, kind, &value)?,
        }
        rest = rest.from(length.next_multiple_of(4));
    }
    Ok(())
}

/// Why an association ends, or how a request for one ended.
fn association(c: &mut Ctx<'_>, kind: u8, b: &Bytes<'_>) -> Part {
    let (what, most, table) = match kind {
        2 => (text!("ASTresult"), 255, TEARDOWNS),
        _ => (text!("ASRresult"), 3, SETUPS),
    };
    if b.len() != 4 {
        put!(c, "illegal {}-TLV: {} bytes!\n", what, b.len());
        return Err(Stop::WithBytes);
    }
    let code = b.u32(0)?;
    if code > most {
        put!(c, "illegal {} result code: {}!\n", what, code);
        return Err(Stop::WithBytes);
    }
    if all(c) {
        c.literal(if kind == 2 { text!("Teardown reason:") } else { text!("") });
        put!(c, "\n         {}({:x})\n         ", Name(table, code), code);
    }
    Ok(())
}

/// Prints operations on a function block.
fn selector(c: &mut Ctx<'_>, kind: u8, b: &Bytes<'_>) -> Part {
    if b.len() < 16 {
        put!(
            c,
            "\n\t\ttruncated lfb selector: {} bytes missing! ",
            12usize.wrapping_sub(b.len()) as u32
        );
        return Err(Stop::WithBytes);
    }
    if all(c) {
        show!(c, b, "\n         {4-N}(Classid {4x}) instance {4x}\n", CLASSES)?;
    }
    let allowed = match kind {
        3 => SETS,
        4 => GETS,
        19 => SET_ANSWERS,
        20 => GET_ANSWERS,
        _ => REPORTS,
    };
    let mut rest = b.from(8);
    while rest.len() >= 4 {
        c.enough(0)?;
        let (number, length, value) = head(&rest)?;
        if !fits(length, &rest) {
            return messy(c, text!("oper"), number, length, &rest);
        }
        if number < 16 && allowed >> number & 1 != 0 {
            operation(c, number, length, &value)?;
        } else if number >= 0x8000 {
            // A vendor's.
            if all(c) {
                put!(c, "          Oper TLV Invalid OPTLV(0x{:x}) length {}", number, length);
                bytes(c, text!("\n          "), &value);
            }
        } else {
            c.literal(if all(c) { text!("") } else { text!("\n") });
            put!(
                c,
                "\t\tINValid oper-TLV type 0x{:x} length {} for this ForCES message",
                number,
                length
            );
            bytes(c, text!("\n         "), &rest);
        }
        rest = rest.from(length.next_multiple_of(4));
    }
    Ok(())
}

/// Ends a line, and dumps what it is about.
fn bytes(c: &mut Ctx<'_>, indent: Literal, b: &Bytes<'_>) {
    if all(c) {
        put!(c, "{}Data[", indent);
        c.hex_lines(indent, b.inside());
        put!(c, "{}]", indent);
    }
    put!(c, "\n");
}

/// A length that does not fit into what it is in.
fn messy(c: &mut Ctx<'_>, what: Literal, number: u16, length: usize, b: &Bytes<'_>) -> Part {
    put!(c, "\n\t\tMessy {} TLV header, type (0x{:x})", what, number);
    put!(c, "\n\t\texcess of {} Bytes ", b.len().wrapping_sub(length) as u32);
    Err(Stop::WithBytes)
}

/// Prints an operation.
fn operation(c: &mut Ctx<'_>, oper: u16, length: usize, b: &Bytes<'_>) -> Part {
    let name = Name(OPERATIONS, oper.into());
    if all(c) {
        put!(c, "          Oper TLV  {}(0x{:x}) length {}\n", name, oper, length);
    }
    if b.len() < 8 {
        put!(c, "\t\tOper TLV  {}(0x{:x}) length {}\n", name, oper, length);
        put!(c, "\t\tTruncated data size {} minimum required 8", b.len());
        bytes(c, text!("\n         "), b);
        return Ok(());
    }
    // Commits hold nothing.
    if matches!(oper, 12 | 14) {
        return Ok(());
    }
    // What may stand in it: whole data, parts of data, results.
    let allowed = match oper {
        1 | 2 | 11 => 3,
        3 | 4 | 6 | COMMITTED => 4,
        9 => 7,
        10 => 5,
        _ => 0,
    };
    let mut rest = *b;
    while rest.len() >= 4 {
        let (number, length, value) = head(&rest)?;
        if !fits(length, &rest) {
            let _ = messy(c, text!("PATHDATA"), number, length, &rest);
            return Ok(());
        }
        if oper == COMMITTED {
            put!(
                c,
                "genoptlvprint - {} TLV type 0x{:x} len {}\n",
                Name(TYPES, number.into()),
                number,
                length
            );
        }
        match data::path(c, allowed, 11, oper == COMMITTED, (number, length), &value) {
            Err(Stop::Quietly) => break,
            result => result?,
        }
        if oper == COMMITTED {
            break;
        }
        rest = rest.from(length.next_multiple_of(4));
    }
    Ok(())
}

/// Prints a packet that a forwarding element redirects, and what it says of it.
fn redirect(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Part {
    if b.len() <= 8 {
        put!(c, "\n\t\ttruncated Redirect TLV: {} bytes missing! ", 8 - b.len());
        return Err(Stop::WithBytes);
    }
    let mut rest = *b;
    while rest.len() >= 4 {
        let (number, length, value) = head(&rest)?;
        if !fits(length, &rest) {
            put!(c, "Bad Redirect data\n");
            return messy(c, text!("Redirect"), number, length, &rest);
        }
        match number {
            METADATA => metadata(c, &value)?,
            PACKET => {
                put!(c, "\n           Redirect Data length {}\n", value.len());
                if all(c) {
                    put!(c, "\t\t[");
                    dump::hex(&mut c.out, text!("\n\t\t"), value.inside());
                    put!(c, "\n\t\t]");
                }
            }
            _ => put!(c, "Unknown REDIRECT TLV 0x{:x} len {}\n", number, length),
        }
        rest = rest.from(length.next_multiple_of(4));
    }
    Ok(())
}

fn metadata(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Part {
    put!(c, "\n           METADATA length {}\n", b.len());
    let mut rest = *b;
    while rest.len() >= 8 {
        let (id, length) = (rest.u32(0)?, rest.u32(4)? as usize);
        data::check(c, length, &rest)?;
        put!(c, "           MetaID 0x{:x} length {}\n", id, length);
        if all(c) {
            dump::hex(&mut c.out, text!("\t\t["), rest.from(8).claim(length - 8).inside());
            put!(c, " ]\n");
        }
        rest = rest.from(length.next_multiple_of(4));
    }
    Ok(())
}
