//! Sockets between a virtual machine and its host (LINKTYPE_VSOCK): Linux's `af_vsockmon_hdr` and
//! the header of the virtio transport.

use crate::print::toolkit::*;

const TRANSPORTS: Table = table!("Invalid transport ({})"; 0: "UNKNOWN" "NO_INFO" "VIRTIO");
const OPERATIONS: Table = table!(" invalid op ({})";
    0: "UNKNOWN" "CONNECT" "DISCONNECT" "CONTROL" "PAYLOAD",
);
const VIRTIO_OPERATIONS: Table = table!("Invalid op ({})";
    0: "INVALID" "REQUEST" "RESPONSE" "RST" "SHUTDOWN" "RW" "CREDIT UPDATE" "CREDIT REQUEST",
);
const VIRTIO_TYPES: Table = table!("Invalid type ({})"; 1: "STREAM");
const HEADER: usize = 32;
const VIRTIO: u16 = 2;
/// The length of the transport's header.
const TRANSPORT: usize = 44;
const PAYLOAD: u16 = 4;

/// Prints a packet; numbers stand in little-endian order.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("vsock");
    c.link_header = b.captured().min(HEADER);
    b.check(0, HEADER)?;
    let little = |at| b.u16(at).map(u16::swap_bytes);
    let (operation, transport) = (little(24)?, little(26)?);
    put!(c, "{}", Name(TRANSPORTS, transport.into()));
    let inner = b.from(HEADER);
    let mut cut = Ok(());
    if c.v() == 0 {
        put!(c, " ");
    } else if transport == VIRTIO {
        cut = inner.check(0, TRANSPORT);
    }
    // Where the transport's header is cut, not even a space is between its name and what follows.
    if c.v() > 0 && cut.is_ok() {
        if transport == VIRTIO {
            show!(c, &inner, " (len {@24=4L}, type ")?;
            put!(c, "{}", Name(VIRTIO_TYPES, inner.u16(28)?.swap_bytes().into()));
            put!(c, ", op {}", Name(VIRTIO_OPERATIONS, inner.u16(30)?.swap_bytes().into()));
            show!(c, &inner, ", flags {@32=4xL}, buf_alloc {4L}, fwd_cnt {4L})")?;
        }
        put!(c, "\n\t");
    }
    let (src, dst) = (b.array::<8>(0)?, b.array::<8>(8)?);
    put!(c, "{}", u64::from_le_bytes(*src));
    show!(c, b, ".{@16=4L} > ")?;
    put!(c, "{}", u64::from_le_bytes(*dst));
    show!(c, b, ".{@20=4L} ")?;
    put!(c, "{}, length {}", Name(OPERATIONS, operation.into()), b.captured());
    cut?;
    if c.v() > 1 && operation == PAYLOAD {
        let payload = inner.from(if transport == VIRTIO { TRANSPORT } else { 0 });
        payload.need(0, 1)?;
        put!(c, "\n");
        c.hex_lines(text!("\t"), payload.data());
    }
    Ok(())
}
