//! The time synchronization protocol of BSD's timed (Gusella & Zatti, 1986).

use crate::print::toolkit::*;

const TYPES: Table = table!("";
    0: "TSP_ANY" "TSP_ADJTIME" "TSP_ACK" "TSP_MASTERREQ" "TSP_MASTERACK" "TSP_SETTIME" "TSP_MASTERUP"
    "TSP_SLAVEUP" "TSP_ELECTION" "TSP_ACCEPT" "TSP_REFUSE" "TSP_CONFLICT" "TSP_RESOLVE" "TSP_QUIT"
    "TSP_DATE" "TSP_DATEREQ" "TSP_DATEACK" "TSP_TRACEON" "TSP_TRACEOFF" "TSP_MSITE" "TSP_MSITEREQ"
    "TSP_TEST" "TSP_SETDATE" "TSP_SETDATEREQ" "TSP_LOOP",
);
const LOOP: u8 = 24;

/// Prints a message.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("timed");
    let kind = b.u8(0)?;
    match TYPES.get(kind.into()) {
        Some(name) => c.out.text(name),
        None => put!(c, "(tsp_type 0x{:x})", kind),
    }
    show!(c, b, " vers {@1=1}")?;
    show!(c, b, " seq {@2=2}")?;
    match kind {
        LOOP => show!(c, b, " hopcnt {@4=1}")?,
        1 | 5 | 22 | 23 => {
            let (mut seconds, mut micros) = (b.u32(4)? as i32, b.u32(8)? as i32);
            if micros < 0 {
                return Ok(());
            }
            put!(c, " time ");
            // Micros are counted forward, and printed away from zero.
            if seconds < 0 && micros != 0 {
                c.literal(if seconds == -1 { text!("-") } else { text!("") });
                seconds += 1;
                micros = 1_000_000 - micros;
            }
            put!(c, "{}.", seconds);
            // A sign is one of the six digits.
            if micros < 0 {
                put!(c, "-{:05}", micros.unsigned_abs());
            } else {
                put!(c, "{:06}", micros as u32);
            }
        }
        _ => {}
    }
    put!(c, " name ");
    // The longest name; it may go on past the message.
    let name = b.from(12).first(256);
    if c.zero_text(name.data()) || name.captured() == 256 { Ok(()) } else { Err(Cut) }
}
