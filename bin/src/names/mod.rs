//! Names from the system's files: for filters ([`Etc`]) and for printed packets ([`Tables`]). Hosts
//! in filters that the files do not have are asked for by DNS (`dns`).
//!
//! No file is opened before a name is asked for, and none is ever held whole: lines are taken from a
//! small buffer as the file is read.

#[cfg(feature = "dns")]
mod dns;
#[cfg(feature = "names")]
mod resolve;
#[cfg(feature = "names")]
mod tables;

#[cfg(feature = "dns")]
pub use dns::PORT as DNS_PORT;
#[cfg(feature = "names")]
pub use resolve::{Etc, FOR_FILTERS, FOR_PACKETS};
#[cfg(feature = "names")]
pub use tables::{Names, Tables};

use crate::input;
use core::ffi::CStr;
use rustix::fd::AsFd;
use rustix::io::Errno;

/// Calls `each` with every line of a file, without its end. A file that does not exist has no
/// lines; a line longer than the buffer is none of these files' and is passed over.
pub(crate) fn lines(path: &CStr, each: &mut dyn FnMut(&[u8])) -> Result<(), Errno> {
    let file = match input::open_named(path) {
        Ok(file) => file,
        Err(Errno::NOENT) => return Ok(()),
        Err(errno) => return Err(errno),
    };
    let mut buffer = [0; 4096];
    let mut held = 0;
    // The line that begins the buffer has lost its beginning.
    let mut torn = false;
    loop {
        let room = buffer.get_mut(held..).unwrap_or_default();
        let read = input::read(file.as_fd(), room)?;
        held += read;
        let mut rest = buffer.get(..held).unwrap_or_default();
        while let Some(end) = rest.iter().position(|&byte| byte == b'\n') {
            let (line, behind) = rest.split_at_checked(end).unwrap_or((rest, b""));
            if !torn {
                each(line);
            }
            torn = false;
            rest = behind.get(1..).unwrap_or_default();
        }
        if read == 0 {
            if !torn {
                each(rest);
            }
            return Ok(());
        }
        let kept = rest.len();
        if kept == buffer.len() {
            torn = true;
            held = 0;
        } else {
            buffer.copy_within(held - kept..held, 0);
            held = kept;
        }
    }
}

/// What the machine knows of names in what is printed: nothing, but its time zone.
#[cfg(not(feature = "names"))]
#[derive(Default)]
pub struct Tables {
    /// Local time.
    pub zone: crate::local::Zone,
}

#[cfg(not(feature = "names"))]
impl Tables {
    /// Nothing read yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { zone: crate::local::Zone::new() }
    }
}

/// The same, where there are no tables to read.
#[cfg(not(feature = "names"))]
pub struct Names<'a> {
    /// The program's name.
    pub program: &'a [u8],
    /// Local time.
    pub tables: &'a mut Tables,
}

#[cfg(not(feature = "names"))]
impl crate::print::Lookup for Names<'_> {
    fn utc_offset(&mut self, seconds: i64) -> i32 {
        self.tables.zone.offset(seconds)
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::ffi::CString;
    use std::string::String;
    use std::vec::Vec;

    fn lines_of(contents: &str) -> Vec<String> {
        let path = std::format!("/tmp/barecap-lines-{}-{}", std::process::id(), contents.len());
        std::fs::write(&path, contents).unwrap();
        let mut found = Vec::new();
        let path = CString::new(path).unwrap();
        lines(&path, &mut |line| found.push(String::from_utf8(line.to_vec()).unwrap())).unwrap();
        std::fs::remove_file(path.to_str().unwrap()).unwrap();
        found
    }

    #[test]
    fn every_line_comes_whole() {
        assert_eq!(lines_of("a\n\nb c\n"), ["a", "", "b c", ""]);
        assert_eq!(lines_of("a\nb"), ["a", "b"]);
        let many: Vec<_> = (0..3000).map(|i| std::format!("line {i}")).collect();
        assert_eq!(lines_of(&many.join("\n")), many);
    }

    #[test]
    fn a_line_that_is_too_long_is_passed_over() {
        let long = "x".repeat(4096);
        assert_eq!(lines_of(&std::format!("a\n{long}\nb\n")), ["a", "b", ""]);
        assert_eq!(lines_of(&std::format!("a\n{long}x")), ["a"]);
        assert_eq!(lines_of(&std::format!("{long}{long}{long}\nb")), ["b"]);
        let fits = "x".repeat(4095);
        assert_eq!(lines_of(&std::format!("{fits}\nb")), [&fits, "b"]);
    }

    #[test]
    fn a_file_that_is_not_there_has_no_lines() {
        assert_eq!(lines(c"/nosuch", &mut |_| panic!()), Ok(()));
        assert_eq!(lines(c"/", &mut |_| panic!()), Err(Errno::ISDIR));
    }
}
