//! What generalized MPLS says of links (RFC 3471), in routing protocols and in those that set paths up.

use crate::print::toolkit::*;

pub(crate) const SWITCHINGS: Table = table!("Unknown";
    1: "Packet-Switch Capable-1" "Packet-Switch Capable-2" "Packet-Switch Capable-3"
    "Packet-Switch Capable-4", 51: "Layer-2 Switch Capable", 100: "Time-Division-Multiplex",
    150: "Lambda-Switch Capable", 200: "Fiber-Switch Capable",
);
pub(crate) const ENCODINGS: Table = table!("Unknown";
    1: "Packet" "Ethernet V2/DIX" "ANSI/ETSI PDH" "Reserved" "SDH ITU-T G.707/SONET ANSI T1.105"
    "Reserved" "Digital Wrapper" "Lambda (photonic)" "Fiber" "Reserved" "FiberChannel",
);
/// How bandwidth is shared among classes (RFC 4125, 4127), by the numbers that tcpdump has.
pub(super) const MODELS: Table = table!("unknown"; 0: "Russian dolls" "Maximum allocation");

/// Bytes a second, as an IEEE number, in bits.
pub(crate) fn bandwidth(c: &mut Ctx<'_>, bits: u32) {
    let bytes = f32::from_bits(bits & 0x7fff_ffff);
    c.literal(if bits >> 31 != 0 { text!("-") } else { text!("") });
    // In the precision that tcpdump has.
    let megabits = bytes * 8.0 / 1_000_000.0;
    if !megabits.is_finite() {
        put!(c, "{} Mbps", if bytes.is_nan() { text!("nan") } else { text!("inf") });
        return;
    }
    if megabits >= 9e15 {
        // Whole, and more than a number of 64 bits holds once it is in thousandths.
        let (mut whole, mut digits) = (megabits as u128, [0u8; 39]);
        let mut first = digits.len();
        while let Some(digit) = first.checked_sub(1).and_then(|at| digits.get_mut(at)) {
            first -= 1;
            *digit = b'0' + (whole % 10) as u8;
            whole /= 10;
            if whole == 0 {
                break;
            }
        }
        c.out.bytes(digits.get(first..).unwrap_or(&[]));
        put!(c, ".000 Mbps");
        return;
    }
    // Of what is in the middle, the even one.
    let thousandths = f64::from(megabits) * 1000.0;
    let below = thousandths as u64;
    let rest = thousandths - below as f64;
    let more = rest > 0.5 || rest == 0.5 && below % 2 == 1;
    let kilobits = below.saturating_add(more.into());
    put!(c, "{}.{:03} Mbps", kilobits / 1000, kilobits % 1000);
}
