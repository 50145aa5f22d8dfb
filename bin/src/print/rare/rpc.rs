//! Remote procedure calls (RFC 5531), for `-T rpc`: calls as if they were to the port mapper (RFC 1833),
//! replies as if they came from NFS.

use crate::print::rare::nfs;
use crate::print::toolkit::*;
use crate::print::transport::Net;

const PROCEDURES: Table = table!(" proc #{}";
    0: "null" "set" "unset" "getport" "dump" "call",
);

/// Prints a message.
pub(crate) fn print(c: &mut Ctx<'_>, net: &Net<'_>, b: &Bytes<'_>) -> Res {
    if b.u32(4)? != nfs::CALL {
        net.end(c, true);
        c.literal(if c.o.numeric { text!(".2049 > ") } else { text!(".nfs > ") });
        net.end(c, false);
        put!(c, ".{}:", b.u32(0)?);
        return nfs::answer(c, net, b);
    }
    c.protocol = text!("sunrpc");
    b.need(0, 32)?;
    net.end(c, true);
    put!(c, ".0x{:x} > ", b.u32(0)?);
    net.end(c, false);
    c.literal(if c.o.numeric { text!(".0x6f: ") } else { text!(".sunrpc: ") });
    let (version, program, procedure) = (b.u32(8)?, b.u32(12)?, b.u32(20)?);
    put!(c, "{} {}", b.len(), Name(PROCEDURES, procedure));
    if version != 2 {
        put!(c, " [rpcver {}]", version);
    }
    if matches!(procedure, 1..=3 | 5) {
        put!(c, " {}{}.{}", if c.o.numeric { text!("") } else { text!("#") }, program, b.u32(16)?);
    }
    Ok(())
}
