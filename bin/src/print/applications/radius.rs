//! RADIUS (RFC 2865, 2866, 2868, 2869, 3162, 3576, 4675, 5176, 5447, 5580).
//! What attributes hold is in `values`.
//!
//! Left out: the attributes of vendors beyond their numbers and texts.

mod values;

use crate::print::toolkit::*;

/// Code, identifier, length, authenticator.
const HEADER: usize = 20;

const CODES: Table = table!("Unknown Command";
    1: "Access-Request" "Access-Accept" "Access-Reject" "Accounting-Request"
    "Accounting-Response", 11: "Access-Challenge" "Status-Server" "Status-Client",
    40: "Disconnect-Request" "Disconnect-ACK" "Disconnect-NAK" "CoA-Request" "CoA-ACK" "CoA-NAK", 255: "Reserved",
);

/// The attributes' names, each behind a letter for how its value is printed: Text, Number with
/// names, Integer, Address, time Span, Date, text or number with a taG, Nothing, and the rest by
/// themselves.
const ATTRIBUTES: Table = table!(marked "-Unknown";
    1: "TUser-Name" "-User-Password" "-CHAP-Password" "ANAS-IP-Address" "INAS-Port"
    "NService-Type" "NFramed-Protocol" "AFramed-IP-Address" "AFramed-IP-Netmask"
    "NFramed-Routing" "TFilter-Id" "IFramed-MTU" "NFramed-Compression" "ALogin-IP-Host"
    "NLogin-Service" "ILogin-TCP-Port" "-Unassigned" "TReply-Message" "TCallback-Number"
    "TCallback-Id" "-Unassigned" "TFramed-Route" "IFramed-IPX-Network" "TState" "TClass"
    "VVendor-Specific" "SSession-Timeout" "SIdle-Timeout" "NTermination-Action"
    "TCalled-Station-Id" "TCalling-Station-Id" "TNAS-Identifier" "TProxy-State"
    "TLogin-LAT-Service" "TLogin-LAT-Node" "TLogin-LAT-Group" "IFramed-AppleTalk-Link"
    "IFramed-AppleTalk-Network" "TFramed-AppleTalk-Zone" "NAcct-Status-Type" "SAcct-Delay-Time"
    "IAcct-Input-Octets" "IAcct-Output-Octets" "TAcct-Session-Id" "NAcct-Authentic"
    "SAcct-Session-Time" "IAcct-Input-Packets" "IAcct-Output-Packets" "NAcct-Terminate-Cause"
    "TAcct-Multi-Session-Id" "IAcct-Link-Count" "IAcct-Input-Gigawords"
    "IAcct-Output-Gigawords" "-Unassigned" "DEvent-Timestamp" "EEgress-VLANID"
    "NIngress-Filters" "WEgress-VLAN-Name" "-User-Priority-Table" "TCHAP-Challenge"
    "NNAS-Port-Type" "IPort-Limit" "TLogin-LAT-Port" "GTunnel-Type" "GTunnel-Medium-Type"
    "UTunnel-Client-Endpoint" "UTunnel-Server-Endpoint" "TAcct-Tunnel-Connection" "UTunnel-Password"
    "XARAP-Password" "XARAP-Features" "NARAP-Zone-Access" "TARAP-Security" "TARAP-Security-Data"
    "IPassword-Retry" "NPrompt" "TConnect-Info" "TConfiguration-Token" "MEAP-Message"
    "TMessage-Authenticator" "UTunnel-Private-Group-ID" "UTunnel-Assignment-ID" "GTunnel-Preference"
    "XARAP-Challenge-Response" "SAcct-Interim-Interval" "IAcct-Tunnel-Packets-Lost" "TNAS-Port-Id"
    "TFramed-Pool" "TCUI" "UTunnel-Client-Auth-ID" "UTunnel-Server-Auth-ID" "TNAS-Filter-Rule"
    "-Unassigned" "-Originating-Line-Info" "6NAS-IPv6-Address" "-Framed-Interface-ID"
    "PFramed-IPv6-Prefix" "6Login-IPv6-Host" "TFramed-IPv6-Route" "TFramed-IPv6-Pool"
    "CError-Cause" "-EAP-Key-Name" "TDigest-Response" "TDigest-Realm" "TDigest-Nonce"
    "TDigest-Response-Auth" "TDigest-Nextnonce" "TDigest-Method" "TDigest-URI" "TDigest-Qop"
    "TDigest-Algorithm" "TDigest-Entity-Body-Hash" "TDigest-CNonce" "TDigest-Nonce-Count"
    "TDigest-Username" "TDigest-Opaque" "TDigest-Auth-Param" "TDigest-AKA-Auts"
    "TDigest-Domain" "TDigest-Stale" "TDigest-HA1" "TSIP-AOR" "PDelegated-IPv6-Prefix"
    "FMIP6-Feature-Vector" "HMIP6-Home-Link-Prefix" "OOperator-Name" "LLocation-Information"
    "LLocation-Data" "LBasic-Location-Policy-Rules",
);

/// Prints a message.
#[inline(never)]
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("radius");
    b.need(0, HEADER)?;
    let length = usize::from(b.u16(2)?);
    if length < HEADER {
        return Err(Cut);
    }
    let b = if length > b.len() { *b } else { b.claim(length) };
    if c.v() == 0 {
        show!(c, &b, "RADIUS, {1N} ({@0=1}), id: 0x{1:02x}", CODES)?;
        put!(c, " length: {}", b.len());
        return Ok(());
    }
    put!(c, "RADIUS, length: {}", b.len());
    show!(c, &b, "\n\t{1N} ({@0=1}), id: 0x{1:02x}, Authenticator: {@4=16H}", CODES)?;
    let mut rest = b.from(HEADER);
    while rest.len() > 0 {
        if rest.len() < 2 {
            return Err(Cut);
        }
        let (kind, length) = (rest.u8(0)?, usize::from(rest.u8(1)?));
        let entry = ATTRIBUTES.get(kind.into()).unwrap_or(Text::plain("-Unknown"));
        let (form, name) = entry.split_first().unwrap_or((b'-', Text::plain("")));
        put!(c, "\n\t  {} Attribute ({})", name, kind);
        put!(c, ", length: {}", length);
        if length < 2 {
            c.invalid();
            return Ok(());
        }
        if length > rest.len() {
            put!(c, " (bogus, goes past end of packet)");
            return Ok(());
        }
        put!(c, ", Value: ");
        let value = rest.from(2).claim(length - 2);
        if length > 2 {
            values::print(c, form, kind, &value)?;
        }
        if c.v() > 1 {
            c.hex_lines(text!("\n\t    "), value.inside());
        }
        rest = rest.from(length);
    }
    Ok(())
}
