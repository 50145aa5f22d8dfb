//! Giving up root's privileges (-Z), once the socket and the first savefile are open.
//!
//! Who is to have them is found out before that: a savefile of an earlier run is not emptied for a name
//! that nobody has.
//!
//! That savefile is made by root, wherever root may make one, and then given to the user. Where more
//! of them follow, the right to pass over the permissions of folders is kept: files are the user's from
//! the beginning then. Where interfaces are followed, the right to open sockets on them is kept. Nothing
//! else is.

use crate::files::Files;
use crate::flags::Id;
use crate::message::{Line, Reported};
use crate::names::lines;
use crate::packed::text;
use crate::settings::{Settings, number};
use barecap_core::words::split;
use core::ffi::CStr;
use heapless::Vec;
use rustix::fs::{Gid, Uid};
use rustix::io::Errno;
use rustix::thread::{self, CapabilitySet, CapabilitySets};

/// Who a process is to become.
#[derive(Clone, Copy, Debug)]
pub struct User<'a> {
    name: &'a [u8],
    uid: Uid,
    gid: Gid,
}

impl<'a> User<'a> {
    /// Who -Z names. Without root's privileges, or where that is root, there is nobody to become.
    ///
    /// # Errors
    ///
    /// There is no such user.
    pub fn find(program: &[u8], settings: &Settings<'a>) -> Result<Option<Self>, Reported> {
        let Some(name) = settings.value(Id::Relinquish).map(CStr::to_bytes) else {
            return Ok(None);
        };
        if name == b"root" || !rustix::process::geteuid().is_root() {
            return Ok(None);
        }
        // NAME:password:UID:GID:...
        let mut ids = None;
        let _ = lines(c"/etc/passwd", &mut |entry| {
            let mut fields = split(entry, b':');
            if ids.is_none() && fields.next() == Some(name) {
                let mut id = |skip| fields.nth(skip).and_then(|text| number(text, 10));
                ids = id(1).zip(id(0));
            }
        });
        // In a container made from nothing nobody has a name.
        let unnamed = || number(name, 10).filter(|id| *id > 0);
        let Some((uid, gid)) = ids.or_else(|| unnamed().map(|id| (id, id))) else {
            let mut line = Line::of(program);
            line.literal(text!("Couldn't find user '")).bytes(name).literal(text!("'"));
            return Err(line.fail());
        };
        let (uid, gid) = (Uid::from_raw_unchecked(uid), Gid::from_raw_unchecked(gid));
        Ok(Some(Self { name, uid, gid }))
    }
}

/// Becomes another user, if there is one to become, with those of root's rights that are still needed, and
/// gives that user the files.
///
/// # Errors
///
/// The system refuses.
pub fn give_up(
    program: &[u8],
    settings: &Settings<'_>,
    user: Option<User<'_>>,
    files: &[Files<'_>],
) -> Result<(), Reported> {
    let Some(User { name, uid, gid }) = user else { return Ok(()) };
    let more_files = settings.rotates() || settings.has(Id::Part);
    let mut kept = CapabilitySet::empty();
    kept.set(CapabilitySet::DAC_OVERRIDE, more_files);
    kept.set(CapabilitySet::NET_RAW, settings.follows());
    // NAME:password:GID:USER,USER...
    let mut groups = Vec::<Gid, 64>::new();
    let _ = groups.push(gid);
    let _ = lines(c"/etc/group", &mut |entry| {
        let mut fields = split(entry, b':');
        if let (Some(Some(group)), Some(users)) =
            (fields.nth(2).map(|text| number(text, 10)), fields.next())
            && split(users, b',').any(|user| user == name)
        {
            // Without a group, less is allowed, not more.
            let _ = groups.push(Gid::from_raw_unchecked(group));
        }
    });
    let mut line = Line::of(program);
    match change(uid, gid, &groups, files, kept) {
        Ok(()) => {
            line.literal(text!("dropped privs to ")).bytes(name).send();
            Ok(())
        }
        Err(errno) => {
            line.literal(text!("Couldn't change to '")).bytes(name).literal(text!("' uid="));
            line.number(uid.as_raw().into()).literal(text!(" gid=")).number(gid.as_raw().into());
            Err(line.literal(text!(": ")).errno(errno).fail())
        }
    }
}

fn change(
    uid: Uid,
    gid: Gid,
    groups: &[Gid],
    files: &[Files<'_>],
    kept: CapabilitySet,
) -> Result<(), Errno> {
    files.iter().try_for_each(|files| files.output.give_to(uid, gid))?;
    thread::set_keep_capabilities(!kept.is_empty())?;
    // The process has this one thread.
    thread::set_thread_groups(groups)?;
    thread::set_thread_gid(gid)?;
    thread::set_thread_uid(uid)?;
    if !kept.is_empty() {
        let inheritable = CapabilitySet::empty();
        thread::set_capabilities(
            None,
            CapabilitySets { effective: kept, permitted: kept, inheritable },
        )?;
    }
    Ok(())
}
