//! From the command line to a consumer, and to what is said when it has had its packets.
//!
//! The order is that of rights: what is written and shown to is opened with all of them; then they are
//! given up, and the walls of the sandbox go up, before the first packet is handled.

use super::screen::Screen;
use super::{Consumer, Error, Memory, READERS};
use crate::files::Files;
use crate::flags::Id;
use crate::message::{Line, Reported};
use crate::output::Preface;
use crate::packed::text;
use crate::privileges::{self, User};
use crate::replay::Paths;
use crate::rotation::{ROTATES, Rotation};
#[cfg(feature = "sandbox")]
use crate::sandbox;
use crate::settings::Settings;
use crate::signals::Signals;
use crate::stdout::Stdout;
use core::cell::Cell;
use rustix::io::Errno;

/// Where packets come from.
#[derive(Clone, Debug, Default)]
pub struct Inputs<'a> {
    /// The savefiles that are still to be opened.
    pub savefiles: Paths<'a>,
    /// Whether there is a filter that other link types need anew.
    pub filter: bool,
    /// The names of the interfaces, where there are several.
    pub names: &'a [&'a [u8]],
    /// The signals that are blocked, if some are.
    pub signals: Option<&'a Signals>,
}

/// Makes the consumer that the command line asks for, has `drive` feed it, and puts out what it
/// holds. Answers with the exit code as far as the consumer is concerned; what went wrong has been
/// reported.
pub fn serve(
    program: &[u8],
    settings: &Settings<'_>,
    memory: &mut Memory,
    preface: Preface<'_>,
    inputs: &Inputs<'_>,
    drive: &mut dyn FnMut(&mut Consumer<'_>) -> Result<(), Error>,
) -> u8 {
    let mut stdout = Stdout::new(inputs.signals.filter(|_| settings.shows()));
    let held = Cell::new(0);
    let mut write = |text: &[u8]| {
        let written = stdout.write(text);
        if READERS && written {
            held.set(0);
        }
        written
    };
    let kept = settings.rotate_total.filter(|_| ROTATES).map(|most| memory.kept.begin(most));
    let repeated = &mut memory.repeated;
    repeated.clear();
    let mut consumer = Consumer { files: None, kept, repeated, command: None, screen: None };
    let Ok(user) = User::find(program, settings) else { return 1 };
    if settings.has(Id::Write) {
        let rotation = Rotation::new(settings, &mut memory.files, &mut memory.zone);
        match Files::create(program, rotation, preface, &mut memory.output, inputs.signals) {
            Ok(files) => consumer.files = Some(files),
            Err(Reported) => return 1,
        }
    }
    if settings.shows() {
        let (room, names) = (&mut memory.screen, inputs.names);
        consumer.screen = Some(Screen::new(program, settings, room, names, &held, &mut write));
    }
    if consumer.seclude(program, settings, user, inputs).is_err() {
        return 1;
    }
    let result = drive(&mut consumer);
    let code = match (consumer.settle(program, result), &consumer.files) {
        (Err(error), Some(files)) if !matches!(error, Error::Screen) => {
            report(program, settings, files, error)
        }
        _ => 0,
    };
    code.max(stdout.report(program, if READERS { held.get() } else { 0 }))
}

impl<'a> Consumer<'a> {
    /// Gives up the rights and the ways out that are not needed from here on.
    fn seclude(
        &mut self,
        program: &[u8],
        settings: &Settings<'a>,
        user: Option<User<'_>>,
        inputs: &Inputs<'_>,
    ) -> Result<(), Reported> {
        privileges::give_up(program, settings, user, self.files.as_slice())?;
        if ROTATES && let (Some(command), Some(files)) = (settings.command, &mut self.files) {
            self.command = Some(command.starter(settings, &mut files.rotation)?);
        }
        #[cfg(feature = "sandbox")]
        {
            let savefiles = &mut inputs.savefiles.clone();
            let needs = sandbox::needs(settings, savefiles.clone().next().is_some(), inputs.filter);
            sandbox::enter(program, settings, needs, savefiles);
        }
        #[cfg(not(feature = "sandbox"))]
        let _ = inputs.filter;
        Ok(())
    }

    /// Does what is left to do when no more packets come, or none can be taken any more: what was taken for
    /// the savefile is written, and what was printed put out, whatever became of the other.
    fn settle(&mut self, program: &[u8], mut result: Result<(), Error>) -> Result<(), Error> {
        let mut is_last = false;
        if ROTATES && let Err(Error::Limit(files)) = result {
            say_limit(files);
            result = Ok(());
            is_last = true;
        }
        if let Some(files) = &mut self.files
            && !matches!(result, Err(Error::Savefile(_)))
        {
            match files.finish() {
                Err(error) if result.is_ok() => result = Err(error.into()),
                Err(error) => files.report(program, &error),
                Ok(()) => {
                    let Files { rotation, .. } = files;
                    if let Some(command) = self.command.as_ref().filter(|_| is_last) {
                        command.start(rotation, rotation.file());
                    }
                }
            }
        }
        result.and(self.show())
    }
}

/// Says why no more could be written; answers with the exit code.
fn report(program: &[u8], settings: &Settings<'_>, files: &Files<'_>, error: Error) -> u8 {
    if let Error::Savefile(error) = error {
        // Who reads for Wireshark has had enough.
        if settings.is_extcap() && error.errno == Errno::PIPE {
            return 0;
        }
        files.report(program, &error);
        return 1;
    }
    let mut line = Line::of(program);
    line.bytes(files.rotation.path().to_bytes());
    if let Error::LinkType(link_type) = error {
        line.literal(text!(": a packet has link-type ")).shown(&link_type);
        line.literal(text!(
            ", which a pcap file with others cannot hold: --write-format=pcapng can"
        ))
        .send();
    } else if cfg!(feature = "pcapng") {
        line.literal(text!(
            ": a packet's time is before 1970, or too late for this file's format: "
        ));
        line.literal(text!("--write-format=pcapng keeps times as they are")).send();
    }
    1
}

/// Says that as many savefiles have been written as are wanted.
pub(crate) fn say_limit(files: u32) {
    Line::new().literal(text!("Maximum file limit reached: ")).number(files.into()).send();
}
