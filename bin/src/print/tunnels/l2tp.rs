//! The Layer Two Tunneling Protocol, version 2 (RFC 2661; RFC 3145 for why PPP was disconnected):
//! messages of control with their attributes, and frames of PPP.
//!
//! What is left out: values that are hidden (RFC 2661, section 4.3), those of vendors, of which the bytes
//! are printed, and layer 2 forwarding (RFC 2341), which has the port too.

use super::ppp;
use crate::print::toolkit::*;

const TYPE: u16 = 0x8000;
const LENGTH: u16 = 0x4000;
const SEQUENCE: u16 = 0x0800;
const OFFSET: u16 = 0x0200;
const FLAGS: Table = table!("";
    0x8000: "T", 0x4000: "L", 0x0800: "S", 0x0200: "O", 0x0100: "P",
);

/// The attributes: a letter for the form of the value, and the name.
const ATTRIBUTES: Table = table!(marked "";
    0: "mMSGTYPE" "rRESULT_CODE" "vPROTO_VER" "fFRAMING_CAP" "bBEARER_CAP" "8TIE_BREAKER" "2FIRM_VER"
    "tHOST_NAME" "tVENDOR_NAME" "2ASSND_TUN_ID" "2RECV_WIN_SIZE" "hCHALLENGE" "qQ931_CC"
    "gCHALLENGE_RESP" "2ASSND_SESS_ID" "4CALL_SER_NUM" "4MINIMUM_BPS" "4MAXIMUM_BPS" "bBEARER_TYPE"
    "fFRAMING_TYPE" "oPACKET_PROC_DELAY" "tCALLED_NUMBER" "tCALLING_NUMBER" "tSUB_ADDRESS"
    "4TX_CONN_SPEED" "4PHY_CHANNEL_ID" "hINI_RECV_LCP" "hLAST_SENT_LCP" "hLAST_RECV_LCP"
    "aPROXY_AUTH_TYPE" "tPROXY_AUTH_NAME" "hPROXY_AUTH_CHAL" "iPROXY_AUTH_ID" "hPROXY_AUTH_RESP"
    "eCALL_ERRORS" "cACCM" "hRANDOM_VECTOR" "tPRIVATE_GRP_ID" "4RX_CONN_SPEED" "-SEQ_REQUIRED",
    46: "dPPP_DISCON_CC",
);
const MESSAGES: Table = table!("MSGTYPE-#{}";
    1: "SCCRQ" "SCCRP" "SCCCN" "StopCCN", 6: "HELLO" "OCRQ" "OCRP" "OCCN" "ICRQ" "ICRP" "ICCN",
    14: "CDN" "WEN" "SLI",
);
const FRAMINGS: Table = table!(""; 2: "A", 1: "S");
const BEARERS: Table = table!(""; 2: "A", 1: "D");
const AUTHENTICATIONS: Table = table!("AuthType-#{}";
    0: "Reserved" "Textual" "CHAP" "PAP" "No Auth" "MS-CHAPv1",
);
const DIRECTIONS: Table = table!("Direction-#{}"; 0: "global error" "at peer" "at local");
const ERRORS: Literal = text!(
    "CRCErr={@2=4} {|}FrameErr={4} {|}HardOver={4} {|}BufOver={4} {|}Timeout={4} \
                      {|}AlignErr={4} "
);

/// An attribute's flags, length, vendor and type.
const HEADER: usize = 6;
const MANDATORY: u16 = 0x8000;
const HIDDEN: u16 = 0x4000;

/// Prints a message.
#[inline(never)]
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("l2tp");
    let flags = b.u16(0)?;
    match flags & 15 {
        1 => {
            put!(c, " l2f:");
            return Ok(());
        }
        2 => {}
        _ => {
            put!(c, " Unknown Version, neither L2F(1) nor L2TP(2)");
            return Ok(());
        }
    }
    show!(c, b, " l2tp:[{2F}]", FLAGS)?;
    let mut at = 2;
    let mut length = None;
    if flags & LENGTH != 0 {
        length = Some(usize::from(b.u16(at)?));
        at += 2;
    }
    put!(c, "({}/", b.u16(at)?);
    put!(c, "{})", b.u16(at + 2)?);
    at += 4;
    if flags & SEQUENCE != 0 {
        put!(c, "Ns={},", b.u16(at)?);
        put!(c, "Nr={}", b.u16(at + 2)?);
        at += 4;
    }
    if flags & OFFSET != 0 {
        at += 2 + usize::from(b.u16(at)?);
        b.need(0, at)?;
    }
    let claimed = length.unwrap_or(b.len());
    if claimed > b.len() {
        put!(c, " Length {} larger than packet", claimed);
        return Ok(());
    }
    if claimed < at {
        put!(c, " Length {} smaller than header length", claimed);
        return Ok(());
    }
    let rest = b.first(claimed).from(at);
    if flags & TYPE != 0 {
        if length.is_none() {
            put!(c, " No length");
            return Ok(());
        }
        return attributes(c, &rest).or(Err(Short));
    }
    c.literal(text!(" {"));
    let printed = ppp::print(c, &rest);
    c.marked(printed)?;
    c.literal(text!("}"));
    Ok(())
}

fn attributes(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    if b.len() == 0 {
        put!(c, " ZLB");
    }
    let mut rest = *b;
    while rest.len() > 0 {
        put!(c, " ");
        let head = rest.u16(0)?;
        let length = usize::from(head & 0x3ff);
        if length < HEADER || length > rest.len() {
            return Err(Cut);
        }
        rest.need(0, length)?;
        c.literal(if head & MANDATORY != 0 { text!("*") } else { text!("") });
        c.literal(if head & HIDDEN != 0 { text!("?") } else { text!("") });
        let (vendor, kind) = (rest.u16(2)?, rest.u16(4)?);
        let value = rest.first(length).from(HEADER);
        if vendor != 0 {
            put!(c, "VENDOR{:04x}:ATTR{:04x}({})", vendor, kind, X(value.data()));
        } else {
            let entry = ATTRIBUTES.get(kind.into()).unwrap_or(Text::plain(""));
            let form = match entry.split_first() {
                Some((form, name)) => {
                    put!(c, "{}(", name);
                    form
                }
                None => {
                    put!(c, "AVP-#{}(", kind);
                    b'-'
                }
            };
            if head & HIDDEN != 0 {
                put!(c, "???");
            } else if value_of(c, form, &value).is_err() {
                put!(c, "AVP too short");
            }
            put!(c, ")");
        }
        rest = rest.from(length);
    }
    Ok(())
}

/// Prints a value, as far as it has what its form wants.
fn value_of(c: &mut Ctx<'_>, form: u8, b: &Bytes<'_>) -> Res {
    match form {
        b'm' => show!(c, b, "{2N}", MESSAGES),
        b'a' => show!(c, b, "{2N}", AUTHENTICATIONS),
        b'v' => show!(c, b, "{2>8}.{@1=1}"),
        b'f' => show!(c, b, "{4F}", FRAMINGS),
        b'b' => show!(c, b, "{4F}", BEARERS),
        b'2' => show!(c, b, "{2}"),
        b'4' => show!(c, b, "{4}"),
        b'8' => show!(c, b, "{8H}"),
        b'g' => show!(c, b, "{16H}"),
        b'i' => show!(c, b, "{@1=1}"),
        b'o' => {
            put!(c, "obsolete");
            Ok(())
        }
        b't' => {
            c.text(b.data());
            Ok(())
        }
        b'h' => {
            put!(c, "{}", X(b.data()));
            Ok(())
        }
        b'r' => {
            show!(c, b, "{2}")?;
            match b.len() {
                2 => Ok(()),
                3 => {
                    put!(c, " ");
                    Err(Cut)
                }
                _ => {
                    show!(c, b, "/{@2=2}")?;
                    more(c, &b.from(4));
                    Ok(())
                }
            }
        }
        b'q' => {
            show!(c, b, "{2}, {1:02x}")?;
            more(c, &b.from(3));
            Ok(())
        }
        b'd' => {
            show!(c, b, "{2:04x}, {2:04x} {1N}", DIRECTIONS)?;
            more(c, &b.from(5));
            Ok(())
        }
        b'e' => c.show(b, ERRORS, &[]),
        b'c' => show!(c, b, "send={@2=4:08x} {|}recv={4:08x} "),
        _ => Ok(()),
    }
}

/// The text behind a value, if there is some.
fn more(c: &mut Ctx<'_>, b: &Bytes<'_>) {
    if b.len() > 0 {
        put!(c, " ");
        c.text(b.data());
    }
}
