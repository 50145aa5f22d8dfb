//! Telnet (RFC 854, 855, 2941, 2946): commands and options, up to the first byte of text. With -vvv -X
//! each is on a line of its own, behind its bytes.

use crate::print::toolkit::*;

const IAC: u8 = 0xff;
const SUBNEGOTIATION: u8 = 250;
const END: u8 = 240;

const COMMANDS: Table = table!("";
    236: "EOF" "SUSP" "ABORT" "EOR" "SE" "NOP" "DMARK" "BRK" "IP" "AO" "AYT" "EC" "EL" "GA" "SB"
    "WILL" "WONT" "DO" "DONT" "IAC",
);
const OPTIONS: Table = table!("0x{:x}";
    0: "BINARY" "ECHO" "RCP" "SUPPRESS GO AHEAD" "NAME" "STATUS" "TIMING MARK" "RCTE" "NAOL" "NAOP"
    "NAOCRD" "NAOHTS" "NAOHTD" "NAOFFD" "NAOVTS" "NAOVTD" "NAOLFD" "EXTEND ASCII" "LOGOUT"
    "BYTE MACRO" "DATA ENTRY TERMINAL" "SUPDUP" "SUPDUP OUTPUT" "SEND LOCATION" "TERMINAL TYPE"
    "END OF RECORD" "TACACS UID" "OUTPUT MARKING" "TTYLOC" "3270 REGIME" "X.3 PAD" "NAWS" "TSPEED"
    "LFLOW" "LINEMODE" "XDISPLOC" "OLD-ENVIRON" "AUTHENTICATION" "ENCRYPT" "NEW-ENVIRON",
);
/// Other bytes, of which zero is written without its base.
const BYTES: Table = table!("0x{:x}"; 0: "0");
const REQUESTS: Table = table!("0x{:x}"; 0: "IS" "SEND" "INFO");
const AUTHENTICATION: u8 = 37;
const AUTHENTICATIONS: Table = table!("0x{:x}"; 0: "IS" "SEND" "REPLY" "NAME");
const MECHANISMS: Table = table!("0x{:x}";
    0: "NULL" "KERBEROS_V4" "KERBEROS_V5" "SPX" "MINK" "SRP" "RSA" "SSL", 10: "LOKI" "SSA"
    "KEA_SJ" "KEA_SJ_INTEG" "DSS" "NTLM",
);
const ENCRYPTION: u8 = 38;
const ENCRYPTIONS: Table = table!("0x{:x}";
    0: "IS" "SUPPORT" "REPLY" "START" "END" "REQUEST-START" "REQUEST-END" "END_KEYID" "DEC_KEYID",
);
const CIPHERS: Table = table!("0x{:x}";
    0: "NULL" "DES_CFB64" "DES_OFB64" "DES3_CFB64" "DES3_OFB64", 6: "CAST5_40_CFB64"
    "CAST5_40_OFB64" "CAST128_CFB64" "CAST128_OFB64",
);

/// Prints the commands at the start of a segment's data.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("telnet");
    let mut rest = *b;
    let mut any = false;
    while rest.len() > 0 && rest.u8(0)? == IAC {
        let Some(length) = length(&rest)? else { break };
        if in_lines(c) {
            c.literal(if any { text!("") } else { text!("\nTelnet:") });
            bytes(c, rest.first(length).inside(), b.len() - rest.len());
        } else {
            c.literal(if any { text!(", ") } else { text!(" [telnet ") });
        }
        any = true;
        command(c, &rest, length)?;
        if length > rest.len() {
            return Err(Cut);
        }
        rest = rest.from(length);
    }
    if any {
        c.literal(if in_lines(c) { text!("\n") } else { text!("]") });
    }
    Ok(())
}

/// Whether each command is on a line of its own.
fn in_lines(c: &Ctx<'_>) -> bool {
    c.o.hex_ascii > 0 && c.v() > 2
}

/// The bytes of a command and where they stand, up to the column of its name.
fn bytes(c: &mut Ctx<'_>, bytes: &[u8], at: usize) {
    crate::print::dump::lines(&mut c.out, text!("\n").text(), at, bytes, false);
    c.out.spaces(3 * 8_usize.saturating_sub(bytes.len()));
    c.literal(if bytes.len() > 8 { text!("\n\t\t\t\t") } else { text!("\t") });
}

/// How long a command is; one byte more than there are where its end may be cut off, and nothing
/// where there is no command.
fn length(b: &Bytes<'_>) -> Res<Option<usize>> {
    if b.len() < 2 {
        return Ok(None);
    }
    match b.u8(1)? {
        SUBNEGOTIATION => {
            if b.len() < 3 {
                return Ok(None);
            }
            b.u8(2)?;
            if b.len() == 3 {
                return Err(Cut);
            }
            for at in 3..b.len() {
                if b.u8(at)? == IAC && (at + 1 >= b.len() || b.u8(at + 1)? == END) {
                    return Ok(Some(at + 2));
                }
            }
            Ok(None)
        }
        251..=254 if b.len() < 3 => Ok(None),
        251..=254 => b.u8(2).and(Ok(Some(3))),
        236.. => Ok(Some(2)),
        _ => Ok(None),
    }
}

/// Prints a command that is so long; the last byte of a subnegotiation may be missing.
fn command(c: &mut Ctx<'_>, b: &Bytes<'_>, length: usize) -> Res {
    match b.u8(1)? {
        IAC => put!(c, "IAC IAC"),
        SUBNEGOTIATION => {
            show!(c, b, "SB {@2=1N}", OPTIONS)?;
            let tables = match b.u8(2)? {
                AUTHENTICATION => [AUTHENTICATIONS, MECHANISMS],
                ENCRYPTION => [ENCRYPTIONS, CIPHERS],
                _ => [REQUESTS, BYTES],
            };
            let mut tables = tables.into_iter();
            for at in 3..length - 2 {
                let table = tables.next().unwrap_or(BYTES);
                put!(c, " {}", Name(table, b.u8(at)?.into()));
            }
            put!(c, " SE");
        }
        251..=254 => show!(c, b, "{@1=1N} {1N}", COMMANDS, OPTIONS)?,
        _ => show!(c, b, "{@1=1N}", COMMANDS)?,
    }
    Ok(())
}
