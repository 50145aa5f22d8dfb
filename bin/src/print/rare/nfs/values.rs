//! What calls of the network file system and their answers are made of (RFC 4506, 1094, 1813).

use crate::print::toolkit::*;

/// What of a file's handle is printed.
const LONGEST_HANDLE: usize = 32;
const ERRORS: Table = table!("unk {}";
    1: "Operation not permitted" "No such file or directory", 5: "Input/output error"
    "Device not configured", 11: "Resource deadlock avoided" "Cannot allocate memory"
    "Permission denied", 17: "File exists" "Cross-device link" "Operation not supported by device"
    "Not a directory" "Is a directory" "Invalid argument", 26: "Text file busy" "File too large"
    "No space left on device", 30: "Read-only file system" "Too many links",
    45: "Operation not supported", 62: "Too many levels of symbolic links" "File name too long",
    66: "Directory not empty", 69: "Disc quota exceeded" "Stale NFS file handle"
    "Too many levels of remote in path", 99: "Write cache flushed to disk",
    10001: "Illegal NFS file handle" "Update synchronization mismatch"
    "READDIR/READDIRPLUS cookie is stale" "Operation not supported"
    "Buffer or request is too small" "Unspecified error on server"
    "Object of that type not supported" "Request couldn't be completed in time",
);
pub(super) const TYPES: Table =
    table!("unk-ft {}"; 0: "NON" "REG" "DIR" "BLK" "CHR" "LNK", 7: "FIFO");
const STABLE: Table = table!(""; 0: "unstable" "datasync" "filesync");

/// Mode, owner and group of a file to be, and its times.
pub(super) type Wanted = ([Option<u32>; 3], [Option<(u32, u32)>; 2]);

/// What is left of a message.
pub(super) struct Xdr<'a>(pub(super) Bytes<'a>);

impl<'a> Xdr<'a> {
    pub(super) fn number(&mut self) -> Res<u32> {
        let number = self.0.u32(0)?;
        self.0 = self.0.from(4);
        Ok(number)
    }

    pub(super) fn long(&mut self) -> Res<u64> {
        Ok(u64::from(self.number()?) << 32 | u64::from(self.number()?))
    }

    /// A place in a file or a folder.
    pub(super) fn position(&mut self, is_3: bool) -> Res<u64> {
        if is_3 { self.long() } else { self.number().map(u64::from) }
    }

    /// So many bytes. As tcpdump has it, packets that are cut in them are dumped as those that are whole.
    pub(super) fn bytes(&mut self, n: usize) -> Res<&'a [u8]> {
        let bytes = self.0.get(0, n).or(Err(Short))?;
        self.0 = self.0.from(n);
        Ok(bytes)
    }

    /// Bytes of a length that stands before them, and what fills them up to a multiple of four.
    pub(super) fn opaque(&mut self, c: &mut Ctx<'_>) -> Res<&'a [u8]> {
        let length = self.number()?;
        if length > u32::MAX - 3 {
            put!(c, "[cannot pad to 32-bit boundaries]");
            c.invalid();
            return Err(Short);
        }
        let length = length as usize;
        let bytes = self.bytes(length.next_multiple_of(4))?;
        Ok(bytes.get(..length).unwrap_or(bytes))
    }

    /// A name or a path.
    pub(super) fn name(&mut self, c: &mut Ctx<'_>) -> Res {
        let name = self.opaque(c)?;
        put!(c, "\"{}\"", T(name));
        Ok(())
    }

    /// A file's handle. What it is made of is the server's own: a name of a device that stands in it,
    /// as that of VMS has one, is printed with the file's number, and so are numbers of devices below 65536
    /// in network order; of the others their bytes.
    pub(super) fn handle(&mut self, c: &mut Ctx<'_>, is_3: bool) -> Res {
        let length = if is_3 { self.number()? as usize } else { LONGEST_HANDLE };
        // As tcpdump has it, nothing fills the last word of one that has less of it.
        let words = length / 4;
        let bytes = self.bytes(words * 4)?;
        put!(c, " fh ");
        let handle = Bytes::new(bytes, bytes.len());
        let device = handle.get(1, 13).unwrap_or(&[]);
        if words > 6 && device.iter().all(|byte| (b' '..=b'~').contains(byte)) {
            let name = handle.get(1, words).unwrap_or(&[]);
            c.text(name.split(|&byte| byte == b' ' || byte == 0).next().unwrap_or(name));
            let low = handle.u16(22)?.swap_bytes();
            put!(c, "/{}", u32::from(handle.u16(26)?) << 16 | u32::from(low));
            return Ok(());
        }
        if words > 3 && bytes.starts_with(&[0; 2]) {
            let at = if handle.u16(2)? == 0 { 4 } else { 0 };
            show!(c, &handle.from(at), "{@2=1},{1}")?;
            return show!(c, &handle, "/{@12=4}");
        }
        c.out.str("Unknown".get(..words).unwrap_or("Unknown"));
        put!(c, "/");
        c.hex_capitals(bytes.get(..(words * 4).min(LONGEST_HANDLE)).unwrap_or(bytes));
        Ok(())
    }

    /// A handle and a name in that directory.
    pub(super) fn handle_and_name(&mut self, c: &mut Ctx<'_>, is_3: bool) -> Res {
        self.handle(c, is_3)?;
        put!(c, " ");
        self.name(c)
    }

    /// What a file is to be like, as far as it is printed.
    pub(super) fn wanted(&mut self) -> Res<Wanted> {
        let mut wanted = [None; 3];
        for value in &mut wanted {
            if self.number()? != 0 {
                *value = Some(self.number()?);
            }
        }
        // Of the size, which has eight bytes, tcpdump takes four.
        if self.number()? != 0 {
            self.number()?;
        }
        let mut times = [None; 2];
        for time in &mut times {
            if self.number()? == 2 {
                *time = Some((self.number()?, self.number()?));
            }
        }
        Ok((wanted, times))
    }

    /// What a file is like.
    pub(super) fn attributes(&mut self, c: &mut Ctx<'_>, is_3: bool, all: bool) -> Res {
        let (a, size) = (self.0, if is_3 { 84 } else { 68 });
        self.0 = a.from(size);
        a.need(0, 20).or(Err(Short))?;
        let kind = a.u32(0)?;
        put!(c, " {}", Name(TYPES, kind));
        if TYPES.get(kind).is_none() {
            put!(c, " ");
        }
        put!(c, " ");
        octal(c, a.u32(4)?);
        put!(c, " ids {}/{}", a.u32(12)?.cast_signed(), a.u32(16)?.cast_signed());
        if is_3 {
            show!(c, &a, " sz {@20=8}")?;
        } else {
            show!(c, &a, " sz {@20=4}")?;
        }
        if !all {
            return Ok(());
        }
        a.need(0, size).or(Err(Short))?;
        if is_3 {
            show!(c, &a, " nlink {@8=4} rdev {@36=4}/{4} fsid {8x} fileid {8x}")?;
            show!(c, &a, " a/m/ctime {@60=4}.{4:06} {4}.{4:06} {4}.{4:06}")?;
        } else {
            show!(c, &a, " nlink {@8=4} rdev 0x{@28=4x} fsid 0x{@36=4x} nodeid 0x{4x}{|}")?;
            show!(c, &a, " a/m/ctime {@44=4}.{4:06} {4}.{4:06} {4}.{4:06}")?;
        }
        Ok(())
    }

    /// The same, where it is there and wanted.
    pub(super) fn after(&mut self, c: &mut Ctx<'_>) -> Res {
        if self.number()? == 0 {
            return Ok(());
        }
        if c.v() == 0 {
            self.0 = self.0.from(84);
            return Ok(());
        }
        let all = c.v() > 1;
        self.attributes(c, true, all)
    }

    /// What a file was like before a call and is like behind it.
    pub(super) fn before_and_after(&mut self, c: &mut Ctx<'_>) -> Res {
        c.literal(if c.v() > 1 { text!(" PRE:") } else { text!("") });
        if self.number()? != 0 {
            let before = self.0;
            before.check(0, 24)?;
            self.0 = before.from(24);
            if c.v() > 1 {
                show!(c, &before, "{|} sz {8} mtime {4}.{4:06} ctime {4}.{4:06}")?;
            }
        }
        if c.v() > 0 {
            put!(c, " POST:");
        }
        self.after(c)
    }

    /// Whether a call did what it was to do; the error is printed.
    pub(super) fn status(&mut self, c: &mut Ctx<'_>) -> Res<bool> {
        let status = self.number()?;
        if status != 0 {
            put!(c, " ERROR: {}", Name(ERRORS, status));
        }
        Ok(status == 0)
    }
}

/// How much of what was written will not be lost.
pub(super) fn stable(c: &mut Ctx<'_>, how: u32) {
    match STABLE.get(how) {
        Some(name) => put!(c, " <{}>", name),
        None => put!(c, " <#{}>", how.cast_signed()),
    }
}

/// A number in octal.
pub(in crate::print::rare) fn octal(c: &mut Ctx<'_>, number: u32) {
    let mut shift = 30;
    while shift > 0 && number >> shift == 0 {
        shift -= 3;
    }
    loop {
        c.out.byte(b'0' + (number >> shift & 7) as u8);
        if shift == 0 {
            break;
        }
        shift -= 3;
    }
}
