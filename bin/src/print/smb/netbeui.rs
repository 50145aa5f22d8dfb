//! NetBEUI, NetBIOS's frames over LLC, and its packets over IPX; "IBM LAN Technical Reference: IEEE 802.2 and
//! NETBIOS Application Program Interfaces", SC30-3587. Both may carry SMB.

use super::fields::Region;
use super::netbios::{NAME, captured};
use crate::print::toolkit::*;

/// Prints a frame behind its LLC header, of which the control field is given.
pub(crate) fn frame(c: &mut Ctx<'_>, control: u16, b: &Bytes<'_>) -> Res {
    const HEADER: usize = 5;
    c.protocol = text!("netbeui");
    b.need(0, HEADER)?;
    let (length, command) = (usize::from(b.u16(0)?.swap_bytes()), b.u8(4)?);
    let (name, fields) = kind(command);
    let is_known = !name.is_empty();
    let all = c.v() > 1;
    let mut rest = captured(b);
    if all {
        put!(c, "\n>>> NBF Packet\nType=0x{:x} ", control);
        rest.fields(c, text!("Length={2d} Signature={2x} Command={1x}\n{#}"))?;
        rest.end = rest.end.min(length);
    } else {
        put!(c, "NBF Packet: ");
        rest.at = HEADER;
    }
    c.literal(if is_known { name } else { text!("Unknown NBF Command") });
    if all {
        c.literal(if is_known { text!(":\n") } else { text!("\n") });
        rest.fields(c, fields)?;
    } else {
        rest.end = rest.end.min(length);
        names(c, command, &mut rest)?;
    }
    if !all || !matches!(command, 8 | 9 | 0x15 | 0x16) {
        return Ok(());
    }
    let data = b.from(length);
    let Some(at) = find_smb(&data) else { return Ok(()) };
    if at > 0 {
        put!(c, "found SMB packet at {}\n", at);
    }
    super::print(c, &data.from(at))
}

/// How far into the data a message is looked for.
const FARTHEST: usize = 128;

/// Where a message of SMB begins.
fn find_smb(data: &Bytes<'_>) -> Option<usize> {
    (0..FARTHEST).find(|&at| super::is_smb(&data.from(at)))
}

/// The names in a frame that is printed in one line.
fn names(c: &mut Ctx<'_>, command: u8, rest: &mut Region<'_>) -> Res {
    const HEADER: usize = 12;
    let format = match command {
        0 | 1 => {
            put!(c, ", ");
            rest.b.need(HEADER, NAME)?;
            rest.at = HEADER + NAME;
            text!("Name to add={Q}{#}")
        }
        10 => {
            rest.at = HEADER;
            text!(", Name={Q}{#}")
        }
        13 => text!(", {-1}GroupName={2x} {-4}Destination={Q} Source={Q}{#}"),
        _ => return Ok(()),
    };
    rest.fields(c, format).map(|_| ())
}

/// The name of a command and its fields, or nothing where it has none, or is not known.
fn kind(command: u8) -> (Literal, Literal) {
    match command {
        0x00 => (
            text!("Add Group Name Query"),
            text!("{-5}ResponseCorrelator={2x}\n{-16}Name to add={Q}\n"),
        ),
        0x01 => {
            (text!("Add Name Query"), text!("{-5}ResponseCorrelator={2x}\n{-16}Name to add={Q}\n"))
        }
        0x02 => (text!("Name In Conflict"), text!("\n{#}")),
        0x03 => (text!("Status Query"), text!("\n{#}")),
        0x07 => (text!("Terminate Trace"), text!("\n{#}")),
        0x08 => (text!("Datagram"), text!("{-7}Destination={Q}\nSource={Q}\n")),
        0x09 => (text!("Broadcast Datagram"), text!("{-7}Destination={Q}\nSource={Q}\n")),
        0x0a => (
            text!("Name Query"),
            text!(
                "{-1}SessionNumber={1x}\nNameType={1x}\n{-2}ResponseCorrelator={2x}\nName={Q}\nName of sender={Q}\n"
            ),
        ),
        0x0d => (
            text!("Add Name Response"),
            text!(
                "AddNameInProcess={1x}\nGroupName={2x}\nTransmitCorrelator={2x}\n{-2}Destination={Q}\nSource={Q}\n"
            ),
        ),
        0x0e => (
            text!("Name Recognized"),
            text!(
                "{-1}Data2={2x}\nTransmitCorrelator={2x}\nResponseCorelator={2x}\nDestination={Q}\nSource={Q}\n"
            ),
        ),
        0x0f => (text!("Status Response"), text!("\n{#}")),
        0x13 => (text!("Terminate Trace"), text!("\n{#}")),
        0x14 => (
            text!("Data Ack"),
            text!(
                "{-3}TransmitCorrelator={2x}\n{-2}RemoteSessionNumber={1x}\nLocalSessionNumber={1x}\n"
            ),
        ),
        0x15 => (
            text!("Data First/Middle"),
            text!(
                "Flags={1k}\nResyncIndicator={2x}\n{-2}ResponseCorelator={2x}\nRemoteSessionNumber={1x}\nLocalSessionNumber={1x}\n"
            ),
        ),
        0x16 => (
            text!("Data Only/Last"),
            text!(
                "Flags={1K}\nResyncIndicator={2x}\n{-2}ResponseCorelator={2x}\nRemoteSessionNumber={1x}\nLocalSessionNumber={1x}\n"
            ),
        ),
        0x17 => (
            text!("Session Confirm"),
            text!(
                "Data1={1x}\nData2={2x}\nTransmitCorrelator={2x}\nResponseCorelator={2x}\nRemoteSessionNumber={1x}\nLocalSessionNumber={1x}\n"
            ),
        ),
        0x18 => (
            text!("Session End"),
            text!("{-1}Data2={2x}\n{-4}RemoteSessionNumber={1x}\nLocalSessionNumber={1x}\n"),
        ),
        0x19 => (
            text!("Session Initialize"),
            text!(
                "Data1={1x}\nData2={2x}\nTransmitCorrelator={2x}\nResponseCorelator={2x}\nRemoteSessionNumber={1x}\nLocalSessionNumber={1x}\n"
            ),
        ),
        0x1a => (
            text!("No Receive"),
            text!(
                "Flags={-1}\nDataBytesAccepted={1d}\n{-4}RemoteSessionNumber={1x}\nLocalSessionNumber={1x}\n"
            ),
        ),
        0x1b => (
            text!("Receive Outstanding"),
            text!(
                "{-1}DataBytesAccepted={1d}\n{-4}RemoteSessionNumber={1x}\nLocalSessionNumber={1x}\n"
            ),
        ),
        0x1c => (
            text!("Receive Continue"),
            text!(
                "{-2}TransmitCorrelator={2x}\n{-2}RemoteSessionNumber={1x}\nLocalSessionNumber={1x}\n"
            ),
        ),
        0x1f => (text!("Session Alive"), text!("\n{#}")),
        _ => (text!(""), text!("")),
    }
}

/// Prints a packet behind its IPX header: whatever is before the SMB message, and that.
pub(crate) fn over_ipx(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let Some(at) = find_smb(b) else {
        // Nothing is said of what is too short to be told from a cut packet.
        if b.has(FARTHEST - 1, 4) {
            put!(c, "\n>>> Unknown IPX ");
            captured(b).fields(c, text!(""))?;
        }
        return Ok(());
    };
    put!(c, "\n>>> IPX transport ");
    Region::new(b, 0, at).fields(c, text!(""))?;
    super::print(c, &b.from(at))
}
