//! Savefiles that are written one after the other, by a capture or by one of its rings: what is done where
//! one ends and the next begins.
//!
//! The present file is finished and gets its name (--part) before the next one is made, which may have
//! the same; then it is counted for --rotate-total, and its command run (-z). Whatever goes wrong is told
//! with the name of the file that it went wrong with.

use crate::command::Starter;
use crate::consumer::Error;
use crate::message::{Line, Reported};
use crate::outlet;
use crate::output::{self, Output, Preface};
use crate::packed::text;
use crate::rotation::{File, Kept, Rotation};
use crate::signals::Signals;
use rustix::io::Errno;

/// The savefile that is written, and what the next will be.
pub struct Files<'a> {
    /// The savefile.
    pub output: Output<'a>,
    /// When the next begins, and its name.
    pub rotation: Rotation<'a>,
}

impl<'a> Files<'a> {
    /// Makes the first file, as [`Output::create`] does.
    ///
    /// # Errors
    ///
    /// It could not be made.
    pub fn create(
        program: &[u8],
        mut rotation: Rotation<'a>,
        preface: Preface<'a>,
        buffer: &'a mut output::Buffer,
        signals: Option<&'a Signals>,
    ) -> Result<Self, Reported> {
        match Output::create(rotation.begin(), preface, buffer, signals) {
            Ok(output) => Ok(Self { output, rotation }),
            Err(errno) => {
                let mut line = Line::of(program);
                line.about(rotation.path().to_bytes());
                if errno == Errno::INTR {
                    line.literal(text!("ended before anybody read it: "));
                }
                Err(line.errno(errno).fail())
            }
        }
    }

    /// The present file, if another is to begin before a packet of this time when it has this size: then
    /// it is time to [`Self::go_on`]. None begins after standard output.
    ///
    /// # Errors
    ///
    /// [`Error::Limit`].
    pub fn over(&mut self, time: i64, size: u64) -> Result<Option<File>, Error> {
        let file = self.rotation.file();
        let turns = self.rotation.turn(time, size).map_err(Error::Limit)?;
        Ok((turns && !self.rotation.is_stdout).then_some(file))
    }

    /// Goes on in another file, after this one. `kept` is what --rotate-total counts.
    ///
    /// # Errors
    ///
    /// Those of writing.
    pub fn go_on(
        &mut self,
        file: File,
        kept: Option<&mut Kept>,
        command: Option<&Starter<'_>>,
    ) -> Result<(), output::Error> {
        let size = self.output.size();
        self.finish()?;
        let Self { output, rotation } = self;
        let begun = output.turn(rotation.begin());
        let begun = begun.and_then(|()| match kept {
            Some(kept) => rotation.keep(kept, file, size),
            None => Ok(()),
        });
        // The file before is complete, whatever becomes of the next.
        if let Some(command) = command {
            command.start(rotation, file);
        }
        begun.map_err(|errno| output.failed(errno))
    }

    /// Closes the file, and gives it its name.
    ///
    /// # Errors
    ///
    /// Those of writing.
    pub fn finish(&mut self) -> Result<(), output::Error> {
        let Self { output, rotation } = self;
        output.finish()?;
        rotation.complete().map_err(|errno| output.failed(errno))
    }

    /// Says that the file could not be written on.
    pub fn report(&self, program: &[u8], error: &output::Error) {
        let output::Error { errno, written, lost } = *error;
        let mut line = Line::of(program);
        line.about(self.rotation.path().to_bytes());
        outlet::put_reason(&mut line, errno);
        line.literal(text!(": "))
            .packets(written)
            .literal(text!(" written, "))
            .number(lost)
            .literal(text!(" lost"))
            .send();
    }
}
