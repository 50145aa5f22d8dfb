//! Sockets between a virtual machine and its host (LINKTYPE_VSOCK): Linux's `af_vsockmon_hdr` and
//! the header of the virtio transport.

use crate::print::toolkit::*;

const TRANSPORTS: Table = table!("invalid transport ({})"; 0: "UNKNOWN" "NO INFO" "VIRTIO");
const OPERATIONS: Table = table!("invalid op ({})";
    0: "UNKNOWN" "CONNECT" "DISCONNECT" "CONTROL" "PAYLOAD",
);
const VIRTIO_OPERATIONS: Table = table!("invalid op ({})";
    0: "INVALID" "REQUEST" "RESPONSE" "RST" "SHUTDOWN" "RW" "CREDIT UPDATE" "CREDIT REQUEST",
);
const VIRTIO_TYPES: Table = table!("invalid type ({})"; 1: "STREAM");
const HEADER: usize = 32;
const VIRTIO: u16 = 2;

/// Prints a packet; numbers stand in little-endian order.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = "vsock";
    if b.len() < HEADER {
        return c.short("packet length", b.len(), HEADER);
    }
    let little = |at| b.u16(at).map(u16::swap_bytes);
    let (operation, transport, length) = (little(24)?, little(26)?, usize::from(little(28)?));
    put!(c, "{}", Name(TRANSPORTS, transport.into()));
    c.str(" ");
    let inner = b.from(HEADER);
    if c.v() > 0 && transport == VIRTIO && length > 0 {
        c.show(&inner, "(len {@24=4L}, type ", &[])?;
        put!(c, "{}", Name(VIRTIO_TYPES, inner.u16(28)?.swap_bytes().into()));
        put!(c, ", op {}", Name(VIRTIO_OPERATIONS, inner.u16(30)?.swap_bytes().into()));
        c.show(&inner, ", flags {@32=4xL}, buf_alloc {4L}, fwd_cnt {4L})\n\t", &[])?;
    }
    let (src, dst) = (b.array::<8>(0)?, b.array::<8>(8)?);
    put!(c, "{}", u64::from_le_bytes(*src));
    c.show(b, ".{@16=4L} > ", &[])?;
    put!(c, "{}", u64::from_le_bytes(*dst));
    c.show(b, ".{@20=4L} ", &[])?;
    put!(c, "{}, length {}", Name(OPERATIONS, operation.into()), b.len());
    if c.v() > 1 && b.len() > HEADER + length {
        c.hex_lines("\n\t", inner.from(length).inside());
    }
    Ok(())
}
